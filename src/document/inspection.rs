//! A document in the form that `pincite inspect --json` prints.

use super::{
    Citation, Document, Footnote, Instrument, Line, Metadata, Page, Paragraph, ParagraphKind, Rect, Status,
};
use serde::Serialize;

/// What extraction and structuring understood of one file. Offsets are bytes into `text`.
#[derive(Clone, Debug, Serialize)]
pub struct Inspection {
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
    pub media_type: String,
    pub extractor: String,
    pub status: Status,
    pub warnings: Vec<String>,
    pub metadata: Metadata,
    pub text: String,
    pub pages: Vec<InspectedPage>,
    pub paragraphs: Vec<InspectedParagraph>,
    pub instruments: Vec<InspectedInstrument>,
    /// Start and end of each sentence.
    pub sentences: Vec<[usize; 2]>,
    pub footnotes: Vec<InspectedFootnote>,
    pub citations: Vec<InspectedCitation>,
}

#[derive(Clone, Debug, Serialize)]
pub struct InspectedPage {
    pub number: u32,
    pub label: Option<String>,
    pub ecf_page: Option<u32>,
    pub page_id: Option<String>,
    pub bates: Option<String>,
    pub start: usize,
    pub end: usize,
    pub width: f32,
    pub height: f32,
    pub ocr: bool,
    pub warnings: Vec<String>,
    pub lines: Vec<InspectedLine>,
}

/// `start` and `end` are `None` for stamps, running heads, footers and page numbers.
#[derive(Clone, Debug, Serialize)]
pub struct InspectedLine {
    pub number: Option<u32>,
    pub text: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
    #[serde(rename = "box")]
    pub bbox: Rect,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

#[derive(Clone, Debug, Serialize)]
pub struct InspectedParagraph {
    pub number: Option<String>,
    pub text: String,
    pub start: usize,
    pub end: usize,
    pub page_start: Option<u32>,
    pub page_end: Option<u32>,
    pub line_start: Option<u32>,
    pub line_end: Option<u32>,
    pub heading: Vec<String>,
    pub kind: ParagraphKind,
}

/// A policy that stands below the first one in the same file.
#[derive(Clone, Debug, Serialize)]
pub struct InspectedInstrument {
    pub title: String,
    pub effective: Option<String>,
    pub last_updated: Option<String>,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct InspectedFootnote {
    pub number: String,
    pub text: String,
    pub page: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub anchor: Option<usize>,
}

#[derive(Clone, Debug, Serialize)]
pub struct InspectedCitation {
    pub text: String,
    pub kind: super::CitationKind,
    pub normalized: String,
    pub pin: Option<String>,
    /// The name of a case.
    pub name: Option<String>,
    /// Of a parallel citation: the form of the same case's first reporter.
    pub parallel_to: Option<String>,
    pub start: usize,
    pub end: usize,
}

impl Document {
    /// The document as `pincite inspect --json` prints it, under the path it was read from.
    pub fn inspection(&self, path: &str) -> Inspection {
        Inspection {
            path: path.to_owned(),
            sha256: self.sha256.clone(),
            bytes: self.bytes,
            media_type: self.media_type.clone(),
            extractor: self.extractor.clone(),
            status: self.status,
            warnings: self.warnings.clone(),
            metadata: self.metadata.clone(),
            text: self.text.clone(),
            pages: self.pages.iter().map(inspected_page).collect(),
            paragraphs: self.paragraphs.iter().map(|p| self.inspected_paragraph(p)).collect(),
            instruments: self.instruments.iter().map(inspected_instrument).collect(),
            sentences: self.sentences.iter().map(|s| [s.start, s.end]).collect(),
            footnotes: self.footnotes.iter().map(|n| self.inspected_footnote(n)).collect(),
            citations: self.citations.iter().map(|c| self.inspected_citation(c)).collect(),
        }
    }

    fn inspected_paragraph(&self, paragraph: &Paragraph) -> InspectedParagraph {
        let place = self.locate(paragraph.span);
        InspectedParagraph {
            number: paragraph.number.clone(),
            text: self.slice(paragraph.span).to_owned(),
            start: paragraph.span.start,
            end: paragraph.span.end,
            page_start: place.page_start,
            page_end: place.page_end,
            line_start: place.line_start,
            line_end: place.line_end,
            heading: paragraph.heading.clone(),
            kind: paragraph.kind,
        }
    }

    fn inspected_footnote(&self, note: &Footnote) -> InspectedFootnote {
        InspectedFootnote {
            number: note.number.clone(),
            text: self.slice(note.span).to_owned(),
            page: note.page,
            start: note.span.start,
            end: note.span.end,
            anchor: note.anchor,
        }
    }

    fn inspected_citation(&self, citation: &Citation) -> InspectedCitation {
        InspectedCitation {
            text: self.slice(citation.span).to_owned(),
            kind: citation.kind,
            normalized: citation.normalized.clone(),
            pin: citation.pin.clone(),
            name: citation.name.clone(),
            parallel_to: citation.parallel_to.clone(),
            start: citation.span.start,
            end: citation.span.end,
        }
    }
}

fn inspected_instrument(instrument: &Instrument) -> InspectedInstrument {
    InspectedInstrument {
        title: instrument.title.clone(),
        effective: instrument.effective.clone(),
        last_updated: instrument.last_updated.clone(),
        start: instrument.span.start,
        end: instrument.span.end,
    }
}

fn inspected_page(page: &Page) -> InspectedPage {
    InspectedPage {
        number: page.number,
        label: page.label.clone(),
        ecf_page: page.ecf_page,
        page_id: page.page_id.clone(),
        bates: page.bates.clone(),
        start: page.span.start,
        end: page.span.end,
        width: page.size.0,
        height: page.size.1,
        ocr: page.ocr,
        warnings: page.warnings.clone(),
        lines: page.lines.iter().map(inspected_line).collect(),
    }
}

fn inspected_line(line: &Line) -> InspectedLine {
    InspectedLine {
        number: line.number,
        text: line.text.clone(),
        start: line.span.map(|s| s.start),
        end: line.span.map(|s| s.end),
        bbox: line.bbox,
        confidence: line.confidence,
    }
}
