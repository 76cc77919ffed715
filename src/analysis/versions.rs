//! Versions of one policy: what changed between them, sentence by sentence and word by word.

mod compared;
mod marks;

use super::evidence::statement_date;
use super::{Quote, Table, View};
use crate::document::{DocumentKind, Instrument, Span};
use compared::{VersionText, align};
pub(super) use marks::word_diff;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Below this share of common words two sentences are not the same sentence changed.
const ALIKE: f32 = 0.5;
/// Nor are they below this share of common words that are not idle.
const ALIKE_IN_SUBSTANCE: f32 = 0.3;

/// A sentence with the words that the other version does not have, as spans of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marked<'e> {
    pub quote: Quote<'e>,
    pub marks: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change<'e> {
    Changed {
        old: Marked<'e>,
        new: Marked<'e>,
        concepts: Vec<String>,
    },
    Added {
        new: Marked<'e>,
        concepts: Vec<String>,
        /// Where a version before the old one, or another file of the old one, says it: then it is there again.
        earlier: Option<Quote<'e>>,
    },
    Removed {
        old: Marked<'e>,
        concepts: Vec<String>,
        /// Where a version after the new one, or another file of the new one, says it: then it is missing here.
        later: Option<Quote<'e>>,
    },
}

impl<'e> Change<'e> {
    pub fn concepts(&self) -> &[String] {
        match self {
            Self::Changed { concepts, .. }
            | Self::Added { concepts, .. }
            | Self::Removed { concepts, .. } => concepts,
        }
    }

    /// The same sentence in a version further back or further on: the file between them may have been
    /// captured without it.
    pub fn elsewhere(&self) -> Option<&Quote<'e>> {
        match self {
            Self::Changed { .. } => None,
            Self::Added { earlier: place, .. } | Self::Removed { later: place, .. } => place.as_ref(),
        }
    }
}

/// Two successive versions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step<'e> {
    #[serde(skip)]
    pub old: usize,
    #[serde(skip)]
    pub new: usize,
    pub old_date: Option<String>,
    pub new_date: Option<String>,
    /// Changes in sentences that carry a concept, in the order of the new version.
    pub changes: Vec<Change<'e>>,
    /// Changed sentences that carry none.
    pub other: usize,
    /// Changes of the same words that are told already: they stand here more than once, or another series of files
    /// of the policy shows them as well.
    pub repeated: usize,
    /// Policies below the first one that only the old file holds, or only the new one: what they say is no
    /// change of a policy.
    pub only_old: Vec<&'e Instrument>,
    pub only_new: Vec<&'e Instrument>,
}

impl Step<'_> {
    /// Do both files give the same date? Then what differs may be the capture alone.
    pub fn is_of_one_date(&self) -> bool {
        self.old_date.is_some() && self.old_date == self.new_date
    }

    /// Do both files say the same?
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.other + self.repeated == 0
            && self.only_old.is_empty()
            && self.only_new.is_empty()
    }

    /// What became of a sentence. Between files of one date nothing is said to be added or removed.
    pub fn word(&self, change: &Change<'_>) -> &'static str {
        match (change, self.is_of_one_date(), change.elsewhere().is_some()) {
            (Change::Changed { .. }, false, _) => "changed",
            (Change::Changed { .. }, true, _) => "differs",
            (Change::Added { .. }, _, true) => "there again",
            (Change::Removed { .. }, _, true) => "missing here",
            (Change::Added { .. }, false, false) => "added",
            (Change::Removed { .. }, false, false) => "removed",
            (Change::Added { .. }, true, false) => "only in the second file",
            (Change::Removed { .. }, true, false) => "only in the first file",
        }
    }

    /// The days of a policy that stands below the first one in both files.
    fn dates_of(&self, view: &View<'_>, title: &str) -> [String; 2] {
        [self.old, self.new].map(|record| {
            let named = view.document(record).instruments.iter().find(|i| i.title == title);
            named.and_then(|i| i.date()).unwrap_or_default().to_owned()
        })
    }
}

/// A policy through time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lineage<'e> {
    pub owner: String,
    pub kind: DocumentKind,
    #[serde(skip)]
    pub versions: Vec<usize>,
    pub steps: Vec<Step<'e>>,
}

/// Policies and terms that have more than one version, by owner.
pub fn lineages<'e>(view: &View<'e>) -> Vec<Lineage<'e>> {
    latest_lineages(view, usize::MAX)
}

/// The day of a version by its file's name, if that has one, and the version.
type Captured<'p> = (Option<&'p str>, usize);

