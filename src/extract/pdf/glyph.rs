//! A glyph as a reader draws it, and the cleaning of its text.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;

/// One drawn glyph. Points from the top left of the page as displayed, y downwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub text: String,
    /// Origin on the baseline.
    pub x: f64,
    pub y: f64,
    /// Unit vector of the writing direction.
    pub dx: f64,
    pub dy: f64,
    /// Distance to the next origin, without spacing.
    pub advance: f64,
    /// Font size.
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    /// False for text drawn in the invisible mode, as recognition layers are.
    pub visible: bool,
}

impl Glyph {
    /// Are all its numbers usable, and is it on a page of this size?
    pub fn is_on_page(&self, size: (f64, f64)) -> bool {
        let finite =
            [self.x, self.y, self.dx, self.dy, self.advance, self.size].iter().all(|n| n.is_finite());
        let (end_x, end_y) = (self.x + self.dx * self.advance, self.y + self.dy * self.advance);
        let reach = self.size.abs();
        finite
            && self.size > 0.05
            && self.size < 5_000.0
            && self.advance.abs() < 20_000.0
            && self.x.max(end_x) >= -1.0
            && self.x.min(end_x) <= size.0 + 1.0
            && self.y.max(end_y) >= -1.0
            && self.y.min(end_y) <= size.1 + reach
    }
}

/// The text of a glyph as words hold it: ligatures and presentation forms spelled out, every space
/// a plain one, zero-width and control characters gone.
pub(super) fn clean_text(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => clean.push(' '),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {}
            '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => clean.extend(c.nfkc()),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    if clean.chars().nth(1).is_some() && clean.chars().any(is_right_to_left) {
        clean = clean.chars().rev().collect();
    }
    clean
}

pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Would a person read this character? Not the marks of a failed decoding.
pub(super) fn is_readable(c: char) -> bool {
    c != '\u{FFFD}' && !matches!(c, '\u{E000}'..='\u{F8FF}') && !c.is_control()
}
