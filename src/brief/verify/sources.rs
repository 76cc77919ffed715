//! Which files a written brief names.

use super::written;

/// The files that a brief names, and how they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Each source's SHA-256 with its paths; none if the bytes are no brief.
    pub files: Vec<(String, Vec<String>)>,
    /// Were pages without a text layer left unread?
    pub no_ocr: bool,
}

/// What a brief of any format names.
pub fn sources(brief: &[u8]) -> Named {
    let written = written::read(brief).unwrap_or_default();
    let files = written.sources.into_iter().map(|source| (source.hash, source.paths)).collect();
    Named { files, no_ocr: written.no_ocr }
}
