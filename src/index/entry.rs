use crate::document::{Mode, NameForms, Record, Speaker};
use crate::query::Facts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the index knows of a document besides its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub sha256: String,
    /// Number of words.
    pub words: u32,
    /// SHA-256 of the mail or archive it came in.
    pub parent: Option<String>,
    pub facts: Facts,
    /// What citations may call it.
    #[serde(default)]
    pub names: NameForms,
    #[serde(default)]
    pub tags: TagFacts,
}

/// What the findings of a document are about, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagFacts {
    pub concepts: BTreeSet<String>,
    pub modes: BTreeSet<Mode>,
    pub speakers: BTreeSet<Speaker>,
}

impl TagFacts {
    fn of(record: &Record) -> Self {
        let findings = &record.findings;
        Self {
            concepts: findings.iter().map(|f| f.concept.clone()).collect(),
            modes: findings.iter().map(|f| f.mode).collect(),
            speakers: findings.iter().map(|f| f.speaker).collect(),
        }
    }
}

impl Entry {
    pub(super) fn new(record: &Record, words: usize) -> Self {
        Self {
            sha256: record.document.sha256.clone(),
            words: words as u32,
            parent: record.parent.clone(),
            facts: Facts::from(record),
            names: NameForms::of(&record.document),
            tags: TagFacts::of(record),
        }
    }
}
