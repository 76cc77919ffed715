//! What changed between two versions of a policy.

use super::super::composer::Composer;
use super::super::model::{Block, Emphasis, Entry, Inline, Pair, Quotation};
use super::super::shape;
use super::super::wording::counted;
use super::{heading, text};
use crate::analysis::Concepts;
use crate::analysis::versions::{Change, Marked, Renaming, Step, in_words};
use crate::document::CiteForm;

/// New names told of one step, the most frequent first.
const NAMES: usize = 4;

/// The changes of a step, at most a share of them, the weightiest.
pub(super) fn changes(
    composer: &mut Composer<'_, '_>,
    step: &Step<'_>,
    share: usize,
    blocks: &mut Vec<Block>,
) {
    let (old, new) = (composer.view.name(step.old).to_owned(), composer.view.name(step.new).to_owned());
    blocks.push(heading(format!("version-{}-{}", step.old + 1, step.new + 1), format!("{old} to {new}")));
    let sentences = |count| counted(count, "changed sentence", "changed sentences");
    let mut counts = format!(
        "{} on practices or data; {} elsewhere",
        sentences(step.changes.len()),
        sentences(step.other)
    );
    if step.repeated > 0 {
        counts += &format!("; {} more of words that are told already", step.repeated);
    }
    if step.renamed_alone > 0 {
        let alone = counted(step.renamed_alone, "sentence", "sentences");
        counts += &format!("; in {alone} nothing but names changed");
    }
    blocks.push(text(format!("{counts}.")));
    blocks.extend(step.renamed.iter().take(NAMES).map(|renaming| renamed(composer, renaming)));
    for (only, file) in [(&step.only_old, &old), (&step.only_new, &new)] {
        if !only.is_empty() {
            let names: Vec<String> = only.iter().map(|instrument| instrument.name()).collect();
            let held = names.join(", ");
            blocks.push(text(format!("Only the file of {file} also holds: {held}; it is not compared.")));
        }
    }
    if step.is_undatable() && step.changes.len() + step.other + step.repeated + step.renamed_alone > 0 {
        blocks.push(text(
            "The second file gives no later date than the first: what differs may be the capture, the edition, or a \
             change that the policy does not date.",
        ));
    }
    for (thin, file) in step.thin.iter().zip([&old, &new]) {
        if *thin {
            blocks.push(text(format!(
                "{file} points to notes and lacks much that the other file holds: it may have been captured without \
                 the notes. What only one file holds is not said to be added or removed.",
            )));
        }
    }
    blocks.extend(unsteady(step));
    if step.changes.len() > share {
        let more = step.changes.len() - share;
        blocks.push(text(format!("The weightiest {share} are shown; {more} more stand in the CSV form.")));
    }
    for (number, change) in weightiest(step, share).into_iter().enumerate() {
        let lead = format!(
            "{}: {}",
            capitalised(step.word(composer.view, change)),
            touched(change, composer.view.concepts)
        );
        match change {
            Change::Changed { old: before, new: after, .. } => {
                let left = marked(composer, &format!("{old}:"), before, Emphasis::Deleted);
                let right = marked(composer, &format!("{new}:"), after, Emphasis::Inserted);
                let id = format!("change-{}-{}-{}", step.old + 1, step.new + 1, number + 1);
                blocks.push(Block::Pair(Box::new(Pair { id, title: lead, left, right, notes: vec![] })));
            }
            Change::Added { new: after, .. } => {
                blocks.push(Block::Entry(marked(composer, &format!("{lead}."), after, Emphasis::Inserted)));
            }
            Change::Removed { old: before, .. } => {
                blocks.push(Block::Entry(marked(composer, &format!("{lead}."), before, Emphasis::Deleted)));
            }
        }
    }
}

/// What a change does to practices and data, in words: "now also names phone number; no longer names e-mail".
fn touched(change: &Change<'_>, concepts: &Concepts) -> String {
    let names = |ids: &[String]| ids.iter().map(|id| concepts.name(id)).collect::<Vec<_>>().join(", ");
    let effect = match change {
        Change::Changed { effect, .. } => effect,
        Change::Added { only, .. } | Change::Removed { only, .. } => {
            let other = if matches!(change, Change::Added { .. }) { "the old file" } else { "the new file" };
            let nowhere = match only.len() {
                0 => String::new(),
                count if count == change.concepts().len() => format!(" (not found in {other})"),
                _ => format!(" ({}: not found in {other})", names(only)),
            };
            return names(change.concepts()) + &nowhere;
        }
    };
    let mut told = Vec::new();
    let mut tell = |words: &str, ids: &[String]| {
        if !ids.is_empty() {
            told.push(format!("{words} {}", names(ids)).trim().to_owned());
        }
    };
    tell("here now also", &effect.gained);
    tell("here no longer", &effect.lost);
    tell("other words for", &effect.reworded);
    let manners = |manners| in_words(manners, shape::word);
    told.extend(effect.turned.iter().map(|turned| {
        let name = concepts.name(&turned.concept);
        format!("{name}, before {}, now {}", manners(&turned.from), manners(&turned.to))
    }));
    if told.is_empty() {
        told.push(format!("words around {}", names(&effect.around)));
    }
    told.join("; ")
}

