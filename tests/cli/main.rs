//! The program as a user meets it: one binary, a builder, tests that read like a shell session.

mod bad_input;
mod brief;
mod help;
mod ingest;
mod sample;
mod sandbox;
