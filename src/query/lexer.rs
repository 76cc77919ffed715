//! From characters to words, values and operators, by the rules of a dialect.

mod connectors;
mod fields;
mod words;

use super::dialect::Dialect;
use super::error::{Fault, QueryError};
use super::field::FieldTest;
use super::tag::TagTest;
use super::tree::Distance;
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lexeme {
    Open,
    Close,
    /// Text in quotes, or a word as it stands.
    Words {
        text: String,
        quoted: bool,
    },
    Stem(String),
    Fuzzy {
        word: String,
        edits: u32,
        fixed: usize,
    },
    Field(FieldTest),
    Tag(TagTest),
    AtLeast(u32),
    Connector(Connector),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Connector {
    /// Nothing but a space.
    Space,
    Or,
    And,
    Not,
    Near {
        distance: Distance,
        ordered: bool,
    },
    NotNear {
        distance: Distance,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub lexeme: Lexeme,
    pub at: Range<usize>,
}

/// Reads a query into tokens; spaces between operands become connectors.
pub(super) fn lex(query: &str, dialect: Dialect) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { query, dialect, at: 0, tokens: Vec::new() };
    while lexer.step()? {}
    let tokens = merge_not(lexer.tokens);
    refuse_not_near(&tokens, query, dialect)?;
    Ok(with_spaces(tokens))
}

struct Lexer<'a> {
    query: &'a str,
    dialect: Dialect,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.query[self.at..]
    }

    fn fail<T>(&self, fault: Fault, at: Range<usize>) -> Result<T, QueryError> {
        Err(QueryError::new(fault, at, self.query))
    }

    fn push(&mut self, lexeme: Lexeme, end: usize) {
        self.tokens.push(Token { lexeme, at: self.at..end });
        self.at = end;
    }

    /// Reads one token; `false` at the end.
    fn step(&mut self) -> Result<bool, QueryError> {
        let skipped = self.rest().len() - self.rest().trim_start().len();
        self.at += skipped;
        let Some(first) = self.rest().chars().next() else { return Ok(false) };
        match first {
            '(' => self.push(Lexeme::Open, self.at + 1),
            ')' => self.push(Lexeme::Close, self.at + 1),
            c if is_quote(c) => self.quoted(c)?,
            _ => self.chunk()?,
        }
        Ok(true)
    }

    fn quoted(&mut self, quote: char) -> Result<(), QueryError> {
        let from = self.at + quote.len_utf8();
        let Some(length) = self.query[from..].find(is_quote) else {
            return self.fail(Fault::UnclosedQuote, self.at..from);
        };
        let text = self.query[from..from + length].to_owned();
        let close = self.query[from + length..].chars().next().map_or(1, char::len_utf8);
        let end = from + length + close;
        self.refuse_slop(end)?;
        if !text.chars().any(char::is_alphanumeric) {
            return self.fail(Fault::NoWord(text), self.at..end);
        }
        self.push(Lexeme::Words { text, quoted: true }, end);
        Ok(())
    }

    /// `"a b"~5` is another engine's proximity.
    fn refuse_slop(&self, end: usize) -> Result<(), QueryError> {
        if !self.query[end..].starts_with('~') {
            return Ok(());
        }
        let instead = "write the distance between the words: `a w/5 b`".to_owned();
        self.fail(Fault::Reserved { character: "~".into(), instead }, end..end + 1)
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{FF02}')
}

/// `AND NOT` and `BUT NOT` are NOT; NOT before a proximity belongs to it.
fn merge_not(tokens: Vec<Token>) -> Vec<Token> {
    let mut merged: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let joined = match (merged.last().map(|t| &t.lexeme), &token.lexeme) {
            (Some(Lexeme::Connector(Connector::And)), Lexeme::Connector(Connector::Not)) => {
                Some(Connector::Not)
            }
            (
                Some(Lexeme::Connector(Connector::Not)),
                Lexeme::Connector(Connector::Near { distance, ordered: false }),
            ) => Some(Connector::NotNear { distance: *distance }),
            _ => None,
        };
        match (joined, merged.last_mut()) {
            (Some(connector), Some(last)) => {
                last.lexeme = Lexeme::Connector(connector);
                last.at.end = token.at.end;
            }
            _ => merged.push(token),
        }
    }
    merged
}

fn with_spaces(tokens: Vec<Token>) -> Vec<Token> {
    let mut spaced: Vec<Token> = Vec::with_capacity(tokens.len() * 2);
    for token in tokens {
        if spaced.last().is_some_and(ends_operand) && starts_operand(&token) {
            let at = spaced.last().map_or(0, |t| t.at.end)..token.at.start;
            let about_document = spaced.last().is_some_and(is_test) || is_test(&token);
            let connector = if about_document { Connector::And } else { Connector::Space };
            spaced.push(Token { lexeme: Lexeme::Connector(connector), at });
        }
        spaced.push(token);
    }
    spaced
}

fn refuse_not_near(tokens: &[Token], query: &str, dialect: Dialect) -> Result<(), QueryError> {
    let is_not = |t: &Token| t.lexeme == Lexeme::Connector(Connector::Not);
    let is_ordered = |t: &Token| matches!(t.lexeme, Lexeme::Connector(Connector::Near { ordered: true, .. }));
    if let Some(pair) = tokens.windows(2).find(|pair| is_not(&pair[0]) && is_ordered(&pair[1])) {
        let at = pair[0].at.start..pair[1].at.end;
        let operator = query[at.clone()].to_owned();
        let instead = "write `NOT w/5`, which leaves out either order".to_owned();
        return Err(QueryError::new(Fault::Lacks { operator, dialect, instead }, at, query));
    }
    let not_near = |t: &&Token| matches!(t.lexeme, Lexeme::Connector(Connector::NotNear { .. }));
    let Some(token) = tokens.iter().find(not_near).filter(|_| !dialect.has_not_near()) else { return Ok(()) };
    let operator = query[token.at.clone()].to_owned();
    let instead = "use `--dialect native`: `A NOT w/5 B`".to_owned();
    Err(QueryError::new(Fault::Lacks { operator, dialect, instead }, token.at.clone(), query))
}

/// A space beside a field or tag means AND in every dialect: neither is a word of a phrase.
fn is_test(token: &Token) -> bool {
    matches!(token.lexeme, Lexeme::Field(_) | Lexeme::Tag(_))
}

fn ends_operand(token: &Token) -> bool {
    !matches!(token.lexeme, Lexeme::Open | Lexeme::Connector(_) | Lexeme::AtLeast(_))
}

fn starts_operand(token: &Token) -> bool {
    !matches!(token.lexeme, Lexeme::Close | Lexeme::Connector(_))
}
