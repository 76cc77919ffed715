//! Versions of one policy: what changed between them, sentence by sentence and word by word.

use super::evidence::statement_date;
use super::words::{Words, fold};
use super::{Quote, Table, View};
use crate::document::{DocumentKind, Instrument, Span};
use rayon::prelude::*;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};

/// Below this share of common words two sentences are not the same sentence changed.
const ALIKE: f32 = 0.5;

/// A sentence with the words that the other version does not have, as spans of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marked<'e> {
    pub quote: Quote<'e>,
    pub marks: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change<'e> {
    Changed { old: Marked<'e>, new: Marked<'e>, concepts: Vec<String> },
    Added { new: Marked<'e>, concepts: Vec<String> },
    Removed { old: Marked<'e>, concepts: Vec<String> },
}

impl Change<'_> {
    pub fn concepts(&self) -> &[String] {
        match self {
            Self::Changed { concepts, .. }
            | Self::Added { concepts, .. }
            | Self::Removed { concepts, .. } => concepts,
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
    /// Policies below the first one that only the old file holds, or only the new one: what they say is no
    /// change of a policy.
    pub only_old: Vec<&'e Instrument>,
    pub only_new: Vec<&'e Instrument>,
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
    groups
        .into_iter()
        .map(|((kind, owner, _), versions)| (kind, owner, ordered(versions)))
        .filter(|(_, _, versions)| versions.len() > 1)
        .map(|(kind, owner, versions)| {
            let pairs = &versions[(versions.len() - 1).saturating_sub(limit)..];
            let steps = pairs.par_windows(2).map(|pair| step(view, pair[0], pair[1])).collect();
            Lineage { owner, kind, versions, steps }
        })
        .collect()
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

fn step<'e>(view: &View<'e>, old: usize, new: usize) -> Step<'e> {
    let only = |one: usize, other: usize| -> Vec<&'e Instrument> {
        let others = &view.document(other).instruments;
        let own = view.document(one).instruments.iter();
        own.filter(|instrument| others.iter().all(|known| known.title != instrument.title)).collect()
    };
    let (only_old, only_new) = (only(old, new), only(new, old));
    let (before, after) = (sentences(view, old), sentences(view, new));
    let concepts = [concepts_by_sentence(view, old), concepts_by_sentence(view, new)];
    let mut step = Step {
        old,
        new,
        old_date: statement_date(view.document(old)).map(str::to_owned),
        new_date: statement_date(view.document(new)).map(str::to_owned),
        changes: Vec::new(),
        other: 0,
        only_old,
        only_new,
    };
    for (removed, added) in align(view, (old, &before), (new, &after)) {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for (set, sentence) in concepts.iter().zip([removed, added]) {
            named.extend(sentence.and_then(|s| set.get(&s)).into_iter().flatten().cloned());
        }
        if named.is_empty() || says_the_same(view, (old, removed), (new, added)) {
            step.other += 1;
            continue;
        }
        step.changes.extend(change(view, (old, removed), (new, added), named.into_iter().collect()));
    }
    step
}

/// Words of which another choice changes nothing: "such as" for "like", "e.g." for "for example".
const IDLE: [&str; 34] = [
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
];

/// Do two sentences differ in idle words and marks alone?
fn says_the_same(view: &View<'_>, old: (usize, Option<Span>), new: (usize, Option<Span>)) -> bool {
    let (Some(before), Some(after)) = (old.1, new.1) else { return false };
    reads_the_same(view.document(old.0).slice(before), view.document(new.0).slice(after))
}

/// Do two sentences have the same words but for idle ones, marks and spelling?
pub(super) fn reads_the_same(one: &str, other: &str) -> bool {
    let telling = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(british);
        words.filter(|word| !IDLE.contains(&word.as_str())).collect()
    };
    telling(one) == telling(other)
}

/// In small letters, with one spelling for `organise` and `organize`.
fn british(word: &str) -> String {
    word.to_lowercase().replace("iz", "is").replace("yz", "ys").replace("our", "or")
}

