//! Which atoms a word is one of, for many atoms at once.

use super::atom::Atom;
use super::tree::AtomId;
use foldhash::HashMap;

/// Atoms by the words that they accept.
#[derive(Debug, Default)]
pub struct Vocabulary {
    exact: HashMap<String, Vec<AtomId>>,
    /// Patterns, stems and fuzzy words by the letters with which their words start.
    open: HashMap<String, Vec<(Atom, Vec<AtomId>)>>,
    /// Lengths of those starts in bytes, each once.
    lengths: Vec<usize>,
}

impl Vocabulary {
    pub fn new<'a>(atoms: impl IntoIterator<Item = (AtomId, &'a Atom)>) -> Self {
        let mut vocabulary = Self::default();
        for (id, atom) in atoms {
            vocabulary.add(id, atom);
        }
        vocabulary.lengths.sort_unstable();
        vocabulary.lengths.dedup();
        vocabulary
    }

    fn add(&mut self, id: AtomId, atom: &Atom) {
        match atom {
            Atom::Term(word) => self.exact.entry(word.clone()).or_default().push(id),
            Atom::Tag(_) => {}
            Atom::List(entries) => {
                let words =
                    entries.iter().filter_map(|e| if let [one] = e.as_slice() { Some(one) } else { None });
                words.for_each(|word| self.add(id, word));
            }
            open => {
                let prefix = open.prefix();
                self.lengths.push(prefix.len());
                let alike = self.open.entry(prefix).or_default();
                match alike.iter_mut().find(|(known, _)| known == open) {
                    Some((_, ids)) => ids.push(id),
                    None => alike.push((open.clone(), vec![id])),
                }
            }
        }
    }

    /// Adds the atoms that accept a term; one that accepts it in two ways comes twice. Phrases of a list
    /// are no terms and are left to the caller.
    pub fn look_up(&self, term: &str, found: &mut Vec<AtomId>) {
        if let Some(ids) = self.exact.get(term) {
            found.extend(ids);
        }
        for prefix in
            self.lengths.iter().map_while(|&length| (length <= term.len()).then(|| term.get(..length)))
        {
            for (atom, ids) in prefix.and_then(|prefix| self.open.get(prefix)).into_iter().flatten() {
                if atom.accepts(term) {
                    found.extend(ids);
                }
            }
        }
    }
}
