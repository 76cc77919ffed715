use super::package::tests::pack;
use super::*;
use crate::document::Content;
use proptest::prelude::*;

fn reading(bytes: &[u8], name: &str) -> Result<Reading, ExtractError> {
    read(bytes, name, &ReadOptions::default())
}

#[test]
fn files_that_are_not_read_are_named_with_their_kind_and_what_to_do() {
    let error = reading(b"\x89PNG\r\n\x1a\n....", "scan.png").expect_err("unsupported");
    assert!(matches!(error, ExtractError::Unsupported { media_type: MediaType::Image }));
    let message = error.to_string();
    assert!(message.contains("`image/*`") && message.contains("hint: save it as PDF"));
}

#[test]
fn an_empty_file_is_an_error_and_not_an_empty_document() {
    assert!(matches!(reading(b"", "a.txt"), Err(ExtractError::Empty)));
    assert!(matches!(reading(b"\n \n", "a.html"), Err(ExtractError::Empty)));
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let options = ReadOptions { limits: Limits { file: 3, ..Limits::default() }, ..ReadOptions::default() };
    assert!(matches!(
        read(b"four", "a.txt", &options),
        Err(ExtractError::TooLarge { size: 4, limit: 3, .. })
    ));
}

#[test]
fn each_reader_states_its_name_and_version() {
    for (bytes, name, extractor) in [
        (&b"Some text."[..], "a.txt", "text 1"),
        (b"# Notice", "a.md", "markdown 3"),
        (b"<html><body>x</body></html>", "a", "html 2"),
        (b"{\\rtf1 x}", "a", "rtf 2"),
    ] {
        let reading = reading(bytes, name).expect("reading");
        assert_eq!(reading.extraction.extractor, extractor);
    }
}

#[test]
fn a_file_without_words_says_so() {
    let reading = reading(b"<html><body><img src='a.png'></body></html>", "a.html").expect("reading");
    assert_eq!(reading.extraction.warnings, ["no text in the file"]);
}

proptest! {
    #[test]
    fn any_bytes_under_any_magic_never_fail_hard(
        magic in 0..6_usize,
        tail in proptest::collection::vec(any::<u8>(), 0..200),
        name in "[a-z]{1,3}\\.(txt|md|html|eml|doc|docx|zip)",
    ) {
        let magics: [&[u8]; 6] = [b"", b"PK\x03\x04", b"{\\rtf1", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"From: a\nMessage-ID: b\n"];
        if let Ok(reading) = reading(&[magics[magic], &tail].concat(), &name) {
            let Content::Blocks(blocks) = reading.extraction.content else { return Ok(()) };
            prop_assert!(blocks.iter().map(|b| b.text.len()).sum::<usize>() <= 8 * tail.len() + 200);
        }
    }

    #[test]
    fn a_cut_package_never_fails_hard(cut in 0..400_usize) {
        let bytes = pack(&[("[Content_Types].xml", b"<T/>"), ("word/document.xml", b"<d><body><p><r><t>x</t></r></p></body></d>")]);
        let _ = reading(&bytes[..cut.min(bytes.len())], "a.docx");
    }
}
