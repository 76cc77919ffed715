//! Is the thing said to happen, or not to happen?

use super::{Case, Verdict};
use crate::document::{Mode, Polarity};
use crate::tag::cues::Class;
use crate::tag::passage::Words;
use crate::tag::taxonomy::Kind;

/// Words over which a negation reaches to its object, for a company that speaks of itself.
const REACH: u32 = 18;
/// The same for an assurance that another says was never met: "no agency had ever reviewed … and determined".
const FAR: u32 = 26;
/// A pleading negates only what stands close by: "failed to obtain consent to collect" collects.
const NEAR: u32 = 3;

impl Case<'_, '_> {
    pub(super) fn polarity(&self, verdict: &mut Verdict) {
        if self.rule.negative
            || matches!(
                verdict.mode,
                Mode::Denied | Mode::Held | Mode::Contested | Mode::Admitted | Mode::Confirmed
            )
        {
            return;
        }
        let words = match verdict.mode {
            Mode::Law => self.cue(Class::Ban, self.sentence.clone()).filter(|_| self.names_banned_datum()),
            // "if you do not provide it": what users leave is no word of the company's
            Mode::Represented | Mode::Promised | Mode::Permitted => {
                self.negation(REACH).filter(|words| self.is_said_of_company(words))
            }
            // "We found no evidence that the app reads …"
            Mode::Found => {
                self.cue(Class::Falsity, self.sentence.clone()).or_else(|| self.deed_left_undone())
            }
            _ if self.rule.kind == Kind::Security => self.negation(FAR),
            Mode::Alleged if self.rule.kind == Kind::Defence => self.failing(),
            _ => self.deed_left_undone(),
        };
        let Some(words) = words else { return };
        verdict.polarity = Polarity::Negated;
        if verdict.mode == Mode::Represented {
            self.set_mode(verdict, Mode::Promised, "negated-practice", words.clone());
        }
        verdict.explain("polarity", "negation", self.passage, Some(words));
    }

    fn deed_left_undone(&self) -> Option<Words> {
        self.is_deed().then(|| self.negation(NEAR).filter(|words| self.is_plain_not(words)))?
    }

    /// "failed to cure": a pleading answers a defence with words that may be the defence's own.
    fn failing(&self) -> Option<Words> {
        let from = self.hit.words.start.saturating_sub(NEAR).max(self.sentence.start);
        self.cue(Class::Negation, from..self.hit.words.end)
    }

    /// A practice that someone does or leaves, not a state of things.
    fn is_deed(&self) -> bool {
        self.rule.kind == Kind::Practice
            && !self.is_concept("practice:kids")
            && !self.is_concept("practice:breach")
    }

    /// `not`, `never`: in a pleading "no" and "failed to" seldom turn the practice itself.
    fn is_plain_not(&self, words: &Words) -> bool {
        matches!(self.passage.word(words.start).to_lowercase().as_str(), "not" | "never")
    }

    /// The negation that governs the hit: before it in the clause, or between its own words and not
    /// one of them.
    fn negation(&self, reach: u32) -> Option<Words> {
        let from = self.clause.start.max(self.hit.words.start.saturating_sub(reach));
        let before = self.passage.cues_in(Class::Negation, from..self.hit.words.end);
        let mut governing = before.filter(|hit| {
            !self.is_own(&hit.words) && self.reaches(&hit.words) && !self.is_in_other_brackets(&hit.words)
        });
        governing.next_back().map(|hit| hit.words.clone())
    }

    /// "We keep photos (and not deleted ones) for …": a negation within brackets is said of what stands in them.
    fn is_in_other_brackets(&self, words: &Words) -> bool {
        let gap = |at: u32, mark: char| self.passage.gap(at).contains(mark);
        let before = self.sentence.start.saturating_sub(1)..words.start;
        let opened = before.rev().find(|&at| gap(at, '(') || gap(at, ')')).filter(|&at| gap(at, '('));
        let mut after = words.end.saturating_sub(1)..self.sentence.end;
        let closed = after.find(|&at| gap(at, ')') || gap(at, '(')).filter(|&at| gap(at, ')'));
        opened
            .zip(closed)
            .is_some_and(|(opened, closed)| self.hit.words.start <= opened || self.hit.words.start > closed)
    }

    /// Is the negation one of the concept's own words ("cannot be read")? "Never sold to anyone" names a
    /// sale all the same, and says that there is none.
    fn is_own(&self, words: &Words) -> bool {
        let deed = self.is_concept("practice:broker") || self.is_concept("practice:share");
        !deed && words.clone().any(|at| self.hit.witnesses.contains(&at))
    }

    /// A comma followed by a new subject ends the scope.
    pub(super) fn reaches(&self, words: &Words) -> bool {
        let until = self.hit.words.start.max(words.end);
        !(words.end.saturating_sub(1)..until.saturating_sub(1)).any(|at| {
            let next = self.passage.word(at + 1).to_lowercase();
            self.passage.gap(at).contains(',')
                && matches!(
                    next.as_str(),
                    "we" | "it" | "they" | "you" | "the" | "and" | "which" | "but" | "so"
                )
        })
    }

    fn names_banned_datum(&self) -> bool {
        self.rule.kind == Kind::Data && !self.is_concept("data:children")
    }
}
