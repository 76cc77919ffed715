//! Tables: rows of data become one block a row, tables that only lay out a page are taken apart.

use super::walk::{Scene, Walk};
use crate::document::{Block, BlockKind};
use crate::extract::draft::cell_of_lines;
use ego_tree::NodeRef;
use scraper::{Node, node::Element};

/// A cell longer than this (bytes) lays out a page.
const LONG_CELL: usize = 3000;

type Row<'a> = Vec<NodeRef<'a, Node>>;

impl Walk<'_> {
    pub fn table(&mut self, node: NodeRef<'_, Node>, scene: Scene, depth: usize) {
        self.flush(scene);
        let rows = rows(node);
        if is_layout(node, &rows) {
            self.children(node, scene, depth);
            return self.flush(scene);
        }
        for caption in node.children().filter(|child| is(*child, "caption")) {
            self.children(caption, scene, depth);
            self.flush(scene);
        }
        let headed = is_headed(node);
        let mut spans: Vec<usize> = Vec::new();
        for row in &rows {
            let cells = self.cells(row, &mut spans, scene, depth);
            let linked = cells.iter().map(|(_, linked)| linked).sum();
            let filled = cells.iter().filter(|(text, _)| !text.trim().is_empty()).count();
            // Bullets and pictures beside a text are laid out as cells.
            let kind = if filled == 1 && !headed { BlockKind::Paragraph } else { BlockKind::TableRow };
            let text = cells.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\t");
            if filled > 0 {
                self.push(Block::new(kind, text), linked, scene);
            }
        }
    }

    /// The texts of a row's cells; cells that reach down from rows above stay empty.
    fn cells(
        &mut self,
        row: &Row<'_>,
        spans: &mut Vec<usize>,
        scene: Scene,
        depth: usize,
    ) -> Vec<(String, usize)> {
        let mut texts: Vec<(String, usize)> = Vec::new();
        let reached = |spans: &mut Vec<usize>, column: usize| {
            spans.get_mut(column).filter(|rows| **rows > 0).map(|rows| *rows -= 1).is_some()
        };
        for cell in row {
            while texts.len() < 200 && reached(spans, texts.len()) {
                texts.push(Default::default());
            }
            let rows_down = cell.value().as_element().map_or(1, |element| span(element, "rowspan"));
            if rows_down > 1 {
                spans.resize(spans.len().max(texts.len() + 1), 0);
                spans[texts.len()] = rows_down - 1;
            }
            texts.push(self.cell(*cell, scene, depth));
        }
        texts
    }

    fn cell(&mut self, cell: NodeRef<'_, Node>, scene: Scene, depth: usize) -> (String, usize) {
        let outside = std::mem::take(&mut self.pieces);
        self.children(cell, scene, depth);
        self.flush(scene);
        let inside = std::mem::replace(&mut self.pieces, outside);
        let linked = inside.iter().map(|piece| piece.linked).sum();
        let texts = inside.into_iter().map(|piece| {
            let text = piece.block.text;
            piece.block.number.map_or(text.clone(), |number| format!("{number} {text}"))
        });
        (cell_of_lines(texts), linked)
    }
}

fn is(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

fn span(element: &Element, name: &str) -> usize {
    element.attr(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, 1000)
}

fn rows<'a>(table: NodeRef<'a, Node>) -> Vec<Row<'a>> {
    let groups = table.children().flat_map(|child| {
        let nested: Vec<_> = if is(child, "tr") {
            vec![child]
        } else {
            child.children().filter(|row| is(*row, "tr")).collect()
        };
        nested
    });
    groups.map(|row| row.children().filter(|cell| is(*cell, "td") || is(*cell, "th")).collect()).collect()
}

fn is_headed(table: NodeRef<'_, Node>) -> bool {
    table.descendants().any(|node| is(node, "th"))
}

fn is_layout(table: NodeRef<'_, Node>, rows: &[Row<'_>]) -> bool {
    let role = table.value().as_element().and_then(|element| element.attr("role"));
    let headed = is_headed(table);
    let nested = table.descendants().skip(1).any(|node| is(node, "table"));
    let narrow = rows.iter().all(|row| row.len() < 2);
    let long = || rows.iter().flatten().any(|cell| cell_length(*cell) > LONG_CELL);
    matches!(role, Some("presentation" | "none")) || nested || narrow || !headed && (rows.len() < 2 || long())
}

fn cell_length(cell: NodeRef<'_, Node>) -> usize {
    cell.descendants().filter_map(|node| node.value().as_text()).map(|text| text.text.len()).sum()
}
