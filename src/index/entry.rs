use crate::document::Record;
use crate::query::Facts;
use serde::{Deserialize, Serialize};

/// What the index knows of a document besides its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub sha256: String,
    /// Number of words.
    pub words: u32,
    /// SHA-256 of the mail or archive it came in.
    pub parent: Option<String>,
    pub facts: Facts,
}

impl Entry {
    pub(super) fn new(record: &Record, words: usize) -> Self {
        Self {
            sha256: record.document.sha256.clone(),
            words: words as u32,
            parent: record.parent.clone(),
            facts: Facts::from(record),
        }
    }
}
