//! From matches to passages that a reader counts as one hit.

use crate::query::Matches;

/// Matches that overlap, as one passage with all their witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Positions of words; `end` not included.
    pub start: u32,
    pub end: u32,
    /// In order, each once.
    pub words: Vec<u32>,
}

/// Joins matches that share words into passages. `pixel w/p data` may have a dozen matches in one
/// paragraph; they are one hit, and every word of every match is marked. Counts are of passages.
pub fn passages(matches: Matches<'_>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for found in matches.iter() {
        match passages.last_mut() {
            Some(last) if found.start < last.end => {
                last.end = last.end.max(found.end);
                last.words.extend(found.witnesses());
            }
            _ => {
                let words = found.witnesses().collect();
                passages.push(Passage { start: found.start, end: found.end, words });
            }
        }
    }
    for passage in &mut passages {
        passage.words.sort_unstable();
        passage.words.dedup();
    }
    passages
}
