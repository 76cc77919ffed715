use super::drawing::Sheet;
use crate::document::RawLine;
use proptest::prelude::*;

#[test]
fn letters_become_words_and_words_a_line_whatever_the_drawing_order() {
    let sheet = Sheet::new().text(300.0, 100.0, 12.0, "and shares").text(72.0, 100.0, 12.0, "Acme collects");
    assert_eq!(sheet.read(), ["Acme collects and shares"]);
}

#[test]
fn words_that_are_placed_without_spaces_stay_apart() {
    let sheet = Sheet::new().without_spaces().text(72.0, 100.0, 12.0, "Acme sells data");
    assert_eq!(sheet.read(), ["Acme sells data"]);
}

#[test]
fn pieces_of_one_word_that_are_drawn_apart_are_one_word() {
    let sheet = Sheet::new().text(72.0, 100.0, 12.0, "biome").text(102.4, 100.0, 12.0, "tric");
    assert_eq!(sheet.read(), ["biometric"]);
}

#[test]
fn letters_set_apart_are_one_word() {
    let mut sheet = Sheet::new();
    for (place, letter) in "ORDERGRANTED".chars().enumerate() {
        sheet = sheet.text(
            72.0 + 9.0 * place as f64 + if place > 4 { 9.0 } else { 0.0 },
            100.0,
            12.0,
            &letter.to_string(),
        );
    }
    assert_eq!(sheet.read(), ["ORDER GRANTED"]);
}

#[test]
fn a_raised_small_number_is_a_word_of_its_own_in_its_line() {
    let sheet = Sheet::new()
        .text(72.0, 100.0, 12.0, "policy.")
        .text(114.0, 96.0, 7.0, "3")
        .text(124.0, 100.0, 12.0, "It says");
    let lines = sheet.lines();
    assert_eq!(lines.len(), 1);
    let words: Vec<&str> = lines[0].words.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(words, ["policy.", "3", "It", "says"]);
    assert!(lines[0].words[1].size < 8.0 && lines[0].words[1].baseline < 97.0, "{:?}", lines[0].words[1]);
    assert_eq!(lines[0].size, 12.0);
}

#[test]
fn an_ordinal_ending_stays_with_its_number() {
    let sheet = Sheet::new()
        .text(72.0, 100.0, 12.0, "the 9")
        .text(102.0, 96.0, 7.0, "th")
        .text(112.0, 100.0, 12.0, "Circuit");
    assert_eq!(sheet.read(), ["the 9th Circuit"]);
}

#[test]
fn small_capitals_on_the_baseline_join_their_word() {
    let sheet = Sheet::new().text(72.0, 100.0, 12.0, "A").text(78.0, 100.0, 9.0, "CME");
    assert_eq!(sheet.read(), ["ACME"]);
}

#[test]
fn close_lines_stay_apart() {
    let sheet = Sheet::new().text(72.0, 100.0, 12.0, "first line").text(72.0, 111.0, 12.0, "second line");
    assert_eq!(sheet.read(), ["first line", "second line"]);
}

#[test]
fn a_line_that_is_scanned_askew_stays_one() {
    let mut sheet = Sheet::new();
    for (place, word) in ["one", "two", "three", "four", "five", "six"].iter().enumerate() {
        let x = 72.0 + 80.0 * place as f64;
        sheet = sheet.text(x, 100.0 + 0.03 * x, 12.0, word).text(x, 114.0 + 0.03 * x, 12.0, word);
    }
    assert_eq!(sheet.read(), ["one two three four five six", "one two three four five six"]);
}

#[test]
fn text_struck_twice_is_read_once_and_is_bold() {
    let sheet = Sheet::new().text(72.0, 100.0, 12.0, "COMPLAINT").text(72.4, 100.0, 12.0, "COMPLAINT");
    let lines = sheet.lines();
    assert_eq!(lines.iter().map(RawLine::text).collect::<Vec<_>>(), ["COMPLAINT"]);
    assert!(lines[0].words[0].bold);
}

#[test]
fn a_sentence_that_is_drawn_three_times_is_read_once_with_its_short_words() {
    let mut sheet = Sheet::new();
    for _ in 0..3 {
        sheet = sheet.text(72.0, 100.0, 12.0, "a breach of trust");
    }
    assert_eq!(sheet.read(), ["a breach of trust"]);
}

#[test]
fn letters_struck_twice_one_by_one_are_read_once() {
    let mut sheet = Sheet::new();
    for (place, letter) in "NOTICE".chars().enumerate() {
        let x = 72.0 + 6.0 * place as f64;
        sheet =
            sheet.text(x, 100.0, 12.0, &letter.to_string()).text(x + 0.3, 100.0, 12.0, &letter.to_string());
    }
    assert_eq!(sheet.read(), ["NOTICE"]);
}

