//! Claims pleaded: who against whom, in which counts, under which words, and what speaks to each element.

use super::elements::{ElementRow, element_row};
use super::{ConceptFacts, Evidence, Quote, SEPARATOR, Table, View};
use crate::document::{Document, DocumentKind, Mode, Paragraph, ParagraphKind, Role, Span, Speaker};
use crate::expression::expression;
use regex::Regex;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static COUNT_HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)^\W*(count\s+(\d+|[ivxl]+|[a-z]+)\b|[a-z-]+\s+(cause\s+of\s+action|claim\s+for\s+relief|count)\b|(cause\s+of\s+action|claim)\s+(no\.\s*)?(\d+|[ivxl]+)\b)").ok()
});

/// One complaint's pleading of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pleading<'e> {
    #[serde(skip)]
    pub record: usize,
    pub document: String,
    pub plaintiffs: Vec<String>,
    pub defendants: Vec<String>,
    /// Headings of the counts that plead it.
    pub counts: Vec<Quote<'e>>,
    /// The statute as the complaint writes it; each way of writing once.
    pub statutes: Vec<Quote<'e>>,
    /// Every statement that pleads, names or cites it.
    pub allegations: Vec<&'e Evidence<'e>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim<'e> {
    pub concept: String,
    pub name: String,
    pub pleadings: Vec<Pleading<'e>>,
    pub elements: Vec<ElementRow<'e>>,
    /// What courts said of it: held, plausible, dismissed.
    pub decided: Vec<&'e Evidence<'e>>,
}

/// Every claim that a complaint pleads, in the taxonomy's order. Where a complaint has counts, a claim
/// that it only names outside of them is not pleaded.
pub fn claims<'e>(view: &'e View<'_>) -> Vec<Claim<'e>> {
    let mut pleaded: BTreeMap<&str, BTreeMap<usize, Vec<&Evidence<'_>>>> = BTreeMap::new();
    for e in view.evidence.iter().filter(|e| is_pleaded(e)) {
        pleaded.entry(e.concept).or_default().entry(e.quote.record).or_default().push(e);
    }
    let counted = |concept: &str, record: usize| {
        count_sections(view.document(record)).is_empty() || !counts_of(view, concept, record).is_empty()
    };
    for (concept, by) in &mut pleaded {
        by.retain(|record, _| counted(concept, *record));
    }
    pleaded.retain(|_, by| !by.is_empty());
    let mut claims: Vec<Claim<'e>> = pleaded.into_iter().map(|(c, by)| claim(view, c, by)).collect();
    claims.sort_by(|a, b| view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)));
    claims
}

fn is_pleaded(e: &Evidence<'_>) -> bool {
    e.concept.starts_with("claim:")
        && e.kind == DocumentKind::Complaint
        && matches!(e.mode, Mode::Alleged)
        && matches!(e.speaker, Speaker::Plaintiff | Speaker::Regulator | Speaker::Unknown)
}

/// Complaints in which the elements of one claim are looked for: those that say most of it.
const COMPLAINTS: usize = 12;

fn claim<'e>(view: &'e View<'_>, concept: &str, by: BTreeMap<usize, Vec<&'e Evidence<'e>>>) -> Claim<'e> {
    let mut fullest: Vec<(usize, usize)> = by.iter().map(|(record, found)| (found.len(), *record)).collect();
    fullest.sort_by_key(|(count, record)| (std::cmp::Reverse(*count), *record));
    let records: BTreeSet<usize> = fullest.into_iter().take(COMPLAINTS).map(|(_, record)| record).collect();
    let elements = view.concepts.get(concept).map(|facts| facts.elements.as_slice()).unwrap_or_default();
    let decided =
        view.of_concept(concept).filter(|e| matches!(e.mode, Mode::Held | Mode::Plausible | Mode::Settled));
    Claim {
        concept: concept.to_owned(),
        name: view.concepts.name(concept).to_owned(),
        elements: elements.iter().map(|element| element_row(view, element, concept, &records)).collect(),
        decided: decided.collect(),
        pleadings: by.into_iter().map(|(record, found)| pleading(view, concept, record, found)).collect(),
    }
}

fn pleading<'e>(
    view: &View<'e>,
    concept: &str,
    record: usize,
    allegations: Vec<&'e Evidence<'e>>,
) -> Pleading<'e> {
    let document = view.document(record);
    let names = |roles: &[Role]| -> Vec<String> {
        let of_role = document.metadata.parties.iter().filter(|p| roles.contains(&p.role));
        of_role.map(|p| view.proper(&p.name)).collect()
    };
    Pleading {
        record,
        document: document.sha256.clone(),
        plaintiffs: names(&[Role::Plaintiff, Role::Petitioner]),
        defendants: names(&[Role::Defendant, Role::Respondent]),
        counts: counts(view, concept, record),
        statutes: statutes(view, concept, record),
        allegations,
    }
}

