//! The rules by which two statements are paired.

use super::rules::{self, meet};
use super::said::Reader;
use super::{Limb, Origin, Tension, TensionKind, measure, says_all};
use crate::analysis::actors::Actors;
use crate::analysis::answers::operative_complaint;
use crate::analysis::evidence::statement_date;
use crate::analysis::versions::reads_the_same;
use crate::analysis::{Evidence, View};
use crate::document::{DocumentKind, Flag, Mode, Polarity, Speaker};
use foldhash::{HashMap, HashSet};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Days around a denial within which a disclosure that names no day is taken to speak of the same event.
const NEAR: i32 = 90;
/// Stems that two statements on an open practice must share where neither names a data category.
const COMMON: usize = 2;
/// Letters of a quotation by which its original is looked for.
const HEAD: usize = 28;

/// The practice of which a statement may name the time.
const RETENTION: &str = "practice:retention";

/// What the rules ask of the matter.
pub struct Setting<'v, 'a> {
    view: &'v View<'a>,
    /// How the sentences of the company's own documents begin; made when first asked for.
    own: OnceLock<HashSet<u64>>,
    /// The day up to which each answer speaks.
    horizons: Mutex<HashMap<usize, Option<String>>>,
}

impl<'v, 'a> Setting<'v, 'a> {
    pub fn of(view: &'v View<'a>) -> Self {
        Self { view, own: OnceLock::new(), horizons: Mutex::default() }
    }

    /// Are the words, or those that they quote, at hand in the company's own document?
    pub fn has_original(&self, limb: &Limb<'_>) -> bool {
        let own = self.own.get_or_init(|| self.own_sentences());
        let text = &limb.evidence.quote.text;
        let inner = text.rsplit(['“', '"']).next().unwrap_or(text);
        [text, inner].into_iter().filter_map(head).any(|head| own.contains(&head))
    }

    fn own_sentences(&self) -> HashSet<u64> {
        use DocumentKind::{Notice, Policy, Statement, Terms};
        let own = self.view.of_kind(&[Policy, Terms, Statement, Notice]);
        let heads = |index: &usize| {
            let document = self.view.document(*index);
            document.sentences.iter().filter_map(|s| head(document.slice(*s)))
        };
        own.par_iter().flat_map_iter(heads).collect()
    }
}

/// A number for the first letters and digits of a sentence; `None` where it has too few to be known by.
fn head(text: &str) -> Option<u64> {
    // FNV-1a, a letter at a time: the words themselves are nowhere asked for
    let mut print = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |letter: char| print = (print ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3);
    let mut letters = 0;
    for letter in text.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => add(letter.to_ascii_lowercase()),
            letter if letter.is_alphanumeric() => letter.to_lowercase().for_each(&mut add),
            _ => continue,
        }
        letters += 1;
        if letters == HEAD {
            return Some(print);
        }
    }
    None
}

pub fn pair<'e>(setting: &Setting<'_, '_>, left: &Limb<'e>, right: &Limb<'e>) -> Option<Tension<'e>> {
    let (kind, why) = if says_all(left) { of_all(left, right)? } else { of_not(setting, left, right)? };
    let same = left.evidence.quote.record == right.evidence.quote.record;
    if one_holds_the_other(left.text(), right.text())
        || same && left.evidence.quote.span().overlaps(right.evidence.quote.span())
    {
        return None;
    }
    if kind == TensionKind::VersionVersion && reads_the_same(left.text(), right.text())
        || !of_one_policy(left.evidence, right.evidence)
    {
        return None;
    }
    let near = near_reason(left, right)?;
    if near.is_none() && !deeds_meet(left, right) {
        return None;
    }
    Some(tension(kind, left, right, near.unwrap_or(why)))
}

/// A children's policy and the general one speak of other users: only what stands in the same policy, or
/// in a document of another kind, is compared.
fn of_one_policy(left: &Evidence<'_>, right: &Evidence<'_>) -> bool {
    !is_version(left) || !is_version(right) || left.instrument == right.instrument
}

fn is_version(e: &Evidence<'_>) -> bool {
    matches!(e.kind, DocumentKind::Policy | DocumentKind::Terms)
}

fn one_holds_the_other(one: &str, other: &str) -> bool {
    let (longer, shorter) = if one.len() < other.len() { (other, one) } else { (one, other) };
    longer.contains(shorter)
}

pub fn tension<'e>(kind: TensionKind, left: &Limb<'e>, right: &Limb<'e>, why: &str) -> Tension<'e> {
    let shared = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| -> Vec<String> {
        one.intersection(other).filter(|s| **s != "data:generic").map(|s| (*s).to_owned()).collect()
    };
    Tension {
        kind,
        concept: left.evidence.concept.to_owned(),
        left: left.evidence,
        right: right.evidence,
        shared_data: shared(&left.data, &right.data),
        shared_recipients: shared(&left.said.marks.named, &right.said.marks.named),
        why: why.to_owned(),
        further: Vec::new(),
        others: Vec::new(),
        score: score(left, right),
    }
}

