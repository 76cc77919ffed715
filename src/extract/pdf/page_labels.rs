//! Page labels: the names of pages in a viewer's page box (PDF 32000-1, section 12.4.2).

use super::document_info::decode_text;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use std::collections::BTreeMap;

/// How the pages from one index on are labelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Range {
    /// `D`, `r`, `R`, `a`, `A`, or none for the prefix alone.
    style: Option<u8>,
    prefix: String,
    start: u32,
}

/// The label of each page; empty where the file has none.
pub(super) fn labels_of(pdf: &Pdf, pages: usize) -> Vec<Option<String>> {
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let tree = catalogue.and_then(|c| c.get::<Dict<'_>>(b"PageLabels"));
    let mut ranges = BTreeMap::new();
    if let Some(tree) = tree {
        collect_ranges(&tree, &mut ranges, 0);
    }
    (0..pages).map(|index| label_of(&ranges, u32::try_from(index).ok()?)).collect()
}

fn collect_ranges(node: &Dict<'_>, ranges: &mut BTreeMap<u32, Range>, depth: u32) {
    if depth > 16 || ranges.len() > 10_000 {
        return;
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            collect_ranges(&kid, ranges, depth + 1);
        }
    }
    let Some(entries) = node.get::<Array<'_>>(b"Nums") else { return };
    let entries: Vec<Object<'_>> = entries.iter::<Object<'_>>().collect();
    for pair in entries.chunks_exact(2) {
        let index = pair[0].clone().into_i32().and_then(|n| u32::try_from(n).ok());
        if let (Some(index), Some(dict)) = (index, pair[1].clone().into_dict()) {
            ranges.insert(index, range_of(&dict));
        }
    }
}

fn range_of(dict: &Dict<'_>) -> Range {
    Range {
        style: dict.get::<Name<'_>>(b"S").and_then(|name| name.first().copied()),
        prefix: dict.get::<PdfString<'_>>(b"P").map(|s| decode_text(s.as_bytes())).unwrap_or_default(),
        start: dict.get::<i32>(b"St").and_then(|n| u32::try_from(n).ok()).unwrap_or(1).max(1),
    }
}

fn label_of(ranges: &BTreeMap<u32, Range>, index: u32) -> Option<String> {
    let (from, range) = ranges.range(..=index).next_back()?;
    let number = range.start.saturating_add(index - from);
    let numeral = match range.style {
        Some(b'D') => number.to_string(),
        Some(b'r') => roman(number).to_lowercase(),
        Some(b'R') => roman(number),
        Some(b'a') => letters(number).to_lowercase(),
        Some(b'A') => letters(number),
        _ => String::new(),
    };
    Some(format!("{}{numeral}", range.prefix)).filter(|label| !label.is_empty())
}

fn roman(number: u32) -> String {
    if number > 3_999 {
        return number.to_string();
    }
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// A to Z, then AA to ZZ, then AAA.
fn letters(number: u32) -> String {
    let letter = char::from(b'A' + u8::try_from((number - 1) % 26).unwrap_or(0));
    let times = ((number - 1) / 26 + 1).min(64);
    std::iter::repeat_n(letter, times as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(style: u8, prefix: &str, start: u32) -> Range {
        Range { style: Some(style), prefix: prefix.into(), start }
    }

    #[test]
    fn front_matter_in_roman_and_an_exhibit_with_a_prefix_are_labelled() {
        let ranges =
            BTreeMap::from([(0, range(b'r', "", 1)), (4, range(b'D', "", 1)), (9, range(b'A', "Ex-", 3))]);
        let label = |index| label_of(&ranges, index);
        assert_eq!(label(3).as_deref(), Some("iv"));
        assert_eq!(label(4).as_deref(), Some("1"));
        assert_eq!(label(9).as_deref(), Some("Ex-C"));
        assert_eq!(label(9 + 24).as_deref(), Some("Ex-AA"));
    }

    #[test]
    fn a_page_before_the_first_range_or_with_an_empty_label_has_none() {
        let ranges = BTreeMap::from([(2, Range::default())]);
        assert_eq!(label_of(&ranges, 0), None);
        assert_eq!(label_of(&ranges, 2), None);
    }

    #[test]
    fn roman_numbers_follow_the_subtractive_rule() {
        let shown: Vec<String> = [4, 9, 14, 40, 90, 400, 1994].map(roman).into();
        assert_eq!(shown, ["IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIV"]);
    }
}
