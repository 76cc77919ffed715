//! From the letters of a recognised line to words: where the line's ink leaves a gap.
//!
//! The model places letters only roughly and misses spaces in tight lines (`37.From`, `inthis`). The
//! picture knows better: a blank stretch nearly as wide as the spaces that the model does see in the
//! same line is a space too, and the ink gives each word its true left and right edge.

use super::ctc::Letter;
use image::GrayImage;

/// A word with its left and right edge in pixels of the line's picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineWord {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Mean probability of its letters, 0 to 1.
    pub(super) confidence: f32,
}

/// A gap this share of the line's usual space is a space.
const LIKE_A_SPACE: f32 = 0.7;
/// The same beside a `1`, which stands alone in the width of any digit.
const LIKE_A_SPACE_AT_ONE: f32 = 1.05;
/// Width of a space as a share of the picture's height, where the line has too few to tell.
const USUAL_SPACE: f32 = 0.26;
/// Spaces that the model must have seen in a line for their width to be trusted.
const ENOUGH_SPACES: usize = 3;
/// A pixel darker than this is ink.
const DARK: u8 = 140;

/// Words of a line from its letters and its picture.
pub(super) fn words(letters: &[Letter], line: &GrayImage) -> Vec<LineWord> {
    let ink = Ink::of(line);
    let gaps: Vec<Gap> = letters.windows(2).map(|pair| ink.gap(&pair[0], &pair[1])).collect();
    let space = space_width(letters, &gaps).unwrap_or(USUAL_SPACE * line.height() as f32);
    let mut words: Vec<LineWord> = Vec::new();
    for (index, letter) in letters.iter().enumerate() {
        let gap = index.checked_sub(1).map(|before| (&letters[before], gaps[before]));
        let begins = gap.is_none_or(|(before, gap)| is_space(before, letter, gap, space));
        if begins {
            let left = gap.map_or(ink.first(), |(_, gap)| gap.right);
            if let (Some(word), Some((_, gap))) = (words.last_mut(), gap) {
                word.right = gap.left.max(word.left);
            }
            words.push(LineWord { text: String::new(), left, right: ink.last().max(left), confidence: 0.0 });
        }
        if let Some(word) = words.last_mut() {
            let n = word.text.chars().count() as f32;
            word.confidence = (word.confidence * n + letter.probability) / (n + 1.0);
            word.text.push_str(&letter.text);
        }
    }
    words
}

fn is_space(before: &Letter, letter: &Letter, gap: Gap, space: f32) -> bool {
    if letter.after_space {
        return true;
    }
    let is_digit = |l: &Letter| l.text.bytes().all(|b| b.is_ascii_digit());
    if is_digit(before) && is_digit(letter) {
        return false;
    }
    let beside_one = before.text == "1" || letter.text == "1";
    let share = if beside_one { LIKE_A_SPACE_AT_ONE } else { LIKE_A_SPACE };
    gap.width() >= share * space
}

/// The usual width of the spaces that the model sees in the line, in pixels.
fn space_width(letters: &[Letter], gaps: &[Gap]) -> Option<f32> {
    let seen = letters.iter().skip(1).zip(gaps).filter(|(letter, _)| letter.after_space);
    let mut widths: Vec<f32> = seen.map(|(_, gap)| gap.width()).filter(|width| *width > 0.0).collect();
    widths.sort_by(f32::total_cmp);
    (widths.len() >= ENOUGH_SPACES).then(|| widths[widths.len() / 2])
}

/// A blank stretch between two letters, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Gap {
    left: f32,
    right: f32,
}

impl Gap {
    fn width(self) -> f32 {
        self.right - self.left
    }
}

/// Which columns of a line's picture have ink.
struct Ink(Vec<bool>);

