//! A company in its own voice: states, promises, reserves, denies.

use super::{Case, Verdict};
use crate::document::{DocumentKind, Flag, Mode, Strength};
use crate::tag::cues::Class;
use crate::tag::passage::Words;
use crate::tag::taxonomy::Kind;

/// Words over which a modal verb reaches, with the objects that follow it.
const MODAL_REACH: u32 = 40;
/// The same before the colon of a list.
const LEAD_REACH: u32 = 32;
/// The same for what follows its object: "your name and number may be shared".
const PASSIVE_REACH: u32 = 6;
/// The same where the object has a clause of its own: "the address that you gave us when you signed up may be".
const SUBJECT_REACH: u32 = 20;
/// Words between a modal verb and its `be`: "may, in whole or in part, be sold".
const BEFORE_BE: u32 = 8;

impl Case<'_, '_> {
    pub(super) fn company_mode(&self, verdict: &mut Verdict) {
        if !matches!(verdict.mode, Mode::Represented | Mode::Promised | Mode::Confirmed) {
            return;
        }
        if self.refuted(verdict) || self.contested(verdict) {
            return;
        }
        if let Some(words) = self.commitment(verdict) {
            return self.set_mode(verdict, Mode::Promised, "commitment", words);
        }
        if verdict.mode != Mode::Confirmed
            && let Some(words) = self.reservation()
        {
            self.set_mode(verdict, Mode::Permitted, "may", words);
        }
    }

    /// `confirmed that the claims were false`: the innermost predicate wins over the verb.
    fn refuted(&self, verdict: &mut Verdict) -> bool {
        if !self.is_refutable() {
            return false;
        }
        let Some(words) = self.cue(Class::Falsity, self.reach_of_falsity()) else { return false };
        // "was stolen, but did not include passports" denies what follows alone
        if self.passage.word(words.end - 1).eq_ignore_ascii_case("include")
            && self.hit.words.start < words.start
        {
            return false;
        }
        self.set_mode(verdict, Mode::Denied, "falsity", words);
        if let Some(words) = self.cue(Class::Categorical, self.sentence.clone()) {
            verdict.strength = Some(Strength::Categorical);
            verdict.explain("strength", "categorical", self.passage, Some(words));
        }
        true
    }

    /// Events can be refuted; what a policy says can not be, it is only negated.
    fn is_refutable(&self) -> bool {
        let speaks_of_events = match self.passage.kind {
            DocumentKind::Policy | DocumentKind::Terms => false,
            // What a pleading quotes of the company's denial.
            DocumentKind::Complaint => self.is_concept("practice:breach"),
            _ => true,
        };
        speaks_of_events && matches!(self.rule.kind, Kind::Practice | Kind::Data | Kind::Claim)
    }

    /// The sentence, or its own clause where clauses of a notice go different ways.
    fn reach_of_falsity(&self) -> Words {
        if self.passage.kind == DocumentKind::Notice { self.clause.clone() } else { self.sentence.clone() }
    }

    fn contested(&self, verdict: &mut Verdict) -> bool {
        let public =
            self.cue(Class::PublicData, self.sentence.clone()).filter(|_| self.is_concept("practice:breach"));
        let contest = || self.cue(Class::Contest, self.sentence.clone()).filter(|_| self.is_refutable());
        let Some(words) = public.or_else(contest) else { return false };
        self.set_mode(verdict, Mode::Contested, "contested", words);
        true
    }

    /// `will not`, `never`, `do not`, `will only`; in reported speech `would`.
    fn commitment(&self, verdict: &Verdict) -> Option<Words> {
        let reported = verdict.attributed && self.is_adverse();
        let commit =
            self.cue_before(Class::Commit, 14).filter(|words| self.governs(words) && self.reaches(words));
        // "would be shared" says what is done, "would share" what is undertaken.
        let active = |words: &Words| !self.passage.word(words.end).eq_ignore_ascii_case("be");
        let would = || self.cue_before(Class::Would, 14).filter(|words| reported && active(words));
        let security = || self.cue_before(Class::Would, 8).filter(|_| self.rule.kind == Kind::Security);
        commit.or_else(would).or_else(security)
    }

    /// Not "if you do not provide it": the word before a negation must not be another's name.
    pub(super) fn is_said_of_company(&self, words: &Words) -> bool {
        let word = |at: u32| self.passage.word(at).to_lowercase();
        let auxiliary = |at: &u32| matches!(word(*at).as_str(), "do" | "does" | "did" | "will" | "can");
        let before = (self.sentence.start..words.start).rev().find(|at| !auxiliary(at));
        !before.is_some_and(|at| matches!(word(at).as_str(), "you" | "users" | "customers" | "parents"))
    }

    /// Not "if you do not agree, we share": the subject must be the company.
    fn governs(&self, words: &Words) -> bool {
        let before = words.start.saturating_sub(2).max(self.sentence.start)..words.start;
        !before.into_iter().any(|at| {
            matches!(self.passage.word(at).to_lowercase().as_str(), "you" | "users" | "if" | "they")
        }) && !self.passage.cues_in(Class::PseudoNegation, words.clone()).any(|_| true)
    }

