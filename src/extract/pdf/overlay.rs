//! Text drawn twice at one place: bold by double strike, recognition layers under real text.

use super::glyph::Glyph;
use super::words::Word;
use std::collections::HashMap;

/// Edge of the cells in which copies are sought, in points, and the farthest that a copy lies off.
const CELL: f64 = 3.0;

/// Drops every glyph that repeats an earlier one at almost the same place. A first glyph whose copy
/// is shifted is bold.
pub(super) fn drop_double_strikes(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for glyph in glyphs {
        let cell = cell_of(&glyph);
        if let Some(index) = original_of(&glyph, cell, &cells, &kept) {
            let first: &mut Glyph = &mut kept[index];
            let shift = (first.x - glyph.x).hypot(first.y - glyph.y);
            first.bold |= shift > 0.05 && first.visible && glyph.visible;
            continue;
        }
        if !glyph.text.trim().is_empty() {
            cells.entry(cell).or_default().push(kept.len());
        }
        kept.push(glyph);
    }
    kept
}

#[allow(clippy::cast_possible_truncation)] // a cell number: glyphs off the page are gone by now
fn cell_of(glyph: &Glyph) -> (i64, i64) {
    ((glyph.x / CELL).floor() as i64, (glyph.y / CELL).floor() as i64)
}

fn original_of(
    glyph: &Glyph,
    cell: (i64, i64),
    cells: &HashMap<(i64, i64), Vec<usize>>,
    kept: &[Glyph],
) -> Option<usize> {
    let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (cell.0 + dx, cell.1 + dy)));
    around.filter_map(|key| cells.get(&key)).flatten().copied().find(|index| repeats(&kept[*index], glyph))
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
