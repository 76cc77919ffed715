use super::super::choose::{Winner, choose};
use super::drawing::Sheet;
use crate::document::RawLine;

fn page(text: &str) -> Vec<RawLine> {
    Sheet::new().text(20.0, 100.0, 6.0, text).lines()
}

const GOOD: &str = "the policy of the company says that it is not sold to any of its partners";

#[test]
fn readers_that_agree_give_hayro_without_a_word() {
    let choice = choose(&page(GOOD), &page(GOOD));
    assert_eq!((choice.winner, choice.warning), (Winner::Hayro, None));
    assert!((choice.overlap - 1.0).abs() < 1e-9);
}

#[test]
fn a_reader_without_words_loses_and_the_page_counts_as_unchecked() {
    let choice = choose(&[], &page(GOOD));
    assert_eq!(choice.winner, Winner::PdfExtract);
    assert!(choice.warning.is_some_and(|w| w.contains("hayro finds none")));
    assert_eq!(choose(&page(GOOD), &[]).winner, Winner::Hayro);
}

#[test]
fn two_blank_pages_agree() {
    let choice = choose(&[], &[]);
    assert_eq!((choice.winner, choice.warning), (Winner::Hayro, None));
}

#[test]
fn everyday_words_beat_a_wrong_decoding_with_as_many_letters() {
    let shifted: String = GOOD.chars().map(|c| if c == ' ' { c } else { char::from(c as u8 ^ 1) }).collect();
    let choice = choose(&page(&shifted), &page(GOOD));
    assert_eq!(choice.winner, Winner::PdfExtract);
    assert!(choice.warning.is_some_and(|w| w.contains("disagree") && w.contains("kept pdf-extract")));
    assert_eq!(choose(&page(GOOD), &page(&shifted)).winner, Winner::Hayro);
}

#[test]
fn the_page_with_clearly_more_letters_wins_where_words_do_not_tell() {
    let (short, long) = ("Zeugnis Kaufvertrag", "Zeugnis Kaufvertrag Datenschutz Einwilligung Widerruf");
    assert_eq!(choose(&page(short), &page(long)).winner, Winner::PdfExtract);
    assert_eq!(choose(&page(long), &page(short)).winner, Winner::Hayro);
}

#[test]
fn words_divided_differently_are_no_disagreement() {
    let glued = GOOD.replace(' ', "");
    let choice = choose(&page(GOOD), &page(&glued));
    assert_eq!((choice.winner, choice.warning), (Winner::Hayro, None));
    assert_eq!(choose(&page(&glued), &page(GOOD)).winner, Winner::PdfExtract);
}
