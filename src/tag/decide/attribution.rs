//! Frames of attribution, the innermost first; without one, what the kind of document says.

use super::{Case, Verdict};
use crate::document::{DocumentKind, Flag, Mode, Speaker};
use crate::tag::cues::Class;
use crate::tag::passage::{Frame, Mention};
use crate::tag::taxonomy::Kind;

impl Case<'_, '_> {
    pub(super) fn attribute(&self, verdict: &mut Verdict) {
        let told = |frame: &&Frame| self.holds(frame) && self.counts(frame) && !self.is_left_unsaid(frame);
        let frames: Vec<&Frame> = self.passage.frames.iter().filter(told).collect();
        if let Some(publisher) = &self.passage.setting.publisher {
            verdict.chain.push(publisher.clone());
        }
        for frame in &frames {
            let name = frame.source.as_ref().map(|source| source.name.clone());
            if name.is_some() && name.as_ref() != verdict.chain.last() {
                verdict.chain.extend(name);
            }
        }
        // A court that finds an allegation plausible speaks, whoever alleged it.
        let weighed = self.passage.kind == DocumentKind::Order
            && self.cue(Class::Plausible, self.sentence.clone()).is_some();
        // "has not plausibly alleged": the court weighs the verb, and does not repeat what it tells.
        let failed = |frame: &Frame| {
            self.passage.kind == DocumentKind::Order
                && self.passage.cues_in(Class::NegativeRuling, self.sentence.clone()).any(|hit| {
                    hit.words.start < frame.verb.start
                        && frame.verb.start < hit.words.end
                        && hit.words.len() > 1
                })
        };
        let frame = self.refutation(&frames).or(self.representation(&frames)).or(frames.last().copied());
        match frame.filter(|frame| !weighed && !failed(frame)) {
            Some(frame) => self.by_frame(verdict, frame),
            None => self.by_kind(verdict),
        }
    }

    /// Does a frame hold the hit, in what it hands over or around its verb?
    fn holds(&self, frame: &Frame) -> bool {
        let around = frame.class == Class::Post
            && frame.verb.start >= self.hit.words.start
            && frame.verb.end <= self.hit.words.end;
        frame.content.contains(&self.hit.words.start) || around
    }

    /// "represented … but failed to disclose that it sells": what was not said is the pleader's word.
    fn is_left_unsaid(&self, frame: &Frame) -> bool {
        let company = frame.source.as_ref().is_some_and(|source| source.speaker == Speaker::Company);
        let between = frame.verb.end.min(self.hit.words.start)..self.hit.words.start;
        self.passage.kind == DocumentKind::Complaint
            && company
            && self.passage.cues_in(Class::Omission, between).any(|hit| {
                // the omission reaches to the end of its sentence
                self.sentence.contains(&hit.words.start) && self.sentence.contains(&frame.verb.start)
            })
    }

