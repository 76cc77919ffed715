//! The words in which two sentences differ.

use super::Marked;
use crate::analysis::Quote;
use crate::document::Span;
use similar::{ChangeTag, TextDiff};

/// Marks in each sentence the words that the other has not.
pub fn word_diff<'e>(mut old: Marked<'e>, mut new: Marked<'e>) -> (Marked<'e>, Marked<'e>) {
    let diff = TextDiff::configure().diff_words(old.quote.text, new.quote.text);
    let (mut before, mut after) = (old.quote.start, new.quote.start);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => (before, after) = (before + length, after + length),
            ChangeTag::Delete => {
                extend(&mut removed, Span::new(before, before + length));
                before += length;
            }
            ChangeTag::Insert => {
                extend(&mut added, Span::new(after, after + length));
                after += length;
            }
        }
    }
    (old.marks, new.marks) = (joined(&old.quote, &removed), joined(&new.quote, &added));
    (old, new)
}

/// Marks with nothing but white space between them are one.
fn joined(quote: &Quote<'_>, marks: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for mark in marks {
        let gap = |last: &Span| quote.text.get(last.end - quote.start..mark.start - quote.start);
        match joined.last_mut() {
            Some(last) if gap(last).is_some_and(|gap| gap.trim().is_empty()) => last.end = mark.end,
            _ => joined.push(*mark),
        }
    }
    joined
}

fn extend(marks: &mut Vec<Span>, span: Span) {
    match marks.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => marks.push(span),
    }
}
