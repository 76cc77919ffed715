use super::*;

#[test]
fn writings_of_one_word_find_each_other() {
    for group in [
        &["e-mail", "email", "e mail", "E\u{2010}MAIL", "e\u{ad}mail", "e ma\u{ad}il", "e mail’s"][..],
        &["631(a)", "631a", "631 (a)"][..1],
        &["opt-out", "optout"],
        &["18 U.S.C. § 2511(1)(a)", "18 USC 2511(1)(a)", "18 U. S. C. 2511 1 a"],
        &["$5,000", "5,000", "5000"],
        &["1:23-cv-06962", "1 23 cv 06962"],
        &["user's", "user’s", "user"],
        &["don't", "don’t", "dont"],
        &["AT&T", "att"],
        &["ﬁnger", "finger"],
    ] {
        for written in group {
            for query in group {
                let quoted = format!("\"{query}\"");
                assert!(matches(&quoted, &format!("“x” {written}—y")), "`{query}` in `{written}`");
            }
        }
    }
}

#[test]
fn punctuation_may_be_left_out_of_numbers_and_names() {
    assert!(matches("631a", "under § 631(a) of"));
    assert!(matches("631", "under § 631(a) of"));
    assert!(matches("23-cv-06962", "No. 1:23-cv-06962 (N.D. Ill.)"));
    assert!(matches("23cv06962", "No. 1:23-cv-06962"));
    assert!(matches("1798.150", "§ 1798.150(b)"));
    assert!(matches("1798", "§ 1798.150(b)"));
}

#[test]
fn a_decimal_point_is_not_left_out() {
    assert!(!matches("15", "1.5 million"));
    assert!(matches("1.5", "1.5 million"));
}

#[test]
fn diacritics_may_be_left_out_but_not_added() {
    assert!(matches("naive", "a naïve reader"));
    assert!(matches("naïve", "a naïve reader"));
    assert!(matches("naive", "a nai\u{308}ve reader"));
    assert!(!matches("naïve", "a naive reader"));
}

#[test]
fn a_lone_letter_before_a_word_does_not_make_another_word() {
    assert!(!matches("away", "in a way"));
    assert!(!matches("ball", "Exhibit B all"));
    assert!(!matches("database", "data base"));
}

#[test]
fn a_footnote_mark_does_not_join_its_word() {
    assert!(matches("data", "its data¹ and"));
}

#[test]
fn no_word_is_too_common_or_too_long() {
    let long = "a1".repeat(40_000);
    assert!(matches("\"to be or not to be\"", "to be or not to be"));
    assert!(matches(&long, &format!("key {long} end")));
}

#[test]
fn scripts_without_spaces_are_found_by_part() {
    assert_eq!(hits("\u{96B1}\u{79C1}", "\u{6211}\u{96B1}\u{79C1}\u{6743}"), ["\u{96B1}\u{79C1}"]);
}

#[test]
fn words_stand_where_they_stand_with_their_spellings() {
    for text in
        ["“The Müller’s app”—v2.", "18 U.S.C. § 2511(1)(a), e-mail\u{AD}ed 1,000 o'clock's 隱私", "", "’s"]
    {
        assert_eq!(WordPlaces::of(text).words(), TokenText::plain(text).words(), "{text}");
    }
    assert_eq!(WordPlaces::of("one two").span(1, 3), None);
}

#[test]
fn an_apostrophe_that_counts_as_a_letter_starts_no_word() {
    for text in ["\u{2BC}", "\u{2BC}tis", "a \u{2BC} b", "o\u{2BC}clock", "\u{FF07}x"] {
        assert_eq!(WordPlaces::of(text).words(), TokenText::plain(text).words(), "{text}");
    }
    assert_eq!(hits("oclock", "at o\u{2BC}clock"), ["o\u{2BC}clock"]);
    assert_eq!(hits("tis", "\u{2BC}tis so"), ["tis"]);
}

#[test]
fn spans_are_those_of_the_text() {
    let text = TokenText::plain("“The Müller’s app”—v2.");
    let words: Vec<&str> = (0..text.len() as u32).map(|i| text.slice(i, i + 1)).collect();
    assert_eq!(words, ["The", "Müller’s", "app", "v2"]);
}
