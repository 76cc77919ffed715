//! Words broken at line ends: which hyphens are the typesetter's and which the word's own.

use super::draft::Join;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize, Default)]
struct Lists {
    first: String,
    second: String,
}

static LISTS: LazyLock<(HashSet<String>, HashSet<String>)> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("hyphens.toml")).unwrap_or_default();
    let set = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    (set(&lists.first), set(&lists.second))
});

/// The words of a document as they stand inside its lines: the evidence for line-end hyphens.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
    /// Words with a hyphen inside.
    compounds: HashSet<String>,
}

impl Vocabulary {
    /// Notes the words of a line. A word broken at its end says nothing, nor does the rest of one
    /// at its beginning.
    pub fn add_line(&mut self, line: &str, after_hyphen: bool) {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if words.last().is_some_and(|w| ends_hyphenated(w)) {
            words.pop();
        }
        for word in words.into_iter().skip(usize::from(after_hyphen)) {
            for token in word.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c) || c == '\'' || c == '’'))
            {
                self.add_word(&token.to_lowercase());
            }
        }
    }

    fn add_word(&mut self, token: &str) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        let token = token.trim_end_matches("’s").trim_end_matches("'s");
        let parts: Vec<&str> = token.split(is_hyphen).filter(|p| !p.is_empty()).collect();
        if parts.len() > 1 {
            self.words.insert(parts.join("-"));
            self.compounds.insert(parts.join("-"));
        }
        self.words.extend(parts.into_iter().map(str::to_owned));
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(word)
            || word.strip_suffix('s').is_some_and(|w| self.words.contains(w))
            || self.words.contains(&format!("{word}s"))
    }

    /// Does another form of the compound stand somewhere: `de-identified` for `de-identifying`?
    fn has_compound(&self, first: &str, second: &str) -> bool {
        let stem: String = second.chars().take(5).collect();
        stem.chars().count() == 5
            && self.compounds.iter().any(|c| {
                c.strip_prefix(first)
                    .is_some_and(|rest| rest.strip_prefix('-').is_some_and(|r| r.starts_with(&stem)))
            })
    }

    /// How a line joins the line before it in the same paragraph.
    pub fn join(&self, before: &str, line: &str) -> Join {
        let Some(last) = before.chars().next_back() else { return Join::Space };
        if last == '\u{ad}' {
            return Join::Dehyphenate;
        }
        if matches!(last, '—' | '–') {
            let spaced = before.trim_end_matches(last).ends_with(char::is_whitespace);
            return if spaced { Join::Space } else { Join::Glue };
        }
        if in_address(before, line) {
            return Join::Glue;
        }
        if !is_hyphen(last) || !ends_hyphenated(before) {
            return Join::Space;
        }
        self.join_hyphen(before, line)
    }

    fn join_hyphen(&self, before: &str, line: &str) -> Join {
        let first = before.trim_end_matches(is_hyphen);
        let first = first.rsplit(|c: char| !(c.is_alphanumeric() || is_hyphen(c))).next().unwrap_or("");
        let second = line.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c))).next().unwrap_or("");
        if !second.starts_with(char::is_lowercase) || first.ends_with(|c: char| !c.is_lowercase()) {
            return Join::Glue;
        }
        if self.keeps_hyphen(&first.to_lowercase(), &second.to_lowercase()) {
            Join::Glue
        } else {
            Join::Dehyphenate
        }
    }

    fn keeps_hyphen(&self, first: &str, second: &str) -> bool {
        let first_end = first.rsplit(is_hyphen).next().unwrap_or(first);
        let second_start = second.split(is_hyphen).next().unwrap_or(second);
        if self.has(&format!("{first_end}-{second_start}")) {
            return true;
        }
        if self.has(&format!("{first_end}{second_start}")) {
            return false;
        }
        if self.has_compound(first_end, second_start) || LISTS.1.contains(second_start) {
            return true;
        }
        let whole = |word: &str| word.len() >= 4 && self.has(word);
        let inner = first.len() > first_end.len() && self.words.contains(first_end);
        inner || (LISTS.0.contains(first_end) || whole(first_end)) && whole(second_start)
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '\u{ad}')
}

/// A letter, then a hyphen at the end: `busi-`. Not ` -` and not `--`.
fn ends_hyphenated(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(is_hyphen) && letters.next().is_some_and(char::is_alphanumeric)
}

/// Web addresses break after their marks without a hyphen.
fn in_address(before: &str, line: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("");
    let open = ["http://", "https://", "www."].iter().any(|s| last.contains(s));
    let more =
        line.split_whitespace().next().is_some_and(|w| w.contains(['/', '.', '-', '_', '=', '?', '%']));
    open && (last.ends_with(['/', '-', '_', '=', '?', '&', '%', '#', '.', ':'])
        && !last.ends_with(").")
        && more
        || last.ends_with("://"))
}
