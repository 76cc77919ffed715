//! OpenDocument texts (OASIS OpenDocument 1.3).

mod styles;
#[cfg(test)]
mod tests;

use super::draft::{self, Draft, fold};
use super::package::Package;
use super::xml::{Child, Element, Tree};
use super::{ExtractError, Limits};
use crate::document::{Block, BlockKind};
use std::collections::HashMap;
use styles::{Level, Styles};

pub const NAME: &str = "odt";
pub const VERSION: &str = "2";

/// Reads a text document. Text is the final one; tracked deletions and comments are counted in
/// warnings. Pages are those noted when the document was last laid out.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let mut package = Package::open(bytes, "ODT", limits)?;
    let manifest = package.part("META-INF/manifest.xml").unwrap_or_default();
    if Tree::parse(&manifest).root().descendants().any(|e| e.name() == "encryption-data") {
        return Err(ExtractError::Encrypted);
    }
    let content = Tree::parse(&package.required("content.xml")?);
    let sheet = Tree::parse(&package.part("styles.xml").unwrap_or_default());
    let mut styles = Styles::default();
    styles.read(&sheet);
    styles.read(&content);
    let mut draft = Draft::new(NAME, VERSION, limits);
    let mut walk = Walk::new(&styles);
    if let Some(body) = content.root().descendants().find(|e| e.name() == "body") {
        walk.page = body.descendants().any(|e| e.name() == "soft-page-break").then_some(1);
        body.elements().for_each(|text| walk.blocks(text));
    }
    report(&mut draft, &content, &sheet, &walk);
    walk.blocks.into_iter().for_each(|block| draft.push(block));
    metadata(&mut draft, &Tree::parse(&package.part("meta.xml").unwrap_or_default()));
    Ok(draft)
}

fn report(draft: &mut Draft, content: &Tree, sheet: &Tree, walk: &Walk<'_>) {
    if let Some(damage) = &content.damage {
        draft.partial(format!("part `content.xml` is damaged: {damage}"));
    }
    let count = |name: &str| content.root().descendants().filter(|e| e.name() == name).count();
    let (insertions, deletions) = (count("insertion"), count("deletion"));
    if insertions + deletions > 0 {
        draft.warn(format!("tracked changes: the final text is read; it has {insertions} insertions, {deletions} deletions are left out"));
    }
    let margins = sheet.root().descendants().filter(|e| matches!(e.name(), "header" | "footer"));
    let words: usize = margins
        .map(|e| e.text().split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count())
        .sum();
    for (count, what) in [
        (walk.comments, "comments are left out"),
        (walk.hidden_words, "words of hidden text are left out"),
        (words, "words of page headers and footers are left out"),
    ] {
        if count > 0 {
            draft.warn(format!("{count} {what}"));
        }
    }
}

fn metadata(draft: &mut Draft, meta: &Tree) {
    let value = |name: &str| {
        let found = meta.root().descendants().find(|e| e.name() == name).map(|e| fold(&e.text()));
        found.filter(|text| !text.is_empty())
    };
    draft.metadata.title = value("title");
    draft.metadata.author = value("initial-creator").or_else(|| value("creator"));
    draft.metadata.language = value("language");
    for (name, label) in [("creation-date", "Created"), ("date", "Modified")] {
        if let Some(value) = value(name) {
            draft.metadata.headers.push((label.to_owned(), value));
        }
    }
}

/// Where in which list a paragraph stands.
#[derive(Clone, Default)]
struct Place {
    style: Option<String>,
    /// Identity of the list's counters.
    list: String,
    /// Depth from 1; 0 outside of lists.
    depth: usize,
}

