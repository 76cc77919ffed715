//! Finding names in all their spellings: points, spaces, commas and capitals may differ.

use regex::Regex;
use std::collections::HashMap;

/// A set of written names, each standing for an entry of a table.
pub(super) struct Names {
    anywhere: Regex,
    here: Regex,
    by_folded: HashMap<String, Name>,
}

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
    /// # Errors
    /// If a name has no letter or the expression grows too large.
    pub fn new<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> Result<Self, regex::Error> {
        let mut all: Vec<(&str, usize)> = names.collect();
        all.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let choices: Vec<String> = all.iter().map(|(name, _)| expression(name)).collect();
        let body = format!(r"(?i)(?-u:\b)(?:{})(?-u:\b)\.?", choices.join("|"));
        let build =
            |text: &str| regex::RegexBuilder::new(text).size_limit(1 << 26).dfa_size_limit(1 << 26).build();
        let mut by_folded: HashMap<String, Name> = HashMap::new();
        for &(name, entry) in &all {
            let (capitals, pointed) = (!name.contains(char::is_lowercase), name.ends_with('.'));
            let known = by_folded.entry(fold(name)).or_insert(Name { entry, capitals, pointed });
            known.pointed |= pointed;
        }
        Ok(Self { here: build(&format!("^(?:{body})"))?, anywhere: build(&body)?, by_folded })
    }

    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Named> + 't {
        self.anywhere.find_iter(text).filter_map(|m| self.named(m))
    }

    /// The name at the start of `text`.
    pub fn at_start(&self, text: &str) -> Option<Named> {
        self.here.find(text).and_then(|m| self.named(m))
    }

    /// The name that reaches to the end of `text`.
    pub fn at_end(&self, text: &str) -> Option<Named> {
        self.find_iter(text).filter(|n| n.end == text.len()).last()
    }

    fn named(&self, found: regex::Match<'_>) -> Option<Named> {
        let name = self.by_folded.get(&fold(found.as_str()))?;
        let small = name.capitals && found.as_str().contains(char::is_lowercase);
        let stop = usize::from(!name.pointed && found.as_str().ends_with('.'));
        (!small).then_some(Named { start: found.start(), end: found.end() - stop, entry: name.entry })
    }
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

fn expression(name: &str) -> String {
    let mut pattern = String::new();
    let mut gap = false;
    for token in tokens(name) {
        if token == "&" || token == "and" {
            pattern.push_str(r"[.,]?\s{0,2}(?:&|and)\s{0,2}");
            gap = false;
            continue;
        }
        if gap {
            pattern.push_str(r"['’]?[.,)/\-]{0,2}\s{0,2}[(\u{2011}]?");
        }
        pattern.push_str(&regex::escape(token));
        gap = true;
    }
    pattern
}

fn tokens(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|t| !t.is_empty())
}
