//! Versions of one policy: what changed between them, sentence by sentence and word by word.

use super::evidence::statement_date;
use super::words::Words;
use super::{Quote, Table, View};
use crate::document::{DocumentKind, Instrument, Span};
use rayon::prelude::*;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

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
    Changed {
        old: Marked<'e>,
        new: Marked<'e>,
        concepts: Vec<String>,
    },
    Added {
        new: Marked<'e>,
        concepts: Vec<String>,
        /// Where a version before the old one said it: then it is there again.
        earlier: Option<Quote<'e>>,
    },
    Removed {
        old: Marked<'e>,
        concepts: Vec<String>,
        /// Where a version after the new one says it again.
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
    /// Policies below the first one that only the old file holds, or only the new one: what they say is no
    /// change of a policy.
    pub only_old: Vec<&'e Instrument>,
    pub only_new: Vec<&'e Instrument>,
}

impl Step<'_> {
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
    groups
        .into_iter()
        .map(|((kind, owner, _), versions)| (kind, owner, ordered(versions)))
        .filter(|(_, _, versions)| versions.len() > 1)
        .map(|(kind, owner, versions)| {
            let compared = &versions[(versions.len() - 1).saturating_sub(limit)..];
            let texts: Vec<VersionText> = compared.par_iter().map(|&v| VersionText::of(view, v)).collect();
            let steps = (1..texts.len()).into_par_iter().map(|new| step(view, &texts, new)).collect();
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

/// A version as it is compared.
struct VersionText {
    record: usize,
    /// Its sentences of prose.
    spans: Vec<Span>,
    /// The same, each in its bare words.
    sentences: Vec<String>,
    /// The bare words of all of it, with a space at each end: headings and cells of tables too.
    whole: String,
    /// Where each sentence stands first.
    places: HashMap<u64, Span>,
    /// Titles of the policies that the file holds; the first one has none.
    titles: BTreeSet<Option<String>>,
}

impl VersionText {
    fn of(view: &View<'_>, record: usize) -> Self {
        let document = view.document(record);
        let spans = sentences(view, record);
        let sentences: Vec<String> = spans.iter().map(|s| bare_words(document.slice(*s))).collect();
        let whole = format!(" {} ", bare_words(&document.text));
        let mut places = HashMap::new();
        for (span, sentence) in spans.iter().zip(&sentences) {
            places.entry(hash(sentence)).or_insert(*span);
        }
        let further = document.instruments.iter().map(|i| Some(i.title.clone()));
        Self { record, spans, sentences, whole, places, titles: further.chain([None]).collect() }
    }

    /// Does it have the words of a sentence anywhere, if only in a heading or within a longer sentence?
    fn has(&self, sentence: &str) -> bool {
        self.places.contains_key(&hash(sentence)) || self.whole.contains(&format!(" {sentence} "))
    }

    fn title<'v>(&self, view: &View<'v>, sentence: usize) -> Option<&'v str> {
        let document = view.document(self.record);
        document.instrument_at(self.spans[sentence].start).map(|instrument| instrument.title.as_str())
    }
}

/// Letters and digits in small letters, with one space between words; without marks of notes (`[12]`).
fn bare_words(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(behind) = note_mark(rest) {
            rest = behind;
            continue;
        }
        if letter.is_alphanumeric() {
            bare.extend(letter.to_lowercase());
        } else if !matches!(letter, '\'' | '’') && !bare.is_empty() && !bare.ends_with(' ') {
            bare.push(' ');
        }
        rest = &rest[letter.len_utf8()..];
    }
    bare.truncate(bare.trim_end().len());
    bare
}

/// What stands behind `[12]`, where a text begins with such a mark.
fn note_mark(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| inner[digits..].strip_prefix(']'))?
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// To the version at a position from the one before it; `texts` are all that are compared, in order.
fn step<'e>(view: &View<'e>, texts: &[VersionText], at: usize) -> Step<'e> {
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
        only_old: only(before, after),
        only_new: only(after, before),
    };
    let (earlier, later) = (&texts[..at - 1], &texts[at + 1..]);
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
        let place = |text: &VersionText, sentence: &str| {
            Some(view.quote(text.record, *text.places.get(&hash(sentence))?))
        };
        step.changes.extend(match (removed, added) {
            (Some(removed), Some(added)) => {
                let (old, new) = word_diff(plain(old, before.spans[removed]), plain(new, after.spans[added]));
                Some(Change::Changed { old, new, concepts })
            }
            (None, Some(added)) => {
                let earlier = earlier.iter().rev().find_map(|text| place(text, &after.sentences[added]));
                Some(Change::Added { new: plain(new, after.spans[added]), concepts, earlier })
            }
            (Some(removed), None) => {
                let later = later.iter().find_map(|text| place(text, &before.sentences[removed]));
                Some(Change::Removed { old: plain(old, before.spans[removed]), concepts, later })
            }
            (None, None) => None,
        });
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

/// Sentences whose words are not in both versions, the like ones paired, in the order of the new version. What
/// stands in a policy that the other file does not hold was neither added nor removed.
fn align(view: &View<'_>, old: &VersionText, new: &VersionText) -> Vec<(Option<usize>, Option<usize>)> {
    let comparable = |text: &VersionText, other: &VersionText, i: usize| {
        let title = text.title(view, i).map(str::to_owned);
        !other.has(&text.sentences[i]) && other.titles.contains(&title)
    };
    let gone = (0..old.spans.len()).filter(|&i| comparable(old, new, i));
    let mut gone: Vec<(usize, Words)> = gone.map(|i| (i, Words::of(&old.sentences[i]))).collect();
    let mut pairs = Vec::new();
    for i in (0..new.spans.len()).filter(|&i| comparable(new, old, i)) {
        let words = Words::of(&new.sentences[i]);
        let nearest = gone
            .iter()
            .enumerate()
            .filter(|(_, (g, _))| old.title(view, *g) == new.title(view, i))
            .map(|(at, (_, gone))| (gone.alike(&words, ALIKE), at))
            .filter(|(ratio, _)| *ratio >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let partner = nearest.map(|(_, at)| gone.remove(at).0);
        pairs.push((partner, Some(i)));
    }
    pairs.extend(gone.into_iter().map(|(i, _)| (Some(i), None)));
    pairs
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
                    Change::Changed { old, new, .. } => ("changed", Some(&old.quote), Some(&new.quote)),
                    Change::Added { new, earlier: None, .. } => ("added", None, Some(&new.quote)),
                    Change::Added { new, earlier, .. } => ("there again", earlier.as_ref(), Some(&new.quote)),
                    Change::Removed { old, later: None, .. } => ("removed", Some(&old.quote), None),
                    Change::Removed { old, later, .. } => ("missing here", Some(&old.quote), later.as_ref()),
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
