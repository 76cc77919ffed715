//! The classes that a complaint defines: name, members, period, who is excluded.

use super::dates::moments;
use super::{Quote, View};
use crate::document::{Document, DocumentKind, ParagraphKind, Span};
use crate::expression::expression;
use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// A class as a pleading defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClassDefinition<'e> {
    /// As defined: `California Subclass`. `None` where the pleading gives it no name.
    pub name: Option<String>,
    /// The words that say who belongs to it.
    pub members: Quote<'e>,
    pub period: Option<Period<'e>>,
    /// The sentence that says who does not.
    pub excluded: Option<Quote<'e>>,
}

/// The time that membership depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period<'e> {
    /// ISO 8601, to the day or the month; `None` where only words give it.
    pub from: Option<String>,
    /// `None` where it runs to the present or to a day not yet known.
    pub to: Option<String>,
    pub words: Quote<'e>,
}

/// Places of a definition in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    name: Option<String>,
    members: Span,
    excluded: Option<Span>,
}

static MEMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(concat!(
        r"(?:^|[:“\x22—–]\s*|\b(?:of|as|represent|are)\s+)(?P<d>(?:[Aa]ll|ALL|[Ee]very|[Aa]ny|[Ee]ach)\s+(?:other\s+)?(?:[\w.,’'-]+\s+){0,5}?",
        r"(?i:persons?|individuals?|residents?|people|consumers?|users?|citizens?|purchasers?|subscribers?|patients?|holders?|customers?|members?|entities|visitors?|drivers?|employees?|minors?|children|owners?|viewers?|students?)\b)",
    ))
    .ok()
});

static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"[“\x22](?P<q>(?:[\w.’'-]+\s+){0,6}(?:Sub-?)?[Cc]lass(?:es)?)[,.]?[”\x22]|(?P<p>(?:(?:[A-Z][\w.’'-]*|of|and)\s+){0,6}(?:Sub-?[Cc]lass|Class))\b").ok()
});

static CLASS: LazyLock<Option<Regex>> = LazyLock::new(|| expression(r"(?i)\b(?:sub-?)?class(?:es)?\b").ok());

/// Definitions of a document, in text order.
fn found_in(document: &Document) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        if matches!(paragraph.kind, ParagraphKind::Toc | ParagraphKind::Caption | ParagraphKind::Heading) {
            continue;
        }
        let text = document.slice(paragraph.span);
        if let (Some(excluded), Some(last)) = (exclusion(text), found.last_mut()) {
            last.excluded.get_or_insert(shift(excluded, paragraph.span.start));
        }
        let before = lead(document, index);
        for members in members_in(text) {
            let own = &text[..members.start];
            let introduced = own.len() >= 12 && mentions_class(own);
            let context = if introduced { own } else { before.as_str() };
            if !mentions_class(context) || !(introduced || opens(own)) {
                continue;
            }
            let after = text.get(members.end..).unwrap_or_default();
            let name = name_before(own).or_else(|| name_behind(after)).or_else(|| name_before(&before));
            found.push(Found { name, members: shift(members, paragraph.span.start), excluded: None });
        }
    }
    found.dedup_by(|later, earlier| later.members.overlaps(earlier.members));
    found
}

fn shift(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}

/// The end of the paragraph before, if it introduces a list or a quotation; headings count.
fn lead(document: &Document, index: usize) -> String {
    let before = document.paragraphs[..index].iter().rev().take(4);
    let texts: Vec<&str> = before.map(|p| document.slice(p.span).trim_end()).collect();
    let introduces = |text: &&&str| text.ends_with([':', '—']) || text.len() < 80 && mentions_class(text);
    texts.iter().find(introduces).map_or_else(String::new, |text| tail(text, 400).to_owned())
}

fn tail(text: &str, bytes: usize) -> &str {
    let start = (text.len().saturating_sub(bytes)..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(0)..]
}

