//! The positions of atoms in one document after the other.

use super::expand::Found;
use super::terms;
use crate::query::{AtomId, Extent, FieldId, Postings, Unit};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// The postings of all terms that an atom stands for, read in step by document.
pub(super) struct Reading {
    postings: Vec<(SegmentPostings, u32)>,
    /// Next document of each of `postings`.
    next: BinaryHeap<Reverse<(DocId, usize)>>,
}

impl Reading {
    pub fn new(found: &[Found], inverted: &InvertedIndexReader) -> std::io::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = Vec::with_capacity(found.len());
        for term in found {
            postings.push((inverted.read_postings_from_terminfo(&term.info, option)?, term.length));
        }
        let next = postings.iter().enumerate().map(|(i, (p, _))| Reverse((p.doc(), i))).collect();
        Ok(Self { postings, next })
    }

    /// Puts the extents in `document` into `extents`; documents must be asked in order.
    pub fn read(&mut self, document: DocId, extents: &mut Vec<Extent>, buffer: &mut Vec<u32>) {
        extents.clear();
        while let Some(mut top) = self.next.peek_mut() {
            let Reverse((at, i)) = *top;
            if at > document || at == TERMINATED {
                break;
            }
            let (postings, length) = &mut self.postings[i];
            let at = if at < document { postings.seek(document) } else { at };
            *top = Reverse((at, i));
            if at == document {
                buffer.clear();
                postings.positions(buffer);
                extents.extend(buffer.iter().map(|&start| Extent { start, end: start + *length }));
                *top = Reverse((postings.advance(), i));
            }
        }
        if self.postings.len() > 1 || self.postings.first().is_some_and(|(_, length)| *length > 1) {
            extents.sort_unstable();
        }
        extents.dedup();
    }
}

/// One document's positions, as the algebra asks for them.
#[derive(Default)]
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
pub(super) struct Markers {
    postings: Option<SegmentPostings>,
}

impl Markers {
    pub fn unit(unit: Unit, inverted: &InvertedIndexReader) -> std::io::Result<Self> {
        Self::new(terms::unit(unit), inverted)
    }

    pub fn new(term: &str, inverted: &InvertedIndexReader) -> std::io::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let info = inverted.terms().get(term.as_bytes())?;
        let postings = info.map(|info| inverted.read_postings_from_terminfo(&info, option)).transpose()?;
        Ok(Self { postings })
    }

    pub fn read(&mut self, document: DocId, starts: &mut Vec<u32>) {
        starts.clear();
        let Some(postings) = &mut self.postings else { return };
        if postings.doc() < document {
            postings.seek(document);
        }
        if postings.doc() == document {
            postings.positions(starts);
        }
    }
}
