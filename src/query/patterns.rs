//! Thousands of queries over each sentence of a text.

use super::algebra::{Budget, Exhausted, Extent, Match, Postings, find, followers};
use super::atom::Atom;
use super::memory::{sort, unit_at};
use super::tokens::TokenText;
use super::tree::{AtomId, FieldId, Query, Unit};
use super::vocabulary::Vocabulary;
use std::collections::HashMap;
use std::ops::Range;

/// Queries compiled together: each word of a text is looked up once for all of them.
#[derive(Debug)]
pub struct PatternSet {
    queries: Vec<Query>,
    /// For each query, its atoms among those of the set.
    shared: Vec<Vec<AtomId>>,
    atoms: Vec<Atom>,
    vocabulary: Vocabulary,
    /// For each atom of the set, the queries that can not match without it or one of its like.
    wakes: Vec<Vec<u32>>,
    /// Queries that may match without any atom.
    always: Vec<u32>,
    /// For each query, sets of the set's atoms of each of which one must be there.
    conditions: Vec<Vec<Vec<AtomId>>>,
    phrases: Vec<Phrase>,
    /// For each atom, the phrases that start with it.
    starts: Vec<Vec<u32>>,
}

/// A phrase of one or more lists.
#[derive(Debug)]
struct Phrase {
    /// The atoms after the first.
    rest: Vec<AtomId>,
    lists: Vec<AtomId>,
}

/// Where the atoms of a set stand in one text.
#[derive(Debug)]
pub struct Occurrences<'a> {
    set: &'a PatternSet,
    text: &'a TokenText,
    places: Vec<Vec<Extent>>,
    /// Every occurrence of an atom, by start.
    order: Vec<(u32, AtomId)>,
}

impl PatternSet {
    pub fn new(queries: Vec<Query>) -> Self {
        let queries: Vec<Query> = queries.iter().map(Query::condensed).collect();
        let mut atoms: Vec<Atom> = Vec::new();
        let mut known: HashMap<Atom, AtomId> = HashMap::new();
        let mut share = |atom: &Atom| {
            *known.entry(atom.clone()).or_insert_with(|| {
                atoms.push(atom.clone());
                AtomId(atoms.len() as u32 - 1)
            })
        };
        let shared: Vec<Vec<AtomId>> =
            queries.iter().map(|q| q.atoms().iter().map(&mut share).collect()).collect();
        let chains = phrases_of(&queries);
        let chains: Vec<(Vec<AtomId>, Vec<AtomId>)> = chains
            .into_iter()
            .map(|(chain, lists)| {
                (chain.iter().map(&mut share).collect(), lists.iter().map(&mut share).collect())
            })
            .collect();
        let mut starts = vec![Vec::new(); atoms.len()];
        let mut phrases = Vec::new();
        for (chain, lists) in chains {
            let Some((first, rest)) = chain.split_first() else { continue };
            starts[first.0 as usize].push(phrases.len() as u32);
            phrases.push(Phrase { rest: rest.to_vec(), lists });
        }
        let mut wakes = vec![Vec::new(); atoms.len()];
        let mut always = Vec::new();
        let conditions =
            queries.iter().zip(&shared).map(|(query, shared)| shared_conditions(query, shared)).collect();
        for (number, query) in (0u32..).zip(&queries) {
            let Some(required) = query.required() else {
                always.push(number);
                continue;
            };
            for id in required {
                wakes[shared[number as usize][id.0 as usize].0 as usize].push(number);
            }
        }
        let vocabulary = Vocabulary::new((0..).map(AtomId).zip(&atoms));
        Self { queries, shared, atoms, vocabulary, wakes, always, conditions, phrases, starts }
    }

    pub fn queries(&self) -> &[Query] {
        &self.queries
    }

