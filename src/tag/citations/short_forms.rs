//! Citations in prose order and short forms, read with what the document has cited before:
//! `Section 631(a) of the Penal Code`, `CIPA § 631(a)`, `§ 631(a)`, `Rule 12(b)(6)`, `Id. ¶ 4`.

use super::codes::{CODES, Source};
use super::context::Context;
use super::cursor::{Cursor, behind};
use super::european::{self, BareArticle};
use super::found::Found;
use super::pattern::pattern;
use super::pin;
use super::section::{self, Hyphen, Marker, Section};
use super::statutes::{cite, following_code};
use crate::document::{CitationKind, Span};
use regex::Regex;
use std::sync::LazyLock;

static TRIGGER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<section>§+|(?-u:\b)(?:[Ss]ections?|SECTIONS?)(?-u:\b)|(?-u:\b)[Ss]ects?\.|(?-u:\b)[Ss]ecs?\.|(?-u:\b)ss?\.\s?[0-9])",
        r"|(?P<id>(?-u:\b)[Ii](?:d|bid)\.)|(?P<rule>(?-u:\b)Rules?\s[0-9])|(?P<supra>(?-u:\b)supra(?-u:\b))",
    ))
});

/// Finds what the full forms left over. `full` is in text order; `context` ends up knowing all.
pub(super) fn resolve(
    text: &str,
    full: &mut [Found],
    bare: Vec<BareArticle>,
    context: &mut Context,
) -> Vec<Found> {
    let mut extra: Vec<Found> = Vec::new();
    let mut next_full = 0;
    let mut done = 0;
    let mut bare = bare.into_iter().peekable();
    for trigger in TRIGGER.captures_iter(text) {
        let Some(at) = trigger.get(0).map(|m| m.start()) else { continue };
        while let Some(found) = full.get_mut(next_full).filter(|f| f.span().start <= at) {
            context.complete(found);
            context.observe(text, found);
            done = done.max(found.span().end);
            next_full += 1;
        }
        while let Some(article) = bare.next_if(|b| b.start < at) {
            extra.extend(bare_article(&article, context));
        }
        if at < done {
            continue;
        }
        let read = if trigger.name("section").is_some() {
            section_form(text, at, context)
        } else if trigger.name("rule").is_some() {
            rule_form(text, at, context)
        } else if trigger.name("id").is_some() {
            id_form(text, at, context).into_iter().collect()
        } else {
            supra_form(text, at, context).into_iter().collect()
        };
        for found in read {
            context.observe(text, &found);
            done = done.max(found.span().end);
            extra.push(found);
        }
    }
    for found in &mut full[next_full..] {
        context.complete(found);
        context.observe(text, found);
    }
    bare.for_each(|article| extra.extend(bare_article(&article, context)));
    extra
}

fn section_form(text: &str, at: usize, context: &Context) -> Vec<Found> {
    let mut cursor = Cursor::new(text, at);
    let marker = section::marker(&mut cursor);
    let first = cursor;
    let sections = section::sections(&mut cursor, Hyphen::Joins, marker);
    if marker == Marker::None || sections.is_empty() {
        return Vec::new();
    }
    if let Some((source, end)) = named_after(&cursor, context) {
        return prose(text, &first, &source, marker, at, end);
    }
    if is_of_other(&cursor) {
        return Vec::new();
    }
    if let Some((source, start)) = named_before(text, at, context) {
        let sections = section::sections(&mut first.clone(), source.hyphen, marker);
        return cite(text, &source, marker, start, sections);
    }
    bare_section(text, &first, marker, at, &sections, context)
}

/// ` of the California Penal Code`, ` of BIPA`, ` of the “Act”`.
fn named_after(cursor: &Cursor<'_>, context: &Context) -> Option<(Source, usize)> {
    let mut next = *cursor;
    if let Some(source) = next.attempt(following_code) {
        return Some((source, next.at));
    }
    next.spaces();
    let german = next.at;
    if next.eat_word(&["of the", "of", "under the", "under", "in the"]) {
        next.spaces();
    }
    let quoted = next.eat_char(|c| "“\"‘".contains(c));
    let direct = next.at == german;
    let named = context.named_at_start(next.ahead(110)).or_else(|| {
        next.eat_word(&["Illinois", "California", "federal", "U.S."]).then(|| next.spaces())?;
        context.named_at_start(next.ahead(110))
    });
    let (source, length) = named?;
    next.at += length;
    if quoted {
        next.eat_char(|c| "”\"’".contains(c));
    }
    (!direct || is_german(&source)).then_some((source, next.at))
}

