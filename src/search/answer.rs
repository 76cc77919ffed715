//! The form of an answer; `search --json` prints it as it is.

use super::Options;
use super::facets::Facets;
use super::help::Help;
use super::hits::Passage;
use super::snippet::Snippet;
use crate::document::{CiteForm, CiteStyle, Document, DocumentKind, cite_at};
use crate::index::{Entry, Expansion, Ranked};
use crate::query::WordPlaces;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub query: String,
    /// The query fully bracketed, in the native dialect.
    pub read_as: String,
    pub dialect: String,
    /// Documents that match, on all pages.
    pub documents: usize,
    /// Hits in all of them.
    pub hits: usize,
    pub offset: usize,
    pub took_ms: f64,
    /// What a reader should know of how the query was read.
    pub notes: Vec<String>,
    pub expansions: Vec<ExpansionCount>,
    pub facets: Facets,
    /// Only where nothing was found.
    pub help: Option<Help>,
    pub results: Vec<ResultDocument>,
}

/// What a wildcard stood for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpansionCount {
    pub pattern: String,
    pub terms: Vec<String>,
    /// For each term, the documents of the matter that hold it.
    pub documents: Vec<u64>,
}

impl ExpansionCount {
    pub(super) fn of(expansions: &[Expansion]) -> Vec<Self> {
        let count = |e: &Expansion| Self {
            pattern: e.pattern.clone(),
            terms: e.terms.keys().cloned().collect(),
            documents: e.terms.values().copied().collect(),
        };
        expansions.iter().map(count).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultDocument {
    /// `sha256:` and the hash.
    pub document: String,
    pub path: String,
    pub title: Option<String>,
    pub kind: DocumentKind,
    pub date: Option<String>,
    pub score: f64,
    /// All hits, of which `hits` may show only the first.
    pub hit_count: usize,
    pub hits: Vec<Hit>,
    /// Documents that say nearly the same, where folding was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<Similar>,
}

/// A near-duplicate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Similar {
    /// `sha256:` and the hash.
    pub document: String,
    pub path: String,
    /// Shared runs of words over all runs of both, 0 to 1.
    pub similarity: f64,
}

impl Similar {
    pub(super) fn new(entry: &Entry, similarity: f64) -> Self {
        Self { document: format!("sha256:{}", entry.sha256), path: entry.path().to_owned(), similarity }
    }
}

/// A passage that matches, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    pub page: Option<u32>,
    pub paragraph: Option<String>,
    pub line_start: Option<u32>,
    /// Bytes of the canonical text.
    pub start: usize,
    pub end: usize,
    /// The words that witness it, as bytes of the canonical text.
    pub words: Vec<(usize, usize)>,
    pub snippet: String,
    /// The same words as bytes of the snippet.
    pub marks: Vec<(usize, usize)>,
    /// `Compl. ¶ 7`.
    pub cite: String,
}

impl ResultDocument {
    /// `passages` are those that the index has found in the document.
    pub(super) fn new(
        document: &Document,
        entry: &Entry,
        found: &Ranked,
        passages: &[Passage],
        name: &str,
        options: &Options,
    ) -> Self {
        let words = WordPlaces::of(&document.text);
        let shown = passages.iter().take(options.hits_per_document);
        let hits = shown.filter_map(|p| Hit::new(document, &words, p, name, options.cite_style)).collect();
        Self {
            document: format!("sha256:{}", document.sha256),
            path: entry.path().to_owned(),
            title: document.metadata.title.clone(),
            kind: document.metadata.kind,
            date: entry.date.clone(),
            score: found.score,
            hit_count: passages.len(),
            hits,
            similar: Vec::new(),
        }
    }
}

impl Hit {
    fn new(
        document: &Document,
        places: &WordPlaces,
        passage: &Passage,
        name: &str,
        style: CiteStyle,
    ) -> Option<Self> {
        let span = places.span(passage.start, passage.end)?;
        let words: Vec<_> = passage.words.iter().filter_map(|&at| places.span(at, at + 1)).collect();
        let pinpoint = document.locate(span);
        let Snippet { text: snippet, marks } = Snippet::of(document, span, &words);
        Some(Self {
            page: pinpoint.page_start,
            line_start: pinpoint.line_start,
            start: span.start,
            end: span.end,
            words: words.iter().map(|w| (w.start, w.end)).collect(),
            snippet,
            marks,
            cite: cite_at(document, name, &pinpoint, style, CiteForm::Full),
            paragraph: pinpoint.paragraph,
        })
    }
}
