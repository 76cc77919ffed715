//! A few lines around a hit, cut at sentences where they are short enough.

use crate::document::{Document, Span};

/// Bytes up to which whole sentences are shown.
const WHOLE: usize = 600;
/// Bytes shown on each side of a word otherwise.
const AROUND: usize = 90;
const MOST_WINDOWS: usize = 6;

/// Text around a hit with its words marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// On one line; `…` where something is left out.
    pub text: String,
    /// The witnessing words, as bytes of `text`.
    pub marks: Vec<(usize, usize)>,
}

impl Snippet {
    /// The snippet of a hit and its words, all spans of the document's text.
    pub fn of(document: &Document, hit: Span, words: &[Span]) -> Self {
        let whole = sentences_around(document, hit);
        let windows = if whole.len() <= WHOLE { vec![whole] } else { windows(&document.text, whole, words) };
        let mut snippet = Self { text: String::new(), marks: Vec::new() };
        for window in &windows {
            let cut_before = window.start > whole.start;
            if cut_before && snippet.text.is_empty() {
                snippet.text.push_str("… ");
            }
            snippet.add(document, *window, words);
            if window.end < whole.end {
                snippet.text.push_str(" … ");
            }
        }
        snippet.text.truncate(snippet.text.trim_end().len());
        snippet
    }

    fn add(&mut self, document: &Document, window: Span, words: &[Span]) {
        let offset = self.text.len();
        self.text
            .extend(document.slice(window).chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
        let inside = words.iter().filter(|word| window.contains(**word));
        self.marks.extend(inside.map(|w| (offset + w.start - window.start, offset + w.end - window.start)));
    }
}

/// From the start of the first sentence to the end of the last, or the hit where there is none.
fn sentences_around(document: &Document, hit: Span) -> Span {
    let first = document.sentence_at(hit.start);
    let last = document.sentence_at(hit.end.saturating_sub(1));
    let mut whole = hit;
    for sentence in [first, last].into_iter().flatten() {
        whole = whole.hull(sentence);
    }
    whole
}

/// Parts around the words, joined where they touch.
fn windows(text: &str, whole: Span, words: &[Span]) -> Vec<Span> {
    let mut windows: Vec<Span> = Vec::new();
    for word in words {
        let start = cut_before(text, word.start.saturating_sub(AROUND).max(whole.start), word.start);
        let end = cut_after(text, (word.end + AROUND).min(whole.end), word.end);
        let window = Span::new(start, end);
        match windows.last_mut() {
            Some(last) if window.start <= last.end => *last = last.hull(window),
            _ => windows.push(window),
        }
    }
    windows.truncate(MOST_WINDOWS);
    windows
}

/// The start of the first word at or after `at`, at most `word`.
fn cut_before(text: &str, at: usize, word: usize) -> usize {
    let at = (at..=word).find(|&i| text.is_char_boundary(i)).unwrap_or(word);
    if at == 0 || text[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let space = text[at..word].find(char::is_whitespace);
    space.map_or(word, |offset| {
        let rest = &text[at + offset..word];
        at + offset + (rest.len() - rest.trim_start().len())
    })
}

/// The end of the last word at or before `at`, at least `word`.
fn cut_after(text: &str, at: usize, word: usize) -> usize {
    let at = (word..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(word);
    if at == text.len() || text[at..].starts_with(char::is_whitespace) {
        return word + text[word..at].trim_end().len();
    }
    text[word..at]
        .rfind(char::is_whitespace)
        .map_or(word, |offset| word + text[word..word + offset].trim_end().len())
}
