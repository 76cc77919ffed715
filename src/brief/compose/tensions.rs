//! Tensions: two quotations side by side, what they share, why they were paired.

use super::super::composer::Composer;
use super::super::model::{Block, Inline, Pair, Section};
use super::{Analyses, heading, section_of, text};
use crate::analysis::tension::{Tension, TensionKind};
use crate::analysis::{Evidence, View};
use crate::document::long_date;

/// Pairs shown of one kind; the rest is counted and stands in the CSV form.
const SHOWN: usize = 40;
/// Places shown of further statements that collide with the first of a pair.
const FURTHER: usize = 4;

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
    let mut note = vec![Inline::strong("Why paired. "), Inline::text(tension.reason(&name))];
    if let Some(line) = shared(composer.view, tension) {
        note.extend([Inline::strong(" Both name. "), Inline::text(line)]);
    }
    note.extend([Inline::strong(" Dates. "), Inline::text(dates(tension))]);
    let further = match tension.further.len() {
        0 => None,
        1 => Some("One more statement collides with the first in the same way: ".to_owned()),
        n => Some(format!("{n} more statements collide with the first in the same way: ")),
    };
    if let Some(further) = further {
        note.push(Inline::text(format!(" {further}")));
        note.extend(composer.cites_of(&tension.further, FURTHER));
        note.push(Inline::text("."));
    }
    Pair {
        id: format!("tension-{number}"),
        title: format!("{number}. {name}"),
        left: composer.entry(tension.left),
        right: composer.entry(tension.right),
        notes: vec![note],
    }
}

fn shared(view: &View<'_>, tension: &Tension<'_>) -> Option<String> {
    let data = tension.shared_data.iter().map(|id| view.concepts.name(id).to_owned());
    let all: Vec<String> = data.chain(tension.shared_recipients.iter().cloned()).collect();
    (!all.is_empty()).then(|| format!("{}.", all.join(", ")))
}

fn dates(tension: &Tension<'_>) -> String {
    let date = |e: &Evidence<'_>| e.said_on().map_or_else(|| "undated".into(), |day| long_date(&day));
    format!("{} and {}.", date(tension.left), date(tension.right))
}
