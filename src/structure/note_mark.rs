//! Marks of notes in running text.

/// The length in bytes of `[12]`, where a text begins with such a mark.
pub fn note_mark(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_a_number_in_square_brackets() {
        assert_eq!(note_mark("[12] and"), Some(4));
        for none in ["12]", "[]", "[a]", "[1", " [1]", ""] {
            assert_eq!(note_mark(none), None, "{none}");
        }
    }
}
