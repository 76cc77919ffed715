//! What stands on a page and is no part of its text: stamps, running heads, footers, page numbers,
//! Bates numbers.

use super::stamp::{Stamp, read_label, read_stamp, roman};
use crate::document::{RawLine, RawPage};
use crate::expression::expression;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The numbers of one page, and which of its lines are furniture.
#[derive(Clone, Debug, Default)]
pub(super) struct Furniture {
    pub lines: Vec<bool>,
    pub label: Option<String>,
    pub stamp: Option<Stamp>,
    pub bates: Option<String>,
}

/// How many lines at either end of a page may be furniture.
const REACH: usize = 8;
/// How far a running line may move from page to page, in points.
const DRIFT: f32 = 14.0;
/// Share of the page's height at its head and foot where stamps are looked for.
const STAMP_ZONE: f32 = 0.2;
/// The same for running lines and page numbers.
const RUNNING_ZONE: f32 = 0.17;
/// The same below the highest and above the lowest print of the document: small pages (slip opinions,
/// booklets) are often set in the middle of large ones.
const PRINT_ZONE: f32 = 0.07;

static BATES: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"^[A-Z][A-Z&._-]{0,24}[-_ ]?[A-Z]{0,6}[-_ ]?0*\d{3,10}$").ok());
static FILLER: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"^(?:/\s*/(?:\s*/)*|_{3,}|[-–—]{3,})$").ok());

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

/// Finds the furniture of all pages together: a running line is known by its repetition.
pub(super) fn find_furniture(pages: &[RawPage]) -> Vec<Furniture> {
    let mut found: Vec<Furniture> = pages.iter().map(stamps_of).collect();
    let print = Print::of(pages, &found);
    let running = Running::count(pages, print);
    let labels = Labels::collect(pages, &found, &running);
    let bates = Bates::collect(pages, print);
    for (index, page) in pages.iter().enumerate() {
        for (line, raw) in page.lines.iter().enumerate().filter(|(_, raw)| is_upright(raw)) {
            found[index].lines[line] |= running.is_running(page, raw);
        }
        let order = from_the_edges(page);
        for side in order {
            mark_from_edge(index, page, &side, &running, &labels, &bates, &mut found[index]);
        }
    }
    found
}

fn stamps_of(page: &RawPage) -> Furniture {
    let mut furniture = Furniture { lines: vec![false; page.lines.len()], ..Furniture::default() };
    let mut above: Option<f32> = None;
    for (index, line) in page.lines.iter().enumerate() {
        let text = line.text();
        if matches(&FILLER, &text) {
            furniture.lines[index] = true;
        }
        if !in_zone(page, line, STAMP_ZONE) {
            continue;
        }
        let continues = above.is_some_and(|bottom| (line.bbox.top - bottom).abs() < 2.0 * line.bbox.height());
        let Some(stamp) = read_stamp(&text, continues) else { continue };
        above = Some(line.bbox.bottom);
        furniture.lines[index] = true;
        match &mut furniture.stamp {
            Some(known) => known.complete(stamp),
            None => furniture.stamp = Some(stamp),
        }
    }
    furniture
}

fn in_zone(page: &RawPage, line: &RawLine, share: f32) -> bool {
    let height = page.size.1.max(1.0);
    line.bbox.bottom < height * share || line.bbox.top > height * (1.0 - share)
}

/// Letters that run up or down the page: a firm's name in the margin.
fn is_upright(line: &RawLine) -> bool {
    line.bbox.height() > 2.0 * line.bbox.width() && line.words.iter().map(|w| w.text.len()).sum::<usize>() > 3
}

/// How high and how low the document's pages are printed, stamps apart.
#[derive(Clone, Copy, Debug)]
struct Print {
    top: f32,
    bottom: f32,
}

impl Print {
    /// Nearly all pages' first line is below the top, and nearly all pages' last line above the bottom.
    fn of(pages: &[RawPage], found: &[Furniture]) -> Self {
        let printed = |index: usize| {
            let lines = pages[index].lines.iter().zip(&found[index].lines);
            lines.filter(|(line, stamp)| !**stamp && !is_upright(line)).map(|(line, _)| line.bbox)
        };
        let mut tops: Vec<f32> = Vec::new();
        let mut bottoms: Vec<f32> = Vec::new();
        for index in 0..pages.len() {
            tops.extend(printed(index).map(|b| b.top).min_by(f32::total_cmp));
            bottoms.extend(printed(index).map(|b| b.bottom).max_by(f32::total_cmp));
        }
        tops.sort_by(f32::total_cmp);
        bottoms.sort_by(f32::total_cmp);
        let few = tops.len() / 20;
        let top = tops.get(few).copied().unwrap_or(0.0);
        let bottom = bottoms.get(bottoms.len().saturating_sub(1 + few)).copied().unwrap_or(f32::MAX);
        Self { top, bottom }
    }

