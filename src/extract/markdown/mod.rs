//! Markdown: headings, paragraphs with their numbers, lists, quotes, tables, footnotes.

mod inline;
#[cfg(test)]
mod tests;

use super::draft::{self, Draft};
use super::text::note_encoding;
use super::{Limits, decode};
use crate::document::{Block, BlockKind};

pub const NAME: &str = "markdown";
pub const VERSION: &str = "3";

/// Reads a Markdown file as it would be shown. A hard line break (two spaces at the end of a line)
/// begins a new block, since captions and addresses are written so.
pub fn read(bytes: &[u8], limits: &Limits) -> Draft {
    let mut draft = Draft::new(NAME, VERSION, limits);
    let decoded = decode::decode(bytes);
    note_encoding(&mut draft, &decoded);
    let body = front_matter(&decoded.text, &mut draft);
    let mut reader = Reader { draft, open: None, list: Vec::new(), fence: None, after_blank: true };
    body.lines().for_each(|line| reader.line(line));
    reader.close();
    let mut draft = reader.draft;
    if let Some((_, text)) = reader.fence {
        draft.push_text(BlockKind::Preformatted, &text);
    }
    // One heading of the first level is the title; several are sections.
    let mut titles = draft.blocks.iter().filter(|block| block.kind == BlockKind::Heading(1));
    if let (None, Some(title), None) = (&draft.metadata.title, titles.next(), titles.next()) {
        draft.metadata.title = Some(title.text.clone());
    }
    draft
}

/// Takes a YAML block at the start off the text; its plain `key: value` lines are metadata.
fn front_matter<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return text };
    let Some(end) = rest.find("\n---") else { return text };
    let fields = &rest[..end];
    if !fields
        .lines()
        .all(|line| line.contains(':') || line.starts_with([' ', '-', '#']) || line.trim().is_empty())
    {
        return text;
    }
    for (key, value) in fields.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        let slot = match key.trim().to_ascii_lowercase().as_str() {
            "title" => &mut draft.metadata.title,
            "author" => &mut draft.metadata.author,
            "publisher" | "site" => &mut draft.metadata.publisher,
            "date" | "published" => &mut draft.metadata.dated,
            "url" | "source" | "canonical" => &mut draft.metadata.url,
            "lang" | "language" => &mut draft.metadata.language,
            _ => continue,
        };
        *slot = Some(value).filter(|value| !value.is_empty());
    }
    let tail = &rest[end + 4..];
    tail.find('\n').map_or("", |at| &tail[at..])
}

/// A list that is open: how far its items are indented, and the last number shown.
struct List {
    indent: usize,
    written: Option<String>,
    shown: u64,
}

