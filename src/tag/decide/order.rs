//! Decisions of courts: background, law, and what is ruled.

use super::{Case, Verdict};
use crate::document::{Mode, Polarity, Speaker};
use crate::tag::cues::Class;
use crate::tag::taxonomy::Kind;

impl Case<'_, '_> {
    pub(super) fn in_order(&self, verdict: &mut Verdict) {
        if let Some(words) = self.cue(Class::Plausible, self.sentence.clone()) {
            return self.set_mode(verdict, Mode::Plausible, "plausible", words);
        }
        if let Some(words) = self.ruling() {
            self.set_mode(verdict, Mode::Held, "ruling", words);
            if let Some(words) = self.cue(Class::NegativeRuling, self.sentence.clone()) {
                verdict.polarity = Polarity::Negated;
                verdict.explain("polarity", "negative-ruling", self.passage, Some(words));
            }
            return;
        }
        if let Some(words) = self.accusation() {
            verdict.speaker = Speaker::Plaintiff;
            return self.set_mode(verdict, Mode::Alleged, "in-violation-of", words);
        }
        if let Some(words) = self.law() {
            self.set_mode(verdict, Mode::Law, "law", words);
        }
    }

    /// A ruling bears on claims and defences; facts beside it stay facts.
    fn ruling(&self) -> Option<crate::tag::passage::Words> {
        let rules = matches!(self.rule.kind, Kind::Claim | Kind::Defence);
        let cue = self.cue(Class::Hold, self.sentence.clone());
        if rules {
            cue
        } else {
            cue.filter(|words| words.start <= self.hit.words.start && self.law().is_none())
        }
    }

    /// `in violation of` without a ruling: what is charged.
    fn accusation(&self) -> Option<crate::tag::passage::Words> {
        if self.rule.kind != Kind::Claim {
            return None;
        }
        let from = self.hit.words.start.saturating_sub(4).max(self.sentence.start);
        let violation = (from..self.hit.words.start)
            .find(|&at| self.passage.word(at).eq_ignore_ascii_case("violation"))?;
        Some(violation..violation + 1)
    }
}
