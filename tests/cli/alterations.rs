//! A hundred alterations of the briefs of the sample matter, in every format: each must be caught.

use crate::sample::sample;
use pincite::brief::{Verification, verify};
use pincite::document::Record;
use std::io::{Cursor, Read, Write};

/// The same numbers in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn source(sha256: &str) -> Option<Record> {
    sample().records.iter().find(|r| r.document.sha256 == sha256).cloned()
}

fn check(brief: &[u8]) -> Verification {
    verify(brief, &source)
}

fn brief(format: &str) -> Vec<u8> {
    let sandbox = &sample().sandbox;
    let name = format!("altered.{format}");
    sandbox.run_args(&["brief", "--matter", "m", "-o", &name, "--date", "2026-11-22"]).code(0);
    std::fs::read(sandbox.path().join(name)).unwrap()
}

/// Places of what stands between `open` and `close`, as byte ranges.
fn between(text: &str, open: &str, close: &str) -> Vec<(usize, usize)> {
    let starts = text.match_indices(open).map(|(at, found)| at + found.len());
    starts.filter_map(|start| Some((start, start + text[start..].find(close)?))).collect()
}

/// Visible words: of quotations or citations of a page, of cells, of runs.
fn shown(text: &str, mark: &str) -> Vec<(usize, usize)> {
    let open: Vec<usize> =
        text.match_indices(mark).filter_map(|(at, _)| Some(at + text[at..].find('>')? + 1)).collect();
    let ranges = open.into_iter().filter_map(|start| Some((start, start + text[start..].find('<')?)));
    ranges.filter(|(start, end)| end - start > 8).collect()
}

/// One letter or digit in one of the places made another.
fn other_letter(text: &str, places: &[(usize, usize)], wanted: fn(u8) -> bool, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    loop {
        let (start, end) = places[dice.below(places.len())];
        let at = start + dice.below(end - start);
        if !wanted(bytes[at]) || bytes[at.saturating_sub(1)] == b'\\' {
            continue;
        }
        if text[..at].rfind('&').is_some_and(|amp| at - amp < 8 && !text[amp..at].contains(';')) {
            continue;
        }
        bytes[at] = match bytes[at] {
            b'z' | b'Z' | b'9' => bytes[at] - 1,
            letter => letter + 1,
        };
        return String::from_utf8(bytes).unwrap();
    }
}

/// Two of the places with their words exchanged.
fn swapped(text: &str, places: &[(usize, usize)], dice: &mut Dice) -> String {
    loop {
        let (a, b) = (places[dice.below(places.len())], places[dice.below(places.len())]);
        let ((a, b), words) = (if a < b { (a, b) } else { (b, a) }, |r: (usize, usize)| &text[r.0..r.1]);
        if a.1 <= b.0 && words(a) != words(b) {
            return [&text[..a.0], words(b), &text[a.1..b.0], words(a), &text[b.1..]].concat();
        }
    }
}

