//! What an analysis must know of a concept; the taxonomy fills it in.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One limb of a claim, and what would speak to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    pub name: String,
    /// Concepts whose findings speak to it.
    #[serde(default)]
    pub concepts: Vec<String>,
    /// Words that speak to it where no concept does; matched at the start of a word, any case.
    #[serde(default)]
    pub words: Vec<String>,
}

/// What may be recovered under a claim, as stated by its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    pub text: String,
    /// How the figure was checked: `statute text`, `secondary source`, `not re-read`.
    pub source: String,
}

/// What a security representation is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityFacts {
    pub proves: String,
    pub does_not_prove: String,
    pub validity: String,
    /// Evidence to request.
    pub request: String,
}

/// A concept of the taxonomy as far as analyses need it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConceptFacts {
    /// For readers: `In-app browser injection`.
    pub name: String,
    pub meaning: String,
    /// Position in the taxonomy.
    pub order: usize,
    /// Shorter names that lawyers give it: `COPPA`.
    #[serde(default)]
    pub called: Vec<String>,
    /// Does the claim lie against false, misleading or deceptive statements, whatever law they are about?
    #[serde(default)]
    pub deception: bool,
    #[serde(default)]
    pub elements: Vec<Element>,
    #[serde(default)]
    pub remedies: Vec<Remedy>,
    #[serde(default)]
    pub security: Option<SecurityFacts>,
}

/// Facts by concept identifier (`practice:inapp`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concepts(pub BTreeMap<String, ConceptFacts>);

impl Concepts {
    pub fn get(&self, id: &str) -> Option<&ConceptFacts> {
        self.0.get(id)
    }

    /// Name for readers; the identifier where the taxonomy does not know the concept.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).map_or(id, |facts| facts.name.as_str())
    }

    /// Sorts by kind (claims, practices, data, security, defences), then by the taxonomy's order.
    pub fn rank<'a>(&self, id: &'a str) -> (usize, usize, &'a str) {
        const KINDS: [&str; 5] = ["claim:", "practice:", "data:", "security:", "defence:"];
        let kind = KINDS.iter().position(|k| id.starts_with(k)).unwrap_or(KINDS.len());
        (kind, self.get(id).map_or(usize::MAX, |facts| facts.order), id)
    }
}
