use super::{Span, long_date};
use serde::{Deserialize, Serialize};

/// A policy or notice of its own that stands below the first one in the same file: a web page often shows
/// the children's policy, or the notice for one country, under the general one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// `Children's Privacy Policy`.
    pub title: String,
    /// From its title to the next instrument, or to the end.
    pub span: Span,
    /// ISO 8601; at least one of the two dates is there.
    pub effective: Option<String>,
    pub last_updated: Option<String>,
}

impl Instrument {
    /// The day from which it speaks: of its effect, else of its last change.
    pub fn date(&self) -> Option<&str> {
        self.effective.as_deref().or(self.last_updated.as_deref())
    }

    /// `Children's Privacy Policy (last updated 15 July 2026)`.
    pub fn name(&self) -> String {
        match (&self.effective, &self.last_updated) {
            (Some(date), _) => format!("{} (eff. {})", self.title, long_date(date)),
            (None, Some(date)) => format!("{} (last updated {})", self.title, long_date(date)),
            (None, None) => self.title.clone(),
        }
    }
}
