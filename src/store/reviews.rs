//! The log of reviews: what reviewers decided about findings.

use super::files::next_sequence;
use super::{Matter, StoreError};
use crate::document::{Finding, Review, apply_reviews};
use rusqlite::params;
use std::collections::HashMap;

/// The entries of the log by the document that they are about, each document's in order.
#[derive(Debug, Default)]
pub(super) struct Reviews(HashMap<String, Vec<Review>>);

impl Reviews {
    pub fn apply(&self, sha256: &str, findings: &mut [Finding]) {
        if let Some(reviews) = self.0.get(sha256) {
            apply_reviews(sha256, findings, reviews);
        }
    }
}

impl Matter {
    /// Adds entries to the log, in one transaction; the documents that they are about count as
    /// written again, so that the index follows.
    ///
    /// # Errors
    /// Where the database does not take them; then none is added.
    pub fn add_reviews(&mut self, reviews: &[Review]) -> Result<(), StoreError> {
        let db_path = self.db_path.clone();
        let failed = StoreError::database(&db_path);
        let transaction = self.db.transaction().map_err(&failed)?;
        let sequence = next_sequence(&transaction).map_err(&failed)?;
        for review in reviews {
            let entry = serde_json::to_string(review)
                .map_err(|source| StoreError::Decode { path: db_path.clone(), source })?;
            transaction
                .execute("INSERT INTO review (document, entry) VALUES (?1, ?2)", [&review.document, &entry])
                .and_then(|_| {
                    let touch = "UPDATE document SET sequence = ?1 WHERE sha256 = ?2";
                    transaction.execute(touch, params![sequence as i64, review.document])
                })
                .map_err(&failed)?;
        }
        transaction.commit().map_err(&failed)
    }

    /// The whole log, the oldest entry first.
    pub fn reviews(&self) -> Result<Vec<Review>, StoreError> {
        if !self.has_table("review")? {
            return Ok(Vec::new());
        }
        let failed = self.database_error();
        let mut query = self.db.prepare("SELECT entry FROM review ORDER BY number").map_err(&failed)?;
        let rows = query.query_map([], |row| row.get::<_, String>(0)).map_err(&failed)?;
        let decode = |entry: rusqlite::Result<String>| {
            serde_json::from_str(&entry.map_err(&failed)?)
                .map_err(|source| StoreError::Decode { path: self.db_path.clone(), source })
        };
        rows.map(decode).collect()
    }

    pub(super) fn reviews_by_document(&self) -> Result<Reviews, StoreError> {
        let mut by_document: HashMap<String, Vec<Review>> = HashMap::new();
        for review in self.reviews()? {
            by_document.entry(review.document.clone()).or_default().push(review);
        }
        Ok(Reviews(by_document))
    }

    /// A matter of an earlier version lacks later tables until it is next written to.
    pub(super) fn has_table(&self, name: &str) -> Result<bool, StoreError> {
        self.db
            .query_row("SELECT count(*) FROM sqlite_master WHERE name = ?1", [name], |row| {
                row.get::<_, i64>(0)
            })
            .map(|tables| tables > 0)
            .map_err(self.database_error())
    }
}
