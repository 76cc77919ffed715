//! Marks around the end of a sentence: runs of stops, what closes, brackets that close further on.

use crate::structure::note_mark;

/// How far ahead a closing bracket is looked for, in bytes.
const BRACKET_REACH: usize = 300;

/// Is a bracket closed within reach?
pub(super) fn closes_ahead(ahead: &str, open: char, close: char) -> bool {
    let mut depth = 0;
    for (at, c) in ahead.char_indices() {
        if at > BRACKET_REACH {
            return false;
        }
        if c == open {
            depth += 1;
        } else if c == close {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        }
    }
    false
}

/// The end of a run of stops, also of spaced ones (`. . .`).
pub(super) fn run_end(line: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = &line[start..];
    // A stop of its own before a spaced ellipsis: `the public. . . . When`.
    let word_before =
        line[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "”\"’')]".contains(c));
    if word_before && rest.strip_prefix('.').is_some_and(begins_new_with_ellipsis) {
        return start + 1;
    }
    while let Some(c) = rest.chars().next() {
        if ".?!…".contains(c) {
            end += c.len_utf8();
            rest = &line[end..];
            continue;
        }
        let spaced = rest.strip_prefix([' ', '\u{a0}']).is_some_and(|next| next.starts_with('.'));
        let continues = spaced && !line[end..].trim_start_matches([' ', '\u{a0}', '.']).is_empty();
        if !continues {
            break;
        }
        end += c.len_utf8();
        rest = &line[end..];
    }
    end
}

/// ` . . . When` or ` ... When`: the sentence before has ended, the next begins with words left out.
fn begins_new_with_ellipsis(rest: &str) -> bool {
    let Some(dots) = rest.strip_prefix([' ', '\u{a0}']).map(str::trim_start) else { return false };
    let tail = dots.trim_start_matches(['.', ' ', '\u{a0}']);
    let count = dots[..dots.len() - tail.len()].matches('.').count();
    count == 3 && tail.starts_with(|c: char| c.is_uppercase() || c == '[')
}

/// The end of the closing quotation marks, brackets and note marks after a stop.
pub(super) fn closers_end(line: &str, mut end: usize) -> usize {
    while let Some(c) = line[end..].chars().next() {
        if "\"”’')]»".contains(c) {
            end += c.len_utf8();
        } else if let Some(note) = starred_note_mark(&line[end..]) {
            end += note;
        } else {
            break;
        }
    }
    end
}

/// The length of `[12]` or `*[12]`, a note mark as web editions print it.
fn starred_note_mark(rest: &str) -> Option<usize> {
    let bare = rest.strip_prefix('*').unwrap_or(rest);
    note_mark(bare).map(|length| rest.len() - bare.len() + length)
}
