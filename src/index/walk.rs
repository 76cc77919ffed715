//! All that a query asks of one document after the other.

use super::candidates::{Candidates, placed};
use super::documents::Cursor;
use super::places::{Markers, Places, Reading, unit_index};
use super::terms;
use crate::query::{AtomId, Distance, Node, Query, Unit};
use tantivy::DocId;
use tantivy::index::InvertedIndexReader;

pub(super) struct Walk<'a> {
    atoms: Vec<Reading>,
    units: Vec<(usize, Markers)>,
    fields: Vec<Cursor<'a>>,
    pub places: Places,
    buffer: Vec<u32>,
}

impl<'a> Walk<'a> {
    pub fn new(
        query: &Query,
        candidates: &mut Candidates<'a>,
        inverted: &InvertedIndexReader,
    ) -> std::io::Result<Self> {
        let mut with_places = vec![false; query.atoms().len()];
        placed(query.root(), &mut with_places);
        let mut atoms = Vec::with_capacity(with_places.len());
        let found = candidates.found;
        for (id, (found, placed)) in (0..).zip(found.iter().zip(with_places)) {
            atoms.push(if placed {
                Reading::new(found, inverted)?
            } else {
                Reading::present(candidates.atom(AtomId(id))?)
            });
        }
        let mut used = Vec::new();
        units_of(query.root(), &mut used);
        let units = used
            .into_iter()
            .map(|unit| Ok((unit_index(unit), Markers::unit(unit, inverted)?)))
            .collect::<std::io::Result<_>>()?;
        let places = Places { atoms: vec![Vec::new(); atoms.len()], ..Places::default() };
        let fields = candidates.fields.iter().map(|documents| Cursor::new(documents)).collect();
        Ok(Self { atoms, units, fields, places, buffer: Vec::new() })
    }

    /// Reads a document's positions; documents must be asked in order.
    pub fn go_to(&mut self, doc: DocId) {
        for (reading, extents) in self.atoms.iter_mut().zip(&mut self.places.atoms) {
            reading.read(doc, extents, &mut self.buffer);
        }
        for (index, markers) in &mut self.units {
            markers.read(doc, &mut self.places.units[*index]);
        }
        self.places.fields.clear();
        self.places.fields.extend(self.fields.iter_mut().map(|documents| documents.holds(doc)));
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

/// How much a word weighs by the paragraph it stands in: one in a heading counts twice, one in a
/// numbered paragraph, which is where a filing alleges, one and a half times.
const WEIGHTS: [(&str, f32); 3] = [(terms::HEADING, 2.0), (terms::NUMBERED, 1.5), (terms::ORDINARY, 1.0)];

/// Where the paragraphs of one document start that weigh more or less than the one before.
pub(super) struct Weights {
    kinds: Vec<(Markers, f32)>,
    starts: Vec<(u32, f32)>,
    buffer: Vec<u32>,
    sums: Vec<f32>,
}

impl Weights {
    pub fn new(inverted: &InvertedIndexReader) -> std::io::Result<Self> {
        let marker = |(term, weight): (&str, f32)| Ok((Markers::new(term, inverted)?, weight));
        let kinds = WEIGHTS.into_iter().map(marker).collect::<std::io::Result<_>>()?;
        Ok(Self { kinds, starts: Vec::new(), buffer: Vec::new(), sums: Vec::new() })
    }

    /// For each atom, how often it stands in the document, each occurrence by its weight.
    pub fn of(&mut self, doc: DocId, places: &Places) -> &[f32] {
        self.starts.clear();
        for (markers, weight) in &mut self.kinds {
            if *weight == 1.0 && self.starts.is_empty() {
                break;
            }
            markers.read(doc, &mut self.buffer);
            self.starts.extend(self.buffer.iter().map(|&start| (start, *weight)));
        }
        self.starts.sort_unstable_by_key(|(start, _)| *start);
        self.sums.clear();
        let starts = &self.starts;
        self.sums.extend(places.atoms.iter().map(|extents| {
            let mut kinds = starts.iter().peekable();
            let mut weight = 1.0;
            extents
                .iter()
                .map(|extent| {
                    while let Some((_, next)) = kinds.next_if(|(start, _)| *start <= extent.start) {
                        weight = *next;
                    }
                    weight
                })
                .sum::<f32>()
        }));
        &self.sums
    }
}
