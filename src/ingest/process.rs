//! One file's bytes, from reading to tagging, with everything inside it.

use super::worker::{Answer, NO_TEXT_LAYER, Opened, Request, Work};
use super::{Pool, hash_bytes};
use crate::document::{Document, FileOutcome, Finding, Outcome, Record, Status};
use crate::extract::ReadOptions;
use crate::extract::ocr::EngineChoice;
use crate::store::{Changes, FileEntry, Stages, StoredDocument};
use std::path::PathBuf;

/// Containers inside containers are opened this deep.
const MAX_DEPTH: usize = 8;

/// The tagging stage, as taking in files needs it: it may also complete the document (citations).
pub type Tagging<'a> = dyn Fn(&mut Document) -> Vec<Finding> + Sync + 'a;

/// Everything that turns bytes into a stored document.
pub struct Processor<'a> {
    pool: &'a Pool,
    options: ReadOptions,
    engine: Option<EngineChoice>,
    tag: &'a Tagging<'a>,
    stages: Stages,
}

/// One path under which a job's bytes were met.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) absolute: String,
    pub(super) path: String,
    pub(super) location: PathBuf,
}

/// Bytes to read once, for all their paths.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) sha256: String,
    pub(super) bytes: u64,
    pub(super) sites: Vec<Site>,
    /// The stored document, if only its tags are to be made anew.
    pub(super) stored: Option<Box<Record>>,
}

impl Job {
    pub(super) fn new(sha256: String, bytes: u64) -> Self {
        Self { sha256, bytes, sites: Vec::new(), stored: None }
    }
}

/// What became of some bytes and of what was inside them.
#[derive(Debug)]
pub struct Processed {
    pub sha256: String,
    pub bytes: u64,
    pub media_type: Option<String>,
    pub outcome: Outcome,
    pub reason: Option<String>,
    pub document: Option<StoredDocument>,
    /// Attachments and members by name.
    pub members: Vec<(String, Processed)>,
}

impl<'a> Processor<'a> {
    /// `stages` names the versions of reading, structuring and taxonomy that are at work.
    pub fn new(
        pool: &'a Pool,
        options: ReadOptions,
        engine: Option<EngineChoice>,
        tag: &'a Tagging<'a>,
        stages: Stages,
    ) -> Self {
        Self { pool, options, engine, tag, stages }
    }

    /// Is there an engine for pages without words?
    pub(super) fn can_recognize(&self) -> bool {
        self.engine.is_some()
    }

    pub fn stages(&self) -> &Stages {
        &self.stages
    }

    /// Reads, structures and tags one file's bytes and everything inside them.
    pub fn process(&self, name: &str, bytes: &[u8]) -> Processed {
        self.process_at(name, bytes, None, 0)
    }

    fn process_at(&self, name: &str, bytes: &[u8], parent: Option<&str>, depth: usize) -> Processed {
        let sha256 = hash_bytes(bytes);
        let request = Request {
            name: name.to_owned(),
            sha256: sha256.clone(),
            options: ReadOptions { depth: depth as u8, ..self.options.clone() },
            engine: self.engine.clone(),
            work: Work::Read,
        };
        let Opened { answer, attachments } = self.pool.open(&request, bytes);
        let mut processed = Processed {
            sha256,
            bytes: bytes.len() as u64,
            media_type: None,
            outcome: Outcome::Failed,
            reason: None,
            document: None,
            members: Vec::new(),
        };
        match answer {
            Answer::Unsupported { media_type, reason } => {
                processed.outcome = Outcome::Unsupported;
                processed.media_type = Some(media_type);
                processed.reason = Some(reason);
            }
            Answer::Failed { media_type, reason } => {
                processed.media_type = media_type;
                processed.reason = Some(reason);
            }
            Answer::Read { document, attachments: names } => {
                self.settle(&mut processed, *document, parent, names.is_empty());
                let members = names.into_iter().zip(attachments);
                processed.members = self.process_members(&mut processed, members, depth);
            }
            Answer::Wordless { .. } | Answer::Recognized(_) => {
                processed.reason = Some("the worker answered something else".to_owned());
            }
        }
        processed
    }

    fn process_members(
        &self,
        container: &mut Processed,
        members: impl Iterator<Item = (String, Vec<u8>)>,
        depth: usize,
    ) -> Vec<(String, Processed)> {
        if depth >= MAX_DEPTH {
            let left = members.count();
            if left > 0 {
                container.outcome = Outcome::IndexedWithWarnings;
                add_reason(
                    container,
                    format!("{left} parts nested more than {MAX_DEPTH} deep were not opened"),
                );
            }
            return Vec::new();
        }
        let parent = container.sha256.clone();
        let open = |(name, bytes): (String, Vec<u8>)| {
            let member = self.process_at(&name, &bytes, Some(&parent), depth + 1);
            (name, member)
        };
        members.map(open).collect()
    }

