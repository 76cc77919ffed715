//! Of which company a statement speaks, so that one company's promise is never held against another.

use super::{Evidence, View};
use crate::document::{DocumentKind, Metadata, Role, Speaker};
use std::collections::BTreeSet;

/// Keys of companies over a matter.
pub struct Actors {
    /// Is one company alone sued in all of it? Then every statement of a company is that company's.
    single: bool,
    /// Key of the publisher of each document.
    owners: Vec<Option<String>>,
    /// Keys of those sued in each document.
    sued: Vec<BTreeSet<String>>,
}

impl Actors {
    pub fn of(view: &View<'_>) -> Self {
        let first = |index: usize| {
            let sued = view.document(index).metadata.parties.iter().find(|p| is_sued(p.role))?;
            key(&sued.name)
        };
        let sued: BTreeSet<String> = (0..view.records.len()).filter_map(first).collect();
        let owners: Vec<Option<String>> =
            (0..view.records.len()).map(|index| key(view.owner(index))).collect();
        let single =
            sued.len() <= 1 && !several_policies(view, &owners) && !is_of_stranger(view, &owners, &sued);
        let sued = view.records.iter().map(|record| defendants(&record.document.metadata)).collect();
        Self { single, owners, sued }
    }

    /// Keys of the companies that a statement concerns. Where none is known, the document itself is the
    /// key: it is then compared with nothing else.
    pub fn keys(&self, evidence: &Evidence<'_>) -> BTreeSet<String> {
        if self.single {
            return BTreeSet::from([String::new()]);
        }
        let record = evidence.quote.record;
        let named = evidence.speaker_name.filter(|_| evidence.speaker == Speaker::Company).and_then(key);
        let known: BTreeSet<String> = match named {
            Some(name) => BTreeSet::from([name]),
            None if !self.sued[record].is_empty() => self.sued[record].clone(),
            None => self.owners[record].clone().into_iter().collect(),
        };
        if known.is_empty() { BTreeSet::from([format!("#{record}")]) } else { known }
    }

    /// Does a company's statement concern one that a complaint sues?
    pub fn concerns_one_sued(&self, evidence: &Evidence<'_>, complaint: usize) -> bool {
        self.single || !self.keys(evidence).is_disjoint(&self.sued[complaint])
    }

    /// Is a policy that of a company that a complaint sues?
    pub fn is_of_one_sued(&self, policy: usize, complaint: usize) -> bool {
        self.single || self.owners[policy].as_ref().is_some_and(|owner| self.sued[complaint].contains(owner))
    }
}

/// Are there policies of several companies? Then not every statement is that of the one that is sued.
fn several_policies(view: &View<'_>, owners: &[Option<String>]) -> bool {
    let policies = view.of_kind(&[DocumentKind::Policy, DocumentKind::Terms]);
    let known: BTreeSet<&String> = policies.iter().filter_map(|&i| owners[i].as_ref()).collect();
    known.len() > 1
}

/// Is a policy that of a company that is not sued? By another name than the party's it is the party's own where the
/// complaints speak of that name at least as often.
fn is_of_stranger(view: &View<'_>, owners: &[Option<String>], sued: &BTreeSet<String>) -> bool {
    let Some(party) = sued.first() else { return false };
    let named = |index: usize| view.document(index).metadata.title.as_deref() != Some(view.owner(index));
    let policies = view.of_kind(&[DocumentKind::Policy, DocumentKind::Terms]).into_iter();
    let names: BTreeSet<&String> =
        policies.filter(|&index| named(index)).filter_map(|index| owners[index].as_ref()).collect();
    let complaints = view.of_kind(&[DocumentKind::Complaint]);
    let known: BTreeSet<String> =
        complaints.iter().flat_map(|&index| defendants(&view.document(index).metadata)).collect();
    let strange: Vec<&String> = names.into_iter().filter(|name| !known.contains(*name)).collect();
    if strange.is_empty() || complaints.is_empty() {
        return false;
    }
    let texts: Vec<String> =
        complaints.iter().map(|&index| view.document(index).text.to_lowercase()).collect();
    let times = |name: &str| texts.iter().map(|text| text.matches(name).count()).sum::<usize>();
    let of_party = times(party);
    strange.into_iter().any(|name| times(name) < of_party)
}

fn is_sued(role: Role) -> bool {
    matches!(role, Role::Defendant | Role::Respondent)
}

/// The aliases of a party count as its name.
fn defendants(meta: &Metadata) -> BTreeSet<String> {
    let sued = meta.parties.iter().filter(|p| is_sued(p.role));
    sued.flat_map(|p| std::iter::once(&p.name).chain(&p.aliases)).filter_map(|name| key(name)).collect()
}

/// The first telling word of a name, in small letters: `marlowe` of `The Marlowe Market, Inc.` and of
/// `www.marlowe.example`.
fn key(name: &str) -> Option<String> {
    const EMPTY: [&str; 14] = [
        "the",
        "www",
        "defendant",
        "defendants",
        "respondent",
        "respondents",
        "company",
        "privacy",
        "policy",
        "terms",
        "statement",
        "newsroom",
        "notice",
        "document",
    ];
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2 && !EMPTY.contains(w));
    words.next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_an_alias_and_an_address_of_one_company_have_one_key() {
        for name in ["The Marlowe Market, Inc.", "“Marlowe”", "www.marlowe.example", "MARLOWE"] {
            assert_eq!(key(name).as_deref(), Some("marlowe"));
        }
        assert_eq!((key("Defendant"), key("the Respondents")), (None, None));
    }
}
