//! `OR`, `AND`, `NOT`, `w/5`, `pre/s` and how other systems write them.

use super::words::strip_prefix_ignoring_case;
use super::{Connector, Lexeme, Lexer};
use crate::query::Dialect;
use crate::query::error::{Fault, QueryError};
use crate::query::tree::{Distance, Unit};

/// Greatest distance in words.
const FARTHEST: u32 = 10_000;

impl Lexer<'_> {
    /// Reads the chunk as an operator; gives its length, or `None` where it is none.
    pub(super) fn connector(&mut self, chunk: &str) -> Result<Option<usize>, QueryError> {
        let Some((connector, length)) = self.read_connector(chunk)? else { return Ok(None) };
        self.push(Lexeme::Connector(connector), self.at + length);
        Ok(Some(length))
    }

    fn read_connector(&self, chunk: &str) -> Result<Option<(Connector, usize)>, QueryError> {
        if let Some(found) = self.read_logical(chunk) {
            return Ok(Some(found));
        }
        let Some((distance, ordered)) = split_proximity(chunk) else { return Ok(None) };
        self.check_proximity(chunk, distance, ordered)?;
        let distance = self.distance(chunk, distance)?;
        if matches!(distance, Distance::Within(_)) && !self.dialect.has_units() {
            return self.lacks(
                chunk,
                "it knows no sentences and paragraphs; write a number of words: `w/25`",
                chunk.len(),
            );
        }
        Ok(Some((Connector::Near { distance, ordered }, chunk.len())))
    }

    fn read_logical(&self, chunk: &str) -> Option<(Connector, usize)> {
        let is = |word: &str| chunk.eq_ignore_ascii_case(word);
        if is("or") {
            return Some((Connector::Or, 2));
        }
        if is("and") {
            return Some((Connector::And, 3));
        }
        if is("not") {
            return Some((Connector::Not, 3));
        }
        let after_but = strip_prefix_ignoring_case(self.rest(), "but")?;
        let spaces = after_but.len() - after_but.trim_start().len();
        let after_not = strip_prefix_ignoring_case(after_but.trim_start(), "not")?;
        let ends = !after_not.starts_with(|c: char| c.is_alphanumeric());
        (is("but") && spaces > 0 && ends).then_some((Connector::Not, 3 + spaces + 3))
    }

    /// Operators that only some systems write.
    fn check_proximity(&self, chunk: &str, distance: &str, ordered: bool) -> Result<(), QueryError> {
        if distance.is_empty() {
            return self.fail(Fault::MissingDistance(chunk.to_owned()), self.at..self.at + chunk.len());
        }
        if chunk.starts_with('+') && ordered && !self.dialect.has_plus() {
            return self.lacks(chunk, &format!("write `pre/{distance}`"), chunk.len());
        }
        let page = distance.eq_ignore_ascii_case("page");
        if page && self.dialect != Dialect::Native {
            return self.lacks(chunk, "use `--dialect native` for `w/page`", chunk.len());
        }
        Ok(())
    }

    fn distance(&self, chunk: &str, text: &str) -> Result<Distance, QueryError> {
        let unit = match text.to_ascii_lowercase().as_str() {
            "s" | "sent" | "sentence" => Some(Unit::Sentence),
            "p" | "para" | "paragraph" => Some(Unit::Paragraph),
            "page" => Some(Unit::Page),
            _ => None,
        };
        if let Some(unit) = unit {
            return Ok(Distance::Within(unit));
        }
        match text.parse() {
            Ok(words) if (1..=FARTHEST).contains(&words) => Ok(Distance::Words(words)),
            _ => self.fail(Fault::BadDistance(chunk.to_owned()), self.at..self.at + chunk.len()),
        }
    }
}

/// The distance's text and whether order counts, for chunks that start as a proximity does.
fn split_proximity(chunk: &str) -> Option<(&str, bool)> {
    for (prefix, ordered) in
        [("w/", false), ("within/", false), ("near/", false), ("pre/", true), ("onear/", true)]
    {
        if let Some(distance) = strip_prefix_ignoring_case(chunk, prefix) {
            return Some((distance, ordered));
        }
    }
    // `/path` and `+1` with more behind them are words.
    let (sign, rest) = chunk.split_at_checked(1)?;
    let lower = rest.to_ascii_lowercase();
    let distance = matches!(lower.as_str(), "s" | "p" | "sent" | "para")
        || (!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    match sign {
        "/" if distance || rest.is_empty() => Some((rest, false)),
        "+" if distance => Some((rest, true)),
        _ => None,
    }
}