    /// A company that calls the claims false answers also for what a threat actor is said to claim.
    fn refutation<'f>(&self, frames: &[&'f Frame]) -> Option<&'f Frame> {
        self.cue(Class::Falsity, self.sentence.clone())?;
        let speaks = |frame: &&&Frame| frame.source.as_ref().is_some_and(|s| s.speaker == Speaker::Company);
        frames.iter().filter(|_| self.passage.kind != DocumentKind::Complaint).find(speaks).copied()
    }

    /// "Respondent represented that an agency had determined that …": the company's word, whoever it names.
    fn representation<'f>(&self, frames: &[&'f Frame]) -> Option<&'f Frame> {
        let [.., outer, inner] = frames else { return None };
        let company = |frame: &Frame| frame.source.as_ref().is_some_and(|s| s.speaker == Speaker::Company);
        let represents = matches!(outer.class, Class::Represent | Class::Promise | Class::Say);
        let fits = self.passage.kind == DocumentKind::Complaint
            && inner.class == Class::Find
            && company(outer)
            && represents
            && outer.content.contains(&inner.verb.start);
        fits.then_some(*outer)
    }

    /// Does a frame bear on this hit? A ruling of a court bears on its whole sentence elsewhere.
    fn counts(&self, frame: &Frame) -> bool {
        let is_verb = frame.verb.start >= self.hit.words.start && frame.verb.end <= self.hit.words.end;
        let court = frame.source.as_ref().is_some_and(|s| s.speaker == Speaker::Court);
        let own = is_verb && self.hit.is_phrase() && frame.class != Class::Post;
        !own && frame.class != Class::Hold && !(court && self.passage.kind == DocumentKind::Order)
    }

    fn by_frame(&self, verdict: &mut Verdict, frame: &Frame) {
        // What is settled was charged by somebody else than who settles.
        let source = frame.source.as_ref().filter(|_| frame.class != Class::Settle);
        let speaker = source.map_or_else(|| self.accuser(frame), |source| source.speaker);
        let Some(mode) = self.frame_mode(frame, speaker) else {
            return self.by_kind(verdict);
        };
        // A pleading says nothing new of its own side.
        verdict.attributed = true;
        verdict.speaker = speaker;
        verdict.mode = mode;
        if let Some(source) = &frame.source {
            verdict.name = Some(source.name.clone());
            verdict.pronoun = source.pronoun;
            verdict.explain("speaker", &self.speaker_rule(source), self.passage, Some(source.words.clone()));
        }
        let rule = format!("attribution:{:?}", frame.class).to_lowercase();
        verdict.explain("mode", &rule, self.passage, Some(frame.verb.clone()));
        if speaker == Speaker::Company && self.is_adverse() {
            verdict.flag(Flag::Quoted);
        }
        if self.passage.kind == DocumentKind::News && mode == Mode::Alleged {
            verdict.flag(Flag::Secondary);
        }
        if mode == Mode::Held {
            self.outcome(verdict);
        }
        self.risk(verdict);
    }

    fn speaker_rule(&self, source: &Mention) -> String {
        let how = if source.pronoun { "pronoun" } else { "subject" };
        format!("{how}:{}", source.speaker)
    }

    /// Who stands behind `allegedly` and `has been accused of`.
    fn accuser(&self, frame: &Frame) -> Speaker {
        match frame.class {
            Class::Reportedly => Speaker::Outlet,
            Class::Settle if self.names_in_sentence(Speaker::Regulator) => Speaker::Regulator,
            Class::Settle if self.passage.kind == DocumentKind::Complaint => Speaker::Regulator,
            Class::Settle => Speaker::Company,
            Class::Allegedly if self.is_charged(frame) => Speaker::Regulator,
            Class::Allegedly if self.is_unnamed(frame) => Speaker::Unknown,
            _ => Speaker::Plaintiff,
        }
    }

    /// "was charged by the commission for".
    fn is_charged(&self, frame: &Frame) -> bool {
        let mut verb = frame.verb.clone();
        verb.any(|at| self.passage.word(at).eq_ignore_ascii_case("charged"))
    }

    /// "has been accused of": by whom, if nobody here complains? `Allegedly` in the news means whoever
    /// sues in the story.
    fn is_unnamed(&self, frame: &Frame) -> bool {
        let adverb = self.passage.word(frame.verb.start).eq_ignore_ascii_case("allegedly");
        let press = match self.passage.kind {
            DocumentKind::Report => true,
            DocumentKind::News | DocumentKind::Statement => !adverb,
            _ => false,
        };
        press && !self.names_in_sentence(Speaker::Plaintiff)
    }

    pub(super) fn names_in_sentence(&self, speaker: Speaker) -> bool {
        let here = |m: &&Mention| self.sentence.contains(&m.words.start);
        self.passage.mentions.iter().filter(here).any(|mention| mention.speaker == speaker)
    }

    /// Does a company speak to a court, in a decision or as the press tells it?
    fn is_before_court(&self) -> bool {
        let press = matches!(self.passage.kind, DocumentKind::News | DocumentKind::Report);
        self.passage.kind == DocumentKind::Order || (press && self.is_of_law())
    }

    /// Does a party argue about a claim or a defence, and not say what happened?
    fn argues(&self, frame: &Frame) -> bool {
        let argues =
            self.passage.cues_in(Class::Argue, frame.verb.start..frame.verb.start + 1).next().is_some();
        self.passage.kind == DocumentKind::Order
            && frame.class == Class::Allege
            && (self.rule.kind == Kind::Defence || (self.rule.kind == Kind::Claim && argues))
    }

    /// The mode that a verb gives in a speaker's mouth; `None` where the frame says nothing.
    fn frame_mode(&self, frame: &Frame, speaker: Speaker) -> Option<Mode> {
        let own_side = self.passage.kind == DocumentKind::Complaint && speaker == Speaker::Plaintiff;
        // A pleading does not let the company say that its own statements are false.
        let failing = self.passage.kind == DocumentKind::Complaint
            && speaker == Speaker::Company
            && self.rule.negative
            && matches!(frame.class, Class::Say | Class::Represent | Class::Promise);
        if own_side || failing {
            return None;
        }
        Some(match (frame.class, speaker) {
            (Class::Deny, _) => Mode::Denied,
            (Class::Settle, _) => Mode::Settled,
            (Class::Admit, Speaker::Company | Speaker::ThreatActor | Speaker::Unknown) => Mode::Admitted,
            (Class::Promise, Speaker::Company) => Mode::Promised,
            (Class::Confirm | Class::Announce, Speaker::Company) if self.is_event() => Mode::Confirmed,
            (Class::Confirm | Class::Announce, _) if self.passage.kind == DocumentKind::Notice => {
                Mode::Confirmed
            }
            (Class::Announce, Speaker::Company) => Mode::Represented,
            (Class::Announce, _) => return None,
            (Class::Allege, Speaker::Company) if self.is_accusing(frame) => Mode::Alleged,
            (Class::Allege, Speaker::Plaintiff | Speaker::Company) if self.argues(frame) => Mode::Contested,
            (Class::Allege | Class::Say, Speaker::Company) if self.is_before_court() => Mode::Contested,
            (Class::Post, Speaker::ThreatActor) if self.is_told_as_done(frame) => return None,
            (Class::Post, Speaker::ThreatActor) => Mode::Claimed,
            (Class::Post, _) => return None,
            (Class::Find, Speaker::Company) => return None,
            (Class::Find, Speaker::Plaintiff | Speaker::Outlet | Speaker::ThirdParty) => return None,
            (Class::Find, Speaker::Court) if self.is_of_law() => Mode::Held,
            (Class::Find, _) => Mode::Found,
            (Class::Say, Speaker::Regulator) if self.is_prosecutor(frame) => Mode::Alleged,
            (Class::Reportedly, _) => Mode::Reported,
            (_, Speaker::Company) => Mode::Represented,
            (_, Speaker::Plaintiff) => Mode::Alleged,
            (Class::Allege, Speaker::Regulator | Speaker::ThirdParty | Speaker::Researcher) => Mode::Alleged,
            (_, Speaker::Court) if self.is_of_law() => Mode::Held,
            (_, Speaker::Court) => Mode::Found,
            (_, Speaker::ThreatActor) => Mode::Claimed,
            (_, Speaker::ThirdParty) if self.is_adverse() => Mode::Alleged,
            (_, Speaker::Regulator) if self.is_adverse() => Mode::Alleged,
            (_, Speaker::Regulator | Speaker::Researcher) => Mode::Found,
            (Class::Allegedly, Speaker::Unknown) => Mode::Alleged,
            (_, Speaker::Outlet | Speaker::ThirdParty | Speaker::Unknown) => Mode::Reported,
        })
    }

    /// "a hacker uploaded customer data": the teller says that it happened.
    fn is_told_as_done(&self, frame: &Frame) -> bool {
        let verb = self.passage.word(frame.verb.start).to_lowercase();
        matches!(verb.as_str(), "uploaded" | "dumped" | "released")
            && !self.passage.has(Class::Say, &self.sentence)
    }

    /// An attorney general charges before a court; a data protection authority decides.
    fn is_prosecutor(&self, frame: &Frame) -> bool {
        let name = frame.source.as_ref().map(|source| self.passage.text(&source.words).to_lowercase());
        name.is_some_and(|name| name.contains("attorney") || name.ends_with("ag"))
    }

    /// A company's own suit or counterclaim, not a claim about its product.
    fn is_accusing(&self, frame: &Frame) -> bool {
        self.passage.kind == DocumentKind::Order
            && (self.rule.kind == Kind::Claim || self.passage.text(&frame.content).contains("counterclaim"))
    }

    /// Is the concept something that happens once and is affirmed by who knows?
    pub(super) fn is_event(&self) -> bool {
        let told = [Class::Announce, Class::Exposed];
        self.is_concept("practice:breach")
            || (self.rule.kind == Kind::Data
                && told.iter().any(|class| self.passage.has(*class, &self.sentence)))
    }

    fn by_kind(&self, verdict: &mut Verdict) {
        if self.is_strangers_claim(verdict) {
            return;
        }
        match self.passage.kind {
            DocumentKind::Complaint => self.in_complaint(verdict),
            DocumentKind::Order => self.in_order(verdict),
            DocumentKind::Brief | DocumentKind::Motion => self.in_brief(verdict),
            DocumentKind::News | DocumentKind::Report | DocumentKind::Statement => self.in_press(verdict),
            DocumentKind::Notice => self.in_notice(verdict),
            DocumentKind::Letter | DocumentKind::Email | DocumentKind::Other | DocumentKind::Exhibit => {
                self.by_voice(verdict);
            }
            DocumentKind::Policy | DocumentKind::Terms => self.in_policy(verdict),
            _ => {}
        }
        self.risk(verdict);
    }

    fn in_complaint(&self, verdict: &mut Verdict) {
        if self.quotes_company() {
            return self.hand_to_company(verdict, "quoted-company");
        }
        if let Some(words) = self
            .cue(Class::Ordered, self.sentence.clone())
            .filter(|words| words.start <= self.hit.words.start)
        {
            verdict.speaker = Speaker::Regulator;
            return self.set_mode(verdict, Mode::Settled, "ordered", words);
        }
        // A failing is charged, not required; injury is part of the test of unfairness.
        let failing = self.rule.negative && !self.is_concept("practice:injury");
        if let Some(words) = self.law().filter(|_| !failing) {
            self.set_mode(verdict, Mode::Law, "law", words);
        }
    }

    /// A rule of law is stated, and not said to be broken.
    pub(super) fn law(&self) -> Option<crate::tag::passage::Words> {
        self.governing_cue(Class::LawStrong).or_else(|| self.governing_cue(Class::Law))
    }

    /// Stands the hit in a quotation of what the company told its users?
    fn quotes_company(&self) -> bool {
        let quote = self.passage.quotes.iter().find(|q| q.contains(&self.hit.words.start));
        match quote {
            Some(quote) if quote.len() >= 5 => {
                self.passage.has(Class::FirstPerson, quote) || self.is_introduced_by_company(quote)
            }
            Some(_) => false,
            // A block that lost its marks: a pleading itself says neither "we" nor "our", unless the company
            // sues.
            None if self.is_of_law() => false,
            None => self.passage.cues_in(Class::FirstPerson, self.sentence.clone()).any(|hit| {
                let next = self.passage.word(hit.words.end).to_lowercase();
                let own = matches!(self.passage.word(hit.words.start).to_lowercase().as_str(), "we" | "our");
                own && !matches!(next.as_str(), "office" | "investigation")
            }),
        }
    }

    /// "the banner read: “…”": does the company, or something of it, lead in a quotation?
    fn is_introduced_by_company(&self, quote: &crate::tag::passage::Words) -> bool {
        const NEAR: u32 = 12;
        let near = quote.start.saturating_sub(NEAR).max(self.sentence.start)..quote.start;
        let led_in = quote.start > self.sentence.start && {
            let last = self.passage.word(quote.start - 1).to_lowercase();
            self.passage.gap(quote.start - 1).contains(':')
                || [
                    "stated",
                    "states",
                    "stating",
                    "read",
                    "reads",
                    "reading",
                    "said",
                    "says",
                    "statement",
                    "that",
                ]
                .contains(&last.as_str())
        };
        if !led_in {
            return false;
        }
        let mut before = self.passage.mentions.iter().filter(|mention| near.contains(&mention.words.start));
        before.next_back().is_some_and(|mention| mention.speaker == Speaker::Company && !mention.pronoun)
    }

    pub(super) fn hand_to_company(&self, verdict: &mut Verdict, rule: &str) {
        verdict.speaker = Speaker::Company;
        let supposed = self.passage.has(Class::Condition, &self.sentence);
        let told = self.is_event() && !self.is_adverse();
        verdict.mode = match told {
            true if self.is_supposed() => Mode::Risk,
            true if !supposed => Mode::Confirmed,
            _ => Mode::Represented,
        };
        verdict.attributed = true;
        if self.is_adverse() {
            verdict.flag(Flag::Quoted);
        }
        let words = self.passage.quotes.iter().find(|q| q.contains(&self.hit.words.start)).cloned();
        verdict.explain("speaker", rule, self.passage, words);
    }

    /// "When your file is stolen, it is not only …": a case put, not one told.
    fn is_supposed(&self) -> bool {
        let first = self.passage.word(self.sentence.start).to_lowercase();
        matches!(first.as_str(), "when" | "if" | "should" | "whenever")
            && self.sentence.clone().any(|at| matches!(self.passage.word(at), "your" | "you" | "is" | "are"))
    }

    /// "California law requires businesses to …": a policy that states a rule, not what the company does.
    /// What is done "as the law requires" is the company's.
    fn in_policy(&self, verdict: &mut Verdict) {
        let own = self.passage.has(Class::FirstPerson, &self.sentence);
        let rules = self.sentence.start..self.hit.words.end;
        if let Some(words) = self.law().filter(|words| !own && rules.contains(&words.start)) {
            self.set_mode(verdict, Mode::Law, "law", words);
        }
    }

    /// A notice affirms which data an incident reached; "may have held your name" affirms it too.
    pub(super) fn in_notice(&self, verdict: &mut Verdict) {
        if let Some(words) = self.spared().filter(|_| self.rule.kind == Kind::Data) {
            return self.set_mode(verdict, Mode::Denied, "spared", words);
        }
        let reached = self.governing_cue(Class::Exposed).filter(|_| self.rule.kind == Kind::Data);
        if let Some(words) = reached {
            self.set_mode(verdict, Mode::Confirmed, "exposed", words);
        }
    }

    /// The words by which a notice says that an incident did not reach some data.
    pub(super) fn spared(&self) -> Option<crate::tag::passage::Words> {
        self.cue(Class::Spared, self.clause.clone())
    }

    fn in_brief(&self, verdict: &mut Verdict) {
        if let Some(words) = self.law() {
            self.set_mode(verdict, Mode::Law, "law", words);
        }
        if let Some(author) = self.passage.setting.author {
            verdict.speaker = author;
        }
    }

    fn by_voice(&self, verdict: &mut Verdict) {
        if self.passage.setting.author == Some(Speaker::Regulator) {
            return self.of_regulator(verdict);
        }
        if self.passage.setting.author == Some(Speaker::Plaintiff) {
            verdict.speaker = Speaker::Plaintiff;
            return self.set_mode(verdict, Mode::Alleged, "author", self.hit.words.clone());
        }
        if let Some(words) = self.charge() {
            return self.set_mode(verdict, Mode::Alleged, "in-violation-of", words);
        }
        if self.passage.has(Class::FirstPerson, &self.sentence) || self.rule.kind == Kind::Security {
            verdict.speaker = Speaker::Company;
            verdict.mode = if self.is_event() { Mode::Confirmed } else { Mode::Represented };
            verdict.explain(
                "speaker",
                "first-person",
                self.passage,
                self.cue(Class::FirstPerson, self.sentence.clone()),
            );
        }
    }

    /// `puts … at risk of`: a hypothesis, whoever says so.
    fn risk(&self, verdict: &mut Verdict) {
        let risky = self.is_concept("practice:breach")
            || self.is_concept("practice:geo")
            || self.rule.kind == Kind::Data;
        if !risky || !matches!(verdict.mode, Mode::Alleged | Mode::Reported | Mode::Found) {
            return;
        }
        let near = self.hit.words.start.saturating_sub(10).max(self.sentence.start)..self.hit.words.end + 3;
        if let Some(words) = self.passage.cues_in(Class::Risk, near).map(|hit| hit.words.clone()).next() {
            self.set_mode(verdict, Mode::Risk, "risk", words);
        }
    }
}
