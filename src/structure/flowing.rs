//! From blocks of a format without pages to paragraphs.

use super::draft::{Draft, Join, Piece};
use super::headings::HeadingPath;
use super::sections::SECTIONS;
use super::style::{is_capitals, item_label};
use crate::document::{Block, BlockKind, ParagraphKind};

/// Reads blocks into paragraphs, one each.
pub(super) fn read_blocks(blocks: &[Block]) -> Vec<Draft> {
    let mut path = HeadingPath::default();
    let numbered = numbered_blocks(blocks);
    let mut prayer = false;
    let drafts = blocks.iter().enumerate().filter(|(_, b)| !b.text.trim().is_empty());
    drafts
        .map(|(index, block)| {
            let mut draft = draft_of(block);
            match (draft.kind, numbered[index]) {
                (ParagraphKind::Body | ParagraphKind::List, Some((number, label))) => {
                    draft.kind = ParagraphKind::Numbered;
                    draft.number = Some(number.to_string());
                    draft.label = label;
                    prayer = false;
                }
                (ParagraphKind::Heading, _) => {
                    path.push(block.text.trim(), level_of(block));
                    prayer = SECTIONS.prayer_heading.is_match(block.text.trim());
                }
                (ParagraphKind::Body | ParagraphKind::List, _) if prayer => {
                    draft.kind = ParagraphKind::Prayer
                }
                _ => {}
            }
            draft.heading = path.names();
            draft
        })
        .collect()
}

fn level_of(block: &Block) -> u8 {
    match block.kind {
        BlockKind::Heading(level) => level,
        _ => super::headings::heading_level(block.text.trim()) + 6,
    }
}

fn draft_of(block: &Block) -> Draft {
    let shown = block.number.as_ref().map(|n| n.trim()).filter(|n| !n.is_empty());
    let text = block.text.trim_matches(|c: char| c.is_whitespace());
    let text = match shown {
        Some(number) if !text.starts_with(number) => format!("{number} {text}"),
        _ => text.to_owned(),
    };
    let (kind, note) = kind_of_block(block, &text);
    let mut draft = Draft::new(kind, vec![Piece::new(text, Join::Part)]);
    draft.note = note;
    draft
}

fn kind_of_block(block: &Block, text: &str) -> (ParagraphKind, Option<String>) {
    let kind = match &block.kind {
        BlockKind::Heading(_) => ParagraphKind::Heading,
        BlockKind::ListItem(_) => ParagraphKind::List,
        BlockKind::Quote => ParagraphKind::Quote,
        BlockKind::TableRow => ParagraphKind::Table,
        BlockKind::Footnote(mark) => return (ParagraphKind::Footnote, Some(mark.clone())),
        BlockKind::Header => ParagraphKind::Caption,
        BlockKind::Preformatted => ParagraphKind::Body,
        BlockKind::Paragraph if is_plain_heading(text) => ParagraphKind::Heading,
        BlockKind::Paragraph if item_label(text).is_some() => ParagraphKind::List,
        BlockKind::Paragraph => ParagraphKind::Body,
    };
    (kind, None)
}

/// A short line in capitals, or a section's name: plain text marks headings in no other way.
fn is_plain_heading(text: &str) -> bool {
    let short = text.chars().count() <= 90 && !text.contains('\n');
    short
        && (is_capitals(text) && !text.ends_with([',', ';'])
            || SECTIONS.heading_line.is_match(text) && is_capitals(text))
}

/// The filing's numbers of blocks that begin numbered paragraphs, with the bytes they take.
fn numbered_blocks(blocks: &[Block]) -> Vec<Option<(u32, usize)>> {
    let mut numbers: Vec<Option<(u32, usize)>> = vec![None; blocks.len()];
    let texts: Vec<String> = blocks.iter().map(|b| draft_of(b).pieces.remove(0).text).collect();
    let mut run: Vec<(usize, u32, usize)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let may = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem(_));
        let Some((value, label)) = may.then(|| super::numbering::number_at_start(&texts[index])).flatten()
        else {
            continue;
        };
        let prose = texts[index].len() > 60;
        let next = run.last().map_or(value == 1, |(_, last, _)| value > *last && value <= last + 12);
        if next && prose {
            run.push((index, value, label));
        }
    }
    if run.len() >= 8 {
        run.into_iter().for_each(|(index, value, label)| numbers[index] = Some((value, label)));
    }
    numbers
}
