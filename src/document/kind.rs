use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    Complaint,
    Answer,
    Motion,
    Brief,
    Order,
    Declaration,
    Transcript,
    Exhibit,
    Policy,
    Terms,
    Statement,
    News,
    Notice,
    Letter,
    #[serde(rename = "e-mail")]
    Email,
    Report,
    Forum,
    Contract,
    Other,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 19] = [
        Self::Complaint,
        Self::Answer,
        Self::Motion,
        Self::Brief,
        Self::Order,
        Self::Declaration,
        Self::Transcript,
        Self::Exhibit,
        Self::Policy,
        Self::Terms,
        Self::Statement,
        Self::News,
        Self::Notice,
        Self::Letter,
        Self::Email,
        Self::Report,
        Self::Forum,
        Self::Contract,
        Self::Other,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Answer => "answer",
            Self::Motion => "motion",
            Self::Brief => "brief",
            Self::Order => "order",
            Self::Declaration => "declaration",
            Self::Transcript => "transcript",
            Self::Exhibit => "exhibit",
            Self::Policy => "policy",
            Self::Terms => "terms",
            Self::Statement => "statement",
            Self::News => "news",
            Self::Notice => "notice",
            Self::Letter => "letter",
            Self::Email => "e-mail",
            Self::Report => "report",
            Self::Forum => "forum",
            Self::Contract => "contract",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for DocumentKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| format!("unknown document kind `{name}`"))
    }
}
