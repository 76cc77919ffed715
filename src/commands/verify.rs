//! `pincite verify`: opens every citation and quotation of a brief again.

use super::pipeline::{Pipeline, Reading};
use super::{End, output};
use crate::brief;
use crate::document::Record;
use crate::ingest::{Processed, hash_bytes};
use crate::store::Matter;
use anyhow::Result;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Open every citation and quotation of a brief again and compare it with its source
///
/// Reads HTML, JSON, the zipped CSV tables, DOCX also when a person has edited it (each changed quotation
/// and each citation that no longer resolves is named), and PDF, whose letters are compared one by one.
/// Of a load file the facts of each document and its tags are compared; those that a reviewer has changed
/// need `--matter`.
/// Each source file is opened again on disk and known by its SHA-256. Without a matter it is also read
/// and structured anew; with one, the text that the matter made of exactly these bytes is compared.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pincite verify brief.html\n  pincite verify edited.docx\n  pincite verify brief.html --matter marlowe --json"
)]
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
    let named = brief::sources(&bytes);
    let pipeline =
        Pipeline::load(&if named.no_ocr { args.reading.without_ocr() } else { args.reading.clone() })?;
    let sources = match &args.matter {
        Some(dir) => Sources::of_matter(&pipeline, dir)?,
        None => Sources::named(&pipeline, &args.brief, &named),
    };
    let verification = brief::verify(&bytes, &|sha256| sources.record(sha256));
    if args.json {
        output::print_json(&verification)?;
    } else {
        output::print(&describe(&verification))?;
    }
    Ok(if verification.passed() { End::Done } else { End::Nothing })
}

fn outermost(path: &str) -> PathBuf {
    PathBuf::from(path.split("!/").next().unwrap_or(path))
}

/// Source files, opened again when they are asked for.
struct Sources<'a> {
    pipeline: &'a Pipeline,
    /// Where the file of each hash may be: a member of a container is found in its container.
    paths: BTreeMap<String, Vec<PathBuf>>,
    matter: Option<StoredSources>,
    read: RefCell<BTreeMap<String, Record>>,
}

/// Sources whose text the matter has, and the hash that each file on disk must still have.
struct StoredSources {
    matter: Matter,
    hashes: BTreeMap<PathBuf, String>,
}

impl<'a> Sources<'a> {
    fn of_matter(pipeline: &'a Pipeline, dir: &Path) -> Result<Self> {
        let matter = Matter::open(dir)?;
        let mut paths: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        let mut hashes = BTreeMap::new();
        for file in matter.files()? {
            let Some(sha256) = file.outcome.sha256 else { continue };
            if file.container.is_none() {
                hashes.insert(PathBuf::from(&file.absolute), sha256.clone());
            }
            paths.entry(sha256).or_default().push(outermost(&file.absolute));
        }
        Ok(Self { pipeline, paths, matter: Some(StoredSources { matter, hashes }), read: RefCell::default() })
    }

    fn named(pipeline: &'a Pipeline, brief_path: &Path, brief: &brief::Named) -> Self {
        let beside = brief_path.parent().unwrap_or(Path::new(""));
        let mut paths: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for (sha256, named) in &brief.files {
            for path in named.iter().map(|path| outermost(path)) {
                paths.entry(sha256.clone()).or_default().extend([path.clone(), beside.join(path)]);
            }
        }
        Self { pipeline, paths, matter: None, read: RefCell::default() }
    }

    fn record(&self, sha256: &str) -> Option<Record> {
        if let Some(record) = self.read.borrow().get(sha256) {
            return Some(record.clone());
        }
        let paths = self.paths.get(sha256)?;
        match &self.matter {
            Some(stored) => stored.record(sha256, paths),
            None => {
                paths.iter().for_each(|path| self.open(path, sha256));
                self.read.borrow().get(sha256).cloned()
            }
        }
    }

    fn open(&self, path: &Path, sha256: &str) {
        let Ok(bytes) = std::fs::read(path) else { return };
        if !self.is_container(path) && hash_bytes(&bytes) != sha256 {
            return;
        }
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        self.keep(self.pipeline.with_processor(|processor| processor.process(&name, &bytes)));
    }

    /// Do several hashes lead to this file? Then it holds others.
    fn is_container(&self, path: &Path) -> bool {
        self.paths.values().filter(|paths| paths.iter().any(|p| p == path)).count() > 1
    }

    fn keep(&self, processed: Processed) {
        if let Some(stored) = processed.document {
            let record = Record {
                document: stored.document,
                findings: stored.findings,
                paths: Vec::new(),
                parent: stored.parent,
            };
            self.read.borrow_mut().insert(processed.sha256, record);
        }
        processed.members.into_iter().for_each(|(_, member)| self.keep(member));
    }
}

impl StoredSources {
    /// The stored document, if a file on disk still has the bytes that it was made of.
    fn record(&self, sha256: &str, paths: &[PathBuf]) -> Option<Record> {
        let is_unchanged = |path: &PathBuf| {
            let bytes = std::fs::read(path).ok();
            bytes.is_some_and(|bytes| self.hashes.get(path) == Some(&hash_bytes(&bytes)))
        };
        if !paths.iter().any(is_unchanged) {
            return None;
        }
        self.matter.record(sha256).ok()?
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
    for other in verification.other_readers.iter().filter(|_| !verification.passed()) {
        text += &format!(
            "  {} was read by {} when the brief was made, and by {} now: its differences may come from that\n",
            other.name, other.then, other.now
        );
    }
    text
}
