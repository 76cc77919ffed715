//! Writing: one process at a time adds and removes documents and commits them.

use super::columns::ColumnFields;
use super::entry::Entry;
use super::error::IndexError;
use super::snapshot::Snapshot;
use super::terms;
use crate::document::{Document, ParagraphKind, Record};
use crate::query::{TokenText, Unit};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// Changes with everything that makes indexes of earlier versions unreadable or incomplete.
const VERSION: u32 = 4;
const TOKENIZER: &str = "encoded";
const WRITER_MEMORY: usize = 120_000_000;

#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub sha256: Field,
    pub entry: Field,
    pub words: Field,
    pub columns: ColumnFields,
}

/// The index in a folder.
pub struct Index {
    path: PathBuf,
    /// Is the folder there, or the index in memory alone?
    on_disk: bool,
    index: tantivy::Index,
    reader: tantivy::IndexReader,
    fields: Fields,
    writer: Option<IndexWriter>,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        sha256: builder.add_text_field("sha256", STRING),
        entry: builder.add_text_field("entry", TextOptions::from(STORED)),
        words: builder.add_text_field("words", TextOptions::default().set_indexing_options(words)),
        columns: ColumnFields::declare(&mut builder),
    };
    (builder.build(), fields)
}

impl Index {
    /// Opens the index in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// Where the folder can't be made or holds something that can't be read as an index.
    pub fn create_or_open(dir: &Path) -> Result<Self, IndexError> {
        std::fs::create_dir_all(dir).map_err(|source| IndexError::Folder { path: dir.to_owned(), source })?;
        let open = |source| IndexError::Open { path: dir.to_owned(), source };
        let directory = tantivy::directory::MmapDirectory::open(dir).map_err(|e| open(e.into()))?;
        let index = tantivy::Index::open_or_create(directory, schema().0).map_err(open)?;
        Self::new(index, dir.to_owned(), true)
    }

    /// Throws away what the folder holds of an index and starts an empty one.
    ///
    /// # Errors
    /// As [`Self::create_or_open`].
    pub fn rebuild(dir: &Path) -> Result<Self, IndexError> {
        let folder = |source| IndexError::Folder { path: dir.to_owned(), source };
        if dir.exists() {
            for file in std::fs::read_dir(dir).map_err(folder)? {
                let path = file.map_err(folder)?.path();
                std::fs::remove_file(&path).map_err(|source| IndexError::Folder { path, source })?;
            }
        }
        Self::create_or_open(dir)
    }

    /// An index that is gone when it is dropped.
    ///
    /// # Errors
    /// As [`Self::create_or_open`].
    pub fn in_memory() -> Result<Self, IndexError> {
        Self::new(tantivy::Index::create_in_ram(schema().0), PathBuf::from("memory"), false)
    }

