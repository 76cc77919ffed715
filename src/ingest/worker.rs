//! The worker: this program started again in a hidden mode. It reads and structures one file after
//! the other, so that a crash, a bomb or a hang in a parser costs only that file.

use super::frame;
use crate::document::{Content, Document, RawPage, TextSource};
use crate::extract::{self, ExtractError, ReadOptions};
use crate::structure::{self, FileFacts};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The warning on a page that shows something but has no words: it needs recognition.
pub const NO_TEXT_LAYER: &str = "no text layer, needs character recognition (see `pincite doctor`)";

/// What to read; the file's bytes follow in a message of their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    pub name: String,
    pub sha256: String,
    pub options: ReadOptions,
}

/// What the worker made of it. The attachments' bytes follow, one message each.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Read { document: Box<Document>, attachments: Vec<String> },
    Unsupported { media_type: String, reason: String },
    Failed { media_type: Option<String>, reason: String },
}

/// Bytes of one file, opened up: a document and what came inside it.
#[derive(Debug)]
pub struct Opened {
    pub answer: Answer,
    /// As many as [`Answer::Read`] names.
    pub attachments: Vec<Vec<u8>>,
}

/// Serves requests until the input ends.
///
/// # Errors
/// If the pipe to the parent breaks.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    while let Some(head) = frame::read(&mut input)? {
        let bytes = frame::read(&mut input)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let request: Request = serde_json::from_slice(&head)?;
        let opened = open(&request, &bytes);
        frame::write(&mut output, &serde_json::to_vec(&opened.answer)?)?;
        for attachment in &opened.attachments {
            frame::write(&mut output, attachment)?;
        }
        output.flush()?;
    }
    Ok(())
}

/// Reads and structures one file in this process; a panic becomes a recorded failure.
pub fn open(request: &Request, bytes: &[u8]) -> Opened {
    let opened = catch_unwind(AssertUnwindSafe(|| open_unguarded(request, bytes)));
    opened.unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("unknown cause");
        let reason = format!("the reader broke on this file: {what}");
        Opened { answer: Answer::Failed { media_type: None, reason }, attachments: Vec::new() }
    })
}

fn open_unguarded(request: &Request, bytes: &[u8]) -> Opened {
    let reading = match extract::read(bytes, &request.name, &request.options) {
        Ok(reading) => reading,
        Err(error) => {
            return Opened { answer: refusal(error, bytes, &request.name), attachments: Vec::new() };
        }
    };
    let wordless = pages_without_words(&reading.extraction.content);
    let facts =
        FileFacts { sha256: request.sha256.clone(), bytes: bytes.len() as u64, name: request.name.clone() };
    let mut document = Box::new(structure::structure(reading.extraction, facts));
    for page in document.pages.iter_mut().filter(|page| wordless.contains(&page.number)) {
        page.warnings.push(NO_TEXT_LAYER.to_owned());
    }
    let (attachments, contents) = reading.attachments.into_iter().map(|a| (a.name, a.bytes)).unzip();
    Opened { answer: Answer::Read { document, attachments }, attachments: contents }
}

fn refusal(error: ExtractError, bytes: &[u8], name: &str) -> Answer {
    let media_type = extract::media::sniff(bytes, name).mime().to_owned();
    let reason = one_line(&error);
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

fn pages_without_words(content: &Content) -> Vec<u32> {
    let Content::Pages(pages) = content else { return Vec::new() };
    let silent = |page: &&RawPage| {
        page.lines.is_empty()
            && (page.image_share > 0.05 || !matches!(page.source, TextSource::Hayro | TextSource::PdfExtract))
    };
    pages.iter().filter(silent).map(|page| page.number).collect()
}
