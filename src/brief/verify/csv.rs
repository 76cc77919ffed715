//! Reading the zipped tables back: every quotation and citation in a cell must be one of those that
//! `quotations.csv` names with their place.

use super::Mismatch;
use super::written::{Written, WrittenCitation, WrittenQuotation, WrittenSource, member};
use crate::analysis::{QUOTED, SEPARATOR};
use crate::document::CiteForm;
use std::collections::BTreeSet;

/// A table read back: its heading, and its rows.
struct Cells {
    name: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Cells {
    fn column(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|head| head == name)
    }
}

/// `None` where the archive holds no `quotations.csv`.
pub fn read(brief: &[u8]) -> Option<Written> {
    let table = |name: &str| Some(cells(name, &member(brief, &format!("{name}.csv"))?));
    let (quotations, sources, about) = (table("quotations")?, table("sources")?, table("about")?);
    let about = |key: &str| {
        let row = about.rows.iter().find(|row| row.first().is_some_and(|k| k == key))?;
        row.get(1).cloned()
    };
    let no_ocr = about("reading").as_deref() == Some("no-ocr");
    let mut written = Written { style: about("cite_style"), no_ocr, ..Written::default() };
    let number = about("quotations").and_then(|n| n.parse().ok());
    written.counts = number.map(|n| (n, n));
    for row in &sources.rows {
        let cell = |column: usize| row.get(column).cloned().unwrap_or_default();
        let paths = cell(2).split(SEPARATOR).map(str::to_owned).collect();
        written.sources.push(WrittenSource {
            name: cell(0),
            shown: cell(1),
            hash: cell(1),
            paths,
            reader: None,
        });
    }
    for (index, row) in quotations.rows.iter().enumerate() {
        let [text, cite, document, start, end] = row.as_slice() else { return None };
        let place = format!("row {} of quotations.csv", index + 2);
        let (start, end) = (start.parse().unwrap_or(usize::MAX), end.parse().unwrap_or(usize::MAX));
        written.quotations.push(WrittenQuotation {
            place: place.clone(),
            document: document.clone(),
            start,
            end,
            text: text.clone(),
        });
        written.citations.push(WrittenCitation {
            place,
            document: document.clone(),
            start,
            end,
            form: CiteForm::Full,
            text: cite.clone(),
            passage: None,
            numbers: None,
        });
    }
    written.differences = names(brief)
        .iter()
        .filter(|name| !matches!(name.as_str(), "quotations" | "sources" | "about"))
        .filter_map(|name| table(name))
        .flat_map(|cells| strangers(&cells, &written))
        .collect();
    Some(written)
}

fn names(brief: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(brief));
    let names = archive
        .map(|a| a.file_names().flatten().map(|name| name.into_owned()).collect::<Vec<_>>())
        .unwrap_or_default();
    names.iter().filter_map(|name| name.strip_suffix(".csv").map(str::to_owned)).collect()
}

/// Cells that quote or cite what `quotations.csv` does not have.
fn strangers(cells: &Cells, written: &Written) -> Vec<Mismatch> {
    let texts: BTreeSet<&str> = written.quotations.iter().map(|q| q.text.as_str()).collect();
    let cites: BTreeSet<&str> = written.citations.iter().map(|c| c.text.as_str()).collect();
    let pairs: BTreeSet<(&str, &str)> = written
        .quotations
        .iter()
        .zip(&written.citations)
        .map(|(q, c)| (q.text.as_str(), c.text.as_str()))
        .collect();
    let mut found = Vec::new();
    for (text, cite) in QUOTED {
        let (text, cite) = (cells.column(text), cells.column(cite));
        if text.is_none() && cite.is_none() {
            continue;
        }
        for (number, row) in cells.rows.iter().enumerate() {
            let parts = |column: Option<usize>| -> Vec<&str> {
                let cell = column.and_then(|c| row.get(c)).map(String::as_str).unwrap_or_default();
                cell.split(SEPARATOR).filter(|part| !part.is_empty()).collect()
            };
            let (texts_here, cites_here) = (parts(text), parts(cite));
            let known = match (text, cite) {
                (Some(_), Some(_)) => {
                    texts_here.len() == cites_here.len()
                        && texts_here.iter().zip(&cites_here).all(|(t, c)| pairs.contains(&(*t, *c)))
                }
                _ => {
                    texts_here.iter().all(|t| texts.contains(t))
                        && cites_here.iter().all(|c| cites.contains(c))
                }
            };
            let mismatch = Mismatch {
                place: format!("row {} of {}.csv", number + 2, cells.name),
                what: "quotation",
                expected: "words and citation that `quotations.csv` has".into(),
                found: [texts_here, cites_here].concat().join(SEPARATOR),
            };
            if !known && !found.contains(&mismatch) {
                found.push(mismatch);
            }
        }
    }
    found
}

/// RFC 4180, with the apostrophe taken off that keeps a cell from being run as a formula.
fn cells(name: &str, text: &str) -> Cells {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(disarmed(&mut cell)),
            '\n' if !quoted => {
                row.push(disarmed(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(disarmed(&mut cell));
        rows.push(row);
    }
    let mut rows = rows.into_iter();
    Cells { name: name.to_owned(), head: rows.next().unwrap_or_default(), rows: rows.collect() }
}

fn disarmed(cell: &mut String) -> String {
    let cell = std::mem::take(cell);
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_writer_quotes_is_read_back() {
        let mut table = crate::analysis::Table::new("t", &["a", "b"]);
        table.push(["say \"no\",\r\ntwice", "=1+1"]);
        let read = cells("t", &table.to_csv());
        assert_eq!(read.head, ["a", "b"]);
        assert_eq!(read.rows, [["say \"no\",\r\ntwice", "=1+1"]]);
    }
}
