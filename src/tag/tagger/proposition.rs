//! The words that are quoted for a finding.

use crate::document::Span;
use crate::tag::passage::{Passage, Words};

/// The sentence of a hit, widened where the hit reaches further, with the brackets and quotation marks that
/// belong to it.
pub(super) fn proposition(passage: &Passage<'_>, words: &Words, span: Span) -> Span {
    let whole = passage.span(&passage.sentence_of(words.start)).hull(span);
    with_its_marks(passage.tokens.text(), whole)
}

/// Brackets and quotation marks, each with the one that closes it.
const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('“', '”')];

/// Words from the first to the last leave the marks beside them out: a bracket that is opened within is closed
/// right behind, one that is closed within is opened right before.
fn with_its_marks(text: &str, span: Span) -> Span {
    let open = |from: usize, to: usize| {
        let mut open: Vec<char> = Vec::new();
        let mut unopened: Vec<char> = Vec::new();
        for c in text[from..to].chars() {
            if let Some((_, close)) = PAIRS.iter().find(|(o, _)| *o == c) {
                open.push(*close);
            } else if PAIRS.iter().any(|(_, close)| *close == c) {
                if open.last() == Some(&c) {
                    open.pop();
                } else if open.is_empty() {
                    unopened.push(c);
                }
            }
        }
        (open, unopened)
    };
    let (mut start, mut end) = (span.start, span.end);
    let (mut unclosed, unopened) = open(start, end);
    let behind = text[end..].char_indices().take_while(|(_, c)| !c.is_whitespace() && !c.is_alphanumeric());
    for (at, c) in behind {
        let Some(last) = unclosed.iter().rposition(|close| *close == c) else { continue };
        unclosed.truncate(last);
        end = span.end + at + c.len_utf8();
    }
    let mut unopened = unopened.into_iter();
    let before =
        text[..start].char_indices().rev().take_while(|(_, c)| !c.is_whitespace() && !c.is_alphanumeric());
    for (at, c) in before {
        let opens = |close: &char| PAIRS.contains(&(c, *close));
        if unopened.clone().next().is_some_and(|close| opens(&close)) {
            unopened.next();
            start = at;
        }
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, words: &str) -> String {
        let start = text.find(words).expect("the words are there");
        let span = with_its_marks(text, Span::new(start, start + words.len()));
        text[span.start..span.end].to_owned()
    }

    #[test]
    fn a_bracket_that_is_opened_within_is_closed_right_behind() {
        assert_eq!(
            marked("We use it (e.g., name, contacts). Next.", "We use it (e.g., name, contacts"),
            "We use it (e.g., name, contacts)"
        );
        assert_eq!(marked("Vendors[56]. Next", "Vendors[56"), "Vendors[56]");
        assert_eq!(
            marked("It said “we never sell (or rent).” Then", "It said “we never sell (or rent"),
            "It said “we never sell (or rent).”"
        );
        assert_eq!(marked("(for ads) we share it.", "for ads) we share it"), "(for ads) we share it");
    }

    #[test]
    fn marks_of_the_text_around_stay_out() {
        assert_eq!(marked("(We share it.) Next", "We share it"), "We share it");
        assert_eq!(marked("We share it (see below) and more", "We share it"), "We share it");
    }

    proptest! {
        #[test]
        fn the_words_stay_within_and_only_marks_beside_them_are_added(
            text in r#"[ab(\[“”\]). ]{1,24}"#, from in 0usize..24, length in 1usize..12
        ) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = bounds[from.min(bounds.len() - 1)];
            let end = bounds[(from + length).min(bounds.len() - 1)];
            let found = with_its_marks(&text, Span::new(start.min(end), end));
            prop_assert!(found.start <= start.min(end) && found.end >= end);
            let added = [&text[found.start..start.min(end)], &text[end..found.end]].concat();
            prop_assert!(added.chars().all(|c| !c.is_alphanumeric() && !c.is_whitespace()), "{added:?}");
        }
    }
}
