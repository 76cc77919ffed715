//! Which concepts a sentence raises: patterns, vetoes, lists, and what takes the place of what.

use super::rules::Owner;
use super::{BUDGET, Tagger, touches};
use crate::document::{Citation, Span};
use crate::query::{Match, Scope, TokenText};
use crate::tag::passage::Words;
use crate::tag::taxonomy::Kind;

/// A concept at its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tag) struct Hit {
    pub concept: usize,
    /// `practice:inapp#3`, `data:name#list`, `claim:fed.wiretap#citation`.
    pub rule: String,
    pub words: Words,
    /// The words that witness it.
    pub witnesses: Vec<u32>,
    /// A bare word of a list, believed for its neighbours.
    pub bare: bool,
}

impl Hit {
    /// Do its words stand side by side?
    pub fn is_phrase(&self) -> bool {
        self.witnesses.len() == self.words.len()
    }

    fn overlaps(&self, other: &Hit) -> bool {
        self.words.start < other.words.end && other.words.start < self.words.end
    }

    fn is_inside(&self, other: &Hit) -> bool {
        self.words.len() < other.words.len()
            && other.words.start <= self.words.start
            && self.words.end <= other.words.end
    }
}

impl Tagger {
    /// The concepts of one sentence, by place.
    pub(in crate::tag) fn hits(&self, tokens: &TokenText, scope: &Scope<'_, '_>) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut bare: Vec<Hit> = Vec::new();
        for &query in scope.candidates() {
            let (concept, number) = match self.rules.owners[query] {
                Owner::Pattern { concept, number } => (concept, Some(number)),
                Owner::InList { concept } => (concept, None),
                _ => continue,
            };
            let found = scope.find(query, &BUDGET).unwrap_or_default();
            for found in least(found) {
                let hit = self.hit(concept, number, found);
                if number.is_some() { hits.push(hit) } else { bare.push(hit) }
            }
        }
        if hits.is_empty() && bare.len() < 2 {
            return Vec::new();
        }
        let raised = |concept: usize| hits.iter().chain(&bare).any(|hit| hit.concept == concept);
        let vetoed = self.vetoed(scope, |owner| match owner {
            Owner::Veto { concept } if raised(concept) => Some(concept),
            _ => None,
        });
        hits.retain(|hit| !touches(&vetoed, hit.concept, &hit.words));
        bare.retain(|hit| !touches(&vetoed, hit.concept, &hit.words));
        self.add_listed(tokens, &mut hits, bare);
        self.settle(hits)
    }

    fn hit(&self, concept: usize, number: Option<usize>, found: Match) -> Hit {
        let id = &self.rules.concepts[concept].id;
        let rule = number.map_or_else(|| format!("{id}#list"), |number| format!("{id}#{}", number + 1));
        Hit {
            concept,
            rule,
            words: found.start..found.end,
            witnesses: found.witnesses,
            bare: number.is_none(),
        }
    }

    /// Drops what a longer or more specific hit already says.
    fn settle(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        hits.sort_by_key(|hit| (hit.words.start, hit.words.end, hit.concept));
        let all = hits.clone();
        let kind = |hit: &Hit| self.rules.concepts[hit.concept].kind;
        hits.retain(|hit| !all.iter().any(|other| self.replaces(other, hit)));
        let specific = hits.iter().any(|hit| kind(hit) == Kind::Data && !self.is_remainder(hit));
        hits.retain(|hit| !(specific && self.rules.concepts[hit.concept].id == "data:generic"));
        hits
    }

    /// Categories that stand beside a generic one without making it specific.
    fn is_remainder(&self, hit: &Hit) -> bool {
        matches!(
            self.rules.concepts[hit.concept].id.as_str(),
            "data:generic" | "data:aggregate" | "data:nonpersonal" | "data:cookie"
        )
    }

    fn replaces(&self, other: &Hit, hit: &Hit) -> bool {
        if other.concept == hit.concept {
            return false;
        }
        let (winner, loser) = (&self.rules.concepts[other.concept], &self.rules.concepts[hit.concept]);
        let child = winner.parents.contains(&hit.concept) && other.overlaps(hit);
        let nested = winner.kind == loser.kind
            && matches!(loser.kind, Kind::Data | Kind::Security)
            && hit.is_inside(other)
            && other.is_phrase()
            && winner.id != "data:generic";
        child || nested
    }

    /// Claims whose authorities are cited in a part of the text.
    pub(in crate::tag) fn cited(&self, tokens: &TokenText, citations: &[Citation], part: Span) -> Vec<Hit> {
        let mut hits = Vec::new();
        for citation in citations.iter().filter(|citation| part.contains(citation.span)) {
            let Some((start, end)) = tokens.positions(citation.span) else { continue };
            for claim in &citation.claims {
                let Some(&concept) = self.rules.index.get(claim) else { continue };
                let rule = format!("{claim}#citation");
                hits.push(Hit {
                    concept,
                    rule,
                    words: start..end,
                    witnesses: (start..end).collect(),
                    bare: false,
                });
            }
        }
        hits
    }
}

/// The shortest matches that do not overlap: a longer one says the same less exactly.
fn least(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_by_key(|m| (m.end - m.start, m.start));
    let mut kept: Vec<Match> = Vec::new();
    for found in found {
        if kept.iter().all(|k| found.end <= k.start || k.end <= found.start) {
            kept.push(found);
        }
    }
    kept.sort_by_key(|m| m.start);
    kept
}
