//! Pairs of statements that collide on one concept: tensions, never verdicts.
//!
//! A pair is shown only when both speak of the same concept, when neither limits it to data or
//! recipients that the other leaves out, and when the dates allow it. Exceptions are kept with each
//! side. What is not paired may still collide: the rules prefer few pairs that are right.

use super::actors::Actors;
use super::recipients::{excuses, meet, named, recipients};
use super::{Evidence, Table, View};
use crate::document::{DocumentKind, Flag, Mode, Polarity, Span, Speaker};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why two statements were paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TensionKind {
    /// The company denies what it discloses, admits or confirms elsewhere.
    DenialDisclosure,
    /// The company says that a thing is not done; another alleges or finds that it is.
    PromiseAllegation,
    /// The company says that a thing is not done and reserves the possibility.
    PromiseReservation,
    /// What the policy says is done, a statement says is not.
    PolicyStatement,
    /// One version says that a thing is not done, another that it is or may be.
    VersionVersion,
    /// The company denies what a regulator, laboratory or court found.
    DenialFinding,
}

impl TensionKind {
    pub fn title(self) -> &'static str {
        match self {
            Self::DenialDisclosure => "Denial and disclosure",
            Self::PromiseAllegation => "Promise and allegation",
            Self::PromiseReservation => "Promise and reservation",
            Self::PolicyStatement => "Policy and statement",
            Self::VersionVersion => "Two versions of the policy",
            Self::DenialFinding => "Denial and finding",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tension<'e> {
    pub kind: TensionKind,
    pub concept: String,
    /// The statement that the thing is not so.
    pub left: &'e Evidence,
    /// The statement that it is, or may be.
    pub right: &'e Evidence,
    /// Data categories that both name, by identifier.
    pub shared_data: Vec<String>,
    pub shared_recipients: Vec<String>,
    /// Further pairs of the same kind and concept between the same two documents.
    pub further: usize,
    #[serde(skip)]
    score: f32,
}

/// A statement with what limits it.
struct Limb<'e> {
    evidence: &'e Evidence,
    data: BTreeSet<&'e str>,
    recipients: BTreeSet<&'static str>,
    /// Does its exception leave the choice to the user, or point to what is reserved?
    excused: bool,
    /// Its long words, in small letters.
    words: BTreeSet<String>,
}

/// All tensions, the plainest first within each kind.
pub fn tensions<'e>(view: &'e View<'_>) -> Vec<Tension<'e>> {
    let data = data_by_proposition(view);
    let actors = Actors::of(view);
    let mut groups: BTreeMap<(&str, String), Vec<Limb<'e>>> = BTreeMap::new();
    let speaks = |e: &&Evidence| {
        let legal = e.concept.starts_with("claim:") || e.concept.starts_with("defence:");
        !legal && e.concept != "data:generic"
    };
    for evidence in view.evidence.iter().filter(speaks).filter(|e| says_not(e) || says_so(e)) {
        let key = (evidence.quote.record, evidence.quote.start, evidence.quote.end);
        for actor in actors.keys(view, evidence) {
            let named = data.get(&key).cloned().unwrap_or_default();
            groups.entry((&evidence.concept, actor)).or_default().push(limb(view, evidence, named));
        }
    }
    let mut found: Vec<Tension<'e>> =
        groups.iter().flat_map(|((c, _), limbs)| of_concept(c, limbs)).collect();
    found.sort_by(|a, b| {
        let rank = |t: &Tension<'_>| {
            (t.kind, t.left.quote.record, t.left.quote.start, t.right.quote.record, t.right.quote.start)
        };
        a.kind.cmp(&b.kind).then(b.score.total_cmp(&a.score)).then(rank(a).cmp(&rank(b)))
    });
    one_a_pair_of_sentences(found)
}

fn limb<'e>(view: &View<'_>, evidence: &'e Evidence, data: BTreeSet<&'e str>) -> Limb<'e> {
    let text = evidence.quote.text.to_lowercase();
    let long = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 4);
    Limb {
        evidence,
        data,
        recipients: recipients(&text),
        excused: excused(view, evidence),
        words: long.map(str::to_owned).collect(),
    }
}

