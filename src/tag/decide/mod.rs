//! Who says it, in which mode, and whether it is said to happen.

mod answer;
mod attribution;
mod order;
mod polarity;
mod press;
mod verdict;
mod voice;

pub(super) use verdict::Verdict;

use super::cues::{Class, prior};
use super::passage::{Passage, Words};
use super::tagger::{Hit, Rule};
use crate::document::{DocumentKind, Mode, Speaker};

/// A hit in its passage.
pub(super) struct Case<'a, 'p> {
    pub passage: &'a Passage<'p>,
    pub rule: &'a Rule,
    pub hit: &'a Hit,
    pub sentence: Words,
    pub clause: Words,
    /// The sentence whose rule, modal verb or speaker also governs this one: the lead-in of its list,
    /// or the one that a bare citation supports.
    pub lead: Option<Words>,
}

impl<'a, 'p> Case<'a, 'p> {
    pub fn new(passage: &'a Passage<'p>, rule: &'a Rule, hit: &'a Hit) -> Self {
        let start = hit.words.start;
        let sentence = passage.sentence_of(start);
        let lead = passage.lead_of(&sentence).or_else(|| passage.lead_in(&sentence, start));
        Self { passage, rule, hit, sentence, clause: passage.clause_of(start), lead }
    }

    /// The whole decision, each step with its reason.
    pub fn decide(&self) -> Verdict {
        let (speaker, mode) = prior(self.passage.kind, self.rule.kind);
        let mut verdict = Verdict::prior(self.passage.kind, speaker, mode);
        match self.passage.kind {
            DocumentKind::Answer => self.answer(&mut verdict),
            _ => self.attribute(&mut verdict),
        }
        if verdict.speaker == Speaker::Company {
            self.company_mode(&mut verdict);
        }
        self.polarity(&mut verdict);
        self.reasoning(&mut verdict);
        self.strength(&mut verdict);
        verdict
    }

    /// The first cue of a class in a range, as a reason.
    fn cue(&self, class: Class, range: Words) -> Option<Words> {
        self.passage.cues_in(class, range).next().map(|hit| hit.words.clone())
    }

    /// The first cue of a class in the sentence or in the one that governs it.
    fn governing_cue(&self, class: Class) -> Option<Words> {
        self.cue(class, self.sentence.clone()).or_else(|| self.cue(class, self.lead.clone()?))
    }

    /// The last cue of a class before the hit, in its clause and at most `reach` words away.
    fn cue_before(&self, class: Class, reach: u32) -> Option<Words> {
        let from = self.clause.start.max(self.hit.words.start.saturating_sub(reach));
        self.passage.cues_in(class, from..self.hit.words.start + 1).next_back().map(|hit| hit.words.clone())
    }

    fn is_concept(&self, id: &str) -> bool {
        self.rule.id == id
    }

    /// Does a document of this kind hold the company's words only as quotations?
    fn is_adverse(&self) -> bool {
        matches!(
            self.passage.kind,
            DocumentKind::Complaint | DocumentKind::Order | DocumentKind::Brief | DocumentKind::Motion
        )
    }

    /// The limbs of law, risk and rulings that no speaker's word decides.
    fn set_mode(&self, verdict: &mut Verdict, mode: Mode, rule: &str, words: Words) {
        verdict.mode = mode;
        verdict.explain("mode", rule, self.passage, Some(words));
    }
}
