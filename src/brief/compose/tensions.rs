//! Tensions: two quotations side by side, what they share, why they were paired.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Pair, Section};
use super::{Analyses, heading, section_of, text};
use crate::analysis::tension::{Tension, TensionKind};
use crate::analysis::{Evidence, View};
use crate::document::long_date;

/// Pairs shown of one kind; the rest is counted and stands in the CSV form.
const SHOWN: usize = 40;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut last: Option<TensionKind> = None;
    let mut shown = 0;
    for (number, tension) in found.tensions.iter().enumerate() {
        if last != Some(tension.kind) {
            blocks.push(heading(super::anchor("tensions", tension.kind.title()), tension.kind.title()));
            (last, shown) = (Some(tension.kind), 0);
        }
        shown += 1;
        match shown {
            n if n <= SHOWN => blocks.push(Block::Pair(Box::new(pair(composer, number + 1, tension)))),
            n if n == SHOWN + 1 => {
                let total = found.tensions.iter().filter(|t| t.kind == tension.kind).count();
                blocks.push(text(format!(
                    "{} further pairs of this kind stand in the CSV form.",
                    total - SHOWN
                )));
            }
            _ => {}
        }
    }
    if !blocks.is_empty() {
        let preface = "A tension is a pair of statements on the same concept that do not agree on their face. \
                       It is no finding that either is untrue.";
        blocks.insert(0, text(preface));
    }
    if composer.view.records.len() > 500 {
        blocks.push(text(format!(
            "Of each concept and company the {} surest statements of either side were compared.",
            crate::analysis::tension::COMPARED
        )));
    }
    section_of("tensions", "Tensions", blocks)
}

fn pair(composer: &mut Composer<'_, '_>, number: usize, tension: &Tension<'_>) -> Pair {
    let name = composer.view.concepts.name(&tension.concept).to_owned();
    let mut notes = vec![vec![Inline::strong("Why paired. "), Inline::text(tension.reason(&name))]];
    notes.extend(
        shared(composer.view, tension).map(|line| vec![Inline::strong("Both name. "), Inline::text(line)]),
    );
    notes.push(vec![Inline::strong("Dates. "), Inline::text(dates(tension))]);
    if tension.further > 0 {
        let further = match tension.further {
            1 => "One more statement of the same document collides with the first.".to_owned(),
            n => format!("{n} more statements of the same document collide with the first."),
        };
        notes.push(vec![Inline::text(further)]);
    }
    Pair {
        id: format!("tension-{number}"),
        title: format!("{number}. {name}"),
        left: composer.entry(tension.left),
        right: composer.entry(tension.right),
        notes,
    }
}

fn shared(view: &View<'_>, tension: &Tension<'_>) -> Option<String> {
    let data = tension.shared_data.iter().map(|id| view.concepts.name(id).to_owned());
    let all: Vec<String> = data.chain(tension.shared_recipients.iter().cloned()).collect();
    (!all.is_empty()).then(|| format!("{}.", all.join(", ")))
}

fn dates(tension: &Tension<'_>) -> String {
    let date = |e: &Evidence| e.date.as_deref().map_or_else(|| "undated".into(), long_date);
    format!("{} and {}.", date(tension.left), date(tension.right))
}
