//! The text of a document part: paragraphs, tables, text boxes, notes, tracked changes.

use super::numbering::{self, Numbering, Shown};
use super::styles::{Styles, is_on};
use crate::document::{Block, BlockKind};
use crate::extract::draft::cell_of_lines;
use crate::extract::xml::{Child, Element};
use std::collections::HashMap;

/// What was met and is not in the text.
#[derive(Default)]
pub struct LeftOut {
    pub insertions: usize,
    pub deletions: usize,
    pub deleted_words: usize,
    pub hidden_words: usize,
}

/// Text of the notes by kind (`footnote`, `endnote`) and identifier.
pub type Notes = HashMap<(&'static str, String), String>;

/// Walks a part. Recursion is bounded by the depth of the XML tree.
pub struct Walk<'a> {
    pub styles: &'a Styles,
    pub numbering: Numbering,
    pub notes: Notes,
    pub note_formats: HashMap<&'static str, String>,
    pub left_out: LeftOut,
    /// Relationship identifiers of embedded files in other formats, with the place they stand.
    pub chunks: Vec<(usize, String)>,
    /// Page, where the word processor noted the page breaks it last laid out.
    pub page: Option<u32>,
    pub blocks: Vec<Block>,
    counts: HashMap<&'static str, u64>,
    /// A paragraph whose end mark was deleted runs into the next.
    carried: Option<Line<'a>>,
}

/// The running text of one paragraph, with what hangs on it.
#[derive(Default)]
struct Line<'a> {
    text: String,
    boxes: Vec<Element<'a>>,
    notes: Vec<Block>,
    page: Option<u32>,
}

