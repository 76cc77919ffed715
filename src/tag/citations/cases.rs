//! Decisions cited by reporter or by a well-known name.

use super::case_names::{case_title, name_before, name_ending, short_names};
use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::{Names, Words};
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
    /// Counts only with a case's name, a year or a pin: its letters are too common.
    #[serde(default)]
    named: bool,
    /// Numbered by the court itself: the volume is a year.
    #[serde(default)]
    neutral: bool,
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
    fn parse(reporters: &str, landmarks: &str) -> Result<Self, toml::de::Error> {
        let reporters = toml::from_str::<ReporterFile>(reporters)?.reporter;
        let landmarks = toml::from_str::<LandmarkFile>(landmarks)?.case;
        let mut written = Vec::new();
        for (i, r) in reporters.iter().enumerate() {
            written.push((r.normalized.as_str(), i));
            written.extend(r.written.iter().map(|w| (w.as_str(), i)));
        }
        let reporter_names = Names::new(written.into_iter());
        let mut written = Vec::new();
        for (i, c) in landmarks.iter().enumerate() {
            written.push((c.name.as_str(), i));
            written.extend(c.written.iter().chain(&c.short).map(|w| (w.as_str(), i)));
        }
        let landmark_names = Names::new(written.into_iter());
        Ok(Self { reporters, reporter_names, landmarks, landmark_names })
    }
}

/// `Popa v. Harriet Carter Gifts, Inc., 52 F.4th 121, 125 (3d Cir. 2022)`, and the short form
/// `Popa, 52 F.4th at 125`, whose first page is filled in later.
pub(super) fn by_reporter(words: &Words<'_>, found: &mut Vec<Found>) {
    for named in REPORTS.reporter_names.find_iter(words) {
        let Some((start, volume)) = volume_before(words.text, named.start) else { continue };
        found.extend(reported(words.text, start, volume, &REPORTS.reporters[named.entry], named.end));
    }
}

fn volume_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let window = behind(text, at, 10);
    let before = window.trim_end_matches([' ', '\n', '\u{a0}']);
    let end = at - window.len() + before.len();
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let volume = &before[head.len()..];
    let apart = !head.ends_with(|c: char| c.is_alphanumeric() || ".-:$/§#".contains(c));
    (!volume.is_empty() && volume.len() <= 4 && apart && end < at).then(|| (end - volume.len(), volume))
}

fn reported(text: &str, start: usize, volume: &str, reporter: &Reporter, after: usize) -> Option<Found> {
    let mut cursor = Cursor::new(text, after);
    if reporter.neutral && !is_year(volume) {
        return None;
    }
    if reporter.normalized.ends_with(')') {
        cursor.eat(")");
    }
    cursor.attempt(nominative);
    let comma = cursor.eat(",");
    cursor.spaces();
    if cursor.at == after {
        return None;
    }
    let short = cursor.attempt(short_pin);
    let first = match short {
        Some(_) => None,
        None if comma => return None,
        None => Some(first_page(&mut cursor)?),
    };
    let normalized = match &first {
        Some(page) => format!("{volume} {} {page}", reporter.normalized),
        None => format!("{volume} {}", reporter.normalized),
    };
    let mut pin = short.or_else(|| cursor.attempt(pin_after_page));
    while cursor.attempt(blank_pin).is_some() {
        pin = pin.or_else(|| cursor.attempt(pin_after_page));
    }
    let end = court_and_year(text, cursor.at);
    let name = name_of(text, start, first.is_none());
    let year = end > cursor.at;
    let bare = name.is_none() && !year && pin.is_none();
    if (reporter.named && bare) || looks_like_address(first, reporter, bare) {
        return None;
    }
    let mut found = Found::new(CitationKind::Case, normalized, pin, Span::new(start, end));
    if let Some(name) = name {
        found.citation.span.start = name.start;
        found.names = short_names(&text[name.start..name.end]);
        let written = &text[name.start..name.end];
        // a short form whose case is not known goes by the name that it gives
        let short = || first.is_none().then(|| written.split_whitespace().collect::<Vec<_>>().join(" "));
        found.citation.name = case_title(written).or_else(short);
    }
    Some(found)
}

