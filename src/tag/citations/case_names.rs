//! The name of a case that stands before its citation.

use super::cursor::behind;
use super::pin::starts_report;
use crate::document::Span;

/// Words in small letters that a party's name may hold.
const INSIDE: &[&str] = &[
    "of",
    "the",
    "and",
    "for",
    "de",
    "la",
    "del",
    "der",
    "van",
    "von",
    "ex",
    "rel.",
    "&",
    "d/b/a",
    "et",
    "al.",
    "on",
    "behalf",
    "a",
    "an",
    "in",
    "re",
    "to",
    "by",
    "as",
    "eBay",
    "hiQ",
    "iParadigms",
    "adidas",
    "f/k/a",
    "al.,",
    "v.",
    "v",
    "vs.",
    "ux.",
    "parte",
];
/// Words that lead to a citation and are no part of the name.
const LEADING: &[&str] = &[
    "see",
    "also",
    "cf.",
    "e.g.",
    "e.g.,",
    "but",
    "accord",
    "in",
    "compare",
    "with",
    "citing",
    "quoting",
    "under",
    "of",
    "and",
    "the",
    "contra",
    "id.",
    "following",
    "from",
    "for",
    "by",
    "as",
    "on",
    "to",
    "at",
    "a",
    "an",
    "per",
    "see,",
    "generally",
    "since",
    "both",
    "while",
    "although",
    "because",
    "like",
    "unlike",
    "because,",
    "whether",
    "overruled",
    "aff'd",
    "rev'd",
    "sub",
    "nom.",
    "re",
    "al.",
    "after",
    "before",
    "when",
    "that",
    "is",
    "case",
    "plaintiff",
    "defendant",
    "plaintiffs",
    "defendants",
];
/// Capitalised abbreviations that end what came before, not begin a name.
const STOPS: &[&str] =
    &["Id.", "Cf.", "See.", "Compl.", "Cir.", "Ct.", "Dkt.", "Decl.", "Dep.", "Ex.", "No.", "Tr.", "Br."];
/// What may follow a comma inside a name.
const SUFFIXES: &[&str] = &[
    "Inc", "LLC", "Corp", "Ltd", "L.P", "LP", "Co", "N.A", "S.A", "GmbH", "LLP", "P.C", "et", "Jr", "Sr",
    "Ass'n", "USA", "Internet", "L.L.C", "PLC", "AG", "B.V", "Consumer", "Privacy", "Customer", "Data",
    "Sec", "Litig", "MDL",
];

/// The name that ends before `at` with a comma between. A short form needs no `v.`.
pub(super) fn name_before(text: &str, at: usize, short: bool) -> Option<Span> {
    let window = behind(text, at, 220);
    let window = window.rfind("\n\n").map_or(window, |i| &window[i + 2..]);
    let base = at - window.len();
    let trimmed = window.trim_end();
    let named = trimmed.strip_suffix(',').or_else(|| trimmed.strip_suffix(", (")).unwrap_or(trimmed);
    let comma = named.len() < trimmed.len();
    let end = base + named.len();
    if !comma {
        return None;
    }
    if let Some(start) = in_re(named).or_else(|| versus(named)) {
        return Some(Span::new(base + start, end));
    }
    short.then(|| short_name(named)).flatten().map(|start| Span::new(base + start, end))
}

/// Start of `In re X`, where nothing after it can end a name.
fn in_re(window: &str) -> Option<usize> {
    let start = ["In re ", "In Re ", "In re: ", "Ex parte ", "Matter of ", "IN RE "]
        .iter()
        .filter_map(|w| window.rfind(w))
        .max()?;
    let rest = &window[start..];
    let versus = rest.contains(" v. ");
    (!versus && !rest.contains([';', '”', ')']) && is_name(rest)).then_some(start)
}

fn versus(window: &str) -> Option<usize> {
    let at = [" v. ", " v ", " vs. ", " v.\n", "\nv. "].iter().filter_map(|w| window.rfind(w)).max()?;
    let defendant = window[at..].trim_start_matches([' ', '\n']);
    let defendant = defendant.split_once([' ', '\n']).map_or("", |(_, d)| d);
    let split = defendant.contains([';', '”', '“', '('])
        || !defendant.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || c == 'e' || c == 'h' || c == 'i'
        });
    if defendant.is_empty() || split || !is_name(defendant) {
        return None;
    }
    let plaintiff = plaintiff_start(&window[..at])?;
    (plaintiff < at).then_some(plaintiff)
}

