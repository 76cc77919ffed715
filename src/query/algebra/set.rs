//! Matches sorted by place, their witnesses in one pool.

use super::rows::Rows;

#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub start: u32,
    pub end: u32,
    /// Where its witnesses are in the pool.
    pub from: u32,
    pub count: u32,
}

/// Matches by start, end and witnesses, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    pub rows: Vec<Row>,
    pub pool: Vec<u32>,
}

impl Set {
    pub fn clear(&mut self) {
        self.rows.clear();
        self.pool.clear();
    }

    pub fn slice(&self, row: &Row) -> &[u32] {
        &self.pool[row.from as usize..(row.from + row.count) as usize]
    }

    /// Adds a span of which the words have just been put at the end of the pool, from `from`.
    fn close(&mut self, start: u32, end: u32, from: usize) {
        let count = (self.pool.len() - from) as u32;
        self.rows.push(Row { start, end, from: from as u32, count });
    }

    pub fn push(&mut self, other: &(impl Rows + ?Sized), row: usize) {
        let from = self.pool.len();
        other.witnesses(row, &mut self.pool);
        self.close(other.start(row), other.end(row), from);
    }

    /// Adds the hull of two rows that do not overlap, `before` standing before `after`.
    pub fn push_pair<A: Rows + ?Sized, B: Rows + ?Sized>(&mut self, before: (&A, usize), after: (&B, usize)) {
        let from = self.pool.len();
        before.0.witnesses(before.1, &mut self.pool);
        after.0.witnesses(after.1, &mut self.pool);
        self.close(before.0.start(before.1), after.0.end(after.1), from);
    }

    /// Everything of both, not yet in order.
    pub fn append(&mut self, other: &(impl Rows + ?Sized)) {
        for row in 0..other.len() {
            self.push(other, row);
        }
    }

    /// In order, each once.
    pub fn settle(&mut self) {
        let place = |row: &Row| (row.start, row.end);
        if self.rows.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])) {
            return;
        }
        let pool = std::mem::take(&mut self.pool);
        let witnesses = |row: &Row| &pool[row.from as usize..(row.from + row.count) as usize];
        self.rows.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| witnesses(a).cmp(witnesses(b))));
        self.rows.dedup_by(|a, b| place(a) == place(b) && witnesses(a) == witnesses(b));
        self.pool = pool;
    }
}

impl Rows for Set {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn start(&self, row: usize) -> u32 {
        self.rows[row].start
    }

    fn end(&self, row: usize) -> u32 {
        self.rows[row].end
    }

    fn witnesses(&self, row: usize, pool: &mut Vec<u32>) {
        pool.extend_from_slice(self.slice(&self.rows[row]));
    }
}
