//! The positions of atoms in one document after the other.

use super::documents::{Cursor, union};
use super::expand::Found;
use super::lists::{List, Lists};
use super::terms;
use crate::query::{AtomId, Extent, FieldId, Postings, Unit};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;
use tantivy::DocId;

/// The postings of what an atom stands for, read in step by document. Documents must be asked in order.
#[derive(Clone)]
pub(super) enum Reading {
    One(Box<List>),
    Many(Union),
    /// Where it does not count at which words the atom stands.
    Present {
        documents: Arc<[DocId]>,
        at: usize,
    },
}

impl Reading {
    /// `limit` is above every document number.
    pub fn new(found: &[Found], lists: &Lists, limit: DocId) -> std::io::Result<Self> {
        let mut all = Vec::with_capacity(found.len());
        for term in found {
            all.push(lists.list(&term.info, term.length)?);
        }
        Ok(match all.pop() {
            Some(one) if all.is_empty() => Self::One(Box::new(one)),
            last => Self::Many(Union::new(all.into_iter().chain(last).collect(), limit)),
        })
    }

    pub fn present(found: &[Found], lists: &Lists, limit: DocId) -> std::io::Result<Self> {
        let each: Vec<Vec<DocId>> =
            found.iter().map(|term| lists.documents(&term.info)).collect::<std::io::Result<_>>()?;
        Ok(Self::Present { documents: union(&each, limit).into(), at: 0 })
    }

    /// The documents that hold the atom, in order.
    pub fn documents(&self) -> &[DocId] {
        match self {
            Self::One(list) => list.documents(),
            Self::Many(union) => &union.documents,
            Self::Present { documents, .. } => documents,
        }
    }

    /// Puts the extents in `document` into `extents`.
    pub fn read(&mut self, document: DocId, extents: &mut Vec<Extent>) {
        extents.clear();
        match self {
            Self::One(list) => {
                if list.go_to(document) == Some(document) {
                    read(list, extents);
                    // two findings may put one tag on one word
                    order(extents);
                }
            }
            Self::Many(union) => union.read(document, extents),
            Self::Present { documents, at } => {
                let mut cursor = Cursor::new(&documents[*at..]);
                // where it stands is never asked
                extents.extend(cursor.holds(document).then_some(Extent { start: 0, end: 1 }));
                *at = documents.len() - cursor.left();
            }
        }
    }
}

fn read(list: &mut List, extents: &mut Vec<Extent>) {
    let length = list.length;
    extents.extend(list.read().map(|start| Extent { start, end: start + length }));
}

/// In order, each once.
fn order(extents: &mut Vec<Extent>) {
    if !extents.windows(2).all(|pair| pair[0] < pair[1]) {
        extents.sort_unstable();
        extents.dedup();
    }
}

/// So many lists are each asked for every document; of more, only those that come next.
const FEW: usize = 4;

/// The postings of several terms.
#[derive(Clone)]
pub(super) struct Union {
    documents: Arc<[DocId]>,
    lists: Vec<List>,
    /// Next document of each list that has one.
    next: BinaryHeap<Reverse<(DocId, usize)>>,
}

impl Union {
    fn new(lists: Vec<List>, limit: DocId) -> Self {
        let each: Vec<&[DocId]> = lists.iter().map(List::documents).collect();
        let documents = union(&each, limit).into();
        let first = |(i, list): (usize, &List)| Some(Reverse((*list.documents().first()?, i)));
        let next = lists.iter().enumerate().filter_map(first).collect();
        Self { documents, lists, next }
    }

    fn read(&mut self, document: DocId, extents: &mut Vec<Extent>) {
        if self.lists.len() <= FEW {
            for list in &mut self.lists {
                if list.go_to(document) == Some(document) {
                    read(list, extents);
                }
            }
        } else {
            self.read_next(document, extents);
        }
        order(extents);
    }

    fn read_next(&mut self, document: DocId, extents: &mut Vec<Extent>) {
        while let Some(mut top) = self.next.peek_mut() {
            let Reverse((at, i)) = *top;
            if at > document {
                break;
            }
            let list = &mut self.lists[i];
            let mut at = list.go_to(document);
            if at == Some(document) {
                read(list, extents);
                at = list.go_to(document + 1);
            }
            match at {
                Some(at) => *top = Reverse((at, i)),
                None => drop(std::collections::binary_heap::PeekMut::pop(top)),
            }
        }
    }
}

/// One document's positions, as the algebra asks for them.
#[derive(Clone, Default)]
pub(super) struct Places {
    pub atoms: Vec<Vec<Extent>>,
    pub fields: Vec<bool>,
    /// Unit starts, for those units that the query asks for.
    pub units: [Vec<u32>; 3],
}

impl Postings for Places {
    fn atom(&self, atom: AtomId) -> &[Extent] {
        &self.atoms[atom.0 as usize]
    }

    fn unit(&self, unit: Unit, position: u32) -> Range<u32> {
        let starts = &self.units[unit_index(unit)];
        let next = starts.partition_point(|&start| start <= position);
        let start = next.checked_sub(1).map_or(0, |own| starts[own]);
        start..starts.get(next).copied().unwrap_or(u32::MAX)
    }

    fn field(&self, field: FieldId) -> bool {
        self.fields[field.0 as usize]
    }
}

pub(super) fn unit_index(unit: Unit) -> usize {
    match unit {
        Unit::Sentence => 0,
        Unit::Paragraph => 1,
        Unit::Page => 2,
    }
}

/// Positions of one marker, document after document.
#[derive(Clone)]
pub(super) struct Markers(Option<List>);

impl Markers {
    pub fn unit(unit: Unit, lists: &Lists) -> std::io::Result<Self> {
        Self::new(terms::unit(unit), lists)
    }

    pub fn new(term: &str, lists: &Lists) -> std::io::Result<Self> {
        let info = lists.inverted.terms().get(term.as_bytes())?;
        Ok(Self(info.map(|info| lists.list(&info, 1)).transpose()?))
    }

    /// Puts the positions in `document` into `starts`.
    pub fn read(&mut self, document: DocId, starts: &mut Vec<u32>) {
        starts.clear();
        if let Some(list) = &mut self.0
            && list.go_to(document) == Some(document)
        {
            starts.extend(list.read());
        }
    }
}
