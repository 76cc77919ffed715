//! Whether a text is in another language than English: the rules for who says what read English alone.

use whatlang::{Detector, Lang};

/// Texts with fewer letters are not judged.
const FEWEST: usize = 600;
/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 40_000;
/// Above this share of the commonest English words a text counts as English, whatever else it may look like.
const ENGLISH: f64 = 0.03;

/// The English name of the language of a text, where that is surely another one than English.
pub(super) fn other_language(text: &str) -> Option<&'static str> {
    let text = super::metadata::head(text, LOOKED_AT);
    let words: Vec<&str> = text.split_whitespace().collect();
    let english =
        words.iter().filter(|word| matches!(**word, "the" | "of" | "and" | "to" | "is" | "that")).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(FEWEST).count();
    if letters < FEWEST || english as f64 > ENGLISH * words.len() as f64 {
        return None;
    }
    let found = Detector::new().detect(text)?;
    (found.is_reliable() && found.lang() != Lang::Eng).then(|| found.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_text_that_is_surely_in_another_language_is_one() {
        let french = "Nous recueillons les informations que vous fournissez lorsque vous utilisez nos services, \
                      y compris votre nom et votre adresse. Nous ne vendons jamais ces informations à des tiers. ";
        let english =
            "We collect the information that you give us when you use our services, and we never sell it. ";
        assert_eq!(other_language(&french.repeat(5)), Some("French"));
        assert_eq!(other_language(french), None, "too short to tell");
        assert_eq!(other_language(&english.repeat(9)), None);
        assert_eq!(
            other_language(&format!("{}{}", english.repeat(5), french.repeat(5))),
            None,
            "half is English"
        );
        assert_eq!(other_language(&"Roe 12 §§ 4–5 ‖ xq zzk 18 U.S.C. ".repeat(60)), None);
    }
}
