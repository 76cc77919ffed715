//! Tags in the text: findings at the words on which they were found.

use super::atom::Pattern;
use crate::document::{Finding, Mode, Polarity, Speaker};
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
        }
    }
}

/// What a query asks of a tag: `data:ssn[mode=denied]`, `security:*`, `speaker:company`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct TagTest {
    /// Kind and slug; `None` for any concept.
    pub concept: Option<Pattern>,
    pub mode: Option<Mode>,
    pub polarity: Option<Polarity>,
    pub speaker: Option<Speaker>,
}

impl TagTest {
    pub fn accepts(&self, concept: &str, mode: Mode, polarity: Polarity, speaker: Speaker) -> bool {
        self.mode.is_none_or(|m| m == mode)
            && self.polarity.is_none_or(|p| p == polarity)
            && self.speaker.is_none_or(|s| s == speaker)
            && self.concept.as_ref().is_none_or(|c| c.matches(concept))
    }

    pub fn accepts_tag(&self, tag: &Tag) -> bool {
        self.accepts(&tag.concept, tag.mode, tag.polarity, tag.speaker)
    }

    /// `mode:denied` or `speaker:company`, asked alone.
    fn alone(&self) -> Option<String> {
        match (&self.concept, self.mode, self.polarity, self.speaker) {
            (None, Some(mode), None, None) => Some(format!("mode:{mode}")),
            (None, None, Some(polarity), None) => Some(format!("polarity:{polarity}")),
            (None, None, None, Some(speaker)) => Some(format!("speaker:{speaker}")),
            _ => None,
        }
    }
}

impl fmt::Display for TagTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(alone) = self.alone() {
            return f.write_str(&alone);
        }
        match &self.concept {
            Some(concept) => write!(f, "{concept}")?,
            None => f.write_str("concept:*")?,
        }
        let attributes = [
            self.mode.map(|m| format!("mode={m}")),
            self.polarity.map(|p| format!("polarity={p}")),
            self.speaker.map(|s| format!("speaker={s}")),
        ];
        let given: Vec<String> = attributes.into_iter().flatten().collect();
        if given.is_empty() { Ok(()) } else { write!(f, "[{}]", given.join(",")) }
    }
}
