//! From words to rows: what stands on one baseline, from left to right.

use super::words::{SAME_BASELINE, WORD_GAP, Word, is_script_step};

/// Words of one printed line across the whole page, sorted from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    pub words: Vec<Word>,
}

impl Row {
    /// The font size that most letters have.
    pub fn size(&self) -> f64 {
        let mut sizes: Vec<(f64, usize)> =
            self.words.iter().map(|w| (w.size, w.text.chars().count())).collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
        let mut seen = 0;
        let found = sizes.iter().find(|(_, letters)| {
            seen += letters;
            seen > half
        });
        found.map_or(0.0, |s| s.0)
    }

    /// The baseline of the words in the row's own size.
    pub fn baseline(&self) -> f64 {
        let size = self.size();
        let mut baselines: Vec<f64> =
            self.words.iter().filter(|w| w.size >= 0.85 * size).map(|w| w.baseline).collect();
        baselines.sort_by(f64::total_cmp);
        baselines.get(baselines.len() / 2).copied().unwrap_or(0.0)
    }

    /// The word nearest to a place along the row.
    fn nearest(&self, left: f64, right: f64) -> Option<&Word> {
        let distance = |w: &Word| (left - w.right).max(w.left - right).max(0.0);
        self.words.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// Rows from top to bottom.
pub(super) fn rows_of(words: Vec<Word>) -> Vec<Row> {
    let rows = attach_small_words(cluster(words));
    let mut rows: Vec<Row> = rows.into_iter().map(join_pieces).filter(|row| !row.words.is_empty()).collect();
    rows.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
    rows
}

/// Rows that a word may still join, counted from the last one opened.
const OPEN_ROWS: usize = 12;

/// Puts words of like size on like baselines together. A word is compared with the nearest word of
/// the row, so that a line that is scanned askew stays one.
fn cluster(mut words: Vec<Word>) -> Vec<Row> {
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        let first = rows.len().saturating_sub(OPEN_ROWS);
        let offset = |row: &Row| {
            let near = row.nearest(word.left, word.right)?;
            let (small, large) = (near.size.min(word.size), near.size.max(word.size));
            let apart = (near.baseline - word.baseline).abs();
            (small >= 0.8 * large && apart < SAME_BASELINE * small).then_some(apart / small)
        };
        let best = (first..rows.len())
            .filter_map(|index| Some((index, offset(&rows[index])?)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((index, _)) => rows[index].words.push(word),
            None => rows.push(Row { words: vec![word] }),
        }
    }
    rows
}

/// Footnote marks, ordinals and small print on the baseline of larger words join their row.
fn attach_small_words(rows: Vec<Row>) -> Vec<Row> {
    let sizes: Vec<f64> = rows.iter().map(Row::size).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| sizes[*b].total_cmp(&sizes[*a]));
    let mut done: Vec<Row> = Vec::new();
    let mut slots: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    for index in order {
        let Some(row) = slots[index].take() else { continue };
        let mut rest = Vec::new();
        let mut words = row.words;
        words.sort_by(|a, b| a.left.total_cmp(&b.left));
        for word in words {
            match done.iter_mut().find(|larger| takes(larger, &word)) {
                Some(larger) => larger.words.push(word),
                None => rest.push(word),
            }
        }
        if !rest.is_empty() {
            done.push(Row { words: rest });
        }
    }
    done
}

fn takes(row: &Row, word: &Word) -> bool {
    let Some(near) = row.nearest(word.left, word.right) else { return false };
    if word.size >= 0.8 * near.size {
        // A neighbour that was attached itself ("1, 2"): follow it.
        return near.size < 0.8 * row.size()
            && (near.baseline - word.baseline).abs() < 0.2 * word.size
            && (word.left - near.right).abs() < 0.6 * near.size;
    }
    let raise = near.baseline - word.baseline;
    let apart = (word.left - near.right).max(near.left - word.right);
    if raise.abs() < 0.25 * word.size {
        return apart < 12.0 * near.size;
    }
    apart < 0.6 * near.size && raise < 0.62 * near.size && raise > -0.35 * near.size
}

/// Joins pieces of one word that were drawn apart, and ordinal endings to their number.
fn join_pieces(mut row: Row) -> Row {
    row.words.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut joined: Vec<Word> = Vec::with_capacity(row.words.len());
    for word in row.words {
        match joined.last_mut() {
            Some(last) if belongs_to(last, &word) => join(last, word),
            _ => joined.push(word),
        }
    }
    Row { words: joined }
}

fn belongs_to(last: &Word, word: &Word) -> bool {
    let gap = word.left - last.right;
    let near = !last.space_after
        && gap < WORD_GAP * last.size.min(word.size)
        && gap > -0.6 * last.size.max(word.size)
        && last.visible == word.visible;
    let script = is_script_step((last.baseline, last.size), (word.baseline, word.size));
    near && (!script || is_ordinal_ending(last, word))
}

/// `1` and a raised `st`, `10` and a raised `th`: one word.
fn is_ordinal_ending(last: &Word, word: &Word) -> bool {
    last.text.ends_with(|c: char| c.is_ascii_digit())
        && matches!(word.text.trim_end_matches([',', '.', ';']), "st" | "nd" | "rd" | "th" | "d")
}

fn join(last: &mut Word, word: Word) {
    last.text.push_str(&word.text);
    last.right = last.right.max(word.right);
    last.space_after = word.space_after;
    if word.size > last.size {
        last.size = word.size;
        last.baseline = word.baseline;
    }
}
