use crate::document::{NameForms, Record};
use serde::{Deserialize, Serialize};

/// What the index keeps of a document to show it; what it is counted and asked by stands in columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub sha256: String,
    /// SHA-256 of the mail or archive it came in.
    pub parent: Option<String>,
    /// In order.
    pub paths: Vec<String>,
    /// The earliest of its dates; ISO 8601.
    pub date: Option<String>,
    /// What citations may call it.
    #[serde(default)]
    pub names: NameForms,
}

impl Entry {
    pub(super) fn new(record: &Record) -> Self {
        let mut paths = record.paths.clone();
        paths.sort_unstable();
        Self {
            sha256: record.document.sha256.clone(),
            parent: record.parent.clone(),
            paths,
            date: crate::query::Facts::from(record).date().map(str::to_owned),
            names: NameForms::of(&record.document),
        }
    }

    /// The first of its paths.
    pub fn path(&self) -> &str {
        self.paths.first().map_or("", String::as_str)
    }
}