/// Every count: its title, and the text that it governs.
pub fn count_sections(document: &Document) -> Vec<(Span, Span)> {
    let Some(heading) = COUNT_HEADING.as_ref() else { return Vec::new() };
    let is_count = |kind: ParagraphKind, text: &str| kind == ParagraphKind::Heading && heading.is_match(text);
    let heads: Vec<usize> = (0..document.paragraphs.len())
        .filter(|&i| is_count(document.paragraphs[i].kind, document.slice(document.paragraphs[i].span)))
        .collect();
    heads
        .iter()
        .enumerate()
        .map(|(n, &i)| {
            let title = count_title(document, i);
            let next = heads.get(n + 1).copied().unwrap_or(document.paragraphs.len());
            let last = (i + 1..next).find(|&at| closes(&document.paragraphs[at], &document.paragraphs[i]));
            let end = document.paragraphs.get(last.unwrap_or(next)).map(|p| p.span.start);
            (title, Span::new(title.start, end.unwrap_or(document.text.len()).max(title.end)))
        })
        .collect()
}

/// Does a heading such as "Consumer Injury" or "Prayer for Relief" end a count? One that stands above it in
/// the outline does; where all stand on one level, the count has no end but the next.
fn closes(below: &Paragraph, count: &Paragraph) -> bool {
    below.kind == ParagraphKind::Heading && below.heading.len() < count.heading.len()
}

/// The count's heading with the headings that follow it at once: name, statute, against whom.
fn count_title(document: &Document, first: usize) -> Span {
    let follows = document.paragraphs.iter().skip(first + 1);
    let headings = follows.take_while(|p| p.kind == ParagraphKind::Heading).take(3);
    let title = headings.fold(document.paragraphs[first].span, |title, p| title.hull(p.span));
    // "Violation of the … Rule" above "Count I" says what the count pleads
    let above = first.checked_sub(1).and_then(|above| document.paragraphs.get(above));
    let says = |p: &&Paragraph| {
        let text = document.slice(p.span).to_lowercase();
        p.kind == ParagraphKind::Heading && (text.starts_with("violation") || text.contains(" violation"))
    };
    above.filter(says).map_or(title, |p| p.span.hull(title))
}

/// The counts that plead a claim, as title and section.
pub fn counts_of(view: &View<'_>, concept: &str, record: usize) -> Vec<(Span, Span)> {
    let document = view.document(record);
    let claimed: Vec<Span> = document
        .citations
        .iter()
        .filter(|c| c.claims.iter().any(|claim| claim == concept))
        .map(|c| c.span)
        .collect();
    let found: Vec<Span> =
        view.evidence_in(record).iter().filter(|e| e.concept == concept).map(|e| e.words).collect();
    count_sections(document)
        .into_iter()
        .filter(|(title, section)| {
            let may_be_pleaded = pleadable(view, document.slice(*title));
            let in_title = claimed.iter().chain(&found).any(|s| title.contains(*s));
            let untitled = || {
                !titled_otherwise(view, record, *title, concept) && found.iter().any(|s| section.contains(*s))
            };
            may_be_pleaded(concept) && (in_title || untitled())
        })
        .collect()
}

/// Counts that plead no claim of the taxonomy, such as the breach of an order: each complaint's, as headed.
pub fn other_counts<'e>(view: &'e View<'_>, claims: &[Claim<'e>]) -> Vec<Quote<'e>> {
    let listed: BTreeSet<(usize, Span)> = claims
        .iter()
        .flat_map(|claim| &claim.pleadings)
        .flat_map(|pleading| pleading.counts.iter().map(|count| (pleading.record, count.span())))
        .collect();
    let complaints: BTreeSet<usize> =
        view.evidence.iter().filter(|e| e.kind == DocumentKind::Complaint).map(|e| e.quote.record).collect();
    let counts = complaints.into_iter().flat_map(|record| {
        count_sections(view.document(record)).into_iter().map(move |(title, _)| (record, title))
    });
    counts.filter(|count| !listed.contains(count)).map(|(record, title)| view.quote(record, title)).collect()
}

fn counts<'e>(view: &View<'e>, concept: &str, record: usize) -> Vec<Quote<'e>> {
    counts_of(view, concept, record).into_iter().map(|(title, _)| view.quote(record, title)).collect()
}