fn sentences(view: &View<'_>, index: usize) -> Vec<Span> {
    let document = view.document(index);
    let prose = |s: &&Span| document.paragraph_at(s.start).is_some_and(|(_, p)| p.kind.is_prose());
    document.sentences.iter().filter(prose).copied().collect()
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

/// Sentences that are not in both versions, the like ones paired, in the order of the new version.
fn align(view: &View<'_>, old: (usize, &[Span]), new: (usize, &[Span])) -> Vec<(Option<Span>, Option<Span>)> {
    let folded = |(index, spans): (usize, &[Span])| -> Vec<String> {
        spans.iter().map(|s| fold(view.document(index).slice(*s))).collect()
    };
    let (before, after) = (folded(old), folded(new));
    let (kept_before, kept_after): (BTreeSet<&String>, BTreeSet<&String>) =
        (before.iter().collect(), after.iter().collect());
    // what stands in a policy that the other file does not hold was neither added nor removed
    let titles = |(index, _): (usize, &[Span])| -> BTreeSet<Option<&str>> {
        let further = view.document(index).instruments.iter().map(|i| Some(i.title.as_str()));
        further.chain([None]).collect()
    };
    let title = |(index, spans): (usize, &[Span]), i: usize| {
        view.document(index).instrument_at(spans[i].start).map(|instrument| instrument.title.as_str())
    };
    let in_both: BTreeSet<Option<&str>> = titles(old).intersection(&titles(new)).copied().collect();
    let gone =
        (0..before.len()).filter(|&i| !kept_after.contains(&before[i]) && in_both.contains(&title(old, i)));
    let mut gone: Vec<(usize, Words)> = gone.map(|i| (i, Words::of(&before[i]))).collect();
    let mut pairs = Vec::new();
    let come =
        (0..after.len()).filter(|&i| !kept_before.contains(&after[i]) && in_both.contains(&title(new, i)));
    for i in come {
        let words = Words::of(&after[i]);
        let nearest = gone
            .iter()
            .enumerate()
            .filter(|(_, (g, _))| title(old, *g) == title(new, i))
            .map(|(at, (_, gone))| (gone.alike(&words, ALIKE), at))
            .filter(|(ratio, _)| *ratio >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let partner = nearest.map(|(_, at)| old.1[gone.remove(at).0]);
        pairs.push((partner, Some(new.1[i])));
    }
    pairs.extend(gone.into_iter().map(|(g, _)| (Some(old.1[g]), None)));
    pairs
}

fn change<'e>(
    view: &View<'e>,
    old: (usize, Option<Span>),
    new: (usize, Option<Span>),
    concepts: Vec<String>,
) -> Option<Change<'e>> {
    let plain = |(index, span): (usize, Span)| Marked { quote: view.quote(index, span), marks: Vec::new() };
    match (old.1, new.1) {
        (Some(before), Some(after)) => {
            let (old, new) = word_diff(plain((old.0, before)), plain((new.0, after)));
            Some(Change::Changed { old, new, concepts })
        }
        (None, Some(after)) => Some(Change::Added { new: plain((new.0, after)), concepts }),
        (Some(before), None) => Some(Change::Removed { old: plain((old.0, before)), concepts }),
        (None, None) => None,
    }
}

pub(super) fn word_diff<'e>(mut old: Marked<'e>, mut new: Marked<'e>) -> (Marked<'e>, Marked<'e>) {
    let diff = TextDiff::configure().diff_words(old.quote.text, new.quote.text);
    let (mut before, mut after) = (old.quote.start, new.quote.start);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => (before, after) = (before + length, after + length),
            ChangeTag::Delete => {
                extend(&mut removed, Span::new(before, before + length));
                before += length;
            }
            ChangeTag::Insert => {
                extend(&mut added, Span::new(after, after + length));
                after += length;
            }
        }
    }
    (old.marks, new.marks) = (joined(&old.quote, &removed), joined(&new.quote, &added));
    (old, new)
}

/// Marks with nothing but white space between them are one.
fn joined(quote: &Quote<'_>, marks: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for mark in marks {
        let gap = |last: &Span| quote.text.get(last.end - quote.start..mark.start - quote.start);
        match joined.last_mut() {
            Some(last) if gap(last).is_some_and(|gap| gap.trim().is_empty()) => last.end = mark.end,
            _ => joined.push(*mark),
        }
    }
    joined
}

fn extend(marks: &mut Vec<Span>, span: Span) {
    match marks.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => marks.push(span),
    }
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
                let (word, old, new) = match change {
                    Change::Changed { old, new, .. } => ("changed", Some(old), Some(new)),
                    Change::Added { new, .. } => ("added", None, Some(new)),
                    Change::Removed { old, .. } => ("removed", Some(old), None),
                };
                table.keep(old.iter().chain(&new).map(|m| &m.quote));
                let parts = |m: Option<&Marked<'e>>| {
                    m.map(|m| (m.quote.text, view.cite_in_full(&m.quote))).unwrap_or_default()
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
