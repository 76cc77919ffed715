//! The short names of all documents of an index, chosen once a state and kept in a file beside it.
//!
//! A name depends on all other documents, so it can't be kept with its own. The file is a copy that
//! can be made again: one that is missing or of another state is written anew where that is allowed.

use super::entry::Entry;
use crate::document::ShortNames;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tantivy::SegmentReader;

/// Lines of a hash, a tab and a name, in order of the hashes.
#[derive(Debug)]
pub(super) struct Names(String);

/// Where the names of some segments' documents are kept.
#[derive(Clone, Debug)]
pub(super) struct NamesFile {
    path: PathBuf,
    /// Which segments, as the first line of the file says it.
    state: String,
}

impl Names {
    pub fn choose(entries: &[Entry]) -> Self {
        let chosen = ShortNames::choose(entries.iter().map(|entry| (entry.sha256.as_str(), &entry.names)));
        let mut hashes: Vec<&str> = entries.iter().map(|entry| entry.sha256.as_str()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut lines = String::new();
        for sha256 in hashes {
            let name = chosen.get(sha256).replace(['\n', '\t'], " ");
            let _ = writeln!(lines, "{sha256}\t{name}");
        }
        Self(lines)
    }

    pub fn get(&self, sha256: &str) -> Option<&str> {
        let (mut from, mut to) = (0, self.0.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let start = self.0.as_bytes()[from..middle].iter().rposition(|&b| b == b'\n');
            let start = start.map_or(from, |at| from + at + 1);
            let line = self.0[start..to].split('\n').next()?;
            let (hash, name) = line.split_once('\t')?;
            match hash.cmp(sha256) {
                std::cmp::Ordering::Equal => return Some(name),
                std::cmp::Ordering::Less => from = start + line.len() + 1,
                std::cmp::Ordering::Greater => to = start,
            }
        }
        None
    }
}

impl NamesFile {
    pub fn new(dir: &Path, segments: &[SegmentReader]) -> Self {
        let state = |s: &SegmentReader| format!("{}.{:?}", s.segment_id().uuid_string(), s.delete_opstamp());
        let state: Vec<String> = segments.iter().map(state).collect();
        Self { path: dir.join("names"), state: state.join(" ") }
    }

    /// The names, if the file is of these segments.
    pub fn read(&self) -> Option<Names> {
        let text = std::fs::read_to_string(&self.path).ok()?;
        let (state, lines) = text.split_once('\n')?;
        (state == self.state).then(|| Names(lines.to_owned()))
    }

    /// # Errors
    /// Where the folder can't be written; the names can be chosen again.
    pub fn write(&self, names: &Names) -> std::io::Result<()> {
        let draft = self.path.with_extension(format!("{}.part", std::process::id()));
        std::fs::write(&draft, format!("{}\n{}", self.state, names.0))?;
        std::fs::rename(&draft, &self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hash_is_found_and_no_other() {
        for size in [0usize, 1, 2, 3, 7, 40] {
            let hash = |i: usize| format!("{:08x}", (i as u32).wrapping_mul(0x9E37_79B9));
            let mut lines: Vec<String> = (0..size).map(|i| format!("{}\tName é {i}\n", hash(i))).collect();
            lines.sort();
            let names = Names(lines.concat());
            for i in 0..size {
                assert_eq!(names.get(&hash(i)), Some(format!("Name é {i}").as_str()));
            }
            assert_eq!((names.get(""), names.get(&hash(size)), names.get("zzz")), (None, None, None));
        }
    }

    #[test]
    fn a_file_of_another_state_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let of_state = |state: &str| NamesFile { path: dir.path().join("names"), state: state.into() };
        let own = of_state("a.None b.Some(7)");
        assert!(own.read().is_none());
        own.write(&Names("00\tCompl.\n".into())).unwrap();
        assert_eq!(own.read().unwrap().get("00"), Some("Compl."));
        assert!(of_state("a.None b.Some(8)").read().is_none());
    }
}
