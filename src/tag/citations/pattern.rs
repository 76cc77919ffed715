//! Expressions that are constants of the program.

use crate::expression::expression;
use regex::Regex;

/// # Panics
/// If the expression is malformed. All are constants that every run of the tests compiles.
pub(super) fn pattern(text: &'static str) -> Regex {
    match expression(text) {
        Ok(regex) => regex,
        Err(error) => panic!("constant expression: {error}"),
    }
}
