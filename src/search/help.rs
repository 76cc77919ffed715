//! What to tell who finds nothing.

use crate::index::{Limits, SearchFailure, Snapshot};
use crate::query::Query;
use serde::{Deserialize, Serialize};

/// Where a query without a document fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// `0 documents for the query; 12 have all these words`.
    pub message: String,
    /// Documents that hold all the words, anywhere.
    pub all_words: usize,
    /// For each word or field, the documents that have it.
    pub words: Vec<(String, usize)>,
}

impl Help {
    pub(super) fn of(snapshot: &Snapshot, query: &Query, limits: &Limits) -> Result<Self, SearchFailure> {
        let count = |query: &Query| snapshot.count(query, limits).map(|s| s.documents.len());
        let parts = query.parts();
        let words = parts.iter().map(|part| Ok((part.to_string(), count(part)?)));
        let words = words.collect::<Result<Vec<_>, SearchFailure>>()?;
        let all_words = query.relaxed().map_or(Ok(0), |relaxed| count(&relaxed))?;
        let missing: Vec<String> = words.iter().filter(|w| w.1 == 0).map(|w| format!("`{}`", w.0)).collect();
        let message = if all_words > 0 {
            let have = if all_words == 1 { "1 has" } else { &format!("{all_words} have") };
            format!("0 documents for `{query}`; {have} all these words")
        } else if missing.is_empty() {
            format!("0 documents for `{query}`")
        } else {
            format!("0 documents for `{query}`; none has {}", missing.join(" or "))
        };
        Ok(Self { message, all_words, words })
    }
}
