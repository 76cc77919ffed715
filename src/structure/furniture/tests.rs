//! Running lines and numbers in places where filings really have them.

use super::find_furniture;
use crate::document::{RawLine, RawPage, RawWord, Rect, TextSource};

/// A line of words at a left edge and a height, five points a letter.
fn line(left: f32, top: f32, text: &str) -> RawLine {
    let mut at = left;
    let words: Vec<RawWord> = text
        .split(' ')
        .map(|text| {
            let bbox =
                Rect { left: at, top, right: at + 5.0 * text.chars().count() as f32, bottom: top + 10.0 };
            at = bbox.right + 3.0;
            RawWord {
                text: text.to_owned(),
                bbox,
                baseline: top + 8.0,
                size: 10.0,
                bold: false,
                italic: false,
                confidence: None,
            }
        })
        .collect();
    let bbox = words.iter().map(|w| w.bbox).reduce(Rect::hull).unwrap_or_default();
    RawLine { number: None, words, bbox, size: 10.0, column: 0 }
}

fn pages(count: u32, lines: impl Fn(u32) -> Vec<RawLine>) -> Vec<RawPage> {
    let page = |number| RawPage {
        number,
        label: None,
        size: (612.0, 792.0),
        lines: lines(number),
        source: TextSource::Hayro,
        rules: Vec::new(),
        warnings: Vec::new(),
        image_share: 0.0,
        hidden_share: 0.0,
    };
    (1..=count).map(page).collect()
}

/// Words that no other page and row has.
fn prose(page: u32, row: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    let word = |n: usize| -> String {
        (0..5).map(|k| letter(n * 7 + k * 11 + row * 3 + page as usize * 5 + k * n)).collect()
    };
    (0..6).map(word).collect::<Vec<_>>().join(" ")
}

/// Lines that are text, page by page.
fn text(pages: &[RawPage]) -> Vec<Vec<String>> {
    let kept = |(page, furniture): (&RawPage, super::Furniture)| {
        let lines = page.lines.iter().zip(furniture.lines);
        lines.filter(|(_, furniture)| !furniture).map(|(line, _)| line.text()).collect()
    };
    pages.iter().zip(find_furniture(pages)).map(kept).collect()
}

#[test]
fn a_small_page_in_the_middle_of_a_large_one_has_its_own_head_with_its_number() {
    let slip = pages(6, |n| {
        let page = 2085 + n;
        let head = if n % 2 == 0 { format!("{page} ROE v. ACME") } else { format!("ROE v. ACME {page}") };
        let mut lines = vec![line(160.0, 150.0, &head)];
        lines.extend((0..20).map(|row| line(160.0, 172.0 + 14.0 * row as f32, &prose(n, row))));
        lines
    });
    let labels: Vec<Option<String>> = find_furniture(&slip).into_iter().map(|f| f.label).collect();
    assert_eq!(labels, (2086..=2091).map(|page| Some(page.to_string())).collect::<Vec<_>>());
    assert!(text(&slip).iter().all(|page| page.len() == 20));
}

#[test]
fn a_number_alone_over_a_small_page_is_its_label() {
    let petition = pages(5, |n| {
        let mut lines = vec![line(303.0, 140.0, &n.to_string())];
        lines.extend((0..20).map(|row| line(160.0, 165.0 + 14.0 * row as f32, &prose(n, row))));
        lines
    });
    let labels: Vec<Option<String>> = find_furniture(&petition).into_iter().map(|f| f.label).collect();
    assert_eq!(labels, (1..=5).map(|page| Some(page.to_string())).collect::<Vec<_>>());
}

#[test]
fn the_first_line_of_text_on_full_pages_stays_text() {
    let brief =
        pages(6, |n| (0..30).map(|row| line(72.0, 90.0 + 20.0 * row as f32, &prose(n, row))).collect());
    assert!(text(&brief).iter().all(|page| page.len() == 30));
}

#[test]
fn a_firms_name_that_runs_up_the_margin_of_each_page_is_no_text() {
    let complaint = pages(4, |n| {
        let mut name = line(20.0, 300.0, "ROE & DOE LLP");
        name.bbox = Rect { left: 20.0, top: 300.0, right: 30.0, bottom: 420.0 };
        vec![line(72.0, 100.0, &prose(n, 1)), name, line(72.0, 300.0, &prose(n, 2))]
    });
    assert!(text(&complaint).iter().all(|page| page.len() == 2));
}
