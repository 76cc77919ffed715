//! The words of `rules.toml`: recipients, exceptions, outsiders, practices that are near each other.

use super::marks::marks;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
pub struct Recipient {
    pub name: String,
    pub words: Vec<String>,
    #[serde(default)]
    covers: Vec<String>,
}

/// A promise on one practice that another practice can break.
#[derive(Deserialize)]
pub struct Near {
    pub promise: String,
    pub practice: String,
    pub recipient: String,
    pub why: String,
}

/// What is done to data, by the beginnings of verbs.
#[derive(Deserialize)]
pub struct Deed {
    pub name: String,
    pub verbs: Vec<String>,
}

#[derive(Deserialize, Default)]
pub struct Rules {
    excuses: Vec<String>,
    directed: Vec<String>,
    pub despite: Vec<String>,
    pub outsiders: Vec<String>,
    pub telling: Vec<String>,
    pub universal: Vec<String>,
    open: Vec<String>,
    events: Vec<String>,
    pub omissions: Vec<String>,
    pub silences: Vec<String>,
    pub impersonal: Vec<String>,
    pub advertising: Vec<String>,
    near: Vec<Near>,
    pub recipient: Vec<Recipient>,
    pub deed: Vec<Deed>,
}

pub static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("rules.toml")).unwrap_or_default());

/// Does an exception point to what is reserved elsewhere, or leave the choice to the user?
pub fn excuses(exception: &str) -> bool {
    let exception = exception.to_lowercase();
    RULES.excuses.iter().any(|word| exception.contains(word.as_str()))
}

/// Is a thing done because the user has asked for it?
pub fn directed(text: &str) -> bool {
    RULES.directed.iter().any(|words| text.contains(words.as_str()))
}

/// Does the practice leave open what it is done to?
pub fn open(concept: &str) -> bool {
    RULES.open.iter().any(|c| c == concept)
}

/// Is the practice an event?
pub fn event(concept: &str) -> bool {
    RULES.events.iter().any(|c| c == concept)
}

pub fn near() -> &'static [Near] {
    &RULES.near
}

fn word_beginnings<'t>(text: &'t str, verb: &'t str) -> impl Iterator<Item = usize> + 't {
    let places = text.match_indices(verb).map(|(at, _)| at);
    places.filter(move |&at| !text[..at].ends_with(char::is_alphanumeric))
}

/// What the company says in its own person that it does or does not do: the deeds right behind a `we`.
pub fn own_deeds(text: &str) -> BTreeSet<&'static str> {
    const WORDS: usize = 7;
    let after_we = word_beginnings(text, "we ").map(|at| {
        let clause = text[at..].split([',', '.', ';', ':']).next().unwrap_or_default();
        clause.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ") + " "
    });
    after_we.flat_map(|window| marks(&window).deeds).collect()
}

/// Does a text, in small letters, name a class of recipients right behind `with` or `to`, and not as the
/// owner of something else (`our advertisers’ websites`)?
pub fn receives(text: &str, recipient: &str) -> bool {
    const BETWEEN: usize = 4;
    let words = RULES.recipient.iter().filter(|r| r.name == recipient).flat_map(|r| &r.words);
    let given = |(at, word): (usize, &str)| {
        let before = text[..at].split_whitespace().rev().take(BETWEEN);
        let rest = text[at + word.len()..].trim_start_matches(char::is_alphanumeric);
        !rest.starts_with(['’', '\'']) && before.into_iter().any(|w| w == "with" || w == "to")
    };
    words.flat_map(|word| text.match_indices(word.as_str())).any(given)
}

/// Classes of recipients named, with those that a wider word takes in.
pub fn with_covered(named: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let of =
        |r: &'static Recipient| std::iter::once(r.name.as_str()).chain(r.covers.iter().map(String::as_str));
    RULES.recipient.iter().filter(|r| named.contains(r.name.as_str())).flat_map(of).collect()
}

/// Can two statements speak of the same recipient? One that names none speaks of all.
pub fn meet(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> bool {
    one.is_empty() || other.is_empty() || one.intersection(other).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_read() {
        assert!(RULES.recipient.len() >= 7 && !near().is_empty() && RULES.deed.len() == 5);
    }

    #[test]
    fn an_exception_for_accounting_does_not_excuse_and_one_for_consent_does() {
        assert!(!excuses("except as needed for consolidated accounting"));
        assert!(excuses("unless you give us your consent"));
        assert!(excuses("except as described in this policy"));
        assert!(directed("we share it when you direct us to share it with an advertiser"));
        assert!(!directed("we share it with an advertiser"));
    }

    #[test]
    fn the_companys_own_deed_stands_right_behind_we() {
        assert_eq!(own_deeds("we and our partners may share it"), BTreeSet::from(["share"]));
        assert!(own_deeds("advertisers share information with us").is_empty());
        assert!(own_deeds("if we detect an attempt, others send it").is_empty());
    }

    #[test]
    fn who_owns_a_website_does_not_receive_what_is_linked_to_it() {
        assert!(receives("we may share identifiers with our advertising partners", "advertisers"));
        assert!(!receives("link it with activity on our advertisers’ websites", "advertisers"));
        assert!(!receives("see the ads that advertisers pay for", "advertisers"));
    }

    #[test]
    fn third_parties_take_in_advertisers_but_not_service_providers() {
        let recipients = |text: &str| with_covered(&marks(text).named);
        let third = recipients("we never give your data to third parties.");
        assert!(meet(&third, &recipients("shared with advertisers")));
        assert!(!meet(&third, &recipients("shared with our service providers")));
        assert!(meet(&third, &recipients("shared at any time")));
    }
}
