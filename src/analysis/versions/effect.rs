//! What a change does to the concepts that its sentences carry.

use super::Marked;
use crate::analysis::View;
use crate::document::{Mode, Polarity, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// In which modes a sentence says a thing; negated where it says that it is not done.
pub type Manners = BTreeSet<(Mode, Polarity)>;

/// A concept that both sentences carry, each in other modes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turned {
    pub concept: String,
    pub from: Manners,
    pub to: Manners,
}

/// How a changed sentence differs in what it says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Effect {
    /// Concepts of the new sentence alone.
    pub gained: Vec<String>,
    /// Concepts of the old sentence alone.
    pub lost: Vec<String>,
    pub turned: Vec<Turned>,
    /// Concepts of both whose own words are among the changed ones.
    pub reworded: Vec<String>,
    /// Concepts of both whose own words stayed; what changed stands around them.
    pub around: Vec<String>,
}

impl Effect {
    /// The concepts that it touches; where it touches none, those around which the words changed.
    pub fn concepts(&self) -> Vec<String> {
        let turned = self.turned.iter().map(|turned| &turned.concept);
        let own = self.gained.iter().chain(&self.lost).chain(turned).chain(&self.reworded);
        let own: BTreeSet<&String> = own.collect();
        let named = if own.is_empty() { self.around.iter().collect() } else { own };
        named.into_iter().cloned().collect()
    }
}

/// What a sentence says of a concept.
#[derive(Default)]
pub(super) struct Told {
    manners: Manners,
    words: Vec<Span>,
}

/// What each sentence says, by concept.
pub(super) type Said = BTreeMap<Span, BTreeMap<String, Told>>;

pub(super) fn said_by_sentence(view: &View<'_>, index: usize) -> Said {
    let document = view.document(index);
    let mut said = Said::new();
    for evidence in view.evidence_in(index) {
        if let Some(sentence) = document.sentence_at(evidence.words.start) {
            let told = said.entry(sentence).or_default().entry(evidence.concept.to_owned()).or_default();
            told.manners.insert((evidence.mode, evidence.polarity));
            told.words.push(evidence.words);
        }
    }
    said
}

/// The bare data that a sentence names beside others is no gain and no loss.
const BARE_DATA: &str = "data:generic";

pub(super) fn effect(old: (&Marked<'_>, &Said), new: (&Marked<'_>, &Said)) -> Effect {
    let nothing = BTreeMap::new();
    let said_in = |(sentence, said): (&Marked<'_>, &'_ Said)| said.get(&sentence.quote.span()).is_some();
    let before = if said_in(old) { &old.1[&old.0.quote.span()] } else { &nothing };
    let after = if said_in(new) { &new.1[&new.0.quote.span()] } else { &nothing };
    let mut effect = Effect::default();
    let alone = |one: &BTreeMap<String, Told>, other: &BTreeMap<String, Told>| -> Vec<String> {
        let mut only: Vec<String> =
            one.keys().filter(|concept| !other.contains_key(*concept)).cloned().collect();
        if one.len() + other.len() > 1 {
            only.retain(|concept| concept != BARE_DATA);
        }
        only
    };
    (effect.gained, effect.lost) = (alone(after, before), alone(before, after));
    let is_marked = |told: &Told, marks: &[Span]| {
        told.words
            .iter()
            .any(|words| marks.iter().any(|mark| mark.start < words.end && words.start < mark.end))
    };
    for (concept, was) in before {
        let Some(is) = after.get(concept) else { continue };
        if was.manners != is.manners {
            let (from, to) = (was.manners.clone(), is.manners.clone());
            effect.turned.push(Turned { concept: concept.clone(), from, to });
        } else if is_marked(was, &old.0.marks) || is_marked(is, &new.0.marks) {
            effect.reworded.push(concept.clone());
        } else {
            effect.around.push(concept.clone());
        }
    }
    effect
}
