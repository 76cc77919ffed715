//! Policy versions, and each allegation against the version in force.

use super::super::composer::Composer;
use super::super::model::{Block, Emphasis, Entry, Inline, Pair, Quotation, Section, Table};
use super::super::wording::counted;
use super::{Analyses, heading, section_of, text};
use crate::analysis::in_force::InForce;
use crate::analysis::versions::{Change, Marked, Step};
use crate::document::{CiteForm, long_date};

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for lineage in &found.lineages {
        for step in &lineage.steps {
            changes(composer, step, &mut blocks);
        }
    }
    in_force(composer, found, &mut blocks);
    section_of("policies", "Policy versions", blocks)
}

fn changes(composer: &mut Composer<'_, '_>, step: &Step, blocks: &mut Vec<Block>) {
    let (old, new) = (composer.view.name(step.old).to_owned(), composer.view.name(step.new).to_owned());
    blocks.push(heading(format!("version-{}-{}", step.old + 1, step.new + 1), format!("{old} to {new}")));
    let counts = format!(
        "{} on practices or data; {} elsewhere.",
        counted(step.changes.len(), "changed sentence", "changed sentences"),
        counted(step.other, "changed sentence", "changed sentences"),
    );
    blocks.push(text(counts));
    for (number, change) in step.changes.iter().enumerate() {
        let names: Vec<&str> = change.concepts().iter().map(|id| composer.view.concepts.name(id)).collect();
        let names = names.join(", ");
        match change {
            Change::Changed { old: before, new: after, .. } => {
                let left = marked(composer, &format!("{old}:"), before, Emphasis::Deleted);
                let right = marked(composer, &format!("{new}:"), after, Emphasis::Inserted);
                let id = format!("change-{}-{}-{}", step.old + 1, step.new + 1, number + 1);
                blocks.push(Block::Pair(Box::new(Pair {
                    id,
                    title: format!("Changed: {names}"),
                    left,
                    right,
                    notes: vec![],
                })));
            }
            Change::Added { new: after, .. } => {
                blocks.push(Block::Entry(marked(
                    composer,
                    &format!("Added: {names}."),
                    after,
                    Emphasis::Inserted,
                )));
            }
            Change::Removed { old: before, .. } => {
                blocks.push(Block::Entry(marked(
                    composer,
                    &format!("No longer there: {names}."),
                    before,
                    Emphasis::Deleted,
                )));
            }
        }
    }
}

fn marked(composer: &mut Composer<'_, '_>, lead: &str, sentence: &Marked, emphasis: Emphasis) -> Entry {
    let mut entry = composer.plain_entry(lead, &sentence.quote);
    let marks: Vec<_> = sentence.marks.iter().map(|span| (*span, emphasis)).collect();
    let quote = &sentence.quote;
    entry.quotation = Quotation::new(&quote.document, quote.start, &quote.text, &marks);
    entry
}

fn in_force(composer: &mut Composer<'_, '_>, found: &Analyses<'_>, blocks: &mut Vec<Block>) {
    if found.in_force.is_empty() {
        return;
    }
    let cell = |text: &str| vec![Inline::text(text)];
    blocks.push(heading("in-force", "What is alleged, and the policy in force"));
    blocks.push(text(
        "The version in force is the newest one dated on or before the filing of the complaint; \
         where an allegation concerns an earlier time, an earlier version may govern.",
    ));
    let rows = found.in_force.iter().map(|row| in_force_row(composer, row)).collect();
    blocks.push(Block::Table(Table {
        id: "in-force-table".into(),
        caption: "Practices and data alleged, against the policy in force at the filing".into(),
        matrix: false,
        head: ["Subject", "Alleged", "Policy in force", "What it says"].map(cell).into(),
        rows,
    }));
}

fn in_force_row(composer: &mut Composer<'_, '_>, row: &InForce<'_>) -> Vec<Vec<Inline>> {
    let mut alleged = vec![Inline::Citation(composer.cite(&row.allegation.quote, CiteForm::Short))];
    if row.further > 0 {
        alleged.push(Inline::text(format!(" and {} more", row.further)));
    }
    let version = match (row.version, &row.measured_at) {
        (Some(version), _) => composer.view.name(version).to_owned(),
        (None, Some(day)) => format!("none known on {}", long_date(day)),
        (None, None) => "complaint undated".into(),
    };
    let mut says = Vec::new();
    for evidence in &row.policy {
        says.push(Inline::Mode { mode: evidence.mode });
        says.push(Inline::text(" “"));
        says.push(Inline::Quotation(composer.quotation(&evidence.quote)));
        says.push(Inline::text("” "));
        says.push(Inline::Citation(composer.cite(&evidence.quote, CiteForm::Short)));
        says.push(Inline::LineBreak);
    }
    if says.is_empty() {
        says.push(Inline::text(if row.version.is_some() { "nothing found" } else { "—" }));
    }
    vec![vec![Inline::text(&row.name)], alleged, vec![Inline::text(version)], says]
}