impl Ink {
    /// Ink is two dark pixels in the middle rows of a column: one alone is a speck, and the outer rows
    /// may show the lines above and below.
    fn of(line: &GrayImage) -> Self {
        let (width, height) = line.dimensions();
        let rows = height * 12 / 100..height - height * 12 / 100;
        let dark = |x: u32| rows.clone().filter(|y| line.get_pixel(x, *y).0[0] < DARK).count();
        Self((0..width).map(|x| dark(x) >= 2).collect())
    }

    fn first(&self) -> f32 {
        self.0.iter().position(|inked| *inked).unwrap_or(0) as f32
    }

    fn last(&self) -> f32 {
        self.0.iter().rposition(|inked| *inked).map_or(self.0.len(), |x| x + 1) as f32
    }

    /// The widest blank stretch between two letters; empty and midway where their ink touches.
    fn gap(&self, before: &Letter, letter: &Letter) -> Gap {
        let width = self.0.len() as f32;
        let (from, to) = (before.at * width, (letter.at * width).max(before.at * width));
        let middle = (from + to) / 2.0;
        let mut best = Gap { left: middle, right: middle };
        let mut start = None;
        let (first, last) = (from as usize, (to.ceil() as usize).min(self.0.len()));
        for x in first..=last {
            let blank = x < last && !self.0[x];
            match (blank, start) {
                (true, None) => start = Some(x),
                (false, Some(left)) => {
                    start = None;
                    let gap = Gap { left: left as f32, right: x as f32 };
                    if gap.width() > best.width() {
                        best = gap;
                    }
                }
                _ => {}
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    /// A line whose letters are bars 10 wide, with these blanks before each, and the letters as a
    /// model sees them: in the middle of their bars, spaces where `seen` says so.
    fn line(text: &str, blanks: &[u32], seen: &[bool]) -> (Vec<Letter>, GrayImage) {
        let width: u32 = blanks.iter().map(|b| b + 10).sum::<u32>() + 5;
        let mut picture = GrayImage::from_pixel(width, 40, Luma([255]));
        let mut x = 0;
        let mut letters = Vec::new();
        for ((c, blank), seen) in text.chars().zip(blanks).zip(seen) {
            x += blank;
            (x..x + 10).for_each(|x| (10..30).for_each(|y| picture.put_pixel(x, y, Luma([0]))));
            let at = (x as f32 + 5.0) / width as f32;
            letters.push(Letter { text: c.to_string(), at, after_space: *seen, probability: 0.5 });
            x += 10;
        }
        (letters, picture)
    }

    fn texts(text: &str, blanks: &[u32], seen: &[bool]) -> Vec<String> {
        let (letters, picture) = line(text, blanks, seen);
        words(&letters, &picture).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn a_gap_as_wide_as_the_other_spaces_parts_words_that_the_model_joined() {
        let blanks = [4, 2, 10, 10, 2, 10, 9];
        let seen = [false, false, true, true, false, true, false];
        assert_eq!(texts("abcdefg", &blanks, &seen), ["ab", "c", "de", "f", "g"]);
    }

    #[test]
    fn gaps_between_digits_and_beside_a_one_part_nothing() {
        let blanks = [4, 10, 10, 10, 9, 9, 9];
        let seen = [false, true, true, true, false, false, false];
        assert_eq!(texts("abc201t", &blanks, &seen), ["a", "b", "c", "201t"]);
    }

    #[test]
    fn words_reach_from_ink_to_ink() {
        let (letters, picture) = line("ab", &[7, 20], &[false, true]);
        let edges: Vec<(f32, f32)> = words(&letters, &picture).iter().map(|w| (w.left, w.right)).collect();
        assert_eq!(edges, [(7.0, 17.0), (37.0, 47.0)]);
    }

    #[test]
    fn a_speck_in_a_gap_is_no_ink() {
        let (letters, mut picture) = line("ab", &[7, 20], &[false, true]);
        picture.put_pixel(25, 20, Luma([0]));
        assert_eq!(words(&letters, &picture)[1].left, 37.0);
    }

    #[test]
    fn no_letters_no_words() {
        assert!(words(&[], &GrayImage::new(10, 10)).is_empty());
    }
}
