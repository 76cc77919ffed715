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
    blocks.extend(classes(composer, found));
    blocks.extend(affiliations(composer));
    blocks.push(documents(composer));
    section_of("parties", "Parties, dockets, documents", blocks)
}

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn dockets(found: &Analyses<'_>) -> Block {
    let or_dash = |text: Option<&String>| text.cloned().unwrap_or_else(|| "not stated".into());
    let row = |d: &crate::analysis::parties::Docket| {
        let also = |name: &String| match d.aliases.get(name) {
            Some(aliases) => format!("{name} (also {})", aliases.join(", ")),
            None => name.clone(),
        };
        let names = |names: &[String]| match names {
            [] => "not read".into(),
            names => names.iter().map(also).collect::<Vec<_>>().join("; "),
        };
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

/// The classes pleaded, in the pleading's words.
fn classes(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Vec<Block> {
    let classes: Vec<_> = found.dockets.iter().flat_map(|d| &d.classes).collect();
    let items = classes.into_iter().map(|class| {
        let name = class.name.clone().unwrap_or_else(|| "Class".into());
        let mut item = vec![Inline::strong(name), Inline::text(": ")];
        item.push(Inline::Quotation(composer.quotation(&class.members)));
        item.push(Inline::text(" "));
        item.extend(composer.cites(&[&class.members], 1));
        if let Some(period) = &class.period {
            item.push(Inline::text("; period: "));
            item.push(Inline::Quotation(composer.quotation(&period.words)));
            item.push(Inline::text(" "));
            item.extend(composer.cites(&[&period.words], 1));
        }
        if let Some(excluded) = &class.excluded {
            item.push(Inline::text("; excluded: "));
            item.extend(composer.cites(&[excluded], 1));
        }
        item
    });
    let items = items.collect();
    listed("classes", "Classes pleaded", items)
}

/// Which company belongs to which, as court papers state.
fn affiliations(composer: &mut Composer<'_, '_>) -> Vec<Block> {
    let stated = crate::analysis::affiliates::affiliations(composer.view);
    let items = stated.iter().map(|a| {
        let mut item = vec![Inline::text(format!("{}, of {} ", a.child, a.parent))];
        item.extend(composer.cites(&[&a.words], 1));
        item
    });
    listed("affiliates", "Corporate relations, as stated", items.collect())
}

fn listed(id: &str, title: &str, items: Vec<Vec<Inline>>) -> Vec<Block> {
    if items.is_empty() { Vec::new() } else { vec![heading(id, title), Block::List { items }] }
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
