//! From tokens to a tree of operands, by precedence.

use super::build::build;
use super::dialect::{Dialect, Order, Space};
use super::error::{Fault, QueryError};
use super::field::FieldTest;
use super::lexer::{Connector, Lexeme, Token, lex};
use super::tag::TagTest;
use super::tree::{Distance, Query, Unit};
use std::ops::Range;

/// Brackets inside brackets.
const DEEPEST: usize = 64;

/// Words and operators; a row of operators nests to the left, and the stack must hold it.
const MOST_TOKENS: usize = 8_000;

/// A query as it was bracketed, before words are split.
#[derive(Debug)]
pub(super) struct Raw {
    pub shape: Shape,
    /// Bytes of the query.
    pub at: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Shape {
    Words { text: String, quoted: bool },
    Stem(String),
    Fuzzy { word: String, edits: u32, fixed: usize },
    Field(FieldTest),
    Tag(TagTest),
    AtLeast(u32, Box<Raw>),
    Binary { connector: Connector, left: Box<Raw>, right: Box<Raw> },
}

/// Reads a query by the rules of a dialect.
///
/// # Errors
/// Where the string has no single reading; the error marks the place and says what to write instead.
pub fn parse(input: &str, dialect: Dialect) -> Result<Query, QueryError> {
    let tokens = lex(input, dialect)?;
    if tokens.is_empty() {
        return Err(QueryError::new(Fault::Empty, 0..0, input));
    }
    if let Some(token) = tokens.get(MOST_TOKENS) {
        return Err(QueryError::new(Fault::TooLong, token.at.clone(), input));
    }
    let mut parser = Parser { input, dialect, tokens: tokens.into_iter().peekable(), depth: 0, end: 0 };
    let raw = parser.expression(LOOSEST)?;
    if let Some(token) = parser.tokens.next() {
        return Err(QueryError::new(Fault::UnopenedBracket, token.at, input));
    }
    build(&raw, input, dialect)
}

/// Levels of precedence, the tightest 0; a proximity of n words is at 2 + n.
const WORDS: u32 = 2;
const SENTENCE: u32 = 20_010;
const PARAGRAPH: u32 = 20_020;
const PAGE: u32 = 20_030;
const AND: u32 = 30_000;
const NOT: u32 = 30_001;
const OR_LAST: u32 = 40_000;
const LOOSEST: u32 = u32::MAX;

fn level(connector: Connector, dialect: Dialect) -> u32 {
    match connector {
        Connector::Space => match dialect.space() {
            Space::Phrase => 0,
            Space::Or => level(Connector::Or, dialect),
            Space::And => AND,
        },
        Connector::Or if dialect.order() == Order::OrLast => OR_LAST,
        Connector::Or => 1,
        Connector::And => AND,
        Connector::Not if dialect.not_is_with_and() => AND,
        Connector::Not => NOT,
        // Westlaw: +n, /n, +s, /s, +p, /p, whatever the number
        Connector::Near { distance, ordered } if dialect == Dialect::Westlaw => {
            proximity(match distance {
                Distance::Words(_) => Distance::Words(0),
                unit => unit,
            }) + u32::from(!ordered)
        }
        Connector::Near { distance, .. } | Connector::NotNear { distance } => proximity(distance),
    }
}

fn proximity(distance: Distance) -> u32 {
    match distance {
        Distance::Words(n) => WORDS + n,
        Distance::Within(Unit::Sentence) => SENTENCE,
        Distance::Within(Unit::Paragraph) => PARAGRAPH,
        Distance::Within(Unit::Page) => PAGE,
    }
}

struct Parser<'a> {
    input: &'a str,
    dialect: Dialect,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
    /// Where the last token ended.
    end: usize,
}

