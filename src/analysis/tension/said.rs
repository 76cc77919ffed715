//! What a sentence says, read once for all findings and documents that have the same words.

use super::marks::{Marks, marks};
use super::{limb, measure, rules};
use crate::analysis::dates::dates;
use crate::analysis::words::{hash, shared};
use foldhash::HashMap;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

pub struct Said {
    /// In small letters.
    pub text: String,
    /// Hash of the text, by which wordings are told apart.
    pub print: u64,
    /// Number of its words.
    pub words: usize,
    /// Classes of recipients, with those that a wider word takes in.
    pub recipients: BTreeSet<&'static str>,
    /// Stems of its long words, in order.
    stems: Vec<String>,
    /// Days that it names, ISO 8601.
    pub days: Vec<String>,
    pub marks: Marks,
    own_deeds: OnceLock<BTreeSet<&'static str>>,
    longest: OnceLock<Option<u32>>,
    disowns: OnceLock<bool>,
    supposed: OnceLock<bool>,
    withdrawn: OnceLock<bool>,
    example: OnceLock<bool>,
    ours: OnceLock<bool>,
}

impl Said {
    fn of(written: &str) -> Self {
        let text = written.to_lowercase();
        let marks = marks(&text);
        Self {
            print: hash(&text),
            words: text.split_whitespace().count(),
            recipients: rules::with_covered(&marks.named),
            marks,
            stems: stems(&text),
            days: dates(written).into_iter().map(|(day, _)| day).collect(),
            own_deeds: OnceLock::new(),
            longest: OnceLock::new(),
            disowns: OnceLock::new(),
            supposed: OnceLock::new(),
            withdrawn: OnceLock::new(),
            example: OnceLock::new(),
            ours: OnceLock::new(),
            text,
        }
    }

    /// What the company says in its own person that it does or does not do.
    pub fn own_deeds(&self) -> &BTreeSet<&'static str> {
        self.own_deeds.get_or_init(|| rules::own_deeds(&self.text))
    }

    /// The longest time that it names, in days.
    pub fn longest(&self) -> Option<u32> {
        *self.longest.get_or_init(|| measure::longest(&self.text))
    }

    /// Does it say of any number that it is not the one?
    pub fn disowns(&self) -> bool {
        *self.disowns.get_or_init(|| measure::disowns(&self.text))
    }

    /// Is it a case put, not one told?
    pub fn is_supposed(&self) -> bool {
        *self.supposed.get_or_init(|| limb::matches(&limb::SUPPOSED, &self.text))
    }

    /// Does it take back what was said before?
    pub fn is_withdrawn(&self) -> bool {
        *self.withdrawn.get_or_init(|| limb::matches(&limb::WITHDRAWN, &self.text))
    }

    /// Is it an example, and not what the company does?
    pub fn is_example(&self) -> bool {
        *self.example.get_or_init(|| limb::matches(&limb::EXAMPLE, &self.text))
    }

    /// Is the company, or the data, who acts in it?
    pub fn is_ours(&self) -> bool {
        *self.ours.get_or_init(|| limb::matches(&limb::WE, &self.text))
    }

    pub fn stem_count(&self) -> usize {
        self.stems.len()
    }

    /// Number of stems in common.
    pub fn common(&self, other: &Self) -> usize {
        shared(&self.stems, &other.stems)
    }
}

/// Sentences already read, by any thread.
#[derive(Default)]
pub struct Reader<'e>(RwLock<HashMap<&'e str, Arc<Said>>>);

impl<'e> Reader<'e> {
    pub fn read(&self, text: &'e str) -> Arc<Said> {
        let known = |said: &HashMap<&'e str, Arc<Said>>| said.get(text).cloned();
        if let Some(said) = known(&self.0.read().unwrap_or_else(PoisonError::into_inner)) {
            return said;
        }
        // outside the lock; of two threads that read one sentence the first to come back is kept
        let said = Arc::new(Said::of(text));
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(text).or_insert(said).clone()
    }
}

/// Words of five letters or more, by their first six; the commonest of the field are left out.
fn stems(text: &str) -> Vec<String> {
    const COMMON: [&str; 28] = [
        "person", "inform", "inclu", "privac", "policy", "users", "their", "there", "these", "those",
        "which", "would", "other", "about", "between", "compan", "provid", "respon", "defend", "consum",
        "servic", "that", "other", "where", "while", "through", "under", "third",
    ];
    let letters = |c: char| !c.is_alphanumeric();
    let words = text.split(letters).filter(|w| w.chars().count() > 4);
    let stems = words.map(|w| w.chars().take(6).collect::<String>());
    let told = |stem: &String| !COMMON.iter().any(|c| stem.starts_with(c) || c.starts_with(stem.as_str()));
    let mut stems: Vec<String> = stems.filter(told).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_stem_are_shared() {
        let reader = Reader::default();
        let one = reader.read("We never sell precise locations to advertisers.");
        let other = reader.read("Advertising partners buy precise location.");
        assert_eq!((one.common(&other), one.stem_count()), (3, 4));
    }
}
