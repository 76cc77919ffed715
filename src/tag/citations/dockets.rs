//! Cases cited by docket number.

use super::case_names::{case_title, name_before, short_names};
use super::cases::court_and_year;
use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::{Names, Words};
use super::pattern::pattern;
use super::pin;
use crate::document::{CitationKind, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Words with which a docket number may begin.
static CUES: LazyLock<Names> = LazyLock::new(|| {
    Names::cues(&[
        "no",
        "nos",
        "number",
        "case",
        "docket",
        "civil action",
        "civil case",
        "civ",
        "index",
        "cause",
        "mdl",
        "appeal",
        "file",
        "crim",
        "application",
        "app",
    ])
});

/// No docket number with its words is longer, in bytes.
const LONGEST: usize = 120;

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?i:case|docket|civil action|civil case|civ\. action|civ\. a\.|index|cause|mdl|appeal|civ\.|file|crim\.|application|app\.)\s{1,2})?(?:Nos?\.|NOS?\.|No|Number|\#):?\s{0,2}",
        r"(?P<number>(?:[A-Z]|[0-9]{1,2})(?::\s?|-)[0-9]{2}[-\s]?[A-Za-z]{2,4}[-\s]?[0-9]{2,6}(?:-[A-Z0-9]{2,4}|\s?\([A-Z]{2,4}\))*",
        r"|[0-9]{2}[-\s](?:cv|cr|md|mc|bk|ml|ms|misc|CV|CR|MD|MC|ML|C|Civ\.|CIV\.?|Cr\.|MDL)[-\s][0-9]{2,6}(?:-[A-Z]{2,4}|\s?\([A-Z]{2,4}\))*",
        r"|(?:CV|CR|C|CIV|MC)[-\s]{0,2}[0-9]{2}-[0-9]{2,6}(?:[-\s][A-Z]{2,4})*",
        r"|[0-9]{2}(?:STCV|CV|CIV|CH|L|cv|C)-?[0-9]{3,8}",
        r"|[0-9]{2}[-–][0-9]{2,5}(?:-(?:cv|cr|ag|pr|bk|op|CV|CR))?(?:(?:-[A-Z]{1,3}){1,3})?(?:\([A-Z]\))?",
        r"|MDL\s(?:No\.\s)?[0-9]{3,5}|[0-9]{5,6}/[0-9]{2,4}|[0-9]{2}A[0-9]{1,4})",
    ))
});

static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<number>[0-9][-:][0-9]{2}-[a-z]{2,4}-[0-9]{3,6}(?:-[A-Z]{2,4})*|[0-9]{2}-(?:cv|cr|md|mc|ml)-[0-9]{3,6}(?:-[A-Z]{2,4})*|MDL\s(?:No\.\s)?[0-9]{4}(?-u:\b))",
    )
});

/// `Hu v. Whaleco, Inc., No. 1:23-cv-06962 (E.D.N.Y. Sept. 20, 2023)` and bare docket numbers.
pub(super) fn by_docket(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut done = 0;
    let mut read = |start: usize| {
        if start < done {
            return;
        }
        if let Some((cited, end)) = docket(words.text, start) {
            found.push(cited);
            done = end;
        }
    };
    let mut numbers = words.starts().filter(|&at| begins_number(words.text, at)).peekable();
    for cue in CUES.find_iter(words) {
        while let Some(at) = numbers.next_if(|&at| at < cue.start) {
            read(at);
        }
        read(cue.start);
    }
    numbers.for_each(read);
}

/// `1:23-`, `22-cv`: cheap to refuse.
fn begins_number(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at..at + 5) {
        Some([a, b':' | b'-', c, d, b'-']) => [a, c, d].iter().all(|b| b.is_ascii_digit()),
        Some([a, b, b'-', c, d]) => {
            a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_lowercase() && d.is_ascii_lowercase()
        }
        _ => false,
    }
}

