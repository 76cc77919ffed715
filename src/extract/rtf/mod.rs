//! Rich Text Format, read tolerantly: what is unknown is passed over, what is cut short ends.

mod tables;
#[cfg(test)]
mod tests;
mod tokens;

use super::draft::Draft;
use super::{ExtractError, Limits, decode};
use crate::document::{Block, BlockKind};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;
use tables::{Info, Target};
use tokens::{Token, Tokens};

pub const NAME: &str = "rtf";
pub const VERSION: &str = "2";

/// Groups inside each other that are told apart; deeper ones share the last state.
const MAX_GROUPS: usize = 4096;

/// Reads a document. Text is the final one: deletions of tracked changes are left out.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let start = bytes.windows(4).take(1024).position(|w| w == b"{\\rt");
    let Some(start) = start else {
        return Err(ExtractError::Damaged {
            format: "RTF",
            reason: "it does not begin with `{\\rtf`".to_owned(),
        });
    };
    let mut reader = Reader::new(limits);
    let mut tokens = Tokens::new(&bytes[start..]);
    while let Some(token) = tokens.next() {
        if let Token::Word("bin", Some(count)) = token {
            tokens.pass(usize::try_from(count).unwrap_or(0));
        } else if !reader.token(&token) {
            break;
        }
    }
    Ok(reader.finish())
}

/// What a group hands down to the groups inside it.
#[derive(Clone)]
struct State {
    target: Target,
    encoding: &'static Encoding,
    /// Bytes that stand in for each `\u` in readers without Unicode.
    fallback: usize,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    heading: Option<u8>,
}

struct Reader {
    draft: Draft,
    state: State,
    stack: Vec<State>,
    overflow: usize,
    default_encoding: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    /// Style numbers of headings.
    headings: HashMap<i32, u8>,
    style: i32,
    style_name: String,
    /// Bytes of text not yet decoded.
    bytes: Vec<u8>,
    /// First half of a character outside the basic plane.
    surrogate: Option<u16>,
    skip: usize,
    ignorable: bool,
    text: String,
    row: String,
    label: String,
    notes: Vec<Block>,
    note: String,
    info: String,
    page: u32,
    paged: bool,
    deleted_words: usize,
    hidden_words: usize,
    margin_words: usize,
    comments: usize,
}

impl Reader {
    fn new(limits: &Limits) -> Self {
        let state = State {
            target: Target::Body,
            encoding: WINDOWS_1252,
            fallback: 1,
            hidden: false,
            deleted: false,
            in_table: false,
            heading: None,
        };
        Self {
            draft: Draft::new(NAME, VERSION, limits),
            state,
            stack: Vec::new(),
            overflow: 0,
            default_encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            font: 0,
            headings: HashMap::new(),
            style: 0,
            style_name: String::new(),
            bytes: Vec::new(),
            surrogate: None,
            skip: 0,
            ignorable: false,
            text: String::new(),
            row: String::new(),
            label: String::new(),
            notes: Vec::new(),
            note: String::new(),
            info: String::new(),
            page: 1,
            paged: false,
            deleted_words: 0,
            hidden_words: 0,
            margin_words: 0,
            comments: 0,
        }
    }

