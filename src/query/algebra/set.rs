//! Matches sorted by place, their witnesses in one pool.

use super::{Extent, Match};

#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub start: u32,
    pub end: u32,
    /// Where its witnesses are in the pool.
    from: u32,
    count: u32,
}

/// Matches by start, end and witnesses, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    pub rows: Vec<Row>,
    pool: Vec<u32>,
}

impl Set {
    pub fn of_extents(extents: &[Extent]) -> Self {
        let mut set =
            Self { rows: Vec::with_capacity(extents.len()), pool: Vec::with_capacity(extents.len()) };
        for extent in extents {
            set.push(extent.start, extent.end, extent.start..extent.end);
        }
        set
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn witnesses(&self, row: &Row) -> &[u32] {
        &self.pool[row.from as usize..(row.from + row.count) as usize]
    }

    fn push(&mut self, start: u32, end: u32, witnesses: impl Iterator<Item = u32>) {
        let from = self.pool.len() as u32;
        self.pool.extend(witnesses);
        self.rows.push(Row { start, end, from, count: self.pool.len() as u32 - from });
    }

    pub fn push_row(&mut self, other: &Set, row: &Row) {
        self.push(row.start, row.end, other.witnesses(row).iter().copied());
    }

    /// Adds the hull of two rows that do not overlap, `before` standing before `after`.
    pub fn push_pair(&mut self, before: (&Set, &Row), after: (&Set, &Row)) {
        let witnesses = before.0.witnesses(before.1).iter().chain(after.0.witnesses(after.1));
        let from = self.pool.len() as u32;
        self.pool.extend(witnesses);
        let count = self.pool.len() as u32 - from;
        self.rows.push(Row { start: before.1.start, end: after.1.end, from, count });
    }

    /// Everything of both, not yet in order.
    pub fn append(mut self, other: &Set) -> Self {
        for row in &other.rows {
            self.push_row(other, row);
        }
        self
    }

    pub fn union(self, other: &Set) -> Self {
        self.append(other).sorted()
    }

    /// In order, each once.
    pub fn sorted(mut self) -> Self {
        let pool = std::mem::take(&mut self.pool);
        let witnesses = |row: &Row| &pool[row.from as usize..(row.from + row.count) as usize];
        self.rows.sort_by(|a, b| {
            (a.start, a.end).cmp(&(b.start, b.end)).then_with(|| witnesses(a).cmp(witnesses(b)))
        });
        self.rows.dedup_by(|a, b| (a.start, a.end) == (b.start, b.end) && witnesses(a) == witnesses(b));
        self.pool = pool;
        self
    }

    /// The rows that start in a range of positions.
    pub fn starting_in(&self, range: std::ops::Range<u32>) -> &[Row] {
        let from = self.rows.partition_point(|row| row.start < range.start);
        let length = self.rows[from..].partition_point(|row| row.start < range.end);
        &self.rows[from..from + length]
    }

    /// Pairs side by side; `None` when there are more than `limit`.
    pub fn followed_by(&self, next: &Set, limit: usize) -> Option<Self> {
        let mut found = Set::default();
        for row in &self.rows {
            for after in next.starting_in(row.end..row.end + 1) {
                found.push_pair((self, row), (next, after));
            }
            if found.len() > limit {
                return None;
            }
        }
        Some(found.sorted())
    }

    /// Runs of rows of which each overlaps one before it.
    pub fn passages(&self) -> usize {
        let mut end = 0;
        let starts_anew = |row: &&Row| {
            let anew = row.start >= end;
            end = end.max(row.end);
            anew
        };
        self.rows.iter().filter(starts_anew).count()
    }

    pub fn into_matches(self) -> Vec<Match> {
        let to_match =
            |row: &Row| Match { start: row.start, end: row.end, witnesses: self.witnesses(row).to_vec() };
        self.rows.iter().map(to_match).collect()
    }
}
