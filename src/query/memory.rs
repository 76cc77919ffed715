//! A query over a text in memory.

use super::algebra::{Extent, Postings};
use super::atom::Atom;
use super::facts::Facts;
use super::tokens::TokenText;
use super::tree::{AtomId, FieldId, Query, Unit};
use super::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::ops::Range;

/// A query's atoms at the places where they stand in one text.
#[derive(Debug)]
pub struct Bound<'a> {
    text: &'a TokenText,
    atoms: Vec<Vec<Extent>>,
    fields: Vec<bool>,
}

/// A query made ready for many texts.
#[derive(Debug)]
pub struct Binder<'q> {
    query: &'q Query,
    vocabulary: Vocabulary,
}

impl Binder<'_> {
    /// Finds the query's atoms in a text. Without facts every document field is false.
    pub fn bind<'a>(&self, text: &'a TokenText, facts: Option<&Facts>) -> Bound<'a> {
        let fields = self.query.fields.iter();
        let fields = fields.map(|f| facts.is_some_and(|facts| f.accepts(facts))).collect();
        Bound { text, atoms: places(&self.query.atoms, &self.vocabulary, text), fields }
    }
}

impl Query {
    /// Makes the query ready for many texts.
    pub fn binder(&self) -> Binder<'_> {
        Binder { query: self, vocabulary: Vocabulary::new((0..).map(AtomId).zip(&self.atoms)) }
    }

    /// Finds the query's atoms in one text; see [`Binder::bind`].
    pub fn bind<'a>(&self, text: &'a TokenText, facts: Option<&Facts>) -> Bound<'a> {
        self.binder().bind(text, facts)
    }

    /// The terms of a text that each atom with more than one spelling stands for, in order.
    pub fn expansions(&self, text: &TokenText) -> Vec<(String, BTreeSet<String>)> {
        let open = self.atoms.iter().filter(|a| a.expands() && !matches!(a, Atom::Tag(_)));
        open.map(|atom| {
            let terms = text.forms().filter(|(_, term)| atom.accepts(term)).map(|(_, term)| term.to_owned());
            (atom.to_string(), terms.collect())
        })
        .collect()
    }
}

/// Where each atom stands, sorted, each extent once.
fn places(atoms: &[Atom], vocabulary: &Vocabulary, text: &TokenText) -> Vec<Vec<Extent>> {
    let mut places = vec![Vec::new(); atoms.len()];
    let mut found = Vec::new();
    for (form, term) in text.forms() {
        found.clear();
        vocabulary.look_up(term, &mut found);
        for id in &found {
            places[id.0 as usize].push(Extent { start: form.position, end: form.position + form.length });
        }
    }
    for (atom, extents) in atoms.iter().zip(&mut places) {
        if let Atom::Tag(test) = atom {
            let tags = text.tags().iter().filter(|tag| test.accepts(tag.facts()));
            extents.extend(tags.map(|tag| Extent { start: tag.start, end: tag.end }));
        }
        sort(extents);
    }
    places
}

pub(super) fn sort(extents: &mut Vec<Extent>) {
    extents.sort_unstable();
    extents.dedup();
}

impl Postings for Bound<'_> {
    fn atom(&self, atom: AtomId) -> &[Extent] {
        &self.atoms[atom.0 as usize]
    }

    fn unit(&self, unit: Unit, position: u32) -> Range<u32> {
        unit_at(self.text.unit_starts(unit), position)
    }

    fn field(&self, field: FieldId) -> bool {
        self.fields[field.0 as usize]
    }
}

/// The unit that holds a position, by the positions at which units start.
pub(super) fn unit_at(starts: &[u32], position: u32) -> Range<u32> {
    let next = starts.partition_point(|&start| start <= position);
    let start = next.checked_sub(1).map_or(0, |own| starts[own]);
    start..starts.get(next).copied().unwrap_or(u32::MAX)
}
