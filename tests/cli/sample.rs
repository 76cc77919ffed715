//! The sample matter against what was written into it (`tests/corpus/expected.toml`).

use crate::sandbox::Sandbox;
use pincite::document::{Document, Finding, Outcome, Record, Role, Span};
use pincite::store::Matter;
use serde::Deserialize;
use std::path::Path;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Expected {
    document: Vec<ExpectedDocument>,
    passage: Vec<Passage>,
    decoy: Vec<Decoy>,
    tension: Vec<Tension>,
    search: Vec<Search>,
}

#[derive(Deserialize)]
struct ExpectedDocument {
    file: String,
    kind: String,
    case_number: Option<String>,
    docket_entry: Option<String>,
    page_count: Option<usize>,
    paragraph_count: Option<usize>,
    #[serde(default)]
    plaintiffs: Vec<String>,
    #[serde(default)]
    defendants: Vec<String>,
    text_layer: Option<bool>,
}

#[derive(Deserialize)]
struct Passage {
    document: String,
    paragraph: Option<String>,
    quote: String,
    page: Option<u32>,
    page_end: Option<u32>,
    ecf_page: Option<u32>,
    printed_page: Option<String>,
    lines: Option<(u32, u32)>,
    labels: Vec<(String, String, String, String)>,
}

#[derive(Deserialize)]
struct Decoy {
    document: String,
    quote: String,
    never: Vec<String>,
}

#[derive(Deserialize)]
struct Tension {
    kind: String,
    first: Side,
    second: Side,
}

#[derive(Deserialize)]
struct Side {
    document: String,
    paragraph: Option<String>,
    quote: String,
}

#[derive(Deserialize)]
struct Search {
    phrase: String,
    documents: Vec<String>,
}

/// The sample matter, indexed once for all tests.
pub struct Sample {
    pub sandbox: Sandbox,
    pub records: Vec<Record>,
    expected: Expected,
}

pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sandbox = Sandbox::new();
        std::os::unix::fs::symlink(root.join("corpus"), sandbox.path().join("corpus")).unwrap();
        let corpus = root.join("corpus");
        sandbox.run_args(&["index", corpus.to_str().unwrap(), "--matter", "m"]).code(0);
        let records = Matter::open(&sandbox.path().join("m")).unwrap().records().unwrap();
        let expected = std::fs::read_to_string(root.join("tests/corpus/expected.toml")).unwrap();
        Sample { sandbox, records, expected: toml::from_str(&expected).unwrap() }
    })
}

impl Sample {
    fn record(&self, file: &str) -> &Record {
        self.records_of(file).next().unwrap_or_else(|| panic!("`{file}` is not in the matter"))
    }

    /// The document of a file, then those inside it.
    fn records_of(&self, file: &str) -> impl Iterator<Item = &Record> {
        let (file, inside) = (format!("/{file}"), format!("/{file}!/"));
        let whole = self.records.iter().filter(move |r| r.paths.iter().any(|p| p.ends_with(&file)));
        whole.chain(self.records.iter().filter(move |r| r.paths.iter().any(|p| p.contains(&inside))))
    }

    /// The document of a file, or one inside it, that has these words, and where.
    fn locate(&self, file: &str, quote: &str, paragraph: Option<&str>) -> Option<(&Record, Span)> {
        self.records_of(file).find_map(|r| Some((r, find(&r.document, quote, paragraph)?)))
    }
}

/// Where the words of a quotation stand, white space apart.
fn find(document: &Document, quote: &str, paragraph: Option<&str>) -> Option<Span> {
    let inside: Vec<Span> = match paragraph {
        Some(number) => {
            let numbered = |p: &&pincite::document::Paragraph| p.number.as_deref() == Some(number);
            document.paragraphs.iter().filter(numbered).map(|p| p.span).collect()
        }
        None => vec![Span::new(0, document.text.len())],
    };
    inside.into_iter().find_map(|span| {
        find_in(document.slice(span), quote).map(|s| Span::new(span.start + s.start, span.start + s.end))
    })
}

