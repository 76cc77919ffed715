//! Statutes and regulations cited by their code's name.

use super::codes::{CODES, Code, Source, TitlePlace};
use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::{Named, Words};
use super::pattern::pattern;
use super::pin;
use super::section::{self, Marker, Section};
use crate::document::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Citations in which the code's name stands before its sections: `18 U.S.C. §§ 2510, 2511`.
pub(super) fn by_code(words: &Words<'_>, found: &mut Vec<Found>) {
    for named in CODES.code_names.find_iter(words) {
        if let Some(citations) = code_citation(words.text, named) {
            found.extend(citations);
        }
    }
}

fn code_citation(text: &str, named: Named) -> Option<Vec<Found>> {
    let code = &CODES.codes[named.entry];
    let mut cursor = Cursor::new(text, named.end);
    let mut start = named.start;
    let mut title = None;
    if matches!(code.title, TitlePlace::Before | TitlePlace::Either)
        && let Some((at, number)) = title_before(text, named.start)
    {
        (start, title) = (at, Some(number));
    }
    if title.is_none() && matches!(code.title, TitlePlace::After | TitlePlace::Either) {
        title = cursor.attempt(title_after);
    }
    if code.title != TitlePlace::None && title.is_none() {
        return None;
    }
    let source = CODES.code_source(named.entry, title.as_deref());
    let end = cursor.at;
    skip_annotation(&mut cursor);
    let marker = match section::marker(&mut cursor) {
        Marker::None => cursor.attempt(misread_sign).unwrap_or(Marker::None),
        marker => marker,
    };
    let mut sections = section::sections(&mut cursor, code.hyphen, marker);
    while sections.len() > 1 && sections.last().is_some_and(|last| is_of_another(text, last)) {
        sections.pop();
    }
    if sections.is_empty() {
        let chapter = title.is_some() && code.title == TitlePlace::After;
        return chapter.then(|| vec![Found::new(code.kind, source.whole(), None, Span::new(start, end))]);
    }
    if !plausible(code, marker, &sections[0]) {
        return None;
    }
    let mut cited = cite(text, &source, marker, start, sections);
    if let [only] = cited.as_mut_slice()
        && code.paged
    {
        add_page(text, only);
    }
    Some(cited)
}

/// `104 Stat. 2129, 2132–33 (1990)`: the page meant behind the one on which the law begins.
fn add_page(text: &str, found: &mut Found) {
    let mut cursor = Cursor::new(text, found.citation.span.end);
    let page = cursor.attempt(|c| {
        c.eat(",").then_some(())?;
        c.spaces();
        c.eat_word(&["at"]);
        c.spaces();
        let page = pin::pages(c).filter(|page| page.starts_with(|d: char| d.is_ascii_digit()))?;
        (!pin::starts_another(c)).then_some(page)
    });
    if let Some(page) = page.filter(|_| found.citation.pin.is_none()) {
        found.citation.pin = Some(page);
        found.citation.span.end = tail(text, cursor.at);
    }
}

/// `15 U.S.C. § 6502(b), and Section 553 of the APA`: a section with a sign or word of its own and an act
/// behind it belongs to that act.
fn is_of_another(text: &str, section: &Section) -> bool {
    let before = text[..section.start].trim_end();
    let marked = ["§", "ection", "ections", "ec."].iter().any(|sign| before.ends_with(sign));
    marked && text[section.end..].trim_start().starts_with("of ")
}

/// Without a section sign the number itself must look like a section.
fn plausible(code: &Code, marker: Marker, first: &Section) -> bool {
    let number = &first.number;
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    marker != Marker::None
        || ((code.needs.is_empty() || first.upper.is_some() || number.contains(|c| code.needs.contains(c)))
            && (!year || code.title != TitlePlace::None))
}

/// One finding a section. The first spans from the code's name, the last to the end of its tail.
pub(super) fn cite(
    text: &str,
    source: &Source,
    marker: Marker,
    start: usize,
    sections: Vec<Section>,
) -> Vec<Found> {
    let last = sections.len() - 1;
    let mut cited = Vec::with_capacity(sections.len());
    for (i, section) in sections.into_iter().enumerate() {
        let Some(normalized) = source.normalized(&section, marker) else { continue };
        let from = if i == 0 { start } else { with_sign(text, section.start) };
        let to = if i == last { tail(text, section.end) } else { section.end };
        let mut found = Found::new(source.kind, normalized, section.pin, Span::new(from, to));
        found.source = Some((source.clone(), section.number));
        cited.push(found);
    }
    cited
}

