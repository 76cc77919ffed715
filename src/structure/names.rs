//! The names of parties in captions, and what a filing calls them later.

use crate::document::{Party, Role};
use crate::expression::expression;
use regex::Regex;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Lists {
    suffixes: String,
    aliases: Vec<String>,
    sides: String,
    offices: Vec<String>,
}

struct Words {
    suffixes: HashSet<String>,
    sides: HashSet<String>,
    offices: Vec<String>,
    alias: Option<Regex>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("names.toml")).unwrap_or_default();
    let set = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    let cues: Vec<String> = lists.aliases.iter().map(|a| regex::escape(a)).collect();
    Words {
        suffixes: set(&lists.suffixes),
        sides: set(&lists.sides),
        offices: lists.offices,
        alias: expression(&format!(r"(?i)(?:^|[\s,(])(?:also\s+)?(?:{})\s+", cues.join("|"))).ok(),
    }
});

static DEFINED: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"[“”\x22]([^“”\x22]{1,60})[”\x22]").ok());

/// Splits the text of one side of a caption into its parties.
pub(super) fn parties_of(text: &str, role: Role) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for group in text.split(';') {
        let (names, aliases) = split_aliases(group);
        let mut found: Vec<Party> = names_of(names, mostly_capitals(text))
            .into_iter()
            .map(|name| Party { name, role, aliases: Vec::new() })
            .collect();
        match found.last_mut().or(parties.last_mut()) {
            Some(party) => party.aliases.extend(aliases),
            None => continue,
        }
        parties.append(&mut found);
    }
    settle(parties)
}

/// Terms defined within a name become aliases, and offices stay only where they stand alone.
fn settle(mut parties: Vec<Party>) -> Vec<Party> {
    for party in &mut parties {
        if let Some((name, rest)) = party.name.split_once(" (") {
            let terms =
                DEFINED.as_ref().map(|d| d.captures_iter(rest).map(|c| c[1].to_owned()).collect::<Vec<_>>());
            party.aliases.extend(terms.unwrap_or_default());
            party.name = name.trim_end_matches(',').to_owned();
        }
    }
    let office = |party: &Party| {
        let lower = party.name.to_lowercase();
        let rest = WORDS.offices.iter().find_map(|office| lower.strip_prefix(office.as_str()));
        let last = lower.rsplit(' ').next().unwrap_or_default().trim_end_matches(['.', ',']);
        rest.is_some_and(|r| !r.starts_with(char::is_alphanumeric)) && !WORDS.suffixes.contains(last)
    };
    if parties.iter().any(|p| !office(p)) {
        parties.retain(|p| !office(p));
    }
    parties
}

/// The part before `d/b/a` and the names after it.
fn split_aliases(group: &str) -> (&str, Vec<String>) {
    let Some(found) = WORDS.alias.as_ref().and_then(|a| a.find(group)) else { return (group, Vec::new()) };
    let rest = &group[found.end()..];
    let aliases = WORDS.alias.as_ref().map_or_else(Vec::new, |a| a.split(rest).map(str::to_owned).collect());
    let aliases = aliases.iter().flat_map(|a| names_of(a, mostly_capitals(group))).collect();
    (&group[..found.start()], aliases)
}

fn mostly_capitals(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1).collect();
    let capital = words.iter().filter(|w| is_capital_word(w)).count();
    capital >= 1 && words.first().is_some_and(|w| is_capital_word(w))
}

