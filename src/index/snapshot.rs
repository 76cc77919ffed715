//! Reading: which documents match a query, decided by the span algebra.

use super::entry::Entry;
use super::error::SearchFailure;
use super::expand::{Expansion, Found};
use super::keep::{Count, Gather, Keep, Occurring, Rank, Ranked, Selected};
use super::segment::{Deadline, Segment};
use super::walk::Weights;
use super::writer::Fields;
use crate::document::ShortNames;
use crate::query::{Budget, Matches, Query};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tantivy::{Searcher, SegmentReader};

/// The committed state of an index.
#[derive(Clone)]
pub struct Snapshot {
    segments: Vec<Arc<Segment>>,
    mean_words: f32,
    names: Arc<OnceLock<ShortNames>>,
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
pub struct Selection<T = Matches> {
    /// In no order.
    pub documents: Vec<Selected<T>>,
    pub expansions: Vec<Expansion>,
}

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
    pub(super) fn new(searcher: &Searcher, fields: Fields) -> tantivy::Result<Self> {
        let open = |reader: &SegmentReader| Segment::new(reader.clone(), fields).map(Arc::new);
        let segments: Vec<Arc<Segment>> =
            searcher.segment_readers().par_iter().map(open).collect::<tantivy::Result<_>>()?;
        let (mut words, mut documents) = (0u64, 0usize);
        for entry in segments.iter().flat_map(|segment| segment.entries()) {
            words += u64::from(entry.words);
            documents += 1;
        }
        Ok(Self { segments, mean_words: words as f32 / documents.max(1) as f32, names: Arc::default() })
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.segments.iter().map(|segment| segment.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every document, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.segments.iter().flat_map(|segment| segment.entries())
    }

    /// The short names by which citations call the documents.
    pub fn names(&self) -> &ShortNames {
        self.names.get_or_init(|| {
            ShortNames::choose(self.entries().map(|entry| (entry.sha256.as_str(), &entry.names)))
        })
    }

    /// The documents that match, with all their matches.
    ///
    /// # Errors
    /// Where a limit is passed or the index can't be read.
    pub fn search(&self, query: &Query, limits: &Limits) -> Result<Selection, SearchFailure> {
        let found = self.expand(query, limits)?;
        self.run(query, &found, limits, |_| Ok(Gather::default()))
    }

    /// The documents that match, with the number of their passages.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn count(&self, query: &Query, limits: &Limits) -> Result<Selection<usize>, SearchFailure> {
        let found = self.expand(query, limits)?;
        self.run(query, &found, limits, |_| Ok(Count))
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
        let found = self.expand(query, limits)?;
        let score = scoring(&self.statistics(query, &found));
        self.run(query, &found, limits, |segment| {
            Ok(Rank { weights: Weights::new(&segment.inverted)?, score: &score })
        })
    }

    /// For each segment and each atom, the terms that it stands for.
    fn expand(&self, query: &Query, limits: &Limits) -> Result<Vec<Vec<Vec<Found>>>, SearchFailure> {
        let found: Vec<Vec<Vec<Found>>> =
            self.segments.iter().map(|s| s.expand(query, limits)).collect::<Result<_, _>>()?;
        Ok(found)
    }

    fn run<K: Keep<Given: Send>>(
        &self,
        query: &Query,
        found: &[Vec<Vec<Found>>],
        limits: &Limits,
        keep: impl Fn(&Segment) -> std::io::Result<K> + Sync,
    ) -> Result<Selection<K::Given>, SearchFailure> {
        let expansions = expansions(query, found);
        if let Some(wide) = expansions.iter().find(|e| e.terms.len() > limits.expansions) {
            let (pattern, limit) = (wide.pattern.clone(), limits.expansions);
            return Err(SearchFailure::TooManyExpansions { pattern, limit });
        }
        let deadline = Deadline::new(limits.time);
        let each: Result<Vec<Vec<Selected<K::Given>>>, SearchFailure> = self
            .segments
            .par_iter()
            .zip(found)
            .map(|(segment, found)| segment.search(query, found, limits, deadline, keep(segment)?))
            .collect();
        let mut each = each?;
        let documents =
            if each.len() == 1 { each.swap_remove(0) } else { each.into_iter().flatten().collect() };
        Ok(Selection { documents, expansions })
    }

    fn statistics(&self, query: &Query, found: &[Vec<Vec<Found>>]) -> Statistics {
        let count = |i: usize| found.iter().flat_map(|s| &s[i]).map(|t| u64::from(t.info.doc_freq)).sum();
        let frequencies = (0..query.atoms().len()).map(count).collect();
        Statistics { frequencies, total: self.len(), mean_words: self.mean_words }
    }
}

fn expansions(query: &Query, found: &[Vec<Vec<Found>>]) -> Vec<Expansion> {
    let open = query.atoms().iter().enumerate().filter(|(_, a)| a.expands());
    open.map(|(i, atom)| {
        let mut terms: BTreeMap<String, u64> = BTreeMap::new();
        for term in found.iter().flat_map(|segment| &segment[i]) {
            *terms.entry(term.word.clone()).or_default() += u64::from(term.info.doc_freq);
        }
        Expansion { pattern: atom.to_string(), terms }
    })
    .collect()
}
