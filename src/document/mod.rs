//! The model that every stage shares: one canonical text a document, and byte spans into it.
//!
//! [`Extraction`] is what a reader of one file format hands over; [`Document`] is what structuring
//! makes of it. A [`Finding`] is a tag on a document. [`Document::locate`] is the one place where a
//! span becomes a page, a line and a paragraph.

mod boxes;
mod citation;
mod cite;
mod extraction;
mod finding;
mod inspection;
mod instrument;
mod kind;
mod lead_in;
mod page;
mod paragraph;
mod pinpoint;
mod record;
mod report;
mod review;
mod short_name;
mod span;
mod spelling;

pub use citation::{Citation, CitationKind};
pub use cite::{CiteForm, CiteStyle, cite, cite_at};
pub use extraction::{
    Attachment, Block, BlockKind, Content, Extraction, RawLine, RawPage, RawWord, SourceMetadata, TextSource,
};
pub use finding::{Decision, Finding, Flag, Mode, Polarity, ReviewState, Speaker, Strength};
pub use inspection::{
    InspectedCitation, InspectedFootnote, InspectedLine, InspectedPage, InspectedParagraph, Inspection,
};
pub use instrument::Instrument;
pub use kind::DocumentKind;
pub use lead_in::Beside;
pub use page::{Line, Page, Rect};
pub use paragraph::{Footnote, Paragraph, ParagraphKind};
pub use pinpoint::Pinpoint;
pub use record::{FileOutcome, Outcome, Record};
pub use report::FindingReport;
pub use review::{LabelChange, Labels, Review, ReviewAction, apply_reviews};
pub use short_name::{NameForms, ShortNames, is_corporate, long_date};
pub use span::Span;
pub use spelling::Spelling;

use serde::{Deserialize, Serialize};

/// What became of reading one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Everything was read.
    Ok,
    /// At least one page was read by optical character recognition.
    Ocr,
    /// At least one page or part could not be read.
    Partial,
    /// Nothing could be read.
    Failed,
}

/// Which side of the case, or which office, a party holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Plaintiff,
    Defendant,
    Petitioner,
    Respondent,
    Appellant,
    Appellee,
    Counterclaimant,
    ThirdParty,
    Amicus,
    Other,
}

/// A party as the caption names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    pub role: Role,
    /// Other names of the same party: `d/b/a`, defined terms (`“Temu”`), short forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// What a document says of itself: caption, title, dates. Dates are ISO 8601 (`2023-09-20`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    pub kind: DocumentKind,
    /// The words that decided `kind`.
    pub kind_reason: String,
    pub title: Option<String>,
    pub court: Option<String>,
    pub case_number: Option<String>,
    #[serde(default)]
    pub parties: Vec<Party>,
    pub filed: Option<String>,
    pub docket_entry: Option<String>,
    pub author: Option<String>,
    /// Who published it (outlet, company, forum).
    pub publisher: Option<String>,
    /// Date of the statement itself: of a news report, letter or mail.
    pub dated: Option<String>,
    pub effective: Option<String>,
    pub last_updated: Option<String>,
    pub captured: Option<String>,
    /// Canonical address of a web page.
    pub url: Option<String>,
    /// English name of its language, where that is surely not English: what it says is then not told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Metadata {
    /// Metadata that knows only the kind.
    pub fn of_kind(kind: DocumentKind, reason: impl Into<String>) -> Self {
        Self {
            kind,
            kind_reason: reason.into(),
            title: None,
            court: None,
            case_number: None,
            parties: Vec::new(),
            filed: None,
            docket_entry: None,
            author: None,
            publisher: None,
            dated: None,
            effective: None,
            last_updated: None,
            captured: None,
            url: None,
            language: None,
        }
    }
}

/// One document: its canonical text and everything known of its form, as spans into that text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Lower-case hexadecimal SHA-256 of the file's bytes.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    pub media_type: String,
    /// Name and version of the reader, e.g. `pdf-extract 0.12.1`.
    pub extractor: String,
    pub status: Status,
    pub warnings: Vec<String>,
    pub metadata: Metadata,
    /// The canonical text. Every span of this document points into it.
    pub text: String,
    /// In page order; empty where the format has no pages.
    pub pages: Vec<Page>,
    /// In text order, disjoint; together they cover all of the text but white space.
    pub paragraphs: Vec<Paragraph>,
    /// Policies that stand below the first one in the same file; in text order, disjoint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instruments: Vec<Instrument>,
    /// In text order, disjoint, each inside one paragraph.
    pub sentences: Vec<Span>,
    pub footnotes: Vec<Footnote>,
    pub citations: Vec<Citation>,
}

impl Document {
    /// A passage that stands alone: one paragraph, no pages.
    pub fn of_passage(text: &str, kind: DocumentKind) -> Self {
        let span = Span::new(0, text.len());
        let paragraph = Paragraph { number: None, span, heading: Vec::new(), kind: ParagraphKind::Body };
        Self {
            sha256: String::new(),
            bytes: text.len() as u64,
            media_type: "text/plain".to_owned(),
            extractor: String::new(),
            status: Status::Ok,
            warnings: Vec::new(),
            metadata: Metadata::of_kind(kind, "as given"),
            text: text.to_owned(),
            pages: Vec::new(),
            paragraphs: vec![paragraph],
            instruments: Vec::new(),
            sentences: Vec::new(),
            footnotes: Vec::new(),
            citations: Vec::new(),
        }
    }

    /// A policy of these paragraphs, one line each.
    #[cfg(test)]
    pub fn of_paragraphs(paragraphs: &[(ParagraphKind, &str)]) -> Self {
        let mut document = Self::of_passage("", DocumentKind::Policy);
        document.paragraphs.clear();
        for (kind, text) in paragraphs {
            let start = document.text.len();
            document.text.push_str(text);
            let span = Span::new(start, document.text.len());
            let own = crate::structure::sentences(text).into_iter();
            document.sentences.extend(own.map(|s| Span::new(s.start + start, s.end + start)));
            document.paragraphs.push(Paragraph { number: None, span, heading: vec![], kind: *kind });
            document.text.push('\n');
        }
        document
    }

    /// The words of a span, sliced from the canonical text.
    ///
    /// # Panics
    /// If the span is not on character boundaries of this document's text.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// The paragraph that holds a byte offset.
    pub fn paragraph_at(&self, offset: usize) -> Option<(usize, &Paragraph)> {
        let index = self.paragraphs.partition_point(|p| p.span.end <= offset);
        let paragraph = self.paragraphs.get(index)?;
        (paragraph.span.start <= offset).then_some((index, paragraph))
    }

    /// The further policy that holds a byte offset; `None` in the first one of the file.
    pub fn instrument_at(&self, offset: usize) -> Option<&Instrument> {
        let index = self.instruments.partition_point(|i| i.span.end <= offset);
        self.instruments.get(index).filter(|i| i.span.start <= offset)
    }

    /// The sentence that holds a byte offset.
    pub fn sentence_at(&self, offset: usize) -> Option<Span> {
        let index = self.sentences.partition_point(|s| s.end <= offset);
        self.sentences.get(index).copied().filter(|s| s.start <= offset)
    }
}