fn is_capital_word(word: &str) -> bool {
    !word.chars().any(char::is_lowercase) && word.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// Names between commas and `and`; corporate suffixes stay with their names, descriptions go.
fn names_of(text: &str, capitals: bool) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut names: Vec<String> = Vec::new();
    let mut described = false;
    for piece in text.split(", ").flat_map(split_and) {
        let piece = piece.trim().trim_end_matches(',').trim();
        let piece = piece.strip_prefix("and ").or(piece.strip_prefix("AND ")).unwrap_or(piece).trim();
        let piece = piece.strip_prefix("DOCKET NO.").map_or(piece, str::trim_start);
        match kind_of_piece(piece, capitals) {
            PieceKind::Suffix => {
                if let Some(name) = names.last_mut().filter(|_| !described) {
                    name.push_str(", ");
                    name.push_str(piece);
                }
            }
            PieceKind::Name(name) => {
                names.push(name);
                described = false;
            }
            PieceKind::Description => described = true,
            PieceKind::Nothing => {}
        }
    }
    names.retain(|n| is_name(n));
    names
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Letters, and no number or date that strayed in from the lines around.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let bare = name.to_lowercase();
    let filler = ["et al", "no.", "nos.", "filed", "argued", "decided"]
        .iter()
        .any(|f| bare.trim_matches(['.', ',']).starts_with(f));
    let numbered = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(" of ");
    let dated = MONTHS
        .iter()
        .any(|m| bare.strip_prefix(m).is_some_and(|r| r.trim().starts_with(|c: char| c.is_ascii_digit())));
    let role = ["plaintiff", "defendant", "appell", "circuit judge", "per curiam"]
        .iter()
        .any(|r| bare.starts_with(r));
    !numbered
        && !dated
        && !role
        && letters > 1
        && digits < 4
        && letters > digits
        && !filler
        && !name.contains("__")
}

fn split_and(piece: &str) -> Vec<&str> {
    piece.split(" and ").collect()
}

enum PieceKind {
    Suffix,
    Name(String),
    Description,
    Nothing,
}

fn kind_of_piece(piece: &str, capitals: bool) -> PieceKind {
    let Some(first) = piece.split_whitespace().next() else { return PieceKind::Nothing };
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let all_suffix = piece.split_whitespace().all(|w| WORDS.suffixes.contains(&bare(w)));
    if all_suffix && !piece.starts_with(char::is_lowercase) {
        return PieceKind::Suffix;
    }
    let lower = first.chars().next().is_some_and(char::is_lowercase);
    if lower {
        return PieceKind::Description;
    }
    if matches!(bare(first).as_str(), "individually" | "on" | "as" | "by" | "inclusive" | "a" | "an") {
        return PieceKind::Description;
    }
    let name = leading_name(piece, capitals);
    if name.is_empty() { PieceKind::Description } else { PieceKind::Name(name) }
}

/// The name at the start of a piece: in a caption of capitals, up to the first plain word.
fn leading_name(piece: &str, capitals: bool) -> String {
    let plain = |w: &&str| {
        let letters = w.chars().filter(|c| c.is_alphabetic()).count();
        let lower = w.chars().filter(|c| c.is_lowercase()).count();
        let suffix = WORDS.suffixes.contains(&w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        !(lower == 0
            || capitals && (lower * 2 < letters || suffix)
            || !capitals && (w.starts_with(char::is_uppercase) || suffix && w.contains('.'))
            || matches!(*w, "of" | "the" | "for" | "de" | "la" | "du" | "van" | "von" | "del"))
    };
    let words: Vec<&str> = piece.split_whitespace().collect();
    let end = words.iter().position(plain).unwrap_or(words.len());
    let mut name = &words[..end];
    while let [rest @ .., "of" | "the" | "for"] = name {
        name = rest;
    }
    name.join(" ").trim_end_matches([',', ';', ':']).to_owned()
}

/// How far after a party's name the brackets with its defined terms may stand, in bytes.
const REACH: usize = 240;

/// Adds the terms that a text defines right after a party's name: `Example, Inc. (“Example”)`.
pub(super) fn add_defined_terms(parties: &mut [Party], text: &str) {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return;
    }
    for party in parties {
        for term in defined_terms(&party.name, text, &lower) {
            if !party.aliases.contains(&term) && term != party.name {
                party.aliases.push(term);
            }
        }
    }
}

