//! Which reader's page is kept.
//!
//! The rule, in this order:
//!
//! 1. A reader without words loses to one with words.
//! 2. Readers that agree ([`AGREEMENT`] of the words or more) give hayro's page: it places words
//!    better and knows bold and italic.
//! 3. Where they disagree, the page with clearly more everyday English words ([`EVERYDAY`]) wins: a
//!    wrong decoding gives letters, but not words.
//! 4. Otherwise the page with clearly more readable letters wins, and hayro's where neither has.
//!
//! A disagreement is told on the page, whichever wins.

use super::glyph::is_readable;
use crate::document::RawLine;
use std::collections::HashMap;

/// Share of words in common from which two readings count as the same.
pub(super) const AGREEMENT: f64 = 0.90;
/// A page must have this many times the other's everyday words or readable letters to win by them.
const CLEARLY: f64 = 1.15;

const EVERYDAY: &[&str] = &[
    "the", "of", "to", "and", "in", "a", "that", "for", "is", "on", "by", "with", "as", "or", "not", "be",
    "are", "was", "its", "this", "from", "any", "an", "at", "it", "which", "have", "has", "their", "such",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Winner {
    Hayro,
    PdfExtract,
}

/// The verdict on one page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub winner: Winner,
    /// Twice the words in common over all words of both: 1 for the same, 1 also where neither has any.
    pub overlap: f64,
    /// Said to the user where the readers disagree.
    pub warning: Option<String>,
}

/// Compares the lines that two readers give for one page.
pub(super) fn choose(hayro: &[RawLine], pdf_extract: &[RawLine]) -> Choice {
    let (first, second) = (Reading::of(hayro), Reading::of(pdf_extract));
    let overlap = first.overlap(&second);
    let winner = if first.count == 0 || second.count == 0 {
        if first.count == 0 && second.count > 0 { Winner::PdfExtract } else { Winner::Hayro }
    } else if overlap >= AGREEMENT {
        Winner::Hayro
    } else {
        better(&first, &second)
    };
    Choice { winner, overlap, warning: disagreement(&first, &second, overlap, winner) }
}

fn better(hayro: &Reading, pdf_extract: &Reading) -> Winner {
    let (ours, theirs) = (hayro.everyday as f64, pdf_extract.everyday as f64);
    if theirs > CLEARLY * ours + 2.0 {
        return Winner::PdfExtract;
    }
    if ours > CLEARLY * theirs + 2.0 {
        return Winner::Hayro;
    }
    if pdf_extract.readable as f64 > CLEARLY * hayro.readable as f64 {
        Winner::PdfExtract
    } else {
        Winner::Hayro
    }
}

fn disagreement(hayro: &Reading, pdf_extract: &Reading, overlap: f64, winner: Winner) -> Option<String> {
    if overlap >= AGREEMENT {
        return None;
    }
    let kept = if winner == Winner::Hayro { "hayro" } else { "pdf-extract" };
    Some(format!(
        "the two readers disagree (hayro {} words, pdf-extract {}, {:.0}% in common): kept {kept}; check this page",
        hayro.count,
        pdf_extract.count,
        overlap * 100.0
    ))
}

/// What counts of a page's words.
struct Reading {
    words: HashMap<String, usize>,
    count: usize,
    everyday: usize,
    readable: usize,
}

impl Reading {
    fn of(lines: &[RawLine]) -> Self {
        let mut reading = Self { words: HashMap::new(), count: 0, everyday: 0, readable: 0 };
        for word in lines.iter().flat_map(|line| &line.words) {
            let key: String =
                word.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            reading.readable += word.text.chars().filter(|c| c.is_alphanumeric() && is_readable(*c)).count();
            if key.is_empty() {
                continue;
            }
            reading.everyday += usize::from(EVERYDAY.contains(&key.as_str()));
            reading.count += 1;
            *reading.words.entry(key).or_default() += 1;
        }
        reading
    }

    fn overlap(&self, other: &Self) -> f64 {
        let total = self.count + other.count;
        if total == 0 {
            return 1.0;
        }
        let common: usize =
            self.words.iter().map(|(word, n)| *n.min(other.words.get(word).unwrap_or(&0))).sum();
        2.0 * common as f64 / total as f64
    }
}
