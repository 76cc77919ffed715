//! pincite reads filings, policies, statements and mail, finds what is said about privacy, by whom
//! and in which mode, and writes a brief in which every line can be opened at its source.
//!
//! # The way of a document
//!
//! 1. [`ingest`] walks folders, hashes files and opens containers.
//! 2. [`extract`] reads one file format each: text and boxes a page, or blocks.
//! 3. [`structure`] makes the canonical text: pages, lines, paragraphs, sentences, caption.
//! 4. [`tag`] finds concepts, modes and speakers, in patterns of the [`query`] language.
//! 5. [`store`] keeps it all in the matter's database; [`index`] derives the search index.
//! 6. [`search`] answers terms-and-connectors queries with exact hits.
//! 7. [`analysis`] relates findings over the matter; [`brief`] writes them out and verifies them.
//!
//! [`document`] is the model that all stages share. A stage may use earlier stages and the model,
//! never later ones.

pub mod analysis;
pub mod brief;
pub mod commands;
pub mod document;
mod expression;
pub mod extract;
pub mod index;
pub mod ingest;
#[cfg(test)]
mod property;
pub mod query;
pub mod search;
pub mod store;
pub mod structure;
pub mod tag;
