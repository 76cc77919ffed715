//! Near-duplicates in an answer, listed under the first of them.

use super::SearchError;
use super::answer::Similar;
use super::duplicates::{Shingles, near_duplicates};
use crate::document::Document;
use crate::index::{Entry, Ranked, SearchFailure, Selected, Snapshot};
use crate::query::TokenText;

/// A document of an answer with those that say nearly the same.
pub(super) struct Folded {
    pub document: Selected<Ranked>,
    pub entry: Entry,
    /// In the order of the answer.
    pub similar: Vec<Similar>,
}

impl Folded {
    /// The document alone.
    pub fn new(snapshot: &Snapshot, document: Selected<Ranked>) -> Result<Self, SearchFailure> {
        Ok(Self { entry: snapshot.entry(document.place)?, document, similar: Vec::new() })
    }
}

/// Puts every document under the first before it that it shares at least `threshold` of its runs with,
/// if that one stands on its own.
pub(super) fn fold(
    mut documents: Vec<Folded>,
    threshold: f64,
    find: &impl Fn(&str) -> Result<Document, SearchError>,
) -> Result<Vec<Folded>, SearchError> {
    let shingles = documents
        .iter()
        .map(|d| Ok(Shingles::of(&TokenText::of(&find(&d.entry.sha256)?))))
        .collect::<Result<Vec<_>, SearchError>>()?;
    let mut pairs = near_duplicates(&shingles, threshold);
    pairs.sort_by_key(|pair| (pair.second, pair.first));
    let mut under: Vec<Option<(usize, f64)>> = vec![None; documents.len()];
    for pair in pairs {
        if under[pair.first].is_none() && under[pair.second].is_none() {
            under[pair.second] = Some((pair.first, pair.similarity));
        }
    }
    for (i, above) in under.iter().enumerate() {
        if let Some((above, similarity)) = above {
            let similar = Similar::new(&documents[i].entry, *similarity);
            documents[*above].similar.push(similar);
        }
    }
    let mut own = under.iter().map(Option::is_none);
    documents.retain(|_| own.next().unwrap_or(true));
    Ok(documents)
}
