//! What the tests draw with: synthetic glyphs, and a writer of small PDFs.

use super::super::glyph::Glyph;
use super::super::lines::lines_of;
use crate::document::RawLine;

/// US letter, in points.
pub const LETTER: (f64, f64) = (612.0, 792.0);
/// Every synthetic letter is this share of its size wide, and a space as well.
const WIDTH: f64 = 0.5;

/// A page under the pen: glyphs in drawing order.
#[derive(Default)]
pub struct Sheet {
    pub glyphs: Vec<Glyph>,
    pub skip_spaces: bool,
}

impl Sheet {
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws text from left to right with its first baseline point at `x`, `y`.
    pub fn text(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.text_at_angle(x, y, size, 0.0, text)
    }

    /// Draws text along a direction in degrees clockwise.
    pub fn text_at_angle(mut self, x: f64, y: f64, size: f64, degrees: f64, text: &str) -> Self {
        let (dy, dx) = degrees.to_radians().sin_cos();
        for (place, c) in text.chars().enumerate() {
            let along = place as f64 * WIDTH * size;
            if c == ' ' && self.skip_spaces {
                continue;
            }
            self.glyphs.push(Glyph {
                text: c.to_string(),
                x: x + along * dx,
                y: y + along * dy,
                dx,
                dy,
                advance: WIDTH * size,
                size,
                bold: false,
                italic: false,
                visible: true,
            });
        }
        self
    }

    /// The same text in the invisible mode, as recognition layers have it.
    pub fn hidden_text(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let before = self.glyphs.len();
        self = self.text(x, y, size, text);
        self.glyphs[before..].iter_mut().for_each(|glyph| glyph.visible = false);
        self
    }

    pub fn without_spaces(mut self) -> Self {
        self.skip_spaces = true;
        self
    }

    pub fn lines(self) -> Vec<RawLine> {
        lines_of(self.glyphs, LETTER)
    }

    /// Each line's text.
    pub fn read(self) -> Vec<String> {
        self.lines().iter().map(RawLine::text).collect()
    }
}

/// One object of a PDF: its body without `obj` and `endobj`.
pub fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// Writes objects, numbered from 1, with a correct cross-reference table. Object 1 is the catalogue.
pub fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// One page: its dictionary's further entries and its content. Fonts `F1` (Helvetica) and `F2`
/// (Times-Bold) are there.
pub struct PageOf<'a> {
    pub entries: &'a str,
    pub content: &'a str,
}

/// A PDF of pages; `extra` objects follow with the numbers from 5 + 2 × pages on.
pub fn pdf_of_pages(pages: &[PageOf<'_>], catalogue: &str, extra: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 5 + 2 * n)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (index, page) in pages.iter().enumerate() {
        let resources = if page.entries.contains("/Resources") {
            ""
        } else {
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        };
        let media = if page.entries.contains("/MediaBox") { "" } else { "/MediaBox [0 0 612 792]" };
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R {media} {resources} {} >>",
            6 + 2 * index,
            page.entries
        ));
        objects.push(stream(page.content));
    }
    objects.extend(extra.iter().cloned());
    pdf_of(&objects)
}

/// A one-page PDF with this content.
pub fn simple_pdf(content: &str) -> Vec<u8> {
    pdf_of_pages(&[PageOf { entries: "", content }], "", &[])
}
