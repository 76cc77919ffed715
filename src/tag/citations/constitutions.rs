//! Constitutions, public laws, executive orders.

use super::cursor::{Cursor, behind};
use super::found::Found;
use super::pattern::pattern;
use super::section::{self, Hyphen, Marker};
use crate::document::{CitationKind, Span};
use regex::Regex;
use std::sync::LazyLock;

static CONSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?-u:\b)(?P<state>U\.\s?S\.|Cal\.|N\.\s?Y\.|Fla\.|Ill\.|Wash\.|Mont\.|Haw\.|Alaska|Ariz\.|La\.|Tex\.|Pa\.|N\.\s?J\.|Mass\.|Ohio|Mich\.|Ga\.|S\.\s?C\.|N\.\s?H\.)",
        r"\s{0,2}Const\.,?\s{1,2}(?P<part>[Aa]rt|ART|[Aa]mend|AMEND)s?\.?\s{0,2}(?P<number>[IVXLivxl]+|[0-9]{1,2})(?-u:\b)",
    ))
});

/// `Cal. Const. art. I, § 1`, `U.S. Const. amend. IV`.
pub(super) fn by_constitution(text: &str, found: &mut Vec<Found>) {
    for captures in CONSTITUTION.captures_iter(text) {
        let (Some(whole), Some(number)) = (captures.get(0), captures.get(3)) else { continue };
        let state: String = captures[1].split_whitespace().collect();
        let part = captures[2].to_ascii_lowercase();
        let (pin_section, end) = section_after(text, whole.end());
        let mut normalized = format!("{state} Const. {part}. {}", roman(number.as_str()));
        let pin = add_section(&mut normalized, pin_section);
        found.push(Found::new(CitationKind::Constitution, normalized, pin, Span::new(whole.start(), end)));
    }
}

/// `, § 1(a)`: the section's number, its pin, and where it ends.
fn section_after(text: &str, at: usize) -> (Option<(String, Option<String>)>, usize) {
    let mut cursor = Cursor::new(text, at);
    cursor.eat(",");
    cursor.spaces();
    cursor.eat_word(&["cl."]);
    let marker = section::marker(&mut cursor);
    if !matches!(marker, Marker::One | Marker::Many) {
        return (None, at);
    }
    match section::sections(&mut cursor, Hyphen::Ranges, Marker::One).into_iter().next() {
        Some(s) => (Some((s.number, s.pin)), s.end),
        None => (None, at),
    }
}

fn add_section(normalized: &mut String, section: Option<(String, Option<String>)>) -> Option<String> {
    let (number, pin) = section?;
    normalized.push_str(", § ");
    normalized.push_str(&number);
    pin
}

fn roman(number: &str) -> String {
    const ROMAN: &[&str] = &[
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    ];
    let index: Option<usize> = number.parse().ok();
    index
        .and_then(|n: usize| ROMAN.get(n.wrapping_sub(1)))
        .map_or_else(|| number.to_ascii_uppercase(), |r| (*r).to_string())
}

static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?-u:\b)(?i:article|art\.)\s{1,2}(?P<article>[IVX]{1,5}|[0-9]{1,2})(?P<section>,?\s{1,2}(?i:section|sec\.|§)\s{0,2}[0-9]{1,3})?",
        r"\s{1,2}(?:of|to)\s{1,2}(?:the\s{1,2})?(?P<state>(?:[A-Z][a-z]+\s{1,2}){0,2}(?:State\s)?)Constitution(?-u:\b)",
    ))
});

static AMENDMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(?P<ordinal>First|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Fourteenth)\s{1,2}Amendments?(?-u:\b)(?:\s{1,2}(?:to|of) the (?:U\.S\.|United States|Federal|federal) Constitution)?",
    )
});

const ORDINALS: &[(&str, &str)] = &[
    ("First", "I"),
    ("Fourth", "IV"),
    ("Fifth", "V"),
    ("Sixth", "VI"),
    ("Seventh", "VII"),
    ("Eighth", "VIII"),
    ("Ninth", "IX"),
    ("Tenth", "X"),
    ("Eleventh", "XI"),
    ("Fourteenth", "XIV"),
];

