//! Verification: every quotation and citation of a written brief against its source.
//!
//! What counts is what a reader sees. The text between the tags, not an attribute beside it, is
//! compared with the slice of the source, and the words of a citation with the citation made anew.

mod csv;
mod docx;
mod html;
mod json;
mod pdf;
mod sources;
mod written;

pub use sources::{Named, sources};

use super::dat;
use crate::document::{CiteStyle, Document, Record, ShortNames, Span, cite};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use written::{Written, WrittenCitation, WrittenQuotation, WrittenSource};

/// A difference between the brief and its sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Where in the brief: an anchor, or the number of the quotation.
    pub place: String,
    /// What differs: `quotation`, `citation`, `page`, `line`, `paragraph`, `hash`, `name`, `source`, `count`, `link`,
    /// `print`, or the field of a load file.
    pub what: &'static str,
    /// As the source has it.
    pub expected: String,
    /// As the brief has it.
    pub found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} is `{}`, but the source has `{}`", self.place, self.what, self.found, self.expected)
    }
}

/// The result of a verification.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    pub quotations: usize,
    pub citations: usize,
    pub sources: usize,
    pub mismatches: Vec<Mismatch>,
    /// Sources that another reader read now than then: its words may differ from the brief's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_readers: Vec<OtherReader>,
}

/// A source, by what it was read when the brief was made, and by what now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherReader {
    pub name: String,
    pub then: String,
    pub now: String,
}

impl Verification {
    /// Was something checked, and did all of it agree?
    pub fn passed(&self) -> bool {
        self.mismatches.is_empty() && self.sources > 0
    }
}

/// Verifies a brief of any format, or a load file. `source` gives the document of a SHA-256 with its findings,
/// read, structured and tagged anew.
pub fn verify(brief: &[u8], source: &dyn Fn(&str) -> Option<Record>) -> Verification {
    let mut result = Verification::default();
    let Some(written) = written::read(brief) else {
        result.differ("the file", "source", "a brief with its list of sources", "no brief");
        return result;
    };
    let records = load(&written, source, &mut result);
    let documents: Documents<'_> =
        records.iter().map(|(hash, record)| (hash.as_str(), &record.document)).collect();
    let names = ShortNames::of(documents.values().copied());
    let complete = documents.len() == written.sources.len();
    let style = written.style.as_deref().and_then(|s| s.parse().ok()).unwrap_or_default();
    if written.lines.is_empty() {
        check_sources(&written, &names, complete, &mut result);
    }
    check_lines(&written, &records, &names, complete, &mut result);
    let listed: BTreeMap<&str, &str> =
        written.sources.iter().map(|s| (s.hash.as_str(), s.name.as_str())).collect();
    for quotation in &written.quotations {
        result.quotations += 1;
        check_quotation(quotation, &documents, &mut result);
    }
    for citation in &written.citations {
        result.citations += 1;
        let name = if complete {
            names.get(&citation.document)
        } else {
            listed.get(citation.document.as_str()).copied().unwrap_or_default()
        };
        check_citation(citation, name, style, &documents, &mut result);
        check_link(citation, &written, &mut result);
    }
    check_added(&written, &documents, &mut result);
    check_counts(&written, &mut result);
    result.mismatches.extend(written.differences);
    result
}

type Documents<'r> = BTreeMap<&'r str, &'r Document>;

impl Verification {
    fn differ(&mut self, place: &str, what: &'static str, expected: &str, found: &str) {
        let (expected, found) = (expected.to_owned(), found.to_owned());
        self.mismatches.push(Mismatch { place: place.to_owned(), what, expected, found });
    }

    fn compare(&mut self, place: &str, what: &'static str, expected: &str, found: &str) {
        if folded(expected) != folded(found) {
            self.differ(place, what, &folded(expected), &folded(found));
        }
    }
}

