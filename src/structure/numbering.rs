//! Which lines begin the filing's numbered paragraphs: a sequence, not single numbers.

use super::row::{Measures, Row};

/// The number at the start of a text and the bytes it takes with the space after it: `45.`, `45)`,
/// `¶ 45.`
pub(super) fn number_at_start(text: &str) -> Option<(u32, usize)> {
    let bare = text.strip_prefix('¶').map(str::trim_start);
    let rest = bare.unwrap_or(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 =
        rest.get(..digits).filter(|d| (1..=4).contains(&d.len()) && !d.starts_with('0'))?.parse().ok()?;
    let after = &rest[digits..];
    let closed = after.strip_prefix(['.', ')', ':']);
    let after = match (closed, bare) {
        (Some(after), _) => after,
        (None, Some(_)) => after,
        (None, None) => return None,
    };
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
    spaced.then(|| (value, text.len() - after.trim_start().len()))
}

#[derive(Debug)]
struct Candidate {
    index: usize,
    value: u32,
    indent: f32,
    /// Does it look like the first line of a paragraph rather than a heading?
    prose: bool,
}

/// The shortest sequence that makes a document's paragraphs numbered.
const SHORTEST: usize = 4;
/// A second sequence (counterclaims) must be longer than a list of requests.
const SHORTEST_SECOND: usize = 8;

/// Indices of the rows that begin numbered paragraphs. `open` tells which rows may.
pub(super) fn numbered_rows(rows: &[Row], measures: &Measures, open: impl Fn(usize) -> bool) -> Vec<usize> {
    let candidates: Vec<Candidate> = (0..rows.len())
        .filter(|index| open(*index))
        .filter_map(|index| candidate(rows, index, measures))
        .collect();
    let mut chosen = best_chain(&candidates, SHORTEST);
    let Some((first, last)) = chosen.first().copied().zip(chosen.last().copied()) else { return Vec::new() };
    let before = best_chain(&candidates[..first], SHORTEST_SECOND);
    let after: Vec<usize> =
        best_chain(&candidates[last + 1..], SHORTEST_SECOND).into_iter().map(|i| i + last + 1).collect();
    chosen.splice(0..0, before);
    chosen.extend(after);
    chosen.into_iter().map(|i| candidates[i].index).collect()
}

fn candidate(rows: &[Row], index: usize, measures: &Measures) -> Option<Candidate> {
    let row = &rows[index];
    let (value, label) = number_at_start(&row.text)?;
    let measure = measures.of(row);
    let rest = &row.text[label..];
    let wide = row.bbox.right > measure.right - 0.3 * measure.width();
    let closed = rest.ends_with(['.', ';', ':', ',', '”', '"', ')', '-', '—']);
    let prose = (wide || closed) && !row.bold && rest.chars().any(char::is_lowercase);
    Some(Candidate { index, value, indent: row.bbox.left - measure.left, prose })
}

/// How many candidates back a predecessor is looked for.
const WINDOW: usize = 300;

/// The best rising sequence, as indices into the candidates; empty where none is long enough.
fn best_chain(candidates: &[Candidate], shortest: usize) -> Vec<usize> {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        let own = if candidate.prose { 1.0 } else { 0.2 };
        let alone = own - 0.1 * (candidate.value.min(30) - 1) as f32;
        let from = at.saturating_sub(WINDOW);
        let linked =
            (from..at).filter_map(|p| Some((best[p].0 + own + step(&candidates[p], candidate)?, Some(p))));
        best.push(linked.fold((alone, None), |a, b| if b.0 > a.0 { b } else { a }));
    }
    let last = (0..best.len()).max_by(|a, b| best[*a].0.total_cmp(&best[*b].0));
    let mut chain: Vec<usize> = std::iter::successors(last, |at| best[*at].1).collect();
    chain.reverse();
    let prose = chain.iter().filter(|i| candidates[**i].prose).count();
    let sound = chain.len() >= shortest && prose * 2 >= chain.len();
    if sound { chain } else { Vec::new() }
}

/// What a step from one number to the next is worth; `None` where it does not rise.
fn step(from: &Candidate, to: &Candidate) -> Option<f32> {
    let gap = to.value.checked_sub(from.value).filter(|g| *g > 0)?;
    let shift = if (from.indent - to.indent).abs() > 8.0 { -0.8 } else { 0.0 };
    let gap = match gap {
        1 => 1.0,
        gap => -0.4 - 0.12 * (gap.min(40) as f32),
    };
    Some(gap + shift)
}