    /// Looks up every word of a text.
    pub fn scan<'a>(&'a self, text: &'a TokenText) -> Occurrences<'a> {
        let mut places = vec![Vec::new(); self.atoms.len()];
        let mut known: HashMap<&str, Vec<AtomId>> = HashMap::new();
        for (form, term) in text.forms() {
            let found = known.entry(term).or_insert_with(|| {
                let mut found = Vec::new();
                self.vocabulary.look_up(term, &mut found);
                found
            });
            for id in found.iter() {
                places[id.0 as usize].push(Extent { start: form.position, end: form.position + form.length });
            }
        }
        self.place_tags(text, &mut places);
        places.iter_mut().for_each(sort);
        self.place_phrases(&mut places);
        let order = in_order(&places);
        Occurrences { set: self, text, places, order }
    }

    /// Puts the phrases of lists where their words stand side by side.
    fn place_phrases(&self, places: &mut [Vec<Extent>]) {
        let mut found: Vec<(AtomId, Extent)> = Vec::new();
        for (first, phrases) in places.iter().zip(&self.starts).filter(|(first, _)| !first.is_empty()) {
            for phrase in phrases.iter().map(|number| &self.phrases[*number as usize]) {
                let extents = chain(first, &phrase.rest, places);
                for list in &phrase.lists {
                    found.extend(extents.iter().map(|extent| (*list, *extent)));
                }
            }
        }
        let mut touched: Vec<AtomId> = found.iter().map(|(list, _)| *list).collect();
        found.into_iter().for_each(|(list, extent)| places[list.0 as usize].push(extent));
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().for_each(|list| sort(&mut places[list.0 as usize]));
    }

    fn place_tags(&self, text: &TokenText, places: &mut [Vec<Extent>]) {
        if text.tags().is_empty() {
            return;
        }
        for (atom, extents) in self.atoms.iter().zip(places) {
            if let Atom::Tag(test) = atom {
                let tags = text.tags().iter().filter(|tag| test.accepts_tag(tag));
                extents.extend(tags.map(|tag| Extent { start: tag.start, end: tag.end }));
            }
        }
    }
}

/// The phrases of all lists, each once with the lists that hold it.
fn phrases_of(queries: &[Query]) -> Vec<(Vec<Atom>, Vec<Atom>)> {
    let mut phrases: Vec<(Vec<Atom>, Vec<Atom>)> = Vec::new();
    let mut known: HashMap<Vec<Atom>, usize> = HashMap::new();
    for atom in queries.iter().flat_map(Query::atoms) {
        let Atom::List(entries) = atom else { continue };
        for chain in entries.iter().filter(|entry| entry.len() > 1) {
            let number = *known.entry(chain.clone()).or_insert_with(|| {
                phrases.push((chain.clone(), Vec::new()));
                phrases.len() - 1
            });
            if !phrases[number].1.contains(atom) {
                phrases[number].1.push(atom.clone());
            }
        }
    }
    phrases
}

/// Where the atoms stand side by side after the first.
fn chain(first: &[Extent], rest: &[AtomId], places: &[Vec<Extent>]) -> Vec<Extent> {
    if rest.iter().any(|atom| places[atom.0 as usize].is_empty()) {
        return Vec::new();
    }
    let mut found = first.to_vec();
    for atom in rest {
        let next = &places[atom.0 as usize];
        found = found
            .iter()
            .flat_map(|e| followers(next, e.end).map(|f| Extent { start: e.start, end: f.end }))
            .collect();
    }
    found
}

/// A query's conditions in the atoms of the set.
fn shared_conditions(query: &Query, shared: &[AtomId]) -> Vec<Vec<AtomId>> {
    let share = |condition: Vec<AtomId>| condition.into_iter().map(|id| shared[id.0 as usize]).collect();
    query.conditions().into_iter().map(share).collect()
}

fn in_order(places: &[Vec<Extent>]) -> Vec<(u32, AtomId)> {
    let all = (0u32..).zip(places);
    let mut order: Vec<(u32, AtomId)> =
        all.flat_map(|(id, extents)| extents.iter().map(move |e| (e.start, AtomId(id)))).collect();
    order.sort_unstable();
    order
}

