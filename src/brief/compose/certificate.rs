//! The search certificate: what was searched, what was not found, what could not be read.

use super::super::QueryRun;
use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording::counted;
use super::{Analyses, heading, section_of, text};
use crate::document::{Outcome, ReviewState};

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
    blocks.extend(copies(composer));
    blocks.extend(reviewed(found));
    if let Some(focus) = &composer.options.focus {
        blocks.push(text(format!(
            "This brief is narrowed to: {focus}. Statements outside it are not counted here."
        )));
    }
    if let Some(day) = &composer.options.as_of {
        blocks.push(text(format!("Documents dated after {day} are left out.")));
    }
    blocks.extend(queries(composer));
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

/// Copies count once, and that is said.
fn copies(composer: &Composer<'_, '_>) -> Option<Block> {
    let copies = composer.view.copies.iter().flatten().count();
    (copies > 0).then(|| {
        text(format!(
            "{} with the same words as another paper at hand: what they say is counted and cited once, from the paper \
             with the most pinpoints.",
            counted(copies, "document is a copy", "documents are copies"),
        ))
    })
}

/// What reviewers decided, where they decided something: a brief never drops a finding in silence.
fn reviewed(found: &Analyses<'_>) -> Option<Block> {
    let count = |state| found.certificate.reviewed.get(&state).copied().unwrap_or(0);
    let [accepted, relabelled, rejected] =
        [ReviewState::Accepted, ReviewState::Relabelled, ReviewState::Rejected].map(count);
    (accepted + relabelled + rejected > 0).then(|| {
        text(format!(
            "Of what the rules found, reviewers accepted {accepted}, gave other labels to {relabelled}, and rejected \
             {rejected}; the rejected ones are not in this brief. {} not reviewed. The matter's log keeps each decision.",
            counted(count(ReviewState::Open), "statement was", "statements were"),
        ))
    })
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

/// Words shown of a wildcard's expansion.
const EXPANDED: usize = 24;

/// The queries that were asked for, each with what it found or that it found nothing.
fn queries(composer: &mut Composer<'_, '_>) -> Vec<Block> {
    let runs = composer.options.queries.clone();
    if runs.is_empty() {
        return Vec::new();
    }
    let rows = runs.iter().map(|run| query_row(composer, run)).collect();
    let mut blocks = vec![
        heading("queries", "Queries run"),
        Block::Table(Table {
            id: "queries-table".into(),
            caption: "Each query over all documents named in this brief".into(),
            matrix: false,
            head: ["Query", "Read as", "Documents", "Hits", "First places"].map(cell).into(),
            rows,
        }),
    ];
    let searched = counted(composer.view.records.len(), "document", "documents");
    for run in runs.iter().filter(|run| run.hits == 0 && run.error.is_none()) {
        blocks.push(text(format!(
            "Negative result: in the {searched}, whose hashes are listed under Sources, the query {} had no hit. \
             What could not be read is named below and was not searched.",
            run.query
        )));
    }
    for (pattern, words) in runs.iter().flat_map(|run| &run.expansions) {
        let more = words.len().saturating_sub(EXPANDED);
        let shown: Vec<&str> = words.iter().take(EXPANDED).map(String::as_str).collect();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let shown = if shown.is_empty() { "no word of the documents".into() } else { shown.join(", ") };
        blocks.push(text(format!("{pattern} stood for: {shown}{more}.")));
    }
    blocks
}

fn query_row(composer: &mut Composer<'_, '_>, run: &QueryRun) -> Vec<Vec<Inline>> {
    if let Some(error) = &run.error {
        let reason = error.lines().next().unwrap_or_default();
        return vec![cell(&run.query), cell("not run"), cell("—"), cell("—"), cell(reason)];
    }
    let place = |(sha256, span): &(String, crate::document::Span)| {
        let index = composer.view.records.iter().position(|r| r.document.sha256 == *sha256)?;
        Some(composer.view.quote(index, *span))
    };
    let quotes: Vec<_> = run.places.iter().filter_map(place).collect();
    let places =
        if quotes.is_empty() { cell("none") } else { composer.cites(&quotes.iter().collect::<Vec<_>>(), 4) };
    vec![
        cell(&run.query),
        cell(run.read_as.as_deref().unwrap_or_default()),
        cell(run.documents.to_string()),
        cell(run.hits.to_string()),
        places,
    ]
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
