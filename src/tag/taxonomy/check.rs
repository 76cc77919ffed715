//! The taxonomy's self-test: every example sentence of every concept.

use super::Taxonomy;
use crate::tag::Tagger;
use std::fmt;

/// An example that does not do what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub concept: String,
    pub sentence: String,
    /// Should the concept be found in it?
    pub should_match: bool,
    /// What was found instead.
    pub found: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = if self.should_match { "is not found in" } else { "is wrongly found in" };
        write!(f, "`{}` {expected} `{}`, which gives {}", self.concept, self.sentence, self.found.join(", "))
    }
}

/// The outcome of a self-test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    pub concepts: usize,
    pub examples: usize,
    pub failures: Vec<Failure>,
    /// Concepts with fewer than three sentences that match or two that do not.
    pub thin: Vec<String>,
}

impl CheckReport {
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failures.iter().try_for_each(|failure| writeln!(f, "{failure}"))?;
        if !self.thin.is_empty() {
            writeln!(f, "too few examples: {}", self.thin.join(", "))?;
        }
        writeln!(
            f,
            "{} concepts, {} examples, {} failures",
            self.concepts,
            self.examples,
            self.failures.len()
        )
    }
}

impl Taxonomy {
    /// Runs every example of every concept.
    pub fn check(&self) -> CheckReport {
        let tagger = Tagger::new(self);
        let mut report = CheckReport { concepts: self.concepts().len(), ..CheckReport::default() };
        for concept in self.concepts() {
            if concept.matches.len() < 3 || concept.rejects.len() < 2 {
                report.thin.push(concept.id.clone());
            }
            let expected =
                concept.matches.iter().map(|s| (s, true)).chain(concept.rejects.iter().map(|s| (s, false)));
            for (sentence, should_match) in expected {
                report.examples += 1;
                let found = tagger.concepts_in(sentence);
                if found.contains(&concept.id) != should_match {
                    let (concept, sentence) = (concept.id.clone(), sentence.clone());
                    report.failures.push(Failure { concept, sentence, should_match, found });
                }
            }
        }
        report
    }
}
