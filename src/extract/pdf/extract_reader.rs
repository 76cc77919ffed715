//! The second reader: pdf-extract, driven page by page through our own `OutputDev`.

use super::form_nesting::nests_safely;
use super::frame::Frame;
use super::glyph::{Glyph, clean_text};
use hayro_interpret::kurbo::{Affine, Point, Rect};
use pdf_extract::{
    ColorSpace, Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Path, PathOp,
    Transform, output_doc_page,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why pdf-extract gives nothing, for a page or for the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Encrypted,
    Failed(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Encrypted => f.write_str("encrypted"),
            Self::Failed(reason) => f.write_str(reason),
        }
    }
}

/// What pdf-extract sees on one page.
#[derive(Clone, Debug, Default)]
pub(super) struct ExtractedPage {
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rect>,
    /// Why the page is not whole, if it is not.
    pub failure: Option<String>,
}

/// A loaded and, with the empty password, decrypted file.
pub(super) struct ExtractReader {
    document: Document,
    pages: Vec<ObjectId>,
    max_glyphs: usize,
}

impl ExtractReader {
    pub fn open(bytes: &[u8], max_glyphs: usize) -> Result<Self, Refusal> {
        let loaded =
            catch_unwind(|| load(bytes)).unwrap_or_else(|_| Err(Refusal::Failed("loading panicked".into())));
        let document = loaded?;
        let pages = catch_unwind(AssertUnwindSafe(|| document.get_pages().into_values().collect()));
        let pages = pages.map_err(|_| Refusal::Failed("the page tree is damaged".into()))?;
        Ok(Self { document, pages, max_glyphs })
    }

    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The frame in which the page with this index is shown, as the file states it.
    pub fn frame_of(&self, index: usize) -> Frame {
        let Some(page) = self.pages.get(index).and_then(|id| self.document.get_dictionary(*id).ok()) else {
            return Frame::new(Rect::ZERO, None, 0);
        };
        let inherited = |key: &[u8]| inherited(&self.document, page, key);
        let rotation = inherited(b"Rotate").and_then(|object| object.as_i64().ok()).unwrap_or(0);
        let rect = |key: &[u8]| inherited(key).and_then(|object| rect_of(&self.document, object));
        Frame::new(rect(b"MediaBox").unwrap_or(Rect::ZERO), rect(b"CropBox"), rotation)
    }

    /// Reads the page with this index (from 0) into a given frame. Panics inside are caught, and what
    /// was read before is kept.
    pub fn read(&self, index: usize, frame: Frame) -> ExtractedPage {
        let Some(id) = self.pages.get(index) else {
            return ExtractedPage { failure: Some("no such page".into()), ..ExtractedPage::default() };
        };
        if !catch_unwind(AssertUnwindSafe(|| nests_safely(&self.document, *id))).unwrap_or(false) {
            let failure = Some("a form on the page contains itself".into());
            return ExtractedPage { failure, ..ExtractedPage::default() };
        }
        let mut collector =
            Collector { page: ExtractedPage::default(), transform: frame.transform, left: self.max_glyphs };
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let outcome =
            catch_unwind(AssertUnwindSafe(|| output_doc_page(&self.document, &mut collector, number)));
        collector.page.failure = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some("content that it does not support".into()),
        };
        collector.page
    }
}

/// Loads; a damaged file is loaded by the newer lopdf, which repairs more, and saved for another try.
fn load(bytes: &[u8]) -> Result<Document, Refusal> {
    let first = Document::load_mem(bytes);
    let mut document = match first {
        Ok(document) if !document.get_pages().is_empty() => document,
        Ok(document) if document.is_encrypted() => document,
        Ok(document) => repaired(bytes).unwrap_or(document),
        Err(error) => repaired(bytes).ok_or_else(|| refusal(&error.to_string()))?,
    };
    if document.is_encrypted() {
        document.decrypt("").map_err(|_| Refusal::Encrypted)?;
    }
    Ok(document)
}

fn refusal(message: &str) -> Refusal {
    if message.contains("password") { Refusal::Encrypted } else { Refusal::Failed(message.to_owned()) }
}

fn repaired(bytes: &[u8]) -> Option<Document> {
    let mut damaged = lopdf::Document::load_mem(bytes).ok()?;
    if damaged.is_encrypted() {
        damaged.decrypt("").ok()?;
    }
    let mut saved = Vec::new();
    damaged.save_to(&mut saved).ok()?;
    Document::load_mem(&saved).ok()
}

fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..64 {
        if let Ok(object) = node.get_deref(key, document) {
            return Some(object);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn rect_of(document: &Document, object: &Object) -> Option<Rect> {
    let numbers: Vec<f64> = object
        .as_array()
        .ok()?
        .iter()
        .filter_map(|item| document.dereference(item).ok()?.1.as_float().ok().map(f64::from))
        .collect();
    let [x0, y0, x1, y1] = numbers[..] else { return None };
    Some(Rect::new(x0, y0, x1, y1).abs())
}

struct Collector {
    page: ExtractedPage,
    transform: Affine,
    left: usize,
}

fn affine(t: &Transform) -> Affine {
    Affine::new([t.m11, t.m12, t.m21, t.m22, t.m31, t.m32])
}

impl Collector {
    fn keep_rules(&mut self, ctm: &Transform, path: &Path) {
        let placed = self.transform * affine(ctm);
        let mut from = Point::ZERO;
        for op in &path.ops {
            let shape = match *op {
                PathOp::Rect(x, y, width, height) => Rect::from_points((x, y), (x + width, y + height)),
                PathOp::LineTo(x, y) => Rect::from_points(from, (x, y)),
                _ => Rect::ZERO,
            };
            if let PathOp::MoveTo(x, y) | PathOp::LineTo(x, y) = *op {
                from = Point::new(x, y);
            }
            let shape = placed.transform_rect_bbox(shape);
            if shape.width() >= 20.0 && shape.height() <= 2.5 && self.page.rules.len() < 2_000 {
                self.page.rules.push(shape);
            }
        }
    }
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        matrix: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let text = clean_text(text);
        if text.is_empty() || self.left == 0 {
            return Ok(());
        }
        self.left -= 1;
        let [a, b, c, d, x, y] = (self.transform * affine(matrix)).as_coeffs();
        let scale = a.hypot(b);
        let sign = if font_size < 0.0 { -1.0 } else { 1.0 };
        let (dx, dy) = if scale > 0.0 { (sign * a / scale, sign * b / scale) } else { (1.0, 0.0) };
        self.page.glyphs.push(Glyph {
            text,
            x,
            y,
            dx,
            dy,
            advance: width * font_size.abs() * scale,
            size: font_size.abs() * c.hypot(d),
            bold: false,
            italic: false,
            visible: true,
        });
        Ok(())
    }

    fn stroke(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        self.keep_rules(ctm, path);
        Ok(())
    }

    fn fill(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        self.keep_rules(ctm, path);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
