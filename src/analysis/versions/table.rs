//! The changes as a table, one row each.

use super::effect::in_words;
use super::{Change, Effect, Lineage};
use crate::analysis::{Quote, Table, View};
use crate::document::Mode;

/// One row a change.
pub fn table<'e>(view: &View<'e>, lineages: &[Lineage<'e>]) -> Table<'e> {
    let mut table = Table::new(
        "policy_versions",
        &[
            "owner", "from", "to", "change", "concepts", "gained", "lost", "turned", "lead_in", "old",
            "old_cite", "new", "new_cite",
        ],
    );
    for lineage in lineages {
        for step in &lineage.steps {
            for change in &step.changes {
                let word = step.word(view, change);
                let (old, new) = match change {
                    Change::Changed { old, new, .. } => (Some(&old.quote), Some(&new.quote)),
                    Change::Added { new, earlier, .. } => (earlier.as_ref(), Some(&new.quote)),
                    Change::Removed { old, later, .. } => (Some(&old.quote), later.as_ref()),
                };
                table.keep(old.into_iter().chain(new));
                let dates = step.dates_of(view, change.sentence()).map(Option::unwrap_or_default);
                let of_list = |quote: &Quote<'e>| {
                    let beside = view.document(quote.record).beside(quote.start)?;
                    Some(view.quote(quote.record, beside.span()))
                };
                let lead_in = new.and_then(of_list).or_else(|| old.and_then(of_list));
                table.keep(&lead_in);
                let parts = |quote: Option<&Quote<'e>>| {
                    quote.map(|quote| (quote.text, view.cite_in_full(quote))).unwrap_or_default()
                };
                let ((old, old_cite), (new, new_cite)) = (parts(old), parts(new));
                let concepts = change.concepts().join("; ");
                let [gained, lost, turned] = effect(change);
                table.push([
                    &lineage.owner,
                    &dates[0],
                    &dates[1],
                    word,
                    &concepts,
                    &gained,
                    &lost,
                    &turned,
                    lead_in.map(|quote| quote.text).unwrap_or_default(),
                    old,
                    &old_cite,
                    new,
                    &new_cite,
                ]);
            }
        }
    }
    table
}

/// What a changed sentence gains, loses, and says in another mode; of one that came or went what was not found
/// in the other file.
fn effect(change: &Change<'_>) -> [String; 3] {
    let Effect { gained, lost, turned, .. } = match change {
        Change::Changed { effect, .. } => effect,
        Change::Added { only, .. } => return [only.join("; "), String::new(), String::new()],
        Change::Removed { only, .. } => return [String::new(), only.join("; "), String::new()],
    };
    let manners = |manners| in_words(manners, Mode::name);
    let turned: Vec<String> = turned
        .iter()
        .map(|turned| format!("{}: {} to {}", turned.concept, manners(&turned.from), manners(&turned.to)))
        .collect();
    [gained.join("; "), lost.join("; "), turned.join("; ")]
}
