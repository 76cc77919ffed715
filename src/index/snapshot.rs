//! Reading: which documents match a query, decided by the span algebra.

use super::candidates::Candidates;
use super::entry::Entry;
use super::error::SearchFailure;
use super::expand::{Expansion, Found, expand};
use super::places::{Markers, Places, Reading, unit_index};
use super::terms;
use super::writer::Fields;
use crate::query::{Budget, Distance, Exhausted, Match, Node, Query, Unit, count_passages, find};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Value;
use tantivy::{DocId, Searcher, SegmentReader, TantivyDocument};

/// The committed state of an index.
#[derive(Clone)]
pub struct Snapshot {
    segments: Vec<Arc<Segment>>,
}

struct Segment {
    reader: SegmentReader,
    inverted: Arc<InvertedIndexReader>,
    /// By document number, deleted ones too.
    entries: Vec<Arc<Entry>>,
}

/// Bounds on the work of one query; passing one is an error that names what to change.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub budget: Budget,
    /// Most different words that a wildcard may stand for.
    pub expansions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { budget: Budget::default(), expansions: 20_000 }
    }
}

/// A document that matches.
#[derive(Clone, Debug)]
pub struct Selected<T = Vec<Match>> {
    pub entry: Arc<Entry>,
    /// Its matches, or how many passages they make; none where only document fields were asked for.
    pub found: T,
    /// For each atom of the query, how often it stands in the document; one in a heading counts
    /// twice, one in a numbered paragraph one and a half times.
    pub weights: Vec<f32>,
}

/// All documents that match a query.
#[derive(Clone, Debug)]
pub struct Selection<T = Vec<Match>> {
    /// In the order of hashes.
    pub documents: Vec<Selected<T>>,
    pub expansions: Vec<Expansion>,
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
        let segments = searcher.segment_readers().iter().map(open).collect::<tantivy::Result<_>>()?;
        Ok(Self { segments })
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.segments.iter().map(|s| s.reader.num_docs() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every document, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.segments.iter().flat_map(|segment| segment.alive().map(|doc| &segment.entries[doc as usize]))
    }

    /// The documents that match, with all their matches.
    ///
    /// # Errors
    /// Where a limit is passed or the index can't be read.
    pub fn search(&self, query: &Query, limits: &Limits) -> Result<Selection, SearchFailure> {
        self.run(query, limits, |places| find(query, places, &limits.budget))
    }

    /// The documents that match, with the number of their passages.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn count(&self, query: &Query, limits: &Limits) -> Result<Selection<usize>, SearchFailure> {
        self.run(query, limits, |places| count_passages(query, places, &limits.budget))
    }

    fn run<T: Send>(
        &self,
        query: &Query,
        limits: &Limits,
        decide: impl Fn(&Places) -> Result<Option<T>, Exhausted> + Sync,
    ) -> Result<Selection<T>, SearchFailure> {
        let found: Vec<Vec<Vec<Found>>> =
            self.segments.iter().map(|s| s.expand(query, limits)).collect::<Result<_, _>>()?;
        let expansions = expansions(query, &found);
        if let Some(wide) = expansions.iter().find(|e| e.terms.len() > limits.expansions) {
            let (pattern, limit) = (wide.pattern.clone(), limits.expansions);
            return Err(SearchFailure::TooManyExpansions { pattern, limit });
        }
        let each: Result<Vec<Vec<Selected<T>>>, SearchFailure> = self
            .segments
            .par_iter()
            .zip(&found)
            .map(|(segment, found)| segment.search(query, found, &decide))
            .collect();
        let mut documents: Vec<Selected<T>> = each?.into_iter().flatten().collect();
        documents.sort_by(|a, b| a.entry.sha256.cmp(&b.entry.sha256));
        Ok(Selection {
            documents,
            expansions,
            frequencies: frequencies(query, &found),
            total: self.len(),
            mean_words: self.mean_words(),
        })
    }

    fn mean_words(&self) -> f32 {
        let words: u64 = self.entries().map(|e| u64::from(e.words)).sum();
        words as f32 / self.len().max(1) as f32
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

fn frequencies(query: &Query, found: &[Vec<Vec<Found>>]) -> Vec<u64> {
    let count = |i: usize| found.iter().flat_map(|s| &s[i]).map(|t| u64::from(t.info.doc_freq)).sum();
    (0..query.atoms().len()).map(count).collect()
}

impl Segment {
    fn new(reader: SegmentReader, fields: Fields) -> tantivy::Result<Self> {
        let inverted = reader.inverted_index(fields.words)?;
        let store = reader.get_store_reader(2)?;
        let mut entries = Vec::with_capacity(reader.max_doc() as usize);
        for doc in 0..reader.max_doc() {
            let stored: TantivyDocument = store.get(doc)?;
            let json = stored.get_first(fields.entry).and_then(|v| v.as_str()).unwrap_or_default();
            let entry: Entry = serde_json::from_str(json).map_err(std::io::Error::from)?;
            entries.push(Arc::new(entry));
        }
        Ok(Self { reader, inverted, entries })
    }

    fn alive(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..self.reader.max_doc()).filter(|doc| !self.reader.is_deleted(*doc))
    }

    fn expand(&self, query: &Query, limits: &Limits) -> Result<Vec<Vec<Found>>, SearchFailure> {
        query.atoms().iter().map(|atom| expand(atom, self.inverted.terms(), limits.expansions)).collect()
    }

    fn search<T>(
        &self,
        query: &Query,
        found: &[Vec<Found>],
        decide: &impl Fn(&Places) -> Result<Option<T>, Exhausted>,
    ) -> Result<Vec<Selected<T>>, SearchFailure> {
        let fields = self.fields(query);
        let read = HashMap::new();
        let mut candidates = Candidates { inverted: &self.inverted, found, fields: &fields, read };
        let documents = candidates.of(query.root())?.unwrap_or_else(|| (0..self.reader.max_doc()).collect());
        let mut walk = Walk::new(query, found, &fields, &self.inverted)?;
        let mut selected = Vec::new();
        for doc in documents.into_iter().filter(|doc| !self.reader.is_deleted(*doc)) {
            walk.go_to(doc);
            if let Some(found) = decide(&walk.places)? {
                let weights = walk.weights(doc);
                selected.push(Selected { entry: self.entries[doc as usize].clone(), found, weights });
            }
        }
        Ok(selected)
    }

    /// For each field of the query, the documents that satisfy it.
    fn fields(&self, query: &Query) -> Vec<Vec<DocId>> {
        let satisfy = |test: &crate::query::FieldTest| {
            self.alive().filter(|doc| test.accepts(&self.entries[*doc as usize].facts)).collect()
        };
        query.fields().iter().map(satisfy).collect()
    }
}

