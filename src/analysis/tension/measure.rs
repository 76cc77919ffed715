//! Figures in two statements: how long a thing is kept, and a number that one says is not the other's.

use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

static DURATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"(?i)\b(\d{1,4}|one|two|three|four|five|six|seven|ten|twelve|thirty)\s+(day|week|month|year)s?\b",
    )
    .ok()
});
static NOT_THE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)\b(?:not|rather than|instead of)\s+(?:the\s+|only\s+)?(\d[\d,.]*\d|\d)").ok()
});

/// The longest time that a sentence names, in days.
pub fn longest(text: &str) -> Option<u32> {
    let pattern = DURATION.as_ref()?;
    pattern.captures_iter(text).filter_map(|c| days(c.get(1)?.as_str(), c.get(2)?.as_str())).max()
}

fn days(count: &str, unit: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 10] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("ten", 10),
        ("twelve", 12),
        ("thirty", 30),
    ];
    let lower = count.to_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == lower).map(|(_, n)| *n);
    let count: u32 = word.or_else(|| count.parse().ok())?;
    let unit = match unit.to_lowercase().as_str() {
        "day" => 1,
        "week" => 7,
        "month" => 30,
        _ => 365,
    };
    Some(count * unit)
}

/// Does a text say of any number that it is not the one?
pub fn disowns(text: &str) -> bool {
    NOT_THE.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// A number of the first text of which the second says that it is not the one: `not the 2,300`.
pub fn disowned<'t>(first: &str, second: &'t str) -> Option<&'t str> {
    let number = NOT_THE.as_ref()?.captures(second)?.get(1)?.as_str();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(number);
    let numbers = first.split(|c: char| !c.is_ascii_digit() && c != ',').map(digits);
    numbers.into_iter().any(|n| n == wanted).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_time_of_a_sentence_is_read_in_days() {
        assert_eq!(longest("within 30 days, or seven years for tax"), Some(2555));
        assert_eq!(longest("for up to 36 months afterwards"), Some(1080));
        assert_eq!(longest("as long as needed"), None);
    }

    #[test]
    fn a_number_is_disowned_only_where_the_other_names_it() {
        let statement = "Tickets of approximately 2,300 customers may have been accessed.";
        assert_eq!(disowned(statement, "It holds 41,800 tickets, not the 2,300 you mention."), Some("2,300"));
        assert_eq!(disowned(statement, "It holds 41,800 tickets, not the 900 you mention."), None);
    }
}
