//! The taxonomy: which claims, practices, categories of data, security representations and defences
//! there are, and the patterns that find them. Data files a lawyer can read and change.

mod check;
mod concept;
mod error;
mod load;
mod show;

#[cfg(test)]
mod tests;

pub use check::{CheckReport, Failure};
pub use concept::{Concept, Facts, Kind, Remedy};
pub use error::TaxonomyError;

pub(super) use load::{Lines, Lists, read_patterns};

use super::cues::Cue;
use std::collections::HashMap;

/// All concepts, with the word lists already put into their patterns.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    concepts: Vec<Concept>,
    cues: Vec<Cue>,
    index: HashMap<String, usize>,
}

impl Taxonomy {
    /// In the order of the files.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept with this identifier: `practice:inapp`.
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.index.get(id).map(|&at| &self.concepts[at])
    }

    pub(super) fn cues(&self) -> &[Cue] {
        &self.cues
    }

    pub fn kind(&self, kind: Kind) -> impl Iterator<Item = &Concept> {
        self.concepts.iter().filter(move |concept| concept.kind == kind)
    }

    /// A hexadecimal digest of everything that decides tags: a matter re-tags when it changes.
    pub fn version(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut digest = Sha256::new();
        for concept in &self.concepts {
            digest.update(concept.id.as_bytes());
            for text in
                concept.patterns.iter().chain(&concept.vetoes).chain(&concept.parents).chain(&concept.in_list)
            {
                digest.update([0]);
                digest.update(text.as_bytes());
            }
            digest.update([1, u8::from(concept.negative)]);
        }
        for cue in &self.cues {
            digest.update(cue.id.as_bytes());
            cue.patterns.iter().chain(&cue.vetoes).for_each(|text| digest.update(text.as_bytes()));
        }
        digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}
