//! Security representations; claims by threat actors, kept apart.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::{Analyses, anchor, heading, section_of, text};
use crate::analysis::security::SecurityRepresentation;
use crate::analysis::{Evidence, best};
use crate::document::{Mode, Speaker, long_date};

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for item in &found.security {
        blocks.push(heading(anchor("security", &item.concept), &item.name));
        let shown = [&item.said, &item.against, &item.told].map(|stand| best(stand.clone(), 2));
        for evidence in shown.into_iter().flatten().take(4) {
            blocks.push(Block::Entry(composer.entry(evidence)));
        }
        blocks.extend(worth(item, today(composer)));
        let total = item.said.len() + item.against.len() + item.told.len();
        if total > 2 {
            let all: Vec<&Evidence<'_>> =
                item.said.iter().chain(&item.against).chain(&item.told).copied().collect();
            let mut line = vec![Inline::text("Every place: ")];
            line.extend(composer.cites_of(&all, 12));
            line.push(Inline::text("."));
            blocks.push(Block::Text { content: line });
        }
    }
    section_of("security", "Security representations", blocks)
}

/// The day as of which the brief speaks.
fn today<'c>(composer: &'c Composer<'_, '_>) -> &'c str {
    composer.options.as_of.as_deref().unwrap_or(&composer.options.date)
}

/// What the representation is worth, from the taxonomy.
fn worth(item: &SecurityRepresentation<'_>, today: &str) -> Option<Block> {
    let facts = item.facts.as_ref()?;
    let validity = if facts.validity.is_empty() { String::new() } else { format!("{}.", facts.validity) };
    let undated = if item.undated() { " A statement of it is undated." } else { "" };
    let lapsed = item.lapsed(today).map_or_else(String::new, |(stated, end)| {
        let (stated, end) = (long_date(&stated), long_date(&end));
        format!(" Last stated {stated}: what was in force then had ended by {end}. Ask for a later one.")
    });
    let parts = [
        ("What it shows", facts.proves.clone()),
        ("What it does not show", facts.does_not_prove.clone()),
        ("Validity", format!("{validity}{undated}{lapsed}")),
        ("Evidence to request", facts.request.clone()),
    ];
    let rows: Vec<_> = parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| vec![vec![Inline::text(label)], vec![Inline::text(text)]])
        .collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            id: anchor("worth", &item.concept),
            caption: format!("{}: from the taxonomy, not from the documents", item.name),
            matrix: false,
            head: vec![vec![Inline::text("Question")], vec![Inline::text("Note")]],
            rows,
        })
    })
}

/// Statements by threat actors shown.
const SHOWN: usize = 20;

pub fn unverified(composer: &mut Composer<'_, '_>) -> Option<Section> {
    let claimed = |e: &&Evidence<'_>| e.speaker == Speaker::ThreatActor || e.mode == Mode::Claimed;
    let found: Vec<&Evidence<'_>> = composer.view.evidence.iter().filter(claimed).collect();
    if found.is_empty() {
        return None;
    }
    let mut blocks = vec![text(
        "Statements by threat actors or anonymous sellers. Nothing in this section is confirmed by its being repeated.",
    )];
    let total = found.len();
    for evidence in best(found, SHOWN) {
        blocks.push(Block::Entry(composer.entry(evidence)));
    }
    if total > SHOWN {
        blocks.push(text(format!("{total} statements in all; those that share a sentence are shown once.")));
    }
    section_of("unverified", "Unverified claims", blocks)
}