    /// `may`, `might`: in the clause before the words and not taken back by a plain statement.
    fn reservation(&self) -> Option<Words> {
        // "we may keep records that include: …": the modal verb governs what its clause leads in.
        let in_lead = || {
            let lead = self.lead.clone()?;
            self.cue(Class::May, lead.end.saturating_sub(LEAD_REACH).max(lead.start)..lead.end)
        };
        let passive = || self.passive_may();
        let Some(words) = self.cue_before(Class::May, MODAL_REACH) else {
            return in_lead()
                .or_else(passive)
                .or_else(|| self.subject_of_may())
                .or_else(|| self.conditional_may());
        };
        let restart = (words.end..self.hit.words.start).any(|at| {
            let word = self.passage.word(at).to_lowercase();
            matches!(word.as_str(), "we")
                && !self.passage.word(at + 1).eq_ignore_ascii_case("may")
                && (self.passage.gap(at.saturating_sub(1)).contains([',', ';'])
                    || self.passage.word(at.saturating_sub(1)).eq_ignore_ascii_case("and"))
        });
        (!restart).then_some(words)
    }

    /// "If you open the address book to us, we may copy it": the main clause governs.
    fn conditional_may(&self) -> Option<Words> {
        let first = self.passage.word(self.sentence.start).to_lowercase();
        if !matches!(first.as_str(), "if" | "when" | "where" | "should") {
            return None;
        }
        let mut modals = self.passage.cues_in(Class::May, self.hit.words.end..self.sentence.end);
        let ours = |at: u32| matches!(self.passage.word(at - 1).to_lowercase().as_str(), "we" | "company");
        let modal = modals.find(|hit| hit.words.start > 0 && ours(hit.words.start))?;
        let apart = (self.hit.words.end - 1..modal.words.start).any(|at| self.passage.gap(at).contains(','));
        apart.then(|| modal.words.clone())
    }

    /// "the address that you gave us may, in part, be sold": the words are the subject of what may be done.
    fn subject_of_may(&self) -> Option<Words> {
        let from = (self.sentence.start..self.hit.words.start)
            .rev()
            .find(|&at| self.passage.gap(at).contains([',', ';', ':']))
            .map_or(self.sentence.start, |at| at + 1);
        let ours = |at: u32| matches!(self.passage.word(at).to_lowercase().as_str(), "we" | "us");
        if (from..self.hit.words.start).any(ours) {
            return None;
        }
        let until = self.sentence.end.min(self.hit.words.end + SUBJECT_REACH);
        let apart = |at: u32| self.passage.gap(at).contains([';', ':']);
        let until = (self.hit.words.end - 1..until).find(|&at| apart(at)).map_or(until, |at| at + 1);
        let is_be = |at: u32| self.passage.word(at).eq_ignore_ascii_case("be");
        let mut modals = self.passage.cues_in(Class::May, self.hit.words.end..until);
        let modal = modals.find(|hit| {
            let end = hit.words.start + 1 + BEFORE_BE;
            let next = hit.words.start + 1;
            // "may be shared"; "may, in whole or in part, be shared"
            is_be(next)
                || self.passage.gap(next - 1).contains(',') && (next..end.min(self.sentence.end)).any(is_be)
        })?;
        Some(modal.words.clone())
    }

    /// `may be` within the words or right after them.
    fn passive_may(&self) -> Option<Words> {
        let near = self.hit.words.start..self.hit.words.end + PASSIVE_REACH;
        let mut modals = self.passage.cues_in(Class::May, near);
        let modal = modals.find(|hit| {
            let inside = hit.words.end <= self.hit.words.end;
            let next = self.passage.word(hit.words.start + 1).to_lowercase();
            inside || matches!(next.as_str(), "be" | "also" | "include")
        })?;
        Some(modal.words.clone())
    }

    pub(super) fn strength(&self, verdict: &mut Verdict) {
        let sworn = matches!(self.passage.kind, DocumentKind::Declaration | DocumentKind::Transcript);
        let choices = [
            (Class::Belief, Strength::InformationAndBelief, verdict.mode == Mode::Alleged),
            (Class::Sworn, Strength::Sworn, verdict.mode == Mode::Admitted || sworn),
            (
                Class::KnowledgeLimited,
                Strength::KnowledgeLimited,
                verdict.mode == Mode::Promised || verdict.mode == Mode::Denied,
            ),
            (Class::Categorical, Strength::Categorical, verdict.mode == Mode::Denied),
        ];
        for (class, strength, fits) in choices {
            if verdict.strength.is_none()
                && fits
                && let Some(words) = self.cue(class, self.sentence.clone())
            {
                verdict.strength = Some(strength);
                verdict.explain("strength", strength.name(), self.passage, Some(words));
            }
        }
        self.flags(verdict);
    }

    fn flags(&self, verdict: &mut Verdict) {
        if self.is_concept("security:puffery") {
            verdict.flag(Flag::Vague);
        }
        if self.is_concept("security:absolute") || self.cue_before(Class::Absolute, 12).is_some() {
            verdict.flag(Flag::Absolute);
        }
        if self.cue_before(Class::Hedge, 10).is_some() || verdict.mode == Mode::Permitted {
            verdict.flag(Flag::Hedged);
        }
        if let Some(words) = self.cue(Class::Condition, self.sentence.clone()) {
            verdict.flag(Flag::Conditional);
            let end = (words.end..self.sentence.end)
                .find(|&at| self.passage.gap(at).contains([',', ';', '.']))
                .map_or(self.sentence.end, |at| at + 1);
            verdict.condition = Some(words.start..end);
        }
    }
}
