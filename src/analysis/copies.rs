//! Copies of one court paper: files whose pleading has the same words. A brief counts what they say once,
//! from the copy with the most pinpoints, and names the others.

use crate::document::{Document, DocumentKind, Paragraph, ParagraphKind, Record};
use foldhash::quality::FixedState;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hash::BuildHasher;

/// Numbered paragraphs, and words, from which on two papers with the same words are one.
const PARAGRAPHS: usize = 8;
const WORDS: usize = 300;
/// Letters of the first numbered paragraph by which papers that may be copies are brought together.
const OPENING: usize = 40;
/// Bytes outside of the pleading itself that a copy may have more than its original: captions and
/// signatures differ, but an exhibit that is bound with one copy alone must not be lost.
const BESIDE: usize = 2_000;

/// For each record the record of which it is a copy, if it is one.
pub fn copies(records: &[&Record]) -> Vec<Option<usize>> {
    let mut alike: BTreeMap<(DocumentKind, String), Vec<usize>> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        let document = &record.document;
        if let Some(opening) = opening(document).filter(|_| is_paper(document.metadata.kind)) {
            alike.entry((document.metadata.kind, opening)).or_default().push(index);
        }
    }
    let several: Vec<usize> = alike.into_values().filter(|group| group.len() > 1).flatten().collect();
    let prints: Vec<(usize, Print)> = several
        .into_par_iter()
        .filter_map(|index| Some((index, Print::of(&records[index].document)?)))
        .collect();
    let mut groups: BTreeMap<(usize, u128, bool), Vec<(usize, usize)>> = BTreeMap::new();
    for (index, print) in prints {
        groups.entry((print.words, print.sum, print.amended)).or_default().push((index, print.beside));
    }
    let mut copies = vec![None; records.len()];
    for group in groups.values() {
        for &(index, beside) in group {
            let holds = |&(other, room): &(usize, usize)| {
                is_one_case(records, index, other) && beside <= room + BESIDE
            };
            let best = |&other: &usize| (pinpoints(&records[other].document), std::cmp::Reverse(other));
            let fitting = group.iter().copied().filter(holds).map(|(other, _)| other);
            copies[index] = fitting.max_by_key(best).filter(|&original| original != index);
        }
    }
    // where three papers name two cases, a copy of a copy stands for itself
    let chained: Vec<usize> =
        (0..copies.len()).filter(|&i| copies[i].is_some_and(|of| copies[of].is_some())).collect();
    for index in chained {
        copies[index] = None;
    }
    copies
}

fn is_paper(kind: DocumentKind) -> bool {
    use DocumentKind::{Answer, Brief, Complaint, Declaration, Motion, Order};
    matches!(kind, Answer | Brief | Complaint | Declaration | Motion | Order)
}

/// The first letters of the first numbered paragraph; `None` where a paper has too few paragraphs.
fn opening(document: &Document) -> Option<String> {
    let mut numbered = document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Numbered);
    let first = numbered.next()?;
    let letters = document.slice(first.span).chars().filter(|c| c.is_alphabetic()).take(OPENING);
    let opening = letters.flat_map(char::to_lowercase).collect();
    (numbered.count() + 1 >= PARAGRAPHS).then_some(opening)
}

/// The words of a pleading from its first numbered paragraph to its last, or to the prayer, whatever
/// their order: one copy has in notes what another has in the text.
struct Print {
    words: usize,
    /// Over the hashes of all words.
    sum: u128,
    amended: bool,
    /// Bytes before and behind them.
    beside: usize,
}

impl Print {
    fn of(document: &Document) -> Option<Self> {
        let numbered = |p: &Paragraph| p.kind == ParagraphKind::Numbered;
        let first = document.paragraphs.iter().position(numbered)?;
        let last = document.paragraphs.iter().rposition(numbered)?;
        let prays = |p: &Paragraph| {
            let text = document.slice(p.span).trim_start().get(..10).unwrap_or_default().to_lowercase();
            text.starts_with("prayer for") || text.starts_with("wherefore")
        };
        let end = (first..=last).find(|&at| prays(&document.paragraphs[at])).unwrap_or(last + 1);
        let span = document.paragraphs[first].span.hull(document.paragraphs[end.max(first + 1) - 1].span);
        let text = document.slice(span);
        let seeds = [1, 2].map(FixedState::with_seed);
        let (mut words, mut sum) = (0, 0u128);
        let mut folded = String::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            folded.clear();
            folded.extend(word.chars().flat_map(char::to_lowercase));
            let [high, low] = [&seeds[0], &seeds[1]].map(|seed| u128::from(seed.hash_one(folded.as_str())));
            sum = sum.wrapping_add(high << 64 | low);
            words += 1;
        }
        let title = document.metadata.title.as_deref().unwrap_or_default().to_lowercase();
        let amended = title.contains("amended") || title.contains("supplemental");
        (words >= WORDS).then_some(Self { words, sum, amended, beside: document.text.len() - span.len() })
    }
}

