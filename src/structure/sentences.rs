//! The sentence splitter: stops, abbreviations, brackets and quotation marks of American legal text.

mod marks;

use crate::document::Span;
use marks::{closers_end, closes_ahead, run_end};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct WordLists {
    never: String,
    common: String,
    sometimes: String,
    starters: String,
}

struct Words {
    never: HashSet<String>,
    common: HashSet<String>,
    sometimes: HashSet<String>,
    starters: HashSet<String>,
}

fn set(list: &str) -> HashSet<String> {
    list.split_whitespace().map(|word| word.trim_end_matches('.').to_owned()).collect()
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists = toml::from_str::<WordLists>(include_str!("sentences.toml")).unwrap_or(WordLists {
        never: String::new(),
        common: String::new(),
        sometimes: String::new(),
        starters: String::new(),
    });
    Words {
        never: set(&lists.never),
        common: set(&lists.common),
        sometimes: set(&lists.sometimes),
        starters: set(&lists.starters),
    }
});

/// Splits a text into sentences: ordered, disjoint spans without white space at their ends.
///
/// A line feed always ends a sentence: paragraphs and their parts are set off by it.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        split_line(line, start, &mut found);
        start += line.len();
    }
    found
}

fn split_line(line: &str, offset: usize, found: &mut Vec<Span>) {
    let mut from = label_end(line);
    push_trimmed(line, 0, from, offset, found);
    for end in boundaries(line, from) {
        push_trimmed(line, from, end, offset, found);
        from = end;
    }
    push_trimmed(line, from, line.len(), offset, found);
}

fn push_trimmed(line: &str, from: usize, to: usize, offset: usize, found: &mut Vec<Span>) {
    let piece = &line[from..to];
    let start = from + piece.len() - piece.trim_start().len();
    let end = from + piece.trim_end().len();
    if start < end {
        found.push(Span::new(offset + start, offset + end));
    }
}

/// After the label that a line begins with (`1.`, `IV.`, `[2]`); 0 where it has none. A label is no
/// part of the sentence that it numbers.
fn label_end(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let Some(word) = line[indent..].split_whitespace().next() else { return 0 };
    let rest = line[indent + word.len()..].trim();
    let bare = word.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.', ':']);
    let marked = bare.len() < word.len() && !word.ends_with(bare);
    let labels = is_label_text(&bare.to_lowercase()) && marked && !rest.is_empty();
    if labels { indent + word.len() } else { 0 }
}

/// `12`, `iv`, `a`: what numbers headings, items and notes.
fn is_label_text(bare: &str) -> bool {
    let digits = (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    let roman = (1..=6).contains(&bare.len()) && bare.chars().all(|c| "ivxlc".contains(c));
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    digits || roman || letter
}

/// Ends of all sentences of a line but the last.
fn boundaries(line: &str, from: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut sentence = from;
    let mut at = from;
    while let Some(found) = line[at..].find(['.', '?', '!', '…']) {
        let stop = Stop::read(line, at + found, sentence);
        at = stop.end;
        if stop.ends_sentence() {
            ends.push(stop.end);
            sentence = stop.end;
        }
    }
    ends
}

/// A run of stops with the closing marks after it.
struct Stop<'t> {
    line: &'t str,
    /// Where the sentence that it may end begins.
    sentence: usize,
    /// First stop.
    start: usize,
    /// After the last stop.
    marks_end: usize,
    /// After the closing quotation marks and brackets.
    end: usize,
}

impl<'t> Stop<'t> {
    fn read(line: &'t str, start: usize, sentence: usize) -> Self {
        let marks_end = run_end(line, start);
        let end = closers_end(line, marks_end);
        Self { line, sentence, start, marks_end, end }
    }

