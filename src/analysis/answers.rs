//! The answer, paragraph by paragraph: what became of each allegation.

use super::parties::case_key;
use super::{Quote, Table, View};
use crate::document::{Document, DocumentKind, ParagraphKind};
use crate::expression::expression;
use regex::Regex;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How an answer meets an allegation (Fed. R. Civ. P. 8(b)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    Admitted,
    AdmittedInPart,
    Denied,
    /// Has the effect of a denial: Rule 8(b)(5).
    LacksKnowledge,
    /// "Speaks for itself", "calls for a legal conclusion", without more.
    Contested,
    /// No separate response, but a general denial covers what is not admitted.
    GenerallyDenied,
    /// Neither answered nor covered: admitted where a response was required, Rule 8(b)(6).
    NotAnswered,
    /// Earlier responses are repeated for a paragraph that repeats earlier allegations.
    Incorporated,
    /// A response in words that no rule reads; a person must.
    Unread,
}

impl Response {
    pub const ALL: [Response; 9] = [
        Self::Admitted,
        Self::AdmittedInPart,
        Self::Denied,
        Self::LacksKnowledge,
        Self::Contested,
        Self::GenerallyDenied,
        Self::NotAnswered,
        Self::Incorporated,
        Self::Unread,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::AdmittedInPart => "admitted in part",
            Self::Denied => "denied",
            Self::LacksKnowledge => "lacks knowledge (effect of a denial)",
            Self::Contested => "contested",
            Self::GenerallyDenied => "general denial only",
            Self::NotAnswered => "not answered",
            Self::Incorporated => "earlier responses repeated",
            Self::Unread => "answered; not classified",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answered<'e> {
    pub paragraph: String,
    pub response: Response,
    pub allegation: Quote<'e>,
    pub answer: Option<Quote<'e>>,
}

/// An answer beside the complaint that it answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerJoin<'e> {
    #[serde(skip)]
    pub complaint: usize,
    #[serde(skip)]
    pub answer: usize,
    /// The general denial, where the answer has one.
    pub general: Option<Quote<'e>>,
    /// In the order of the complaint.
    pub rows: Vec<Answered<'e>>,
}

impl AnswerJoin<'_> {
    pub fn of(&self, response: Response) -> impl Iterator<Item = &Answered<'_>> {
        self.rows.iter().filter(move |row| row.response == response)
    }
}

struct Patterns {
    reference: Regex,
    general: Regex,
    admits: Regex,
    denies: Regex,
    lacks: Regex,
    contests: Regex,
    repeats: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    Some(Patterns {
        reference: expression(r"(?i)(?:paragraphs?|¶¶?)\s*((?:\d+(?:\s*(?:,\s*and|,|and|through|to|-|–|&)\s*)?)+)").ok()?,
        general: expression(r"(?i)\bden(?:y|ies)\s+(?:each\s+and\s+every|each|every|any|all)\b.*\b(?:not|except|unless|other than)\b.*\badmit").ok()?,
        admits: expression(r"(?i)\b(?:admit(?:s|ted)?|concedes?|does not dispute)\b").ok()?,
        denies: expression(r"(?i)\bden(?:y|ies|ied)\b").ok()?,
        lacks: expression(r"(?i)\b(?:lacks?|without|insufficient|not\s+have)\s+(?:sufficient\s+)?(?:knowledge|information)\b").ok()?,
        contests: expression(r"(?i)speaks?\s+for\s+(?:itself|themselves)|legal\s+conclusions?|no\s+(?:further\s+)?response\s+is\s+(?:required|necessary)|(?:calls?\s+for|requires?)\s+no\s+response").ok()?,
        repeats: expression(r"(?i)\b(?:incorporat|repeat|reallege|restate|reassert)\w*\b.{0,60}\b(?:responses?|answers?|paragraphs?)\b").ok()?,
    })
});