    /// May the line be a running line or a page number?
    fn is_edge(self, page: &RawPage, line: &RawLine) -> bool {
        let reach = page.size.1.max(1.0) * PRINT_ZONE;
        in_zone(page, line, RUNNING_ZONE)
            || line.bbox.bottom < self.top + reach
            || line.bbox.top > self.bottom - reach
    }
}

/// Indices of the lines from the top down and from the bottom up.
fn from_the_edges(page: &RawPage) -> [Vec<usize>; 2] {
    let mut down: Vec<usize> = (0..page.lines.len()).collect();
    down.sort_by(|a, b| page.lines[*a].bbox.top.total_cmp(&page.lines[*b].bbox.top));
    let up = down.iter().rev().copied().take(REACH).collect();
    down.truncate(REACH);
    [down, up]
}

fn mark_from_edge(
    index: usize,
    page: &RawPage,
    side: &[usize],
    running: &Running,
    labels: &Labels,
    bates: &Bates,
    found: &mut Furniture,
) {
    for &line in side {
        if found.lines[line] {
            continue;
        }
        let raw = &page.lines[line];
        let place = (index, line);
        if let Some(label) = labels.accepted(place) {
            found.label.get_or_insert_with(|| label.to_owned());
        } else if let Some(number) = bates.accepted(place) {
            found.bates.get_or_insert_with(|| number.to_owned());
        } else if !running.is_running(page, raw) {
            break;
        } else if found.label.is_none() {
            found.label = labels.inside_running(page.number, &raw.text());
        }
        found.lines[line] = true;
    }
}

/// Lines that stand at the same place on several pages, numbers apart.
struct Running {
    /// Vertical places of each text.
    places: HashMap<String, Vec<f32>>,
    pages: usize,
    print: Print,
}

impl Running {
    fn count(pages: &[RawPage], print: Print) -> Self {
        let mut places: HashMap<String, Vec<f32>> = HashMap::new();
        for page in pages {
            let mut here: Vec<(String, f32)> = page
                .lines
                .iter()
                .filter(|l| print.is_edge(page, l) || is_upright(l))
                .map(|l| (running_key(&l.text()), l.bbox.top))
                .filter(|(key, _)| !key.is_empty())
                .collect();
            here.dedup_by(|a, b| a.0 == b.0);
            for (key, top) in here {
                places.entry(key).or_default().push(top);
            }
        }
        Self { places, pages: pages.len(), print }
    }

    fn is_running(&self, page: &RawPage, line: &RawLine) -> bool {
        if !self.print.is_edge(page, line) && !is_upright(line) {
            return false;
        }
        let Some(places) = self.places.get(&running_key(&line.text())) else { return false };
        let same = places.iter().filter(|top| (**top - line.bbox.top).abs() <= DRIFT).count();
        // Beside a gutter number stands text: only a line that is nearly always there is furniture. The first
        // page has often none.
        let wanted =
            if line.number.is_some() { (self.pages / 2).max(3) } else { 3.min(self.pages.saturating_sub(1)) };
        same >= wanted && same >= 2
    }
}

/// A line without its numbers, case and spaces.
fn running_key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if !c.is_whitespace() {
            key.extend(c.to_lowercase());
        }
    }
    if key.chars().any(char::is_alphabetic) { key } else { String::new() }
}

/// Printed page numbers: candidates that fit the pages around them.
struct Labels {
    accepted: HashMap<(usize, usize), String>,
    /// File page minus printed page, of most pages.
    offset: Option<i64>,
}

struct Candidate {
    place: (usize, usize),
    label: String,
    value: i64,
    roman: bool,
    centred: bool,
}

