//! What an operand has found in one text.

use super::rows::{Rows, passages};
use super::set::Set;
use super::{Extent, Match};
use std::cell::RefCell;

/// Matches by start and end, each once. Words, phrases and their alternatives have no gaps, so their
/// spans are all that need be kept; where a proximity leaves a gap, the witnesses are kept as well.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// As the text holds them.
    Borrowed(&'a [Extent]),
    Whole(Vec<Extent>),
    /// In a box, so that what most operands find moves in two registers or three.
    Gapped(Box<Set>),
}

/// Calls a function with the rows of a [`Found`], whichever they are.
macro_rules! with_rows {
    ($found:expr, $rows:ident => $do:expr) => {
        match $found {
            $crate::query::algebra::found::Found::Borrowed(extents) => {
                let $rows: &[$crate::query::algebra::Extent] = extents;
                $do
            }
            $crate::query::algebra::found::Found::Whole(extents) => {
                let $rows = extents.as_slice();
                $do
            }
            $crate::query::algebra::found::Found::Gapped(set) => {
                let $rows: &$crate::query::algebra::set::Set = set;
                $do
            }
        }
    };
}
pub(super) use with_rows;

impl Found<'_> {
    #[inline]
    pub fn len(&self) -> usize {
        with_rows!(self, rows => Rows::len(rows))
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The spans, where none has a gap.
    #[inline]
    pub fn whole(&self) -> Option<&[Extent]> {
        match self {
            Self::Borrowed(extents) => Some(extents),
            Self::Whole(extents) => Some(extents),
            Self::Gapped(_) => None,
        }
    }

    pub fn add_to(&self, set: &mut Set) {
        with_rows!(self, rows => set.append(rows));
    }

    pub fn passages(&self) -> usize {
        with_rows!(self, rows => passages(rows))
    }

    pub fn to_matches(&self) -> Vec<Match> {
        match self {
            Self::Gapped(set) => {
                let to_match = |row| Match {
                    start: set.start(row),
                    end: set.end(row),
                    witnesses: set.slice(&set.rows[row]).to_vec(),
                };
                (0..set.len()).map(to_match).collect()
            }
            _ => {
                let to_match =
                    |e: &Extent| Match { start: e.start, end: e.end, witnesses: (e.start..e.end).collect() };
                self.whole().unwrap_or_default().iter().map(to_match).collect()
            }
        }
    }
}

/// Lists that are empty and can be used again, so that one document after the other allocates nothing.
#[derive(Debug, Default)]
pub struct Spare {
    extents: RefCell<Vec<Vec<Extent>>>,
    #[allow(clippy::vec_box, reason = "they are handed out in their boxes")]
    sets: RefCell<Vec<Box<Set>>>,
}

impl Spare {
    pub(super) fn extents(&self) -> Vec<Extent> {
        self.extents.borrow_mut().pop().unwrap_or_default()
    }

    pub(super) fn set(&self) -> Box<Set> {
        self.sets.borrow_mut().pop().unwrap_or_default()
    }

    /// Takes back what is no longer needed.
    #[inline]
    pub(super) fn keep(&self, found: Found<'_>) {
        match found {
            Found::Borrowed(_) => {}
            Found::Whole(mut extents) => {
                extents.clear();
                self.extents.borrow_mut().push(extents);
            }
            Found::Gapped(mut set) => {
                set.clear();
                self.sets.borrow_mut().push(set);
            }
        }
    }
}
