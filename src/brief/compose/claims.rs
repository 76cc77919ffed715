//! Claims and elements.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::super::wording::counted;
use super::{Analyses, anchor, heading, section_of};
use crate::analysis::claims::{Claim, Pleading};
use crate::analysis::elements::ElementRow;
use crate::analysis::{Evidence, best};
use crate::document::CiteForm;

/// Complaints shown for one claim.
const PLEADINGS: usize = 8;
/// Counts shown that plead none of the claims.
const OTHER_COUNTS: usize = 12;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>, elements: bool) -> Option<Section> {
    let mut blocks = Vec::new();
    if found.claims.len() > 1 {
        blocks.push(overview(composer, found));
    }
    for claim in &found.claims {
        blocks.push(heading(anchor("claim", &claim.concept), &claim.name));
        for pleading in claim.pleadings.iter().take(PLEADINGS) {
            pleaded(composer, pleading, &mut blocks);
        }
        if let Some(more) = claim.pleadings.len().checked_sub(PLEADINGS).filter(|more| *more > 0) {
            let more = counted(more, "further complaint", "further complaints");
            blocks.push(super::text(format!("Also pleaded in {more}; they stand in the CSV form.")));
        }
        decided(composer, claim, &mut blocks);
        if elements && !claim.elements.is_empty() {
            blocks.push(element_table(composer, claim));
        }
        blocks.extend(remedies(composer, claim));
    }
    other_counts(composer, found, &mut blocks);
    section_of("claims", "Claims and elements", blocks)
}

/// Counts of a law or an order that the taxonomy does not know: shown, so that none is missed.
fn other_counts(composer: &mut Composer<'_, '_>, found: &Analyses<'_>, blocks: &mut Vec<Block>) {
    let counts = &found.other_counts;
    if counts.is_empty() {
        return;
    }
    blocks.push(heading("claims-other", "Counts on other grounds"));
    for count in counts.iter().take(OTHER_COUNTS) {
        blocks.push(Block::Entry(composer.plain_entry("Count, as headed:", count)));
    }
    if let Some(more) = counts.len().checked_sub(OTHER_COUNTS).filter(|more| *more > 0) {
        let more = counted(more, "further count", "further counts");
        blocks.push(super::text(format!("And {more}; they stand in the CSV form.")));
    }
}

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn overview(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Block {
    let mut rows = Vec::new();
    for claim in &found.claims {
        let complaints: Vec<&str> = claim.pleadings.iter().map(|p| composer.view.name(p.record)).collect();
        let counts: usize = claim.pleadings.iter().map(|p| p.counts.len()).sum();
        let first =
            claim.pleadings.iter().find_map(|p| p.counts.first().or(p.allegations.first().map(|e| &e.quote)));
        let place =
            first.map(|q| vec![Inline::Citation(composer.cite(q, CiteForm::Short))]).unwrap_or_default();
        let counts = if counts == 0 { "no count found".into() } else { counted(counts, "count", "counts") };
        rows.push(vec![
            vec![Inline::link(anchor("claim", &claim.concept), &claim.name)],
            cell(shortened(&complaints, 4)),
            cell(counts),
            place,
        ]);
    }
    Block::Table(Table {
        id: "claims-table".into(),
        caption: "Claims pleaded".into(),
        matrix: false,
        head: ["Claim", "In", "Counts", "First place"].map(cell).into(),
        rows,
    })
}

/// A full stop, unless the last name ends in one.
fn stop(names: &[String]) -> &'static str {
    if names.len() <= 3 && names.last().is_some_and(|name| name.ends_with('.')) { "" } else { "." }
}

fn shortened(names: &[&str], limit: usize) -> String {
    match names.len().checked_sub(limit) {
        None | Some(0) => names.join("; "),
        Some(more) => format!("{} and {more} more", names[..limit].join("; ")),
    }
}

fn pleaded(composer: &mut Composer<'_, '_>, pleading: &Pleading<'_>, blocks: &mut Vec<Block>) {
    let sides = match (pleading.plaintiffs.as_slice(), pleading.defendants.as_slice()) {
        ([], _) | (_, []) => format!("Pleaded in {}. ", composer.view.name(pleading.record)),
        (by, against) => {
            let list = |names: &[String]| shortened(&names.iter().map(String::as_str).collect::<Vec<_>>(), 3);
            format!("{} against {}{} ", list(by), list(against), stop(against))
        }
    };
    let mut line = vec![Inline::text(sides)];
    if !pleading.statutes.is_empty() {
        line.push(Inline::text("As written: "));
    }
    for (n, statute) in pleading.statutes.iter().enumerate() {
        if n > 0 {
            line.push(Inline::text("; "));
        }
        line.push(Inline::text("“"));
        line.push(Inline::Quotation(composer.quotation(statute)));
        line.push(Inline::text("” "));
        line.push(Inline::Citation(composer.cite(statute, CiteForm::Short)));
    }
    let total = pleading.allegations.len();
    line.push(Inline::text(format!(
        "{}Stated in {}: ",
        if pleading.statutes.is_empty() { "" } else { ". " },
        counted(total, "place", "places")
    )));
    line.extend(composer.cites_of(&pleading.allegations, 8));
    line.push(Inline::text("."));
    blocks.push(Block::Text { content: line });
    for count in &pleading.counts {
        blocks.push(Block::Entry(composer.plain_entry("Count, as headed:", count)));
    }
    for evidence in best(pleading.allegations.clone(), 1) {
        blocks.push(Block::Entry(composer.entry(evidence)));
    }
}

fn decided(composer: &mut Composer<'_, '_>, claim: &Claim<'_>, blocks: &mut Vec<Block>) {
    for evidence in best(claim.decided.clone(), 3) {
        blocks.push(Block::Entry(composer.entry(evidence)));
    }
}

fn element_table(composer: &mut Composer<'_, '_>, claim: &Claim<'_>) -> Block {
    let rows = claim.elements.iter().map(|row| element_row(composer, row)).collect();
    Block::Table(Table {
        id: anchor("elements", &claim.concept),
        caption: format!("Elements of {}", claim.name),
        matrix: false,
        head: ["Element", "Alleged", "The company’s words", "Contrary", "Gap"].map(cell).into(),
        rows,
    })
}

fn element_row(composer: &mut Composer<'_, '_>, row: &ElementRow<'_>) -> Vec<Vec<Inline>> {
    let places: Vec<_> = row.alleged.iter().collect();
    let alleged = if places.is_empty() { cell("—") } else { composer.cites(&places, 3) };
    let mut cites = |list: &[&Evidence<'_>]| {
        if list.is_empty() { cell("—") } else { composer.cites_of(list, 3) }
    };
    let (company, contrary) = (cites(&row.company), cites(&row.contrary));
    let looked: Vec<&str> = row.looked_for.iter().map(|id| composer.view.concepts.name(id)).collect();
    let gap = match (row.alleged.is_empty(), looked.is_empty()) {
        (false, _) => String::new(),
        (true, true) => "not looked for: no rule".into(),
        (true, false) => format!("none found; looked for {}", looked.join(", ")),
    };
    vec![cell(&row.name), alleged, company, contrary, cell(gap)]
}

fn remedies(composer: &Composer<'_, '_>, claim: &Claim<'_>) -> Option<Block> {
    let remedies = &composer.view.concepts.get(&claim.concept)?.remedies;
    let items: Vec<String> = remedies.iter().map(|r| format!("{} [{}]", r.text, r.source)).collect();
    (!items.is_empty())
        .then(|| super::text(format!("Remedies, with the mark of their source: {}.", items.join("; "))))
}
