//! Finding names in all their spellings: points, spaces, commas and capitals may differ.

use std::collections::HashMap;

/// A text with the places where its words begin, so that each table of names visits those alone.
pub(super) struct Words<'t> {
    pub text: &'t str,
    /// The place of each word, and its first two symbols.
    words: Vec<(u32, Head)>,
}

/// The first two symbols of a word, as an index: by it most words of a text are refused.
type Head = u16;
const HEADS: usize = GAP * 64;

fn head_at(text: &str, start: usize) -> Option<Head> {
    let (first, length) = symbol_at(text, start)?;
    let second = symbol_at(text, start + length).map_or(ENDS, |(symbol, _)| symbol);
    Some((first * 64 + second) as Head)
}

impl<'t> Words<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut inside = false;
        for (at, byte) in text.bytes().enumerate() {
            let word = is_word(byte);
            if word && !inside {
                words.extend(head_at(text, at).map(|head| (at as u32, head)));
            }
            inside = word;
        }
        Self { text, words }
    }

    /// Where words begin, in order.
    pub fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().map(|&(at, _)| at as usize)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Letters, digits, any letter that is not ASCII, a gap between two words, `and` or `&`.
const SYMBOLS: usize = 39;
const FOREIGN: usize = 36;
const GAP: usize = 37;
const AND: usize = 38;

/// No node, no name.
const NONE: u16 = u16::MAX;

struct Node {
    next: [u16; SYMBOLS],
    name: u16,
}

/// A set of written names, each standing for an entry of a table: a tree of their letters, in which a
/// name's words may stand apart or together.
pub(super) struct Names {
    nodes: Vec<Node>,
    names: Vec<Name>,
    /// Which two symbols any name begins with.
    heads: Vec<bool>,
}

/// Stands for the second symbol of a word that has only one.
const ENDS: usize = 63;

#[derive(Clone, Copy)]
struct Name {
    entry: usize,
    /// Written in capitals only, so that small letters are another word.
    capitals: bool,
    /// Ends with a point that belongs to it, not to the sentence.
    pointed: bool,
}

/// Where a name stands in the text searched, and which entry it names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub start: usize,
    pub end: usize,
    pub entry: usize,
}

