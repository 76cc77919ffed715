//! A version in the form in which two are compared, and what one has that the other has not.

use super::{ALIKE, ALIKE_IN_SUBSTANCE, IDLE, british};
use crate::analysis::View;
use crate::analysis::words::Words;
use crate::document::Span;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A version as it is compared.
pub(super) struct VersionText {
    pub record: usize,
    /// Its sentences of prose.
    pub spans: Vec<Span>,
    /// The same, each in its bare words.
    pub sentences: Vec<String>,
    /// The bare words of all of it, with a space at each end: headings and cells of tables too.
    whole: String,
    /// Where each sentence stands first.
    places: HashMap<u64, Span>,
    /// Titles of the policies that the file holds; the first one has none.
    pub titles: BTreeSet<Option<String>>,
}

impl VersionText {
    pub fn of(view: &View<'_>, record: usize) -> Self {
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

    /// Where a sentence, in its bare words, stands first.
    pub fn place(&self, sentence: &str) -> Option<Span> {
        self.places.get(&hash(sentence)).copied()
    }

    /// Sentences of another version that it does not have as they are.
    fn unlike(&self, other: &Self) -> Vec<usize> {
        (0..other.sentences.len())
            .filter(|&i| !self.places.contains_key(&hash(&other.sentences[i])))
            .collect()
    }

    /// Of these sentences of another version the ones whose words stand nowhere, not even in a heading or within a
    /// longer sentence.
    fn lacks(&self, other: &Self, unlike: &[usize]) -> BTreeSet<usize> {
        let patterns = unlike.iter().map(|&i| format!(" {} ", other.sentences[i]));
        // One pass for all of them; what can't be looked for counts as not there.
        let found: BTreeSet<usize> = match AhoCorasick::new(patterns) {
            Ok(search) => search.find_overlapping_iter(&self.whole).map(|m| m.pattern().as_usize()).collect(),
            Err(_) => BTreeSet::new(),
        };
        let missing = unlike.iter().enumerate().filter(|(n, _)| !found.contains(n));
        missing.map(|(_, &i)| i).collect()
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
        if letter.is_ascii_alphanumeric() {
            bare.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() {
            bare.extend(letter.to_lowercase());
        } else if !matches!(letter, '\'' | '’') && !bare.is_empty() && !bare.ends_with(' ') {
            bare.push(' ');
        }
        rest = &rest[letter.len_utf8()..];
    }
    bare.truncate(bare.trim_end().len());
    british(&bare)
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

fn sentences(view: &View<'_>, index: usize) -> Vec<Span> {
    let document = view.document(index);
    let prose = |s: &&Span| document.paragraph_at(s.start).is_some_and(|(_, p)| p.kind.is_prose());
    document.sentences.iter().filter(prose).copied().collect()
}

/// Sentences that are not in both versions, the like ones paired, in the order of the new version. One whose
/// words stand somewhere in the other is left out unless its partner says more, and so is what stands in a
/// policy that the other file does not hold.
pub(super) fn align(
    view: &View<'_>,
    old: &VersionText,
    new: &VersionText,
) -> Vec<(Option<usize>, Option<usize>)> {
    let comparable = |text: &VersionText, other: &VersionText| -> (Vec<usize>, BTreeSet<usize>) {
        let held = |i: &usize| other.titles.contains(&text.title(view, *i).map(str::to_owned));
        let unlike: Vec<usize> = other.unlike(text).into_iter().filter(held).collect();
        let lacking = other.lacks(text, &unlike);
        (unlike, lacking)
    };
    let ((gone, lost), (come, added)) = (comparable(old, new), comparable(new, old));
    let mut gone: Vec<(usize, [Words; 2])> =
        gone.into_iter().map(|i| (i, words_of(&old.sentences[i]))).collect();
    let mut pairs = Vec::new();
    for i in come {
        let [words, telling] = words_of(&new.sentences[i]);
        let nearest = gone
            .iter()
            .enumerate()
            .filter(|(_, (g, _))| added.contains(&i) || lost.contains(g))
            .filter(|(_, (g, _))| old.title(view, *g) == new.title(view, i))
            .filter(|(_, (_, [_, gone]))| gone.alike(&telling, ALIKE_IN_SUBSTANCE) >= ALIKE_IN_SUBSTANCE)
            .map(|(at, (_, [gone, _]))| (gone.alike(&words, ALIKE), at))
            .filter(|(ratio, _)| *ratio >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let partner = nearest.map(|(_, at)| gone.remove(at).0);
        if partner.is_some() || added.contains(&i) {
            pairs.push((partner, Some(i)));
        }
    }
    pairs.extend(gone.into_iter().filter(|(i, _)| lost.contains(i)).map(|(i, _)| (Some(i), None)));
    pairs
}

/// The words of a sentence, and those that are not idle.
fn words_of(sentence: &str) -> [Words; 2] {
    let telling: Vec<&str> = sentence.split(' ').filter(|word| !IDLE.contains(word)).collect();
    [Words::of(sentence), Words::of(&telling.join(" "))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_of_notes_and_punctuation_are_no_words() {
        assert_eq!(bare_words("Don’t sell[12] – ever. (See [a])"), "dont sell ever see a");
        assert_eq!(bare_words("  "), "");
    }

    fn version(text: &str) -> VersionText {
        let sentences: Vec<String> = text.split('.').map(bare_words).filter(|s| !s.is_empty()).collect();
        let spans = vec![Span::new(0, 0); sentences.len()];
        let places = sentences.iter().map(|s| (hash(s), Span::new(0, 0))).collect();
        let whole = format!(" {} ", bare_words(text));
        VersionText { record: 0, spans, sentences, whole, places, titles: BTreeSet::new() }
    }

    proptest! {
        /// Against the plain question: are these words, in this order, in the other text?
        #[test]
        fn a_sentence_is_lacking_where_its_words_stand_nowhere(
            one in "[ab]( ?[ab.]){0,12}", other in "[ab]( ?[ab.]){0,12}"
        ) {
            let (one, other) = (version(&one), version(&other));
            let naive: Vec<usize> = (0..other.sentences.len())
                .filter(|&i| !one.whole.contains(&format!(" {} ", other.sentences[i])))
                .collect();
            let lacking = one.lacks(&other, &one.unlike(&other));
            prop_assert_eq!(lacking.into_iter().collect::<Vec<_>>(), naive);
        }
    }
}
