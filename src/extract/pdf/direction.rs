//! Right-to-left text: from the order on paper to the order of reading.

use super::glyph::is_right_to_left;
use super::words::Word;
use unicode_bidi::{BidiClass, bidi_class};

/// Direction of a piece of text; numbers and signs have none of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Right,
    Left,
    Neutral,
}

fn direction_of(c: char) -> Direction {
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Direction::Left,
        BidiClass::L => Direction::Right,
        _ => Direction::Neutral,
    }
}

/// Words from left to right become words in reading order, with their letters in reading order.
pub(super) fn put_in_reading_order(words: Vec<Word>) -> Vec<Word> {
    let letters = || words.iter().flat_map(|word| word.text.chars());
    let leftward = letters().filter(|c| direction_of(*c) == Direction::Left).count();
    if leftward == 0 {
        return words;
    }
    let rightward = letters().filter(|c| direction_of(*c) == Direction::Right).count();
    let mut words: Vec<Word> = words.into_iter().map(reverse_letters).collect();
    let base = if leftward >= rightward { Direction::Left } else { Direction::Right };
    if base == Direction::Left {
        words.reverse();
    }
    let directions: Vec<Direction> = words.iter().map(|word| word_direction(&word.text)).collect();
    reverse_runs_against(base, &directions, &mut words);
    words
}

fn word_direction(text: &str) -> Direction {
    if text.chars().any(is_right_to_left) {
        Direction::Left
    } else if text.chars().any(|c| direction_of(c) == Direction::Right) {
        Direction::Right
    } else {
        Direction::Neutral
    }
}

fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && word_direction(text) == Direction::Neutral
}

/// Reverses a word's letters; Latin letters and digits inside it keep their order.
fn reverse_letters(mut word: Word) -> Word {
    if !word.text.chars().any(is_right_to_left) {
        return word;
    }
    let mut letters: Vec<char> = word.text.chars().rev().collect();
    let keeps_order = |c: char| matches!(bidi_class(c), BidiClass::L | BidiClass::EN | BidiClass::AN);
    let mut start = 0;
    while start < letters.len() {
        let length = letters[start..].iter().take_while(|c| keeps_order(**c)).count();
        letters[start..start + length].reverse();
        start += length.max(1);
    }
    word.text = letters.into_iter().collect();
    word
}

/// Runs of words against the base direction, with the neutral words inside them, are turned around.
fn reverse_runs_against(base: Direction, directions: &[Direction], words: &mut [Word]) {
    let against = |d: Direction| d != base && d != Direction::Neutral;
    let mut start = 0;
    while start < words.len() {
        if !against(directions[start]) {
            start += 1;
            continue;
        }
        let stop = (start..words.len()).find(|i| directions[*i] == base).unwrap_or(words.len());
        // A number beside Latin words belongs to their run.
        while start > 0 && is_number(&words[start - 1].text) {
            start -= 1;
        }
        let end = (start..stop).rev().find(|i| against(directions[*i])).map_or(start, |last| last + 1);
        words[start..end].reverse();
        start = end;
    }
}
