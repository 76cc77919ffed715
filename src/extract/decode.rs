//! From bytes to characters: which encoding, and whether anything was lost.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text with the encoding it was read in.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static Encoding,
    /// Some bytes have no character in that encoding and became U+FFFD.
    pub lossy: bool,
}

/// Decodes by byte order mark, then as UTF-8, then by statistics.
pub fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, None)
}

/// As [`decode`], with the encoding that the file or its carrier declares tried after UTF-8.
pub fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(&bytes[mark..], encoding);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return with(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(cut_tail(bytes)) {
        let plain = text.is_ascii() && !bytes.contains(&0x1b);
        if plain || declared.is_none_or(|encoding| encoding == UTF_8 || !text.is_ascii()) {
            return Decoded { text: text.to_owned(), encoding: UTF_8, lossy: text.contains('\u{fffd}') };
        }
    }
    match declared.filter(|encoding| *encoding != UTF_8 && !encoding.decode_without_bom_handling(bytes).1) {
        Some(encoding) => with(bytes, encoding),
        None => with(bytes, guess(bytes)),
    }
}

/// The character that a C1 control stands for: U+0080 to U+009F are almost always Windows-1252
/// punctuation that was decoded as Latin-1. A next-line control stays white space.
pub fn from_c1(c: char) -> char {
    let byte = match u32::from(c) {
        n @ 0x80..=0x9f if n != 0x85 => n as u8,
        _ => return c,
    };
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c)
}

/// The same bytes without a character cut at their end.
fn cut_tail(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() && bytes.len() > 1024 => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

fn with(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding, lossy }
}

/// Mostly valid UTF-8 with a few bad bytes stays UTF-8; the rest is left to statistics.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(1 << 20)];
    let (text, _) = UTF_8.decode_without_bom_handling(sample);
    let bad = text.chars().filter(|c| *c == '\u{fffd}').count();
    let good = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if good >= 3 * bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    // Statistics on a handful of letters guess wildly; most files without a mark are Western.
    if sample.iter().filter(|b| !b.is_ascii()).count() < 3 && !sample.contains(&0x1b) {
        WINDOWS_1252
    } else {
        found
    }
}

/// UTF-16 without a mark: Latin letters leave every other byte zero.
pub fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    if low * 10 >= pairs * 7 && high * 20 <= pairs {
        Some(UTF_16LE)
    } else if high * 10 >= pairs * 7 && low * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding of a Windows code page number, as RTF, MSG and old Word files give it.
pub fn code_page(number: u32) -> &'static Encoding {
    let label = match number {
        65001 => "utf-8",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        28591 => "iso-8859-1",
        28592 => "iso-8859-2",
        28605 => "iso-8859-15",
        50220..=50222 => "iso-2022-jp",
        51932 => "euc-jp",
        54936 => "gb18030",
        866 => "ibm866",
        874 => "windows-874",
        _ => "",
    };
    let windows = format!("windows-{number}");
    Encoding::for_label(if label.is_empty() { windows.as_bytes() } else { label.as_bytes() })
        .unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_of_a_mistaken_decoding_become_the_punctuation_they_were() {
        let read: String = "a\u{97}b \u{93}c\u{94} \u{85}".chars().map(from_c1).collect();
        assert_eq!(read, "a—b “c” \u{85}");
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let little: Vec<u8> = "Privacy notice".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&b"\xff\xfe"[..], &little].concat();
        assert_eq!(decode(&little).text, "Privacy notice");
        assert_eq!(decode(&marked).text, "Privacy notice");
        assert_eq!(decode(&marked).encoding, UTF_16LE);
    }

    #[test]
    fn typographic_quotes_of_windows_are_read() {
        let decoded = decode(b"\x93We never sell data\x94 \x96 Acme\x92s policy");
        assert_eq!(decoded.text, "“We never sell data” – Acme’s policy");
        assert!(!decoded.lossy);
    }

    #[test]
    fn one_bad_byte_does_not_turn_utf_8_into_something_else() {
        let mut bytes = "“quoted” – “again” – “and again”".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, UTF_8);
        assert!(decoded.lossy);
    }

    #[test]
    fn code_pages_have_their_encodings() {
        assert_eq!(code_page(1252), WINDOWS_1252);
        assert_eq!(code_page(1251).name(), "windows-1251");
        assert_eq!(code_page(65001), UTF_8);
        assert_eq!(code_page(7), WINDOWS_1252);
    }
}