/// The citation whose docket number begins at `at`, and where the number ends.
fn docket(text: &str, at: usize) -> Option<(Found, usize)> {
    let rest = Cursor::new(text, at).ahead(LONGEST);
    let captures = NUMBERED.captures(rest).or_else(|| BARE.captures(rest))?;
    let written = captures.name("number")?;
    let number_end = at + written.end();
    if text[number_end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/') {
        return None;
    }
    // `H.R. Rep. No. 94-1476` and `Pub. L. No. 91-508` are numbered by a Congress
    let before = behind(text, at, 12).trim_end();
    if ["Rep.", "Doc.", "L.", "Res.", "Order", "Release"].iter().any(|paper| before.ends_with(paper)) {
        return None;
    }
    let mut cursor = Cursor::new(text, number_end);
    let pin = cursor.attempt(pin_after_number);
    let end = court_and_year(text, cursor.at);
    let mdl = captures.get(0).is_some_and(|m| m.as_str().contains("MDL"));
    let normalized = normalized(written.as_str(), mdl);
    let mut found = Found::new(CitationKind::Docket, normalized, pin, Span::new(at, end));
    if let Some(name) = name_before(text, at, false) {
        found.citation.span.start = name.start;
        found.names = short_names(&text[name.start..name.end]);
        found.citation.name = case_title(&text[name.start..name.end]);
    }
    Some((found, number_end))
}

/// `Case No. 20-55436, ` right before a docket entry: where it begins, and its number.
pub(super) fn docket_before(text: &str, at: usize) -> Option<(usize, String)> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:(?:Case|Docket|Appeal|Civil Action|Civ\.)\s)?Nos?\.\s[0-9A-Za-z:-]{5,24},\s$")
    });
    let window = behind(text, at, 60);
    let start = at - window.len() + BEFORE.find(window)?.start();
    let (found, end) = docket(text, start)?;
    (text[end..at].trim() == ",").then(|| (found.span().start, found.citation.normalized))
}

/// `, slip op. at 5`, `, at *2`.
fn pin_after_number(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat(",");
    cursor.spaces();
    cursor.eat_word(&["slip op."]);
    cursor.eat(",");
    cursor.spaces();
    cursor.eat_word(&["at"]).then_some(())?;
    cursor.spaces();
    pin::pages(cursor)
}

/// `1:23-cv-6962-MKB` is `No. 1:23-cv-06962`; judges' initials are no part of a number.
fn normalized(written: &str, mdl: bool) -> String {
    let written = written.replace('–', "-");
    if mdl {
        return format!("MDL No. {}", written.trim_start_matches(|c: char| !c.is_ascii_digit()));
    }
    let written = written.replace(": ", ":");
    let bare = written.split('(').next().unwrap_or(&written).trim();
    let parts: Vec<&str> = bare.split(['-', ' ', '\n', '\u{a0}']).filter(|p| !p.is_empty()).collect();
    match parts.as_slice() {
        [office, kind, sequence, ..] if is_kind(kind) && is_number(sequence) => {
            format!("No. {office}-{}-{sequence:0>5}", kind_of(kind))
        }
        [office, year, kind, sequence, ..]
            if office.len() <= 2 && is_number(year) && is_kind(kind) && is_number(sequence) =>
        {
            format!("No. {office}:{year}-{}-{sequence:0>5}", kind_of(kind))
        }
        [joined, ..] if joined.contains(':') => match split_joined(joined) {
            Some((office, kind, sequence)) => {
                format!("No. {office}-{}-{sequence:0>5}", kind.to_ascii_lowercase())
            }
            None => format!("No. {bare}"),
        },
        [kind, year, sequence, ..] if is_kind(kind) && is_number(year) && is_number(sequence) => {
            format!("No. {year}-{}-{sequence:0>5}", kind_of(kind))
        }
        _ => format!("No. {bare}"),
    }
}

fn is_kind(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.')
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// `Civ.` and `C` are the civil docket, as `cv` is.
fn kind_of(part: &str) -> String {
    match part.trim_end_matches('.').to_ascii_lowercase().as_str() {
        "civ" | "c" => "cv".into(),
        other => other.into(),
    }
}

/// `8:10CV318`.
fn split_joined(joined: &str) -> Option<(&str, &str, &str)> {
    let letters = joined.find(|c: char| c.is_ascii_alphabetic())?;
    let digits = letters + joined[letters..].find(|c: char| c.is_ascii_digit())?;
    Some((&joined[..letters], &joined[letters..digits], &joined[digits..]))
}