/// As [`lineages`], but of each only the latest `limit` steps.
pub fn latest_lineages<'e>(view: &View<'e>, limit: usize) -> Vec<Lineage<'e>> {
    let mut groups: BTreeMap<(DocumentKind, String, String), Vec<Captured<'_>>> = BTreeMap::new();
    for index in view.of_kind(&[DocumentKind::Policy, DocumentKind::Terms]) {
        let kind = view.document(index).metadata.kind;
        let path = view.records[index].paths.first().map(String::as_str).unwrap_or_default();
        let (series, day) = archived(path).unzip();
        let key = (kind, view.owner(index).to_owned(), series.unwrap_or_default().to_owned());
        groups.entry(key).or_default().push((day, index));
    }
    // an archive's own order of capture is surer than the dates that the texts give
    let ordered = |mut versions: Vec<Captured<'_>>| -> Vec<usize> {
        if versions.iter().all(|(day, _)| day.is_some()) {
            versions.sort();
        }
        versions.into_iter().map(|(_, index)| index).collect()
    };
    let series: Vec<_> = groups
        .into_iter()
        .map(|((kind, owner, _), versions)| (kind, owner, ordered(versions)))
        .filter(|(_, _, versions)| versions.len() > 1)
        .collect();
    let compared = |(kind, owner, versions): &(DocumentKind, String, Vec<usize>)| {
        let latest = &versions[(versions.len() - 1).saturating_sub(limit)..];
        let texts: Vec<VersionText> = latest.par_iter().map(|&v| VersionText::of(view, v)).collect();
        ((*kind, owner.clone()), texts)
    };
    let texts: Vec<((DocumentKind, String), Vec<VersionText>)> = series.par_iter().map(compared).collect();
    let mut lineages: Vec<Lineage<'e>> = series
        .into_iter()
        .enumerate()
        .map(|(at, (kind, owner, versions))| {
            let of_owner = texts.iter().filter(|(key, _)| *key == texts[at].0);
            let files: Vec<&VersionText> = of_owner.flat_map(|(_, texts)| texts).collect();
            let own = &texts[at].1;
            let steps = (1..own.len()).into_par_iter().map(|new| step(view, own, &files, new)).collect();
            Lineage { owner, kind, versions, steps }
        })
        .collect();
    tell_once(&mut lineages);
    lineages
}

/// The same words that are changed, added or removed are told once, of the first series of files that shows it.
fn tell_once(lineages: &mut [Lineage<'_>]) {
    let mut told: HashSet<(DocumentKind, String, &str, &str)> = HashSet::new();
    for lineage in lineages {
        for step in &mut lineage.steps {
            let before = step.changes.len();
            step.changes.retain(|change| {
                let (old, new) = match change {
                    Change::Changed { old, new, .. } => (old.quote.text, new.quote.text),
                    Change::Added { new, .. } => ("", new.quote.text),
                    Change::Removed { old, .. } => (old.quote.text, ""),
                };
                told.insert((lineage.kind, lineage.owner.clone(), old, new))
            });
            step.repeated += before - step.changes.len();
        }
    }
}

/// Folder and name, and the day, of a version as archives name their files:
/// `Lumora/Privacy Policy@2024-05-01.md`. Editions for other countries lie in other folders.
fn archived(path: &str) -> Option<(&str, &str)> {
    let (series, rest) = path.rsplit_once('@')?;
    let day = rest.get(..10)?;
    let shape = day
        .bytes()
        .enumerate()
        .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    (shape && !rest.contains('/')).then_some((series, day))
}

/// To the version at a position from the one before it; `texts` are all of the series, in order, and `files` all of
/// the policy, among which the same version may have been captured once more.
fn step<'e>(view: &View<'e>, texts: &[VersionText], files: &[&VersionText], at: usize) -> Step<'e> {
    let (before, after) = (&texts[at - 1], &texts[at]);
    let (old, new) = (before.record, after.record);
    let only = |one: &VersionText, other: &VersionText| -> Vec<&'e Instrument> {
        let own = view.document(one.record).instruments.iter();
        own.filter(|instrument| !other.titles.contains(&Some(instrument.title.clone()))).collect()
    };
    let concepts = [concepts_by_sentence(view, old), concepts_by_sentence(view, new)];
    let mut step = Step {
        old,
        new,
        old_date: statement_date(view.document(old)).map(str::to_owned),
        new_date: statement_date(view.document(new)).map(str::to_owned),
        changes: Vec::new(),
        other: 0,
        repeated: 0,
        only_old: only(before, after),
        only_new: only(after, before),
    };
    let (earlier, later) = (&texts[..at - 1], &texts[at + 1..]);
    // the same version in another file; where both files are of one date, none is of the old or the new
    let of_one_date = step.is_of_one_date();
    let copies = |of: usize| {
        let date = statement_date(view.document(of)).filter(|_| !of_one_date);
        let same = move |text: &&&VersionText| {
            text.record != of && date.is_some() && statement_date(view.document(text.record)) == date
        };
        files.iter().filter(same).copied()
    };
    for (removed, added) in align(view, before, after) {
        let spans = (removed.map(|i| before.spans[i]), added.map(|i| after.spans[i]));
        let mut named: BTreeSet<String> = BTreeSet::new();
        for (set, sentence) in concepts.iter().zip([spans.0, spans.1]) {
            named.extend(sentence.and_then(|s| set.get(&s)).into_iter().flatten().cloned());
        }
        if named.is_empty() || says_the_same(view, (old, spans.0), (new, spans.1)) {
            step.other += 1;
            continue;
        }
        let concepts = named.into_iter().collect();
        let plain = |record: usize, span: Span| Marked { quote: view.quote(record, span), marks: Vec::new() };
        let place =
            |text: &VersionText, sentence: &[u64]| Some(view.quote(text.record, text.place(sentence)?));
        step.changes.extend(match (removed, added) {
            (Some(removed), Some(added)) => {
                let (old, new) = word_diff(plain(old, before.spans[removed]), plain(new, after.spans[added]));
                Some(Change::Changed { old, new, concepts })
            }
            (None, Some(added)) => {
                let mut known = earlier.iter().rev().chain(copies(old));
                let earlier = known.find_map(|text| place(text, &after.sentences[added]));
                Some(Change::Added { new: plain(new, after.spans[added]), concepts, earlier })
            }
            (Some(removed), None) => {
                let mut known = later.iter().chain(copies(new));
                let later = known.find_map(|text| place(text, &before.sentences[removed]));
                Some(Change::Removed { old: plain(old, before.spans[removed]), concepts, later })
            }
            (None, None) => None,
        });
    }
    step
}