impl Parser<'_> {
    fn fail<T>(&self, fault: Fault, at: Range<usize>) -> Result<T, QueryError> {
        Err(QueryError::new(fault, at, self.input))
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.next();
        self.end = token.as_ref().map_or(self.end, |t| t.at.end);
        token
    }

    fn peek_connector(&mut self) -> Option<Connector> {
        match self.tokens.peek()?.lexeme {
            Lexeme::Connector(connector) => Some(connector),
            _ => None,
        }
    }

    /// Operands joined by connectors no looser than `loosest`, equal ones from left to right.
    fn expression(&mut self, loosest: u32) -> Result<Raw, QueryError> {
        let mut left = self.operand(None)?;
        while let Some(connector) = self.peek_connector() {
            let own = level(connector, self.dialect);
            if own > loosest {
                break;
            }
            let Some(token) = self.next() else { break };
            let right = self.right(&token, own)?;
            let at = left.at.start..right.at.end;
            left =
                Raw { shape: Shape::Binary { connector, left: Box::new(left), right: Box::new(right) }, at };
        }
        Ok(left)
    }

    /// The right operand of a connector at a level: only what binds tighter.
    fn right(&mut self, connector: &Token, own: u32) -> Result<Raw, QueryError> {
        self.check_right(connector)?;
        match own.checked_sub(1) {
            Some(tighter) => self.expression(tighter),
            None => self.operand(Some(connector)),
        }
    }

    fn written(&self, token: &Token) -> String {
        self.input[token.at.clone()].to_owned()
    }

    fn check_right(&mut self, connector: &Token) -> Result<(), QueryError> {
        let fault = match self.tokens.peek().map(|t| (&t.lexeme, t.at.clone())) {
            Some((Lexeme::Connector(Connector::Not), at)) => {
                let or = matches!(connector.lexeme, Lexeme::Connector(Connector::Or));
                let fault = if or { Fault::NotAfterOr } else { Fault::MissingRight(self.written(connector)) };
                (fault, connector.at.start..at.end)
            }
            None | Some((Lexeme::Connector(_) | Lexeme::Close, _)) => {
                (Fault::MissingRight(self.written(connector)), connector.at.clone())
            }
            Some(_) => return Ok(()),
        };
        self.fail(fault.0, fault.1)
    }

    fn operand(&mut self, after: Option<&Token>) -> Result<Raw, QueryError> {
        let Some(token) = self.next() else {
            let fault = after.map_or(Fault::Empty, |t| Fault::MissingRight(self.written(t)));
            return self.fail(fault, self.end..self.end);
        };
        let at = token.at.clone();
        let shape = match token.lexeme {
            Lexeme::Open => return self.group(&at),
            Lexeme::Close => return self.fail(Fault::UnopenedBracket, at),
            Lexeme::Connector(Connector::Not) => return self.fail(Fault::OnlyNot, at),
            Lexeme::Connector(_) => {
                return self.fail(Fault::MissingLeft(self.input[at.clone()].to_owned()), at);
            }
            Lexeme::AtLeast(count) => return self.at_least(count, &at),
            Lexeme::Words { text, quoted } => Shape::Words { text, quoted },
            Lexeme::Stem(word) => Shape::Stem(word),
            Lexeme::Fuzzy { word, edits, fixed } => Shape::Fuzzy { word, edits, fixed },
            Lexeme::Field(test) => Shape::Field(test),
            Lexeme::Tag(test) => Shape::Tag(test),
        };
        Ok(Raw { shape, at })
    }

    /// What stands between brackets, after the opening one.
    fn group(&mut self, open: &Range<usize>) -> Result<Raw, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail(Fault::TooDeep, open.clone());
        }
        match self.tokens.peek().map(|t| &t.lexeme) {
            None => return self.fail(Fault::UnclosedBracket, open.clone()),
            Some(Lexeme::Close) => return self.fail(Fault::EmptyBrackets, open.start..open.end + 1),
            Some(_) => {}
        }
        let inner = self.expression(LOOSEST)?;
        self.depth -= 1;
        match self.next() {
            Some(Token { lexeme: Lexeme::Close, at }) => {
                Ok(Raw { shape: inner.shape, at: open.start..at.end })
            }
            _ => self.fail(Fault::UnclosedBracket, open.clone()),
        }
    }

    fn at_least(&mut self, count: u32, at: &Range<usize>) -> Result<Raw, QueryError> {
        let Some(open) = self.next() else {
            return self.fail(Fault::BadAtLeast(self.input[at.clone()].to_owned()), at.clone());
        };
        let inner = self.group(&open.at)?;
        let whole = at.start..inner.at.end;
        Ok(Raw { shape: Shape::AtLeast(count, Box::new(inner)), at: whole })
    }
}
