use super::*;

fn kind(bytes: &[u8], name: &str) -> MediaType {
    sniff(bytes, name)
}

#[test]
fn the_content_decides_against_the_name() {
    assert_eq!(kind(b"%PDF-1.7\n", "policy.html"), MediaType::Pdf);
    assert_eq!(kind(b"{\\rtf1 x}", "letter.doc"), MediaType::Rtf);
    assert_eq!(kind(b"<!DOCTYPE html><p>x", "page.pdf"), MediaType::Html);
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n", "scan.pdf"), MediaType::Image);
    assert_eq!(kind(b"MZ\x90\0\x03\0", "invoice.pdf"), MediaType::Executable);
}

#[test]
fn the_name_decides_between_plain_text_and_markdown() {
    assert_eq!(kind(b"# Notice\n\nWe keep data.", "a.md"), MediaType::Markdown);
    assert_eq!(kind(b"# Notice\n\nWe keep data.", "a.txt"), MediaType::Text);
}

#[test]
fn a_memo_with_to_and_from_lines_is_not_taken_for_mail() {
    let memo = b"TO: File\nFROM: Counsel\nSUBJECT: Pixel\nDATE: May 1\n\nText";
    assert_eq!(kind(memo, "memo.txt"), MediaType::Text);
    assert_eq!(kind(memo, "memo.eml"), MediaType::Mail);
}

#[test]
fn mail_and_mailbox_are_told_by_their_headers() {
    let mail = "Message-ID: <1@acme.example>\r\nFrom: a@acme.example\r\nSubject: x\r\n\r\nbody";
    assert_eq!(kind(mail.as_bytes(), "message"), MediaType::Mail);
    let mailbox = format!("From a@acme.example Mon Jan  1 00:00:00 2024\n{mail}");
    assert_eq!(kind(mailbox.as_bytes(), "archive"), MediaType::Mailbox);
    assert_eq!(kind(b"From here on we say nothing of mail.\nTo: no one", "a.txt"), MediaType::Text);
}

#[test]
fn white_space_alone_is_an_empty_file() {
    assert_eq!(kind(b"", "a.pdf"), MediaType::Empty);
    assert_eq!(kind(b" \r\n\t", "a.txt"), MediaType::Empty);
}

#[test]
fn bytes_without_meaning_are_binary() {
    assert_eq!(kind(&[1, 2, 3, 0, 255, 7, 6, 5], "a.txt"), MediaType::Binary);
}
