//! Quotations of a paragraph.

use super::Words;
use crate::document::Span;
use crate::query::TokenText;

/// Fewer words in quotation marks name a thing and say nothing.
const SHORTEST: u32 = 3;

/// Words within quotation marks, by start. A mark that is not closed holds to the end: the quotation
/// goes on in the next paragraph.
pub(super) fn quotes(tokens: &TokenText, words: &Words) -> Vec<Words> {
    if words.is_empty() {
        return Vec::new();
    }
    let span = tokens.span(words.start, words.end);
    // The marks stand before the first and after the last word.
    let text = tokens.text();
    let start = text[..span.start]
        .char_indices()
        .next_back()
        .filter(|(_, c)| is_mark(*c))
        .map_or(span.start, |(at, _)| at);
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    // Curly marks nest: “… (the “Daily”) …”.
    let mut depth = 0;
    for (at, c) in text[start..span.end].char_indices().filter(|(_, c)| is_mark(*c)) {
        let at = start + at;
        match (c, open) {
            ('“', _) => {
                depth += 1;
                open = open.or(Some(at));
            }
            ('"', None) => open = Some(at),
            ('”', Some(_)) if depth > 1 => depth -= 1,
            ('”' | '"', Some(from)) => {
                quotes.push(Span::new(from, at));
                open = None;
                depth = 0;
            }
            _ => {}
        }
    }
    quotes.extend(open.map(|from| Span::new(from, span.end)));
    let positions = quotes.into_iter().filter_map(|quote| tokens.positions(quote));
    positions.filter(|(start, end)| end - start >= SHORTEST).map(|(start, end)| start..end).collect()
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"')
}
