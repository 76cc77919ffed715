//! From glyphs in drawing order to words.

use super::glyph::{Glyph, is_right_to_left};

/// A gap wider than this share of the font size ends a word. Measured: .15 agrees best with two
/// other PDF readers over 304 files.
pub(super) const WORD_GAP: f64 = 0.15;
/// A glyph may start this far left of the last one's end (kerning, accents) and belong to its word.
const OVERLAP: f64 = 0.6;
/// The same for right-to-left letters, which may be drawn in reading order.
const OVERLAP_RIGHT_TO_LEFT: f64 = 0.15;
/// Baselines that differ by less than this share of the size are the same.
pub(super) const SAME_BASELINE: f64 = 0.45;

/// A word in the frame of its writing direction: `left` and `right` along it, `baseline` across.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// In visual order until `direction` has put it in reading order.
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub visible: bool,
    /// A space was drawn after it.
    pub space_after: bool,
    pub confidence: Option<f32>,
}

impl Word {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Top and bottom of its letters.
    pub fn extent(&self) -> (f64, f64) {
        (self.baseline - 0.75 * self.size, self.baseline + 0.22 * self.size)
    }
}

/// A glyph in the frame of its writing direction.
pub(super) struct Placed<'g> {
    pub along: f64,
    pub across: f64,
    pub glyph: &'g Glyph,
}

/// Does one of two neighbours stand as a small raised mark beside the other?
pub(super) fn is_script_step(a: (f64, f64), b: (f64, f64)) -> bool {
    let ((small_baseline, small), (large_baseline, large)) = if a.1 < b.1 { (a, b) } else { (b, a) };
    let raise = large_baseline - small_baseline;
    if small < 0.85 * large { raise > 0.12 * large } else { raise.abs() > 0.22 * large }
}

/// Joins neighbouring glyphs; ends a word at spaces, gaps, new baselines and raised marks.
pub(super) fn words_of(glyphs: &[Placed<'_>]) -> Vec<Word> {
    let tracking = tracking_of(glyphs);
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (placed, gap_limit) in glyphs.iter().zip(tracking) {
        if placed.glyph.text.trim().is_empty() {
            if let Some(last) = words.last_mut() {
                last.space_after |= open;
            }
            open = false;
            continue;
        }
        match words.last_mut() {
            Some(word) if open && continues(word, placed, gap_limit) => extend(word, placed),
            _ => words.push(start(placed)),
        }
        open = !placed.glyph.text.ends_with(' ');
        if let (false, Some(word)) = (open, words.last_mut()) {
            word.space_after = true;
        }
    }
    words
}

fn start(placed: &Placed<'_>) -> Word {
    let glyph = placed.glyph;
    Word {
        text: glyph.text.trim().to_owned(),
        left: placed.along,
        right: placed.along + glyph.advance.max(0.0),
        baseline: placed.across,
        size: glyph.size,
        bold: glyph.bold,
        italic: glyph.italic,
        visible: glyph.visible,
        space_after: false,
        confidence: None,
    }
}

fn continues(word: &Word, placed: &Placed<'_>, gap_limit: f64) -> bool {
    let glyph = placed.glyph;
    let (small, large) = (word.size.min(glyph.size), word.size.max(glyph.size));
    let gap = placed.along - word.right;
    let right_to_left = glyph.text.chars().any(is_right_to_left);
    let overlap = if right_to_left { OVERLAP_RIGHT_TO_LEFT } else { OVERLAP };
    (placed.across - word.baseline).abs() < SAME_BASELINE * large
        && gap < gap_limit * small
        && gap > -overlap * large
        && word.visible == glyph.visible
        && !glyph.text.starts_with(' ')
        && !is_script_step((word.baseline, word.size), (placed.across, glyph.size))
}

fn extend(word: &mut Word, placed: &Placed<'_>) {
    let glyph = placed.glyph;
    word.text.push_str(glyph.text.trim());
    word.right = word.right.max(placed.along + glyph.advance);
    word.left = word.left.min(placed.along);
    if glyph.size > word.size {
        word.size = glyph.size;
        word.baseline = placed.across;
    }
}

/// The gap that ends a word at each glyph, as a share of the size. Wider than [`WORD_GAP`] inside a
/// stretch of letters set apart from each other (`O R D E R`).
fn tracking_of(glyphs: &[Placed<'_>]) -> Vec<f64> {
    let mut limits = vec![WORD_GAP; glyphs.len()];
    let mut start = 0;
    for end in 1..=glyphs.len() {
        if end < glyphs.len() && is_same_stretch(&glyphs[end - 1], &glyphs[end]) {
            continue;
        }
        if let Some(limit) = spaced_out(&glyphs[start..end]) {
            limits[start..end].fill(limit);
        }
        start = end;
    }
    limits
}

fn is_same_stretch(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let size = a.glyph.size;
    let gap = b.along - a.along - a.glyph.advance;
    (a.across - b.across).abs() < 0.05 * size
        && (size - b.glyph.size).abs() < 0.05 * size
        && gap > -0.5 * size
        && gap < 2.0 * size
}

/// Fewer letters say nothing about their spacing.
const STRETCH: usize = 8;

fn spaced_out(glyphs: &[Placed<'_>]) -> Option<f64> {
    if glyphs.len() < STRETCH
        || glyphs.iter().any(|g| g.glyph.text.contains(' ') || g.glyph.text.contains('.'))
    {
        return None;
    }
    let size = glyphs[0].glyph.size;
    let mut gaps: Vec<f64> = glyphs
        .windows(2)
        .map(|pair| (pair[1].along - pair[0].along - pair[0].glyph.advance) / size)
        .collect();
    gaps.sort_by(f64::total_cmp);
    let median = gaps[gaps.len() / 2];
    (median > 0.1 && median < 0.6).then_some(median * 1.35 + 0.05)
}
