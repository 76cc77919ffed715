//! Class periods, and how long which version of a policy was in force.

use super::actors::Actors;
use super::dates::dates;
use super::evidence::statement_date;
use super::{Quote, View};
use crate::document::{Document, DocumentKind, Span};
use crate::expression::expression;
use jiff::civil::Date;
use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// The period for which a complaint pleads a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClassPeriod<'e> {
    #[serde(skip)]
    pub record: usize,
    /// ISO 8601.
    pub start: String,
    /// The stated end; the filing of the complaint where it is open (`to the present`).
    pub end: String,
    /// Is the end the filing, because the complaint leaves it open?
    pub open: bool,
    pub words: Quote<'e>,
}

/// Days of a class period for which no version is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncovered<'e> {
    pub period: ClassPeriod<'e>,
    /// First and last day of each stretch.
    pub stretches: Vec<(String, String)>,
    pub days: i32,
    pub of_days: i32,
}

static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)\bclass(?:es)?\b.{0,40}\bperiod\b|\b(?:all|any)\s+(?:natural\s+)?(?:persons?|individuals?|consumers?|users?|residents?|people)\b").ok()
});
static FROM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)\b(?:between|from|since|beginning|commencing|starting)\b[^.;]{0,20}$").ok()
});

/// The class periods that complaints state, each complaint's first one.
pub fn class_periods<'e>(view: &View<'e>) -> Vec<ClassPeriod<'e>> {
    let complaints = view.of_kind(&[DocumentKind::Complaint]);
    complaints.into_iter().filter_map(|record| class_period(view, record)).collect()
}

fn class_period<'e>(view: &View<'e>, record: usize) -> Option<ClassPeriod<'e>> {
    let document = view.document(record);
    if !["class", "Class", "CLASS"].iter().any(|word| document.text.contains(word)) {
        return None;
    }
    let (sentence, start, end) =
        document.sentences.iter().find_map(|s| stated(document, *s).map(|(start, end)| (*s, start, end)))?;
    let filed = statement_date(document);
    let open = end.is_none();
    let end = end.or(filed.map(str::to_owned))?;
    (start < end).then(|| ClassPeriod { record, start, end, open, words: view.quote(record, sentence) })
}

/// Start and stated end, where the sentence defines a class and its time.
fn stated(document: &Document, sentence: Span) -> Option<(String, Option<String>)> {
    let text = document.slice(sentence);
    if !PERIOD.as_ref()?.is_match(text) {
        return None;
    }
    let found = dates(text);
    let (start, place) =
        found.iter().find(|(_, span)| FROM.as_ref().is_some_and(|f| f.is_match(&text[..span.start])))?;
    let end =
        found.iter().find(|(day, span)| span.start > place.end && day > start).map(|(day, _)| day.clone());
    Some((start.clone(), end))
}

/// The newest version that is not newer than the day; undated versions are never in force.
pub fn version_at(versions: &[(usize, String)], day: &str) -> Option<usize> {
    versions.iter().rfind(|(_, date)| date.as_str() <= day).map(|(version, _)| *version)
}

/// For each class period the days before the first known version; none where all are covered.
///
/// A version is taken to be in force until the next known one, so that what can be missing lies before
/// the first. Only versions of the policies of those whom the complaint sues count.
pub fn uncovered<'e>(view: &View<'e>, versions: &[usize]) -> Vec<Uncovered<'e>> {
    let actors = Actors::of(view);
    let first = |complaint: usize| {
        let own = versions.iter().filter(|&&v| actors.is_of_one_sued(v, complaint));
        own.filter_map(|&v| statement_date(view.document(v))).min()
    };
    let periods = class_periods(view).into_iter();
    periods
        .filter_map(|period| {
            let first = first(period.record);
            before(period, first)
        })
        .collect()
}

fn before<'e>(period: ClassPeriod<'e>, first: Option<&str>) -> Option<Uncovered<'e>> {
    let (start, end): (Date, Date) = (period.start.parse().ok()?, period.end.parse().ok()?);
    let of_days = (end - start).get_days() + 1;
    let last = match first.map(str::parse::<Date>) {
        Some(Ok(first)) if first <= start => return None,
        Some(Ok(first)) if first <= end => first.yesterday().ok()?,
        _ => end,
    };
    let days = (last - start).get_days() + 1;
    let stretches = vec![(start.to_string(), last.to_string())];
    Some(Uncovered { period, stretches, days, of_days })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        let document = Document::of_passage(text, DocumentKind::Complaint);
        stated(&document, Span::new(0, text.len()))
    }

    #[test]
    fn a_class_definition_gives_its_period() {
        let open = read(
            "All persons who, between June 1, 2023 and the date on which a class is certified (the “Class Period”), used the App.",
        );
        assert_eq!(open, Some(("2023-06-01".into(), None)));
        let closed = read("All residents of Westmark who used it from May 2, 2021 through July 9, 2022.");
        assert_eq!(closed, Some(("2021-05-02".into(), Some("2022-07-09".into()))));
        assert_eq!(read("On June 1, 2023 all users were told."), None);
        assert_eq!(read("From June 1, 2023 the app changed."), None);
    }

    #[test]
    fn days_before_the_first_version_are_counted_with_both_ends() {
        let words = Quote { record: 0, document: "", start: 0, end: 0, text: "" };
        let period = |start: &str| ClassPeriod {
            record: 0,
            start: start.into(),
            end: "2024-01-10".into(),
            open: true,
            words,
        };
        let gap = before(period("2024-01-01"), Some("2024-01-04")).expect("days are missing");
        assert_eq!((gap.days, gap.of_days), (3, 10));
        assert_eq!(gap.stretches, [("2024-01-01".to_owned(), "2024-01-03".to_owned())]);
        assert!(before(period("2024-01-04"), Some("2024-01-04")).is_none());
        assert_eq!(before(period("2024-01-04"), None).map(|g| g.days), Some(7));
    }
}
