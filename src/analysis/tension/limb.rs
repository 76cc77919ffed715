//! A statement as one side of a pair: what it speaks of, and what limits it.

use super::marks::marks;
use super::rules::{self, excuses};
use super::said::Said;
use crate::analysis::{Evidence, View};
use crate::document::{DocumentKind, Flag, Mode, Polarity, Speaker, Strength};
use crate::expression::expression;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, OnceLock};

/// A statement with what limits it.
pub struct Limb<'e> {
    pub evidence: &'e Evidence<'e>,
    pub said: Arc<Said>,
    pub data: Arc<BTreeSet<&'e str>>,
    /// The words of its exception or condition.
    condition: Option<&'e str>,
    excused: OnceLock<bool>,
    /// What the words between the marks of a quotation say is done.
    deeds: OnceLock<BTreeSet<&'static str>>,
}

/// What the document is to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The company's own document.
    Own,
    /// The company's words, between quotation marks in another's document.
    Quoted,
    /// A record of a third party: mail, exhibit, report.
    Record,
    /// A complaint.
    Pleading,
    Other,
}

impl<'e> Limb<'e> {
    pub fn new(
        view: &'e View<'_>,
        evidence: &'e Evidence<'e>,
        data: Arc<BTreeSet<&'e str>>,
        said: Arc<Said>,
    ) -> Self {
        let condition = evidence.condition.map(|span| view.document(evidence.quote.record).slice(span));
        Self { evidence, said, data, condition, excused: OnceLock::new(), deeds: OnceLock::new() }
    }

    /// Does its exception leave the choice to the user, or point to what is reserved?
    pub fn excused(&self) -> bool {
        *self.excused.get_or_init(|| {
            let exceptions = ["except", "unless", "other than", "without your", "only ", "where "];
            let written = exceptions.iter().filter_map(|word| self.text().split_once(word));
            self.condition.is_some_and(excuses)
                || written.map(|(_, after)| after).any(excuses)
                || self.text().contains("without your")
        })
    }

    /// In small letters.
    pub fn text(&self) -> &str {
        &self.said.text
    }

    /// What the speaker's own words say is done.
    pub fn deeds(&self) -> &BTreeSet<&'static str> {
        match self.origin() {
            Origin::Quoted => self.deeds.get_or_init(|| marks(self.spoken()).deeds),
            _ => &self.said.marks.deeds,
        }
    }

    pub fn origin(&self) -> Origin {
        origin(self.evidence)
    }

    /// Is it said without the person's knowledge being claimed: "do not knowingly"?
    pub fn knowledge_limited(&self) -> bool {
        self.evidence.strength == Some(Strength::KnowledgeLimited)
    }

    /// Is it said of an event, so that only what happened about then can collide with it?
    pub fn of_event(&self) -> bool {
        rules::event(self.evidence.concept) || self.text().contains("no evidence")
    }

    /// Is it said of data that no longer speak of a person, and the other of all of them?
    pub fn is_impersonal_beside(&self, other: &Limb<'_>) -> bool {
        self.said.marks.impersonal && !other.said.marks.impersonal
    }

    /// The words before those that carry the concept.
    pub fn before_concept(&self) -> &str {
        self.text().get(..self.place()).unwrap_or(self.text())
    }

    /// The words of the speaker: of a quotation what stands between the marks.
    pub fn spoken(&self) -> &str {
        match self.origin() {
            Origin::Quoted => self.text().split_once('“').map_or(self.text(), |(_, inner)| inner),
            _ => self.text(),
        }
    }

    /// Where the words that carry the concept begin in its text.
    pub fn place(&self) -> usize {
        self.evidence.words.start.saturating_sub(self.evidence.quote.start)
    }

    /// Number of stems in common.
    pub fn common(&self, other: &Limb<'_>) -> usize {
        self.said.common(&other.said)
    }
}

pub fn origin(e: &Evidence<'_>) -> Origin {
    use DocumentKind::{
        Answer, Brief, Complaint, Declaration, Email, Exhibit, Motion, News, Notice, Order, Policy, Report,
        Statement, Terms, Transcript,
    };
    let company = e.speaker == Speaker::Company;
    match e.kind {
        Policy | Terms | Statement | Notice | Answer | Motion | Brief | Declaration if company => Origin::Own,
        Complaint | Report if company && e.has(Flag::Quoted) => Origin::Quoted,
        Order | News if company && e.has(Flag::Quoted) && e.quote.text.contains('“') => Origin::Quoted,
        Complaint => Origin::Pleading,
        Email | Exhibit | Report | Transcript => Origin::Record,
        _ => Origin::Other,
    }
}

