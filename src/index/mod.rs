//! The search index: where the words of every document stand.
//!
//! It is derived from the matter's database and can be thrown away and built again. It holds, for
//! each document, every spelling of every word with its positions, where sentences, paragraphs and
//! pages start, and the findings at their words. [`Snapshot::search`] finds candidate documents by
//! their words and lets the span algebra of the query language decide each of them.

mod candidates;
mod columns;
mod documents;
mod entry;
mod error;
mod expand;
mod keep;
mod lists;
mod names;
mod places;
mod segment;
mod snapshot;
mod terms;
mod walk;
mod writer;

pub use columns::Fact;
pub use entry::Entry;
pub use error::{IndexError, SearchFailure};
pub use expand::Expansion;
pub use keep::{Occurring, Place, Ranked, Selected};
pub use snapshot::{Limits, Listing, Selection, Snapshot, Statistics, Terms};
pub use writer::Index;

#[cfg(test)]
mod tests;
