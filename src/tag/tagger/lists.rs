//! Lists of data categories, tagged one by one: a bare word (`names`, `age`) is believed where it
//! stands in a list beside a category that is named in full, or beside two other bare ones.

use super::{Hit, Tagger};
use crate::query::TokenText;
use crate::tag::taxonomy::Kind;

/// Most words between two neighbours of a list: "names and their birth dates".
const GAP: u32 = 3;
/// Most words of one item that is not a phrase.
const LONGEST: usize = 5;
/// Bare words of different categories that make a list by themselves.
const ENOUGH: usize = 3;

impl Tagger {
    pub(super) fn add_listed(&self, tokens: &TokenText, hits: &mut Vec<Hit>, mut bare: Vec<Hit>) {
        let is_data = |hit: &Hit| self.rules.concepts[hit.concept].kind == Kind::Data;
        bare.retain(|word| !names_another(tokens, word));
        bare.retain(|word| !hits.iter().any(|hit| is_data(hit) && covers(hit, word)));
        bare = longest(bare);
        let firm = hits.iter().filter(|hit| {
            is_data(hit) && is_item(hit) && self.rules.concepts[hit.concept].id != "data:generic"
        });
        let mut items: Vec<Hit> = firm.chain(&bare).cloned().collect();
        items.sort_by_key(|hit| (hit.words.start, hit.words.end));
        let mut chain: Vec<Hit> = Vec::new();
        for item in items {
            if chain.last().is_some_and(|before| !is_next(tokens, before, &item)) {
                close(&mut chain, hits);
            }
            chain.push(item);
        }
        close(&mut chain, hits);
    }
}

/// Is it one thing of a list? A match over many words may reach across several.
fn is_item(hit: &Hit) -> bool {
    hit.is_phrase() || hit.words.len() <= LONGEST
}

fn covers(hit: &Hit, word: &Hit) -> bool {
    hit.is_phrase() && hit.words.start <= word.words.start && word.words.end <= hit.words.end
}

/// "account verification, order confirmations": a word that only tells which thing of another name is
/// meant is no item of a list of data.
fn names_another(tokens: &TokenText, word: &Hit) -> bool {
    const AFTER: [&str; 44] = [
        "and",
        "or",
        "as",
        "that",
        "which",
        "who",
        "you",
        "your",
        "we",
        "our",
        "they",
        "it",
        "from",
        "of",
        "for",
        "in",
        "on",
        "to",
        "at",
        "by",
        "with",
        "about",
        "if",
        "when",
        "where",
        "while",
        "is",
        "are",
        "was",
        "were",
        "may",
        "can",
        "will",
        "has",
        "have",
        "had",
        "including",
        "such",
        "used",
        "associated",
        "data",
        "information",
        "details",
        "numbers",
    ];
    let words = tokens.words();
    let (Some(last), Some(next)) =
        (words.get(word.words.end as usize - 1), words.get(word.words.end as usize))
    else {
        return false;
    };
    let text = tokens.text();
    let beside = text[last.span().end..next.span().start].chars().all(|c| c == ' ');
    let next = &text[next.span().start..next.span().end];
    let plain = next.chars().all(|c| c.is_lowercase());
    beside && plain && !AFTER.contains(&next)
}

/// Of overlapping bare words the longest.
fn longest(mut bare: Vec<Hit>) -> Vec<Hit> {
    bare.sort_by_key(|hit| (std::cmp::Reverse(hit.words.len()), hit.words.start));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in bare {
        if kept.iter().all(|k| hit.words.end <= k.words.start || k.words.end <= hit.words.start) {
            kept.push(hit);
        }
    }
    kept
}

/// Does an item follow the one before as lists go on: a comma, `and`, `or`, a new line?
fn is_next(tokens: &TokenText, before: &Hit, item: &Hit) -> bool {
    if item.words.start <= before.words.end {
        // Side by side without a mark between: one thing, not two.
        let gap = gap(tokens, before, item);
        return item.words.start < before.words.end || gap.contains([',', ';', '/', '\n', '(', '“', '"']);
    }
    let gap = gap(tokens, before, item);
    let words = item.words.start - before.words.end;
    let joined = gap.contains([',', ';', '/', '\n', '('])
        || gap.split_whitespace().any(|w| matches!(w, "and" | "or" | "&" | "including"));
    joined && words <= GAP && !gap.contains(". ")
}

fn gap<'a>(tokens: &'a TokenText, before: &Hit, item: &Hit) -> &'a str {
    let words = tokens.words();
    let (Some(left), Some(right)) =
        (words.get(before.words.end as usize - 1), words.get(item.words.start as usize))
    else {
        return "";
    };
    let (from, to) = (left.span().end, right.span().start);
    if from <= to { &tokens.text()[from..to] } else { "" }
}

/// Ends a list: its bare words become hits if the list bears them out.
fn close(chain: &mut Vec<Hit>, hits: &mut Vec<Hit>) {
    let firm = chain.iter().any(|hit| !hit.bare);
    let mut kinds: Vec<usize> = chain.iter().map(|hit| hit.concept).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let believed = kinds.len() >= ENOUGH || (firm && kinds.len() >= 2);
    hits.extend(chain.drain(..).filter(|hit| hit.bare && believed));
}
