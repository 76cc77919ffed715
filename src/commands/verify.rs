//! `pincite verify`: opens every citation and quotation of a brief again.

use super::pipeline::{Pipeline, Reading};
use super::{End, output};
use crate::brief;
use crate::document::Document;
use crate::ingest::{Processed, hash_bytes};
use crate::store::Matter;
use anyhow::{Context, Result};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Open every citation and quotation of a brief again and compare it with its source
///
/// Each source file is read again from disk, known by its SHA-256; nothing is taken from the index.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite verify brief.html\n  pincite verify brief.html --matter marlowe --json")]
pub(super) struct Args {
    brief: PathBuf,
    /// Find the source files through this matter; by default by the paths that the brief names
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let bytes = output::read_file(&args.brief)?;
    let text = String::from_utf8(bytes)
        .with_context(|| format!("`{}` is no brief: it is not UTF-8 text", args.brief.display()))?;
    let pipeline = Pipeline::load(&args.reading)?;
    let sources = Sources {
        pipeline: &pipeline,
        paths: paths(args, &text)?,
        read: RefCell::default(),
    };
    let verification = brief::verify(&text, &|sha256| sources.document(sha256));
    if args.json {
        output::print_json(&verification)?;
    } else {
        output::print(&describe(&verification))?;
    }
    Ok(if verification.passed() { End::Done } else { End::Nothing })
}

/// Where the file of each hash may be: a member of a container is found in its container.
fn paths(args: &Args, brief: &str) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut paths: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    if let Some(dir) = &args.matter {
        for file in Matter::open(dir)?.files()? {
            if let Some(sha256) = file.outcome.sha256 {
                paths.entry(sha256).or_default().push(outermost(&file.absolute));
            }
        }
        return Ok(paths);
    }
    let beside = args.brief.parent().unwrap_or(Path::new("")).to_owned();
    for (sha256, named) in brief::sources(brief) {
        for path in named.iter().map(|path| outermost(path)) {
            paths.entry(sha256.clone()).or_default().extend([path.clone(), beside.join(path)]);
        }
    }
    Ok(paths)
}

fn outermost(path: &str) -> PathBuf {
    PathBuf::from(path.split("!/").next().unwrap_or(path))
}

/// Source files, read again when they are asked for.
struct Sources<'a> {
    pipeline: &'a Pipeline,
    paths: BTreeMap<String, Vec<PathBuf>>,
    read: RefCell<BTreeMap<String, Document>>,
}

impl Sources<'_> {
    fn document(&self, sha256: &str) -> Option<Document> {
        if let Some(document) = self.read.borrow().get(sha256) {
            return Some(document.clone());
        }
        for path in self.paths.get(sha256)? {
            let Ok(bytes) = std::fs::read(path) else { continue };
            let is_container = self.is_container(path);
            if !is_container && hash_bytes(&bytes) != sha256 {
                continue;
            }
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            let processed = self.pipeline.with_processor(|processor| processor.process(&name, &bytes));
            self.keep(processed);
        }
        self.read.borrow().get(sha256).cloned()
    }

    /// Do several hashes lead to this file? Then it holds others.
    fn is_container(&self, path: &Path) -> bool {
        self.paths.values().filter(|paths| paths.iter().any(|p| p == path)).count() > 1
    }

    fn keep(&self, processed: Processed) {
        if let Some(stored) = processed.document {
            self.read.borrow_mut().insert(processed.sha256, stored.document);
        }
        processed.members.into_iter().for_each(|(_, member)| self.keep(member));
    }
}

fn describe(verification: &brief::Verification) -> String {
    let mut text = format!(
        "{}, {}, {} opened again: ",
        output::count(verification.quotations, "quotation", "quotations"),
        output::count(verification.citations, "citation", "citations"),
        output::count(verification.sources, "source", "sources")
    );
    text += &match verification.mismatches.len() {
        0 if verification.passed() => "all as in the sources\n".to_owned(),
        n => format!("{}\n", output::count(n, "difference", "differences")),
    };
    for mismatch in &verification.mismatches {
        text += &format!("  {mismatch}\n");
    }
    text
}
