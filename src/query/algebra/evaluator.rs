//! A query's tree walked over one text after the other.

use super::found::{Found, Spare, with_rows};
use super::matches::{Arena, Stretch};
use super::near::{chain, join_adjacent, join_near, lonely, settle};
use super::{Budget, Exhausted, Extent, Match, Postings};
use crate::query::tree::{AtomId, Distance, Node, Query};

/// Runs one query over texts and keeps its lists for the next text.
#[derive(Debug)]
pub struct Evaluator<'q> {
    query: &'q Query,
    budget: Budget,
    spare: Spare,
}

/// The error in a box, as it is rare and large.
type Outcome<'t> = Result<Option<Found<'t>>, Box<Exhausted>>;

impl<'q> Evaluator<'q> {
    pub fn new(query: &'q Query, budget: &Budget) -> Self {
        Self::reusing(Spare::default(), query, budget)
    }

    /// With the lists that another one has left.
    pub fn reusing(spare: Spare, query: &'q Query, budget: &Budget) -> Self {
        Self { query, budget: *budget, spare }
    }

    pub fn into_spare(self) -> Spare {
        self.spare
    }

    /// As [`super::find`].
    ///
    /// # Errors
    /// Where an operator has more matches than the budget allows.
    pub fn find(&self, text: &impl Postings) -> Result<Option<Vec<Match>>, Exhausted> {
        self.with(text, |found| found.to_matches())
    }

    /// As [`super::count_passages`].
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn passages(&self, text: &impl Postings) -> Result<Option<usize>, Exhausted> {
        self.with(text, |found| found.passages())
    }

