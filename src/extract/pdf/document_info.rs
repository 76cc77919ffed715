//! What the file says of itself: title, author, language; its own dates as headers.

use crate::document::SourceMetadata;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{DateTime, Dict, String as PdfString};

/// The document information dictionary and the catalogue's language.
pub(super) fn metadata_of(pdf: &Pdf) -> SourceMetadata {
    let info = pdf.metadata();
    let text =
        |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decode_text).filter(|text| says_something(text));
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let language = catalogue.and_then(|c| c.get::<PdfString<'_>>(b"Lang")).map(|s| decode_text(s.as_bytes()));
    let named = [
        ("Subject", text(&info.subject)),
        ("Keywords", text(&info.keywords)),
        ("Creator", text(&info.creator)),
        ("Producer", text(&info.producer)),
        // when the file was made, which need not be the date of what it holds
        ("CreationDate", info.creation_date.as_ref().and_then(iso_8601)),
        ("ModDate", info.modification_date.as_ref().and_then(iso_8601)),
    ];
    SourceMetadata {
        title: text(&info.title),
        author: text(&info.author),
        language: language.filter(|l| !l.is_empty()),
        headers: named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect(),
        ..SourceMetadata::default()
    }
}

/// Producers fill fields that nobody has given with words of their own.
fn says_something(text: &str) -> bool {
    let lower = text.to_lowercase();
    !matches!(lower.as_str(), "" | "unspecified" | "anonymous" | "untitled" | "unknown" | "none" | "null")
}

/// The day; `None` for the years that broken producers write.
fn iso_8601(date: &DateTime) -> Option<String> {
    let sensible = (1985..=2100).contains(&date.year) && date.month >= 1 && date.day >= 1;
    sensible.then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

/// A PDF text string: UTF-16 or UTF-8 with a byte order mark, otherwise PDFDocEncoding, read as
/// Windows-1252, from which it differs in few marks.
pub(super) fn decode_text(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_producer_puts_into_an_empty_field_says_nothing() {
        assert!(!says_something("") && !says_something("(unspecified)".trim_matches(['(', ')'])));
        assert!(!says_something("Anonymous") && says_something("Anonymous v. Acme"));
    }

    #[test]
    fn text_strings_are_read_in_each_of_their_encodings() {
        assert_eq!(decode_text(b"Plain title"), "Plain title");
        assert_eq!(decode_text(b"\xFE\xFF\x00\xA7\x00 \x001"), "§ 1");
        assert_eq!(decode_text(b"\xFF\xFE\xA7\x00"), "§");
        assert_eq!(decode_text(b"\xEF\xBB\xBF\xC2\xA7"), "§");
        assert_eq!(decode_text(b"Caf\xE9\r\nNoir "), "Café Noir");
    }
}
