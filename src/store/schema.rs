//! The tables and their versions.

use rusqlite::{Connection, Result};

/// Version of the tables below; a matter with a higher one is refused.
pub(super) const VERSION: i64 = 4;

/// Marks a SQLite file as ours (`PRAGMA application_id`): the letters `pinc`.
pub(super) const APPLICATION_ID: i64 = 0x7069_6e63;

/// One step a version; step `n` leads from version `n` to `n + 1`.
const MIGRATIONS: [&str; VERSION as usize] = [
    "
    CREATE TABLE file (
        absolute   TEXT PRIMARY KEY,
        path       TEXT NOT NULL,
        container  TEXT,
        sha256     TEXT,
        bytes      INTEGER NOT NULL,
        media_type TEXT,
        outcome    TEXT NOT NULL,
        reason     TEXT
    );
    CREATE INDEX file_by_hash ON file (sha256);
    CREATE INDEX file_by_container ON file (container);
    CREATE TABLE document (
        sha256    TEXT PRIMARY KEY,
        kind      TEXT NOT NULL,
        title     TEXT,
        parent    TEXT,
        extract   TEXT NOT NULL,
        structure TEXT NOT NULL,
        taxonomy  TEXT NOT NULL,
        sequence  INTEGER NOT NULL,
        document  TEXT NOT NULL,
        findings  TEXT NOT NULL
    );
    CREATE INDEX document_by_sequence ON document (sequence);
    CREATE TABLE removal (sha256 TEXT PRIMARY KEY, sequence INTEGER NOT NULL);
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
    INSERT INTO counter VALUES ('sequence', 0);
",
    "
    CREATE TABLE saved_search (name TEXT PRIMARY KEY, search TEXT NOT NULL);
",
    // What decided each finding, apart from the findings: it is more than half of them and seldom read.
    "
    ALTER TABLE document ADD COLUMN decisions TEXT NOT NULL DEFAULT '[]';
",
    // What reviewers decided, entry after entry: none is ever changed or removed.
    "
    CREATE TABLE review (
        number   INTEGER PRIMARY KEY,
        document TEXT NOT NULL,
        entry    TEXT NOT NULL
    );
    CREATE INDEX review_by_document ON review (document);
    CREATE TRIGGER review_is_kept BEFORE DELETE ON review
        BEGIN SELECT raise(ABORT, 'the log of reviews only grows'); END;
    CREATE TRIGGER review_stays BEFORE UPDATE ON review
        BEGIN SELECT raise(ABORT, 'the log of reviews only grows'); END;
",
];

/// Brings a database of an older version up to [`VERSION`], in one transaction a step.
pub(super) fn migrate(db: &mut Connection) -> Result<()> {
    let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (from, step) in MIGRATIONS.iter().enumerate().skip(usize::try_from(found).unwrap_or(0)) {
        let change = db.transaction()?;
        change.execute_batch(step)?;
        change.pragma_update(None, "user_version", from as i64 + 1)?;
        change.pragma_update(None, "application_id", APPLICATION_ID)?;
        change.commit()?;
    }
    Ok(())
}