impl Names {
    pub fn new<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let root = Node { next: [NONE; SYMBOLS], name: NONE };
        let mut set = Self { nodes: vec![root], names: Vec::new(), heads: vec![false; HEADS] };
        let mut all: Vec<(&str, usize)> = names.collect();
        all.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let mut by_folded: HashMap<String, u16> = HashMap::new();
        for (name, entry) in all {
            let (capitals, pointed) = (!name.contains(char::is_lowercase), name.ends_with('.'));
            let index = *by_folded.entry(fold(name)).or_insert_with(|| {
                set.names.push(Name { entry, capitals, pointed });
                (set.names.len() - 1) as u16
            });
            set.names[index as usize].pointed |= pointed;
            set.insert(name, index);
        }
        for first in 0..GAP {
            let seconds = set.seconds(first);
            (0..64).for_each(|second| set.heads[first * 64 + second] = (seconds >> second) & 1 == 1);
        }
        set
    }

    /// The symbols that may follow a first one, a bit each.
    fn seconds(&self, first: usize) -> u64 {
        let child = |node: usize, symbol: usize| match self.nodes[node].next[symbol] {
            NONE => None,
            next => Some(next as usize),
        };
        let Some(node) = child(0, first) else { return 0 };
        let mut bits = 0;
        for from in [Some(node), child(node, GAP)].into_iter().flatten() {
            for symbol in 0..GAP {
                bits |= u64::from(child(from, symbol).is_some()) << symbol;
            }
        }
        let ends = self.nodes[node].name != NONE || child(node, GAP).is_some() || child(node, AND).is_some();
        bits | (u64::from(ends) << ENDS)
    }

    /// Words that announce something, each its own entry by its place in the list. Their capitals are
    /// free.
    pub fn cues(words: &[&str]) -> Self {
        Self::new(words.iter().enumerate().map(|(i, word)| (*word, i)))
    }

    fn insert(&mut self, name: &str, index: u16) {
        let mut node = 0;
        for symbol in symbols(name) {
            if self.nodes[node].next[symbol] == NONE {
                self.nodes.push(Node { next: [NONE; SYMBOLS], name: NONE });
                self.nodes[node].next[symbol] = (self.nodes.len() - 1) as u16;
            }
            node = self.nodes[node].next[symbol] as usize;
        }
        if node != 0 && self.nodes[node].name == NONE {
            self.nodes[node].name = index;
        }
    }

    /// All names of a text, the longest where several begin at one place, disjoint and in order.
    pub fn find_iter<'n, 't: 'n>(&'n self, words: &'n Words<'t>) -> impl Iterator<Item = Named> + 'n {
        let mut done = 0;
        words.words.iter().filter_map(move |&(start, head)| {
            let start = start as usize;
            if !self.heads[head as usize] || start < done {
                return None;
            }
            let named = self.read(words.text, start)?;
            done = named.end;
            Some(named)
        })
    }

    /// The name at the start of `text`.
    pub fn at_start(&self, text: &str) -> Option<Named> {
        self.at(text, 0)
    }

    /// The name that reaches to the end of `text`.
    pub fn at_end(&self, text: &str) -> Option<Named> {
        let bytes = text.as_bytes();
        let begins = |at: usize| is_word(bytes[at]) && (at == 0 || !is_word(bytes[at - 1]));
        let starts = (0..bytes.len()).filter(|&at| begins(at));
        starts.filter_map(|start| self.at(text, start)).find(|n| n.end == text.len())
    }

    /// The longest name that begins at `start`.
    fn at(&self, text: &str, start: usize) -> Option<Named> {
        let head = head_at(text, start)?;
        if self.heads[head as usize] { self.read(text, start) } else { None }
    }

    fn read(&self, text: &str, start: usize) -> Option<Named> {
        let (end, index) = self.longest(text, start)?;
        let name = self.names[index as usize];
        let stop = usize::from(name.pointed && text[end..].starts_with('.'));
        Some(Named { start, end: end + stop, entry: name.entry })
    }

    fn longest(&self, text: &str, start: usize) -> Option<(usize, u16)> {
        let mut best: Option<(usize, u16)> = None;
        let mut pending = Pending::default();
        pending.push(0, start);
        while let Some((mut node, mut at)) = pending.pop() {
            loop {
                let here = &self.nodes[node];
                let ends = here.name != NONE && !text.as_bytes().get(at).copied().is_some_and(is_word);
                // `F.S., a claim` holds `F.S.`, not `F.S.A.`
                let small = || {
                    self.names[here.name as usize].capitals && text[start..at].contains(char::is_lowercase)
                };
                if ends && best.is_none_or(|(end, _)| at > end) && !small() {
                    best = Some((at, here.name));
                }
                if here.next[GAP] != NONE {
                    pending.push(here.next[GAP] as usize, after_gap(text, at));
                }
                if here.next[AND] != NONE
                    && let Some(after) = after_and(text, at)
                {
                    pending.push(here.next[AND] as usize, after);
                }
                let Some((symbol, length)) = symbol_at(text, at) else { break };
                if here.next[symbol] == NONE {
                    break;
                }
                node = here.next[symbol] as usize;
                at += length;
            }
        }
        best
    }
}

/// Places in the tree still to be followed. Few branches are ever open at once; more are dropped.
#[derive(Default)]
struct Pending {
    places: [(usize, usize); 12],
    length: usize,
}

impl Pending {
    fn push(&mut self, node: usize, at: usize) {
        if self.length < self.places.len() {
            self.places[self.length] = (node, at);
            self.length += 1;
        }
    }

    fn pop(&mut self) -> Option<(usize, usize)> {
        self.length = self.length.checked_sub(1)?;
        Some(self.places[self.length])
    }
}

/// The symbol of each byte: of letters and digits, [`OTHER`] for the rest, [`FOREIGN`] beyond ASCII.
const SYMBOL_OF: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b @ b'a'..=b'z' => b - b'a',
            b @ b'A'..=b'Z' => b - b'A',
            b @ b'0'..=b'9' => b - b'0' + 26,
            0x80.. => FOREIGN as u8,
            _ => OTHER,
        };
        byte += 1;
    }
    table
};
const OTHER: u8 = 255;

