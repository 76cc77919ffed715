//! Where each atom of a set stands in a text.

use crate::query::algebra::Extent;
use crate::query::tree::AtomId;
use std::ops::Range;

/// Start, atom and end.
pub(super) type Occurrence = (u32, AtomId, u32);

/// Extents by atom, each sorted and once, in one piece of memory.
#[derive(Debug)]
pub(super) struct Places {
    /// Where the extents of each atom are.
    parts: Vec<Range<u32>>,
    extents: Vec<Extent>,
}

impl Places {
    /// From occurrences by start.
    pub fn new(found: &[Occurrence], atoms: usize) -> Self {
        let mut parts = vec![0..0; atoms];
        for (_, AtomId(id), _) in found {
            parts[*id as usize].end += 1;
        }
        let mut next = 0;
        for part in &mut parts {
            let start = next;
            next += part.end;
            *part = start..start;
        }
        let mut extents = vec![Extent { start: 0, end: 0 }; found.len()];
        let mut crossed: Vec<AtomId> = Vec::new();
        for (start, id, end) in found {
            let part = &mut parts[id.0 as usize];
            let extent = Extent { start: *start, end: *end };
            let last = (part.start < part.end).then(|| extents[part.end as usize - 1]);
            if last == Some(extent) {
                continue;
            }
            if last > Some(extent) {
                crossed.push(*id);
            }
            extents[part.end as usize] = extent;
            part.end += 1;
        }
        let mut places = Self { parts, extents };
        for id in crossed {
            places.settle(id);
        }
        places
    }

    pub fn of(&self, AtomId(id): AtomId) -> &[Extent] {
        let Range { start, end } = self.parts[id as usize];
        &self.extents[start as usize..end as usize]
    }

    /// Adds occurrences, whatever their order; they are sorted by atom.
    pub fn add(&mut self, more: &mut [Occurrence]) {
        more.sort_unstable_by_key(|(start, id, end)| (*id, *start, *end));
        for same in more.chunk_by(|a, b| a.1 == b.1) {
            let id = same[0].1;
            let Range { start, end } = self.parts[id.0 as usize];
            let from = self.extents.len() as u32;
            self.extents.extend_from_within(start as usize..end as usize);
            self.extents.extend(same.iter().map(|(start, _, end)| Extent { start: *start, end: *end }));
            self.parts[id.0 as usize] = from..self.extents.len() as u32;
            self.settle(id);
        }
    }

    fn settle(&mut self, AtomId(id): AtomId) {
        let part = &mut self.parts[id as usize];
        let extents = &mut self.extents[part.start as usize..part.end as usize];
        extents.sort_unstable();
        let mut kept = 0;
        for at in 0..extents.len() {
            if at == 0 || extents[at] != extents[kept - 1] {
                extents[kept] = extents[at];
                kept += 1;
            }
        }
        part.end = part.start + kept as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn occurrences(most: usize) -> impl Strategy<Value = Vec<Occurrence>> {
        let one =
            (0u32..20, 0u32..6, 1u32..4).prop_map(|(start, id, length)| (start, AtomId(id), start + length));
        prop::collection::vec(one, 0..most)
    }

    proptest! {
        #[test]
        fn each_atom_has_its_extents_in_order_and_once(mut found in occurrences(40), mut more in occurrences(12)) {
            found.sort_by_key(|found| found.0);
            let mut places = Places::new(&found, 6);
            places.add(&mut more);
            for id in (0..6).map(AtomId) {
                let of = |&&(_, other, _): &&Occurrence| other == id;
                let mut naive: Vec<Extent> = found.iter().chain(&more).filter(of)
                    .map(|&(start, _, end)| Extent { start, end }).collect();
                naive.sort_unstable();
                naive.dedup();
                prop_assert_eq!(places.of(id), naive.as_slice());
            }
        }
    }
}
