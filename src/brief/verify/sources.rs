//! Which files a written brief names.

use super::written;

/// Each source's SHA-256 with the paths that the brief names for it; none if the bytes are no brief.
pub fn sources(brief: &[u8]) -> Vec<(String, Vec<String>)> {
    let written = written::read(brief).unwrap_or_default();
    written.sources.into_iter().map(|source| (source.hash, source.paths)).collect()
}
