//! Recipients and exceptions that a proposition names, by the words in `tension.toml`.

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

#[derive(Deserialize)]
struct Rules {
    excuses: Vec<String>,
    recipient: Vec<Recipient>,
}

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| toml::from_str(include_str!("tension.toml")).ok());

/// Does an exception point to what is reserved elsewhere, or leave the choice to the user?
pub fn excuses(exception: &str) -> bool {
    let exception = exception.to_lowercase();
    RULES.as_ref().is_some_and(|rules| rules.excuses.iter().any(|words| exception.contains(words.as_str())))
}

/// Classes of recipients that a text names itself.
pub fn named(text: &str) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    let all = RULES.as_ref().map(|rules| rules.recipient.as_slice()).unwrap_or_default();
    let named = all.iter().filter(|r| r.words.iter().any(|word| text.contains(word.as_str())));
    named.map(|r| r.name.as_str()).collect()
}

/// Classes of recipients named in a text, with those that a wider word takes in.
pub fn recipients(text: &str) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    let all = RULES.as_ref().map(|rules| rules.recipient.as_slice()).unwrap_or_default();
    let named = all.iter().filter(|r| r.words.iter().any(|word| text.contains(word.as_str())));
    named.flat_map(|r| std::iter::once(r.name.as_str()).chain(r.covers.iter().map(String::as_str))).collect()
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
        assert!(RULES.as_ref().unwrap().recipient.len() >= 7);
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
