//! What of the files met is to be done.

use super::process::{Job, Processor, Site};
use super::walk::What;
use super::worker::NO_TEXT_LAYER;
use super::{Hashed, IngestError, Report};
use crate::document::{FileOutcome, Outcome, Record};
use crate::store::{Changes, FileEntry, Matter};
use std::collections::{BTreeMap, HashMap};

/// Changes that need no reading, and bytes that do: one job for all paths of the same bytes.
pub(super) struct Plan {
    pub(super) changes: Changes,
    pub(super) jobs: Vec<Job>,
}

pub(super) fn plan(
    matter: &Matter,
    processor: &Processor<'_>,
    hashed: Vec<Hashed>,
    again: bool,
    report: &mut Report,
) -> Result<Plan, IngestError> {
    let known = Known::load(matter, processor)?;
    let mut changes = Changes::default();
    let mut jobs: BTreeMap<String, Job> = BTreeMap::new();
    for file in hashed {
        let absolute = file.met.location.to_string_lossy().into_owned();
        let Some(sha256) = file.sha256.clone() else {
            let entry = unread(absolute, &file);
            report.count(&entry.outcome);
            changes.vanished.push(entry.absolute.clone());
            changes.files.push(entry);
            continue;
        };
        let before = known.files.get(&absolute);
        let same = before.filter(|k| k.outcome.sha256.as_deref() == Some(&sha256));
        let family = same.filter(|k| !again && k.outcome.path == file.met.path).map(|k| known.family(k));
        if let Some(family) = family.filter(|f| f.iter().all(|file| known.is_current(file))) {
            report.unchanged += 1;
            family.iter().for_each(|file| report.count(&file.outcome));
            continue;
        }
        report.replaced += usize::from(before.is_some() && same.is_none());
        let job = jobs.entry(sha256.clone()).or_insert_with(|| Job::new(sha256, file.bytes));
        job.sites.push(Site { absolute, path: file.met.path, location: file.met.location });
    }
    for job in jobs.values_mut().filter(|_| !again) {
        job.stored = known.retaggable(matter, &job.sha256)?;
    }
    Ok(Plan { changes, jobs: jobs.into_values().collect() })
}

/// What the matter knows of files, and which documents the present stages made.
struct Known {
    files: HashMap<String, FileEntry>,
    members: HashMap<String, Vec<String>>,
    by_hash: HashMap<String, Vec<String>>,
    /// Is everything of the stored document current, or all but its tags?
    freshness: HashMap<String, Freshness>,
    /// Is there an engine for pages without words?
    can_recognize: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Freshness {
    Current,
    OldTags,
    Old,
}

impl Known {
    fn load(matter: &Matter, processor: &Processor<'_>) -> Result<Self, IngestError> {
        let now = processor.stages();
        let mut known = Known {
            files: HashMap::new(),
            members: HashMap::new(),
            by_hash: HashMap::new(),
            freshness: HashMap::new(),
            can_recognize: processor.can_recognize(),
        };
        for (sha256, stages) in matter.all_stages()? {
            let freshness = if stages == *now {
                Freshness::Current
            } else if stages.extract == now.extract && stages.structure == now.structure {
                Freshness::OldTags
            } else {
                Freshness::Old
            };
            known.freshness.insert(sha256, freshness);
        }
        for file in matter.files()? {
            if let Some(container) = &file.container {
                known.members.entry(container.clone()).or_default().push(file.absolute.clone());
            }
            if let Some(sha256) = &file.outcome.sha256 {
                known.by_hash.entry(sha256.clone()).or_default().push(file.absolute.clone());
            }
            known.files.insert(file.absolute.clone(), file);
        }
        Ok(known)
    }

    /// A file and everything inside it.
    fn family<'a>(&'a self, file: &'a FileEntry) -> Vec<&'a FileEntry> {
        let mut family = vec![file];
        let mut next = 0;
        while let Some(file) = family.get(next) {
            let members = self.members.get(&file.absolute).into_iter().flatten();
            family.extend(members.filter_map(|member| self.files.get(member)));
            next += 1;
        }
        family
    }

    /// What failed may succeed now: a recognition engine was installed, a permission given.
    fn may_succeed_now(&self, file: &FileEntry) -> bool {
        let reason = file.outcome.reason.as_deref().unwrap_or_default();
        matches!(file.outcome.outcome, Outcome::Failed | Outcome::NeedsOcr)
            || (self.can_recognize && reason.contains(NO_TEXT_LAYER))
    }

    fn is_current(&self, file: &FileEntry) -> bool {
        if self.may_succeed_now(file) {
            return false;
        }
        let freshness = file.outcome.sha256.as_ref().and_then(|sha256| self.freshness.get(sha256));
        freshness.is_none_or(|f| *f == Freshness::Current)
    }

    /// A stored document of which only the tags are to be made anew, and which is no container.
    fn retaggable(&self, matter: &Matter, sha256: &str) -> Result<Option<Box<Record>>, IngestError> {
        if !self.freshness.get(sha256).is_some_and(|f| *f != Freshness::Old) {
            return Ok(None);
        }
        let mut files =
            self.by_hash.get(sha256).into_iter().flatten().filter_map(|path| self.files.get(path));
        let simple =
            |file: &FileEntry| !self.members.contains_key(&file.absolute) && !self.may_succeed_now(file);
        Ok(if files.all(simple) { matter.record(sha256)?.map(Box::new) } else { None })
    }
}

fn unread(absolute: String, file: &Hashed) -> FileEntry {
    let (outcome, reason) = match &file.met.what {
        What::Skipped(why) => (Outcome::Skipped, why.clone()),
        What::Failed(why) => (Outcome::Failed, why.clone()),
        What::File => (Outcome::Failed, "cannot be read".to_owned()),
    };
    FileEntry {
        absolute,
        container: None,
        outcome: FileOutcome {
            path: file.met.path.clone(),
            sha256: None,
            bytes: file.bytes,
            media_type: None,
            outcome,
            reason: Some(reason),
        },
    }
}

/// Adds one change to another.
pub(super) fn merge(into: &mut Changes, from: Changes) {
    into.vanished.extend(from.vanished);
    into.files.extend(from.files);
    into.documents.extend(from.documents);
}
