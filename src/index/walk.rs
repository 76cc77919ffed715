//! All that a query asks of one document after the other.

use super::candidates::{Candidates, Documents, placed};
use super::documents::Cursor;
use super::expand::Found;
use super::lists::Lists;
use super::places::{Markers, Places, Reading, unit_index};
use super::terms;
use crate::query::{Distance, Node, Query, Unit};
use tantivy::DocId;

#[derive(Clone)]
pub(super) struct Walk<'a> {
    atoms: Vec<Reading>,
    units: Vec<(usize, Markers)>,
    fields: &'a [Vec<DocId>],
    cursors: Vec<Cursor<'a>>,
    pub places: Places,
}

impl<'a> Walk<'a> {
    /// `found` tells the terms of each atom, `fields` the documents that satisfy each document field;
    /// `limit` is above every document number.
    pub fn new(
        query: &Query,
        found: &[Vec<Found>],
        fields: &'a [Vec<DocId>],
        lists: &Lists,
        limit: DocId,
    ) -> std::io::Result<Self> {
        let mut with_places = vec![false; query.atoms().len()];
        placed(query.root(), &mut with_places);
        let read = |(found, placed): (&Vec<Found>, bool)| match placed {
            true => Reading::new(found, lists, limit),
            false => Reading::present(found, lists, limit),
        };
        let atoms = found.iter().zip(with_places).map(read).collect::<std::io::Result<Vec<_>>>()?;
        let mut used = Vec::new();
        units_of(query.root(), &mut used);
        let units = used
            .into_iter()
            .map(|unit| Ok((unit_index(unit), Markers::unit(unit, lists)?)))
            .collect::<std::io::Result<_>>()?;
        let places = Places { atoms: vec![Vec::new(); atoms.len()], ..Places::default() };
        let cursors = fields.iter().map(|documents| Cursor::new(documents)).collect();
        Ok(Self { atoms, units, fields, cursors, places })
    }

    /// The documents that may match.
    pub fn candidates(&self, node: &Node, limit: DocId) -> Documents<'_> {
        Candidates { atoms: &self.atoms, fields: self.fields, limit }.of(node)
    }

    /// Reads a document's positions; documents must be asked in order.
    pub fn go_to(&mut self, doc: DocId) {
        for (reading, extents) in self.atoms.iter_mut().zip(&mut self.places.atoms) {
            reading.read(doc, extents);
        }
        for (index, markers) in &mut self.units {
            markers.read(doc, &mut self.places.units[*index]);
        }
        self.places.fields.clear();
        self.places.fields.extend(self.cursors.iter_mut().map(|documents| documents.holds(doc)));
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
    pub fn new(lists: &Lists) -> std::io::Result<Self> {
        let marker = |(term, weight): (&str, f32)| Ok((Markers::new(term, lists)?, weight));
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