fn excused(view: &View<'_>, e: &Evidence) -> bool {
    match e.condition {
        Some(span) => excuses(view.document(e.quote.record).slice(span)),
        None => e.has(Flag::Conditional),
    }
}

type PropositionKey = (usize, usize, usize);

fn data_by_proposition<'e>(view: &'e View<'_>) -> BTreeMap<PropositionKey, BTreeSet<&'e str>> {
    let mut data: BTreeMap<PropositionKey, BTreeSet<&str>> = BTreeMap::new();
    for e in view.evidence.iter().filter(|e| e.concept.starts_with("data:")) {
        data.entry((e.quote.record, e.quote.start, e.quote.end)).or_default().insert(&e.concept);
    }
    data
}

fn of_concept<'e>(concept: &str, limbs: &[Limb<'e>]) -> Vec<Tension<'e>> {
    let mut best: BTreeMap<(TensionKind, usize, usize), Tension<'e>> = BTreeMap::new();
    for left in limbs.iter().filter(|l| says_not(l.evidence)) {
        for right in limbs.iter().filter(|l| says_so(l.evidence)) {
            let Some(tension) = pair(concept, left, right) else { continue };
            let key = (tension.kind, tension.left.quote.record, tension.right.quote.record);
            match best.get_mut(&key) {
                None => {
                    best.insert(key, tension);
                }
                Some(kept) => {
                    let further = kept.further + 1;
                    if tension.score > kept.score {
                        *kept = tension;
                    }
                    kept.further = further;
                }
            }
        }
    }
    best.into_values().collect()
}

/// The same two sentences under several concepts are one tension: the first, plainest is kept.
fn one_a_pair_of_sentences(found: Vec<Tension<'_>>) -> Vec<Tension<'_>> {
    let mut seen = BTreeSet::new();
    let key = |t: &Tension<'_>| {
        (t.left.quote.record, t.left.quote.start, t.right.quote.record, t.right.quote.start)
    };
    found.into_iter().filter(|t| seen.insert(key(t))).collect()
}

/// A company's own word that the thing is not so.
fn says_not(e: &Evidence) -> bool {
    let denied = e.mode == Mode::Denied && e.polarity == Polarity::Asserted;
    let promised = matches!(e.mode, Mode::Promised | Mode::Represented) && e.polarity == Polarity::Negated;
    e.speaker == Speaker::Company && (denied || promised) && !e.has(Flag::Vague)
}

/// Anyone's word that the thing is, or may be.
fn says_so(e: &Evidence) -> bool {
    e.polarity == Polarity::Asserted
        && match e.speaker {
            Speaker::Company => matches!(
                e.mode,
                Mode::Represented | Mode::Promised | Mode::Permitted | Mode::Admitted | Mode::Confirmed
            ),
            Speaker::Plaintiff | Speaker::Regulator | Speaker::Researcher | Speaker::Court => {
                matches!(e.mode, Mode::Alleged | Mode::Found | Mode::Held | Mode::Confirmed)
            }
            Speaker::ThirdParty => matches!(e.mode, Mode::Found | Mode::Confirmed),
            _ => false,
        }
}

fn pair<'e>(concept: &str, left: &Limb<'e>, right: &Limb<'e>) -> Option<Tension<'e>> {
    let kind = kind_of(left.evidence, right.evidence)?;
    if left.excused && right.evidence.speaker == Speaker::Company {
        // "We do not share it, except as stated here" does not collide with what is stated here.
        return None;
    }
    if !data_meet(&left.data, &right.data) || !meet(&left.recipients, &right.recipients) {
        return None;
    }
    let shared = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| -> Vec<String> {
        one.intersection(other).map(|s| (*s).to_owned()).collect()
    };
    Some(Tension {
        kind,
        concept: concept.to_owned(),
        left: left.evidence,
        right: right.evidence,
        shared_data: shared(&left.data, &right.data),
        shared_recipients: shared(&named(&left.evidence.quote.text), &named(&right.evidence.quote.text)),
        further: 0,
        score: score(left, right),
    })
}

