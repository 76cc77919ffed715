//! How the documents of an answer divide.

use crate::index::{Fact, Place, SearchFailure, Snapshot};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// Documents with findings that reviewers left open, accepted, rejected or relabelled.
    pub review: Vec<Facet>,
}

/// The most frequent first.
fn sorted(counts: BTreeMap<String, usize>) -> Vec<Facet> {
    let facets = counts.into_iter().map(|(value, documents)| Facet { value, documents });
    let mut facets: Vec<Facet> = facets.collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.documents));
    facets
}

impl Facets {
    pub(super) fn of(snapshot: &Snapshot, places: &[Place]) -> Result<Self, SearchFailure> {
        let by = |fact| Ok::<_, SearchFailure>(sorted(snapshot.count_values(fact, places)?));
        Ok(Self {
            kind: by(Fact::Kind)?,
            party: by(Fact::Party)?,
            court: by(Fact::Court)?,
            case: by(Fact::Case)?,
            year: sorted(years(snapshot, places)?),
            concept: by(Fact::Concept)?,
            mode: by(Fact::Mode)?,
            speaker: by(Fact::Speaker)?,
            review: by(Fact::Review)?,
        })
    }
}

/// Documents by the year of the earliest of their dates.
fn years(snapshot: &Snapshot, places: &[Place]) -> Result<BTreeMap<String, usize>, SearchFailure> {
    let mut years = BTreeMap::new();
    for date in snapshot.first_values(Fact::Date, places)?.into_iter().flatten() {
        if let Some(year) = date.get(..4) {
            *years.entry(year.to_owned()).or_default() += 1;
        }
    }
    Ok(years)
}
