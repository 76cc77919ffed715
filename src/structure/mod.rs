//! Makes the canonical text: pages, lines, paragraphs, sentences, caption and kind of document.
//!
//! [`structure`] is a pure function of what a reader extracted. Paged formats go through stamps and
//! running lines, footnotes, caption, numbering, headings and parts of paragraphs; formats without
//! pages bring their blocks along. Both end as drafts that one writer turns into the canonical text
//! and the spans into it.

mod canonical;
mod draft;
mod flowing;
mod front;
mod furniture;
mod headings;
mod hyphens;
mod notes;
mod numbering;
mod paged;
mod parts;
mod row;
mod sections;
mod sentences;
mod stamp;
mod style;

pub use sentences::sentences;

use crate::document::{Content, Document, DocumentKind, Extraction, Metadata, Page};
use draft::Draft;

/// Version of structuring: a matter re-does this stage where it changes.
pub const VERSION: u32 = 1;

/// What is known of the file itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Lower-case hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    pub bytes: u64,
    /// File name, a hint at titles and kinds; never opened.
    pub name: String,
}

/// Makes a document of what a reader extracted. Citations are left empty: a later stage finds them.
pub fn structure(extraction: Extraction, file: FileFacts) -> Document {
    let Extraction { media_type, extractor, status, warnings, metadata: _, content } = extraction;
    let (mut pages, drafts): (Vec<Page>, Vec<Draft>) = match &content {
        Content::Pages(raw) => {
            let paged = paged::read_pages(raw);
            (paged.pages, paged.drafts)
        }
        Content::Blocks(blocks) => (Vec::new(), flowing::read_blocks(blocks)),
    };
    let written = canonical::write(drafts, &mut pages);
    Document {
        sha256: file.sha256,
        bytes: file.bytes,
        media_type,
        extractor,
        status,
        warnings,
        metadata: Metadata::of_kind(DocumentKind::Other, ""),
        text: written.text,
        pages,
        paragraphs: written.paragraphs,
        sentences: written.sentences,
        footnotes: written.footnotes,
        citations: Vec::new(),
    }
}
