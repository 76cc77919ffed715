//! The query language: terms and connectors as lawyers know them, and the algebra that decides hits.
//!
//! [`parse`] reads a string by the rules of a [`Dialect`] and gives a [`Query`], which echoes itself
//! fully bracketed. [`TokenText`] is a text as numbered words; [`find`] runs a query over the
//! positions of its words, wherever they come from ([`Postings`]): a document in memory
//! ([`Query::bind`]), one sentence under thousands of patterns ([`PatternSet`]), or the index.
//!
//! ```
//! use pincite::query::{Budget, Dialect, TokenText, find, parse};
//!
//! let text = TokenText::plain("The pixel sends each visitor's search terms to Brightpost.");
//! let query = parse("pixel w/5 (visitor OR user)", Dialect::Native)?;
//! let matches = find(&query, &query.bind(&text, None), &Budget::default()).unwrap().unwrap();
//! assert_eq!(text.slice(matches[0].start, matches[0].end), "pixel sends each visitor's");
//! # Ok::<(), pincite::query::QueryError>(())
//! ```

mod algebra;
mod atom;
mod build;
mod condense;
mod dialect;
mod error;
mod facts;
mod field;
mod lexer;
mod memory;
mod parser;
mod patterns;
mod required;
mod tag;
mod tokenize;
mod tokens;
mod tree;
mod vocabulary;

pub use algebra::{
    Arena, Budget, Evaluator, Exhausted, Extent, Match, MatchRef, Matches, Postings, Stretch, count_passages,
    find,
};
pub use atom::{Atom, Pattern};
pub use dialect::Dialect;
pub use error::{Fault, QueryError};
pub use facts::Facts;
pub use field::FieldTest;
pub use memory::{Binder, Bound};
pub use parser::parse;
pub use patterns::{Occurrences, PatternSet, Scope};
pub use tag::{Tag, TagFacts, TagTest};
pub use tokens::{Form, TokenText, Units, Word, WordPlaces};
pub use tree::{AtomId, Distance, FieldId, Node, Query, Unit};
pub use vocabulary::Vocabulary;

#[cfg(test)]
mod tests;
