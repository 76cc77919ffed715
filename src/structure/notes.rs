//! Footnotes at the feet of pages.

use super::row::{Measures, Row};
use crate::document::RawPage;
use std::collections::HashMap;

/// Which footnote each row belongs to; rows of the running text belong to none.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Mark and row indices, in order. A note may run over pages.
    pub notes: Vec<(String, Vec<usize>)>,
    pub of_row: HashMap<usize, usize>,
}

/// A note's letters are at most this share of the text's.
const NOTE_SIZE: f32 = 0.94;

impl Notes {
    pub fn find(rows: &[Row], pages: &[RawPage], measures: &Measures) -> Self {
        let mut found = Self::default();
        let mut from = 0;
        while from < rows.len() {
            let page = rows[from].place.0;
            let to = rows[from..].iter().position(|r| r.place.0 != page).map_or(rows.len(), |n| from + n);
            let start = zone_start(rows, from, to, &pages[page], measures, !found.notes.is_empty());
            found.read_zone(rows, start, to);
            from = to;
        }
        found
    }

    fn read_zone(&mut self, rows: &[Row], start: usize, to: usize) {
        for index in start..to {
            if let Some(mark) = mark_of(&rows[index]) {
                self.notes.push((mark, Vec::new()));
            }
            if let Some((_, lines)) = self.notes.last_mut() {
                lines.push(index);
                self.of_row.insert(index, self.notes.len() - 1);
            }
        }
    }
}

/// The mark with which a row begins a note.
pub(super) fn mark_of(row: &Row) -> Option<String> {
    if row.lead_mark.is_some() {
        return row.lead_mark.clone();
    }
    let (first, rest) = row.text.split_once(' ')?;
    let mark = first.trim_end_matches('.');
    let digits = mark.len() <= 3 && !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
    let sign = !first.is_empty() && first.chars().all(|c| "*†‡".contains(c));
    let prose =
        rest.starts_with(|c: char| c.is_uppercase() || "“\"‘([§¶".contains(c)) || rest.starts_with("http");
    ((digits || sign) && prose).then(|| mark.to_owned())
}

/// The first row of a page's notes; `to` where it has none.
fn zone_start(
    rows: &[Row],
    from: usize,
    to: usize,
    page: &RawPage,
    measures: &Measures,
    open: bool,
) -> usize {
    let small = |r: &Row| r.size < NOTE_SIZE * measures.of(r).size;
    let mut start = to;
    while start > from && small(&rows[start - 1]) {
        start -= 1;
    }
    let below = rule_above_notes(rows, from, to, page, measures);
    if let Some(below) = below {
        let begins = mark_of(&rows[below]).is_some() || open && small(&rows[below]);
        if begins {
            return below;
        }
    }
    (start..to).find(|i| rows[*i].lead_mark.is_some() || mark_of(&rows[*i]).is_some()).unwrap_or(to)
}

/// The first row below a short rule that stands at the left over the foot of the page.
fn rule_above_notes(
    rows: &[Row],
    from: usize,
    to: usize,
    page: &RawPage,
    measures: &Measures,
) -> Option<usize> {
    let last = rows[from..to].last()?;
    let measure = measures.of(last);
    let short = |width: f32| width > 30.0 && width < 0.75 * measure.width();
    let rules = page.rules.iter().filter(|r| r.height() < 3.0 && short(r.width()));
    let at_left = rules.filter(|r| (r.left - measure.left).abs() < 20.0);
    let first_below = |top: f32| (from..to).find(|i| rows[*i].bbox.top + 0.2 * rows[*i].size >= top);
    at_left
        .filter_map(|r| first_below(r.top))
        .filter(|i| rows[*i..to].iter().all(|r| r.size <= measure.size + 0.5))
        .filter(|i| *i > from && !rows[*i - 1].underlined)
        .min()
}
