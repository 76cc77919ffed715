//! Plain text: lines to paragraphs.

use super::Limits;
use super::decode::{self, Decoded};
use super::draft::Draft;
use crate::document::{Block, BlockKind};

pub const NAME: &str = "text";
pub const VERSION: &str = "1";

/// Reads a text file. Form feeds separate pages; blank lines, indents and lines that end early
/// separate paragraphs; other line breaks are only where the writer's editor wrapped.
pub fn read(bytes: &[u8], limits: &Limits) -> Draft {
    let mut draft = Draft::new(NAME, VERSION, limits);
    let decoded = decode::decode(bytes);
    note_encoding(&mut draft, &decoded);
    let paged = decoded.text.contains('\u{c}');
    for (index, page) in decoded.text.split('\u{c}').enumerate() {
        for mut block in paragraphs(page) {
            block.page = paged.then_some(u32::try_from(index + 1).unwrap_or(u32::MAX));
            draft.push(block);
        }
    }
    draft
}

/// Keeps the encoding in the metadata and warns where characters were lost.
pub fn note_encoding(draft: &mut Draft, decoded: &Decoded) {
    draft.metadata.encoding = Some(decoded.encoding.name().to_owned());
    if decoded.lossy {
        let lost = decoded.text.chars().filter(|c| *c == '\u{fffd}').count();
        draft.warn(format!(
            "{lost} characters could not be read as {} and show as `\u{fffd}`",
            decoded.encoding.name()
        ));
    }
}

/// The paragraphs of a stretch of text. Lines that begin with `>` are quotations, as in mail.
pub fn paragraphs(text: &str) -> Vec<Block> {
    let width = wrap_width(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut previous = "";
    for line in text.lines() {
        let (kind, content) = quoted(line);
        if content.trim().is_empty() {
            open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if open && block.kind == kind && continues(previous, content, width) => {
                join(block, content);
            }
            _ => blocks.push(Block::new(kind, content.trim())),
        }
        open = true;
        previous = content;
    }
    blocks
}

fn join(block: &mut Block, line: &str) {
    block.text.push(' ');
    block.text.push_str(line.trim());
}

fn quoted(line: &str) -> (BlockKind, &str) {
    let marks = line.chars().take_while(|c| matches!(c, '>' | ' ')).collect::<String>();
    if line.starts_with('>') && marks.contains('>') {
        (BlockKind::Quote, &line[marks.trim_end().len()..])
    } else {
        (BlockKind::Paragraph, line)
    }
}

/// Column at which the writer's editor wrapped, or `None` where every line is a paragraph.
fn wrap_width(text: &str) -> Option<usize> {
    let mut lengths: Vec<usize> =
        text.lines().map(|line| line.trim_end().chars().count()).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    let long = lengths.get(lengths.len().saturating_sub(1) * 95 / 100).copied()?;
    (30..=132).contains(&long).then_some(long)
}

/// Whether `next` carries on the paragraph of `line`: its first word would not have fitted there,
/// and it does not itself look like a beginning.
fn continues(line: &str, next: &str, width: Option<usize>) -> bool {
    let Some(width) = width else { return false };
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    let fits = line.trim_end().chars().count() + 1 + word + 2 <= width * 9 / 10;
    let indented = indent(next) > indent(line) + 1 && ends_sentence(line);
    !fits && !indented && !(begins_item(next) && (ends_sentence(line) || indent(next) != indent(line)))
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', ':', ';', '?', '!'])
}

/// `12.`, `(a)`, `iv.`, a bullet.
fn begins_item(line: &str) -> bool {
    let Some(word) = line.split_whitespace().next() else { return false };
    let core = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let labelled = core.len() < word.len() && !core.is_empty() && core.chars().count() <= 5;
    matches!(word, "-" | "*" | "•" | "–" | "·" | "o" | "¶")
        || labelled && (core.chars().all(|c| c.is_ascii_digit() || c == '.') || core.chars().count() == 1)
        || labelled && core.chars().all(|c| "ivxlcIVXLC".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn wrapped_lines_are_joined_and_early_line_ends_are_kept() {
        let text = "Acme Data LLC\n5 Harbor Road\n\nAcme Data LLC collects the precise location of every person who\n\
                    opens its weather application, and keeps it for as long as it likes\nto.\n";
        let expected = "Acme Data LLC collects the precise location of every person who opens its weather \
                        application, and keeps it for as long as it likes to.";
        assert_eq!(texts(text), ["Acme Data LLC", "5 Harbor Road", expected]);
    }

    #[test]
    fn a_line_a_paragraph_stays_a_line_a_paragraph() {
        let long = "Acme said that it had found no sign of a breach. ".repeat(6);
        let text = format!("{long}\n{long}\nShort end\n");
        assert_eq!(paragraphs(&text).len(), 3);
    }

    #[test]
    fn numbered_paragraphs_begin_anew_without_a_blank_line() {
        let text = "    1.  Defendant Acme Data LLC gathers location data from millions of phones.\n\
                    \x20   2.  Defendant sells that data to anyone who asks for it, without a contract\n\
                    that limits its use.\n";
        assert_eq!(texts(text).len(), 2);
        assert!(texts(text)[1].ends_with("contract that limits its use."));
    }

    #[test]
    fn form_feeds_are_pages() {
        let draft = read(b"First page\n\x0cSecond page\n", &Limits::default());
        assert_eq!(draft.blocks.iter().map(|b| b.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
    }

    #[test]
    fn mail_quotation_is_told_apart() {
        let blocks = paragraphs("I agree.\n> We should delete the logs.\n>> When?\n");
        assert_eq!(blocks[0].kind, BlockKind::Paragraph);
        assert_eq!(blocks[1].kind, BlockKind::Quote);
        assert!(blocks[1].text.starts_with("We should"));
    }

    #[test]
    fn the_encoding_is_stated_and_a_loss_is_warned_of() {
        let reading =
            read(b"caf\xe9 \x93x\x94 \x93y\x94", &Limits::default()).finish(super::super::MediaType::Text);
        assert_eq!(reading.extraction.metadata.encoding.as_deref(), Some("windows-1252"));
        let mut bytes = "“a” “b” “c”".as_bytes().to_vec();
        bytes.insert(3, 0xc0);
        let reading = read(&bytes, &Limits::default()).finish(super::super::MediaType::Text);
        assert_eq!(reading.extraction.warnings.len(), 1);
        let Content::Blocks(blocks) = reading.extraction.content else { panic!("blocks") };
        assert_eq!(blocks.len(), 1);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_added_or_moved(text in "[a-zA-Z0-9 .,;()\n\t•-]{0,400}") {
            let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&texts(&text).join(" ")), words(&text));
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            read(&bytes, &Limits::default());
        }
    }
}
