//! One page: read by both readers, compared, and told with everything doubtful about it.

use super::annotations::annotations_of;
use super::bombs::inflates_too_far;
use super::choose::{Winner, choose};
use super::extract_reader::{ExtractReader, ExtractedPage};
use super::frame::Frame;
use super::glyph::{Glyph, is_readable};
use super::hayro_reader::{DrawnPage, HayroReader, frame_of};
use super::lines::{lines_of, points};
use crate::document::{RawLine, RawPage, Rect, TextSource};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs work of the readers; `None` where it panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Start of the warning on a page that no reader could read whole.
pub(super) const FAILED: &str = "this page could not be read";

/// The opened file in both readers.
pub(super) struct PageSource<'a> {
    pdf: Option<&'a Pdf>,
    hayro: Option<HayroReader<'a>>,
    second: Option<ExtractReader>,
}

/// One reader's page.
#[derive(Default)]
struct Reading {
    lines: Vec<RawLine>,
    /// Why it is not whole.
    failure: Option<String>,
}

impl<'a> PageSource<'a> {
    pub fn new(pdf: Option<&'a Pdf>, second: Option<ExtractReader>, max_glyphs: usize) -> Self {
        Self { pdf, hayro: pdf.map(|pdf| HayroReader::new(pdf, max_glyphs)), second }
    }

    /// Pages that hayro and pdf-extract see; 0 for one that is not there.
    pub fn page_counts(&self) -> (usize, usize) {
        (
            self.pdf.map_or(0, |pdf| pdf.pages().len()),
            self.second.as_ref().map_or(0, ExtractReader::page_count),
        )
    }

    /// Reads the page with this index (from 0) with both readers.
    pub fn read(&mut self, index: usize) -> RawPage {
        let page = self.pdf.and_then(|pdf| pdf.pages().get(index));
        let frame = match (page, &self.second) {
            (Some(page), _) => frame_of(page),
            (None, Some(second)) => second.frame_of(index),
            (None, None) => Frame::new(kurbo::Rect::ZERO, None, 0),
        };
        if page.is_some_and(|page| guarded(|| inflates_too_far(page)).unwrap_or(false)) {
            let warnings = vec![format!("{FAILED}: its content inflates beyond what a page can need")];
            return RawPage { warnings, ..blank_page(index, frame) };
        }
        let drawn = page.and(self.hayro.as_mut()).map(|reader| guarded(|| reader.read(index)).flatten());
        let extracted = self.second.as_ref().map(|reader| reader.read(index, frame));
        let mut assembled = self.compare(blank_page(index, frame), frame, drawn, extracted);
        if let Some(page) = page
            && let Some(notes) = guarded(|| annotations_of(page, &frame))
        {
            assembled.lines.extend(notes.lines);
            assembled.warnings.extend(notes.warnings);
        }
        if assembled.lines.is_empty() {
            assembled.source = TextSource::None;
        }
        assembled
    }

    /// Builds lines of both readings, keeps the better, and says what is doubtful.
    fn compare(
        &self,
        blank: RawPage,
        frame: Frame,
        drawn: Option<Option<DrawnPage>>,
        extracted: Option<ExtractedPage>,
    ) -> RawPage {
        let mut warnings = Vec::new();
        let mut rest = DrawnPage::default();
        let mut hidden_share = 0.0;
        let first = drawn.map(|drawn| {
            let failure = drawn.is_none().then(|| "hayro panicked".to_owned());
            rest = drawn.unwrap_or_default();
            hidden_share = share_of_hidden(&rest.glyphs);
            reading(std::mem::take(&mut rest.glyphs), frame, failure)
        });
        let second = extracted.map(|page| {
            if first.is_none() {
                rest.rules = page.rules;
            }
            reading(page.glyphs, frame, page.failure)
        });
        if rest.dropped > 0 {
            warnings.push(format!("{FAILED} whole: it has too many letters, {} were left out", rest.dropped));
        }
        let (kept, source) = self.keep(first, second, &mut warnings);
        let mut lines = kept.lines;
        lines.extend(lines_of(rest.annotation_glyphs, frame.size));
        let image_share = points(rest.image_share);
        let page = RawPage {
            lines,
            source,
            rules: distinct(&rest.rules),
            warnings,
            image_share,
            hidden_share,
            ..blank
        };
        tell_unmapped(page, rest.unmapped)
    }