/// Only capitalised words, abbreviations and the small words of names?
fn is_name(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |w: &&str| {
        INSIDE.contains(w)
            || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "&(‘’'".contains(c))
    };
    !holds_citation(&words)
        && words.len() <= 18
        && words.iter().all(fits)
        && !words.windows(2).any(ends_sentence)
}

/// `Birch, 532 U.S. 742`: the name has its own citation already.
fn holds_citation(words: &[&str]) -> bool {
    let numbers = words.windows(2).filter(|w| w[0].bytes().all(|b| b.is_ascii_digit()));
    numbers.into_iter().any(|w| starts_report(w[1]))
}

/// `standing. Smith`: a longer word with a point that is no abbreviation, before a new sentence.
fn ends_sentence(pair: &[&str]) -> bool {
    let [before, after] = pair else { return false };
    let Some(word) = before.strip_suffix('.') else { return false };
    word.len() > 7 && word.chars().all(char::is_alphanumeric) && after.starts_with(char::is_uppercase)
}

/// Walks back from `v.` over the words of the plaintiff's name.
fn plaintiff_start(window: &str) -> Option<usize> {
    let mut start = None;
    let mut followed = "";
    for (at, word) in words_backward(window) {
        let (at, word, opened) = strip_opening(at, word);
        let comma = word.ends_with(',') && !SUFFIXES.iter().any(|s| followed.starts_with(s));
        let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&');
        let ended = word.ends_with([';', ':', ')', '”', '"', ']', '?'])
            || (comma && start.is_some())
            || STOPS.contains(&word);
        let long = word.ends_with('.') && word.len() > 8 && start.is_some();
        if word.is_empty() || ended || long || !(capital || INSIDE.contains(&word)) {
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

/// Words from the last to the first, each with its offset.
fn words_backward(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().rev().map(move |w| (w.as_ptr() as usize - base, w))
}

fn strip_opening(at: usize, word: &str) -> (usize, &str, bool) {
    let bare = word.trim_start_matches(['(', '“', '"', '[', '‘', '*', '_']);
    (at + word.len() - bare.len(), bare, bare.len() < word.len())
}

/// Moves past `See`, `In` and other words that only lead to the name.
fn without_leading(window: &str, mut start: usize) -> Option<usize> {
    loop {
        let rest = &window[start..];
        let word = rest.split_whitespace().next()?;
        let following = rest[word.len()..].split_whitespace().next().unwrap_or_default();
        let mark = word.bytes().all(|b| b.is_ascii_digit())
            && ["See", "Cf.", "In", "But", "The", "Accord"].contains(&following);
        let leads = (LEADING.contains(&word.to_lowercase().as_str()) || mark) && !rest.starts_with("In re ");
        if !leads {
            return Some(start);
        }
        let next = rest[word.len()..].find(|c: char| !c.is_whitespace())?;
        start += word.len() + next;
    }
}

/// `Popa` of `See Popa, 52 F.4th at 125`: one to four capitalised words.
fn short_name(window: &str) -> Option<usize> {
    let mut start = None;
    for (count, (at, word)) in words_backward(window).enumerate() {
        let (at, word, opened) = strip_opening(at, word);
        let fits = word.starts_with(char::is_uppercase) && !word.ends_with([',', ';', ':', ')', '.']);
        if !fits || count > 3 || STOPS.contains(&word) {
            break;
        }
        start = Some(at);
        if opened {
            break;
        }
    }
    start.and_then(|s| without_leading(window, s))
}

/// The words by which a case is called again: the first word of each side, or of what follows
/// `In re`.
pub(super) fn short_names(name: &str) -> Vec<String> {
    let sides: Vec<&str> = name.split(" v. ").collect();
    let word = |side: &str| {
        let side = side.trim_start_matches("In re ").trim_start_matches("In Re ");
        let word = side.split_whitespace().next().unwrap_or_default();
        word.trim_end_matches([',', '.']).to_string()
    };
    sides.into_iter().map(word).filter(|w| w.len() > 2 && w != "United" && w != "State").collect()
}
