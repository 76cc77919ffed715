//! Documents with their findings, and which version of each stage made them.

use super::reviews::Reviews;
use super::{Matter, StoreError};
use crate::document::{Decision, Document, Finding, Record};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

/// The versions of the stages that made a stored document. A new version re-does only its own
/// stage and the later ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stages {
    pub extract: String,
    pub structure: String,
    pub taxonomy: String,
}

/// A document as the database holds it, not yet decoded.
#[derive(Clone, Debug)]
pub struct EncodedDocument(String);

impl TryFrom<EncodedDocument> for Document {
    type Error = serde_json::Error;

    fn try_from(encoded: EncodedDocument) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&encoded.0)
    }
}

/// A document as it is stored; its paths are in the table of files.
#[derive(Clone, Debug)]
pub struct StoredDocument {
    pub document: Document,
    pub findings: Vec<Finding>,
    /// SHA-256 of the container it came in.
    pub parent: Option<String>,
    pub stages: Stages,
}

pub(super) fn put(
    db: &Connection,
    stored: &StoredDocument,
    sequence: u64,
    db_path: &Path,
) -> Result<(), StoreError> {
    let encode = |source| StoreError::Decode { path: db_path.to_owned(), source };
    let document = serde_json::to_value(&stored.document).and_then(terse).map_err(encode)?;
    let bare: serde_json::Result<Vec<Value>> = stored.findings.iter().map(without_reasons).collect();
    let findings = bare.and_then(|bare| terse(Value::Array(bare))).map_err(encode)?;
    let reasons: Vec<Reasons<'_>> = stored
        .findings
        .iter()
        .map(|f| Reasons::Both { why: Cow::Borrowed(&f.why), decisions: Cow::Borrowed(&f.decisions) })
        .collect();
    let decisions = serde_json::to_string(&reasons).map_err(encode)?;
    let metadata = &stored.document.metadata;
    let values = params![
        stored.document.sha256,
        metadata.kind.name(),
        metadata.title,
        stored.parent,
        stored.stages.extract,
        stored.stages.structure,
        stored.stages.taxonomy,
        sequence as i64,
        document,
        findings,
        decisions
    ];
    let insert = "INSERT OR REPLACE INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    db.execute(insert, values)
        .and_then(|_| db.execute("DELETE FROM removal WHERE sha256 = ?1", [&stored.document.sha256]))
        .map_err(StoreError::database(db_path))?;
    Ok(())
}

/// Why a finding is as it is, stored apart from it: it is more than half of it and seldom read.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Reasons<'f> {
    Both {
        why: Cow<'f, [String]>,
        decisions: Cow<'f, [Decision]>,
    },
    /// As matters were written before: the witnessing words are still with the finding.
    Decisions(Vec<Decision>),
}

/// A value as it is stored: of what comes many times, places and paragraphs, the fields stand without their names,
/// in order, which reads as well and faster.
fn terse(mut value: Value) -> serde_json::Result<String> {
    without_names(&mut value);
    serde_json::to_string(&value)
}

fn without_names(value: &mut Value) {
    const PLACE: [&str; 2] = ["start", "end"];
    const PARAGRAPH: [&str; 4] = ["number", "span", "heading", "kind"];
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_names),
        Value::Object(fields) => {
            fields.values_mut().for_each(without_names);
            if fields.keys().eq(PLACE) || fields.keys().eq(PARAGRAPH) {
                *value = std::mem::take(fields).into_values().collect();
            }
        }
        _ => {}
    }
}

/// A finding without its reasons, and without the fields that say nothing.
fn without_reasons(finding: &Finding) -> serde_json::Result<Value> {
    let bare = Finding { why: Vec::new(), decisions: Vec::new(), ..finding.clone() };
    let mut value = serde_json::to_value(bare)?;
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, field| !field.is_null() && !field.as_array().is_some_and(Vec::is_empty));
        // as a number of few digits, not as what is nearest to it in twice the digits
        let confidence = (f64::from(finding.confidence) * 1e4).round() / 1e4;
        fields.insert("confidence".to_owned(), confidence.into());
    }
    Ok(value)
}

fn read_stages(row: &Row<'_>) -> rusqlite::Result<Stages> {
    Ok(Stages { extract: row.get(0)?, structure: row.get(1)?, taxonomy: row.get(2)? })
}

/// Records whose JSON is held at a time; decoding is shared by all processors.
const DECODED_AT_ONCE: usize = 512;

/// A row as it is stored.
struct EncodedRecord {
    document: String,
    findings: String,
    /// What decided the findings, where that is asked for.
    decisions: Option<String>,
    paths: String,
    parent: Option<String>,
}

