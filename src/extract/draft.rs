//! What an adapter fills while it reads, and the form its text is kept in.

use super::decode;
use super::{Limits, MediaType, Reading};
use crate::document::{Attachment, Block, BlockKind, Content, Extraction, SourceMetadata, Status};

/// An extraction in the making: blocks are folded, bounded and never empty.
#[derive(Debug)]
pub struct Draft {
    extractor: String,
    pub blocks: Vec<Block>,
    pub attachments: Vec<Attachment>,
    pub metadata: SourceMetadata,
    warnings: Vec<String>,
    partial: bool,
    room: usize,
}

impl Draft {
    pub fn new(name: &str, version: &str, limits: &Limits) -> Self {
        Self {
            extractor: format!("{name} {version}"),
            blocks: Vec::new(),
            attachments: Vec::new(),
            metadata: SourceMetadata::default(),
            warnings: Vec::new(),
            partial: false,
            room: limits.text,
        }
    }

    /// Adds a block; one without letters or number is left out.
    pub fn push(&mut self, mut block: Block) {
        block.text = match block.kind {
            BlockKind::Preformatted => clean_lines(&block.text),
            BlockKind::TableRow => fold_cells(&block.text),
            _ => fold(&block.text),
        };
        block.number = block.number.map(|number| fold(&number)).filter(|number| !number.is_empty());
        if block.text.is_empty() && block.number.is_none() {
            return;
        }
        let size = block.text.len() + size_of::<Block>();
        if size > self.room {
            self.room = 0;
            self.partial("the text is longer than the limit; the rest was left out");
            return;
        }
        self.room -= size;
        self.blocks.push(block);
    }

    pub fn push_text(&mut self, kind: BlockKind, text: &str) {
        self.push(Block::new(kind, text));
    }

    /// A remark for the reader. The same remark is kept once.
    pub fn warn(&mut self, warning: impl Into<String>) {
        let warning = warning.into();
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// A remark that text is missing.
    pub fn partial(&mut self, warning: impl Into<String>) {
        self.partial = true;
        self.warn(warning);
    }

    /// Takes over what another adapter read of a part: its blocks, warnings and attachments.
    pub fn absorb(&mut self, other: Self) {
        self.partial |= other.partial;
        other.warnings.into_iter().for_each(|warning| self.warn(warning));
        other.blocks.into_iter().for_each(|block| self.push(block));
        self.attachments.extend(other.attachments);
    }

    /// Bytes of text so far.
    pub fn text_len(&self) -> usize {
        self.blocks.iter().map(|block| block.text.len()).sum()
    }

    pub fn finish(mut self, media_type: MediaType) -> Reading {
        if self.blocks.is_empty() && self.attachments.is_empty() {
            self.warn("no text in the file");
        }
        let extraction = Extraction {
            media_type: media_type.mime().to_owned(),
            extractor: self.extractor,
            status: if self.partial { Status::Partial } else { Status::Ok },
            warnings: self.warnings,
            metadata: self.metadata,
            content: Content::Blocks(self.blocks),
        };
        Reading { extraction, attachments: self.attachments }
    }
}

/// Characters that are drawn as nothing and only break words and searches.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{fffe}' | '\u{ffff}')
        || (c.is_control() && !c.is_whitespace())
}

/// White space runs become one space, ends are trimmed, invisible characters go.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().map(decode::from_c1).filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(c);
    }
    folded
}

/// The text of a cell: its lines, each folded.
pub fn cell_of_lines<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> String {
    let lines = lines.into_iter().map(|line| fold(line.as_ref())).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Folds each cell of a row whose cells are joined by tabs, and keeps its lines; empty cells at the end go.
fn fold_cells(row: &str) -> String {
    let cells: Vec<String> = row.split('\t').map(|text| cell_of_lines(text.lines())).collect();
    let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    cells[..used].join("\t")
}

/// Keeps lines and indents; trims line ends and empty lines around.
fn clean_lines(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let lines: Vec<&str> = visible.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    lines[first..last].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_row_keeps_its_cells_apart_and_drops_empty_ones_at_its_end() {
        assert_eq!(fold_cells(" a  b \t\t c\t \t"), "a b\t\tc");
    }

    #[test]
    fn the_lines_of_a_cell_stay_apart() {
        assert_eq!(fold_cells(" a  b\n\n c\t d \n"), "a b\nc\td");
        assert_eq!(cell_of_lines(["wrapped\n  line", " ", "next"]), "wrapped line\nnext");
    }

    #[test]
    fn soft_hyphens_and_zero_width_spaces_do_not_break_words() {
        assert_eq!(fold("Face\u{ad}book\u{200b} \u{a0} Inc."), "Facebook Inc.");
    }

    #[test]
    fn a_text_over_the_limit_is_cut_and_named() {
        let mut draft = Draft::new("t", "1", &Limits { text: 400, ..Limits::default() });
        for _ in 0..50 {
            draft.push_text(BlockKind::Paragraph, "a word or two");
        }
        let reading = draft.finish(MediaType::Text);
        assert_eq!(reading.extraction.status, Status::Partial);
        assert_eq!(reading.extraction.warnings.len(), 1);
    }

    proptest! {
        #[test]
        fn folding_keeps_every_visible_character_in_order(text in "\\PC{0,60}") {
            let visible = |s: &str| s.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect::<String>();
            let folded = fold(&text);
            prop_assert_eq!(visible(&folded), visible(&text));
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        }
    }
}
