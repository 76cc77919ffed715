//! Law of the European Union and the United Kingdom: articles, recitals, cases, instruments.

use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::{Names, Words};
use super::pattern::pattern;
use super::pin;
use super::section::{self, Hyphen, Marker, Section};
use crate::document::{CitationKind, Span};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instrument {
    normalized: String,
    written: Vec<String>,
}

#[derive(Deserialize)]
struct InstrumentFile {
    instrument: Vec<Instrument>,
}

struct Instruments {
    list: Vec<Instrument>,
    names: Names,
}

static INSTRUMENTS: LazyLock<Instruments> =
    LazyLock::new(|| Instruments::parse(include_str!("european.toml")).expect("instruments"));

impl Instruments {
    fn parse(file: &str) -> Result<Self, toml::de::Error> {
        let list = toml::from_str::<InstrumentFile>(file)?.instrument;
        let names = Names::new(
            list.iter().enumerate().flat_map(|(i, d)| d.written.iter().map(move |w| (w.as_str(), i))),
        );
        Ok(Self { list, names })
    }
}

static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Aa]rts?\.?|ARTS?\.|[Aa]rticles?|ARTICLES?|[Rr]ecitals?|[Rr]egs?\.|[Rr]egulations?)\s{0,2}[0-9]",
    )
});

static ARTICLE_CUES: LazyLock<Names> = LazyLock::new(|| {
    Names::cues(&[
        "art",
        "arts",
        "article",
        "articles",
        "recital",
        "recitals",
        "reg",
        "regs",
        "regulation",
        "regulations",
    ])
});

/// An article list that names no instrument, for the context to resolve.
pub(super) struct BareArticle {
    pub start: usize,
    pub sections: Vec<Section>,
    pub unit: &'static str,
}

/// `Art. 6(1)(f) GDPR`, `GDPR Articles 13 and 14`, `Recital 26 of the GDPR`. Returns the articles
/// that name no instrument.
pub(super) fn by_article(words: &Words<'_>, found: &mut Vec<Found>) -> Vec<BareArticle> {
    let text = words.text;
    let mut bare = Vec::new();
    for cue in ARTICLE_CUES.find_iter(words) {
        let Some(m) = ARTICLE.find(Cursor::new(text, cue.start).ahead(24)) else { continue };
        let mut cursor = Cursor::new(text, cue.start + m.end() - 1);
        let unit = unit(m.as_str());
        let mut sections = section::sections(&mut cursor, Hyphen::Ranges, Marker::Many);
        if sections.is_empty() {
            continue;
        }
        german_pin(&mut cursor, &mut sections);
        sections.iter_mut().for_each(dotted_pin);
        let start = pin_before(text, cue.start, &mut sections);
        let before = instrument_before(text, start);
        if let Some((entry, end)) = instrument_after(&cursor) {
            push_articles(found, entry, unit, start, end, sections);
        } else if let Some((entry, start)) = before {
            push_articles(found, entry, unit, start, cursor.at, sections);
        } else if unit == "art." && !follows_other(&cursor) {
            bare.push(BareArticle { start, sections, unit });
        }
    }
    bare
}

fn unit(written: &str) -> &'static str {
    match written.as_bytes()[0].to_ascii_lowercase() {
        b'a' => "art.",
        b'r' if written[1..].starts_with("ecital") => "recital",
        _ => "reg.",
    }
}

static PIN_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[Pp]aragraphs?|[Pp]aras?\.|[Pp]oints?)\s(?:\((?P<enclosed>[0-9a-z]{1,3})\)|(?P<low>[0-9]{1,2})(?:\s?(?:to|-|–)\s?(?P<high>[0-9]{1,2}))?)\sof\s$",
    )
});

/// `paragraphs 1 to 7 of` before an article are its pin. Gives where the citation then begins.
fn pin_before(text: &str, at: usize, sections: &mut [Section]) -> usize {
    let window = behind(text, at, 40);
    let [section] = sections else { return at };
    let Some(captures) = PIN_BEFORE.captures(window) else { return at };
    let part = |name: &str| captures.name(name).map(|part| format!("({})", part.as_str()));
    let Some(first) = part("enclosed").or_else(|| part("low")) else { return at };
    let last = part("high").map(|last| format!("–{last}")).unwrap_or_default();
    // "point (a) of Article 6(1)" is (1)(a)
    section.pin = Some(format!("{}{first}{last}", section.pin.take().unwrap_or_default()));
    at - window.len() + captures.get(0).map_or(window.len(), |whole| whole.start())
}

