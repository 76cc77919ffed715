//! Answers to queries over a matter: documents in order, their hits with pinpoints and snippets,
//! facets, and what a query without a hit might have meant.
//!
//! The index tells which documents match ([`crate::index`]); the hits that are shown come from the
//! canonical text by the same algebra. Also here: [`hit_report`], [`compare_dialects`],
//! [`near_duplicates`] and what a [`SavedSearch`] found anew.

mod answer;
mod compare;
mod duplicates;
mod facets;
mod fold;
mod help;
mod hits;
mod rank;
mod report;
mod saved;
mod snippet;

pub use answer::{Answer, ExpansionCount, Hit, ResultDocument, Similar};
pub use compare::{Comparison, Differing, Reading, compare_dialects};
pub use duplicates::{NearDuplicate, Shingles, Signature, near_duplicates};
pub use facets::{Facet, Facets};
pub use help::Help;
pub use hits::{Passage, passages};
pub use report::{HitReport, TermReport, hit_report};
pub use saved::{Changes, SavedSearch};
pub use snippet::Snippet;

use crate::document::{CiteStyle, Document};
use crate::index::{Limits, Place, SearchFailure, Selected, Snapshot};
use crate::query::{Matches, Query};
use fold::{Folded, fold};
use rank::{page, places, scoring};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fmt::Display;
use std::time::Instant;

/// In which order documents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match first.
    #[default]
    Score,
    /// The earliest first; undated documents last.
    Date,
    /// The latest first; undated documents last.
    Newest,
    /// The most hits first.
    Hits,
    Path,
}

/// How much of an answer is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Documents on a page.
    pub limit: usize,
    /// Documents before the page.
    pub offset: usize,
    /// Hits shown of one document; all are counted.
    pub hits_per_document: usize,
    pub order: Order,
    /// Documents that share at least this much (0 to 1) of their runs of words with one that comes
    /// before them are listed under it.
    pub fold: Option<f64>,
    /// Form of the citations.
    pub cite_style: CiteStyle,
    /// Count the documents by their facts.
    pub facets: bool,
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 20,
            offset: 0,
            hits_per_document: 50,
            order: Order::Score,
            fold: None,
            cite_style: CiteStyle::default(),
            facets: true,
            limits: Limits::default(),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    #[error(transparent)]
    Index(#[from] SearchFailure),
    #[error(
        "the index knows document `{sha256}`, the matter does not\nhint: run `pincite index` again to bring the index up to date"
    )]
    Missing { sha256: String },
    #[error("document `{sha256}` of the matter can't be read: {reason}\nhint: run `pincite index --again`")]
    Unreadable { sha256: String, reason: String },
}

fn decode<D: TryInto<Document, Error: Display>>(stored: D, sha256: &str) -> Result<Document, SearchError> {
    let unreadable =
        |e: D::Error| SearchError::Unreadable { sha256: sha256.to_owned(), reason: e.to_string() };
    stored.try_into().map_err(unreadable)
}

/// Answers a query. `lookup` gives a document by its hash from the matter, decoded or not.
///
/// # Errors
/// Where a limit is passed, the index can't be read, or the matter lacks a document of the index.
pub fn search<D>(
    snapshot: &Snapshot,
    lookup: impl Fn(&str) -> Option<D>,
    query: &Query,
    options: &Options,
) -> Result<Answer, SearchError>
where
    D: TryInto<Document, Error: Display> + Send,
{
    let started = Instant::now();
    let selection = snapshot.rank(query, &options.limits, scoring(query))?;
    let hits = selection.documents.iter().map(|d| d.found.passages).sum();
    let facets = match options.facets {
        true => Facets::of(snapshot, &places(selection.documents.iter()))?,
        false => Facets::default(),
    };
    let help =
        if selection.documents.is_empty() { Some(Help::of(snapshot, query, &options.limits)?) } else { None };
    let (documents, expansions) = (selection.documents.len(), ExpansionCount::of(&selection.expansions));
    let find =
        |sha256: &str| lookup(sha256).ok_or_else(|| SearchError::Missing { sha256: sha256.to_owned() });
    let range = (options.offset, options.offset.saturating_add(options.limit));
    let shown: Vec<Folded> = match options.fold {
        None => {
            let page = page(snapshot, &selection.documents, options.order, range)?;
            page.into_iter().map(|d| Folded::new(snapshot, d)).collect::<Result<_, _>>()?
        }
        Some(threshold) => {
            let all = page(snapshot, &selection.documents, options.order, (0, usize::MAX))?;
            let all = all.into_iter().map(|d| Folded::new(snapshot, d)).collect::<Result<Vec<_>, _>>()?;
            let read = |sha256: &str| decode(find(sha256)?, sha256);
            fold(all, threshold, &read)?.into_iter().skip(options.offset).take(options.limit).collect()
        }
    };
    let places: Vec<Place> = shown.iter().map(|folded| folded.document.place).collect();
    let listing = snapshot.matches_of(query, &selection.terms, &options.limits, &places)?;
    let matches: HashMap<Place, Matches<'_>> = listing.iter().collect();
    let stored = shown.iter().map(|f| find(&f.entry.sha256)).collect::<Result<Vec<D>, SearchError>>()?;
    let result = |(folded, stored): (Folded, D)| {
        let Folded { document: Selected { place, found }, entry, similar } = folded;
        let passages = matches.get(&place).map_or_else(Vec::new, |matches| passages(*matches));
        let document = decode(stored, &entry.sha256)?;
        let name = snapshot.name(&entry.sha256)?;
        let result = ResultDocument::new(&document, &entry, &found, &passages, name, options);
        Ok(ResultDocument { similar, ..result })
    };
    let results = shown.into_par_iter().zip(stored).map(result).collect::<Result<_, SearchError>>()?;
    Ok(Answer {
        query: query.source().to_owned(),
        read_as: query.to_string(),
        dialect: query.dialect().name().to_owned(),
        documents,
        hits,
        offset: options.offset,
        took_ms: started.elapsed().as_secs_f64() * 1000.0,
        notes: query.notes().to_vec(),
        expansions,
        facets,
        help,
        results,
    })
}

#[cfg(test)]
mod tests;
