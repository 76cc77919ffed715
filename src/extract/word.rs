//! Word 97–2003 documents: the text by way of the piece table ([MS-DOC] 2.4.1).

use super::draft::Draft;
use super::{ExtractError, Limits};
use crate::document::{Block, BlockKind};
use cfb::CompoundFile;
use encoding_rs::{UTF_16LE, WINDOWS_1252};
use std::io::{Cursor, Read};

pub const NAME: &str = "doc";
pub const VERSION: &str = "2";

/// `nFib` of Word 97, the first with this layout.
const WORD_97: u16 = 0x00c1;

/// Reads the main text and the footnotes. Automatic numbers are not in this format's text, so a
/// warning says that numbers may be missing.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let main = stream(&mut file, "WordDocument").ok_or_else(|| damaged("the main stream is missing"))?;
    let head = Head::parse(&main)?;
    let table = stream(&mut file, if head.second_table { "1Table" } else { "0Table" });
    let table = table.ok_or_else(|| damaged("the table stream is missing"))?;
    let text = head.text(&main, &table, limits).ok_or_else(|| damaged("the piece table cannot be read"))?;
    let mut draft = Draft::new(NAME, VERSION, limits);
    draft.warn("automatic numbers, tracked changes and page numbers of old Word files are not read; save it as DOCX to have them");
    let body = text.chars().take(head.body).collect::<String>();
    paragraphs(&body, &mut draft);
    notes(&text.chars().skip(head.body).take(head.notes).collect::<String>(), &mut draft);
    Ok(draft)
}

fn damaged(reason: &str) -> ExtractError {
    ExtractError::Damaged { format: "DOC", reason: reason.to_owned() }
}

fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let value = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
    usize::try_from(value).ok()
}

/// What the file information block says.
struct Head {
    second_table: bool,
    /// Characters of the main text, then of the footnotes.
    body: usize,
    notes: usize,
    pieces: (usize, usize),
}

impl Head {
    fn parse(main: &[u8]) -> Result<Self, ExtractError> {
        let short = || damaged("its head is cut short");
        if word(main, 0) != Some(0xa5ec) || word(main, 2).ok_or_else(short)? < WORD_97 {
            return Err(damaged("it is older than Word 97"));
        }
        let flags = word(main, 0x0a).ok_or_else(short)?;
        if flags & 0x0100 != 0 {
            return Err(ExtractError::Encrypted);
        }
        let at = |offset| long(main, offset).ok_or_else(short);
        Ok(Self {
            second_table: flags & 0x0200 != 0,
            body: at(0x4c)?,
            notes: at(0x50)?,
            pieces: (at(0x1a2)?, at(0x1a6)?),
        })
    }

    /// The characters of all pieces in order. A piece is in Windows-1252 or UTF-16.
    fn text(&self, main: &[u8], table: &[u8], limits: &Limits) -> Option<String> {
        let (start, length) = self.pieces;
        let pieces = piece_table(table.get(start..start.checked_add(length)?)?)?;
        let count = (pieces.len().checked_sub(4)?) / 12;
        let mut text = String::new();
        for index in 0..count {
            let characters = long(pieces, 4 * (index + 1))?.checked_sub(long(pieces, 4 * index)?)?;
            let place = long(pieces, 4 * (count + 1) + 8 * index + 2)?;
            let narrow = place & 0x4000_0000 != 0;
            let place = place & 0x3fff_ffff;
            let (from, size) =
                if narrow { (place / 2, characters) } else { (place, characters.checked_mul(2)?) };
            let bytes = main.get(from..from.checked_add(size)?.min(main.len()))?;
            let encoding = if narrow { WINDOWS_1252 } else { UTF_16LE };
            text.push_str(&encoding.decode_without_bom_handling(bytes).0);
            if text.len() > limits.text {
                break;
            }
        }
        Some(text)
    }
}

/// The piece table inside its container; property modifiers stand before it.
fn piece_table(mut clx: &[u8]) -> Option<&[u8]> {
    loop {
        match clx.first()? {
            1 => clx = clx.get(3 + usize::from(word(clx, 1)?)..)?,
            2 => return clx.get(5..5_usize.checked_add(long(clx, 1)?)?),
            _ => return None,
        }
    }
}

/// Paragraphs end with a carriage return, cells with a bell, rows with an empty cell.
fn paragraphs(text: &str, draft: &mut Draft) {
    let mut current = String::new();
    let mut row: Vec<String> = Vec::new();
    for c in without_field_codes(text).chars() {
        match c {
            '\u{7}' if current.is_empty() && !row.is_empty() => {
                draft.push(Block::new(BlockKind::TableRow, std::mem::take(&mut row).join("\t")));
            }
            '\u{7}' => row.push(std::mem::take(&mut current).replace('\t', " ")),
            '\r' | '\u{c}' | '\u{e}' if row.is_empty() => {
                draft.push_text(BlockKind::Paragraph, &std::mem::take(&mut current));
            }
            '\r' | '\u{b}' | '\u{c}' if !row.is_empty() => current.push('\n'),
            '\u{b}' => current.push(' '),
            '\u{1e}' => current.push('\u{2011}'),
            '\u{1f}' | '\u{1}' | '\u{2}' | '\u{5}' | '\u{8}' => {}
            c => current.push(c),
        }
    }
    row.push(current);
    draft.push(Block::new(BlockKind::Paragraph, row.join(" ")));
}

