//! Headings of filings and the path of headings above a paragraph.

use super::row::{Measure, Row};
use super::sections::SECTIONS;
use super::style::{is_capitals, is_centred, is_closed, is_title_case, outline_level};

/// Does a row begin a heading, given the row above it (`None` at the start or after a heading)?
pub(super) fn begins_heading(row: &Row, above: Option<&Row>, next: Option<&Row>, measure: Measure) -> bool {
    if !begins_like_heading(&row.text) || row.text.len() > 220 {
        return false;
    }
    if SECTIONS.heading_line.is_match(&row.text) && row.text.chars().any(char::is_uppercase) {
        return is_capitals(&row.text) || is_centred(row, measure) || row.bold;
    }
    if above.is_some_and(|above| !is_closed(&above.text) && !ends_short(above, measure)) {
        return false;
    }
    let aligned = above.is_some_and(|above| (above.bbox.left - row.bbox.left).abs() < 2.0);
    let marked = row.bold || row.underlined;
    let titled =
        marked || is_capitals(&row.text) || is_title_case(&row.text) && !row.text.ends_with([',', ';']);
    let paired = next.is_some_and(|next| is_centred_pair(row, next, measure));
    let runs_on = !marked && next.is_some_and(|next| runs_on(row, next, measure));
    let centred = is_centred(row, measure) && !aligned && !runs_on && (titled || paired);
    centred || is_capital_heading(row, measure) || is_marked_heading(row) || is_outline_heading(row, measure)
}

/// An indented first line that by chance ends as far from the margin: the next line, at the left, goes
/// on in small letters.
fn runs_on(row: &Row, next: &Row, measure: Measure) -> bool {
    row.place.0 == next.place.0
        && next.text.starts_with(char::is_lowercase)
        && (next.bbox.left - measure.left).abs() < 6.0
        && !is_capitals(&row.text)
}

/// Two centred lines of different length, close together: a wrapped heading.
fn is_centred_pair(row: &Row, next: &Row, measure: Measure) -> bool {
    let shifted = (next.bbox.left - row.bbox.left).abs() > 8.0;
    let tight = next.bbox.top - row.bbox.top < 0.8 * measure.pitch.max(1.3 * row.size);
    row.place.0 == next.place.0 && shifted && tight && is_centred(next, measure)
}

fn begins_like_heading(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "(“\"‘[¶§".contains(c))
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['-', '—'])
}

fn ends_short(row: &Row, measure: Measure) -> bool {
    row.bbox.right < measure.right - 0.2 * measure.width()
}

fn is_capital_heading(row: &Row, measure: Measure) -> bool {
    let words = row.text.split_whitespace().count();
    is_capitals(&row.text)
        && (words > 1 || row.text.len() >= 6)
        && row.bbox.left < measure.right - 0.4 * measure.width()
}

/// Bold or underlined from end to end.
fn is_marked_heading(row: &Row) -> bool {
    (row.bold || row.underlined) && row.text.len() >= 3 && !row.text.ends_with([',', ';', ':'])
}

/// `A. How the Data Flows` at the left, without a stop at its end.
fn is_outline_heading(row: &Row, measure: Measure) -> bool {
    let Some(level) = outline_level(&row.text) else { return false };
    let rest = row.text.split_once(' ').map_or("", |(_, rest)| rest);
    let plain = is_title_case(rest) && rest.split_whitespace().count() >= 2;
    let inset = level <= 2 || row.bbox.right < measure.right - 0.04 * measure.width();
    plain && inset && !rest.ends_with(['.', ';', ':', ',']) && row.bbox.left < measure.middle()
}

/// Does a row carry on the heading whose last row is `above`?
pub(super) fn continues_heading(first: &Row, above: &Row, row: &Row, measure: Measure) -> bool {
    if above.place.0 != row.place.0
        || outline_level(&row.text).is_some_and(|l| l <= 2)
        || row.text.starts_with('(')
    {
        return false;
    }
    // a line below "Count 2" is its title, unless it goes on in small letters
    let titles = SECTIONS.heading_line.is_match(&above.text) && !row.text.starts_with(char::is_lowercase);
    if SECTIONS.heading_line.is_match(&row.text) || titles {
        return false;
    }
    let tight = row.bbox.top - above.bbox.top < 0.8 * measure.pitch.max(1.3 * row.size);
    let filled = above.width() > 0.55 * measure.width();
    let centred = is_centred(first, measure) && is_centred(row, measure);
    let same_look = first.bold == row.bold && is_capitals(&first.text) == is_capitals(&row.text);
    let hanging = first
        .second_left
        .is_some_and(|left| outline_level(&first.text).is_some() && (row.bbox.left - left).abs() < 4.0);
    let marked = (first.bold && row.bold) || (first.underlined && row.underlined) || is_capitals(&row.text);
    let styled = centred || hanging || marked && (row.bbox.left - first.bbox.left).abs() < 60.0;
    styled && same_look && (tight || filled)
}

/// The headings above a place in the document.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadingPath(Vec<(u8, String)>);

impl HeadingPath {
    /// Puts a heading in its place: it closes those of its own depth and deeper.
    pub fn push(&mut self, text: &str, level: u8) {
        self.0.retain(|(above, _)| *above < level);
        self.0.push((level, text.to_owned()));
    }

    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|(_, text)| text.clone()).collect()
    }
}

/// Depth of a heading from 1, from its label and its letters.
pub(super) fn heading_level(text: &str) -> u8 {
    if let Some(level) = outline_level(text) {
        return level + 1;
    }
    if SECTIONS.heading_line.is_match(text) && !text.to_uppercase().contains("DEMAND") {
        return 2;
    }
    match (text.starts_with('('), is_capitals(text)) {
        (true, _) => 5,
        (_, true) => 1,
        _ => 3,
    }
}