    /// Takes one token; `false` once the document has ended.
    fn token(&mut self, token: &Token<'_>) -> bool {
        match *token {
            Token::Byte(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.bytes.push(byte);
                }
                return true;
            }
            Token::Open => self.open(),
            Token::Close => return self.close(),
            Token::Sign(sign) => self.sign(sign),
            Token::Word(word, parameter) => self.word(word, parameter),
        }
        true
    }

    fn open(&mut self) {
        self.decode();
        self.skip = 0;
        if self.stack.len() < MAX_GROUPS {
            self.stack.push(self.state.clone());
        } else {
            self.overflow += 1;
        }
    }

    fn close(&mut self) -> bool {
        self.decode();
        self.skip = 0;
        self.ignorable = false;
        if self.overflow > 0 {
            self.overflow -= 1;
            return true;
        }
        let Some(outer) = self.stack.pop() else { return false };
        let inner = std::mem::replace(&mut self.state, outer);
        if inner.target != self.state.target {
            self.leave(inner.target);
        }
        !self.stack.is_empty()
    }

    /// A destination has ended.
    fn leave(&mut self, target: Target) {
        match target {
            Target::Footnote => {
                let mark = (self.notes.len()
                    + self.draft.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Footnote(_))).count()
                    + 1)
                .to_string();
                let text = std::mem::take(&mut self.note);
                self.notes
                    .push(Block { page: self.page_here(), ..Block::new(BlockKind::Footnote(mark), text) });
            }
            Target::Comment => self.comments += 1,
            Target::Style => self.end_style(),
            Target::Info(field) => self.end_info(field),
            _ => {}
        }
    }

    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.style_name).to_ascii_lowercase();
        let name = name.trim_end_matches(';').trim();
        let level = name
            .strip_prefix("heading ")
            .and_then(|level| level.parse().ok())
            .or((name == "title").then_some(1));
        if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
            self.headings.insert(self.style, level);
        }
    }

    fn end_info(&mut self, field: Info) {
        let value = super::draft::fold(&std::mem::take(&mut self.info));
        let slot = match field {
            Info::Title => &mut self.draft.metadata.title,
            Info::Author => &mut self.draft.metadata.author,
        };
        if !value.is_empty() {
            *slot = Some(value);
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.ignorable = true,
            b'~' => self.put('\u{a0}'),
            b'_' => self.put('\u{2011}'),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\\' | b'{' | b'}' => self.bytes.push(sign),
            _ => {}
        }
    }

    /// Decodes the bytes gathered so far in the font's encoding.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, lossy) = self.state.encoding.decode_without_bom_handling(&bytes);
        if lossy && self.state.target == Target::Body {
            self.draft.warn(format!(
                "some characters could not be read as {} and show as `\u{fffd}`",
                self.state.encoding.name()
            ));
        }
        self.put_text(&text);
    }

    fn put(&mut self, c: char) {
        self.decode();
        self.put_text(c.encode_utf8(&mut [0; 4]));
    }

    fn put_text(&mut self, text: &str) {
        let words = || text.split_whitespace().count();
        match self.state.target {
            Target::Body if self.state.deleted => self.deleted_words += words(),
            Target::Body if self.state.hidden => self.hidden_words += words(),
            Target::Body => self.text.push_str(text),
            Target::Label => self.label.push_str(text),
            Target::Margin => {
                self.margin_words +=
                    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
            }
            Target::Footnote => self.note.push_str(text),
            Target::Style => self.style_name.push_str(text),
            Target::Info(_) => self.info.push_str(text),
            Target::Fonts | Target::StyleSheet | Target::Comment | Target::Nothing => {}
        }
    }

    /// A character by its UTF-16 unit; units of a pair come one after the other.
    fn unicode(&mut self, parameter: i32) {
        self.decode();
        let unit = u16::try_from(parameter.rem_euclid(65536)).unwrap_or(0xfffd);
        self.skip = self.state.fallback;
        match (self.surrogate.take(), unit) {
            (None, 0xd800..=0xdbff) => self.surrogate = Some(unit),
            (first, unit) => {
                let units = first.into_iter().chain([unit]);
                let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
                self.put_text(&text);
            }
        }
    }

    fn page_here(&self) -> Option<u32> {
        self.paged.then_some(self.page)
    }

    fn end_paragraph(&mut self) {
        self.decode();
        match self.state.target {
            Target::Footnote => self.note.push(' '),
            Target::Body if self.state.in_table => self.text.push('\n'),
            Target::Body => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let label = std::mem::take(&mut self.label);
        let (number, bullet) = number_of(&label);
        let kind = match self.state.heading.or_else(|| self.headings.get(&self.style).copied()) {
            Some(level) => BlockKind::Heading(level),
            None if bullet => BlockKind::ListItem(0),
            None => BlockKind::Paragraph,
        };
        if !text.trim().is_empty() {
            self.draft.push(Block { number, page: self.page_here(), ..Block::new(kind, text) });
        }
        for note in std::mem::take(&mut self.notes) {
            self.draft.push(note);
        }
    }

    fn end_cell(&mut self) {
        self.decode();
        let label = std::mem::take(&mut self.label);
        self.row.push_str(label.trim());
        self.row.push(' ');
        self.row.push_str(&std::mem::take(&mut self.text).replace('\t', " "));
        self.row.push('\t');
    }

    fn end_row(&mut self) {
        self.decode();
        let row = std::mem::take(&mut self.row);
        self.draft.push(Block { page: self.page_here(), ..Block::new(BlockKind::TableRow, row) });
        self.flush();
    }

    fn finish(mut self) -> Draft {
        self.decode();
        if !self.row.is_empty() {
            self.end_row();
        }
        self.flush();
        if !self.stack.is_empty() {
            self.draft.partial("the end of the file is missing");
        }
        if self.paged {
            self.draft.blocks.iter_mut().for_each(|block| block.page = block.page.or(Some(1)));
        }
        let warnings = [
            (self.deleted_words, "words of tracked deletions are left out"),
            (self.hidden_words, "words of hidden text are left out"),
            (self.margin_words, "words of page headers and footers are left out"),
            (self.comments, "comments are left out"),
        ];
        for (count, what) in warnings.into_iter().filter(|(count, _)| *count > 0) {
            self.draft.warn(format!("{count} {what}"));
        }
        self.draft
    }

    /// The encoding of a font's character set.
    fn set_charset(&mut self, charset: i32) {
        let page = tables::code_page_of_charset(charset);
        let encoding = page.map_or(self.default_encoding, decode::code_page);
        self.fonts.insert(self.font, encoding);
    }
}

/// The number in the label text that the writer put before a paragraph; bullets are none.
fn number_of(label: &str) -> (Option<String>, bool) {
    let label = super::draft::fold(label);
    if label.is_empty() {
        return (None, false);
    }
    let number = label.chars().any(char::is_alphanumeric) && label != "o";
    (number.then_some(label), !number)
}
