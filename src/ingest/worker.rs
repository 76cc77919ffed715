//! The worker: this program started again in a hidden mode. It reads and structures one file after
//! the other, so that a crash, a bomb or a hang in a parser costs only that file.

use super::frame;
use crate::document::{Content, Document, Extraction, RawLine, RawPage, TextSource};
use crate::extract::ocr::{DPI, Engine, EngineChoice, is_doubtful};
use crate::extract::{self, ExtractError, ReadOptions, pdf};
use crate::structure::{self, FileFacts};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The warning on a page that shows something but has no words: it needs recognition.
pub const NO_TEXT_LAYER: &str = "no text layer, needs character recognition (see `pincite doctor`)";

/// What to do with which file; the file's bytes follow in a message of their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    pub name: String,
    pub sha256: String,
    pub options: ReadOptions,
    /// With an engine, a file with pages without words is not structured before those are read.
    pub engine: Option<EngineChoice>,
    pub work: Work,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    Read,
    /// Recognise the words of one page of a PDF.
    Recognize(u32),
    Structure(Box<Extraction>),
}

/// What the worker made of it. The attachments' bytes follow, one message each.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Read {
        document: Box<Document>,
        attachments: Vec<String>,
    },
    /// These pages show something but have no words, or doubtful ones.
    Wordless {
        extraction: Box<Extraction>,
        pages: Vec<u32>,
        attachments: Vec<String>,
    },
    Recognized(Vec<RawLine>),
    Unsupported {
        media_type: String,
        reason: String,
    },
    Failed {
        media_type: Option<String>,
        reason: String,
    },
}

/// Bytes of one file, opened up: a document and what came inside it.
#[derive(Debug)]
pub struct Opened {
    pub answer: Answer,
    /// As many as the answer names.
    pub attachments: Vec<Vec<u8>>,
}

impl Opened {
    pub(super) fn failed(media_type: Option<String>, reason: String) -> Self {
        Self { answer: Answer::Failed { media_type, reason }, attachments: Vec::new() }
    }
}

/// Serves requests until the input ends.
///
/// # Errors
/// If the pipe to the parent breaks.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut worker = Worker::default();
    while let Some(head) = frame::read(&mut input)? {
        let bytes = frame::read(&mut input)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let request: Request = serde_json::from_slice(&head)?;
        let opened = worker.open(request, &bytes);
        frame::write(&mut output, &serde_json::to_vec(&opened.answer)?)?;
        for attachment in &opened.attachments {
            frame::write(&mut output, attachment)?;
        }
        output.flush()?;
    }
    Ok(())
}

/// Keeps a loaded engine from one request to the next.
#[derive(Default)]
struct Worker {
    engine: Option<(EngineChoice, Engine)>,
}

impl Worker {
    /// Does the work in this process; a panic becomes a recorded failure.
    fn open(&mut self, request: Request, bytes: &[u8]) -> Opened {
        let opened = catch_unwind(AssertUnwindSafe(|| self.open_unguarded(request, bytes)));
        opened.unwrap_or_else(|panic| {
            let what = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("unknown cause");
            Opened::failed(None, format!("the reader broke on this file: {what}"))
        })
    }

    fn open_unguarded(&mut self, mut request: Request, bytes: &[u8]) -> Opened {
        match std::mem::replace(&mut request.work, Work::Read) {
            Work::Read => read(&request, bytes),
            Work::Structure(extraction) => {
                let answer = Answer::Read {
                    document: Box::new(structured(*extraction, &request, bytes.len())),
                    attachments: Vec::new(),
                };
                Opened { answer, attachments: Vec::new() }
            }
            Work::Recognize(page) => match self.recognize(&request, bytes, page) {
                Ok(lines) => Opened { answer: Answer::Recognized(lines), attachments: Vec::new() },
                Err(reason) => Opened::failed(None, reason),
            },
        }
    }

    fn recognize(&mut self, request: &Request, bytes: &[u8], page: u32) -> Result<Vec<RawLine>, String> {
        let choice = request.engine.as_ref().ok_or("no recognition engine")?;
        if self.engine.as_ref().is_none_or(|(loaded, _)| loaded != choice) {
            self.engine = Some((choice.clone(), choice.load().map_err(|e| one_line(&e))?));
        }
        let Some((_, engine)) = &self.engine else { return Ok(Vec::new()) };
        let image = pdf::render_gray(bytes, page, DPI).map_err(|e| one_line(&e))?;
        engine.read(&image).map_err(|e| one_line(&e))
    }
}

fn read(request: &Request, bytes: &[u8]) -> Opened {
    let reading = match extract::read(bytes, &request.name, &request.options) {
        Ok(reading) => reading,
        Err(error) => {
            return Opened { answer: refusal(&error, bytes, &request.name), attachments: Vec::new() };
        }
    };
    let pages = pages_to_recognize(&reading.extraction.content);
    let (attachments, contents) = reading.attachments.into_iter().map(|a| (a.name, a.bytes)).unzip();
    let answer = if pages.is_empty() || request.engine.is_none() {
        let document = Box::new(structured(reading.extraction, request, bytes.len()));
        Answer::Read { document, attachments }
    } else {
        Answer::Wordless { extraction: Box::new(reading.extraction), pages, attachments }
    };
    Opened { answer, attachments: contents }
}

fn structured(extraction: Extraction, request: &Request, bytes: usize) -> Document {
    let wordless = pages_that(&extraction.content, is_wordless);
    let facts = FileFacts { sha256: request.sha256.clone(), bytes: bytes as u64, name: request.name.clone() };
    let mut document = structure::structure(extraction, facts);
    for page in document.pages.iter_mut().filter(|page| wordless.contains(&page.number)) {
        page.warnings.push(NO_TEXT_LAYER.to_owned());
    }
    document
}

fn refusal(error: &ExtractError, bytes: &[u8], name: &str) -> Answer {
    let media_type = extract::media::sniff(bytes, name).mime().to_owned();
    let reason = one_line(error);
    match error {
        ExtractError::Unsupported { .. } => Answer::Unsupported { media_type, reason },
        _ => Answer::Failed { media_type: Some(media_type), reason },
    }
}

/// An error with its causes, on one line.
fn one_line(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let source_text = source.to_string();
        if !text.contains(&source_text) {
            text = format!("{text}: {source_text}");
        }
        cause = source.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pages without words, and pages whose own words are doubtful.
fn pages_to_recognize(content: &Content) -> Vec<u32> {
    pages_that(content, |page| is_wordless(page) || is_doubtful(page))
}

fn pages_that(content: &Content, fits: impl Fn(&RawPage) -> bool) -> Vec<u32> {
    let Content::Pages(pages) = content else { return Vec::new() };
    pages.iter().filter(|page| fits(page)).map(|page| page.number).collect()
}

/// Does it show something and have no words, or few over a picture: a scan with a typed stamp?
fn is_wordless(page: &RawPage) -> bool {
    const FEW: usize = 25;
    let words: usize = page.lines.iter().map(|line| line.words.len()).sum();
    match page.source {
        TextSource::Ocr(_) => false,
        TextSource::None => words == 0,
        _ if words == 0 => page.image_share > 0.05,
        _ => words < FEW && page.image_share > 0.6,
    }
}
