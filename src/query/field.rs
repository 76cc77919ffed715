//! Tests of document fields: `kind:complaint`, `date:2023-09..2024-03`.

use super::atom::{Atom, Pattern};
use super::facts::Facts;
use super::tokens::TokenText;
use crate::document::DocumentKind;
use std::fmt;

/// The names that may stand before a colon and ask of the whole document.
pub(super) const DOCUMENT_FIELDS: [&str; 7] = ["kind", "party", "court", "case", "date", "file", "cites"];

/// What a query asks of a whole document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldTest {
    Kind(DocumentKind),
    /// The words side by side in a party's name or alias.
    Party(Words),
    /// The same in the court's name, or its code (`nyed`).
    Court(Words),
    Case(Words),
    Date(DateRange),
    /// The same in a path, or a path with wildcards.
    File(Words),
    /// The words at the start of a citation: `18 U.S.C. § 2511` also finds `18 U.S.C. § 2511(1)(a)`.
    Cites(Words),
}

/// Words to find side by side, as written and in normal form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    written: String,
    atoms: Vec<Atom>,
}

/// First and last day, as prefixes of ISO dates (`2023`, `2023-09`, `2023-09-20`); either may be open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    from: Option<String>,
    to: Option<String>,
}

impl Words {
    /// From a value in which `*` and `?` are wildcards; `None` without a word.
    pub(super) fn new(written: &str) -> Option<Self> {
        let glob = Pattern::of_stars(written);
        let text = TokenText::plain(glob.stand_ins());
        let own = text.forms().filter(|(form, _)| form.length == 1);
        let mut atoms: Vec<Atom> = Vec::new();
        let mut at = None;
        for (form, term) in own {
            if at != Some(form.position) {
                atoms.push(atom_of(term));
            }
            at = Some(form.position);
        }
        (!atoms.is_empty()).then(|| Self { written: written.to_owned(), atoms })
    }

    fn inside(&self, text: &str) -> bool {
        let text = TokenText::plain(text);
        (0..text.len()).any(|start| self.stands_at(&text, start))
    }

    fn begins(&self, text: &str) -> bool {
        self.stands_at(&TokenText::plain(text), 0)
    }

    fn stands_at(&self, text: &TokenText, start: usize) -> bool {
        self.atoms.iter().enumerate().all(|(i, atom)| {
            let position = (start + i) as u32;
            text.forms()
                .any(|(form, term)| form.position == position && form.length == 1 && atom.accepts(term))
        })
    }
}

fn atom_of(term: &str) -> Atom {
    let pattern = Pattern::new(term);
    if pattern.prefix() == term { Atom::Term(term.to_owned()) } else { Atom::Pattern(pattern) }
}

impl DateRange {
    /// Reads `2023`, `2023-09`, `2023-09..2024-03`, `..2024`, `2024..`.
    pub(super) fn new(value: &str) -> Option<Self> {
        let (from, to) = value.split_once("..").unwrap_or((value, value));
        let read = |part: &str| -> Option<Option<String>> {
            if part.is_empty() { Some(None) } else { is_date(part).then(|| Some(part.to_owned())) }
        };
        let range = Self { from: read(from)?, to: read(to)? };
        let ordered = match (&range.from, &range.to) {
            (None, None) => false,
            (Some(from), Some(to)) => to.starts_with(from.as_str()) || from <= to,
            _ => true,
        };
        ordered.then_some(range)
    }

    /// A date known only to the month is in a range that touches the month.
    fn holds(&self, date: &str) -> bool {
        let after = self.from.as_deref().is_none_or(|from| date >= from || from.starts_with(date));
        let before = self.to.as_deref().is_none_or(|to| date <= to || date.starts_with(to));
        after && before
    }
}

/// Is it a year, a month or a day of the calendar?
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize, range: std::ops::RangeInclusive<u32>| {
        part.len() == digits
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse().is_ok_and(|n: u32| range.contains(&n))
    };
    match parts.as_slice() {
        [year] => number(year, 4, 1..=9999),
        [year, month] => number(year, 4, 1..=9999) && number(month, 2, 1..=12),
        [_, _, _] => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
        _ => false,
    }
}

impl FieldTest {
    /// Does the fact that it asks for have a value that satisfies it?
    pub fn accepts(&self, facts: &Facts) -> bool {
        let any = |values: &[String]| values.iter().any(|value| self.accepts_value(value));
        match self {
            Self::Kind(_) => self.accepts_value(facts.kind.name()),
            Self::Party(_) => any(&facts.parties),
            Self::Court(_) => any(facts.court.as_slice()),
            Self::Case(_) => any(facts.case_number.as_slice()),
            Self::Date(_) => any(&facts.dates),
            Self::File(_) => any(&facts.paths),
            Self::Cites(_) => any(&facts.cites),
        }
    }

    /// Is this a value that it asks for: one party, one path, one citation?
    pub fn accepts_value(&self, value: &str) -> bool {
        match self {
            Self::Kind(kind) => kind.name() == value,
            Self::Party(words) | Self::Case(words) | Self::File(words) => words.inside(value),
            Self::Court(words) => {
                words.inside(value) || court_code(value).is_some_and(|code| words.inside(&code))
            }
            Self::Date(range) => range.holds(value),
            Self::Cites(words) => words.begins(value),
        }
    }
}

/// States and their postal codes, for the codes of the federal district courts.
const STATES: &str = include_str!("states.txt");

/// `nyed` for the `Eastern District of New York`, as federal courts are called in docket systems.
fn court_code(court: &str) -> Option<String> {
    let court = court.to_lowercase();
    let (before, state) = court.split_once("district of ")?;
    let part = before.split_whitespace().last().unwrap_or_default();
    let letter = match part {
        "northern" | "southern" | "eastern" | "western" | "central" | "middle" => &part[..1],
        _ => "",
    };
    let line = STATES.lines().find(|line| state.trim_start().starts_with(line[3..].trim()))?;
    Some(format!("{}{letter}d", &line[..2]))
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.written.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '*' | '?' | '.'));
        if plain { f.write_str(&self.written) } else { write!(f, "\"{}\"", self.written) }
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.as_deref().unwrap_or(""), self.to.as_deref().unwrap_or(""));
        if from == to { f.write_str(from) } else { write!(f, "{from}..{to}") }
    }
}

impl fmt::Display for FieldTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(f, "kind:{kind}"),
            Self::Party(words) => write!(f, "party:{words}"),
            Self::Court(words) => write!(f, "court:{words}"),
            Self::Case(words) => write!(f, "case:{words}"),
            Self::Date(range) => write!(f, "date:{range}"),
            Self::File(words) => write!(f, "file:{words}"),
            Self::Cites(words) => write!(f, "cites:{words}"),
        }
    }
}
