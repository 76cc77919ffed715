//! The hit report: what each term of a negotiated list finds.

use crate::index::{Entry, Limits, Place, SearchFailure, Snapshot};
use crate::query::{Dialect, parse};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One line of a list of terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermReport {
    /// Line of the list, from 1.
    pub line: usize,
    /// What the list calls the term: `Pixels = pixel! w/10 consent`.
    #[serde(default)]
    pub name: Option<String>,
    pub term: String,
    pub read_as: Option<String>,
    /// Why the term could not be read or answered; its counts are then 0.
    pub error: Option<String>,
    pub documents: usize,
    pub hits: usize,
    /// Documents that no other term of the list finds.
    pub unique_documents: usize,
    /// Mails and archives, with all that came in them, that hold at least one of the documents.
    pub families: usize,
    /// All documents of those families.
    pub family_documents: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitReport {
    pub dialect: String,
    pub terms: Vec<TermReport>,
    /// Documents that at least one term finds.
    pub documents: usize,
    pub families: usize,
    pub family_documents: usize,
    /// Documents in the matter.
    pub searched: usize,
}

/// Which family each document belongs to, and how large each family is.
struct Families {
    of: HashMap<Place, String>,
    size: HashMap<String, usize>,
}

impl Families {
    fn of(snapshot: &Snapshot) -> Result<Self, SearchFailure> {
        let entries = snapshot.entries()?;
        let parents: HashMap<&str, &str> = entries.iter().filter_map(|(_, entry)| parent(entry)).collect();
        let mut families = Self { of: HashMap::new(), size: HashMap::new() };
        for (place, entry) in &entries {
            let head = head(&entry.sha256, &parents);
            *families.size.entry(head.to_owned()).or_default() += 1;
            families.of.insert(*place, head.to_owned());
        }
        Ok(families)
    }

    /// Number of families that hold any of the documents, and of all documents in them.
    fn count<'a>(&self, documents: impl Iterator<Item = &'a Place>) -> (usize, usize) {
        let heads: BTreeSet<&String> = documents.filter_map(|place| self.of.get(place)).collect();
        (heads.len(), heads.iter().filter_map(|head| self.size.get(*head)).sum())
    }
}

/// A document and what it came in, by their hashes.
fn parent(entry: &Entry) -> Option<(&str, &str)> {
    Some((&entry.sha256, entry.parent.as_deref()?))
}

/// The outermost container; a cycle of bad records ends after as many steps as there are parents.
fn head<'a>(sha256: &'a str, parents: &HashMap<&'a str, &'a str>) -> &'a str {
    let mut head = sha256;
    for _ in 0..=parents.len() {
        match parents.get(head) {
            Some(parent) => head = parent,
            None => break,
        }
    }
    head
}

/// The name and the term of a line: `Pixels = pixel! w/10 consent`, or with a tab between them, as
/// spreadsheets write it.
fn named(line: &str) -> (Option<&str>, &str) {
    let split = line.split_once('\t').or_else(|| {
        let at = line.find(" = ").filter(|at| !line[..*at].contains(['"', '(', ':']))?;
        Some((&line[..at], &line[at + 3..]))
    });
    match split {
        Some((name, term)) if !name.trim().is_empty() => (Some(name.trim()), term.trim()),
        _ => (None, line),
    }
}

/// Runs every line of a list; empty lines and those that start with `#` are left out. A term that
/// can't be read is reported and does not stop the others.
///
/// # Errors
/// Where the index can't be read.
pub fn hit_report(
    snapshot: &Snapshot,
    list: &str,
    dialect: Dialect,
    limits: &Limits,
) -> Result<HitReport, SearchFailure> {
    let lines = (1..).zip(list.lines()).map(|(line, term)| (line, term.trim()));
    let (mut terms, found): (Vec<TermReport>, Vec<BTreeMap<Place, usize>>) = lines
        .filter(|(_, term)| !term.is_empty() && !term.starts_with('#'))
        .map(|(line, term)| run(snapshot, line, named(term), dialect, limits))
        .unzip();
    let mut finders: HashMap<&Place, usize> = HashMap::new();
    found.iter().flat_map(BTreeMap::keys).for_each(|place| *finders.entry(place).or_default() += 1);
    let families = Families::of(snapshot)?;
    for (term, documents) in terms.iter_mut().zip(&found) {
        term.unique_documents = documents.keys().filter(|place| finders[place] == 1).count();
        (term.families, term.family_documents) = families.count(documents.keys());
    }
    let (all_families, family_documents) = families.count(finders.keys().copied());
    Ok(HitReport {
        dialect: dialect.name().to_owned(),
        documents: finders.len(),
        terms,
        families: all_families,
        family_documents,
        searched: snapshot.len(),
    })
}

/// The hits of one term by document.
fn run(
    snapshot: &Snapshot,
    line: usize,
    (name, term): (Option<&str>, &str),
    dialect: Dialect,
    limits: &Limits,
) -> (TermReport, BTreeMap<Place, usize>) {
    let mut report = TermReport {
        line,
        name: name.map(str::to_owned),
        term: term.to_owned(),
        read_as: None,
        error: None,
        documents: 0,
        hits: 0,
        unique_documents: 0,
        families: 0,
        family_documents: 0,
    };
    let selection = parse(term, dialect).map_err(|e| e.to_string()).and_then(|query| {
        report.read_as = Some(query.to_string());
        snapshot.count(&query, limits).map_err(|e| e.to_string())
    });
    match selection {
        Err(error) => {
            report.error = Some(error);
            (report, BTreeMap::new())
        }
        Ok(selection) => {
            let found: BTreeMap<Place, usize> =
                selection.documents.into_iter().map(|d| (d.place, d.found)).collect();
            report.documents = found.len();
            report.hits = found.values().sum();
            (report, found)
        }
    }
}

impl HitReport {
    /// Comma-separated with a header line and a last line of totals.
    pub fn to_csv(&self) -> String {
        let mut csv = String::from(
            "line,term,read as,documents,hits,unique documents,families,documents with families,error,name\n",
        );
        for t in &self.terms {
            let text = [quoted(&t.term), quoted(t.read_as.as_deref().unwrap_or(""))].join(",");
            let error = quoted(t.error.as_deref().unwrap_or(""));
            csv.push_str(&format!(
                "{},{text},{},{},{},{},{},{error},{}\n",
                t.line,
                t.documents,
                t.hits,
                t.unique_documents,
                t.families,
                t.family_documents,
                quoted(t.name.as_deref().unwrap_or(""))
            ));
        }
        csv.push_str(&format!(
            ",all terms,,{},,,{},{},,\n",
            self.documents, self.families, self.family_documents
        ));
        csv
    }
}

/// In quotes where needed; a sign that a spreadsheet would run as a formula is kept as text.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
