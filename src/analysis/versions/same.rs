//! Sentences that say the same in other words: idle words, spelling, names that are another throughout.

use super::Renaming;
use crate::analysis::{Quote, View};
use crate::document::Span;
use crate::structure::note_mark;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// Words of which another choice changes nothing: "such as" for "like", "e.g." for "for example".
pub(super) static IDLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "a an the this these such as like for example e g eg i ie and or of to in on at with by that which \
                 so also please here from about our including we you your us it its is are be when if their";
    words.split_whitespace().collect()
});

/// One spelling for `organise` and `organize`, `centre` and `center`, of words in small letters.
pub(super) fn british(words: &str) -> String {
    SPELT
        .iter()
        .filter(|(one, _)| words.contains(one))
        .fold(words.to_owned(), |w, (one, other)| w.replace(one, other))
}

const SPELT: [(&str, &str); 8] = [
    ("iz", "is"),
    ("yz", "ys"),
    ("our", "or"),
    ("centre", "center"),
    ("licence", "license"),
    ("defence", "defense"),
    ("programme", "program"),
    ("ll", "l"),
];

/// A look at the letters that spares most words the change of spelling.
pub(super) fn may_be_spelled_twice(word: &str) -> bool {
    word.as_bytes()
        .windows(2)
        .any(|pair| matches!(pair, b"iz" | b"yz" | b"ur" | b"ll" | b"tr" | b"nc" | b"mm"))
}

fn folded(word: &str) -> String {
    stem(british(&word.to_lowercase()))
}

/// A word without the ending of its form: `protects`, `protecting` as `protect`.
fn stem(word: String) -> String {
    const SHORT: usize = 4;
    let endings = ["ing", "s"].into_iter().filter_map(|ending| word.strip_suffix(ending));
    endings.filter(|stem| stem.len() >= SHORT).map(str::to_owned).next().unwrap_or(word)
}

/// Do two sentences have the same words but for idle ones, marks, capitals, spelling and contractions?
pub fn reads_the_same(one: &str, other: &str) -> bool {
    run_of(&telling(one)) == run_of(&telling(other))
}

/// As [`reads_the_same`], where the first has the old names and the second the new ones.
pub(super) fn reads_the_same_renamed(old: &str, new: &str, names: &Renamed) -> bool {
    let (old, new) = (telling(old), telling(new));
    let mut renamed: Vec<String> = Vec::new();
    let mut at = 0;
    while at < old.len() {
        let name = names.0.iter().find(|(from, _)| old[at..].starts_with(from));
        match name {
            Some((from, to)) => {
                renamed.extend(to.iter().cloned());
                at += from.len();
            }
            None => {
                renamed.push(old[at].clone());
                at += 1;
            }
        }
    }
    run_of(&renamed) == run_of(&new)
}

/// The words that are not idle, folded.
fn telling(text: &str) -> Vec<String> {
    let text = without_note_marks(text).replace('’', "'").to_lowercase();
    let text = text.replace("'ve", " have").replace("n't", " not").replace("'ll", " will");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !IDLE.contains(word)).map(british).map(stem).collect()
}

/// A sentence without the marks of notes (`[12]`), which count on with each that is put in.
fn without_note_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, mark) = rest.split_at(at);
        plain.push_str(before);
        plain.push(' ');
        rest = &mark[note_mark(mark).unwrap_or(1)..];
    }
    plain + rest
}

/// Words run together, so that `check-up` is `checkup`.
fn run_of(words: &[String]) -> String {
    words.concat()
}

/// Names, folded, that took the place of others.
pub(super) struct Renamed(Vec<Names>);

/// The old one and the new one, in folded words.
type Names = (Vec<String>, Vec<String>);

/// A word as it is written, and where.
type Written<'t> = (&'t str, Span);

/// Names of at most so many words, in at least so many sentences, are renamed.
const LONGEST_NAME: usize = 3;
const FEWEST_SENTENCES: usize = 3;

