//! A finding as scripts see it.

use super::{
    CiteForm, CiteStyle, Document, Finding, Flag, Mode, Polarity, ShortNames, Span, Speaker, Strength, cite,
};
use serde::Serialize;

/// A finding with its words and pinpoints, in the form of `tag --json`.
#[derive(Clone, Debug, Serialize)]
pub struct FindingReport<'a> {
    /// Its name in reviews.
    pub id: String,
    /// `sha256:…`
    pub document: String,
    pub concept: &'a str,
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
    pub speaker_name: Option<&'a str>,
    pub chain: &'a [String],
    /// Byte offsets of `quote` in the canonical text.
    pub start: usize,
    pub end: usize,
    pub quote: &'a str,
    pub proposition: Span,
    pub page: Option<u32>,
    pub paragraph: Option<String>,
    pub line_start: Option<u32>,
    pub line_end: Option<u32>,
    pub cite: String,
    pub rule: &'a str,
    pub why: &'a [String],
    pub strength: Option<Strength>,
    pub flags: &'a [Flag],
    pub condition: Option<Span>,
    pub confidence: f32,
}

impl Finding {
    /// This finding with its words and pinpoints.
    pub fn report<'a>(&'a self, document: &'a Document) -> FindingReport<'a> {
        let pinpoint = document.locate(self.span);
        FindingReport {
            id: self.id(&document.sha256),
            document: format!("sha256:{}", document.sha256),
            concept: &self.concept,
            mode: self.mode,
            polarity: self.polarity,
            speaker: self.speaker,
            speaker_name: self.speaker_name.as_deref(),
            chain: &self.chain,
            start: self.span.start,
            end: self.span.end,
            quote: document.slice(self.span),
            proposition: self.proposition,
            page: pinpoint.page_start,
            paragraph: pinpoint.paragraph,
            line_start: pinpoint.line_start,
            line_end: pinpoint.line_end,
            cite: document.cite(self.span),
            rule: &self.rule,
            why: &self.why,
            strength: self.strength,
            flags: &self.flags,
            condition: self.condition,
            confidence: (self.confidence * 100.0).round() / 100.0,
        }
    }
}

impl Document {
    /// The full citation of a span in this document alone. In a matter with several documents of a
    /// kind, [`ShortNames`] tell them apart.
    pub fn cite(&self, span: Span) -> String {
        let names = ShortNames::of([self]);
        cite(self, names.get(&self.sha256), span, CiteStyle::default(), CiteForm::Full)
    }
}