/// `Article I, Section 1 of the California Constitution`, `the Fourth Amendment`, `Article III`.
pub(super) fn by_words(text: &str, found: &mut Vec<Found>) {
    for c in SPELLED.captures_iter(text) {
        let Some(whole) = c.get(0) else { continue };
        let state = state(c.name("state").map_or("", |s| s.as_str()).trim());
        let mut normalized = format!("{state} Const. art. {}", roman(&c["article"]));
        if let Some(section) = c.name("section") {
            let number = section.as_str().trim_start_matches(|c: char| !c.is_ascii_digit());
            normalized.push_str(&format!(", § {number}"));
        }
        found.push(Found::new(
            CitationKind::Constitution,
            normalized,
            None,
            Span::new(whole.start(), whole.end()),
        ));
    }
    for c in AMENDMENT.captures_iter(text) {
        let (Some(whole), Some((_, number))) = (c.get(0), ORDINALS.iter().find(|(o, _)| *o == &c["ordinal"]))
        else {
            continue;
        };
        let form = format!("U.S. Const. amend. {number}");
        if !is_of_document(text, whole.end()) {
            found.push(Found::new(
                CitationKind::Constitution,
                form,
                None,
                Span::new(whole.start(), whole.end()),
            ));
        }
    }
    article_three(text, found);
}

/// `First Amendment to the Agreement` is a contract's.
fn is_of_document(text: &str, at: usize) -> bool {
    let ahead = Cursor::new(text, at).ahead(40).trim_start();
    (ahead.starts_with("to ") || ahead.starts_with("and Restated")) && !ahead.contains("Constitution")
}

static ARTICLE_THREE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b)Article\s(III|I|II)(?-u:\b)"));

/// Article III is the Constitution's wherever standing, courts or controversies are in question.
fn article_three(text: &str, found: &mut Vec<Found>) {
    for m in ARTICLE_THREE.find_iter(text) {
        let ahead = Cursor::new(text, m.end()).ahead(30).trim_start_matches(['’', '\'', 's', ' ', '\n']);
        let federal = [
            "standing",
            "court",
            "judge",
            "case",
            "injury",
            "jurisdiction",
            "purposes",
            "requirement",
            "power",
            "injury",
        ];
        let constitutional =
            federal.iter().any(|w| ahead.starts_with(w)) || behind(text, m.start(), 24).contains("standing");
        if constitutional {
            let form = format!("U.S. Const. art. {}", m.as_str().trim_start_matches("Article").trim());
            found.push(Found::new(CitationKind::Constitution, form, None, Span::new(m.start(), m.end())));
        }
    }
}

fn state(name: &str) -> String {
    const STATES: &[(&str, &str)] = &[
        ("California", "Cal."),
        ("New York", "N.Y."),
        ("Florida", "Fla."),
        ("Illinois", "Ill."),
        ("Washington", "Wash."),
        ("Montana", "Mont."),
        ("Hawaii", "Haw."),
        ("Arizona", "Ariz."),
        ("Texas", "Tex."),
        ("Pennsylvania", "Pa."),
        ("Massachusetts", "Mass."),
        ("Michigan", "Mich."),
    ];
    let name = name.trim_end_matches("State").trim();
    if name.is_empty() || name == "United States" || name == "Federal" {
        return "U.S.".into();
    }
    STATES.iter().find(|(n, _)| *n == name).map_or_else(|| name.to_string(), |(_, s)| (*s).to_string())
}

static ENACTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?-u:\b)(?:(?P<law>Pub\.?\s?L\.?|P\.\s?L\.|Public Law)\s{0,2}(?:Nos?\.?\s{0,2})?(?P<a>[0-9]{2,3}[-–‑][0-9]{1,4})(?:,\s{1,2}(?:div\.|Div\.|tit\.|Title)\s[A-Z0-9]{1,4})?(?:,\s{1,2}(?:§|[Ss]ec\.|[Ss]ection)\s{0,2}[0-9]{1,5}(?:\([a-z0-9]\))*)?",
        r"|(?:E\.\s?O\.|Exec\.\sOrder|Executive Order|Exec\. Ord\.)\s{0,2}(?:Nos?\.?\s{0,2})?(?P<order>1[0-9],?[0-9]{3})",
        r"|P\.\s?A\.\s{0,2}(?:No\.?\s{0,2})?(?P<act>[0-9]{2,3}-[0-9]{3,4}))(?-u:\b)",
    ))
});

/// `Pub. L. No. 118-50`, `Executive Order 14117`, `P.A. 103-0769`.
pub(super) fn by_enactment(text: &str, found: &mut Vec<Found>) {
    for c in ENACTED.captures_iter(text) {
        let Some(whole) = c.get(0) else { continue };
        let (kind, form) = if let Some(number) = c.name("a") {
            (CitationKind::Statute, format!("Pub. L. No. {}", number.as_str().replace(['–', '‑'], "-")))
        } else if let Some(number) = c.name("order") {
            (CitationKind::Regulation, format!("Exec. Order No. {}", number.as_str().replace(',', "")))
        } else {
            (CitationKind::Statute, format!("Ill. P.A. {}", &c["act"]))
        };
        found.push(Found::new(kind, form, None, Span::new(whole.start(), whole.end())));
    }
}
