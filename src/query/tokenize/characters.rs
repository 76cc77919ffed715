//! What a character is to the tokenizer.

use super::{MANY, ONE, ROOT};
use unicode_normalization::char::is_combining_mark;

/// Letters, digits and marks of any script; not the raised digits that mark footnotes, and no apostrophe,
/// of which one counts as a letter.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii()
            && !is_apostrophe(c)
            && (c.is_alphanumeric() || is_combining_mark(c) || matches!(c, MANY | ONE | ROOT))
            && !matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}'..='\u{2079}'))
}

/// Scripts written without spaces: each character is a word.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{FF07}')
}

/// Soft hyphen, zero-width spaces and joiners, direction marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// Letters that carry their diacritic in one code point without a decomposition.
pub(super) fn fold_letter(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        other => other,
    }
}
