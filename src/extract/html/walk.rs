//! From the tree of a page to blocks.

use super::main_text::{Places, is_silent};
use crate::document::{Block, BlockKind};
use crate::extract::numerals;
use ego_tree::NodeRef;
use scraper::{Html, Node, node::Element};

/// Elements below this depth give their text without structure.
const MAX_DEPTH: usize = 200;

/// A block with what is known of its place.
pub struct Piece {
    pub block: Block,
    /// Bytes of its text that are links.
    pub linked: usize,
    pub contained: bool,
    pub furniture: bool,
    pub hidden: bool,
}

/// All blocks of a page in order.
pub fn pieces(page: &Html, places: &Places) -> Vec<Piece> {
    let mut walk = Walk { places, pieces: Vec::new(), text: String::new(), linked: 0, item: None };
    let scene = Scene {
        kind: Kind::Paragraph,
        lists: 0,
        link: false,
        contained: false,
        furniture: false,
        hidden: false,
    };
    if let Some(root) = page.tree.get(page.root_element().id()) {
        walk.element(root, scene, 0);
        walk.flush(scene);
    }
    walk.pieces
}

/// What the elements around say of a text.
#[derive(Clone, Copy)]
pub struct Scene {
    kind: Kind,
    lists: u8,
    link: bool,
    contained: bool,
    furniture: bool,
    hidden: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading(u8),
    Quote,
}

pub struct Walk<'a> {
    places: &'a Places,
    pub pieces: Vec<Piece>,
    text: String,
    linked: usize,
    /// A list item that has begun and has no text yet: its depth and number.
    item: Option<(u8, Option<String>)>,
}

impl Walk<'_> {
    pub fn children(&mut self, node: NodeRef<'_, Node>, scene: Scene, depth: usize) {
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.add(&text.text, scene),
                Node::Element(_) if depth >= MAX_DEPTH => self.flattened(child, scene),
                Node::Element(_) => self.element(child, scene, depth + 1),
                _ => {}
            }
        }
    }

    fn add(&mut self, text: &str, scene: Scene) {
        self.text.push_str(text);
        if scene.link {
            self.linked += text.len();
        }
    }

    fn flattened(&mut self, node: NodeRef<'_, Node>, scene: Scene) {
        let mut silent = 0;
        for edge in node.traverse() {
            let (node, step) = match edge {
                ego_tree::iter::Edge::Open(node) => (node, 1),
                ego_tree::iter::Edge::Close(node) => (node, -1),
            };
            if node.value().as_element().is_some_and(|e| is_silent(e.name())) {
                silent += step;
            }
            if let Some(text) = node.value().as_text().filter(|_| silent == 0 && step == 1) {
                self.add(&text.text, scene);
                self.text.push(' ');
            }
        }
    }

    pub fn element(&mut self, node: NodeRef<'_, Node>, scene: Scene, depth: usize) {
        let Some(element) = node.value().as_element() else { return };
        let name = element.name();
        if is_silent(name) || name == "button" && !is_disclosure(element, scene) {
            return;
        }
        let scene = self.enter(node, element, scene);
        match name {
            "br" => self.line_break(node, scene),
            "hr" => self.flush(scene),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.block(node, Scene { kind: Kind::Heading(level), ..scene }, scene, depth);
            }
            "blockquote" => self.block(node, Scene { kind: Kind::Quote, ..scene }, scene, depth),
            "pre" => self.preformatted(node, scene),
            "ul" | "ol" | "menu" => self.list(node, element, scene, depth),
            "table" => self.table(node, scene, depth),
            "q" => {
                self.text.push('“');
                self.children(node, scene, depth);
                self.text.push('”');
            }
            "sup" if is_note_mark(node) => {}
            "a" => self.children(node, Scene { link: true, ..scene }, depth),
            "img" | "input" | "meta" | "link" => {}
            name if is_block(name) => self.block(node, scene, scene, depth),
            _ => self.children(node, scene, depth),
        }
    }

    fn enter(&self, node: NodeRef<'_, Node>, element: &Element, scene: Scene) -> Scene {
        Scene {
            contained: scene.contained || self.places.is_container(node.id()),
            furniture: scene.furniture || self.places.is_furniture(node.id()),
            hidden: scene.hidden || is_hidden(element),
            ..scene
        }
    }

    /// A block of its own: what stands before it ends, and so does it.
    fn block(&mut self, node: NodeRef<'_, Node>, inner: Scene, outer: Scene, depth: usize) {
        self.flush(outer);
        self.children(node, inner, depth);
        self.flush(inner);
    }

    pub fn flush(&mut self, scene: Scene) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        if text.trim().is_empty() {
            return;
        }
        let item = self.item.take();
        let kind = match (scene.kind, &item) {
            (Kind::Heading(level), _) => BlockKind::Heading(level),
            (_, Some((depth, _))) => BlockKind::ListItem(*depth),
            (Kind::Quote, None) => BlockKind::Quote,
            (Kind::Paragraph, None) => BlockKind::Paragraph,
        };
        let block = Block { number: item.and_then(|(_, number)| number), ..Block::new(kind, text) };
        self.push(block, linked, scene);
    }

    pub fn push(&mut self, block: Block, linked: usize, scene: Scene) {
        let Scene { contained, furniture, hidden, .. } = scene;
        self.pieces.push(Piece { block, linked, contained, furniture, hidden });
    }

    /// One break is a wrapped line unless a sentence has ended or an item begins; two are a new
    /// paragraph.
    fn line_break(&mut self, node: NodeRef<'_, Node>, scene: Scene) {
        let ended = self.text.trim_end().ends_with(['.', '!', '?', ':', ';', '”', '"']);
        let again = node.next_siblings().find(|next| !is_blank(*next)).is_some_and(is_break);
        let before_item =
            next_text(node).is_some_and(|text| text.trim_start().starts_with(['•', '·', '–', '-', '*']));
        if ended || again || before_item {
            self.flush(scene);
        } else {
            self.text.push(' ');
        }
    }

    fn preformatted(&mut self, node: NodeRef<'_, Node>, scene: Scene) {
        self.flush(scene);
        self.flattened_lines(node);
        let text = std::mem::take(&mut self.text);
        // Whole documents are put into one `pre`; their prose is paragraphs like that of a text file.
        if text.split_whitespace().count() > 100 {
            for block in crate::extract::text::paragraphs(&text) {
                self.push(block, 0, scene);
            }
        } else {
            self.push(Block::new(BlockKind::Preformatted, text), 0, scene);
        }
    }

    fn flattened_lines(&mut self, node: NodeRef<'_, Node>) {
        for node in node.descendants() {
            match node.value() {
                Node::Text(text) => self.text.push_str(&text.text),
                Node::Element(element) if element.name() == "br" => self.text.push('\n'),
                _ => {}
            }
        }
    }

    fn list(&mut self, node: NodeRef<'_, Node>, element: &Element, scene: Scene, depth: usize) {
        self.flush(scene);
        let inner = Scene { lists: scene.lists.saturating_add(1), ..scene };
        let mut count = element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1_i64);
        for child in node.children() {
            let Some(item) = child.value().as_element().filter(|e| e.name() == "li") else {
                if child.value().is_element() && depth < MAX_DEPTH {
                    self.element(child, inner, depth + 1);
                }
                continue;
            };
            count = item.attr("value").and_then(|value| value.trim().parse().ok()).unwrap_or(count);
            let number = (element.name() == "ol").then(|| shown_number(element, count)).flatten();
            let scene = self.enter(child, item, inner);
            self.item = Some((scene.lists - 1, number));
            if depth < MAX_DEPTH {
                self.children(child, scene, depth + 1);
            } else {
                self.flattened(child, scene);
            }
            self.flush(scene);
            self.item = None;
            count = count.saturating_add(1);
        }
    }
}

