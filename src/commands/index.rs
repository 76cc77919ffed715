//! `pincite index`: brings a matter up to date with files and folders.

use super::pipeline::{Pipeline, Reading};
use super::progress::Progress;
use super::{End, matter, output};
use crate::document::{FileOutcome, Outcome};
use crate::index::Index;
use crate::ingest::{self, Options, Report};
use crate::store::Matter;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Add or update documents, and print what became of every file
///
/// Files are known by their content: the same bytes twice are one document with two paths. What is
/// unchanged is not read again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite index filings/ policies/ --matter marlowe\n  \
                        pincite index filings/ --matter marlowe --prune --json")]
pub(super) struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of the matter, made if it is missing
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Drop documents whose files are no longer there
    #[arg(long)]
    prune: bool,
    /// Read again what is unchanged
    #[arg(long)]
    again: bool,
    /// Print the outcome of every file as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let dir = matter::for_paths(args.matter.as_deref(), &args.paths);
    let pipeline = Pipeline::load(&args.reading)?;
    let options =
        Options { paths: args.paths.clone(), own: vec![dir.clone()], prune: args.prune, again: args.again };
    let (_, report) = update(&dir, &pipeline, &options)?;
    if args.json {
        output::print_json(&report)?;
    } else {
        output::print(&describe(&report))?;
        output::print(&format!("matter: {}\n", dir.display()))?;
    }
    Ok(if report.has_failures() { End::Incomplete } else { End::Done })
}

/// Takes in the files, then lets the index follow.
///
/// # Errors
/// If nothing was met, or the matter or its index fails.
pub(super) fn update(dir: &Path, pipeline: &Pipeline, options: &Options) -> Result<(Matter, Report)> {
    for path in &options.paths {
        if !path.exists() && path.symlink_metadata().is_err() {
            bail!("there is no file or folder `{}`\nhint: check the path", path.display());
        }
    }
    let mut matter = Matter::create_or_open(dir)?;
    let progress = Progress::new("reading");
    let tell = |done, total| progress.tell(done, total);
    let report =
        pipeline.with_processor(|processor| ingest::ingest(&mut matter, processor, options, &tell))?;
    drop(progress);
    if report.met == 0 {
        let names: Vec<_> = options.paths.iter().map(|path| format!("`{}`", path.display())).collect();
        bail!("no files in {}\nhint: name a folder that holds documents", names.join(", "));
    }
    catch_up(&matter)?;
    Ok((matter, report))
}

/// Brings the derived index up to the store.
pub(super) fn catch_up(matter: &Matter) -> Result<Index> {
    let (mut index, behind) = open_index(matter)?;
    let sequence = matter.sequence()?;
    if behind == sequence {
        return Ok(index);
    }
    let (written, removed) = matter.since(behind)?;
    for sha256 in &removed {
        index.remove(sha256)?;
    }
    for record in &written {
        index.add(record)?;
    }
    index.commit(sequence)?;
    Ok(index)
}

/// The index with the sequence number it reflects. One that cannot be opened, or that belongs to
/// another state of the store, is started anew: nothing in it is not in the store.
fn open_index(matter: &Matter) -> Result<(Index, u64)> {
    let dir = matter.index_dir();
    if let Ok(index) = Index::create_or_open(&dir)
        && let Ok(behind) = index.sequence()
        && behind <= matter.sequence()?
    {
        return Ok((index, behind));
    }
    Ok((Index::rebuild(&dir)?, 0))
}

/// The summary: counts that add up to the files met, then each remark.
pub(super) fn describe(report: &Report) -> String {
    let mut text = format!("met {}", output::count(report.met, "file", "files"));
    let counts: Vec<String> =
        report.outcomes.iter().map(|(outcome, n)| format!("{n} {}", name(*outcome))).collect();
    text += &format!(": {}\n", counts.join(", "));
    for (n, what) in [
        (report.unchanged, "unchanged since the last run"),
        (report.replaced, "changed and read again"),
        (report.vanished, "no longer on disk, kept (drop them with --prune)"),
        (report.pruned, "no longer on disk, dropped"),
    ] {
        if n > 0 {
            text += &format!("  {} {what}\n", output::count(n, "file", "files"));
        }
    }
    text + &remarks(&report.remarks)
}

/// Each file that was not simply indexed, by outcome; what is unsupported by media type.
pub(super) fn remarks(remarks: &[FileOutcome]) -> String {
    let mut by_outcome: BTreeMap<Outcome, Vec<&FileOutcome>> = BTreeMap::new();
    for remark in remarks {
        by_outcome.entry(remark.outcome).or_default().push(remark);
    }
    let mut text = String::new();
    for (outcome, mut files) in by_outcome {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        text += &format!("{}:\n", name(outcome));
        if outcome == Outcome::Unsupported {
            text += &unsupported(&files);
            continue;
        }
        for file in &files {
            text += &format!("  {}: {}\n", file.path, shorten(file.reason.as_deref().unwrap_or("")));
        }
    }
    text
}

fn unsupported(files: &[&FileOutcome]) -> String {
    let mut by_type: BTreeMap<&str, (u64, Vec<&str>)> = BTreeMap::new();
    for file in files {
        let entry = by_type.entry(file.media_type.as_deref().unwrap_or("unknown type")).or_default();
        entry.0 += file.bytes;
        entry.1.push(&file.path);
    }
    let row = |(kind, (bytes, paths)): (&str, (u64, Vec<&str>))| {
        let more = if paths.len() > 3 { ", …" } else { "" };
        let first = paths.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        let files = output::count(paths.len(), "file", "files");
        format!("  {kind}: {files}, {} ({first}{more})\n", output::size(bytes))
    };
    by_type.into_iter().map(row).collect()
}

fn shorten(reason: &str) -> String {
    const MOST: usize = 240;
    if reason.chars().count() <= MOST {
        return reason.to_owned();
    }
    reason.chars().take(MOST).collect::<String>() + " … (all in `pincite status --json`)"
}

pub(super) fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Indexed => "indexed",
        Outcome::IndexedWithWarnings => "indexed with warnings",
        Outcome::NeedsOcr => "needs OCR",
        Outcome::Unsupported => "unsupported",
        Outcome::Failed => "failed",
        Outcome::Skipped => "skipped",
    }
}
