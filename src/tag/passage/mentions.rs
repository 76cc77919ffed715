//! Words that stand for a speaker: nouns of the cue list, names of the setting, pronouns.

use super::{Mention, Passage, Words};
use crate::document::{DocumentKind, Speaker};
use crate::tag::cues::{Class, Cue};

/// By start; the longest of those that overlap.
pub(super) fn mentions(passage: &Passage<'_>, cues: &[Cue], last: Option<&Mention>) -> Vec<Mention> {
    let mut found: Vec<Mention> = nouns(passage, cues).chain(names(passage)).collect();
    found.sort_by_key(|mention| (mention.words.start, std::cmp::Reverse(mention.words.end)));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in found {
        if kept.last().is_none_or(|before| before.words.end <= mention.words.start) {
            kept.push(mention);
        }
    }
    if has_pronouns(passage.kind) {
        resolve(passage, &mut kept, last);
    }
    kept
}

/// In filings a pronoun's noun is seldom a speaker: left alone there.
fn has_pronouns(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::News | DocumentKind::Statement | DocumentKind::Report | DocumentKind::Complaint
    )
}

fn nouns<'a>(passage: &'a Passage<'_>, cues: &'a [Cue]) -> impl Iterator<Item = Mention> + 'a {
    passage.cues.iter().filter(|hit| hit.class == Class::Speaker).filter_map(move |hit| {
        let speaker = cues.get(hit.cue)?.speaker?;
        let words = before_verb(passage, &hit.words);
        Some(Mention { speaker, name: passage.text(&words).to_owned(), words, pronoun: false })
    })
}

/// Patterns such as `another pre/1 stated` reach over the verb, which is none of the speaker's words.
fn before_verb(passage: &Passage<'_>, words: &Words) -> Words {
    let verb = passage
        .cues
        .iter()
        .find(|hit| hit.class.attributes() && hit.words.start > words.start && hit.words.start < words.end);
    words.start..verb.map_or(words.end, |verb| verb.words.start)
}

fn names(passage: &Passage<'_>) -> Vec<Mention> {
    let names = &passage.setting.names;
    let mut found = Vec::new();
    if names.is_empty() {
        return found;
    }
    let terms = passage.terms();
    for at in 0..terms.len() {
        for name in names {
            if terms[at..].len() >= name.terms.len()
                && terms[at..].iter().zip(&name.terms).all(|(a, b)| a == b)
            {
                let start = passage.words.start + at as u32;
                let words: Words = start..start + name.terms.len() as u32;
                found.push(Mention { speaker: name.speaker, words, name: name.name.clone(), pronoun: false });
            }
        }
    }
    found
}

/// Pronouns stand for the last speaker named before them.
fn resolve(passage: &Passage<'_>, mentions: &mut Vec<Mention>, last: Option<&Mention>) {
    let mut resolved = Vec::new();
    for hit in passage.cues.iter().filter(|hit| hit.class == Class::Pronoun) {
        let before = mentions.iter().rev().find(|mention| mention.words.end <= hit.words.start).or(last);
        if let Some(before) = before.filter(|mention| mention.speaker != Speaker::Court) {
            resolved.push(Mention { words: hit.words.clone(), pronoun: true, ..before.clone() });
        }
    }
    mentions.append(&mut resolved);
    mentions.sort_by_key(|mention| mention.words.start);
}

impl Passage<'_> {
    /// The term of each word.
    pub(in crate::tag) fn terms(&self) -> Vec<String> {
        let mut terms = vec![String::new(); self.words.len()];
        for at in self.words.clone() {
            terms[(at - self.words.start) as usize] = plain_term(self.word(at));
        }
        terms
    }
}

/// Lower case, without a possessive.
fn plain_term(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.to_lowercase().replace(['.', ',', '\'', '’'], "")
}
