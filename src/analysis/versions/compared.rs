//! A version in the form in which two are compared, and what one has that the other has not.

use super::same::{IDLE, british, may_be_spelled_twice};
use super::{ALIKE, ALIKE_IN_SUBSTANCE, SURELY_ALIKE};
use crate::analysis::View;
use crate::analysis::words::{Words, hash};
use crate::document::Span;
use crate::structure::note_mark;
use foldhash::{HashMap, HashMapExt, HashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words by which a sentence is looked for in a text.
const GRAM: usize = 4;

/// A version as it is compared: words stand as numbers, in small letters and one spelling, without marks.
pub(super) struct VersionText {
    pub record: usize,
    /// Its sentences of prose.
    pub spans: Vec<Span>,
    /// The same, each in its words.
    pub sentences: Vec<Vec<u64>>,
    /// Words before the first colon of each, where they may be a heading that runs into it; else none.
    heads: Vec<usize>,
    /// The words of all of it, headings and cells of tables too.
    whole: Vec<u64>,
    /// Where each sentence stands first.
    places: HashMap<Vec<u64>, Span>,
    /// How many notes (`[12]`) it points to; on a web page they open when clicked, and a capture may lack them.
    pub notes: usize,
    /// Titles of the policies that the file holds; the first one has none.
    pub titles: BTreeSet<Option<String>>,
}

impl VersionText {
    pub fn of(view: &View<'_>, record: usize) -> Self {
        let document = view.document(record);
        let spans = sentences(view, record);
        let sentences: Vec<Vec<u64>> = spans.iter().map(|s| words(document.slice(*s))).collect();
        let heads = spans.iter().map(|s| head(document.slice(*s))).collect();
        let mut places = HashMap::new();
        for (span, sentence) in spans.iter().zip(&sentences) {
            places.entry(sentence.clone()).or_insert(*span);
        }
        let further = document.instruments.iter().map(|i| Some(i.title.clone()));
        let titles = further.chain([None]).collect();
        let notes = notes(&document.text);
        Self { record, spans, sentences, heads, whole: words(&document.text), places, notes, titles }
    }

    /// Where a sentence stands first.
    pub fn place(&self, sentence: &[u64]) -> Option<Span> {
        self.places.get(sentence).copied()
    }

    /// Do these words stand somewhere, in this order?
    fn holds(&self, words: &[u64]) -> bool {
        self.whole.windows(words.len()).any(|run| run == words)
    }

    /// Sentences of another version that it does not have as they are.
    fn unlike(&self, other: &Self) -> Vec<usize> {
        (0..other.sentences.len()).filter(|&i| !self.places.contains_key(&other.sentences[i])).collect()
    }

    /// Of these sentences of another version the ones whose words stand nowhere, not even in a heading or within a
    /// longer sentence.
    fn lacks(&self, other: &Self, unlike: &[usize]) -> BTreeSet<usize> {
        let sentence = |number: usize| other.sentences[unlike[number]].as_slice();
        // looked for by their first words, a length of those at a time
        let mut begins: [HashMap<&[u64], Vec<usize>>; GRAM + 1] = Default::default();
        for number in 0..unlike.len() {
            let head = &sentence(number)[..sentence(number).len().min(GRAM)];
            begins[head.len()].entry(head).or_default().push(number);
        }
        let mut found = vec![false; unlike.len()];
        for (length, begins) in begins.iter().enumerate().filter(|(_, begins)| !begins.is_empty()) {
            for at in 0..(self.whole.len() + 1).saturating_sub(length) {
                for &number in begins.get(&self.whole[at..at + length]).into_iter().flatten() {
                    found[number] |= self.whole[at..].starts_with(sentence(number));
                }
            }
        }
        let lacking = unlike.iter().zip(found).filter(|(_, found)| !found).map(|(&i, _)| i);
        // a heading that runs into the sentence may stand by itself there
        lacking
            .filter(|&i| other.heads[i] == 0 || !self.holds(&other.sentences[i][other.heads[i]..]))
            .collect()
    }

    fn title<'v>(&self, view: &View<'v>, sentence: usize) -> Option<&'v str> {
        let document = view.document(self.record);
        document.instrument_at(self.spans[sentence].start).map(|instrument| instrument.title.as_str())
    }
}

