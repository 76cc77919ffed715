//! Automatic paragraph numbers, counted as the word processor shows them (ECMA-376 part 1, 17.9).

use super::super::numerals;
use super::super::xml::{Element, Tree};
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;

#[derive(Clone)]
struct Level {
    start: u64,
    format: String,
    /// Text with `%1` … `%9` for the counters.
    text: String,
    /// Level after which it starts anew, from 1; 0 for never.
    restart: Option<usize>,
    /// All counters shown as decimal numbers.
    legal: bool,
    style: Option<String>,
}

#[derive(Default)]
struct List {
    levels: HashMap<usize, Level>,
    /// Lists may be defined by a numbering style elsewhere.
    link: Option<String>,
    defines: Option<String>,
}

#[derive(Default)]
struct Instance {
    list: u32,
    starts: HashMap<usize, u64>,
    levels: HashMap<usize, Level>,
}

/// The number of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// `None` for bullets and for levels that show nothing.
    pub label: Option<String>,
    pub bullet: bool,
    pub level: usize,
}

/// List definitions and how far each has counted.
#[derive(Default)]
pub struct Numbering {
    lists: HashMap<u32, List>,
    instances: HashMap<u32, Instance>,
    counters: HashMap<u32, [Option<u64>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

impl Numbering {
    pub fn parse(tree: &Tree) -> Self {
        let mut numbering = Self::default();
        let Some(root) = tree.root().elements().next() else { return numbering };
        for element in root.elements() {
            if let Some(id) = number(element, "abstractNumId").filter(|_| element.name() == "abstractNum") {
                numbering.lists.insert(id, List::parse(element));
            } else if let Some(id) = number(element, "numId").filter(|_| element.name() == "num") {
                numbering.instances.insert(id, Instance::parse(element));
            }
        }
        numbering
    }

    /// The level of a list that belongs to a paragraph style.
    pub fn level_of_style(&self, instance: u32, style: &str) -> Option<usize> {
        let (_, list) = self.list(self.instances.get(&instance)?)?;
        list.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(index, _)| *index)
    }

    /// Counts one paragraph on and gives its number.
    pub fn next(&mut self, instance: u32, level: usize) -> Option<Shown> {
        let level = level.min(LEVELS - 1);
        let definition = self.instances.get(&instance)?;
        let (id, list) = self.list(definition)?;
        let levels: Vec<Option<Level>> = (0..LEVELS)
            .map(|index| definition.levels.get(&index).or_else(|| list.levels.get(&index)).cloned())
            .collect();
        let override_start = definition.starts.get(&level).copied();
        let own = levels[level].clone()?;
        let counters = self.counters.entry(id).or_default();
        let first_use = self.started.insert((instance, level));
        counters[level] = Some(match (override_start.filter(|_| first_use), counters[level]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => own.start,
        });
        reset_deeper(counters, &levels, level);
        for (counter, level) in counters[..level].iter_mut().zip(&levels) {
            counter.get_or_insert(level.as_ref().map_or(1, |level| level.start));
        }
        Some(Shown { label: label(&own, &levels, counters), bullet: own.format == "bullet", level })
    }

    /// The list of an instance, followed through a numbering style.
    fn list(&self, instance: &Instance) -> Option<(u32, &List)> {
        let list = self.lists.get(&instance.list)?;
        let Some(link) = list.link.as_ref().filter(|_| list.levels.is_empty()) else {
            return Some((instance.list, list));
        };
        self.lists.iter().find(|(_, list)| list.defines.as_ref() == Some(link)).map(|(id, list)| (*id, list))
    }
}

/// A paragraph starts all deeper levels anew, unless they say otherwise.
fn reset_deeper(counters: &mut [Option<u64>; LEVELS], levels: &[Option<Level>], level: usize) {
    for (index, counter) in counters.iter_mut().enumerate().skip(level + 1) {
        match levels[index].as_ref().and_then(|level| level.restart) {
            Some(0) => {}
            Some(after) if level + 1 > after => {}
            _ => *counter = None,
        }
    }
}

fn label(own: &Level, levels: &[Option<Level>], counters: &[Option<u64>; LEVELS]) -> Option<String> {
    if own.format == "bullet" {
        return None;
    }
    let mut shown = String::new();
    let mut chars = own.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && (1..=9).contains(d));
        let Some(digit) = digit else {
            shown.push(c);
            continue;
        };
        chars.next();
        let index = digit as usize - 1;
        let format = levels[index].as_ref().map_or("decimal", |level| level.format.as_str());
        let format = if own.legal && format != "none" { "decimal" } else { format };
        shown.push_str(&format_number(format, counters[index].unwrap_or(1)));
    }
    Some(shown).filter(|shown| !shown.trim().is_empty())
}

fn format_number(format: &str, number: u64) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => numerals::roman(number),
        "lowerRoman" => numerals::roman(number).to_lowercase(),
        "upperLetter" => numerals::doubled_letters(number).to_uppercase(),
        "lowerLetter" => numerals::doubled_letters(number),
        "ordinal" => numerals::ordinal(number),
        "cardinalText" => numerals::cardinal(number),
        "ordinalText" => numerals::ordinal_word(number),
        _ => number.to_string(),
    }
}

/// Note marks share the number formats.
pub fn mark(format: &str, number: u64) -> String {
    format_number(format, number)
}

fn number(element: Element<'_>, attribute: &str) -> Option<u32> {
    element.attribute(attribute)?.parse().ok()
}

fn value<'a>(element: Element<'a>, name: &str) -> Option<&'a str> {
    element.child(name).and_then(|child| child.attribute("val"))
}

impl List {
    fn parse(element: Element<'_>) -> Self {
        let levels =
            element.elements().filter(|child| child.name() == "lvl").filter_map(Level::parse).collect();
        Self {
            levels,
            link: value(element, "numStyleLink").map(str::to_owned),
            defines: value(element, "styleLink").map(str::to_owned),
        }
    }
}

impl Level {
    fn parse(element: Element<'_>) -> Option<(usize, Self)> {
        let index = element.attribute("ilvl")?.parse().ok()?;
        let format = value(element, "numFmt").or_else(|| {
            element.descendants().find(|e| e.name() == "numFmt").and_then(|e| e.attribute("val"))
        });
        let level = Self {
            start: value(element, "start").and_then(|start| start.parse().ok()).unwrap_or(0),
            format: format.unwrap_or("decimal").to_owned(),
            text: value(element, "lvlText").unwrap_or_default().to_owned(),
            restart: value(element, "lvlRestart").and_then(|restart| restart.parse().ok()),
            legal: element.child("isLgl").is_some_and(super::styles::is_on),
            style: value(element, "pStyle").map(str::to_owned),
        };
        Some((index, level))
    }
}

impl Instance {
    fn parse(element: Element<'_>) -> Self {
        let mut instance = Self {
            list: value(element, "abstractNumId").and_then(|id| id.parse().ok()).unwrap_or(0),
            ..Self::default()
        };
        for change in element.elements().filter(|child| child.name() == "lvlOverride") {
            let Some(index) = change.attribute("ilvl").and_then(|index| index.parse().ok()) else { continue };
            if let Some(start) = value(change, "startOverride").and_then(|start| start.parse().ok()) {
                instance.starts.insert(index, start);
            }
            if let Some((_, level)) = change.child("lvl").and_then(Level::parse) {
                instance.levels.insert(index, level);
            }
        }
        instance
    }
}
