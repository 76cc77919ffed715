//! News, reports and statements: who speaks without a word of attribution.

use super::{Case, Verdict};
use crate::document::{DocumentKind, Mode, Speaker};
use crate::tag::cues::Class;
use crate::tag::passage::Mention;
use crate::tag::taxonomy::Kind;

impl Case<'_, '_> {
    /// Who speaks in news, reports and statements without a word of attribution.
    pub(super) fn in_press(&self, verdict: &mut Verdict) {
        if self.passage.setting.author == Some(Speaker::Regulator) {
            return self.of_regulator(verdict);
        }
        if let Some(actor) = self.threat_actor() {
            verdict.speaker = Speaker::ThreatActor;
            verdict.name = Some(actor.name.clone());
            verdict.explain("speaker", "subject:threat-actor", self.passage, Some(actor.words.clone()));
            return self.set_mode(verdict, Mode::Claimed, "post", self.hit.words.clone());
        }
        if self.is_of_law() && self.passage.kind != DocumentKind::Statement {
            return self.in_court(verdict);
        }
        if self.passage.is_quoted(&self.hit.words) {
            return self.hand_to_company(verdict, "quotation");
        }
        let own = self.passage.kind == DocumentKind::Statement
            && (self.passage.has(Class::FirstPerson, &self.sentence)
                || self.passage.setting.author == Some(Speaker::Company)
                || self.is_about_itself());
        if own && self.is_event() && !self.is_own_event() {
            verdict.speaker = Speaker::ThirdParty;
            verdict.explain("speaker", "event-of-others", self.passage, None);
            return self.set_mode(verdict, Mode::Reported, "event-of-others", self.hit.words.clone());
        }
        if own {
            return self.hand_to_company(verdict, "first-person");
        }
        if self.is_notice() && (self.is_event() || self.spared().is_some()) {
            self.hand_to_company(verdict, "addresses-those-affected");
            return self.in_notice(verdict);
        }
        let assures = self.rule.kind == Kind::Security;
        if assures && self.passage.kind != DocumentKind::Statement {
            verdict.speaker = Speaker::Company;
            verdict.mode = Mode::Represented;
        }
    }

    /// "We were contacted by an individual who claimed to have our customers’ data": a stranger's claim, whoever
    /// tells it.
    pub(super) fn is_strangers_claim(&self, verdict: &mut Verdict) -> bool {
        use DocumentKind::{Email, Letter, Notice, Other, Statement};
        let told = matches!(self.passage.kind, Email | Letter | Notice | Other | Statement);
        let claims = |mention: &&Mention| {
            let mut verb = mention.words.start..(mention.words.end + 2).min(self.hit.words.start);
            mention.speaker == Speaker::ThreatActor
                && verb.any(|at| {
                    matches!(self.passage.word(at).to_lowercase().as_str(), "claimed" | "claims" | "claiming")
                })
                && self.sentence.contains(&mention.words.start)
                && mention.words.end <= self.hit.words.start
        };
        let Some(stranger) = self.passage.mentions.iter().find(claims).filter(|_| told) else { return false };
        verdict.speaker = Speaker::ThreatActor;
        verdict.name = Some(stranger.name.clone());
        self.set_mode(verdict, Mode::Claimed, "stranger-claims", stranger.words.clone());
        true
    }

    /// A regulator's own opinion or report states facts and rules.
    pub(super) fn of_regulator(&self, verdict: &mut Verdict) {
        verdict.speaker = Speaker::Regulator;
        let rule = self.passage.setting.states_rules || self.is_of_law() || self.law().is_some();
        verdict.mode = if rule { Mode::Law } else { Mode::Found };
        verdict.explain("speaker", "author:regulator", self.passage, None);
    }

    /// Does the company tell of what happened to itself or to those it writes to? A seller of security tells of what
    /// happens to others.
    fn is_own_event(&self) -> bool {
        const EVENTS: [&str; 9] =
            ["incident", "incidents", "breach", "attack", "event", "issue", "intrusion", "matter", "access"];
        let word = |at: u32| self.passage.word(at).to_lowercase();
        let to_those_affected =
            || self.sentence.clone().any(|at| matches!(word(at).as_str(), "you" | "your" | "yours"));
        let definite = || {
            self.sentence.clone().any(|at| {
                matches!(word(at).as_str(), "the" | "this" | "that" | "such")
                    && (at + 1..(at + 4).min(self.sentence.end)).any(|at| EVENTS.contains(&word(at).as_str()))
            })
        };
        self.passage.has(Class::FirstPerson, &self.sentence)
            || self.names_in_sentence(Speaker::Company)
            || to_those_affected()
            || definite()
    }

    /// Does a statement speak to those whom an incident reached: `your details`, with `we` or `our` anywhere?
    fn is_notice(&self) -> bool {
        let your = |at: u32| self.passage.word(at).eq_ignore_ascii_case("your");
        self.passage.kind == DocumentKind::Statement
            && self.sentence.clone().any(your)
            && self.passage.has(Class::FirstPerson, &self.passage.words)
    }

    /// Does the sentence of a release tell what the company, or its product, does? Events and suits are
    /// told by others as well.
    fn is_about_itself(&self) -> bool {
        const LEAD: u32 = 4;
        let product = |word: &str| {
            matches!(word, "platform" | "app" | "software" | "service" | "solution" | "product" | "tool")
        };
        let head = self.sentence.start..(self.sentence.start + LEAD).min(self.hit.words.start + 1);
        let first = self.passage.word(head.start).to_lowercase();
        let by_product = matches!(first.as_str(), "the" | "its")
            && head.clone().skip(1).take(1).any(|at| product(&self.passage.word(at).to_lowercase()));
        let by_name = self.passage.mentions.iter().any(|mention| {
            mention.speaker == Speaker::Company && !mention.pronoun && head.contains(&mention.words.start)
        });
        let tells = self.is_event() || self.rule.negative || self.is_of_law();
        !tells && (by_product || by_name) && !self.names_in_sentence(Speaker::Plaintiff)
    }

    /// What the press says of a case: a ruling is the court's, a charge the plaintiff's.
    fn in_court(&self, verdict: &mut Verdict) {
        let court = self.passage.mentions.iter().find(|mention| {
            mention.speaker == Speaker::Court && self.sentence.contains(&mention.words.start)
        });
        let rules = self.passage.has(Class::Hold, &self.sentence);
        if let Some(court) = court.filter(|_| rules) {
            verdict.speaker = Speaker::Court;
            verdict.explain("speaker", "court", self.passage, Some(court.words.clone()));
            return self.in_order(verdict);
        }
        if let Some(words) = self.accusation() {
            verdict.speaker = Speaker::Plaintiff;
            return self.set_mode(verdict, Mode::Alleged, "in-violation-of", words);
        }
        if let Some(words) = self.law().filter(|_| self.rule.kind == Kind::Claim) {
            self.set_mode(verdict, Mode::Law, "law", words);
        }
    }

    /// Whose post or listing the words are: it stays a claim.
    fn threat_actor(&self) -> Option<&Mention> {
        let words = &self.hit.words;
        let inside = |m: &&Mention| {
            m.speaker == Speaker::ThreatActor && words.start <= m.words.start && m.words.end <= words.end
        };
        let posts = words.clone().any(|at| {
            matches!(
                self.passage.word(at).to_lowercase().as_str(),
                "posted" | "posts" | "listed" | "offered" | "claimed" | "claims" | "claiming"
            )
        });
        self.passage.mentions.iter().find(inside).filter(|_| posts)
    }
}
