//! The counts of complaints: how each is headed, what it governs, and which claims it pleads.

use super::View;
use crate::document::{Document, DocumentKind, Paragraph, ParagraphKind, Span};
use crate::expression::expression;
use rayon::prelude::*;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static COUNT_HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)^\W*(count\s+(\d+|[ivxl]+|[a-z]+)\b|[a-z-]+\s+(cause\s+of\s+action|claim\s+for\s+relief|count)\b|(cause\s+of\s+action|claim)\s+(no\.\s*)?(\d+|[ivxl]+)\b)").ok()
});

/// One count of a complaint.
#[derive(Clone, Debug)]
pub struct Count {
    pub title: Span,
    /// The title with the text that it governs.
    pub section: Span,
    /// Claims that the title cites, or that were found in it.
    cited: BTreeSet<String>,
    /// The same with those that it only names; of those that a count so titled may plead.
    titled: BTreeSet<String>,
    of_deception: bool,
}

/// The counts of all complaints.
#[derive(Clone, Debug)]
pub struct Counts(BTreeMap<usize, Vec<Count>>);

impl Counts {
    pub fn of(view: &View<'_>) -> Self {
        let complaints = view.evidence.iter().filter(|e| e.kind == DocumentKind::Complaint);
        let records: BTreeSet<usize> = complaints.map(|e| e.quote.record).collect();
        let names = claim_names(view);
        let of = |record: usize| (record, counts(view, &names, record));
        Self(records.into_par_iter().map(of).collect())
    }

    pub fn of_record(&self, record: usize) -> &[Count] {
        self.0.get(&record).map_or(&[], Vec::as_slice)
    }

    /// Every count with its document.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Count)> {
        self.0.iter().flat_map(|(record, counts)| counts.iter().map(|count| (*record, count)))
    }

    /// The counts of a complaint that plead a claim.
    pub fn pleading(&self, view: &View<'_>, concept: &str, record: usize) -> impl Iterator<Item = &Count> {
        let found = move |section: Span| {
            view.evidence_in(record).iter().any(|e| e.concept == concept && section.contains(e.words))
        };
        self.of_record(record).iter().filter(move |count| {
            let untitled = || {
                let otherwise = !count.titled.is_empty() && !count.titled.contains(concept);
                !otherwise && found(count.section)
            };
            pleadable(view, count.of_deception, concept) && (count.cited.contains(concept) || untitled())
        })
    }
}

/// Each claim with the names that a title may give it, in the form of [`spaced`].
fn claim_names<'v>(view: &'v View<'_>) -> Vec<(&'v str, Vec<String>)> {
    let claims = view.concepts.0.iter().filter(|(id, _)| id.starts_with("claim:"));
    let names = claims.map(|(id, facts)| {
        let names = facts.called.iter().chain([&facts.name]);
        (id.as_str(), names.map(|name| spaced(name)).collect())
    });
    names.collect()
}

fn counts(view: &View<'_>, names: &[(&str, Vec<String>)], record: usize) -> Vec<Count> {
    let document = view.document(record);
    let count = |(title, section): (Span, Span)| {
        let of_deception = is_of_deception(document.slice(title));
        let citations = document.citations.iter().filter(|c| title.contains(c.span)).flat_map(|c| &c.claims);
        let found = view.evidence_in(record).iter().filter(|e| title.contains(e.words)).map(|e| e.concept);
        let cited: BTreeSet<String> = citations.map(String::as_str).chain(found).map(str::to_owned).collect();
        let text = spaced(document.slice(title));
        let is_named = |names: &[String]| names.iter().any(|name| text.contains(name.as_str()));
        let named = names.iter().filter(|(_, names)| is_named(names)).map(|(id, _)| *id);
        let titled = cited.iter().map(String::as_str).filter(|id| id.starts_with("claim:")).chain(named);
        let titled = titled.filter(|id| pleadable(view, of_deception, id)).map(str::to_owned).collect();
        Count { title, section, cited, titled, of_deception }
    };
    count_sections(document).into_iter().map(count).collect()
}

/// Every count: its title, and the text that it governs.
fn count_sections(document: &Document) -> Vec<(Span, Span)> {
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

/// The words in small letters, each between spaces.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |spaced, word| spaced + &word.to_lowercase() + " ")
}

fn is_of_deception(title: &str) -> bool {
    const DECEIVES: [&str; 4] =
        ["misrepresentation", "deception", "deceptive statement", "false or misleading"];
    let title = title.to_lowercase();
    DECEIVES.iter().any(|word| title.contains(word))
}

/// Which claims a count may plead: of "Misrepresentation: HIPAA compliance" those against deception, not
/// the law that it is about.
fn pleadable(view: &View<'_>, of_deception: bool, concept: &str) -> bool {
    !of_deception || view.concepts.get(concept).is_some_and(|facts| facts.deception)
}
