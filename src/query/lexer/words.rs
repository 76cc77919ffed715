//! Chunks between spaces: which are operators, fields, values, or words with wildcards.

use super::{Connector, Lexeme, Lexer, is_quote};
use crate::query::dialect::Percent;
use crate::query::error::{Fault, QueryError};

impl<'a> Lexer<'a> {
    /// Reads from a character that is neither space, bracket nor quote.
    pub(super) fn chunk(&mut self) -> Result<(), QueryError> {
        let end = self.at + chunk_length(self.rest());
        let chunk = &self.query[self.at..end];
        if let Some(name) = field_name(chunk) {
            return self.field(name);
        }
        if let Some(length) = self.connector(chunk)? {
            debug_assert!(length > 0);
            return Ok(());
        }
        if self.at_least(chunk)? || self.sign(chunk)? {
            return Ok(());
        }
        self.word(chunk, end)
    }

    /// `ATLEAST5(`; anything else that starts so is refused, not read as a word.
    fn at_least(&mut self, chunk: &str) -> Result<bool, QueryError> {
        let Some(number) = strip_prefix_ignoring_case(chunk, "atleast") else { return Ok(false) };
        let end = self.at + chunk.len();
        let opens = self.query[end..].trim_start().starts_with('(');
        let count = number.parse().ok().filter(|n| (1..=10_000).contains(n));
        match count {
            Some(_) if !self.dialect.has_at_least() => {
                let instead = "search for the words and sort by hits, or use `--dialect native`";
                self.lacks(chunk, instead, chunk.len())
            }
            Some(count) if opens => {
                self.push(Lexeme::AtLeast(count), end);
                Ok(true)
            }
            _ => self.fail(Fault::BadAtLeast(chunk.to_owned()), self.at..end),
        }
    }

