//! Parties, dockets and documents; the table of authorities.

use super::super::composer::Composer;
use super::super::model::{Block, Emphasis, Inline, Pair, Section, Table};
use super::super::wording::counted;
use super::changes::marked;
use super::{Analyses, heading, section_of, text};
use crate::analysis::authorities::heading as kind_heading;
use crate::analysis::genealogy::{Amendment, Fate};
use crate::analysis::statement_date;
use crate::document::long_date;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    if !found.dockets.is_empty() {
        blocks.push(dockets(found));
    }
    if found.dockets.len() > DOCKETS {
        blocks.push(text(format!("{} cases in all; the first {DOCKETS} are shown.", found.dockets.len())));
    }
    blocks.extend(classes(composer, found));
    blocks.extend(affiliations(composer));
    blocks.push(documents(composer));
    if composer.view.records.len() > DOCUMENTS {
        let all = composer.view.records.len();
        blocks.push(text(format!(
            "{all} documents in all; the first {DOCUMENTS} are shown here, all under Sources."
        )));
    }
    for amendment in &found.amendments {
        genealogy(composer, amendment, &mut blocks);
    }
    section_of("parties", "Parties, dockets, documents", blocks)
}

/// Rows shown; what is left out is counted.
const DOCKETS: usize = 60;
const DOCUMENTS: usize = 150;
const AUTHORITIES: usize = 400;

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn dockets(found: &Analyses<'_>) -> Block {
    let or_dash = |text: Option<&String>| text.cloned().unwrap_or_else(|| "not stated".into());
    let row = |d: &crate::analysis::parties::Docket<'_>| {
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
            cell(d.court.as_deref().map_or_else(|| "not stated".into(), super::court)),
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
        rows: found.dockets.iter().take(DOCKETS).map(row).collect(),
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
    if items.is_empty() {
        Vec::new()
    } else {
        vec![heading(id, title), Block::List { items, columns: false }]
    }
}

fn documents(composer: &Composer<'_, '_>) -> Block {
    let view = composer.view;
    let row = |index: usize| {
        let document = view.document(index);
        let date = statement_date(document).map_or_else(|| "undated".into(), long_date);
        let size = match document.pages.len() {
            0 => counted(document.paragraphs.len(), "para.", "paras."),
            pages => counted(pages, "p.", "pp."),
        };
        let mut name = vec![Inline::link(format!("source-{}", index + 1), view.name(index))];
        if let Some(original) = view.copies[index] {
            name.push(Inline::text(format!(" (copy of {})", view.name(original))));
        }
        let meta = &document.metadata;
        let title = meta.title.as_deref().map(|title| super::document_title(view, title));
        let title = title.or_else(|| meta.publisher.clone()).unwrap_or_default();
        vec![name, cell(meta.kind.name()), cell(title), cell(date), cell(size)]
    };
    Block::Table(Table {
        id: "documents".into(),
        caption: "Documents, with the short names used in citations".into(),
        matrix: false,
        head: ["Short name", "Kind", "Title", "Date", "Length"].map(cell).into(),
        rows: (0..view.records.len().min(DOCUMENTS)).map(row).collect(),
    })
}

/// Changed, new and dropped paragraphs shown of an amendment; all are in the CSV form.
const SHOWN: usize = 30;

fn genealogy(composer: &mut Composer<'_, '_>, amendment: &Amendment<'_>, blocks: &mut Vec<Block>) {
    let (old, new) =
        (composer.view.name(amendment.old).to_owned(), composer.view.name(amendment.new).to_owned());
    blocks.push(heading(
        format!("genealogy-{}-{}", amendment.old + 1, amendment.new + 1),
        format!("{old} to {new}"),
    ));
    let count = |test: fn(&Fate<'_>) -> bool| amendment.paragraphs.iter().filter(|fate| test(fate)).count();
    let line = format!(
        "{} carried over, {} changed, {} new, {} dropped.",
        counted(count(|f| matches!(f, Fate::CarriedOver { .. })), "paragraph", "paragraphs"),
        count(|f| matches!(f, Fate::Changed { .. })),
        count(|f| matches!(f, Fate::New { .. })),
        count(|f| matches!(f, Fate::Dropped { .. })),
    );
    blocks.push(text(line));
    let mut shown = 0;
    for fate in &amendment.paragraphs {
        let block = match fate {
            Fate::CarriedOver { .. } => continue,
            Fate::Changed { old: before, new: after } => Block::Pair(Box::new(Pair {
                id: format!("amended-{}-{}-{}", amendment.old + 1, amendment.new + 1, shown + 1),
                title: "Changed".into(),
                left: marked(composer, &format!("{old}:"), before, Emphasis::Deleted),
                right: marked(composer, &format!("{new}:"), after, Emphasis::Inserted),
                notes: Vec::new(),
            })),
            Fate::New { new: after } => Block::Entry(marked(composer, "New:", after, Emphasis::Inserted)),
            Fate::Dropped { old: before } => {
                Block::Entry(marked(composer, "Dropped:", before, Emphasis::Deleted))
            }
        };
        shown += 1;
        if shown > SHOWN {
            blocks.push(text("Further paragraphs that differ stand in the CSV form."));
            break;
        }
        blocks.push(block);
    }
}

/// Places shown for an authority.
const PLACES: usize = 12;

pub fn authorities(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut last = "";
    if found.authorities.len() > AUTHORITIES {
        let all = found.authorities.len();
        blocks.push(text(format!(
            "{all} authorities in all; the first {AUTHORITIES} are shown, all in the CSV form."
        )));
    }
    for authority in found.authorities.iter().take(AUTHORITIES) {
        let kind = kind_heading(authority.kind);
        if kind != last {
            blocks.push(heading(format!("authorities-{}", kind.to_lowercase()), kind));
            blocks.push(Block::List { items: Vec::new(), columns: false });
            last = kind;
        }
        let mut item = vec![Inline::strong(authority.normalized.clone()), Inline::text(" — ")];
        let places: Vec<_> = authority.places.iter().collect();
        item.extend(composer.cites(&places, PLACES));
        if let Some(Block::List { items, .. }) = blocks.last_mut() {
            items.push(item);
        }
    }
    section_of("authorities", "Authorities", blocks)
}
