//! Pairs of statements that collide on one concept: tensions, never verdicts.
//!
//! A pair is shown only when both speak of the same concept and actor, when neither limits it to data or
//! recipients that the other leaves out, and when the dates allow it. The company's words are taken from
//! its own document where that is at hand, else from another's quotation of them. Exceptions are kept with
//! each side. What is not paired may still collide: the rules prefer few pairs that are right.

mod limb;
mod marks;
mod measure;
mod pairing;
mod pleaded;
mod rules;
mod said;

use super::actors::Actors;
use super::{Evidence, SEPARATOR, Table, View};
use crate::document::Span;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use limb::{Limb, Origin, says_all, says_not, says_so};
use pairing::Setting;
use rayon::prelude::*;
use said::Reader;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why two statements were paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TensionKind {
    /// The company denies what it discloses, admits or confirms elsewhere.
    DenialDisclosure,
    /// The company says that a thing is not done; the other side alleges that it is.
    PromiseAllegation,
    /// The company says that a thing is not done; a laboratory, regulator or court finds that it is.
    PromiseFinding,
    /// The company says that it is not done and reserves the possibility.
    PromiseReservation,
    /// What the policy says is done, a statement says is not, or says of more.
    PolicyStatement,
    /// One version says that a thing is not done, another that it is or may be, or of less.
    VersionVersion,
    /// The company denies what a regulator, laboratory or court found.
    DenialFinding,
    /// A record of another does not agree with the company's statement.
    StatementRecord,
    /// A news report puts an allegation wider than the pleading that it reports.
    PleadingParaphrase,
}

impl TensionKind {
    pub fn title(self) -> &'static str {
        match self {
            Self::DenialDisclosure => "Denial and disclosure",
            Self::PromiseAllegation => "Promise and allegation",
            Self::PromiseFinding => "Promise and finding",
            Self::PromiseReservation => "Promise and reservation",
            Self::PolicyStatement => "Policy and statement",
            Self::VersionVersion => "Two versions of the policy",
            Self::DenialFinding => "Denial and finding",
            Self::StatementRecord => "Statement and record",
            Self::PleadingParaphrase => "Pleading and paraphrase",
        }
    }

    /// After a count: `3 between versions of the policy`.
    pub fn between(self) -> &'static str {
        match self {
            Self::DenialDisclosure => "between denial and disclosure",
            Self::PromiseAllegation => "between promise and allegation",
            Self::PromiseFinding => "between promise and finding",
            Self::PromiseReservation => "between promise and reservation",
            Self::PolicyStatement => "between policy and statement",
            Self::VersionVersion => "between versions of the policy",
            Self::DenialFinding => "between denial and finding",
            Self::StatementRecord => "between statement and record",
            Self::PleadingParaphrase => "between pleading and news paraphrase",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tension<'e> {
    pub kind: TensionKind,
    pub concept: String,
    /// The statement that the thing is not so, or that all of it is.
    pub left: &'e Evidence<'e>,
    /// The statement that it is, or may be, or that not all of it is.
    pub right: &'e Evidence<'e>,
    /// Data categories that both name, by identifier.
    pub shared_data: Vec<String>,
    pub shared_recipients: Vec<String>,
    /// In what the two do not agree, in words that do not judge.
    pub why: String,
    /// Further statements that collide with the left one nearly as plainly, by place.
    pub further: Vec<&'e Evidence<'e>>,
    #[serde(skip)]
    score: f32,
    /// Statements that were paired with the left one as well, each with the score of its pair.
    #[serde(skip)]
    others: Vec<(f32, &'e Evidence<'e>)>,
}

/// What scores less than the best pair by more than this is not told beside it: a statement on the same data that
/// speaks of another deed.
const NEARLY: f32 = 0.6;

/// Statements of one concept and company that are compared on each side. Only a matter of thousands of
/// documents has more, and there the rest repeats them.
pub const COMPARED: usize = 250;

/// All tensions, the plainest first within each kind.
pub fn tensions<'e>(view: &'e View<'_>) -> Vec<Tension<'e>> {
    let setting = Setting::of(view);
    let mut best: BTreeMap<PairKey, Tension<'e>> = BTreeMap::new();
    let groups: Vec<Vec<Arc<Limb<'e>>>> = groups(view).into_values().collect();
    let each: Vec<Vec<Tension<'e>>> =
        groups.into_par_iter().map(|limbs| of_group(&setting, &limbs)).collect();
    for tension in each.into_iter().flatten() {
        keep_best(&mut best, tension);
    }
    for tension in pairing::paraphrases(view).into_iter().chain(pleaded::pleaded(view)) {
        keep_best(&mut best, tension);
    }
    let mut found = plainest(best.into_values().collect());
    found.iter_mut().for_each(Tension::tell_further);
    found.sort_by(|a, b| {
        let rank = |t: &Tension<'_>| {
            (t.left.quote.record, t.left.quote.start, t.right.quote.record, t.right.quote.start)
        };
        a.kind.cmp(&b.kind).then(b.score.total_cmp(&a.score)).then(rank(a).cmp(&rank(b)))
    });
    found
}

