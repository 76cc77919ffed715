//! Constitutions, by abbreviation and in words.

use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::{Names, Words};
use super::pattern::pattern;
use super::pin;
use super::section::{self, Hyphen, Marker};
use crate::document::{CitationKind, Span};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Constitution {
    abbreviation: String,
    name: String,
}

#[derive(Deserialize)]
struct ConstitutionFile {
    constitution: Vec<Constitution>,
}

struct Constitutions {
    list: Vec<Constitution>,
    names: Names,
}

static CONSTITUTIONS: LazyLock<Constitutions> =
    LazyLock::new(|| Constitutions::parse(include_str!("constitutions.toml")).expect("constitutions"));

impl Constitutions {
    fn parse(file: &str) -> Result<Self, toml::de::Error> {
        let list = toml::from_str::<ConstitutionFile>(file)?.constitution;
        let forms = |c: &Constitution| {
            let (short, long) = (&c.abbreviation, &c.name);
            [
                format!("{short} Const."),
                format!("{short} Constitution"),
                format!("{long} Const."),
                format!("{long} Constitution"),
                format!("{long} State Constitution"),
            ]
        };
        let written: Vec<(String, usize)> =
            list.iter().enumerate().flat_map(|(i, c)| forms(c).map(|f| (f, i))).collect();
        let names = Names::new(written.iter().map(|(w, i)| (w.as_str(), *i)));
        Ok(Self { list, names })
    }
}

/// `Cal. Const. art. I, § 1`, `U.S. Const. amend. IV`, `California Constitution, article I, section 1`.
pub(super) fn by_constitution(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    for named in CONSTITUTIONS.names.find_iter(words) {
        let mut cursor = Cursor::new(text, named.end);
        cursor.eat(",");
        cursor.spaces();
        let part = if cursor.eat_word(&["articles", "article", "arts.", "art.", "art"]) {
            "art"
        } else if cursor.eat_word(&["amendments", "amendment", "amends.", "amend.", "amend"]) {
            "amend"
        } else {
            continue;
        };
        cursor.spaces();
        let number = cursor.take_while(|c| c.is_ascii_alphanumeric());
        if !is_number(number) {
            continue;
        }
        let (section, end) = section_after(text, cursor.at);
        let state = &CONSTITUTIONS.list[named.entry].abbreviation;
        let mut normalized = format!("{state} Const. {part}. {}", roman(number));
        let pin = add_section(&mut normalized, section);
        found.push(Found::new(CitationKind::Constitution, normalized, pin, Span::new(named.start, end)));
    }
}

fn is_number(number: &str) -> bool {
    let digits = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    !number.is_empty() && (digits || number.bytes().all(|b| b"IVXLivxl".contains(&b)))
}

/// What an article is divided into.
enum Division {
    None,
    Section(String, Option<String>),
    Paragraph(String),
}

/// `, § 1(a)`, `, ¶ 7`: the part meant, and where it ends.
fn section_after(text: &str, at: usize) -> (Division, usize) {
    let mut cursor = Cursor::new(text, at);
    cursor.eat(",");
    cursor.spaces();
    if cursor.peek() == Some('¶')
        && let Some(paragraph) = pin::paragraphs(&mut cursor)
    {
        return (Division::Paragraph(paragraph), cursor.at);
    }
    let marker = section::marker(&mut cursor);
    if !matches!(marker, Marker::One | Marker::Many) {
        return (Division::None, at);
    }
    match section::sections(&mut cursor, Hyphen::Ranges, Marker::One).into_iter().next() {
        Some(s) => {
            let (clause, end) = clause_after(text, s.end);
            let pin = match (s.pin, clause) {
                (Some(pin), Some(clause)) => Some(format!("{pin}, {clause}")),
                (pin, clause) => pin.or(clause),
            };
            (Division::Section(s.number, pin), end)
        }
        None => (Division::None, at),
    }
}

/// `, cl. 3`.
fn clause_after(text: &str, at: usize) -> (Option<String>, usize) {
    let mut cursor = Cursor::new(text, at);
    let clause = cursor.attempt(|c| {
        c.eat(",");
        c.spaces();
        c.eat_word(&["clause", "cl."]).then_some(())?;
        c.spaces();
        Some(c.digits()).filter(|d| !d.is_empty())
    });
    (clause.map(|number| format!("cl. {number}")), cursor.at)
}

/// Adds a section to the normalized form; what remains is the pin.
fn add_section(normalized: &mut String, part: Division) -> Option<String> {
    match part {
        Division::None => None,
        Division::Paragraph(pin) => Some(pin),
        Division::Section(number, pin) => {
            normalized.push_str(", § ");
            normalized.push_str(&number);
            pin
        }
    }
}

const ROMAN: &[&str] = &[
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII",
];

fn roman(number: &str) -> String {
    let index: Option<usize> = number.parse().ok();
    index
        .and_then(|n: usize| ROMAN.get(n.wrapping_sub(1)))
        .map_or_else(|| number.to_ascii_uppercase(), |r| (*r).to_string())
}

static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?i:article|art\.)\s{1,2}(?P<article>[IVX]{1,5}|[0-9]{1,2})(?P<section>,?\s{1,2}(?i:sections?|sec\.|§)\s{0,2}[0-9]{1,3})?",
        r",?\s{1,2}(?:of|to|in)\s{1,2}(?:the\s{1,2})?(?P<state>(?:[A-Z][a-z]+\s{1,2}){0,2}(?:State\s)?|U\.\s?S\.\s)Constitution(?-u:\b)(?:\sof\s(?P<of>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))?",
    ))
});

