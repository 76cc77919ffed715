//! Decisions cited by reporter, by docket number, or by a well-known name.

use super::case_names::{name_before, short_names};
use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::Names;
use super::pattern::pattern;
use super::pin;
use crate::document::{CitationKind, Span};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reporter {
    normalized: String,
    #[serde(default)]
    written: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Landmark {
    cite: String,
    name: String,
    #[serde(default)]
    written: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
}

#[derive(Deserialize)]
struct ReporterFile {
    reporter: Vec<Reporter>,
}

#[derive(Deserialize)]
struct LandmarkFile {
    case: Vec<Landmark>,
}

struct Reports {
    reporters: Vec<Reporter>,
    reporter_names: Names,
    landmarks: Vec<Landmark>,
    landmark_names: Names,
}

static REPORTS: LazyLock<Reports> = LazyLock::new(|| {
    Reports::parse(include_str!("reporters.toml"), include_str!("landmarks.toml")).expect("reporters")
});

impl Reports {
    fn parse(reporters: &str, landmarks: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let reporters = toml::from_str::<ReporterFile>(reporters)?.reporter;
        let landmarks = toml::from_str::<LandmarkFile>(landmarks)?.case;
        let mut written = Vec::new();
        for (i, r) in reporters.iter().enumerate() {
            written.push((r.normalized.as_str(), i));
            written.extend(r.written.iter().map(|w| (w.as_str(), i)));
        }
        let reporter_names = Names::new(written.into_iter())?;
        let mut written = Vec::new();
        for (i, c) in landmarks.iter().enumerate() {
            written.push((c.name.as_str(), i));
            written.extend(c.written.iter().chain(&c.short).map(|w| (w.as_str(), i)));
        }
        let landmark_names = Names::new(written.into_iter())?;
        Ok(Self { reporters, reporter_names, landmarks, landmark_names })
    }
}

/// `Popa v. Harriet Carter Gifts, Inc., 52 F.4th 121, 125 (3d Cir. 2022)`, and the short form
/// `Popa, 52 F.4th at 125`, whose first page is filled in later.
pub(super) fn by_reporter(text: &str, found: &mut Vec<Found>) {
    for named in REPORTS.reporter_names.find_iter(text) {
        let reporter = &REPORTS.reporters[named.entry].normalized;
        let Some((start, volume)) = volume_before(text, named.start) else { continue };
        found.extend(reported(text, start, volume, reporter, named.end));
    }
}

fn volume_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let before = behind(text, at, 8).trim_end_matches([' ', '\n', '\u{a0}']);
    let end = at - behind(text, at, 8).len() + before.len();
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let volume = &before[head.len()..];
    let apart = !head.ends_with(|c: char| c.is_alphanumeric() || ".-:$/§".contains(c));
    (!volume.is_empty() && volume.len() <= 4 && apart && end < at).then(|| (end - volume.len(), volume))
}

fn reported(text: &str, start: usize, volume: &str, reporter: &str, after: usize) -> Option<Found> {
    let mut cursor = Cursor::new(text, after);
    cursor.spaces();
    if cursor.at == after {
        return None;
    }
    let short = cursor.attempt(|c| {
        c.eat_word(&["at"]).then_some(())?;
        c.spaces();
        pin::pages(c)
    });
    let first = if short.is_none() { Some(first_page(&mut cursor)?) } else { None };
    let normalized = match &first {
        Some(page) => format!("{volume} {reporter} {page}"),
        None => format!("{volume} {reporter}"),
    };
    let pin = short.or_else(|| cursor.attempt(pin_after_page));
    let end = court_and_year(text, cursor.at);
    let (from, names) = name_of(text, start, first.is_none());
    let mut found = Found::new(CitationKind::Case, normalized, pin, Span::new(from, end));
    found.names = names;
    Some(found)
}

fn first_page<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let page = cursor.take_while(|c| c.is_ascii_digit() || c == '_');
    let clear = !cursor.rest().starts_with("-cv") && cursor.peek().is_none_or(|c| !c.is_alphabetic());
    (!page.is_empty() && clear).then_some(page)
}

/// `, 125–26 & n.3`, `, at *3`.
fn pin_after_page(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat(",").then_some(())?;
    cursor.spaces();
    cursor.eat_word(&["at"]);
    cursor.spaces();
    if cursor.peek() == Some('¶') { pin::paragraphs(cursor) } else { pin::pages(cursor) }
}

static COURT_AND_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,?\s{0,2}\((?:[^()]|\n){0,60}?(?:1[789]|20)[0-9]{2}\)"));

/// The end of a case citation with its parenthesis: `(N.D. Cal. Apr. 8, 2021)`.
fn court_and_year(text: &str, end: usize) -> usize {
    let ahead = Cursor::new(text, end).ahead(80);
    COURT_AND_YEAR.find(ahead).map_or(end, |m| end + m.end())
}

