//! What is kept of each document that matches.

use super::entry::Entry;
use super::walk::{Walk, Weights};
use crate::query::{Arena, Evaluator, Exhausted, Matches, Stretch};
use std::sync::Arc;
use tantivy::DocId;

/// A document that matches.
#[derive(Clone, Debug)]
pub struct Selected<T = Matches> {
    pub entry: Arc<Entry>,
    /// Its matches, or what was made of them; none where only document fields were asked for.
    pub found: T,
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
    type Given;

    /// Decides the document that `walk` is at.
    fn look(
        &mut self,
        walk: &Walk<'_>,
        doc: DocId,
        entry: &Entry,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<Self::Kept>, Exhausted>;

    fn give(self, kept: Vec<(&Arc<Entry>, Self::Kept)>) -> Vec<Selected<Self::Given>>;
}

fn selected<K, T>(kept: Vec<(&Arc<Entry>, K)>, found: impl Fn(K) -> T) -> Vec<Selected<T>> {
    kept.into_iter().map(|(entry, kept)| Selected { entry: entry.clone(), found: found(kept) }).collect()
}

/// Keeps all matches.
#[derive(Default)]
pub(super) struct Gather(Arena);

impl Keep for Gather {
    type Kept = Stretch;
    type Given = Matches;

    fn look(
        &mut self,
        walk: &Walk<'_>,
        _: DocId,
        _: &Entry,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<Stretch>, Exhausted> {
        evaluator.gather(&walk.places, &mut self.0)
    }

    fn give(self, kept: Vec<(&Arc<Entry>, Stretch)>) -> Vec<Selected> {
        let arena = Arc::new(self.0);
        selected(kept, |stretch| Matches::new(arena.clone(), stretch))
    }
}

/// Keeps the number of passages.
pub(super) struct Count;

impl Keep for Count {
    type Kept = usize;
    type Given = usize;

    fn look(
        &mut self,
        walk: &Walk<'_>,
        _: DocId,
        _: &Entry,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<usize>, Exhausted> {
        evaluator.passages(&walk.places)
    }

    fn give(self, kept: Vec<(&Arc<Entry>, usize)>) -> Vec<Selected<usize>> {
        selected(kept, |passages| passages)
    }
}

/// Keeps the number of passages and a score.
pub(super) struct Rank<'a, S> {
    pub weights: Weights,
    pub score: &'a S,
}

impl<S: Fn(&Occurring<'_>) -> f64> Keep for Rank<'_, S> {
    type Kept = Ranked;
    type Given = Ranked;

    fn look(
        &mut self,
        walk: &Walk<'_>,
        doc: DocId,
        entry: &Entry,
        evaluator: &Evaluator<'_>,
    ) -> Result<Option<Ranked>, Exhausted> {
        let Some(passages) = evaluator.passages(&walk.places)? else { return Ok(None) };
        let weights = self.weights.of(doc, &walk.places);
        let score = (self.score)(&Occurring { words: entry.words, passages, weights });
        Ok(Some(Ranked { passages, score }))
    }

    fn give(self, kept: Vec<(&Arc<Entry>, Ranked)>) -> Vec<Selected<Ranked>> {
        selected(kept, |ranked| ranked)
    }
}
