//! What the words of `rules.toml` mark in a sentence, all of them found in one pass.

use super::rules::{RULES, Rules};
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a sentence is marked with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// It says that a thing was done all the same.
    pub despite: bool,
    /// It tells of a representation or a rule, and not of conduct.
    pub telling: bool,
    /// It speaks of all of a thing.
    pub universal: bool,
    /// It tells of words that are not there, and of no promise.
    pub silence: bool,
    /// It speaks of data that no longer speak of a person.
    pub impersonal: bool,
    pub advertising: bool,
    /// It names a deed left undone before any that was done.
    pub omission: bool,
    /// Where the first words end that name someone else as the one who acts.
    pub outsiders_end: Option<usize>,
    /// Classes of recipients that it names itself.
    pub named: BTreeSet<&'static str>,
    /// What it says is done.
    pub deeds: BTreeSet<&'static str>,
}

/// What a word of the data file stands for.
#[derive(Clone, Copy)]
enum Meaning {
    Despite,
    Telling,
    Universal,
    Silence,
    Impersonal,
    Advertising,
    Omission,
    Outsider,
    Recipient(&'static str),
    /// Counts at the beginning of a word only.
    Deed(&'static str),
}

struct Words {
    search: Option<AhoCorasick>,
    meanings: Vec<Meaning>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(&RULES));

impl Words {
    fn of(rules: &'static Rules) -> Self {
        let lists = [
            (&rules.despite, Meaning::Despite),
            (&rules.telling, Meaning::Telling),
            (&rules.universal, Meaning::Universal),
            (&rules.silences, Meaning::Silence),
            (&rules.impersonal, Meaning::Impersonal),
            (&rules.advertising, Meaning::Advertising),
            (&rules.omissions, Meaning::Omission),
            (&rules.outsiders, Meaning::Outsider),
        ];
        let recipients = rules.recipient.iter().map(|r| (&r.words, Meaning::Recipient(&r.name)));
        let deeds = rules.deed.iter().map(|deed| (&deed.verbs, Meaning::Deed(&deed.name)));
        let all = lists.into_iter().chain(recipients).chain(deeds);
        let (words, meanings): (Vec<&str>, Vec<Meaning>) =
            all.flat_map(|(words, meaning)| words.iter().map(move |w| (w.as_str(), meaning))).unzip();
        Self { search: AhoCorasick::new(words).ok(), meanings }
    }
}

/// The marks of a text in small letters.
pub fn marks(text: &str) -> Marks {
    let mut marks = Marks::default();
    let (mut left_undone, mut done) = (None, None);
    let first = |place: &mut Option<usize>, at: usize| *place = Some(place.map_or(at, |p: usize| p.min(at)));
    let Some(search) = &WORDS.search else { return marks };
    for found in search.find_overlapping_iter(text) {
        match WORDS.meanings[found.pattern().as_usize()] {
            Meaning::Despite => marks.despite = true,
            Meaning::Telling => marks.telling = true,
            Meaning::Universal => marks.universal = true,
            Meaning::Silence => marks.silence = true,
            Meaning::Impersonal => marks.impersonal = true,
            Meaning::Advertising => marks.advertising = true,
            Meaning::Omission => first(&mut left_undone, found.start()),
            Meaning::Outsider => first(&mut marks.outsiders_end, found.end()),
            Meaning::Recipient(name) => {
                marks.named.insert(name);
            }
            Meaning::Deed(_) if text[..found.start()].ends_with(char::is_alphanumeric) => {}
            Meaning::Deed(name) => {
                marks.deeds.insert(name);
                first(&mut done, found.start());
            }
        }
    }
    marks.omission = left_undone.is_some_and(|at| done.is_none_or(|done| at < done));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_deed_left_undone_is_an_omission_unless_another_was_done_before_it() {
        for text in
            ["epic took no steps to tell parents what it collected", "defendant failed to supervise schools"]
        {
            assert!(marks(text).omission, "{text}");
        }
        for text in ["goodrx disclosed the names and did not ask", "marlowe sold locations"] {
            assert!(!marks(text).omission, "{text}");
        }
    }

    proptest! {
        /// Against a search for each word on its own.
        #[test]
        fn each_list_marks_what_holds_one_of_its_words(
            parts in proptest::collection::vec(0usize..600, 0..6),
            between in "[a-z ,]{0,3}",
        ) {
            let lists: Vec<&String> = RULES
                .despite.iter().chain(&RULES.telling).chain(&RULES.universal).chain(&RULES.silences)
                .chain(&RULES.outsiders).chain(&RULES.omissions).chain(&RULES.impersonal)
                .chain(RULES.recipient.iter().flat_map(|r| &r.words))
                .chain(RULES.deed.iter().flat_map(|d| &d.verbs)).collect();
            let words: Vec<&str> = parts.iter().map(|&at| lists[at % lists.len()].as_str()).collect();
            let text = words.join(&between);
            let any = |list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
            let found = marks(&text);
            prop_assert_eq!(found.despite, any(&RULES.despite));
            prop_assert_eq!(found.telling, any(&RULES.telling));
            prop_assert_eq!(found.universal, any(&RULES.universal));
            prop_assert_eq!(found.silence, any(&RULES.silences));
            prop_assert_eq!(found.impersonal, any(&RULES.impersonal));
            let end = RULES.outsiders.iter().filter_map(|w| text.find(w.as_str()).map(|at| at + w.len())).min();
            prop_assert_eq!(found.outsiders_end, end);
            let named: BTreeSet<&str> =
                RULES.recipient.iter().filter(|r| any(&r.words)).map(|r| r.name.as_str()).collect();
            prop_assert_eq!(found.named, named);
            let begins = |verb: &String| {
                text.match_indices(verb.as_str()).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
            };
            let deeds: BTreeSet<&str> =
                RULES.deed.iter().filter(|d| d.verbs.iter().any(begins)).map(|d| d.name.as_str()).collect();
            prop_assert_eq!(found.deeds, deeds);
        }
    }
}
