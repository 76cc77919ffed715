//! What stands before the text: caption, tables of contents and authorities.

use super::row::{Measures, Row};
use super::sections::SECTIONS;
use std::ops::Range;

/// Rows at the start that make up the cover and caption; empty where the document has none.
pub(super) fn caption_rows(rows: &[Row], measures: &Measures) -> Range<usize> {
    const PAGES: usize = 3;
    let first_pages = rows.iter().take_while(|r| r.place.0 < PAGES).count();
    let anchors = (0..first_pages)
        .filter(|i| SECTIONS.caption_line.is_match(&rows[*i].text) || has_case_number(&rows[*i].text));
    let anchors: Vec<usize> =
        anchors.take_while(|i| rows[*i].place.0 == rows[0].place.0 || *i < 80).collect();
    let prose_from =
        |from: usize| (from..rows.len()).find(|i| is_prose(rows, *i, measures)).unwrap_or(rows.len());
    let Some(first) = anchors.first() else { return 0..0 };
    let lead = prose_from(0);
    if lead < *first && *first - lead > 12 {
        return 0..0;
    }
    let mut end = prose_from(*first);
    for anchor in anchors {
        // Long descriptions of parties look like prose: the caption goes on to its last anchor.
        if anchor >= end && anchor < end + 25 && rows[anchor].place.0 == rows[0].place.0 {
            end = prose_from(anchor);
        }
    }
    0..end
}

fn has_case_number(text: &str) -> bool {
    let upper = text.to_uppercase();
    ["CASE NO", "CIVIL ACTION NO", "DOCKET NO", "INDEX NO", "CIVIL NO", "CASE NUMBER", "CIVIL CASE NO"]
        .iter()
        .any(|cue| upper.contains(cue))
}

/// A line of running text: wide, mostly small letters, followed by another or closed by a stop.
fn is_prose(rows: &[Row], index: usize, measures: &Measures) -> bool {
    let row = &rows[index];
    let measure = measures.of(row);
    let letters = row.text.chars().filter(|c| c.is_alphabetic()).count();
    let small = row.text.chars().filter(|c| c.is_lowercase()).count();
    let wide = row.width() > 0.62 * measure.width() && row.bbox.left < measure.left + 0.25 * measure.width();
    let numbered = super::numbering::number_at_start(&row.text).is_some();
    let across = row.text.contains(") ") && row.text.contains("Case No") || row.text.contains(" | ");
    letters > 25
        && small * 10 > letters * 7
        && (wide || numbered && small > 20)
        && !has_column_gap(row)
        && !across
}

/// Caption cells stand side by side: their bracket column shows in the text.
fn has_column_gap(row: &Row) -> bool {
    row.text.ends_with(" )") || row.text.contains(" ) ") || row.text.starts_with(") ")
}

/// Marks the rows of tables of contents and of authorities.
pub(super) fn toc_rows(rows: &[Row]) -> Vec<bool> {
    let mut toc = vec![false; rows.len()];
    let leaders: Vec<bool> = rows.iter().map(|r| has_leader(&r.text)).collect();
    let mut index = 0;
    while index < rows.len() {
        let page = rows[index].place.0;
        let to = rows[index..].iter().position(|r| r.place.0 != page).map_or(rows.len(), |n| index + n);
        mark_page(rows, &leaders, index..to, &mut toc);
        index = to;
    }
    toc
}

fn mark_page(rows: &[Row], leaders: &[bool], page: Range<usize>, toc: &mut [bool]) {
    let count = leaders[page.clone()].iter().filter(|l| **l).count();
    let heading = page.clone().find(|i| SECTIONS.toc_heading.is_match(&rows[*i].text));
    let continued = page.start > 0 && toc[page.start - 1];
    let enough = if heading.is_some() || continued { 1 } else { 3 };
    if count < enough {
        return;
    }
    let first = if continued { Some(page.start) } else { page.clone().find(|i| leaders[*i]) };
    let last = page.clone().rev().find(|i| leaders[*i]);
    let Some((first, last)) = heading.or(first).zip(last) else { return };
    toc[first.min(last)..=last].fill(true);
}

/// Dots between an entry and its page number.
fn has_leader(text: &str) -> bool {
    let dots = text.chars().filter(|c| matches!(c, '.' | '…' | '·')).count();
    let run =
        text.contains("....") || text.contains(". . . .") || text.contains("……") || text.contains("····");
    run && dots >= 4 && !text.contains("....”")
}
