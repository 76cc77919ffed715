//! Bookmarks of a text document that say which words are a quotation or citation of which source.
//!
//! Word processors keep bookmarks when a text is edited, so a brief that a person has worked on can
//! still be compared with its sources. A name holds at most 40 letters, digits and underscores.

use super::model::{Citation, Quotation};
use crate::document::CiteForm;

/// Digits of a document's hash in a name.
const HEAD: usize = 10;

/// What a bookmark marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Quotation(Place),
    Citation(Place, CiteForm),
    /// Short name, hash or path in row `n` of the table of sources.
    SourceName(usize),
    SourceHash(usize),
    SourcePath(usize),
}

/// Words of a source: head of its hash, and bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub head: String,
    pub start: usize,
    pub end: usize,
}

pub fn of_quotation(number: usize, q: &Quotation) -> String {
    format!("pq{number}_{}_{}_{}", head(&q.document), q.start, q.end)
}

pub fn of_citation(number: usize, c: &Citation) -> String {
    let form = match c.form {
        CiteForm::Full => "f",
        CiteForm::Short => "s",
        CiteForm::Pin => "p",
    };
    format!("pc{number}_{}_{}_{}_{form}", head(&c.document), c.start, c.end)
}

pub fn of_source(part: char, number: usize, row: usize) -> String {
    format!("ps{number}_{part}_{row}")
}

pub fn head(sha256: &str) -> &str {
    sha256.get(..HEAD).unwrap_or(sha256)
}

/// Reads a name; `None` for bookmarks of others.
pub fn read(name: &str) -> Option<Mark> {
    let parts: Vec<&str> = name.split('_').collect();
    let kind = parts.first()?;
    if kind.starts_with("ps") {
        let row = parts.get(2)?.parse().ok()?;
        return match *parts.get(1)? {
            "n" => Some(Mark::SourceName(row)),
            "h" => Some(Mark::SourceHash(row)),
            "p" => Some(Mark::SourcePath(row)),
            _ => None,
        };
    }
    let place = Place {
        head: (*parts.get(1)?).to_owned(),
        start: parts.get(2)?.parse().ok()?,
        end: parts.get(3)?.parse().ok()?,
    };
    let numbered = |prefix| kind.strip_prefix(prefix).is_some_and(|n: &str| n.parse::<usize>().is_ok());
    match parts.get(4) {
        None if numbered("pq") => Some(Mark::Quotation(place)),
        Some(&"f") if numbered("pc") => Some(Mark::Citation(place, CiteForm::Full)),
        Some(&"s") if numbered("pc") => Some(Mark::Citation(place, CiteForm::Short)),
        Some(&"p") if numbered("pc") => Some(Mark::Citation(place, CiteForm::Pin)),
        _ => None,
    }
}

/// The bookmark of an anchor of the brief.
pub fn of_anchor(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.len() <= 38 {
        return format!("a_{plain}");
    }
    let digest = crate::analysis::certificate::digest([id].into_iter());
    format!("a_{}_{}", &plain[..24], &digest[..12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_marks_and_fits_a_word_processor() {
        let q = Quotation { document: "ab".repeat(32), start: 1_234_567, end: 1_234_999, runs: vec![] };
        let name = of_quotation(98_765, &q);
        assert!(name.len() <= 40, "{name}");
        let place = Place { head: "ababababab".into(), start: 1_234_567, end: 1_234_999 };
        assert_eq!(read(&name), Some(Mark::Quotation(place)));
        assert_eq!(read(&of_source('h', 4, 17)), Some(Mark::SourceHash(17)));
        assert_eq!(read("_Toc123"), None);
        assert_eq!(read("pqx_1_2_3"), None);
    }

    #[test]
    fn long_anchors_are_shortened_without_meeting() {
        let (one, other) = (format!("said-{}-a", "x".repeat(60)), format!("said-{}-b", "x".repeat(60)));
        assert!(of_anchor(&one).len() <= 40);
        assert_ne!(of_anchor(&one), of_anchor(&other));
    }
}
