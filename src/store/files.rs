//! Files met, their outcomes, and one transaction of changes.

use super::{Matter, StoreError, StoredDocument, documents};
use crate::document::{FileOutcome, Outcome};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A file met, under the absolute path that identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Identifies the file; a member of a container has the container's path, `!/` and its name.
    pub absolute: String,
    /// Absolute path of the container it came in.
    pub container: Option<String>,
    /// What is shown: the path as given.
    pub outcome: FileOutcome,
}

/// What one transaction does. Files that no longer lead to a document remove it.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub files: Vec<FileEntry>,
    pub documents: Vec<StoredDocument>,
    /// Absolute paths to forget, with all members of a container.
    pub vanished: Vec<String>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.documents.is_empty() && self.vanished.is_empty()
    }
}

impl Matter {
    /// Applies changes in one transaction and returns the sequence number it made.
    pub fn apply(&mut self, changes: &Changes) -> Result<u64, StoreError> {
        let db_path = self.db_path.clone();
        let failed = StoreError::database(&db_path);
        let transaction = self.db.transaction().map_err(&failed)?;
        let sequence = next_sequence(&transaction).map_err(&failed)?;
        for absolute in &changes.vanished {
            forget(&transaction, absolute).map_err(&failed)?;
        }
        for file in &changes.files {
            put_file(&transaction, file).map_err(&failed)?;
        }
        for document in &changes.documents {
            documents::put(&transaction, document, sequence, &db_path)?;
        }
        remove_orphans(&transaction, sequence).map_err(&failed)?;
        transaction.commit().map_err(&failed)?;
        Ok(sequence)
    }

    /// The number of the last transaction; 0 for a new matter.
    pub fn sequence(&self) -> Result<u64, StoreError> {
        self.db
            .query_row("SELECT value FROM counter WHERE name = 'sequence'", [], |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs)
            .map_err(self.database_error())
    }

    /// Every file met, by shown path.
    pub fn files(&self) -> Result<Vec<FileEntry>, StoreError> {
        let failed = self.database_error();
        let mut query = self.db.prepare("SELECT * FROM file ORDER BY path, absolute").map_err(&failed)?;
        let rows = query.query_map([], read_file).map_err(&failed)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&failed)
    }

    /// One file by its absolute path.
    pub fn file(&self, absolute: &str) -> Result<Option<FileEntry>, StoreError> {
        self.db
            .query_row("SELECT * FROM file WHERE absolute = ?1", [absolute], read_file)
            .optional()
            .map_err(self.database_error())
    }

    /// Members of a container, by absolute path.
    pub fn members(&self, container: &str) -> Result<Vec<FileEntry>, StoreError> {
        let failed = self.database_error();
        let mut query =
            self.db.prepare("SELECT * FROM file WHERE container = ?1 ORDER BY absolute").map_err(&failed)?;
        let rows = query.query_map([container], read_file).map_err(&failed)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&failed)
    }
}

pub(super) fn next_sequence(db: &Connection) -> rusqlite::Result<u64> {
    db.query_row("UPDATE counter SET value = value + 1 WHERE name = 'sequence' RETURNING value", [], |row| {
        row.get::<_, i64>(0)
    })
    .map(i64::unsigned_abs)
}

/// Forgets a file and, down the containers, its members.
fn forget(db: &Connection, absolute: &str) -> rusqlite::Result<()> {
    db.execute(
        "WITH RECURSIVE gone (absolute) AS (
             SELECT ?1
             UNION SELECT file.absolute FROM file JOIN gone ON file.container = gone.absolute
         )
         DELETE FROM file WHERE absolute IN (SELECT absolute FROM gone)",
        [absolute],
    )?;
    Ok(())
}

fn put_file(db: &Connection, file: &FileEntry) -> rusqlite::Result<()> {
    let FileOutcome { path, sha256, bytes, media_type, outcome, reason } = &file.outcome;
    db.execute(
        "INSERT OR REPLACE INTO file (absolute, path, container, sha256, bytes, media_type, outcome, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            file.absolute,
            path,
            file.container,
            sha256,
            *bytes as i64,
            media_type,
            outcome_name(*outcome),
            reason
        ],
    )?;
    Ok(())
}

/// Documents without a file are removed and noted, so that the index can follow.
fn remove_orphans(db: &Connection, sequence: u64) -> rusqlite::Result<()> {
    let orphans = "SELECT sha256 FROM document WHERE sha256 NOT IN
                   (SELECT sha256 FROM file WHERE sha256 IS NOT NULL)";
    db.execute(
        &format!("INSERT OR REPLACE INTO removal (sha256, sequence) SELECT sha256, ?1 FROM ({orphans})"),
        [sequence as i64],
    )?;
    db.execute(&format!("DELETE FROM document WHERE sha256 IN ({orphans})"), [])?;
    Ok(())
}

fn read_file(row: &Row<'_>) -> rusqlite::Result<FileEntry> {
    let outcome: String = row.get("outcome")?;
    Ok(FileEntry {
        absolute: row.get("absolute")?,
        container: row.get("container")?,
        outcome: FileOutcome {
            path: row.get("path")?,
            sha256: row.get("sha256")?,
            bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
            media_type: row.get("media_type")?,
            outcome: outcome_of(&outcome),
            reason: row.get("reason")?,
        },
    })
}

const OUTCOMES: [(Outcome, &str); 6] = [
    (Outcome::Indexed, "indexed"),
    (Outcome::IndexedWithWarnings, "indexed-with-warnings"),
    (Outcome::NeedsOcr, "needs-ocr"),
    (Outcome::Unsupported, "unsupported"),
    (Outcome::Failed, "failed"),
    (Outcome::Skipped, "skipped"),
];

fn outcome_name(outcome: Outcome) -> &'static str {
    OUTCOMES.iter().find(|(o, _)| *o == outcome).map_or("failed", |(_, name)| name)
}

fn outcome_of(name: &str) -> Outcome {
    OUTCOMES.iter().find(|(_, n)| *n == name).map_or(Outcome::Failed, |(o, _)| *o)
}
