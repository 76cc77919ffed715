//! A brief as it is written, whatever the format.

use super::super::dat;
use super::{Mismatch, csv, docx, html, json, pdf};
use crate::document::CiteForm;
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Written {
    pub style: Option<String>,
    /// Were scans left unread?
    pub no_ocr: bool,
    /// Quotations and citations that the brief was made with.
    pub counts: Option<(usize, usize)>,
    pub sources: Vec<WrittenSource>,
    pub quotations: Vec<WrittenQuotation>,
    pub citations: Vec<WrittenCitation>,
    /// The paragraph that each passage shows, by anchor; none in formats without links.
    pub passages: Option<BTreeMap<String, (String, usize, usize)>>,
    /// Words between quotation marks that a person put in, with where they stand.
    pub added: Vec<(String, String)>,
    /// The lines of a load file, which quotes and cites nothing.
    pub lines: Vec<dat::Line>,
    /// What the format itself shows to be altered.
    pub differences: Vec<Mismatch>,
}

#[derive(Default)]
pub struct WrittenSource {
    pub name: String,
    /// The hash as a reader sees it.
    pub shown: String,
    /// The hash in the data.
    pub hash: String,
    pub paths: Vec<String>,
    /// Name and version of what read it, in formats that say so.
    pub reader: Option<String>,
}

pub struct WrittenQuotation {
    pub place: String,
    pub document: String,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

pub struct WrittenCitation {
    pub place: String,
    pub document: String,
    pub start: usize,
    pub end: usize,
    pub form: CiteForm,
    pub text: String,
    /// Anchor of the passage that it links to.
    pub passage: Option<String>,
    /// Numbers that the format keeps beside the words.
    pub numbers: Option<Numbers>,
}

pub struct Numbers {
    pub page: Option<u32>,
    pub line: Option<u32>,
    pub paragraph: Option<String>,
}

/// Reads a brief of any format; `None` where the bytes are none.
pub fn read(brief: &[u8]) -> Option<Written> {
    let written = match brief {
        [b'%', b'P', b'D', b'F', ..] => pdf::read(brief),
        [b'P', b'K', ..] => docx::read(brief).or_else(|| csv::read(brief)),
        _ => {
            let text = std::str::from_utf8(brief).ok()?;
            match dat::read(text) {
                Some(lines) => Some(load_file(lines)),
                None if text.trim_start().starts_with('{') => json::read(text),
                None => html::read(text),
            }
        }
    };
    written.filter(|w| !w.sources.is_empty())
}

fn load_file(lines: Vec<dat::Line>) -> Written {
    let source = |line: &dat::Line| {
        let field = |name: &str| line.get(name).cloned().unwrap_or_default();
        WrittenSource {
            name: field("DOCID"),
            shown: field("SHA256"),
            hash: field("SHA256"),
            paths: field("FILEPATH").split(';').map(str::to_owned).collect(),
            reader: None,
        }
    };
    Written { sources: lines.iter().map(source).collect(), counts: Some((0, 0)), lines, ..Written::default() }
}

/// A member of a zip archive as text, if it has one of that name and a sane size.
pub fn member(bytes: &[u8], name: &str) -> Option<String> {
    use std::io::Read;
    const MOST: u64 = 512 << 20;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.take(MOST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// `12 34` as two numbers.
pub fn two_numbers(text: &str) -> Option<(usize, usize)> {
    let (first, second) = text.split_once(' ')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}