/// Does the count's title cite a statute of another claim or name one, and none of this one?
fn titled_otherwise(view: &View<'_>, record: usize, title: Span, concept: &str) -> bool {
    let document = view.document(record);
    let may_be_pleaded = pleadable(view, document.slice(title));
    let cited = document.citations.iter().filter(|c| title.contains(c.span)).flat_map(|c| &c.claims);
    let found = view.evidence_in(record).iter().filter(|e| title.contains(e.words)).map(|e| e.concept);
    let text = spaced(document.slice(title));
    let is_named = |facts: &ConceptFacts| {
        let mut names = facts.called.iter().chain([&facts.name]);
        names.any(|name| text.contains(&spaced(name)))
    };
    let named = view.concepts.0.iter().filter(|(_, facts)| is_named(facts)).map(|(id, _)| id.as_str());
    let claims = cited.map(String::as_str).chain(found).chain(named).filter(|id| id.starts_with("claim:"));
    let mut claims = claims.filter(|id| may_be_pleaded(id)).peekable();
    claims.peek().is_some() && !claims.any(|claim| claim == concept)
}

/// The words in small letters, each between spaces.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |spaced, word| spaced + &word.to_lowercase() + " ")
}

/// Which claims a count may plead by its title: of "Misrepresentation: HIPAA compliance" those against
/// deception, not the law that it is about.
fn pleadable(view: &View<'_>, title: &str) -> impl Fn(&str) -> bool {
    const DECEIVES: [&str; 4] =
        ["misrepresentation", "deception", "deceptive statement", "false or misleading"];
    let title = title.to_lowercase();
    let of_deception = DECEIVES.iter().any(|word| title.contains(word));
    move |concept| !of_deception || view.concepts.get(concept).is_some_and(|facts| facts.deception)
}

fn statutes<'e>(view: &View<'e>, concept: &str, record: usize) -> Vec<Quote<'e>> {
    let document = view.document(record);
    let mut seen = BTreeSet::new();
    let of_claim = document.citations.iter().filter(|c| c.claims.iter().any(|claim| claim == concept));
    let written: Vec<Span> = of_claim.map(|c| c.span).filter(|s| seen.insert(document.slice(*s))).collect();
    written.into_iter().take(4).map(|span| view.quote(record, span)).collect()
}

/// One row a claim and complaint, then one a count that pleads none.
pub fn table<'e>(view: &View<'_>, claims: &[Claim<'e>], others: &[Quote<'e>]) -> Table<'e> {
    let head = [
        "claim",
        "name",
        "plaintiffs",
        "defendants",
        "counts",
        "statutes",
        "statements",
        "first_cite",
        "sha256",
    ];
    let mut table = Table::new("claims", &head);
    for claim in claims {
        for p in &claim.pleadings {
            let join =
                |quotes: &[Quote<'_>]| quotes.iter().map(|q| q.text).collect::<Vec<_>>().join(SEPARATOR);
            let first = p.allegations.first().map(|e| view.cite_in_full(&e.quote)).unwrap_or_default();
            table.keep(p.counts.iter().chain(&p.statutes).chain(p.allegations.first().map(|e| &e.quote)));
            table.push([
                &claim.concept,
                &claim.name,
                &p.plaintiffs.join("; "),
                &p.defendants.join("; "),
                &join(&p.counts),
                &join(&p.statutes),
                &p.allegations.len().to_string(),
                &first,
                &p.document,
            ]);
        }
    }
    for count in others {
        table.keep([count]);
        let (cite, document) = (view.cite_in_full(count), &view.document(count.record).sha256);
        table.push(["", "no claim of the taxonomy", "", "", count.text, "", "0", &cite, document]);
    }
    table
}

/// One row an element.
pub fn element_table<'e>(view: &View<'_>, claims: &[Claim<'e>]) -> Table<'e> {
    let mut table =
        Table::new("elements", &["claim", "element", "alleged", "company", "contrary", "gap_looked_for"]);
    let cites = |list: &[&Evidence<'_>]| {
        list.iter().map(|e| view.cite_in_full(&e.quote)).collect::<Vec<_>>().join(SEPARATOR)
    };
    let quoted =
        |list: &[Quote<'_>]| list.iter().map(|q| view.cite_in_full(q)).collect::<Vec<_>>().join(SEPARATOR);
    for claim in claims {
        for row in &claim.elements {
            table.keep(&row.alleged);
            table.keep(row.company.iter().chain(&row.contrary).map(|e| &e.quote));
            let gap = if row.alleged.is_empty() { row.looked_for.join("; ") } else { String::new() };
            table.push([
                &claim.concept,
                &row.name,
                &quoted(&row.alleged),
                &cites(&row.company),
                &cites(&row.contrary),
                &gap,
            ]);
        }
    }
    table
}
