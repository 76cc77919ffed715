mod distinctions;
mod formats;
mod schema;

use super::*;
use crate::analysis::support::{concepts, files, records};
use crate::document::{Document, Record};
use proptest::prelude::*;
use regex::Regex;
use std::ops::Range;

fn options() -> Options {
    Options {
        date: "2026-11-22".into(),
        privilege: Some("Attorney Work Product".into()),
        prepared_by: Some("A. <Counsel> & Co.".into()),
        ..Options::default()
    }
}

fn brief_of(records: &[Record], options: &Options) -> Brief {
    build(Matter { records, files: &files() }, &concepts(), options)
}

fn sample() -> Brief {
    brief_of(&records(), &options())
}

fn source(records: &[Record]) -> impl Fn(&str) -> Option<Record> + '_ {
    |sha| records.iter().find(|r| r.document.sha256 == sha).cloned()
}

fn check(brief: impl AsRef<[u8]>) -> Verification {
    let records = records();
    verify(brief.as_ref(), &source(&records))
}

#[test]
fn an_unaltered_brief_passes_in_every_style_and_format() {
    for style in CiteStyle::ALL {
        let brief = brief_of(&records(), &Options { cite_style: style, ..options() });
        for text in [html(&brief).unwrap(), json(&brief).unwrap()] {
            let result = check(&text);
            assert!(result.passed(), "{:#?}", result.mismatches);
            assert_eq!((result.quotations, result.citations), brief.counts);
            assert!(result.quotations > 30 && result.citations > 40, "{:?}", brief.counts);
        }
    }
}

#[test]
fn the_same_matter_gives_the_same_bytes_in_whatever_order_it_comes() {
    let mut turned = records();
    turned.reverse();
    let (one, other) = (sample(), brief_of(&turned, &options()));
    assert_eq!(html(&one).unwrap(), html(&other).unwrap());
    assert_eq!(json(&one).unwrap(), json(&other).unwrap());
}

/// Places in the HTML where a letter or digit of a quotation, citation, name or hash is shown.
fn visible_letters(html: &str) -> Vec<usize> {
    let shown =
        Regex::new(r"data-(?:quotation|citation|hash|name)[^>]*>([^<]*(?:</?(?:mark|ins|del)>[^<]*)*)<")
            .unwrap();
    let other = Regex::new(r"&[#a-z0-9]+;|<[^>]*>").unwrap();
    let mut places = Vec::new();
    for found in shown.captures_iter(html).filter_map(|c| c.get(1)) {
        let skipped: Vec<Range<usize>> = other.find_iter(found.as_str()).map(|m| m.range()).collect();
        let letters = found
            .as_str()
            .char_indices()
            .filter(|(at, c)| c.is_ascii_alphanumeric() && !skipped.iter().any(|range| range.contains(at)));
        places.extend(letters.map(|(at, _)| found.start() + at));
    }
    places
}

fn altered(html: &str, at: usize) -> String {
    let mut bytes = html.as_bytes().to_vec();
    bytes[at] = match bytes[at] {
        b'z' | b'Z' | b'9' => bytes[at] - 1,
        letter => letter + 1,
    };
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_altered_letter_or_digit_of_a_quotation_or_citation_is_caught(pick in any::<prop::sample::Index>()) {
        let text = html(&sample()).unwrap();
        let places = visible_letters(&text);
        let at = places[pick.index(places.len())];
        prop_assert!(!check(altered(&text, at)).passed(), "not caught: {:?}", text.get(at.saturating_sub(40)..at + 20));
    }

    #[test]
    fn a_source_changed_on_disk_is_caught(pick in any::<prop::sample::Index>()) {
        let text = html(&sample()).unwrap();
        let mut records = records();
        let document = &mut records[pick.index(6)].document;
        document.sha256 = "0".repeat(64);
        prop_assert!(!verify(text.as_bytes(), &source(&records)).passed());
    }
}

#[test]
fn swapped_quotations_and_removed_citations_are_caught() {
    let text = html(&sample()).unwrap();
    let words = Regex::new(r#"(<span class="words"[^>]*>)([^<]*)(</span>)"#).unwrap();
    let (first, second) = (
        words.captures_iter(&text).next().unwrap()[2].to_owned(),
        words.captures_iter(&text).nth(3).unwrap()[2].to_owned(),
    );
    assert_ne!(first, second);
    assert!(!check(text.replacen(&first, &second, 1)).passed());
    let cite = Regex::new(r#"<a class="cite".*?</a>"#).unwrap();
    let result = check(cite.replace(&text, "").into_owned());
    assert!(result.mismatches.iter().any(|m| m.what == "count"));
}

#[test]
fn what_is_no_brief_fails_and_does_not_panic() {
    for text in ["", "{", "{}", "<html>", "\u{0}", "<tr data-source='x'>"] {
        assert!(!check(text).passed());
    }
}

#[test]
fn text_of_a_source_can_not_become_markup() {
    let text = html(&sample()).unwrap();
    assert!(!text.contains("<precise>"));
    assert!(text.contains("&#60;precise&#62;") || text.contains("&lt;precise&gt;"));
    assert!(!text.contains("A. <Counsel>"));
}

#[test]
fn every_link_leads_somewhere_and_every_anchor_is_unique() {
    let page = scraper::Html::parse_document(&html(&sample()).unwrap());
    let all = scraper::Selector::parse("*").unwrap();
    let mut ids = std::collections::BTreeSet::new();
    for element in page.select(&all) {
        if let Some(id) = element.attr("id") {
            assert!(ids.insert(id.to_owned()), "`{id}` twice");
        }
    }
    for href in page.select(&all).filter_map(|e| e.attr("href")) {
        assert!(ids.contains(href.trim_start_matches('#')), "`{href}` leads nowhere");
    }
}

#[test]
fn the_file_asks_for_nothing_outside_itself() {
    let text = html(&sample()).unwrap();
    for needle in ["<script", "src=", "@import", "url(", "<link"] {
        assert!(!text.contains(needle), "{needle}");
    }
}

#[test]
fn a_focus_narrows_the_brief_and_says_so() {
    let brief = brief_of(&records(), &Options { focus: Some("claim:fed.wiretap".into()), ..options() });
    let text = json(&brief).unwrap();
    assert!(text.contains("injects JavaScript"));
    assert!(!brief.sections.iter().any(|s| s.id == "security"));
    assert!(check(html(&brief).unwrap()).passed());
}

#[test]
fn a_brief_as_of_a_day_knows_nothing_later() {
    let brief = brief_of(&records(), &Options { as_of: Some("2024-08-01".into()), ..options() });
    assert_eq!(brief.sources.len(), 3);
    assert!(check(html(&brief).unwrap()).passed());
}

#[test]
fn an_empty_matter_still_makes_a_brief() {
    let brief = build(Matter { records: &[], files: &[] }, &concepts(), &options());
    assert!(html(&brief).unwrap().contains("Brief of the matter"));
}

#[test]
fn the_text_document_is_well_formed_and_has_a_footnote_for_each_entry() {
    let brief = sample();
    let bytes = docx(&brief).unwrap();
    assert_eq!(bytes, docx(&brief).unwrap());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(
            reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")),
            quick_xml::events::Event::Eof
        ) {}
        if name == "word/footnotes.xml" {
            assert!(text.contains("Compl. ¶ 2, ECF No. 1 at 1:11, PageID.101<"));
        }
    }
}
