use super::Span;
use serde::{Deserialize, Serialize};

/// A box in points from the page's top left corner, as `[left, top, right, bottom]` in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
pub struct Rect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Rect {
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    pub fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// The smallest box that holds both.
    pub fn hull(self, other: Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl From<[f32; 4]> for Rect {
    fn from([left, top, right, bottom]: [f32; 4]) -> Self {
        Rect { left, top, right, bottom }
    }
}

impl From<Rect> for [f32; 4] {
    fn from(r: Rect) -> Self {
        [r.left, r.top, r.right, r.bottom]
    }
}

/// A printed line of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The number printed beside it on pleading paper.
    pub number: Option<u32>,
    /// The line as printed, its own hyphen and all; for furniture the only place where it is kept.
    pub text: String,
    /// Where its words are in the canonical text; `None` for stamps, running heads and page numbers.
    pub span: Option<Span>,
    #[serde(rename = "box")]
    pub bbox: Rect,
    /// Mean confidence of optical character recognition, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// A page with every number that a citation may use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Position in the file, from 1.
    pub number: u32,
    /// The number printed on it (`i`, `12`).
    pub label: Option<String>,
    pub ecf_page: Option<u32>,
    pub page_id: Option<String>,
    pub bates: Option<String>,
    /// From the first to the last byte of the page's running text. A footnote that stands after its
    /// paragraph may lie in the next page's span, so [`super::Document::locate`] asks the lines.
    pub span: Span,
    /// Width and height in points.
    pub size: (f32, f32),
    /// From top to bottom.
    pub lines: Vec<Line>,
    /// Was it read by optical character recognition?
    #[serde(default)]
    pub ocr: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}
