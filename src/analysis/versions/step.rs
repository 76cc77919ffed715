//! From one version to the next.

use super::compared::{VersionText, align, is_cut_otherwise};
use super::effect::{Said, effect, said_by_sentence};
use super::marks::word_diff;
use super::same::{reads_the_same, reads_the_same_renamed, renamings};
use super::{Change, Marked, Step};
use crate::analysis::View;
use crate::analysis::evidence::statement_date;
use crate::document::{Instrument, Span};
use std::collections::BTreeSet;

/// To the version at a position from the one before it; `texts` are all of the series, in order, and `files` all of
/// the policy, among which the same version may have been captured once more.
pub(super) fn step<'e>(
    view: &View<'e>,
    texts: &[VersionText],
    files: &[&VersionText],
    at: usize,
) -> Step<'e> {
    let (before, after) = (&texts[at - 1], &texts[at]);
    let (old, new) = (before.record, after.record);
    let said = [said_by_sentence(view, old), said_by_sentence(view, new)];
    let aligned = align(view, before, after);
    let pairs: Vec<(Span, Span)> = aligned
        .iter()
        .filter_map(|(removed, added)| Some((before.spans[(*removed)?], after.spans[(*added)?])))
        .collect();
    let named =
        said.each_ref().map(|said| said.values().flat_map(|told| told.keys()).collect::<BTreeSet<_>>());
    let only = |concepts: &[String], other: usize| -> Vec<String> {
        concepts.iter().filter(|concept| !named[other].contains(concept)).cloned().collect()
    };
    let (renamed, names) = renamings(view, (old, new), &pairs);
    let mut step = Step {
        old,
        new,
        old_date: statement_date(view.document(old)).map(str::to_owned),
        new_date: statement_date(view.document(new)).map(str::to_owned),
        changes: Vec::new(),
        other: 0,
        repeated: 0,
        renamed,
        renamed_alone: 0,
        thin: [
            is_thin(before, aligned.iter().filter(|(removed, _)| removed.is_none()).count()),
            is_thin(after, aligned.iter().filter(|(_, added)| added.is_none()).count()),
        ],
        only_old: only_in(view, before, after),
        only_new: only_in(view, after, before),
    };
    let (earlier, later) = (&texts[..at - 1], &texts[at + 1..]);
    // the same version in another file; where no date sets the two apart, none is of the old or the new
    let undatable = step.is_undatable();
    let copies = |of: usize| {
        let date = statement_date(view.document(of)).filter(|_| !undatable);
        let same = move |text: &&&VersionText| {
            text.record != of && date.is_some() && statement_date(view.document(text.record)) == date
        };
        files.iter().filter(same).copied()
    };
    let plain = |record: usize, span: Span| Marked { quote: view.quote(record, span), marks: Vec::new() };
    let place = |text: &VersionText, sentence: &[u64]| Some(view.quote(text.record, text.place(sentence)?));
    for (removed, added) in aligned {
        let concepts = concepts(&said, removed.map(|i| before.spans[i]), added.map(|i| after.spans[i]));
        if concepts.is_empty() {
            step.other += 1;
            continue;
        }
        match (removed, added) {
            (Some(removed), Some(added)) => {
                let (was, is) = (plain(old, before.spans[removed]), plain(new, after.spans[added]));
                if reads_the_same(was.quote.text, is.quote.text)
                    || is_cut_otherwise((before, removed), (after, added))
                {
                    step.other += 1;
                } else if reads_the_same_renamed(was.quote.text, is.quote.text, &names) {
                    step.renamed_alone += 1;
                } else {
                    let (old, new) = word_diff(was, is);
                    let effect = effect((&old, &said[0]), (&new, &said[1]));
                    // editions and captures word things in other ways
                    if !effect.says_otherwise() && step.is_undatable_at(view, &new.quote) {
                        step.other += 1;
                        continue;
                    }
                    step.changes.push(Change::Changed { concepts: effect.concepts(), old, new, effect });
                }
            }
            (None, Some(added)) => {
                let mut known = earlier.iter().rev().chain(copies(old));
                let earlier = known.find_map(|text| place(text, &after.sentences[added]));
                let (new, only) = (plain(new, after.spans[added]), only(&concepts, 0));
                step.changes.push(Change::Added { new, concepts, only, earlier });
            }
            (Some(removed), None) => {
                let mut known = later.iter().chain(copies(new));
                let later = known.find_map(|text| place(text, &before.sentences[removed]));
                let (old, only) = (plain(old, before.spans[removed]), only(&concepts, 1));
                step.changes.push(Change::Removed { old, concepts, only, later });
            }
            (None, None) => {}
        }
    }
    step
}

/// Does a file point to notes, and lack so much of the other that it may have been captured without them?
fn is_thin(text: &VersionText, lacking: usize) -> bool {
    const NOTES: usize = 5;
    text.notes >= NOTES && lacking * 4 > text.sentences.len()
}

/// Policies below the first one that only one of two files holds.
fn only_in<'e>(view: &View<'e>, one: &VersionText, other: &VersionText) -> Vec<&'e Instrument> {
    let own = view.document(one.record).instruments.iter();
    own.filter(|instrument| !other.titles.contains(&Some(instrument.title.clone()))).collect()
}

/// What the sentences of a change carry.
fn concepts(said: &[Said; 2], old: Option<Span>, new: Option<Span>) -> Vec<String> {
    let told = said.iter().zip([old, new]).filter_map(|(said, sentence)| said.get(&sentence?));
    let named: BTreeSet<&String> = told.flat_map(|told| told.keys()).collect();
    named.into_iter().cloned().collect()
}