    fn keep(
        &self,
        first: Option<Reading>,
        second: Option<Reading>,
        warnings: &mut Vec<String>,
    ) -> (Reading, TextSource) {
        let (first, second) = match (first, second) {
            (Some(first), Some(second)) => (first, second),
            (Some(only), None) => return (told(only, warnings), TextSource::Hayro),
            (None, Some(only)) => return (told(only, warnings), TextSource::PdfExtract),
            (None, None) => return (Reading::default(), TextSource::None),
        };
        // Where the counts differ, page n of one reader may be another page of the other.
        let (one, other) = self.page_counts();
        if one != other && first.failure.is_none() && !first.lines.is_empty() {
            return (first, TextSource::Hayro);
        }
        let choice = choose(&first.lines, &second.lines);
        let (kept, other, source) = match choice.winner {
            Winner::Hayro => (first, second, TextSource::Hayro),
            Winner::PdfExtract => (second, first, TextSource::PdfExtract),
        };
        match (&kept.failure, &other.failure) {
            (Some(_), _) => return (told(kept, warnings), source),
            (None, Some(failure)) => warnings.push(format!("not checked by a second reader: {failure}")),
            (None, None) => warnings.extend(choice.warning),
        }
        (kept, source)
    }
}

fn blank_page(index: usize, frame: Frame) -> RawPage {
    RawPage {
        number: u32::try_from(index + 1).unwrap_or(u32::MAX),
        label: None,
        size: (points(frame.size.0), points(frame.size.1)),
        lines: Vec::new(),
        source: TextSource::None,
        rules: Vec::new(),
        warnings: Vec::new(),
        image_share: 0.0,
        hidden_share: 0.0,
    }
}

/// Share of the letters that are drawn unseen, 0 to 1.
fn share_of_hidden(glyphs: &[Glyph]) -> f32 {
    let letters = || glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let hidden = letters().filter(|glyph| !glyph.visible).count();
    hidden as f32 / letters().count().max(1) as f32
}

/// Letters without a Unicode value are counted; a page of them is a picture of text.
fn tell_unmapped(mut page: RawPage, unmapped: usize) -> RawPage {
    if is_unreadable(&page.lines) {
        page.warnings
            .push("the letters on this page have no Unicode values: it needs recognition like a scan".into());
        page.lines.clear();
        page.image_share = 1.0;
    } else if page.source == TextSource::Hayro && unmapped > 0 {
        page.warnings
            .push(format!("{unmapped} letters on this page have no Unicode value and read `\u{FFFD}`"));
    }
    page
}

/// Are most letters of a page beyond reading, as fonts without Unicode values leave them?
fn is_unreadable(lines: &[RawLine]) -> bool {
    let letters = || lines.iter().flat_map(|line| &line.words).flat_map(|word| word.text.chars());
    let lost = letters().filter(|c| !is_readable(*c)).count();
    lost > 0 && lost * 2 > letters().count()
}

/// A page that only one reader, or neither, could read whole.
fn told(reading: Reading, warnings: &mut Vec<String>) -> Reading {
    if let Some(failure) = &reading.failure {
        warnings.push(format!("{FAILED} whole: {failure}"));
    }
    reading
}

fn reading(glyphs: Vec<Glyph>, frame: Frame, failure: Option<String>) -> Reading {
    match guarded(|| lines_of(glyphs, frame.size)) {
        Some(lines) => Reading { lines, failure },
        None => Reading { lines: Vec::new(), failure: Some("its text could not be laid out".into()) },
    }
}

/// Rules from top to bottom, each once.
fn distinct(rules: &[kurbo::Rect]) -> Vec<Rect> {
    let place = |r: &kurbo::Rect| Rect {
        left: points(r.x0),
        top: points(r.y0),
        right: points(r.x1),
        bottom: points(r.y1),
    };
    let mut rules: Vec<Rect> = rules.iter().map(place).collect();
    rules.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    rules.dedup();
    rules
}
