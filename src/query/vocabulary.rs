//! Which atoms a word is one of, for many atoms at once.

use super::atom::Atom;
use super::tree::AtomId;
use std::collections::HashMap;

/// Atoms by the words that they accept.
#[derive(Debug, Default)]
pub struct Vocabulary {
    exact: HashMap<String, Vec<AtomId>>,
    /// Patterns, stems and fuzzy words by the first letter that they need; `None` for any.
    open: HashMap<Option<char>, Vec<(AtomId, Atom)>>,
}

impl Vocabulary {
    pub fn new<'a>(atoms: impl IntoIterator<Item = (AtomId, &'a Atom)>) -> Self {
        let mut vocabulary = Self::default();
        for (id, atom) in atoms {
            match atom {
                Atom::Term(word) => vocabulary.exact.entry(word.clone()).or_default().push(id),
                Atom::Tag(_) => {}
                open => {
                    let first = open.prefix().chars().next();
                    vocabulary.open.entry(first).or_default().push((id, open.clone()));
                }
            }
        }
        vocabulary
    }

    /// Adds the atoms that accept a term.
    pub fn look_up(&self, term: &str, found: &mut Vec<AtomId>) {
        if let Some(ids) = self.exact.get(term) {
            found.extend(ids);
        }
        if self.open.is_empty() {
            return;
        }
        for first in [term.chars().next(), None] {
            for (id, atom) in self.open.get(&first).into_iter().flatten() {
                if atom.accepts(term) {
                    found.push(*id);
                }
            }
        }
    }
}
