//! Matches as the joins read them, however they are held.

use super::Extent;
use std::ops::Range;

/// Spans by start, then end.
pub(super) trait Rows {
    fn len(&self) -> usize;
    fn start(&self, row: usize) -> u32;
    fn end(&self, row: usize) -> u32;
    /// Adds the positions of the words that witness a row.
    fn witnesses(&self, row: usize, pool: &mut Vec<u32>);

    /// The first row that starts at or after a position.
    fn first_from(&self, position: u32) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.start(middle) < position { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Spans without gaps: every word witnesses.
impl Rows for [Extent] {
    fn len(&self) -> usize {
        self.len()
    }

    fn start(&self, row: usize) -> u32 {
        self[row].start
    }

    fn end(&self, row: usize) -> u32 {
        self[row].end
    }

    fn witnesses(&self, row: usize, pool: &mut Vec<u32>) {
        let Extent { start, end } = self[row];
        if end == start + 1 { pool.push(start) } else { pool.extend(start..end) }
    }
}

/// Finds, for windows asked one after the other, the rows that start in each. Windows mostly move
/// on, so the search goes on from where the last began.
pub(super) struct Sweep<'a, R: ?Sized> {
    rows: &'a R,
    from: usize,
    position: u32,
}

impl<'a, R: Rows + ?Sized> Sweep<'a, R> {
    pub fn new(rows: &'a R) -> Self {
        Self { rows, from: 0, position: 0 }
    }

    /// Goes to the first row that starts at or after a position; is there one?
    #[inline]
    pub fn go_to(&mut self, position: u32) -> bool {
        if position < self.position {
            self.from = self.rows.first_from(position);
        } else {
            while self.from < self.rows.len() && self.rows.start(self.from) < position {
                self.from += 1;
            }
        }
        self.position = position;
        self.from < self.rows.len()
    }

    /// Calls `visit` with each row that starts in the window.
    #[inline]
    pub fn each(&mut self, window: Range<u32>, mut visit: impl FnMut(usize)) {
        self.go_to(window.start);
        let mut row = self.from;
        while row < self.rows.len() && self.rows.start(row) < window.end {
            visit(row);
            row += 1;
        }
    }
}

/// Runs of rows of which each overlaps one before it.
pub(super) fn passages(rows: &(impl Rows + ?Sized)) -> usize {
    let (mut end, mut passages) = (0, 0);
    for row in 0..rows.len() {
        passages += usize::from(rows.start(row) >= end);
        end = end.max(rows.end(row));
    }
    passages
}
