//! Pages nested so deeply that building their tree would take for ever: tags are only stripped.

use crate::document::{Block, BlockKind};

/// Open elements at which a page is no longer built as a tree.
const MAX_OPEN: usize = 2000;

/// Elements that people close; the others (`p`, `li`, `td`, `br` …) end by themselves.
fn counts(name: &str) -> bool {
    !matches!(
        name,
        "p" | "li"
            | "td"
            | "th"
            | "tr"
            | "br"
            | "hr"
            | "img"
            | "meta"
            | "link"
            | "input"
            | "dt"
            | "dd"
            | "option"
            | "col"
            | "area"
            | "base"
            | "wbr"
            | "source"
            | "track"
            | "embed"
            | "param"
            | "tbody"
            | "thead"
            | "tfoot"
            | "colgroup"
            | "font"
    )
}

/// Counts elements that are open at once.
pub fn is_too_deep(text: &str) -> bool {
    let mut open = 0usize;
    for tag in tags(text) {
        let name = tag.name();
        if tag.closes() {
            open = open.saturating_sub(usize::from(counts(&name)));
        } else if counts(&name) && !tag.inner.ends_with('/') {
            open += 1;
        }
        if open > MAX_OPEN {
            return true;
        }
    }
    false
}

struct Tag<'a> {
    /// Where the tag begins and where the text after it begins.
    start: usize,
    end: usize,
    inner: &'a str,
}

impl Tag<'_> {
    fn name(&self) -> String {
        let name = self.inner.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        name[..end].to_ascii_lowercase()
    }

    fn closes(&self) -> bool {
        self.inner.starts_with('/')
    }
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('<')?;
            let inner = &text[start + 1..];
            if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                at = start + 1;
                continue;
            }
            let length = inner.find('>')?;
            at = start + length + 2;
            return Some(Tag { start, end: at, inner: &inner[..length] });
        }
    })
}

/// The text between tags; tags of blocks end a paragraph.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut current = String::new();
    let mut from = 0;
    let mut silent: Option<String> = None;
    for tag in tags(text) {
        let name = tag.name();
        if silent.is_none() {
            current.push_str(text.get(from..tag.start).unwrap_or_default());
        }
        from = tag.end;
        if silent.as_ref() == Some(&name) && tag.closes() {
            silent = None;
        } else if silent.is_none() && matches!(name.as_str(), "script" | "style") && !tag.closes() {
            silent = Some(name.clone());
        }
        if super::walk::is_block(&name) || matches!(name.as_str(), "br" | "h1" | "h2" | "h3" | "ul" | "ol") {
            blocks.push(Block::new(BlockKind::Paragraph, unescape(&std::mem::take(&mut current))));
        }
    }
    if silent.is_none() {
        current.push_str(text.get(from..).unwrap_or_default());
    }
    blocks.push(Block::new(BlockKind::Paragraph, unescape(&current)));
    blocks.retain(|block| !block.text.trim().is_empty());
    blocks
}

fn unescape(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
