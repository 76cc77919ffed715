//! Cases, their parties, classes and documents.

use super::affiliates::{Affiliation, affiliations};
use super::classes::{ClassDefinition, classes_of};
use super::evidence::statement_date;
use super::{Table, View};
use crate::document::{DocumentKind, Party, Role};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Docket<'e> {
    pub case_number: Option<String>,
    pub court: Option<String>,
    pub plaintiffs: Vec<String>,
    pub defendants: Vec<String>,
    pub others: Vec<String>,
    /// Other names of a party, as captions and pleadings give them: `Whaleco Inc.`, then `Temu`.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// As its pleadings define them; of an amended pleading those of the last one.
    pub classes: Vec<ClassDefinition<'e>>,
    /// Short names of its documents, by date.
    pub documents: Vec<String>,
    #[serde(skip)]
    pub records: Vec<usize>,
}

impl Docket<'_> {
    /// `Reyes v. Marlowe Market, Inc.`, as far as the captions name the sides.
    pub fn caption(&self) -> Option<String> {
        let side = |names: &[String]| {
            let first = names.first()?;
            Some(if names.len() > 1 { format!("{first} et al.") } else { first.clone() })
        };
        Some(format!("{} v. {}", side(&self.plaintiffs)?, side(&self.defendants)?))
    }

    fn add(&mut self, party: &Party) {
        let side = match party.role {
            Role::Plaintiff | Role::Petitioner | Role::Appellant => &mut self.plaintiffs,
            Role::Defendant | Role::Respondent | Role::Appellee => &mut self.defendants,
            _ => &mut self.others,
        };
        let known = side.iter().find(|name| name.eq_ignore_ascii_case(&party.name)).cloned();
        let name = known.unwrap_or_else(|| {
            side.push(party.name.clone());
            party.name.clone()
        });
        if !party.aliases.is_empty() {
            let aliases = self.aliases.entry(name).or_default();
            let fresh = party.aliases.iter().filter(|a| !aliases.iter().any(|k| k.eq_ignore_ascii_case(a)));
            let fresh: Vec<String> = fresh.cloned().collect();
            aliases.extend(fresh);
        }
    }
}

/// A case number without the judges' initials: `3:24-cv-01234` of `3:24-CV-01234-ABC`.
pub fn case_key(number: &str) -> String {
    let parts: Vec<&str> = number.trim().split('-').take(3).collect();
    parts.join("-").to_lowercase()
}

/// One docket a case number; documents of a court without one stand alone.
pub fn dockets<'e>(view: &View<'e>) -> Vec<Docket<'e>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in view.originals() {
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

fn docket<'e>(view: &View<'e>, mut records: Vec<usize>) -> Docket<'e> {
    records.sort_by_key(|&i| (statement_date(view.document(i)), view.name(i).to_owned()));
    let mut docket = Docket::default();
    for &index in &records {
        let meta = &view.document(index).metadata;
        docket.case_number = docket.case_number.or_else(|| meta.case_number.clone());
        docket.court = docket.court.or_else(|| meta.court.clone());
        meta.parties.iter().for_each(|party| docket.add(party));
        if meta.kind == DocumentKind::Complaint {
            let classes = classes_of(view, index);
            if !classes.is_empty() {
                docket.classes = classes;
            }
        }
        docket.documents.push(view.name(index).to_owned());
    }
    docket.records = records;
    docket
}

/// One row a party, a class, a parent.
pub fn table<'e>(view: &View<'e>, dockets: &[Docket<'e>]) -> Table<'e> {
    let mut table = Table::new("parties", &["case_number", "court", "side", "party", "also", "cite"]);
    for docket in dockets {
        let number = docket.case_number.clone().unwrap_or_default();
        let court = docket.court.clone().unwrap_or_default();
        let sides =
            [("plaintiff", &docket.plaintiffs), ("defendant", &docket.defendants), ("other", &docket.others)];
        for (side, name) in sides.into_iter().flat_map(|(side, names)| names.iter().map(move |n| (side, n))) {
            let also = docket.aliases.get(name).map(|a| a.join("; ")).unwrap_or_default();
            table.push([&number, &court, side, name, &also, ""]);
        }
        for class in &docket.classes {
            let name = class.name.as_deref().unwrap_or("class");
            table.keep([&class.members]);
            table.push([
                &number,
                &court,
                "class",
                name,
                class.members.text,
                &view.cite_in_full(&class.members),
            ]);
        }
    }
    for Affiliation { child, parent, words } in affiliations(view) {
        table.keep([&words]);
        table.push(["", "", "parent", &parent, &child, &view.cite_in_full(&words)]);
    }
    table
}
