//! Both readers over all pages of a file, to one [`Extraction`].

use super::document_info::metadata_of;
use super::encryption::without_attachment_encryption;
use super::extract_reader::{ExtractReader, Refusal, repaired};
use super::page_labels::labels_of;
use super::page_source::{FAILED, PageSource, guarded};
use super::{EXTRACTOR, PdfError, PdfOptions};
use crate::document::{Content, Extraction, RawPage, Status};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

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
    let plain = without_attachment_encryption(bytes);
    let bytes = plain.as_deref().unwrap_or(bytes);
    let pdf = open_hayro(bytes);
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

/// Opens with hayro; what it refuses, it gets again as lopdf repairs it.
fn open_hayro(bytes: &[u8]) -> Result<Pdf, Refusal> {
    open_once(bytes.to_vec()).or_else(|refusal| match repaired(bytes) {
        Some(repaired) if refusal != Refusal::Encrypted => open_once(repaired).map_err(|_| refusal),
        _ => Err(refusal),
    })
}

fn open_once(bytes: Vec<u8>) -> Result<Pdf, Refusal> {
    match guarded(|| Pdf::new(bytes)) {
        Some(Ok(pdf)) if !pdf.pages().is_empty() => Ok(pdf),
        Some(Ok(_)) => Err(Refusal::Failed("no pages".into())),
        Some(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => Err(Refusal::Encrypted),
        Some(Err(error)) => Err(Refusal::Failed(format!("{error:?}").to_lowercase())),
        None => Err(Refusal::Failed("loading panicked".into())),
    }
}

fn non_empty(reader: ExtractReader) -> Result<ExtractReader, Refusal> {
    if reader.page_count() == 0 { Err(Refusal::Failed("no pages".into())) } else { Ok(reader) }
}

type Second = Option<Result<ExtractReader, Refusal>>;

fn read_pages(pdf: Result<&Pdf, &Refusal>, second: Second, options: &PdfOptions) -> Extraction {
    let mut warnings = Vec::new();
    if let Err(refusal) = pdf {
        warnings.push(unchecked("hayro", refusal));
    }
    let second = second
        .and_then(|opened| opened.map_err(|refusal| warnings.push(unchecked("pdf-extract", &refusal))).ok());
    let mut source = PageSource::new(pdf.ok(), second, options.max_glyphs);
    let shown = pages_to_read(source.page_counts(), options, &mut warnings);
    let labels = pdf.ok().and_then(|pdf| guarded(|| labels_of(pdf, shown))).unwrap_or_default();
    let label = |index: usize| labels.get(index).cloned().flatten();
    let pages: Vec<RawPage> =
        (0..shown).map(|index| RawPage { label: label(index), ..source.read(index) }).collect();
    let status = status_of(&pages, &mut warnings);
    Extraction {
        media_type: "application/pdf".into(),
        extractor: EXTRACTOR.into(),
        status,
        warnings,
        metadata: pdf.ok().and_then(|pdf| guarded(|| metadata_of(pdf))).unwrap_or_default(),
        content: Content::Pages(pages),
    }
}

fn unchecked(reader: &str, refusal: &Refusal) -> String {
    format!("{reader} can not read this file ({refusal}): pages were not checked by a second reader")
}

/// How many pages are read; a disagreement on their number and a limit are told.
fn pages_to_read((first, second): (usize, usize), options: &PdfOptions, warnings: &mut Vec<String>) -> usize {
    if first > 0 && second > 0 && first != second {
        warnings.push(format!(
            "the two readers disagree on the number of pages: hayro {first}, pdf-extract {second}"
        ));
    }
    let count = first.max(second);
    let shown = count.min(options.max_pages as usize);
    if shown < count {
        warnings.push(format!("only the first {shown} of {count} pages were read"));
    }
    shown
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