fn defined_terms(name: &str, text: &str, lower: &str) -> Vec<String> {
    let wanted = name.to_lowercase();
    let stem = wanted.trim_end_matches('.');
    for (at, _) in lower.match_indices(stem).take(4) {
        let from = at + stem.len();
        let mut to = (from + REACH).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let near = text[from..to].trim_start_matches('.').trim_start().starts_with('(');
        let Some(mut terms) = bracket_with_terms(&text[from..to]) else { continue };
        terms.retain(|term| near || is_short_form(term, &wanted));
        return terms;
    }
    Vec::new()
}

/// Does a defined term take up a word or the initials of a name?
fn is_short_form(term: &str, name: &str) -> bool {
    let term = term.to_lowercase();
    let first = term.split_whitespace().next().unwrap_or("");
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let initials: String = words
        .iter()
        .filter(|w| !matches!(**w, "of" | "the" | "and"))
        .filter_map(|w| w.chars().next())
        .collect();
    words.iter().any(|w| *w == first || w.len() > 3 && first.starts_with(*w)) || initials.starts_with(&term)
}

/// The quoted terms of the first bracket, unless another sentence or a side's name comes first.
fn bracket_with_terms(rest: &str) -> Option<Vec<String>> {
    let open = rest.find('(')?;
    if rest[..open].contains(". ") && !rest[..open].trim_start_matches('.').trim().is_empty() && open > 120 {
        return None;
    }
    let inside = rest[open + 1..].split(')').next()?;
    let opens = inside.trim_start();
    let defines = ["“", "\"", "the “", "the \"", "hereinafter", "or “", "“the", "collectively, “"]
        .iter()
        .any(|s| opens.starts_with(s));
    if !defines || inside.contains("collectively") && !opens.starts_with('“') {
        return None;
    }
    let terms = DEFINED.as_ref()?.captures_iter(inside).filter_map(|c| c.get(1));
    let terms = terms.map(|t| t.as_str().trim().trim_end_matches(',').to_owned());
    let own: Vec<String> =
        terms.filter(|t| !t.is_empty() && !WORDS.sides.contains(&t.to_lowercase())).collect();
    (!own.is_empty()).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        parties_of(text, Role::Defendant).into_iter().map(|p| p.name).collect()
    }

    #[test]
    fn suffixes_stay_with_names_and_descriptions_go() {
        assert_eq!(
            names(
                "ACME DATA, INC., a Delaware corporation; ACME AMERICA LLC, a limited liability company; and BYTE S.R.O., a company,"
            ),
            ["ACME DATA, INC.", "ACME AMERICA LLC", "BYTE S.R.O."]
        );
        assert_eq!(
            names("Jane Roe and John Poe, individually and on behalf of all others similarly situated,"),
            ["Jane Roe", "John Poe"]
        );
        assert_eq!(
            names("ACME INC., WIDGETS LTD., and DOES 1-10, inclusive,"),
            ["ACME INC.", "WIDGETS LTD.", "DOES 1-10"]
        );
        assert_eq!(names("THE PEOPLE OF THE STATE OF NEVADA,"), ["THE PEOPLE OF THE STATE OF NEVADA"]);
    }

    #[test]
    fn other_names_are_aliases_of_the_party_before_them() {
        let parties =
            parties_of("ACME, INC., a corporation, also d/b/a QUICK CARE, and SLOW CARE,", Role::Defendant);
        assert_eq!(parties.len(), 1);
        assert_eq!(parties[0].name, "ACME, INC.");
        assert_eq!(parties[0].aliases, ["QUICK CARE", "SLOW CARE"]);
    }

    #[test]
    fn terms_defined_after_a_name_become_aliases() {
        let mut parties = parties_of("ACME DATA, INC.,", Role::Defendant);
        add_defined_terms(
            &mut parties,
            "Defendant Acme Data, Inc. (“Acme” or “Defendant”) is a Nevada corporation.",
        );
        assert_eq!(parties[0].aliases, ["Acme"]);
    }

    #[test]
    fn odd_captions_do_not_panic() {
        for text in ["", ",", ";;", "and", "d/b/a", "ÀÉ, d/b/a ŒUVRE; and", "(“x”", "a"] {
            let mut parties = parties_of(text, Role::Other);
            add_defined_terms(&mut parties, text);
        }
    }
}
