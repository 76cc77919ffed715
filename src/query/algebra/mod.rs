//! The span algebra: which words of a text satisfy a query.
//!
//! A match is a span of positions with the words that witness it. Distances are between the nearest
//! edges of two spans; spans that overlap satisfy no connector. Every span is kept, not only the
//! shortest. Proximities look only at operands inside their window (both lists are sorted by start),
//! so the work is that of the matches found; a [`Budget`] bounds those.

mod evaluator;
mod found;
mod matches;
mod near;
mod rows;
mod set;

pub use evaluator::Evaluator;
pub use found::Spare;
pub use matches::{Arena, MatchRef, Matches, Stretch};

use super::tree::{AtomId, FieldId, Query, Unit};
use std::ops::Range;

/// Positions `start..end` at which an atom stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Extent {
    pub start: u32,
    pub end: u32,
}

/// What the algebra asks of a text.
pub trait Postings {
    /// Where an atom stands, by start then end, each extent once.
    fn atom(&self, atom: AtomId) -> &[Extent];
    /// The positions of the unit that holds `position`; the last may be open (`u32::MAX`).
    fn unit(&self, unit: Unit, position: u32) -> Range<u32>;
    fn field(&self, field: FieldId) -> bool;
}

/// A span of positions, `end` not included, and the positions of the words that witness it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Match {
    pub start: u32,
    pub end: u32,
    /// In order, each once.
    pub witnesses: Vec<u32>,
}

/// How many matches one operator may have in one text.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    pub matches: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { matches: 2_000_000 }
    }
}

/// An operator that has too many matches in one text to list them all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{operator}` has more than {limit} matches in one document\nhint: use a smaller distance, `w/s` or `w/p`, or rarer words"
)]
pub struct Exhausted {
    pub operator: String,
    pub limit: usize,
}

/// All matches of a query in a text, in order; `None` where the text does not satisfy it. A query of
/// fields alone can be satisfied without a match.
///
/// # Errors
/// Where an operator has more matches than the budget allows.
pub fn find(query: &Query, text: &impl Postings, budget: &Budget) -> Result<Option<Vec<Match>>, Exhausted> {
    Evaluator::new(query, budget).find(text)
}

/// How many passages match: matches that share words count once. As [`find`], without the matches.
///
/// # Errors
/// As [`find`].
pub fn count_passages(
    query: &Query,
    text: &impl Postings,
    budget: &Budget,
) -> Result<Option<usize>, Exhausted> {
    Evaluator::new(query, budget).passages(text)
}

/// The extents that start at a position.
pub(super) fn followers(extents: &[Extent], start: u32) -> impl Iterator<Item = &Extent> {
    let from = extents.partition_point(|e| e.start < start);
    extents[from..].iter().take_while(move |e| e.start == start)
}
