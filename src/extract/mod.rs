//! One reader a file format, each with a name and a version.

pub mod pdf;
