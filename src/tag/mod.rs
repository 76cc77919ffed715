//! The taxonomy and the tagging engine: what a passage is about, who says it, and in which mode.
//!
//! [`Taxonomy`] holds the concepts, [`Tagger`] finds them. A finding is made in four steps, each of
//! which leaves a [`Decision`](crate::document::Decision):
//!
//! 1. *concept*: patterns of the query language over one sentence; vetoes, lists and parents settle
//!    which of them stand;
//! 2. *speaker*: the document's own voice, unless words of attribution hand it to another;
//! 3. *mode*: by document kind, attribution, modal verbs, falsity, law and rulings;
//! 4. *polarity*: negations within their clause.

pub mod citations;
mod cues;
mod decide;
mod passage;
mod tagger;
mod taxonomy;

#[cfg(test)]
mod tests;

/// Version of the engine: a matter is tagged anew where it changes.
pub const VERSION: u32 = 2;

pub use passage::Setting;
pub use tagger::{Tagger, document_kind};
pub use taxonomy::{CheckReport, Concept, Facts, Failure, Kind, Remedy, Taxonomy, TaxonomyError};
