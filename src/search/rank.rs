//! The order of documents.

use super::Order;
use crate::index::{Entry, Selected, Selection};
use crate::query::Query;
use std::cmp::Ordering;
use std::sync::Arc;

/// A document that matches, without its matches.
pub(super) struct Counted {
    pub entry: Arc<Entry>,
    pub hits: usize,
    weights: Vec<f32>,
}

impl Counted {
    pub fn new(selected: Selected<usize>) -> Self {
        Self { hits: selected.found, entry: selected.entry, weights: selected.weights }
    }

    fn path(&self) -> Option<&String> {
        self.entry.facts.paths.first()
    }
}

/// Saturation of repeated words and weight of the length, as usual for Okapi BM25.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Documents with their scores, in order; equal ones by path and hash, so that the order is stable.
pub(super) fn rank(query: &Query, selection: Selection<usize>, order: Order) -> Vec<(Counted, f64)> {
    let Selection { documents, frequencies, total, mean_words, .. } = selection;
    let documents = documents.into_iter().map(Counted::new);
    let rarity = |frequency: u64| {
        let (n, f) = (total as f64, (frequency as f64).min(total as f64));
        (1.0 + (n - f + 0.5) / (f + 0.5)).ln()
    };
    let atoms: Vec<(usize, f64)> =
        query.positive().iter().map(|id| (id.0 as usize, rarity(frequencies[id.0 as usize]))).collect();
    let score = |document: &Counted| -> f64 {
        let length = f64::from(document.entry.words) / f64::from(mean_words).max(1.0);
        let norm = K1 * (1.0 - B + B * length);
        let atom = |(i, rarity): &(usize, f64)| {
            let times = f64::from(document.weights[*i]);
            rarity * times * (K1 + 1.0) / (times + norm)
        };
        // Words that stand together as asked count beyond the words alone.
        let hits = document.hits as f64;
        atoms.iter().map(atom).sum::<f64>() * (1.0 + hits / (hits + norm))
    };
    let mut ranked: Vec<(Counted, f64)> =
        documents.map(|d| (score(&d), d)).map(|(score, d)| (d, score)).collect();
    ranked.sort_by(|a, b| compare(a, b, order));
    ranked
}

fn compare(a: &(Counted, f64), b: &(Counted, f64), order: Order) -> Ordering {
    let (x, y) = (&a.0, &b.0);
    let score = b.1.total_cmp(&a.1);
    let by_order = match order {
        Order::Score => score,
        Order::Hits => y.hits.cmp(&x.hits).then(score),
        Order::Path => Ordering::Equal,
        Order::Date | Order::Newest => {
            by_date(x.entry.facts.date(), y.entry.facts.date(), order == Order::Newest)
        }
    };
    by_order.then_with(|| x.path().cmp(&y.path())).then_with(|| x.entry.sha256.cmp(&y.entry.sha256))
}

fn by_date(a: Option<&str>, b: Option<&str>, newest_first: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if newest_first => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