/// Do both speak of the same deed and, where the first names one, of the same purpose?
fn deeds_meet(left: &Limb<'_>, right: &Limb<'_>) -> bool {
    let (one, other) = (left.deeds(), &right.said.marks.deeds);
    let advertising = |limb: &Limb<'_>| limb.said.marks.advertising;
    let same_deed = one.is_empty() || other.is_empty() || !one.is_disjoint(other);
    let own = right.origin() == Origin::Own;
    same_deed && (!own || !advertising(left) || advertising(right))
}

/// `None` where the concepts differ and nothing says that they are near; else the reason, if there is one.
fn near_reason(left: &Limb<'_>, right: &Limb<'_>) -> Option<Option<&'static str>> {
    let (promise, practice) = (&left.evidence.concept, &right.evidence.concept);
    if promise == practice {
        return Some(None);
    }
    let near = rules::near().iter().find(|n| n.promise == *promise && n.practice == *practice)?;
    rules::receives(right.text(), &near.recipient).then_some(Some(near.why.as_str()))
}

/// The company says that a thing is not so.
fn of_not(
    setting: &Setting<'_, '_>,
    left: &Limb<'_>,
    right: &Limb<'_>,
) -> Option<(TensionKind, &'static str)> {
    let excused = left.excused() && !(right.origin() == Origin::Pleading && right.said.marks.despite);
    if excused
        || !data_meet(left, right)
        || !meet(&left.said.recipients, &right.said.recipients)
        || !times_meet(setting, left, right)
        || right.is_impersonal_beside(left)
        || right.origin() == Origin::Own && rules::directed(right.text())
    {
        return None;
    }
    if left.knowledge_limited() && !right.text().contains("know") && !right.text().contains("aware") {
        return None;
    }
    let denied = left.evidence.mode == Mode::Denied;
    match (right.origin(), denied) {
        (Origin::Pleading, true) => None,
        (Origin::Pleading, false) if leaves_undone(left, right) => None,
        (Origin::Pleading, false) => predates(left.evidence, right.evidence).then_some((
            TensionKind::PromiseAllegation,
            "the company says that it is not done; the other side says that it is",
        )),
        (Origin::Record, _) => Some(of_record(right, denied)),
        (Origin::Own, true) => disclosed(left, right),
        (Origin::Own, false) => of_own_words(left, right),
        (Origin::Quoted | Origin::Other, true) => {
            Some((TensionKind::DenialFinding, "the company denies it; the court states it as decided"))
        }
        (Origin::Quoted | Origin::Other, false) => Some((
            TensionKind::PromiseFinding,
            "the company says that it is not done; the court states it as decided",
        )),
    }
}

/// Is what is alleged no deed, where the company says that a deed is not done?
fn leaves_undone(left: &Limb<'_>, right: &Limb<'_>) -> bool {
    let no_deed = !left.deeds().is_empty() && right.said.marks.deeds.is_empty();
    no_deed || right.said.marks.omission
}

fn of_record(right: &Limb<'_>, denied: bool) -> (TensionKind, &'static str) {
    let e = right.evidence;
    let tested =
        e.kind == DocumentKind::Report || matches!(e.speaker, Speaker::Researcher | Speaker::Regulator);
    match (tested, denied) {
        (true, true) => {
            (TensionKind::DenialFinding, "the company denies it; the report states it as observed")
        }
        (true, false) => (
            TensionKind::PromiseFinding,
            "the company says that it is not done; the report states it as observed",
        ),
        (false, _) => {
            (TensionKind::StatementRecord, "the company says that it is not so; the record says that it is")
        }
    }
}

fn disclosed(left: &Limb<'_>, right: &Limb<'_>) -> Option<(TensionKind, &'static str)> {
    // "Admits only that … and otherwise denies" is one response, not two that collide.
    let same = left.evidence.quote.record == right.evidence.quote.record;
    let pleaded = right.evidence.kind == DocumentKind::Answer;
    (!same && !pleaded && !right.evidence.has(Flag::Vague)).then_some((
        TensionKind::DenialDisclosure,
        "the company denies it in one place and states it of itself in the other",
    ))
}

