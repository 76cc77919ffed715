//! Files of which only the attachments are encrypted.

use regex::bytes::Regex;
use std::sync::LazyLock;

static REFERENCE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"/Encrypt\s+(\d{1,10})\s+(\d{1,5})\s+R").ok());

/// The file without its mark of encryption, where pages and strings are not encrypted at all: the
/// crypt filters of streams and strings are `Identity` or missing, which means the same, and one for
/// embedded files is named (ISO 32000-2, 7.6.6). `None` for every other file.
pub(super) fn without_attachment_encryption(bytes: &[u8]) -> Option<Vec<u8>> {
    let found = REFERENCE.as_ref()?.captures_iter(bytes).last()?;
    let number = |group: usize| std::str::from_utf8(found.get(group)?.as_bytes()).ok();
    let object = Regex::new(&format!(r"(?-u:\b){}\s+{}\s+obj\b", number(1)?, number(2)?)).ok()?;
    let start = object.find_iter(bytes).last()?.end();
    let rest = &bytes[start..];
    let end = rest.windows(6).position(|window| window == b"endobj")?;
    spares_pages(&rest[..end]).then(|| {
        let mut plain = bytes.to_vec();
        for place in REFERENCE.iter().flat_map(|reference| reference.find_iter(bytes)) {
            plain[place.start()..place.start() + MARK.len()].copy_from_slice(SPARED);
        }
        plain
    })
}

const MARK: &[u8] = b"/Encrypt";
/// A key of the same length that means nothing.
const SPARED: &[u8] = b"/Spared_";

fn spares_pages(dictionary: &[u8]) -> bool {
    let names = |key: &str| {
        let pattern = format!(r"/{key}\s*/([A-Za-z0-9]+)");
        let found = Regex::new(&pattern).ok()?.captures(dictionary)?.get(1)?;
        Some(found.as_bytes().to_vec())
    };
    let is_plain = |key: &str| names(key).is_none_or(|name| name == b"Identity");
    is_plain("StmF") && is_plain("StrF") && names("EFF").is_some_and(|name| name != b"Identity")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(filters: &str) -> Vec<u8> {
        format!(
            "%PDF-2.0\n1 0 obj\n<</Type/Catalog>>\nendobj\n12 0 obj\n<</V 5{filters}>>\nendobj\n\
            trailer\n<</Root 1 0 R/Encrypt 12 0 R>>\n%%EOF"
        )
        .into_bytes()
    }

    #[test]
    fn only_a_file_whose_pages_are_plain_loses_the_mark() {
        let plain = without_attachment_encryption(&file("/StmF /Identity/StrF/Identity/EFF/StdCF")).unwrap();
        assert!(!plain.windows(8).any(|w| w == MARK));
        assert_eq!(plain.len(), file("/StmF /Identity/StrF/Identity/EFF/StdCF").len(), "no offset moves");
        assert!(without_attachment_encryption(&file("/EFF/StdCF")).is_some(), "missing means identity");
        for filters in ["/StmF/StdCF/StrF/StdCF", "/StmF/StdCF/StrF/Identity/EFF/StdCF", ""] {
            assert!(without_attachment_encryption(&file(filters)).is_none(), "{filters}");
        }
        assert!(without_attachment_encryption(b"%PDF-1.4 /Encrypt 9 0 R").is_none());
    }
}
