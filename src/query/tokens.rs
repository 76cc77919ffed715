//! A text as numbered words, with the units and the tags that connectors ask for.

use super::tag::Tag;
use super::tokenize::{Scan, places, scan};
use super::tree::Unit;
use crate::document::{Document, Finding, Span};

/// Where a word stands, in bytes. A possessive `'s` is part of the word, not of its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Word {
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Where the words of a text stand, by position: as in [`TokenText`], without their spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPlaces(Vec<Word>);

impl WordPlaces {
    pub fn of(text: &str) -> Self {
        Self(places(text))
    }

    pub fn words(&self) -> &[Word] {
        &self.0
    }

    /// Byte span of the words from `start` up to, not including, `end`; `None` past the last word.
    pub fn span(&self, start: u32, end: u32) -> Option<Span> {
        let first = self.0.get(start as usize)?;
        let last = self.0.get((end as usize).checked_sub(1)?)?;
        Some(Span::new(first.start as usize, last.end as usize))
    }
}

/// One spelling under which a word, or `length` words side by side, can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Position of the first word.
    pub position: u32,
    /// Number of words that it stands for: 1, or more for a compound such as `email` of `e-mail`.
    pub length: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The spans of the units that `w/s`, `w/p` and `w/page` ask for, in bytes and in text order.
/// What lies between two units is a unit of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    pub sentences: Vec<Span>,
    pub paragraphs: Vec<Span>,
    pub pages: Vec<Span>,
}

impl Units {
    pub fn of(document: &Document) -> Self {
        Self {
            sentences: document.sentences.clone(),
            paragraphs: document.paragraphs.iter().map(|p| p.span).collect(),
            pages: page_spans(document),
        }
    }
}

/// The lines of each page, run by run: a footnote may stand after the next page's first lines.
fn page_spans(document: &Document) -> Vec<Span> {
    let mut lines: Vec<(Span, u32)> = document
        .pages
        .iter()
        .flat_map(|page| page.lines.iter().filter_map(|line| Some((line.span?, page.number))))
        .collect();
    lines.sort_unstable();
    let mut spans: Vec<(Span, u32)> = Vec::new();
    for (span, page) in lines {
        match spans.last_mut() {
            Some((last, number)) if *number == page => *last = last.hull(span),
            _ => spans.push((span, page)),
        }
    }
    spans.into_iter().map(|(span, _)| span).collect()
}

/// A text as numbered words. Positions count from 0 over the whole text.
#[derive(Debug, Default)]
pub struct TokenText {
    scan: Scan,
    text: String,
    sentence_starts: Vec<u32>,
    paragraph_starts: Vec<u32>,
    page_starts: Vec<u32>,
    tags: Vec<Tag>,
}

impl TokenText {
    pub fn new(text: impl Into<String>, units: &Units) -> Self {
        let text = text.into();
        let mut tokens = Self { scan: scan(&text), text, ..Self::default() };
        tokens.paragraph_starts = tokens.starts(&units.paragraphs, &[]);
        tokens.sentence_starts = tokens.starts(&units.sentences, &tokens.paragraph_starts);
        tokens.page_starts = tokens.starts(&units.pages, &[]);
        tokens
    }

    /// A text that is one sentence of one paragraph.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, &Units::default())
    }

    pub fn of(document: &Document) -> Self {
        Self::new(document.text.as_str(), &Units::of(document))
    }

    /// The document's words, with its findings standing at theirs.
    pub fn with_findings(document: &Document, findings: &[Finding]) -> Self {
        let mut tokens = Self::of(document);
        let tags = findings.iter().filter_map(|finding| {
            let (start, end) = tokens.positions(finding.span)?;
            Some(Tag::new(start, end, finding))
        });
        tokens.tags = tags.collect();
        tokens.tags.sort_by_key(|tag| (tag.start, tag.end));
        tokens
    }

    /// Adds a tag at the words that a byte span touches. Without a word it is left out.
    pub fn add_tag(&mut self, span: Span, mut tag: Tag) {
        let Some((start, end)) = self.positions(span) else { return };
        (tag.start, tag.end) = (start, end);
        let at = self.tags.partition_point(|t| (t.start, t.end) <= (start, end));
        self.tags.insert(at, tag);
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.scan.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.scan.words.is_empty()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn words(&self) -> &[Word] {
        &self.scan.words
    }

    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Every spelling with its place; see [`Form`].
    pub fn forms(&self) -> impl Iterator<Item = (Form, &str)> {
        self.scan.forms.iter().map(|form| (*form, self.term(*form)))
    }

    pub fn term(&self, form: Form) -> &str {
        &self.scan.terms[form.start as usize..form.end as usize]
    }

    /// Positions at which units start; the first is 0 unless there is no word.
    pub fn unit_starts(&self, unit: Unit) -> &[u32] {
        match unit {
            Unit::Sentence => &self.sentence_starts,
            Unit::Paragraph => &self.paragraph_starts,
            Unit::Page => &self.page_starts,
        }
    }

    /// Byte span of the words from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If the range is empty or reaches past the last word.
    pub fn span(&self, start: u32, end: u32) -> Span {
        let (first, last) = (self.scan.words[start as usize], self.scan.words[end as usize - 1]);
        Span::new(first.start as usize, last.end as usize)
    }

    /// The text of the words from `start` up to, not including, `end`; panics as [`Self::span`] does.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        let span = self.span(start, end);
        &self.text[span.start..span.end]
    }

    /// The positions `start..end` of the words that a byte span touches; `None` without a word.
    pub fn positions(&self, span: Span) -> Option<(u32, u32)> {
        let start = self.scan.words.partition_point(|w| w.end as usize <= span.start);
        let end = self.scan.words.partition_point(|w| (w.start as usize) < span.end);
        (start < end).then_some((start as u32, end as u32))
    }

    fn starts(&self, spans: &[Span], more: &[u32]) -> Vec<u32> {
        let first_at = |byte: usize| self.scan.words.partition_point(|w| (w.start as usize) < byte) as u32;
        let mut starts: Vec<u32> = spans.iter().flat_map(|s| [first_at(s.start), first_at(s.end)]).collect();
        starts.push(0);
        starts.extend(more);
        starts.retain(|&start| (start as usize) < self.scan.words.len());
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}