fn is_german(source: &Source) -> bool {
    source.whole().ends_with("DG") || source.whole() == "BDSG"
}

/// `Section 5 of this Policy`, `§ 3 below`.
fn is_of_other(cursor: &Cursor<'_>) -> bool {
    let ahead = cursor.ahead(40).trim_start_matches([' ', ',', '\n', '\u{a0}']);
    [
        "of ", "of\n", "above", "below", "herein", "hereof", "hereto", "infra", "to this", "in this",
        "in the ", "titled", "entitled", "(titled",
    ]
    .iter()
    .any(|w| ahead.starts_with(w))
}

/// The act or term before a section sign: `CIPA § 631(a)`, `“CIPA,” § 631`.
fn named_before(text: &str, at: usize, context: &Context) -> Option<(Source, usize)> {
    let window = behind(text, at, 110);
    let named = window.trim_end_matches([' ', ',', '\n', '\u{a0}', '”', '"', '’', '\'', ')', 's']);
    let whole = window.trim_end_matches([' ', ',', '\n', '\u{a0}', '”', '"', '’', '\'', ')']);
    let (source, length, named) = context
        .named_at_end(whole)
        .map(|(s, l)| (s, l, whole))
        .or_else(|| context.named_at_end(named).map(|(s, l)| (s, l, named)))?;
    let mut start = at - window.len() + named.len() - length;
    if window[named.len()..].contains(['”', '"']) {
        let opening = text[..start].chars().next_back().filter(|c| "“\"".contains(*c));
        start -= opening.map_or(0, char::len_utf8);
    }
    Some((source, start))
}

fn prose(
    text: &str,
    first: &Cursor<'_>,
    source: &Source,
    marker: Marker,
    start: usize,
    end: usize,
) -> Vec<Found> {
    let mut cursor = *first;
    let sections = section::sections(&mut cursor, source.hyphen, marker);
    let mut cited = cite(text, source, marker, start, sections);
    if let Some(last) = cited.last_mut() {
        last.citation.span.end = end.max(last.citation.span.end);
    }
    cited
}

/// A section without any name: of the code in which the document cited it before.
fn bare_section(
    text: &str,
    first: &Cursor<'_>,
    marker: Marker,
    at: usize,
    sections: &[Section],
    context: &Context,
) -> Vec<Found> {
    let Some(lead) = sections.first() else { return Vec::new() };
    let known = CODES.known_section(&lead.number);
    let cited = context.code_of(lead, marker);
    match (cited, known) {
        (Some(source), None) => {
            let sections = section::sections(&mut first.clone(), source.hyphen, marker);
            cite(text, &source, marker, at, sections)
        }
        (_, Some(normalized)) => {
            let span = Span::new(at, lead.end);
            vec![Found::new(CitationKind::Statute, normalized, lead.pin.clone(), span)]
        }
        (None, None) => Vec::new(),
    }
}

/// `Rule 12(b)(6)`, `Rules 9(b) and 12(b)(6)`: of the rules named last, else of civil procedure.
fn rule_form(text: &str, at: usize, context: &Context) -> Vec<Found> {
    let mut cursor = Cursor::new(text, at);
    let marker = if cursor.eat("Rules") { Marker::Many } else { Marker::One };
    cursor.eat("Rule");
    cursor.spaces();
    let sections = section::sections(&mut cursor, Hyphen::Joins, marker);
    let Some(first) = sections.first() else { return Vec::new() };
    if let Some(source) = cursor.attempt(following_code).filter(|s| s.kind == CitationKind::Rule) {
        let mut cited = cite(text, &source, marker, at, sections);
        if let Some(last) = cited.last_mut() {
            last.citation.span.end = cursor.at;
        }
        return cited;
    }
    let civil = first.number.parse::<u32>().is_ok_and(|n| (1..=86).contains(&n));
    let telling = first.pin.is_some() || context.rules().is_some();
    let before = behind(text, at, 30).trim_end();
    let preceded = ["Local", "-", "Court", "State"].iter().any(|w| before.ends_with(w));
    if !civil || !telling || preceded || is_of_other(&cursor) {
        return Vec::new();
    }
    match context.rules().cloned().or_else(civil_procedure) {
        Some(source) => cite(text, &source, marker, at, sections),
        None => Vec::new(),
    }
}

