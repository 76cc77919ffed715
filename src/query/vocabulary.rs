//! Which atoms a word is one of, for many atoms at once.

use super::atom::Atom;
use super::tree::AtomId;
use std::collections::HashMap;

/// Atoms by the words that they accept.
#[derive(Debug, Default)]
pub struct Vocabulary {
    exact: HashMap<String, Vec<AtomId>>,
    /// Patterns, stems and fuzzy words by the letters with which their words start.
    open: HashMap<String, Vec<(AtomId, Atom)>>,
    /// Lengths of those starts in bytes, each once.
    lengths: Vec<usize>,
}

impl Vocabulary {
    pub fn new<'a>(atoms: impl IntoIterator<Item = (AtomId, &'a Atom)>) -> Self {
        let mut vocabulary = Self::default();
        for (id, atom) in atoms {
            match atom {
                Atom::Term(word) => vocabulary.exact.entry(word.clone()).or_default().push(id),
                Atom::Tag(_) => {}
                open => {
                    let prefix = open.prefix();
                    vocabulary.lengths.push(prefix.len());
                    vocabulary.open.entry(prefix).or_default().push((id, open.clone()));
                }
            }
        }
        vocabulary.lengths.sort_unstable();
        vocabulary.lengths.dedup();
        vocabulary
    }

    /// Adds the atoms that accept a term.
    pub fn look_up(&self, term: &str, found: &mut Vec<AtomId>) {
        if let Some(ids) = self.exact.get(term) {
            found.extend(ids);
        }
        for prefix in
            self.lengths.iter().map_while(|&length| (length <= term.len()).then(|| term.get(..length)))
        {
            for (id, atom) in prefix.and_then(|prefix| self.open.get(prefix)).into_iter().flatten() {
                if atom.accepts(term) {
                    found.push(*id);
                }
            }
        }
    }
}
