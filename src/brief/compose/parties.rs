//! Parties, dockets and documents; the table of authorities.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording::counted;
use super::{Analyses, heading, section_of};
use crate::analysis::authorities::heading as kind_heading;
use crate::analysis::statement_date;
use crate::document::long_date;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    if !found.dockets.is_empty() {
        blocks.push(dockets(found));
    }
    blocks.push(documents(composer));
    section_of("parties", "Parties, dockets, documents", blocks)
}

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn dockets(found: &Analyses<'_>) -> Block {
    let or_dash = |text: Option<&String>| text.cloned().unwrap_or_else(|| "not stated".into());
    let names = |names: &[String]| if names.is_empty() { "not read".into() } else { names.join("; ") };
    let row = |d: &crate::analysis::parties::Docket| {
        vec![
            cell(or_dash(d.case_number.as_ref())),
            cell(or_dash(d.court.as_ref())),
            cell(names(&d.plaintiffs)),
            cell(names(&d.defendants)),
            cell(d.documents.join("; ")),
        ]
    };
    Block::Table(Table {
        id: "dockets".into(),
        caption: "Cases, as the captions state them".into(),
        matrix: false,
        head: ["Case", "Court", "Plaintiffs", "Defendants", "Documents"].map(cell).into(),
        rows: found.dockets.iter().map(row).collect(),
    })
}

fn documents(composer: &Composer<'_, '_>) -> Block {
    let view = composer.view;
    let row = |index: usize| {
        let document = view.document(index);
        let date = statement_date(document).map_or_else(|| "undated".into(), |d| long_date(&d));
        let size = match document.pages.len() {
            0 => counted(document.paragraphs.len(), "para.", "paras."),
            pages => counted(pages, "p.", "pp."),
        };
        let name = vec![Inline::link(format!("source-{}", index + 1), view.name(index))];
        let meta = &document.metadata;
        let title = meta.title.clone().or_else(|| meta.publisher.clone()).unwrap_or_default();
        vec![name, cell(meta.kind.name()), cell(title), cell(date), cell(size)]
    };
    Block::Table(Table {
        id: "documents".into(),
        caption: "Documents, with the short names used in citations".into(),
        matrix: false,
        head: ["Short name", "Kind", "Title", "Date", "Length"].map(cell).into(),
        rows: (0..view.records.len()).map(row).collect(),
    })
}

/// Places shown for an authority.
const PLACES: usize = 12;

pub fn authorities(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut last = "";
    for authority in &found.authorities {
        let kind = kind_heading(authority.kind);
        if kind != last {
            blocks.push(heading(format!("authorities-{}", kind.to_lowercase()), kind));
            blocks.push(Block::List { items: Vec::new() });
            last = kind;
        }
        let mut item = vec![Inline::strong(authority.normalized.clone()), Inline::text(" — ")];
        let places: Vec<_> = authority.places.iter().collect();
        item.extend(composer.cites(&places, PLACES));
        if let Some(Block::List { items }) = blocks.last_mut() {
            items.push(item);
        }
    }
    section_of("authorities", "Authorities", blocks)
}