fn member(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn with_member(archive: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let found = file.name().unwrap().to_string();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        to.start_file(&found, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(if found == name { text.as_bytes() } else { &bytes }).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[track_caller]
fn caught(altered: impl AsRef<[u8]>, what: &str) {
    assert!(!check(altered.as_ref()).passed(), "not caught: {what}");
}

const LETTER: fn(u8) -> bool = |b| b.is_ascii_alphabetic();
const DIGIT: fn(u8) -> bool = |b| b.is_ascii_digit();

#[test]
fn letters_numbers_and_swapped_words_of_a_page_are_caught() {
    let page = String::from_utf8(brief("html")).unwrap();
    let result = check(page.as_bytes());
    assert!(result.passed(), "{:#?}", result.mismatches);
    let (quotations, citations) = (shown(&page, "data-quotation"), shown(&page, "data-citation"));
    let mut dice = Dice(20_261_122);
    for n in 0..20 {
        caught(other_letter(&page, &quotations, LETTER, &mut dice), &format!("letter {n} of a quotation"));
    }
    for n in 0..14 {
        caught(other_letter(&page, &citations, DIGIT, &mut dice), &format!("page, line or ¶ number {n}"));
    }
    for n in 0..8 {
        caught(swapped(&page, &quotations, &mut dice), &format!("swapped quotations {n}"));
    }
}

#[test]
fn letters_and_numbers_of_the_json_form_are_caught() {
    let json = String::from_utf8(brief("json")).unwrap();
    assert!(check(json.as_bytes()).passed());
    let citation = json.find("\"passages\"").unwrap();
    let inside = |open: &str| -> Vec<(usize, usize)> {
        between(&json[citation..], open, "\"")
            .into_iter()
            .map(|(a, b)| (a + citation, b + citation))
            .filter(|(a, b)| b - a > 8)
            .collect()
    };
    let mut dice = Dice(7);
    for n in 0..14 {
        caught(
            other_letter(&json, &inside("\"text\": \""), |b| b == b'e' || b == b'a', &mut dice),
            &format!("letter {n}"),
        );
    }
}

#[test]
fn what_is_done_to_a_text_document_is_caught() {
    let docx = brief("docx");
    let result = check(&docx);
    assert!(result.passed(), "{:#?}", result.mismatches);
    let (body, notes) = (member(&docx, "word/document.xml"), member(&docx, "word/footnotes.xml"));
    let quoted: Vec<(usize, usize)> = body
        .match_indices("w:name=\"pq")
        .filter_map(|(at, _)| {
            let start = at + body[at..].find("preserve\">")? + 10;
            Some((start, start + body[start..].find('<')?))
        })
        .filter(|(start, end)| end - start > 12)
        .collect();
    let cited: Vec<(usize, usize)> =
        between(&notes, "preserve\">", "<").into_iter().filter(|(a, b)| b - a > 8).collect();
    let mut dice = Dice(99);
    for n in 0..14 {
        caught(
            with_member(&docx, "word/document.xml", &other_letter(&body, &quoted, LETTER, &mut dice)),
            &format!("letter {n}"),
        );
    }
    for n in 0..10 {
        caught(
            with_member(&docx, "word/footnotes.xml", &other_letter(&notes, &cited, DIGIT, &mut dice)),
            &format!("number {n}"),
        );
    }
    for n in 0..4 {
        caught(
            with_member(&docx, "word/document.xml", &swapped(&body, &quoted, &mut dice)),
            &format!("swapped {n}"),
        );
    }
}

#[test]
fn what_is_done_to_the_tables_is_caught() {
    let tables = brief("zip");
    let result = check(&tables);
    assert!(result.passed(), "{:#?}", result.mismatches);
    let mut dice = Dice(5);
    let mut altered_tables = 0;
    // a reason why two statements are paired is the program's own words
    let is_of_a_source = |field: &str| sample().records.iter().any(|r| r.document.text.contains(field));
    for name in ["tensions.csv", "practices.csv", "answer.csv", "quotations.csv", "policy_versions.csv"] {
        let text = member(&tables, name);
        let head = text.find('\n').unwrap() + 1;
        let quoted: Vec<(usize, usize)> = between(&text[head..], ",\"", "\"")
            .into_iter()
            .map(|(a, b)| (a + head, b + head))
            .filter(|(a, b)| b - a > 20 && is_of_a_source(&text[*a..*b]))
            .collect();
        if quoted.is_empty() {
            continue;
        }
        altered_tables += 1;
        for n in 0..2 {
            let altered = other_letter(&text, &quoted, LETTER, &mut dice);
            caught(with_member(&tables, name, &altered), &format!("letter {n} of {name}"));
        }
    }
    assert!(altered_tables >= 2, "only {altered_tables} tables with a quotation in one cell");
}

#[test]
fn a_source_that_is_gone_or_changed_is_caught_in_every_format() {
    let mut dice = Dice(3);
    for format in ["html", "json", "docx", "zip"] {
        let written = brief(format);
        // a document of which no word is quoted could change unseen
        let records: Vec<_> = sample().records.iter().filter(|r| r.findings.len() > 10).collect();
        let gone = &records[dice.below(records.len())].document.sha256;
        let without = |sha256: &str| if sha256 == gone { None } else { source(sha256) };
        assert!(!verify(&written, &without).passed(), "{format}: a source is gone");
        let changed = |sha256: &str| {
            let mut record = source(sha256)?;
            if sha256 == gone {
                record.document.text = record.document.text.replace('e', "o");
            }
            Some(record)
        };
        assert!(!verify(&written, &changed).passed(), "{format}: a source has other words");
    }
}
