use super::Span;
use super::review::Labels;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The name in data files, queries and JSON.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(name: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.name() == name)
                    .ok_or_else(|| format!("unknown {} `{name}`", stringify!($name).to_lowercase()))
            }
        }
    };
}

named! {
    /// In which way a proposition is put: one a concept and speaker, never one a document.
    Mode {
        /// Asserted in a pleading without adjudication.
        Alleged = "alleged",
        /// Said by media, researchers or watchdogs.
        Reported = "reported",
        /// Said by a threat actor or an anonymous seller; stays unverified.
        Claimed = "claimed",
        /// A company states its present practice.
        Represented = "represented",
        /// A commitment on future or standing conduct.
        Promised = "promised",
        /// A policy reserves the possibility: "may", "might".
        Permitted = "permitted",
        Denied = "denied",
        Admitted = "admitted",
        /// An event affirmed by who knows.
        Confirmed = "confirmed",
        /// Argument: "without merit", "speaks for itself".
        Contested = "contested",
        /// By a regulator, laboratory or expert; background facts of a decision.
        Found = "found",
        /// A court decides.
        Held = "held",
        /// A court takes it as true at the pleading stage.
        Plausible = "plausible",
        Settled = "settled",
        /// States a legal rule.
        Law = "law",
        /// Hypothetical: "puts at risk".
        Risk = "risk",
    }
}

named! {
    /// Is the proposition that the thing happens, or that it does not?
    Polarity { Asserted = "asserted", Negated = "negated" }
}

named! {
    Speaker {
        Plaintiff = "plaintiff",
        Company = "company",
        Court = "court",
        Regulator = "regulator",
        ThreatActor = "threat-actor",
        Outlet = "outlet",
        Researcher = "researcher",
        ThirdParty = "third-party",
        Unknown = "unknown",
    }
}

named! {
    /// How strongly a proposition is put.
    Strength {
        PersonalKnowledge = "personal_knowledge",
        InformationAndBelief = "information_and_belief",
        Sworn = "sworn",
        Categorical = "categorical",
        LacksKnowledge = "lacks_knowledge",
        KnowledgeLimited = "knowledge_limited",
    }
}

named! {
    /// A property of a proposition that a reader must be told.
    Flag {
        /// Puffery: "industry-leading", "paramount".
        Vague = "vague",
        /// "Never", "completely": falsifiable.
        Absolute = "absolute",
        Hedged = "hedged",
        Conditional = "conditional",
        /// The company's words as a pleading or a court quotes them.
        Quoted = "quoted",
        /// A news paraphrase: cite the pleading instead.
        Secondary = "secondary",
    }
}

named! {
    /// What reviewers made of a finding.
    #[derive(Default)]
    ReviewState {
        /// Not reviewed.
        #[default]
        Open = "open",
        Accepted = "accepted",
        /// Not what the passage says: no search finds it unless asked to, and no brief counts it.
        Rejected = "rejected",
        /// Right with other labels, which stand in place of those found.
        Relabelled = "relabelled",
    }
}

/// Why one field of a finding has its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `concept`, `mode`, `polarity`, `speaker`, `strength` …
    pub field: String,
    /// Identifier of the rule or cue.
    pub rule: String,
    /// The words that decided.
    pub words: String,
    /// Where they stand; `None` for a prior of the document's kind.
    pub span: Option<Span>,
}

/// A concept that a passage raises, who says so, and in which mode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// `practice:inapp`, `claim:fed.wiretap`, `data:ssn`, `security:pcidss`, `defence:consent`.
    pub concept: String,
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
    /// As the document calls the speaker: `Eric Hu`.
    pub speaker_name: Option<String>,
    /// Through whom the words reach us, the outermost first: outlet, then company.
    #[serde(default)]
    pub chain: Vec<String>,
    /// The words that carry the concept.
    pub span: Span,
    /// The sentence or clause that is the proposition; holds `span`.
    pub proposition: Span,
    /// Index into [`super::Document::paragraphs`].
    pub paragraph: usize,
    /// `practice:inapp#3`: the pattern that matched.
    pub rule: String,
    /// The witnessing words.
    #[serde(default)]
    pub why: Vec<String>,
    /// Every rule that decided a field.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    pub strength: Option<Strength>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// An exception or condition attached to the proposition: "unless you consent".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Span>,
    /// 0 to 1; an ordering, not a probability.
    pub confidence: f32,
    #[serde(default, skip_serializing_if = "ReviewState::is_open")]
    pub review: ReviewState,
    /// The labels as they were found, where a reviewer put others in their place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_as: Option<Box<Labels>>,
}

impl ReviewState {
    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }
}
