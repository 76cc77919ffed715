//! The table of authorities: every authority cited, with every place.

use super::{Quote, Table, View};
use crate::document::{CitationKind, Span};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Authority {
    pub kind: CitationKind,
    /// One form for all ways of writing.
    pub normalized: String,
    /// Each place with the words of the citation, in the order of the matter.
    pub places: Vec<Quote>,
}

/// Heading of a kind of authority, in the usual order of a table of authorities.
pub fn heading(kind: CitationKind) -> &'static str {
    match kind {
        CitationKind::Case => "Cases",
        CitationKind::Constitution => "Constitutions",
        CitationKind::Statute => "Statutes",
        CitationKind::Rule => "Rules",
        CitationKind::Regulation => "Regulations",
        CitationKind::Docket | CitationKind::Record | CitationKind::Web => "Other",
    }
}

const ORDER: [CitationKind; 5] = [
    CitationKind::Case,
    CitationKind::Constitution,
    CitationKind::Statute,
    CitationKind::Rule,
    CitationKind::Regulation,
];

/// Legal authorities by kind and name. Record and web citations are no authorities.
pub fn authorities(view: &View<'_>) -> Vec<Authority> {
    let mut found: BTreeMap<(CitationKind, &str), Vec<(usize, Span)>> = BTreeMap::new();
    for index in 0..view.records.len() {
        for citation in view.document(index).citations.iter().filter(|c| ORDER.contains(&c.kind)) {
            found.entry((citation.kind, &citation.normalized)).or_default().push((index, citation.span));
        }
    }
    let mut list: Vec<Authority> = found
        .into_iter()
        .map(|((kind, normalized), places)| Authority {
            kind,
            normalized: normalized.to_owned(),
            places: places.into_iter().map(|(index, span)| view.quote(index, span)).collect(),
        })
        .collect();
    let rank = |kind| ORDER.iter().position(|k| *k == kind);
    list.sort_by(|a, b| rank(a.kind).cmp(&rank(b.kind)).then(a.normalized.cmp(&b.normalized)));
    list
}

/// One row a place.
pub fn table(authorities: &[Authority]) -> Table {
    let mut table = Table::new("authorities", &["kind", "authority", "as_written", "cite"]);
    for authority in authorities {
        for place in &authority.places {
            table.keep([place]);
            table.push([heading(authority.kind), &authority.normalized, &place.text, &place.cite]);
        }
    }
    table
}