static ARTICLE_CUES: LazyLock<Names> = LazyLock::new(|| Names::cues(&["article", "art"]));

/// In the order of their numbers.
const ORDINALS: &[&str] = &[
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
];

static ORDINAL_CUES: LazyLock<Names> = LazyLock::new(|| Names::cues(ORDINALS));

static AMENDMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[A-Z][A-Za-z]+\s{1,2}Amendments?(?-u:\b)(?:\s{1,2}(?:to|of) the (?:U\.\s?S\.|United States|Federal|federal) Constitution)?",
    )
});

/// `Article I, Section 1 of the California Constitution`, `the Fourth Amendment`, `Article III`.
pub(super) fn by_words(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    let mut push = |form: String, start: usize, end: usize| {
        found.push(Found::new(CitationKind::Constitution, form, None, Span::new(start, end)));
    };
    for cue in ARTICLE_CUES.find_iter(words) {
        if let Some(c) = SPELLED.captures(Cursor::new(text, cue.start).ahead(140))
            && let Some(whole) = c.get(0)
        {
            let named = c.name("of").or_else(|| c.name("state")).map_or("", |s| s.as_str());
            let mut normalized = format!("{} Const. art. {}", state(named.trim()), roman(&c["article"]));
            let mut start = cue.start;
            if let Some(section) = c.name("section") {
                let number = section.as_str().trim_start_matches(|c: char| !c.is_ascii_digit());
                normalized.push_str(&format!(", § {number}"));
            } else if let Some((at, number)) = section_of(text, start) {
                normalized.push_str(&format!(", § {number}"));
                start = at;
            }
            push(normalized, start, cue.start + whole.end());
        } else if let Some(end) = judicial_article(text, cue.start) {
            let number = text[cue.start..end].trim_start_matches("Article").trim();
            push(format!("U.S. Const. art. {number}"), cue.start, end);
        }
    }
    for cue in ORDINAL_CUES.find_iter(words) {
        let Some(whole) = AMENDMENT.find(Cursor::new(text, cue.start).ahead(90)) else { continue };
        let end = cue.start + whole.end();
        if !is_of_document(text, cue.start, end) && !names_a_body(text, end) {
            push(format!("U.S. Const. amend. {}", ROMAN[cue.entry]), cue.start, end);
        }
    }
}

/// `Section 1 of ` before an article: where it begins, and its number.
fn section_of(text: &str, at: usize) -> Option<(usize, &str)> {
    let window = behind(text, at, 24);
    let head = window.trim_end().strip_suffix("of")?.trim_end();
    let word = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &head[word.len()..];
    let word = word.trim_end();
    let sign = ["Section", "section", "§"].iter().find(|s| word.ends_with(**s))?;
    (!number.is_empty()).then(|| (at - window.len() + word.len() - sign.len(), number))
}

/// `First Amendment to the Agreement` is a contract's, the Second of a pleading its own.
fn is_of_document(text: &str, start: usize, end: usize) -> bool {
    let ahead = Cursor::new(text, end).ahead(40).trim_start();
    let before = behind(text, start, 12);
    (ahead.starts_with("to ") || ahead.starts_with("and Restated")) && !ahead.contains("Constitution")
        || ["’s ", "'s ", "his ", "her ", "its "].iter().any(|own| before.ends_with(own))
            && ahead.starts_with("to ")
}

/// `First Amendment Coalition`.
fn names_a_body(text: &str, end: usize) -> bool {
    const BODIES: [&str; 9] = [
        "Coalition",
        "Project",
        "Foundation",
        "Center",
        "Centre",
        "Institute",
        "Clinic",
        "Lawyers",
        "Society",
    ];
    let ahead = Cursor::new(text, end).ahead(16).trim_start();
    BODIES.iter().any(|body| ahead.starts_with(body))
}

static JUDICIAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^Article\s(III|II|I)(?-u:\b)"));

/// Article III is the Constitution's wherever standing, courts or controversies are in question.
fn judicial_article(text: &str, at: usize) -> Option<usize> {
    const FEDERAL: [&str; 11] = [
        "standing",
        "court",
        "judge",
        "case",
        "injury",
        "jurisdiction",
        "purposes",
        "requirement",
        "power",
        "limit",
        "grant",
    ];
    let end = at + JUDICIAL.find(Cursor::new(text, at).ahead(16))?.end();
    let ahead = Cursor::new(text, end).ahead(30);
    let ahead = ahead.strip_prefix("’s").or_else(|| ahead.strip_prefix("'s")).unwrap_or(ahead).trim_start();
    let alone = ahead.is_empty()
        || ahead.starts_with(['.', ',', ';', ')', '”'])
        || ahead.starts_with(|c: char| c.is_lowercase());
    let other = ["of ", "above", "below", "hereof", "shall", "to this"].iter().any(|w| ahead.starts_with(w));
    if text[at..end].ends_with("III") && alone && !other {
        return Some(end);
    }
    let federal = FEDERAL.iter().any(|w| ahead.starts_with(w)) || behind(text, at, 24).contains("standing");
    federal.then_some(end)
}

fn state(name: &str) -> String {
    let name = name.trim_end_matches("State").trim();
    if name.is_empty() || matches!(name, "United States" | "Federal" | "U.S." | "U. S.") {
        return "U.S.".into();
    }
    let known = CONSTITUTIONS.list.iter().find(|c| c.name == name);
    known.map_or_else(|| name.to_string(), |c| c.abbreviation.clone())
}
