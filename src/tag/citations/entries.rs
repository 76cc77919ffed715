//! Entries of a docket: `ECF No. 1 at 12`, alone or behind the name of the paper.

use super::cursor::{Cursor, behind};
use super::dockets::docket_before;
use super::found::Found;
use super::names::{Names, Words};
use super::pattern::pattern;
use super::pin;
use super::record::{RECORDS, at_pin, person_before, record_pin};
use crate::document::{CitationKind, Span};
use regex::Regex;
use std::sync::LazyLock;

static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:CM/ECF|ECF|Dkt\.?|DKT\.?|Dkts\.|D\.E\.|DE|D\.I\.|Doc\.|Docs\.|Docket|NYSCEF|R(?:ec)?\. Doc\.|Filing)(?:\s?(?:Doc\.|DOC\.|Docs\.|Dkt\.|Entry|Entries|Document|ECF))?",
        r"[\s,]{0,2}(?:Nos?\.|NOS?\.|No|Nos|\#)?:?\s{0,2}([0-9]{1,4}(?:-[0-9]{1,3})?)",
    ))
});

static ENTRY_CUES: LazyLock<Names> = LazyLock::new(|| {
    Names::cues(&[
        "cm/ecf",
        "ecf",
        "dkt",
        "dkts",
        "d.e.",
        "d.i.",
        "doc",
        "docs",
        "docket",
        "nyscef",
        "r. doc.",
        "rec. doc.",
        "filing no.",
    ])
});

/// `ECF No. 1 at 12`, `Dkt. 45-2, Ex. B at 3`, `NYSCEF Doc. No. 4`, and lists of entries.
pub(super) fn by_entry(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    for cue in ENTRY_CUES.find_iter(words) {
        let Some(captures) = ENTRY.captures(Cursor::new(text, cue.start).ahead(60)) else { continue };
        let (Some(whole), Some(number)) = (captures.get(0), captures.get(1)) else { continue };
        let mut cursor = Cursor::new(text, cue.start + number.end());
        if cursor.peek().is_some_and(|c| c.is_alphanumeric() || c == '/')
            || text[cursor.at..].starts_with("-cv")
        {
            continue;
        }
        let many = whole.as_str().contains("os.") || whole.as_str().contains("Docs");
        if many && let Some(last) = cursor.attempt(|c| last_entry(c, number.as_str())) {
            let range = format!("ECF Nos. {}–{last}", number.as_str());
            found.push(Found::new(CitationKind::Record, range, None, Span::new(cue.start, cursor.at)));
            more_entries(&mut cursor, entry, found);
            continue;
        }
        let (mut start, mut pin) = (cue.start, record_pin(&mut cursor, true));
        if let Some((at, docket)) = docket_before(text, start) {
            let of_docket = |number: &str| format!("{docket}, ECF No. {number}");
            let span = Span::new(at, cursor.at);
            found.push(Found::new(CitationKind::Record, of_docket(number.as_str()), pin, span));
            if many {
                more_entries(&mut cursor, of_docket, found);
            }
            continue;
        }
        if !text[..start].ends_with(['(', '[']) {
            start = start_of_entry(text, start);
        } else if pin.is_none()
            && let Some(behind) = cursor.attempt(pin_after_bracket)
        {
            (start, pin) = (start_of_entry(text, start), Some(behind));
        }
        let span = Span::new(start, cursor.at);
        found.push(Found::new(CitationKind::Record, entry(number.as_str()), pin, span));
        if many {
            more_entries(&mut cursor, entry, found);
        }
    }
}

/// Where the citation of an entry begins that is named before it: `Compl., ECF No. 1`, `Order (ECF No. 60)`.
fn start_of_entry(text: &str, at: usize) -> usize {
    let window = behind(text, at, 60);
    let opened = window.ends_with(['(', '[']);
    let named = window.trim_end_matches(['(', '[', ' ', '\n']).trim_end_matches(',');
    if named.len() == window.len() {
        return at;
    }
    let base = at - window.len();
    let start = RECORDS.names.at_end(named).and_then(|n| {
        let person = RECORDS.documents[n.entry].person;
        // "Smith Dep. [DE 47-2] 12:5"; a declaration before a comma is cited by itself
        if person && !opened {
            return None;
        }
        let of_person = || person_before(text, base + n.start).map(|(start, _)| start);
        if person { of_person() } else { Some(base + n.start) }
    });
    match start {
        Some(start) if text[start..].starts_with(char::is_uppercase) => start,
        _ if opened => at - 1,
        _ => at,
    }
}

/// `) at 7`, `] 64:13–65:25` behind an entry in brackets; else the bracket is the sentence's own.
fn pin_after_bracket(c: &mut Cursor<'_>) -> Option<String> {
    (c.eat(")") || c.eat("]")).then_some(())?;
    c.spaces();
    let lines = |c: &mut Cursor<'_>| pin::pages(c).filter(|pages| pages.contains(':'));
    c.attempt(pin::paragraphs_by_sign).or_else(|| c.attempt(at_pin)).or_else(|| c.attempt(lines))
}

/// An entry of the docket of the case at hand.
fn entry(number: &str) -> String {
    format!("ECF No. {number}")
}

/// `–80` of `Doc. Nos. 477–80`: the last of a range of entries.
fn last_entry(c: &mut Cursor<'_>, first: &str) -> Option<String> {
    c.eat_char(|c| "–-—".contains(c)).then_some(())?;
    let last = c.digits();
    let ends = c.peek().is_none_or(|c| !c.is_alphanumeric() && c != '-');
    if last.is_empty() || last.len() > first.len() || !ends || first.contains('-') {
        return None;
    }
    Some(format!("{}{last}", &first[..first.len() - last.len()])).filter(|last| last.as_str() > first)
}

/// The rest of `ECF Nos. 12, 15-2, and 18`.
fn more_entries(cursor: &mut Cursor<'_>, form: impl Fn(&str) -> String, found: &mut Vec<Found>) {
    while let Some((start, number)) = cursor.attempt(|c| {
        let comma = c.eat(",");
        c.spaces();
        let and = c.eat_word(&["and", "&"]);
        c.spaces();
        let start = c.at;
        let number = entry_number(c)?;
        let clear = c.peek().is_none_or(|c| !c.is_alphanumeric());
        ((comma || and) && clear).then_some((start, number))
    }) {
        found.push(Found::new(CitationKind::Record, form(&number), None, Span::new(start, cursor.at)));
    }
}

/// `15-2`, also where a line ends after its hyphen.
fn entry_number(c: &mut Cursor<'_>) -> Option<String> {
    let entry = c.digits();
    let part = c.attempt(|c| {
        c.eat("-").then_some(())?;
        c.spaces();
        Some(c.digits()).filter(|d| !d.is_empty())
    });
    let number = part.map_or_else(|| entry.to_string(), |p| format!("{entry}-{p}"));
    (!entry.is_empty()).then_some(number)
}