    /// As [`Self::find`], the matches put into an arena.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn gather(&self, text: &impl Postings, arena: &mut Arena) -> Result<Option<Stretch>, Exhausted> {
        let added = self.with(text, |found| arena.add(found))?;
        added.map(|stretch| stretch.ok_or_else(|| *self.exhausted(self.query.root()))).transpose()
    }

    fn with<T>(
        &self,
        text: &impl Postings,
        look: impl FnOnce(&Found<'_>) -> T,
    ) -> Result<Option<T>, Exhausted> {
        let Some(found) = self.node(text, self.query.root()).map_err(|e| *e)? else { return Ok(None) };
        let seen = look(&found);
        self.spare.keep(found);
        Ok(Some(seen))
    }

    #[inline]
    fn node<'t>(&self, text: &'t impl Postings, node: &Node) -> Outcome<'t> {
        match one_atom(node) {
            Some(atom) => Ok(some(Found::Borrowed(text.atom(atom)))),
            None => self.operator(text, node),
        }
    }

    fn operator<'t>(&self, text: &'t impl Postings, node: &Node) -> Outcome<'t> {
        match node {
            Node::Word { forms, .. } => Ok(some(self.word(text, forms))),
            Node::Field(id) => Ok(text.field(*id).then_some(Found::Borrowed(&[]))),
            Node::Phrase(nodes) => self.phrase(text, nodes),
            Node::Or(nodes) => self.either(text, nodes),
            Node::And(nodes) => self.all(text, nodes),
            Node::Not(left, right) => {
                let Some(found) = self.node(text, left)? else { return Ok(None) };
                let Some(other) = self.node(text, right)? else { return Ok(Some(found)) };
                self.spare.keep(other);
                self.spare.keep(found);
                Ok(None)
            }
            Node::Near { left, right, distance, ordered } => {
                let Some((left, right)) = self.pair(text, left, right)? else { return Ok(None) };
                let mut pairs = self.spare.set();
                let limit = self.budget.matches;
                join_near((&left, &right), (*distance, *ordered), text, limit, &mut pairs)
                    .ok_or_else(|| self.exhausted(node))?;
                self.spare.keep(left);
                self.spare.keep(right);
                Ok(some(Found::Gapped(pairs)))
            }
            Node::NotNear { left, right, distance } => self.not_near(text, left, right, *distance),
            Node::AtLeast(count, inner) => {
                Ok(self.node(text, inner)?.filter(|found| found.len() >= *count as usize))
            }
        }
    }

    #[cold]
    fn exhausted(&self, node: &Node) -> Box<Exhausted> {
        Box::new(Exhausted { operator: self.query.show(node), limit: self.budget.matches })
    }

    fn pair<'t>(
        &self,
        text: &'t impl Postings,
        left: &Node,
        right: &Node,
    ) -> Result<Option<(Found<'t>, Found<'t>)>, Box<Exhausted>> {
        let Some(left) = self.node(text, left)? else { return Ok(None) };
        Ok(self.node(text, right)?.map(|right| (left, right)))
    }

    fn word<'t>(&self, text: &'t impl Postings, forms: &[Vec<AtomId>]) -> Found<'t> {
        let mut all = self.spare.extents();
        for form in forms {
            match form.as_slice() {
                [] => {}
                [one] => all.extend_from_slice(text.atom(*one)),
                atoms => {
                    let found = self.side_by_side(text, atoms);
                    all.extend_from_slice(&found);
                    self.spare.keep(Found::Whole(found));
                }
            }
        }
        settle(&mut all);
        Found::Whole(all)
    }

    /// Where the atoms stand side by side.
    fn side_by_side(&self, text: &impl Postings, atoms: &[AtomId]) -> Vec<Extent> {
        let Some((first, rest)) = atoms.split_first() else { return Vec::new() };
        let mut found = self.spare.extents();
        found.extend_from_slice(text.atom(*first));
        for atom in rest {
            let mut longer = self.spare.extents();
            // extents of one atom are few at one place, so no limit is passed here
            let _ = chain(&found, text.atom(*atom), usize::MAX, &mut longer);
            self.spare.keep(Found::Whole(std::mem::replace(&mut found, longer)));
        }
        found
    }

    fn phrase<'t>(&self, text: &'t impl Postings, nodes: &[Node]) -> Outcome<'t> {
        let mut found: Option<Found<'t>> = None;
        for node in nodes {
            let Some(next) = self.node(text, node)? else { return Ok(None) };
            let joined = match found {
                None => next,
                Some(before) => {
                    let joined = self.adjacent(&before, &next);
                    let joined = joined.ok_or_else(|| self.exhausted(&Node::Phrase(nodes.to_vec())))?;
                    self.spare.keep(before);
                    self.spare.keep(next);
                    joined
                }
            };
            if joined.is_empty() {
                self.spare.keep(joined);
                return Ok(None);
            }
            found = Some(joined);
        }
        Ok(found)
    }

    fn adjacent<'t>(&self, before: &Found<'t>, after: &Found<'t>) -> Option<Found<'t>> {
        let limit = self.budget.matches;
        if let (Some(before), Some(after)) = (before.whole(), after.whole()) {
            let mut found = self.spare.extents();
            chain(before, after, limit, &mut found)?;
            return Some(Found::Whole(found));
        }
        let mut pairs = self.spare.set();
        join_adjacent(before, after, limit, &mut pairs)?;
        Some(Found::Gapped(pairs))
    }

    fn not_near<'t>(
        &self,
        text: &'t impl Postings,
        left: &Node,
        right: &Node,
        distance: Distance,
    ) -> Outcome<'t> {
        let Some(left) = self.node(text, left)? else { return Ok(None) };
        let Some(right) = self.node(text, right)? else { return Ok(Some(left)) };
        let kept = if let Some(extents) = left.whole() {
            let mut kept = self.spare.extents();
            lonely(&left, &right, distance, text, |row| kept.push(extents[row]));
            Found::Whole(kept)
        } else {
            let mut kept = self.spare.set();
            lonely(&left, &right, distance, text, |row| with_rows!(&left, rows => kept.push(rows, row)));
            Found::Gapped(kept)
        };
        self.spare.keep(left);
        self.spare.keep(right);
        Ok(some(kept))
    }

    fn either<'t>(&self, text: &'t impl Postings, nodes: &[Node]) -> Outcome<'t> {
        let mut all: Option<Found<'t>> = None;
        for node in nodes {
            if let Some(found) = self.node(text, node)? {
                all = Some(match all {
                    None => found,
                    Some(before) => self.append(before, found),
                });
            }
        }
        Ok(all.map(settled))
    }

    fn all<'t>(&self, text: &'t impl Postings, nodes: &[Node]) -> Outcome<'t> {
        let mut all = Found::Borrowed(&[]);
        for node in nodes {
            let Some(found) = self.node(text, node)? else {
                self.spare.keep(all);
                return Ok(None);
            };
            all = if all.is_empty() { found } else { self.append(all, found) };
        }
        Ok(Some(settled(all)))
    }

    /// Everything of both, not yet in order.
    fn append<'t>(&self, before: Found<'t>, more: Found<'t>) -> Found<'t> {
        let all = match (before, &more) {
            (Found::Whole(mut all), Found::Borrowed(_) | Found::Whole(_)) => {
                all.extend_from_slice(more.whole().unwrap_or_default());
                Found::Whole(all)
            }
            (Found::Borrowed(first), Found::Borrowed(_) | Found::Whole(_)) => {
                let mut all = self.spare.extents();
                all.extend_from_slice(first);
                all.extend_from_slice(more.whole().unwrap_or_default());
                Found::Whole(all)
            }
            (Found::Gapped(mut all), _) => {
                more.add_to(&mut all);
                Found::Gapped(all)
            }
            (before, _) => {
                let mut all = self.spare.set();
                before.add_to(&mut all);
                more.add_to(&mut all);
                self.spare.keep(before);
                Found::Gapped(all)
            }
        };
        self.spare.keep(more);
        all
    }
}

/// The atom of a word that has one spelling alone.
#[inline]
fn one_atom(node: &Node) -> Option<AtomId> {
    let Node::Word { forms, .. } = node else { return None };
    let [form] = forms.as_slice() else { return None };
    let [one] = form.as_slice() else { return None };
    Some(*one)
}

#[inline]
fn some(found: Found<'_>) -> Option<Found<'_>> {
    (!found.is_empty()).then_some(found)
}

fn settled(mut found: Found<'_>) -> Found<'_> {
    match &mut found {
        Found::Borrowed(_) => {}
        Found::Whole(extents) => settle(extents),
        Found::Gapped(set) => set.settle(),
    }
    found
}
