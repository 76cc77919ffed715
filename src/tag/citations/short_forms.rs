//! Citations in prose order and short forms, read with what the document has cited before:
//! `Section 631(a) of the Penal Code`, `CIPA § 631(a)`, `§ 631(a)`, `Rule 12(b)(6)`, `Id. ¶ 4`.

use super::antecedents::Antecedent;
use super::case_names;
use super::codes::{CODES, Source};
use super::context::Context;
use super::cursor::{Cursor, behind};
use super::european::{self, BareArticle};
use super::found::Found;
use super::names::{Names, Words};
use super::pin;
use super::section::{self, Hyphen, Marker, Section};
use super::statutes::{cite, following_code};
use crate::document::{CitationKind, Span};
use std::sync::LazyLock;

/// Words that announce a short form, and which.
const CUES: &[(&str, Cue)] = &[
    ("section", Cue::Section),
    ("sections", Cue::Section),
    ("sect.", Cue::Section),
    ("sects.", Cue::Section),
    ("sec.", Cue::Section),
    ("secs.", Cue::Section),
    ("s.", Cue::Section),
    ("ss.", Cue::Section),
    ("id", Cue::Id),
    ("ibid", Cue::Id),
    ("rule", Cue::Rule),
    ("rules", Cue::Rule),
    ("supra", Cue::Supra),
    ("at", Cue::At),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Section,
    Id,
    Rule,
    Supra,
    At,
}

static CUE_NAMES: LazyLock<Names> =
    LazyLock::new(|| Names::new(CUES.iter().enumerate().map(|(i, (word, _))| (*word, i))));

/// Where short forms may begin, in text order.
fn triggers(words: &Words<'_>) -> Vec<(usize, Cue)> {
    let text = words.text;
    let mut found: Vec<(usize, Cue)> = Vec::new();
    for cue in CUE_NAMES.find_iter(words) {
        let kind = CUES[cue.entry].1;
        let ahead = &text[cue.end..];
        let digit = ahead.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let counts = match kind {
            Cue::Section | Cue::Rule => digit,
            Cue::Id => {
                // `badge or ID.` is no `Id.`
                let written = text[cue.start..].starts_with("ID");
                !written && (text[..cue.end].ends_with('.') || ahead.starts_with('.'))
            }
            Cue::Supra => true,
            Cue::At => digit && cue.start > 0,
        };
        if counts {
            found.push((cue.start, kind));
        }
    }
    let signs = text.match_indices('§').map(|(at, _)| (at, Cue::Section));
    let words_only = found.len();
    found.extend(signs);
    if words_only < found.len() {
        found.sort_by_key(|(at, _)| *at);
    }
    found
}

/// Finds what the full forms left over. `full` is in text order; `context` ends up knowing all.
pub(super) fn resolve(
    words: &Words<'_>,
    full: &mut [Found],
    bare: Vec<BareArticle>,
    context: &mut Context,
) -> Vec<Found> {
    let text = words.text;
    let mut extra: Vec<Found> = Vec::new();
    let mut next_full = 0;
    let mut done = 0;
    let mut bare = bare.into_iter().peekable();
    for (at, cue) in triggers(words) {
        while let Some(found) = full.get_mut(next_full).filter(|f| f.span().start <= at) {
            context.complete(found);
            context.observe(text, found, done);
            done = done.max(found.span().end);
            next_full += 1;
        }
        while let Some(article) = bare.next_if(|b| b.start < at) {
            extra.extend(bare_article(&article, context));
        }
        if at < done {
            continue;
        }
        let read = match cue {
            Cue::Section => section_form(text, at, context),
            Cue::Rule => rule_form(text, at, context),
            Cue::Id => id_form(text, at, context).into_iter().collect(),
            Cue::Supra => supra_form(text, at, context).into_iter().collect(),
            Cue::At => name_at_form(text, at, context).into_iter().collect(),
        };
        for mut found in read {
            if found.citation.normalized == OPEN {
                context.chain_mut().note_open(found.span().end);
            } else {
                context.observe(text, &mut found, done);
            }
            done = done.max(found.span().end);
            extra.push(found);
        }
    }
    for found in &mut full[next_full..] {
        context.complete(found);
        context.observe(text, found, done);
        done = done.max(found.span().end);
    }
    bare.for_each(|article| extra.extend(bare_article(&article, context)));
    extra
}

/// The form of an `Id.` whose antecedent is in doubt.
const OPEN: &str = "Id.";

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
    if cited.is_some() && follows_title(text, at) {
        return Vec::new();
    }
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