#[test]
fn double_letters_are_not_taken_for_a_double_strike() {
    assert_eq!(Sheet::new().text(72.0, 100.0, 12.0, "illegally misspelled").read(), ["illegally misspelled"]);
}

#[test]
fn a_stamp_over_another_keeps_all_its_letters() {
    let sheet = Sheet::new().text(72.0, 100.0, 12.0, "Document 26").text(72.0, 101.0, 12.0, "Document 27");
    let text = sheet.read().join(" ");
    assert!(text.contains("26") && text.contains("27"), "{text}");
}

#[test]
fn a_recognition_layer_under_real_text_is_dropped_and_alone_it_is_read() {
    let both = Sheet::new().text(72.0, 100.0, 12.0, "privacy policy").hidden_text(
        72.5,
        100.5,
        11.5,
        "prlvacy pollcy",
    );
    assert_eq!(both.read(), ["privacy policy"]);
    let alone =
        Sheet::new().text(72.0, 40.0, 9.0, "Case 1:23-cv-1").hidden_text(72.0, 100.0, 12.0, "scanned words");
    assert_eq!(alone.read(), ["Case 1:23-cv-1", "scanned words"]);
}

#[test]
fn text_across_the_page_follows_the_text_along_it_with_boxes_on_the_page() {
    let sheet = Sheet::new().text_at_angle(20.0, 700.0, 10.0, 270.0, "Filed by clerk").text(
        72.0,
        100.0,
        12.0,
        "Acme collects location data from users",
    );
    let lines = sheet.lines();
    assert_eq!(
        lines.iter().map(RawLine::text).collect::<Vec<_>>(),
        ["Acme collects location data from users", "Filed by clerk"]
    );
    let margin = lines[1].bbox;
    assert!(margin.left > 10.0 && margin.right < 25.0 && margin.height() > 60.0, "{margin:?}");
    assert!((margin.bottom - 700.0).abs() < 0.1, "{margin:?}");
}

#[test]
fn a_page_that_is_drawn_sideways_is_read_from_its_own_top() {
    let sheet = Sheet::new().text_at_angle(500.0, 60.0, 12.0, 90.0, "the first line").text_at_angle(
        480.0,
        60.0,
        12.0,
        90.0,
        "the second line",
    );
    assert_eq!(sheet.read(), ["the first line", "the second line"]);
}

#[test]
fn a_watermark_across_the_page_does_not_cut_the_lines() {
    let sheet = Sheet::new()
        .text(72.0, 300.0, 12.0, "Users were told nothing")
        .text_at_angle(100.0, 500.0, 60.0, 315.0, "DRAFT");
    assert_eq!(sheet.read(), ["Users were told nothing", "DRAFT"]);
}

#[test]
fn hebrew_is_read_from_right_to_left_whichever_way_it_was_drawn() {
    let letters = ["ש", "ל", "ו", "ם"];
    let mut visual = Sheet::new();
    let mut logical = Sheet::new();
    for place in 0..4 {
        visual = visual.text(100.0 + 6.0 * place as f64, 100.0, 12.0, letters[3 - place]);
        logical = logical.text(118.0 - 6.0 * place as f64, 100.0, 12.0, letters[place]);
    }
    assert_eq!(visual.read(), ["שלום"]);
    assert_eq!(logical.read(), ["שלום"]);
}

#[test]
fn numbers_and_latin_names_keep_their_order_inside_right_to_left_lines() {
    let sheet = Sheet::new()
        .text(100.0, 100.0, 12.0, "Acme 2019")
        .text(180.0, 100.0, 12.0, "בא")
        .text(240.0, 100.0, 12.0, "דג");
    assert_eq!(sheet.read(), ["גד אב Acme 2019"]);
}

#[test]
fn two_columns_of_text_are_read_one_after_the_other() {
    let mut sheet =
        Sheet::new().text(72.0, 80.0, 12.0, "A heading that runs across both of the columns here");
    for row in 0..10 {
        let y = 110.0 + 14.0 * f64::from(row);
        sheet = sheet.text(72.0, y, 10.0, "the left column goes on and on at length");
        sheet = sheet.text(320.0, y + 3.0, 10.0, "its right column has words of its own too");
    }
    let lines = sheet.lines();
    let columns: Vec<u32> = lines.iter().map(|l| l.column).collect();
    assert_eq!(lines.len(), 21);
    assert_eq!(columns[1..11], [0; 10]);
    assert_eq!(columns[11..], [1; 10]);
    assert!(lines[1..11].iter().all(|l| l.text().starts_with("the left")));
}

