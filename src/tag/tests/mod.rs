//! Tests of the engine: what is said, by whom, in which mode.

mod answers;
mod article;
mod courts;
mod policies;
mod press;
mod properties;

use super::{Tagger, Taxonomy, document_kind};
use crate::document::{DocumentKind, Finding};
use std::sync::OnceLock;

pub(super) fn tagger() -> &'static Tagger {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    TAGGER.get_or_init(|| Tagger::new(&Taxonomy::builtin().unwrap()))
}

const ARTICLE: &str = "about: Brightcart; by: Harbour Daily (news outlet)";

fn tag(kind: DocumentKind, text: &str) -> Vec<Finding> {
    let context = match kind {
        DocumentKind::News => ARTICLE,
        DocumentKind::Order => "about: Doe v. Brightcart, Inc.; by: court",
        _ => "about: Brightcart",
    };
    tagger().tag_passage(text, Some(kind), Some(context))
}

/// `concept mode polarity speaker` of each finding.
fn said(kind: DocumentKind, text: &str) -> Vec<String> {
    tag(kind, text).iter().map(|f| format!("{} {} {} {}", f.concept, f.mode, f.polarity, f.speaker)).collect()
}

#[track_caller]
fn expect(kind: DocumentKind, text: &str, expected: &str) {
    let found = said(kind, text);
    assert!(found.iter().any(|f| f == expected), "`{expected}` is not in {found:#?}");
}

#[track_caller]
fn expect_none(kind: DocumentKind, text: &str, unwanted: &str) {
    let found = said(kind, text);
    assert!(!found.iter().any(|f| f.starts_with(unwanted)), "`{unwanted}` is in {found:#?}");
}

#[test]
fn labels_of_documents_that_are_no_kind_of_their_own_are_understood() {
    assert_eq!(document_kind("opinion"), Some(DocumentKind::Order));
    assert_eq!(document_kind("press"), Some(DocumentKind::Statement));
    assert_eq!(document_kind("e-mail"), Some(DocumentKind::Email));
    assert_eq!(document_kind("poem"), None);
}