/// Statements by concept and company, with those on practices near it.
fn groups<'e>(view: &'e View<'_>) -> BTreeMap<(&'e str, String), Vec<Arc<Limb<'e>>>> {
    let (data, actors) = rayon::join(|| data_by_proposition(view), || Actors::of(view));
    let reader = Reader::default();
    let speaks = |e: &&Evidence<'_>| {
        let legal = e.concept.starts_with("claim:") || e.concept.starts_with("defence:");
        !legal && e.concept != "data:generic" && limb::may_speak(e)
    };
    let joined = |evidence: &'e Evidence<'e>| -> Vec<((&'e str, String), Arc<Limb<'e>>)> {
        let named = data.get(&place(evidence)).cloned().unwrap_or_default();
        let limb = Arc::new(Limb::new(view, evidence, named, reader.read(evidence.quote.text)));
        let near = rules::near().iter().filter(|near| near.practice == evidence.concept);
        let concepts: Vec<&'e str> =
            near.map(|near| near.promise.as_str()).chain([evidence.concept]).collect();
        let of_actor = |actor: String| {
            let limb = limb.clone();
            concepts.iter().map(move |concept| ((*concept, actor.clone()), limb.clone())).collect::<Vec<_>>()
        };
        actors.keys(evidence).into_iter().flat_map(of_actor).collect()
    };
    let each: Vec<_> = view.evidence.par_iter().filter(speaks).flat_map_iter(joined).collect();
    let mut groups: BTreeMap<(&'e str, String), Vec<Arc<Limb<'e>>>> = BTreeMap::new();
    for (key, limb) in each {
        groups.entry(key).or_default().push(limb);
    }
    groups
}

/// Document, start and end of a proposition.
type Place = (usize, usize, usize);

fn place(e: &Evidence<'_>) -> Place {
    (e.quote.record, e.quote.start, e.quote.end)
}

/// The data categories that each proposition names.
fn data_by_proposition<'e>(view: &'e View<'_>) -> HashMap<Place, Arc<BTreeSet<&'e str>>> {
    let mut data: HashMap<Place, BTreeSet<&str>> = HashMap::new();
    for e in view.evidence.iter().filter(|e| e.concept.starts_with("data:")) {
        data.entry(place(e)).or_default().insert(e.concept);
    }
    data.into_iter().map(|(place, named)| (place, Arc::new(named))).collect()
}

fn of_group<'e>(setting: &Setting<'_, '_>, limbs: &[Arc<Limb<'e>>]) -> Vec<Tension<'e>> {
    let quoted = |l: &Limb<'_>| l.origin() != Origin::Own && setting.has_original(l);
    let lefts = plain(limbs, |l| (says_not(l) || says_all(l)) && !quoted(l));
    let rights = plain(limbs, |l| says_so(l) && !quoted(l));
    let mut found = Vec::new();
    for left in &lefts {
        for right in &rights {
            found.extend(pairing::pair(setting, left, right));
        }
    }
    found.extend(pairing::by_measure(setting, &rights));
    found
}

/// The statements of one side that are compared: each wording once, where it was said first; at most
/// [`COMPARED`], the surest first.
fn plain<'l, 'e>(limbs: &'l [Arc<Limb<'e>>], test: impl Fn(&Limb<'e>) -> bool) -> Vec<&'l Limb<'e>> {
    let place = |l: &Limb<'_>| (l.evidence.quote.record, l.evidence.quote.start);
    let mut ordered: Vec<&Limb<'e>> = limbs.iter().map(|l| &**l).collect();
    ordered.sort_by(|a, b| a.evidence.date.cmp(&b.evidence.date).then(place(a).cmp(&place(b))));
    // what repeats an earlier statement in each respect that a test looks at fares as that one did
    let mut wordings = HashSet::new();
    let mut refused = HashSet::new();
    let mut kept = Vec::new();
    for limb in ordered {
        let e = limb.evidence;
        let wording = (limb.said.print, e.kind, e.instrument);
        let said = (wording, e.mode, e.polarity, e.speaker, limb.place(), e.flags, e.concept);
        if wordings.contains(&wording) || refused.contains(&said) {
            continue;
        }
        if test(limb) {
            wordings.insert(wording);
            kept.push(limb);
        } else {
            refused.insert(said);
        }
    }
    kept.sort_by(|a, b| {
        let key = |l: &Limb<'_>| (!l.evidence.first_hand(), place(l));
        b.evidence.confidence.total_cmp(&a.evidence.confidence).then(key(a).cmp(&key(b)))
    });
    kept.truncate(COMPARED);
    kept
}

