//! The table of authorities: every authority cited, with every place.

use super::parties::case_key;
use super::{Quote, Table, View};
use crate::document::{Citation, CitationKind, Span};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Authority<'e> {
    pub kind: CitationKind,
    /// One form for all ways of writing; of a case with its name, where the matter gives it.
    pub normalized: String,
    /// Each place with the words of the citation, in the order of the matter.
    pub places: Vec<Quote<'e>>,
}

/// Heading of a kind of authority, in the usual order of a table of authorities.
pub fn heading(kind: CitationKind) -> &'static str {
    match kind {
        CitationKind::Case => "Cases",
        CitationKind::Constitution => "Constitutions",
        CitationKind::Statute => "Statutes",
        CitationKind::Rule => "Rules",
        CitationKind::Regulation => "Regulations and administrative materials",
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

/// All places of one authority.
#[derive(Default)]
struct Cited<'v> {
    places: Vec<(usize, Span)>,
    /// How often each name of a case was written.
    names: BTreeMap<&'v str, usize>,
}

/// Legal authorities by kind and name. Record and web citations are no authorities; a docket number is
/// one if it names a case that is not of the matter itself.
pub fn authorities<'e>(view: &View<'e>) -> Vec<Authority<'e>> {
    let own: Vec<String> = (0..view.records.len())
        .filter_map(|index| view.document(index).metadata.case_number.as_deref().map(case_key))
        .collect();
    let mut found: BTreeMap<(CitationKind, &str), Cited<'_>> = BTreeMap::new();
    for index in view.originals() {
        for citation in &view.document(index).citations {
            let Some(kind) = listed_under(citation, &own) else { continue };
            let cited = found.entry((kind, citation.authority())).or_default();
            cited.places.push((index, citation.span));
            if let Some(name) = citation.name.as_deref() {
                *cited.names.entry(name).or_default() += 1;
            }
        }
    }
    let mut list: Vec<Authority<'_>> = found
        .into_iter()
        .filter(|((kind, normalized), cited)| *kind != CitationKind::Case || is_whole(normalized, cited))
        .map(|((kind, normalized), cited)| Authority {
            kind,
            normalized: titled(normalized, &cited),
            places: cited.places.into_iter().map(|(index, span)| view.quote(index, span)).collect(),
        })
        .collect();
    let rank = |kind| ORDER.iter().position(|k| *k == kind);
    list.sort_by(|a, b| rank(a.kind).cmp(&rank(b.kind)).then_with(|| a.normalized.cmp(&b.normalized)));
    list
}

fn listed_under(citation: &Citation, own: &[String]) -> Option<CitationKind> {
    match citation.kind {
        CitationKind::Docket => {
            let number = case_key(citation.normalized.trim_start_matches("No. "));
            (citation.name.is_some() && !own.contains(&number)).then_some(CitationKind::Case)
        }
        kind => ORDER.contains(&kind).then_some(kind),
    }
}

/// `52 F.4th` without a page is a short form whose case the matter cites nowhere in full: nothing that a
/// table could list.
fn is_whole(normalized: &str, cited: &Cited<'_>) -> bool {
    !cited.names.is_empty() || normalized.ends_with(|c: char| c.is_ascii_digit() || c == '_')
}

/// The name written most often, the longest of those, before the citation.
fn titled(normalized: &str, cited: &Cited<'_>) -> String {
    let name = cited.names.iter().max_by_key(|(name, times)| (**times, name.len()));
    name.map_or_else(|| normalized.to_owned(), |(name, _)| format!("{name}, {normalized}"))
}

/// One row a place.
pub fn table<'e>(view: &View<'_>, authorities: &[Authority<'e>]) -> Table<'e> {
    let mut table = Table::new("authorities", &["kind", "authority", "as_written", "cite"]);
    for authority in authorities {
        for place in &authority.places {
            table.keep([place]);
            table.push([
                heading(authority.kind),
                &authority.normalized,
                place.text,
                &view.cite_in_full(place),
            ]);
        }
    }
    table
}