struct Walk<'a> {
    styles: &'a Styles,
    blocks: Vec<Block>,
    /// Counters of each list, one a level.
    counters: HashMap<String, Vec<u64>>,
    lists: usize,
    last_list: Option<(Option<String>, String)>,
    /// An item that has begun and has no text yet.
    item: Option<(u8, Option<String>)>,
    notes: Vec<Block>,
    boxes: Vec<Element<'a>>,
    page: Option<u32>,
    comments: usize,
    hidden_words: usize,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            blocks: Vec::new(),
            counters: HashMap::new(),
            lists: 0,
            last_list: None,
            item: None,
            notes: Vec::new(),
            boxes: Vec::new(),
            page: None,
            comments: 0,
            hidden_words: 0,
        }
    }

    fn blocks(&mut self, parent: Element<'a>) {
        self.blocks_in(parent, &Place::default());
    }

    fn blocks_in(&mut self, parent: Element<'a>, place: &Place) {
        for element in parent.elements() {
            match element.name() {
                "p" => self.paragraph(element, place),
                "h" => self.heading(element),
                "list" => self.list(element, place),
                "table" => self.table(element),
                "soft-page-break" => self.turn_page(),
                "section" if element.attribute("display") == Some("none") => {
                    self.hidden_words += element.text().split_whitespace().count();
                }
                "tracked-changes" | "sequence-decls" | "forms" | "variable-decls" | "user-field-decls" => {}
                "table-of-content" | "illustration-index" | "table-index" | "bibliography"
                | "alphabetical-index" | "user-index" | "index-body" | "index-title" | "section"
                | "numbered-paragraph" | "text" | "frame" | "text-box" | "g" | "a" => {
                    self.blocks_in(element, place);
                }
                _ => {}
            }
        }
    }

    fn turn_page(&mut self) {
        self.page = self.page.map(|page| page + 1);
    }

    fn paragraph(&mut self, element: Element<'a>, place: &Place) {
        let style = element.attribute("style-name").unwrap_or_default();
        let kind = if self.styles.descends_from(style, &["Quotations", "Quote", "Block Text"]) {
            BlockKind::Quote
        } else if self.styles.descends_from(style, &["Title"]) {
            BlockKind::Heading(1)
        } else if self.styles.descends_from(style, &["Preformatted Text"]) {
            BlockKind::Preformatted
        } else {
            BlockKind::Paragraph
        };
        let page = self.page;
        let text = self.text(element);
        let block = match self.item.take_if(|_| !text.trim().is_empty()) {
            Some((depth, number)) if place.depth > 1 || number.is_none() => {
                Block { number, ..Block::new(BlockKind::ListItem(depth), text) }
            }
            Some((_, number)) => Block { number, ..Block::new(kind, text) },
            None => Block::new(kind, text),
        };
        self.push(Block { page, ..block });
    }

    /// A block, then the notes and boxes that hang on it.
    fn push(&mut self, block: Block) {
        self.blocks.push(block);
        self.blocks.append(&mut self.notes);
        for content in std::mem::take(&mut self.boxes) {
            self.blocks(content);
        }
    }

    fn heading(&mut self, element: Element<'a>) {
        let level: usize =
            element.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1).clamp(1, 10);
        let page = self.page;
        let text = self.text(element);
        let own = self.item.take().and_then(|(_, number)| number);
        let number = if text.trim().is_empty() || element.attribute("is-list-header") == Some("true") {
            None
        } else {
            let styles = self.styles;
            let counted = self.count("outline", level - 1, styles.outline(level - 1), None, &|index| {
                styles.outline(index).cloned()
            });
            own.or(counted)
        };
        let kind = BlockKind::Heading(u8::try_from(level).unwrap_or(1));
        self.push(Block { number, page, ..Block::new(kind, text) });
    }

    fn list(&mut self, element: Element<'a>, outer: &Place) {
        let own_style = element.attribute("style-name").map(str::to_owned);
        let style = own_style.clone().or_else(|| outer.style.clone());
        let list =
            if outer.depth > 0 { outer.list.clone() } else { self.identity(element, own_style.as_ref()) };
        let place = Place { style, list, depth: outer.depth + 1 };
        for item in element.elements() {
            match item.name() {
                "list-item" => {
                    let number = self.number(item, &place);
                    self.item = Some((u8::try_from(place.depth - 1).unwrap_or(u8::MAX), number));
                    self.blocks_in(item, &place);
                    self.item = None;
                }
                "list-header" => self.blocks_in(item, &place),
                "soft-page-break" => self.turn_page(),
                _ => {}
            }
        }
    }

    /// Which counters a list goes on with: its own, or those of the list that it continues.
    fn identity(&mut self, element: Element<'a>, style: Option<&String>) -> String {
        let id = element.attribute("id").map(str::to_owned);
        let continued = element.attribute("continue-list").map(str::to_owned);
        let goes_on = element.attribute("continue-numbering") == Some("true");
        let same = self
            .last_list
            .clone()
            .filter(|(last, _)| goes_on && last.as_ref() == style)
            .map(|(_, list)| list);
        self.lists += 1;
        let list = continued.or(same).or(id).unwrap_or_else(|| format!("#{}", self.lists));
        self.last_list = Some((style.cloned(), list.clone()));
        list
    }

    fn number(&mut self, item: Element<'a>, place: &Place) -> Option<String> {
        // An item that only holds an inner list shows no number of its own.
        if item.elements().all(|child| child.name() == "list") {
            return None;
        }
        let styles = self.styles;
        let style = place.style.as_deref()?;
        let start = item.attribute("start-value").and_then(|start| start.parse().ok());
        let level = styles.level(style, place.depth - 1);
        self.count(&place.list, place.depth - 1, level, start, &|index| styles.level(style, index).cloned())
    }

    fn count(
        &mut self,
        list: &str,
        level: usize,
        style: Option<&Level>,
        start: Option<u64>,
        levels: &dyn Fn(usize) -> Option<Level>,
    ) -> Option<String> {
        let counters = self.counters.entry(list.to_owned()).or_default();
        counters.truncate(level + 1);
        let first = start.unwrap_or_else(|| style.map_or(1, |style| style.start));
        if counters.len() == level + 1 {
            counters[level] = start.unwrap_or_else(|| counters[level].saturating_add(1));
        } else {
            counters.resize(level, 1);
            counters.push(first);
        }
        style?.label(counters, levels)
    }

    fn table(&mut self, table: Element<'a>) {
        for element in table.elements() {
            match element.name() {
                "table-row" => self.row(element),
                "table-header-rows" | "table-rows" | "table-row-group" => self.table(element),
                "soft-page-break" => self.turn_page(),
                _ => {}
            }
        }
    }

    fn row(&mut self, row: Element<'a>) {
        let page = self.page;
        let outside = std::mem::take(&mut self.blocks);
        let mut cells = Vec::new();
        let mut notes = Vec::new();
        let mut many = false;
        for cell in row.elements().filter(|e| e.name() == "table-cell") {
            self.blocks(cell);
            let blocks = std::mem::take(&mut self.blocks);
            many |= blocks.iter().filter(|block| !block.text.trim().is_empty()).count() > 3;
            cells.push(blocks);
        }
        self.blocks = outside;
        if many || cells.len() == 1 {
            return self.blocks.extend(cells.into_iter().flatten());
        }
        let mut texts = Vec::new();
        for cell in cells {
            let (marks, shown): (Vec<_>, Vec<_>) =
                cell.into_iter().partition(|b| matches!(b.kind, BlockKind::Footnote(_)));
            notes.extend(marks);
            let shown =
                shown.into_iter().map(|b| b.number.into_iter().chain([b.text]).collect::<Vec<_>>().join(" "));
            texts.push(draft::cell_of_lines(shown));
        }
        self.blocks.push(Block { page, ..Block::new(BlockKind::TableRow, texts.join("\t")) });
        self.blocks.append(&mut notes);
    }

    fn text(&mut self, element: Element<'a>) -> String {
        let mut text = String::new();
        self.inline(element, &mut text);
        text
    }

    fn inline(&mut self, parent: Element<'a>, text: &mut String) {
        for child in parent.children() {
            match child {
                Child::Text(piece) => text.push_str(piece),
                Child::Element(element) => self.piece(element, text),
            }
        }
    }

    fn piece(&mut self, element: Element<'a>, text: &mut String) {
        match element.name() {
            "s" | "tab" => text.push(' '),
            "line-break" => text.push('\n'),
            "soft-page-break" => self.turn_page(),
            "note" => self.note(element),
            "annotation" => self.comments += 1,
            "hidden-text" | "hidden-paragraph" => {
                self.hidden_words += element.text().split_whitespace().count();
            }
            "frame" | "custom-shape" | "rect" | "g" => self.boxes.push(element),
            "annotation-end" | "bookmark" | "ruby-text" | "tracked-changes" | "desc" | "title" | "script" => {
            }
            _ => self.inline(element, text),
        }
    }

    fn note(&mut self, element: Element<'a>) {
        let mark = element.child("note-citation").map(|e| fold(&e.text())).unwrap_or_default();
        let outside = std::mem::take(&mut self.blocks);
        let outer_notes = std::mem::take(&mut self.notes);
        if let Some(body) = element.child("note-body") {
            self.blocks(body);
        }
        let inside = std::mem::replace(&mut self.blocks, outside);
        self.notes = outer_notes;
        let text = inside.iter().map(|block| fold(&block.text)).collect::<Vec<_>>().join(" ");
        self.notes.push(Block { page: self.page, ..Block::new(BlockKind::Footnote(mark), text) });
    }
}
