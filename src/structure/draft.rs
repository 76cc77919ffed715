//! Paragraphs before they have a place in the canonical text.

use crate::document::ParagraphKind;

/// How a piece continues what stands before it in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// A part of its own: an item, a quotation, a new indent.
    Part,
    /// A soft line end.
    Space,
    /// The line before ends in the word's own hyphen or dash.
    Glue,
    /// The line before ends in the typesetter's hyphen.
    Dehyphenate,
}

/// A footnote mark that was taken out of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes into the piece's text.
    pub at: usize,
    pub text: String,
}

/// The words of one printed line, or of a block, in a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub join: Join,
    /// Index of the page and of the line on it.
    pub place: Option<(usize, usize)>,
    pub marks: Vec<Mark>,
}

impl Piece {
    pub fn new(text: impl Into<String>, join: Join) -> Self {
        Self { text: text.into(), join, place: None, marks: Vec::new() }
    }
}

/// A paragraph in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: ParagraphKind,
    pub number: Option<String>,
    /// Bytes of its own number and the space after it, at the start of its text.
    pub label: usize,
    pub heading: Vec<String>,
    pub pieces: Vec<Piece>,
    /// The mark, for a footnote.
    pub note: Option<String>,
}

impl Draft {
    pub fn new(kind: ParagraphKind, pieces: Vec<Piece>) -> Self {
        Self { kind, number: None, label: 0, heading: Vec::new(), pieces, note: None }
    }

    pub fn first_page(&self) -> Option<usize> {
        self.pieces.iter().find_map(|p| p.place).map(|(page, _)| page)
    }
}
