//! Proximity: pairs in a window, and what has none in its window.

use super::Postings;
use super::set::{Row, Set};
use crate::query::tree::Distance;
use std::ops::Range;

/// Pairs of matches within a distance; `None` when there are more than `limit`.
pub(super) fn join_near(
    left: &Set,
    right: &Set,
    distance: Distance,
    ordered: bool,
    text: &impl Postings,
    limit: usize,
) -> Option<Set> {
    let mut found = Set::default();
    join_before(left, right, distance, text, limit, &mut found)?;
    if !ordered {
        join_before(right, left, distance, text, limit, &mut found)?;
    }
    Some(found.sorted())
}

/// Adds the pairs in which the match of `before` ends before that of `after` starts.
fn join_before(
    before: &Set,
    after: &Set,
    distance: Distance,
    text: &impl Postings,
    limit: usize,
    found: &mut Set,
) -> Option<()> {
    for row in &before.rows {
        let window = window_after(row, distance, text);
        let end = match distance {
            Distance::Words(_) => u32::MAX,
            Distance::Within(_) => window.end,
        };
        for next in after.starting_in(window).iter().filter(|next| next.end <= end) {
            found.push_pair((before, row), (after, next));
        }
        if found.len() > limit {
            return None;
        }
    }
    Some(())
}

/// Positions at which a match may start that follows `row` within the distance.
fn window_after(row: &Row, distance: Distance, text: &impl Postings) -> Range<u32> {
    match distance {
        Distance::Words(n) => row.end..row.end.saturating_add(n),
        Distance::Within(unit) => {
            let end = text.unit(unit, row.start).end;
            row.end..end.max(row.end)
        }
    }
}

/// The matches of `left` that have none of `right` within the distance. One that overlaps counts as
/// near, unless it is part of the match itself (`marvin NOT w/5 marvin` asks for another one).
pub(super) fn join_not_near(left: &Set, right: &Set, distance: Distance, text: &impl Postings) -> Set {
    let longest = right.rows.iter().map(|row| row.end - row.start).max().unwrap_or(0);
    let mut found = Set::default();
    for row in &left.rows {
        let reach = match distance {
            Distance::Words(n) => row.start.saturating_sub(n + longest)..row.end.saturating_add(n),
            Distance::Within(unit) => {
                let unit = text.unit(unit, row.start);
                unit.start.saturating_sub(longest)..unit.end.max(row.end)
            }
        };
        let near = right.starting_in(reach).iter().any(|other| is_near(row, other, distance, text));
        if !near {
            found.push_row(left, row);
        }
    }
    found
}

fn is_near(row: &Row, other: &Row, distance: Distance, text: &impl Postings) -> bool {
    let inside = row.start <= other.start && other.end <= row.end;
    if inside {
        return false;
    }
    let overlap = row.start < other.end && other.start < row.end;
    if overlap {
        return true;
    }
    match distance {
        Distance::Words(n) => {
            let gap = if other.start >= row.end { other.start - row.end } else { row.start - other.end };
            gap < n
        }
        Distance::Within(unit) => row.end.max(other.end) <= text.unit(unit, row.start.min(other.start)).end,
    }
}
