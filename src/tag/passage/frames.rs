//! Attribution: speaker, verb, and what is handed to the speaker.

use super::{CueHit, Frame, Mention, Passage, Words};
use crate::document::{DocumentKind, Speaker};
use crate::tag::cues::Class;

/// Most words between a speaker and its verb.
const REACH: u32 = 7;
/// The same where a remark between commas follows the speaker.
const REACH_OVER_REMARK: u32 = 16;
/// With no more words than this after the verb the content stands before it: "…, the company told us."
const SHORT_TAIL: u32 = 2;
/// The same after a quotation: "“…,” the company told the Harbour Daily".
const TAIL_AFTER_QUOTE: u32 = 6;
/// After these words a noun is no subject: "told by the company".
const PREPOSITIONS: [&str; 14] = [
    "of", "to", "with", "by", "against", "from", "about", "for", "on", "over", "in", "into", "between",
    "under",
];

/// All frames of a paragraph, by start of content, outer before inner.
pub(super) fn frames(passage: &Passage<'_>) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for sentence in &passage.sentences {
        for hit in
            passage.cues.iter().filter(|hit| hit.class.attributes() && sentence.contains(&hit.words.start))
        {
            frames.extend(frame(passage, sentence, hit));
        }
    }
    frames.sort_by_key(|frame| (frame.content.start, std::cmp::Reverse(frame.content.end), frame.verb.start));
    frames
}

fn frame(passage: &Passage<'_>, sentence: &Words, hit: &CueHit) -> Option<Frame> {
    match hit.class {
        Class::Allegedly | Class::Reportedly => {
            // The adverb covers its clause, the passive what follows it.
            let content = passage.clause_of(hit.words.start).start.min(hit.words.start)..sentence.end;
            Some(Frame { class: hit.class, cue: hit.cue, verb: hit.words.clone(), source: None, content })
        }
        Class::According => {
            let near = |m: &&Mention| {
                m.words.start >= hit.words.end && m.words.start <= hit.words.end + 3 && !m.pronoun
            };
            let source = passage.mentions.iter().find(near)?;
            Some(made(hit, source.clone(), sentence.clone()))
        }
        Class::Silence => None,
        _ => verb_frame(passage, sentence, hit),
    }
}

fn made(hit: &CueHit, source: Mention, content: Words) -> Frame {
    Frame { class: hit.class, cue: hit.cue, verb: hit.words.clone(), source: Some(source), content }
}

fn verb_frame(passage: &Passage<'_>, sentence: &Words, hit: &CueHit) -> Option<Frame> {
    // The first word of the cue is the verb; patterns may reach on to what it governs.
    let verb = hit.words.start..hit.words.start + 1;
    if let Some(source) = subject(passage, sentence, &verb).filter(|source| !is_sued(passage, hit, source)) {
        let tail = sentence.end.saturating_sub(verb.end);
        let inverted = source.words.start > sentence.start
            && (tail <= SHORT_TAIL && follows(passage, &source, &[',', '”', '"'])
                || tail <= TAIL_AFTER_QUOTE && follows(passage, &source, &['”', '"']));
        let content = if inverted {
            before(passage, sentence, source.words.start)
        } else {
            after(passage, sentence, verb.end)
        };
        return Some(made(hit, source, content));
    }
    if let Some(source) = postposed(passage, sentence, &verb) {
        return Some(made(hit, source, before(passage, sentence, verb.start)));
    }
    let content = after(passage, sentence, verb.end);
    let source = implied(passage, hit, &verb);
    if source.is_none() && !stands_alone(passage, hit) {
        return None;
    }
    Some(Frame { class: hit.class, cue: hit.cue, verb: hit.words.clone(), source, content })
}

/// "a suit against the hospital, alleging that …": who is sued is not who alleges.
fn is_sued(passage: &Passage<'_>, hit: &CueHit, source: &Mention) -> bool {
    let verb = passage.word(hit.words.start).to_lowercase();
    source.speaker == Speaker::Company && matches!(verb.as_str(), "alleging" | "accusing")
}

/// In the press a suit or a settlement says enough without a speaker that is known: "two guests sued
/// over …", "the chain agreed to settle charges that …". In a decision who alleges is a plaintiff.
fn stands_alone(passage: &Passage<'_>, hit: &CueHit) -> bool {
    let verb = passage.word(hit.words.start).to_lowercase();
    let pleads = match hit.class {
        Class::Allege => verb.starts_with("alleg") || verb.starts_with("accus"),
        Class::Say => verb.starts_with("claim"),
        _ => false,
    };
    match passage.kind {
        DocumentKind::News | DocumentKind::Report | DocumentKind::Statement => {
            matches!(hit.class, Class::Allege | Class::Settle)
        }
        DocumentKind::Complaint => hit.class == Class::Settle,
        DocumentKind::Order => pleads,
        _ => false,
    }
}

