//! The brief: one model, one writer a format, and its verification.
