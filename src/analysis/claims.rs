//! Claims pleaded: who against whom, in which counts, under which words, and what speaks to each element.

use super::actors::Actors;
use super::counts::Counts;
use super::elements::{ElementRow, element_row};
use super::{Evidence, Quote, SEPARATOR, Table, View};
use crate::document::{DocumentKind, Mode, Role, Span, Speaker};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One complaint's pleading of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pleading<'e> {
    #[serde(skip)]
    pub record: usize,
    pub document: String,
    pub plaintiffs: Vec<String>,
    pub defendants: Vec<String>,
    /// Headings of the counts that plead it.
    pub counts: Vec<Quote<'e>>,
    /// The statute as the complaint writes it; each way of writing once.
    pub statutes: Vec<Quote<'e>>,
    /// Every statement that pleads, names or cites it, those of its counts first.
    pub allegations: Vec<&'e Evidence<'e>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim<'e> {
    pub concept: String,
    pub name: String,
    pub pleadings: Vec<Pleading<'e>>,
    pub elements: Vec<ElementRow<'e>>,
    /// What courts said of it: held, plausible, dismissed.
    pub decided: Vec<&'e Evidence<'e>>,
}

/// Every claim that a complaint pleads, in the taxonomy's order. Where a complaint has counts, a claim
/// that it only names outside of them is not pleaded.
pub fn claims<'e>(view: &'e View<'_>) -> Vec<Claim<'e>> {
    let mut pleaded: BTreeMap<&str, BTreeMap<usize, Vec<&Evidence<'_>>>> = BTreeMap::new();
    for e in view.evidence.iter().filter(|e| is_pleaded(e)) {
        pleaded.entry(e.concept).or_default().entry(e.quote.record).or_default().push(e);
    }
    let counts = Counts::of(view);
    let counted = |concept: &str, record: usize| {
        counts.of_record(record).is_empty() || counts.pleading(view, concept, record).next().is_some()
    };
    for (concept, by) in &mut pleaded {
        by.retain(|record, _| counted(concept, *record));
    }
    pleaded.retain(|_, by| !by.is_empty());
    let actors = Actors::of(view);
    let mut claims: Vec<Claim<'e>> =
        pleaded.into_par_iter().map(|(c, by)| claim(view, &counts, &actors, c, by)).collect();
    claims.sort_by(|a, b| view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)));
    claims
}

fn is_pleaded(e: &Evidence<'_>) -> bool {
    e.concept.starts_with("claim:")
        && e.kind == DocumentKind::Complaint
        && matches!(e.mode, Mode::Alleged)
        && matches!(e.speaker, Speaker::Plaintiff | Speaker::Regulator | Speaker::Unknown)
}

/// Complaints in which the elements of one claim are looked for: those that say most of it.
const COMPLAINTS: usize = 12;

fn claim<'e>(
    view: &'e View<'_>,
    counts: &Counts,
    actors: &Actors,
    concept: &str,
    by: BTreeMap<usize, Vec<&'e Evidence<'e>>>,
) -> Claim<'e> {
    let mut fullest: Vec<(usize, usize)> = by.iter().map(|(record, found)| (found.len(), *record)).collect();
    fullest.sort_by_key(|(count, record)| (std::cmp::Reverse(*count), *record));
    let sections_of =
        |record: usize| counts.pleading(view, concept, record).map(|count| count.section).collect();
    let sections: BTreeMap<usize, Vec<Span>> =
        fullest.into_iter().take(COMPLAINTS).map(|(_, record)| (record, sections_of(record))).collect();
    let elements = view.concepts.get(concept).map(|facts| facts.elements.as_slice()).unwrap_or_default();
    let decided =
        view.of_concept(concept).filter(|e| matches!(e.mode, Mode::Held | Mode::Plausible | Mode::Settled));
    Claim {
        concept: concept.to_owned(),
        name: view.concepts.name(concept).to_owned(),
        elements: elements
            .iter()
            .map(|element| element_row(view, actors, (concept, element), &sections))
            .collect(),
        decided: decided.collect(),
        pleadings: by
            .into_iter()
            .map(|(record, found)| pleading(view, counts, concept, record, found))
            .collect(),
    }
}

