//! Citations of the record: pleadings, docket entries, testimony, exhibits, page numbers.

use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::{Named, Names, Words};
use super::pattern::pattern;
use super::pin;
use crate::document::{CitationKind, Span};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordDocument {
    normalized: String,
    written: Vec<String>,
    #[serde(default)]
    pub person: bool,
    /// Paged through: a bare number behind the name is a page (`J.A. 45`).
    #[serde(default)]
    paged: bool,
    /// Its pages carry a letter, by which alone it is told from other papers: `App. 16a`.
    #[serde(default)]
    lettered: bool,
    /// Divided into sections: `Privacy Policy § 3`.
    #[serde(default)]
    sections: bool,
}

#[derive(Deserialize)]
struct RecordFile {
    document: Vec<RecordDocument>,
}

pub(super) struct Records {
    pub documents: Vec<RecordDocument>,
    pub names: Names,
}

pub(super) static RECORDS: LazyLock<Records> =
    LazyLock::new(|| Records::parse(include_str!("record.toml")).expect("record documents"));

impl Records {
    fn parse(file: &str) -> Result<Self, toml::de::Error> {
        let documents = toml::from_str::<RecordFile>(file)?.document;
        let written =
            documents.iter().enumerate().flat_map(|(i, d)| d.written.iter().map(move |w| (w.as_str(), i)));
        let names = Names::new(written);
        Ok(Self { names, documents })
    }
}

/// `Compl. ¶¶ 45–47`, `Smith Dep. 12:5–13:2`, `Order at 7`.
pub(super) fn by_document(words: &Words<'_>, found: &mut Vec<Found>) {
    for named in RECORDS.names.find_iter(words) {
        found.extend(document_citation(words.text, named));
    }
}

fn document_citation(text: &str, named: Named) -> Option<Found> {
    let document = &RECORDS.documents[named.entry];
    if !text[named.start..].starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let mut cursor = Cursor::new(text, named.end);
    let volume = if document.lettered { volume_before(text, named.start) } else { None };
    let transcript = document.person || document.normalized.ends_with("Tr.");
    let pin = if document.sections {
        section_pin(&mut cursor)?
    } else {
        let lettered = |p: &String| !document.lettered || volume.is_some() || p.contains('a');
        let paged = |c: &mut Cursor<'_>| if document.paged { bare_page(c).filter(lettered) } else { None };
        let enclosed = text[..named.start].ends_with('(');
        let closed = |c: &mut Cursor<'_>| bare_page(c).filter(|_| enclosed && c.rest().starts_with(".)"));
        cursor
            .attempt(paged)
            .or_else(|| record_pin(&mut cursor, transcript))
            .or_else(|| cursor.attempt(closed))?
    };
    let mut start = named.start;
    let mut normalized = document.normalized.clone();
    if let Some((at, number)) = volume {
        start = at;
        normalized = format!("{number} {normalized}");
    } else if document.person {
        let (at, name) = person_before(text, named.start)?;
        start = at;
        normalized = format!("{name} {normalized}");
    } else if document.normalized.ends_with("Tr.")
        && let Some((at, day)) = day_before(text, named.start)
    {
        start = at;
        normalized = format!("{day} {normalized}");
    } else if matches!(document.normalized.as_str(), "SUF" | "SOF" | "SMF")
        && let Some((at, side)) = side_before(text, named.start)
    {
        start = at;
        normalized = format!("{side} {normalized}");
    }
    Some(Found::new(CitationKind::Record, normalized, Some(pin), Span::new(start, cursor.at)))
}

/// `1 App. 24–25`: the volume of an appendix, which is no reporter's.
fn volume_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let before = text[..at].strip_suffix(' ')?;
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &before[head.len()..];
    let apart = head.is_empty() || head.ends_with([' ', '(', '\n', '“', ';']);
    ((1..=2).contains(&number.len()) && apart).then_some((head.len(), number))
}

/// `Sept. 26` before a transcript: of which hearing.
fn day_before(text: &str, at: usize) -> Option<(usize, String)> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s[0-9]{1,2}(?:,\s[0-9]{4},?)?\s$",
        )
    });
    let window = behind(text, at, 24);
    let found = DAY.find(window)?;
    let day = found.as_str().trim_end().trim_end_matches(',');
    Some((at - window.len() + found.start(), day.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// `Pl.'s` before a statement of facts: each side has its own, with its own paragraph numbers.
fn side_before(text: &str, at: usize) -> Option<(usize, String)> {
    static SIDE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:Pls?|Defs?|Plaintiffs?|Defendants?|Pet|Resp|Petitioner|Respondent)\.?['’]?s?['’]?\s$")
    });
    let window = behind(text, at, 20);
    let found = SIDE.find(window)?;
    let apart = window[..found.start()].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let side = found.as_str().trim_end().replace('’', "'");
    (apart && side.contains(['\'', '.'])).then_some((at - window.len() + found.start(), side))
}