/// Joins every answer to the complaint that it answers.
pub fn answers<'e>(view: &View<'e>) -> Vec<AnswerJoin<'e>> {
    let complaints = view.of_kind(&[DocumentKind::Complaint]);
    let join = |answer: usize| Some((operative(view, &complaints, answer)?, answer));
    view.of_kind(&[DocumentKind::Answer])
        .into_iter()
        .filter_map(join)
        .filter_map(|(complaint, answer)| one(view, complaint, answer))
        .collect()
}

/// The complaint that an answer answers.
pub(super) fn operative_complaint(view: &View<'_>, answer: usize) -> Option<usize> {
    operative(view, &view.of_kind(&[DocumentKind::Complaint]), answer)
}

/// The last complaint of the same case that was filed before the answer; without case numbers the only one.
fn operative(view: &View<'_>, complaints: &[usize], answer: usize) -> Option<usize> {
    let meta = &view.document(answer).metadata;
    if meta.case_number.is_none() && complaints.len() == 1 {
        return complaints.first().copied();
    }
    let key = |number: &Option<String>| number.as_deref().map(case_key);
    let same_case = |i: &usize| key(&view.document(*i).metadata.case_number) == key(&meta.case_number);
    let before = |i: &usize| match (&view.document(*i).metadata.filed, &meta.filed) {
        (Some(complaint), Some(answer)) => complaint <= answer,
        _ => true,
    };
    complaints.iter().copied().rfind(|i| same_case(i) && before(i))
}

fn one<'e>(view: &View<'e>, complaint: usize, answer: usize) -> Option<AnswerJoin<'e>> {
    let patterns = PATTERNS.as_ref()?;
    let responses = responses(patterns, view.document(answer), last_number(view.document(complaint)));
    let general = general_denial(patterns, view, answer);
    let fallback = if general.is_some() { Response::GenerallyDenied } else { Response::NotAnswered };
    let rows =
        view.document(complaint).paragraphs.iter().filter(|p| p.kind == ParagraphKind::Numbered).filter_map(
            |p| {
                let number = p.number.clone()?;
                let found = number.parse().ok().and_then(|n: u32| responses.get(&n));
                let answered = found.map(|&index| {
                    let span = view.document(answer).paragraphs[index].span;
                    (classify(patterns, view.document(answer).slice(span)), view.quote(answer, span))
                });
                let (response, quote) = answered.map_or((fallback, None), |(r, q)| (r, Some(q)));
                Some(Answered {
                    paragraph: number,
                    response,
                    allegation: view.quote(complaint, p.span),
                    answer: quote,
                })
            },
        );
    Some(AnswerJoin { complaint, answer, rows: rows.collect(), general })
}

fn last_number(document: &Document) -> u32 {
    document.paragraphs.iter().filter_map(|p| p.number.as_ref()?.parse().ok()).max().unwrap_or(0)
}

/// Which paragraph of the answer answers which number: by the numbers that it names, else by its own.
fn responses(patterns: &Patterns, answer: &Document, last: u32) -> BTreeMap<u32, usize> {
    let mut own = BTreeMap::new();
    let mut named = BTreeMap::new();
    for (index, paragraph) in answer.paragraphs.iter().enumerate().filter(|(_, p)| p.kind.is_prose()) {
        let text = answer.slice(paragraph.span);
        let defence = paragraph.heading.iter().any(|h| h.to_lowercase().contains("defense"));
        if defence {
            continue;
        }
        for number in numbers(patterns, text).into_iter().filter(|n| *n <= last) {
            named.entry(number).or_insert(index);
        }
        if let Some(number) = paragraph.number.as_ref().and_then(|n| n.parse().ok()).filter(|n| *n <= last) {
            own.entry(number).or_insert(index);
        }
    }
    let mirrored = own.len() >= named.len();
    if mirrored { own } else { named }
}

