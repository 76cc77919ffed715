//! Text that a page's drawing does not show: notes, and form values without an appearance.

use super::document_info::decode_text;
use super::frame::Frame;
use super::lines::points;
use crate::document::{RawLine, RawWord, Rect};
use hayro_interpret::RectExt;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, String as PdfString,
};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo;

/// What the annotations of a page add to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Annotations {
    /// Form values and free text that nothing draws, as lines at their place.
    pub lines: Vec<RawLine>,
    pub warnings: Vec<String>,
}

/// Annotations of one page that are looked at.
const MAX_ANNOTATIONS: usize = 2_000;
/// Characters of a note that a warning quotes.
const MAX_QUOTED: usize = 2_000;

/// Reads the annotations of a page. Those that have an appearance are drawn by the reader already.
pub(super) fn annotations_of(page: &Page<'_>, frame: &Frame) -> Annotations {
    let mut found = Annotations::default();
    let Some(list) = page.raw().get::<Array<'_>>(b"Annots") else { return found };
    let (mut fields, mut drawn_notes) = (0_usize, 0_usize);
    for annotation in list.iter::<Dict<'_>>().take(MAX_ANNOTATIONS) {
        let kind =
            annotation.get::<Name<'_>>(b"Subtype").map(|name| name.as_str().to_owned()).unwrap_or_default();
        let drawn = annotation.get::<Dict<'_>>(b"AP").is_some_and(|look| look.contains_key(b"N"));
        match kind.as_str() {
            "Widget" => {
                let value = field_value(&annotation);
                fields += usize::from(value.is_some());
                if let (Some(value), false) = (value, drawn) {
                    found.lines.extend(line_at(&annotation, frame, &value));
                }
            }
            "FreeText" if !drawn => {
                let lines =
                    text_of(&annotation, b"Contents").and_then(|text| line_at(&annotation, frame, &text));
                drawn_notes += usize::from(lines.is_some());
                found.lines.extend(lines);
            }
            "FreeText" => drawn_notes += 1,
            "Link" | "Popup" => {}
            _ => found.warnings.extend(note_warning(&kind, &annotation)),
        }
    }
    if fields > 0 {
        found
            .warnings
            .push(format!("{fields} filled form fields on this page; their values are among its lines"));
    }
    if drawn_notes > 0 {
        found
            .warnings
            .push(format!("{drawn_notes} text boxes were added to this page; their text is among its lines"));
    }
    found
}

fn text_of(annotation: &Dict<'_>, key: &[u8]) -> Option<String> {
    let text = annotation.get::<PdfString<'_>>(key).map(|s| decode_text(s.as_bytes()))?;
    (!text.is_empty()).then_some(text)
}

/// The value of a field, its own or its parent's.
fn field_value(widget: &Dict<'_>) -> Option<String> {
    let mut node = widget.clone();
    for _ in 0..8 {
        match node.get::<Object<'_>>(b"V") {
            Some(Object::String(text)) => {
                return Some(decode_text(text.as_bytes())).filter(|t| !t.is_empty());
            }
            Some(Object::Array(options)) => {
                let chosen: Vec<String> =
                    options.iter::<PdfString<'_>>().map(|s| decode_text(s.as_bytes())).collect();
                return Some(chosen.join(", ")).filter(|t| !t.is_empty());
            }
            Some(_) => return None,
            None => node = node.get::<Dict<'_>>(b"Parent")?,
        }
    }
    None
}

fn note_warning(kind: &str, annotation: &Dict<'_>) -> Option<String> {
    let text = text_of(annotation, b"Contents")?;
    let quoted: String = text.chars().take(MAX_QUOTED).collect();
    let author = text_of(annotation, b"T").map(|name| format!(" by {name}")).unwrap_or_default();
    Some(format!("a note on this page{author} ({kind}) is not part of its text: {quoted}"))
}

/// A line of text inside an annotation's rectangle.
fn line_at(annotation: &Dict<'_>, frame: &Frame, text: &str) -> Option<RawLine> {
    let rect = frame.place(annotation.get::<PdfRect>(b"Rect")?.to_kurbo());
    let finite = [rect.x0, rect.y0, rect.x1, rect.y1].iter().all(|n| n.is_finite());
    let words: Vec<&str> = text.split_whitespace().collect();
    (finite && !words.is_empty()).then(|| spread(&words, rect))
}

fn spread(words: &[&str], rect: kurbo::Rect) -> RawLine {
    let size = (rect.height() * 0.7).clamp(1.0, 12.0);
    let letters: usize = words.iter().map(|w| w.chars().count() + 1).sum();
    let step = rect.width() / letters.max(1) as f64;
    let baseline = rect.y1 - 0.25 * rect.height().min(16.0);
    let mut at = 0;
    let words: Vec<RawWord> = words
        .iter()
        .map(|word| {
            let (from, to) = (at, at + word.chars().count());
            at = to + 1;
            RawWord {
                text: (*word).to_owned(),
                bbox: Rect {
                    left: points(rect.x0 + step * from as f64),
                    top: points(rect.y0),
                    right: points(rect.x0 + step * to as f64),
                    bottom: points(rect.y1),
                },
                baseline: points(baseline),
                size: points(size),
                bold: false,
                italic: false,
                confidence: None,
            }
        })
        .collect();
    let bbox = words.iter().map(|w| w.bbox).reduce(Rect::hull).unwrap_or_default();
    RawLine { number: None, words, bbox, size: points(size), column: 0 }
}
