//! Recipients that a proposition names, by the words in `recipients.toml`.

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
struct Recipients {
    recipient: Vec<Recipient>,
}

static RECIPIENTS: LazyLock<Vec<Recipient>> = LazyLock::new(|| {
    toml::from_str::<Recipients>(include_str!("recipients.toml")).map(|r| r.recipient).unwrap_or_default()
});

/// Classes of recipients named in a text, with those that a wider word takes in.
pub fn recipients(text: &str) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    let named = RECIPIENTS.iter().filter(|r| r.words.iter().any(|word| text.contains(word.as_str())));
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
        assert!(RECIPIENTS.len() >= 7);
    }

    #[test]
    fn third_parties_take_in_advertisers_but_not_service_providers() {
        let third = recipients("We never give your data to third parties.");
        assert!(meet(&third, &recipients("shared with advertisers")));
        assert!(!meet(&third, &recipients("shared with our service providers")));
        assert!(meet(&third, &recipients("shared at any time")));
    }
}
