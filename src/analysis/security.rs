//! Security representations: what was said, when, and what it is worth.

use super::{Evidence, SecurityFacts, Table, View};
use crate::document::{Mode, Polarity};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SecurityRepresentation<'e> {
    pub concept: String,
    pub name: String,
    /// What the taxonomy says of it.
    pub facts: Option<SecurityFacts>,
    /// Where it is said, in the order of the matter.
    pub said: Vec<&'e Evidence<'e>>,
    /// Where it is denied, disclaimed or alleged to be missing.
    pub against: Vec<&'e Evidence<'e>>,
    /// Where others speak of it, or a rule on it is stated.
    pub told: Vec<&'e Evidence<'e>>,
}

/// Where a statement stands to the representation that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    Said,
    Against,
    Told,
}

impl Stand {
    fn of(e: &Evidence<'_>) -> Self {
        let own = matches!(
            e.mode,
            Mode::Represented
                | Mode::Promised
                | Mode::Permitted
                | Mode::Admitted
                | Mode::Confirmed
                | Mode::Reported
        );
        match (own, e.polarity) {
            _ if matches!(e.mode, Mode::Law | Mode::Risk) => Self::Told,
            (_, Polarity::Negated) => Self::Against,
            (true, Polarity::Asserted) => Self::Said,
            (false, Polarity::Asserted) if matches!(e.mode, Mode::Denied | Mode::Contested) => Self::Against,
            (false, Polarity::Asserted) => Self::Told,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Against => "against",
            Self::Told => "told of",
        }
    }
}

impl SecurityRepresentation<'_> {
    /// Is any place where it is said without a date?
    pub fn undated(&self) -> bool {
        self.said.iter().any(|e| e.date.is_none())
    }

    /// The day on which it was last stated, and the day by which what was then in force had ended, if that
    /// day is before `today`. Only for what is valid for a number of years. All days ISO 8601.
    pub fn lapsed(&self, today: &str) -> Option<(String, String)> {
        let years = years(&self.facts.as_ref()?.validity)?;
        let last = self.said.iter().filter_map(|e| e.date?.get(..10)).max()?;
        let end = last.parse::<Date>().ok()?.checked_add(jiff::Span::new().years(years)).ok()?.to_string();
        (end.as_str() < today).then(|| (last.to_owned(), end))
    }
}

/// The longest validity that a note begins with: 3 of `one to three years`. `None` for one that does not
/// begin with a number of years.
fn years(validity: &str) -> Option<i32> {
    const NUMBERS: [(&str, i32); 5] = [("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5)];
    let mut longest = None;
    for word in validity.split(|c: char| !c.is_alphanumeric()) {
        let number = NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
        match (word, number) {
            (_, Some(number)) => longest = longest.max(Some(number)),
            ("to" | "or", None) if longest.is_some() => {}
            ("year" | "years", None) => return longest,
            _ => return None,
        }
    }
    None
}

/// Every security representation met, in the taxonomy's order.
pub fn security<'e>(view: &'e View<'_>) -> Vec<SecurityRepresentation<'e>> {
    let mut found: BTreeMap<&str, BTreeMap<Stand, Vec<&Evidence<'_>>>> = BTreeMap::new();
    for e in view.evidence.iter().filter(|e| e.concept.starts_with("security:")) {
        found.entry(e.concept).or_default().entry(Stand::of(e)).or_default().push(e);
    }
    let mut list: Vec<SecurityRepresentation<'e>> = found
        .into_iter()
        .map(|(concept, mut by_stand)| SecurityRepresentation {
            concept: concept.to_owned(),
            name: view.concepts.name(concept).to_owned(),
            facts: view.concepts.get(concept).and_then(|facts| facts.security.clone()),
            said: by_stand.remove(&Stand::Said).unwrap_or_default(),
            against: by_stand.remove(&Stand::Against).unwrap_or_default(),
            told: by_stand.remove(&Stand::Told).unwrap_or_default(),
        })
        .collect();
    list.sort_by(|a, b| view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)));
    list
}

/// One row a statement.
pub fn table<'e>(view: &View<'e>, list: &[SecurityRepresentation<'e>]) -> Table<'e> {
    let head = [
        "concept",
        "name",
        "stands",
        "date",
        "lead_in",
        "quote",
        "cite",
        "proves",
        "does_not_prove",
        "validity",
        "request",
    ];
    let mut table = Table::new("security", &head);
    for item in list {
        let facts = item.facts.clone().unwrap_or_default();
        for e in item.said.iter().chain(&item.against).chain(&item.told) {
            let lead_in = e.beside.map(|beside| view.quote(e.quote.record, beside.span()));
            table.keep(lead_in.iter().chain([&e.quote]));
            table.push([
                &item.concept,
                &item.name,
                Stand::of(e).name(),
                e.date.unwrap_or_default(),
                lead_in.map(|lead_in| lead_in.text).unwrap_or_default(),
                e.quote.text,
                &view.cite_in_full(&e.quote),
                &facts.proves,
                &facts.does_not_prove,
                &facts.validity,
                &facts.request,
            ]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_validity_is_the_longest_number_of_years_that_it_begins_with() {
        assert_eq!(years("one year; quarterly scans"), Some(1));
        assert_eq!(years("one to three years"), Some(3));
        assert_eq!(years("one or two years"), Some(2));
        assert_eq!(years("three years with yearly surveillance"), Some(3));
        for none in ["none; three years for an art. 42 certificate", "as of its date", "", "per product"] {
            assert_eq!(years(none), None, "{none}");
        }
    }
}