/// All that a query asks of one document after the other.
struct Walk<'a> {
    atoms: Vec<Reading>,
    units: Vec<(usize, Markers)>,
    /// Headings, numbered paragraphs, others.
    kinds: [Markers; 3],
    fields: &'a [Vec<DocId>],
    places: Places,
    buffer: Vec<u32>,
}

impl<'a> Walk<'a> {
    fn new(
        query: &Query,
        found: &[Vec<Found>],
        fields: &'a [Vec<DocId>],
        inverted: &InvertedIndexReader,
    ) -> std::io::Result<Self> {
        let atoms: Vec<Reading> =
            found.iter().map(|f| Reading::new(f, inverted)).collect::<Result<_, _>>()?;
        let mut used = Vec::new();
        units_of(query.root(), &mut used);
        let units = used
            .into_iter()
            .map(|unit| Ok((unit_index(unit), Markers::unit(unit, inverted)?)))
            .collect::<std::io::Result<_>>()?;
        let kinds = [
            Markers::new(terms::HEADING, inverted)?,
            Markers::new(terms::NUMBERED, inverted)?,
            Markers::new(terms::ORDINARY, inverted)?,
        ];
        let places = Places { atoms: vec![Vec::new(); atoms.len()], ..Places::default() };
        Ok(Self { atoms, units, kinds, fields, places, buffer: Vec::new() })
    }

    /// Reads a document's positions; documents must be asked in order.
    fn go_to(&mut self, doc: DocId) {
        for (reading, extents) in self.atoms.iter_mut().zip(&mut self.places.atoms) {
            reading.read(doc, extents, &mut self.buffer);
        }
        for (index, markers) in &mut self.units {
            markers.read(doc, &mut self.places.units[*index]);
        }
        self.places.fields = self.fields.iter().map(|docs| docs.binary_search(&doc).is_ok()).collect();
    }

    fn weights(&mut self, doc: DocId) -> Vec<f32> {
        let mut starts: Vec<(u32, f32)> = Vec::new();
        for (markers, weight) in self.kinds.iter_mut().zip([2.0, 1.5, 1.0]) {
            if weight == 1.0 && starts.is_empty() {
                return self.places.atoms.iter().map(|extents| extents.len() as f32).collect();
            }
            markers.read(doc, &mut self.buffer);
            starts.extend(self.buffer.iter().map(|&start| (start, weight)));
        }
        starts.sort_unstable_by_key(|(start, _)| *start);
        let weight_at = |position: u32| {
            let next = starts.partition_point(|(start, _)| *start <= position);
            next.checked_sub(1).map_or(1.0, |own| starts[own].1)
        };
        self.places.atoms.iter().map(|extents| extents.iter().map(|e| weight_at(e.start)).sum()).collect()
    }
}

/// The units that a tree asks for, each once.
fn units_of(node: &Node, units: &mut Vec<Unit>) {
    match node {
        Node::Word { .. } | Node::Field(_) => {}
        Node::Phrase(nodes) | Node::Or(nodes) | Node::And(nodes) => {
            nodes.iter().for_each(|n| units_of(n, units));
        }
        Node::AtLeast(_, inner) => units_of(inner, units),
        Node::Not(left, right) => {
            units_of(left, units);
            units_of(right, units);
        }
        Node::Near { left, right, distance, .. } | Node::NotNear { left, right, distance } => {
            units_of(left, units);
            units_of(right, units);
            if let Distance::Within(unit) = distance {
                units.extend((!units.contains(unit)).then_some(*unit));
            }
        }
    }
}
