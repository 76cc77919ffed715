//! PDF: two readers, one line builder.

use crate::document::Extraction;
use thiserror::Error;

/// How to read a PDF.
#[derive(Clone, Debug, Default)]
pub struct PdfOptions {}

/// Why a PDF could not be read.
#[derive(Debug, Error)]
#[error("no reader for PDF")]
pub struct PdfError;

/// Reads a PDF.
///
/// # Errors
/// When nothing can be read.
pub fn read(_bytes: &[u8], _options: &PdfOptions) -> Result<Extraction, PdfError> {
    Err(PdfError)
}