struct Reader {
    draft: Draft,
    open: Option<Block>,
    list: Vec<List>,
    /// Closing mark of a code block and its lines.
    fence: Option<(String, String)>,
    after_blank: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim();
        if self.fenced(trimmed, line) {
            return;
        }
        if trimmed.is_empty() {
            self.close();
            self.after_blank = true;
            return;
        }
        self.content(line, trimmed);
        self.after_blank = false;
    }

    fn content(&mut self, line: &str, trimmed: &str) {
        let indent = indent(line);
        if self.underline(trimmed) || is_rule(trimmed) && self.open.is_none() {
            return;
        }
        if let Some((level, text)) = heading(trimmed) {
            self.close();
            self.list.clear();
            self.start(BlockKind::Heading(level), None, text);
            self.close();
        } else if let Some((mark, text)) = footnote(trimmed) {
            self.close();
            self.start(BlockKind::Footnote(mark.to_owned()), None, text);
        } else if let Some(text) = trimmed.strip_prefix('>') {
            self.quote(text);
        } else if let Some(row) = table_row(trimmed) {
            self.close();
            self.draft.push(Block::new(BlockKind::TableRow, row));
        } else if is_delimiter_row(trimmed) {
            self.close();
        } else if let Some((label, text)) = list_item(trimmed).filter(|_| self.may_start_item(trimmed)) {
            self.item(indent, label, text);
        } else {
            self.paragraph(indent, line, trimmed);
        }
    }

    fn fenced(&mut self, trimmed: &str, line: &str) -> bool {
        let mark: String = trimmed.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        match &mut self.fence {
            Some((closing, _)) if mark.len() >= closing.len() && mark == trimmed => {
                if let Some((_, text)) = self.fence.take() {
                    self.draft.push_text(BlockKind::Preformatted, &text);
                }
                true
            }
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
                true
            }
            None if mark.len() >= 3 && (mark.starts_with("```") || mark.starts_with("~~~")) => {
                self.close();
                self.fence = Some((mark, String::new()));
                true
            }
            None => false,
        }
    }

    /// A line of `=` or `-` makes a heading of the paragraph above it.
    fn underline(&mut self, trimmed: &str) -> bool {
        let level = match trimmed {
            _ if trimmed.chars().all(|c| c == '=') => 1,
            _ if trimmed.chars().all(|c| c == '-') && trimmed.len() > 1 => 2,
            _ => return false,
        };
        match &mut self.open {
            Some(block) if block.kind == BlockKind::Paragraph => {
                block.kind = BlockKind::Heading(level);
                self.close();
                true
            }
            _ => false,
        }
    }

    fn quote(&mut self, text: &str) {
        let text = text.trim_start_matches(['>', ' ']);
        if text.is_empty() {
            return self.close();
        }
        match &mut self.open {
            Some(block) if block.kind == BlockKind::Quote => append(block, text),
            _ => {
                self.close();
                self.start(BlockKind::Quote, None, text);
            }
        }
    }

    /// A number in the middle of a paragraph does not start a list unless it is the first.
    fn may_start_item(&self, trimmed: &str) -> bool {
        self.after_blank
            || !self.list.is_empty()
            || self.open.is_none()
            || trimmed.starts_with(['-', '*', '+', '1'])
    }

    fn item(&mut self, indent: usize, label: &str, text: &str) {
        self.close();
        while self.list.last().is_some_and(|list| list.indent > indent + 1) {
            self.list.pop();
        }
        if self.list.last().is_none_or(|list| indent > list.indent + 1) {
            self.list.push(List { indent, written: None, shown: 0 });
        }
        let depth = u8::try_from(self.list.len() - 1).unwrap_or(u8::MAX);
        let number = self.list.last_mut().and_then(|list| list.number(label));
        self.start(BlockKind::ListItem(depth), number, text);
    }

    fn paragraph(&mut self, indent: usize, line: &str, trimmed: &str) {
        match &mut self.open {
            Some(block) => append(block, trimmed),
            None => {
                if indent < 2 {
                    self.list.clear();
                }
                let (number, text) = numbered(trimmed);
                self.start(BlockKind::Paragraph, number, text);
            }
        }
        if (line.ends_with("  ") || line.ends_with('\\'))
            && self.open.as_ref().is_some_and(|b| b.kind == BlockKind::Paragraph)
        {
            self.close();
        }
    }

    fn start(&mut self, kind: BlockKind, number: Option<String>, text: &str) {
        self.open = Some(Block { number, ..Block::new(kind, text) });
    }

    fn close(&mut self) {
        if let Some(mut block) = self.open.take() {
            block.text = inline::plain(block.text.trim_end_matches('\\'));
            self.draft.push(block);
        }
    }
}

impl List {
    /// The number shown: as written, or counted on where every item is written with the same one.
    fn number(&mut self, label: &str) -> Option<String> {
        let digits = label.trim_end_matches(['.', ')']);
        let written: u64 = digits.parse().ok()?;
        let repeated = self.written.as_deref() == Some(digits);
        self.shown = if repeated { self.shown + 1 } else { written };
        self.written = Some(digits.to_owned());
        Some(format!("{}{}", self.shown, &label[digits.len()..]))
    }
}