/// The words of a text as numbers; apostrophes and marks of notes (`[12]`) part none.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter == '['
            && let Some(mark) = note_mark(rest)
        {
            rest = &rest[mark..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        match letter {
            letter if letter.is_ascii_alphanumeric() => word.push(letter.to_ascii_lowercase()),
            letter if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
            '\'' | '’' => {}
            _ if word.is_empty() => {}
            _ => {
                words.push(number(&word));
                word.clear();
            }
        }
    }
    if !word.is_empty() {
        words.push(number(&word));
    }
    words
}

/// How many words stand before the first colon of a sentence, if those may be a heading and enough follow.
fn head(sentence: &str) -> usize {
    const LONGEST: usize = 16;
    const FEWEST: usize = 8;
    let Some((head, rest)) = sentence.split_once(": ") else { return 0 };
    let (head, rest) = (words(head).len(), words(rest).len());
    if head <= LONGEST && rest >= FEWEST { head } else { 0 }
}

fn number(word: &str) -> u64 {
    if may_be_spelled_twice(word) { hash(&british(word)) } else { hash(word) }
}

/// How many different marks of notes stand in a text.
fn notes(text: &str) -> usize {
    let marks = text.match_indices('[').filter_map(|(at, _)| Some(&text[at..at + note_mark(&text[at..])?]));
    marks.collect::<BTreeSet<_>>().len()
}

fn sentences(view: &View<'_>, index: usize) -> Vec<Span> {
    let document = view.document(index);
    let prose = |s: &&Span| document.paragraph_at(s.start).is_some_and(|(_, p)| p.kind.is_prose());
    document.sentences.iter().filter(prose).copied().collect()
}

/// A sentence of the old version for which a partner is looked for.
struct Left<'v> {
    sentence: usize,
    words: Words,
    title: Option<&'v str>,
    /// Do its words stand nowhere in the new version?
    lost: bool,
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
    let left = |i: usize| Left {
        sentence: i,
        words: Words::of_hashes(old.sentences[i].iter().copied()),
        title: old.title(view, i),
        lost: lost.contains(&i),
    };
    // what leads a list in is no other form of a whole sentence
    let leads = |text: &VersionText, i: usize| view.document(text.record).slice(text.spans[i]).ends_with(':');
    let mut gone: Vec<Left<'_>> = gone.into_iter().map(left).collect();
    let mut pairs = Vec::new();
    for i in come {
        let words = Words::of_hashes(new.sentences[i].iter().copied());
        let in_substance = |left: &Left<'_>| {
            let telling = telling_words(&new.sentences[i]);
            let ratio = telling_words(&old.sentences[left.sentence]).alike(&telling, ALIKE_IN_SUBSTANCE);
            ratio >= ALIKE_IN_SUBSTANCE
        };
        let (title, is_added) = (new.title(view, i), added.contains(&i));
        let nearest = gone
            .iter()
            .enumerate()
            .filter(|(_, left)| (is_added || left.lost) && left.title == title)
            .filter(|(_, left)| leads(old, left.sentence) == leads(new, i))
            .map(|(at, left)| (left.words.alike(&words, ALIKE), at, left))
            .filter(|(ratio, _, left)| *ratio >= ALIKE && in_substance(left))
            .filter(|(ratio, _, left)| {
                *ratio >= SURELY_ALIKE || begin_alike(&old.sentences[left.sentence], &new.sentences[i])
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, at, _)| at);
        let partner = nearest.map(|at| gone.remove(at).sentence);
        if partner.is_some() || is_added {
            pairs.push((partner, Some(i)));
        }
    }
    pairs.extend(gone.into_iter().filter(|left| left.lost).map(|left| (Some(left.sentence), None)));
    pairs
}

