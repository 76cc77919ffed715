//! Copies of one court paper: files of which each numbered paragraph has the same words. A brief counts
//! what they say once, from the copy with the most pinpoints, and names the others.

use crate::document::{Document, DocumentKind, ParagraphKind, Record};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Numbered paragraphs, and letters in them, from which on two papers with the same words are one.
const PARAGRAPHS: usize = 8;
const LETTERS: usize = 1_500;
/// Bytes outside of its numbered paragraphs that a copy may have more than its original: captions and
/// signatures differ, but an exhibit that is bound with one copy alone must not be lost.
const BESIDE: usize = 2_000;

/// For each record the record of which it is a copy, if it is one.
pub fn copies(records: &[&Record]) -> Vec<Option<usize>> {
    let mut alike: BTreeMap<(DocumentKind, usize), Vec<usize>> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        let document = &record.document;
        let numbered = numbered(document).count();
        if is_paper(document.metadata.kind) && numbered >= PARAGRAPHS {
            alike.entry((document.metadata.kind, numbered)).or_default().push(index);
        }
    }
    let several: Vec<usize> = alike.into_values().filter(|group| group.len() > 1).flatten().collect();
    let prints: Vec<(usize, [u8; 32])> = several
        .into_par_iter()
        .filter_map(|index| Some((index, fingerprint(&records[index].document)?)))
        .collect();
    let mut groups: BTreeMap<[u8; 32], Vec<usize>> = BTreeMap::new();
    for (index, print) in prints {
        groups.entry(print).or_default().push(index);
    }
    let mut copies = vec![None; records.len()];
    for group in groups.values() {
        for &index in group {
            let holds = |&other: &usize| {
                is_one_case(records, index, other)
                    && beside(&records[index].document) <= beside(&records[other].document) + BESIDE
            };
            let best = |&other: &usize| (pinpoints(&records[other].document), std::cmp::Reverse(other));
            let original = group.iter().copied().filter(holds).max_by_key(best);
            copies[index] = original.filter(|&original| original != index);
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

fn numbered(document: &Document) -> impl Iterator<Item = &str> {
    let numbered = document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Numbered);
    numbered.map(|p| document.slice(p.span))
}

/// Over the letters and digits of the numbered paragraphs, in order; `None` where they are too few.
fn fingerprint(document: &Document) -> Option<[u8; 32]> {
    let mut hasher = Sha256::new();
    let mut letters = 0;
    let mut folded = String::new();
    for text in numbered(document) {
        folded.clear();
        folded.extend(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        letters += folded.len();
        hasher.update(folded.as_bytes());
        hasher.update(b"\n");
    }
    (letters >= LETTERS).then(|| hasher.finalize().into())
}

/// Bytes outside of the numbered paragraphs.
fn beside(document: &Document) -> usize {
    document.text.len() - numbered(document).map(str::len).sum::<usize>().min(document.text.len())
}

/// The same complaint filed in two courts is two papers.
fn is_one_case(records: &[&Record], one: usize, other: usize) -> bool {
    let number = |index: usize| records[index].document.metadata.case_number.as_deref();
    match (number(one), number(other)) {
        (Some(a), Some(b)) => super::parties::case_key(a) == super::parties::case_key(b),
        _ => true,
    }
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