/// ` Abs. 1 lit. a` is `(1)(a)`.
fn german_pin(cursor: &mut Cursor<'_>, sections: &mut [Section]) {
    let Some(last) = sections.last_mut() else { return };
    for word in ["Abs.", "para.", "paragraph", "UAbs.", "lit.", "point", "Nr.", "Z"] {
        let read = cursor.attempt(|c| {
            c.eat(",");
            c.spaces();
            c.eat_word(&[word]).then_some(())?;
            c.spaces();
            let opened = c.eat("(");
            let part = c.take_while(|c| c.is_ascii_alphanumeric());
            if opened {
                c.eat(")");
            }
            (!part.is_empty() && part.len() <= 3).then(|| format!("({part})"))
        });
        if let Some(part) = read {
            last.pin.get_or_insert_default().push_str(&part);
            last.end = cursor.at;
        }
    }
}

/// `35.4` is article 35, paragraph 4.
fn dotted_pin(section: &mut Section) {
    if let Some((article, paragraph)) = section.number.clone().split_once('.') {
        let rest = section.pin.take().unwrap_or_default();
        section.pin = Some(format!("({paragraph}){rest}"));
        section.number = article.to_string();
    }
}

fn instrument_after(cursor: &Cursor<'_>) -> Option<(usize, usize)> {
    let mut next = *cursor;
    next.spaces();
    next.eat(",");
    next.eat_word(&["of the", "of", "in the", "in", "under the", "der", "du"]);
    next.spaces();
    next.eat_word(&["the", "EU"]);
    next.spaces();
    let named = INSTRUMENTS.names.at_start(next.ahead(90))?;
    Some((named.entry, next.at + named.end))
}

fn instrument_before(text: &str, at: usize) -> Option<(usize, usize)> {
    let window = behind(text, at, 100).trim_end_matches([' ', ',', '\n', '\u{a0}', '(']);
    let window = window.strip_suffix("’s").or_else(|| window.strip_suffix("'s")).unwrap_or(window);
    let base = at - behind(text, at, 100).len();
    let named = INSTRUMENTS.names.at_end(window)?;
    Some((named.entry, base + named.start))
}

/// `Telecommunications Act 2003`: a law of its own name.
static OTHER_LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:[A-Z][A-Za-z-]+\s){1,4}(?:Act|Code|Law|Ordinance|Convention|Treaty)(?-u:\b)")
});

/// `Article 5 of the Agreement` names something else, and the Article 29 Working Party is a body.
fn follows_other(cursor: &Cursor<'_>) -> bool {
    let ahead = cursor.ahead(40).trim_start();
    ahead.starts_with("of ")
        || OTHER_LAW.is_match(ahead)
        || ["working party", "wp", "data protection working"]
            .iter()
            .any(|body| ahead.get(..body.len()).is_some_and(|start| start.eq_ignore_ascii_case(body)))
        || ahead.starts_with("above")
        || ahead.starts_with("below")
        || ahead.starts_with("Section")
}

fn push_articles(
    found: &mut Vec<Found>,
    entry: usize,
    unit: &str,
    start: usize,
    end: usize,
    sections: Vec<Section>,
) {
    let name = &INSTRUMENTS.list[entry].normalized;
    let last = sections.len() - 1;
    for (i, s) in sections.into_iter().enumerate() {
        let from = if i == 0 { start } else { s.start };
        let to = if i == last { end.max(s.end) } else { s.end };
        found.push(article(name, unit, &s, Span::new(from, to)));
    }
}

pub(super) fn article(instrument: &str, unit: &str, section: &Section, span: Span) -> Found {
    let number = match &section.upper {
        Some(upper) => format!("{}–{upper}", section.number),
        None => section.number.clone(),
    };
    let unit = if section.upper.is_some() && unit == "art." { "arts." } else { unit };
    Found::new(CitationKind::Regulation, format!("{instrument} {unit} {number}"), section.pin.clone(), span)
}

