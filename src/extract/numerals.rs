//! Numbers as lists show them.

/// Roman numerals, upper case; numbers beyond 4999 stay decimal.
pub fn roman(mut number: u64) -> String {
    const STEPS: [(u64, &str); 13] = [
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
    if number == 0 || number > 4999 {
        return number.to_string();
    }
    let mut shown = String::new();
    for (step, sign) in STEPS {
        while number >= step {
            shown.push_str(sign);
            number -= step;
        }
    }
    shown
}

/// Letters as word processors count: a … z, aa, bb … zz, aaa.
pub fn doubled_letters(number: u64) -> String {
    if number == 0 || number > 780 {
        return number.to_string();
    }
    let index = (number - 1) % 26;
    letter(index).to_string().repeat(usize::try_from((number - 1) / 26 + 1).unwrap_or(1))
}

/// Letters as browsers count: a … z, aa, ab … az, ba.
pub fn letters(mut number: u64) -> String {
    let mut shown = Vec::new();
    while number > 0 {
        shown.push(letter((number - 1) % 26));
        number = (number - 1) / 26;
    }
    if shown.is_empty() { "0".to_owned() } else { shown.into_iter().rev().collect() }
}

fn letter(index: u64) -> char {
    char::from(b'a' + u8::try_from(index % 26).unwrap_or(0))
}

/// 1st, 2nd, 3rd, 11th.
pub fn ordinal(number: u64) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// One, Two … Twenty; decimal beyond.
pub fn cardinal(number: u64) -> String {
    word(
        number,
        &[
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "Seven",
            "Eight",
            "Nine",
            "Ten",
            "Eleven",
            "Twelve",
            "Thirteen",
            "Fourteen",
            "Fifteen",
            "Sixteen",
            "Seventeen",
            "Eighteen",
            "Nineteen",
            "Twenty",
        ],
    )
}

/// First, Second … Twentieth; decimal beyond. Causes of action are numbered so.
pub fn ordinal_word(number: u64) -> String {
    word(
        number,
        &[
            "First",
            "Second",
            "Third",
            "Fourth",
            "Fifth",
            "Sixth",
            "Seventh",
            "Eighth",
            "Ninth",
            "Tenth",
            "Eleventh",
            "Twelfth",
            "Thirteenth",
            "Fourteenth",
            "Fifteenth",
            "Sixteenth",
            "Seventeenth",
            "Eighteenth",
            "Nineteenth",
            "Twentieth",
        ],
    )
}

fn word(number: u64, words: &[&str]) -> String {
    let index = usize::try_from(number).unwrap_or(usize::MAX).wrapping_sub(1);
    words.get(index).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_add_up_again() {
        let value = |c| match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            _ => 1000,
        };
        for number in 1..=3999 {
            let signs: Vec<i64> = roman(number).chars().map(value).collect();
            let sum: i64 = signs
                .iter()
                .enumerate()
                .map(|(i, sign)| if signs.get(i + 1).is_some_and(|next| next > sign) { -sign } else { *sign })
                .sum();
            assert_eq!(sum, i64::try_from(number).expect("small"));
        }
    }

    #[test]
    fn letters_go_on_after_z_in_both_ways() {
        assert_eq!(
            (doubled_letters(26), doubled_letters(27), doubled_letters(28)),
            ("z".into(), "aa".into(), "bb".into())
        );
        assert_eq!(
            (letters(26), letters(27), letters(28), letters(703)),
            ("z".into(), "aa".into(), "ab".into(), "aaa".into())
        );
    }

    #[test]
    fn words_and_endings_of_ordinals() {
        assert_eq!((ordinal(1), ordinal(12), ordinal(23)), ("1st".into(), "12th".into(), "23rd".into()));
        assert_eq!(
            (ordinal_word(3), cardinal(4), ordinal_word(21)),
            ("Third".into(), "Four".into(), "21".into())
        );
    }
}