fn of_own_words(left: &Limb<'_>, right: &Limb<'_>) -> Option<(TensionKind, &'static str)> {
    let (l, r) = (left.evidence, right.evidence);
    let stated = matches!(r.mode, Mode::Represented | Mode::Permitted | Mode::Confirmed);
    let same = l.quote.record == r.quote.record;
    match (is_version(l), is_version(r)) {
        (true, true) if !same && names_an_object(left, right) => Some((
            TensionKind::VersionVersion,
            "one version says that it is not done, the other that it is or may be",
        )),
        (a, b) if a != b && stated && r.kind != DocumentKind::Answer => {
            Some((TensionKind::PolicyStatement, "the policy and the statement of the same company differ"))
        }
        (true, true)
            if same && r.mode == Mode::Permitted && r.condition.is_none() && names_the_same(left, right) =>
        {
            Some((
                TensionKind::PromiseReservation,
                "the company says that it is not done and reserves the possibility",
            ))
        }
        _ => None,
    }
}

/// In two versions the company must speak of its own deed, the same in both, and of the same things. Where
/// they share a practice that leaves its object open, they must name a recipient in common.
fn names_an_object(left: &Limb<'_>, right: &Limb<'_>) -> bool {
    let (not_done, done) = (left.said.own_deeds(), right.said.own_deeds());
    let shared = left.common(right);
    let most = 2 * shared >= left.said.stem_count().max(1);
    // `use` says too little: what is used for one thing may be used for another
    let deed = |most: bool| not_done.intersection(done).any(|deed| most || *deed != "use");
    let same_things = shared > COMMON || most;
    if !deed(most) || !same_things && left.evidence.concept == right.evidence.concept {
        return false;
    }
    let (l, r) = (left.evidence, right.evidence);
    let shared = left.said.marks.named.intersection(&right.said.marks.named).count();
    !rules::open(l.concept) || l.concept != r.concept || (shared > 0 && left.common(right) > 0)
}

/// In one document, only statements that name the same recipient and more collide: the rest is a rule
/// and its exception.
fn names_the_same(left: &Limb<'_>, right: &Limb<'_>) -> bool {
    let shared = left.said.marks.named.intersection(&right.said.marks.named).count();
    shared > 0 && left.common(right) > COMMON
}

/// The company says that all of a thing is so; the other statement says it of a part only.
fn of_all(left: &Limb<'_>, right: &Limb<'_>) -> Option<(TensionKind, &'static str)> {
    let part = !says_all(right) && !right.data.is_empty() && !right.data.contains("data:generic");
    let (l, r) = (left.evidence, right.evidence);
    if left.origin() != Origin::Own
        || right.origin() != Origin::Own
        || !part
        || l.quote.record == r.quote.record
    {
        return None;
    }
    let why = "one speaks of all of it, the other of a part";
    match (is_version(l), is_version(r)) {
        (true, true) => Some((TensionKind::VersionVersion, why)),
        (a, b) if a != b => Some((TensionKind::PolicyStatement, why)),
        _ => None,
    }
}

/// Pairs by what two statements count: a longer time of keeping, a number that is said not to be so.
pub fn by_measure<'e>(setting: &Setting<'_, '_>, limbs: &[&Limb<'e>]) -> Vec<Tension<'e>> {
    let counts = |l: &&Limb<'_>| l.evidence.concept == RETENTION && l.said.longest().is_some();
    let disowns = |l: &&Limb<'_>| l.origin() == Origin::Record && l.said.disowns();
    let rights: Vec<&Limb<'e>> = limbs.iter().copied().filter(|l| counts(l) || disowns(l)).collect();
    let mut found = Vec::new();
    for left in limbs.iter().filter(|l| l.origin() == Origin::Own) {
        for right in &rights {
            if left.evidence.quote.record == right.evidence.quote.record
                || left.evidence.concept != right.evidence.concept
            {
                continue;
            }
            if keeps_longer(left, right) {
                let why = "one names a shorter time than the other";
                found.push(tension(TensionKind::VersionVersion, left, right, why));
            }
            let record = right.origin() == Origin::Record && times_meet(setting, left, right);
            if record && measure::disowned(left.text(), right.text()).is_some() {
                let why = "the record gives another number than the statement";
                found.push(tension(TensionKind::StatementRecord, left, right, why));
            }
        }
    }
    found
}

/// News reports that put an allegation wider than the complaint: `every website`, `any device`.
pub fn paraphrases<'e>(view: &'e View<'_>) -> Vec<Tension<'e>> {
    let alleged = |e: &Evidence<'_>, kind| {
        e.kind == kind && e.mode == Mode::Alleged && e.polarity == Polarity::Asserted
    };
    let reader = Reader::default();
    let mut limb = |e: &'e Evidence<'e>| Limb::new(view, e, Arc::default(), reader.read(e.quote.text));
    let actors = Actors::of(view);
    let mut found = Vec::new();
    for report in
        view.evidence.iter().filter(|e| alleged(e, DocumentKind::News) && e.concept.starts_with("practice:"))
    {
        let report = limb(report);
        if !report.said.marks.universal {
            continue;
        }
        let reported_of = actors.keys(report.evidence);
        let pleaded = view
            .of_concept(report.evidence.concept)
            .filter(|e| alleged(e, DocumentKind::Complaint) && !actors.keys(e).is_disjoint(&reported_of));
        let narrower =
            pleaded.map(&mut limb).filter(|l| !l.said.marks.universal && l.common(&report) >= COMMON);
        let why = "the report puts it wider than the pleading; the pleading is what is alleged";
        found.extend(narrower.map(|l| tension(TensionKind::PleadingParaphrase, &l, &report, why)));
    }
    found
}

