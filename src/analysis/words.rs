//! Texts compared by their words.

use std::cmp::Ordering;
use std::hash::BuildHasher;

/// In small letters, with single spaces.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a text, each once: their hashes in order, which are compared faster than letters.
pub struct Words(Vec<u64>);

/// The number for which a word stands.
pub fn hash(word: &str) -> u64 {
    foldhash::quality::FixedState::default().hash_one(word)
}

impl Words {
    pub fn of(text: &str) -> Self {
        Self::of_hashes(text.split(' ').map(|word| hash(word.trim_matches(|c: char| !c.is_alphanumeric()))))
    }

    pub fn of_hashes(words: impl Iterator<Item = u64>) -> Self {
        let mut words: Vec<u64> = words.collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Share of words in common (Dice); 0 where it does not reach `least`.
    pub fn alike(&self, other: &Self, least: f32) -> f32 {
        let (one, other) = (&self.0, &other.0);
        let all = (one.len() + other.len()).max(1) as f32;
        let share = |count: usize| 2.0 * count as f32 / all;
        let (mut a, mut b, mut count) = (0, 0, 0);
        while a < one.len() && b < other.len() {
            // with all that is left it would not be enough
            if share(count + (one.len() - a).min(other.len() - b)) < least {
                return 0.0;
            }
            match one[a].cmp(&other[b]) {
                Ordering::Less => a += 1,
                Ordering::Greater => b += 1,
                Ordering::Equal => (a, b, count) = (a + 1, b + 1, count + 1),
            }
        }
        if share(count) < least { 0.0 } else { share(count) }
    }
}

/// How many values two lists in order share.
pub fn shared<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            Ordering::Less => a += 1,
            Ordering::Greater => b += 1,
            Ordering::Equal => (a, b, count) = (a + 1, b + 1, count + 1),
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_two_lists_share_is_what_two_sets_share() {
        let mut seed = 3u64;
        for size in 0..40 {
            let mut list = || -> Vec<u64> {
                let next = |_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 33) % 50
                };
                let set: BTreeSet<u64> = (0..size).map(next).collect();
                set.into_iter().collect()
            };
            let (one, other) = (list(), list());
            assert_eq!(shared(&one, &other), one.iter().filter(|n| other.contains(n)).count());
        }
    }

    #[test]
    fn alike_is_the_share_of_common_words_and_nothing_below_the_least() {
        let (one, other) = (Words::of("we share your data, daily."), Words::of("we share no data"));
        assert_eq!(one.alike(&other, 0.5), 2.0 * 3.0 / 9.0);
        assert_eq!(one.alike(&other, 0.7), 0.0);
        assert_eq!(Words::of("we").alike(&one, 0.5), 0.0);
        assert_eq!(Words::of("").alike(&Words::of(""), 0.5), 1.0);
    }
}