/// ` 45`, ` 12a–14a` right behind the name.
fn bare_page(c: &mut Cursor<'_>) -> Option<String> {
    c.spaces();
    c.peek().filter(char::is_ascii_digit)?;
    pin::pages(c)
}

/// ` § 3.2`, with the sign alone: the word is used for any paper.
fn section_pin(c: &mut Cursor<'_>) -> Option<String> {
    c.attempt(|c| {
        c.eat(",");
        c.spaces();
        c.eat("§").then_some(())?;
        c.take_while(|c| c == '§');
        c.spaces();
        let written = c.take_while(|c| c.is_ascii_alphanumeric() || c == '.');
        let number = written.trim_end_matches('.');
        c.at -= written.len() - number.len();
        (!number.is_empty() && number.len() <= 6).then(|| format!("§ {number}"))
    })
}

/// The witness's name of one to three capitalised words.
pub(super) fn person_before(text: &str, at: usize) -> Option<(usize, String)> {
    let window = behind(text, at, 60);
    let mut start = None;
    for word in window.split_whitespace().rev().take(3) {
        let bare = word.trim_start_matches(['(', '“', '"', '[']);
        let stops =
            ["See", "In", "The", "Cf.", "Id.", "Accord", "And", "Under", "Also", "E.g.,"].contains(&bare);
        if stops
            || !bare.starts_with(char::is_uppercase)
            || bare.ends_with([',', ';', ')', ':'])
            || (bare.ends_with('.') && bare.len() > 3)
        {
            break;
        }
        start = Some(bare.as_ptr() as usize - window.as_ptr() as usize);
        if bare.len() < word.len() {
            break;
        }
    }
    let start = start?;
    Some((at - window.len() + start, window[start..].split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// The pin behind a record document's name: paragraphs, pages, lines, an exhibit.
pub(super) fn record_pin(cursor: &mut Cursor<'_>, transcript: bool) -> Option<String> {
    cursor.attempt(|c| {
        c.eat(",");
        c.spaces();
        if c.eat_word(&["supra,", "supra"]) {
            c.spaces();
        }
        let mut pin = one_pin(c, transcript)?;
        while let Some(more) = c.attempt(|c| {
            let comma = c.eat(",");
            c.spaces();
            let more = exhibit_pin(c).or_else(|| if comma { None } else { at_pin(c) })?;
            Some(format!("{}{more}", if more.starts_with("Ex.") { ", " } else { " at " }))
        }) {
            pin.push_str(&more);
        }
        Some(pin)
    })
}

fn one_pin(c: &mut Cursor<'_>, transcript: bool) -> Option<String> {
    c.attempt(pin::paragraphs_by_sign)
        .or_else(|| c.attempt(at_pin))
        .or_else(|| c.attempt(page_id))
        .or_else(|| c.attempt(exhibit_pin))
        .or_else(|| {
            if !transcript {
                return None;
            }
            c.attempt(|c| pin::pages(c).filter(|p| p.contains(':')))
        })
}

pub(super) fn at_pin(c: &mut Cursor<'_>) -> Option<String> {
    if !c.eat_word(&["at", "pp.", "p."]) {
        return None;
    }
    c.spaces();
    c.eat_word(&["pp.", "p."]);
    c.spaces();
    c.attempt(pin::paragraphs_by_sign).or_else(|| c.attempt(page_id)).or_else(|| pin::pages(c))
}

/// `PageID.12`, `PageID #: 12`.
fn page_id(c: &mut Cursor<'_>) -> Option<String> {
    if !c.eat("PageID") && !c.eat("Page ID") {
        return None;
    }
    c.take_while(|c| " .#:\u{a0}".contains(c));
    c.eat_word(&["No."]);
    c.spaces();
    Some(format!("PageID.{}", pin::pages(c)?))
}

/// `Ex. B`, `Ex. 4 ¶ 3`.
fn exhibit_pin(c: &mut Cursor<'_>) -> Option<String> {
    if !c.eat_word(&["Exhibits", "Exhibit", "Exs.", "Exh.", "Ex."]) {
        return None;
    }
    c.spaces();
    let label = c.take_while(|c| c.is_ascii_alphanumeric() || c == '-');
    let fits = label.len() <= 4 && !label.is_empty() && !label.contains(|c: char| c.is_ascii_lowercase());
    if !fits {
        return None;
    }
    let inner = c.attempt(|c| {
        c.eat(",");
        c.spaces();
        c.attempt(pin::paragraphs_by_sign).or_else(|| c.attempt(at_pin).map(|p| format!("at {p}")))
    });
    Some(inner.map_or_else(|| format!("Ex. {label}"), |i| format!("Ex. {label} {i}")))
}

static LOOSE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:Page\s?ID[ .#:]|Exs?\.\s|Exhs?\.\s|Exhibit\s|R\.\s?(?:at\s)?[0-9])"));

static LOOSE_CUES: LazyLock<Names> =
    LazyLock::new(|| Names::cues(&["pageid", "page id", "ex", "exs", "exh", "exhibit", "r"]));

/// `PageID.34`, `Ex. A at 3` and `R. at 5` standing alone.
pub(super) fn by_page(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    for cue in LOOSE_CUES.find_iter(words) {
        let Some(m) = LOOSE.find(Cursor::new(text, cue.start).ahead(20)) else { continue };
        let mut cursor = Cursor::new(text, cue.start);
        let read = if m.as_str().starts_with("Page") {
            page_id(&mut cursor).map(|p| (p, None))
        } else if m.as_str().starts_with('E') {
            exhibit_pin(&mut cursor).map(exhibit)
        } else {
            appeal_record(&mut cursor, text[..cue.start].ends_with('('))
        };
        if let Some((normalized, pin)) = read {
            found.push(Found::new(CitationKind::Record, normalized, pin, Span::new(cue.start, cursor.at)));
        }
    }
}

/// `Appx433–435`: the appendix of the Federal Circuit, its page joined to the name.
pub(super) fn by_joined_page(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    for start in words.starts().filter(|&at| text.as_bytes()[at..].starts_with(b"Appx")) {
        let mut cursor = Cursor::new(text, start + "Appx".len());
        if cursor.peek().is_some_and(|c| c.is_ascii_digit())
            && let Some(mut pages) = pin::pages(&mut cursor)
        {
            // `Appx80 ¶ 13`: a paragraph on that page
            if let Some(paragraphs) = cursor.attempt(|c| {
                c.eat(",");
                c.spaces();
                pin::paragraphs_by_sign(c)
            }) {
                pages = format!("{pages} {paragraphs}");
            }
            found.push(Found::new(CitationKind::Record, "Appx", Some(pages), Span::new(start, cursor.at)));
        }
    }
}

/// Exhibit and pin apart: `Ex. A at 3` is `Ex. A`, `3`.
fn exhibit(pin: String) -> (String, Option<String>) {
    let split = pin.match_indices(' ').nth(1).map(|(i, _)| i);
    match split {
        Some(i) => (pin[..i].to_string(), Some(pin[i + 1..].trim_start_matches("at ").to_string())),
        None => (pin, None),
    }
}

/// `R. at 5`, `R. 12, PageID.34`, `(R. 68–73, 93)`: the record on appeal. A bare `R. 12` outside
/// parentheses is too often an initial.
fn appeal_record(cursor: &mut Cursor<'_>, enclosed: bool) -> Option<(String, Option<String>)> {
    cursor.eat("R.");
    cursor.spaces();
    if cursor.rest().starts_with("at") {
        return at_pin(cursor).map(|p| ("R.".to_string(), Some(p)));
    }
    let pages = |c: &mut Cursor<'_>| {
        let pages = pin::pages(c)?;
        let ends = c.rest().trim_start_matches(['.', ';', ',']).starts_with([')', ' ']);
        (ends && !c.rest().starts_with(", PageID")).then_some(pages)
    };
    if enclosed && let Some(pages) = cursor.attempt(pages) {
        return Some(("R.".to_string(), Some(pages)));
    }
    let entry = cursor.take_while(|c| c.is_ascii_digit() || c == '-');
    let pin = record_pin(cursor, false).filter(|p| p.starts_with("PageID"))?;
    Some((format!("ECF No. {entry}"), Some(pin)))
}
