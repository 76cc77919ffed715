//! Regular expressions over texts in English.

use regex::Regex;

/// Reads an expression in which `\b` is the edge of a word of ASCII letters, digits and `_`. By the
/// Unicode rule the fast engines give up at the first curly quote, and nearly every filing has one.
///
/// # Errors
/// If the expression is malformed.
pub fn expression(pattern: &str) -> Result<Regex, regex::Error> {
    Regex::new(&pattern.replace(r"\b", r"(?-u:\b)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_curly_quotes_as_at_straight_ones() {
        let found = expression(r"\b(?:we|our)\b").unwrap();
        for text in ["“we” say", "as ‘our’ own", "we", "—we—"] {
            assert!(found.is_match(text), "{text}");
        }
        assert!(!found.is_match("however, hours"));
    }
}
