//! Columns and reading order.
//!
//! A block of rows is split where one vertical gap runs through all of them and what stands on its
//! two sides is running text or the two halves of a caption. Tables, letterheads and signature
//! blocks keep their rows: what stands side by side there belongs together.

use super::rows::Row;
use super::words::Word;

/// A row, or one column's part of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placement {
    pub row: Row,
    /// The gutter number beside the whole row.
    pub number: Option<u32>,
    pub column: u32,
}

/// Pages with more rows are not examined: they are no page of text.
const MAX_ROWS: usize = 300;
/// Columns inside columns end here.
const MAX_DEPTH: u32 = 3;

/// Rows in reading order, columns one after the other.
pub(super) fn in_reading_order(rows: Vec<(Row, Option<u32>)>) -> Vec<Placement> {
    if rows.len() > MAX_ROWS {
        return rows.into_iter().map(|(row, number)| Placement { row, number, column: 0 }).collect();
    }
    split(rows, 0, 0)
}

fn split(rows: Vec<(Row, Option<u32>)>, column: u32, depth: u32) -> Vec<Placement> {
    let block = if depth < MAX_DEPTH { best_block(&rows) } else { None };
    let Some(block) = block else {
        return rows.into_iter().map(|(row, number)| Placement { row, number, column }).collect();
    };
    let mut above = rows;
    let mut inside = above.split_off(block.first);
    let below = inside.split_off(block.last + 1 - block.first);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (row, number) in inside {
        let (l, r): (Vec<Word>, Vec<Word>) =
            row.words.into_iter().partition(|w| (w.left + w.right) / 2.0 < block.middle());
        if !l.is_empty() {
            left.push((Row { words: l }, number));
        }
        if !r.is_empty() {
            right.push((Row { words: r }, number));
        }
    }
    let mut placed = split(above, column, depth);
    placed.extend(split(left, column, depth + 1));
    placed.extend(split(right, column + 1, depth + 1));
    placed.extend(split(below, column, depth));
    placed
}

/// Rows `first..=last` with the gap that runs through them.
#[derive(Clone, Copy, Debug)]
struct Block {
    first: usize,
    last: usize,
    gap: (f64, f64),
}

impl Block {
    fn middle(&self) -> f64 {
        (self.gap.0 + self.gap.1) / 2.0
    }
}

type Numbered = (Row, Option<u32>);

/// The longest block that may be split.
fn best_block(rows: &[Numbered]) -> Option<Block> {
    let gaps: Vec<Vec<(f64, f64)>> = rows.iter().map(|(row, _)| gaps_of(row)).collect();
    let mut best: Option<Block> = None;
    for first in 0..rows.len() {
        for gap in inner_gaps(&gaps[first]) {
            let block = grow(rows, &gaps, first, *gap);
            let longer = best.is_none_or(|b| block.last - block.first > b.last - b.first);
            if longer
                && (is_caption(&rows[first..=block.last], &block)
                    || is_prose(&rows[first..=block.last], &block))
            {
                best = Some(block);
            }
        }
    }
    best
}

/// Free stretches of a row: before its first word, between words where wide enough, after the last.
fn gaps_of(row: &Row) -> Vec<(f64, f64)> {
    let wide = MIN_GAP * row.size();
    let mut gaps = vec![(f64::MIN, row.words.first().map_or(f64::MAX, |w| w.left))];
    let mut right = f64::MIN;
    for word in &row.words {
        if right > f64::MIN && word.left - right > wide {
            gaps.push((right, word.left));
        }
        right = right.max(word.right);
    }
    gaps.push((right, f64::MAX));
    gaps
}

/// A gap between columns is wider than this share of the font size.
const MIN_GAP: f64 = 0.9;

fn inner_gaps(gaps: &[(f64, f64)]) -> &[(f64, f64)] {
    gaps.get(1..gaps.len() - 1).unwrap_or_default()
}

/// Follows a gap downwards as far as it stays open.
fn grow(rows: &[Numbered], gaps: &[Vec<(f64, f64)>], first: usize, gap: (f64, f64)) -> Block {
    let mut block = Block { first, last: first, gap };
    for (index, free) in gaps.iter().enumerate().skip(first + 1) {
        let narrowed = free
            .iter()
            .map(|(from, to)| (from.max(block.gap.0), to.min(block.gap.1)))
            .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let size = rows[index].0.size();
        match narrowed {
            Some((from, to)) if to - from > MIN_GAP * size && !is_far_below(rows, index) => {
                block.gap = (from, to);
                block.last = index;
            }
            _ => break,
        }
    }
    while block.last > block.first
        && !has_both_sides(&rows[block.last].0, &block)
        && trailing_side_is_over(rows, &block)
    {
        block.last -= 1;
    }
    block
}