/// `Procedure § 2023`, `Compact § 5`: the section of what the capitalised word before it names.
fn follows_title(text: &str, at: usize) -> bool {
    let before = behind(text, at, 30).trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let bare = word.trim_start_matches(['(', '“', '"', '[']);
    let title = bare.starts_with(char::is_uppercase) && bare.ends_with(char::is_alphabetic);
    title && !case_names::leads(bare)
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

/// `Id.`, `Id. at 5`, `id. ¶ 46`, `Id. § 2511(2)(d)`. In small letters only with a pin or behind a
/// signal.
fn id_form(text: &str, at: usize, context: &Context) -> Option<Found> {
    let mut cursor = Cursor::new(text, at);
    let small = cursor.peek() == Some('i');
    cursor.take_while(|c| c != '.');
    cursor.eat(".");
    let end = cursor.at;
    cursor.eat(",");
    // the section may stand on the next page
    let mut ahead = cursor;
    ahead.take_while(char::is_whitespace);
    if ahead.peek() == Some('§') {
        cursor = ahead;
    }
    cursor.spaces();
    if cursor.peek() == Some('§') {
        return context.chain().source().and_then(|source| id_section(&mut cursor, at, source)).or_else(
            || {
                section::marker(&mut cursor);
                let end =
                    section::sections(&mut cursor, Hyphen::Joins, Marker::One).first().map(|s| s.end)?;
                Some(Found::new(CitationKind::Record, OPEN, None, Span::new(at, end)))
            },
        );
    }
    let pin = cursor.attempt(pin::paragraphs_by_sign).or_else(|| cursor.attempt(pin_at));
    if small && pin.is_none() && !follows_signal(text, at) {
        return None;
    }
    let end = if pin.is_some() { cursor.at } else { end };
    let span = Span::new(at, end);
    // alone at the head of a paragraph it may close a quotation that has citations of its own
    let told = pin.is_some() || context.in_note() || at > 0;
    let meant = context.chain().meant(text, at, pin.as_deref()).filter(|_| told);
    let Some(meant) = meant else {
        let kind = context.chain().likely(pin.as_deref());
        let kind = if quotes_another(&text[end..]) { CitationKind::Case } else { kind };
        return Some(Found::new(kind, OPEN, pin, span));
    };
    let mut found = Found::new(meant.kind, meant.normalized.clone(), pin, span);
    found.citation.name.clone_from(&meant.name);
    found.source = meant.source.clone().map(|s| (s, String::new()));
    Some(found)
}

/// `Id. (quoting Kane …)`: only a decision is said to quote or cite another.
fn quotes_another(after: &str) -> bool {
    let after = after.trim_start();
    ["(quoting ", "(citing ", "(internal quotation", "(cleaned up"]
        .iter()
        .any(|opening| after.starts_with(opening))
}

/// ` at 5`, ` at pp. 3–4`, ` at *2`, ` at ¶ 7`.
fn pin_at(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat_word(&["at"]).then_some(())?;
    cursor.spaces();
    if cursor.peek() == Some('¶') {
        return pin::paragraphs(cursor);
    }
    if cursor.eat_word(&["pp.", "p."]) {
        cursor.spaces();
    }
    pin::pages(cursor)
}

/// `see id.`, `(id.)`, `; id.`
fn follows_signal(text: &str, at: usize) -> bool {
    let before = behind(text, at, 16).trim_end_matches([' ', '\n', ',']);
    let signals = ["ee", "ee also", "ccord", "f.", "e.g.", "iting", "uoting", "(", ";", "enerally", "But"];
    signals.iter().any(|s| before.ends_with(s))
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
    let window = behind(text, at, 80);
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
        pin_at(c)
    });
    if pin.is_some() {
        end = cursor.at;
    }
    Some(again(&case, pin, Span::new(start, end)))
}

/// `Popa at 125`, where a page of that case can be meant.
fn name_at_form(text: &str, at: usize, context: &Context) -> Option<Found> {
    let window = behind(text, at, 60);
    let named = window.trim_end_matches([' ', ',', '\n']);
    let (case, length) = context.case_at_end(named)?;
    let mut cursor = Cursor::new(text, at);
    let pin = pin_at(&mut cursor)?;
    let start = at - window.len() + named.len() - length;
    (case.kind == CitationKind::Case && case.holds(&pin))
        .then(|| again(&case, Some(pin), Span::new(start, cursor.at)))
}

fn again(case: &Antecedent, pin: Option<String>, span: Span) -> Found {
    let mut found = Found::new(case.kind, case.normalized.clone(), pin, span);
    found.citation.name.clone_from(&case.name);
    found
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
