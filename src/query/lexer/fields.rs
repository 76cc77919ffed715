//! `kind:complaint`, `party:"Whaleco"`, `data:ssn[mode=denied]`.

use super::{Lexeme, Lexer, is_quote};
use crate::document::{DocumentKind, Mode, Polarity, ReviewState, Speaker};
use crate::query::atom::{Pattern, edit_distance};
use crate::query::error::{Fault, QueryError};
use crate::query::field::{DOCUMENT_FIELDS, DateRange, FieldTest, Words};
use crate::query::tag::TagTest;
use std::str::FromStr;

/// The names before a colon that ask of tags.
const TAG_FIELDS: [&str; 11] = [
    "claim", "practice", "data", "security", "defence", "defense", "concept", "mode", "polarity", "speaker",
    "review",
];

const ATTRIBUTES: [&str; 4] = ["mode", "polarity", "speaker", "review"];

impl Lexer<'_> {
    /// Reads the field whose name starts here.
    pub(super) fn field(&mut self, name: &str) -> Result<(), QueryError> {
        let lower = name.to_ascii_lowercase();
        let known = DOCUMENT_FIELDS.iter().chain(&TAG_FIELDS).any(|f| *f == lower);
        if !known {
            let fault = Fault::UnknownField { nearest: nearest_field(&lower), name: name.to_owned() };
            return self.fail(fault, self.at..self.at + name.len());
        }
        let (value, end) = self.value(name)?;
        if DOCUMENT_FIELDS.contains(&lower.as_str()) {
            let test = self.document_field(&lower, &value, end)?;
            self.push(Lexeme::Field(test), end);
            return Ok(());
        }
        let mut test = self.tag_test(&lower, &value, end)?;
        let end = self.attributes(&mut test, end)?;
        self.push(Lexeme::Tag(test), end);
        Ok(())
    }

    /// The value after `name:` and where it ends.
    fn value(&self, name: &str) -> Result<(String, usize), QueryError> {
        let from = self.at + name.len() + 1;
        let rest = &self.query[from..];
        let (value, end) = match rest.chars().next().filter(|&c| is_quote(c)) {
            Some(quote) => {
                let inner = &rest[quote.len_utf8()..];
                let Some(length) = inner.find(is_quote) else {
                    return self.fail(Fault::UnclosedQuote, from..from + quote.len_utf8());
                };
                let close = inner[length..].chars().next().map_or(1, char::len_utf8);
                (inner[..length].to_owned(), from + quote.len_utf8() + length + close)
            }
            None => {
                let length = value_length(rest);
                (rest[..length].to_owned(), from + length)
            }
        };
        if value.trim().is_empty() {
            return self.fail(Fault::MissingValue(name.to_owned()), self.at..end);
        }
        Ok((value, end))
    }

    fn document_field(&self, name: &str, value: &str, end: usize) -> Result<FieldTest, QueryError> {
        let test = match name {
            "kind" => DocumentKind::from_str(&value.to_lowercase()).ok().map(FieldTest::Kind),
            "date" => DateRange::new(value).map(FieldTest::Date),
            "party" => Words::new(value).map(FieldTest::Party),
            "court" => Words::new(value).map(FieldTest::Court),
            "case" => Words::new(value).map(FieldTest::Case),
            "file" => Words::new(value).map(FieldTest::File),
            _ => Words::new(value).map(FieldTest::Cites),
        };
        let expected = || match name {
            "kind" => DocumentKind::ALL.map(|k| format!("`{k}`")).join(", "),
            "date" => "a date or a range: `2023-09-20`, `2023-09..2024-03`, `2023..`".to_owned(),
            _ => "at least one word".to_owned(),
        };
        test.map_or_else(|| self.bad_value(name, value, expected(), end), Ok)
    }

    fn bad_value<T>(&self, field: &str, value: &str, expected: String, end: usize) -> Result<T, QueryError> {
        let fault = Fault::BadValue { field: field.to_owned(), value: value.to_owned(), expected };
        self.fail(fault, self.at..end)
    }

    fn tag_test(&self, name: &str, value: &str, end: usize) -> Result<TagTest, QueryError> {
        let mut test = TagTest::default();
        if ATTRIBUTES.contains(&name) {
            self.set_attribute(&mut test, name, value, end)?;
            return Ok(test);
        }
        let value = value.to_lowercase();
        let slug =
            value.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '*' | '?' | ':'));
        if !slug || value.starts_with('.') {
            return self.bad_value(
                name,
                &value,
                "a concept of the taxonomy: `data:ssn`, `claim:fed.*`".into(),
                end,
            );
        }
        let pattern = match name {
            "concept" => value,
            "defense" => format!("defence:{value}"),
            kind => format!("{kind}:{value}"),
        };
        test.concept = (pattern != "*").then(|| Pattern::of_stars(&pattern));
        Ok(test)
    }

    /// Reads `[mode=denied,speaker=company]` at `end`, if it is there.
    fn attributes(&self, test: &mut TagTest, end: usize) -> Result<usize, QueryError> {
        let Some(inner) = self.query[end..].strip_prefix('[') else { return Ok(end) };
        let Some(length) = inner.find(']') else {
            return self.fail(Fault::UnclosedBracket, end..end + 1);
        };
        let close = end + 1 + length + 1;
        for part in inner[..length].split(',') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim().to_lowercase(), value.trim());
            if !ATTRIBUTES.contains(&name.as_str()) {
                let nearest = nearest(&name, &ATTRIBUTES);
                return self.fail(Fault::BadAttribute { name, nearest }, end..close);
            }
            self.set_attribute(test, &name, value, close)?;
        }
        Ok(close)
    }

    fn set_attribute(
        &self,
        test: &mut TagTest,
        name: &str,
        value: &str,
        end: usize,
    ) -> Result<(), QueryError> {
        let value = value.to_lowercase();
        let known = match name {
            "mode" => Mode::from_str(&value).map(|mode| test.mode = Some(mode)).is_ok(),
            "polarity" => Polarity::from_str(&value).map(|polarity| test.polarity = Some(polarity)).is_ok(),
            "speaker" => Speaker::from_str(&value).map(|speaker| test.speaker = Some(speaker)).is_ok(),
            _ => ReviewState::from_str(&value).map(|review| test.review = Some(review)).is_ok(),
        };
        if known {
            return Ok(());
        }
        let quoted = |names: Vec<&str>| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        let expected = match name {
            "mode" => quoted(Mode::ALL.iter().map(|m| m.name()).collect()),
            "polarity" => quoted(Polarity::ALL.iter().map(|p| p.name()).collect()),
            "speaker" => quoted(Speaker::ALL.iter().map(|s| s.name()).collect()),
            _ => quoted(ReviewState::ALL.iter().map(|r| r.name()).collect()),
        };
        self.bad_value(name, &value, expected, end)
    }
}

/// Up to a space, a quote, or a bracket that closes a group around the field.
fn value_length(rest: &str) -> usize {
    let mut inside = 0u32;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => inside += 1,
            ')' if inside > 0 => inside -= 1,
            ')' | '[' => return at,
            c if c.is_whitespace() || is_quote(c) => return at,
            _ => {}
        }
    }
    rest.len()
}

fn nearest_field(name: &str) -> Option<&'static str> {
    let all: Vec<&'static str> = DOCUMENT_FIELDS.iter().chain(&TAG_FIELDS).copied().collect();
    nearest(name, &all)
}

/// The known name with the fewest edits, at most two and fewer than all but one of the letters.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let letters: Vec<char> = name.chars().collect();
    let distance = |other: &str| edit_distance(&letters, &other.chars().collect::<Vec<_>>());
    let best = known.iter().copied().min_by_key(|other| distance(other))?;
    (distance(best) <= 2 && distance(best) + 1 < letters.len()).then_some(best)
}
