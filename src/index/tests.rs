use super::*;
use crate::document::*;
use crate::query::{Dialect, parse};

/// A record of one paragraph a line; a line in capitals is a heading.
fn record(key: &str, text: &str) -> Record {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        let kind = if line == line.to_uppercase() { ParagraphKind::Heading } else { ParagraphKind::Body };
        paragraphs.push(Paragraph { number: None, span, heading: vec![], kind });
        start += line.len();
    }
    let document = Document {
        sha256: key.to_owned(),
        bytes: text.len() as u64,
        media_type: "text/plain".into(),
        extractor: "test 1".into(),
        status: Status::Ok,
        warnings: vec![],
        metadata: Metadata::of_kind(DocumentKind::Complaint, "test"),
        text: text.to_owned(),
        pages: vec![],
        sentences: paragraphs.iter().map(|p| p.span).collect(),
        paragraphs,
        instruments: vec![],
        footnotes: vec![],
        citations: vec![],
    };
    Record { document, findings: vec![], paths: vec![format!("{key}.txt")], parent: None }
}

fn keys(index: &Index, query: &str) -> Vec<String> {
    let query = parse(query, Dialect::Native).unwrap();
    let snapshot = index.snapshot().unwrap();
    let selection = snapshot.search(&query, &Limits::default()).unwrap();
    let key = |place| snapshot.entry(place).unwrap().sha256;
    let mut keys: Vec<String> = selection.iter().map(|(place, _)| key(place)).collect();
    keys.sort();
    keys
}

fn filled(texts: &[(&str, &str)]) -> Index {
    let mut index = Index::in_memory().unwrap();
    for (key, text) in texts {
        index.add(&record(key, text)).unwrap();
    }
    index.commit(1).unwrap();
    index
}

#[test]
fn nothing_is_visible_before_its_commit_and_all_of_it_after() {
    let dir = tempfile::tempdir().unwrap();
    let mut index = Index::create_or_open(dir.path()).unwrap();
    assert_eq!(index.sequence().unwrap(), 0);
    index.add(&record("a", "The pixel runs.")).unwrap();
    assert!(keys(&index, "pixel").is_empty());
    index.commit(7).unwrap();
    assert_eq!(keys(&index, "pixel"), ["a"]);
    drop(index);
    let index = Index::create_or_open(dir.path()).unwrap();
    assert_eq!((index.sequence().unwrap(), keys(&index, "pixel")), (7, vec!["a".to_owned()]));
}

#[test]
fn the_same_bytes_are_one_document_and_can_be_removed() {
    let mut index = filled(&[("a", "old words"), ("b", "other words")]);
    index.add(&record("a", "new words")).unwrap();
    index.commit(2).unwrap();
    assert_eq!((keys(&index, "old"), keys(&index, "words")), (vec![], vec!["a".to_owned(), "b".to_owned()]));
    index.remove("a").unwrap();
    index.commit(3).unwrap();
    assert_eq!((keys(&index, "words"), index.snapshot().unwrap().len()), (vec!["b".to_owned()], 1));
}

#[test]
fn a_second_writer_is_told_so_and_a_reader_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut first = Index::create_or_open(dir.path()).unwrap();
    first.add(&record("a", "words")).unwrap();
    let mut second = Index::create_or_open(dir.path()).unwrap();
    assert!(second.snapshot().unwrap().is_empty());
    let error = second.add(&record("b", "words")).unwrap_err();
    assert!(matches!(error, IndexError::Locked { .. }), "{error}");
}

#[test]
fn a_folder_that_holds_no_index_is_an_error_and_can_be_rebuilt() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("meta.json"), "{ not an index").unwrap();
    assert!(matches!(Index::create_or_open(dir.path()), Err(IndexError::Open { .. })));
    assert_eq!(Index::rebuild(dir.path()).unwrap().sequence().unwrap(), 0);
}

#[test]
fn words_of_any_length_are_found() {
    let long = "x7".repeat(50_000);
    let index = filled(&[("a", &format!("key {long} end")), ("b", &format!("key {long}z end"))]);
    assert_eq!(keys(&index, &long), ["a"]);
}

#[test]
fn compounds_units_and_fields_are_found() {
    let index = filled(&[("a", "The e-mail was read.\nUsers were not told."), ("b", "An email\n")]);
    assert_eq!(keys(&index, "email").len(), 2);
    assert_eq!(keys(&index, "\"e mail\" w/p read"), ["a"]);
    assert!(keys(&index, "email w/p told").is_empty());
    assert_eq!(keys(&index, "kind:complaint AND file:b"), ["b"]);
    assert!(keys(&index, "kind:order").is_empty());
}

#[test]
fn a_query_that_takes_too_long_is_an_error_that_names_it() {
    let index = filled(&[("a", "pixel data"), ("b", "data pixel")]);
    let query = parse("pixel w/5 data", Dialect::Native).unwrap();
    let limits = Limits { time: std::time::Duration::ZERO, ..Limits::default() };
    let error = index.snapshot().unwrap().search(&query, &limits).unwrap_err().to_string();
    assert!(error.starts_with("`pixel w/5 data` was stopped after 0 s"), "{error}");
}

#[test]
fn what_is_left_out_needs_no_positions() {
    let index = filled(&[("a", "pixel data consent"), ("b", "pixel data"), ("c", "data e-mail")]);
    assert_eq!(keys(&index, "data NOT consent"), ["b", "c"]);
    assert_eq!(keys(&index, "data NOT (consent OR email)"), ["b"]);
    assert_eq!(keys(&index, "(data NOT consent) OR (consent w/5 pixel)"), ["a", "b", "c"]);
    assert_eq!(keys(&index, "pixel NOT (pixel w/1 consent)"), ["a", "b"]);
}

#[test]
fn a_tag_twice_on_one_word_is_one_match() {
    let mut own = record("a", "The pixel runs.");
    let finding: Finding = serde_json::from_value(serde_json::json!({
        "concept": "practice:pixel", "mode": "alleged", "polarity": "asserted", "speaker": "plaintiff",
        "speaker_name": null, "chain": [], "span": Span::new(4, 9), "proposition": Span::new(0, 15),
        "paragraph": 0, "rule": "test#1", "why": [], "decisions": [], "strength": null, "flags": [],
        "condition": null, "confidence": 1.0
    }))
    .unwrap();
    own.findings = vec![finding.clone(), finding];
    let mut index = Index::in_memory().unwrap();
    index.add(&own).unwrap();
    index.commit(1).unwrap();
    let query = parse("practice:pixel", Dialect::Native).unwrap();
    let found = index.snapshot().unwrap().search(&query, &Limits::default()).unwrap();
    assert_eq!(found.iter().next().unwrap().1.len(), 1);
}

#[test]
fn an_expansion_past_the_limit_is_an_error_and_never_a_shorter_list() {
    let text: Vec<String> = (0..50).map(|i| format!("track{i}")).collect();
    let index = filled(&[("a", &text.join(" "))]);
    let query = parse("track*", Dialect::Native).unwrap();
    let snapshot = index.snapshot().unwrap();
    let limits = Limits { expansions: 49, ..Limits::default() };
    let error = snapshot.search(&query, &limits).unwrap_err().to_string();
    assert!(error.starts_with("`track*` stands for more than 49"), "{error}");
    let all = snapshot.search(&query, &Limits { expansions: 50, ..limits }).unwrap();
    assert_eq!((all.expansions[0].terms.len(), all.iter().next().unwrap().1.len()), (50, 50));
}
