//! Everything that is matched, compiled into one set of patterns.

use crate::query::{Dialect, PatternSet, Query, parse};
use crate::tag::cues::Cue;
use crate::tag::taxonomy::{Kind, Taxonomy};
use std::collections::HashMap;

/// What a query of the set belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tag) enum Owner {
    Pattern { concept: usize, number: usize },
    InList { concept: usize },
    Veto { concept: usize },
    Cue(usize),
    CueVeto(usize),
}

/// A concept as the engine needs it.
#[derive(Clone, Debug)]
pub(in crate::tag) struct Rule {
    pub id: String,
    pub kind: Kind,
    pub parents: Vec<usize>,
    pub negative: bool,
}

pub(in crate::tag) struct Rules {
    pub set: PatternSet,
    pub owners: Vec<Owner>,
    pub concepts: Vec<Rule>,
    pub index: HashMap<String, usize>,
    pub cues: Vec<Cue>,
}

impl Rules {
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let index: HashMap<String, usize> =
            taxonomy.concepts().iter().enumerate().map(|(at, c)| (c.id.clone(), at)).collect();
        let mut collected = Collected::default();
        let mut concepts = Vec::new();
        for (at, concept) in taxonomy.concepts().iter().enumerate() {
            for (number, pattern) in concept.patterns.iter().enumerate() {
                collected.read(pattern, Owner::Pattern { concept: at, number });
            }
            for veto in &concept.vetoes {
                collected.read(veto, Owner::Veto { concept: at });
            }
            for word in &concept.in_list {
                collected.read(word, Owner::InList { concept: at });
            }
            concepts.push(Rule {
                id: concept.id.clone(),
                kind: concept.kind,
                parents: concept.parents.iter().filter_map(|parent| index.get(parent).copied()).collect(),
                negative: concept.negative,
            });
        }
        for (at, cue) in taxonomy.cues().iter().enumerate() {
            cue.patterns.iter().for_each(|pattern| collected.read(pattern, Owner::Cue(at)));
            cue.vetoes.iter().for_each(|pattern| collected.read(pattern, Owner::CueVeto(at)));
        }
        let cues = taxonomy.cues().to_vec();
        Self { set: PatternSet::new(collected.queries), owners: collected.owners, concepts, index, cues }
    }
}

#[derive(Default)]
struct Collected {
    queries: Vec<Query>,
    owners: Vec<Owner>,
}

impl Collected {
    /// The taxonomy has read every pattern once, so none fails here.
    fn read(&mut self, pattern: &str, owner: Owner) {
        if let Ok(query) = parse(pattern, Dialect::Native) {
            self.queries.push(query);
            self.owners.push(owner);
        }
    }
}
