//! Statements that a later one of the same speaker withdraws or replaces.

use super::evidence::statement_date;
use super::{Quote, View};
use crate::document::{DocumentKind, Span};
use crate::expression::expression;
use regex::Regex;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Supersession<'e> {
    /// The statement that no longer stands, and the later one.
    #[serde(skip)]
    pub earlier: usize,
    #[serde(skip)]
    pub later: usize,
    /// The later one's own words that it replaces, corrects or withdraws.
    pub words: Quote<'e>,
}

static REPLACES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let verb = r"(?:replaces?|supersedes?|corrects?|retracts?|withdraws?|withdrew|withdrawn)";
    let object = r"(?:statement|announcement|notice|release|post|policy|version|update)s?";
    expression(&format!(
        r"(?is)\b{verb}\b[^.;]{{0,80}}\b{object}\b|\b{object}\b[^.;]{{0,160}}\b(?:is|are|was|were|has been|we)\s+(?:hereby\s+)?{verb}"
    ))
    .ok()
});

/// Each statement or notice with the earliest later one that replaces it, in the order of the matter.
pub fn supersessions<'e>(view: &View<'e>) -> Vec<Supersession<'e>> {
    let mut by_speaker: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in view.of_kind(&[DocumentKind::Statement, DocumentKind::Notice]) {
        speakers(view, index).into_iter().for_each(|key| by_speaker.entry(key).or_default().push(index));
    }
    let mut found: BTreeMap<usize, Supersession<'_>> = BTreeMap::new();
    for spoken in by_speaker.values() {
        for (position, &later) in spoken.iter().enumerate().skip(1) {
            let Some(words) = replacing(view, later) else { continue };
            let named = dates_named(view, later, words);
            let is_replaced = |earlier: &usize| {
                let (old, new) =
                    (statement_date(view.document(*earlier)), statement_date(view.document(later)));
                old.is_some()
                    && old < new
                    && (named.is_empty() || old.is_some_and(|day| named.iter().any(|n| n == day)))
            };
            if let Some(earlier) = spoken[..position].iter().rev().copied().find(is_replaced) {
                let words = view.quote(later, words);
                found.entry(earlier).or_insert(Supersession { earlier, later, words });
            }
        }
    }
    found.into_values().collect()
}

/// Publisher and site, by which two statements are known to be of one speaker.
fn speakers(view: &View<'_>, index: usize) -> BTreeSet<String> {
    let meta = &view.document(index).metadata;
    let host = meta.url.as_deref().and_then(|url| url.split("//").nth(1)?.split('/').next());
    let publisher = meta.publisher.as_deref();
    publisher.into_iter().chain(host).map(str::to_lowercase).collect()
}

/// Stems without one of which no sentence replaces anything.
const STEMS: [&str; 5] = ["replac", "supersed", "correct", "retract", "withdr"];

fn replacing(view: &View<'_>, index: usize) -> Option<Span> {
    let (document, pattern) = (view.document(index), REPLACES.as_ref()?);
    if !STEMS.iter().any(|stem| document.text.contains(stem)) {
        return None;
    }
    document.sentences.iter().copied().find(|s| pattern.is_match(document.slice(*s)))
}

fn dates_named(view: &View<'_>, index: usize, words: Span) -> Vec<String> {
    super::dates::dates(view.document(index).slice(words)).into_iter().map(|(day, _)| day).collect()
}
