//! What must stand in a text for each query of a set.

use super::Bits;
use crate::query::tree::{AtomId, Query};

/// For each query, sets of atoms of each of which one must be there, in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    atoms: Vec<AtomId>,
    /// Where each set ends among the atoms.
    sets: Vec<u32>,
    /// Where the sets of each query end.
    queries: Vec<u32>,
}

impl Conditions {
    /// Of queries, each with its atoms among those of the set.
    pub fn new<'a>(queries: impl Iterator<Item = (&'a Query, &'a Vec<AtomId>)>) -> Self {
        let mut all = Self::default();
        for (query, shared) in queries {
            for condition in query.conditions() {
                all.atoms.extend(condition.into_iter().map(|id| shared[id.0 as usize]));
                all.sets.push(all.atoms.len() as u32);
            }
            all.queries.push(all.sets.len() as u32);
        }
        all
    }

    /// May a query match where these atoms stand?
    pub fn hold(&self, query: usize, present: &Bits) -> bool {
        let start = |ends: &[u32], at: usize| at.checked_sub(1).map_or(0, |before| ends[before] as usize);
        let sets = start(&self.queries, query)..self.queries[query] as usize;
        sets.into_iter().all(|set| {
            let atoms = &self.atoms[start(&self.sets, set)..self.sets[set] as usize];
            atoms.iter().any(|id| present.holds(id.0))
        })
    }
}
