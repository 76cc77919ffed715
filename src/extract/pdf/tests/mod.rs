//! Tests of the PDF room: on synthetic glyphs, on small PDFs written here, and on damaged ones.

mod comparison;
mod drawing;
mod line_builder;
mod malformed;
mod pleading_paper;
mod readers;
