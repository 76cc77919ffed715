//! What one string means under each dialect.

use crate::index::{Limits, Place, SearchFailure, Selected, Snapshot};
use crate::query::{Dialect, parse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub dialect: String,
    pub read_as: Option<String>,
    /// Why this dialect can't read it.
    pub error: Option<String>,
    pub notes: Vec<String>,
    pub documents: usize,
    pub hits: usize,
}

/// A document that not every dialect finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// `sha256:` and the hash.
    pub document: String,
    pub path: String,
    pub found_by: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub query: String,
    pub readings: Vec<Reading>,
    /// By path; found by some of the dialects that can read the query, and not by all of them.
    pub differing: Vec<Differing>,
}

/// Runs one string under every dialect.
///
/// # Errors
/// Where the index can't be read.
pub fn compare_dialects(
    snapshot: &Snapshot,
    input: &str,
    limits: &Limits,
) -> Result<Comparison, SearchFailure> {
    let mut found: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    let mut readings = Vec::new();
    for dialect in Dialect::ALL {
        let (reading, documents) = read(snapshot, input, dialect, limits);
        for document in documents {
            found.entry(document.place).or_default().push(reading.dialect.clone());
        }
        readings.push(reading);
    }
    let able = readings.iter().filter(|r| r.error.is_none()).count();
    let differing = |(place, found_by): (Place, Vec<String>)| {
        let entry = snapshot.entry(place)?;
        let (document, path) = (format!("sha256:{}", entry.sha256), entry.path().to_owned());
        Ok(Differing { document, path, found_by })
    };
    let apart = found.into_iter().filter(|(_, found_by)| found_by.len() < able);
    let mut differing = apart.map(differing).collect::<Result<Vec<Differing>, SearchFailure>>()?;
    differing.sort_by(|a, b| (&a.path, &a.document).cmp(&(&b.path, &b.document)));
    Ok(Comparison { query: input.to_owned(), readings, differing })
}

fn read(
    snapshot: &Snapshot,
    input: &str,
    dialect: Dialect,
    limits: &Limits,
) -> (Reading, Vec<Selected<usize>>) {
    let name = dialect.name().to_owned();
    let mut reading =
        Reading { dialect: name, read_as: None, error: None, notes: vec![], documents: 0, hits: 0 };
    let selection = parse(input, dialect).map_err(|e| e.to_string()).and_then(|query| {
        reading.read_as = Some(query.to_string());
        reading.notes = query.notes().to_vec();
        snapshot.count(&query, limits).map_err(|e| e.to_string())
    });
    match selection {
        Err(error) => {
            reading.error = Some(error);
            (reading, Vec::new())
        }
        Ok(selection) => {
            reading.documents = selection.documents.len();
            reading.hits = selection.documents.iter().map(|d| d.found).sum();
            (reading, selection.documents)
        }
    }
}
