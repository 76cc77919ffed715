//! The claims that an authority stands for, by the `citations` lists of the taxonomy.

use super::section::order_key;
use crate::document::Citation;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Concept {
    id: String,
    #[serde(default)]
    citations: Vec<String>,
}

#[derive(Deserialize)]
struct ConceptFile {
    concept: Vec<Concept>,
}

type Key = Vec<(u64, String)>;

/// One authority of one claim: a section or range of a code, perhaps a subsection only.
struct Entry {
    low: Key,
    high: Key,
    pin: Option<String>,
    claim: String,
}

/// Code, then the entries within it.
#[derive(Default)]
struct Authorities(HashMap<String, Vec<Entry>>);

static AUTHORITIES: LazyLock<Authorities> =
    LazyLock::new(|| Authorities::parse(include_str!("../taxonomy/claims.toml")).expect("claims"));

impl Authorities {
    fn parse(claims: &str) -> Result<Self, toml::de::Error> {
        let mut authorities = Self::default();
        for concept in toml::from_str::<ConceptFile>(claims)?.concept {
            for written in &concept.citations {
                for citation in super::find_unlinked(written) {
                    authorities.add(&citation, &concept.id);
                }
            }
        }
        Ok(authorities)
    }

    fn add(&mut self, citation: &Citation, claim: &str) {
        let (code, low, high) = split(&citation.normalized);
        let pin = citation.pin.clone().filter(|p| p.starts_with('('));
        let entry = Entry {
            low: order_key(low),
            high: order_key(high.unwrap_or(low)),
            pin,
            claim: claim.to_string(),
        };
        self.0.entry(code).or_default().push(entry);
    }

    /// Claims of a citation; those tied to its subsection win over those of the whole section.
    fn of(&self, citation: &Citation) -> Vec<String> {
        let (code, low, _) = split(&citation.normalized);
        let mut claims = self.at(&code, &order_key(low), citation.pin.as_deref());
        if claims.is_empty()
            && let (Some(title), Some((part, _))) = (code.strip_suffix(" C.F.R. §"), low.split_once('.'))
        {
            claims = self.at(&format!("{title} C.F.R. pt."), &order_key(part), None);
        }
        claims
    }

    fn at(&self, code: &str, section: &Key, pin: Option<&str>) -> Vec<String> {
        let Some(entries) = self.0.get(code) else { return Vec::new() };
        let within: Vec<&Entry> =
            entries.iter().filter(|e| e.low <= *section && *section <= e.high).collect();
        let pinned =
            |e: &&&Entry| e.pin.as_deref().is_some_and(|p| pin.is_some_and(|cited| covers(cited, p)));
        let mut claims: Vec<String> = within.iter().filter(pinned).map(|e| e.claim.clone()).collect();
        if claims.is_empty() {
            let narrowest = within.iter().filter(|e| e.pin.is_none()).map(|e| e.low != e.high).min();
            let whole = within.iter().filter(|e| e.pin.is_none() && Some(e.low != e.high) == narrowest);
            claims = whole.map(|e| e.claim.clone()).collect();
        }
        claims.dedup();
        claims
    }
}

/// Is the subsection `wanted` among those cited: `(b)` in `(b)(1)`, in `(a), (b)`?
fn covers(cited: &str, wanted: &str) -> bool {
    cited.split(", ").any(|part| part.starts_with(wanted))
}

/// `18 U.S.C. §§ 2510–2522` is `18 U.S.C. §`, `2510`, `2522`.
fn split(normalized: &str) -> (String, &str, Option<&str>) {
    let (code, number) = normalized.rsplit_once(' ').unwrap_or((normalized, ""));
    let code = code.replace("§§", "§").replace("arts.", "art.").replace("pts.", "pt.");
    match number.split_once('–') {
        Some((low, high)) => (code, low, Some(high)),
        None => (code, number, None),
    }
}

/// Fills in the claims of a citation. Procedural authorities have none.
pub(super) fn link(citation: &mut Citation) {
    citation.claims = AUTHORITIES.of(citation);
}