fn pleading<'e>(
    view: &View<'e>,
    counts: &Counts,
    concept: &str,
    record: usize,
    mut allegations: Vec<&'e Evidence<'e>>,
) -> Pleading<'e> {
    let document = view.document(record);
    // what is told of an earlier proceeding stands before the counts
    let sections: Vec<Span> = counts.pleading(view, concept, record).map(|count| count.section).collect();
    allegations.sort_by_key(|e| !sections.iter().any(|section| section.contains(e.words)));
    let names = |roles: &[Role]| -> Vec<String> {
        let of_role = document.metadata.parties.iter().filter(|p| roles.contains(&p.role));
        of_role.map(|p| view.proper(&p.name)).collect()
    };
    Pleading {
        record,
        document: document.sha256.clone(),
        plaintiffs: names(&[Role::Plaintiff, Role::Petitioner]),
        defendants: names(&[Role::Defendant, Role::Respondent]),
        counts: counts.pleading(view, concept, record).map(|count| view.quote(record, count.title)).collect(),
        statutes: statutes(view, concept, record),
        allegations,
    }
}

/// Counts that plead no claim of the taxonomy, such as the breach of an order: each complaint's, as headed.
pub fn other_counts<'e>(view: &'e View<'_>, claims: &[Claim<'e>]) -> Vec<Quote<'e>> {
    let listed: BTreeSet<(usize, Span)> = claims
        .iter()
        .flat_map(|claim| &claim.pleadings)
        .flat_map(|pleading| pleading.counts.iter().map(|count| (pleading.record, count.span())))
        .collect();
    let counts = Counts::of(view);
    let counts = counts.all().map(|(record, count)| (record, count.title));
    counts.filter(|count| !listed.contains(count)).map(|(record, title)| view.quote(record, title)).collect()
}

fn statutes<'e>(view: &View<'e>, concept: &str, record: usize) -> Vec<Quote<'e>> {
    let document = view.document(record);
    let mut seen = BTreeSet::new();
    let of_claim = document.citations.iter().filter(|c| c.claims.iter().any(|claim| claim == concept));
    let written: Vec<Span> = of_claim.map(|c| c.span).filter(|s| seen.insert(document.slice(*s))).collect();
    written.into_iter().take(4).map(|span| view.quote(record, span)).collect()
}

/// One row a claim and complaint, then one a count that pleads none.
pub fn table<'e>(view: &View<'_>, claims: &[Claim<'e>], others: &[Quote<'e>]) -> Table<'e> {
    let head = [
        "claim",
        "name",
        "plaintiffs",
        "defendants",
        "counts",
        "statutes",
        "statements",
        "first_cite",
        "sha256",
    ];
    let mut table = Table::new("claims", &head);
    for claim in claims {
        for p in &claim.pleadings {
            let join =
                |quotes: &[Quote<'_>]| quotes.iter().map(|q| q.text).collect::<Vec<_>>().join(SEPARATOR);
            let first = p.allegations.first().map(|e| view.cite_in_full(&e.quote)).unwrap_or_default();
            table.keep(p.counts.iter().chain(&p.statutes).chain(p.allegations.first().map(|e| &e.quote)));
            table.push([
                &claim.concept,
                &claim.name,
                &p.plaintiffs.join("; "),
                &p.defendants.join("; "),
                &join(&p.counts),
                &join(&p.statutes),
                &p.allegations.len().to_string(),
                &first,
                &p.document,
            ]);
        }
    }
    for count in others {
        table.keep([count]);
        let (cite, document) = (view.cite_in_full(count), &view.document(count.record).sha256);
        table.push(["", "no claim of the taxonomy", "", "", count.text, "", "0", &cite, document]);
    }
    table
}

/// One row an element.
pub fn element_table<'e>(view: &View<'_>, claims: &[Claim<'e>]) -> Table<'e> {
    let mut table =
        Table::new("elements", &["claim", "element", "alleged", "company", "contrary", "gap_looked_for"]);
    let cites = |list: &[&Evidence<'_>]| {
        list.iter().map(|e| view.cite_in_full(&e.quote)).collect::<Vec<_>>().join(SEPARATOR)
    };
    let quoted =
        |list: &[Quote<'_>]| list.iter().map(|q| view.cite_in_full(q)).collect::<Vec<_>>().join(SEPARATOR);
    for claim in claims {
        for row in &claim.elements {
            table.keep(&row.alleged);
            table.keep(row.company.iter().chain(&row.contrary).map(|e| &e.quote));
            let gap = if row.alleged.is_empty() { row.looked_for.join("; ") } else { String::new() };
            table.push([
                &claim.concept,
                &row.name,
                &quoted(&row.alleged),
                &cites(&row.company),
                &cites(&row.contrary),
                &gap,
            ]);
        }
    }
    table
}
