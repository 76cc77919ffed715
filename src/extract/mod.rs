//! One reader a file format, each with a name and a version.
//!
//! [`read`] looks at the bytes ([`media::sniff`]), picks the adapter and hands back a [`Reading`]:
//! blocks or pages, warnings for everything that was left out or is doubtful, and the files found
//! inside. Nothing that a document holds is executed, followed or fetched.

mod archive;
mod decode;
mod docx;
mod draft;
mod email;
mod html;
mod markdown;
mod mbox;
pub mod media;
mod msg;
mod numerals;
pub mod ocr;
mod odt;
mod package;
pub mod pdf;
mod rtf;
#[cfg(test)]
mod tests;
mod text;
mod word;
mod xml;

use crate::document::{Attachment, Extraction};
pub use media::{MediaType, sniff};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Ceilings on what one file may make of itself. They guard memory; ordinary files stay far below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file: usize,
    /// Bytes that the parts or members of one package may inflate to, together.
    pub inflated: usize,
    /// Inflated bytes per packed byte of a member that is larger than a mebibyte.
    pub ratio: usize,
    /// Members of an archive, messages of a mailbox, attachments of a mail.
    pub members: usize,
    /// Containers inside containers.
    pub depth: u8,
    /// Bytes of text kept of one document.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 512 << 20, inflated: 512 << 20, ratio: 250, members: 10_000, depth: 8, text: 64 << 20 }
    }
}

/// Names and versions of all readers: a matter reads its files anew where one changes.
pub fn versions() -> String {
    let readers = [
        (archive::NAME, archive::VERSION),
        (docx::NAME, docx::VERSION),
        (email::NAME, email::VERSION),
        (html::NAME, html::VERSION),
        (markdown::NAME, markdown::VERSION),
        (mbox::NAME, mbox::VERSION),
        (msg::NAME, msg::VERSION),
        (odt::NAME, odt::VERSION),
        (rtf::NAME, rtf::VERSION),
        (text::NAME, text::VERSION),
        (word::NAME, word::VERSION),
    ];
    readers.map(|(name, version)| format!("{name} {version}")).join(", ")
}

/// How to read one file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    pub pdf: pdf::PdfOptions,
    pub limits: Limits,
    /// How many containers the bytes were taken out of.
    pub depth: u8,
}

/// What came out of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub extraction: Extraction,
    /// Files inside the file, in its order.
    pub attachments: Vec<Attachment>,
}

/// Why nothing could be read. The caller knows the path.
#[derive(Debug, Error)]
pub enum ExtractError {
    #[error("`{media_type}` is not a kind of file that is read\nhint: {}", media_type.hint())]
    Unsupported { media_type: MediaType },
    #[error("the file is empty\nhint: ask for a new copy")]
    Empty,
    #[error("the file is encrypted\nhint: save a copy without a password and add that")]
    Encrypted,
    #[error("damaged {format} file: {reason}\nhint: open it in its own program and save a new copy")]
    Damaged { format: &'static str, reason: String },
    #[error("{what} is {size} bytes, more than the limit of {limit}\nhint: split it or raise the limit")]
    TooLarge { what: &'static str, size: usize, limit: usize },
    #[error("more than {limit} containers inside each other\nhint: unpack the inner ones and add them")]
    TooDeep { limit: u8 },
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
}

/// Reads one file. The kind is taken from the content; `name` only decides between plain text,
/// Markdown and mail that look alike.
///
/// # Errors
/// When nothing can be read. Anything less is a warning in the extraction and, where text is
/// missing, [`Status::Partial`](crate::document::Status::Partial).
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Reading, ExtractError> {
    let limits = &options.limits;
    if bytes.len() > limits.file {
        return Err(ExtractError::TooLarge { what: "the file", size: bytes.len(), limit: limits.file });
    }
    let media_type = sniff(bytes, name);
    if media_type.is_container() && options.depth >= limits.depth {
        return Err(ExtractError::TooDeep { limit: limits.depth });
    }
    dispatch(bytes, media_type, options)
}

fn dispatch(bytes: &[u8], media_type: MediaType, options: &ReadOptions) -> Result<Reading, ExtractError> {
    let limits = &options.limits;
    let draft = match media_type {
        MediaType::Empty => return Err(ExtractError::Empty),
        MediaType::Pdf => {
            let extraction = pdf::read(bytes, &options.pdf)?;
            return Ok(Reading { extraction, attachments: Vec::new() });
        }
        MediaType::Html => html::read(bytes, limits),
        MediaType::Text => text::read(bytes, limits),
        MediaType::Markdown => markdown::read(bytes, limits),
        MediaType::Docx => docx::read(bytes, limits)?,
        MediaType::Odt => odt::read(bytes, limits)?,
        MediaType::Rtf => rtf::read(bytes, limits)?,
        MediaType::Doc => word::read(bytes, limits)?,
        MediaType::Mail | MediaType::WebArchive => email::read(bytes, limits)?,
        MediaType::OutlookMessage => msg::read(bytes, limits)?,
        MediaType::Mailbox => mbox::read(bytes, limits),
        MediaType::Zip => archive::read(bytes, limits)?,
        MediaType::EncryptedOffice => return Err(ExtractError::Encrypted),
        _ => return Err(ExtractError::Unsupported { media_type }),
    };
    Ok(draft.finish(media_type))
}
