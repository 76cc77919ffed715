//! One concept with its rules and the facts a reader wants beside it.

use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Claim,
    Practice,
    Data,
    Security,
    Defence,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Self::Claim, Self::Practice, Self::Data, Self::Security, Self::Defence];

    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Practice => "practice",
            Self::Data => "data",
            Self::Security => "security",
            Self::Defence => "defence",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            format!("`{name}` is no kind of concept\nhint: write claim, practice, data, security or defence")
        })
    }
}

/// What a plaintiff can recover, and how well that is checked: `V` read in the source, `S` seen in a
/// secondary source, else `unverified`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    pub text: String,
    pub source: String,
}

/// Facts beside the rules; which are given depends on the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub citations: Vec<String>,
    pub elements: Vec<String>,
    /// Shorter names that lawyers give it: `COPPA`.
    pub called: Vec<String>,
    /// Does it lie against false, misleading or deceptive statements, whatever law they are about?
    pub deception: bool,
    pub remedies: Vec<Remedy>,
    pub defined_terms: Vec<String>,
    /// Letter of Cal. Civ. Code § 1798.140(v)(1).
    pub ccpa: Option<String>,
    /// Is it sensitive personal information under Cal. Civ. Code § 1798.140(ae)?
    pub sensitive: Option<bool>,
    pub gdpr: Option<String>,
    pub opp115: Option<String>,
    pub attests: Option<String>,
    pub proves: Option<String>,
    pub does_not_prove: Option<String>,
    pub validity: Option<String>,
    pub request: Vec<String>,
    pub statute: Option<String>,
    /// What courts ask in applying it.
    pub court_test: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// `practice:inapp`.
    pub id: String,
    pub kind: Kind,
    pub name: String,
    /// One sentence.
    pub meaning: String,
    /// Concepts that are dropped where this one matches the same words.
    pub parents: Vec<String>,
    /// In the query language, word lists put in.
    pub patterns: Vec<String>,
    /// Words that count only beside another category of data.
    pub in_list: Vec<String>,
    /// A match that touches one of these is none.
    pub vetoes: Vec<String>,
    /// Is it a failing in itself, so that a negation inside belongs to it?
    pub negative: bool,
    pub matches: Vec<String>,
    pub rejects: Vec<String>,
    pub facts: Facts,
    /// File that defines it.
    pub file: String,
}

impl Concept {
    /// The identifier without its kind.
    pub fn slug(&self) -> &str {
        self.id.split_once(':').map_or(self.id.as_str(), |(_, slug)| slug)
    }
}
