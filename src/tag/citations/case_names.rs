//! The name of a case that stands before its citation.

use super::cursor::behind;
use super::pin::starts_report;
use crate::document::Span;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The word lists of `case_names.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    inside: Vec<String>,
    leading: Vec<String>,
    stops: Vec<String>,
    suffixes: Vec<String>,
    abbreviations: String,
    numbered: Vec<String>,
    common: Vec<String>,
}

struct Lexicon {
    inside: HashSet<String>,
    leading: HashSet<String>,
    stops: HashSet<String>,
    suffixes: HashSet<String>,
    abbreviations: HashSet<String>,
    numbered: HashSet<String>,
    common: HashSet<String>,
}

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("case_names.toml")).expect("words of case names");
    let set = |list: Vec<String>| list.into_iter().collect();
    Lexicon {
        inside: set(lists.inside),
        leading: set(lists.leading),
        stops: set(lists.stops),
        suffixes: set(lists.suffixes),
        abbreviations: lists.abbreviations.split_whitespace().map(str::to_owned).collect(),
        numbered: set(lists.numbered),
        common: set(lists.common),
    }
});

/// How far back a name may begin, in bytes.
const REACH: usize = 240;

/// The name that ends before `at` with a comma between. A short form needs no `v.`.
pub(super) fn name_before(text: &str, at: usize, short: bool) -> Option<Span> {
    let window = behind(text, at, 12);
    let trimmed = window.trim_end();
    let named = trimmed.strip_suffix(',').or_else(|| trimmed.strip_suffix(", ("))?;
    let named = named.strip_suffix("supra").map_or(named, |n| n.trim_end().trim_end_matches(','));
    name_ending(text, at - window.len() + named.len(), short)
}

/// The name that ends at `end`.
pub(super) fn name_ending(text: &str, end: usize, short: bool) -> Option<Span> {
    let window = behind(text, end, REACH);
    // a name may go on over the end of a page: `Virginia v.`, then `Maryland`
    let broken = |i: &usize| !window[..*i].ends_with(" v.");
    let window =
        window.rmatch_indices("\n\n").map(|(i, _)| i).find(broken).map_or(window, |i| &window[i + 2..]);
    let named = window.trim_end();
    let base = end - window.len();
    let end = base + named.len();
    // `Lopez v. Casal (In re Casal), 998 F.2d 28`: the name by which the estate's case goes
    let second = named.strip_suffix(')').and_then(|n| n.rfind('(').map(|at| (at, &n[at + 1..])));
    if let Some((at, inner)) = second.filter(|(_, inner)| in_re(inner) == Some(0))
        && is_name(inner)
        && let Some(start) = versus(named[..at].trim_end())
    {
        return Some(Span::new(base + start, end));
    }
    if let Some(start) = in_re(named).or_else(|| versus(named)) {
        return Some(Span::new(base + start, end));
    }
    short.then(|| short_name(named)).flatten().map(|start| Span::new(base + start, end))
}

/// Start of `In re X`, where nothing after it can end a name.
fn in_re(window: &str) -> Option<usize> {
    const OPENINGS: [&str; 9] = [
        "In re ",
        "In re\n",
        "In Re ",
        "In re: ",
        "Ex parte ",
        "Matter of ",
        "IN RE ",
        "Estate of ",
        "In the Matter of ",
    ];
    let begins = |at: usize| OPENINGS.iter().any(|opening| window[at..].starts_with(opening));
    let bytes = window.as_bytes();
    let start = (0..bytes.len()).rev().find(|&at| b"IEM".contains(&bytes[at]) && begins(at))?;
    let rest = &window[start..];
    let joined = [" v. ", " v.\n", " vs. "].iter().any(|v| rest.contains(v));
    (!joined && !rest.contains([';', '”', ')']) && is_name(rest)).then_some(start)
}

fn versus(window: &str) -> Option<usize> {
    let at = last_versus(window)?;
    let defendant = window[at..].trim_start_matches([' ', '\n']);
    let defendant = defendant.split_once([' ', '\n']).map_or("", |(_, d)| d.trim_start());
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || "ehia$".contains(c);
    let split = defendant.contains([';', '”', '“', '(']) || !defendant.starts_with(opens);
    if defendant.is_empty() || split || !is_name(defendant) {
        return None;
    }
    let plaintiff = plaintiff_start(&window[..at])?;
    (plaintiff < at).then_some(plaintiff)
}

/// Where the last ` v. ` or ` vs. ` begins, with its space.
fn last_versus(window: &str) -> Option<usize> {
    let bytes = window.as_bytes();
    let is_versus = |at: usize| {
        let rest = window[at + 1..].trim_start_matches('s');
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        rest.starts_with([' ', '\n'])
    };
    let letters = (1..bytes.len()).rev().filter(|&at| matches!(bytes[at], b'v' | b'V'));
    letters.filter(|&at| matches!(bytes[at - 1], b' ' | b'\n')).find(|&at| is_versus(at)).map(|at| at - 1)
}

/// Only capitalised words, abbreviations and the small words of names?
fn is_name(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |w: &&str| {
        is_inside(w)
            || has_capital_inside(w)
            || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "&(‘’'$".contains(c))
    };
    !holds_citation(&words)
        && words.len() <= 18
        && words.iter().all(fits)
        && !words.windows(2).any(|pair| parts_sentences(pair[0], pair[1]))
}

/// Two abbreviations in a row part no sentences, known or not: `Nat. Res. Def. Council`.
fn parts_sentences(word: &str, next: &str) -> bool {
    let abbreviated = word.len() <= 6 && next.trim_end_matches(',').ends_with('.');
    ends_sentence(word) && next.starts_with(char::is_uppercase) && !abbreviated
}

fn is_inside(word: &str) -> bool {
    WORDS.inside.contains(word)
}

/// `Birch, 532 U.S. 742`: the name has its own citation already.
fn holds_citation(words: &[&str]) -> bool {
    let numbers = words.windows(2).filter(|w| w[0].bytes().all(|b| b.is_ascii_digit()));
    numbers.into_iter().any(|w| starts_report(w[1]))
}

/// A point behind a word that is no abbreviation, behind a number, or behind a note's mark: `law.3`.
fn ends_sentence(written: &str) -> bool {
    let word = written.trim_end_matches(['”', '"', '’', ')', ']']);
    if let Some((head, mark)) = word.rsplit_once('.')
        && !mark.is_empty()
        && mark.bytes().all(|b| b.is_ascii_digit())
        && head.ends_with(|c: char| c.is_lowercase())
    {
        return true;
    }
    // `Rule 29.12(c).`: a reference with its subdivision ends a sentence
    if written.ends_with(").") && written.contains(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let Some(bare) = word.strip_suffix(['.', '?', '!']) else { return false };
    if word.ends_with(['?', '!']) {
        return true;
    }
    let bare = bare.trim_start_matches(['(', '“', '"', '‘']);
    let initials = bare.contains('.') || bare.chars().count() == 1 && bare.starts_with(char::is_uppercase);
    let folded = bare.to_lowercase().replace('’', "'");
    !(initials || WORDS.abbreviations.contains(folded.as_str()))
}

/// Walks back from `v.` over the words of the plaintiff's name.
fn plaintiff_start(window: &str) -> Option<usize> {
    let mut start = None;
    let mut followed = "";
    let mut words = words_backward(window).peekable();
    while let Some((at, word)) = words.next() {
        let (at, word, opened) = strip_opening(at, word);
        let before = words.peek().map_or("", |(at, w)| strip_opening(*at, w).1);
        let comma = word.ends_with(',') && !WORDS.suffixes.contains(followed.trim_end_matches(['.', ',']));
        let ended = word.ends_with([';', ':', ')', '”', '"', ']', '?'])
            || (comma && start.is_some())
            || WORDS.stops.contains(word)
            || (start.is_some() && ends_sentence(word));
        if word.is_empty() || ended || !belongs(word, before, followed) {
            break;
        }
        start = Some(at);
        followed = word;
        if opened {
            break;
        }
    }
    start.and_then(|s| without_leading(window, s)).map(|s| without_heading(window, s))
}

/// `A. Reyes v. Marlowe`: the letter numbers a heading, where it opens a line of its own.
fn without_heading(window: &str, start: usize) -> usize {
    let rest = &window[start..];
    let opens_line = window[..start].is_empty() || window[..start].ends_with('\n');
    let mut words = rest.split_whitespace();
    let letter = words
        .next()
        .is_some_and(|w| w.len() == 2 && w.ends_with('.') && w.starts_with(|c| ('A'..='H').contains(&c)));
    let named = words.next().is_some_and(|w| !w.ends_with('.') && w != "v.");
    if opens_line && letter && named {
        start
            + rest
                .find(char::is_whitespace)
                .map_or(0, |i| i + (rest[i..].len() - rest[i..].trim_start().len()))
    } else {
        start
    }
}

/// May a word between two others be part of a plaintiff's name?
fn belongs(word: &str, before: &str, followed: &str) -> bool {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return WORDS.numbered.contains(before) || followed == "Hour";
    }
    let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&');
    match word {
        "in" | "a" | "an" => false,
        "to" | "on" | "by" | "as" => {
            before.starts_with(char::is_uppercase) && !WORDS.leading.contains(&before.to_lowercase())
        }
        _ => capital || is_inside(word) || has_capital_inside(word),
    }
}

/// `eBay`, `hiQ`, `iParadigms`.
fn has_capital_inside(word: &str) -> bool {
    word.chars().take(3).skip(1).any(char::is_uppercase)
}

/// Words from the last to the first, each with its offset.
fn words_backward(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().rev().map(move |w| (w.as_ptr() as usize - base, w))
}

fn strip_opening(at: usize, word: &str) -> (usize, &str, bool) {
    let bare = word.trim_start_matches(['(', '“', '"', '[', '‘', '*', '_', '—', '–']);
    (at + word.len() - bare.len(), bare, bare.len() < word.len())
}

/// Moves past `See`, `In` and other words that only lead to the name.
fn without_leading(window: &str, mut start: usize) -> Option<usize> {
    loop {
        let rest = &window[start..];
        let word = rest.split_whitespace().next()?;
        let folded = word.to_lowercase();
        let small = word.starts_with(char::is_lowercase) && !has_capital_inside(word);
        let leads = WORDS.leading.contains(folded.trim_end_matches(',')) || small;
        if !leads || rest.starts_with("In re ") {
            return Some(start);
        }
        let next = rest[word.len()..].find(|c: char| !c.is_whitespace())?;
        start += word.len() + next;
    }
}

/// `Popa` of `See Popa, 52 F.4th at 125`: one to five capitalised words.
fn short_name(window: &str) -> Option<usize> {
    let (mut start, mut followed) = (None, "");
    for (count, (at, word)) in words_backward(window).enumerate() {
        let (at, word, opened) = strip_opening(at, word);
        let inner = start.is_some() && matches!(word, "of" | "&" | "and" | "the");
        let comma = word.ends_with(',') && !WORDS.suffixes.contains(followed.trim_end_matches(['.', ',']));
        let fits =
            word.starts_with(char::is_uppercase) && !comma && !word.ends_with([';', ':', ')', '”']) || inner;
        if !fits || count > 4 || WORDS.stops.contains(word) || (start.is_some() && ends_sentence(word)) {
            break;
        }
        start = Some(at);
        followed = word;
        if opened {
            break;
        }
    }
    start.and_then(|s| without_leading(window, s))
}

/// Does a word lead to a citation, as `See` and `Under` do?
pub(super) fn leads(word: &str) -> bool {
    WORDS.leading.contains(word.to_lowercase().trim_end_matches(','))
}

/// The name as a table of authorities prints it, or `None` for a short form.
pub(super) fn case_title(name: &str) -> Option<String> {
    let title = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let full = [" v. ", " v ", " vs. ", " V. "].iter().any(|v| title.contains(v))
        || ["In re", "In Re", "IN RE", "Ex parte", "Matter of", "Estate of", "In the Matter"]
            .iter()
            .any(|opening| title.starts_with(opening));
    full.then_some(title)
}

/// The words by which a case is called again: the first telling word of each side, or of what follows
/// `In re`.
pub(super) fn short_names(name: &str) -> Vec<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let telling = |side: &str| {
        let side = ["In re ", "In Re ", "IN RE ", "Ex parte ", "Matter of ", "Estate of "]
            .iter()
            .find_map(|opening| side.strip_prefix(opening))
            .unwrap_or(side);
        let mut words = side.split(' ').map(|w| w.trim_end_matches([',', '.', ':']));
        words.find(|w| w.len() > 1 && !WORDS.common.contains(&w.to_lowercase())).map(str::to_owned)
    };
    let sides = name.replace(" vs. ", " v. ").replace(" V. ", " v. ");
    // A name of two words is called by both: `Zepeda Rivas`.
    let both = sides.split(" v. ").filter(|side| {
        let words: Vec<&str> = side.split(' ').collect();
        words.len() == 2 && words.iter().all(|w| w.len() > 2 && w.chars().all(char::is_alphabetic))
    });
    sides.split(" v. ").filter_map(telling).chain(both.map(str::to_owned)).collect()
}
