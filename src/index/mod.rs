//! The search index: where the words of every document stand.
//!
//! It is derived from the matter's database and can be thrown away and built again. It holds, for
//! each document, every spelling of every word with its positions, where sentences, paragraphs and
//! pages start, and the findings at their words. [`Snapshot::search`] finds candidate documents by
//! their words and lets the span algebra of the query language decide each of them.

mod candidates;
mod entry;
mod error;
mod expand;
mod places;
mod snapshot;
mod terms;
mod writer;

pub use entry::Entry;
pub use error::{IndexError, SearchFailure};
pub use expand::Expansion;
pub use snapshot::{Limits, Selected, Selection, Snapshot};
pub use writer::Index;

#[cfg(test)]
mod tests;
