//! How the documents of an answer divide.

use crate::index::Entry;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
}

impl Facets {
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut counts: [BTreeMap<String, usize>; 5] = Default::default();
        for entry in entries {
            let facts = &entry.facts;
            let values: [BTreeSet<&str>; 5] = [
                [facts.kind.name()].into(),
                facts.parties.iter().map(String::as_str).collect(),
                facts.court.iter().map(String::as_str).collect(),
                facts.case_number.iter().map(String::as_str).collect(),
                facts.date().and_then(|date| date.get(..4)).into_iter().collect(),
            ];
            for (count, values) in counts.iter_mut().zip(values) {
                values.into_iter().for_each(|v| *count.entry(v.to_owned()).or_default() += 1);
            }
        }
        let [kind, party, court, case, year] = counts.map(sorted);
        Self { kind, party, court, case, year }
    }
}

fn sorted(counts: BTreeMap<String, usize>) -> Vec<Facet> {
    let mut facets: Vec<Facet> =
        counts.into_iter().map(|(value, documents)| Facet { value, documents }).collect();
    facets.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.value.cmp(&b.value)));
    facets
}