impl Labels {
    fn collect(pages: &[RawPage], found: &[Furniture], running: &Running) -> Self {
        let mut candidates = Vec::new();
        let mut inside: Vec<i64> = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            for (line, raw) in page.lines.iter().enumerate() {
                if found[index].lines[line] || !running.print.is_edge(page, raw) {
                    continue;
                }
                candidates.extend(candidate(page, raw, (index, line)));
                if running.is_running(page, raw) {
                    let outer = outer_numbers(&raw.text());
                    inside.extend(outer.filter_map(|n| n.parse::<i64>().ok()).map(|n| index as i64 + 1 - n));
                }
            }
        }
        let alone = candidates.iter().filter(|c| !c.roman).map(Candidate::offset);
        let offset = most_common(alone.chain(inside));
        let fits = |c: &Candidate| {
            let neighbour = |o: &Candidate| {
                o.roman == c.roman
                    && o.place.0 != c.place.0
                    && o.offset() == c.offset()
                    && o.place.0.abs_diff(c.place.0) <= 3
            };
            c.centred || pages.len() == 1 || candidates.iter().any(neighbour)
        };
        let accepted = candidates.iter().filter(|c| fits(c)).map(|c| (c.place, c.label.clone())).collect();
        Self { accepted, offset }
    }

    fn accepted(&self, place: (usize, usize)) -> Option<&str> {
        self.accepted.get(&place).map(String::as_str)
    }

    /// The number in a running line such as `COMPLAINT – 12`.
    fn inside_running(&self, page: u32, text: &str) -> Option<String> {
        let offset = self.offset.unwrap_or(0);
        let fits = |text: &String| text.parse::<i64>().is_ok_and(|v| i64::from(page) - v == offset);
        outer_numbers(text).find(fits)
    }
}

/// The numbers at the end and at the start of a line.
fn outer_numbers(text: &str) -> impl Iterator<Item = String> + use<> {
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric());
    let last = trimmed.rsplit(|c: char| !c.is_ascii_digit()).next();
    let first = trimmed.split(|c: char| !c.is_ascii_digit()).next();
    let numbers: Vec<String> =
        [last, first].into_iter().flatten().filter(|t| !t.is_empty()).map(str::to_owned).collect();
    numbers.into_iter()
}

impl Candidate {
    fn offset(&self) -> i64 {
        self.place.0 as i64 + 1 - self.value
    }
}

fn candidate(page: &RawPage, raw: &RawLine, place: (usize, usize)) -> Option<Candidate> {
    let label = read_label(&raw.text())?;
    let (value, roman) = match label.parse::<i64>() {
        Ok(value) => (value, false),
        Err(_) => (i64::from(roman(&label.to_lowercase())?), true),
    };
    let middle = (raw.bbox.left + raw.bbox.right) / 2.0;
    let centred = raw.number.is_none() && (middle - page.size.0 / 2.0).abs() < page.size.0 * 0.12;
    Some(Candidate { place, label, value, roman, centred })
}

fn most_common(values: impl Iterator<Item = i64>) -> Option<i64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(value, count)| (*count, std::cmp::Reverse(*value)))
        .map(|(value, _)| value)
}

/// Bates numbers: a prefix and a number that goes up by one a page, or has leading zeros.
struct Bates {
    accepted: HashMap<(usize, usize), String>,
}

impl Bates {
    fn collect(pages: &[RawPage], print: Print) -> Self {
        let mut candidates = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            for (line, raw) in page.lines.iter().enumerate() {
                let text = raw.text();
                if print.is_edge(page, raw) && matches(&BATES, &text) {
                    let (prefix, value) = split_bates(&text);
                    candidates.push(((index, line), text.clone(), prefix.to_owned(), value));
                }
            }
        }
        let fits = |(place, text, prefix, value): &&((usize, usize), String, String, i64)| {
            let zeros = text[prefix.len()..].starts_with('0') && text.len() - prefix.len() >= 5;
            let next = |other: &((usize, usize), String, String, i64)| {
                other.2 == *prefix
                    && other.0.0 != place.0
                    && other.3 - value == other.0.0 as i64 - place.0 as i64
            };
            zeros || candidates.iter().any(next)
        };
        let accepted = candidates.iter().filter(fits).map(|c| (c.0, c.1.clone())).collect();
        Self { accepted }
    }

    fn accepted(&self, place: (usize, usize)) -> Option<&str> {
        self.accepted.get(&place).map(String::as_str)
    }
}

fn split_bates(text: &str) -> (&str, i64) {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (prefix, number) = text.split_at(text.len() - digits);
    (prefix, number.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests;
