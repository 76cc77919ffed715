//! One paragraph with everything that its words say of speakers and scopes.

mod frames;
mod mentions;
mod quotes;
mod setting;

pub use setting::Setting;

use super::cues::{Class, Cue};
use crate::document::{DocumentKind, Span, Speaker};
use crate::query::TokenText;
use std::ops::Range;

/// Positions of words.
pub(super) type Words = Range<u32>;

/// Words of a cue at their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CueHit {
    /// Index into the tagger's cues.
    pub cue: usize,
    pub class: Class,
    pub words: Words,
}

/// Words that stand for a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub speaker: Speaker,
    pub words: Words,
    pub name: String,
    /// Resolved from a pronoun.
    pub pronoun: bool,
}

/// A speaker, a word of attribution, and the words that it hands to the speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub class: Class,
    pub cue: usize,
    pub verb: Words,
    /// `None` where the words name nobody: "has been accused of".
    pub source: Option<Mention>,
    pub content: Words,
}

/// A paragraph under analysis.
pub(super) struct Passage<'a> {
    pub tokens: &'a TokenText,
    pub kind: DocumentKind,
    pub setting: &'a Setting,
    pub words: Words,
    pub sentences: Vec<Words>,
    /// Words within quotation marks.
    pub quotes: Vec<Words>,
    /// By start.
    pub cues: Vec<CueHit>,
    pub mentions: Vec<Mention>,
    /// By start of content.
    pub frames: Vec<Frame>,
}

impl<'a> Passage<'a> {
    /// `last` is the company or person that spoke last before this paragraph.
    pub fn new(
        (tokens, kind, setting): (&'a TokenText, DocumentKind, &'a Setting),
        sentences: Vec<Words>,
        cues: Vec<CueHit>,
        names: &[Cue],
        last: Option<&Mention>,
    ) -> Self {
        let words = sentences.first().map_or(0, |s| s.start)..sentences.last().map_or(0, |s| s.end);
        let quotes = quotes::quotes(tokens, &words);
        let mut passage = Self {
            tokens,
            kind,
            setting,
            words,
            sentences,
            quotes,
            cues,
            mentions: Vec::new(),
            frames: Vec::new(),
        };
        passage.mentions = mentions::mentions(&passage, names, last);
        passage.frames = frames::frames(&passage);
        passage
    }

    pub fn span(&self, words: &Words) -> Span {
        self.tokens.span(words.start, words.end.max(words.start + 1))
    }

    pub fn text(&self, words: &Words) -> &str {
        let span = self.span(words);
        &self.tokens.text()[span.start..span.end]
    }

    pub fn sentence_of(&self, word: u32) -> Words {
        self.sentences.iter().find(|s| s.contains(&word)).cloned().unwrap_or_else(|| self.words.clone())
    }

    /// The sentence that governs another: the lead-in of a list (`including:`), or what comes before
    /// a sentence that only cites.
    pub fn lead_of(&self, sentence: &Words) -> Option<Words> {
        let before = self.sentences.iter().filter(|s| s.end <= sentence.start);
        let lead_in = before.clone().rev().find(|s| self.gap(s.end - 1).trim_start().starts_with(':'));
        let cites =
            sentence.len() <= 10 && self.span(sentence).len() < 80 && self.text(sentence).contains('§');
        let supported = || if cites { before.clone().next_back() } else { None };
        let begun = || {
            let goes_on = self.is_item(sentence);
            before.clone().rev().find(|s| goes_on && !self.is_item(s))
        };
        lead_in.or_else(supported).or_else(begun).cloned()
    }

    /// `(4) violations of …`, `(Count III); (4) …`: a sentence that goes on with a list.
    fn is_item(&self, sentence: &Words) -> bool {
        let number = self.word(sentence.start);
        let opened = sentence.start > self.words.start && self.gap(sentence.start - 1).ends_with('(');
        let numbered = number.len() <= 2 && self.gap(sentence.start).starts_with(')');
        opened && (numbered || number == "Count")
    }

    /// The part of a sentence before the colon that leads in the list in which a word stands.
    pub fn lead_in(&self, sentence: &Words, word: u32) -> Option<Words> {
        let colon = (sentence.start..word).find(|&at| self.gap(at).contains(':'))?;
        Some(sentence.start..colon + 1)
    }

    /// Cues of a class that start within a range of words.
    pub fn cues_in(&self, class: Class, range: Words) -> impl DoubleEndedIterator<Item = &CueHit> {
        self.cues.iter().filter(move |hit| hit.class == class && range.contains(&hit.words.start))
    }

    pub fn has(&self, class: Class, range: &Words) -> bool {
        self.cues_in(class, range.clone()).next().is_some()
    }

    /// What stands between two neighbouring words.
    pub fn gap(&self, before: u32) -> &str {
        let words = self.tokens.words();
        let (Some(left), Some(right)) = (words.get(before as usize), words.get(before as usize + 1)) else {
            return "";
        };
        &self.tokens.text()[left.span().end..right.span().start]
    }

    /// The word as it is written.
    pub fn word(&self, at: u32) -> &str {
        self.tokens.words().get(at as usize).map_or("", |word| {
            let span = word.span();
            &self.tokens.text()[span.start..span.end]
        })
    }

    /// The clause of a word: between semicolons, colons and words of contrast.
    pub fn clause_of(&self, word: u32) -> Words {
        let sentence = self.sentence_of(word);
        let breaks = |at: u32| self.gap(at).contains([';', ':', '—', '–']);
        let start = (sentence.start..word).rev().find(|&at| breaks(at)).map_or(sentence.start, |at| at + 1);
        let contrast = self
            .cues_in(Class::Contrast, start..word)
            .rev()
            .find(|hit| !self.is_aside(hit.words.start, word))
            .map_or(start, |hit| hit.words.start);
        let end =
            (word..sentence.end.saturating_sub(1)).find(|&at| breaks(at)).map_or(sentence.end, |at| at + 1);
        let stop = self.cues_in(Class::Contrast, word + 1..end).next().map_or(end, |hit| hit.words.start);
        contrast..stop.max(word + 1)
    }

    /// "We do not, however, share …", "will not, except as told below, sell …": a remark between the auxiliary
    /// and its verb ends no clause. Does one that begins at `at` close before `word`?
    fn is_aside(&self, at: u32, word: u32) -> bool {
        const LONGEST: u32 = 14;
        const AUXILIARIES: [&str; 18] = [
            "not", "never", "may", "might", "will", "can", "cannot", "could", "shall", "would", "should",
            "must", "do", "does", "did", "don’t", "don't", "also",
        ];
        let opens = at > self.words.start
            && self.gap(at - 1).contains(',')
            && AUXILIARIES.contains(&self.word(at - 1).to_lowercase().as_str());
        opens && (at..word.min(at + LONGEST)).any(|end| self.gap(end).contains(','))
    }

    pub fn is_quoted(&self, words: &Words) -> bool {
        self.quotes.iter().any(|quote| quote.start <= words.start && words.end <= quote.end)
    }
}
