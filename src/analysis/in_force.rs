//! Each practice and data category alleged, against the policy of the company sued that was in force at
//! the time.

use super::actors::Actors;
use super::dates::dates;
use super::evidence::statement_date;
use super::periods::version_at;
use super::{Evidence, SEPARATOR, Table, View, best};
use crate::document::{DocumentKind, Mode, Speaker};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InForce<'e> {
    pub concept: String,
    pub name: String,
    /// The best allegation in that complaint.
    pub allegation: &'e Evidence<'e>,
    /// How many more statements of that complaint allege it.
    pub further: usize,
    /// Day for which the version was chosen: one that the allegation itself names, else the filing of
    /// the complaint.
    pub measured_at: Option<String>,
    /// Is that day named in the allegation?
    pub named: bool,
    /// The version in force, as its position in the matter; `None` where no known version is old enough.
    #[serde(skip)]
    pub version: Option<usize>,
    /// What it says on the concept; empty where it says nothing that was found.
    pub policy: Vec<&'e Evidence<'e>>,
}

/// For each complaint the versions of the policies of those that it sues, by date; dated ones alone can be in
/// force. A complaint against a company of which no policy is at hand has none.
struct Policies {
    of_complaint: BTreeMap<usize, Vec<(usize, String)>>,
    without: Vec<usize>,
}

impl Policies {
    fn of(view: &View<'_>) -> Self {
        let actors = Actors::of(view);
        let versions = view.of_kind(&[DocumentKind::Policy]);
        let mut of_complaint = BTreeMap::new();
        let mut without = Vec::new();
        for complaint in view.of_kind(&[DocumentKind::Complaint]) {
            let own: Vec<usize> =
                versions.iter().copied().filter(|&v| actors.is_of_one_sued(v, complaint)).collect();
            if own.is_empty() {
                without.push(complaint);
                continue;
            }
            let dated = |v: usize| Some((v, statement_date(view.document(v))?.to_owned()));
            of_complaint.insert(complaint, own.into_iter().filter_map(dated).collect());
        }
        Self { of_complaint, without }
    }
}

/// The complaints against companies of which no policy is at hand, where there are policies of others.
pub fn without_policy(view: &View<'_>) -> Vec<usize> {
    let policies = view.of_kind(&[DocumentKind::Policy]);
    if policies.is_empty() { Vec::new() } else { Policies::of(view).without }
}

/// Complaint by complaint and concept by concept, in the taxonomy's order.
pub fn in_force<'e>(view: &'e View<'_>) -> Vec<InForce<'e>> {
    if view.of_kind(&[DocumentKind::Policy]).is_empty() {
        return Vec::new();
    }
    let policies = Policies::of(view).of_complaint;
    let mut alleged: BTreeMap<(usize, &str), Vec<&Evidence<'_>>> = BTreeMap::new();
    for e in view.evidence.iter().filter(|e| is_allegation(e)) {
        alleged.entry((e.quote.record, e.concept)).or_default().push(e);
    }
    let mut rows: Vec<InForce<'e>> = alleged
        .into_iter()
        .filter_map(|((record, concept), found)| row(view, policies.get(&record)?, record, concept, found))
        .collect();
    rows.sort_by(|a, b| {
        let key = |r: &InForce<'e>| r.allegation.quote.record;
        key(a).cmp(&key(b)).then(view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)))
    });
    rows
}

fn is_allegation(e: &Evidence<'_>) -> bool {
    e.kind == DocumentKind::Complaint
        && e.mode == Mode::Alleged
        && (e.concept.starts_with("practice:") || e.concept.starts_with("data:"))
}

fn row<'e>(
    view: &'e View<'_>,
    versions: &[(usize, String)],
    record: usize,
    concept: &str,
    found: Vec<&'e Evidence<'e>>,
) -> Option<InForce<'e>> {
    let filed = statement_date(view.document(record));
    let alleged_at = found.iter().find_map(|e| alleged_day(e, filed));
    let named = alleged_at.is_some();
    let measured_at = alleged_at.or(filed.map(str::to_owned));
    let version = measured_at.as_deref().and_then(|day| version_at(versions, day));
    let says = |e: &&Evidence<'_>| {
        let in_force = e.date.is_none_or(|date| measured_at.as_deref().is_some_and(|day| date <= day));
        e.concept == concept && e.speaker == Speaker::Company && in_force
    };
    let said = version.map(|v| view.evidence_in(v)).unwrap_or_default();
    // the general policy first; a notice for some users that stands below it only where that is silent
    let (further, general): (Vec<&Evidence<'_>>, Vec<_>) =
        said.iter().filter(says).partition(|e| e.instrument.is_some());
    let policy = best(if general.is_empty() { further } else { general }, 3);
    let total = found.len();
    Some(InForce {
        concept: concept.to_owned(),
        name: view.concepts.name(concept).to_owned(),
        allegation: allegation(found, named)?,
        further: total - 1,
        measured_at,
        named,
        version,
        policy,
    })
}

/// The first day that an allegation names, where it is not later than the filing.
fn alleged_day(e: &Evidence<'_>, filed: Option<&str>) -> Option<String> {
    let days = dates(e.quote.text).into_iter().map(|(day, _)| day);
    days.into_iter().find(|day| filed.is_none_or(|filed| day.as_str() <= filed))
}

/// The allegation shown: one that names its day where the version was chosen by it.
fn allegation<'e>(found: Vec<&'e Evidence<'e>>, named: bool) -> Option<&'e Evidence<'e>> {
    let dated = found.iter().copied().filter(|e| named && !dates(e.quote.text).is_empty()).collect();
    best(dated, 1).into_iter().next().or_else(|| best(found, 1).into_iter().next())
}

/// One row a complaint and concept.
pub fn table<'e>(view: &View<'_>, rows: &[InForce<'e>]) -> Table<'e> {
    let head = [
        "concept",
        "allegation",
        "allegation_cite",
        "measured_at",
        "version",
        "polarity",
        "policy",
        "policy_cite",
    ];
    let mut table = Table::new("policy_in_force", &head);
    for row in rows {
        let version = row.version.map(|v| view.name(v).to_owned()).unwrap_or_default();
        let measured = row.measured_at.clone().unwrap_or_default();
        let join = |part: &dyn Fn(&Evidence<'_>) -> String| {
            row.policy.iter().map(|e| part(e)).collect::<Vec<_>>().join(SEPARATOR)
        };
        let texts = join(&|e| e.quote.text.to_owned());
        let cites = join(&|e| view.cite_in_full(&e.quote));
        let polarity = join(&|e| e.polarity.name().to_owned());
        let q = &row.allegation.quote;
        table.keep(row.policy.iter().map(|e| &e.quote).chain([q]));
        table.push([
            &row.concept,
            q.text,
            &view.cite_in_full(q),
            &measured,
            &version,
            &polarity,
            &texts,
            &cites,
        ]);
    }
    table
}
