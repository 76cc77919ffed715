//! PDF: two independent readers, one line builder.
//!
//! [`read`] opens the file with hayro (`hayro_reader`) and with pdf-extract (`extract_reader`). Each
//! hands over positioned glyphs; `lines` makes words and lines of either in the same way; `choose`
//! compares them page by page and keeps the better one. Pictures of pages come from [`render_png`]
//! and [`render_gray`].

mod annotations;
mod assemble;
mod bombs;
mod choose;
mod columns;
mod direction;
mod document_info;
mod encryption;
mod extract_reader;
mod fonts;
mod form_nesting;
mod frame;
mod glyph;
mod gutter;
mod hayro_reader;
mod image;
mod leaders;
mod lines;
mod overlay;
mod page_labels;
mod page_source;
mod rows;
mod words;

#[cfg(test)]
mod tests;

pub use assemble::read;
pub use image::{MAX_PIXELS, render_gray, render_png, render_small_png};
pub use lines::lines_from_words;

/// Names and versions of the readers, and the version of the line builder.
pub const EXTRACTOR: &str = "pdf-extract 0.12.1 + hayro-interpret 0.9.0, lines 1";

/// How a PDF is read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PdfOptions {
    /// Ask pdf-extract only where hayro can not open the file: faster, but no page is checked.
    pub single_reader: bool,
    /// Pages after this one are not read; a warning says so.
    pub max_pages: u32,
    /// Glyphs after this many on one page are not read; a warning says so.
    pub max_glyphs: usize,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self { single_reader: false, max_pages: 10_000, max_glyphs: 400_000 }
    }
}

/// Why nothing of a PDF could be read or drawn.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the file is encrypted and needs a password\nhint: save it without a password and add it again")]
    Encrypted,
    #[error(
        "not a readable PDF: hayro: {hayro}; pdf-extract: {pdf_extract}\nhint: open it in a viewer and print it to a new PDF"
    )]
    Unreadable { hayro: String, pdf_extract: String },
    #[error("page {page} does not exist; the file has {count}\nhint: pages count from 1 in the file")]
    NoSuchPage { page: u32, count: u32 },
    #[error("page {page} could not be drawn: {reason}\nhint: open the page in a viewer")]
    NotDrawn { page: u32, reason: String },
}
