//! Proximity: pairs in a window, and what has none in its window.

use super::found::{Found, with_rows};
use super::rows::{Rows, Sweep};
use super::set::Set;
use super::{Extent, Postings};
use crate::query::tree::Distance;
use std::ops::Range;

/// Adds to `pairs` the matches of two operands within a distance, in order; `None` when there are
/// more than `limit`.
pub(super) fn join_near(
    (left, right): (&Found<'_>, &Found<'_>),
    (distance, ordered): (Distance, bool),
    text: &impl Postings,
    limit: usize,
    pairs: &mut Set,
) -> Option<()> {
    with_rows!(left, left => with_rows!(right, right => {
        join_before(left, right, distance, text, limit, pairs)?;
        if !ordered {
            join_before(right, left, distance, text, limit, pairs)?;
        }
    }));
    pairs.settle();
    Some(())
}

/// Adds the pairs in which the match of `before` ends before that of `after` starts.
fn join_before<A: Rows + ?Sized, B: Rows + ?Sized>(
    before: &A,
    after: &B,
    distance: Distance,
    text: &impl Postings,
    limit: usize,
    pairs: &mut Set,
) -> Option<()> {
    let mut sweep = Sweep::new(after);
    // of the last row; most rows share it with the one before
    let mut unit = 0..0;
    for row in 0..before.len() {
        let (start, end) = (before.start(row), before.end(row));
        match distance {
            Distance::Words(n) => sweep.each(end..end.saturating_add(n), |next| {
                pairs.push_pair((before, row), (after, next));
            }),
            Distance::Within(kind) if sweep.go_to(end) => {
                if !unit.contains(&start) {
                    unit = text.unit(kind, start);
                }
                sweep.each(end..unit.end.max(end), |next| {
                    if after.end(next) <= unit.end {
                        pairs.push_pair((before, row), (after, next));
                    }
                });
            }
            Distance::Within(_) => {}
        }
        if pairs.rows.len() > limit {
            return None;
        }
    }
    Some(())
}

/// Adds to `pairs` the matches side by side, in order; `None` when there are more than `limit`.
pub(super) fn join_adjacent(
    before: &Found<'_>,
    after: &Found<'_>,
    limit: usize,
    pairs: &mut Set,
) -> Option<()> {
    with_rows!(before, before => with_rows!(after, after => {
        let mut sweep = Sweep::new(after);
        for row in 0..Rows::len(before) {
            let end = before.end(row);
            sweep.each(end..end + 1, |next| pairs.push_pair((before, row), (after, next)));
            if pairs.rows.len() > limit {
                return None;
            }
        }
    }));
    pairs.settle();
    Some(())
}

/// As [`join_adjacent`], of spans without gaps: what they make has none either.
pub(super) fn chain(
    before: &[Extent],
    after: &[Extent],
    limit: usize,
    found: &mut Vec<Extent>,
) -> Option<()> {
    let mut sweep = Sweep::new(after);
    for first in before {
        sweep.each(first.end..first.end + 1, |next| {
            found.push(Extent { start: first.start, end: after[next].end });
        });
        if found.len() > limit {
            return None;
        }
    }
    settle(found);
    Some(())
}

/// In order, each once.
pub(super) fn settle(extents: &mut Vec<Extent>) {
    if !extents.windows(2).all(|pair| pair[0] < pair[1]) {
        extents.sort_unstable();
        extents.dedup();
    }
}

/// The rows of `left` that have none of `right` within the distance. One that overlaps counts as
/// near, unless it is part of the match itself (`marvin NOT w/5 marvin` asks for another one).
pub(super) fn lonely(
    left: &Found<'_>,
    right: &Found<'_>,
    distance: Distance,
    text: &impl Postings,
    mut keep: impl FnMut(usize),
) {
    with_rows!(left, left => with_rows!(right, right => {
        let longest = (0..Rows::len(right)).map(|row| right.end(row) - right.start(row)).max().unwrap_or(0);
        let mut sweep = Sweep::new(right);
        for row in 0..Rows::len(left) {
            let own = left.start(row)..left.end(row);
            let mut near = false;
            sweep.each(reach(&own, distance, longest, text), |other| {
                near |= is_near(&own, &(right.start(other)..right.end(other)), distance, text);
            });
            if !near {
                keep(row);
            }
        }
    }));
}

/// Where another match of at most `longest` words may start to be near.
fn reach(own: &Range<u32>, distance: Distance, longest: u32, text: &impl Postings) -> Range<u32> {
    match distance {
        Distance::Words(n) => own.start.saturating_sub(n.saturating_add(longest))..own.end.saturating_add(n),
        Distance::Within(unit) => {
            let unit = text.unit(unit, own.start);
            unit.start.saturating_sub(longest)..unit.end.max(own.end)
        }
    }
}

fn is_near(own: &Range<u32>, other: &Range<u32>, distance: Distance, text: &impl Postings) -> bool {
    let inside = own.start <= other.start && other.end <= own.end;
    if inside {
        return false;
    }
    let overlap = own.start < other.end && other.start < own.end;
    if overlap {
        return true;
    }
    match distance {
        Distance::Words(n) => {
            let gap = if other.start >= own.end { other.start - own.end } else { own.start - other.end };
            gap < n
        }
        Distance::Within(unit) => own.end.max(other.end) <= text.unit(unit, own.start.min(other.start)).end,
    }
}
