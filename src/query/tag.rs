//! Tags in the text: findings at the words on which they were found.

use super::atom::Pattern;
use crate::document::{Finding, Mode, Polarity, ReviewState, Speaker};
use std::fmt;

/// A finding as the words `start..end` that carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub start: u32,
    pub end: u32,
    /// `practice:inapp`.
    pub concept: String,
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
    pub review: ReviewState,
}

impl Tag {
    pub fn new(start: u32, end: u32, finding: &Finding) -> Self {
        Self {
            start,
            end,
            concept: finding.concept.clone(),
            mode: finding.mode,
            polarity: finding.polarity,
            speaker: finding.speaker,
            review: finding.review,
        }
    }
}

/// What a tag is about, in which way: all but the words where it stands.
#[derive(Clone, Copy, Debug)]
pub struct TagFacts<'a> {
    pub concept: &'a str,
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
    pub review: ReviewState,
}

/// What a query asks of a tag: `data:ssn[mode=denied]`, `security:*`, `speaker:company`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct TagTest {
    /// Kind and slug; `None` for any concept.
    pub concept: Option<Pattern>,
    pub mode: Option<Mode>,
    pub polarity: Option<Polarity>,
    pub speaker: Option<Speaker>,
    /// `None` for all but what reviewers have rejected.
    pub review: Option<ReviewState>,
}

impl Tag {
    pub fn facts(&self) -> TagFacts<'_> {
        let Self { mode, polarity, speaker, review, .. } = *self;
        TagFacts { concept: &self.concept, mode, polarity, speaker, review }
    }
}

impl TagTest {
    pub fn accepts(&self, tag: TagFacts<'_>) -> bool {
        self.mode.is_none_or(|m| m == tag.mode)
            && self.polarity.is_none_or(|p| p == tag.polarity)
            && self.speaker.is_none_or(|s| s == tag.speaker)
            && self.review.map_or(tag.review != ReviewState::Rejected, |r| r == tag.review)
            && self.concept.as_ref().is_none_or(|c| c.matches(tag.concept))
    }

    /// What it asks besides the concept, in a fixed order.
    fn attributes(&self) -> Vec<(&'static str, &'static str)> {
        let given = [
            self.mode.map(|m| ("mode", m.name())),
            self.polarity.map(|p| ("polarity", p.name())),
            self.speaker.map(|s| ("speaker", s.name())),
            self.review.map(|r| ("review", r.name())),
        ];
        given.into_iter().flatten().collect()
    }
}

impl fmt::Display for TagTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attributes = self.attributes();
        let given: Vec<String> = attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        match (&self.concept, attributes.as_slice()) {
            // asked alone: `mode:denied`
            (None, [(name, value)]) => write!(f, "{name}:{value}"),
            (None, []) => f.write_str("concept:*"),
            (None, _) => write!(f, "concept:*[{}]", given.join(",")),
            (Some(concept), []) => write!(f, "{concept}"),
            (Some(concept), _) => write!(f, "{concept}[{}]", given.join(",")),
        }
    }
}
