//! Thousands of queries over each sentence of a text; what they spell as Americans do is also found as the
//! British do.

mod bits;
mod conditions;
mod places;
mod spelling;

use super::algebra::{Budget, Evaluator, Exhausted, Extent, Match, Postings, Spare, followers};
use super::atom::Atom;
use super::memory::unit_at;
use super::tokens::{Form, TokenText};
use super::tree::{AtomId, FieldId, Query, Unit};
use super::vocabulary::Vocabulary;
use bits::Bits;
use conditions::Conditions;
use foldhash::{HashMap, HashMapExt};
use places::{Occurrence, Places};
use std::cell::RefCell;
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
    conditions: Conditions,
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
    /// Every word's atoms, by start.
    words: Vec<Occurrence>,
    /// Phrases of lists and tags, by start.
    more: Vec<Occurrence>,
    /// The lists of one query, for the next.
    spare: RefCell<Spare>,
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
        let conditions = Conditions::new(queries.iter().zip(&shared));
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
        let words = self.words_of(text);
        let mut places = Places::new(&words, self.atoms.len());
        let mut more = self.phrases_in(&places);
        self.add_tags(text, &mut more);
        places.add(&mut more);
        more.sort_unstable_by_key(|found| found.0);
        Occurrences { set: self, text, places, words, more, spare: RefCell::default() }
    }

    /// By start; one that two spellings of a word have comes twice.
    fn words_of(&self, text: &TokenText) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = Vec::new();
        // Atoms of each term that was met, as a part of one list.
        let mut known: HashMap<&str, Range<usize>> = HashMap::new();
        let mut atoms: Vec<AtomId> = Vec::new();
        let mut forms: Vec<(Form, &str)> = text.forms().collect();
        if !forms.is_sorted_by_key(|(form, _)| form.position) {
            forms.sort_by_key(|(form, _)| form.position);
        }
        for (form, term) in forms {
            let part = known.entry(term).or_insert_with(|| {
                let start = atoms.len();
                self.vocabulary.look_up(term, &mut atoms);
                if let Some(american) = spelling::american(term) {
                    self.vocabulary.look_up(&american, &mut atoms);
                }
                start..atoms.len()
            });
            let end = form.position + form.length;
            found.extend(atoms[part.clone()].iter().map(|id| (form.position, *id, end)));
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
                if phrase.rest.iter().any(|atom| places.of(*atom).is_empty()) {
                    continue;
                }
                for Extent { start, end } in first {
                    ends_of(&phrase.rest, *end, places, &mut |end| {
                        found.extend(phrase.lists.iter().map(|list| (*start, *list, end)));
                    });
                }
            }
        }
        found
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

/// Where atoms that stand side by side from a position end.
fn ends_of(atoms: &[AtomId], from: u32, places: &Places, each: &mut impl FnMut(u32)) {
    match atoms.split_first() {
        None => each(from),
        Some((first, rest)) => {
            followers(places.of(*first), from).for_each(|found| ends_of(rest, found.end, places, each));
        }
    }
}

impl<'a> Occurrences<'a> {
    /// A range of positions, as if it were the whole text.
    pub fn scope(&self, range: Range<u32>) -> Scope<'a, '_> {
        let inside = [&self.words, &self.more].into_iter().flat_map(|found| {
            let from = found.partition_point(|(start, ..)| *start < range.start);
            found[from..].iter().take_while(|(start, ..)| *start < range.end)
        });
        let mut present = Bits::new(self.set.atoms.len());
        let mut awake = Bits::new(self.set.queries.len());
        self.set.always.iter().for_each(|number| _ = awake.add(*number));
        for (_, id, _) in inside {
            if present.add(id.0) {
                self.set.wakes[id.0 as usize].iter().for_each(|number| _ = awake.add(*number));
            }
        }
        let possible = |number: &usize| self.set.conditions.hold(*number, &present);
        let candidates = awake.iter().filter(possible).collect();
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
    present: Bits,
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
        let spare = self.occurrences.spare.take();
        let evaluator = Evaluator::reusing(spare, &self.occurrences.set.queries[query], budget);
        let found = evaluator.find(&window);
        self.occurrences.spare.replace(evaluator.into_spare());
        let mut matches = found?.unwrap_or_default();
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
        if present.holds(shared.0) { occurrences.inside(shared, range) } else { &[] }
    }

    fn unit(&self, unit: Unit, position: u32) -> Range<u32> {
        unit_at(self.scope.occurrences.text.unit_starts(unit), position)
    }

    fn field(&self, _: FieldId) -> bool {
        false
    }
}
