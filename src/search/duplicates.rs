//! Documents that say nearly the same, by MinHash over runs of words (Broder 1997).

use crate::query::TokenText;
use std::collections::{BTreeSet, HashMap};

/// Words in a run.
const RUN: usize = 5;
const HASHES: usize = 128;
/// Hashes that must agree for a pair to be looked at: 32 bands of 4 miss a pair of similarity 0.8
/// once in ten million times, one of 0.5 once in eight.
const BAND: usize = 4;

/// The distinct runs of words of a text, as sorted hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// A text shorter than a run is one run.
    pub fn of(text: &TokenText) -> Self {
        let words: Vec<u64> =
            text.forms().filter(|(f, _)| f.length == 1).map(|(_, term)| hash(term.as_bytes())).collect();
        let run = RUN.min(words.len()).max(1);
        let mut hashes: Vec<u64> =
            words.windows(run).map(|w| w.iter().fold(0, |all, &word| mix(all ^ word))).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Shared runs over all runs of both, 0 to 1; 0 where one has none.
    pub fn similarity(&self, other: &Shingles) -> f64 {
        let shared = self.0.iter().filter(|hash| other.0.binary_search(hash).is_ok()).count();
        let all = self.0.len() + other.0.len() - shared;
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }
}

/// The least of each of 128 hashes over a text's runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature(Vec<u64>);

impl Signature {
    /// `None` for a text without words.
    pub fn of(shingles: &Shingles) -> Option<Self> {
        if shingles.0.is_empty() {
            return None;
        }
        let least =
            |seed: u64| shingles.0.iter().map(|&run| mix(run ^ mix(seed + 1))).min().unwrap_or(u64::MAX);
        Some(Self((0..HASHES as u64).map(least).collect()))
    }
}

/// Two documents and how much they share.
#[derive(Clone, Debug, PartialEq)]
pub struct NearDuplicate {
    /// Places in the list that was given, the lower first.
    pub first: usize,
    pub second: usize,
    pub similarity: f64,
}

/// All pairs that share at least `threshold` (0 to 1) of their runs, most alike first.
pub fn near_duplicates(documents: &[Shingles], threshold: f64) -> Vec<NearDuplicate> {
    let signatures: Vec<Option<Signature>> = documents.iter().map(Signature::of).collect();
    let mut buckets: HashMap<(usize, &[u64]), Vec<usize>> = HashMap::new();
    for (i, signature) in signatures.iter().enumerate() {
        for (band, hashes) in signature.iter().flat_map(|s| s.0.chunks(BAND).enumerate()) {
            buckets.entry((band, hashes)).or_default().push(i);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for bucket in buckets.values() {
        for (at, &first) in bucket.iter().enumerate() {
            pairs.extend(bucket[at + 1..].iter().map(|&second| (first, second)));
        }
    }
    let similar = |(first, second): (usize, usize)| {
        let similarity = documents[first].similarity(&documents[second]);
        (similarity >= threshold).then_some(NearDuplicate { first, second, similarity })
    };
    let mut found: Vec<NearDuplicate> = pairs.into_iter().filter_map(similar).collect();
    found.sort_by(|a, b| {
        b.similarity.total_cmp(&a.similarity).then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    found
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The finalizer of SplitMix64.
fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
