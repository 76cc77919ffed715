//! Both readers over all pages of a file, to one [`Extraction`].

use super::annotations::annotations_of;
use super::choose::{Winner, choose};
use super::document_info::metadata_of;
use super::extract_reader::{ExtractReader, ExtractedPage, Refusal};
use super::frame::Frame;
use super::glyph::Glyph;
use super::hayro_reader::{DrawnPage, HayroReader, frame_of};
use super::lines::{lines_of, points};
use super::page_labels::labels_of;
use super::{EXTRACTOR, PdfError, PdfOptions};
use crate::document::{Content, Extraction, RawLine, RawPage, Rect, SourceMetadata, Status, TextSource};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a PDF in this process.
///
/// Lines are in reading order with the gutter number of pleading paper beside them; boxes are in
/// points from the top left of the page as displayed. Panics of the readers are caught page by page
/// and become warnings; a stack overflow or too much memory is not, so foreign files belong in a
/// process of their own.
///
/// # Errors
/// [`PdfError::Encrypted`] where neither reader opens the file without a password, and
/// [`PdfError::Unreadable`] where neither finds a page in it.
pub fn read(bytes: &[u8], options: &PdfOptions) -> Result<Extraction, PdfError> {
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes.to_vec())));
    let pdf = match opened {
        Ok(Ok(pdf)) if !pdf.pages().is_empty() => Ok(pdf),
        Ok(Ok(_)) => Err(Refusal::Failed("no pages".into())),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => Err(Refusal::Encrypted),
        Ok(Err(error)) => Err(Refusal::Failed(format!("{error:?}").to_lowercase())),
        Err(_) => Err(Refusal::Failed("loading panicked".into())),
    };
    let second = if options.single_reader && pdf.is_ok() {
        None
    } else {
        Some(ExtractReader::open(bytes, options.max_glyphs).and_then(non_empty))
    };
    match (&pdf, second) {
        (Err(Refusal::Encrypted), Some(Err(_))) | (Err(_), Some(Err(Refusal::Encrypted))) => {
            Err(PdfError::Encrypted)
        }
        (Err(first), Some(Err(second))) => {
            Err(PdfError::Unreadable { hayro: first.to_string(), pdf_extract: second.to_string() })
        }
        (_, second) => Ok(read_pages(pdf.as_ref(), second, options)),
    }
}

fn non_empty(reader: ExtractReader) -> Result<ExtractReader, Refusal> {
    if reader.page_count() == 0 { Err(Refusal::Failed("no pages".into())) } else { Ok(reader) }
}

type Second = Option<Result<ExtractReader, Refusal>>;

fn read_pages(pdf: Result<&Pdf, &Refusal>, second: Second, options: &PdfOptions) -> Extraction {
    let mut warnings = Vec::new();
    if let Err(refusal) = pdf {
        warnings.push(format!(
            "hayro can not read this file ({refusal}): pages were not checked by a second reader"
        ));
    }
    let second = second.and_then(|opened| {
        opened
            .map_err(|refusal| {
                warnings.push(format!(
                    "pdf-extract can not read this file ({refusal}): pages were not checked by a second reader"
                ));
            })
            .ok()
    });
    let first_count = pdf.map_or(0, |pdf| pdf.pages().len());
    let second_count = second.as_ref().map_or(0, ExtractReader::page_count);
    if first_count > 0 && second_count > 0 && first_count != second_count {
        warnings.push(format!(
            "the two readers disagree on the number of pages: hayro {first_count}, pdf-extract {second_count}"
        ));
    }
    let count = first_count.max(second_count);
    let shown = count.min(options.max_pages as usize);
    if shown < count {
        warnings.push(format!("only the first {shown} of {count} pages were read"));
    }
    let labels = pdf.map(|pdf| guarded(|| labels_of(pdf, count)).unwrap_or_default()).unwrap_or_default();
    let mut source = Source {
        pdf: pdf.ok(),
        hayro: pdf.ok().map(|pdf| HayroReader::new(pdf, options.max_glyphs)),
        second,
        agreed_count: first_count == second_count,
    };
    let pages: Vec<RawPage> = (0..shown)
        .map(|index| RawPage { label: labels.get(index).cloned().flatten(), ..source.read(index) })
        .collect();
    let status = status_of(&pages, &mut warnings);
    Extraction {
        media_type: "application/pdf".into(),
        extractor: EXTRACTOR.into(),
        status,
        warnings,
        metadata: pdf
            .ok()
            .and_then(|pdf| guarded(|| metadata_of(pdf)))
            .unwrap_or_else(SourceMetadata::default),
        content: Content::Pages(pages),
    }
}

fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Partial where a page failed; what failed is told once for the file.
fn status_of(pages: &[RawPage], warnings: &mut Vec<String>) -> Status {
    let failed: Vec<String> = pages
        .iter()
        .filter(|page| page.warnings.iter().any(|warning| warning.starts_with(FAILED)))
        .map(|page| page.number.to_string())
        .collect();
    if failed.is_empty() {
        return Status::Ok;
    }
    warnings.push(format!("pages that could not be read whole: {}", failed.join(", ")));
    if failed.len() == pages.len() && pages.iter().all(|page| page.lines.is_empty()) {
        Status::Failed
    } else {
        Status::Partial
    }
}

/// Start of the warning on a page that no reader could read whole.
const FAILED: &str = "this page could not be read";

struct Source<'a> {
    pdf: Option<&'a Pdf>,
    hayro: Option<HayroReader<'a>>,
    second: Option<ExtractReader>,
    /// Do both readers see the same number of pages? Otherwise page n of one may be another of the other.
    agreed_count: bool,
}

/// One reader's page.
struct Reading {
    lines: Vec<RawLine>,
    failure: Option<String>,
}

impl Source<'_> {
    fn read(&mut self, index: usize) -> RawPage {
        let page = self.pdf.and_then(|pdf| pdf.pages().get(index));
        let frame = match (page, &self.second) {
            (Some(page), _) => frame_of(page),
            (None, Some(second)) => second.frame_of(index),
            (None, None) => Frame::new(kurbo::Rect::ZERO, None, 0),
        };
        let drawn = page.and(self.hayro.as_mut()).map(|reader| guarded(|| reader.read(index)).flatten());
        let extracted = self.second.as_ref().map(|reader| reader.read(index, frame));
        let mut assembled = self.compare(index, frame, drawn, extracted);
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
        index: usize,
        frame: Frame,
        drawn: Option<Option<DrawnPage>>,
        extracted: Option<ExtractedPage>,
    ) -> RawPage {
        let mut warnings = Vec::new();
        let mut rest = DrawnPage::default();
        let first = drawn.map(|drawn| {
            let failure = drawn.is_none().then(|| "hayro panicked".to_owned());
            rest = drawn.unwrap_or_default();
            reading(std::mem::take(&mut rest.glyphs), frame, failure)
        });
        let mut rules = std::mem::take(&mut rest.rules);
        let second = extracted.map(|page| {
            if first.is_none() {
                rules = page.rules;
            }
            reading(page.glyphs, frame, page.failure)
        });
        if rest.dropped > 0 {
            warnings.push(format!("{FAILED} whole: it has too many letters, {} were left out", rest.dropped));
        }
        let (kept, source) = self.keep(first, second, &mut warnings);
        let mut lines = kept.lines;
        lines.extend(lines_of(rest.annotation_glyphs, frame.size));
        if source == TextSource::Hayro && rest.unmapped > 0 {
            warnings.push(format!(
                "{} letters on this page have no Unicode value and are missing",
                rest.unmapped
            ));
        }
        RawPage {
            number: u32::try_from(index + 1).unwrap_or(u32::MAX),
            label: None,
            size: (points(frame.size.0), points(frame.size.1)),
            lines,
            source,
            rules: distinct(rules),
            warnings,
            image_share: points(rest.image_share),
        }
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
            (None, None) => return (Reading { lines: Vec::new(), failure: None }, TextSource::None),
        };
        if !self.agreed_count && first.failure.is_none() && !first.lines.is_empty() {
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
fn distinct(rules: Vec<kurbo::Rect>) -> Vec<Rect> {
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
