//! Cases, their parties and their documents.

use super::evidence::statement_date;
use super::{Table, View};
use crate::document::{DocumentKind, Role};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Docket {
    pub case_number: Option<String>,
    pub court: Option<String>,
    pub plaintiffs: Vec<String>,
    pub defendants: Vec<String>,
    pub others: Vec<String>,
    /// Short names of its documents, by date.
    pub documents: Vec<String>,
    #[serde(skip)]
    pub records: Vec<usize>,
}

impl Docket {
    /// `Reyes v. Marlowe Market, Inc.`, as far as the captions name the sides.
    pub fn caption(&self) -> Option<String> {
        let side = |names: &[String]| {
            let first = names.first()?;
            Some(if names.len() > 1 { format!("{first} et al.") } else { first.clone() })
        };
        Some(format!("{} v. {}", side(&self.plaintiffs)?, side(&self.defendants)?))
    }
}

/// A case number without the judges' initials: `3:24-cv-01234` of `3:24-CV-01234-ABC`.
pub fn case_key(number: &str) -> String {
    let parts: Vec<&str> = number.trim().split('-').take(3).collect();
    parts.join("-").to_lowercase()
}

/// One docket a case number; documents of a court without one stand alone.
pub fn dockets(view: &View<'_>) -> Vec<Docket> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in 0..view.records.len() {
        let meta = &view.document(index).metadata;
        let filed =
            meta.case_number.is_some() || matches!(meta.kind, DocumentKind::Complaint | DocumentKind::Order);
        if filed {
            let key =
                meta.case_number.as_deref().map(case_key).unwrap_or_else(|| format!("~{}", view.name(index)));
            groups.entry(key).or_default().push(index);
        }
    }
    groups.into_values().map(|records| docket(view, records)).collect()
}

fn docket(view: &View<'_>, mut records: Vec<usize>) -> Docket {
    records.sort_by_key(|&i| (statement_date(view.document(i)), view.name(i).to_owned()));
    let mut docket = Docket::default();
    for &index in &records {
        let meta = &view.document(index).metadata;
        docket.case_number = docket.case_number.or_else(|| meta.case_number.clone());
        docket.court = docket.court.or_else(|| meta.court.clone());
        for party in &meta.parties {
            let side = match party.role {
                Role::Plaintiff | Role::Petitioner | Role::Appellant => &mut docket.plaintiffs,
                Role::Defendant | Role::Respondent | Role::Appellee => &mut docket.defendants,
                _ => &mut docket.others,
            };
            if !side.iter().any(|name| name.eq_ignore_ascii_case(&party.name)) {
                side.push(party.name.clone());
            }
        }
        docket.documents.push(view.name(index).to_owned());
    }
    docket.records = records;
    docket
}

/// One row a party.
pub fn table(dockets: &[Docket]) -> Table {
    let mut table = Table::new("parties", &["case_number", "court", "side", "party"]);
    for docket in dockets {
        let number = docket.case_number.clone().unwrap_or_default();
        let court = docket.court.clone().unwrap_or_default();
        let sides =
            [("plaintiff", &docket.plaintiffs), ("defendant", &docket.defendants), ("other", &docket.others)];
        for (side, name) in sides.into_iter().flat_map(|(side, names)| names.iter().map(move |n| (side, n))) {
            table.push([&number, &court, side, name]);
        }
    }
    table
}
