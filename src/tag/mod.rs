//! The taxonomy and the tagging engine.

pub mod citations;