/// Where a member of a list begins that has a section sign of its own: `§ 1635 and § 1638`.
fn with_sign(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    let head = before.trim_end_matches('§');
    if head.len() < before.len() { head.len() } else { start }
}

static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s?\((?:(?:West|Lexis|LexisNexis|Supp\.|Deering|McKinney)\s?)?(?:(?:19|20)[0-9]{2}|West)(?:\s(?:&|and)?\s?Supp\.?(?:\s[0-9]{4})?)?\)",
    )
});

/// The end of a citation with its year or publisher: `(West 2023)`.
fn tail(text: &str, end: usize) -> usize {
    let ahead = Cursor::new(text, end).ahead(40);
    TAIL.find(ahead).map_or(end, |m| end + m.end())
}

/// A section sign that recognition took for `$`, `S`, `8` or `5`. The figures count only before a number
/// of three digits or more, so that `18 U.S.C. 5` stays what it is.
fn misread_sign(cursor: &mut Cursor<'_>) -> Option<Marker> {
    let sign = cursor.take_while(|c| "$S85".contains(c));
    let figures = sign.bytes().all(|b| b.is_ascii_digit());
    let many = sign.len() == 2 && sign.as_bytes()[0] == sign.as_bytes()[1];
    if sign.is_empty() || !(sign.len() == 1 || many) {
        return None;
    }
    let before = cursor.at;
    cursor.spaces();
    let digits = cursor.rest().bytes().take_while(u8::is_ascii_digit).count();
    let fits = if figures { digits >= 3 && cursor.at > before } else { digits > 0 };
    fits.then_some(if many { Marker::Many } else { Marker::One })
}

/// `Ann.`, `(West)`, a comma: what may stand between a code's name and its section.
fn skip_annotation(cursor: &mut Cursor<'_>) {
    cursor.spaces();
    cursor.eat_word(&["Annotated", "Ann."]);
    cursor.eat(",");
    cursor.spaces();
    cursor.eat("(West)");
    cursor.spaces();
    cursor.eat_word(&["at"]);
    cursor.spaces();
}

/// The title's number before a code's name, with `Title` if it is written, and its start.
fn title_before(text: &str, at: usize) -> Option<(usize, String)> {
    let before = behind(text, at, 30);
    let trimmed = before.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let trimmed =
        ["of the", "of"].iter().find_map(|w| trimmed.strip_suffix(w)).map_or(trimmed, str::trim_end);
    let head = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &trimmed[head.len()..];
    let apart = !head.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '-');
    if number.is_empty() || number.len() > 3 || !apart {
        return None;
    }
    let mut start = at - before.len() + head.len();
    let word = head.trim_end();
    let spelled =
        word.len() >= 5 && word.get(word.len() - 5..).is_some_and(|w| w.eq_ignore_ascii_case("title"));
    if spelled {
        start = at - before.len() + word.len() - 5;
    }
    let direct = trimmed.len() + 3 >= before.len();
    (spelled || direct).then(|| (start, number.to_string()))
}

/// `, tit. 11`, `ch. 272`, `c. 93A`, `Chapter 93A`.
fn title_after(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.spaces();
    cursor.eat_word(&["Ann."]);
    cursor.eat(",");
    cursor.spaces();
    if !cursor.eat_word(&["title", "tit.", "chapter", "chap.", "ch.", "c."]) {
        return None;
    }
    cursor.spaces();
    let number = cursor.take_while(|c| c.is_ascii_alphanumeric());
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| number.to_string())
}

/// A code's name after its sections: ` of the California Penal Code`, `, Florida Statutes`,
/// ` of Title 18, United States Code`. Leaves the cursor behind the name.
pub(super) fn following_code(cursor: &mut Cursor<'_>) -> Option<Source> {
    cursor.spaces();
    let comma = cursor.eat(",");
    cursor.spaces();
    let of = cursor.eat_word(&["of the", "of", "in the"]);
    cursor.spaces();
    if of && cursor.eat_word(&["state of", "commonwealth of"]) {
        cursor.spaces();
    }
    let mut title = None;
    if of && cursor.eat_word(&["Title"]) {
        cursor.spaces();
        title = Some(cursor.digits());
        cursor.eat(",");
        cursor.spaces();
        cursor.eat_word(&["of the", "of"]);
        cursor.spaces();
    }
    let named = CODES.code_names.at_start(cursor.ahead(90))?;
    let code = &CODES.codes[named.entry];
    if !(comma || of) || (code.title != TitlePlace::None && title.is_none()) {
        return None;
    }
    cursor.at += named.end;
    Some(CODES.code_source(named.entry, title))
}
