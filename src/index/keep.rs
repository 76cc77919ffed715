//! What is kept of each document that matches.

use super::walk::{Walk, Weights};
use crate::query::{Arena, Evaluator, Exhausted, Stretch};
use tantivy::DocId;
use tantivy::columnar::Column;

/// A document that matches.
#[derive(Clone, Debug)]
pub struct Selected<T> {
    pub place: Place,
    /// Its matches, or what was made of them; none where only document fields were asked for.
    pub found: T,
}

/// Where a snapshot holds a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub(super) segment: u32,
    pub(super) doc: DocId,
}

/// A document's place in an order by score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub passages: usize,
    pub score: f64,
}

/// What a score is made of.
#[derive(Clone, Copy, Debug)]
pub struct Occurring<'a> {
    /// Number of words of the document.
    pub words: u32,
    pub passages: usize,
    /// For each atom of the query, how often it stands in the document; one in a heading counts
    /// twice, one in a numbered paragraph one and a half times.
    pub weights: &'a [f32],
}

/// Decides the documents of one segment, one after the other.
pub(super) trait Keep {
    type Kept;

    /// Decides the document that `walk` is at.
    fn look(
        &mut self,
        walk: &Walk<'_>,
        doc: DocId,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<Self::Kept>, Exhausted>;
}

/// Keeps all matches.
#[derive(Default)]
pub(super) struct Gather(pub Arena);

impl Keep for Gather {
    type Kept = Stretch;

    fn look(
        &mut self,
        walk: &Walk<'_>,
        _: DocId,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<Stretch>, Exhausted> {
        evaluator.gather(&walk.places, &mut self.0)
    }
}

/// Keeps the number of passages.
pub(super) struct Count;

impl Keep for Count {
    type Kept = usize;

    fn look(
        &mut self,
        walk: &Walk<'_>,
        _: DocId,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<usize>, Exhausted> {
        evaluator.passages(&walk.places)
    }
}

/// Keeps the number of passages and a score.
pub(super) struct Rank<'a, S> {
    pub weights: Weights,
    /// Numbers of words, by document.
    pub lengths: Column<u64>,
    pub score: &'a S,
}

impl<S: Fn(&Occurring<'_>) -> f64> Keep for Rank<'_, S> {
    type Kept = Ranked;

    fn look(
        &mut self,
        walk: &Walk<'_>,
        doc: DocId,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<Ranked>, Exhausted> {
        let Some(passages) = evaluator.passages(&walk.places)? else { return Ok(None) };
        let weights = self.weights.of(doc, &walk.places);
        let words = self.lengths.first(doc).unwrap_or_default() as u32;
        let score = (self.score)(&Occurring { words, passages, weights });
        Ok(Some(Ranked { passages, score }))
    }
}
