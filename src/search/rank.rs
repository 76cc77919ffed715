//! The order of documents.

use super::Order;
use crate::index::{Entry, Occurring, Ranked, Selected, Statistics};
use crate::query::Query;
use std::cmp::Ordering;

/// Saturation of repeated words and weight of the length, as usual for Okapi BM25.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The score of a document by Okapi BM25 over the query's words, those in headings and allegations
/// weighing more, raised where the words stand together as asked.
pub(super) fn scoring(
    query: &Query,
) -> impl FnOnce(&Statistics) -> Box<dyn Fn(&Occurring<'_>) -> f64 + Sync> {
    let positive = query.positive();
    move |statistics| {
        let total = statistics.total as f64;
        let rarity = |frequency: u64| {
            let frequency = (frequency as f64).min(total);
            (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln()
        };
        let atoms: Vec<(usize, f64)> = positive
            .iter()
            .map(|id| (id.0 as usize, rarity(statistics.frequencies[id.0 as usize])))
            .collect();
        let mean = f64::from(statistics.mean_words).max(1.0);
        Box::new(move |document| {
            let norm = K1 * (1.0 - B + B * f64::from(document.words) / mean);
            let atom = |(i, rarity): &(usize, f64)| {
                let times = f64::from(document.weights[*i]);
                rarity * times * (K1 + 1.0) / (times + norm)
            };
            // Words that stand together as asked count beyond the words alone.
            let hits = document.passages as f64;
            atoms.iter().map(atom).sum::<f64>() * (1.0 + hits / (hits + norm))
        })
    }
}

/// The documents `from..to` of an order, equal ones by path and hash, so that the order is stable.
pub(super) fn page(
    mut documents: Vec<Selected<Ranked>>,
    order: Order,
    (from, to): (usize, usize),
) -> Vec<Selected<Ranked>> {
    let by = |a: &Selected<Ranked>, b: &Selected<Ranked>| compare(a, b, order);
    if to < documents.len() {
        documents.select_nth_unstable_by(to, by);
        documents.truncate(to);
    }
    documents.sort_by(by);
    documents.drain(..from.min(documents.len()));
    documents
}

fn compare(a: &Selected<Ranked>, b: &Selected<Ranked>, order: Order) -> Ordering {
    let (x, y) = (&a.entry, &b.entry);
    let score = b.found.score.total_cmp(&a.found.score);
    let by_order = match order {
        Order::Score => score,
        Order::Hits => b.found.passages.cmp(&a.found.passages).then(score),
        Order::Path => Ordering::Equal,
        Order::Date | Order::Newest => by_date(x.facts.date(), y.facts.date(), order == Order::Newest),
    };
    by_order.then_with(|| path(x).cmp(&path(y))).then_with(|| x.sha256.cmp(&y.sha256))
}

fn path(entry: &Entry) -> Option<&String> {
    entry.facts.paths.first()
}

fn by_date(a: Option<&str>, b: Option<&str>, newest_first: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if newest_first => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