fn keeps_longer(left: &Limb<'_>, right: &Limb<'_>) -> bool {
    let version = |l: &Limb<'_>| l.origin() == Origin::Own && is_version(l.evidence);
    left.evidence.concept == RETENTION
        && version(left)
        && version(right)
        && of_one_policy(left.evidence, right.evidence)
        && left.evidence.date < right.evidence.date
        && left.said.longest().zip(right.said.longest()).is_some_and(|(a, b)| a < b)
        && left.common(right) >= 1
}

/// A promise made after the filing cannot have been broken before it.
fn predates(promise: &Evidence<'_>, allegation: &Evidence<'_>) -> bool {
    match (&promise.date, &allegation.date) {
        (Some(promised), Some(alleged)) => promised <= alleged,
        _ => true,
    }
}

/// A denial of an event speaks of what happened before it, and an answer of what the complaint alleges.
fn times_meet(setting: &Setting<'_, '_>, left: &Limb<'_>, right: &Limb<'_>) -> bool {
    if !left.of_event() {
        return true;
    }
    let spoken = left.said.days.iter().max().cloned().or_else(|| horizon(setting, left.evidence));
    let Some(spoken) = spoken else { return true };
    if let Some(first) = right.said.days.iter().min() {
        return *first <= spoken;
    }
    let (Some(Ok(from)), Some(Ok(to))) =
        (Some(spoken.parse::<Date>()), right.evidence.date.map(str::parse::<Date>))
    else {
        return true;
    };
    (-NEAR..=NEAR).contains(&(to - from).get_days())
}

/// The day up to which a denial speaks: of an answer the filing of the complaint.
fn horizon(setting: &Setting<'_, '_>, e: &Evidence<'_>) -> Option<String> {
    if e.kind != DocumentKind::Answer {
        return e.date.map(str::to_owned);
    }
    let read = |record: usize| {
        let complaint = operative_complaint(setting.view, record)?;
        statement_date(setting.view.document(complaint)).map(str::to_owned)
    };
    let record = e.quote.record;
    let mut horizons = setting.horizons.lock().unwrap_or_else(PoisonError::into_inner);
    horizons.entry(record).or_insert_with(|| read(record)).clone()
}

/// A statement on personal data in general takes in every category; on one category only that one. On a
/// practice that says nothing of its object, statements that name no category must share words.
fn data_meet(left: &Limb<'_>, right: &Limb<'_>) -> bool {
    let specific = |data: &BTreeSet<&str>| data.iter().any(|d| *d != "data:generic");
    if left.data.intersection(&right.data).any(|d| *d != "data:generic") {
        return true;
    }
    let open = rules::open(left.evidence.concept);
    match (specific(&left.data), specific(&right.data)) {
        // A practice that names its own object collides whatever else is named, but for a sister category.
        (true, true) => {
            !open && left.evidence.concept.starts_with("practice:") && !are_sisters(&left.data, &right.data)
        }
        (true, false) => !open || left.common(right) >= COMMON,
        (false, _) if left.data.contains("data:generic") => true,
        (false, _) => !open || left.common(right) >= COMMON,
    }
}

/// Do the two name categories of one family: precise and approximate location?
fn are_sisters(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> bool {
    let families = |data: &BTreeSet<&str>| -> BTreeSet<String> {
        data.iter().filter_map(|d| d.split_once('_')).map(|(family, _)| family.to_owned()).collect()
    };
    !families(one).is_disjoint(&families(other))
}

fn score(left: &Limb<'_>, right: &Limb<'_>) -> f32 {
    let overlap =
        left.common(right) as f32 / left.said.stem_count().min(right.said.stem_count()).max(1) as f32;
    let first_hand = |l: &Limb<'_>| f32::from(u8::from(l.evidence.first_hand()));
    overlap * 2.0
        + first_hand(left)
        + first_hand(right)
        + f32::from(u8::from(left.evidence.has(Flag::Absolute)))
        + left.evidence.confidence
        + right.evidence.confidence
        + left.data.intersection(&right.data).count().min(3) as f32 * 0.5
        - right.data.len().min(8) as f32 * 0.15
        - f32::from(u8::from(left.evidence.concept != right.evidence.concept))
}