/// Can a finding be a side of a pair at all? Asked before its words are looked at.
pub fn may_speak(e: &Evidence<'_>) -> bool {
    let company = e.speaker == Speaker::Company && e.mode != Mode::Contested;
    let other = matches!(e.mode, Mode::Alleged | Mode::Found | Mode::Held | Mode::Confirmed | Mode::Reported);
    (company || other) && !e.has(Flag::Vague) && origin(e) != Origin::Other || e.mode == Mode::Held
}

static DOUBLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"\bden(?:y|ies|ied|ying)\b.{0,60}\b(?:not|never|fail(?:s|ed)?|without|lack(?:s|ed)?|neglect(?:s|ed)?)\b").ok()
});
/// A negation with the word before it, which is who does not do it, or joins it to who does.
static NEGATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let auxiliary = r"(?:do|does|did|will|would|shall|can|could|may|have|has|are|is|was|were)";
    let negation = r"(?:not|never|neither|no longer|cannot)\b|\b\w+n['’]t\b";
    expression(&format!(
        r"\b([\w.-]+)\s+(?:(?:also|further|currently|simply|then|will|would)\s+)?(?:{auxiliary}\s+)?(?:{negation})"
    ))
    .ok()
});
/// Denials in other words.
static DENIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"\b(?:nobody|no one|nothing|none|not a single|no (?:evidence|breach|unauthori[sz]ed|customer|user|personal))\b|\bden(?:y|ies|ied|ying)\b|\bonly (?:share|disclose|use)|\bfalse\b|\buntrue\b").ok()
});

/// Does the company say that itself does not do it? What its users or partners do not do is another thing.
fn negates_own_conduct(text: &str) -> bool {
    const OTHERS: [&str; 25] = [
        "you",
        "who",
        "friends",
        "users",
        "user",
        "people",
        "partners",
        "parties",
        "advertisers",
        "others",
        "buyers",
        "children",
        "parents",
        "someone",
        "anyone",
        "they",
        "sellers",
        "vendors",
        "law",
        "laws",
        "she",
        "he",
        "should",
        "must",
        "entities",
    ];
    if text.contains("can and cannot") {
        return false;
    }
    // what stands in brackets is said by the way
    let outside: String =
        text.split('(').map(|part| part.split_once(')').map_or(part, |(_, rest)| rest)).collect();
    let own = NEGATION.as_ref().is_some_and(|p| {
        p.captures_iter(&outside).filter_map(|c| c.get(1)).any(|subject| !OTHERS.contains(&subject.as_str()))
    });
    own || matches(&DENIAL, text)
}
/// An example or a case supposed, and not what the company does.
pub static EXAMPLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"^\W*(?:later,|say,|(?:for (?:example|instance)|imagine|suppose|so if|if|or if|but if|even if|but even if|unless|when you|where you|to learn|please|how|what|why|you (?:can|may|will)|your friends|but your|you, other)\b)").ok()
});
static NEGATED: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"\b(?:not|never|neither|nor|cannot|without)\b|n['’]t\b").ok());
/// Who acts in the company's own sentence.
pub static WE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"\b(?:we|our|us)\b|\bwe['’]|\b(?:information|data|details|records|tickets|it)\s+(?:\w+\s+){0,3}(?:is|are|was|were|may|might|can|will|includes?)\b").ok()
});

pub static WITHDRAWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"\b(?:withdraw|withdrew|withdrawn|retract|no longer stand|earlier statement)").ok()
});
pub static SUPPOSED: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"^\W*(?:if|should|in the event|in case|unless|whether)\b").ok());

pub fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