    fn before(&self) -> &'t str {
        &self.line[self.sentence..self.start]
    }

    /// What follows, without the white space.
    fn after(&self) -> &'t str {
        self.line[self.end..].trim_start()
    }

    fn marks(&self) -> &'t str {
        &self.line[self.start..self.marks_end]
    }

    fn closers(&self) -> &'t str {
        &self.line[self.marks_end..self.end]
    }

    fn ends_sentence(&self) -> bool {
        let spaced = self.line[self.end..].starts_with(char::is_whitespace);
        let Some(next) = self.after().chars().next() else { return false };
        if !(spaced || self.is_glued()) || !may_begin(next, self.after()) || self.inside_bracket() {
            return false;
        }
        match self.marks() {
            "." => self.single_stop_ends(next),
            marks if marks.contains(['?', '!']) => self.closers().is_empty() || !next.is_lowercase(),
            _ => self.ellipsis_ends(next),
        }
    }

    /// `impenetrable.We keep`: the space was lost where a page was taken apart.
    fn is_glued(&self) -> bool {
        let word = last_word(self.before());
        let plain = word.len() > 3 && word.chars().all(char::is_lowercase);
        let next = self.after().trim_start_matches(char::is_alphabetic);
        plain && self.marks() == "." && next.starts_with(' ') && self.starter_follows()
    }

    fn single_stop_ends(&self, next: char) -> bool {
        let word = last_word(self.before());
        let bare = word.trim_matches(['(', '[', '“', '"', '‘', '\'']).to_lowercase();
        // `Swiss-U.S.` goes on as `U.S.` does
        let bare =
            bare.rsplit_once('-').filter(|(_, last)| last.contains('.')).map_or(&*bare, |(_, last)| last);
        if self.is_label(bare) {
            return false;
        }
        if !self.closers().is_empty() {
            let citation_goes_on = next == '(' && self.closers().contains(')');
            return !(next.is_lowercase() || citation_goes_on);
        }
        let words = &*WORDS;
        if words.sometimes.contains(bare) {
            return self.starter_follows()
                || (matches!(bare, "id" | "ibid")
                    && !self.after().starts_with("at ")
                    && next.is_uppercase());
        }
        if is_initial(word) {
            return self.initial_ends(word);
        }
        if words.common.contains(word) {
            return next.is_uppercase();
        }
        !(words.never.contains(bare) || is_dotted(bare))
    }

    /// A single capital is an initial (`James T. Kirk`) unless a plain word began the sentence anew.
    fn initial_ends(&self, word: &str) -> bool {
        let before = self.before().trim_end_matches(word).trim_end();
        let named = before.chars().next_back().is_some_and(char::is_alphabetic)
            && last_word(before).chars().next().is_some_and(char::is_lowercase);
        named && self.starter_follows()
    }

    fn starter_follows(&self) -> bool {
        let after = self.after().trim_start_matches(['“', '"', '‘', '\'', '(', '[']);
        let first: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
        first.chars().next().is_some_and(char::is_uppercase) && WORDS.starters.contains(&first.to_lowercase())
    }

    /// `1.`, `a.`, `IV.` at the beginning belongs to what follows.
    fn is_label(&self, bare: &str) -> bool {
        let before = self.before().trim_start();
        let alone = before.trim_start_matches(['(', '[', '¶', ' ', '*']).len() == bare.len();
        alone && is_label_text(bare)
    }

    /// Three stops stand for words left out; with a fourth, or before a capital, the sentence ends.
    fn ellipsis_ends(&self, next: char) -> bool {
        let dots = self.marks().chars().filter(|c| *c == '.').count();
        let quoted = self.closers().contains(['"', '”', '’']);
        next.is_uppercase() && (dots >= 4 || quoted)
    }

    fn inside_bracket(&self) -> bool {
        [('(', ')'), ('[', ']')].into_iter().any(|(open, close)| self.inside(open, close))
    }

    fn inside(&self, open: char, close: char) -> bool {
        let before = &self.line[self.sentence..self.end];
        let depth = before.chars().fold(0_i32, |depth, c| match c {
            c if c == open => depth + 1,
            c if c == close => (depth - 1).max(0),
            _ => depth,
        });
        depth > 0 && closes_ahead(&self.line[self.end..], open, close)
    }
}

fn may_begin(next: char, after: &str) -> bool {
    next.is_uppercase()
        || next.is_ascii_digit()
        || "\"“‘'([*§¶•–—.…".contains(next)
        || (next.is_alphabetic() && !next.is_lowercase())
        || begins_brand(after)
}

