//! The sum of all outcomes.

use crate::document::{FileOutcome, Outcome};
use crate::store::FileEntry;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a run met and did. The outcomes add up to the files met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Files on disk and members of containers.
    pub met: usize,
    pub outcomes: BTreeMap<Outcome, usize>,
    /// Files on disk that were as stored, and so not read again.
    pub unchanged: usize,
    /// Files on disk whose bytes had changed.
    pub replaced: usize,
    /// Files that are stored and no longer on disk; kept unless pruned.
    pub vanished: usize,
    pub pruned: usize,
    /// What was not simply indexed, in the order met.
    pub remarks: Vec<FileOutcome>,
}

impl Report {
    pub(super) fn count(&mut self, file: &FileOutcome) {
        self.met += 1;
        *self.outcomes.entry(file.outcome).or_default() += 1;
        if file.outcome != Outcome::Indexed {
            self.remarks.push(file.clone());
        }
    }

    pub(super) fn count_all(&mut self, files: &[FileEntry]) {
        files.iter().for_each(|file| self.count(&file.outcome));
    }

    pub fn of(&self, outcome: Outcome) -> usize {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    /// Could at least one file not be read?
    pub fn has_failures(&self) -> bool {
        self.of(Outcome::Failed) > 0
    }
}
