//! Versions of one policy: what changed between them, sentence by sentence and word by word.

mod compared;
mod effect;
mod marks;
mod same;
mod step;
mod table;
#[cfg(test)]
mod tests;

use super::{Quote, View};
use crate::document::{DocumentKind, Instrument, Span};
use compared::VersionText;
pub use effect::{Effect, Manners, Turned, in_words};
use foldhash::{HashSet, HashSetExt};
pub(super) use marks::word_diff;
use rayon::prelude::*;
pub(super) use same::reads_the_same;
use serde::Serialize;
use std::collections::BTreeMap;
use step::step;
pub use table::table;

/// Below this share of common words two sentences are not the same sentence changed.
const ALIKE: f32 = 0.5;
/// From this share on they are, wherever they begin.
const SURELY_ALIKE: f32 = 0.8;
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
        /// Those that the change touches; where it touches none, those around which it stands.
        concepts: Vec<String>,
        effect: Effect,
    },
    Added {
        new: Marked<'e>,
        concepts: Vec<String>,
        /// Of these the ones that were not found in the old file.
        only: Vec<String>,
        /// Where a version before the old one, or another file of the old one, says it: then it is there again.
        earlier: Option<Quote<'e>>,
    },
    Removed {
        old: Marked<'e>,
        concepts: Vec<String>,
        /// Of these the ones that were not found in the new file.
        only: Vec<String>,
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

    /// Its sentence in the new file; of one that is no longer there, in the old one.
    fn sentence(&self) -> &Quote<'e> {
        match self {
            Self::Changed { new: sentence, .. }
            | Self::Added { new: sentence, .. }
            | Self::Removed { old: sentence, .. } => &sentence.quote,
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

/// A name that stands for another throughout: "the Platform" is now "the Services".
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Renaming<'e> {
    /// The old name where it stands first, and the new one in the same sentence.
    pub old: Quote<'e>,
    pub new: Quote<'e>,
    pub sentences: usize,
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
    /// Names that others took the place of, the most frequent first.
    pub renamed: Vec<Renaming<'e>>,
    /// Sentences with a concept in which nothing but such names changed.
    pub renamed_alone: usize,
    /// Was the old file, was the new one perhaps captured without the notes that it points to?
    pub thin: [bool; 2],
    /// Policies below the first one that only the old file holds, or only the new one: what they say is no
    /// change of a policy.
    pub only_old: Vec<&'e Instrument>,
    pub only_new: Vec<&'e Instrument>,
}

impl Step<'_> {
    /// Does the second file give no later date than the first? Then what differs may be the capture alone, or
    /// the edition.
    pub fn is_undatable(&self) -> bool {
        is_undatable([self.old_date.as_deref(), self.new_date.as_deref()])
    }

    /// Do both files say the same?
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.other + self.repeated + self.renamed_alone == 0
            && self.only_old.is_empty()
            && self.only_new.is_empty()
    }

    /// What became of a sentence. Between texts that no date sets apart nothing is said to be added or removed, nor
    /// where the other file may lack parts.
    pub fn word(&self, view: &View<'_>, change: &Change<'_>) -> &'static str {
        let undatable = self.is_undatable_at(view, change.sentence());
        let unsure = match change {
            Change::Changed { .. } => undatable,
            Change::Added { .. } => undatable || self.thin[0],
            Change::Removed { .. } => undatable || self.thin[1],
        };
        match (change, unsure, change.elsewhere().is_some()) {
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

    /// The same of the policy in which a sentence stands.
    fn is_undatable_at(&self, view: &View<'_>, quote: &Quote<'_>) -> bool {
        let [old, new] = self.dates_of(view, quote);
        is_undatable([old.as_deref(), new.as_deref()])
    }

    /// The days of the policy in which a sentence stands: a policy below the first one has its own in each file.
    fn dates_of(&self, view: &View<'_>, quote: &Quote<'_>) -> [Option<String>; 2] {
        let Some(instrument) = view.document(quote.record).instrument_at(quote.start) else {
            return [self.old_date.clone(), self.new_date.clone()];
        };
        [self.old, self.new].map(|record| {
            let named = view.document(record).instruments.iter().find(|i| i.title == instrument.title);
            named.and_then(|i| i.date()).map(str::to_owned)
        })
    }
}

fn is_undatable(dates: [Option<&str>; 2]) -> bool {
    matches!(dates, [Some(old), Some(new)] if new <= old)
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
