//! Chronology: the figure, and the same as a table.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table, TimelineItem};
use super::super::wording;
use super::{Analyses, figure, section_of, text};
use crate::analysis::chronology::{Entry, Lane};
use crate::document::{CiteForm, long_date};

/// Rows shown.
const ROWS: usize = 300;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    if found.chronology.is_empty() {
        return None;
    }
    let mut blocks: Vec<Block> = figure(items(composer, found)).into_iter().collect();
    if found.chronology.len() > ROWS {
        let all = found.chronology.len();
        blocks.push(text(format!("{all} dates in all; the first {ROWS} are shown, all in the CSV form.")));
    }
    let cell = |text: &str| vec![Inline::text(text)];
    blocks.push(Block::Table(Table {
        id: "chronology-table".into(),
        caption: "Events, statements and filings, each under its own date".into(),
        matrix: false,
        head: ["Date", "Kind", "What the source says"].map(cell).into(),
        rows: found
            .chronology
            .iter()
            .take(ROWS)
            .enumerate()
            .map(|(n, entry)| row(composer, n, entry))
            .collect(),
    }));
    section_of("chronology", "Chronology", blocks)
}

fn items(composer: &Composer<'_, '_>, found: &Analyses<'_>) -> Vec<TimelineItem> {
    let label = |entry: &Entry<'_>| match entry.evidence {
        Some(e) => format!("{} ({})", composer.view.concepts.name(e.concept), wording::mode_word(e.mode)),
        None => entry.label.clone(),
    };
    let item = |(n, entry): (usize, &Entry<'_>)| TimelineItem {
        date: entry.date.clone(),
        lane: match entry.lane {
            Lane::Event => 0,
            Lane::Statement => 1,
            Lane::Filing => 2,
        },
        label: label(entry),
        target: format!("date-{}", n + 1),
    };
    found.chronology.iter().take(ROWS).enumerate().map(item).collect()
}

fn row(composer: &mut Composer<'_, '_>, number: usize, entry: &Entry<'_>) -> Vec<Vec<Inline>> {
    let date =
        vec![Inline::Anchor { id: format!("date-{}", number + 1) }, Inline::text(long_date(&entry.date))];
    let mut kind = vec![Inline::text(entry.lane.title())];
    let mut what = Vec::new();
    if let Some(evidence) = entry.evidence {
        kind.extend([Inline::LineBreak, Inline::Mode { mode: evidence.mode }]);
    } else {
        what.push(Inline::strong(format!("{}: ", entry.label)));
    }
    what.push(Inline::text("“"));
    what.push(Inline::Quotation(composer.quotation(&entry.quote)));
    what.push(Inline::text("” "));
    what.push(Inline::Citation(composer.cite(&entry.quote, CiteForm::Short)));
    if let Some(earlier) = &entry.follows {
        what.push(Inline::text(format!(". Follows {earlier}.")));
    }
    vec![date, kind, what]
}
