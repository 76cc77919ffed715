use super::Span;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// Carries the filing's own paragraph number.
    Numbered,
    Body,
    Heading,
    Quote,
    Footnote,
    List,
    Table,
    Caption,
    Signature,
    /// Tables of contents and of authorities.
    Toc,
    /// The prayer for relief.
    Prayer,
}

impl ParagraphKind {
    /// Can it state a proposition? Headings, captions, tables of contents, prayers and signature
    /// blocks can not.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Numbered | Self::Body | Self::Quote | Self::Footnote | Self::List | Self::Table)
    }
}

/// A paragraph, whole and in reading order, also over a page break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The filing's own number (`45`); `None` where it has none.
    pub number: Option<String>,
    pub span: Span,
    /// Headings above it, the outermost first.
    pub heading: Vec<String>,
    pub kind: ParagraphKind,
}

/// A footnote. Its text is also a paragraph of kind [`ParagraphKind::Footnote`] with the same span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// Its mark as printed (`3`, `*`).
    pub number: String,
    /// The page on which it starts.
    pub page: Option<u32>,
    /// Its text without the mark.
    pub span: Span,
    /// Offset in the canonical text at which the mark stood.
    pub anchor: Option<usize>,
}
