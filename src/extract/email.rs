//! Mail (RFC 5322 and MIME), and web pages saved as one MIME message.

use super::draft::{Draft, fold};
use super::text::paragraphs;
use super::{ExtractError, Limits, html};
use crate::document::{Attachment, BlockKind};
use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

pub const NAME: &str = "mail";
pub const VERSION: &str = "1";

/// Headers that a reader of the mail sees, in the order they are shown.
const SHOWN: &[&str] = &["From", "To", "Cc", "Bcc", "Date", "Subject"];
/// Headers that are only kept.
const KEPT: &[&str] = &["Reply-To", "Sender", "Message-ID", "In-Reply-To", "References"];

/// Reads one message: shown headers, the text body or else the HTML body, and its attachments.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let damaged = || ExtractError::Damaged { format: "mail", reason: "no header could be read".to_owned() };
    let message = MessageParser::default()
        .parse(without_envelope(bytes))
        .filter(|m| !m.headers().is_empty())
        .ok_or_else(damaged)?;
    if let Some(page) = saved_page(&message) {
        return Ok(read_saved_page(&message, &page, limits));
    }
    let mut draft = Draft::new(NAME, VERSION, limits);
    headers(&message, &mut draft);
    body(&message, limits, &mut draft);
    attachments(&message, limits, &mut draft);
    Ok(draft)
}

/// Mail programs put a `From ` line before a message that they took out of a mailbox.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    match bytes.iter().position(|b| *b == b'\n').filter(|_| bytes.starts_with(b"From ")) {
        Some(end) => &bytes[end + 1..],
        None => bytes,
    }
}

fn headers(message: &Message<'_>, draft: &mut Draft) {
    for name in SHOWN {
        if let Some(value) = header(message, name) {
            draft.push_text(BlockKind::Header, &format!("{name}: {value}"));
            draft.metadata.headers.push(((*name).to_owned(), value));
        }
    }
    for name in KEPT {
        if let Some(value) = header(message, name) {
            draft.metadata.headers.push(((*name).to_owned(), value));
        }
    }
    draft.metadata.title = header(message, "Subject");
    draft.metadata.author = header(message, "From");
    draft.metadata.dated =
        message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
}

/// A header as shown, encoded words decoded.
fn header(message: &Message<'_>, name: &str) -> Option<String> {
    let text = match message.header(name)? {
        HeaderValue::Address(address) => addresses(address),
        HeaderValue::Text(text) => text.to_string(),
        HeaderValue::TextList(texts) => texts.join(" "),
        // As written: a date's own form and zone are evidence.
        _ => message.header_raw(name)?.to_owned(),
    };
    Some(fold(&text)).filter(|text| !text.is_empty())
}

fn addresses(address: &Address<'_>) -> String {
    let shown = address.iter().map(|one| match (one.name(), one.address()) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (name, address) => address.or(name).unwrap_or_default().to_owned(),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// The text body; the HTML body where there is no other or the text is only a stand-in for it.
fn body(message: &Message<'_>, limits: &Limits, draft: &mut Draft) {
    let plain = bodies(message, &message.text_body, limits);
    let rich = bodies(message, &message.html_body, limits);
    let (short, long) = (plain.text_len(), rich.text_len());
    if short == 0 || long > 300 + 2 * short {
        if short > 0 {
            draft.warn("the plain text of the mail is much shorter than its HTML; the HTML was read");
        }
        draft.absorb(rich);
    } else {
        draft.absorb(plain);
    }
}

fn bodies(message: &Message<'_>, parts: &[u32], limits: &Limits) -> Draft {
    let mut draft = Draft::new(NAME, VERSION, limits);
    for part in parts.iter().filter_map(|id| message.part(*id)) {
        if part.is_encoding_problem {
            draft.warn("a part of the mail is badly encoded; characters may be wrong");
        }
        match &part.body {
            PartType::Text(text) => paragraphs(text).into_iter().for_each(|block| draft.push(block)),
            PartType::Html(text) => draft.absorb(html::read_mail_body(text, limits)),
            _ => {}
        }
    }
    draft
}

fn attachments(message: &Message<'_>, limits: &Limits, draft: &mut Draft) {
    for (index, part) in message.attachments().enumerate() {
        if index >= limits.members {
            return draft.partial(format!("more than {} attachments; the rest was not read", limits.members));
        }
        let bytes = part.contents().to_vec();
        if is_decoration(part, bytes.len()) || bytes.is_empty() {
            continue;
        }
        draft.attachments.push(Attachment { name: name(part, index + 1), bytes });
    }
}

/// Small pictures inside the text: logos, counting pixels.
fn is_decoration(part: &MessagePart<'_>, size: usize) -> bool {
    let image = part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    image
        && part.content_id().is_some()
        && size < 20_000
        && !part.content_disposition().is_some_and(|d| d.is_attachment())
}

fn name(part: &MessagePart<'_>, number: usize) -> String {
    if let Some(name) = part.attachment_name().map(fold).filter(|name| !name.is_empty()) {
        return name;
    }
    if let PartType::Message(message) = &part.body {
        return format!(
            "{}.eml",
            message
                .subject()
                .map(fold)
                .filter(|s| !s.is_empty())
                .unwrap_or_else(|| format!("message {number}"))
        );
    }
    let kind = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase();
    let ending = match kind.as_str() {
        "plain" => "txt",
        "html" | "pdf" | "rtf" | "zip" | "png" | "gif" | "jpeg" | "calendar" => kind.as_str(),
        "msword" => "doc",
        _ => "bin",
    };
    format!("attachment {number}.{ending}")
}

/// The address under which a saved page stood: browsers write it into the message's head.
fn saved_page(message: &Message<'_>) -> Option<String> {
    let named = message.header("Snapshot-Content-Location").and_then(HeaderValue::as_text);
    let related = message
        .content_type()
        .is_some_and(|kind| kind.subtype().is_some_and(|s| s.eq_ignore_ascii_case("related")));
    let first =
        || message.parts.iter().find(|part| part.is_text_html()).and_then(|part| part.content_location());
    let saved = || message.from().is_none_or(|from| addresses(from).contains("Saved by"));
    let page = named.or_else(|| first().filter(|_| related && saved() && message.to().is_none()))?;
    Some(page.to_owned())
}

fn read_saved_page(message: &Message<'_>, address: &str, limits: &Limits) -> Draft {
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(text) => Some(text.as_bytes()),
        _ => None,
    });
    let mut draft = html::read(page.unwrap_or_default(), limits);
    draft.metadata.url.get_or_insert_with(|| address.to_owned());
    draft.metadata.captured =
        message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    draft
}

