//! Who said what: the matrices, and beneath each the list that its counts open.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording;
use super::{Analyses, anchor, heading, section_of};
use crate::analysis::matrix::{Cell, Matrix, Row, Voice};
use crate::analysis::{Evidence, best};
use std::collections::BTreeMap;

/// Places listed for a cell; fewer the larger the matter is, so that a brief stays one.
fn places(composer: &Composer<'_, '_>) -> usize {
    match composer.view.records.len() {
        0..=60 => 12,
        61..=200 => 6,
        201..=500 => 4,
        _ => 2,
    }
}

/// The first place of each document before the second of any, so that a short list names them all; of
/// those listed each document's together.
fn spread<'e>(evidence: Vec<&'e Evidence<'e>>, listed: usize) -> Vec<&'e Evidence<'e>> {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    for (index, e) in evidence.iter().enumerate() {
        let nth = times.entry(e.quote.record).or_default();
        *nth += 1;
        ranked.push((*nth, index));
        if times.len() >= listed {
            break;
        }
    }
    ranked.sort_unstable();
    ranked.truncate(listed);
    let mut first: Vec<usize> = ranked.into_iter().map(|(_, index)| index).collect();
    first.sort_unstable();
    let head: Vec<&Evidence<'_>> = first.iter().map(|&index| evidence[index]).collect();
    let rest = evidence.into_iter().enumerate().filter(|(index, _)| first.binary_search(index).is_err());
    let rest: Vec<&Evidence<'_>> = rest.map(|(_, e)| e).collect();
    head.into_iter().chain(rest).collect()
}

/// The anchor at which each sentence is quoted, so that none is quoted twice.
type Shown = BTreeMap<(usize, usize), String>;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut shown = Shown::new();
    for (title, id, matrix) in
        [("Practices", "practices", &found.practices), ("Data categories", "data", &found.data)]
    {
        if matrix.rows.is_empty() {
            continue;
        }
        blocks.push(heading(id, title));
        blocks.push(table(id, title, matrix));
        for row in &matrix.rows {
            listed(composer, row, &mut shown, &mut blocks);
        }
    }
    section_of("voices", "Who said what", blocks)
}

fn table(id: &str, title: &str, matrix: &Matrix<'_>) -> Block {
    let head = |voice: &Voice| {
        vec![
            Inline::text(wording::speaker(voice.speaker)),
            Inline::LineBreak,
            Inline::Mode { mode: voice.mode },
        ]
    };
    let mut columns = vec![vec![Inline::text(title)]];
    columns.extend(matrix.columns.iter().map(head));
    Block::Table(Table {
        id: format!("{id}-matrix"),
        caption: format!(
            "{title} by speaker and mode. A count opens its list; in brackets, how many say that it is not done."
        ),
        matrix: true,
        head: columns,
        rows: matrix.rows.iter().map(|row| table_row(matrix, row)).collect(),
    })
}

fn table_row(matrix: &Matrix<'_>, row: &Row<'_>) -> Vec<Vec<Inline>> {
    let mut cells = vec![vec![Inline::link(anchor("said", &row.concept), &row.name)]];
    for voice in &matrix.columns {
        let cell = row.cells.iter().find(|c| c.voice == *voice);
        cells.push(cell.map(|c| count(row, c)).unwrap_or_default());
    }
    cells
}

fn count(row: &Row<'_>, cell: &Cell<'_>) -> Vec<Inline> {
    let mut content = vec![Inline::link(cell_anchor(row, cell.voice), cell.evidence.len().to_string())];
    if cell.negated() > 0 {
        content.push(Inline::text(format!(" ({})", cell.negated())));
    }
    content
}

fn cell_anchor(row: &Row<'_>, voice: Voice) -> String {
    anchor("said", &format!("{}-{}-{}", row.concept, voice.speaker.name(), voice.mode.name()))
}

/// One list a concept: each voice with its best words that are not quoted yet, and its places.
fn listed(composer: &mut Composer<'_, '_>, row: &Row<'_>, shown: &mut Shown, blocks: &mut Vec<Block>) {
    blocks.push(heading(anchor("said", &row.concept), &row.name));
    for cell in &row.cells {
        let key = |e: &Evidence<'_>| (e.quote.record, e.quote.start);
        let fresh = cell.evidence.iter().copied().filter(|e| !shown.contains_key(&key(e))).collect();
        let id = cell_anchor(row, cell.voice);
        match best(fresh, 1).into_iter().next() {
            Some(first) => {
                shown.insert(key(first), id.clone());
                blocks.push(quoted(composer, cell, first, id));
            }
            None => blocks.push(cited(composer, cell, shown, id)),
        }
    }
}

fn quoted(composer: &mut Composer<'_, '_>, cell: &Cell<'_>, first: &Evidence<'_>, id: String) -> Block {
    let mut entry = composer.entry(first);
    let others: Vec<_> = cell.evidence.iter().copied().filter(|e| e.quote != first.quote).collect();
    if !others.is_empty() {
        let listed = places(composer);
        let mut also = vec![Inline::text("Also: ")];
        also.extend(composer.cites_of(&spread(others, listed), listed));
        also.push(Inline::text("."));
        entry.notes.push(also);
    }
    entry.lead.insert(0, Inline::Anchor { id });
    Block::Entry(entry)
}

/// Where all its sentences are quoted above already, a cell has its places alone.
fn cited(composer: &mut Composer<'_, '_>, cell: &Cell<'_>, shown: &Shown, id: String) -> Block {
    let mut line = vec![Inline::Anchor { id }, Inline::Mode { mode: cell.voice.mode }];
    line.push(Inline::text(format!(" by {}: ", wording::speaker(cell.voice.speaker).to_lowercase())));
    line.extend(composer.cites_of(&cell.evidence, places(composer)));
    let above = cell.evidence.iter().find_map(|e| shown.get(&(e.quote.record, e.quote.start)));
    if let Some(above) = above {
        line.extend([Inline::text(" ("), Inline::link(above, "quoted above"), Inline::text(")")]);
    }
    line.push(Inline::text("."));
    Block::Text { content: line }
}