fn is_year(volume: &str) -> bool {
    volume.len() == 4 && (volume.starts_with("19") || volume.starts_with("20"))
}

/// `17 U.S. (4 Wheat.) 316`.
fn nominative(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    cursor.eat("(").then_some(())?;
    let volume = cursor.digits();
    cursor.spaces();
    let reporter = cursor.take_while(|c| c.is_alphabetic() || c == '.');
    let known = ["Wheat", "Cranch", "Dall", "How", "Wall", "Pet", "Black"];
    let fits = !volume.is_empty() && known.contains(&reporter.trim_end_matches('.'));
    (fits && cursor.eat(")")).then_some(())
}

/// `at 125`, `at pp. 35–37`, `at ¶ 7`.
fn short_pin(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat_word(&["at"]).then_some(())?;
    cursor.spaces();
    if cursor.peek() == Some('¶') {
        return pin::paragraphs(cursor);
    }
    if cursor.eat_word(&["pp.", "p."]) {
        cursor.spaces();
    }
    pin::pages(cursor)
}

/// The number of a page, or the line that a slip opinion leaves for it.
fn first_page<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    if let Some(blank) = cursor.attempt(blank_page) {
        return Some(blank);
    }
    let page = cursor.digits();
    let clear = !cursor.rest().starts_with("-cv") && cursor.peek().is_none_or(|c| !c.is_alphabetic());
    (!page.is_empty() && clear).then_some(page)
}

fn blank_page(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let line = cursor.take_while(|c| "_–—-".contains(c));
    (line.contains("__") || line.contains(['–', '—']) || line.contains("--")).then_some("___")
}

/// `, ___`, `, n. 4`, `, 2021-NCSC-57`: what may stand before the page or paragraph meant.
fn blank_pin(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.eat(",");
    cursor.spaces();
    if cursor.attempt(neutral).is_some() {
        return Some(());
    }
    if cursor.eat_word(&["and n.", "n."]) {
        cursor.spaces();
        cursor.digits();
        return Some(());
    }
    (cursor.take_while(|c| c == '_').len() > 1).then_some(())
}

/// `2021-NCSC-57`: the number that the court itself gives a decision.
fn neutral(cursor: &mut Cursor<'_>) -> Option<()> {
    let year = cursor.digits();
    cursor.eat("-").then_some(())?;
    let court = cursor.take_while(|c| c.is_ascii_alphabetic());
    cursor.eat("-").then_some(())?;
    let number = cursor.digits();
    (year.len() == 4 && court.len() > 1 && !number.is_empty()).then_some(())
}

/// A number of five digits after the name of a state is a postal code: `P.O. Box 12 Md. 21201`.
fn looks_like_address(page: Option<&str>, reporter: &Reporter, bare: bool) -> bool {
    let state = !reporter.normalized.contains(char::is_numeric) && !reporter.normalized.contains("LEXIS");
    bare && state && reporter.normalized != "WL" && page.is_some_and(|p| p.len() == 5)
}

/// `, 125–26 & n.3`, `, at *3`, `, ¶ 12`.
fn pin_after_page(cursor: &mut Cursor<'_>) -> Option<String> {
    // the comma and the page stand on the next page of the document
    let next = cursor.rest().trim_start();
    let broken = cursor.rest().len() - next.len();
    if next.starts_with(", ") && next[2..].starts_with(|c: char| c.is_ascii_digit()) && broken <= 4 {
        cursor.at += broken;
    }
    // a page that italics set apart: `57 N.E. 535 , 536`
    if cursor.rest().starts_with(" ,") {
        cursor.eat(" ");
    }
    let comma = cursor.eat(",");
    cursor.spaces();
    let at = cursor.eat_word(&["at"]);
    cursor.spaces();
    if cursor.eat_word(&["pp.", "p."]) {
        cursor.spaces();
    }
    if cursor.peek() == Some('¶') {
        return pin::paragraphs(cursor);
    }
    if !comma && !at {
        return None;
    }
    // without `at`, a small roman number is a word: `127801, i`
    let pin = pin::pages(cursor).filter(|pin| at || !pin.starts_with(char::is_alphabetic))?;
    (at || !pin::starts_another(cursor)).then_some(pin)
}

