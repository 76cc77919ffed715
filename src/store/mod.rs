//! The matter: a folder with a SQLite database that holds the truth.
//!
//! `matter.db` keeps every file met with its outcome, every document with its findings, and a
//! sequence number that grows with each transaction. The search index under `index/` is derived:
//! its commit carries the sequence number it reflects, so a lag is seen and caught up.

mod documents;
mod error;
mod files;
mod matter;
mod reviews;
mod saved;
mod schema;

pub use documents::{EncodedDocument, Stages, StoredDocument};
pub use error::StoreError;
pub use files::{Changes, FileEntry};
pub use matter::Matter;

#[cfg(test)]
mod tests;
