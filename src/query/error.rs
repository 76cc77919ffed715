//! Why a query could not be read, where, and what to write instead.

use super::dialect::Dialect;
use std::fmt;
use std::ops::Range;

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    NoWord(String),
    UnclosedBracket,
    UnopenedBracket,
    EmptyBrackets,
    UnclosedQuote,
    MissingLeft(String),
    MissingRight(String),
    MissingDistance(String),
    BadDistance(String),
    UnknownField {
        name: String,
        nearest: Option<&'static str>,
    },
    MissingValue(String),
    BadValue {
        field: String,
        value: String,
        expected: String,
    },
    BadAttribute {
        name: String,
        nearest: Option<&'static str>,
    },
    LeadingWildcard(String),
    MisplacedWildcard(String),
    /// An operator that the dialect lacks, and what to write instead.
    Lacks {
        operator: String,
        dialect: Dialect,
        instead: String,
    },
    /// A character with a meaning elsewhere, and what to write instead.
    Reserved {
        character: String,
        instead: String,
    },
    OnlyNot,
    NotAfterOr,
    /// Both operands of a connector hold AND.
    Ambiguous {
        left: String,
        operator: String,
        right: String,
        /// What it may mean, to choose from.
        readings: Box<[String]>,
    },
    /// AND or NOT where only words can stand.
    WholeDocument {
        operator: String,
        operand: String,
    },
    /// A document field as operand of a connector.
    FieldInConnector {
        field: String,
        operator: String,
    },
    BadAtLeast(String),
    BadFuzzy(String),
    TooDeep,
    TooLong,
}

/// A query that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    pub fault: Fault,
    /// Bytes of the query that it is about.
    pub at: Range<usize>,
    pub query: Box<str>,
}

impl QueryError {
    pub(super) fn new(fault: Fault, at: Range<usize>, query: &str) -> Self {
        Self { fault, at, query: query.into() }
    }
}

