//! The load file: one line a document with its tags, for review platforms.
//!
//! Concordance form: fields between `þ`, apart by the control character 0x14, line breaks in a field as
//! `®`, several values apart by `;`, UTF-8 with a byte order mark.

use crate::analysis::{View, statement_date};
use crate::document::{Document, Finding, Record};
use std::collections::{BTreeMap, BTreeSet};

const QUOTE: char = 'þ';
const DELIMITER: char = '\u{14}';
const LIST: &str = ";";
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

fn fields(view: &View<'_>, index: usize) -> Vec<String> {
    let record = view.records[index];
    let mut fields = facts(&record.document, view.name(index));
    let (concepts, tags) = concepts_and_tags(record);
    fields.extend([
        ("PARENTSHA256", record.parent.clone().unwrap_or_default()),
        ("FILEPATH", record.paths.join(LIST)),
        ("CONCEPTS", joined(&concepts)),
        ("TAGS", joined(&tags)),
    ]);
    HEAD.iter().map(|name| fields.remove(name).unwrap_or_default()).collect()
}

/// What a line says of the document itself, by field.
fn facts(document: &Document, name: &str) -> BTreeMap<&'static str, String> {
    let meta = &document.metadata;
    let (first, last) = bates(document);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    BTreeMap::from([
        ("DOCID", first.clone().unwrap_or_else(|| name.to_owned())),
        ("BEGBATES", text(&first)),
        ("ENDBATES", text(&last)),
        ("SHA256", document.sha256.clone()),
        ("DOCKIND", meta.kind.name().to_owned()),
        ("TITLE", text(&meta.title)),
        ("DOCDATE", statement_date(document).unwrap_or_default().to_owned()),
        ("CASENUMBER", text(&meta.case_number)),
        ("PAGES", document.pages.len().to_string()),
    ])
}

/// Concepts and tags of the findings that no reviewer has rejected, each once.
fn concepts_and_tags(record: &Record) -> (BTreeSet<String>, BTreeSet<String>) {
    let tag = |f: &Finding| format!("{}|{}|{}|{}", f.concept, f.mode, f.polarity, f.speaker);
    record.standing().map(|finding| (finding.concept.clone(), tag(finding))).unzip()
}

fn joined(values: &BTreeSet<String>) -> String {
    values.iter().map(String::as_str).collect::<Vec<_>>().join(LIST)
}

fn bates(document: &Document) -> (Option<String>, Option<String>) {
    let mut numbers = document.pages.iter().filter_map(|page| page.bates.clone());
    let first = numbers.next();
    (first.clone(), numbers.next_back().or(first))
}

/// A line of a load file, by field.
pub(super) type Line = BTreeMap<String, String>;

/// The lines of a load file; `None` where the text is none of those that [`dat`] writes.
pub(super) fn read(text: &str) -> Option<Vec<Line>> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| {
        line.split(DELIMITER).map(|field| field.trim_matches(QUOTE).to_owned()).collect::<Vec<String>>()
    });
    let head = lines.next().filter(|head| *head == HEAD)?;
    Some(lines.map(|fields| head.iter().cloned().zip(fields).collect()).collect())
}

/// The fields of a line that are not as the document has them: name, as it should be, as it is. Of a list only the
/// values that differ.
pub(super) fn differences(line: &Line, record: &Record, name: &str) -> Vec<(&'static str, String, String)> {
    let found = |field: &str| line.get(field).cloned().unwrap_or_default();
    let of_facts = facts(&record.document, name);
    let compared = of_facts.into_iter().map(|(field, value)| (field, clean(&value), found(field)));
    let mut differing: Vec<_> = compared.filter(|(_, expected, found)| expected != found).collect();
    let (concepts, tags) = concepts_and_tags(record);
    for (field, expected) in [("CONCEPTS", concepts), ("TAGS", tags)] {
        let found = found(field);
        let found: BTreeSet<String> =
            found.split(LIST).filter(|value| !value.is_empty()).map(str::to_owned).collect();
        if found != expected {
            let only = |one: &BTreeSet<String>, other| joined(&one.difference(other).cloned().collect());
            differing.push((field, only(&expected, &found), only(&found, &expected)));
        }
    }
    differing
}