/// The same complaint filed in two courts is two papers.
fn is_one_case(records: &[&Record], one: usize, other: usize) -> bool {
    let number =
        |index: usize| records[index].document.metadata.case_number.as_deref().and_then(docket_number);
    match (number(one), number(other)) {
        (Some((a, rest)), Some((b, same))) => rest == same && (a.is_empty() || b.is_empty() || a == b),
        _ => true,
    }
}

/// The office, and year, kind and number without zeros: `3:23-cv-00460` is `23-cv-460` of office 3.
fn docket_number(written: &str) -> Option<(String, String)> {
    let key = super::parties::case_key(written);
    let (office, rest) = key.split_once(':').unwrap_or(("", &key));
    let mut parts = rest.split('-');
    let (year, kind, number) = (parts.next()?, parts.next()?, parts.next()?);
    Some((office.to_owned(), format!("{year}-{kind}-{}", number.trim_start_matches('0'))))
}

/// How well places in it can be named.
fn pinpoints(document: &Document) -> (bool, bool, bool, usize) {
    let meta = &document.metadata;
    let typed = !document.pages.iter().any(|page| page.ocr);
    let stamped = document.pages.iter().any(|page| page.ecf_page.is_some());
    let lines =
        document.pages.iter().flat_map(|page| &page.lines).filter(|line| line.number.is_some()).count();
    (typed, meta.case_number.is_some(), stamped, lines + document.pages.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::support::Builder;

    const WORDS: &str = "Marlowe placed a recorder on each page of its shop, and told nobody what the recorder sent \
                         to the measuring firm, to which it sold the lists of those who had bought and when.";

    fn complaint(path: &str, last: &str, case: Option<&str>, paged: bool) -> Record {
        let mut builder =
            Builder::new(DocumentKind::Complaint, path).meta(|meta| meta.case_number = case.map(Into::into));
        if paged {
            builder = builder.paged("1");
        }
        let all =
            (1..=11).fold(builder, |builder, number| builder.numbered(number, &format!("{number}. {WORDS}")));
        all.numbered(12, last).record()
    }

    fn found(records: &[Record]) -> Vec<Option<usize>> {
        copies(&records.iter().collect::<Vec<_>>())
    }

    #[test]
    fn of_two_files_with_the_same_paragraphs_the_one_with_pages_is_kept() {
        let records =
            [complaint("a.txt", "12. The end.", None, false), complaint("b.pdf", "12.  The end", None, true)];
        assert_eq!(found(&records), [Some(1), None]);
    }

    #[test]
    fn one_changed_word_or_another_case_number_makes_another_paper() {
        let changed =
            [complaint("a", "12. The end.", None, false), complaint("b", "12. An end.", None, false)];
        assert_eq!(found(&changed), [None, None]);
        let cases = [
            complaint("a", "12. The end.", Some("3:24-cv-00001"), false),
            complaint("b", "12. The end.", Some("3:24-cv-00002"), false),
        ];
        assert_eq!(found(&cases), [None, None]);
        let written_in_two_ways = [
            complaint("a", "12. The end.", Some("3:24-cv-00001"), false),
            complaint("b", "12. The end.", Some("24-cv-1"), false),
        ];
        assert_eq!(found(&written_in_two_ways), [None, Some(0)]);
    }

    #[test]
    fn a_copy_with_an_exhibit_bound_to_it_stands_for_itself() {
        let exhibit = "The policy said in each of its versions that nothing is sold. ".repeat(60);
        let mut bound = complaint("b.txt", "12. The end.", None, false);
        bound.document.text.push_str(&exhibit);
        let records = [complaint("a.pdf", "12. The end.", None, true), bound];
        assert_eq!(found(&records), [None, None]);
    }
}
