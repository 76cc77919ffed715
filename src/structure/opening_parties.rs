//! Parties that a pleading names in its opening words, where its caption names none.

use super::names::{add_defined_terms, parties_of};
use crate::document::{Party, Role};
use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

struct Patterns {
    accused: Regex,
    plaintiff: Regex,
    defined: Regex,
    trading: Regex,
}

impl Patterns {
    fn new() -> Option<Self> {
        let name = r"(?:[A-Z][\w&’'.-]*\s+|(?:of|the|for|and|&)\s+){0,7}[A-Z][\w&’'-]*\.?(?:\s(?:s\.r\.o|a\.s)\.)?(?:,\s(?:Inc|LLC|Ltd|Corp|L\.P|LP|LLP|PLC|plc|S\.A|B\.V|N\.A)\.?)?";
        Some(Self {
            accused: expression(r"(?s)having\s+reason\s+to\s+believe\s+that\s+(?P<list>.{4,600}?),?\s+(?:has|have)\s+violated").ok()?,
            plaintiff: expression(&format!(r"\bPlaintiffs?,\s+(?:the\s+)?(?P<name>{name})\s*[,(]")).ok()?,
            defined: expression(&format!(
                r"\b(?P<role>Plaintiff|Defendant|Respondent)\s+(?P<name>{name})(?:,[^.()“]{{0,80}})?\s*(?:\((?:the\s+|hereinafter\s+)?[“\x22]|is\s+an?\s|is\s+the\s)"
            )).ok()?,
            trading: expression(r"(?s)\b(?:also\s+)?(?:doing\s+business\s+as|d/b/a)\s+(?P<list>[A-Zi].{2,300}?)(?:,\s+(?:is|are|was|has|an?|and\s+its)\s|\.\s|\))").ok()?,
        })
    }
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(Patterns::new);

/// Adds the parties of each side that the caption left empty.
pub(super) fn add_opening_parties(parties: &mut Vec<Party>, text: &str) {
    let Some(patterns) = PATTERNS.as_ref() else { return };
    let plaintiffs = parties.iter().any(|p| matches!(p.role, Role::Plaintiff | Role::Petitioner));
    let sued = parties.iter().any(|p| matches!(p.role, Role::Defendant | Role::Respondent));
    if !plaintiffs && let Some(found) = patterns.plaintiff.captures(text) {
        push(parties, &found["name"], Role::Plaintiff);
    }
    if !sued && let Some(found) = patterns.accused.captures(text) {
        let accused = parties_of(&found["list"], Role::Respondent);
        accused.iter().for_each(|party| push(parties, &party.name, Role::Respondent));
    }
    add_defined_terms(parties, text);
    let open = |role: Role, parties: &[Party]| match role {
        Role::Plaintiff => !plaintiffs,
        _ => !sued && !parties.iter().any(|p| p.role == Role::Respondent && role == Role::Defendant),
    };
    for found in patterns.defined.captures_iter(text) {
        let role = match &found["role"] {
            "Plaintiff" => Role::Plaintiff,
            "Respondent" => Role::Respondent,
            _ => Role::Defendant,
        };
        if open(role, parties) {
            push(parties, &found["name"], role);
        }
    }
}

/// One party a name, however often it is written.
fn push(parties: &mut Vec<Party>, name: &str, role: Role) {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = joined.strip_prefix("the ").unwrap_or(&joined);
    let same = |known: &str| {
        let (known, fresh) = (known.to_lowercase(), name.to_lowercase());
        known.starts_with(fresh.trim_end_matches('.')) || fresh.starts_with(known.trim_end_matches('.'))
    };
    if name.len() > 2 && !parties.iter().any(|p| same(&p.name) || p.aliases.iter().any(|a| same(a))) {
        parties.push(Party { name: name.to_owned(), role, aliases: Vec::new() });
    }
}

/// Adds the names under which a text says that a party trades: `Example, Inc., also doing business as
/// Quick Care; and Slow Care, is a corporation`.
pub(super) fn add_trade_names(parties: &mut [Party], text: &str) {
    let Some(patterns) = PATTERNS.as_ref() else { return };
    for found in patterns.trading.captures_iter(text) {
        let Some(at) = found.get(0).map(|m| m.start()) else { continue };
        let mut from = at.saturating_sub(160);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text[from..at].to_lowercase();
        let named = |p: &&mut Party| before.contains(p.name.to_lowercase().trim_end_matches('.'));
        let Some(party) = parties.iter_mut().rev().find(named) else { continue };
        for group in found["list"].split(';') {
            let group = group.trim().trim_start_matches("and ").trim_end_matches(',');
            for trade in parties_of(group, party.role) {
                let known = party.aliases.iter().any(|a| a.eq_ignore_ascii_case(&trade.name));
                if !known && !trade.name.eq_ignore_ascii_case(&party.name) {
                    party.aliases.push(trade.name);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(text: &str) -> Vec<(String, Role)> {
        let mut parties = Vec::new();
        add_opening_parties(&mut parties, text);
        parties.into_iter().map(|p| (p.name, p.role)).collect()
    }

    #[test]
    fn sides_that_only_the_opening_words_name_are_read() {
        let text = "Plaintiff, the Bureau of Harbours (“Bureau”), for its complaint alleges: 1. Plaintiff sues Defendant Acme Data, Inc. (“Acme”) under the Act.";
        let expected = [
            ("Bureau of Harbours".to_owned(), Role::Plaintiff),
            ("Acme Data, Inc.".to_owned(), Role::Defendant),
        ];
        assert_eq!(opened(text), expected);
    }

    #[test]
    fn those_whom_an_agency_accuses_are_respondents() {
        let text = "The Commission, having reason to believe that Acme Limited, a limited company, and Byte, Inc., a Nevada company, have violated the Act, alleges: Respondent Acme Limited (“Acme”) is a company.";
        let expected =
            [("Acme Limited".to_owned(), Role::Respondent), ("Byte, Inc.".to_owned(), Role::Respondent)];
        assert_eq!(opened(text), expected);
    }

    #[test]
    fn names_of_the_caption_stand() {
        let mut parties = parties_of("ACME DATA, INC.,", Role::Defendant);
        add_opening_parties(&mut parties, "Defendant Byte LLC (“Byte”) is a vendor.");
        assert_eq!(parties.len(), 1);
    }

    #[test]
    fn trade_names_become_aliases() {
        let mut parties = parties_of("ACME CARE, INC.,", Role::Respondent);
        add_trade_names(
            &mut parties,
            "Respondent Acme Care, Inc. (“Acme”), also doing business as Quick Care, Inc.; SlowCare; and Teen Care, is a corporation.",
        );
        assert_eq!(parties[0].aliases, ["Quick Care, Inc.", "SlowCare", "Teen Care"]);
    }
}
