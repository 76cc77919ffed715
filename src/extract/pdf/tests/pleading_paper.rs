use super::drawing::Sheet;
use crate::document::RawLine;

const PITCH: f64 = 24.0;
const FIRST: f64 = 80.0;

/// Numbers 1 to 28 in the order given, their baselines off by `shift`.
fn numbered(shift: f64, order: impl Iterator<Item = u32>) -> Sheet {
    let mut sheet = Sheet::new();
    for n in order {
        let x = if n < 10 { 46.0 } else { 40.0 };
        sheet = sheet.text(x, FIRST + PITCH * f64::from(n - 1) + shift, 12.0, &n.to_string());
    }
    sheet
}

fn row(n: u32) -> f64 {
    FIRST + PITCH * f64::from(n - 1)
}

fn numbers(lines: &[RawLine]) -> Vec<Option<u32>> {
    lines.iter().map(|l| l.number).collect()
}

#[test]
fn numbers_stand_beside_their_lines_and_are_no_words() {
    let mut sheet = numbered(0.0, 1..=28);
    for n in 1..=28 {
        sheet = sheet.text(100.0, row(n), 12.0, "Acme promised to keep it secret");
    }
    let lines = sheet.lines();
    assert_eq!(numbers(&lines), (1..=28).map(Some).collect::<Vec<_>>());
    assert!(lines.iter().all(|l| l.text() == "Acme promised to keep it secret"));
}

#[test]
fn numbers_may_be_drawn_last_first_and_lie_off_the_baseline() {
    let mut sheet = numbered(3.5, (1..=28).rev());
    for n in (2..=26).step_by(2) {
        sheet = sheet.text(100.0, row(n), 12.0, "a line of the complaint");
    }
    assert_eq!(numbers(&sheet.lines()), (2..=26).step_by(2).map(Some).collect::<Vec<_>>());
}

#[test]
fn a_line_between_two_numbers_has_none() {
    let mut sheet = numbered(1.0, 1..=28);
    for half in 0..8 {
        sheet = sheet.text(
            130.0,
            row(5) + PITCH / 2.0 * f64::from(half),
            12.0,
            "a quotation set in single spacing",
        );
    }
    let expected = [Some(5), None, Some(6), None, Some(7), None, Some(8), None];
    assert_eq!(numbers(&sheet.lines()), expected);
}

#[test]
fn numbers_that_recognition_misread_are_still_numbers() {
    let mut sheet = Sheet::new();
    for n in 1..=28_u32 {
        let shown = match n {
            1 => "I".to_owned(),
            11 => "ll".to_owned(),
            12 => "t2".to_owned(),
            n => n.to_string(),
        };
        sheet = sheet.text(if n < 10 { 46.0 } else { 40.0 }, row(n), 12.0, &shown).text(
            100.0,
            row(n),
            12.0,
            "text of the line",
        );
    }
    let lines = sheet.lines();
    assert_eq!(numbers(&lines), (1..=28).map(Some).collect::<Vec<_>>());
    assert!(lines.iter().all(|l| l.text() == "text of the line"));
}

#[test]
fn a_numbered_list_is_no_gutter() {
    let mut sheet = Sheet::new();
    for n in 1..=9_u32 {
        sheet = sheet.text(72.0, 100.0 + 14.0 * f64::from(n), 12.0, &n.to_string()).text(
            100.0,
            100.0 + 14.0 * f64::from(n),
            12.0,
            "an item",
        );
    }
    let lines = sheet.lines();
    assert!(lines.iter().all(|l| l.number.is_none()));
    assert_eq!(lines[3].text(), "4 an item");
}

#[test]
fn a_column_of_figures_amid_a_table_is_no_gutter() {
    let mut sheet = Sheet::new();
    for n in 1..=25_u32 {
        let y = 60.0 + PITCH * f64::from(n);
        sheet = sheet
            .text(72.0, y, 12.0, "breach")
            .text(160.0, y, 12.0, &n.to_string())
            .text(220.0, y, 12.0, "records");
    }
    assert!(sheet.lines().iter().all(|l| l.number.is_none()));
}

#[test]
fn both_halves_of_a_caption_have_the_number_beside_them() {
    let left = ["JANE ROE,", "Plaintiff,", "v.", "ACME INC.,", "Defendant."];
    let mut sheet = numbered(0.0, 1..=28);
    for (index, text) in left.iter().enumerate() {
        let y = row(8 + u32::try_from(index).unwrap());
        sheet = sheet.text(100.0, y, 12.0, text).text(330.0, y, 12.0, "Case No. 23-1");
    }
    let lines = sheet.lines();
    let expected: Vec<Option<u32>> = (8..=12).chain(8..=12).map(Some).collect();
    assert_eq!(numbers(&lines), expected);
    assert_eq!(lines[5].column, 1);
}

#[test]
fn text_set_without_regard_to_the_numbers_counts_from_the_number_above() {
    let mut sheet = numbered(0.0, 1..=28);
    let baselines: Vec<f64> = (0..22).map(|n| FIRST + 9.0 + 27.0 * f64::from(n)).collect();
    for baseline in &baselines {
        sheet = sheet.text(100.0, *baseline, 12.0, "Acme promised to keep it secret");
    }
    let found = numbers(&sheet.lines());
    let given: Vec<u32> = found.iter().flatten().copied().collect();
    assert!(given.len() >= 20 && given.windows(2).all(|pair| pair[0] < pair[1]), "{found:?}");
    for (number, baseline) in found.iter().zip(&baselines) {
        let below = number.map_or(0.0, |n| baseline - row(n));
        assert!((-0.5 * PITCH..PITCH).contains(&below), "{number:?} for a line {below} below it");
    }
}
