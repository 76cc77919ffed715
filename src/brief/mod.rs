//! The brief: one model, one writer a format, and its verification.
//!
//! [`build`] turns a matter into a [`Brief`]; [`html()`], [`docx()`], [`pdf()`], [`json`] and
//! [`csv()`] write it, [`dat()`] the load file;
//! [`verify`](verify()) opens every quotation and citation of a written brief again.

mod bookmark;
mod compose;
mod composer;
mod csv;
mod dat;
mod docx;
mod focus;
mod html;
pub mod model;
mod pdf;
mod pictures;
mod shape;
mod timeline;
mod verify;
mod wording;

pub use csv::csv;
pub use dat::dat;
pub use docx::docx;
pub use html::{html, html_with};
pub use model::Brief;
pub use pdf::{PdfError, pdf};
pub use pictures::{Picture, Pictures};
pub use verify::{Mismatch, Named, Verification, sources, verify};

use crate::analysis::{Concepts, Matter, View};
use crate::document::{CiteStyle, Span};
use composer::Composer;

/// For whom the brief is: decides which sections it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Everything.
    #[default]
    Counsel,
    /// Without the paragraph-by-paragraph answer, the authorities and the elements.
    Board,
    /// Without the table of authorities.
    Regulator,
}

/// What the reader asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub title: Option<String>,
    /// ISO 8601.
    pub date: String,
    pub prepared_by: Option<String>,
    /// On every page: `Attorney Work Product`.
    pub privilege: Option<String>,
    /// A concept (`claim:fed.wiretap`, `data:`) or words; narrows what is shown.
    pub focus: Option<String>,
    pub profile: Profile,
    /// ISO 8601; later documents are left out.
    pub as_of: Option<String>,
    pub cite_style: CiteStyle,
    /// Were pages without a text layer left unread? A verification then leaves them unread as well.
    pub no_ocr: bool,
    /// Queries that were run over the same documents, for the search certificate.
    pub queries: Vec<QueryRun>,
}

/// A query that was run, and what it found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryRun {
    pub query: String,
    /// The query fully bracketed.
    pub read_as: Option<String>,
    /// Why it could not be run; it has then no result, not a negative one.
    pub error: Option<String>,
    pub documents: usize,
    pub hits: usize,
    /// Each pattern with the words that it stood for.
    pub expansions: Vec<(String, Vec<String>)>,
    /// The first hits: SHA-256 and span.
    pub places: Vec<(String, Span)>,
}

/// Composes the brief of a matter. Pure: the same input gives an equal brief.
pub fn build(matter: Matter<'_>, concepts: &Concepts, options: &Options) -> Brief {
    of_view(&view(matter, concepts, options), options)
}

/// The view of a matter that the options ask for: as of a day, narrowed to a focus.
pub fn view<'a>(matter: Matter<'a>, concepts: &'a Concepts, options: &Options) -> View<'a> {
    let mut view = View::as_of(matter, concepts, options.cite_style, options.as_of.as_deref());
    if let Some(focus) = &options.focus {
        focus::narrow(&mut view, focus);
    }
    view
}

/// Composes the brief of a view.
pub fn of_view(view: &View<'_>, options: &Options) -> Brief {
    let composer = Composer::new(view, options);
    compose::compose(composer)
}

/// The JSON form, indented, with a line break at the end.
///
/// # Errors
/// Never for a brief made by [`build`]: every part has a JSON form.
pub fn json(brief: &Brief) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(brief).map(|text| text + "\n")
}

#[cfg(test)]
mod tests;
