//! Policies that stand below each other in one file: each has a title and a date of its own.

use super::metadata::policy_dates;
use crate::document::{DocumentKind, Instrument, Paragraph, Span};
use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

/// A line that gives a date and nothing else is no longer than this, in bytes.
const LONGEST_DATE_LINE: usize = 60;
const LONGEST_TITLE: usize = 100;
/// Paragraphs between a title and its date: its contents, a second printing of the title.
const REACH: usize = 5;
/// Bytes before a title and date that still belong to the head of the file: menus, a banner.
const HEAD: usize = 2000;

struct Titles {
    line: Regex,
    defined: Regex,
}

static TITLES: LazyLock<Option<Titles>> = LazyLock::new(|| {
    let kinds = "(?:Polic(?:y|ies)|Notice|Statement|Terms|Disclosures?|Addendum|Supplement|Terms of (?:Use|Service)|POLICY|NOTICE|STATEMENT|TERMS|ADDENDUM)";
    Some(Titles {
        line: expression(&format!(
            r"^(?:[A-Z][\w’'.&/-]*,? (?:(?:of|for|and|to|the|in|on) )*){{0,7}}{kinds}$"
        ))
        .ok()?,
        defined: expression(&format!(
            r"^This ((?:[A-Z][\w’'.&/-]* (?:(?:of|for|and|the|in) )*){{1,7}}{kinds})\b"
        ))
        .ok()?,
    })
});

/// The instruments below the first one, in text order. Only policies and terms have them.
pub(super) fn instruments(kind: DocumentKind, text: &str, paragraphs: &[Paragraph]) -> Vec<Instrument> {
    if !matches!(kind, DocumentKind::Policy | DocumentKind::Terms) {
        return Vec::new();
    }
    let line = |at: usize| text[paragraphs[at].span.start..paragraphs[at].span.end].trim();
    let mut found: Vec<(usize, Instrument)> = Vec::new();
    for at in 0..paragraphs.len() {
        let Some((effective, last_updated)) = date_line(line(at)) else { continue };
        let floor = found.last().map_or(0, |(first, _)| first + 1);
        let above = (at.saturating_sub(REACH).max(floor)..at).rev();
        let Some((first, title)) =
            title_above(above, line).or_else(|| defined_below(at, paragraphs.len(), line))
        else {
            continue;
        };
        let start = paragraphs[first].span.start;
        if found.is_empty() && start < HEAD {
            continue;
        }
        let span = Span::new(start, text.len());
        found.push((first, Instrument { title, span, effective, last_updated }));
    }
    let mut found: Vec<Instrument> = found.into_iter().map(|(_, instrument)| instrument).collect();
    for next in (1..found.len()).rev() {
        found[next - 1].span.end = text[..found[next].span.start].trim_end().len();
    }
    found
}

/// Effective date and date of the last change, of a line that gives one of them and nothing else.
fn date_line(line: &str) -> Option<(Option<String>, Option<String>)> {
    let short = line.len() <= LONGEST_DATE_LINE && line.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let dates = short.then(|| policy_dates(line, ""))?;
    (dates.0.is_some() || dates.1.is_some()).then_some(dates)
}

/// The nearest title above, and where it was printed first.
fn title_above<'t>(
    above: impl Iterator<Item = usize>,
    line: impl Fn(usize) -> &'t str,
) -> Option<(usize, String)> {
    let mut above = above.skip_while(|&at| !is_title(line(at)));
    let nearest = above.next()?;
    let title = line(nearest);
    let again = above.take_while(|&at| line(at) == title).last();
    Some((again.unwrap_or(nearest), title.to_owned()))
}

fn is_title(line: &str) -> bool {
    /// What begins a heading about a policy, or a link to one.
    const ABOUT: [&str; 8] = ["About", "More", "Changes", "Explore", "Other", "See", "Read", "Updates"];
    let first = line.split(' ').next().unwrap_or_default();
    line.len() <= LONGEST_TITLE
        && !ABOUT.contains(&first)
        && TITLES.as_ref().is_some_and(|titles| titles.line.is_match(line))
}

