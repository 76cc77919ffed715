//! The numbers of pleading paper and of transcripts: a column beside the text, not part of it.

use super::rows::Row;
use super::words::Word;

/// Printed numbers with their baselines, from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gutter {
    pub numbers: Vec<(u32, f64)>,
    /// Distance between two numbers, in points.
    pub pitch: f64,
}

/// Fewer are a list or a table.
const MIN_NUMBERS: usize = 8;
/// Edges of the numbers of one gutter differ by less, in points.
const ALIGNED: f64 = 4.0;
/// No pleading paper or transcript has more lines.
const MAX_NUMBER: u32 = 60;

/// Takes the gutter numbers out of the words of a page of this height.
pub(super) fn take_gutter(words: &mut Vec<Word>, height: f64) -> Option<Gutter> {
    let numbers: Vec<(usize, u32)> =
        words.iter().enumerate().filter_map(|(index, word)| Some((index, number_of(&word.text)?))).collect();
    if numbers.len() < MIN_NUMBERS {
        return None;
    }
    let column = best_column(words, &numbers)?;
    let gutter = gutter_of(words, &column)?;
    let (column, gutter) = with_misread(words, column, &gutter)?;
    let span = gutter.numbers.last()?.1 - gutter.numbers.first()?.1;
    if gutter.numbers.len() < 20 && span < 0.45 * height || !stands_beside_text(words, &column) {
        return None;
    }
    let mut position = 0;
    words.retain(|_| {
        position += 1;
        !column.iter().any(|(index, _)| *index == position - 1)
    });
    Some(gutter)
}

fn number_of(text: &str) -> Option<u32> {
    let plain = !text.starts_with('0') && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok().filter(|n| *n <= MAX_NUMBER) } else { None }
}

/// The longest run of numbers that share an edge and count upwards down the page.
fn best_column(words: &[Word], numbers: &[(usize, u32)]) -> Option<Vec<(usize, u32)>> {
    let edges: [fn(&Word) -> f64; 3] = [|w| w.right, |w| w.left, |w| (w.left + w.right) / 2.0];
    let mut best: Vec<(usize, u32)> = Vec::new();
    for edge in edges {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(|a, b| edge(&words[a.0]).total_cmp(&edge(&words[b.0])));
        let mut start = 0;
        for end in 1..=sorted.len() {
            let closes = end == sorted.len()
                || edge(&words[sorted[end].0]) - edge(&words[sorted[end - 1].0]) > ALIGNED;
            if !closes {
                continue;
            }
            let run = counting_run(words, &sorted[start..end]);
            if run.len() > best.len() {
                best = run;
            }
            start = end;
        }
    }
    (best.len() >= MIN_NUMBERS).then_some(best)
}

/// The longest part, from top to bottom, in which each number is larger than the one above.
fn counting_run(words: &[Word], column: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let mut column = column.to_vec();
    column.sort_by(|a, b| words[a.0].baseline.total_cmp(&words[b.0].baseline));
    column.truncate(400);
    let mut length = vec![1_usize; column.len()];
    let mut before = vec![usize::MAX; column.len()];
    for i in 0..column.len() {
        for j in 0..i {
            if column[j].1 < column[i].1 && length[j] + 1 > length[i] {
                length[i] = length[j] + 1;
                before[i] = j;
            }
        }
    }
    let mut run = Vec::new();
    let mut at = (0..column.len()).max_by_key(|i| length[*i]).unwrap_or(usize::MAX);
    while let Some(entry) = column.get(at) {
        run.push(*entry);
        at = before[at];
    }
    run.reverse();
    run
}

/// A gutter starts at 1 or 2, misses few numbers, and its numbers stand at even distances.
fn gutter_of(words: &[Word], column: &[(usize, u32)]) -> Option<Gutter> {
    let numbers: Vec<(u32, f64)> = column.iter().map(|(index, n)| (*n, words[*index].baseline)).collect();
    let (first, last) = (numbers.first()?, numbers.last()?);
    let steps = f64::from(last.0 - first.0);
    let pitch = (last.1 - first.1) / steps;
    let counted = numbers.len() as f64 >= 0.5 * (steps + 1.0);
    let even = numbers
        .iter()
        .filter(|(n, baseline)| (first.1 + f64::from(n - first.0) * pitch - baseline).abs() < 0.4 * pitch)
        .count();
    let regular = even as f64 >= 0.85 * numbers.len() as f64;
    (first.0 <= 2 && pitch > 4.0 && counted && regular).then_some(Gutter { numbers, pitch })
}