/// A name that begins small and goes on large begins sentences too: `iPhone`, `eBay`.
fn begins_brand(after: &str) -> bool {
    let mut letters = after.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(char::is_uppercase)
}

fn last_word(before: &str) -> &str {
    let start = before
        .rfind(|c: char| c.is_whitespace() || "([“\"—–/".contains(c))
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    &before[start..]
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// `a.b`, `u.s.p.q`: letters with stops between.
fn is_dotted(bare: &str) -> bool {
    bare.contains('.')
        && bare.split('.').all(|part| (1..=4).contains(&part.len()) && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| &text[s.start..s.end]).collect()
    }

    #[test]
    fn abbreviations_and_citations_do_not_end_sentences() {
        let text = "Acme, Inc. violated 18 U.S.C. § 2511. See Roe v. Acme Corp., 12 F.4th 34 (9th Cir. 2029). Mr. J. Poe left.";
        assert_eq!(
            split(text),
            [
                "Acme, Inc. violated 18 U.S.C. § 2511.",
                "See Roe v. Acme Corp., 12 F.4th 34 (9th Cir. 2029).",
                "Mr. J. Poe left."
            ]
        );
    }

    #[test]
    fn an_abbreviation_that_is_a_common_word_in_small_letters_ends_a_sentence_as_that_word() {
        assert_eq!(split("It left our app. Data did not.").len(), 2);
        assert_eq!(split("See App. Data at 4, and sec. 5.").len(), 1);
        assert_eq!(split("See app. 4 for no. 5.").len(), 1);
    }

    #[test]
    fn a_company_may_end_a_sentence_before_a_plain_beginning() {
        assert_eq!(
            split("It was sold to Acme Inc. The buyer paid."),
            ["It was sold to Acme Inc.", "The buyer paid."]
        );
    }

    #[test]
    fn a_lost_space_hides_no_end() {
        assert_eq!(
            split("No lock is perfect.We keep your data."),
            ["No lock is perfect.", "We keep your data."]
        );
        assert_eq!(
            split("See example.The of shop.com and Node.js."),
            ["See example.", "The of shop.com and Node.js."]
        );
        assert_eq!(
            split("It ran on ASP.Net and www.We.org for years."),
            ["It ran on ASP.Net and www.We.org for years."]
        );
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence() {
        assert_eq!(
            split("They said “we never sell.” Then they sold."),
            ["They said “we never sell.”", "Then they sold."]
        );
    }

    #[test]
    fn brackets_hold_sentences_together() {
        assert_eq!(
            split("It tracks users (see Ex. A. Also Ex. B.) at night. It does."),
            ["It tracks users (see Ex. A. Also Ex. B.) at night.", "It does."]
        );
    }

    #[test]
    fn labels_and_line_feeds_stand_alone() {
        assert_eq!(
            split("including:\na. names; and\nb. faces."),
            ["including:", "a.", "names; and", "b.", "faces."]
        );
    }

    #[test]
    fn words_left_out_do_not_end_sentences() {
        assert_eq!(
            split("We “collect . . . data” daily. . . . Then we stop."),
            ["We “collect . . . data” daily.", ". . . Then we stop."]
        );
    }

    proptest! {
        #[test]
        fn sentences_are_ordered_trimmed_and_cover_all_ink(text in "[A-Za-z0-9 .?!…“”()\\[\\]\n§é—'\u{a0}]{0,200}") {
            let found = sentences(&text);
            let mut last = 0;
            let mut ink = String::new();
            for span in found {
                prop_assert!(span.start >= last && span.start < span.end && span.end <= text.len());
                let words = &text[span.start..span.end];
                prop_assert_eq!(words.trim(), words);
                ink.extend(words.chars().filter(|c| !c.is_whitespace()));
                last = span.end;
            }
            prop_assert_eq!(ink, text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        }

        #[test]
        fn any_text_is_split_without_panic(text in "\\PC{0,200}") {
            sentences(&text);
        }
    }
}