static LUXEMBOURG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Joined )?Cases?\s{1,2})?(?P<case>[CT][-‑–][0-9]{1,4}/[0-9]{2})(?-u:\b)(?:\s?P(?-u:\b))?|^(?:ECLI:)?[A-Z]{2}:[A-Z]+:[0-9]{4}:[0-9A-Za-z.]*[0-9A-Za-z]",
    )
});

static LUXEMBOURG_CUES: LazyLock<Names> =
    LazyLock::new(|| Names::cues(&["joined cases", "case", "cases", "c", "t", "ecli", "eu"]));

static DIRECTIVE_CUES: LazyLock<Names> =
    LazyLock::new(|| Names::cues(&["regulation", "directive", "decision", "framework decision"]));

static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<kind>Regulation|Directive|Decision|Framework Decision) \((?:EU|EC|EU, Euratom)\)\s(?:No\s)?(?P<number>[0-9]{1,4}/[0-9]{2,4})|(?P<old>Directive|Decision) (?P<oldnumber>(?:19|20)?[0-9]{2}/[0-9]{1,4}/(?:EC|EU|EEC|JHA)))(?-u:\b)",
    )
});

/// `Article 14 of`, `Article 9 of the European Trade Mark`: the article of the act that follows.
static ARTICLE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:Articles?|Art\.)\s(?P<number>[0-9]{1,3})(?P<pin>(?:\([0-9a-z]{1,3}\))*)\sof\s(?:the\s)?(?:[A-Z][A-Za-z-]{1,15}\s){0,6}$",
    )
});

/// `EU:C:2020:559` is `ECLI:EU:C:2020:559`.
fn ecli(written: &str) -> String {
    if written.starts_with("ECLI") { written.to_string() } else { format!("ECLI:{written}") }
}

/// `Case C-311/18`, `ECLI:EU:C:2020:559`, `Regulation (EU) 2016/679` without an article.
pub(super) fn by_number(words: &Words<'_>, found: &mut Vec<Found>) {
    let text = words.text;
    let span = |start: usize, whole: regex::Match<'_>| Span::new(start, start + whole.end());
    for cue in LUXEMBOURG_CUES.find_iter(words) {
        let Some(c) = LUXEMBOURG.captures(Cursor::new(text, cue.start).ahead(60)) else { continue };
        let Some(whole) = c.get(0) else { continue };
        let form =
            c.name("case").map_or_else(|| ecli(whole.as_str()), |n| n.as_str().replace(['‑', '–'], "-"));
        let mut cursor = Cursor::new(text, cue.start + whole.end());
        let pin = cursor.attempt(|c| {
            c.eat(",");
            c.spaces();
            pin::paragraphs(c)
        });
        found.push(Found::new(CitationKind::Case, form, pin, Span::new(cue.start, cursor.at)));
    }
    for cue in DIRECTIVE_CUES.find_iter(words) {
        let Some(c) = DIRECTIVE.captures(Cursor::new(text, cue.start).ahead(60)) else { continue };
        let Some(whole) = c.get(0) else { continue };
        let written: String = whole.as_str().replace(" No ", " ");
        let form = INSTRUMENTS
            .names
            .at_start(&written)
            .map_or(written.clone(), |n| INSTRUMENTS.list[n.entry].normalized.clone());
        let whole = span(cue.start, whole);
        let before = behind(text, cue.start, 90);
        let article = ARTICLE_BEFORE
            .captures(before)
            .and_then(|c| c.get(0).zip(c.name("number")).map(|m| (m, c.name("pin"))));
        found.push(match article {
            Some(((all, number), pin)) => {
                let start = cue.start - before.len() + all.start();
                let pin = pin.map(|p| p.as_str().to_owned()).filter(|p| !p.is_empty());
                let form = format!("{form} art. {}", number.as_str());
                Found::new(CitationKind::Regulation, form, pin, Span::new(start, whole.end))
            }
            None => Found::new(CitationKind::Regulation, form, None, whole),
        });
    }
}