/// Adds numbers that recognition misread (`l5` for 15): short words in the column where a number is
/// due. In the end few may be missing.
fn with_misread(
    words: &[Word],
    mut column: Vec<(usize, u32)>,
    gutter: &Gutter,
) -> Option<(Vec<(usize, u32)>, Gutter)> {
    let (first, last) = (*gutter.numbers.first()?, *gutter.numbers.last()?);
    let edges = column.iter().map(|(i, _)| words[*i].right);
    let (low, high) = (edges.clone().fold(f64::MAX, f64::min), edges.fold(f64::MIN, f64::max));
    for number in 1..=last.0 {
        if column.iter().any(|(_, known)| *known == number) {
            continue;
        }
        let due = first.1 + (f64::from(number) - f64::from(first.0)) * gutter.pitch;
        let found = words.iter().position(|w| {
            w.text.chars().count() <= 2
                && w.right > low - ALIGNED
                && w.right < high + ALIGNED
                && (w.baseline - due).abs() < 0.25 * gutter.pitch
        });
        column.extend(found.map(|index| (index, number)));
    }
    column.sort_by_key(|(_, number)| *number);
    let whole = column.len() as f64 >= 0.8 * f64::from(last.0 - first.0.min(2) + 1);
    let numbers = column.iter().map(|(index, n)| (*n, words[*index].baseline)).collect();
    whole.then_some((column, Gutter { numbers, pitch: gutter.pitch }))
}

/// Left of nearly everything else (or right, on some transcripts), and apart from it.
fn stands_beside_text(words: &[Word], column: &[(usize, u32)]) -> bool {
    let left = column.iter().map(|(i, _)| words[*i].left).fold(f64::MAX, f64::min);
    let right = column.iter().map(|(i, _)| words[*i].right).fold(f64::MIN, f64::max);
    let (top, bottom) =
        (words[column[0].0].extent().0, column.last().map_or(0.0, |(i, _)| words[*i].extent().1));
    let others = words.iter().enumerate().filter(|(index, word)| {
        word.baseline > top && word.baseline < bottom && !column.iter().any(|(i, _)| i == index)
    });
    let (mut total, mut before) = (0_usize, 0_usize);
    for (_, word) in others {
        total += 1;
        before += usize::from(word.left < right);
    }
    left < 200.0 && before * 10 <= total.max(10)
}

/// The number printed beside each row: the nearest pairs first, each number once. A row between two
/// numbers has none, unless the number above stands beside no row: text set without regard to the
/// numbers counts from the number above.
pub(super) fn numbers_beside(gutter: &Gutter, rows: &[Row]) -> Vec<Option<u32>> {
    let baselines: Vec<f64> = rows.iter().map(Row::baseline).collect();
    let offset = usual_offset(gutter, &baselines);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (row, baseline) in baselines.iter().enumerate() {
        for (place, (_, at)) in gutter.numbers.iter().enumerate() {
            let apart = (baseline - at - offset).abs();
            if apart < BESIDE * gutter.pitch {
                pairs.push((apart, row, place));
            }
        }
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut taken = vec![false; gutter.numbers.len()];
    let mut beside = vec![None; rows.len()];
    for (_, row, place) in pairs {
        if beside[row].is_none() && !taken[place] {
            taken[place] = true;
            beside[row] = Some(gutter.numbers[place].0);
        }
    }
    for (row, baseline) in baselines.iter().enumerate().filter(|(row, _)| rows[*row].words.len() > 1) {
        let above = gutter.numbers.iter().rposition(|(_, at)| at <= baseline);
        let near = above.filter(|place| baseline - gutter.numbers[*place].1 < gutter.pitch);
        if let Some(place) = near.filter(|place| beside[row].is_none() && !taken[*place]) {
            taken[place] = true;
            beside[row] = Some(gutter.numbers[place].0);
        }
    }
    beside
}

/// A row is beside a number if their baselines differ by less than this share of the pitch.
const BESIDE: f64 = 0.25;

/// How far the rows' baselines usually lie below the numbers'.
fn usual_offset(gutter: &Gutter, baselines: &[f64]) -> f64 {
    let mut offsets: Vec<f64> = baselines
        .iter()
        .filter_map(|baseline| {
            let nearest = gutter
                .numbers
                .iter()
                .map(|(_, at)| baseline - at)
                .min_by(|a, b| a.abs().total_cmp(&b.abs()))?;
            (nearest.abs() < 0.4 * gutter.pitch).then_some(nearest)
        })
        .collect();
    offsets.sort_by(f64::total_cmp);
    offsets.get(offsets.len() / 2).copied().unwrap_or(0.0)
}
