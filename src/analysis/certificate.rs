//! What was searched, with what result: the facts of a search certificate.

use super::{Evidence, View};
use crate::document::{Mode, Outcome, ReviewState, Speaker};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A concept that one side raises and the company's documents do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotFound {
    pub concept: String,
    pub name: String,
    /// How many statements allege, report or claim it.
    pub raised: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Certificate {
    pub documents: usize,
    pub pages: usize,
    pub paragraphs: usize,
    pub statements: usize,
    pub concepts_searched: usize,
    /// Findings by what reviewers made of them; the rejected ones are no statements.
    pub reviewed: BTreeMap<ReviewState, usize>,
    /// Files by outcome; they add up to the files met.
    pub files: BTreeMap<Outcome, usize>,
    /// SHA-256 over the sorted hashes of all documents, one a line.
    pub digest: String,
    /// Names and versions of the readers used.
    pub readers: BTreeSet<String>,
    /// Raised against the company, and in none of the company's own words.
    pub not_found: Vec<NotFound>,
}

pub fn certificate(view: &View<'_>) -> Certificate {
    let documents = || view.records.iter().map(|r| &r.document);
    let mut files = BTreeMap::new();
    for file in view.files {
        *files.entry(file.outcome).or_insert(0) += 1;
    }
    let mut reviewed = BTreeMap::new();
    for finding in view.records.iter().flat_map(|r| &r.findings) {
        *reviewed.entry(finding.review).or_insert(0) += 1;
    }
    Certificate {
        documents: view.records.len(),
        pages: documents().map(|d| d.pages.len()).sum(),
        paragraphs: documents().map(|d| d.paragraphs.len()).sum(),
        statements: view.evidence.len(),
        concepts_searched: view.concepts.0.len(),
        reviewed,
        files,
        digest: digest(documents().map(|d| d.sha256.as_str())),
        readers: documents().map(|d| d.extractor.clone()).collect(),
        not_found: not_found(view),
    }
}

/// One hash for a set of documents, whatever their order.
pub fn digest<'a>(hashes: impl Iterator<Item = &'a str>) -> String {
    let sorted: BTreeSet<&str> = hashes.collect();
    let mut hasher = Sha256::new();
    for hash in sorted {
        hasher.update(hash.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn not_found(view: &View<'_>) -> Vec<NotFound> {
    let mut raised: BTreeMap<&str, usize> = BTreeMap::new();
    let mut answered: BTreeSet<&str> = BTreeSet::new();
    let concerns = |c: &str| c.starts_with("practice:") || c.starts_with("data:");
    let says_a_fact = |e: &&Evidence<'_>| !matches!(e.mode, Mode::Law | Mode::Risk);
    let raises = |e: &&Evidence<'_>| concerns(e.concept) && e.concept != "data:generic";
    for e in view.evidence.iter().filter(raises).filter(says_a_fact) {
        if e.speaker == Speaker::Company {
            answered.insert(e.concept);
        } else {
            *raised.entry(e.concept).or_default() += 1;
        }
    }
    let mut missing: Vec<NotFound> = raised
        .into_iter()
        .filter(|(concept, _)| !answered.contains(concept))
        .map(|(concept, raised)| NotFound {
            concept: concept.to_owned(),
            name: view.concepts.name(concept).to_owned(),
            raised,
        })
        .collect();
    missing.sort_by(|a, b| view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)));
    missing
}
