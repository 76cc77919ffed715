//! Public laws, session laws and executive orders.

use super::cursor::Cursor;
use super::found::Found;
use super::names::{Names, Words};
use super::pattern::pattern;
use crate::document::{CitationKind, Span};
use regex::Regex;
use std::sync::LazyLock;

static CUES: LazyLock<Names> = LazyLock::new(|| {
    Names::cues(&[
        "pub",
        "p.l.",
        "public law",
        "e.o.",
        "exec. order",
        "executive order",
        "exec. ord.",
        "p.a.",
        "public act",
    ])
});

static ENACTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?P<law>Pub\.?\s?L\.?|P\.\s?L\.|Public Law)\s{0,2}(?:Nos?\.?\s{0,2})?(?P<a>[0-9]{2,3}[-–‑][0-9]{1,4})(?-u:\b)(?:,\s{1,2}(?:div\.|Div\.|tit\.|Title)\s[A-Z0-9]{1,4})?(?:,\s{1,2}(?:§|[Ss]ec\.|[Ss]ection)\s{0,2}[0-9]{1,5}(?:\([a-z0-9]\))*)?",
        r"|(?:E\.\s?O\.|Exec\.\sOrder|Executive Order|Exec\. Ord\.)\s{0,2}(?:Nos?\.?\s{0,2})?(?P<order>1[0-9],?[0-9]{3})(?-u:\b)",
        r"|(?:P\.\s?A\.|Public Act)\s{0,2}(?:No\.?\s{0,2})?(?P<act>[0-9]{2,3}-[0-9]{3,4})(?-u:\b))",
    ))
});

/// `Pub. L. No. 118-50`, `Executive Order 14117`, `P.A. 103-0769`.
pub(super) fn by_enactment(words: &Words<'_>, found: &mut Vec<Found>) {
    for cue in CUES.find_iter(words) {
        let Some(c) = ENACTED.captures(Cursor::new(words.text, cue.start).ahead(120)) else { continue };
        let Some(whole) = c.get(0) else { continue };
        let (kind, form) = if let Some(number) = c.name("a") {
            (CitationKind::Statute, format!("Pub. L. No. {}", number.as_str().replace(['–', '‑'], "-")))
        } else if let Some(number) = c.name("order") {
            (CitationKind::Regulation, format!("Exec. Order No. {}", number.as_str().replace(',', "")))
        } else {
            (CitationKind::Statute, format!("Ill. P.A. {}", &c["act"]))
        };
        let span = Span::new(cue.start, cue.start + whole.end());
        found.push(Found::new(kind, form, None, span));
    }
}
