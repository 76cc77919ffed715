//! Answers, paragraph by paragraph: admitted, denied, without knowledge, or left to the document.
//!
//! A lack of knowledge has the effect of a denial (Fed. R. Civ. P. 8(b)(5)) and is shown as its own
//! strength. "Speaks for itself" is no denial.

use super::{Case, Verdict};
use crate::document::{Mode, Speaker, Strength};
use crate::tag::cues::Class;
use crate::tag::passage::{CueHit, Words};
use crate::tag::taxonomy::Kind;

/// What an answer may do with an allegation, and the mode that it gives.
const RESPONSES: [(Class, Mode, &str); 4] = [
    (Class::LacksKnowledge, Mode::Denied, "lacks-knowledge"),
    (Class::AnswerAdmits, Mode::Admitted, "admits"),
    (Class::AnswerDenies, Mode::Denied, "denies"),
    (Class::AnswerSpeaks, Mode::Contested, "speaks-for-itself"),
];

impl Case<'_, '_> {
    pub(super) fn answer(&self, verdict: &mut Verdict) {
        verdict.speaker = Speaker::Company;
        let Some((hit, mode, rule)) = self.response() else {
            // a counterclaim says what the other side did
            if let Some(words) = self.counterclaim() {
                self.set_mode(verdict, Mode::Alleged, "counterclaim", words);
            }
            return;
        };
        self.set_mode(verdict, mode, rule, hit.words.clone());
        verdict.attributed = true;
        if hit.class == Class::LacksKnowledge {
            verdict.strength = Some(Strength::LacksKnowledge);
            verdict.explain("strength", rule, self.passage, Some(hit.words));
        }
    }

    /// The plaintiff as the one who violates, breaches or was enriched.
    fn counterclaim(&self) -> Option<Words> {
        let accused = self.passage.mentions.iter().find(|mention| {
            mention.speaker == Speaker::Plaintiff && self.sentence.contains(&mention.words.start)
        })?;
        let barred = self.sentence.clone().any(|at| {
            matches!(
                self.passage.word(at).to_lowercase().as_str(),
                "barred" | "fails" | "fail" | "claims" | "preempted" | "consented" | "lacks" | "lack"
            )
        });
        let before = accused.words.start < self.hit.words.start;
        (self.rule.kind == Kind::Claim && before && !barred).then(|| accused.words.clone())
    }

    /// The nearest response before the words, else the first after them.
    fn response(&self) -> Option<(CueHit, Mode, &'static str)> {
        let all = |range: std::ops::Range<u32>| {
            RESPONSES.iter().flat_map(move |(class, mode, rule)| {
                self.passage.cues_in(*class, range.clone()).map(|hit| (hit.clone(), *mode, *rule))
            })
        };
        // "lacks knowledge … and therefore denies" is one response.
        let before = all(self.sentence.start..self.hit.words.start).max_by_key(|(hit, ..)| hit.words.start);
        let after = || all(self.hit.words.start..self.sentence.end).min_by_key(|(hit, ..)| hit.words.start);
        let anywhere = || all(self.passage.words.clone()).min_by_key(|(hit, ..)| hit.words.start);
        before.or_else(after).or_else(anywhere)
    }
}