fn is_far_below(rows: &[Numbered], index: usize) -> bool {
    let (above, row) = (&rows[index - 1].0, &rows[index].0);
    row.baseline() - above.baseline() > 6.0 * row.size().max(above.size())
}

fn has_both_sides(row: &Row, block: &Block) -> bool {
    let middle = block.middle();
    row.words.iter().any(|w| w.right <= middle) && row.words.iter().any(|w| w.left >= middle)
}

/// Rows on one side only at the end of a block belong to it while they go on at the same distance.
fn trailing_side_is_over(rows: &[Numbered], block: &Block) -> bool {
    let last = &rows[block.last].0;
    let left_only = last.words.iter().all(|w| w.right <= block.middle());
    let crosses_indent = |row: &Row| row.words.first().map(|w| w.left);
    let same_side = rows[block.first..block.last]
        .iter()
        .filter_map(|(row, _)| {
            let side = row.words.iter().filter(|w| (w.right <= block.middle()) == left_only);
            side.map(|w| w.left).min_by(f64::total_cmp)
        })
        .min_by(f64::total_cmp);
    let Some(edge) = same_side else { return true };
    crosses_indent(last).is_none_or(|left| left < edge - 4.0)
}

/// Each column of the block: rows with words there.
fn sides(rows: &[Numbered], block: &Block) -> (Vec<Vec<Word>>, Vec<Vec<Word>>) {
    let mut sides = (Vec::new(), Vec::new());
    for (row, _) in rows {
        let (left, right): (Vec<Word>, Vec<Word>) =
            row.words.iter().cloned().partition(|w| (w.left + w.right) / 2.0 < block.middle());
        if !left.is_empty() {
            sides.0.push(left);
        }
        if !right.is_empty() {
            sides.1.push(right);
        }
    }
    sides
}

/// Both sides are running text: several words a row, and rows that mostly fill their column.
fn is_prose(rows: &[Numbered], block: &Block) -> bool {
    let (left, right) = sides(rows, block);
    runs_on(&left) && runs_on(&right)
}

fn runs_on(side: &[Vec<Word>]) -> bool {
    if side.len() < 6 {
        return false;
    }
    let words: usize = side.iter().map(Vec::len).sum();
    let extent = |row: &Vec<Word>| {
        let right = row.iter().map(|w| w.right).fold(f64::MIN, f64::max);
        (row[0].left, right)
    };
    let left = side.iter().map(|row| extent(row).0).fold(f64::MAX, f64::min);
    let right = side.iter().map(|row| extent(row).1).fold(f64::MIN, f64::max);
    let full = side.iter().filter(|row| extent(row).1 - extent(row).0 > 0.7 * (right - left)).count();
    let has_leader = side.iter().flatten().any(|w| w.text.contains("....."));
    words >= 4 * side.len() && full * 10 >= side.len() * 6 && !has_leader
}

/// The two halves of a caption: the parties, a column of `)` or the like or none, the case number.
fn is_caption(rows: &[Numbered], block: &Block) -> bool {
    let (left, right) = sides(rows, block);
    if left.len() < 3 || rows.len() < 4 || right.is_empty() {
        return false;
    }
    let text = |side: &[Vec<Word>]| {
        side.iter().flatten().map(|w| w.text.to_lowercase()).collect::<Vec<_>>().join(" ")
    };
    let (parties, case) = (text(&left), text(&right));
    let versus =
        [" v.", " vs.", " v ", "against", "in re", "in the matter"].iter().any(|mark| parties.contains(mark));
    let party =
        ["plaintiff", "defendant", "petitioner", "respondent", "appell", "claimant", "in re", "matter of"];
    let number = ["no.", "case", "docket", "civil", "index", "file", "cv-", "mdl"];
    let names = party.iter().any(|word| parties.contains(word));
    let numbered = number.iter().any(|word| case.contains(word));
    let rows_of_marks = left.iter().chain(&right).flatten().filter(|w| is_caption_mark(&w.text)).count();
    numbered && (versus || names) && (rows_of_marks >= 3 || (versus && names))
}

fn is_caption_mark(text: &str) -> bool {
    matches!(text, ")" | "§" | ":" | "|" | "*" | "}" | "]" | "x" | "X")
}