/// At most `bytes`, on a character boundary.
fn cut(text: &str, bytes: usize) -> usize {
    (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn mentions_class(text: &str) -> bool {
    CLASS.as_ref().is_some_and(|c| c.is_match(text))
}

/// Does a definition open its paragraph, but for a name, a number or a quotation mark?
fn opens(own: &str) -> bool {
    own.chars().filter(|c| c.is_alphanumeric()).count() <= 60 && !own.contains(". ")
}

/// Who belongs: from `All persons` to the end of the sentence. Without a `who`, `whose` or `that` it is
/// no definition, and `all others similarly situated` is none.
fn members_in(text: &str) -> Vec<Span> {
    let Some(pattern) = MEMBERS.as_ref() else { return Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    for captures in pattern.captures_iter(text) {
        let Some(start) = captures.name("d").map(|d| d.start()) else { continue };
        let end = sentence_end(text, start);
        let words = &text[start..end];
        let relative =
            ["who ", "who,", "whose ", "that ", "which ", "residing ", "with ", "from whom ", "for whom "];
        let defines = relative.iter().any(|r| words.contains(r)) && words.len() > 40;
        let similar = words.to_lowercase();
        let similar = similar.contains("similarly situated") || similar.contains("similarly-situated");
        let of_class = mentions_class(&words[..cut(words, 60)]);
        if defines && !similar && !of_class && spans.last().is_none_or(|s: &Span| s.end <= start) {
            spans.push(Span::new(start, end));
        }
    }
    spans
}

/// The end of the sentence that holds `start`; abbreviations with a capital behind them go on.
fn sentence_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let ends = rest.match_indices(['.', ';', '”']).find(|(at, mark)| {
        let after = &rest[at + mark.len()..];
        let before = &rest[..*at];
        let word = before.rsplit([' ', '.']).next().unwrap_or_default();
        let sentence = after.trim_start_matches(['”', '"', ')']);
        let closed = sentence.is_empty() || sentence.starts_with([' ', '\n']);
        closed && (*mark != "." || word.len() > 3 || sentence.trim().is_empty())
    });
    let end = ends.map_or(text.len(), |(at, _)| start + at);
    start + text[start..end].trim_end().len()
}

fn name_before(text: &str) -> Option<String> {
    let last = NAMED.as_ref()?.captures_iter(tail(text, 260)).last()?;
    clean(last.name("q").or(last.name("p"))?.as_str())
}

/// `(the “Nationwide Class”)` right behind the definition.
fn name_behind(text: &str) -> Option<String> {
    let inside = text.trim_start_matches(['.', ' ', '”', '"']).strip_prefix('(')?;
    let inside = inside.split(')').next()?;
    let named = NAMED.as_ref()?.captures(inside)?;
    clean(named.name("q").or(named.name("p"))?.as_str())
}

/// Without the words that lead to a name.
fn clean(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.first().is_some_and(|w| {
        let lower = w.to_lowercase();
        ["the", "a", "following", "and", "of", "proposed", "putative", "this", "plaintiff", "plaintiffs"]
            .contains(&lower.as_str())
    }) {
        words.remove(0);
    }
    (words.len() > 1 || words.first().is_some_and(|w| w.eq_ignore_ascii_case("class")))
        .then(|| words.join(" "))
}

fn exclusion(text: &str) -> Option<Span> {
    let cues = [
        "Excluded from",
        "excluded from the",
        "The Class excludes",
        "The following are excluded",
        "The following people are excluded",
    ];
    let at = cues.iter().filter_map(|cue| text.find(cue)).min()?;
    let start = text[..at].rfind(". ").map_or(0, |i| i + 2);
    mentions_class(text).then(|| Span::new(start, sentence_end(text, at).max(at)))
}

static RELATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)\b(?:with)?in\s+(?:the\s+)?(?:last\s+)?(?:\w+|\d+)(?:\s*\(\d+\))?[\s-]years?\s+(?:prior\s+to|before|preceding|immediately\s+preceding|of)\s+the\s+(?:filing|date|commencement)[^,.;]{0,60}").ok()
});

static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)\b(?:from|between|since|on or after|after|beginning(?:\s+on|\s+in)?|starting(?:\s+on|\s+in)?)\s+(?:at least\s+|approximately\s+|on or about\s+|about\s+)?$").ok()
});

static CLOSING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)^,?\s*(?:and|through|to|until|up\s+to(?:\s+and\s+including)?|[–—-])\s+(?:and\s+including\s+)?(?P<open>the\s+present|present|the\s+date[^,.;)]{0,60}|the\s+filing[^,.;)]{0,60}|trial|today)?").ok()
});

/// A period in words: its place, its first and its last day.
fn period_in(text: &str) -> Option<(Span, Option<String>, Option<String>)> {
    let (opening, closing) = (OPENING.as_ref()?, CLOSING.as_ref()?);
    let moments = moments(text);
    for (index, (from, place)) in moments.iter().enumerate() {
        let Some(open) = opening.find(&text[..place.start]) else { continue };
        let start = open.start();
        let Some(close) = closing.captures(&text[place.end..]) else {
            return Some((Span::new(start, place.end), Some(from.clone()), None));
        };
        let end = place.end + close.get(0).map_or(0, |m| m.end());
        if close.name("open").is_some() {
            return Some((Span::new(start, end), Some(from.clone()), None));
        }
        let next = moments.get(index + 1).filter(|(_, next)| next.start <= end + 1);
        return Some(match next {
            Some((to, next)) => (Span::new(start, next.end), Some(from.clone()), Some(to.clone())),
            None => (Span::new(start, place.end), Some(from.clone()), None),
        });
    }
    let found = RELATIVE.as_ref()?.find(text)?;
    Some((Span::new(found.start(), found.end()), None, None))
}