/// The company's word that the thing is not so: its own document, or quoted by another.
pub fn says_not(limb: &Limb<'_>) -> bool {
    let e = limb.evidence;
    let denied = e.mode == Mode::Denied && e.polarity == Polarity::Asserted && !matches(&DOUBLE, limb.text());
    let promised = matches!(e.mode, Mode::Promised | Mode::Represented) && e.polarity == Polarity::Negated;
    e.speaker == Speaker::Company
        && (denied || promised)
        && !e.has(Flag::Vague)
        && !limb.said.is_withdrawn()
        && !(limb.origin() == Origin::Quoted && limb.said.marks.silence)
        && !limb.said.is_example()
        && negates_own_conduct(limb.spoken())
        && speaks_for_itself(limb)
        && matches!(limb.origin(), Origin::Own | Origin::Quoted)
}

/// In a policy the company speaks as `we`; what stands there of others is no promise of its own.
fn speaks_for_itself(limb: &Limb<'_>) -> bool {
    !matches!(limb.evidence.kind, DocumentKind::Policy | DocumentKind::Terms) || limb.said.is_ours()
}

/// The company's word that all of a thing is so.
pub fn says_all(limb: &Limb<'_>) -> bool {
    let e = limb.evidence;
    let said = matches!(e.mode, Mode::Promised | Mode::Represented) && e.polarity == Polarity::Asserted;
    said && e.concept.starts_with("security:")
        && !e.has(Flag::Vague)
        && limb.said.marks.universal
        && matches!(limb.origin(), Origin::Own | Origin::Quoted)
}

/// Anyone's word that the thing is, or may be.
pub fn says_so(limb: &Limb<'_>) -> bool {
    let e = limb.evidence;
    if e.polarity != Polarity::Asserted || limb.said.is_supposed() || limb.said.is_withdrawn() {
        return false;
    }
    let named = limb.said.marks.outsiders_end.is_some_and(|end| end <= limb.before_concept().len());
    let outsider = || named && !rules::event(e.concept);
    let said = match limb.origin() {
        Origin::Own => {
            let said = matches!(
                e.mode,
                Mode::Represented | Mode::Promised | Mode::Permitted | Mode::Admitted | Mode::Confirmed
            );
            let told = rules::event(e.concept) && limb.text().contains("claimed");
            said && !told && !e.has(Flag::Vague) && states_conduct(limb)
        }
        Origin::Pleading => alleges(limb),
        Origin::Record => {
            matches!(e.mode, Mode::Found | Mode::Confirmed | Mode::Reported | Mode::Represented)
                && affirms(limb)
        }
        Origin::Quoted | Origin::Other => {
            e.kind == DocumentKind::Order && e.speaker == Speaker::Court && e.mode == Mode::Held
        }
    };
    said && !outsider()
}

/// A whole sentence in which the company, or the data, is the subject, and that negates nothing.
fn states_conduct(limb: &Limb<'_>) -> bool {
    let whole = limb.said.words >= 6 && !limb.text().trim_end().ends_with(['?', ':']);
    let own_name = limb.evidence.kind != DocumentKind::Policy && limb.evidence.kind != DocumentKind::Terms;
    whole
        && (own_name || limb.said.is_ours())
        && !limb.said.is_example()
        && !matches(&NEGATED, limb.before_concept())
}

/// An allegation of conduct, not of what was said about it.
fn alleges(limb: &Limb<'_>) -> bool {
    let e = limb.evidence;
    matches!(e.speaker, Speaker::Plaintiff | Speaker::Regulator | Speaker::Unknown)
        && e.mode == Mode::Alleged
        && !e.has(Flag::Quoted)
        && !e.has(Flag::Hedged)
        && !limb.said.marks.telling
        && !matches(&NEGATED, limb.before_concept().rsplit([',', ';', ':']).next().unwrap_or_default())
}

/// A record that says that it could not see a thing does not say that the thing is.
fn affirms(limb: &Limb<'_>) -> bool {
    let before = limb.before_concept();
    !["no evidence", "not ", "nothing", "could not", "cannot", "no sign", "never"]
        .iter()
        .any(|no| before.contains(no))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_do_not_do_is_not_the_companys_promise() {
        for own in [
            "we do not sell your data",
            "tiktok won’t share it",
            "we share nothing",
            "we never share it",
            "marlowe denies it",
        ] {
            assert!(negates_own_conduct(own), "{own}");
        }
        for other in [
            "your friends can’t share it",
            "you will not be able to sign in",
            "partners who do not follow the rules",
        ] {
            assert!(!negates_own_conduct(other), "{other}");
        }
    }
}
