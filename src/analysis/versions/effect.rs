//! What a change does to the concepts that its sentences carry.

use super::Marked;
use crate::analysis::View;
use crate::document::{Mode, Polarity, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// In which modes a sentence says a thing; negated where it says that it is not done.
pub type Manners = BTreeSet<(Mode, Polarity)>;

/// `promised (not done)`, with a word for each mode.
pub fn in_words(manners: &Manners, word: impl Fn(Mode) -> &'static str) -> String {
    let words = manners.iter().map(|(mode, polarity)| match polarity {
        Polarity::Negated => format!("{} (not done)", word(*mode)),
        Polarity::Asserted => word(*mode).to_owned(),
    });
    words.collect::<Vec<_>>().join(" and ")
}

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
    /// Does the new sentence say more, less or in another mode, and not only in other words?
    pub fn says_otherwise(&self) -> bool {
        !(self.gained.is_empty() && self.lost.is_empty() && self.turned.is_empty())
    }

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

fn slice<'q>(sentence: &'q Marked<'_>, words: Span) -> &'q str {
    let start = sentence.quote.start;
    sentence
        .quote
        .text
        .get(words.start.saturating_sub(start)..words.end.saturating_sub(start))
        .unwrap_or_default()
}

fn is_said_in(sentence: &Marked<'_>, words: &str) -> bool {
    !words.is_empty() && sentence.quote.text.to_lowercase().contains(&words.to_lowercase())
}

/// The bare data that a sentence names beside others is no gain and no loss.
const BARE_DATA: &str = "data:generic";

pub(super) fn effect(old: (&Marked<'_>, &Said), new: (&Marked<'_>, &Said)) -> Effect {
    let nothing = BTreeMap::new();
    let before = old.1.get(&old.0.quote.span()).unwrap_or(&nothing);
    let after = new.1.get(&new.0.quote.span()).unwrap_or(&nothing);
    let mut effect = Effect::default();
    let several = before.len() + after.len() > 1;
    let mut alone = |side: (&Marked<'_>, &BTreeMap<String, Told>),
                     other: (&Marked<'_>, &BTreeMap<String, Told>)| {
        let mut only = Vec::new();
        for (concept, told) in side.1.iter().filter(|(concept, _)| !other.1.contains_key(*concept)) {
            // where the other sentence has the very words nothing came or went
            if told.words.iter().all(|words| is_said_in(other.0, slice(side.0, *words))) {
                effect.around.push(concept.clone());
            } else if concept != BARE_DATA || !several {
                only.push(concept.clone());
            }
        }
        only
    };
    let (gained, lost) = (alone((new.0, after), (old.0, before)), alone((old.0, before), (new.0, after)));
    (effect.gained, effect.lost) = (gained, lost);
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
