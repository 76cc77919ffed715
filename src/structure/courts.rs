//! Courts by the words of a caption, the code in a stamp or the name of a docket file.

use crate::expression::expression;
use regex::{Captures, Regex};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct District {
    state: String,
    code: String,
    abbreviation: String,
    #[serde(default)]
    divisions: Vec<String>,
}

#[derive(Deserialize)]
struct Circuit {
    name: String,
    code: String,
    abbreviation: String,
}

#[derive(Deserialize)]
struct OtherCourt {
    name: String,
    abbreviation: String,
    pattern: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Table {
    district: Vec<District>,
    circuit: Vec<Circuit>,
    court: Vec<OtherCourt>,
}

/// A court as citations and filing systems know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Court {
    /// `United States District Court for the Northern District of California`.
    pub name: String,
    /// `N.D. Cal.`
    pub abbreviation: String,
    /// Code of CM/ECF in lower case (`cand`); empty for courts without one.
    pub code: String,
}

struct Rule {
    court: Court,
    pattern: Regex,
}

static COURTS: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("courts.toml")).unwrap_or_default();
    let mut rules: Vec<Rule> = Vec::new();
    for district in &table.district {
        rules.extend(district_rules(district));
    }
    rules.extend(table.circuit.iter().filter_map(circuit_rule));
    rules.extend(table.court.iter().filter_map(other_rule));
    rules
});

fn rule(court: Court, pattern: &str) -> Option<Rule> {
    let pattern = expression(&format!("(?i){pattern}")).ok()?;
    Some(Rule { court, pattern })
}

fn district_rules(district: &District) -> Vec<Rule> {
    let state = district.state.trim_start_matches("the ").replace(' ', r"\s+");
    if district.divisions.is_empty() {
        let court = Court {
            name: format!("United States District Court for the District of {}", district.state),
            abbreviation: format!(
                "D.{}{}",
                if is_initials(&district.abbreviation) { "" } else { " " },
                district.abbreviation
            ),
            code: format!("{}d", district.code),
        };
        let pattern =
            format!(r"\bDISTRICT\s+COURT\W+(?:FOR\s+)?(?:THE\s+)?DISTRICT\s+OF\s+(?:THE\s+)?{state}\b");
        return rule(court, &pattern).into_iter().collect();
    }
    let one = |division: &String| {
        let letter = division.chars().next()?;
        let court = Court {
            name: format!("United States District Court for the {division} District of {}", district.state),
            abbreviation: spaced_abbreviation(letter, &district.abbreviation),
            code: format!("{}{}d", district.code, letter.to_ascii_lowercase()),
        };
        rule(court, &format!(r"\b{division}\s+DISTRICT\s+OF\s+{state}\b"))
    };
    district.divisions.iter().filter_map(one).collect()
}

/// `S.D.N.Y.`, but `N.D. Cal.`
fn spaced_abbreviation(letter: char, state: &str) -> String {
    let initials = is_initials(state);
    let space = if initials { "" } else { " " };
    format!("{letter}.D.{space}{state}")
}

/// `N.Y.`, `D.C.`: initials only.
fn is_initials(text: &str) -> bool {
    text.split('.').filter(|p| !p.is_empty()).all(|p| p.len() == 1)
}

fn circuit_rule(circuit: &Circuit) -> Option<Rule> {
    let court = Court {
        name: format!("United States Court of Appeals for the {} Circuit", circuit.name),
        abbreviation: circuit.abbreviation.clone(),
        code: circuit.code.clone(),
    };
    let name = circuit.name.replace(' ', r"\s+");
    rule(court, &format!(r"\bCOURT\s+OF\s+APPEALS\W+(?:FOR\s+)?(?:THE\s+)?{name}\s+CIRCUIT\b"))
}

fn other_rule(other: &OtherCourt) -> Option<Rule> {
    let court =
        Court { name: other.name.clone(), abbreviation: other.abbreviation.clone(), code: String::new() };
    rule(court, &other.pattern)
}

