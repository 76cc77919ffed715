//! Narrowing a brief to a claim, a kind of data, or what a query finds.

use crate::analysis::{Evidence, View};
use crate::document::Span;
use crate::query::{Budget, Dialect, Facts, TokenText, find, parse};
use std::collections::BTreeMap;

/// Keeps the findings that the focus names: by concept (`claim:fed.wiretap`, `data:`), where a claim keeps
/// the concepts of its elements, else those in paragraphs in which the query has a hit. Words that are no
/// query are looked for as they stand.
pub fn narrow(view: &mut View<'_>, focus: &str) {
    let focus = focus.trim();
    if is_concept(focus) {
        let focus = focus.to_lowercase();
        let elements = view.concepts.get(&focus).map(|facts| facts.elements.clone()).unwrap_or_default();
        let concepts: Vec<String> = elements.into_iter().flat_map(|e| e.concepts).collect();
        return view.retain(|e| e.concept.starts_with(&focus) || concepts.iter().any(|c| c == e.concept));
    }
    let Ok(query) = parse(focus, Dialect::Native) else {
        let words = focus.to_lowercase();
        return view.retain(|e| e.quote.text.to_lowercase().contains(&words));
    };
    let mut hits: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for (index, record) in view.records.iter().enumerate() {
        let text = TokenText::with_findings(&record.document, &record.findings);
        let facts = Facts::of(&record.document, &record.paths);
        let found = find(&query, &query.bind(&text, Some(&facts)), &Budget::default());
        let spans = found.ok().flatten().unwrap_or_default();
        hits.insert(index, spans.iter().map(|m| text.span(m.start, m.end)).collect());
    }
    let paragraphs: Vec<_> = view.records.iter().map(|r| &r.document.paragraphs).collect();
    view.retain(|e: &Evidence<'_>| {
        let whole = paragraphs[e.quote.record].get(e.paragraph).map_or(e.quote.span(), |p| p.span);
        hits.get(&e.quote.record).is_some_and(|spans| spans.iter().any(|hit| whole.overlaps(*hit)))
    });
}

/// A kind with or without a name, and nothing else: `data:`, `claim:fed.wiretap`.
fn is_concept(focus: &str) -> bool {
    let kinds = ["claim:", "practice:", "data:", "security:", "defence:"];
    kinds.iter().any(|kind| focus.to_lowercase().starts_with(kind)) && !focus.contains([' ', '[', '('])
}