impl<'a> Walk<'a> {
    pub fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            notes: Notes::new(),
            note_formats: HashMap::from([
                ("footnote", "decimal".to_owned()),
                ("endnote", "lowerRoman".to_owned()),
            ]),
            left_out: LeftOut::default(),
            chunks: Vec::new(),
            page: None,
            blocks: Vec::new(),
            counts: HashMap::new(),
            carried: None,
        }
    }

    /// All blocks below an element, in order.
    pub fn blocks(&mut self, parent: Element<'a>) {
        for element in parent.elements() {
            match element.name() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "del" | "moveFrom" => self.deleted(element),
                "ins" | "moveTo" => {
                    self.left_out.insertions += 1;
                    self.blocks(element);
                }
                "AlternateContent" => {
                    if let Some(choice) = chosen(element) {
                        self.blocks(choice);
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "smartTag" | "body" => self.blocks(element),
                "altChunk" => {
                    if let Some(id) = element.attribute("id") {
                        self.chunks.push((self.blocks.len(), id.to_owned()));
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: Element<'a>) {
        let properties = element.child("pPr");
        let mut line = self.carried.take().unwrap_or_default();
        self.inline(element, &mut line);
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some()) {
            self.carried = Some(line);
            return;
        }
        let style = properties.and_then(|p| p.child("pStyle")).and_then(|s| s.attribute("val"));
        let mut block =
            Block { page: line.page.or(self.page), ..Block::new(BlockKind::Paragraph, line.text) };
        if !block.text.trim().is_empty() {
            let shown = self.number(properties, style);
            block.kind = self.kind(properties, style, shown.as_ref());
            block.number = shown.and_then(|shown| shown.label);
        }
        self.blocks.push(block);
        self.blocks.append(&mut line.notes);
        for content in line.boxes {
            self.blocks(content);
        }
    }

    fn number(&mut self, properties: Option<Element<'a>>, style: Option<&str>) -> Option<Shown> {
        let own = properties.and_then(|p| p.child("numPr"));
        let value = |name: &str| own.and_then(|n| n.child(name)).and_then(|e| e.attribute("val"));
        let inherited = self.styles.numbering(style);
        let list = match value("numId").and_then(|id| id.parse().ok()) {
            Some(list) => list,
            None => inherited?.0,
        };
        let level = value("ilvl")
            .and_then(|level| level.parse().ok())
            .or_else(|| style.and_then(|style| self.numbering.level_of_style(list, style)))
            .or_else(|| inherited.and_then(|(_, level)| level))
            .unwrap_or(0);
        self.numbering.next(list, level)
    }

    /// A paragraph that its first list level numbers is a paragraph with a number, as in
    /// pleadings; bullets and inner levels are list items.
    fn kind(&self, properties: Option<Element<'a>>, style: Option<&str>, shown: Option<&Shown>) -> BlockKind {
        let outline = properties.and_then(|p| p.child("outlineLvl")).and_then(|e| e.attribute("val"));
        let own = outline.and_then(|level| level.parse::<u8>().ok());
        let heading = match own {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => self.styles.heading(style),
        };
        match (heading, shown) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(shown)) if shown.bullet || shown.level > 0 => {
                BlockKind::ListItem(u8::try_from(shown.level).unwrap_or(0))
            }
            _ if self.styles.is_quote(style) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }

    fn inline(&mut self, parent: Element<'a>, line: &mut Line<'a>) {
        for element in parent.elements() {
            match element.name() {
                "r" => self.run(element, line),
                "del" | "moveFrom" => self.deleted(element),
                "ins" | "moveTo" => {
                    self.left_out.insertions += 1;
                    self.inline(element, line);
                }
                "AlternateContent" => {
                    if let Some(choice) = chosen(element) {
                        self.inline(choice, line);
                    }
                }
                "tbl" => line.boxes.push(parent),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" => {}
                "oMath" | "oMathPara" => line.text.push_str(&texts(element)),
                _ => self.inline(element, line),
            }
        }
    }

    fn run(&mut self, run: Element<'a>, line: &mut Line<'a>) {
        let properties = run.child("rPr");
        let style = properties.and_then(|p| p.child("rStyle")).and_then(|s| s.attribute("val"));
        let hidden = match properties.and_then(|properties| properties.child("vanish")) {
            Some(switch) => is_on(switch),
            None => style.is_some_and(|style| self.styles.is_hidden(style)),
        };
        if hidden {
            self.left_out.hidden_words += words(&texts(run));
            return;
        }
        for element in run.elements() {
            self.piece(element, line);
        }
    }

    fn piece(&mut self, element: Element<'a>, line: &mut Line<'a>) {
        match element.name() {
            "t" => {
                line.page = line.page.or(self.page);
                line.text.push_str(&element.text());
            }
            "tab" | "ptab" | "br" | "cr" => line.text.push('\t'),
            "noBreakHyphen" => line.text.push('\u{2011}'),
            "sym" => line.text.extend(symbol(element)),
            "lastRenderedPageBreak" => self.page = self.page.map(|page| page + 1),
            "footnoteReference" => self.note("footnote", element, line),
            "endnoteReference" => self.note("endnote", element, line),
            "ruby" => {
                if let Some(base) = element.child("rubyBase") {
                    self.inline(base, line);
                }
            }
            "drawing" | "pict" | "object" | "AlternateContent" => text_boxes(element, &mut line.boxes),
            _ => {}
        }
    }

    fn note(&mut self, kind: &'static str, element: Element<'a>, line: &mut Line<'a>) {
        let count = self.counts.entry(kind).or_insert(0);
        *count += 1;
        let format = self.note_formats.get(kind).map_or("decimal", String::as_str);
        let mark = numbering::mark(format, *count);
        let id = element.attribute("id").unwrap_or_default().to_owned();
        if let Some(text) = self.notes.get(&(kind, id)) {
            line.notes
                .push(Block { page: self.page, ..Block::new(BlockKind::Footnote(mark), text.as_str()) });
        }
    }

    fn deleted(&mut self, element: Element<'a>) {
        let words = words(&texts(element));
        if words > 0 {
            self.left_out.deletions += 1;
            self.left_out.deleted_words += words;
        }
    }

    fn table(&mut self, table: Element<'a>) {
        for row in descend(table, "tr") {
            if row.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
                self.deleted(row);
                continue;
            }
            let cells: Vec<Vec<Block>> = descend(row, "tc").into_iter().map(|cell| self.cell(cell)).collect();
            self.row(cells);
        }
    }

    /// The blocks of a cell, apart from the others.
    fn cell(&mut self, cell: Element<'a>) -> Vec<Block> {
        let outside = std::mem::take(&mut self.blocks);
        self.blocks(cell);
        let mut inside = std::mem::replace(&mut self.blocks, outside);
        inside.retain(|block| !block.text.trim().is_empty() || block.number.is_some());
        inside
    }

    /// A row of short cells is one block. Captions and forms are laid out with tables too: a row
    /// with a cell of many paragraphs is taken apart.
    fn row(&mut self, cells: Vec<Vec<Block>>) {
        let layout = |cell: &Vec<Block>| {
            cell.len() > 3
                || cell.iter().any(|b| matches!(b.kind, BlockKind::TableRow | BlockKind::Heading(_)))
        };
        if cells.len() == 1 || cells.iter().any(layout) {
            self.blocks.extend(cells.into_iter().flatten());
            return;
        }
        let page = cells.iter().flatten().find_map(|block| block.page);
        let mut notes = Vec::new();
        let texts: Vec<String> = cells.into_iter().map(|cell| cell_text(cell, &mut notes)).collect();
        self.blocks.push(Block { page, ..Block::new(BlockKind::TableRow, texts.join("\t")) });
        self.blocks.append(&mut notes);
    }
}

fn cell_text(cell: Vec<Block>, notes: &mut Vec<Block>) -> String {
    let mut texts = Vec::new();
    for block in cell {
        if matches!(block.kind, BlockKind::Footnote(_)) {
            notes.push(block);
            continue;
        }
        let text = block.text;
        texts.push(block.number.map_or(text.clone(), |number| format!("{number} {text}")));
    }
    cell_of_lines(texts)
}

/// Elements of a name below one, not inside each other; content controls may stand between.
fn descend<'a>(parent: Element<'a>, name: &str) -> Vec<Element<'a>> {
    let mut found = Vec::new();
    for element in parent.elements() {
        match element.name() {
            n if n == name => found.push(element),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => found.extend(descend(element, name)),
            _ => {}
        }
    }
    found
}