/// The paragraph numbers of the first reference in a response: `paragraphs 3, 5 and 7–9`.
fn numbers(patterns: &Patterns, text: &str) -> Vec<u32> {
    let Some(list) = patterns.reference.captures(text).and_then(|c| c.get(1)) else { return Vec::new() };
    let mut found: Vec<u32> = Vec::new();
    let mut through = false;
    for token in list.as_str().replace(['-', '–'], " through ").replace([',', '&'], " ").split_whitespace()
    {
        match (token.parse::<u32>(), found.last().copied()) {
            (Ok(end), Some(start)) if through && end > start && end - start < 500 => {
                found.extend(start + 1..=end);
            }
            (Ok(number), _) => found.push(number),
            (Err(_), _) => {}
        }
        through = matches!(token, "through" | "to");
    }
    found
}

fn classify(patterns: &Patterns, text: &str) -> Response {
    let admits = patterns.admits.is_match(text);
    let denies = patterns.denies.is_match(text);
    let lacks = patterns.lacks.is_match(text);
    let contests = patterns.contests.is_match(text);
    match (admits, denies, lacks, contests) {
        (true, false, false, false) => Response::Admitted,
        (true, ..) => Response::AdmittedInPart,
        (false, _, true, _) => Response::LacksKnowledge,
        (false, true, ..) => Response::Denied,
        (false, false, false, true) => Response::Contested,
        (false, false, false, false) if patterns.repeats.is_match(text) => Response::Incorporated,
        (false, false, false, false) => Response::Unread,
    }
}

fn general_denial<'e>(patterns: &Patterns, view: &View<'e>, answer: usize) -> Option<Quote<'e>> {
    let document = view.document(answer);
    let sentences = document.sentences.iter().copied();
    let found = sentences.into_iter().find(|s| patterns.general.is_match(document.slice(*s)))?;
    let names_a_paragraph = patterns.reference.is_match(document.slice(found));
    (!names_a_paragraph).then(|| view.quote(answer, found))
}

/// One row a paragraph of the complaint.
pub fn table<'e>(view: &View<'_>, joins: &[AnswerJoin<'e>]) -> Table<'e> {
    let mut table = Table::new(
        "answer",
        &["paragraph", "response", "allegation", "allegation_cite", "answer", "answer_cite"],
    );
    for row in joins.iter().flat_map(|join| &join.rows) {
        table.keep(row.answer.iter().chain([&row.allegation]));
        let answer = row.answer.map(|q| (q.text, view.cite_in_full(&q))).unwrap_or_default();
        table.push([
            &row.paragraph,
            row.response.title(),
            row.allegation.text,
            &view.cite_in_full(&row.allegation),
            answer.0,
            &answer.1,
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Response {
        classify(PATTERNS.as_ref().expect("patterns"), text)
    }

    #[test]
    fn the_words_of_rule_8_are_read() {
        assert_eq!(read("Marlowe admits the allegations of paragraph 3."), Response::Admitted);
        assert_eq!(read("Marlowe denies the allegations of paragraph 4."), Response::Denied);
        assert_eq!(
            read("Marlowe admits that it runs the site and otherwise denies paragraph 5."),
            Response::AdmittedInPart
        );
        assert_eq!(
            read(
                "Marlowe lacks knowledge or information sufficient to form a belief and therefore denies them."
            ),
            Response::LacksKnowledge
        );
        assert_eq!(
            read("Paragraph 8 states a legal conclusion to which no response is required."),
            Response::Contested
        );
        assert_eq!(read("Marlowe repeats its responses to paragraphs 1 through 65."), Response::Incorporated);
        assert_eq!(read("Paragraph 9 calls for no response."), Response::Contested);
        assert_eq!(read("Marlowe is a company."), Response::Unread);
    }

    #[test]
    fn ranges_and_lists_of_paragraphs_are_spread() {
        let patterns = PATTERNS.as_ref().expect("patterns");
        assert_eq!(numbers(patterns, "denies paragraphs 3, 5 and 7–9 of the Complaint"), [3, 5, 7, 8, 9]);
        assert_eq!(numbers(patterns, "As to ¶¶ 2 through 4, denied"), [2, 3, 4]);
        assert_eq!(numbers(patterns, "denies it"), [] as [u32; 0]);
    }
}
