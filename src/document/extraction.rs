//! What a reader of one file format hands to structuring.

use super::{Rect, Status};
use serde::{Deserialize, Serialize};

/// Where a page's words come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSource {
    PdfExtract,
    Hayro,
    /// Optical character recognition by the named engine.
    Ocr(String),
    /// No words: no text layer and no engine, or the page failed.
    None,
}

/// A word with its box. Coordinates are points from the top left of the page as displayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawWord {
    pub text: String,
    #[serde(rename = "box")]
    pub bbox: Rect,
    /// Vertical position of the baseline.
    pub baseline: f32,
    /// Font size in points. Much smaller than its line's, and raised, is a footnote mark.
    pub size: f32,
    #[serde(default)]
    pub bold: bool,
    #[serde(default)]
    pub italic: bool,
    /// Confidence of optical character recognition, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// A printed line: words from left to right (in reading order for right-to-left scripts).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawLine {
    /// The gutter number of pleading paper beside it; never among `words`.
    pub number: Option<u32>,
    pub words: Vec<RawWord>,
    #[serde(rename = "box")]
    pub bbox: Rect,
    /// Size of most of its letters, in points.
    pub size: f32,
    /// Column on the page from 0, in reading order.
    #[serde(default)]
    pub column: u32,
}

impl RawLine {
    /// The words joined by single spaces.
    pub fn text(&self) -> String {
        self.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A page of a paged format, lines in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawPage {
    /// Position in the file, from 1.
    pub number: u32,
    /// Label that the file itself gives (PDF page labels), not what is printed.
    pub label: Option<String>,
    /// Width and height in points.
    pub size: (f32, f32),
    pub lines: Vec<RawLine>,
    pub source: TextSource,
    /// Drawn horizontal rules (footnote separators, underlines), as boxes.
    #[serde(default)]
    pub rules: Vec<Rect>,
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Share of the page that images cover, 0 to 1: an image and no words asks for recognition.
    #[serde(default)]
    pub image_share: f32,
    /// Share of its letters that nobody sees, 0 to 1: drawn invisibly or under a picture, as a
    /// recognition layer is.
    #[serde(default)]
    pub hidden_share: f32,
}

impl RawPage {
    /// Do its words come from character recognition that somebody ran before us? They lie unseen
    /// over or under a picture of the page.
    pub fn has_recognition_layer(&self) -> bool {
        self.hidden_share > 0.5 && self.image_share > 0.5
    }

    /// Were its words recognised, by us or before us?
    pub fn is_recognized(&self) -> bool {
        matches!(self.source, TextSource::Ocr(_)) || self.has_recognition_layer()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Level from 1.
    Heading(u8),
    Paragraph,
    /// Nesting depth from 0.
    ListItem(u8),
    Quote,
    /// One row of a table, cells joined by tabs.
    TableRow,
    Preformatted,
    /// Text of a footnote with this mark.
    Footnote(String),
    /// A header field of a mail: `Subject: …`.
    Header,
}

/// A paragraph-like part of a format without pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    /// Number or label as shown (`12.`, `(a)`), where the format keeps it apart from the text.
    pub number: Option<String>,
    /// White space folded, no line breaks but in `Preformatted`.
    pub text: String,
    /// Page on which it starts, where the format says so (form feeds, rendered page breaks).
    #[serde(default)]
    pub page: Option<u32>,
}

impl Block {
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, number: None, text: text.into(), page: None }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    Pages(Vec<RawPage>),
    Blocks(Vec<Block>),
}

/// What a format says of the document outside its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceMetadata {
    pub title: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    /// ISO 8601.
    pub dated: Option<String>,
    pub url: Option<String>,
    pub captured: Option<String>,
    pub language: Option<String>,
    /// Character encoding of a text file, where it was detected.
    pub encoding: Option<String>,
    /// Mail: `From`, `To`, `Cc`, `Subject`, `Message-ID`, `In-Reply-To` …
    pub headers: Vec<(String, String)>,
}

/// A file inside a file: a mail's attachment, a member of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Name as the container gives it; never used as a path.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Everything that a reader got out of one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    pub media_type: String,
    /// Name and version of the reader.
    pub extractor: String,
    pub status: Status,
    pub warnings: Vec<String>,
    pub metadata: SourceMetadata,
    pub content: Content,
}
