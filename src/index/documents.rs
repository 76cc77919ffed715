//! Sets of document numbers in order.

use std::borrow::{Borrow, Cow};
use tantivy::DocId;

/// Lists of more documents than this are joined by marking each document in a map of all.
const FEW: usize = 64;

/// Everything of several lists, in order and each once. `limit` is above every number.
pub(super) fn union<L: Borrow<[DocId]>>(lists: &[L], limit: DocId) -> Cow<'_, [DocId]> {
    let lists: Vec<&[DocId]> = lists.iter().map(Borrow::borrow).collect();
    match lists.as_slice() {
        [] => Cow::Borrowed(&[]),
        [one] => Cow::Borrowed(one),
        _ => {
            let total: usize = lists.iter().map(|list| list.len()).sum();
            if total <= FEW {
                let mut all = lists.concat();
                all.sort_unstable();
                all.dedup();
                return Cow::Owned(all);
            }
            let mut marks = Marks::new(limit);
            lists.into_iter().flatten().for_each(|&doc| marks.set(doc));
            Cow::Owned(marks.list(total))
        }
    }
}

/// One bit a document.
pub(super) struct Marks(Vec<u64>);

impl Marks {
    pub fn new(limit: DocId) -> Self {
        Self(vec![0; (limit as usize).div_ceil(64)])
    }

    pub fn set(&mut self, doc: DocId) {
        self.0[doc as usize / 64] |= 1 << (doc % 64);
    }

    /// The marked documents; `expected` is at least about how many.
    pub fn list(&self, expected: usize) -> Vec<DocId> {
        let mut documents = Vec::with_capacity(expected.min(self.0.len() * 64));
        for (word, &bits) in (0..).zip(&self.0) {
            let mut bits = bits;
            while bits != 0 {
                documents.push(word * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        documents
    }
}

/// The documents of both; the shorter list is looked up in the longer.
pub(super) fn intersect(left: &[DocId], right: &[DocId]) -> Vec<DocId> {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let mut cursor = Cursor::new(long);
    short.iter().copied().filter(|&doc| cursor.holds(doc)).collect()
}

/// The documents of the left that are not of the right.
pub(super) fn subtract(left: &[DocId], right: &[DocId]) -> Vec<DocId> {
    let mut cursor = Cursor::new(right);
    left.iter().copied().filter(|&doc| !cursor.holds(doc)).collect()
}

/// Looks up documents in a list, in order.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    rest: &'a [DocId],
}

impl<'a> Cursor<'a> {
    pub fn new(list: &'a [DocId]) -> Self {
        Self { rest: list }
    }

    pub fn holds(&mut self, doc: DocId) -> bool {
        self.rest = &self.rest[gallop(self.rest, doc)..];
        self.rest.first() == Some(&doc)
    }

    /// How many documents of the list are not before the last one asked.
    pub fn left(&self) -> usize {
        self.rest.len()
    }
}

/// How many documents of a sorted list come before `doc`, in time logarithmic in the answer.
pub(super) fn gallop(list: &[DocId], doc: DocId) -> usize {
    // mostly the next one is asked for
    match list {
        [] => return 0,
        [first, ..] if *first >= doc => return 0,
        [_] => return 1,
        [_, second, ..] if *second >= doc => return 1,
        _ => {}
    }
    let mut reach = 1;
    while reach < list.len() && list[reach] < doc {
        reach *= 2;
    }
    let end = list.len().min(reach + 1);
    reach / 2 + list[reach / 2..end].partition_point(|&d| d < doc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined_as_sets_are() {
        let mut seed = 9u64;
        let mut list = |size: u64| -> Vec<DocId> {
            let mut all: Vec<DocId> = (0..size)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 33) as DocId % 300
                })
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        for size in 0..60u64 {
            let (a, b) = (list(size * 3), list(60 - size));
            let holds = |list: &[DocId], doc: &DocId| list.binary_search(doc).is_ok();
            let naive = |keep: &dyn Fn(&DocId) -> bool| (0..300).filter(keep).collect::<Vec<DocId>>();
            assert_eq!(intersect(&a, &b), naive(&|d| holds(&a, d) && holds(&b, d)));
            assert_eq!(subtract(&a, &b), naive(&|d| holds(&a, d) && !holds(&b, d)));
            assert_eq!(
                union(&[a.clone(), b.clone()], 300).into_owned(),
                naive(&|d| holds(&a, d) || holds(&b, d))
            );
        }
    }
}
