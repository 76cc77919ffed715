//! Legal authorities and record citations, found in text and written in one form.
//!
//! The finders of each family look for its full forms on their own ([`find`]); overlaps are settled
//! in favour of the longest; then the short forms are read with what was cited before ([`Context`]),
//! and each authority is linked to the claims of the taxonomy that it stands for. What codes,
//! reporters, acts and record documents are called is data, in the TOML files beside this code.

mod antecedents;
mod broken;
mod case_names;
mod cases;
mod claims;
mod codes;
mod constitutions;
mod context;
mod cursor;
mod dockets;
mod enactments;
mod entries;
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

use crate::document::{Citation, CitationKind, Document, Paragraph, ParagraphKind, Span};
use found::Found;
use names::Words;
use regex::Regex;
use std::sync::LazyLock;

/// All citations of a text that stands alone, in text order and disjoint. Spans are bytes into it.
pub fn find(text: &str) -> Vec<Citation> {
    find_in(text, &mut Context::default())
}

/// All citations of a text that follows others of the same document, whose short forms (`§ 631`,
/// `Id.`, `the Act`) the context explains. The context learns from this text.
pub fn find_in(text: &str, context: &mut Context) -> Vec<Citation> {
    find_part(text, false, context)
}

fn find_part(text: &str, in_note: bool, context: &mut Context) -> Vec<Citation> {
    let mut citations = read(text, in_note, context);
    citations.iter_mut().for_each(|citation| administrative(text, citation));
    citations.iter_mut().for_each(claims::link);
    citations
}

/// `Opinion No. 88-1-11(L), `, `1990 Iowa Op. Atty. Gen. 66, `: the number of an attorney general's opinion.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern::pattern(
        r"(?:(?:Opinion|Op\.) No\. [0-9A-Za-z()-]+|[0-9]{4} [A-Z][A-Za-z.]+ Op\. Att[’']?y\.? Gen\. [0-9]+), $",
    )
});

/// An opinion of an attorney general, found by its number in a database, is no case.
fn administrative(text: &str, citation: &mut Citation) {
    const MARKS: [&str; 6] = ["A.G.", "Att'y Gen.", "Att’y Gen.", "Atty. Gen.", "Op. Att", "Op. Atty"];
    let opinion = |text: &str| MARKS.iter().any(|mark| text.contains(mark));
    let before = cursor::behind(text, citation.span.start, 40);
    let unnamed = citation.kind == CitationKind::Case && citation.name.is_none();
    if unnamed && (opinion(before) || opinion(&text[citation.span.start..citation.span.end])) {
        citation.kind = CitationKind::Regulation;
        let number = NUMBER.find(before).map_or(0, |number| before.len() - number.start());
        citation.span.start -= number;
    }
}

/// All citations of a document, paragraph by paragraph, with spans into its canonical text. An `Id.`
/// of a note means what the notes cited before, and none reaches over a caption or a table.
pub fn of_document(document: &Document) -> Vec<Citation> {
    of_paragraphs(&document.text, &document.paragraphs)
}

fn of_paragraphs(text: &str, paragraphs: &[Paragraph]) -> Vec<Citation> {
    let mut context = Context::default();
    let mut citations = Vec::new();
    for run in paragraphs.chunk_by(|above, below| broken::goes_on(text, above, below)) {
        let [paragraph, ..] = run else { continue };
        let base = paragraph.span.start;
        let in_note = paragraph.kind == ParagraphKind::Footnote;
        for mut citation in find_part(&broken::joined(text, run), in_note, &mut context) {
            citation.span = Span::new(base + citation.span.start, base + citation.span.end);
            citations.push(citation);
        }
        if matches!(paragraph.kind, ParagraphKind::Toc | ParagraphKind::Caption | ParagraphKind::Signature) {
            context.forget_antecedents();
        }
    }
    citations
}

fn find_unlinked(text: &str) -> Vec<Citation> {
    read(text, false, &mut Context::default())
}

fn read(text: &str, in_note: bool, context: &mut Context) -> Vec<Citation> {
    let words = Words::of(text);
    let mut full = Vec::new();
    let bare_articles = find_full(&words, &mut full);
    let mut full = found::settle(full);
    context.enter(in_note);
    let extra = short_forms::resolve(&words, &mut full, bare_articles, context);
    context.leave(text);
    full.extend(extra);
    found::settle(full).into_iter().map(|f| f.citation).collect()
}

fn find_full(words: &Words<'_>, found: &mut Vec<Found>) -> Vec<european::BareArticle> {
    statutes::by_code(words, found);
    constitutions::by_constitution(words, found);
    constitutions::by_words(words, found);
    enactments::by_enactment(words, found);
    cases::by_reporter(words, found);
    cases::by_landmark(words, found);
    dockets::by_docket(words, found);
    record::by_document(words, found);
    entries::by_entry(words, found);
    record::by_page(words, found);
    record::by_joined_page(words, found);
    web::by_address(words, found);
    european::by_number(words, found);
    european::by_article(words, found)
}
