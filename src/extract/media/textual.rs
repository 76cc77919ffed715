//! Kinds of text: mail, web pages, Markdown and plain text.

use super::MediaType;

/// Tells kinds of text apart; other bytes are [`MediaType::Binary`].
pub fn by_text(head: &[u8], name: &str) -> MediaType {
    if !looks_like_text(head) {
        return MediaType::Binary;
    }
    let head = crate::extract::decode::decode(head).text;
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    if let Some(kind) = by_mail_headers(start, &extension) {
        return kind;
    }
    let markdown = matches!(extension.as_str(), "md" | "markdown" | "mdown" | "mkd");
    let whole_page = || start.to_ascii_lowercase().contains("<html");
    if looks_like_html(start) && (!markdown || whole_page()) {
        return MediaType::Html;
    }
    if start.starts_with("<?xml") {
        return MediaType::Xml;
    }
    match extension.as_str() {
        "html" | "htm" | "xhtml" if start.contains('<') => MediaType::Html,
        _ if markdown => MediaType::Markdown,
        "json" if start.starts_with(['{', '[']) => MediaType::Json,
        "eml" => MediaType::Mail,
        _ => MediaType::Text,
    }
}

/// Text in any encoding: few control characters once UTF-16 is taken into account.
fn looks_like_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || crate::extract::decode::unmarked_utf16(head).is_some()
    {
        return true;
    }
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let zeros = head.iter().filter(|b| **b == 0).count();
    zeros * 1000 <= head.len() && odd * 50 <= head.len()
}

fn looks_like_html(start: &str) -> bool {
    let early: String = start.chars().take(4096).collect::<String>().to_ascii_lowercase();
    let mut rest = early.as_str();
    while let Some(end) = prologue_end(rest) {
        rest = rest[end..].trim_start();
    }
    let opens = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<div",
        "<p>",
        "<h1",
        "<article",
        "<main",
        "<table",
    ];
    opens.iter().any(|tag| rest.starts_with(tag)) || early.contains("<html") && early.contains("<body")
}

/// Where a comment or processing instruction at the start ends.
fn prologue_end(text: &str) -> Option<usize> {
    let (opening, closing) = if text.starts_with("<!--") { ("<!--", "-->") } else { ("<?", ">") };
    let inner = text.strip_prefix(opening)?;
    inner.find(closing).map(|end| opening.len() + end + closing.len())
}

const PLAIN_HEADERS: &[&str] = &["from", "to", "cc", "bcc", "subject", "date", "reply-to", "sender"];
const POSTAL_HEADERS: &[&str] = &[
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "content-type",
    "in-reply-to",
    "references",
    "content-transfer-encoding",
    "dkim-signature",
    "authentication-results",
    "newsgroups",
    "path",
    "envelope-to",
    "arc-seal",
    "snapshot-content-location",
];

/// Mail begins with header lines. Memos on plain text do too, so a `.txt` needs one that only mail
/// systems write.
fn by_mail_headers(start: &str, extension: &str) -> Option<MediaType> {
    let (mailbox, rest) = match start.strip_prefix("From ") {
        Some(line) => (true, line.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (false, start),
    };
    let names = header_names(rest);
    let plain = names.iter().filter(|name| PLAIN_HEADERS.contains(&name.as_str())).count();
    let postal =
        names.iter().filter(|name| POSTAL_HEADERS.contains(&name.as_str()) || name.starts_with("x-")).count();
    let expected = matches!(extension, "eml" | "mht" | "mhtml" | "mbox" | "mbx" | "emlx");
    let is_mail = postal >= 2
        || postal >= 1 && plain >= 1
        || expected && postal + plain >= 1
        || plain >= 3 && !matches!(extension, "txt" | "md" | "text" | "");
    if !is_mail {
        return None;
    }
    if mailbox && extension != "eml" {
        return Some(MediaType::Mailbox);
    }
    let saved_page =
        names.iter().any(|name| name == "snapshot-content-location") || matches!(extension, "mht" | "mhtml");
    Some(if saved_page { MediaType::WebArchive } else { MediaType::Mail })
}

/// Names of the header block at the start, lower case.
fn header_names(start: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in start.lines().take(200) {
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        match line.split_once(':') {
            Some((name, _))
                if !name.is_empty()
                    && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)) =>
            {
                names.push(name.to_ascii_lowercase());
            }
            _ => break,
        }
    }
    names
}
