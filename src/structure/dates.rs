//! Dates as American filings and web pages write them.

use crate::expression::expression;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static DATES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let month = r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
    [
        format!(r"(?i)\b{month}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b"),
        format!(r"(?i)\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day\s+of)?\s+{month},?\s+(?P<y>\d{{4}})\b"),
        r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b".to_owned(),
        r"\b(?P<n>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})\b".to_owned(),
    ]
    .iter()
    .filter_map(|p| expression(p).ok())
    .collect()
});

/// The first date of a text, in ISO 8601, and where it stands.
pub(super) fn first_date(text: &str) -> Option<(String, Range<usize>)> {
    let found = DATES
        .iter()
        .filter_map(|pattern| pattern.captures_iter(text).find_map(|c| Some((iso(&c)?, c.get(0)?.range()))));
    found.min_by_key(|(_, range)| range.start)
}

fn iso(captures: &Captures<'_>) -> Option<String> {
    let number = |name: &str| captures.name(name)?.as_str().parse::<u32>().ok();
    let month = match captures.name("m") {
        Some(name) => {
            let name = name.as_str().to_lowercase();
            MONTHS.iter().position(|m| name.starts_with(m))? as u32 + 1
        }
        None => number("n")?,
    };
    let (day, year) = (number("d")?, number("y")?);
    let year = match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        _ => year,
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1700..=2199).contains(&year);
    valid.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The month that a cue gives where it gives no day: `2020-07` of `Last updated: July 2020`.
pub(super) fn month_after(text: &str, cue: &Regex) -> Option<String> {
    const REACH: usize = 12;
    cue.find_iter(text).find_map(|found| {
        let c = MONTH.as_ref()?.captures(&text[found.end()..])?;
        let near = c.get(0)?.start() <= REACH;
        let name = c["m"].to_lowercase();
        let month = MONTHS.iter().position(|m| name.starts_with(m))? + 1;
        near.then(|| format!("{}-{month:02}", &c["y"]))
    })
}

static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "january|february|march|april|may|june|july|august|september|october|november|december";
    expression(&format!(r"(?i)\b(?P<m>{names}),?\s+(?P<y>(?:19|20)\d\d)\b")).ok()
});

/// The date that stands within `reach` bytes after a cue.
pub(super) fn date_after(text: &str, cue: &Regex, reach: usize) -> Option<String> {
    cue.find_iter(text).find_map(|found| {
        let rest = &text[found.end()..];
        let (date, range) = first_date(rest)?;
        (range.start <= reach).then_some(date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        first_date(text).map(|(date, _)| date)
    }

    #[test]
    fn the_usual_forms_become_iso_dates() {
        for text in [
            "on September 9, 2029",
            "Sept. 9, 2029",
            "9 September 2029",
            "9th day of September, 2029",
            "2029-09-09",
            "9/9/2029",
            "09/09/29",
        ] {
            assert_eq!(date(text).as_deref(), Some("2029-09-09"), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in ["13/13/2029", "may 2029", "section 12-34-56", "Feb 31", "2029-13-01"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_cue_must_stand_just_before_its_date() {
        let cue = expression("(?i)last updated").unwrap();
        assert_eq!(date_after("Last updated: May 4, 2029", &cue, 10).as_deref(), Some("2029-05-04"));
        assert_eq!(date_after("Last updated by the team long ago, on May 4, 2029", &cue, 10), None);
    }
}
