//! The matches of many texts in one place, so that listing all of them costs little more than
//! finding them.

use super::found::Found;
use super::rows::Rows;
use super::set::{Row, Set};
use super::{Extent, Match};

/// Matches of one text after the other.
#[derive(Debug, Default)]
pub struct Arena {
    whole: Vec<Extent>,
    gapped: Set,
}

/// Which matches of an [`Arena`] are one text's.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    from: u32,
    count: u32,
    /// Have they no gaps?
    whole: bool,
}

impl Arena {
    /// `None` where it has no room: more than 2³² matches or witnesses.
    pub(super) fn add(&mut self, found: &Found<'_>) -> Option<Stretch> {
        let stretch = match found {
            Found::Gapped(set) => {
                let from = u32::try_from(self.gapped.rows.len()).ok()?;
                self.add_set(set)?;
                Stretch { from, count: u32::try_from(set.rows.len()).ok()?, whole: false }
            }
            _ => {
                let extents = found.whole().unwrap_or_default();
                let from = u32::try_from(self.whole.len()).ok()?;
                self.whole.extend_from_slice(extents);
                Stretch { from, count: u32::try_from(extents.len()).ok()?, whole: true }
            }
        };
        stretch.from.checked_add(stretch.count).map(|_| stretch)
    }

    fn add_set(&mut self, set: &Set) -> Option<()> {
        let moved = u32::try_from(self.gapped.pool.len()).ok()?;
        moved.checked_add(u32::try_from(set.pool.len()).ok()?)?;
        self.gapped.pool.extend_from_slice(&set.pool);
        self.gapped.rows.extend(set.rows.iter().map(|row| Row { from: row.from + moved, ..*row }));
        Some(())
    }

    pub fn matches(&self, stretch: Stretch) -> Matches<'_> {
        Matches { arena: self, stretch }
    }
}

/// The matches of one text, in order.
#[derive(Clone, Copy, Debug)]
pub struct Matches<'a> {
    arena: &'a Arena,
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

impl<'a> Matches<'a> {
    pub fn len(self) -> usize {
        self.stretch.count as usize
    }

    pub fn is_empty(self) -> bool {
        self.stretch.count == 0
    }

    pub fn iter(self) -> impl Iterator<Item = MatchRef<'a>> {
        let Stretch { from, count, whole } = self.stretch;
        let gapped = &self.arena.gapped;
        (from as usize..(from + count) as usize).map(move |row| {
            if whole {
                let Extent { start, end } = self.arena.whole[row];
                return MatchRef { start, end, witnesses: None };
            }
            let witnesses = Some(gapped.slice(&gapped.rows[row]));
            MatchRef { start: gapped.start(row), end: gapped.end(row), witnesses }
        })
    }

    pub fn to_vec(self) -> Vec<Match> {
        self.iter()
            .map(|m| Match { start: m.start, end: m.end, witnesses: m.witnesses().collect() })
            .collect()
    }
}
