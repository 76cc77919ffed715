//! What the control words of RTF mean here.

use super::Reader;
use crate::extract::decode;

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Body,
    /// The number or bullet that the writer shows before a paragraph.
    Label,
    Footnote,
    Comment,
    Fonts,
    /// Between the styles of the style sheet.
    StyleSheet,
    /// The name of one style.
    Style,
    Info(Info),
    /// Page headers and footers.
    Margin,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Info {
    Title,
    Author,
}

/// Code page of a font character set (`\fcharset`).
pub fn code_page_of_charset(charset: i32) -> Option<u32> {
    Some(match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// Destinations whose text is not the document's.
fn is_silent(word: &str) -> bool {
    matches!(
        word,
        "fldinst"
            | "pict"
            | "object"
            | "objdata"
            | "colortbl"
            | "filetbl"
            | "revtbl"
            | "listtable"
            | "listoverridetable"
            | "rsidtbl"
            | "themedata"
            | "xe"
            | "tc"
            | "info"
            | "datafield"
            | "generator"
            | "private"
            | "ftnsep"
            | "ftnsepc"
            | "aftnsep"
            | "aftnsepc"
            | "operator"
            | "company"
            | "comment"
            | "doccomm"
            | "keywords"
            | "subject"
            | "category"
            | "manager"
            | "nonshppict"
            | "atnid"
            | "atnauthor"
            | "bkmkstart"
            | "bkmkend"
            | "falt"
            | "panose"
    )
}

fn target_of(word: &str) -> Option<Target> {
    Some(match word {
        "fonttbl" => Target::Fonts,
        "stylesheet" => Target::StyleSheet,
        "pntext" | "listtext" => Target::Label,
        "footnote" => Target::Footnote,
        "annotation" => Target::Comment,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Target::Margin
        }
        "title" => Target::Info(Info::Title),
        "author" => Target::Info(Info::Author),
        word if is_silent(word) => Target::Nothing,
        _ => return None,
    })
}

/// Destinations marked as skippable whose text is the document's all the same.
fn is_shown(word: &str) -> bool {
    matches!(
        word,
        "shptxt"
            | "shpinst"
            | "ud"
            | "pntext"
            | "listtext"
            | "fldrslt"
            | "footnote"
            | "annotation"
            | "cs"
            | "ts"
            | "shppict"
    )
}

impl Reader {
    pub fn word(&mut self, word: &str, parameter: Option<i32>) {
        let ignorable = std::mem::take(&mut self.ignorable);
        if !self.is_heard(word) {
            return self.pass_over(word);
        }
        if self.destination(word, ignorable) {
            return self.decode();
        }
        self.character(word, parameter);
        self.property(word, parameter);
    }

    /// In silent groups only the words are heard that begin something with text: title and author
    /// in the information group, styles in the style sheet.
    fn is_heard(&self, word: &str) -> bool {
        match self.state.target {
            Target::Nothing => matches!(word, "title" | "author"),
            Target::StyleSheet => word == "s",
            _ => true,
        }
    }

    fn pass_over(&mut self, word: &str) {
        if word == "u" {
            self.skip = self.state.fallback;
        }
        self.bytes.clear();
    }

    fn destination(&mut self, word: &str, ignorable: bool) -> bool {
        let found = target_of(word).or_else(|| (ignorable && !is_shown(word)).then_some(Target::Nothing));
        let Some(target) = found else { return false };
        if self.state.target != Target::Nothing || matches!(target, Target::Info(_)) {
            self.decode();
            self.state.target = target;
        }
        true
    }

    fn character(&mut self, word: &str, parameter: Option<i32>) {
        match word {
            "u" => self.unicode(parameter.unwrap_or(0xfffd)),
            "tab" => self.put('\t'),
            "line" | "softline" => self.put(' '),
            "emdash" => self.put('—'),
            "endash" => self.put('–'),
            "lquote" => self.put('‘'),
            "rquote" => self.put('’'),
            "ldblquote" => self.put('“'),
            "rdblquote" => self.put('”'),
            "bullet" => self.put('•'),
            "emspace" | "enspace" | "qmspace" => self.put(' '),
            "par" | "sect" => self.end_paragraph(),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "page" => self.page_break(),
            _ => {}
        }
    }

    fn page_break(&mut self) {
        self.end_paragraph();
        self.page = self.page.saturating_add(1);
        self.paged = true;
    }

    fn property(&mut self, word: &str, parameter: Option<i32>) {
        let on = parameter != Some(0);
        match word {
            "uc" => self.state.fallback = usize::try_from(parameter.unwrap_or(1)).unwrap_or(1).min(16),
            "v" => self.switch(|state| state.hidden = on),
            "deleted" => self.switch(|state| state.deleted = on),
            "plain" => self.switch(|state| {
                state.hidden = false;
                state.deleted = false;
            }),
            "pard" => {
                self.decode();
                self.state.in_table = false;
                self.state.heading = None;
                self.style = 0;
            }
            "intbl" => self.state.in_table = true,
            "outlinelevel" => {
                self.state.heading =
                    parameter.and_then(|level| u8::try_from(level).ok()).filter(|l| *l < 9).map(|l| l + 1);
            }
            "s" => self.start_style(parameter.unwrap_or(0)),
            "f" => self.start_font(parameter.unwrap_or(0)),
            "fcharset" => self.set_charset(parameter.unwrap_or(0)),
            "ansicpg" | "mac" | "pc" | "pca" => self.set_code_page(word, parameter),
            _ => {}
        }
    }

    fn switch(&mut self, change: impl FnOnce(&mut super::State)) {
        self.decode();
        change(&mut self.state);
    }

    fn start_style(&mut self, number: i32) {
        self.style = number;
        if self.state.target == Target::StyleSheet {
            self.bytes.clear();
            self.style_name.clear();
            self.state.target = Target::Style;
        }
    }

    fn start_font(&mut self, number: i32) {
        self.decode();
        self.font = number;
        if self.state.target != Target::Fonts {
            self.state.encoding = self.fonts.get(&number).copied().unwrap_or(self.default_encoding);
        }
    }

    fn set_code_page(&mut self, word: &str, parameter: Option<i32>) {
        let page = match word {
            "mac" => 10000,
            "pc" | "pca" => 1252,
            _ => parameter.and_then(|page| u32::try_from(page).ok()).unwrap_or(1252),
        };
        self.default_encoding = decode::code_page(page);
        self.state.encoding = self.default_encoding;
    }
}