/// The symbol of the letter or digit at a place, and its length in bytes.
fn symbol_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let byte = *text.as_bytes().get(at)?;
    match SYMBOL_OF[byte as usize] {
        OTHER => None,
        symbol if byte < 0x80 => Some((symbol as usize, 1)),
        _ => {
            let c = text[at..].chars().next()?;
            c.is_alphanumeric().then_some((FOREIGN, c.len_utf8()))
        }
    }
}

/// What may stand between two words of a name: an apostrophe, points or a comma, at most two spaces.
fn after_gap(text: &str, mut at: usize) -> usize {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii_alphanumeric) {
        return at;
    }
    at += take(text, at, 1, |c| c == '\'' || c == '’');
    at += take(text, at, 2, |c| ".,)/-".contains(c));
    at += take(text, at, 2, char::is_whitespace);
    at + take(text, at, 1, |c| c == '(' || c == '\u{2011}')
}

/// `&` or `and` with the spaces around it.
fn after_and(text: &str, mut at: usize) -> Option<usize> {
    at += take(text, at, 1, |c| c == '.' || c == ',');
    at += take(text, at, 2, char::is_whitespace);
    let word = text.get(at..at + 3).is_some_and(|w| w.eq_ignore_ascii_case("and"));
    let length = if word { 3 } else { usize::from(text[at..].starts_with('&')) };
    (length > 0).then(|| at + length + take(text, at + length, 2, char::is_whitespace))
}

/// The length of at most `limit` characters that fit.
fn take(text: &str, at: usize, limit: usize, fits: impl Fn(char) -> bool) -> usize {
    text[at..].chars().take(limit).take_while(|c| fits(*c)).map(char::len_utf8).sum()
}

/// A name reduced to what all its spellings share.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => folded.push_str("and"),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded
}

fn symbols(name: &str) -> Vec<usize> {
    let mut symbols = Vec::new();
    let mut gap = false;
    for token in tokens(name) {
        if token == "&" || token == "and" {
            symbols.push(AND);
            gap = false;
            continue;
        }
        if gap {
            symbols.push(GAP);
        }
        let mut at = 0;
        while let Some((symbol, length)) = symbol_at(token, at) {
            symbols.push(symbol);
            at += length;
        }
        gap = true;
    }
    symbols
}

fn tokens(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], text: &str) -> Vec<(String, usize)> {
        let names = Names::cues(names);
        let words = Words::of(text);
        names.find_iter(&words).map(|n| (text[n.start..n.end].to_string(), n.entry)).collect()
    }

    #[test]
    fn points_spaces_and_capitals_may_differ() {
        for text in ["Cal. Penal Code", "CAL. PENAL CODE", "Cal.Penal\nCode", "Cal Penal Code"] {
            assert_eq!(found(&["Cal. Penal Code"], text), [(text.to_string(), 0)]);
        }
        for text in ["Bus. & Prof. Code", "Bus. and Prof. Code", "Bus.& Prof.Code", "Bus & Prof Code"] {
            assert_eq!(found(&["Bus. & Prof. Code"], text), [(text.to_string(), 0)]);
        }
    }

    #[test]
    fn the_longest_name_wins_and_no_name_begins_inside_a_word() {
        let names = ["U.S.", "U.S.C.", "U.S. Dist. LEXIS"];
        assert_eq!(found(&names, "5 U.S. 1, 5 U.S.C. 1"), [("U.S.".into(), 0), ("U.S.C.".into(), 1)]);
        assert_eq!(found(&names, "2 U.S. Dist. LEXIS 4"), [("U.S. Dist. LEXIS".into(), 2)]);
        assert_eq!(found(&names, "Mus. C is no code, nor is bus"), []);
    }

    #[test]
    fn a_name_in_capitals_is_not_read_in_small_letters() {
        assert_eq!(found(&["FRE"], "fre FRE"), [("FRE".into(), 0)]);
    }

    #[test]
    fn a_sentences_point_stays_outside_the_name() {
        assert_eq!(found(&["GDPR"], "the GDPR."), [("GDPR".into(), 0)]);
    }
}