fn find_in(text: &str, quote: &str) -> Option<Span> {
    let ink: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let wanted: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    let at = ink.windows(wanted.len()).position(|window| window.iter().map(|(_, c)| c).eq(&wanted))?;
    let (last, letter) = ink[at + wanted.len() - 1];
    Some(Span::new(ink[at].0, last + letter.len_utf8()))
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_document_is_known_for_what_it_is() {
    let sample = sample();
    let mut problems = Vec::new();
    for expected in &sample.expected.document {
        let document = &sample.record(&expected.file).document;
        let metadata = &document.metadata;
        let mut differs = |what: &str, found: String, wanted: String| {
            if found != wanted {
                problems.push(format!("{}: {what} is `{found}`, not `{wanted}`", expected.file));
            }
        };
        if expected.text_layer == Some(false) {
            continue;
        }
        differs("kind", metadata.kind.name().into(), expected.kind.clone());
        if let Some(number) = &expected.case_number {
            differs("case number", squash(metadata.case_number.as_deref().unwrap_or("")), squash(number));
        }
        if let Some(entry) = &expected.docket_entry {
            differs("docket entry", metadata.docket_entry.clone().unwrap_or_default(), entry.clone());
        }
        if let Some(count) = expected.page_count {
            differs("page count", document.pages.len().to_string(), count.to_string());
        }
        if let Some(count) = expected.paragraph_count {
            let numbered = document
                .paragraphs
                .iter()
                .filter(|p| p.kind == pincite::document::ParagraphKind::Numbered)
                .count();
            differs("paragraph count", numbered.to_string(), count.to_string());
        }
        for (names, role) in
            [(&expected.plaintiffs, Role::Plaintiff), (&expected.defendants, Role::Defendant)]
        {
            for name in names {
                let known = metadata
                    .parties
                    .iter()
                    .any(|p| p.role == role && squash(&p.name).starts_with(&squash(name)));
                differs(
                    "party",
                    if known { name.clone() } else { format!("{:?}", metadata.parties) },
                    name.clone(),
                );
            }
        }
    }
    none(&problems);
}

#[test]
fn every_quotation_stands_at_its_page_paragraph_and_line() {
    let sample = sample();
    let mut problems = Vec::new();
    for passage in &sample.expected.passage {
        let found = sample.locate(&passage.document, &passage.quote, passage.paragraph.as_deref());
        let Some((Record { document, .. }, span)) = found else {
            problems.push(format!("{} ¶ {:?}: no `{}`", passage.document, passage.paragraph, passage.quote));
            continue;
        };
        let place = document.locate(span);
        let mut differs = |what: &str, found: String, wanted: String| {
            if found != wanted {
                problems.push(format!(
                    "{} ¶ {:?}: {what} {found}, not {wanted}: `{}`",
                    passage.document, passage.paragraph, passage.quote
                ));
            }
        };
        if let Some(page) = passage.page {
            let last = passage.page_end.unwrap_or(page);
            differs(
                "pages",
                format!("{:?}", (place.page_start, place.page_end)),
                format!("{:?}", (Some(page), Some(last))),
            );
        }
        if passage.ecf_page.is_some() {
            differs("ECF page", format!("{:?}", place.ecf_page_start), format!("{:?}", passage.ecf_page));
        }
        if passage.printed_page.is_some() {
            differs("label", format!("{:?}", place.label_start), format!("{:?}", passage.printed_page));
        }
        if let Some((first, last)) = passage.lines {
            differs(
                "lines",
                format!("{:?}", (place.line_start, place.line_end)),
                format!("{:?}", (Some(first), Some(last))),
            );
        }
    }
    none(&problems);
}

/// Findings on these words, or in their paragraph: what a paragraph says twice is one finding, at the
/// first of its places.
fn findings_at(record: &Record, span: Span) -> impl Iterator<Item = &Finding> {
    let paragraph = record.document.paragraph_at(span.start).map(|(index, _)| index);
    let here = move |f: &&Finding| f.proposition.overlaps(span) || f.span.overlaps(span);
    record.findings.iter().filter(move |f| here(f) || Some(f.paragraph) == paragraph)
}

fn describe(finding: &Finding) -> String {
    format!("{} {} {} {}", finding.concept, finding.mode, finding.polarity, finding.speaker)
}

#[test]
fn what_is_said_is_tagged_with_its_mode_and_speaker() {
    let sample = sample();
    let (mut wanted, mut missed) = (0, Vec::new());
    for passage in &sample.expected.passage {
        let found = sample.locate(&passage.document, &passage.quote, passage.paragraph.as_deref());
        let Some((record, span)) = found else { continue };
        let found: Vec<String> = findings_at(record, span).map(describe).collect();
        for (concept, mode, polarity, speaker) in &passage.labels {
            wanted += 1;
            if !found.contains(&format!("{concept} {mode} {polarity} {speaker}")) {
                let at = passage.paragraph.as_deref().unwrap_or("");
                missed.push(format!(
                    "{} ¶ {at}: {concept} {mode} {polarity} {speaker}: `{}`; found {found:?}",
                    passage.document, passage.quote
                ));
            }
        }
    }
    let share = 1.0 - missed.len() as f64 / f64::from(wanted);
    println!("{} of {wanted} labels missed:\n{}", missed.len(), missed.join("\n"));
    assert!(share >= LABELS_FOUND, "only {share:.3} of {wanted} labels found");
}

/// Planted tensions that must be found. It rises with the tagger: the others have a side that carries no
/// finding yet.
const TENSIONS_FOUND: usize = 16;

#[test]
fn the_tensions_are_those_that_were_planted_and_no_others() {
    let sample = sample();
    let files: Vec<pincite::document::FileOutcome> = Vec::new();
    let matter = pincite::analysis::Matter { records: &sample.records, files: &files };
    let concepts = pincite::analysis::Concepts::default();
    let view = pincite::analysis::View::new(matter, &concepts, pincite::document::CiteStyle::Bluebook);
    // a side stands in a paragraph: which of its sentences is quoted is the tagger's choice
    let stands_in = |side: &Side, quote: &pincite::analysis::Quote<'_>| {
        let found = sample.locate(&side.document, &side.quote, side.paragraph.as_deref());
        found.is_some_and(|(record, span)| {
            let paragraph = |at| record.document.paragraph_at(at).map(|(index, _)| index);
            record.document.sha256 == quote.document && paragraph(span.start) == paragraph(quote.start)
        })
    };
    // of the paragraphs of a complaint that allege the same, any may stand for all
    let alleged = |side: &Side, quote: &pincite::analysis::Quote<'_>| {
        side.document == "complaint.pdf" && sample.record("complaint.pdf").document.sha256 == quote.document
    };
    let tensions = pincite::analysis::tension::tensions(&view);
    let mut found = vec![false; sample.expected.tension.len()];
    let mut others = Vec::new();
    for tension in &tensions {
        let (left, right) = (&tension.left.quote, &tension.right.quote);
        let is = |t: &Tension| {
            let one_way =
                stands_in(&t.first, left) && (stands_in(&t.second, right) || alleged(&t.second, right));
            one_way
                || (stands_in(&t.second, left) && (stands_in(&t.first, right) || alleged(&t.first, right)))
        };
        let planted: Vec<usize> = (0..found.len()).filter(|&n| is(&sample.expected.tension[n])).collect();
        planted.iter().for_each(|&n| found[n] = true);
        if planted.is_empty() {
            others
                .push(format!("{:?} {}: `{}` | `{}`", tension.kind, tension.concept, left.text, right.text));
        }
    }
    for (tension, _) in sample.expected.tension.iter().zip(&found).filter(|(_, found)| !**found) {
        println!("not found: {}: `{}` | `{}`", tension.kind, tension.first.quote, tension.second.quote);
    }
    none(&others);
    let count = found.iter().filter(|found| **found).count();
    assert!(count >= TENSIONS_FOUND, "only {count} of {} found", found.len());
}

