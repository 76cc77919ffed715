//! From folders to stored documents: walk, hash, read in a worker, tag, store.
//!
//! Every file met ends in exactly one recorded [`Outcome`](crate::document::Outcome).

mod error;
pub mod frame;
mod hash;
mod plan;
mod pool;
mod process;
mod report;
mod walk;
pub mod worker;

pub use error::IngestError;
pub use hash::{Hashed, hash_bytes};
pub use pool::{Limits, Pool};
pub use process::{Processed, Processor, Tagging};
pub use report::Report;
pub use walk::{Met, What, walk};

use crate::store::{Changes, FileEntry, Matter};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;

/// What to take in, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub paths: Vec<PathBuf>,
    /// Files and folders of the program itself, passed over in silence.
    pub own: Vec<PathBuf>,
    /// Forget files that are no longer there.
    pub prune: bool,
    /// Read again what is stored already.
    pub again: bool,
}

/// Changes written in one transaction: enough to be fast, few enough to lose little.
const BATCH: usize = 64;

/// Brings the matter up to date with the files. `progress` hears how many of how many are done.
///
/// # Errors
/// Only if the matter's database fails; what happens to a file is its outcome.
pub fn ingest(
    matter: &mut Matter,
    processor: &Processor<'_>,
    options: &Options,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, IngestError> {
    let met = walk(&options.paths, &options.own);
    let hashed: Vec<Hashed> = met.into_par_iter().map(hash::hash).collect();
    let mut report = Report::default();
    let plan = plan::plan(matter, processor, hashed, options.again, &mut report)?;
    matter.apply_all(&plan.changes)?;
    let total = plan.jobs.len();
    let (sender, finished) = sync_channel(BATCH);
    std::thread::scope(|scope| {
        let jobs = &plan.jobs;
        scope.spawn(move || {
            jobs.par_iter().for_each_with(sender, |sender, job| {
                // a closed channel means that the database failed; the error comes from there
                let _ = sender.send(process::run(processor, job));
            });
        });
        let mut waiting = Changes::default();
        for (done, change) in finished.iter().enumerate() {
            report.count_all(&change.files);
            plan::merge(&mut waiting, change);
            if waiting.documents.len() >= BATCH {
                matter.apply_all(&std::mem::take(&mut waiting))?;
            }
            progress(done + 1, total);
        }
        matter.apply_all(&waiting)
    })?;
    if options.prune {
        report.pruned = prune(matter)?;
    } else {
        report.vanished = vanished(matter)?.len();
    }
    Ok(report)
}

impl Matter {
    fn apply_all(&mut self, changes: &Changes) -> Result<(), IngestError> {
        if !changes.is_empty() {
            self.apply(changes)?;
        }
        Ok(())
    }
}

/// Files that the matter knows and that are no longer on disk.
fn vanished(matter: &Matter) -> Result<Vec<FileEntry>, IngestError> {
    let gone = |file: &FileEntry| file.container.is_none() && !PathBuf::from(&file.absolute).exists();
    Ok(matter.files()?.into_iter().filter(gone).collect())
}

fn prune(matter: &mut Matter) -> Result<usize, IngestError> {
    let vanished: Vec<String> = vanished(matter)?.into_iter().map(|file| file.absolute).collect();
    let count = vanished.len();
    matter.apply_all(&Changes { vanished, ..Changes::default() })?;
    Ok(count)
}