    /// A sign that stands alone: `&`, `%`, `#`, `|`.
    fn sign(&mut self, chunk: &str) -> Result<bool, QueryError> {
        let end = self.at + chunk.len();
        match chunk {
            "&" if self.dialect.ampersand_is_and() => self.push(Lexeme::Connector(Connector::And), end),
            "%" if self.dialect.percent() == Percent::Not => {
                self.push(Lexeme::Connector(Connector::Not), end);
            }
            "&" | "&&" => {
                return self.lacks(
                    chunk,
                    "write AND, or put a name in quotes: `\"Barnes & Noble\"`",
                    chunk.len(),
                );
            }
            "%" => return self.lacks(chunk, "write NOT", chunk.len()),
            "|" | "||" => return self.lacks(chunk, "write OR", chunk.len()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn lacks<T>(&self, operator: &str, instead: &str, length: usize) -> Result<T, QueryError> {
        let (operator, instead) = (operator.to_owned(), instead.to_owned());
        self.fail(Fault::Lacks { operator, dialect: self.dialect, instead }, self.at..self.at + length)
    }

    fn word(&mut self, chunk: &str, end: usize) -> Result<(), QueryError> {
        self.refuse_signs(chunk)?;
        if let Some(word) = chunk.strip_prefix('~').or_else(|| self.stem_suffix(chunk)) {
            let plain = !word.is_empty() && word.chars().all(char::is_alphanumeric);
            if !plain {
                return self.fail(Fault::NoWord(chunk.to_owned()), self.at..end);
            }
            self.push(Lexeme::Stem(word.to_lowercase()), end);
            return Ok(());
        }
        if chunk.contains('%') && chunk.chars().any(char::is_alphabetic) {
            return self.fuzzy(chunk, end);
        }
        self.push(Lexeme::Words { text: chunk.to_owned(), quoted: false }, end);
        Ok(())
    }

    /// `apply~` in dtSearch.
    fn stem_suffix<'c>(&self, chunk: &'c str) -> Option<&'c str> {
        (self.dialect == crate::query::Dialect::DtSearch).then(|| chunk.strip_suffix('~'))?
    }

    fn refuse_signs(&self, chunk: &str) -> Result<(), QueryError> {
        use crate::query::Dialect::{DtSearch, Nuix};
        let bare = |sign: char| chunk.starts_with(sign) && chunk.len() > 1;
        if self.dialect == DtSearch && chunk.len() > 1 && chunk.ends_with(['&', '#']) {
            let sign = &chunk[chunk.len() - 1..];
            return self.lacks(sign, "write the other words with OR", chunk.len());
        }
        if self.dialect == DtSearch && (bare('#') || chunk.contains("##") || chunk.contains('=')) {
            let sign = if chunk.contains('=') { "=" } else { "#" };
            return self.lacks(sign, "write the word with `?` or `*`, or in quotes", chunk.len());
        }
        if self.dialect == Nuix && chunk.contains('~') {
            return self.lacks(
                "~",
                "use `--dialect native` and write `wiretap%1` for spelling, `~disclose` for a stem",
                chunk.len(),
            );
        }
        if self.dialect == Nuix && (bare('+') || bare('-')) {
            return self.lacks(&chunk[..1], "write AND or NOT", chunk.len());
        }
        if chunk.find('~').is_some_and(|at| at > 0) && self.dialect != DtSearch {
            let instead =
                "for a stem write the sign first: `~disclose`; for spelling write `wiretap%1`".to_owned();
            return self
                .fail(Fault::Reserved { character: "~".into(), instead }, self.at..self.at + chunk.len());
        }
        Ok(())
    }

    fn fuzzy(&mut self, chunk: &str, end: usize) -> Result<(), QueryError> {
        let parsed = match self.dialect.percent() {
            Percent::Edits => edits_after_sign(chunk),
            Percent::Fuzzy => edits_by_signs(chunk),
            Percent::Not => return self.lacks("%", "for BUT NOT put spaces around it: `a % b`", chunk.len()),
            Percent::Lacks => {
                return self.lacks("%", "use `--dialect native` and write `wiretap%1`", chunk.len());
            }
        };
        let Some((word, edits, fixed)) = parsed else {
            return self.fail(Fault::BadFuzzy(chunk.to_owned()), self.at..end);
        };
        self.push(Lexeme::Fuzzy { word, edits, fixed }, end);
        Ok(())
    }
}

/// `wiretap%1`, or `wire%1tap` where the first letters must stand.
fn edits_after_sign(chunk: &str) -> Option<(String, u32, usize)> {
    let (before, after) = chunk.split_once('%')?;
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let edits = after[..digits].parse().ok().filter(|n| (1..=2).contains(n))?;
    let rest = &after[digits..];
    let fixed = if rest.is_empty() { 0 } else { before.chars().count() };
    fuzzy_word(before, rest).map(|word| (word, edits, fixed))
}

/// `wire%tap`, `wire%%tap`, `%wiretap`.
fn edits_by_signs(chunk: &str) -> Option<(String, u32, usize)> {
    let first = chunk.find('%')?;
    let signs = chunk[first..].chars().take_while(|&c| c == '%').count();
    let (before, rest) = (&chunk[..first], &chunk[first + signs..]);
    let edits = u32::try_from(signs).ok().filter(|n| (1..=2).contains(n))?;
    let fixed = if rest.is_empty() { 0 } else { before.chars().count() };
    fuzzy_word(before, rest).map(|word| (word, edits, fixed))
}

/// Only plain letters and digits, more of them than edits can eat.
fn fuzzy_word(before: &str, rest: &str) -> Option<String> {
    let word = format!("{before}{rest}").to_lowercase();
    (word.chars().count() >= 3 && word.chars().all(char::is_alphanumeric)).then_some(word)
}

/// Up to a space, a quote, or a bracket that is not part of a word such as `631(a)`.
fn chunk_length(rest: &str) -> usize {
    let mut inside = 0u32;
    for (at, c) in rest.char_indices() {
        let ends = match c {
            '(' => !opens_suffix(&rest[..at], &rest[at..]),
            ')' => inside == 0,
            c => c.is_whitespace() || is_quote(c),
        };
        if ends {
            return at;
        }
        match c {
            '(' => inside += 1,
            ')' => inside -= 1,
            '[' if field_name(&rest[..at]).is_some() => return at,
            _ => {}
        }
    }
    rest.len()
}

/// Is the bracket that of `631(a)`, `2511(1)(a)` or `plaintiff(s)`: short, closed, right after a word?
fn opens_suffix(before: &str, bracket: &str) -> bool {
    let after_word = before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let operator = ["and", "or", "not"].iter().any(|w| before.eq_ignore_ascii_case(w))
        || before.contains(['/', '!', '*', '?', '%', '+'])
        || strip_prefix_ignoring_case(before, "atleast").is_some();
    let inner = bracket[1..].split(')').next().unwrap_or_default();
    let closed = bracket.len() > inner.len() + 1;
    let short = (1..=4).contains(&inner.chars().count()) && inner.chars().all(char::is_alphanumeric);
    after_word && !operator && closed && short
}

/// The letters before a colon that a value follows directly. `https://` is no field.
fn field_name(chunk: &str) -> Option<&str> {
    let (name, rest) = chunk.split_once(':')?;
    let letters = name.len() >= 2 && name.chars().all(|c| c.is_ascii_alphabetic());
    (letters && !rest.starts_with("//")).then_some(name)
}

pub(super) fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}
