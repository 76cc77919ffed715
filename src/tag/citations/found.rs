//! What the finders hand to the pass that settles overlaps and short forms.

use super::codes::Source;
use crate::document::{Citation, CitationKind, Span};

/// A citation with what later short forms need of it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub citation: Citation,
    /// The code or act, and the section's number in it.
    pub source: Option<(Source, String)>,
    /// Names by which a case is cited again: `Popa`.
    pub names: Vec<String>,
}

impl Found {
    pub fn new(kind: CitationKind, normalized: impl Into<String>, pin: Option<String>, span: Span) -> Self {
        let citation = Citation::new(kind, normalized, pin, span);
        Self { citation, source: None, names: Vec::new() }
    }

    pub fn span(&self) -> Span {
        self.citation.span
    }
}

/// Keeps of overlapping findings the longest, the earlier where they are equal, in text order.
pub(super) fn settle(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| (f.span().start, std::cmp::Reverse(f.span().end)));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match kept.last() {
            Some(last) if last.span().overlaps(next.span()) => {
                if next.span().len() > last.span().len() {
                    kept.pop();
                    kept.push(next);
                }
            }
            _ => kept.push(next),
        }
    }
    kept
}