fn kind_of(left: &Evidence, right: &Evidence) -> Option<TensionKind> {
    if left.quote.record == right.quote.record && left.quote.span().overlaps(right.quote.span()) {
        return None;
    }
    let denied = left.mode == Mode::Denied;
    if right.speaker != Speaker::Company {
        let found = matches!(right.mode, Mode::Found | Mode::Held | Mode::Confirmed);
        return match (denied, found) {
            (true, true) => Some(TensionKind::DenialFinding),
            (true, false) => None,
            (false, _) => predates(left, right).then_some(TensionKind::PromiseAllegation),
        };
    }
    if denied {
        return (!right.has(Flag::Vague)).then_some(TensionKind::DenialDisclosure);
    }
    of_own_words(left, right)
}

fn of_own_words(left: &Evidence, right: &Evidence) -> Option<TensionKind> {
    let version = |e: &Evidence| matches!(e.kind, DocumentKind::Policy | DocumentKind::Terms);
    let same = left.quote.record == right.quote.record;
    match (version(left), version(right)) {
        (true, true) if !same => Some(TensionKind::VersionVersion),
        (a, b) if a != b && matches!(right.mode, Mode::Represented | Mode::Permitted) => {
            Some(TensionKind::PolicyStatement)
        }
        _ if right.mode == Mode::Permitted && right.condition.is_none() => {
            Some(TensionKind::PromiseReservation)
        }
        _ => None,
    }
}

/// A promise made after the filing cannot have been broken before it.
fn predates(promise: &Evidence, allegation: &Evidence) -> bool {
    match (&promise.date, &allegation.date) {
        (Some(promised), Some(alleged)) => promised <= alleged,
        _ => true,
    }
}

/// A statement on personal data in general takes in every category; on one category only that one.
/// `left` is the negation: a narrower negation leaves a general assertion alone.
fn data_meet(left: &BTreeSet<&str>, right: &BTreeSet<&str>) -> bool {
    left.is_empty()
        || left.contains("data:generic")
        || right.is_empty()
        || left.intersection(right).next().is_some()
}

fn score(left: &Limb<'_>, right: &Limb<'_>) -> f32 {
    let (a, b) = (&left.words, &right.words);
    let overlap = a.intersection(b).count() as f32 / (a.len().min(b.len()).max(1)) as f32;
    let own =
        f32::from(u8::from(left.evidence.first_hand())) + f32::from(u8::from(right.evidence.first_hand()));
    let absolute = f32::from(u8::from(left.evidence.has(Flag::Absolute)));
    overlap
        + own
        + absolute
        + left.evidence.confidence
        + right.evidence.confidence
        + left.data.intersection(&right.data).count().min(3) as f32 * 0.5
}

impl Tension<'_> {
    /// Exceptions and conditions on each side.
    pub fn conditions(&self) -> [Option<Span>; 2] {
        [self.left.condition, self.right.condition]
    }

    /// Why the two were paired, in words that do not judge.
    pub fn reason(&self, name: &str) -> String {
        let what = match self.kind {
            TensionKind::DenialDisclosure => {
                "the company denies it in one place and states it of itself in the other"
            }
            TensionKind::PromiseAllegation => {
                "the company says that it is not done; the other side says that it is"
            }
            TensionKind::PromiseReservation => {
                "the company says that it is not done and reserves the possibility"
            }
            TensionKind::PolicyStatement => "the policy and the statement of the same company differ",
            TensionKind::VersionVersion => {
                "one version says that it is not done, the other that it is or may be"
            }
            TensionKind::DenialFinding => "the company denies it; it is stated as a finding in the other",
        };
        format!("Both speak of “{name}”: {what}.")
    }
}

/// One row a pair.
pub fn table(tensions: &[Tension<'_>]) -> Table {
    let head =
        ["kind", "concept", "left", "left_cite", "left_date", "right", "right_cite", "right_date", "further"];
    let mut table = Table::new("tensions", &head);
    for t in tensions {
        let kind = t.kind.title();
        let date = |e: &Evidence| e.date.clone().unwrap_or_default();
        let (l, r) = (&t.left.quote, &t.right.quote);
        table.push([
            kind,
            &t.concept,
            &l.text,
            &l.cite,
            &date(t.left),
            &r.text,
            &r.cite,
            &date(t.right),
            &t.further.to_string(),
        ]);
    }
    table
}
