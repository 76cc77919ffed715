//! Decisions of courts: background, law, and what is ruled.

use super::{Case, Verdict};
use crate::document::{DocumentKind, Mode, Polarity, Speaker};
use crate::tag::cues::Class;
use crate::tag::passage::Words;
use crate::tag::taxonomy::Kind;

impl Case<'_, '_> {
    /// A decision, or what the press says of one.
    pub(super) fn in_order(&self, verdict: &mut Verdict) {
        if let Some(words) = self.cue(Class::Plausible, self.sentence.clone()) {
            return self.set_mode(verdict, Mode::Plausible, "plausible", words);
        }
        if let Some(words) = self.other_case() {
            return self.set_mode(verdict, Mode::Law, "other-case", words);
        }
        if let Some(words) = self.ruling() {
            self.set_mode(verdict, Mode::Held, "ruling", words);
            return self.outcome(verdict);
        }
        if let Some(words) = self.accusation() {
            verdict.speaker = Speaker::Plaintiff;
            return self.set_mode(verdict, Mode::Alleged, "in-violation-of", words);
        }
        if let Some(words) = self.law() {
            return self.set_mode(verdict, Mode::Law, "law", words);
        }
        if let Some(words) = self.recital() {
            verdict.speaker = Speaker::Plaintiff;
            self.set_mode(verdict, Mode::Alleged, "recital", words);
        }
    }

    /// The words by which a paragraph reasons: what it says of a practice or of data is then part of what
    /// the court decides, and no background.
    pub(super) fn reasoning(&self, verdict: &mut Verdict) {
        let background = self.passage.kind == DocumentKind::Order && verdict.mode == Mode::Found;
        if let Some(words) = self.cue(Class::Reasoning, self.passage.words.clone()).filter(|_| background) {
            self.set_mode(verdict, Mode::Held, "reasoning", words);
        }
    }

    /// A fact in a sentence of its own after one that tells what is alleged: the recital goes on.
    fn recital(&self) -> Option<Words> {
        if self.is_of_law() || self.passage.kind != DocumentKind::Order {
            return None;
        }
        let before = self.passage.frames.iter().filter(|frame| frame.verb.start < self.sentence.start);
        let last = before.max_by_key(|frame| frame.verb.start)?;
        let pleads = matches!(last.class, Class::Allege | Class::Allegedly | Class::According)
            && last.source.as_ref().is_none_or(|source| source.speaker == Speaker::Plaintiff);
        let court = self.passage.mentions.iter().any(|mention| {
            mention.speaker == Speaker::Court
                && mention.words.start >= last.verb.start
                && mention.words.start < self.sentence.end
        });
        (pleads && !court).then(|| last.verb.clone())
    }

    /// What another case held, or was about: its own words, or a sentence after them that cites it by `Id.`
    fn other_case(&self) -> Option<Words> {
        if let Some(words) = self.cue(Class::OtherCase, self.sentence.clone()) {
            return Some(words);
        }
        let before = self.passage.words.start..self.sentence.start;
        let told = self.passage.cues_in(Class::OtherCase, before).next_back()?;
        let id = |at: u32| self.passage.word(at).eq_ignore_ascii_case("id");
        let after = self.sentence.end..(self.sentence.end + 1).min(self.passage.words.end);
        self.sentence.clone().chain(after).any(id).then(|| told.words.clone())
    }

    pub(super) fn outcome(&self, verdict: &mut Verdict) {
        if let Some(words) = self.loss() {
            verdict.polarity = Polarity::Negated;
            verdict.explain("polarity", "negative-ruling", self.passage, Some(words));
        }
    }

    pub(super) fn is_of_law(&self) -> bool {
        matches!(self.rule.kind, Kind::Claim | Kind::Defence)
    }

    /// A ruling bears on claims and defences; facts beside it stay facts.
    fn ruling(&self) -> Option<Words> {
        let cue = self.cue(Class::Hold, self.sentence.clone());
        if self.is_of_law() {
            cue
        } else {
            cue.filter(|words| words.start <= self.hit.words.start && self.law().is_none())
        }
    }

    /// The words by which a claim or a defence fails: of those that bear on the outcome the last that
    /// ends before the hit, else the first. "Granted as to X and denied as to Y" goes two ways. What
    /// stands inside of others says nothing of its own: "reverse the dismissal".
    fn loss(&self) -> Option<Words> {
        if self.rule.kind == Kind::Defence {
            return self.cue(Class::DefenceFails, self.sentence.clone());
        }
        let of = |class| self.passage.cues_in(class, self.sentence.clone()).map(|hit| hit.words.clone());
        let won: Vec<Words> = of(Class::PositiveRuling).collect();
        let within = |words: &Words| won.iter().any(|w| w.start < words.start && words.end <= w.end);
        let lost: Vec<Words> = of(Class::NegativeRuling).filter(|words| !within(words)).collect();
        let outcomes = || {
            let lost = lost.iter().map(|words| (words.clone(), true));
            lost.chain(won.iter().map(|words| (words.clone(), false)))
        };
        let before = outcomes().filter(|(words, _)| words.end <= self.hit.words.start);
        let last = before.max_by_key(|(words, lost)| (words.end, !lost));
        let next = || outcomes().min_by_key(|(words, lost)| (words.start, *lost));
        last.or_else(next).and_then(|(words, lost)| lost.then_some(words))
    }

    /// `violates` or `in violation of` in a letter: what its writer charges.
    pub(super) fn charge(&self) -> Option<Words> {
        let from = self.hit.words.start.saturating_sub(6).max(self.sentence.start);
        let verb = || {
            (from..self.hit.words.start)
                .find(|&at| {
                    matches!(
                        self.passage.word(at).to_lowercase().as_str(),
                        "violates"
                            | "violated"
                            | "violate"
                            | "violation"
                            | "violations"
                            | "breaches"
                            | "infringes"
                    )
                })
                .map(|at| at..at + 1)
        };
        self.accusation().or_else(|| verb().filter(|_| self.rule.kind == Kind::Claim))
    }

    /// A suit, or `in violation of` without a ruling: what is charged.
    pub(super) fn accusation(&self) -> Option<Words> {
        if self.rule.kind != Kind::Claim {
            return None;
        }
        if let Some(words) = self.governing_cue(Class::Sues) {
            return Some(words);
        }
        let from = self.hit.words.start.saturating_sub(4).max(self.sentence.start);
        let violation = (from..self.hit.words.start)
            .find(|&at| self.passage.word(at).eq_ignore_ascii_case("violation"))?;
        Some(violation..violation + 1)
    }
}
