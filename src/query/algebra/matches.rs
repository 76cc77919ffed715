//! The matches of many texts in one place, so that listing all of them costs little more than
//! finding them.

use super::found::Found;
use super::rows::Rows;
use super::set::{Row, Set};
use super::{Extent, Match};
use std::ops::Range;
use std::sync::Arc;

/// Matches of one text after the other.
#[derive(Debug, Default)]
pub struct Arena {
    whole: Vec<Extent>,
    gapped: Set,
}

/// Which matches of an [`Arena`] are one text's.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    rows: Range<usize>,
    /// Have they no gaps?
    whole: bool,
}

impl Arena {
    pub(super) fn add(&mut self, found: &Found<'_>) -> Stretch {
        let (rows, whole) = match found.whole() {
            Some(extents) => {
                let from = self.whole.len();
                self.whole.extend_from_slice(extents);
                (from..self.whole.len(), true)
            }
            None => {
                let from = self.gapped.rows.len();
                if let Found::Gapped(set) = found {
                    self.add_set(set);
                }
                (from..self.gapped.rows.len(), false)
            }
        };
        Stretch { rows, whole }
    }

    fn add_set(&mut self, set: &Set) {
        let moved = self.gapped.pool.len() as u32;
        self.gapped.pool.extend_from_slice(&set.pool);
        self.gapped.rows.extend(set.rows.iter().map(|row| Row { from: row.from + moved, ..*row }));
    }
}

/// The matches of one text, in order.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    arena: Arc<Arena>,
    stretch: Stretch,
}

/// One match; see [`Match`].
#[derive(Clone, Copy, Debug)]
pub struct MatchRef<'a> {
    pub start: u32,
    pub end: u32,
    /// `None` where every word of the span witnesses.
    witnesses: Option<&'a [u32]>,
}

impl<'a> MatchRef<'a> {
    /// The positions of the words that witness it, in order.
    pub fn witnesses(self) -> impl Iterator<Item = u32> + 'a {
        let (listed, all) = match self.witnesses {
            Some(listed) => (listed, 0..0),
            None => (&[][..], self.start..self.end),
        };
        listed.iter().copied().chain(all)
    }
}

impl Matches {
    pub(crate) fn new(arena: Arc<Arena>, stretch: Stretch) -> Self {
        Self { arena, stretch }
    }

    pub fn len(&self) -> usize {
        self.stretch.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.stretch.rows.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = MatchRef<'_>> {
        let Stretch { rows, whole } = self.stretch.clone();
        let (arena, gapped) = (&*self.arena, &self.arena.gapped);
        rows.map(move |row| {
            if whole {
                let Extent { start, end } = arena.whole[row];
                return MatchRef { start, end, witnesses: None };
            }
            let witnesses = Some(gapped.slice(&gapped.rows[row]));
            MatchRef { start: gapped.start(row), end: gapped.end(row), witnesses }
        })
    }

    pub fn to_vec(&self) -> Vec<Match> {
        self.iter()
            .map(|m| Match { start: m.start, end: m.end, witnesses: m.witnesses().collect() })
            .collect()
    }
}
