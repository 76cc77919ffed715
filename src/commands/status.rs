//! `pincite status`: what a matter holds and what could not be read.

use super::{End, index, matter, output};
use crate::document::{DocumentKind, FileOutcome, Outcome};
use crate::store::Matter;
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Show what a matter holds and what could not be read
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite status\n  pincite status --matter marlowe --json")]
pub(super) struct Args {
    /// Folder of the matter
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Print as JSON, with every file
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Status {
    matter: PathBuf,
    sequence: u64,
    documents: usize,
    kinds: BTreeMap<DocumentKind, usize>,
    pages: usize,
    pages_by_ocr: usize,
    paragraphs: usize,
    findings: usize,
    outcomes: BTreeMap<Outcome, usize>,
    files: Vec<FileOutcome>,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let dir = matter::existing(args.matter.as_deref())?;
    let status = load(&Matter::open(&dir)?)?;
    if args.json {
        output::print_json(&status)?;
    } else {
        output::print(&describe(&status))?;
    }
    Ok(End::Done)
}

fn load(matter: &Matter) -> Result<Status> {
    let records = matter.records()?;
    let files: Vec<FileOutcome> = matter.files()?.into_iter().map(|file| file.outcome).collect();
    let mut outcomes = BTreeMap::new();
    for file in &files {
        *outcomes.entry(file.outcome).or_default() += 1;
    }
    let mut kinds = BTreeMap::new();
    for record in &records {
        *kinds.entry(record.document.metadata.kind).or_default() += 1;
    }
    let pages = || records.iter().flat_map(|r| &r.document.pages);
    Ok(Status {
        matter: matter.dir().to_owned(),
        sequence: matter.sequence()?,
        documents: records.len(),
        kinds,
        pages: pages().count(),
        pages_by_ocr: pages().filter(|page| page.ocr).count(),
        paragraphs: records.iter().map(|r| r.document.paragraphs.len()).sum(),
        findings: records.iter().map(|r| r.findings.len()).sum(),
        outcomes,
        files,
    })
}

fn describe(status: &Status) -> String {
    let kinds: Vec<String> = status.kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    let outcomes: Vec<String> =
        status.outcomes.iter().map(|(outcome, n)| format!("{n} {}", index::name(*outcome))).collect();
    let remarks: Vec<FileOutcome> =
        status.files.iter().filter(|file| file.outcome != Outcome::Indexed).cloned().collect();
    format!(
        "matter {}\n{}: {}\n{}, {} by recognition; {}; {}\n{}: {}\n{}",
        status.matter.display(),
        output::count(status.documents, "document", "documents"),
        kinds.join(", "),
        output::count(status.pages, "page", "pages"),
        status.pages_by_ocr,
        output::count(status.paragraphs, "paragraph", "paragraphs"),
        output::count(status.findings, "finding", "findings"),
        output::count(status.files.len(), "file", "files"),
        outcomes.join(", "),
        index::remarks(&remarks)
    )
}