#[test]
fn rows_of_a_table_stay_whole() {
    let mut sheet = Sheet::new();
    for row in 0..10 {
        let y = 110.0 + 14.0 * f64::from(row);
        sheet = sheet.text(72.0, y, 10.0, &format!("Item {row}")).text(
            300.0,
            y,
            10.0,
            "yes, since the year 2019 at least",
        );
    }
    assert_eq!(sheet.lines().len(), 10);
}

#[test]
fn a_caption_is_split_with_its_brackets_on_the_side_of_the_parties() {
    let left = ["JANE ROE, individually,", "Plaintiff,", "v.", "ACME INC.,", "Defendant."];
    let right = ["Case No. 1:23-cv-00001", "", "COMPLAINT", "JURY TRIAL DEMANDED", ""];
    let mut sheet = Sheet::new();
    for row in 0..5 {
        let y = 200.0 + 14.0 * row as f64;
        sheet =
            sheet.text(72.0, y, 12.0, left[row]).text(300.0, y, 12.0, ")").text(330.0, y, 12.0, right[row]);
    }
    let read = sheet.read();
    assert_eq!(read[..3], ["JANE ROE, individually, )", "Plaintiff, )", "v. )"]);
    assert_eq!(read[5..], ["Case No. 1:23-cv-00001", "COMPLAINT", "JURY TRIAL DEMANDED"]);
}

#[test]
fn a_contents_line_stays_one_line_with_its_leader_apart() {
    let mut sheet = Sheet::new();
    for row in 0..8 {
        let y = 100.0 + 16.0 * f64::from(row);
        sheet = sheet
            .text(72.0, y, 12.0, "II. What Acme told its users about sharing..............")
            .text(520.0, y, 12.0, "14");
    }
    let lines = sheet.lines();
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[0].text(), "II. What Acme told its users about sharing .............. 14");
}

#[test]
fn letters_off_the_page_or_without_a_place_are_left_out() {
    let mut sheet = Sheet::new()
        .text(72.0, 100.0, 12.0, "seen")
        .text(-400.0, 100.0, 12.0, "gone")
        .text(72.0, 3000.0, 12.0, "gone");
    let mut broken = sheet.glyphs[0].clone();
    broken.x = f64::NAN;
    sheet.glyphs.push(broken.clone());
    sheet.glyphs.push(super::super::glyph::Glyph { x: 80.0, size: f64::INFINITY, ..broken });
    assert_eq!(sheet.read(), ["seen"]);
}

#[test]
fn ligatures_hard_spaces_and_zero_width_marks_are_cleaned_and_the_soft_hyphen_is_kept() {
    use super::super::glyph::clean_text;
    assert_eq!(clean_text("ﬁ"), "fi");
    assert_eq!(clean_text("ﬄ"), "ffl");
    assert_eq!(clean_text("a\u{A0}b"), "a b");
    assert_eq!(clean_text("\u{200B}\u{FEFF}"), "");
    assert_eq!(clean_text("pri\u{AD}"), "pri\u{AD}");
    assert_eq!(clean_text("\u{FEDF}"), "\u{644}");
}

proptest! {
    /// However glyphs lie, no readable letter is lost or made up, and every box is a box.
    #[test]
    fn every_letter_on_the_page_is_in_exactly_one_word(
        words in proptest::collection::vec(("[a-z]{1,6}", 20.0..500.0f64, 20.0..760.0f64, 6.0..20.0f64, 0u8..4), 0..40)
    ) {
        let mut sheet = Sheet::new();
        for (text, x, y, size, turn) in &words {
            sheet = sheet.text_at_angle(*x, *y, *size, 90.0 * f64::from(*turn), text);
        }
        let on_page: Vec<_> = sheet.glyphs.iter().filter(|g| g.is_on_page(super::drawing::LETTER)).cloned().collect();
        let kept = super::super::overlay::drop_double_strikes(on_page);
        let mut drawn: Vec<char> = kept.iter().flat_map(|g| g.text.chars()).collect();
        let lines = sheet.lines();
        let mut read: Vec<char> = lines.iter().flat_map(|l| &l.words).flat_map(|w| w.text.chars()).collect();
        drawn.sort_unstable();
        read.sort_unstable();
        prop_assert_eq!(drawn, read);
        for word in lines.iter().flat_map(|l| &l.words) {
            prop_assert!(word.bbox.left <= word.bbox.right && word.bbox.top < word.bbox.bottom);
        }
    }
}