fn append(block: &mut Block, text: &str) {
    block.text.push(' ');
    block.text.push_str(text);
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn is_rule(trimmed: &str) -> bool {
    let marks: String = trimmed.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3 && ['-', '*', '_'].iter().any(|mark| marks.chars().all(|c| c == *mark))
}

fn heading(trimmed: &str) -> Option<(u8, &str)> {
    let hashes = trimmed.chars().take_while(|c| *c == '#').count();
    let text = trimmed[hashes..].strip_prefix([' ', '\t'])?;
    let level = u8::try_from(hashes).ok().filter(|level| (1..=6).contains(level))?;
    Some((level, text.trim_end_matches('#').trim()))
}

fn footnote(trimmed: &str) -> Option<(&str, &str)> {
    let (mark, text) = trimmed.strip_prefix("[^")?.split_once("]:")?;
    (!mark.contains(char::is_whitespace)).then_some((mark, text.trim()))
}

/// The cells of `| a | b |` joined by tabs; a row of dashes is none.
fn table_row(trimmed: &str) -> Option<String> {
    let inner = trimmed.strip_prefix('|')?;
    if is_delimiter_row(trimmed) {
        return None;
    }
    let inner = inner.strip_suffix('|').unwrap_or(inner).replace("\\|", "\u{1}");
    let cells: Vec<String> = inner.split('|').map(cell_text).collect();
    Some(cells.join("\t"))
}

/// The lines of a cell, which Markdown can only part by `<br>`; without the bullets of a list.
fn cell_text(cell: &str) -> String {
    let lines = cell.split("<br>").flat_map(|line| line.split("<br/>")).map(|line| {
        let text =
            list_item(line.trim()).filter(|(label, _)| is_bullet(label)).map_or(line, |(_, text)| text);
        let text = heading(text.trim()).map_or(text, |(_, text)| text);
        inline::plain(text).replace('\u{1}', "|")
    });
    draft::cell_of_lines(lines)
}

fn is_bullet(label: &str) -> bool {
    matches!(label, "-" | "*" | "+" | "•")
}

fn is_delimiter_row(trimmed: &str) -> bool {
    trimmed.contains('|') && trimmed.contains('-') && trimmed.chars().all(|c| "|-: \t".contains(c))
}

/// A bullet or `1.` / `1)` and the text behind it.
fn list_item(trimmed: &str) -> Option<(&str, &str)> {
    let (label, text) = trimmed.split_once([' ', '\t'])?;
    let digits = label.trim_end_matches(['.', ')']);
    let ordered =
        digits.len() + 1 == label.len() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    (is_bullet(label) || ordered && !digits.is_empty()).then_some((label, text.trim_start()))
}

/// A paragraph number set in bold at the start: `**45.**` or `**45**.`, also `45\.`.
fn numbered(trimmed: &str) -> (Option<String>, &str) {
    let found = trimmed.strip_prefix("**").and_then(|rest| {
        let (label, text) = rest.split_once("**")?;
        let (label, text) = if let Some(text) = text.strip_prefix('.') {
            (format!("{label}."), text)
        } else {
            (label.to_owned(), text)
        };
        is_paragraph_number(&label).then_some((label, text))
    });
    let escaped = || {
        let (digits, text) = trimmed.split_once("\\.")?;
        is_paragraph_number(&format!("{digits}.")).then(|| (format!("{digits}."), text))
    };
    match found.or_else(escaped) {
        Some((label, text)) if text.starts_with(|c: char| c.is_whitespace()) => {
            (Some(label), text.trim_start())
        }
        _ => (None, trimmed),
    }
}

fn is_paragraph_number(label: &str) -> bool {
    let digits = label.trim().trim_end_matches('.');
    digits.len() < label.trim().len()
        && !digits.is_empty()
        && digits.len() <= 4
        && digits.bytes().all(|b| b.is_ascii_digit())
}
