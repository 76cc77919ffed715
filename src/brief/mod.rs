//! The brief: one model, one writer a format, and its verification.
//!
//! [`build`] turns a matter into a [`Brief`]; [`html()`], [`docx()`], [`pdf()`], [`json`] and
//! [`csv()`] write it;
//! [`verify`](verify()) opens every quotation and citation of a written brief again.

mod compose;
mod composer;
mod csv;
mod docx;
mod html;
pub mod model;
mod pdf;
mod shape;
mod timeline;
mod verify;
mod wording;

pub use csv::csv;
pub use docx::docx;
pub use html::html;
pub use model::Brief;
pub use pdf::{PdfError, pdf};
pub use verify::{Mismatch, Verification, sources, verify};

use crate::analysis::{Concepts, Matter, View};
use crate::document::CiteStyle;
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
}

/// Composes the brief of a matter. Pure: the same input gives an equal brief.
pub fn build(matter: Matter<'_>, concepts: &Concepts, options: &Options) -> Brief {
    let mut view = View::as_of(matter, concepts, options.cite_style, options.as_of.as_deref());
    if let Some(focus) = &options.focus {
        narrow(&mut view, focus);
    }
    let composer = Composer::new(&view, options);
    compose::compose(composer)
}

/// Keeps the findings that the focus names, by concept or by words. A claim keeps its elements' concepts.
fn narrow(view: &mut View<'_>, focus: &str) {
    let focus = focus.trim().to_lowercase();
    let elements = view.concepts.get(&focus).map(|facts| facts.elements.clone()).unwrap_or_default();
    let concepts: Vec<String> = elements.into_iter().flat_map(|e| e.concepts).collect();
    let by_concept = focus.contains(':') && !focus.contains(' ');
    view.evidence.retain(|e| {
        if by_concept {
            e.concept.starts_with(&focus) || concepts.contains(&e.concept)
        } else {
            e.quote.text.to_lowercase().contains(&focus)
        }
    });
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