/// White space folded, control characters left out: neither can be seen.
fn folded(text: &str) -> String {
    let visible: String = text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn load(
    written: &Written,
    source: &dyn Fn(&str) -> Option<Record>,
    result: &mut Verification,
) -> BTreeMap<String, Record> {
    let mut records = BTreeMap::new();
    for WrittenSource { name, hash, reader, .. } in &written.sources {
        match source(hash) {
            Some(record) if record.document.sha256 == *hash => {
                result.sources += 1;
                let document = &record.document;
                if let Some(then) = reader.as_ref().filter(|then| **then != document.extractor) {
                    let (then, now) = (then.clone(), document.extractor.clone());
                    result.other_readers.push(OtherReader { name: name.clone(), then, now });
                }
                records.insert(hash.clone(), record);
            }
            Some(record) => result.differ(name, "hash", &record.document.sha256, hash),
            None => result.differ(name, "source", "no file with this hash", hash),
        }
    }
    records
}

/// What a load file says of each document, and its tags.
fn check_lines(
    written: &Written,
    records: &BTreeMap<String, Record>,
    names: &ShortNames,
    complete: bool,
    result: &mut Verification,
) {
    for line in &written.lines {
        let field = |name: &str| line.get(name).map(String::as_str).unwrap_or_default();
        let Some(record) = records.get(field("SHA256")) else { continue };
        // without all documents their names can't be told apart anew
        let name = if complete { names.get(&record.document.sha256) } else { field("DOCID") };
        for (what, expected, found) in dat::differences(line, record, name) {
            result.differ(field("DOCID"), what, &expected, &found);
        }
    }
}

fn check_sources(written: &Written, names: &ShortNames, complete: bool, result: &mut Verification) {
    for WrittenSource { name, shown, hash, .. } in &written.sources {
        result.compare(name, "hash", hash, shown);
        if complete {
            result.compare(hash, "name", names.get(hash), name);
        }
    }
}

fn check_quotation(quotation: &WrittenQuotation, documents: &Documents<'_>, result: &mut Verification) {
    let place = &quotation.place;
    let Some(document) = documents.get(quotation.document.as_str()) else {
        return result.differ(place, "source", "a listed source", &quotation.document);
    };
    match document.text.get(quotation.start..quotation.end) {
        Some(text) => result.compare(place, "quotation", text, &quotation.text),
        None => result.differ(place, "quotation", "words at this place", &quotation.text),
    }
}

fn check_citation(
    citation: &WrittenCitation,
    name: &str,
    style: CiteStyle,
    documents: &Documents<'_>,
    result: &mut Verification,
) {
    let place = &citation.place;
    let Some(document) = documents.get(citation.document.as_str()) else {
        return result.differ(place, "source", "a listed source", &citation.document);
    };
    if document.text.get(citation.start..citation.end).is_none() {
        return result.differ(place, "citation", "words at this place", &citation.text);
    }
    let span = Span::new(citation.start, citation.end);
    result.compare(place, "citation", &cite(document, name, span, style, citation.form), &citation.text);
    let Some(numbers) = &citation.numbers else { return };
    let pinpoint = document.locate(span);
    let shown = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    result.compare(place, "page", &shown(pinpoint.page_start), &shown(numbers.page));
    result.compare(place, "line", &shown(pinpoint.line_start), &shown(numbers.line));
    let paragraph = pinpoint.paragraph.unwrap_or_default();
    result.compare(place, "paragraph", &paragraph, numbers.paragraph.as_deref().unwrap_or_default());
}

/// The link must lead to a passage that shows the cited words.
fn check_link(citation: &WrittenCitation, written: &Written, result: &mut Verification) {
    let (Some(passages), Some(passage)) = (&written.passages, &citation.passage) else { return };
    let shows = passages.get(passage).is_some_and(|(document, start, end)| {
        *document == citation.document && *start <= citation.start && citation.end <= *end
    });
    if !shows {
        result.differ(&citation.place, "link", "a passage with the cited words", passage);
    }
}

/// What a person quotes must stand in a source, word for word.
fn check_added(written: &Written, documents: &Documents<'_>, result: &mut Verification) {
    if written.added.is_empty() {
        return;
    }
    let texts: Vec<String> = documents.values().map(|d| folded(&d.text)).collect();
    for (place, words) in &written.added {
        result.quotations += 1;
        let words = folded(words);
        if !texts.iter().any(|text| text.contains(&words)) {
            result.differ(place, "quotation", "no such words in any source", &words);
        }
    }
}

fn check_counts(written: &Written, result: &mut Verification) {
    let found = (written.quotations.len(), written.citations.len());
    if written.counts != Some(found) {
        let (quotations, citations) = written.counts.unwrap_or_default();
        let words = |q: usize, c: usize| format!("{q} quotations and {c} citations");
        result.differ("the whole brief", "count", &words(quotations, citations), &words(found.0, found.1));
    }
}
