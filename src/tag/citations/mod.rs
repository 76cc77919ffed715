//! Legal authorities and record citations, found in text and written in one form.
//!
//! The finders of each family look for its full forms on their own ([`find`]); overlaps are settled
//! in favour of the longest; then the short forms are read with what was cited before ([`Context`]),
//! and each authority is linked to the claims of the taxonomy that it stands for. What codes,
//! reporters, acts and record documents are called is data, in the TOML files beside this code.

mod case_names;
mod cases;
mod claims;
mod codes;
mod constitutions;
mod context;
mod cursor;
mod european;
mod found;
mod names;
mod pattern;
mod pin;
mod record;
mod section;
mod short_forms;
mod statutes;
#[cfg(test)]
mod tests;
mod web;

pub use context::Context;

use crate::document::{Citation, Document, Span};
use found::Found;

/// All citations of a text that stands alone, in text order and disjoint. Spans are bytes into it.
pub fn find(text: &str) -> Vec<Citation> {
    find_in(text, &mut Context::default())
}

/// All citations of a text that follows others of the same document, whose short forms (`§ 631`,
/// `Id.`, `the Act`) the context explains. The context learns from this text.
pub fn find_in(text: &str, context: &mut Context) -> Vec<Citation> {
    let mut citations = read(text, context);
    citations.iter_mut().for_each(claims::link);
    citations
}

/// All citations of a document, paragraph by paragraph, with spans into its canonical text.
pub fn of_document(document: &Document) -> Vec<Citation> {
    let mut context = Context::default();
    let mut citations = Vec::new();
    for paragraph in &document.paragraphs {
        let base = paragraph.span.start;
        for mut citation in find_in(document.slice(paragraph.span), &mut context) {
            citation.span = Span::new(base + citation.span.start, base + citation.span.end);
            citations.push(citation);
        }
    }
    citations
}

fn find_unlinked(text: &str) -> Vec<Citation> {
    read(text, &mut Context::default())
}

fn read(text: &str, context: &mut Context) -> Vec<Citation> {
    let mut full = Vec::new();
    let bare_articles = find_full(text, &mut full);
    let mut full = found::settle(full);
    context.enter();
    let extra = short_forms::resolve(text, &mut full, bare_articles, context);
    full.extend(extra);
    found::settle(full).into_iter().map(|f| f.citation).collect()
}

fn find_full(text: &str, found: &mut Vec<Found>) -> Vec<european::BareArticle> {
    statutes::by_code(text, found);
    constitutions::by_constitution(text, found);
    constitutions::by_words(text, found);
    constitutions::by_enactment(text, found);
    cases::by_reporter(text, found);
    cases::by_docket(text, found);
    cases::by_landmark(text, found);
    record::by_document(text, found);
    record::by_entry(text, found);
    record::by_page(text, found);
    web::by_address(text, found);
    european::by_number(text, found);
    european::by_article(text, found)
}