    fn new(index: tantivy::Index, path: PathBuf, on_disk: bool) -> Result<Self, IndexError> {
        index.tokenizers().register(TOKENIZER, Encoded);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|source| IndexError::Open { path: path.clone(), source })?;
        Ok(Self { path, on_disk, index, reader, fields: schema().1, writer: None })
    }

    fn write_error(&self, source: TantivyError) -> IndexError {
        IndexError::Write { path: self.path.clone(), source }
    }

    fn read_error(&self, source: TantivyError) -> IndexError {
        IndexError::Read { path: self.path.clone(), source }
    }

    /// The writer, opened when it is first needed, so that readers take no lock.
    fn writer(&mut self) -> Result<&mut IndexWriter, IndexError> {
        if self.writer.is_none() {
            let writer =
                self.index.writer_with_num_threads(1, WRITER_MEMORY).map_err(|source| match source {
                    TantivyError::LockFailure(..) => IndexError::Locked { path: self.path.clone() },
                    source => self.write_error(source),
                })?;
            self.writer = Some(writer);
        }
        let path = &self.path;
        self.writer.as_mut().ok_or_else(|| IndexError::Locked { path: path.clone() })
    }

    /// Adds a document, in place of an earlier one of the same bytes. Visible after [`Self::commit`].
    ///
    /// # Errors
    /// Where another process writes, or the disk does not take it.
    pub fn add(&mut self, record: &Record) -> Result<(), IndexError> {
        let tokens = TokenText::with_findings(&record.document, &record.findings);
        let entry = Entry::new(record);
        let entry =
            serde_json::to_string(&entry).map_err(|e| self.write_error(std::io::Error::from(e).into()))?;
        let fields = self.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.sha256, &record.document.sha256);
        document.add_text(fields.entry, entry);
        document.add_text(fields.words, encode(&tokens, &record.document));
        fields.columns.fill(&mut document, record, tokens.len());
        self.remove(&record.document.sha256)?;
        let added = self.writer()?.add_document(document);
        added.map(|_| ()).map_err(|source| self.write_error(source))
    }

    /// Removes the document with this hash, if it is there. Visible after [`Self::commit`].
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn remove(&mut self, sha256: &str) -> Result<(), IndexError> {
        let term = Term::from_field_text(self.fields.sha256, sha256);
        self.writer()?.delete_term(term);
        Ok(())
    }

    /// Makes all changes lasting and visible, together with the sequence number of the store that
    /// they bring the index to.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn commit(&mut self, sequence: u64) -> Result<(), IndexError> {
        let writer = self.writer()?;
        let committed = writer.prepare_commit().and_then(|mut commit| {
            commit.set_payload(&format!("{VERSION}:{sequence}"));
            commit.commit()
        });
        committed.map_err(|source| self.write_error(source))?;
        self.reload()
    }

    /// Waits until the engine has merged what it merges after commits. The next change opens the
    /// writer again.
    ///
    /// # Errors
    /// Where a merge fails.
    pub fn settle(&mut self) -> Result<(), IndexError> {
        if let Some(writer) = self.writer.take() {
            writer.wait_merging_threads().map_err(|source| self.write_error(source))?;
        }
        self.reload()
    }

    /// Sees what another process has committed.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn reload(&self) -> Result<(), IndexError> {
        self.reader.reload().map_err(|source| self.read_error(source))
    }

    /// The store's sequence number at the last commit; 0 for a new index or one of another version,
    /// which must be built again.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn sequence(&self) -> Result<u64, IndexError> {
        let meta = self.index.load_metas().map_err(|source| self.read_error(source))?;
        let own = format!("{VERSION}:");
        let sequence =
            meta.payload.as_deref().and_then(|p| p.strip_prefix(&own)).and_then(|s| s.parse().ok());
        Ok(sequence.unwrap_or(0))
    }

    /// The committed state, unchanged by later commits.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn snapshot(&self) -> Result<Snapshot, IndexError> {
        let dir = self.on_disk.then_some(self.path.as_path());
        Snapshot::new(&self.reader.searcher(), self.fields, dir).map_err(|source| self.read_error(source))
    }
}

/// Before a term that stands where the last one does, and one that stands at the next position.
const SAME: char = '=';
const NEXT: char = '+';

/// Every term with its position, as one string for the tokenizer below: a mark and the term, or where
/// no mark fits the position as a number and then the term; each part ends with a zero.
fn encode(tokens: &TokenText, document: &Document) -> String {
    let mut encoded = String::with_capacity(document.text.len() * 2);
    let mut last = 0;
    let mut push = |position: u32, term: &str| {
        match position.checked_sub(last) {
            Some(0) => encoded.push(SAME),
            Some(1) => encoded.push(NEXT),
            _ => {
                let _ = write!(encoded, "{position}\0");
            }
        }
        encoded.push_str(term);
        encoded.push('\0');
        last = position;
    };
    for (form, term) in tokens.forms() {
        match form.length {
            1 => push(form.position, &terms::word(term)),
            length => push(form.position, &terms::compound(term, length)),
        }
    }
    for unit in [Unit::Sentence, Unit::Paragraph, Unit::Page] {
        tokens.unit_starts(unit).iter().for_each(|&start| push(start, terms::unit(unit)));
    }
    // only where the kind changes: most paragraphs of a filing are numbered, and of others none
    let mut kind = terms::ORDINARY;
    for paragraph in &document.paragraphs {
        let term = match paragraph.kind {
            ParagraphKind::Heading => terms::HEADING,
            ParagraphKind::Numbered => terms::NUMBERED,
            _ => terms::ORDINARY,
        };
        if let Some((start, _)) = tokens.positions(paragraph.span).filter(|_| term != kind) {
            push(start, term);
            kind = term;
        }
    }
    for tag in tokens.tags() {
        push(tag.start, &terms::tag(tag));
    }
    encoded
}

/// Reads [`encode`]'s string.
#[derive(Clone)]
struct Encoded;

struct EncodedStream<'a> {
    parts: std::str::Split<'a, char>,
    token: Token,
}

impl Tokenizer for Encoded {
    type TokenStream<'a> = EncodedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> EncodedStream<'a> {
        // counted from the first position on, as they were encoded
        EncodedStream { parts: text.split('\0'), token: Token { position: 0, ..Token::default() } }
    }
}

impl TokenStream for EncodedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(part) = self.parts.next().filter(|part| !part.is_empty()) else { return false };
        let term = if let Some(term) = part.strip_prefix(SAME) {
            term
        } else if let Some(term) = part.strip_prefix(NEXT) {
            self.token.position += 1;
            term
        } else {
            let (Ok(position), Some(term)) = (part.parse(), self.parts.next()) else { return false };
            self.token.position = position;
            term
        };
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
