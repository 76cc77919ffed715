//! The taxonomy's facts in the form that analyses need.

use super::concepts::{ConceptFacts, Concepts, Element, Remedy, SecurityFacts};
use crate::tag::{Concept, Facts, Taxonomy};

impl From<&Taxonomy> for Concepts {
    /// Facts of every concept, in the taxonomy's order.
    fn from(taxonomy: &Taxonomy) -> Self {
        let numbered = taxonomy.concepts().iter().enumerate();
        Self(numbered.map(|(order, concept)| (concept.id.clone(), facts(order, concept))).collect())
    }
}

fn facts(order: usize, concept: &Concept) -> ConceptFacts {
    let Facts { called, deception, elements, remedies, .. } = &concept.facts;
    ConceptFacts {
        name: concept.name.clone(),
        meaning: concept.meaning.clone(),
        order,
        called: called.clone(),
        deception: *deception,
        elements: elements.iter().map(|name| Element { name: name.clone(), ..Element::default() }).collect(),
        remedies: remedies.iter().map(|r| Remedy { text: r.text.clone(), source: mark(&r.source) }).collect(),
        security: security(&concept.facts),
    }
}

/// How a fact was checked, in words.
fn mark(source: &str) -> String {
    match source {
        "V" => "statute text",
        "S" => "secondary source",
        _ => "not re-read",
    }
    .to_owned()
}

fn security(facts: &Facts) -> Option<SecurityFacts> {
    let does_not_prove = facts.does_not_prove.clone()?;
    Some(SecurityFacts {
        proves: facts.proves.clone().unwrap_or_default(),
        does_not_prove,
        validity: facts.validity.clone().unwrap_or_default(),
        request: facts.request.join("; "),
    })
}