/// Start of the citation with the case's name, over a docket number if one stands between.
fn name_of(text: &str, start: usize, short: bool) -> (usize, Vec<String>) {
    let mut at = start;
    let before = behind(text, start, 60);
    if let Some(found) = DOCKET_BEFORE.find(before) {
        at = start - before.len() + found.start();
    }
    match name_before(text, at, short) {
        Some(name) => (name.start, short_names(&text[name.start..name.end])),
        None => (start, Vec::new()),
    }
}

static DOCKET_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:Case |Civil Action |Civ\. )?Nos?\.\s[^,;()]{4,45},\s{0,2}(?:slip op\.,\s)?$")
});

static DOCKET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?-u:\b)(?:(?i:case|docket|civil action|civ\. action|civ\. a\.|index|cause|mdl|appeal|civ\.|file|crim\.)\s{1,2})?(?:Nos?\.|NO\.|Number|\#):?\s{0,2}",
        r"(?:[0-9]:[0-9]{2}[-\s][A-Za-z]{2,4}[-\s][0-9]{2,6}(?:-[A-Z]{2,4}|\s?\([A-Z]{2,4}\))*|[0-9]{2}-(?:cv|cr|md|mc|bk|CV|CR)-[0-9]{2,6}(?:-[A-Z]{2,4})*|CV-?\s?[0-9]{2}-[0-9]{2,6}(?:-[A-Z]{2,4})*|[0-9]{2}(?:STCV|CV|CIV|CH|L)-?[0-9]{3,8}|[0-9]{2}-[0-9]{2,5}|MDL\s[0-9]{3,5}|[0-9]{5,6}/[0-9]{2,4})",
        r"|(?-u:\b)[0-9]:[0-9]{2}-[a-z]{2,4}-[0-9]{3,6}(?:-[A-Z]{2,4})*|(?-u:\b)[0-9]{2}-(?:cv|cr|md)-[0-9]{3,6}(?:-[A-Z]{2,4})*|(?-u:\b)MDL\s(?:No\.\s)?[0-9]{4}(?-u:\b)",
    ))
});

/// `Hu v. Whaleco, Inc., No. 1:23-cv-06962 (E.D.N.Y. Sept. 20, 2023)` and bare docket numbers.
pub(super) fn by_docket(text: &str, found: &mut Vec<Found>) {
    for m in DOCKET.find_iter(text) {
        if text[m.end()..].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let mut cursor = Cursor::new(text, m.end());
        let pin = cursor.attempt(pin_after_page_at);
        let end = court_and_year(text, cursor.at);
        let start = name_before(text, m.start(), false).map_or(m.start(), |n| n.start);
        let normalized = docket_number(m.as_str());
        let mut case = Found::new(CitationKind::Docket, normalized, pin, Span::new(start, end));
        if start < m.start() {
            case.names = short_names(text[start..m.start()].trim_end_matches([' ', ',']));
        }
        found.push(case);
    }
}

fn pin_after_page_at(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut next = *cursor;
    next.eat(",");
    next.spaces();
    next.eat_word(&["slip op."]);
    next.spaces();
    next.eat_word(&["at"]).then_some(())?;
    next.spaces();
    let pin = pin::pages(&mut next)?;
    *cursor = next;
    Some(pin)
}

/// `Case No. 1:23-cv-6962-MKB` is `No. 1:23-cv-06962`.
fn docket_number(written: &str) -> String {
    let from = written.rfind(['.', '#', ' ', '\n', '\u{a0}']).map_or(0, |i| i + 1);
    let bare = match written.find(|c: char| c.is_ascii_digit()) {
        Some(digit) if written[digit..].contains([' ', '\n']) => &written[digit..],
        _ => &written[from..],
    };
    let number = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    if written.contains("MDL") {
        return format!("MDL No. {}", number.trim_start_matches(|c: char| !c.is_ascii_digit()));
    }
    let parts: Vec<&str> = number.split(['-', ' ', '\n']).filter(|p| !p.is_empty()).collect();
    match parts.as_slice() {
        [office, kind, sequence, ..]
            if kind.bytes().all(|b| b.is_ascii_alphabetic()) && !sequence.is_empty() =>
        {
            let digits: String = sequence.chars().take_while(char::is_ascii_digit).collect();
            format!("No. {office}-{}-{digits:0>5}", kind.to_ascii_lowercase())
        }
        _ => format!("No. {number}"),
    }
}

/// Well-known decisions by name alone.
pub(super) fn by_landmark(text: &str, found: &mut Vec<Found>) {
    for named in REPORTS.landmark_names.find_iter(text) {
        let case = &REPORTS.landmarks[named.entry];
        let mut cited =
            Found::new(CitationKind::Case, case.cite.clone(), None, Span::new(named.start, named.end));
        cited.names = short_names(&case.name);
        found.push(cited);
    }
}
