//! From a span to the places that a citation names.

use super::{Document, Page, Paragraph, ParagraphKind, Span};
use serde::{Deserialize, Serialize};

/// Where a span stands in the filing. Pages count from 1 in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinpoint {
    pub page_start: Option<u32>,
    pub page_end: Option<u32>,
    /// Printed pleading line numbers. A line between two printed numbers has the number above it.
    pub line_start: Option<u32>,
    pub line_end: Option<u32>,
    /// The filing's own paragraph number, or `n. 3` for a footnote.
    pub paragraph: Option<String>,
    /// Position of the paragraph among the document's paragraphs, from 1.
    pub paragraph_ordinal: Option<usize>,
    pub label_start: Option<String>,
    pub label_end: Option<String>,
    pub ecf_page_start: Option<u32>,
    pub ecf_page_end: Option<u32>,
    pub page_id_start: Option<String>,
    pub page_id_end: Option<String>,
    pub bates_start: Option<String>,
    pub bates_end: Option<String>,
    /// Was any of its pages read by optical character recognition?
    pub ocr: bool,
}

impl Document {
    /// Page, line and paragraph of a span.
    pub fn locate(&self, span: Span) -> Pinpoint {
        let mut pinpoint = Pinpoint::default();
        self.locate_pages(span, &mut pinpoint);
        if let Some((index, paragraph)) = self.paragraph_at(span.start) {
            pinpoint.paragraph_ordinal = Some(index + 1);
            pinpoint.paragraph = paragraph.number.clone().or_else(|| {
                let note = self.footnotes.iter().find(|n| n.span.overlaps(paragraph.span))?;
                Some(format!("n. {}", note.number))
            });
            pinpoint.paragraph = pinpoint.paragraph.or_else(|| self.number_above(index));
        }
        pinpoint
    }

    /// The number of an item or block quotation is that of the paragraph to which it belongs, with the
    /// item's own letter: `53(d)`.
    fn number_above(&self, index: usize) -> Option<String> {
        let belongs = |p: &&Paragraph| {
            p.number.is_none() && matches!(p.kind, ParagraphKind::List | ParagraphKind::Quote)
        };
        let within = self.paragraphs[..=index].iter().rev().take_while(belongs).count();
        let above = index.checked_sub(within).and_then(|above| self.paragraphs.get(above))?;
        let number = above.number.clone().filter(|_| within > 0 && above.kind == ParagraphKind::Numbered)?;
        let item = &self.paragraphs[index];
        let label = item_label(self.slice(item.span)).filter(|_| item.kind == ParagraphKind::List);
        Some(label.map_or_else(|| number.clone(), |label| format!("{number}({label})")))
    }

    fn locate_pages(&self, span: Span, pinpoint: &mut Pinpoint) {
        for page in &self.pages {
            let mut above = None;
            for line in &page.lines {
                above = line.number.or(above);
                let Some(at) = line.span else { continue };
                let touched =
                    at.overlaps(span) || (span.is_empty() && at.start <= span.start && span.start < at.end);
                if touched {
                    pinpoint.include(page, above);
                }
            }
        }
    }
}

/// `d` of `d. an item` and of `(d) an item`; bullets have none.
fn item_label(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let inner = text.strip_prefix('(').unwrap_or(text);
    let length = inner.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())?;
    let (label, rest) = inner.split_at(length);
    let closed = rest.starts_with(". ") && inner.len() == text.len() || rest.starts_with(") ");
    (!label.is_empty() && label.len() <= 4 && closed).then_some(label)
}

impl Pinpoint {
    fn include(&mut self, page: &Page, line: Option<u32>) {
        if self.page_start.is_none() {
            self.page_start = Some(page.number);
            self.line_start = line;
            self.label_start.clone_from(&page.label);
            self.ecf_page_start = page.ecf_page;
            self.page_id_start.clone_from(&page.page_id);
            self.bates_start.clone_from(&page.bates);
        }
        self.page_end = Some(page.number);
        self.line_end = line;
        self.label_end.clone_from(&page.label);
        self.ecf_page_end = page.ecf_page;
        self.page_id_end.clone_from(&page.page_id);
        self.bates_end.clone_from(&page.bates);
        self.ocr |= page.ocr;
    }
}
