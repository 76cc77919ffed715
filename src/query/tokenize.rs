//! From characters to numbered words.
//!
//! Every word is kept, of any length. A word is a run of letters, digits and marks; an apostrophe
//! inside it, thousands commas (`5,000`), the points of an abbreviation (`U.S.C.`), soft hyphens and
//! invisible joiners belong to it and are left out of its term. Words that only punctuation joins
//! (`e-mail`, `631(a)`, `1:23-cv-06962`) stand side by side, and every few of them also form a
//! compound without the punctuation (`email`, `631a`, `23cv06962`) over the same positions.

mod characters;

use super::tokens::{Form, Word};
use characters::{fold_letter, is_apostrophe, is_ideograph, is_invisible, is_word};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stand-ins for wildcards while a query's words are split: any ending or middle, one character, root.
pub(super) const MANY: char = '\u{E000}';
pub(super) const ONE: char = '\u{E001}';
pub(super) const ROOT: char = '\u{E002}';

/// Most words that a compound without punctuation spans.
pub(super) const LONGEST_COMPOUND: u32 = 5;

/// What follows a lone `e` in two words that are also written as one.
const AFTER_E: [&str; 12] = [
    "mail",
    "mails",
    "mailed",
    "mailing",
    "commerce",
    "discovery",
    "sign",
    "signed",
    "signature",
    "signatures",
    "filing",
    "filed",
];

/// Words, terms and compounds of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub words: Vec<Word>,
    /// At each position first the word itself, then its other spellings; compounds come with the
    /// word that ends them.
    pub forms: Vec<Form>,
    pub terms: String,
    /// Index into `forms` of each word's own form.
    own: Vec<u32>,
    /// Does punctuation alone join the word to the one before?
    linked: Vec<bool>,
}

pub(super) fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    scan.words.reserve(text.len() / 6);
    scan.forms.reserve(text.len() / 6);
    scan.terms.reserve(text.len());
    each_word(text, |start, word| scan.push(text, start, word));
    scan
}

/// Where the words of a text stand, without their terms: a fraction of the work of [`scan`].
pub(super) fn places(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    each_word(text, |start, word| words.push(Word { start: start as u32, end: word.end as u32 }));
    words
}

/// Calls `visit` with the start of each word and the word.
fn each_word(text: &str, mut visit: impl FnMut(usize, Element)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if !byte.is_ascii_alphanumeric() {
            if byte < 0x80 {
                at += 1;
                continue;
            }
            let c = char_at(text, at);
            if !is_word(c) {
                at += c.len_utf8();
                continue;
            }
        }
        let word = word_at(text, at);
        let end = word.end;
        visit(at, word);
        at = end;
    }
}

/// Reads the word that starts at `start`.
fn word_at(text: &str, start: usize) -> Element {
    let end = plain_end(text.as_bytes(), start);
    let closed = text.as_bytes().get(end).is_none_or(|b| !matches!(b, b'\'' | b',' | b'.' | 0x80..));
    if closed { Element { term_end: end, end, plain: true } } else { element(text, start) }
}

impl Scan {
    fn push(&mut self, text: &str, start: usize, Element { term_end, end, plain }: Element) {
        let linked =
            self.words.last().is_some_and(|before| self.links(text, before.span().end, start, term_end));
        let position = self.words.len() as u32;
        self.words.push(Word { start: start as u32, end: end as u32 });
        self.own.push(self.forms.len() as u32);
        self.linked.push(linked);
        let from = self.terms.len();
        if plain {
            self.terms.push_str(&text[start..term_end]);
            self.terms[from..].make_ascii_lowercase();
            self.form(position, 1, from);
        } else {
            self.push_normalized(&text[start..term_end], position, from);
        }
        if linked {
            self.compounds(position);
        }
    }

    fn form(&mut self, position: u32, length: u32, from: usize) {
        self.forms.push(Form { position, length, start: from as u32, end: self.terms.len() as u32 });
    }

    fn push_normalized(&mut self, written: &str, position: u32, from: usize) {
        let kept =
            written.chars().filter(|&c| !is_apostrophe(c) && !is_invisible(c) && !matches!(c, ',' | '.'));
        let composed: String = kept.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        self.terms.push_str(&composed);
        self.form(position, 1, from);
        if composed.is_ascii() {
            return;
        }
        let folded: String =
            composed.nfd().filter(|&c| !is_combining_mark(c)).map(fold_letter).nfc().collect();
        if folded != composed && !folded.is_empty() {
            let from = self.terms.len();
            self.terms.push_str(&folded);
            self.form(position, 1, from);
        }
    }

    /// The compounds that end with the word at `last`, the shortest first.
    fn compounds(&mut self, last: u32) {
        let mut first = last;
        while first > 0 && self.linked[first as usize] && last - first + 2 <= LONGEST_COMPOUND {
            first -= 1;
            let from = self.terms.len();
            for position in first..=last {
                let own = self.forms[self.own[position as usize] as usize];
                self.terms.extend_from_within(own.start as usize..own.end as usize);
            }
            self.form(first, last - first + 1, from);
        }
    }