/// Of the alternatives that a writer gives, the first; the others say the same in older forms.
fn chosen(element: Element<'_>) -> Option<Element<'_>> {
    element.child("Choice").or_else(|| element.child("Fallback"))
}

fn text_boxes<'a>(element: Element<'a>, found: &mut Vec<Element<'a>>) {
    let element = if element.name() == "AlternateContent" { chosen(element) } else { Some(element) };
    for child in element.into_iter().flat_map(Element::elements) {
        if child.name() == "txbxContent" {
            found.push(child);
        } else {
            text_boxes(child, found);
        }
    }
}

/// Symbol fonts keep their signs in the private area.
fn symbol(element: Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    match code {
        0xF0FC => Some('✓'),
        0xF06F | 0xF0A8 => Some('☐'),
        0xF078 | 0xF0FE => Some('☒'),
        0xF0B7 | 0xF0A7 | 0xF0D8 | 0xF06E => Some('•'),
        0xE000..=0xF8FF => Some('\u{fffd}'),
        _ => char::from_u32(code),
    }
}

/// The text of all `t` and `delText` below, for counting and for formulas.
fn texts(element: Element<'_>) -> String {
    let parts = element.descendants().filter(|e| matches!(e.name(), "t" | "delText"));
    parts
        .flat_map(Element::children)
        .map(|child| if let Child::Text(text) = child { text } else { "" })
        .collect()
}

pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