/// The sentence that defines the class period for the whole pleading.
fn common_period(document: &Document) -> Option<Span> {
    document.paragraphs.iter().filter(|p| p.kind.is_prose()).find_map(|p| {
        let text = document.slice(p.span);
        let at = text
            .find("“Class Period")
            .or_else(|| text.find("\"Class Period"))
            .or_else(|| text.find("Class Period is"))?;
        let window = tail(&text[..at], 300);
        let base = p.span.start + at - window.len();
        let ahead_end = (at + 300).min(text.len());
        let ahead_end = (at..=ahead_end).rev().find(|i| text.is_char_boundary(*i))?;
        let (span, shifted) = match period_in(window) {
            Some((span, ..)) => (span, base),
            None => (period_in(&text[at..ahead_end])?.0, p.span.start + at),
        };
        Some(shift(span, shifted))
    })
}

/// The classes that the pleadings of a matter define.
pub fn classes<'e>(view: &View<'e>) -> Vec<ClassDefinition<'e>> {
    view.of_kind(&[DocumentKind::Complaint]).into_iter().flat_map(|index| classes_of(view, index)).collect()
}

/// The classes that one document defines.
pub fn classes_of<'e>(view: &View<'e>, index: usize) -> Vec<ClassDefinition<'e>> {
    let document = view.document(index);
    let found = found_in(document);
    let common = if found.is_empty() { None } else { common_period(document) };
    found.into_iter().map(|class| quoted(view, index, class, common)).collect()
}

fn quoted<'e>(view: &View<'e>, index: usize, class: Found, common: Option<Span>) -> ClassDefinition<'e> {
    let document = view.document(index);
    let words = document.slice(class.members);
    let own = period_in(words).map(|(span, ..)| shift(span, class.members.start));
    let inherited = || common.filter(|_| words.contains("Class Period"));
    let period = own.or_else(inherited).and_then(|span| {
        let (_, from, to) = period_in(document.slice(span))?;
        Some(Period { from, to, words: view.quote(index, span) })
    });
    ClassDefinition {
        name: class.name,
        members: view.quote(index, class.members),
        period,
        excluded: class.excluded.map(|span| view.quote(index, span)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Matter;
    use crate::analysis::support::{Builder, concepts};
    use crate::document::{CiteStyle, Record};

    /// Name, members, period, and whether somebody is excluded.
    type Brief = (Option<String>, String, Option<(Option<String>, Option<String>)>, bool);

    fn read(records: &[Record]) -> Vec<Brief> {
        let concepts = concepts();
        let view = View::new(Matter { records, files: &[] }, &concepts, CiteStyle::Bluebook);
        let brief = |c: ClassDefinition<'_>| {
            let period = c.period.map(|p| (p.from, p.to));
            (c.name, c.members.text.to_owned(), period, c.excluded.is_some())
        };
        classes(&view).into_iter().map(brief).collect()
    }

    fn complaint() -> Builder {
        Builder::new(DocumentKind::Complaint, "complaint.pdf")
    }

    #[test]
    fn a_class_defined_after_a_colon_has_its_name_its_members_and_who_is_excluded() {
        let record = complaint()
            .numbered(30, "Plaintiff brings this action on behalf of herself and the following class (the “Nationwide Class”): All persons in the United States who opened a link in the App’s browser between March 1, 2021 and June 30, 2023.")
            .numbered(31, "Excluded from the Class are Defendant, its officers, and the Court’s staff.")
            .record();
        let classes = read(&[record]);
        assert_eq!(classes.len(), 1);
        let (name, members, period, excluded) = &classes[0];
        assert_eq!(name.as_deref(), Some("Nationwide Class"));
        assert!(
            members.starts_with("All persons in the United States who") && members.ends_with("2023"),
            "{members}"
        );
        assert_eq!(period, &Some((Some("2021-03-01".into()), Some("2023-06-30".into()))));
        assert!(excluded);
    }

    #[test]
    fn classes_in_a_list_take_the_common_period() {
        let record = complaint()
            .numbered(40, "Plaintiffs seek to represent the following classes, from January 2020 through the present (the “Class Period”):")
            .body("California Subclass: All California residents who bought a membership during the Class Period.")
            .body("Illinois Subclass: Every individual residing in Illinois whose face was scanned.")
            .record();
        let classes = read(&[record]);
        let names: Vec<_> = classes.iter().map(|c| c.0.as_deref()).collect();
        assert_eq!(names, [Some("California Subclass"), Some("Illinois Subclass")]);
        assert_eq!(classes[0].2, Some((Some("2020-01".into()), None)));
        assert_eq!(classes[1].2, None);
    }

    #[test]
    fn a_period_before_the_filing_stays_in_words() {
        let record = complaint()
            .numbered(9, "The Class is defined as all individuals who, within two years prior to the filing of this Complaint, called Defendant.")
            .record();
        assert_eq!(read(&[record])[0].2, Some((None, None)));
    }

    #[test]
    fn neither_boilerplate_nor_a_policy_defines_a_class() {
        let record = complaint()
            .numbered(1, "Plaintiff, individually and on behalf of all persons similarly situated, alleges as follows.")
            .numbered(2, "Defendant tells all users that it keeps their data safe.")
            .numbered(3, "The claims of the Class are typical. All members of the Class were harmed by that conduct.")
            .record();
        assert_eq!(read(&[record]), []);
    }
}
