//! Reading: which documents match a query, decided by the span algebra.

use super::columns::Fact;
use super::entry::Entry;
use super::error::SearchFailure;
use super::expand::{Expansion, Found};
use super::keep::{Count, Gather, Keep, Occurring, Place, Rank, Ranked, Selected};
use super::names::{Names, NamesFile};
use super::segment::{Asked, Deadline, Part, Segment};
use super::walk::Weights;
use super::writer::Fields;
use crate::query::{Arena, Budget, Matches, Query, Stretch};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tantivy::{DocId, Searcher, SegmentReader};

/// The committed state of an index.
#[derive(Clone)]
pub struct Snapshot {
    segments: Vec<Arc<Segment>>,
    mean_words: f32,
    names: Arc<OnceLock<Names>>,
    /// `None` where the index is in memory.
    names_file: Option<NamesFile>,
}

/// Bounds on the work of one query; passing one is an error that names what to change.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub budget: Budget,
    /// Most different words that a wildcard may stand for.
    pub expansions: usize,
    /// Longest time that a query may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { budget: Budget::default(), expansions: 20_000, time: Duration::from_secs(60) }
    }
}

/// All documents that match a query.
#[derive(Clone, Debug)]
pub struct Selection<T> {
    /// In no order.
    pub documents: Vec<Selected<T>>,
    pub expansions: Vec<Expansion>,
    /// What the query's words stand for.
    pub terms: Terms,
}

/// Documents with all their matches.
#[derive(Debug)]
pub struct Listing {
    parts: Vec<(Vec<Selected<Stretch>>, Arena)>,
    pub expansions: Vec<Expansion>,
}

impl Listing {
    fn new(parts: Vec<Part<Gather>>, expansions: Vec<Expansion>) -> Self {
        let parts = parts.into_iter().map(|(documents, Gather(arena))| (documents, arena)).collect();
        Self { parts, expansions }
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|(documents, _)| documents.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn iter(&self) -> impl Iterator<Item = (Place, Matches<'_>)> {
        self.parts.iter().flat_map(|(documents, arena)| {
            documents.iter().map(|selected| (selected.place, arena.matches(selected.found)))
        })
    }
}

/// For each segment of a snapshot and each atom of a query, the terms that it stands for.
#[derive(Clone, Debug)]
pub struct Terms(pub(super) Arc<Vec<Vec<Vec<Found>>>>);

/// What scores compare a document with.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// For each atom, in how many documents it stands (at most, where it has several spellings).
    pub frequencies: Vec<u64>,
    /// Documents in the index.
    pub total: usize,
    /// Mean number of words of a document.
    pub mean_words: f32,
}

impl Snapshot {
    pub(super) fn new(searcher: &Searcher, fields: Fields, dir: Option<&Path>) -> tantivy::Result<Self> {
        let open = |reader: &SegmentReader| Segment::new(reader.clone(), fields).map(Arc::new);
        let segments: Vec<Arc<Segment>> =
            searcher.segment_readers().par_iter().map(open).collect::<tantivy::Result<_>>()?;
        let (mut words, mut documents) = (0u64, 0usize);
        for segment in &segments {
            let lengths = segment.columns().lengths()?;
            words += segment.alive().filter_map(|doc| lengths.first(doc)).sum::<u64>();
            documents += segment.len();
        }
        let mean_words = words as f32 / documents.max(1) as f32;
        let names_file = dir.map(|dir| NamesFile::new(dir, searcher.segment_readers()));
        Ok(Self { segments, mean_words, names: Arc::default(), names_file })
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.segments.iter().map(|segment| segment.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every document, in no order.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn entries(&self) -> Result<Vec<(Place, Entry)>, SearchFailure> {
        let mut entries = Vec::with_capacity(self.len());
        for (number, segment) in self.segments.iter().enumerate() {
            for doc in segment.alive() {
                entries.push((Place { segment: number as u32, doc }, segment.entry(doc)?));
            }
        }
        Ok(entries)
    }

    /// The document at a place.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn entry(&self, place: Place) -> Result<Entry, SearchFailure> {
        Ok(self.segments[place.segment as usize].entry(place.doc)?)
    }

    /// For each value of a fact, the number of the documents that have it.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn count_values(
        &self,
        fact: Fact,
        places: &[Place],
    ) -> Result<BTreeMap<String, usize>, SearchFailure> {
        let mut counts = BTreeMap::new();
        for (number, segment) in self.segments.iter().enumerate() {
            for (value, documents) in segment.columns().count(fact, &documents_in(number, places))? {
                *counts.entry(value).or_default() += documents;
            }
        }
        Ok(counts)
    }