    fn settle(&self, processed: &mut Processed, document: Document, parent: Option<&str>, alone: bool) {
        processed.media_type = Some(document.media_type.clone());
        let (outcome, reason) = judge(&document);
        processed.outcome = outcome;
        processed.reason = reason;
        // an archive is not a document of its own, its members are
        if alone || !document.text.trim().is_empty() {
            processed.document = Some(self.tagged(document, parent));
        } else if document.warnings.is_empty() {
            processed.outcome = Outcome::Indexed;
            processed.reason = None;
        }
    }

    fn tagged(&self, mut document: Document, parent: Option<&str>) -> StoredDocument {
        let findings = (self.tag)(&mut document);
        StoredDocument { document, findings, parent: parent.map(str::to_owned), stages: self.stages.clone() }
    }
}

fn judge(document: &Document) -> (Outcome, Option<String>) {
    let mut reasons = document.warnings.clone();
    for page in &document.pages {
        reasons.extend(page.warnings.iter().map(|w| format!("page {}: {w}", page.number)));
    }
    let no_words = document.text.trim().is_empty();
    let wordless = document.pages.iter().any(|p| p.warnings.iter().any(|w| w == NO_TEXT_LAYER));
    let outcome = match document.status {
        Status::Failed => Outcome::Failed,
        _ if no_words && wordless => Outcome::NeedsOcr,
        _ => Outcome::IndexedWithWarnings,
    };
    if no_words && !wordless {
        reasons.insert(0, "no text in it".to_owned());
    }
    let ocr_pages = document.pages.iter().filter(|page| page.ocr).count();
    if ocr_pages > 0 {
        reasons.push(format!("{} read by optical character recognition", count_pages(ocr_pages)));
    }
    if reasons.is_empty() && outcome == Outcome::IndexedWithWarnings {
        return (Outcome::Indexed, None);
    }
    (outcome, Some(reasons.join("; ")))
}

fn count_pages(n: usize) -> String {
    if n == 1 { "1 page".to_owned() } else { format!("{n} pages") }
}

fn add_reason(processed: &mut Processed, reason: String) {
    processed.reason = Some(match processed.reason.take() {
        Some(before) => format!("{before}; {reason}"),
        None => reason,
    });
}

/// Does a job and says what is to be stored for all its paths.
pub(super) fn run(processor: &Processor<'_>, job: &Job) -> Changes {
    let processed = match &job.stored {
        Some(record) => retag(processor, job, record),
        None => read(processor, job),
    };
    let mut changes = Changes::default();
    for site in &job.sites {
        changes.vanished.push(site.absolute.clone());
        list_files(&processed, &site.absolute, &site.path, None, &mut changes.files);
    }
    take_documents(processed, &mut changes.documents);
    changes
}

fn read(processor: &Processor<'_>, job: &Job) -> Processed {
    let failed = |reason: String| Processed {
        sha256: job.sha256.clone(),
        bytes: job.bytes,
        media_type: None,
        outcome: Outcome::Failed,
        reason: Some(reason),
        document: None,
        members: Vec::new(),
    };
    let Some(site) = job.sites.first() else { return failed("no path".to_owned()) };
    let name = site.location.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    match std::fs::read(&site.location) {
        Err(error) => failed(format!("cannot be read: {error}")),
        Ok(bytes) if hash_bytes(&bytes) != job.sha256 => {
            failed("it changed while it was being read".to_owned())
        }
        Ok(bytes) => processor.process(&name, &bytes),
    }
}

fn retag(processor: &Processor<'_>, job: &Job, record: &Record) -> Processed {
    let (outcome, reason) = judge(&record.document);
    Processed {
        sha256: job.sha256.clone(),
        bytes: job.bytes,
        media_type: Some(record.document.media_type.clone()),
        outcome,
        reason,
        document: Some(processor.tagged(record.document.clone(), record.parent.as_deref())),
        members: Vec::new(),
    }
}

fn list_files(
    processed: &Processed,
    absolute: &str,
    path: &str,
    container: Option<&str>,
    files: &mut Vec<FileEntry>,
) {
    files.push(FileEntry {
        absolute: absolute.to_owned(),
        container: container.map(str::to_owned),
        outcome: FileOutcome {
            path: path.to_owned(),
            sha256: Some(processed.sha256.clone()),
            bytes: processed.bytes,
            media_type: processed.media_type.clone(),
            outcome: processed.outcome,
            reason: processed.reason.clone(),
        },
    });
    for (position, (name, member)) in processed.members.iter().enumerate() {
        let twin = processed.members[..position].iter().filter(|(other, _)| other == name).count();
        let name = if twin == 0 { name.clone() } else { format!("{name} ({})", twin + 1) };
        list_files(member, &format!("{absolute}!/{name}"), &format!("{path}!/{name}"), Some(absolute), files);
    }
}

fn take_documents(processed: Processed, documents: &mut Vec<StoredDocument>) {
    documents.extend(processed.document);
    for (_, member) in processed.members {
        take_documents(member, documents);
    }
}
