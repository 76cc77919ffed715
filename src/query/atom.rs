//! The smallest things that a query looks for at one place of a text.

use super::tag::TagTest;
use super::tokenize::{MANY, ONE, ROOT};
use rust_stemmers::{Algorithm, Stemmer};
use std::fmt;

/// A word with wildcards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// Wildcards are the stand-ins of the tokenizer, so that a literal `*` can not be mistaken for one.
    glob: String,
}

impl Pattern {
    pub(super) fn new(glob: impl Into<String>) -> Self {
        Self { glob: glob.into() }
    }

    /// From a string in which `*` and `?` are wildcards.
    pub fn of_stars(text: &str) -> Self {
        Self::new(
            text.chars()
                .map(|c| {
                    if c == '*' {
                        MANY
                    } else if c == '?' {
                        ONE
                    } else {
                        c
                    }
                })
                .collect::<String>(),
        )
    }

    pub(super) fn stand_ins(&self) -> &str {
        &self.glob
    }

    /// The letters before the first wildcard.
    pub fn prefix(&self) -> &str {
        let end = self.glob.find([MANY, ONE, ROOT]).unwrap_or(self.glob.len());
        &self.glob[..end]
    }

    pub fn matches(&self, term: &str) -> bool {
        let prefix = self.prefix();
        let Some(rest) = term.strip_prefix(prefix) else { return false };
        let glob = &self.glob[prefix.len()..];
        // Nearly every pattern is a root with any ending.
        if matches!(glob.chars().next(), Some(MANY | ROOT)) && glob.chars().count() == 1 {
            return true;
        }
        matches_glob(glob, rest)
    }
}

/// Backtracks to the last `MANY` only, so that the time is at most the product of both lengths.
fn matches_glob(glob: &str, text: &str) -> bool {
    let glob: Vec<char> = glob.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut g, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        match glob.get(g) {
            Some(&(MANY | ROOT)) => {
                retry = Some((g + 1, t));
                g += 1;
            }
            Some(&c) if c == ONE || c == text[t] => {
                g += 1;
                t += 1;
            }
            _ => {
                let Some((after, from)) = retry else { return false };
                (g, t) = (after, from + 1);
                retry = Some((after, from + 1));
            }
        }
    }
    glob[g..].iter().all(|&c| matches!(c, MANY | ROOT))
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.glob))
    }
}

/// Wildcards as the native dialect writes them.
pub(in crate::query) fn shown(glob: &str) -> String {
    glob.chars()
        .map(|c| match c {
            MANY => '*',
            ONE => '?',
            ROOT => '!',
            other => other,
        })
        .collect()
}

/// What a query looks for at one place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Atom {
    /// A word in normal form.
    Term(String),
    Pattern(Pattern),
    /// Words with the same English stem as `word`.
    Stem {
        word: String,
        stem: String,
    },
    /// Words within `edits` edits that share the first `fixed` letters.
    Fuzzy {
        word: String,
        edits: u32,
        fixed: usize,
    },
    Tag(TagTest),
    /// Any of several words or phrases, each the atoms that stand side by side; never tags. Made when
    /// many queries are compiled together, never read from a query.
    List(Vec<Vec<Atom>>),
}

impl Atom {
    pub fn stem(word: impl Into<String>) -> Self {
        let word = word.into();
        let stem = Stemmer::create(Algorithm::English).stem(&word).into_owned();
        Self::Stem { word, stem }
    }

    /// Is the term one that this atom looks for? Never for a tag.
    pub fn accepts(&self, term: &str) -> bool {
        match self {
            Self::Term(word) => word == term,
            Self::Pattern(pattern) => pattern.matches(term),
            Self::Stem { word, stem } => {
                word.chars().next() == term.chars().next()
                    && Stemmer::create(Algorithm::English).stem(term) == stem.as_str()
            }
            Self::Fuzzy { word, edits, fixed } => within_edits(word, term, *edits, *fixed),
            Self::Tag(_) => false,
            Self::List(entries) => entries.iter().any(|e| matches!(e.as_slice(), [one] if one.accepts(term))),
        }
    }

    /// Letters with which every accepted term starts.
    pub fn prefix(&self) -> String {
        match self {
            Self::Term(word) => word.clone(),
            Self::Pattern(pattern) => pattern.prefix().to_owned(),
            Self::Stem { word, .. } => word.chars().take(1).collect(),
            Self::Fuzzy { word, fixed, .. } => word.chars().take(*fixed).collect(),
            Self::Tag(_) | Self::List(_) => String::new(),
        }
    }

    /// Does it stand for more than one spelling?
    pub fn expands(&self) -> bool {
        !matches!(self, Self::Term(_))
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(word) => f.write_str(word),
            Self::Pattern(pattern) => write!(f, "{pattern}"),
            Self::Stem { word, .. } => write!(f, "~{word}"),
            Self::Fuzzy { word, edits, fixed: 0 } => write!(f, "{word}%{edits}"),
            Self::Fuzzy { word, edits, fixed } => {
                let start: String = word.chars().take(*fixed).collect();
                let rest: String = word.chars().skip(*fixed).collect();
                write!(f, "{start}%{edits}{rest}")
            }
            Self::Tag(test) => write!(f, "{test}"),
            Self::List(entries) => {
                let phrase =
                    |entry: &Vec<Self>| entry.iter().map(Self::to_string).collect::<Vec<_>>().join(" ");
                let entries: Vec<String> = entries.iter().map(phrase).collect();
                write!(f, "({})", entries.join(" OR "))
            }
        }
    }
}

/// Edits (insert, delete, change one letter) between two words, at most `limit`, after a fixed start.
fn within_edits(word: &str, term: &str, limit: u32, fixed: usize) -> bool {
    let limit = limit as usize;
    if word.len().abs_diff(term.len()) > limit * 4 {
        return false;
    }
    let (word, term): (Vec<char>, Vec<char>) = (word.chars().collect(), term.chars().collect());
    let fixed = fixed.min(word.len());
    if word.len().abs_diff(term.len()) > limit || term.len() < fixed || word[..fixed] != term[..fixed] {
        return false;
    }
    edit_distance(&word[fixed..], &term[fixed..]) <= limit
}

pub(in crate::query) fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
