//! Who said what: the matrices, and beneath each the list that its counts open.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording;
use super::{Analyses, anchor, heading, section_of};
use crate::analysis::best;
use crate::analysis::matrix::{Cell, Matrix, Row, Voice};

/// Places listed for a cell.
const PLACES: usize = 12;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for (title, id, matrix) in
        [("Practices", "practices", &found.practices), ("Data categories", "data", &found.data)]
    {
        if matrix.rows.is_empty() {
            continue;
        }
        blocks.push(heading(id, title));
        blocks.push(table(id, title, matrix));
        for row in &matrix.rows {
            listed(composer, row, &mut blocks);
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
            "{title} by speaker and mode. A count opens its list; “n not” counts statements that it is not done."
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
        content.push(Inline::text(format!(" ({} not)", cell.negated())));
    }
    content
}

fn cell_anchor(row: &Row<'_>, voice: Voice) -> String {
    anchor("said", &format!("{}-{}-{}", row.concept, voice.speaker.name(), voice.mode.name()))
}

/// One table a concept: voice, best words, places.
fn listed(composer: &mut Composer<'_, '_>, row: &Row<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(anchor("said", &row.concept), &row.name));
    for cell in &row.cells {
        let Some(first) = best(cell.evidence.clone(), 1).into_iter().next() else { continue };
        let mut entry = composer.entry(first);
        let others: Vec<_> = cell.evidence.iter().copied().filter(|e| e.quote != first.quote).collect();
        if !others.is_empty() {
            let mut also = vec![Inline::text("Also: ")];
            also.extend(composer.cites_of(&others, PLACES));
            entry.notes.push(also);
        }
        entry.lead.insert(0, Inline::Anchor { id: cell_anchor(row, cell.voice) });
        blocks.push(Block::Entry(entry));
    }
}