static COURT_AND_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^,?\s{0,2}\((?:(?:[^()]|\n){0,70}?(?:1[789]|20)[0-9]{2}(?:[-–][0-9]{2,4})?",
        r"|(?:[SNEWMC]\.\s?)?D\.\s?[A-Z][A-Za-z.]{1,5}(?:\s[A-Z][a-z]{1,4}\.)?|(?:[0-9]{1,2}(?:st|d|nd|rd|th)|Fed\.|D\.C\.)\sCir\.)\)",
    ))
});

/// The end of a case citation with its parenthesis: `(N.D. Cal. Apr. 8, 2021)`.
pub(super) fn court_and_year(text: &str, end: usize) -> usize {
    let ahead = Cursor::new(text, end).ahead(90);
    if !ahead.trim_start_matches([' ', ',', '\n', '\u{a0}']).starts_with('(') {
        return end;
    }
    let Some(court) = COURT_AND_YEAR.find(ahead) else { return end };
    let end = end + court.end();
    BENCH.find(Cursor::new(text, end).ahead(30)).map_or(end, |m| end + m.end())
}

static BENCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s{1,2}\((?:en banc|per curiam|unpublished|mem\.|table|plurality(?: opinion)?|slip op\.)\)")
});

/// The case's name before its citation, over a docket number or, as in California, the year that
/// stands between.
fn name_of(text: &str, start: usize, short: bool) -> Option<Span> {
    let mut at = start;
    let before = behind(text, start, 70);
    if (before.contains("No") || before.contains("-c") || before.contains("-m"))
        && let Some(found) = DOCKET_BEFORE.find(before)
    {
        at = start - before.len() + found.start();
    }
    let before = behind(text, at, 40);
    if before.trim_end().ends_with(')')
        && let Some(found) = YEAR_BEFORE.find(before)
    {
        return name_ending(text, at - before.len() + found.start(), false);
    }
    // `In re Sealed Case No. 98-3077, 151 F.3d 1059`: the number belongs to the name.
    name_before(text, at, short).or_else(|| if at < start { name_before(text, start, false) } else { None })
}

static DOCKET_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:Case|Docket|Civil Action|Civil Case|Civ\.|Civ\. A\.|Civ\. Action|C\.A\.|MDL|Crim\.)\s)?(?:(?:Nos?\.|Number)\s[^;()]{4,50}|(?:[0-9]:)?[0-9]{2}-(?:cv|cr|md|mc)-[0-9]{3,6}(?:-[A-Z]{2,4})*)(?:\s?\([A-Z]{2,4}\)){0,2},\s{0,2}(?:slip op\.,\s)?$",
    )
});

static YEAR_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s?\((?:[A-Z0-9][A-Za-z0-9.\s]{1,20}\s)?(?:1[89]|20)[0-9]{2}\)\s{0,2}$"));

/// Well-known decisions by name alone.
pub(super) fn by_landmark(words: &Words<'_>, found: &mut Vec<Found>) {
    for named in REPORTS.landmark_names.find_iter(words) {
        let case = &REPORTS.landmarks[named.entry];
        let mut cited =
            Found::new(CitationKind::Case, case.cite.clone(), None, Span::new(named.start, named.end));
        cited.names = short_names(&case.name);
        cited.citation.name = Some(case.name.clone());
        found.push(cited);
    }
}