    /// The least value of a fact for each of the documents, in the order of `places`.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn first_values(&self, fact: Fact, places: &[Place]) -> Result<Vec<Option<String>>, SearchFailure> {
        let mut values = vec![None; places.len()];
        for (number, segment) in self.segments.iter().enumerate() {
            let own = values.iter_mut().zip(places).filter(|(_, place)| place.segment as usize == number);
            let found = segment.columns().first(fact, &documents_in(number, places))?;
            own.zip(found).for_each(|((value, _), found)| *value = found);
        }
        Ok(values)
    }

    /// The short name by which citations call a document; the hash itself where it is of no document.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn name<'a>(&'a self, sha256: &'a str) -> Result<&'a str, SearchFailure> {
        if self.names.get().is_none() {
            let kept = self.names_file.as_ref().and_then(NamesFile::read);
            let names = kept.map_or_else(|| self.choose_names(), Ok)?;
            let _ = self.names.set(names);
        }
        Ok(self.names.get().and_then(|names| names.get(sha256)).unwrap_or(sha256))
    }

    /// Chooses the names of all documents and keeps them for the next reader.
    fn choose_names(&self) -> Result<Names, SearchFailure> {
        let entries: Vec<Entry> = self.entries()?.into_iter().map(|(_, entry)| entry).collect();
        let names = Names::choose(&entries);
        if let Some(Err(error)) = self.names_file.as_ref().map(|file| file.write(&names)) {
            tracing::debug!(%error, "the names of the documents are chosen again by each search");
        }
        Ok(names)
    }

    /// The documents that match, with all their matches.
    ///
    /// # Errors
    /// Where a limit is passed or the index can't be read.
    pub fn search(&self, query: &Query, limits: &Limits) -> Result<Listing, SearchFailure> {
        let terms = self.expand(query, limits)?;
        let expansions = expansions(query, &terms, limits)?;
        let parts = self.run(query, &terms, limits, |_| Ok(Gather::default()))?;
        Ok(Listing::new(parts, expansions))
    }

    /// The documents that match, with the number of their passages.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn count(&self, query: &Query, limits: &Limits) -> Result<Selection<usize>, SearchFailure> {
        let terms = self.expand(query, limits)?;
        self.select(query, terms, limits, |_| Ok(Count))
    }

    /// The documents that match, with the number of their passages and their scores. `scoring` is
    /// called once and gives the function that scores a document.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn rank<S: Fn(&Occurring<'_>) -> f64 + Sync>(
        &self,
        query: &Query,
        limits: &Limits,
        scoring: impl FnOnce(&Statistics) -> S,
    ) -> Result<Selection<Ranked>, SearchFailure> {
        let terms = self.expand(query, limits)?;
        let score = scoring(&self.statistics(query, &terms));
        let keep = |segment: &Segment| {
            let lengths = segment.columns().lengths()?;
            Ok(Rank { weights: Weights::new(&segment.lists)?, lengths, score: &score })
        };
        self.select(query, terms, limits, keep)
    }

    /// The matches in some of the documents that a query was found to match, in no order.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn matches_of(
        &self,
        query: &Query,
        terms: &Terms,
        limits: &Limits,
        places: &[Place],
    ) -> Result<Listing, SearchFailure> {
        let asked = Asked { query, terms, limits, deadline: Deadline::new(limits.time) };
        let mut parts = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let mut documents = documents_in(number, places);
            documents.sort_unstable();
            if !documents.is_empty() {
                parts.extend(segment.search(&asked, number, Some(documents), |_| Ok(Gather::default()))?);
            }
        }
        Ok(Listing::new(parts, Vec::new()))
    }

    fn expand(&self, query: &Query, limits: &Limits) -> Result<Terms, SearchFailure> {
        let found = self.segments.iter().map(|s| s.expand(query, limits)).collect::<Result<_, _>>()?;
        Ok(Terms(Arc::new(found)))
    }

    fn select<K: Keep<Kept: Send> + Send>(
        &self,
        query: &Query,
        terms: Terms,
        limits: &Limits,
        keep: impl Fn(&Segment) -> tantivy::Result<K> + Sync,
    ) -> Result<Selection<K::Kept>, SearchFailure> {
        let expansions = expansions(query, &terms, limits)?;
        let mut parts = self.run(query, &terms, limits, keep)?;
        let documents = match parts.as_mut_slice() {
            [(only, _)] => std::mem::take(only),
            _ => parts.into_iter().flat_map(|(documents, _)| documents).collect(),
        };
        Ok(Selection { documents, expansions, terms })
    }

    fn run<K: Keep<Kept: Send> + Send>(
        &self,
        query: &Query,
        terms: &Terms,
        limits: &Limits,
        keep: impl Fn(&Segment) -> tantivy::Result<K> + Sync,
    ) -> Result<Vec<Part<K>>, SearchFailure> {
        let asked = Asked { query, terms, limits, deadline: Deadline::new(limits.time) };
        let search = |(number, segment): (usize, &Arc<Segment>)| segment.search(&asked, number, None, &keep);
        let each: Result<Vec<Vec<Part<K>>>, SearchFailure> =
            self.segments.par_iter().enumerate().map(search).collect();
        Ok(each?.into_iter().flatten().collect())
    }

    fn statistics(&self, query: &Query, terms: &Terms) -> Statistics {
        let count = |i: usize| terms.0.iter().flat_map(|s| &s[i]).map(|t| u64::from(t.info.doc_freq)).sum();
        let frequencies = (0..query.atoms().len()).map(count).collect();
        Statistics { frequencies, total: self.len(), mean_words: self.mean_words }
    }
}

/// The documents of one segment, in the order of `places`.
fn documents_in(segment: usize, places: &[Place]) -> Vec<DocId> {
    places.iter().filter(|place| place.segment as usize == segment).map(|place| place.doc).collect()
}

/// What the open words of a query stand for, with the documents of each.
fn expansions(query: &Query, terms: &Terms, limits: &Limits) -> Result<Vec<Expansion>, SearchFailure> {
    let open = query.atoms().iter().enumerate().filter(|(_, a)| a.expands());
    open.map(|(i, atom)| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for term in terms.0.iter().flat_map(|segment| &segment[i]) {
            *counts.entry(term.word.clone()).or_default() += u64::from(term.info.doc_freq);
        }
        let pattern = atom.to_string();
        if counts.len() > limits.expansions {
            return Err(SearchFailure::TooManyExpansions { pattern, limit: limits.expansions });
        }
        Ok(Expansion { pattern, terms: counts })
    })
    .collect()
}
