//! Who published a document.

use crate::document::Document;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::LazyLock;

/// Who published it: publisher, else the host of its address, else the name that its text is full of,
/// else its title.
pub fn owner(document: &Document) -> String {
    let meta = &document.metadata;
    let host = meta.url.as_deref().and_then(|u| u.split("//").nth(1)).and_then(|u| u.split('/').next());
    let owner = meta.publisher.as_deref().or(meta.author.as_deref()).or(host).map(str::to_owned);
    owner.or_else(|| dominant_name(&document.text)).or_else(|| meta.title.clone()).unwrap_or_default()
}

/// Times that a name must stand within sentences to be taken for the publisher's.
const OFTEN: usize = 5;

/// Words with capitals in a policy that are nobody's name.
static OTHERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "Privacy Policy Services Service Terms Platform Site Website App Apps Products Information Data \
                 Personal Notice Section Act California European Union United States Internet Cookies Content \
                 Center Settings Account Help User Users English Children Third";
    words.split_whitespace().collect()
});

/// The capitalised word that stands most often after a small one: a policy speaks of its own company.
fn dominant_name(text: &str) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    // an article or a common noun of another language stands in small letters as well
    let is_common = |name: &str| {
        let small = format!(" {} ", name.to_lowercase());
        text.matches(&small).take(OFTEN).count() >= OFTEN
    };
    for (before, word) in words_with_capitals(text) {
        if !(before.ends_with(char::is_lowercase) && before.starts_with(char::is_lowercase)) {
            continue;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let named =
            bare.len() > 2 && bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphanumeric);
        if named && !OTHERS.contains(bare) {
            *counts.entry(bare).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count >= OFTEN).collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    counts.into_iter().find(|(name, _)| !is_common(name)).map(|(name, _)| name.to_owned())
}

/// Each word that may hold a capital, with the word before it. Most words are small ones, which a look at
/// their bytes passes over.
fn words_with_capitals(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut done = 0;
    let telling = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_uppercase() || !b.is_ascii());
    telling.filter_map(move |(at, _)| {
        if at < done || !text.is_char_boundary(at) || text[at..].starts_with(char::is_whitespace) {
            return None;
        }
        let word = start_of_word(text, at);
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
        done = end;
        let before = text[..word].trim_end();
        Some((&before[start_of_word(before, before.len())..], &text[word..end]))
    })
}

/// Where the word begins that reaches up to a place. Most words are of ASCII, which needs no look at characters.
fn start_of_word(text: &str, to: usize) -> usize {
    let ascii = text.as_bytes()[..to].iter().rev().take_while(|b| b.is_ascii_graphic()).count();
    match text.as_bytes()[..to - ascii].last() {
        None | Some(b' ' | b'\n' | b'\t') => to - ascii,
        _ => text[..to].trim_end_matches(|c: char| !c.is_whitespace()).len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_that_may_hold_a_capital_are_found_with_the_word_before(text in "[a-cA-Cé’.\u{a0} \n\t]{0,40}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            let before = std::iter::once("").chain(words.iter().copied());
            let telling = |word: &&str| word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii());
            let expected: Vec<(&str, &str)> =
                before.zip(words.iter().copied()).filter(|(_, word)| telling(word)).collect();
            prop_assert_eq!(words_with_capitals(&text).collect::<Vec<_>>(), expected);
        }
    }
}
