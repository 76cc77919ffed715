//! Posting lists, read whole: the documents of a term, and on demand its positions in one of them.

use super::documents::gallop;
use super::writer::Fields;
use std::io;
use std::sync::Arc;
use tantivy::directory::{CompositeFile, FileSlice};
use tantivy::index::{InvertedIndexReader, SegmentComponent};
use tantivy::positions::PositionReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader};

/// The words of one segment, as terms with postings.
pub(super) struct Lists {
    pub inverted: Arc<InvertedIndexReader>,
    positions: FileSlice,
}

impl Lists {
    pub fn open(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let file = CompositeFile::open(&reader.open_read(SegmentComponent::Positions)?)?;
        let positions = file.open_read(fields.words).unwrap_or_else(FileSlice::empty);
        Ok(Self { inverted: reader.inverted_index(fields.words)?, positions })
    }

    /// The documents that hold a term, in order.
    pub fn documents(&self, term: &TermInfo) -> io::Result<Vec<DocId>> {
        let mut documents = Vec::with_capacity(term.doc_freq as usize);
        self.each_block(term, IndexRecordOption::Basic, |block, _| documents.extend_from_slice(block))?;
        Ok(documents)
    }

    /// A term with its positions; it stands for `length` words.
    pub fn list(&self, term: &TermInfo, length: u32) -> io::Result<List> {
        let size = term.doc_freq as usize;
        let (mut documents, mut offsets) = (Vec::with_capacity(size), Vec::with_capacity(size + 1));
        let mut offset = 0u64;
        offsets.push(offset);
        self.each_block(term, IndexRecordOption::WithFreqs, |block, times| {
            documents.extend_from_slice(block);
            offsets.extend(times.iter().map(|&times| {
                offset += u64::from(times);
                offset
            }));
        })?;
        let bytes = self.positions.read_bytes_slice(term.positions_range.clone())?;
        let positions = PositionReader::open(bytes)?;
        let (documents, offsets) = (documents.into(), offsets.into());
        Ok(List { documents, offsets, positions, length, at: 0, steps: Vec::new() })
    }

    /// Calls `visit` with the documents of each block and how often the term stands in them.
    fn each_block(
        &self,
        term: &TermInfo,
        option: IndexRecordOption,
        mut visit: impl FnMut(&[DocId], &[u32]),
    ) -> io::Result<()> {
        let mut blocks = self.inverted.read_block_postings_from_terminfo(term, option)?;
        loop {
            let size = blocks.block_len();
            if size == 0 {
                return Ok(());
            }
            let times = if option.has_freq() { &blocks.freqs()[..size] } else { &[] };
            visit(&blocks.docs()[..size], times);
            blocks.advance();
        }
    }
}

/// The postings of one term. Documents must be asked in order.
#[derive(Clone)]
pub(super) struct List {
    documents: Arc<[DocId]>,
    /// Where the positions of each document start, and where the last end.
    offsets: Arc<[u64]>,
    positions: PositionReader,
    /// Number of words that the term stands for.
    pub length: u32,
    at: usize,
    /// The distances from one position to the next in one document.
    steps: Vec<u32>,
}

impl List {
    pub fn documents(&self) -> &[DocId] {
        &self.documents
    }

    /// Goes to the first document from `document` on.
    pub fn go_to(&mut self, document: DocId) -> Option<DocId> {
        self.at += gallop(&self.documents[self.at..], document);
        self.documents.get(self.at).copied()
    }

    /// The positions in the document that it is at, in order.
    pub fn read(&mut self) -> impl Iterator<Item = u32> {
        let (start, end) = (self.offsets[self.at], self.offsets[self.at + 1]);
        self.steps.resize((end - start) as usize, 0);
        self.positions.read(start, &mut self.steps);
        self.steps.iter().scan(0, |position, step| {
            *position += step;
            Some(*position)
        })
    }
}