    /// Does what lies between two words join them?
    fn links(&self, text: &str, from: usize, start: usize, end: usize) -> bool {
        let gap = &text[from..start];
        match gap.as_bytes() {
            [] => false,
            [b' '] => {
                text[..from].ends_with(['e', 'E']) && self.is_lone_e(from) && follows_e(&text[start..end])
            }
            [b'.', b' '] => self.is_initial(text, from) && is_capital_initial(text, start, end),
            _ => is_joint(text, gap, from, start),
        }
    }

    fn is_lone_e(&self, end: usize) -> bool {
        self.words.last().is_some_and(|w| w.start as usize + 1 == end)
    }

    fn is_initial(&self, text: &str, end: usize) -> bool {
        self.is_lone_e(end) && text.as_bytes()[end - 1].is_ascii_uppercase()
    }
}

struct Element {
    /// Where the part ends that makes the term: before a possessive `'s`.
    term_end: usize,
    end: usize,
    /// Is the term the bytes in lower case?
    plain: bool,
}

/// End of the run of ASCII letters and digits at `start`.
fn plain_end(bytes: &[u8], start: usize) -> usize {
    let length = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    start + length
}

/// Reads a word that may hold apostrophes, commas, points or letters beyond ASCII.
fn element(text: &str, start: usize) -> Element {
    let mut at = start;
    let mut plain = true;
    while at < text.len() {
        let c = char_at(text, at);
        let next = at + c.len_utf8();
        if at > start && is_apostrophe(c) && is_possessive(text, next) {
            return Element { term_end: at, end: next + 1, plain };
        }
        if !belongs(text, start, at, c) || (at > start && is_ideograph(c)) {
            break;
        }
        plain &= c.is_ascii_alphanumeric();
        at = next;
        if is_ideograph(c) {
            break;
        }
    }
    Element { term_end: at, end: at, plain }
}

/// Is the character at `at` part of the word that starts at `start`?
fn belongs(text: &str, start: usize, at: usize, c: char) -> bool {
    let rest = &text[at + c.len_utf8()..];
    match c {
        ',' => is_thousands(text, start, at),
        '.' => is_abbreviation(text, start, at),
        c if is_apostrophe(c) => at > start && rest.starts_with(is_word),
        c if is_invisible(c) => at > start && rest.starts_with(|c| is_word(c) || is_invisible(c)),
        c => is_word(c),
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\0')
}

/// Is the `s` at `at` all that follows the apostrophe?
fn is_possessive(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(is_word)
}

/// Is the comma at `at` between thousands: digits before it, then exactly three?
fn is_thousands(text: &str, start: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = &bytes[start..at];
    let last_group = before.rsplit(|&b| b == b',').next().unwrap_or_default();
    let grouped = before.contains(&b',');
    let digits_before = before.iter().all(|b| b.is_ascii_digit() || *b == b',');
    let fits = if grouped { last_group.len() == 3 } else { (1..=3).contains(&last_group.len()) };
    let after = &bytes[at + 1..];
    let three = after.len() >= 3 && after[..3].iter().all(u8::is_ascii_digit);
    digits_before && fits && three && !after.get(3).is_some_and(u8::is_ascii_alphanumeric)
}

/// Is the point at `at` inside an abbreviation of single letters?
fn is_abbreviation(text: &str, start: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let single = bytes[start..at].rsplit(|&b| b == b'.').next().unwrap_or_default();
    let letters =
        bytes[start..at].split(|&b| b == b'.').all(|part| part.len() == 1 && part[0].is_ascii_alphabetic());
    let next = bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let after = text.get(at + 2..).and_then(|rest| rest.chars().next());
    letters && single.len() == 1 && next && !after.is_some_and(is_word)
}

fn follows_e(word: &str) -> bool {
    let letters = || word.chars().filter(|c| !is_invisible(*c)).map(|c| c.to_ascii_lowercase());
    AFTER_E.iter().any(|known| letters().eq(known.chars()))
}

fn is_capital_initial(text: &str, start: usize, end: usize) -> bool {
    end - start == 1 && text.as_bytes()[start].is_ascii_uppercase()
}

/// One to three marks without white space, of those that stand inside names and numbers. A point
/// between digits is a decimal point and never left out.
fn is_joint(text: &str, gap: &str, from: usize, start: usize) -> bool {
    let bytes = text.as_bytes();
    let decimal = gap == "." && bytes[from - 1].is_ascii_digit() && bytes[start].is_ascii_digit();
    let joint = |c: char| {
        matches!(
            c,
            '-' | '/' | '_' | '.' | ':' | '(' | ')' | '[' | ']' | '&' | '@' | '+' | '\u{2010}' | '\u{2011}'
        ) || is_apostrophe(c)
    };
    !decimal && gap.chars().count() <= 3 && gap.chars().all(joint)
}
