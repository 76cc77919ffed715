//! The words that tell sections of a filing apart.

use regex::RegexSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Patterns {
    prayer_heading: Vec<String>,
    prayer_line: Vec<String>,
    closing_line: Vec<String>,
    signature_line: Vec<String>,
    heading_line: Vec<String>,
    toc_heading: Vec<String>,
    caption_line: Vec<String>,
}

/// Sets of patterns, matched at the beginning of a line.
pub(super) struct Sections {
    pub prayer_heading: RegexSet,
    pub prayer_line: RegexSet,
    pub closing_line: RegexSet,
    pub signature_line: RegexSet,
    pub heading_line: RegexSet,
    pub toc_heading: RegexSet,
    pub caption_line: RegexSet,
}

fn at_start(patterns: &[String]) -> RegexSet {
    RegexSet::new(patterns.iter().map(|p| format!("(?i)^(?:{p})"))).unwrap_or_else(|_| RegexSet::empty())
}

pub(super) static SECTIONS: LazyLock<Sections> = LazyLock::new(|| {
    let p: Patterns = toml::from_str(include_str!("sections.toml")).unwrap_or_default();
    Sections {
        prayer_heading: at_start(&p.prayer_heading),
        prayer_line: at_start(&p.prayer_line),
        closing_line: at_start(&p.closing_line),
        signature_line: at_start(&p.signature_line),
        heading_line: at_start(&p.heading_line),
        toc_heading: at_start(&p.toc_heading),
        caption_line: at_start(&p.caption_line),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_data_file_compiles() {
        assert!(toml::from_str::<Patterns>(include_str!("sections.toml")).is_ok());
        for set in [
            &SECTIONS.prayer_heading,
            &SECTIONS.signature_line,
            &SECTIONS.heading_line,
            &SECTIONS.caption_line,
            &SECTIONS.toc_heading,
            &SECTIONS.closing_line,
            &SECTIONS.prayer_line,
        ] {
            assert!(!set.is_empty());
        }
    }

    #[test]
    fn sections_are_known_by_their_first_words() {
        assert!(SECTIONS.prayer_heading.is_match("PRAYER FOR RELIEF"));
        assert!(SECTIONS.signature_line.is_match("Dated: March 3, 2029"));
        assert!(SECTIONS.heading_line.is_match("COUNT IV"));
        assert!(SECTIONS.caption_line.is_match("Defendant."));
        assert!(!SECTIONS.caption_line.is_match("Defendant collected data."));
    }
}
