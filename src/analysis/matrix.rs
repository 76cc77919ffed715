//! Who said what: concepts against speaker and mode, each cell with its evidence.

use super::{Evidence, Table, View};
use crate::document::{Mode, Polarity, Speaker};
use serde::Serialize;
use std::collections::BTreeMap;

/// A column: who, in which mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Voice {
    pub speaker: Speaker,
    pub mode: Mode,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell<'e> {
    pub voice: Voice,
    /// In the order of the matter; the count of the cell is its length.
    pub evidence: Vec<&'e Evidence<'e>>,
}

impl Cell<'_> {
    /// How many of them say that the thing does not happen.
    pub fn negated(&self) -> usize {
        self.evidence.iter().filter(|e| e.polarity == Polarity::Negated).count()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row<'e> {
    pub concept: String,
    pub name: String,
    /// Only cells with evidence, in the order of the columns.
    pub cells: Vec<Cell<'e>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix<'e> {
    pub columns: Vec<Voice>,
    pub rows: Vec<Row<'e>>,
}

/// The matrix of the concepts of one kind: `practice`, `data`, `security` …
pub fn matrix<'e>(view: &'e View<'_>, kind: &str) -> Matrix<'e> {
    let mut cells: BTreeMap<&str, BTreeMap<Voice, Vec<&Evidence<'_>>>> = BTreeMap::new();
    // A rule of law and a risk say nothing of what is done.
    let of_kind = |e: &&Evidence<'_>| {
        e.concept.split(':').next() == Some(kind) && !matches!(e.mode, Mode::Law | Mode::Risk)
    };
    for evidence in view.evidence.iter().filter(of_kind) {
        let voice = Voice { speaker: evidence.speaker, mode: evidence.mode };
        cells.entry(evidence.concept).or_default().entry(voice).or_default().push(evidence);
    }
    let mut columns: Vec<Voice> = cells.values().flat_map(|row| row.keys().copied()).collect();
    columns.sort();
    columns.dedup();
    let mut rows: Vec<Row<'e>> = cells.into_iter().map(|(concept, row)| to_row(view, concept, row)).collect();
    rows.sort_by(|a, b| view.concepts.rank(&a.concept).cmp(&view.concepts.rank(&b.concept)));
    Matrix { columns, rows }
}

fn to_row<'e>(view: &View<'_>, concept: &str, row: BTreeMap<Voice, Vec<&'e Evidence<'e>>>) -> Row<'e> {
    let cells = row.into_iter().map(|(voice, evidence)| Cell { voice, evidence }).collect();
    Row { concept: concept.into(), name: view.concepts.name(concept).into(), cells }
}

impl<'e> Matrix<'e> {
    /// One row a cited statement.
    pub fn table(&self, view: &View<'e>, name: &'static str) -> Table<'e> {
        let mut table = Table::new(
            name,
            &[
                "concept", "name", "speaker", "mode", "polarity", "lead_in", "quote", "cite", "sha256",
                "start", "end",
            ],
        );
        for row in &self.rows {
            for cell in &row.cells {
                for e in &cell.evidence {
                    let (start, end) = (e.quote.start.to_string(), e.quote.end.to_string());
                    let (speaker, mode) = (cell.voice.speaker.name(), cell.voice.mode.name());
                    let q = &e.quote;
                    let lead_in = e.beside.map(|beside| view.quote(q.record, beside.span()));
                    table.keep(lead_in.iter().chain([q]));
                    let lead_in = lead_in.map(|lead_in| lead_in.text).unwrap_or_default();
                    table.push([
                        &row.concept,
                        &row.name,
                        speaker,
                        mode,
                        e.polarity.name(),
                        lead_in,
                        q.text,
                        &view.cite_in_full(q),
                        q.document,
                        &start,
                        &end,
                    ]);
                }
            }
        }
        table
    }
}
