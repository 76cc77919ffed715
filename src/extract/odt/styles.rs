//! List and paragraph styles of an OpenDocument text.

use crate::extract::numerals;
use crate::extract::xml::{Element, Tree};
use std::collections::HashMap;

/// How the numbers of one list level look.
#[derive(Clone, Default)]
pub struct Level {
    pub bullet: bool,
    format: String,
    prefix: String,
    suffix: String,
    /// How many levels' numbers are shown, this one included.
    shown: usize,
    pub start: u64,
}

/// The styles of a document by name.
#[derive(Default)]
pub struct Styles {
    lists: HashMap<String, HashMap<usize, Level>>,
    outline: HashMap<usize, Level>,
    /// Parent, list style and name shown of each paragraph style.
    paragraphs: HashMap<String, (Option<String>, Option<String>)>,
}

impl Styles {
    pub fn read(&mut self, tree: &Tree) {
        for element in tree.root().descendants() {
            let name = || element.attribute("name").unwrap_or_default().to_owned();
            match element.name() {
                "list-style" => drop(self.lists.insert(name(), levels(element))),
                "outline-style" => self.outline = levels(element),
                "style" => {
                    let parent = element.attribute("parent-style-name").map(str::to_owned);
                    let list = element
                        .attribute("list-style-name")
                        .map(str::to_owned)
                        .filter(|list| !list.is_empty());
                    self.paragraphs.insert(name(), (parent, list));
                }
                _ => {}
            }
        }
    }

    pub fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }

    pub fn outline(&self, level: usize) -> Option<&Level> {
        self.outline.get(&level)
    }

    /// Whether a paragraph style, or one it comes from, has one of these names.
    pub fn descends_from(&self, style: &str, names: &[&str]) -> bool {
        let mut next = Some(style);
        for _ in 0..20 {
            let Some(name) = next else { return false };
            let plain = name.replace("_20_", " ");
            if names.iter().any(|known| plain.eq_ignore_ascii_case(known)) {
                return true;
            }
            next = self.paragraphs.get(name).and_then(|(parent, _)| parent.as_deref());
        }
        false
    }
}

impl Level {
    /// The number as shown; `counters` holds this level's and those above.
    pub fn label(&self, counters: &[u64], levels: &dyn Fn(usize) -> Option<Level>) -> Option<String> {
        if self.bullet || self.format.is_empty() {
            return None;
        }
        let first = counters.len().saturating_sub(self.shown.max(1));
        let numbers = counters.iter().enumerate().skip(first).map(|(index, number)| {
            let format = levels(index).map_or_else(|| self.format.clone(), |level| level.format);
            show(if format.is_empty() { &self.format } else { &format }, *number)
        });
        Some(format!("{}{}{}", self.prefix, numbers.collect::<Vec<_>>().join("."), self.suffix))
    }
}

fn show(format: &str, number: u64) -> String {
    match format {
        "I" => numerals::roman(number),
        "i" => numerals::roman(number).to_lowercase(),
        "A" => numerals::letters(number).to_uppercase(),
        "a" => numerals::letters(number),
        _ => number.to_string(),
    }
}

fn levels(style: Element<'_>) -> HashMap<usize, Level> {
    style.elements().filter_map(level).collect()
}

fn level(element: Element<'_>) -> Option<(usize, Level)> {
    let number: usize = element.attribute("level")?.parse().ok()?;
    let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let level = Level {
        bullet: element.name() != "list-level-style-number" && element.name() != "outline-level-style",
        format: text("num-format"),
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        shown: element.attribute("display-levels").and_then(|n| n.parse().ok()).unwrap_or(1),
        start: element.attribute("start-value").and_then(|n| n.parse().ok()).unwrap_or(1),
    };
    Some((number.checked_sub(1)?, level))
}
