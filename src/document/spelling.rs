//! Names of parties in normal capitals, as running text writes them.

use super::Document;
use std::collections::{BTreeMap, BTreeSet};

/// How the documents of a matter write the words that captions set in capitals.
#[derive(Clone, Debug, Default)]
pub struct Spelling(BTreeMap<String, String>);

/// Words that stay small inside a name.
const SMALL: [&str; 13] =
    ["a", "an", "and", "as", "by", "d/b/a", "f/k/a", "for", "in", "of", "on", "the", "to"];
/// Abbreviations that no running text has to show.
const CAPITALS: [&str; 22] = [
    "LLC", "LLP", "LP", "PLLC", "PLC", "PC", "NA", "SA", "AG", "NV", "BV", "USA", "US", "UK", "FTC", "II",
    "III", "IV", "VI", "VII", "DC", "PTY",
];

impl Spelling {
    /// Reads the documents whose captions name a party in capitals.
    pub fn of<'a>(documents: impl Iterator<Item = &'a Document>) -> Self {
        let mut forms: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for document in documents {
            let names = document.metadata.parties.iter().map(|p| p.name.as_str()).filter(|n| is_capitals(n));
            let wanted: BTreeSet<&str> = names.flat_map(words).collect();
            if wanted.is_empty() {
                continue;
            }
            for word in words(&document.text).filter(|w| is_mixed(w)) {
                let upper = word.to_uppercase();
                if wanted.contains(upper.as_str()) {
                    *forms.entry(upper).or_default().entry(word).or_default() += 1;
                }
            }
        }
        let usual = |(upper, forms): (String, BTreeMap<&str, usize>)| {
            let form = forms.into_iter().max_by_key(|(form, count)| (*count, std::cmp::Reverse(*form)))?.0;
            Some((upper, form.to_owned()))
        };
        Self(forms.into_iter().filter_map(usual).collect())
    }

    /// `Marlowe Market, Inc.` of `MARLOWE MARKET, INC.`; a name that is not in capitals is left as it is.
    pub fn proper(&self, name: &str) -> String {
        if !is_capitals(name) {
            return name.to_owned();
        }
        let mut proper = String::with_capacity(name.len());
        for (number, part) in name.split(' ').enumerate() {
            if number > 0 {
                proper.push(' ');
            }
            proper.push_str(&self.part(part, number == 0));
        }
        proper
    }

    /// A part between spaces: words with the signs around and between them.
    fn part(&self, part: &str, first: bool) -> String {
        let lower = part.to_lowercase();
        if !first && SMALL.contains(&lower.as_str()) {
            return lower;
        }
        let mut written = String::with_capacity(part.len());
        let mut rest = part;
        while let Some(at) = rest.find(is_letter) {
            written.push_str(&rest[..at]);
            let end = rest[at..].find(|c| !is_letter(c)).map_or(rest.len(), |length| at + length);
            written.push_str(&self.word(&rest[at..end]));
            rest = &rest[end..];
        }
        written + rest
    }

    fn word(&self, word: &str) -> String {
        if let Some(form) = self.0.get(word) {
            return form.clone();
        }
        // the possessive of what stands before it: `INC.’S`
        if matches!(word, "’S" | "'S") {
            return word.to_lowercase();
        }
        if let Some(owner) = word.strip_suffix("’S").or_else(|| word.strip_suffix("'S")) {
            return self.word(owner) + &word[owner.len()..].to_lowercase();
        }
        let vowels = word.chars().any(|c| "AEIOUYÀÁÂÄÈÉÊËÍÎÏÓÔÖÚÛÜ".contains(c));
        if CAPITALS.contains(&word)
            || (!vowels && word.len() < 5 && word != "MR" && word != "DR" && word != "ST" && word != "LTD")
        {
            return word.to_owned();
        }
        for prefix in ["MC", "O'", "O’"] {
            if let Some(rest) = word.strip_prefix(prefix).filter(|rest| rest.chars().count() > 2) {
                return capitalised(prefix) + &capitalised(rest);
            }
        }
        capitalised(word)
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().collect();
    first + &letters.as_str().to_lowercase()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\'' || c == '’'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_letter(c)).filter(|w| w.chars().count() > 1)
}

/// A capital first, and small letters after it: `Marlowe`, `GoodRx`, `eBay`.
fn is_mixed(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// Four letters at least, and none of them small, joining words apart.
fn is_capitals(name: &str) -> bool {
    let mut letters = 0;
    for part in name.split_whitespace().filter(|part| !SMALL.contains(part)) {
        if part.chars().any(char::is_lowercase) {
            return false;
        }
        letters += part.chars().filter(|c| c.is_uppercase()).count();
    }
    letters >= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentKind, Party, Role};

    fn spelling(name: &str, text: &str) -> Spelling {
        let mut document = Document::of_passage(text, DocumentKind::Complaint);
        document.metadata.parties = vec![Party { name: name.into(), role: Role::Defendant, aliases: vec![] }];
        Spelling::of(std::iter::once(&document))
    }

    #[test]
    fn a_name_in_capitals_is_written_as_the_text_writes_it() {
        let name = "GOODRX HOLDINGS, INC.";
        assert_eq!(
            spelling(name, "GoodRx sells coupons. GoodRx is old.").proper(name),
            "GoodRx Holdings, Inc."
        );
    }

    #[test]
    fn without_the_text_names_get_their_usual_capitals() {
        let plain = Spelling::default();
        for (given, wanted) in [
            ("MARLOWE MARKET, INC.", "Marlowe Market, Inc."),
            ("DANA REYES", "Dana Reyes"),
            ("X-MODE SOCIAL, INC.", "X-Mode Social, Inc."),
            ("PEOPLE OF THE STATE OF CALIFORNIA", "People of the State of California"),
            ("OWEN MCBRIDE", "Owen McBride"),
            ("PELL & ROWE LLC", "Pell & Rowe LLC"),
            ("PDD HOLDINGS LTD.", "PDD Holdings Ltd."),
            ("Marlowe MARKET", "Marlowe MARKET"),
            ("FTC", "FTC"),
        ] {
            assert_eq!(plain.proper(given), wanted);
        }
    }
}
