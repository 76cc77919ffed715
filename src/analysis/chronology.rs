//! What happened, what was said and what was filed, each with its own date.

use super::dates::{dates, moments};
use super::evidence::statement_date;
use super::words::fold;
use super::{Evidence, Quote, Table, View};
use crate::document::{Document, DocumentKind, Mode, ParagraphKind, Span};
use crate::structure::dateline;
use serde::Serialize;
use std::collections::BTreeSet;

/// Which date it is. The three are never mixed: a filing does not date the event that it alleges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lane {
    Event,
    Statement,
    Filing,
}

impl Lane {
    pub fn title(self) -> &'static str {
        match self {
            Self::Event => "Event",
            Self::Statement => "Statement",
            Self::Filing => "Filing",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry<'e> {
    /// ISO 8601, to the month where no day is given.
    pub date: String,
    pub lane: Lane,
    /// What the document is, for statements and filings; nothing for events.
    pub label: String,
    /// The sentence with the date, or the opening words of the document.
    pub quote: Quote<'e>,
    /// For events: the finding whose sentence gives the date, so how and by whom it is said.
    pub evidence: Option<&'e Evidence<'e>>,
    /// For statements: the name of an earlier statement by the same speaker on the same matter.
    pub follows: Option<String>,
}

/// Everything that has a date, in order.
pub fn chronology<'e>(view: &'e View<'_>) -> Vec<Entry<'e>> {
    let mut entries: Vec<Entry<'e>> = view.originals().filter_map(|i| document_entry(view, i)).collect();
    let mut seen = BTreeSet::new();
    let mut read = BTreeSet::new();
    for evidence in view.evidence.iter().filter(|e| tells_an_event(e) && !is_dated_otherwise(view, e)) {
        if !read.insert((evidence.quote.record, evidence.quote.start)) {
            continue;
        }
        // the day of a release stands at its head, and is no event's
        let released = dateline(evidence.quote.text).filter(|day| evidence.date == Some(day.as_str()));
        for date in beginnings(evidence.quote.text) {
            if Some(&date) != released.as_ref()
                && seen.insert((date.clone(), evidence.quote.record, evidence.quote.start))
            {
                entries.push(event(date, evidence));
            }
        }
    }
    let key = |e: &Entry<'e>| (e.date.clone(), e.lane, e.quote.record, e.quote.start);
    entries.sort_by_key(key);
    // a filing in two forms, or a page captured twice, tells one thing once
    let mut told = BTreeSet::new();
    entries.retain(|e| told.insert((e.date.clone(), e.lane, fold(e.quote.text))));
    link_updates(view, &mut entries);
    entries
}

/// Words of an opening sentence at least, and paragraphs in which it is looked for.
const WORDS: usize = 8;
const LOOKED_AT: usize = 12;

/// A footnote dates the source that it cites, and a class definition its class, not an event.
fn is_dated_otherwise(view: &View<'_>, e: &Evidence<'_>) -> bool {
    let paragraph = view.document(e.quote.record).paragraphs.get(e.paragraph);
    let note = paragraph.is_some_and(|p| p.kind == ParagraphKind::Footnote);
    let text = e.quote.text.to_lowercase();
    note || text.contains("last visited") || (text.contains("persons") && text.contains("class"))
}

fn tells_an_event(e: &Evidence<'_>) -> bool {
    let tells = matches!(
        e.mode,
        Mode::Alleged | Mode::Confirmed | Mode::Admitted | Mode::Found | Mode::Claimed | Mode::Reported
    );
    tells && e.concept.starts_with("practice:")
}

/// The days and months that a text names; of "January 2017 – October 2018" the first alone, since at its end
/// nothing happened.
fn beginnings(text: &str) -> Vec<String> {
    const LONGEST: usize = 20;
    let found = moments(text);
    let ends_range = |at: usize| {
        let Some(between) =
            at.checked_sub(1).and_then(|before| text.get(found[before].1.end..found[at].1.start))
        else {
            return false;
        };
        let words = [" to ", " through ", " until ", " till ", " and until "];
        let first = text[..found[at - 1].1.start].trim_end().to_lowercase();
        between.len() <= LONGEST
            && (between.trim() == "–"
                || between.trim() == "-"
                || words.iter().any(|word| between.contains(word))
                || first.ends_with("between") && between.trim() == "and")
    };
    (0..found.len()).filter(|&at| !ends_range(at)).map(|at| found[at].0.clone()).collect()
}

fn event<'e>(date: String, evidence: &'e Evidence<'e>) -> Entry<'e> {
    let quote = evidence.quote;
    Entry { date, lane: Lane::Event, label: String::new(), quote, evidence: Some(evidence), follows: None }
}

fn document_entry<'e>(view: &View<'e>, index: usize) -> Option<Entry<'e>> {
    use DocumentKind::{Answer, Brief, Complaint, Declaration, Motion, Order};
    let document = view.document(index);
    let kind = document.metadata.kind;
    let filing = matches!(kind, Complaint | Answer | Brief | Declaration | Motion | Order);
    let lane = if filing { Lane::Filing } else { Lane::Statement };
    let press = matches!(
        kind,
        DocumentKind::Statement | DocumentKind::News | DocumentKind::Report | DocumentKind::Other
    );
    // a release on something else has no place in the story of the matter
    let tells = |e: &Evidence<'_>| !e.concept.starts_with("security:") && e.concept != "data:generic";
    if press && !view.evidence_in(index).iter().any(tells) {
        return None;
    }
    let date = statement_date(document)?;
    let dated = || dated_line(document, date);
    let opening = || if filing { opening(document) } else { dated().or_else(|| opening(document)) };
    let label = view.name(index).to_owned();
    Some(Entry {
        date: date.to_owned(),
        lane,
        label,
        quote: view.quote(index, opening()?),
        evidence: None,
        follows: None,
    })
}