/// A field is begun by 19, its code ended by 20 and its result by 21; the result is what shows.
fn without_field_codes(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut fields: Vec<bool> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{13}' => fields.push(true),
            '\u{14}' => {
                if let Some(code) = fields.last_mut() {
                    *code = false;
                }
            }
            '\u{15}' => drop(fields.pop()),
            c if !fields.contains(&true) => shown.push(c),
            _ => {}
        }
        fields.truncate(64);
    }
    shown
}

/// Footnotes stand behind the main text, each begun by its mark.
fn notes(text: &str, draft: &mut Draft) {
    let text = without_field_codes(text);
    for (index, note) in text.split('\u{2}').skip(1).enumerate() {
        draft.push_text(BlockKind::Footnote((index + 1).to_string()), &note.replace('\r', " "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    /// A file with one narrow and one wide piece.
    fn doc(narrow: &str, wide: &str, notes: usize, flags: u16) -> Vec<u8> {
        let mut main = vec![0; 0x400];
        main[..2].copy_from_slice(&0xa5ec_u16.to_le_bytes());
        main[2..4].copy_from_slice(&WORD_97.to_le_bytes());
        main[0x0a..0x0c].copy_from_slice(&flags.to_le_bytes());
        let mut set = |at: usize, value: usize| {
            main[at..at + 4].copy_from_slice(&u32::try_from(value).expect("small").to_le_bytes());
        };
        let all = narrow.len() + wide.chars().count();
        let wide_at = 0x400 + narrow.len() + narrow.len() % 2;
        let mut table = vec![2];
        table.extend(28_u32.to_le_bytes());
        for value in [0, narrow.len(), all] {
            table.extend(u32::try_from(value).expect("small").to_le_bytes());
        }
        for place in [0x800 | 0x4000_0000, wide_at] {
            table.extend([0, 0]);
            table.extend(u32::try_from(place).expect("small").to_le_bytes());
            table.extend([0, 0]);
        }
        set(0x4c, all - notes);
        set(0x50, notes);
        set(0x1a2, 0);
        set(0x1a6, table.len());
        main.extend(narrow.bytes());
        main.resize(wide_at, 0);
        main.extend(wide.encode_utf16().flat_map(u16::to_le_bytes));
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("create");
        for (name, bytes) in [("WordDocument", &main), ("0Table", &table)] {
            file.create_stream(name).expect("stream").write_all(bytes).expect("write");
        }
        file.flush().expect("flush");
        file.into_inner().into_inner()
    }

    #[test]
    fn pieces_of_both_widths_are_joined_and_field_codes_left_out() {
        let bytes = doc(
            "Acme sells \u{13}HYPERLINK x\u{14}data\u{15}.\rEmail\u{7}Ads\u{7}\u{7}",
            "“We never do.”\r",
            0,
            0,
        );
        let blocks = read(&bytes, &Limits::default()).expect("read").blocks;
        let texts: Vec<_> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["Acme sells data.", "Email\tAds", "“We never do.”"]);
        assert_eq!(blocks[1].kind, BlockKind::TableRow);
    }

    #[test]
    fn footnotes_stand_behind_the_text() {
        let note = "\u{2} See Ex. A.\r";
        let blocks =
            read(&doc("Text.\u{2}\r", note, note.len(), 0), &Limits::default()).expect("read").blocks;
        assert_eq!(blocks[0].text, "Text.");
        assert_eq!(
            (blocks[1].kind.clone(), blocks[1].text.as_str()),
            (BlockKind::Footnote("1".into()), "See Ex. A.")
        );
    }

    #[test]
    fn an_encrypted_file_is_named_as_such() {
        assert!(matches!(read(&doc("x", "y", 0, 0x0100), &Limits::default()), Err(ExtractError::Encrypted)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_damaged_file_never_fails_hard(at in 0.0..1.0_f64, byte in any::<u8>(), cut in 0.5..1.0_f64) {
            let whole = doc("Some text.\r", "more\r", 0, 0);
            let mut bytes = whole[..(whole.len() as f64 * cut) as usize].to_vec();
            let at = (bytes.len() as f64 * at) as usize;
            if let Some(slot) = bytes.get_mut(at) {
                *slot = byte;
            }
            let _ = read(&bytes, &Limits::default());
        }
    }
}
