//! The taxonomy and the tagging engine.
