//! The search certificate: what was searched, what was not found, what could not be read.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording::counted;
use super::{Analyses, heading, section_of, text};
use crate::document::Outcome;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let c = &found.certificate;
    let searched = format!(
        "{} with {} and {} were searched for {}; {} were found. The digest over the SHA-256 of the documents is {}.",
        counted(c.documents, "document", "documents"),
        counted(c.pages, "page", "pages"),
        counted(c.paragraphs, "paragraph", "paragraphs"),
        counted(c.concepts_searched, "concept of the taxonomy", "concepts of the taxonomy"),
        counted(c.statements, "statement", "statements"),
        c.digest,
    );
    let mut blocks = vec![text(searched), files(found)];
    if let Some(focus) = &composer.options.focus {
        blocks.push(text(format!(
            "This brief is narrowed to: {focus}. Statements outside it are not counted here."
        )));
    }
    if let Some(day) = &composer.options.as_of {
        blocks.push(text(format!("Documents dated after {day} are left out.")));
    }
    blocks.extend(not_found(found));
    blocks.extend(unread(found));
    blocks.push(heading("method", "Method and limits"));
    let readers: Vec<&str> = c.readers.iter().map(String::as_str).collect();
    blocks.push(text(format!(
        "Texts were read by: {}. Every quotation is a slice of the text so read and is given with its place; \
         statements are found by written rules, not by a statistical model. That nothing was found means that no rule \
         matched in what could be read; it is not proof that a thing was never said. This record states how the \
         search was made, in the manner of Fed. R. Evid. 902(13) and (14); it is no certification by a person and no legal advice.",
        readers.join(", "),
    )));
    section_of("certificate", "Search certificate", blocks)
}

fn files(found: &Analyses<'_>) -> Block {
    let label = |outcome: &Outcome| match outcome {
        Outcome::Indexed => "read",
        Outcome::IndexedWithWarnings => "read, with warnings",
        Outcome::NeedsOcr => "in need of character recognition",
        Outcome::Unsupported => "of a format that is not supported",
        Outcome::Failed => "not readable",
        Outcome::Skipped => "skipped",
    };
    let total: usize = found.certificate.files.values().sum();
    let parts: Vec<String> =
        found.certificate.files.iter().map(|(o, n)| format!("{n} {}", label(o))).collect();
    let list = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    text(format!("{} met{list}.", counted(total, "file was", "files were")))
}

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn not_found(found: &Analyses<'_>) -> Vec<Block> {
    let missing = &found.certificate.not_found;
    if missing.is_empty() {
        return Vec::new();
    }
    let rows = missing.iter().map(|n| {
        let raised = vec![Inline::link(
            super::anchor("said", &n.concept),
            counted(n.raised, "statement", "statements"),
        )];
        vec![cell(&n.name), raised, cell("none found"), cell(&n.concept)]
    });
    vec![
        heading("not-found", "Not found"),
        Block::Table(Table {
            id: "not-found-table".into(),
            caption: "Raised by others, and in no statement of the company that was found".into(),
            matrix: false,
            head: ["Subject", "Raised in", "Company", "Searched as"].map(cell).into(),
            rows: rows.collect(),
        }),
    ]
}

fn unread(found: &Analyses<'_>) -> Vec<Block> {
    if found.unread.is_empty() {
        return vec![heading("unread", "Not readable"), text("Every file met was read in full.")];
    }
    let rows = found.unread.iter().map(|item| {
        let pages: Vec<String> = item.pages.iter().map(u32::to_string).collect();
        let pages = if pages.is_empty() { "all".into() } else { pages.join(", ") };
        vec![cell(&item.path), cell(pages), cell(&item.reason)]
    });
    vec![
        heading("unread", "Not readable"),
        Block::Table(Table {
            id: "unread-table".into(),
            caption: "What could not be read, or only with doubt".into(),
            matrix: false,
            head: ["File", "Pages", "Why"].map(cell).into(),
            rows: rows.collect(),
        }),
    ]
}
