//! Pictures of the pages that passages stand on, with the cited words marked.

use super::model::{Brief, Passage};
use crate::analysis::View;
use crate::document::{Document, Span};
use crate::extract::pdf::{self, PdfError};
use base64::Engine as _;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Dots an inch: small print can be read.
const DPI: f32 = 96.0;
/// A passage over more pages is shown by its first ones.
const MOST_PAGES: usize = 3;

/// What can be shown of a passage's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    Page {
        /// In the file, from 1.
        number: u32,
        /// Base64 of a PNG.
        png: String,
    },
    /// Why there is none.
    Missing(String),
}

/// The pictures of a brief, by the anchor of their passage; documents without pages have none.
#[derive(Clone, Debug, Default)]
pub struct Pictures(BTreeMap<String, Vec<Picture>>);

impl Pictures {
    pub fn of(&self, passage: &str) -> &[Picture] {
        self.0.get(passage).map_or(&[], Vec::as_slice)
    }

    /// Draws the pages of every passage of a PDF document. `bytes` gives a source by its SHA-256, or
    /// says why it is not at hand.
    pub fn draw(
        brief: &Brief,
        view: &View<'_>,
        bytes: &(dyn Fn(&str) -> Result<Vec<u8>, String> + Sync),
    ) -> Self {
        let documents: HashMap<&str, &Document> =
            view.records.iter().map(|r| (r.document.sha256.as_str(), &r.document)).collect();
        let drawable =
            |passage: &&Passage| documents.get(passage.citation.document.as_str()).is_some_and(|d| is_pdf(d));
        let passages: Vec<&Passage> = brief.passages.iter().filter(drawable).collect();
        let needed: BTreeSet<&str> = passages.iter().map(|p| p.citation.document.as_str()).collect();
        let sources: HashMap<&str, Result<Vec<u8>, String>> =
            needed.into_par_iter().map(|sha256| (sha256, bytes(sha256))).collect();
        let draw = |passage: &&Passage| {
            let sha256 = passage.citation.document.as_str();
            let pictures = match &sources[sha256] {
                Ok(bytes) => pages(documents[sha256], passage, bytes),
                Err(why) => vec![Picture::Missing(why.clone())],
            };
            (passage.id.clone(), pictures)
        };
        Self(passages.par_iter().map(draw).collect())
    }
}

fn is_pdf(document: &Document) -> bool {
    document.media_type == "application/pdf"
}

/// The cited words of a passage; all of it where nothing in it is marked.
fn marks(passage: &Passage) -> Vec<Span> {
    let mut at = passage.paragraph.start;
    let mut marks = Vec::new();
    for run in &passage.paragraph.runs {
        let end = at + run.text.len();
        if run.emphasis.is_some() {
            marks.push(Span::new(at, end));
        }
        at = end;
    }
    if marks.is_empty() { vec![Span::new(passage.paragraph.start, passage.paragraph.end)] } else { marks }
}

fn pages(document: &Document, passage: &Passage, bytes: &[u8]) -> Vec<Picture> {
    let marks = marks(passage);
    let cited = |page: &&crate::document::Page| !document.boxes(page.number, &marks).is_empty();
    let numbers = document.pages.iter().filter(cited).map(|page| page.number);
    let picture = |number: u32| match draw(document, &marks, number, bytes) {
        Ok(png) => Picture::Page { number, png: base64::engine::general_purpose::STANDARD.encode(png) },
        Err(error) => Picture::Missing(format!("page {number} can not be drawn: {error}")),
    };
    numbers.take(MOST_PAGES).map(picture).collect()
}

fn draw(document: &Document, marks: &[Span], number: u32, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    pdf::render_small_png(bytes, number, DPI, &document.boxes(number, marks))
}
