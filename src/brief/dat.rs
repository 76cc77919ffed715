//! The load file: one line a document with its tags, for review platforms.
//!
//! Concordance form: fields between `þ`, apart by the control character 0x14, line breaks in a field as
//! `®`, several values apart by `;`, UTF-8 with a byte order mark.

use crate::analysis::{View, statement_date};
use crate::document::{Document, Mode, Polarity, Record, Speaker};
use std::collections::{BTreeMap, BTreeSet};

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

fn fields(view: &View<'_>, index: usize) -> Vec<String> {
    let record = view.records[index];
    let evidence = view.evidence_in(view.copies[index].unwrap_or(index));
    let tags = evidence.iter().map(|e| (e.concept, tag(e.concept, e.mode, e.polarity, e.speaker)));
    let mut fields = facts(&record.document, view.name(index));
    let (concepts, tags) = concepts_and_tags(tags);
    fields.extend([
        ("PARENTSHA256", record.parent.clone().unwrap_or_default()),
        ("FILEPATH", record.paths.join(";")),
        ("CONCEPTS", concepts),
        ("TAGS", tags),
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

fn tag(concept: &str, mode: Mode, polarity: Polarity, speaker: Speaker) -> String {
    format!("{concept}|{mode}|{polarity}|{speaker}")
}

/// Each once, in order.
fn concepts_and_tags<'t>(tags: impl Iterator<Item = (&'t str, String)>) -> (String, String) {
    let (concepts, tags): (BTreeSet<&str>, BTreeSet<String>) = tags.unzip();
    let list = |values: Vec<String>| values.join(";");
    (list(concepts.into_iter().map(str::to_owned).collect()), list(tags.into_iter().collect()))
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

/// The fields of a line that are not as the document has them: name, as it should be, as it is.
pub(super) fn differences(line: &Line, record: &Record, name: &str) -> Vec<(&'static str, String, String)> {
    let standing = record.standing();
    let tags = standing.map(|f| (f.concept.as_str(), tag(&f.concept, f.mode, f.polarity, f.speaker)));
    let mut expected = facts(&record.document, name);
    let (concepts, tags) = concepts_and_tags(tags);
    expected.extend([("CONCEPTS", concepts), ("TAGS", tags)]);
    let found = |field: &str| line.get(field).cloned().unwrap_or_default();
    let compared = expected.into_iter().map(|(field, value)| (field, clean(&value), found(field)));
    compared.filter(|(_, expected, found)| expected != found).collect()
}
