//! Policy versions, and each allegation against the version in force.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording::counted;
use super::changes::changes;
use super::{Analyses, heading, section_of, text};
use crate::analysis::in_force::InForce;
use crate::analysis::periods::Uncovered;
use crate::document::{CiteForm, Polarity, long_date};

/// Steps of one policy that are compared, the latest ones; policies, changes of a step and rows shown. What
/// is left out is counted, and stands in the CSV form.
pub const STEPS: usize = 12;
const LINEAGES: usize = 12;
/// Changed sentences shown: of one step, and of all together, of which each step has its share.
const CHANGES: usize = 40;
const ALL_CHANGES: usize = 160;
const FEWEST: usize = 3;
const ROWS: usize = 150;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    let steps: usize = found.lineages.iter().take(LINEAGES).map(|lineage| lineage.steps.len()).sum();
    let share = (ALL_CHANGES / steps.max(1)).clamp(FEWEST, CHANGES);
    for lineage in found.lineages.iter().take(LINEAGES) {
        let earlier = (lineage.versions.len() - 1).saturating_sub(lineage.steps.len());
        if earlier > 0 {
            let steps = counted(earlier, "earlier step", "earlier steps");
            blocks.push(text(format!("{}: {steps} between versions in the CSV form.", lineage.owner)));
        }
        let (same, differing): (Vec<_>, Vec<_>) = lineage.steps.iter().partition(|step| step.is_empty());
        if !same.is_empty() {
            let files = counted(same.len(), "file says", "files say");
            blocks.push(text(format!("{}: {files} the same as the one before.", lineage.owner)));
        }
        for step in differing {
            changes(composer, step, share, &mut blocks);
        }
    }
    if found.lineages.len() > LINEAGES {
        let more = counted(found.lineages.len() - LINEAGES, "policy", "policies");
        blocks.push(text(format!("{more} more with several versions in the CSV form.")));
    }
    in_force(composer, found, &mut blocks);
    section_of("policies", "Policy versions", blocks)
}

fn in_force(composer: &mut Composer<'_, '_>, found: &Analyses<'_>, blocks: &mut Vec<Block>) {
    let without: Vec<&str> = found.without_policy.iter().map(|&i| composer.view.name(i)).collect();
    if found.in_force.is_empty() && without.is_empty() {
        return;
    }
    let cell = |text: &str| vec![Inline::text(text)];
    blocks.push(heading("in-force", "What is alleged, and the policy in force"));
    blocks.push(text(
        "The version in force is the newest one that is dated on or before the day that the allegation names, \
         or, where it names none, on or before the filing of the complaint.",
    ));
    for gap in &found.uncovered {
        blocks.push(uncovered(composer, gap));
    }
    if !without.is_empty() {
        let names = without.join(", ");
        blocks.push(text(format!("No policy of a company that it sues is at hand for: {names}.")));
    }
    if found.in_force.is_empty() {
        return;
    }
    if found.in_force.len() > ROWS {
        blocks.push(text(format!("{} rows in all; the first {ROWS} are shown.", found.in_force.len())));
    }
    let rows = found.in_force.iter().take(ROWS).map(|row| in_force_row(composer, row)).collect();
    blocks.push(Block::Table(Table {
        id: "in-force-table".into(),
        caption: "Practices and data alleged, against the policy in force".into(),
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
        (Some(version), Some(day)) if row.named => {
            format!("{}, on {}", composer.view.name(version), long_date(day))
        }
        (Some(version), _) => composer.view.name(version).to_owned(),
        (None, Some(day)) => format!("none known on {}", long_date(day)),
        (None, None) => "complaint undated".into(),
    };
    let mut says = Vec::new();
    for evidence in &row.policy {
        says.push(Inline::Mode { mode: evidence.mode });
        if evidence.polarity == Polarity::Negated {
            says.push(Inline::text(" (not done)"));
        }
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

/// The days of a class period for which no version is known, with the words that state the period.
fn uncovered(composer: &mut Composer<'_, '_>, gap: &Uncovered<'_>) -> Block {
    let stretches: Vec<String> =
        gap.stretches.iter().map(|(from, to)| format!("{} to {}", long_date(from), long_date(to))).collect();
    let end =
        if gap.period.open { "the filing of the complaint, its end being open" } else { "its stated end" };
    let words = format!(
        "No version of the policy is known for {} of the {} days of the class period up to {end}: {}. The period is pleaded as “",
        gap.days,
        gap.of_days,
        stretches.join("; "),
    );
    Block::Text {
        content: vec![
            Inline::text(words),
            Inline::Quotation(composer.quotation(&gap.period.words)),
            Inline::text("” "),
            Inline::Citation(composer.cite(&gap.period.words, CiteForm::Short)),
            Inline::text("."),
        ],
    }
}
