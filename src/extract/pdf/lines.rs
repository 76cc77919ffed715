//! The line builder: glyphs of a page to printed lines, the same for either reader.

use super::columns::{Placement, in_reading_order};
use super::direction::put_in_reading_order;
use super::glyph::Glyph;
use super::gutter::{Gutter, numbers_beside, take_gutter};
use super::leaders::split_leaders;
use super::overlay::{drop_double_strikes, drop_hidden_copies};
use super::rows::{Row, rows_of};
use super::words::{Placed, Word, words_of};
use crate::document::{RawLine, RawWord, Rect};

/// Lines of a page of this size in points, in reading order. The writing direction with the most
/// letters comes first; text across it (margin notes, watermarks) follows.
pub(super) fn lines_of(glyphs: Vec<Glyph>, size: (f64, f64)) -> Vec<RawLine> {
    let on_page = glyphs.into_iter().filter(|glyph| glyph.is_on_page(size)).collect();
    let glyphs = drop_double_strikes(on_page);
    let mut groups: Vec<(i32, Vec<&Glyph>)> = Vec::new();
    for glyph in &glyphs {
        let angle = angle_of(glyph);
        match groups.iter_mut().find(|(known, _)| *known == angle) {
            Some((_, group)) => group.push(glyph),
            None => groups.push((angle, vec![glyph])),
        }
    }
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.len()));
    let mut lines = Vec::new();
    for (place, (angle, group)) in groups.into_iter().enumerate() {
        let turn = Turn::by_degrees(angle);
        let placed: Vec<Placed<'_>> = group.into_iter().map(|glyph| turn.place(glyph)).collect();
        let words = drop_hidden_copies(words_of(&placed));
        let height = if place == 0 { turn.height_of(size) } else { f64::MAX };
        lines.extend(lines_of_words(words, height).into_iter().map(|line| turn.back(line)));
    }
    lines
}

/// Lines from words that have boxes already, as recognition gives them: the same gutter, columns and
/// reading order as for drawn text. `height` is the page's, in points.
pub fn lines_from_words(words: Vec<RawWord>, height: f32) -> Vec<RawLine> {
    let turn = Turn::by_degrees(0);
    let words =
        words.into_iter().map(from_raw).filter(|w| w.left.is_finite() && w.baseline.is_finite()).collect();
    lines_of_words(words, f64::from(height)).into_iter().map(|line| turn.back(line)).collect()
}

fn from_raw(raw: RawWord) -> Word {
    Word {
        left: f64::from(raw.bbox.left),
        right: f64::from(raw.bbox.right),
        baseline: f64::from(raw.baseline),
        size: f64::from(raw.size),
        bold: raw.bold,
        italic: raw.italic,
        visible: true,
        space_after: true,
        confidence: raw.confidence,
        text: raw.text,
    }
}

/// A line in the frame of its writing direction.
struct FlatLine {
    words: Vec<Word>,
    number: Option<u32>,
    column: u32,
    size: f64,
}

fn lines_of_words(mut words: Vec<Word>, height: f64) -> Vec<FlatLine> {
    let gutter = take_gutter(&mut words, height);
    let rows = rows_of(words);
    let numbers = gutter.as_ref().map_or_else(|| vec![None; rows.len()], |gutter| numbers_of(gutter, &rows));
    let placements = in_reading_order(rows.into_iter().zip(numbers).collect());
    placements.into_iter().map(flat_line).collect()
}

fn numbers_of(gutter: &Gutter, rows: &[Row]) -> Vec<Option<u32>> {
    numbers_beside(gutter, rows)
}

fn flat_line(placement: Placement) -> FlatLine {
    let size = placement.row.size();
    let words = put_in_reading_order(split_leaders(placement.row.words));
    FlatLine { words, number: placement.number, column: placement.column, size }
}

/// The writing direction in degrees clockwise. Near a right angle it is that angle: scans are askew.
#[allow(clippy::cast_possible_truncation)] // degrees
fn angle_of(glyph: &Glyph) -> i32 {
    let degrees = glyph.dy.atan2(glyph.dx).to_degrees();
    let quarter = (degrees / 90.0).round() * 90.0;
    let angle = if (degrees - quarter).abs() < 10.0 { quarter } else { (degrees / 5.0).round() * 5.0 };
    (angle as i32).rem_euclid(360)
}

/// The turn between the page and the frame in which a writing direction runs from left to right.
struct Turn {
    cos: f64,
    sin: f64,
}

impl Turn {
    fn by_degrees(angle: i32) -> Self {
        let (sin, cos) = match angle {
            0 => (0.0, 1.0),
            90 => (1.0, 0.0),
            180 => (0.0, -1.0),
            270 => (-1.0, 0.0),
            other => f64::from(other).to_radians().sin_cos(),
        };
        Self { cos, sin }
    }

    fn place<'g>(&self, glyph: &'g Glyph) -> Placed<'g> {
        let along = glyph.x * self.cos + glyph.y * self.sin;
        let across = glyph.y * self.cos - glyph.x * self.sin;
        Placed { along, across, glyph }
    }

    fn height_of(&self, size: (f64, f64)) -> f64 {
        (size.0 * self.sin).abs() + (size.1 * self.cos).abs()
    }

    fn back(&self, line: FlatLine) -> RawLine {
        let words: Vec<RawWord> = line.words.into_iter().map(|word| self.raw_word(word)).collect();
        let bbox = words.iter().map(|w| w.bbox).reduce(Rect::hull).unwrap_or_default();
        RawLine { number: line.number, words, bbox, size: points(line.size), column: line.column }
    }

    fn raw_word(&self, word: Word) -> RawWord {
        let (top, bottom) = word.extent();
        let corners = [(word.left, top), (word.right, bottom), (word.left, bottom), (word.right, top)];
        let placed = corners.map(|(along, across)| {
            let (x, y) = (along * self.cos - across * self.sin, along * self.sin + across * self.cos);
            Rect { left: points(x), top: points(y), right: points(x), bottom: points(y) }
        });
        let bbox = placed.into_iter().reduce(Rect::hull).unwrap_or_default();
        let baseline = word.left * self.sin + word.baseline * self.cos;
        RawWord {
            text: word.text,
            bbox,
            baseline: points(baseline),
            size: points(word.size),
            bold: word.bold,
            italic: word.italic,
            confidence: word.confidence,
        }
    }
}

/// Points to a hundredth: finer is noise, and JSON of a page stays small.
#[allow(clippy::cast_possible_truncation)] // a place on a page
pub(super) fn points(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}