/// The number a browser shows before an item.
fn shown_number(list: &Element, count: i64) -> Option<String> {
    let style = list.attr("style").unwrap_or_default().to_ascii_lowercase();
    let kind = list.attr("type").unwrap_or_default();
    let Ok(number) = u64::try_from(count) else { return Some(format!("{count}.")) };
    let styled = |name: &str| style.contains(name);
    let shown = if style.replace(' ', "").contains("list-style:none")
        || style.replace(' ', "").contains("list-style-type:none")
    {
        return None;
    } else if kind == "a" || styled("lower-alpha") || styled("lower-latin") {
        numerals::letters(number)
    } else if kind == "A" || styled("upper-alpha") || styled("upper-latin") {
        numerals::letters(number).to_uppercase()
    } else if kind == "i" || styled("lower-roman") {
        numerals::roman(number).to_lowercase()
    } else if kind == "I" || styled("upper-roman") {
        numerals::roman(number)
    } else {
        number.to_string()
    };
    Some(format!("{shown}."))
}

/// A button that unfolds a section is its heading.
fn is_disclosure(element: &Element, scene: Scene) -> bool {
    matches!(scene.kind, Kind::Heading(_))
        || element.attr("aria-expanded").is_some()
        || element.attr("aria-controls").is_some()
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    element.attr("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

/// A superscript that links to a note.
fn is_note_mark(node: NodeRef<'_, Node>) -> bool {
    let mut text = String::new();
    let mut link = node.parent().and_then(|p| p.value().as_element()).is_some_and(is_inner_link);
    for node in node.descendants() {
        match node.value() {
            Node::Text(piece) => text.push_str(&piece.text),
            Node::Element(element) => link |= is_inner_link(element),
            _ => {}
        }
    }
    let mark = text.trim().trim_matches(['[', ']']);
    let short =
        mark.len() <= 3 && mark.chars().all(|c| c.is_ascii_digit()) || matches!(mark, "*" | "†" | "‡" | "§");
    link && short && !mark.is_empty()
}

fn is_inner_link(element: &Element) -> bool {
    element.name() == "a" && element.attr("href").is_some_and(|target| target.contains('#'))
}

fn is_blank(node: NodeRef<'_, Node>) -> bool {
    match node.value() {
        Node::Text(text) => text.text.trim().is_empty(),
        Node::Comment(_) => true,
        _ => false,
    }
}

fn is_break(node: NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|e| e.name() == "br")
}

fn next_text(node: NodeRef<'_, Node>) -> Option<String> {
    let next = node.next_siblings().find(|next| !is_blank(*next))?;
    let first = next.descendants().find_map(|node| node.value().as_text().map(|text| text.text.to_string()));
    first.filter(|text| !text.trim().is_empty())
}

pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "div"
            | "p"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "address"
            | "figure"
            | "figcaption"
            | "fieldset"
            | "legend"
            | "form"
            | "dl"
            | "dt"
            | "dd"
            | "details"
            | "summary"
            | "center"
            | "li"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "hgroup"
            | "dialog"
            | "tbody"
            | "thead"
            | "tfoot"
            | "title"
            | "option"
    )
}