/// The court that a caption names first.
pub fn court_of_caption(caption: &str) -> Option<Court> {
    let matched = |rule: &Rule| {
        let captures = rule.pattern.captures(caption)?;
        let at = captures.get(0)?.range();
        Some((at.start, usize::MAX - at.len(), named(&rule.court, &captures)))
    };
    COURTS
        .iter()
        .filter_map(matched)
        .min_by_key(|(at, shorter, _)| (*at, *shorter))
        .map(|(_, _, court)| court)
}

fn named(court: &Court, captures: &Captures<'_>) -> Court {
    let county = captures.name("county").map(|c| title_case(c.as_str())).unwrap_or_default();
    Court { name: court.name.replace("{county}", &county), ..court.clone() }
}

/// The court of a CM/ECF code as stamps and file names give it: `cand`, `TXSD`, `ca9`.
pub fn court_of_code(code: &str) -> Option<Court> {
    let code = code.to_lowercase();
    COURTS.iter().map(|r| &r.court).find(|c| !c.code.is_empty() && c.code == code).cloned()
}

/// `SAN FRANCISCO` as `San Francisco`.
pub(super) fn title_case(text: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(caption: &str) -> Option<String> {
        court_of_caption(caption).map(|c| c.abbreviation)
    }

    #[test]
    fn federal_courts_are_known_by_their_captions() {
        assert_eq!(
            short("UNITED STATES DISTRICT COURT NORTHERN DISTRICT OF CALIFORNIA").as_deref(),
            Some("N.D. Cal.")
        );
        assert_eq!(
            short("United States District Court for the Southern District of New York").as_deref(),
            Some("S.D.N.Y.")
        );
        assert_eq!(short("UNITED STATES DISTRICT COURT DISTRICT OF NEW JERSEY").as_deref(), Some("D.N.J."));
        assert_eq!(
            short("UNITED STATES DISTRICT COURT FOR THE DISTRICT OF COLUMBIA").as_deref(),
            Some("D.D.C.")
        );
        assert_eq!(
            short("UNITED STATES COURT OF APPEALS FOR THE NINTH CIRCUIT").as_deref(),
            Some("9th Cir.")
        );
        assert_eq!(
            short("UNITED STATES OF AMERICA BEFORE THE FEDERAL TRADE COMMISSION").as_deref(),
            Some("F.T.C.")
        );
    }

    #[test]
    fn a_county_is_part_of_a_state_courts_name() {
        let court = court_of_caption(
            "SUPERIOR COURT OF THE STATE OF CALIFORNIA FOR THE COUNTY OF SANTA CLARA UNLIMITED",
        )
        .unwrap();
        assert_eq!(court.name, "Superior Court of the State of California for the County of Santa Clara");
    }

    #[test]
    fn west_virginia_is_not_virginia() {
        assert_eq!(
            short("DISTRICT COURT SOUTHERN DISTRICT OF WEST VIRGINIA").as_deref(),
            Some("S.D. W. Va.")
        );
        assert_eq!(short("DISTRICT COURT EASTERN DISTRICT OF VIRGINIA").as_deref(), Some("E.D. Va."));
    }

    #[test]
    fn codes_of_filing_systems_name_courts() {
        assert_eq!(court_of_code("CAND").map(|c| c.abbreviation).as_deref(), Some("N.D. Cal."));
        assert_eq!(court_of_code("flsd").map(|c| c.abbreviation).as_deref(), Some("S.D. Fla."));
        assert_eq!(court_of_code("ca9").map(|c| c.abbreviation).as_deref(), Some("9th Cir."));
        assert_eq!(court_of_code("zzzz"), None);
    }

    #[test]
    fn all_94_districts_are_there() {
        let districts = COURTS.iter().filter(|r| r.court.name.contains("District Court for the")).count();
        assert_eq!(districts, 94);
    }
}