impl EncodedRecord {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            document: row.get("document")?,
            findings: row.get("findings")?,
            decisions: row.get("decisions")?,
            paths: row.get("paths")?,
            parent: row.get("parent")?,
        })
    }

    fn decode(self, reviews: &Reviews) -> serde_json::Result<Record> {
        let mut findings: Vec<Finding> = serde_json::from_str(&self.findings)?;
        if let Some(decisions) = &self.decisions {
            let reasons: Vec<Reasons<'_>> = serde_json::from_str(decisions)?;
            for (finding, reasons) in findings.iter_mut().zip(reasons) {
                match reasons {
                    Reasons::Both { why, decisions } => {
                        finding.why = why.into_owned();
                        finding.decisions = decisions.into_owned();
                    }
                    Reasons::Decisions(decisions) => finding.decisions = decisions,
                }
            }
        }
        let document: Document = serde_json::from_str(&self.document)?;
        reviews.apply(&document.sha256, &mut findings);
        Ok(Record { document, findings, paths: serde_json::from_str(&self.paths)?, parent: self.parent })
    }
}

fn decode(
    chunks: Receiver<Vec<EncodedRecord>>,
    reviews: &Reviews,
    path: &Path,
) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    for chunk in chunks {
        let decoded: Result<Vec<Record>, _> =
            chunk.into_par_iter().map(|encoded| encoded.decode(reviews)).collect();
        records.extend(decoded.map_err(|source| StoreError::Decode { path: path.to_owned(), source })?);
    }
    Ok(records)
}

impl Matter {
    /// Which stages made a stored document; `None` if it is not stored.
    pub fn stages(&self, sha256: &str) -> Result<Option<Stages>, StoreError> {
        let query = "SELECT extract, structure, taxonomy FROM document WHERE sha256 = ?1";
        self.db.query_row(query, [sha256], read_stages).optional().map_err(self.database_error())
    }

    /// Which stages made each stored document, by SHA-256.
    pub fn all_stages(&self) -> Result<Vec<(String, Stages)>, StoreError> {
        let failed = self.database_error();
        let query = "SELECT extract, structure, taxonomy, sha256 FROM document";
        let mut query = self.db.prepare(query).map_err(&failed)?;
        let rows = query.query_map([], |row| Ok((row.get(3)?, read_stages(row)?))).map_err(&failed)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&failed)
    }

    /// One document by its SHA-256, with all its paths.
    pub fn record(&self, sha256: &str) -> Result<Option<Record>, StoreError> {
        let mut found = self.select_records("decisions", "WHERE document.sha256 = ?1", [sha256])?;
        Ok(found.pop())
    }

    /// One document by its SHA-256 as it is stored; decoding it is left to who needs it.
    pub fn encoded(&self, sha256: &str) -> Result<Option<EncodedDocument>, StoreError> {
        self.db
            .prepare_cached("SELECT document FROM document WHERE sha256 = ?1")
            .and_then(|mut query| query.query_row([sha256], |row| row.get(0)).optional())
            .map(|json| json.map(EncodedDocument))
            .map_err(self.database_error())
    }

    /// All documents, by their first path; what decided their findings is left out.
    pub fn records(&self) -> Result<Vec<Record>, StoreError> {
        let mut records = self.select_records("NULL", "", [])?;
        records.sort_by(|a, b| a.paths.cmp(&b.paths));
        Ok(records)
    }

    /// Documents written after a transaction, without what decided their findings, and hashes of those removed after it.
    pub fn since(&self, sequence: u64) -> Result<(Vec<Record>, Vec<String>), StoreError> {
        let records = self.select_records("NULL", "WHERE sequence > ?1", [sequence as i64])?;
        let failed = self.database_error();
        let mut query = self
            .db
            .prepare("SELECT sha256 FROM removal WHERE sequence > ?1 ORDER BY sha256")
            .map_err(&failed)?;
        let rows = query.query_map([sequence as i64], |row| row.get(0)).map_err(&failed)?;
        let removed = rows.collect::<rusqlite::Result<_>>().map_err(&failed)?;
        Ok((records, removed))
    }

    fn select_records(
        &self,
        decisions: &str,
        filter: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Record>, StoreError> {
        let failed = self.database_error();
        let query = format!(
            "SELECT document, findings, {decisions} AS decisions, parent,
                    (SELECT json_group_array(path) FROM (SELECT DISTINCT path FROM file
                     WHERE file.sha256 = document.sha256 ORDER BY path)) AS paths
             FROM document {filter} ORDER BY document.sha256"
        );
        let mut query = self.db.prepare(&query).map_err(&failed)?;
        let mut rows = query.query(values).map_err(&failed)?;
        let reviews = self.reviews_by_document()?;
        let path = &self.db_path;
        std::thread::scope(|scope| {
            // while one chunk is decoded the next is read; no more than that waits in memory
            let (chunks, to_decode) = sync_channel(0);
            let decoder = scope.spawn(move || decode(to_decode, &reviews, path));
            let mut encoded = Vec::with_capacity(DECODED_AT_ONCE);
            while let Some(row) = rows.next().map_err(&failed)? {
                encoded.push(EncodedRecord::read(row).map_err(&failed)?);
                if encoded.len() == DECODED_AT_ONCE && chunks.send(std::mem::take(&mut encoded)).is_err() {
                    break;
                }
            }
            // where the decoder has stopped early, its own error is the answer
            let _ = chunks.send(encoded);
            drop(chunks);
            decoder.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }
}
