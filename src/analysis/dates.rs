//! Dates in running text: full ones, and months.

use crate::document::Span;
use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = r"(?P<m>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)";
    let american = format!(r"\b{month}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b");
    let other = format!(
        r"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{},?\s+(?P<y2>(?:19|20)\d\d)\b",
        month.replace("?P<m>", "?P<m2>")
    );
    let iso = r"\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b";
    expression(&format!("{american}|{other}|{iso}")).ok()
});

/// ISO dates and their places in a text, in order. Impossible days are left out.
pub fn dates(text: &str) -> Vec<(String, Span)> {
    let Some(pattern) = DATE.as_ref() else { return Vec::new() };
    pattern
        .captures_iter(text)
        .filter_map(|c| {
            let whole = c.get(0)?;
            let group = |names: [&str; 3]| names.iter().find_map(|n| c.name(n)).map(|m| m.as_str());
            let (year, month, day) =
                (group(["y", "y2", "y3"])?, group(["m", "m2", "m3"])?, group(["d", "d2", "d3"])?);
            let month = month.parse().ok().or_else(|| month_number(month))?;
            let date = jiff::civil::Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()?;
            Some((date.to_string(), Span::new(whole.start(), whole.end())))
        })
        .collect()
}

static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "January|February|March|April|May|June|July|August|September|October|November|December";
    expression(&format!(r"\b(?P<m>{names})\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b")).ok()
});

/// Days and, where a text gives no day, months (`2023-07`) with their places, in order.
pub fn moments(text: &str) -> Vec<(String, Span)> {
    let mut all = dates(text);
    for month in MONTH.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(number)) = (month.get(0), month_number(&month["m"])) else { continue };
        let span = Span::new(whole.start(), whole.end());
        if !all.iter().any(|(_, day)| day.overlaps(span)) {
            all.push((format!("{}-{number:02}", &month["y"]), span));
        }
    }
    all.sort_by_key(|(_, span)| span.start);
    all
}

fn month_number(name: &str) -> Option<i8> {
    let head = name.get(..3)?.to_lowercase();
    let index = MONTHS.iter().position(|m| *m == head)?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_a_day_is_a_moment_but_no_date() {
        let found: Vec<_> =
            moments("In July 2023, and on July 4, 2023.").into_iter().map(|(d, _)| d).collect();
        assert_eq!(found, ["2023-07", "2023-07-04"]);
        assert_eq!(moments("It may 2023 times fail."), []);
    }

    #[test]
    fn american_british_and_iso_dates_are_read_and_impossible_ones_are_not() {
        let found = |text| dates(text).into_iter().map(|(d, _)| d).collect::<Vec<_>>();
        assert_eq!(found("On September 9, 2024 and Sept. 10th, 2024"), ["2024-09-09", "2024-09-10"]);
        assert_eq!(found("since 3 June 2024, 2023-01-05"), ["2024-06-03", "2023-01-05"]);
        assert_eq!(found("February 31, 2024; in May 2024; section 12-2024"), [] as [&str; 0]);
    }
}
