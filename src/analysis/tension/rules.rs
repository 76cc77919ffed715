//! The words of `rules.toml`: recipients, exceptions, outsiders, practices that are near each other.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Recipient {
    name: String,
    words: Vec<String>,
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
struct Deed {
    name: String,
    verbs: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Rules {
    excuses: Vec<String>,
    despite: Vec<String>,
    outsiders: Vec<String>,
    telling: Vec<String>,
    universal: Vec<String>,
    open: Vec<String>,
    events: Vec<String>,
    near: Vec<Near>,
    recipient: Vec<Recipient>,
    deed: Vec<Deed>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("rules.toml")).unwrap_or_default());

fn any(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Does an exception point to what is reserved elsewhere, or leave the choice to the user?
pub fn excuses(exception: &str) -> bool {
    any(&RULES.excuses, &exception.to_lowercase())
}

/// Does a sentence, in small letters, say that a thing was done all the same?
pub fn despite(text: &str) -> bool {
    any(&RULES.despite, text)
}

/// Do words, in small letters, name someone else as the one who acts?
pub fn outsiders(text: &str) -> bool {
    any(&RULES.outsiders, text)
}

/// Does a sentence, in small letters, tell of a representation or a rule, and not of conduct?
pub fn telling(text: &str) -> bool {
    any(&RULES.telling, text)
}

/// Does a sentence, in small letters, speak of all of a thing?
pub fn universal(text: &str) -> bool {
    any(&RULES.universal, text)
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

/// What a text, in small letters, says is done.
pub fn deeds(text: &str) -> BTreeSet<&'static str> {
    let begins = |verb: &String| {
        text.match_indices(verb.as_str()).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
    };
    let named = RULES.deed.iter().filter(|deed| deed.verbs.iter().any(begins));
    named.map(|deed| deed.name.as_str()).collect()
}

/// Classes of recipients that a text names itself.
pub fn named(text: &str) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    RULES.recipient.iter().filter(|r| any(&r.words, &text)).map(|r| r.name.as_str()).collect()
}

/// Classes of recipients named in a text, with those that a wider word takes in.
pub fn recipients(text: &str) -> BTreeSet<&'static str> {
    let named = named(text);
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
        assert!(RULES.recipient.len() >= 7 && !near().is_empty() && RULES.deed.len() == 4);
    }

    #[test]
    fn an_exception_for_accounting_does_not_excuse_and_one_for_consent_does() {
        assert!(!excuses("except as needed for consolidated accounting"));
        assert!(excuses("unless you give us your consent"));
        assert!(excuses("except as described in this policy"));
    }

    #[test]
    fn third_parties_take_in_advertisers_but_not_service_providers() {
        let third = recipients("We never give your data to third parties.");
        assert!(meet(&third, &recipients("shared with advertisers")));
        assert!(!meet(&third, &recipients("shared with our service providers")));
        assert!(meet(&third, &recipients("shared at any time")));
    }
}
