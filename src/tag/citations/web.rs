//! Web addresses with their archive link and the date of the last visit.

use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::Words;
use super::pattern::pattern;
use crate::document::{CitationKind, Span};
use regex::Regex;
use std::sync::LazyLock;

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)^(?:https?://|www\.)[^\s<>"“”‘’\[\]{}|\\^`]+"#));

static VISITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[,.]?\s{0,2}\(?(?i:last (?:visited|accessed|updated|modified|viewed|checked)|accessed|visited|archived)[^()\n;]{3,40}?[0-9]{4}\)?",
    )
});

static ARCHIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[,.]?\s{0,2}\[?(https?://(?:perma\.cc|web\.archive\.org|archive\.(?:org|is|ph|today))[^\s\]]*)\]?",
    )
});

/// Each address is one citation; its archive copy is the pin.
pub(super) fn by_address(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    let mut done = 0;
    for start in words.starts() {
        if start < done || !begins_address(&text.as_bytes()[start..]) {
            continue;
        }
        let Some(m) = ADDRESS.find(&text[start..]) else { continue };
        let url = trim_address(m.as_str());
        if url.len() < 8 || !names_a_host(url) || !is_cited(text, start, url) {
            continue;
        }
        let mut end = start + url.len();
        let mut url = url.to_owned();
        while let Some(more) = continued(&url, &text[end..]) {
            end += 1 + more.len();
            url.push_str(more);
        }
        let url = url.as_str();
        if text[end..].starts_with('>') {
            end += 1;
        }
        let archive = archive_after(text, &mut end);
        visited_after(text, &mut end);
        found.push(Found::new(CitationKind::Web, normalized(url), archive, Span::new(start, end)));
        done = end;
    }
}

/// Not `https://HOST/path` or `https://$host/path`, a place that a manual leaves to be filled in, and not
/// what recognition made of a smudge.
fn names_a_host(url: &str) -> bool {
    let host = url.split("://").last().unwrap_or(url).split(['/', '?', '#']).next().unwrap_or_default();
    let fits = |c: char| c.is_alphanumeric() || ".-_:@".contains(c);
    host.contains('.') && host.chars().all(fits)
}

/// A bare `www.shop.example` is cited where words lead to it; else it is a name in the sentence.
fn is_cited(text: &str, start: usize, url: &str) -> bool {
    const LEADS: [&str; 11] =
        ["at", "see", "visit", "available", "accessible", "from", "via", "http:", "url:", "<", "("];
    if url.contains("://") || url.trim_end_matches('/').contains('/') {
        return true;
    }
    let before = behind(text, start, 20).trim_end().to_lowercase();
    let led = LEADS.iter().any(|lead| before.ends_with(lead));
    let site = ["site at", "domain at", "hosted at"].iter().any(|site| before.ends_with(site));
    led && !site
}

/// The rest of an address that the line's end broke, behind a hyphen or before its query.
fn continued<'t>(url: &str, rest: &'t str) -> Option<&'t str> {
    let rest = rest.strip_prefix([' ', '\n'])?;
    let token = trim_address(rest.split_whitespace().next()?);
    let query = token.contains('=') && token.contains(['?', '%', '&']) && !url.contains('?');
    let hyphened = url.contains("://") && token.starts_with('-') && token[1..].contains('-');
    let encoded = token.starts_with('%') && url.contains('?');
    let broken = url.ends_with(['-', '_']);
    if !broken && !query && !hyphened && !encoded {
        return None;
    }
    let fits = |c: char| {
        c.is_ascii_lowercase()
            || c.is_ascii_digit()
            || (query || encoded || broken) && c.is_ascii_uppercase()
            || "-_/.%=&?#^".contains(c)
    };
    (token.len() > 2 && token.contains(['-', '/', '.', '_']) && token.chars().all(fits)).then_some(token)
}

fn begins_address(bytes: &[u8]) -> bool {
    bytes.len() > 4 && (bytes[..4].eq_ignore_ascii_case(b"http") || bytes[..4].eq_ignore_ascii_case(b"www."))
}

/// Without the sentence's own punctuation and a bracket that was opened before it.
fn trim_address(written: &str) -> &str {
    let mut url = written;
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '…']);
        let unopened = shorter.ends_with(')') && shorter.matches('(').count() < shorter.matches(')').count();
        let next = if unopened { &shorter[..shorter.len() - 1] } else { shorter };
        if next.len() == url.len() {
            return url;
        }
        url = next;
    }
}

fn archive_after(text: &str, end: &mut usize) -> Option<String> {
    let ahead = Cursor::new(text, *end).ahead(400);
    let captures = ARCHIVE.captures(ahead)?;
    let link = trim_address(captures.get(1)?.as_str());
    let closed = captures.get(0).filter(|m| m.as_str().ends_with(']'));
    *end += closed.map_or(captures.get(1)?.start() + link.len(), |m| m.end());
    Some(link.to_string())
}

fn visited_after(text: &str, end: &mut usize) {
    let ahead = Cursor::new(text, *end).ahead(80);
    if let Some(m) = VISITED.find(ahead) {
        *end += m.end();
    }
}

/// Scheme and host in small letters, no slash at the end.
fn normalized(url: &str) -> String {
    let url = url.trim_end_matches('/');
    let host = url.find("://").map_or(0, |i| i + 3);
    let path = url[host..].find('/').map_or(url.len(), |i| host + i);
    format!("{}{}", url[..path].to_ascii_lowercase(), &url[path..])
}