fn civil_procedure() -> Option<Source> {
    let named = CODES.code_names.at_start("Fed. R. Civ. P.")?;
    Some(CODES.code_source(named.entry, None))
}

/// `Id.`, `Id. at 5`, `id. ¶ 46`, `Id. § 2511(2)(d)`. In small letters only with a pin.
fn id_form(text: &str, at: usize, context: &Context) -> Option<Found> {
    let mut cursor = Cursor::new(text, at);
    let small = cursor.peek() == Some('i');
    cursor.take_while(|c| c != '.');
    cursor.eat(".");
    let end = cursor.at;
    cursor.eat(",");
    cursor.spaces();
    let last = context.last();
    if cursor.peek() == Some('§') {
        return id_section(&mut cursor, at, last?.source.as_ref()?);
    }
    let pin = cursor.attempt(pin::paragraphs_by_sign).or_else(|| {
        cursor.attempt(|c| {
            c.eat_word(&["at"]).then_some(())?;
            c.spaces();
            if c.peek() == Some('¶') { pin::paragraphs(c) } else { pin::pages(c) }
        })
    });
    if small && pin.is_none() {
        return None;
    }
    let end = if pin.is_some() { cursor.at } else { end };
    let (kind, normalized) =
        last.map_or((CitationKind::Record, "Id.".to_string()), |l| (l.kind, l.normalized.clone()));
    let mut found = Found::new(kind, normalized, pin, Span::new(at, end));
    found.source = last.and_then(|l| l.source.clone()).map(|s| (s, String::new()));
    Some(found)
}

fn id_section(cursor: &mut Cursor<'_>, at: usize, source: &Source) -> Option<Found> {
    let marker = section::marker(cursor);
    let section = section::sections(cursor, source.hyphen, marker).into_iter().next()?;
    let normalized = source.normalized(&section, marker)?;
    let mut found = Found::new(source.kind, normalized, section.pin, Span::new(at, section.end));
    found.source = Some((source.clone(), section.number));
    Some(found)
}

/// `Popa, supra, at 125`.
fn supra_form(text: &str, at: usize, context: &Context) -> Option<Found> {
    let window = behind(text, at, 60);
    let named = window.trim_end_matches([' ', ',', '\n']);
    let (case, length) = context.case_at_end(named)?;
    let start = at - window.len() + named.len() - length;
    let mut cursor = Cursor::new(text, at + "supra".len());
    let mut end = cursor.at;
    let pin = cursor.attempt(|c| {
        c.eat(",");
        c.spaces();
        if c.eat_word(&["note", "n."]) {
            c.spaces();
            c.digits();
            c.eat(",");
            c.spaces();
        }
        c.eat_word(&["at"]).then_some(())?;
        c.spaces();
        pin::pages(c)
    });
    if pin.is_some() {
        end = cursor.at;
    }
    Some(Found::new(case.kind, case.normalized, pin, Span::new(start, end)))
}

/// `Article 6(1)(f)` after the GDPR was cited.
fn bare_article(bare: &BareArticle, context: &Context) -> Vec<Found> {
    let Some(instrument) = context.instrument() else { return Vec::new() };
    let cited = bare.sections.iter().enumerate().map(|(i, s)| {
        let from = if i == 0 { bare.start } else { s.start };
        european::article(instrument, bare.unit, s, Span::new(from, s.end))
    });
    cited.collect()
}