/// The line at the head of a policy that gives its date.
fn dated_line(document: &Document, date: &str) -> Option<Span> {
    let policy = matches!(document.metadata.kind, DocumentKind::Policy | DocumentKind::Terms);
    let first = document.paragraphs.iter().take(LOOKED_AT).map(|p| p.span);
    let gives = |span: &Span| dates(document.slice(*span)).first().is_some_and(|(day, _)| day == date);
    first.filter(|span| policy && span.len() <= 160).find(gives)
}

/// The first whole sentence of prose; else the first heading.
fn opening(document: &Document) -> Option<Span> {
    let whole = |span: &Span| {
        let text = document.slice(*span);
        text.split_whitespace().count() >= WORDS && text.trim_end().ends_with(['.', '”', '"', '!', '?'])
    };
    let prose = document.paragraphs.iter().filter(|p| p.kind.is_prose() && p.kind != ParagraphKind::Table);
    let first = prose
        .take(LOOKED_AT)
        .flat_map(|p| document.sentences.iter().copied().filter(|s| p.span.contains(*s)))
        .find(whole);
    first.or_else(|| document.paragraphs.first().map(|p| p.span))
}

/// A later statement or version by the same publisher is named as following the earlier one.
fn link_updates(view: &View<'_>, entries: &mut [Entry<'_>]) {
    let source = |e: &Entry<'_>| {
        let meta = &view.document(e.quote.record).metadata;
        meta.publisher.clone().map(|publisher| (meta.kind, publisher))
    };
    for later in 1..entries.len() {
        if entries[later].lane != Lane::Statement {
            continue;
        }
        let Some(key) = source(&entries[later]) else { continue };
        let earlier = entries[..later]
            .iter()
            .rev()
            .find(|e| e.lane == Lane::Statement && source(e) == Some(key.clone()));
        entries[later].follows = earlier.map(|e| e.label.clone());
    }
}

/// One row an entry.
pub fn table<'e>(view: &View<'_>, entries: &[Entry<'e>]) -> Table<'e> {
    let mut table = Table::new("chronology", &["date", "lane", "mode", "document", "quote", "cite"]);
    for e in entries {
        table.keep([&e.quote]);
        let mode = e.evidence.map(|e| e.mode.name()).unwrap_or_default();
        table.push([&e.date, e.lane.title(), mode, &e.label, e.quote.text, &view.cite_in_full(&e.quote)]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::beginnings;

    #[test]
    fn the_end_of_a_range_is_no_event() {
        assert_eq!(beginnings("From January 2017 – October 2018, it uploaded lists."), ["2017-01"]);
        assert_eq!(beginnings("It ran from May 2, 2021 until June 4, 2022."), ["2021-05-02"]);
        assert_eq!(beginnings("It did so between April 2020 and November 2020."), ["2020-04"]);
        assert_eq!(
            beginnings("On May 2, 2021 it said so, and on June 4, 2022 it did not."),
            ["2021-05-02", "2022-06-04"]
        );
    }
}
