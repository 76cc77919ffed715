//! What a count itself sets against each other: "Respondent represented that … In truth and in fact, …".

use super::limb::Limb;
use super::pairing::tension;
use super::said::Reader;
use super::{Tension, TensionKind};
use crate::analysis::{Evidence, View};
use crate::document::{Document, DocumentKind, Flag, Paragraph, ParagraphKind, Speaker};
use crate::expression::expression;
use regex::Regex;
use std::sync::{Arc, LazyLock};

/// How a paragraph begins, after its number, that says what is so against what was represented.
static IN_FACT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"^[\W\d]*(?:in truth and (?:in )?fact|in fact|in reality|contrary to (?:th(?:is|ese|ose)|its|their|the) (?:representation|promise|statement|assurance)s?)\b",
    )
    .ok()
});
/// The same of what was left unsaid, anywhere in it.
static LEFT_UNSAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"\bfailed to disclose, or failed to disclose adequately\b|\bfailed to (?:adequately )?disclose\b[^.]{0,60}\bthat\b").ok()
});
/// What is said to have been represented.
static REPRESENTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"\b(?:represent|promis|stat|assur|claim)(?:ed|s|ing)\b").ok());

const WHY: &str = "the complaint sets what it says is so against what was represented";
/// Such a pair is surer than one that is found by its words alone.
const SURE: f32 = 4.0;

fn holds(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

/// One pair a count: the company's words as the paragraph before gives them, and the fact.
pub fn pleaded<'e>(view: &'e View<'_>) -> Vec<Tension<'e>> {
    let reader = Reader::default();
    let complaints = view.of_kind(&[DocumentKind::Complaint]);
    complaints.into_iter().flat_map(|record| of_complaint(view, &reader, record)).collect()
}

fn of_complaint<'e>(view: &'e View<'_>, reader: &Reader<'e>, record: usize) -> Vec<Tension<'e>> {
    let document = view.document(record);
    let numbered: Vec<(usize, &Paragraph)> =
        document.paragraphs.iter().enumerate().filter(|(_, p)| p.kind == ParagraphKind::Numbered).collect();
    let pair = |two: &[(usize, &Paragraph)]| {
        let [(before, _), (after, fact)] = *two else { return None };
        if !says_what_is_so(document, fact) {
            return None;
        }
        let of = |paragraph: usize| view.evidence_in(record).iter().filter(move |e| e.paragraph == paragraph);
        let represented: Vec<&'e Evidence<'e>> = of(before).filter(|e| is_represented(e)).collect();
        let facts: Vec<&'e Evidence<'e>> = of(after).filter(|e| e.speaker != Speaker::Company).collect();
        let (left, right) = meet(&represented, &facts)?;
        let limb = |e: &'e Evidence<'e>, side: &[&'e Evidence<'e>]| {
            let data = side.iter().map(|e| e.concept).filter(|c| c.starts_with("data:"));
            Limb::new(view, e, Arc::new(data.collect()), reader.read(e.quote.text))
        };
        let mut found =
            tension(TensionKind::PromiseAllegation, &limb(left, &represented), &limb(right, &facts), WHY);
        found.score += SURE;
        Some(found)
    };
    numbered.windows(2).filter_map(pair).collect()
}

fn says_what_is_so(document: &Document, paragraph: &Paragraph) -> bool {
    let text = document.slice(paragraph.span).to_lowercase();
    holds(&IN_FACT, &text) || holds(&LEFT_UNSAID, &text)
}

fn is_represented(e: &Evidence<'_>) -> bool {
    e.speaker == Speaker::Company && !e.has(Flag::Vague) && holds(&REPRESENTED, &e.quote.text.to_lowercase())
}

/// Two statements on one concept, of several the one where the fact is told first; else the first of each
/// side: of the fact the words on deception.
fn meet<'e>(
    represented: &[&'e Evidence<'e>],
    facts: &[&'e Evidence<'e>],
) -> Option<(&'e Evidence<'e>, &'e Evidence<'e>)> {
    let on_one_concept = represented.iter().filter_map(|left| {
        let right = facts.iter().find(|right| right.concept == left.concept)?;
        Some((*left, *right))
    });
    let same = on_one_concept.min_by_key(|(left, right)| (right.quote.start, left.quote.start));
    let deceptive = || facts.iter().find(|e| e.concept == "practice:deceptivepolicy").copied();
    same.or_else(|| Some((*represented.first()?, deceptive()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Matter;
    use crate::analysis::support::{Builder, concepts};
    use crate::document::{CiteStyle, Mode, Record};

    fn found(second: &str, said_by: Speaker) -> Vec<(String, String)> {
        let first = "Marlowe represented that its audits met the Harbour Standard.";
        let complaint = Builder::new(DocumentKind::Complaint, "complaint.txt")
            .numbered(7, first)
            .numbered(8, second)
            .finds("security:audit", Mode::Represented, said_by, "audits met the Harbour Standard")
            .finds("practice:deceptivepolicy", Mode::Alleged, Speaker::Plaintiff, "no audit");
        let records: Vec<Record> = vec![complaint.record()];
        let concepts = concepts();
        let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
        let pairs = pleaded(&view);
        pairs.iter().map(|t| (t.left.concept.to_owned(), t.right.concept.to_owned())).collect()
    }

    #[test]
    fn a_count_that_sets_the_fact_against_the_representation_is_a_pair() {
        let pair = [("security:audit".to_owned(), "practice:deceptivepolicy".to_owned())];
        assert_eq!(found("In truth and in fact, no audit was made.", Speaker::Company), pair);
        assert_eq!(
            found(
                "Marlowe failed to disclose, or failed to disclose adequately, that no audit was made.",
                Speaker::Company
            ),
            pair
        );
    }

    #[test]
    fn the_next_paragraph_alone_sets_nothing_against_it_nor_do_words_of_another() {
        assert!(found("Later no audit was made.", Speaker::Company).is_empty());
        assert!(found("In truth and in fact, no audit was made.", Speaker::Plaintiff).is_empty());
    }
}