/// Words of which another choice changes nothing: "such as" for "like", "e.g." for "for example".
const IDLE: [&str; 46] = [
    "a",
    "an",
    "the",
    "this",
    "these",
    "such",
    "as",
    "like",
    "for",
    "example",
    "e",
    "g",
    "eg",
    "i",
    "ie",
    "and",
    "or",
    "of",
    "to",
    "in",
    "on",
    "at",
    "with",
    "by",
    "that",
    "which",
    "so",
    "also",
    "please",
    "here",
    "from",
    "about",
    "our",
    "including",
    "we",
    "you",
    "your",
    "us",
    "it",
    "its",
    "is",
    "are",
    "be",
    "when",
    "if",
    "their",
];

/// Do two sentences differ in idle words and marks alone?
fn says_the_same(view: &View<'_>, old: (usize, Option<Span>), new: (usize, Option<Span>)) -> bool {
    let (Some(before), Some(after)) = (old.1, new.1) else { return false };
    reads_the_same(view.document(old.0).slice(before), view.document(new.0).slice(after))
}

/// Do two sentences have the same words but for idle ones, marks, spelling and contractions?
pub(super) fn reads_the_same(one: &str, other: &str) -> bool {
    let telling = |text: &str| -> Vec<String> {
        let text =
            text.replace('’', "'").replace("'ve", " have").replace("n't", " not").replace("'ll", " will");
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(british);
        words.filter(|word| !IDLE.contains(&word.as_str())).collect()
    };
    telling(one) == telling(other)
}

/// One spelling for `organise` and `organize`, of words in small letters.
fn british(words: &str) -> String {
    words.replace("iz", "is").replace("yz", "ys").replace("our", "or")
}

fn concepts_by_sentence(view: &View<'_>, index: usize) -> BTreeMap<Span, BTreeSet<String>> {
    let document = view.document(index);
    let mut found: BTreeMap<Span, BTreeSet<String>> = BTreeMap::new();
    for e in view.evidence_in(index) {
        if let Some(sentence) = document.sentence_at(e.words.start) {
            found.entry(sentence).or_default().insert(e.concept.to_owned());
        }
    }
    found
}

/// One row a change.
pub fn table<'e>(view: &View<'_>, lineages: &[Lineage<'e>]) -> Table<'e> {
    let mut table = Table::new(
        "policy_versions",
        &["owner", "from", "to", "change", "concepts", "old", "old_cite", "new", "new_cite"],
    );
    for lineage in lineages {
        for step in &lineage.steps {
            let dates = [&step.old_date, &step.new_date].map(|d| d.clone().unwrap_or_default());
            for change in &step.changes {
                let word = step.word(change);
                let (old, new) = match change {
                    Change::Changed { old, new, .. } => (Some(&old.quote), Some(&new.quote)),
                    Change::Added { new, earlier, .. } => (earlier.as_ref(), Some(&new.quote)),
                    Change::Removed { old, later, .. } => (Some(&old.quote), later.as_ref()),
                };
                table.keep(old.into_iter().chain(new));
                let title = [new, old]
                    .into_iter()
                    .flatten()
                    .next()
                    .and_then(|q| Some(view.document(q.record).instrument_at(q.start)?.title.as_str()));
                let dates = title.map_or(dates.clone(), |title| step.dates_of(view, title));
                let parts = |quote: Option<&Quote<'e>>| {
                    quote.map(|quote| (quote.text, view.cite_in_full(quote))).unwrap_or_default()
                };
                let ((old, old_cite), (new, new_cite)) = (parts(old), parts(new));
                let concepts = change.concepts().join("; ");
                table.push([
                    &lineage.owner,
                    &dates[0],
                    &dates[1],
                    word,
                    &concepts,
                    old,
                    &old_cite,
                    new,
                    &new_cite,
                ]);
            }
        }
    }
    table
}
