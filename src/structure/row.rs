//! A printed line as structuring sees it: folded text, footnote marks taken out, geometry.

use super::draft::Mark;
use crate::document::{RawLine, RawPage, RawWord, Rect};

/// A body line of a page.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Index of the page and of the line on it.
    pub place: (usize, usize),
    pub text: String,
    pub marks: Vec<Mark>,
    /// A small raised mark at its very start: a footnote begins.
    pub lead_mark: Option<String>,
    pub bbox: Rect,
    pub size: f32,
    pub column: usize,
    /// Right edge of its first word.
    pub first_right: f32,
    /// Left edge of its second word.
    pub second_left: Option<f32>,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
}

/// A mark is at most this share of its line's letter size.
const MARK_SIZE: f32 = 0.82;
/// A mark stands at least this share of the letter size above the baseline.
const MARK_RISE: f32 = 0.12;

impl Row {
    pub fn read(page: &RawPage, place: (usize, usize), line: &RawLine) -> Self {
        let baseline = baseline(line);
        let mut row = Self {
            place,
            text: String::new(),
            marks: Vec::new(),
            lead_mark: None,
            bbox: line.bbox,
            size: line.size,
            column: line.column as usize,
            first_right: line.bbox.right,
            second_left: None,
            bold: is_all(line, |word| word.bold),
            italic: is_all(line, |word| word.italic),
            underlined: is_underlined(page, line, baseline),
        };
        let words: Vec<&RawWord> = line.words.iter().filter(|w| !w.text.trim().is_empty()).collect();
        for word in &words {
            row.add(word, line.size, baseline);
        }
        let solid: Vec<&&RawWord> = words.iter().skip(usize::from(row.lead_mark.is_some())).collect();
        if let Some(first) = solid.first() {
            row.first_right = first.bbox.right;
        }
        row.second_left = solid.get(1).map(|w| w.bbox.left);
        row
    }

    fn add(&mut self, word: &RawWord, size: f32, baseline: f32) {
        let text = fold(&word.text);
        if is_mark(&text) && is_raised(word, size, baseline) {
            let text = plain_mark(&text);
            if self.text.is_empty() {
                self.lead_mark = Some(text);
            } else {
                self.marks.push(Mark { at: self.text.len(), text });
            }
            return;
        }
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push(' ');
        }
        let (text, mark) = split_superscript(&text);
        self.text.push_str(text);
        if let Some(mark) = mark {
            self.marks.push(Mark { at: self.text.len(), text: plain_mark(mark) });
        }
    }

    pub fn width(&self) -> f32 {
        self.bbox.width()
    }
}