type PairKey = (TensionKind, usize, usize, usize);

/// One pair a left statement and complaint; of the company's own documents, which repeat each other from
/// version to version, and of records one pair a left statement.
fn keep_best<'e>(best: &mut BTreeMap<PairKey, Tension<'e>>, tension: Tension<'e>) {
    let right = if tension.kind == TensionKind::PromiseAllegation { tension.right.quote.record } else { 0 };
    // of a paraphrase the pleading that is nearest to it
    let named = if tension.kind == TensionKind::PleadingParaphrase { tension.right } else { tension.left };
    let key = (tension.kind, named.quote.record, named.quote.start, right);
    match best.get_mut(&key) {
        None => {
            best.insert(key, tension);
        }
        Some(kept) => {
            let mut tension = tension;
            if tension.score > kept.score {
                std::mem::swap(kept, &mut tension);
                kept.others = std::mem::take(&mut tension.others);
            }
            kept.others.push((tension.score, tension.right));
        }
    }
}

/// The first letters of a statement.
fn head(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).take(24).flat_map(char::to_lowercase).collect()
}

/// Two neighbouring sentences against the same document and concept are one tension: the plainest is
/// kept. The same two sentences under several concepts are one as well.
fn plainest(mut found: Vec<Tension<'_>>) -> Vec<Tension<'_>> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.left.quote.start.cmp(&b.left.quote.start)));
    let mut seen = BTreeSet::new();
    let mut subjects = BTreeSet::new();
    let mut numbered = BTreeSet::new();
    found.retain(|t| {
        let (left, right) = (&t.left.quote, &t.right.quote);
        // The same complaint may be there in several forms.
        let sentences = seen.insert((t.kind, left.text, right.text));
        let subject =
            subjects.insert((t.kind, left.record, t.left.paragraph, right.record, t.concept.clone()));
        // a copy in which some letters were misread: the same paragraphs that begin in the same way
        let copy = match (t.left.paragraph_number, t.right.paragraph_number) {
            (Some(one), Some(other)) => {
                !numbered.insert((t.kind, t.concept.clone(), one, other, head(left.text), head(right.text)))
            }
            _ => false,
        };
        sentences && subject && !copy
    });
    found
}

impl Tension<'_> {
    fn tell_further(&mut self) {
        let at = |e: &Evidence<'_>| (e.quote.record, e.quote.start);
        let least = self.score - NEARLY;
        let others = std::mem::take(&mut self.others).into_iter();
        self.further = others.filter(|(score, _)| *score >= least).map(|(_, other)| other).collect();
        self.further.retain(|other| at(other) != at(self.right));
        self.further.sort_by_key(|other| at(other));
        self.further.dedup_by_key(|other| at(other));
    }

    /// Exceptions and conditions on each side.
    pub fn conditions(&self) -> [Option<Span>; 2] {
        [self.left.condition, self.right.condition]
    }

    /// Why the two were paired, in words that do not judge.
    pub fn reason(&self, name: &str) -> String {
        format!("Both speak of {name}: {}.", self.why)
    }
}

/// One row a pair.
pub fn table<'e>(view: &View<'_>, tensions: &[Tension<'e>]) -> Table<'e> {
    let head = [
        "kind",
        "concept",
        "left",
        "left_cite",
        "left_date",
        "right",
        "right_cite",
        "right_date",
        "why",
        "further",
        "further_cites",
    ];
    let mut table = Table::new("tensions", &head);
    for t in tensions {
        let kind = t.kind.title();
        let (l, r) = (&t.left.quote, &t.right.quote);
        table.keep([l, r]);
        table.keep(t.further.iter().map(|e| &e.quote));
        let further: Vec<String> = t.further.iter().map(|e| view.cite_in_full(&e.quote)).collect();
        table.push([
            kind,
            &t.concept,
            l.text,
            &view.cite_in_full(l),
            &t.left.said_on().unwrap_or_default(),
            r.text,
            &view.cite_in_full(r),
            &t.right.said_on().unwrap_or_default(),
            &t.why,
            &t.further.len().to_string(),
            &further.join(SEPARATOR),
        ]);
    }
    table
}
