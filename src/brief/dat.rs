//! The load file: one line a document with its tags, for review platforms.
//!
//! Concordance form: fields between `þ`, apart by the control character 0x14, line breaks in a field as
//! `®`, several values apart by `;`, UTF-8 with a byte order mark.

use crate::analysis::{View, statement_date};
use crate::document::Document;
use std::collections::BTreeSet;

const QUOTE: char = 'þ';
const DELIMITER: char = '\u{14}';
const HEAD: [&str; 13] = [
    "DOCID",
    "BEGBATES",
    "ENDBATES",
    "PARENTSHA256",
    "SHA256",
    "FILEPATH",
    "DOCKIND",
    "TITLE",
    "DOCDATE",
    "CASENUMBER",
    "PAGES",
    "CONCEPTS",
    "TAGS",
];

/// The load file of a matter. `TAGS` has `concept|mode|polarity|speaker`, each combination once.
pub fn dat(view: &View<'_>) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    text.push_str(&line(&HEAD.map(str::to_owned)));
    for index in 0..view.records.len() {
        text.push_str(&line(&fields(view, index)));
    }
    text.into_bytes()
}

fn line(fields: &[String]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| format!("{QUOTE}{}{QUOTE}", clean(field))).collect();
    quoted.join(&DELIMITER.to_string()) + "\r\n"
}

/// Without the signs that the form itself uses.
fn clean(field: &str) -> String {
    field.replace("\r\n", "®").replace(['\r', '\n'], "®").replace([QUOTE, DELIMITER], " ")
}

fn fields(view: &View<'_>, index: usize) -> [String; 13] {
    let record = view.records[index];
    let (document, meta) = (&record.document, &record.document.metadata);
    let (first, last) = bates(document);
    let evidence = view.evidence_in(view.copies[index].unwrap_or(index));
    let concepts: BTreeSet<&str> = evidence.iter().map(|e| e.concept).collect();
    let tags: BTreeSet<String> =
        evidence.iter().map(|e| format!("{}|{}|{}|{}", e.concept, e.mode, e.polarity, e.speaker)).collect();
    let list = |values: Vec<String>| values.join(";");
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        first.clone().unwrap_or_else(|| view.name(index).to_owned()),
        first.unwrap_or_default(),
        last.unwrap_or_default(),
        text(&record.parent),
        document.sha256.clone(),
        list(record.paths.clone()),
        meta.kind.name().to_owned(),
        text(&meta.title),
        statement_date(document).unwrap_or_default().to_owned(),
        text(&meta.case_number),
        document.pages.len().to_string(),
        list(concepts.into_iter().map(str::to_owned).collect()),
        list(tags.into_iter().collect()),
    ]
}

fn bates(document: &Document) -> (Option<String>, Option<String>) {
    let mut numbers = document.pages.iter().filter_map(|page| page.bates.clone());
    let first = numbers.next();
    (first.clone(), numbers.next_back().or(first))
}