/// `This Lumora Regional Privacy Notice (“Notice”) is for …` in the paragraph below a date; it begins at the
/// heading above the date, where there is one.
fn defined_below<'t>(date: usize, count: usize, line: impl Fn(usize) -> &'t str) -> Option<(usize, String)> {
    let below = (date + 1 < count).then(|| line(date + 1))?;
    let title = TITLES.as_ref()?.defined.captures(below)?.get(1)?.as_str().to_owned();
    let heading = date.checked_sub(1).filter(|&above| line(above).len() <= LONGEST_TITLE);
    Some((heading.unwrap_or(date), title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ParagraphKind;

    /// Paragraphs one below the other, each in turn.
    fn read(kind: DocumentKind, lines: &[&str]) -> Vec<(String, Option<String>, String)> {
        let text = lines.join("\n\n");
        let mut at = 0;
        let paragraphs: Vec<Paragraph> = lines
            .iter()
            .map(|line| {
                let span = Span::new(at, at + line.len());
                at = span.end + 2;
                Paragraph { number: None, span, heading: Vec::new(), kind: ParagraphKind::Body }
            })
            .collect();
        let told = |i: Instrument| {
            (i.title.clone(), i.date().map(Into::into), text[i.span.start..i.span.end].into())
        };
        instruments(kind, &text, &paragraphs).into_iter().map(told).collect()
    }

    fn general() -> String {
        "We collect what you give us. ".repeat(100)
    }

    #[test]
    fn a_policy_below_the_first_has_its_own_title_date_and_extent() {
        let general = general();
        let lines = [
            "Privacy Policy",
            "Last updated: 3 June 2024",
            &general,
            "Children’s Privacy Policy",
            "For Children",
            "Last updated: 1 May 2023",
            "We ask for a parent’s consent.",
            "Lumora Ad Network Privacy Policy",
            "Effective Date: 30 November 2025",
            "We receive device identifiers.",
        ];
        let found = read(DocumentKind::Policy, &lines);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].0.as_str(), found[0].1.as_deref()),
            ("Children’s Privacy Policy", Some("2023-05-01"))
        );
        assert!(found[0].2.ends_with("parent’s consent.") && !found[0].2.contains("Lumora"));
        assert_eq!(
            (found[1].0.as_str(), found[1].1.as_deref()),
            ("Lumora Ad Network Privacy Policy", Some("2025-11-30"))
        );
        assert!(read(DocumentKind::News, &lines).is_empty());
    }

    #[test]
    fn a_notice_may_name_itself_below_its_date() {
        let general = general();
        let lines = [
            &general,
            "About this Notice",
            "Effective May 23, 2025",
            "This Lumora Regional Privacy Notice (“Notice”) is for people in the North.",
        ];
        let found = read(DocumentKind::Policy, &lines);
        assert_eq!(found[0].0, "Lumora Regional Privacy Notice");
        assert!(found[0].2.starts_with("About this Notice"));
    }

    #[test]
    fn headings_on_a_policy_and_dates_in_sentences_begin_none() {
        let general = general();
        for lines in [
            [&general, "Changes to this Privacy Policy", "Last updated: 1 May 2023"],
            [
                &general,
                "Cookie Policy",
                "This section was last updated on 1 May 2023 and replaces what stood here before that.",
            ],
            [&general, "How we change our policy", "Last updated: 1 May 2023"],
            ["Privacy Policy", "Last updated: 1 May 2023", &general],
        ] {
            assert_eq!(read(DocumentKind::Policy, &lines), [], "{lines:?}");
        }
    }

    #[test]
    fn a_title_printed_twice_begins_at_the_first() {
        let general = general();
        let lines = [
            &general,
            "AI Terms",
            "AI Terms",
            "UPDATED JUL 31, 2025",
            "You represent that the photos are yours.",
        ];
        let found = read(DocumentKind::Policy, &lines);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].2.matches("AI Terms").count(), 2);
    }
}