/// Do two sentences differ only in words that stand elsewhere in the other version? Then the text was cut in other
/// places, and nothing was changed.
pub(super) fn is_cut_otherwise(old: (&VersionText, usize), new: (&VersionText, usize)) -> bool {
    let (was, is) = (&old.0.sentences[old.1], &new.0.sentences[new.1]);
    capture_diff_slices(Algorithm::Myers, was, is).into_iter().all(|op| match op {
        DiffOp::Equal { .. } => true,
        DiffOp::Delete { old_index, old_len, .. } => {
            old_len >= GRAM && new.0.holds(&was[old_index..old_index + old_len])
        }
        DiffOp::Insert { new_index, new_len, .. } => {
            new_len >= GRAM && old.0.holds(&is[new_index..new_index + new_len])
        }
        DiffOp::Replace { .. } => false,
    })
}

/// Do two sentences share one of the first words that are not idle? Items of a list that are spun from the same
/// words, each on another thing, share none.
fn begin_alike(one: &[u64], other: &[u64]) -> bool {
    const FIRST: usize = 4;
    let first = |sentence: &[u64]| -> Vec<u64> {
        sentence.iter().copied().filter(|word| !IDLE_WORDS.contains(word)).take(FIRST).collect()
    };
    let other = first(other);
    first(one).iter().any(|word| other.contains(word))
}

/// The words of a sentence that are not idle.
fn telling_words(sentence: &[u64]) -> Words {
    Words::of_hashes(sentence.iter().copied().filter(|word| !IDLE_WORDS.contains(word)))
}

static IDLE_WORDS: LazyLock<HashSet<u64>> = LazyLock::new(|| IDLE.iter().map(|word| number(word)).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_of_notes_apostrophes_and_spelling_part_no_words() {
        let read = |text: &str| words(text);
        assert_eq!(read("Don’t personalise[12] – ever. (See [a])"), read("dont personalize ever see a"));
        assert_ne!(read("see [a]"), read("see"));
        assert!(read("  ").is_empty());
        assert_eq!(notes("a[1] b [12], again[1] and [x]"), 2);
    }

    fn version(text: &str) -> VersionText {
        let parts = text.split('.').filter(|part| !words(part).is_empty());
        let sentences: Vec<Vec<u64>> = parts.clone().map(words).collect();
        let heads = parts.map(head).collect();
        let spans = vec![Span::new(0, 0); sentences.len()];
        let places = sentences.iter().map(|s| (s.clone(), Span::new(0, 0))).collect();
        let titles = BTreeSet::new();
        let (whole, notes) = (words(text), notes(text));
        VersionText { record: 0, spans, sentences, heads, whole, places, notes, titles }
    }

    #[test]
    fn a_sentence_that_was_cut_in_another_place_is_not_changed() {
        let whole = version("Safety of our shop: we use your orders to find fraud and to stop it. We log it");
        let parted =
            version("Safety of our shop. We use your orders to find fraud and to stop it. We log it");
        let other = version("Safety of our shop. We log it");
        assert!(is_cut_otherwise((&whole, 0), (&parted, 0)));
        assert!(!is_cut_otherwise((&whole, 0), (&other, 0)));
    }

    #[test]
    fn a_sentence_is_not_lacking_where_only_its_heading_stands_apart() {
        let glued =
            version("Sharing with others: the kind of partner depends on what you ask us to do. We log it");
        let apart = version("Sharing it at your wish. The kind of partner depends on what you ask us to do");
        let lacking = |one: &VersionText, other: &VersionText| one.lacks(other, &one.unlike(other));
        assert_eq!(lacking(&apart, &glued), BTreeSet::from([1]));
        let other = version("Sharing it. The kind of partner depends on what we like to do with you");
        assert_eq!(lacking(&other, &glued), BTreeSet::from([0, 1]));
    }

    proptest! {
        /// Against the plain question: are these words, in this order, in the other text?
        #[test]
        fn a_sentence_is_lacking_where_its_words_stand_nowhere(
            one in "[ab]( ?[ab.]){0,12}", other in "[ab]( ?[ab.]){0,12}"
        ) {
            let (one, other) = (version(&one), version(&other));
            let stands = |sentence: &Vec<u64>| one.whole.windows(sentence.len()).any(|words| words == sentence);
            let naive: Vec<usize> =
                (0..other.sentences.len()).filter(|&i| !stands(&other.sentences[i])).collect();
            let lacking = one.lacks(&other, &one.unlike(&other));
            prop_assert_eq!(lacking.into_iter().collect::<Vec<_>>(), naive);
        }
    }
}
