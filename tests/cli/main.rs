//! The program as a user meets it: one binary, a builder, tests that read like a shell session.

// what a test cannot go on without may panic
#![allow(clippy::unwrap_used)]

mod alterations;
mod bad_input;
mod brief;
mod findings;
mod help;
mod ingest;
mod inspect;
mod ocr;
mod review;
mod sample;
mod sandbox;
mod schema;
mod search;