/// Which atoms stand in a range: one bit each.
#[derive(Debug)]
struct Present(Vec<u64>);

impl Present {
    fn new(atoms: usize) -> Self {
        Self(vec![0; atoms.div_ceil(64)])
    }

    /// Was it new?
    fn add(&mut self, AtomId(id): AtomId) -> bool {
        let (word, bit) = (id as usize / 64, 1 << (id % 64));
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    fn holds(&self, AtomId(id): AtomId) -> bool {
        self.0[id as usize / 64] & (1 << (id % 64)) != 0
    }
}

impl<'a> Occurrences<'a> {
    /// A range of positions, as if it were the whole text.
    pub fn scope(&self, range: Range<u32>) -> Scope<'a, '_> {
        let from = self.order.partition_point(|(start, _)| *start < range.start);
        let inside = self.order[from..].iter().take_while(|(start, _)| *start < range.end);
        let mut present = Present::new(self.set.atoms.len());
        let mut numbers: Vec<u32> = self.set.always.clone();
        for (_, id) in inside {
            if present.add(*id) {
                numbers.extend(&self.set.wakes[id.0 as usize]);
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        let possible = |number: &usize| {
            let conditions = &self.set.conditions[*number];
            conditions.iter().all(|condition| condition.iter().any(|id| present.holds(*id)))
        };
        let candidates = numbers.into_iter().map(|n| n as usize).filter(possible).collect();
        Scope { occurrences: self, range, present, candidates }
    }

    /// Where an atom starts inside the range; one that reaches out of it at the end is left out.
    fn inside(&self, atom: AtomId, range: &Range<u32>) -> &[Extent] {
        let extents = &self.places[atom.0 as usize];
        let from = extents.partition_point(|e| e.start < range.start);
        let length = extents[from..].iter().take_while(|e| e.start < range.end).count();
        let mut inside = &extents[from..from + length];
        while let Some((last, before)) = inside.split_last() {
            if last.end <= range.end {
                break;
            }
            inside = before;
        }
        inside
    }
}

/// A range of a text, with what stands in it.
#[derive(Debug)]
pub struct Scope<'a, 'b> {
    occurrences: &'b Occurrences<'a>,
    range: Range<u32>,
    present: Present,
    candidates: Vec<usize>,
}

impl Scope<'_, '_> {
    pub fn range(&self) -> &Range<u32> {
        &self.range
    }

    /// The queries that may match here, in order.
    pub fn candidates(&self) -> &[usize] {
        &self.candidates
    }

    /// The matches of one query that lie in the range.
    ///
    /// # Errors
    /// Where an operator has more matches than the budget allows.
    pub fn find(&self, query: usize, budget: &Budget) -> Result<Vec<Match>, Exhausted> {
        let window = Window { scope: self, query };
        let mut matches = find(&self.occurrences.set.queries[query], &window, budget)?.unwrap_or_default();
        matches.retain(|m| m.end <= self.range.end);
        Ok(matches)
    }
}

/// A range of a text under one query of a set.
#[derive(Debug)]
struct Window<'a, 'b, 'c> {
    scope: &'c Scope<'a, 'b>,
    query: usize,
}

impl Postings for Window<'_, '_, '_> {
    fn atom(&self, atom: AtomId) -> &[Extent] {
        let Scope { occurrences, range, present, .. } = self.scope;
        let shared = occurrences.set.shared[self.query][atom.0 as usize];
        if present.holds(shared) { occurrences.inside(shared, range) } else { &[] }
    }

    fn unit(&self, unit: Unit, position: u32) -> Range<u32> {
        unit_at(self.scope.occurrences.text.unit_starts(unit), position)
    }

    fn field(&self, _: FieldId) -> bool {
        false
    }
}