/// Share of the labels of the sample matter that must be found: 88 of 96 are. It rises with the
/// tagger and never falls.
const LABELS_FOUND: f64 = 0.9;

/// Decoys that are still tagged wrongly: here a breach of implied contract is taken for one of an
/// express contract. A mended one must leave this list.
const STILL_TAGGED: [&str; 1] = ["Marlowe’s breach of contract consists in → claim:cl.contract"];

#[test]
fn decoys_are_not_tagged() {
    let sample = sample();
    let mut tagged = Vec::new();
    for decoy in &sample.expected.decoy {
        let record = sample.record(&decoy.document);
        // navigation around a page's text is not in the text, and so not tagged either
        let Some(span) = find(&record.document, &decoy.quote, None) else { continue };
        for finding in record.findings.iter().filter(|f| f.span.overlaps(span)) {
            let mode = format!("mode:{}", finding.mode);
            let kind = format!("{}:*", finding.concept.split(':').next().unwrap());
            if decoy.never.iter().any(|n| *n == finding.concept || *n == mode || *n == kind) {
                tagged.push(format!("{} → {}", decoy.quote, finding.concept));
            }
        }
    }
    assert_eq!(tagged, STILL_TAGGED);
}

#[test]
fn a_phrase_is_found_in_exactly_the_documents_that_hold_it() {
    let sample = sample();
    let mut problems = Vec::new();
    let scan_is_read = sample.records.iter().any(|r| r.document.pages.iter().any(|p| p.ocr));
    for search in &sample.expected.search {
        let phrase = format!("\"{}\"", search.phrase);
        let answer = sample.sandbox.run_args(&["search", &phrase, "--matter", "m", "--json"]).json();
        let path = |r: &serde_json::Value| r["path"].as_str().unwrap().to_owned();
        let mut found: Vec<String> = answer["results"].as_array().unwrap().iter().map(path).collect();
        let name =
            |path: &String| path.rsplit("corpus/").next().unwrap().split("!/").next().unwrap().to_owned();
        found = found.iter().map(name).filter(|f| f != "exhibit-c.pdf").collect();
        found.sort();
        found.dedup();
        let mut wanted = search.documents.clone();
        wanted.retain(|f| f != "exhibit-c.pdf");
        wanted.sort();
        if found != wanted {
            problems.push(format!(
                "`{}` is in {found:?}, not {wanted:?} (scan read: {scan_is_read})",
                search.phrase
            ));
        }
    }
    none(&problems);
}

#[test]
fn the_scanned_exhibit_is_read_by_an_engine_or_recorded_as_needing_one() {
    let sample = sample();
    let files = Matter::open(&sample.sandbox.path().join("m")).unwrap().files().unwrap();
    let exhibit = files.iter().find(|f| f.outcome.path.ends_with("exhibit-c.pdf")).unwrap();
    let document = &sample.record("exhibit-c.pdf").document;
    match exhibit.outcome.outcome {
        Outcome::NeedsOcr => assert!(document.text.trim().is_empty()),
        Outcome::IndexedWithWarnings => assert!(document.pages.iter().all(|p| p.ocr)),
        other => panic!("{other:?}"),
    }
}