/// Names with capitals in whose place others stand in several of the changed sentences.
pub(super) fn renamings<'e>(
    view: &View<'e>,
    files: (usize, usize),
    pairs: &[(Span, Span)],
) -> (Vec<Renaming<'e>>, Renamed) {
    let mut seen: BTreeMap<Names, Vec<(Span, Span)>> = BTreeMap::new();
    for (old, new) in pairs {
        let before = written(view.document(files.0).slice(*old), old.start);
        let after = written(view.document(files.1).slice(*new), new.start);
        let of_pair: BTreeSet<_> = replaced_names(&before, &after).into_iter().collect();
        for (from, to) in of_pair {
            let folded = |words: &[Written<'_>]| words.iter().map(|(word, _)| folded(word)).collect();
            let place = |words: &[Written<'_>]| words.iter().map(|(_, span)| *span).reduce(Span::hull);
            let Some(place) = place(&before[from.0..from.1]).zip(place(&after[to.0..to.1])) else { continue };
            let key = (folded(&before[from.0..from.1]), folded(&after[to.0..to.1]));
            seen.entry(key).or_default().push(place);
        }
    }
    seen.retain(|_, places| places.len() >= FEWEST_SENTENCES);
    let quote = |file, span| -> Quote<'e> { view.quote(file, span) };
    let told = seen.values().map(|places| Renaming {
        old: quote(files.0, places[0].0),
        new: quote(files.1, places[0].1),
        sentences: places.len(),
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|renaming| (std::cmp::Reverse(renaming.sentences), renaming.new.start));
    (told, Renamed(seen.into_keys().collect()))
}

/// The words of a text that are not idle, as written.
fn written(text: &str, offset: usize) -> Vec<Written<'_>> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.filter(|word| !IDLE.contains(word.to_lowercase().as_str()));
    let place = |word: &str| {
        let start = offset + (word.as_ptr() as usize - text.as_ptr() as usize);
        Span::new(start, start + word.len())
    };
    words.map(|word| (word, place(word))).collect()
}

type Range = (usize, usize);

/// Where runs of words with capitals took each other's place, not at the head of a sentence.
fn replaced_names(before: &[Written<'_>], after: &[Written<'_>]) -> Vec<(Range, Range)> {
    let folded = |words: &[Written<'_>]| -> Vec<String> {
        words.iter().map(|(word, _)| british(&word.to_lowercase())).collect()
    };
    let is_name = |words: &[Written<'_>], (from, to): Range| {
        let capital = |(word, _): &Written<'_>| word.starts_with(char::is_uppercase);
        from > 0 && to - from <= LONGEST_NAME && words[from..to].iter().all(capital)
    };
    let ops = capture_diff_slices(Algorithm::Myers, &folded(before), &folded(after));
    let ranges = ops.into_iter().filter_map(|op| match op {
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            Some(((old_index, old_index + old_len), (new_index, new_index + new_len)))
        }
        _ => None,
    });
    ranges.filter(|(from, to)| is_name(before, *from) && is_name(after, *to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_words_marks_capitals_and_spelling_change_nothing() {
        assert!(reads_the_same(
            "For example, Security Checkup is personalized to your use.",
            "e.g. Security Check-Up is personalised to your use"
        ));
        assert!(reads_the_same("What your device[10] sends", "What your device[11] sends"));
        assert!(reads_the_same("Protecting our data centres", "To protect data centers."));
        assert!(!reads_the_same("We do not share your data.", "We share your data."));
        assert!(!reads_the_same("We share it with partners.", "We share it without partners."));
    }

    #[test]
    fn every_word_that_is_spelled_in_two_ways_is_looked_at() {
        for (one, _) in SPELT {
            assert!(may_be_spelled_twice(one), "{one}");
        }
    }

    #[test]
    fn names_that_took_each_others_place_are_seen_and_other_words_are_not() {
        let names = |old: &str, new: &str| -> Vec<(String, String)> {
            let (before, after) = (written(old, 0), written(new, 0));
            let join = |words: &[Written<'_>]| words.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(" ");
            let found = replaced_names(&before, &after).into_iter();
            found.map(|(from, to)| (join(&before[from.0..from.1]), join(&after[to.0..to.1]))).collect()
        };
        let renamed = |one: &str, other: &str| vec![(one.to_owned(), other.to_owned())];
        assert_eq!(
            names("When you use the Platform, we log it.", "When you use the Services, we log it."),
            renamed("Platform", "Services")
        );
        assert_eq!(names("We may share your name.", "We will share your name."), []);
        // the head of a sentence has a capital in any case
        assert_eq!(names("Partners share it.", "Vendors share it."), []);
    }

    #[test]
    fn what_only_bears_another_name_reads_the_same() {
        let fold = |words: &str| words.split(' ').map(folded).collect::<Vec<_>>();
        let names = Renamed(vec![(fold("shop platform"), fold("services"))]);
        assert!(reads_the_same_renamed(
            "We log what you do on the Shop Platform.",
            "We log what you do on our Services.",
            &names
        ));
        assert!(!reads_the_same_renamed(
            "We log what you do on the Shop Platform.",
            "We sell what you do on our Services.",
            &names
        ));
    }
}