/// A name that took another's place, with the sentence in which it does so first.
fn renamed(composer: &mut Composer<'_, '_>, renaming: &Renaming<'_>) -> Block {
    let times = counted(renaming.sentences, "changed sentence", "changed sentences");
    Block::Text {
        content: vec![
            Inline::text("“"),
            Inline::Quotation(composer.quotation(&renaming.old)),
            Inline::text("” "),
            Inline::Citation(composer.cite(&renaming.old, CiteForm::Short)),
            Inline::text(" is now “"),
            Inline::Quotation(composer.quotation(&renaming.new)),
            Inline::text("” "),
            Inline::Citation(composer.cite(&renaming.new, CiteForm::Short)),
            Inline::text(format!(" in {times}.")),
        ],
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How many sentences come and go from file to file.
fn unsteady(step: &Step<'_>) -> Option<Block> {
    let count = |added: bool| {
        let unsteady = step.changes.iter().filter(|change| change.elsewhere().is_some());
        unsteady.filter(|change| matches!(change, Change::Added { .. }) == added).count()
    };
    let (again, missing) = (count(true), count(false));
    (again + missing > 0).then(|| {
        text(format!(
            "{} again that an earlier version, or another file of the old one, has; {} here that a later version, or \
             another file of the new one, has. The files may have been captured without them.",
            counted(again, "sentence stands here", "sentences stand here"),
            counted(missing, "sentence is missing", "sentences are missing"),
        ))
    })
}

/// The changes that weigh most, in the order of the text: what is no longer, or now, said not to be done,
/// then practices and security before data.
fn weightiest<'s, 'e>(step: &'s Step<'e>, share: usize) -> Vec<&'s Change<'e>> {
    let weight = |change: &Change<'_>| {
        let negates = |sentence: &Marked<'_>| {
            let text = sentence.quote.text.to_lowercase();
            [" not ", "n’t ", "n't ", " never ", " no longer ", " only "]
                .iter()
                .any(|word| text.contains(word))
        };
        let negated = match change {
            Change::Changed { old, new, .. } => negates(old) != negates(new),
            Change::Added { new: sentence, .. } | Change::Removed { old: sentence, .. } => negates(sentence),
        };
        if is_bare(change) || change.elsewhere().is_some() {
            return 0;
        }
        let kinds = change.concepts().iter().map(|concept| match concept.split(':').next() {
            _ if concept == "data:generic" => 0,
            Some("practice" | "security") => 2,
            _ => 1,
        });
        usize::from(negated) * 4 + reach(change) + kinds.max().unwrap_or(0)
    };
    let mut order: Vec<usize> = (0..step.changes.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(weight(&step.changes[index])), index));
    order.truncate(share);
    order.sort_unstable();
    order.into_iter().map(|index| &step.changes[index]).collect()
}

/// A change of what is said weighs more than one of the words for it, and that more than one around them.
fn reach(change: &Change<'_>) -> usize {
    match change {
        Change::Changed { effect, .. } if !effect.turned.is_empty() => 4,
        Change::Changed { effect, .. } if effect.gained.len() + effect.lost.len() > 0 => 2,
        Change::Changed { effect, .. } if effect.reworded.is_empty() => 0,
        _ => 1,
    }
}

/// An item of a list, or a line of contents, that says nothing without what leads it in.
fn is_bare(change: &Change<'_>) -> bool {
    const SENTENCE: usize = 8;
    let text = match change {
        Change::Added { new: sentence, .. } | Change::Removed { old: sentence, .. } => sentence.quote.text,
        Change::Changed { .. } => return false,
    };
    let ended = text.trim_end_matches(['”', '"', ')', '*']).ends_with(['.', '!', '?', ':', ';']);
    !ended && text.split_whitespace().count() < SENTENCE
}

pub(super) fn marked(
    composer: &mut Composer<'_, '_>,
    lead: &str,
    sentence: &Marked<'_>,
    emphasis: Emphasis,
) -> Entry {
    let mut entry = composer.plain_entry(lead, &sentence.quote);
    let marks: Vec<_> = sentence.marks.iter().map(|span| (*span, emphasis)).collect();
    let quote = &sentence.quote;
    entry.quotation = Quotation::new(quote.document, quote.start, quote.text, &marks);
    entry.notes.extend(composer.beside_note(quote));
    entry
}
