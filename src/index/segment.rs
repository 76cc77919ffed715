//! One segment of the index.

use super::columns::Columns;
use super::entry::Entry;
use super::error::SearchFailure;
use super::expand::{Found, expand};
use super::keep::{Keep, Place, Selected};
use super::lists::Lists;
use super::snapshot::{Limits, Terms};
use super::walk::Walk;
use super::writer::Fields;
use crate::query::{Evaluator, Query};
use rayon::prelude::*;
use std::borrow::Cow;
use std::time::{Duration, Instant};
use tantivy::schema::Value;
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyDocument};

pub(super) struct Segment {
    reader: SegmentReader,
    pub lists: Lists,
    store: StoreReader,
    fields: Fields,
}

/// A query, what its words stand for, and the bounds of its work.
pub(super) struct Asked<'a> {
    pub query: &'a Query,
    pub terms: &'a Terms,
    pub limits: &'a Limits,
    pub deadline: Deadline,
}

/// When a query must be done.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    pub at: Option<Instant>,
    pub allowed: Duration,
}

/// Documents that match, in order, and what kept them.
pub(super) type Part<K> = (Vec<Selected<<K as Keep>::Kept>>, K);

/// Fewer documents than this are not worth a second thread.
const FEWEST_SHARED: usize = 1024;

/// Blocks of stored documents that are kept unpacked.
const KEPT_BLOCKS: usize = 4;

/// Documents between two looks at the clock.
const BETWEEN_LOOKS: usize = 32;

impl Segment {
    pub fn new(reader: SegmentReader, fields: Fields) -> tantivy::Result<Self> {
        let lists = Lists::open(&reader, &fields)?;
        let store = reader.get_store_reader(KEPT_BLOCKS)?;
        Ok(Self { reader, lists, store, fields })
    }

    pub fn columns(&self) -> Columns<'_> {
        Columns::of(&self.reader)
    }

    pub fn entry(&self, doc: DocId) -> tantivy::Result<Entry> {
        let stored: TantivyDocument = self.store.get(doc)?;
        let json = stored.get_first(self.fields.entry).and_then(|v| v.as_str()).unwrap_or_default();
        Ok(serde_json::from_str(json).map_err(std::io::Error::from)?)
    }

    /// Number of documents that are not deleted.
    pub fn len(&self) -> usize {
        self.reader.num_docs() as usize
    }

    /// The documents that are not deleted.
    pub fn alive(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..self.reader.max_doc()).filter(|doc| !self.reader.is_deleted(*doc))
    }

    /// For each atom, the terms that it stands for.
    pub fn expand(&self, query: &Query, limits: &Limits) -> Result<Vec<Vec<Found>>, SearchFailure> {
        query
            .atoms()
            .iter()
            .map(|atom| expand(atom, self.lists.inverted.terms(), limits.expansions))
            .collect()
    }

    /// Decides the documents that may match, or of those only the ones that are listed, in order. Many
    /// are shared out among threads, each with what `keep` makes for it; what they found is in order.
    pub fn search<K: Keep<Kept: Send> + Send>(
        &self,
        asked: &Asked<'_>,
        number: usize,
        only: Option<Vec<DocId>>,
        keep: impl Fn(&Self) -> tantivy::Result<K> + Sync,
    ) -> Result<Vec<Part<K>>, SearchFailure> {
        let query = asked.query;
        let fields = self.satisfying(query)?;
        let limit = self.reader.max_doc();
        let walk = Walk::new(query, &asked.terms.0[number], &fields, &self.lists, limit)?;
        let documents = only.unwrap_or_else(|| {
            let candidates = walk.candidates(query.root(), limit);
            candidates.map_or_else(|| (0..limit).collect(), Cow::into_owned)
        });
        let share = documents.len().div_ceil(rayon::current_num_threads()).max(FEWEST_SHARED);
        if documents.len() <= share {
            return Ok(vec![self.decide(asked, number, &documents, walk, keep(self)?)?]);
        }
        let shares = documents.par_chunks(share);
        shares.map(|share| self.decide(asked, number, share, walk.clone(), keep(self)?)).collect()
    }

    fn decide<K: Keep>(
        &self,
        asked: &Asked<'_>,
        number: usize,
        documents: &[DocId],
        mut walk: Walk<'_>,
        mut keep: K,
    ) -> Result<Part<K>, SearchFailure> {
        let evaluator = Evaluator::new(asked.query, &asked.limits.budget);
        let deletes = self.reader.has_deletes();
        let mut selected = Vec::with_capacity(documents.len());
        for (i, &doc) in documents.iter().enumerate() {
            if i % BETWEEN_LOOKS == 0 {
                asked.deadline.check(asked.query)?;
            }
            if deletes && self.reader.is_deleted(doc) {
                continue;
            }
            walk.go_to(doc);
            if let Some(found) = keep.look(&walk, doc, &evaluator)? {
                selected.push(Selected { place: Place { segment: number as u32, doc }, found });
            }
        }
        Ok((selected, keep))
    }

    /// For each field of the query, the documents that satisfy it.
    fn satisfying(&self, query: &Query) -> tantivy::Result<Vec<Vec<DocId>>> {
        query.fields().iter().map(|test| self.columns().accepted(test, self.alive())).collect()
    }
}

impl Deadline {
    pub fn new(allowed: Duration) -> Self {
        Self { at: Instant::now().checked_add(allowed), allowed }
    }

    fn check(self, query: &Query) -> Result<(), SearchFailure> {
        if self.at.is_some_and(|at| Instant::now() > at) {
            return Err(SearchFailure::TooSlow { operator: query.to_string(), allowed: self.allowed });
        }
        Ok(())
    }
}
