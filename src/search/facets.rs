//! How the documents of an answer divide.

use crate::index::Entry;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One value and the number of documents that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub value: String,
    pub documents: usize,
}

/// Most frequent values first, equal ones by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    pub kind: Vec<Facet>,
    pub party: Vec<Facet>,
    pub court: Vec<Facet>,
    pub case: Vec<Facet>,
    pub year: Vec<Facet>,
    /// What findings anywhere in the document are about, in which mode and by whom.
    pub concept: Vec<Facet>,
    pub mode: Vec<Facet>,
    pub speaker: Vec<Facet>,
}

/// Documents by value.
#[derive(Default)]
struct Counts<'a>(HashMap<&'a str, usize>);

impl<'a> Counts<'a> {
    fn add(&mut self, value: &'a str) {
        *self.0.entry(value).or_default() += 1;
    }

    /// Adds each value once for the document.
    fn add_each(&mut self, values: &'a [String]) {
        for (i, value) in values.iter().enumerate() {
            if !values[..i].contains(value) {
                self.add(value);
            }
        }
    }

    fn sorted(self) -> Vec<Facet> {
        let facet = |(value, documents): (&str, usize)| Facet { value: value.to_owned(), documents };
        let mut facets: Vec<Facet> = self.0.into_iter().map(facet).collect();
        facets.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.value.cmp(&b.value)));
        facets
    }
}

impl Facets {
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut kind = Counts::default();
        let mut party = Counts::default();
        let mut court = Counts::default();
        let mut case = Counts::default();
        let mut year = Counts::default();
        let mut concept = Counts::default();
        let mut mode = Counts::default();
        let mut speaker = Counts::default();
        for Entry { facts, tags, .. } in entries {
            kind.add(facts.kind.name());
            party.add_each(&facts.parties);
            facts.court.iter().for_each(|value| court.add(value));
            facts.case_number.iter().for_each(|value| case.add(value));
            facts.date().and_then(|date| date.get(..4)).into_iter().for_each(|value| year.add(value));
            tags.concepts.iter().for_each(|value| concept.add(value));
            tags.modes.iter().for_each(|value| mode.add(value.name()));
            tags.speakers.iter().for_each(|value| speaker.add(value.name()));
        }
        Self {
            kind: kind.sorted(),
            party: party.sorted(),
            court: court.sorted(),
            case: case.sorted(),
            year: year.sorted(),
            concept: concept.sorted(),
            mode: mode.sorted(),
            speaker: speaker.sorted(),
        }
    }
}