/// The nearest speaker before the verb that is its subject.
fn subject(passage: &Passage<'_>, sentence: &Words, verb: &Words) -> Option<Mention> {
    let near = passage.mentions.iter().rev().filter(|mention| {
        mention.words.start >= sentence.start
            && mention.words.end <= verb.start
            && verb.start - mention.words.end <= reach(passage, mention, verb)
    });
    near.filter(|mention| !is_object(passage, mention) && !is_cut_off(passage, mention, verb))
        .max_by_key(|m| m.words.start)
        .cloned()
}

/// Words that may stand between: more where commas set a remark apart ("Lumora, a maker of …, said").
fn reach(passage: &Passage<'_>, mention: &Mention, verb: &Words) -> u32 {
    let set_apart = passage.gap(mention.words.end - 1).contains(',')
        && passage.gap(verb.start.saturating_sub(1)).contains(',');
    if set_apart { REACH_OVER_REMARK } else { REACH }
}

fn is_object(passage: &Passage<'_>, mention: &Mention) -> bool {
    let word_before = |at: u32| (at > passage.words.start).then(|| passage.word(at - 1).to_lowercase());
    let Some(word) = word_before(mention.words.start) else { return false };
    let word = if matches!(word.as_str(), "the" | "a" | "an" | "its" | "our" | "their") {
        word_before(mention.words.start - 1).unwrap_or(word)
    } else {
        word
    };
    PREPOSITIONS.contains(&word.as_str())
}

/// Does another clause stand between speaker and verb?
fn is_cut_off(passage: &Passage<'_>, mention: &Mention, verb: &Words) -> bool {
    let mut between = mention.words.end..verb.start;
    let mark =
        (mention.words.end.saturating_sub(1)..verb.start).any(|at| passage.gap(at).contains([';', ':']));
    mark || between
        .any(|at| matches!(passage.word(at).to_lowercase().as_str(), "you" | "users" | "we" | "consumers"))
}

/// `said the company` after what was said.
fn postposed(passage: &Passage<'_>, sentence: &Words, verb: &Words) -> Option<Mention> {
    let quoted = verb.start > sentence.start && passage.gap(verb.start - 1).contains(['”', '"', ',']);
    let next =
        passage.mentions.iter().find(|m| m.words.start >= verb.end && m.words.start <= verb.end + 2)?;
    (quoted && verb.end < sentence.end).then(|| next.clone())
}

fn follows(passage: &Passage<'_>, source: &Mention, marks: &[char]) -> bool {
    let first = source.words.start;
    let start =
        if first > passage.words.start && is_article(passage.word(first - 1)) { first - 1 } else { first };
    start > passage.words.start && passage.gap(start - 1).contains(marks)
}

fn is_article(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "the" | "a" | "an")
}

/// Who speaks in the first person, or without a subject in a document of one voice.
fn implied(passage: &Passage<'_>, hit: &CueHit, verb: &Words) -> Option<Mention> {
    let from = verb.start.saturating_sub(3).max(passage.words.start);
    if passage.kind == DocumentKind::Complaint && is_told_to_users(passage, hit, verb) {
        return Some(Mention {
            speaker: Speaker::Company,
            words: verb.clone(),
            name: passage.text(verb).to_owned(),
            pronoun: true,
        });
    }
    let first_person = passage.cues_in(Class::FirstPerson, from..verb.start).next()?;
    let speaker = match passage.kind {
        DocumentKind::Order => Speaker::Court,
        DocumentKind::Complaint => return None,
        DocumentKind::Report => Speaker::Researcher,
        _ => Speaker::Company,
    };
    let finds = passage.kind == DocumentKind::Report && hit.class == Class::Find;
    let states = finds
        || matches!(hit.class, Class::Deny | Class::Admit | Class::Confirm | Class::Hold | Class::Promise);
    states.then(|| Mention {
        speaker,
        words: first_person.words.clone(),
        name: passage.text(&first_person.words).to_owned(),
        pronoun: true,
    })
}

/// In a complaint it is the company that "told users" and "assured consumers".
fn is_told_to_users(passage: &Passage<'_>, hit: &CueHit, verb: &Words) -> bool {
    let told = matches!(hit.class, Class::Say | Class::Promise | Class::Represent);
    let object = passage.word(verb.end).to_lowercase();
    told && matches!(
        object.as_str(),
        "users"
            | "consumers"
            | "customers"
            | "visitors"
            | "patients"
            | "parents"
            | "subscribers"
            | "shoppers"
    )
}

/// What follows the verb, to the end of the sentence or of a quotation that opens in it.
fn after(passage: &Passage<'_>, sentence: &Words, from: u32) -> Words {
    let quote = passage.quotes.iter().find(|quote| sentence.contains(&quote.start) && quote.start >= from);
    let list = passage.gap(sentence.end - 1).trim_start().starts_with(':').then_some(passage.words.end);
    from..quote.map_or(sentence.end, |quote| quote.end.max(sentence.end)).max(list.unwrap_or(0))
}

/// What stands before, over the whole quotation that ends there.
fn before(passage: &Passage<'_>, sentence: &Words, until: u32) -> Words {
    let quote = passage.quotes.iter().find(|quote| quote.end <= until && quote.end + 2 >= until);
    quote.map_or(sentence.start, |quote| quote.start.min(sentence.start))..until
}
