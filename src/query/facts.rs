//! What document fields ask of a document.

use crate::document::{Document, DocumentKind, Record};
use serde::{Deserialize, Serialize};

/// The facts of one document that fields such as `kind:` and `party:` are asked of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub kind: DocumentKind,
    pub title: Option<String>,
    /// Names and aliases.
    pub parties: Vec<String>,
    pub court: Option<String>,
    pub case_number: Option<String>,
    /// ISO 8601, of filing, statement, effect and last update.
    pub dates: Vec<String>,
    pub paths: Vec<String>,
    /// Normalised, with the pin where there is one.
    pub cites: Vec<String>,
}

impl Facts {
    pub fn of(document: &Document, paths: &[String]) -> Self {
        let metadata = &document.metadata;
        let parties = metadata.parties.iter().flat_map(|p| std::iter::once(&p.name).chain(&p.aliases));
        let dates = [&metadata.filed, &metadata.dated, &metadata.effective, &metadata.last_updated];
        let cites =
            document.citations.iter().map(|c| format!("{}{}", c.normalized, c.pin.as_deref().unwrap_or("")));
        let mut cites: Vec<String> = cites.collect();
        cites.sort_unstable();
        cites.dedup();
        Self {
            kind: metadata.kind,
            title: metadata.title.clone(),
            parties: parties.cloned().collect(),
            court: metadata.court.clone(),
            case_number: metadata.case_number.clone(),
            dates: dates.into_iter().flatten().cloned().collect(),
            paths: paths.to_vec(),
            cites,
        }
    }

    /// The date by which documents are ordered: the earliest of its dates.
    pub fn date(&self) -> Option<&str> {
        self.dates.iter().map(String::as_str).min()
    }
}

impl From<&Record> for Facts {
    fn from(record: &Record) -> Self {
        Self::of(&record.document, &record.paths)
    }
}
