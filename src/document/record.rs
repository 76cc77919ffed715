//! A document as the matter holds it, and what became of each file met.

use super::{Document, Finding, ReviewState};
use serde::{Deserialize, Serialize};

/// A document with its findings and every path under which its bytes were met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub document: Document,
    /// In text order.
    pub findings: Vec<Finding>,
    /// As given on the command line and below it, `/` between names; a member of a container is
    /// `container.zip!/member`. Sorted, never empty.
    pub paths: Vec<String>,
    /// SHA-256 of the mail or archive it came in.
    pub parent: Option<String>,
}

impl Record {
    /// The findings that no reviewer has rejected.
    pub fn standing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.review != ReviewState::Rejected)
    }
}

impl From<Record> for Document {
    fn from(record: Record) -> Self {
        record.document
    }
}

/// The one outcome that each file met ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Indexed,
    IndexedWithWarnings,
    /// Has pages without words, and no recognition engine was at hand.
    NeedsOcr,
    Unsupported,
    Failed,
    /// Hidden files, links out of the folder, the matter's own files: named, not read.
    Skipped,
}

/// A file met, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOutcome {
    pub path: String,
    /// `None` where the bytes could not be read.
    pub sha256: Option<String>,
    pub bytes: u64,
    pub media_type: Option<String>,
    pub outcome: Outcome,
    /// Why, for all but [`Outcome::Indexed`]; warnings joined by `; `.
    pub reason: Option<String>,
}
