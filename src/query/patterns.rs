//! Thousands of queries over each sentence of a text.

use super::algebra::{Budget, Exhausted, Extent, Match, Postings, find, followers};
use super::atom::Atom;
use super::memory::unit_at;
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
    places: Places,
    /// Every occurrence of an atom, by start.
    order: Vec<(u32, AtomId)>,
}

/// Atoms, each once.
#[derive(Default)]
struct Known {
    atoms: Vec<Atom>,
    ids: HashMap<Atom, AtomId>,
}

impl Known {
    fn share(&mut self, atom: &Atom) -> AtomId {
        if let Some(id) = self.ids.get(atom) {
            return *id;
        }
        let id = AtomId(self.atoms.len() as u32);
        self.atoms.push(atom.clone());
        self.ids.insert(atom.clone(), id);
        id
    }
}

impl PatternSet {
    pub fn new(queries: Vec<Query>) -> Self {
        let queries: Vec<Query> = queries.into_iter().map(|query| query.condensed()).collect();
        let mut known = Known::default();
        let shared: Vec<Vec<AtomId>> =
            queries.iter().map(|q| q.atoms().iter().map(|atom| known.share(atom)).collect()).collect();
        let chains: Vec<(Vec<AtomId>, Vec<AtomId>)> = phrases_of(&known.atoms)
            .into_iter()
            .map(|(chain, lists)| (chain.iter().map(|atom| known.share(atom)).collect(), lists))
            .collect();
        let atoms = known.atoms;
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
        let mut found = self.words_of(text);
        let mut places = Places::new(&found, self.atoms.len());
        let mut more = self.phrases_in(&places);
        self.add_tags(text, &mut more);
        if !more.is_empty() {
            more.sort_unstable();
            found.extend(more);
            // Two runs in order, which this sort joins in one pass.
            found.sort();
            found.dedup();
            places = Places::new(&found, self.atoms.len());
        }
        let order = found.into_iter().map(|(start, atom, _)| (start, atom)).collect();
        Occurrences { set: self, text, places, order }
    }

    /// In order, each once.
    fn words_of(&self, text: &TokenText) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = Vec::new();
        // Atoms of each term that was met, as a part of one list.
        let mut known: HashMap<&str, Range<usize>> = HashMap::new();
        let mut atoms: Vec<AtomId> = Vec::new();
        let mut here = 0;
        for (form, term) in text.forms() {
            let part = known.entry(term).or_insert_with(|| {
                let start = atoms.len();
                self.vocabulary.look_up(term, &mut atoms);
                start..atoms.len()
            });
            if found.get(here).is_some_and(|first| first.0 != form.position) {
                settle(&mut found, here);
                here = found.len();
            }
            let end = form.position + form.length;
            found.extend(atoms[part.clone()].iter().map(|id| (form.position, *id, end)));
        }
        settle(&mut found, here);
        if !found.is_sorted() {
            found.sort();
            found.dedup();
        }
        found
    }

    fn add_tags(&self, text: &TokenText, found: &mut Vec<Occurrence>) {
        if text.tags().is_empty() {
            return;
        }
        for (id, atom) in (0..).map(AtomId).zip(&self.atoms) {
            if let Atom::Tag(test) = atom {
                let tags = text.tags().iter().filter(|tag| test.accepts(tag.facts()));
                found.extend(tags.map(|tag| (tag.start, id, tag.end)));
            }
        }
    }

    /// The phrases of lists, where their words stand side by side.
    fn phrases_in(&self, places: &Places) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for (id, phrases) in (0..).map(AtomId).zip(&self.starts) {
            let first = places.of(id);
            if first.is_empty() {
                continue;
            }
            for phrase in phrases.iter().map(|number| &self.phrases[*number as usize]) {
                let extents = chain(first, &phrase.rest, places);
                let all = |list: &AtomId| {
                    let list = *list;
                    extents.iter().map(move |e| (e.start, list, e.end))
                };
                found.extend(phrase.lists.iter().flat_map(all));
            }
        }
        found
    }
}

/// Start, atom and end.
type Occurrence = (u32, AtomId, u32);

/// Puts what stands at one position in order, each once.
fn settle(found: &mut Vec<Occurrence>, from: usize) {
    found[from..].sort_unstable();
    let mut last: Option<Occurrence> = None;
    let mut kept = from;
    for at in from..found.len() {
        if last != Some(found[at]) {
            last = Some(found[at]);
            found[kept] = found[at];
            kept += 1;
        }
    }
    found.truncate(kept);
}

/// Extents by atom, each sorted and once, in one piece of memory.
#[derive(Debug)]
struct Places {
    /// Where the extents of each atom start; one more at the end.
    starts: Vec<u32>,
    extents: Vec<Extent>,
}

impl Places {
    /// From occurrences in order, each once.
    fn new(found: &[Occurrence], atoms: usize) -> Self {
        let mut starts = vec![0u32; atoms + 1];
        for (_, AtomId(id), _) in found {
            starts[*id as usize + 1] += 1;
        }
        for atom in 0..atoms {
            starts[atom + 1] += starts[atom];
        }
        let mut next = starts.clone();
        let mut extents = vec![Extent { start: 0, end: 0 }; found.len()];
        for (start, AtomId(id), end) in found {
            let place = &mut next[*id as usize];
            extents[*place as usize] = Extent { start: *start, end: *end };
            *place += 1;
        }
        Self { starts, extents }
    }

    fn of(&self, AtomId(id): AtomId) -> &[Extent] {
        &self.extents[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }
}

/// The phrases of all lists, each once with the lists that hold it.
fn phrases_of(atoms: &[Atom]) -> Vec<(Vec<Atom>, Vec<AtomId>)> {
    let mut phrases: Vec<(Vec<Atom>, Vec<AtomId>)> = Vec::new();
    let mut known: HashMap<&[Atom], usize> = HashMap::new();
    for (list, atom) in (0..).map(AtomId).zip(atoms) {
        let Atom::List(entries) = atom else { continue };
        for chain in entries.iter().filter(|entry| entry.len() > 1) {
            let number = *known.entry(chain.as_slice()).or_insert_with(|| {
                phrases.push((chain.clone(), Vec::new()));
                phrases.len() - 1
            });
            phrases[number].1.push(list);
        }
    }
    phrases
}

/// Where the atoms stand side by side after the first.
fn chain(first: &[Extent], rest: &[AtomId], places: &Places) -> Vec<Extent> {
    if rest.iter().any(|atom| places.of(*atom).is_empty()) {
        return Vec::new();
    }
    let mut found = first.to_vec();
    for atom in rest {
        let next = places.of(*atom);
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
        let extents = self.places.of(atom);
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
