//! Searches that are kept and run again.

use crate::query::{Dialect, Query, QueryError, parse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A search with a name and what it found when it was last run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    pub name: String,
    pub query: String,
    pub dialect: String,
    /// The store's sequence number at the last run; `None` before the first.
    pub sequence: Option<u64>,
    /// Hashes of the documents that the last run found.
    #[serde(default)]
    pub documents: BTreeSet<String>,
}

/// How the documents of a saved search differ from those of its last run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub new: Vec<String>,
    pub gone: Vec<String>,
}

impl SavedSearch {
    /// # Errors
    /// Where the query can't be read in its dialect: it is then not saved.
    pub fn new(name: impl Into<String>, query: &str, dialect: Dialect) -> Result<Self, QueryError> {
        parse(query, dialect)?;
        Ok(Self {
            name: name.into(),
            query: query.to_owned(),
            dialect: dialect.name().to_owned(),
            sequence: None,
            documents: BTreeSet::new(),
        })
    }

    /// The query as it is read today.
    ///
    /// # Errors
    /// Where a later version no longer reads it.
    pub fn read(&self) -> Result<Query, QueryError> {
        parse(&self.query, self.dialect.parse().unwrap_or_default())
    }

    /// Takes over what a run found and tells what is new.
    pub fn update(&mut self, documents: impl IntoIterator<Item = String>, sequence: u64) -> Changes {
        let now: BTreeSet<String> = documents.into_iter().collect();
        let changes = Changes {
            new: now.difference(&self.documents).cloned().collect(),
            gone: self.documents.difference(&now).cloned().collect(),
        };
        self.documents = now;
        self.sequence = Some(sequence);
        changes
    }
}