#[cfg(test)]
mod tests {
    use super::super::{MediaType, ReadOptions, Reading};
    use super::*;
    use crate::document::{Block, Content};
    use proptest::prelude::*;

    const MIXED: &str = "From: Pat Doe <pat@acme.example>\r\nTo: counsel@acme.example\r\nSubject: =?utf-8?q?Caf=C3=A9_data?=\r\n\
        Date: Tue, 5 Mar 2024 09:00:00 -0500\r\nMessage-ID: <m1@acme.example>\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
        We do not sell it.\r\n> Do we sell it?\r\n--b1\r\nContent-Type: text/plain; name=\"log.txt\"\r\n\
        Content-Disposition: attachment; filename=\"log.txt\"\r\n\r\nline one\r\n--b1--\r\n";

    fn reading(mail: &str) -> Reading {
        super::super::read(mail.as_bytes(), "m.eml", &ReadOptions::default()).expect("reading")
    }

    fn blocks(reading: &Reading) -> &[Block] {
        let Content::Blocks(blocks) = &reading.extraction.content else { panic!("blocks") };
        blocks
    }

    #[test]
    fn headers_body_and_attachment_are_each_in_their_place() {
        let reading = reading(MIXED);
        let texts: Vec<_> = blocks(&reading).iter().map(|b| (b.kind.clone(), b.text.as_str())).collect();
        assert_eq!(texts[0], (BlockKind::Header, "From: Pat Doe <pat@acme.example>"));
        assert!(texts.contains(&(BlockKind::Header, "Subject: Café data")));
        assert!(texts.contains(&(BlockKind::Header, "Date: Tue, 5 Mar 2024 09:00:00 -0500")));
        assert!(texts.contains(&(BlockKind::Paragraph, "We do not sell it.")));
        assert!(texts.contains(&(BlockKind::Quote, "Do we sell it?")));
        assert_eq!(reading.extraction.metadata.dated.as_deref(), Some("2024-03-05T09:00:00-05:00"));
        assert_eq!(reading.attachments.len(), 1);
        assert_eq!(reading.attachments[0].name, "log.txt");
        assert_eq!(reading.attachments[0].bytes, b"line one");
    }

    #[test]
    fn the_html_is_read_where_the_plain_text_only_stands_in_for_it() {
        let long = "<p>Acme keeps every precise location for ten years.</p>".repeat(20);
        let mail = format!(
            "From: a@acme.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\
             Content-Type: text/plain\r\n\r\nPlease use another program.\r\n--b\r\nContent-Type: text/html\r\n\r\n{long}\r\n--b--\r\n"
        );
        let reading = reading(&mail);
        assert_eq!(blocks(&reading).iter().filter(|b| b.text.contains("ten years")).count(), 20);
        assert_eq!(reading.extraction.warnings.len(), 1);
    }

    #[test]
    fn a_forwarded_message_is_an_attachment_that_can_be_read_itself() {
        let mail = "From: a@acme.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
            Content-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
            From: c@acme.example\r\nSubject: Inner\r\nMessage-ID: <2@acme.example>\r\n\r\nInner text.\r\n--b--\r\n";
        let outer = reading(mail);
        assert_eq!(outer.attachments[0].name, "Inner.eml");
        let inner = super::super::read(&outer.attachments[0].bytes, "Inner.eml", &ReadOptions::default())
            .expect("inner");
        assert_eq!(blocks(&inner).last().map(|b| b.text.as_str()), Some("Inner text."));
    }

    #[test]
    fn a_page_saved_as_one_file_is_read_as_a_page() {
        let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://acme.example/privacy\r\nSubject: Privacy\r\n\
            Date: Tue, 5 Mar 2024 09:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\
            Content-Type: text/html\r\n\r\n<html><body><h1>Privacy</h1><p>We collect your address.</p></body></html>\r\n--b--\r\n";
        let reading = reading(saved);
        assert_eq!(reading.extraction.media_type, MediaType::WebArchive.mime());
        assert_eq!(reading.extraction.metadata.url.as_deref(), Some("https://acme.example/privacy"));
        assert!(reading.extraction.metadata.captured.is_some());
        assert_eq!(blocks(&reading).len(), 2);
    }

    proptest! {
        #[test]
        fn cut_and_mutated_mail_never_fails_hard(cut in 0..600_usize, at in 0..600_usize, byte in any::<u8>()) {
            let mut bytes = MIXED.as_bytes()[..cut.min(MIXED.len())].to_vec();
            if let Some(slot) = bytes.get_mut(at) {
                *slot = byte;
            }
            let _ = read(&bytes, &Limits::default());
        }
    }
}
