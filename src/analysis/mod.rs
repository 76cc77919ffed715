//! Pure analyses over a matter: claims, who said what, tensions, chronology, policy versions.
//!
//! [`View::new`] quotes every finding once; each analysis is a function of the view that
//! borrows from it, with a serde form and a [`Table`] for CSV. Nothing here reads a file or a clock.

mod actors;
pub mod affiliates;
pub mod answers;
pub mod authorities;
pub mod certificate;
pub mod chronology;
pub mod claims;
pub mod classes;
mod concepts;
mod copies;
mod counts;
pub mod dates;
pub mod elements;
mod evidence;
pub mod genealogy;
pub mod in_force;
pub mod matrix;
pub mod parties;
pub mod periods;
mod publisher;
pub mod security;
pub mod supersession;
#[cfg(test)]
pub mod support;
mod table;
mod taxonomy;
pub mod tension;
#[cfg(test)]
mod tests;
pub mod unread;
pub mod versions;
mod words;

pub use concepts::{ConceptFacts, Concepts, Element, Remedy, SecurityFacts};
pub use evidence::{Evidence, Quote, View, best, statement_date};
pub use table::{QUOTED, SEPARATOR, Table};

use crate::document::{FileOutcome, Record};

/// What is analysed: the documents of a matter with their findings, and what became of every file met.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    pub records: &'a [Record],
    pub files: &'a [FileOutcome],
}

/// The CSV tables of every analysis.
pub fn tables<'e>(view: &'e View<'_>) -> Vec<Table<'e>> {
    let claimed = claims::claims(view);
    vec![
        claims::table(view, &claimed, &claims::other_counts(view, &claimed)),
        claims::element_table(view, &claimed),
        matrix::matrix(view, "practice").table(view, "practices"),
        matrix::matrix(view, "data").table(view, "data_categories"),
        tension::table(view, &tension::tensions(view)),
        in_force::table(view, &in_force::in_force(view)),
        versions::table(view, &versions::lineages(view)),
        chronology::table(view, &chronology::chronology(view)),
        answers::table(view, &answers::answers(view)),
        genealogy::table(view, &genealogy::amendments(view)),
        security::table(view, &security::security(view)),
        authorities::table(view, &authorities::authorities(view)),
        parties::table(view, &view.proper_dockets()),
        unread::table(&unread::unread(view)),
    ]
}
