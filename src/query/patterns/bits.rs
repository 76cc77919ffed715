//! Sets of small numbers.

/// Numbers below a limit: one bit each.
#[derive(Debug)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub fn new(limit: usize) -> Self {
        Self(vec![0; limit.div_ceil(64)])
    }

    /// Was it new?
    #[inline]
    pub fn add(&mut self, number: u32) -> bool {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    #[inline]
    pub fn holds(&self, number: u32) -> bool {
        self.0[number as usize / 64] & (1 << (number % 64)) != 0
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let rest = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
            let first = Some(*word).filter(|word| *word != 0);
            std::iter::successors(first, rest).map(move |left| at * 64 + left.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn they_are_a_set(numbers in prop::collection::vec(0u32..300, 0..60)) {
            let (mut bits, mut naive) = (Bits::new(300), BTreeSet::new());
            for number in numbers {
                prop_assert_eq!(bits.add(number), naive.insert(number));
            }
            prop_assert!((0..300).all(|number| bits.holds(number) == naive.contains(&number)));
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), naive.iter().map(|n| *n as usize).collect::<Vec<_>>());
        }
    }
}
