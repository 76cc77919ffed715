//! Random nested queries over random documents, against a naive matcher that knows nothing of the
//! algebra: it tries all pairs of raw words. Documents, spans and witnesses must agree, in memory and
//! from the index. An optimised build (`cargo test --release --test matcher`) runs 20,000 queries over
//! 500 documents; `PINCITE_MATCHER_QUERIES` and `PINCITE_MATCHER_DOCUMENTS` set other sizes.

#![allow(clippy::unwrap_used, reason = "a test fails where it can't go on")]

mod generate;
mod naive;

use generate::{Random, document, query};
use naive::{Outcome, Raw, evaluate, lift};
use pincite::index::{Index, Limits};
use pincite::query::{Budget, Dialect, Facts, Match, TokenText, find, parse};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

fn size(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

struct Corpus {
    raws: Vec<Raw>,
    texts: Vec<(TokenText, Facts)>,
    index: Index,
}

fn corpus(documents: usize) -> Corpus {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (raws, records): (Vec<_>, Vec<_>) = (0..documents).map(|i| document(&mut random, i)).unzip();
    let mut index = Index::in_memory().unwrap();
    for (i, record) in records.iter().enumerate() {
        index.add(record).unwrap();
        if i % 150 == 149 {
            index.commit(i as u64).unwrap();
        }
    }
    index.commit(documents as u64).unwrap();
    let text =
        |r: &pincite::document::Record| (TokenText::with_findings(&r.document, &r.findings), Facts::from(r));
    Corpus { raws, texts: records.iter().map(text).collect(), index }
}

/// The matches in each document that satisfies the query.
type Found = BTreeMap<usize, Vec<Match>>;

#[test]
fn every_path_finds_what_a_naive_matcher_finds() {
    let corpus = corpus(size("PINCITE_MATCHER_DOCUMENTS", 500));
    let snapshot = corpus.index.snapshot().unwrap();
    let entries = snapshot.entries().unwrap();
    let numbers: HashMap<_, usize> =
        entries.into_iter().map(|(place, entry)| (place, entry.sha256.parse().unwrap())).collect();
    let queries = size("PINCITE_MATCHER_QUERIES", if cfg!(debug_assertions) { 2_000 } else { 20_000 });
    let totals = (0..queries)
        .into_par_iter()
        .map(|seed| {
            let mut random = Random((seed as u64 + 1).wrapping_mul(0xD134_2543_DE82_EF95));
            (0..5).for_each(|_| {
                random.below(2);
            });
            let node = query(&mut random, 4);
            let written = node.to_string();
            let lifted = lift(node);
            let parsed = parse(&written, Dialect::Native);
            let (Ok(lifted), Ok(parsed)) = (&lifted, &parsed) else {
                assert_eq!(lifted.is_err(), parsed.is_err(), "`{written}`: {lifted:?} {parsed:?}");
                return [0, 0, 1];
            };
            assert_eq!(
                &parse(&parsed.to_string(), Dialect::Native).unwrap().to_string(),
                &parsed.to_string()
            );
            let expected: Found = (corpus.raws.iter().enumerate())
                .filter_map(|(i, raw)| Some((i, evaluate(lifted, raw)?.into_iter().map(to_match).collect())))
                .collect();
            let binder = parsed.binder();
            let in_memory: Found = (corpus.texts.iter().enumerate())
                .filter_map(|(i, (text, facts))| {
                    Some((i, find(parsed, &binder.bind(text, Some(facts)), &Budget::default()).unwrap()?))
                })
                .collect();
            assert_same(&corpus, &written, &in_memory, &expected, "memory");
            let selection = snapshot.search(parsed, &Limits::default()).unwrap();
            let indexed: Found =
                selection.iter().map(|(place, matches)| (numbers[&place], matches.to_vec())).collect();
            assert_same(&corpus, &written, &indexed, &expected, "index");
            [expected.len(), expected.values().map(Vec::len).sum(), 0]
        })
        .reduce(|| [0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
    let [documents, matches, refused] = totals;
    println!(
        "{queries} queries ({refused} refused alike) x {} documents: {documents} documents and {matches} matches agree",
        corpus.raws.len()
    );
    assert!(documents > queries && refused * 2 < queries, "the queries found too little to show anything");
}

fn to_match((start, end, witnesses): Outcome) -> Match {
    Match { start, end, witnesses }
}

fn assert_same(corpus: &Corpus, query: &str, found: &Found, expected: &Found, path: &str) {
    if found != expected {
        let i = found.keys().chain(expected.keys()).find(|i| found.get(i) != expected.get(i));
        let (got, want) = (i.and_then(|i| found.get(i)), i.and_then(|i| expected.get(i)));
        let text = i.map_or("", |i| corpus.texts[*i].0.text());
        panic!("`{query}` from {path} in document {i:?}, {text:?}:\nfound    {got:?}\nexpected {want:?}");
    }
}
