//! Letter sizes of recognised lines.
//!
//! The height of a detected box changes with the letters in it (`on` is lower than `If`), too much to
//! tell a footnote from the text. The mean width of a letter does not: over a line it is steady within
//! a few percent, and small print is narrower print. So lines of many letters take their size from it,
//! in proportion to the page's usual width, and short lines follow the line above them.

use crate::document::RawWord;

/// Letters from which the mean width is steady.
const MANY: usize = 28;
/// A short line belongs to the line above if it follows within this many letter sizes.
const FOLLOWS: f32 = 2.0;

/// Gives all words of each line the size of the line's letters. Words are in pixels, lines in any order.
pub(super) fn level_sizes(lines: &mut [Vec<RawWord>]) {
    let heights = middle(lines.iter().filter_map(|line| Some(line.first()?.size)).collect());
    let widths = middle(lines.iter().filter_map(|line| letter_width(line)).collect());
    let (Some(usual_height), Some(usual_width)) = (heights, widths) else { return };
    let mut known: Vec<(f32, f32, f32)> = Vec::new();
    let mut order: Vec<usize> = (0..lines.len()).filter(|i| !lines[*i].is_empty()).collect();
    order.sort_by(|a, b| lines[*a][0].baseline.total_cmp(&lines[*b][0].baseline));
    for index in order {
        let line = &mut lines[index];
        let (left, baseline, height) = (line[0].bbox.left, line[0].baseline, line[0].size);
        let above = known.iter().rev().find(|(x, y, size)| {
            baseline > *y + 0.5 * size && baseline - y < FOLLOWS * size && (left - x).abs() < 8.0 * size
        });
        let size = match (letter_width(line), above) {
            (Some(width), _) => usual_height * width / usual_width,
            (None, Some((_, _, size))) if (height / size - 1.0).abs() < 0.25 => *size,
            _ => height,
        };
        line.iter_mut().for_each(|word| word.size = size);
        known.push((left, baseline, size));
    }
}

/// Mean advance of a letter, in pixels; `None` for few letters or many capitals, which are wider.
fn letter_width(line: &[RawWord]) -> Option<f32> {
    let letters = || line.iter().flat_map(|word| word.text.chars());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let count = letters().count();
    if count < MANY || capitals * 4 > count {
        return None;
    }
    let widths: f32 = line.iter().map(|word| word.bbox.width()).sum();
    Some(widths / count as f32)
}

fn middle(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of words whose letters are `letter` wide, in a box that says `size`.
    fn line(baseline: f32, text: &str, letter: f32, size: f32) -> Vec<RawWord> {
        let mut left = 100.0;
        let word = |text: &str| {
            let right = left + letter * text.chars().count() as f32;
            let bbox = [left, baseline - size, right, baseline].into();
            left = right + letter;
            RawWord {
                text: text.to_owned(),
                bbox,
                baseline,
                size,
                bold: false,
                italic: false,
                confidence: Some(1.0),
            }
        };
        text.split(' ').map(word).collect()
    }

    fn sizes(lines: &[Vec<RawWord>]) -> Vec<f32> {
        lines.iter().map(|line| (line[0].size * 10.0).round() / 10.0).collect()
    }

    const TEXT: &str = "the app reads what its users type into the pages of other shops";

    #[test]
    fn narrow_letters_are_small_print_whatever_their_box() {
        let mut lines: Vec<Vec<RawWord>> =
            (1..8).map(|n| line(60.0 * n as f32, TEXT, 14.0, 28.0 + n as f32)).collect();
        lines.push(line(500.0, TEXT, 11.0, 33.0));
        lines.push(line(540.0, "of it.", 11.0, 27.0));
        level_sizes(&mut lines);
        let sizes = sizes(&lines);
        assert!(sizes[..7].iter().all(|size| *size == sizes[0]), "{sizes:?}");
        assert!(sizes[7] < 0.85 * sizes[0], "{sizes:?}");
        assert_eq!(sizes[8], sizes[7], "a short line follows the line above");
    }

    #[test]
    fn capitals_and_far_lines_keep_the_size_of_their_box() {
        let mut lines: Vec<Vec<RawWord>> = (1..4).map(|n| line(60.0 * n as f32, TEXT, 14.0, 30.0)).collect();
        lines.push(line(900.0, "COMPLAINT FOR DAMAGES AND OTHER RELIEF SOUGHT", 22.0, 40.0));
        lines.push(line(1200.0, "4", 14.0, 24.0));
        level_sizes(&mut lines);
        assert_eq!(sizes(&lines)[3..], [40.0, 24.0]);
    }

    #[test]
    fn lines_without_words_are_left_alone() {
        let mut lines = vec![Vec::new(), Vec::new()];
        level_sizes(&mut lines);
        assert!(lines.iter().all(Vec::is_empty));
    }
}
