//! The span algebra: which words of a text satisfy a query.
//!
//! A match is a span of positions with the words that witness it. Distances are between the nearest
//! edges of two spans; spans that overlap satisfy no connector. Every span is kept, not only the
//! shortest. Proximities look only at operands inside their window (both lists are sorted by start),
//! so the work is that of the matches found; a [`Budget`] bounds those.

mod near;
mod set;

use super::tree::{AtomId, FieldId, Node, Query, Unit};
use near::{join_near, join_not_near};
use set::Set;
use std::ops::Range;

/// Positions `start..end` at which an atom stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Extent {
    pub start: u32,
    pub end: u32,
}

/// What the algebra asks of a text.
pub trait Postings {
    /// Where an atom stands, by start then end, each extent once.
    fn atom(&self, atom: AtomId) -> &[Extent];
    /// The positions of the unit that holds `position`; the last may be open (`u32::MAX`).
    fn unit(&self, unit: Unit, position: u32) -> Range<u32>;
    fn field(&self, field: FieldId) -> bool;
}

/// A span of positions, `end` not included, and the positions of the words that witness it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Match {
    pub start: u32,
    pub end: u32,
    /// In order, each once.
    pub witnesses: Vec<u32>,
}

/// How many matches one operator may have in one text.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    pub matches: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { matches: 2_000_000 }
    }
}

/// An operator that has too many matches in one text to list them all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{operator}` has more than {limit} matches in one document\nhint: use a smaller distance, `w/s` or `w/p`, or rarer words"
)]
pub struct Exhausted {
    pub operator: String,
    pub limit: usize,
}

/// All matches of a query in a text, in order; `None` where the text does not satisfy it. A query of
/// fields alone can be satisfied without a match.
///
/// # Errors
/// Where an operator has more matches than the budget allows.
pub fn find(query: &Query, text: &impl Postings, budget: &Budget) -> Result<Option<Vec<Match>>, Exhausted> {
    let evaluation = Evaluation { query, text, budget };
    Ok(evaluation.node(query.root())?.map(Set::into_matches))
}

/// How many passages match: matches that share words count once. As [`find`], without the matches.
///
/// # Errors
/// As [`find`].
pub fn count_passages(
    query: &Query,
    text: &impl Postings,
    budget: &Budget,
) -> Result<Option<usize>, Exhausted> {
    let evaluation = Evaluation { query, text, budget };
    Ok(evaluation.node(query.root())?.map(|found| found.passages()))
}

struct Evaluation<'a, P> {
    query: &'a Query,
    text: &'a P,
    budget: &'a Budget,
}

type Outcome = Result<Option<Set>, Exhausted>;

impl<P: Postings> Evaluation<'_, P> {
    fn node(&self, node: &Node) -> Outcome {
        match node {
            Node::Word { forms, .. } => Ok(some(self.word(forms))),
            Node::Field(id) => Ok(self.text.field(*id).then(Set::default)),
            Node::Phrase(nodes) => self.phrase(nodes),
            Node::Or(nodes) => self.either(nodes),
            Node::And(nodes) => self.all(nodes),
            Node::Not(left, right) => {
                let Some(found) = self.node(left)? else { return Ok(None) };
                Ok(self.node(right)?.is_none().then_some(found))
            }
            Node::Near { left, right, distance, ordered } => {
                let Some((left, right)) = self.pair(left, right)? else { return Ok(None) };
                let joined = join_near(&left, &right, *distance, *ordered, self.text, self.budget.matches);
                joined.map(some).ok_or_else(|| self.exhausted(node))
            }
            Node::NotNear { left, right, distance } => {
                let Some(left) = self.node(left)? else { return Ok(None) };
                let Some(right) = self.node(right)? else { return Ok(Some(left)) };
                Ok(some(join_not_near(&left, &right, *distance, self.text)))
            }
            Node::AtLeast(count, inner) => {
                Ok(self.node(inner)?.filter(|found| found.len() >= *count as usize))
            }
        }
    }

    fn exhausted(&self, node: &Node) -> Exhausted {
        Exhausted { operator: self.query.show(node), limit: self.budget.matches }
    }

    fn pair(&self, left: &Node, right: &Node) -> Result<Option<(Set, Set)>, Exhausted> {
        let Some(left) = self.node(left)? else { return Ok(None) };
        Ok(self.node(right)?.map(|right| (left, right)))
    }

    fn word(&self, forms: &[Vec<AtomId>]) -> Set {
        let mut sets = forms.iter().map(|form| match form.as_slice() {
            [one] => Set::of_extents(self.text.atom(*one)),
            atoms => Set::of_extents(&self.chain(atoms)),
        });
        let first = sets.next().unwrap_or_default();
        sets.fold(first, |all, set| all.union(&set))
    }

    /// Where the atoms stand side by side.
    fn chain(&self, atoms: &[AtomId]) -> Vec<Extent> {
        let Some((first, rest)) = atoms.split_first() else { return Vec::new() };
        let mut found = self.text.atom(*first).to_vec();
        for atom in rest {
            let next = self.text.atom(*atom);
            found = found
                .iter()
                .flat_map(|e| followers(next, e.end).map(|f| Extent { start: e.start, end: f.end }))
                .collect();
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn phrase(&self, nodes: &[Node]) -> Outcome {
        let mut found: Option<Set> = None;
        for node in nodes {
            let Some(next) = self.node(node)? else { return Ok(None) };
            let joined = match found {
                None => next,
                Some(before) => before.followed_by(&next, self.budget.matches).ok_or_else(|| Exhausted {
                    operator: self.query.show(&Node::Phrase(nodes.to_vec())),
                    limit: self.budget.matches,
                })?,
            };
            if joined.is_empty() {
                return Ok(None);
            }
            found = Some(joined);
        }
        Ok(found)
    }

    fn either(&self, nodes: &[Node]) -> Outcome {
        let mut found: Option<(Set, u32)> = None;
        for node in nodes {
            if let Some(set) = self.node(node)? {
                found = Some(match found {
                    None => (set, 1),
                    Some((before, count)) => (before.append(&set), count + 1),
                });
            }
        }
        // One set is in order as it is.
        Ok(found.map(|(set, count)| if count > 1 { set.sorted() } else { set }))
    }

    fn all(&self, nodes: &[Node]) -> Outcome {
        let mut found = Set::default();
        for node in nodes {
            let Some(set) = self.node(node)? else { return Ok(None) };
            found = found.append(&set);
        }
        Ok(Some(found.sorted()))
    }
}

fn some(set: Set) -> Option<Set> {
    (!set.is_empty()).then_some(set)
}

/// The extents that start at a position.
pub(super) fn followers(extents: &[Extent], start: u32) -> impl Iterator<Item = &Extent> {
    let from = extents.partition_point(|e| e.start < start);
    extents[from..].iter().take_while(move |e| e.start == start)
}
