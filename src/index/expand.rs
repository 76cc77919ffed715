//! Which terms of the dictionary an atom stands for.

use super::error::SearchFailure;
use super::terms;
use crate::query::{Atom, TagTest};
use std::collections::BTreeMap;
use tantivy::postings::TermInfo;
use tantivy::termdict::TermDictionary;

/// What a wildcard, a stem or a fuzzy word stands for, with the number of documents of each word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// As the query writes it: `intercept!`.
    pub pattern: String,
    /// In order. A document that holds two writings of a word counts for each.
    pub terms: BTreeMap<String, u64>,
}

/// A term of the dictionary that an atom stands for.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub info: TermInfo,
    /// Number of words.
    pub length: u32,
    /// The word itself; the concept for a tag.
    pub word: String,
}

/// The longest compound is a single digit; see the query language's tokenizer.
const COMPOUND_LENGTHS: std::ops::RangeInclusive<u32> = 2..=5;

pub(super) fn expand(atom: &Atom, terms: &TermDictionary, limit: usize) -> Result<Vec<Found>, SearchFailure> {
    let found = match atom {
        Atom::Term(word) => exact(word, terms)?,
        Atom::Tag(test) => tags(test, terms)?,
        open => {
            let mut found = range(&open.prefix(), "", 1, open, terms, limit)?;
            for length in COMPOUND_LENGTHS {
                let before = format!("{}{length}", terms::COMPOUND);
                found.extend(range(&open.prefix(), &before, length, open, terms, limit)?);
            }
            found
        }
    };
    if atom.expands() && !matches!(atom, Atom::Tag(_)) && found.len() > limit {
        return Err(SearchFailure::TooManyExpansions { pattern: atom.to_string(), limit });
    }
    Ok(found)
}

fn exact(word: &str, terms: &TermDictionary) -> Result<Vec<Found>, SearchFailure> {
    let mut found = Vec::new();
    if let Some(info) = terms.get(terms::word(word).as_bytes())? {
        found.push(Found { info, length: 1, word: word.to_owned() });
    }
    for length in COMPOUND_LENGTHS {
        if let Some(info) = terms.get(terms::compound(word, length).as_bytes())? {
            found.push(Found { info, length, word: word.to_owned() });
        }
    }
    Ok(found)
}

/// The terms that follow `before` and are accepted; words start above the control characters.
fn range(
    prefix: &str,
    before: &str,
    length: u32,
    atom: &Atom,
    terms: &TermDictionary,
    limit: usize,
) -> Result<Vec<Found>, SearchFailure> {
    let full = format!("{before}{prefix}");
    let from = if full.is_empty() { " ".to_owned() } else { full.clone() };
    let mut stream = terms.range().ge(from.as_bytes()).into_stream()?;
    let mut found = Vec::new();
    while stream.advance() && found.len() <= limit {
        let Ok(key) = std::str::from_utf8(stream.key()) else { continue };
        let Some(word) = key.strip_prefix(before).filter(|_| key.starts_with(&full)) else { break };
        if atom.accepts(word) {
            found.push(Found { info: stream.value().clone(), length, word: word.to_owned() });
        }
    }
    Ok(found)
}

fn tags(test: &TagTest, terms: &TermDictionary) -> Result<Vec<Found>, SearchFailure> {
    let prefix = test.concept.as_ref().map_or("", |concept| concept.prefix());
    let full = format!("{}{prefix}", terms::TAG);
    let mut stream = terms.range().ge(full.as_bytes()).into_stream()?;
    let mut found = Vec::new();
    while stream.advance() {
        let Ok(key) = std::str::from_utf8(stream.key()) else { continue };
        if !key.starts_with(&full) {
            break;
        }
        let Some((tag, length)) = terms::read_tag(key) else { continue };
        if test.accepts(tag) {
            found.push(Found { info: stream.value().clone(), length, word: tag.concept.to_owned() });
        }
    }
    Ok(found)
}
