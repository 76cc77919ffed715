//! Text drawn twice at one place: bold by double strike, recognition layers under real text.

use super::glyph::Glyph;
use super::words::Word;
use std::collections::HashMap;

/// Edge of the cells in which copies are sought, in points, and the farthest that a copy lies off.
const CELL: f64 = 3.0;

/// Drops glyphs that repeat an earlier one at almost the same place. A first glyph whose copy is
/// shifted is bold. Of a word that lies over another, all letters are kept if most are new.
pub(super) fn drop_double_strikes(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let originals = originals_of(&glyphs);
    let mut drop = vec![false; glyphs.len()];
    let mut start = 0;
    for end in 1..=glyphs.len() {
        if end < glyphs.len() && goes_on(&glyphs[end - 1], &glyphs[end]) {
            continue;
        }
        mark_copies(start, &glyphs[start..end], &originals[start..end], &mut drop[start..end]);
        start = end;
    }
    let mut bold = vec![false; glyphs.len()];
    for (index, original) in originals.iter().enumerate() {
        if let (true, Some(first)) = (drop[index], *original) {
            let shift = (glyphs[first].x - glyphs[index].x).hypot(glyphs[first].y - glyphs[index].y);
            bold[first] |= shift > 0.05 && glyphs[first].visible && glyphs[index].visible;
        }
    }
    let marked = glyphs.into_iter().zip(drop).zip(bold);
    marked
        .filter(|((_, drop), _)| !drop)
        .map(|((glyph, _), bold)| Glyph { bold: glyph.bold || bold, ..glyph })
        .collect()
}

/// Is a glyph drawn right after the one before it, or over it, and no space?
fn goes_on(before: &Glyph, glyph: &Glyph) -> bool {
    let (end_x, end_y) = (before.x + before.dx * before.advance, before.y + before.dy * before.advance);
    !glyph.text.trim().is_empty() && (glyph.x - end_x).hypot(glyph.y - end_y) < 1.2 * before.size
}

/// In a stretch without spaces and jumps: letters struck twice at once, and whole copies.
fn mark_copies(start: usize, glyphs: &[Glyph], originals: &[Option<usize>], drop: &mut [bool]) {
    for (place, original) in originals.iter().enumerate() {
        drop[place] = original.is_some_and(|first| start + place - first <= 2);
    }
    let letters =
        glyphs.iter().zip(&*drop).filter(|(glyph, dropped)| !**dropped && !glyph.text.trim().is_empty());
    let rest = letters.count();
    let copies =
        originals.iter().zip(&*drop).filter(|(original, dropped)| original.is_some() && !**dropped).count();
    if copies * 10 >= rest * 7 {
        for (place, original) in originals.iter().enumerate() {
            drop[place] |= original.is_some();
        }
    }
}

/// For each glyph the earlier one that it repeats.
fn originals_of(glyphs: &[Glyph]) -> Vec<Option<usize>> {
    let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut originals = Vec::with_capacity(glyphs.len());
    for (index, glyph) in glyphs.iter().enumerate() {
        let cell = cell_of(glyph);
        let blank = glyph.text.trim().is_empty();
        let original = if blank { None } else { original_of(glyph, cell, &cells, glyphs) };
        if original.is_none() && !blank {
            let known = cells.entry(cell).or_default();
            if known.len() < 64 {
                known.push(index);
            }
        }
        originals.push(original);
    }
    originals
}

#[allow(clippy::cast_possible_truncation)] // a cell number: glyphs off the page are gone by now
fn cell_of(glyph: &Glyph) -> (i64, i64) {
    ((glyph.x / CELL).floor() as i64, (glyph.y / CELL).floor() as i64)
}

fn original_of(
    glyph: &Glyph,
    cell: (i64, i64),
    cells: &HashMap<(i64, i64), Vec<usize>>,
    glyphs: &[Glyph],
) -> Option<usize> {
    let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (cell.0 + dx, cell.1 + dy)));
    around.filter_map(|key| cells.get(&key)).flatten().copied().find(|index| repeats(&glyphs[*index], glyph))
}

fn repeats(first: &Glyph, glyph: &Glyph) -> bool {
    let reach = (0.2 * first.size).min(0.5 * first.advance).min(CELL);
    first.text == glyph.text
        && (first.size - glyph.size).abs() < 0.1 * first.size
        && first.dx * glyph.dx + first.dy * glyph.dy > 0.99
        && (first.x - glyph.x).hypot(first.y - glyph.y) < reach
}

/// Drops invisible words that lie on visible ones.
pub(super) fn drop_hidden_copies(words: Vec<Word>) -> Vec<Word> {
    let (visible, hidden): (Vec<Word>, Vec<Word>) = words.into_iter().partition(|word| word.visible);
    if hidden.is_empty() || visible.is_empty() {
        return if visible.is_empty() { hidden } else { visible };
    }
    let mut by_baseline: Vec<&Word> = visible.iter().collect();
    by_baseline.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let reach = visible.iter().map(|w| w.size).fold(0.0, f64::max);
    let free: Vec<Word> = hidden
        .into_iter()
        .filter(|word| covered_width(word, &by_baseline, reach) < 0.5 * word.width())
        .collect();
    let mut all = visible;
    all.extend(free);
    all
}

fn covered_width(word: &Word, visible: &[&Word], reach: f64) -> f64 {
    let reach = reach + word.size;
    let first = visible.partition_point(|v| v.baseline < word.baseline - reach);
    let (top, bottom) = word.extent();
    visible[first..]
        .iter()
        .take_while(|v| v.baseline < word.baseline + reach)
        .filter(|v| {
            let (other_top, other_bottom) = v.extent();
            bottom.min(other_bottom) - top.max(other_top) > 0.5 * (bottom - top).min(other_bottom - other_top)
        })
        .map(|v| (word.right.min(v.right) - word.left.max(v.left)).max(0.0))
        .sum()
}
