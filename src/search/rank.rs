//! The order of documents.

use super::Order;
use crate::index::{Fact, Occurring, Place, Ranked, SearchFailure, Selected, Snapshot, Statistics};
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

/// The documents `from..to` of an order, equal ones by path, so that the order is stable.
pub(super) fn page(
    snapshot: &Snapshot,
    documents: &[Selected<Ranked>],
    order: Order,
    (from, to): (usize, usize),
) -> Result<Vec<Selected<Ranked>>, SearchFailure> {
    let dates = match order {
        Order::Date | Order::Newest => snapshot.first_values(Fact::Date, &places(documents.iter()))?,
        _ => Vec::new(),
    };
    let by = |&a: &usize, &b: &usize| compare(documents, &dates, order, (a, b));
    let mut shown: Vec<usize> = (0..documents.len()).collect();
    if (1..shown.len()).contains(&to) {
        // those equal to the last one of the page may come before it by their paths
        let (_, &mut last, _) = shown.select_nth_unstable_by(to - 1, by);
        shown.retain(|at| by(at, &last).is_le());
    }
    let paths = snapshot.first_values(Fact::Path, &places(shown.iter().map(|&at| &documents[at])))?;
    let mut shown: Vec<(usize, Option<String>)> = shown.into_iter().zip(paths).collect();
    shown.sort_by(|(a, path), (b, other)| {
        let place = |at: &usize| documents[*at].place;
        by(a, b).then_with(|| path.cmp(other)).then_with(|| place(a).cmp(&place(b)))
    });
    let page = shown.into_iter().take(to).skip(from);
    Ok(page.map(|(at, _)| documents[at].clone()).collect())
}

pub(super) fn places<'a>(documents: impl Iterator<Item = &'a Selected<Ranked>>) -> Vec<Place> {
    documents.map(|document| document.place).collect()
}

fn compare(
    documents: &[Selected<Ranked>],
    dates: &[Option<String>],
    order: Order,
    (a, b): (usize, usize),
) -> Ordering {
    let (x, y) = (&documents[a].found, &documents[b].found);
    let score = y.score.total_cmp(&x.score);
    match order {
        Order::Score => score,
        Order::Hits => y.passages.cmp(&x.passages).then(score),
        Order::Path => Ordering::Equal,
        Order::Date | Order::Newest => {
            by_date(dates[a].as_deref(), dates[b].as_deref(), order == Order::Newest)
        }
    }
}

fn by_date(a: Option<&str>, b: Option<&str>, newest_first: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if newest_first => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
