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

/// The postings of what an atom stands for, read in step by document. Documents must be asked in order.
pub(super) enum Reading {
    One(Box<Stream>),
    Many(Streams),
    /// Documents that hold the atom, where it does not count at which words.
    Present(Vec<DocId>, usize),
}

impl Reading {
    pub fn new(found: &[Found], inverted: &InvertedIndexReader) -> std::io::Result<Self> {
        let mut streams = Vec::with_capacity(found.len());
        for term in found {
            streams.push(Stream::new(term, inverted)?);
        }
        Ok(match streams.pop() {
            Some(one) if streams.is_empty() => Self::One(Box::new(one)),
            last => Self::Many(Streams::new(streams.into_iter().chain(last).collect())),
        })
    }

    pub fn present(documents: Vec<DocId>) -> Self {
        Self::Present(documents, 0)
    }

    /// Puts the extents in `document` into `extents`.
    pub fn read(&mut self, document: DocId, extents: &mut Vec<Extent>, buffer: &mut Vec<u32>) {
        extents.clear();
        match self {
            Self::One(stream) => {
                if stream.go_to(document) == document {
                    stream.read(extents, buffer);
                    // two findings may put one tag on one word
                    order(extents);
                }
            }
            Self::Many(streams) => streams.read(document, extents, buffer),
            Self::Present(documents, at) => {
                *at += documents[*at..].iter().take_while(|&&doc| doc < document).count();
                // where it stands is never asked
                extents
                    .extend((documents.get(*at) == Some(&document)).then_some(Extent { start: 0, end: 1 }));
            }
        }
    }
}

/// In order, each once.
fn order(extents: &mut Vec<Extent>) {
    if !extents.windows(2).all(|pair| pair[0] < pair[1]) {
        extents.sort_unstable();
        extents.dedup();
    }
}

/// The postings of one term.
pub(super) struct Stream {
    postings: SegmentPostings,
    length: u32,
}

impl Stream {
    fn new(term: &Found, inverted: &InvertedIndexReader) -> std::io::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let postings = inverted.read_postings_from_terminfo(&term.info, option)?;
        Ok(Self { postings, length: term.length })
    }

    /// The first document from `document` on.
    fn go_to(&mut self, document: DocId) -> DocId {
        match self.postings.doc() {
            at if at < document => self.postings.seek(document),
            at => at,
        }
    }

    fn read(&mut self, extents: &mut Vec<Extent>, buffer: &mut Vec<u32>) {
        buffer.clear();
        self.postings.positions(buffer);
        let length = self.length;
        extents.extend(buffer.iter().map(|&start| Extent { start, end: start + length }));
    }
}

/// The postings of several terms.
pub(super) struct Streams {
    streams: Vec<Stream>,
    /// Next document of each.
    next: BinaryHeap<Reverse<(DocId, usize)>>,
}

impl Streams {
    fn new(streams: Vec<Stream>) -> Self {
        let next = streams.iter().enumerate().map(|(i, s)| Reverse((s.postings.doc(), i))).collect();
        Self { streams, next }
    }

    fn read(&mut self, document: DocId, extents: &mut Vec<Extent>, buffer: &mut Vec<u32>) {
        while let Some(mut top) = self.next.peek_mut() {
            let Reverse((at, i)) = *top;
            if at > document || at == TERMINATED {
                break;
            }
            let stream = &mut self.streams[i];
            let mut at = stream.go_to(document);
            if at == document {
                stream.read(extents, buffer);
                at = stream.postings.advance();
            }
            *top = Reverse((at, i));
        }
        order(extents);
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

    /// Puts the positions in `document` into `starts`.
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
