//! Makes the canonical text: pages, lines, paragraphs, sentences, caption and kind of document.
//!
//! [`structure`] is a pure function of what a reader extracted. Paged formats go through stamps and
//! running lines, footnotes, caption, numbering, headings and parts of paragraphs; formats without
//! pages bring their blocks along. Both end as drafts that one writer turns into the canonical text
//! and the spans into it.

mod canonical;
mod caption;
mod courts;
mod dates;
mod draft;
mod flowing;
mod front;
mod furniture;
mod headings;
mod hyphens;
mod instruments;
mod kinds;
mod language;
mod metadata;
mod names;
mod note_mark;
mod notes;
mod numbering;
mod opening_parties;
mod paged;
mod parts;
mod row;
mod sections;
mod sentences;
mod stamp;
mod style;

pub use courts::{Court, court_of_caption, court_of_code};
pub use kinds::{KindFacts, kind_of};
pub use metadata::dateline;
pub use note_mark::note_mark;
pub use sentences::sentences;

use crate::document::{Content, Document, DocumentKind, Extraction, Page, Paragraph, ParagraphKind, RawPage};
use caption::FrontLine;
use draft::Draft;
use furniture::Furniture;
use metadata::Sources;
use stamp::Stamp;

/// Version of structuring: a matter re-does this stage where it changes.
pub const VERSION: u32 = 5;

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
///
/// A pure function; it never panics, whatever the reader made of a damaged file.
pub fn structure(extraction: Extraction, file: FileFacts) -> Document {
    let Extraction { media_type, extractor, status, mut warnings, metadata: source, content } = extraction;
    let mut form = form_of(&content);
    let mut written = canonical::write(form.drafts, &mut form.pages);
    let (metadata, instruments) = metadata::read_metadata(&Sources {
        written: &written,
        front: &form.front,
        stamp: form.stamp,
        stamp_text: &form.stamp_text,
        source: &source,
        media_type: &media_type,
        file: &file,
    });
    if let Some(language) = &metadata.language {
        warnings.push(format!(
            "written in {language}: it can be searched, but who says what is told of English texts alone"
        ));
    }
    unnumber_points(metadata.kind, &mut written.paragraphs);
    Document {
        sha256: file.sha256,
        bytes: file.bytes,
        media_type,
        extractor,
        status,
        warnings,
        metadata,
        text: written.text,
        pages: form.pages,
        paragraphs: written.paragraphs,
        instruments,
        sentences: written.sentences,
        footnotes: written.footnotes,
        citations: Vec::new(),
    }
}

/// Orders and briefs count a few points of an argument (`2. Contents.`); these are no ¶ numbers, and
/// `Order ¶ 2` would cite nothing that a reader knows. Fewer than this many are taken for points.
const FEWEST_PARAGRAPHS: usize = 8;

fn unnumber_points(kind: DocumentKind, paragraphs: &mut [Paragraph]) {
    let argues = matches!(kind, DocumentKind::Order | DocumentKind::Brief | DocumentKind::Motion);
    let numbered = paragraphs.iter().filter(|p| p.kind == ParagraphKind::Numbered).count();
    if !argues || numbered >= FEWEST_PARAGRAPHS {
        return;
    }
    for point in paragraphs.iter_mut().filter(|p| p.kind == ParagraphKind::Numbered) {
        point.kind = ParagraphKind::List;
        point.number = None;
    }
}

/// What either way of reading, by pages or by blocks, brings together.
struct Form {
    pages: Vec<Page>,
    drafts: Vec<Draft>,
    front: Vec<FrontLine>,
    stamp: Option<Stamp>,
    stamp_text: String,
}

fn form_of(content: &Content) -> Form {
    match content {
        Content::Pages(raw) => {
            let paged = paged::read_pages(raw);
            let stamped =
                paged.furniture.iter().zip(raw).find_map(|(f, page)| Some((f.stamp.clone()?, f, page)));
            let stamp_text = stamped.as_ref().map(|(_, f, page)| furniture_text(f, page)).unwrap_or_default();
            let stamp = stamped.map(|(stamp, ..)| stamp);
            Form { pages: paged.pages, drafts: paged.drafts, front: paged.front, stamp, stamp_text }
        }
        Content::Blocks(blocks) => Form {
            pages: Vec::new(),
            drafts: flowing::read_blocks(blocks),
            front: flowing::front_lines(blocks),
            stamp: None,
            stamp_text: String::new(),
        },
    }
}

fn furniture_text(furniture: &Furniture, page: &RawPage) -> String {
    let lines = page.lines.iter().zip(&furniture.lines).filter(|(_, f)| **f).map(|(l, _)| l.text());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
