//! How words, compounds, tags and units are written as terms of one field.
//!
//! Words are written as they are; everything else starts with a control character, which no word
//! holds. What stands for several words carries its length in the term, as the index keeps only
//! where a term starts.

use crate::document::{Mode, Polarity, ReviewState, Speaker};
use crate::query::{Tag, TagFacts, Unit};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::str::FromStr;

pub(super) const TAG: char = '\u{2}';
pub(super) const COMPOUND: char = '\u{3}';
const SEPARATOR: char = '\u{1f}';

/// The engine drops terms of more than 65,530 bytes; longer words are kept by their hash.
const LONGEST: usize = 60_000;
const KEPT_OF_LONG: usize = 1_000;

/// Where paragraphs of a kind that weighs more start: headings, and numbered allegations.
pub(super) const HEADING: &str = "\u{1}heading";
pub(super) const NUMBERED: &str = "\u{1}numbered";
/// Where a paragraph starts that is neither.
pub(super) const ORDINARY: &str = "\u{1}ordinary";

pub(super) fn word(term: &str) -> Cow<'_, str> {
    if term.len() <= LONGEST {
        return Cow::Borrowed(term);
    }
    let kept = term.char_indices().map(|(at, _)| at).take_while(|at| *at <= KEPT_OF_LONG).last().unwrap_or(0);
    let hash = Sha256::digest(term.as_bytes());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Cow::Owned(format!("{}\u{4}{hash}", &term[..kept]))
}

pub(super) fn compound(term: &str, length: u32) -> String {
    format!("{COMPOUND}{length}{}", word(term))
}

pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Sentence => "\u{1}s",
        Unit::Paragraph => "\u{1}p",
        Unit::Page => "\u{1}g",
    }
}

pub(super) fn tag(tag: &Tag) -> String {
    let TagFacts { concept, mode, polarity, speaker, review } = tag.facts();
    let length = tag.end - tag.start;
    let labels = [concept, mode.name(), polarity.name(), speaker.name(), review.name()];
    format!("{TAG}{}{SEPARATOR}{length}", labels.join(&SEPARATOR.to_string()))
}

/// A tag's term taken apart, with the number of its words.
pub(super) fn read_tag(term: &str) -> Option<(TagFacts<'_>, u32)> {
    let mut parts = term.strip_prefix(TAG)?.split(SEPARATOR);
    let facts = TagFacts {
        concept: parts.next()?,
        mode: Mode::from_str(parts.next()?).ok()?,
        polarity: Polarity::from_str(parts.next()?).ok()?,
        speaker: Speaker::from_str(parts.next()?).ok()?,
        review: ReviewState::from_str(parts.next()?).ok()?,
    };
    Some((facts, parts.next()?.parse().ok()?))
}
