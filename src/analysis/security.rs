//! Security representations: what was said, when, and what it is worth.

use super::{Evidence, SecurityFacts, Table, View};
use crate::document::{Mode, Polarity};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SecurityRepresentation<'e> {
    pub concept: String,
    pub name: String,
    /// What the taxonomy says of it.
    pub facts: Option<SecurityFacts>,
    /// Where it is said, in the order of the matter.
    pub said: Vec<&'e Evidence>,
    /// Where it is denied or alleged to be missing.
    pub against: Vec<&'e Evidence>,
}

impl SecurityRepresentation<'_> {
    /// Is any place where it is said without a date?
    pub fn undated(&self) -> bool {
        self.said.iter().any(|e| e.date.is_none())
    }
}

/// Every security representation met, in the taxonomy's order.
pub fn security<'e>(view: &'e View<'_>) -> Vec<SecurityRepresentation<'e>> {
    let mut found: BTreeMap<&str, (Vec<&Evidence>, Vec<&Evidence>)> = BTreeMap::new();
    for e in view.evidence.iter().filter(|e| e.concept.starts_with("security:")) {
        let (said, against) = found.entry(&e.concept).or_default();
        if speaks_for(e) { said.push(e) } else { against.push(e) }
    }
    let mut list: Vec<SecurityRepresentation<'e>> = found
        .into_iter()
        .map(|(concept, (said, against))| SecurityRepresentation {
            concept: concept.to_owned(),
            name: view.concepts.name(concept).to_owned(),
            facts: view.concepts.get(concept).and_then(|facts| facts.security.clone()),
            said,
            against,
        })
        .collect();
    list.sort_by(|a, b| view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)));
    list
}

fn speaks_for(e: &Evidence) -> bool {
    let said = matches!(
        e.mode,
        Mode::Represented
            | Mode::Promised
            | Mode::Permitted
            | Mode::Admitted
            | Mode::Confirmed
            | Mode::Reported
    );
    said && e.polarity == Polarity::Asserted
}

/// One row a statement.
pub fn table(list: &[SecurityRepresentation<'_>]) -> Table {
    let head = [
        "concept",
        "name",
        "stands",
        "date",
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
        let rows = item.said.iter().map(|e| ("said", e)).chain(item.against.iter().map(|e| ("against", e)));
        for (stands, e) in rows {
            let date = e.date.clone().unwrap_or_default();
            table.keep([&e.quote]);
            table.push([
                &item.concept,
                &item.name,
                stands,
                &date,
                &e.quote.text,
                &e.quote.cite,
                &facts.proves,
                &facts.does_not_prove,
                &facts.validity,
                &facts.request,
            ]);
        }
    }
    table
}
