//! Dot leaders of contents pages: a word of their own, not part of the heading or the page number.

use super::words::Word;

/// Fewer dots are an ellipsis, which stays with its word.
const MIN_DOTS: usize = 5;

/// Splits `Introduction......4` in three.
pub(super) fn split_leaders(words: Vec<Word>) -> Vec<Word> {
    words.into_iter().flat_map(split).collect()
}

fn split(word: Word) -> Vec<Word> {
    let letters: Vec<char> = word.text.chars().collect();
    let Some((start, end)) = leader_in(&letters) else { return vec![word] };
    if start == 0 && end == letters.len() {
        return vec![word];
    }
    let width = word.width() / letters.len() as f64;
    let part = |from: usize, to: usize| Word {
        text: letters[from..to].iter().collect(),
        left: word.left + width * from as f64,
        right: word.left + width * to as f64,
        ..word.clone()
    };
    let mut parts = vec![part(0, start), part(start, end)];
    parts.extend(split(part(end, letters.len())));
    parts.retain(|piece| !piece.text.is_empty());
    parts
}

fn leader_in(letters: &[char]) -> Option<(usize, usize)> {
    let is_dot = |c: &char| matches!(c, '.' | '…' | '_' | '·');
    let mut start = 0;
    while start < letters.len() {
        let length = letters[start..].iter().take_while(|c| is_dot(c)).count();
        if length >= MIN_DOTS {
            return Some((start, start + length));
        }
        start += length.max(1);
    }
    None
}