impl Fault {
    fn message(&self) -> String {
        match self {
            Self::Empty => "the query is empty".into(),
            Self::NoWord(text) => format!("no word to search for in `{text}`"),
            Self::UnclosedBracket => "`(` is never closed".into(),
            Self::UnopenedBracket => "`)` closes nothing".into(),
            Self::EmptyBrackets => "nothing between the brackets".into(),
            Self::UnclosedQuote => "the quotation mark is never closed".into(),
            Self::MissingLeft(operator) => format!("nothing stands before `{operator}`"),
            Self::MissingRight(operator) => format!("nothing stands after `{operator}`"),
            Self::MissingDistance(operator) => format!("`{operator}` needs a distance"),
            Self::BadDistance(operator) => format!("`{operator}` has no distance that can be read"),
            Self::UnknownField { name, .. } => format!("unknown field `{name}`"),
            Self::MissingValue(field) => format!("`{field}:` needs a value"),
            Self::BadValue { field, value, .. } => format!("`{field}:` can't be `{value}`"),
            Self::BadAttribute { name, .. } => format!("unknown attribute `{name}` of a tag"),
            Self::LeadingWildcard(word) => format!("`{word}` starts with a wildcard"),
            Self::MisplacedWildcard(word) => format!("`!` stands inside `{word}`"),
            Self::Lacks { operator, dialect, .. } => {
                format!("`{operator}` is no operator in the {dialect} dialect")
            }
            Self::Reserved { character, .. } => format!("`{character}` can't stand here"),
            Self::OnlyNot => "the query only says what to leave out".into(),
            Self::NotAfterOr => "`OR NOT` would find nearly every document".into(),
            Self::Ambiguous { left, operator, right, .. } => {
                format!("`{left} {operator} {right}` has no agreed meaning: both sides hold AND")
            }
            Self::WholeDocument { operator, operand } => {
                format!("`{operand}` is about the whole document and can't stand inside `{operator}`")
            }
            Self::FieldInConnector { field, operator } => {
                format!(
                    "`{field}` is of the whole document and has no place for `{operator}` to measure from"
                )
            }
            Self::BadAtLeast(text) => format!("`{text}` can't be read"),
            Self::BadFuzzy(text) => format!("`{text}` can't be read"),
            Self::TooDeep => "the brackets are nested too deeply".into(),
            Self::TooLong => "the query is too long".into(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Empty => "write words, for example `tracking pixel w/10 consent`".into(),
            Self::NoWord(_) => "punctuation alone is not indexed; write the word or number beside it".into(),
            Self::UnclosedBracket => {
                "add the missing `)`, or put the text in quotes to search for the sign".into()
            }
            Self::UnopenedBracket => "remove it, or add the missing `(`".into(),
            Self::EmptyBrackets => "write words between them, or remove them".into(),
            Self::UnclosedQuote => "add the closing quotation mark".into(),
            Self::MissingLeft(operator) | Self::MissingRight(operator) => {
                format!(
                    "write words on both sides, or `\"{operator}\"` in quotes to search for the word itself"
                )
            }
            Self::MissingDistance(_) => {
                "write a number of words or a unit: `w/5`, `pre/5`, `w/s`, `w/p`".into()
            }
            Self::BadDistance(_) => {
                "a distance is a number from 1 to 10000, `s` (sentence), `p` (paragraph) or `page`".into()
            }
            Self::UnknownField { name, nearest } => match nearest {
                Some(near) => format!("did you mean `{near}:`? To search for the text, write it in quotes"),
                None => format!(
                    "to search for the text, write it in quotes: `\"{name}: …\"`; fields are {FIELDS}"
                ),
            },
            Self::MissingValue(field) => {
                format!("write it without a space: `{field}:value`, or `{field}:\"two words\"`")
            }
            Self::BadValue { expected, .. } => format!("expected {expected}"),
            Self::BadAttribute { nearest, .. } => match nearest {
                Some(near) => format!("did you mean `{near}`? For example `data:ssn[mode=denied]`"),
                None => "attributes are `mode`, `polarity` and `speaker`: `data:ssn[mode=denied]`".into(),
            },
            Self::LeadingWildcard(_) => {
                "start with at least one letter; for other endings of a word use `~` (`~disclose`)".into()
            }
            Self::MisplacedWildcard(_) => {
                "`!` ends a root: `intercept!`; use `*` or `?` inside a word".into()
            }
            Self::Lacks { instead, .. } | Self::Reserved { instead, .. } => instead.clone(),
            Self::OnlyNot => "say what to find first: `cookie NOT recipe`".into(),
            Self::NotAfterOr => "use `A NOT B`, or brackets: `(A OR B) NOT C`".into(),
            Self::Ambiguous { readings, .. } => {
                let readings: Vec<String> = readings.iter().map(|r| format!("`{r}`")).collect();
                format!("say which words must be near each other: {}", readings.join(" or "))
            }
            Self::WholeDocument { .. } => {
                "use OR inside the brackets, or write two conditions joined by AND".into()
            }
            Self::FieldInConnector { field, .. } => format!("join it with AND: `{field} AND …`"),
            Self::BadAtLeast(_) => "write a number from 1 to 10000 and brackets: `ATLEAST5(cookie)`".into(),
            Self::BadFuzzy(_) => "write one or two edits after the word: `wiretap%1`".into(),
            Self::TooDeep => "use fewer brackets".into(),
            Self::TooLong => "split it into several queries; `pincite hits` runs a list of them".into(),
        }
    }
}

const FIELDS: &str =
    "kind, party, court, case, date, file, cites, claim, practice, data, security, defence, mode, speaker";

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.fault.message())?;
        if !self.query.is_empty() {
            let start = self.at.start.min(self.query.len());
            let before = self.query.get(..start).unwrap_or_default().chars().count();
            let marked = self.query.get(self.at.clone()).map_or(1, |s| s.chars().count()).max(1);
            let line: String = self.query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            writeln!(f, "  {line}\n  {}{}", " ".repeat(before), "^".repeat(marked))?;
        }
        write!(f, "hint: {}", self.fault.hint())
    }
}

impl std::error::Error for QueryError {}