fn baseline(line: &RawLine) -> f32 {
    let mut baselines: Vec<f32> =
        line.words.iter().filter(|w| w.size > MARK_SIZE * line.size).map(|w| w.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    baselines.get(baselines.len() / 2).copied().unwrap_or(line.bbox.bottom)
}

fn is_raised(word: &RawWord, size: f32, baseline: f32) -> bool {
    let superscript = word.text.chars().all(|c| SUPERSCRIPTS.contains(c));
    superscript || word.size <= MARK_SIZE * size && baseline - word.baseline >= MARK_RISE * size
}

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// A note's mark written in superscript digits behind a word or its full stop: `parties.¹`. Units keep
/// theirs: `m²`.
fn split_superscript(text: &str) -> (&str, Option<&str>) {
    let word = text.trim_end_matches(|c| SUPERSCRIPTS.contains(c));
    let mark = &text[word.len()..];
    let unit = word.len() <= 3 && word.chars().all(char::is_alphabetic);
    if word.is_empty() || mark.is_empty() || unit { (text, None) } else { (word, Some(mark)) }
}

fn is_mark(text: &str) -> bool {
    let digits = text.len() <= 3 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits
        || !text.is_empty() && text.chars().count() <= 3 && text.chars().all(|c| "*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c))
}

fn plain_mark(text: &str) -> String {
    let digit = |c| SUPERSCRIPTS.chars().position(|s| s == c).and_then(|d| char::from_digit(d as u32, 10));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Do nearly all letters of a line have a look?
fn is_all(line: &RawLine, look: impl Fn(&RawWord) -> bool) -> bool {
    let letters = |with: bool| -> usize {
        line.words
            .iter()
            .filter(|w| look(w) == with)
            .map(|w| w.text.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    let with = letters(true);
    with > 0 && with * 10 >= (with + letters(false)) * 8
}

fn is_underlined(page: &RawPage, line: &RawLine, baseline: f32) -> bool {
    let covered: f32 = page
        .rules
        .iter()
        .filter(|r| r.height() < 3.0 && r.top > baseline - 1.0 && r.top < baseline + 0.35 * line.size)
        .map(|r| (r.right.min(line.bbox.right) - r.left.max(line.bbox.left)).max(0.0))
        .sum();
    covered > 0.7 * line.bbox.width()
}

/// Spells out ligatures, makes hard spaces plain and drops what has no ink.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let count = text.chars().count();
    for (index, c) in text.chars().enumerate() {
        match c {
            'ﬀ' => folded.push_str("ff"),
            'ﬁ' => folded.push_str("fi"),
            'ﬂ' => folded.push_str("fl"),
            'ﬃ' => folded.push_str("ffi"),
            'ﬄ' => folded.push_str("ffl"),
            'ﬅ' | 'ﬆ' => folded.push_str("st"),
            '\u{ad}' if index + 1 < count => {}
            '\u{200b}' | '\u{200c}' | '\u{feff}' | '\u{0}' => {}
            c if c.is_whitespace() => folded.push(' '),
            c if c.is_control() => {}
            c => folded.push(c),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The type area of one column: where full lines begin and end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub left: f32,
    pub right: f32,
    /// Letter size of most of the text, in points.
    pub size: f32,
    /// Distance of most lines from the line above, in points.
    pub pitch: f32,
}

impl Measure {
    pub fn width(self) -> f32 {
        (self.right - self.left).max(1.0)
    }

    pub fn middle(self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// The type area of each column of a document.
#[derive(Clone, Debug)]
pub(super) struct Measures(Vec<Measure>);

impl Measures {
    pub fn take(rows: &[Row], pages: &[RawPage]) -> Self {
        let columns = rows.iter().map(|r| r.column + 1).max().unwrap_or(1).min(8);
        Self((0..columns).map(|c| measure_column(rows, pages, c)).collect())
    }

    pub fn of(&self, row: &Row) -> Measure {
        let fallback = Measure { left: 72.0, right: 540.0, size: 12.0, pitch: 24.0 };
        self.0.get(row.column).or(self.0.first()).copied().unwrap_or(fallback)
    }
}

fn measure_column(rows: &[Row], pages: &[RawPage], column: usize) -> Measure {
    let here: Vec<&Row> = rows.iter().filter(|r| r.column == column && !r.text.is_empty()).collect();
    let size = mode(here.iter().map(|r| (r.size, r.text.len())), 0.25).unwrap_or(12.0);
    let page_width = pages.first().map_or(612.0, |p| p.size.0);
    let main: Vec<&&Row> = here.iter().filter(|r| (r.size - size).abs() < 1.5).collect();
    let widest = main.iter().map(|r| r.width()).fold(0.0, f32::max);
    let long = |r: &&&&Row| r.width() > 0.6 * widest;
    let left = mode(main.iter().filter(long).map(|r| (r.bbox.left, 1)), 1.0).unwrap_or(page_width * 0.12);
    let mut rights: Vec<f32> = main.iter().filter(long).map(|r| r.bbox.right).collect();
    rights.sort_by(f32::total_cmp);
    let right = rights.get(rights.len() * 95 / 100).copied().unwrap_or(page_width * 0.88);
    let steps =
        main.windows(2).filter(|w| w[0].place.0 == w[1].place.0).map(|w| (w[1].bbox.top - w[0].bbox.top, 1));
    let pitch = mode(steps.filter(|(s, _)| *s > 4.0), 1.0).unwrap_or(2.0 * size);
    Measure { left, right, size, pitch }
}

/// The most frequent value, by weight, in steps of `step`.
fn mode(values: impl Iterator<Item = (f32, usize)>, step: f32) -> Option<f32> {
    let mut counts: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for (value, weight) in values.filter(|(v, _)| v.is_finite()) {
        *counts.entry((value / step).round() as i64).or_default() += weight;
    }
    let around = |key: i64| -> usize { (-1..=1).filter_map(|d| counts.get(&(key + d))).sum() };
    let best = counts.keys().copied().max_by_key(|key| (around(*key), counts[key]))?;
    Some(best as f32 * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superscript_digits_behind_a_word_are_a_notes_mark_and_behind_a_unit_are_not() {
        assert_eq!(split_superscript("parties.¹"), ("parties.", Some("¹")));
        assert_eq!(split_superscript("Exchange”¹²"), ("Exchange”", Some("¹²")));
        assert_eq!(split_superscript("m²"), ("m²", None));
        assert_eq!(split_superscript("¹"), ("¹", None));
        assert_eq!(split_superscript("2022"), ("2022", None));
    }
}
