//! What an amended complaint carries over, changes, adds and drops, paragraph by paragraph.

use super::parties::case_key;
use super::versions::{Marked, word_diff};
use super::words::{Words, fold};
use super::{Table, View};
use crate::document::{DocumentKind, ParagraphKind};
use foldhash::{HashMap, HashMapExt};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Below this share of common words a paragraph is new, not an old one changed.
const ALIKE: f32 = 0.6;
/// Words that a changed paragraph shares with the old one, of those that few paragraphs have.
const CANDIDATES: usize = 12;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "fate", rename_all = "kebab-case")]
pub enum Fate<'e> {
    /// The same words, perhaps under another number.
    CarriedOver {
        old: Marked<'e>,
        new: Marked<'e>,
    },
    Changed {
        old: Marked<'e>,
        new: Marked<'e>,
    },
    New {
        new: Marked<'e>,
    },
    Dropped {
        old: Marked<'e>,
    },
}

/// Two successive complaints of one case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amendment<'e> {
    #[serde(skip)]
    pub old: usize,
    #[serde(skip)]
    pub new: usize,
    /// In the order of the new complaint, then what was dropped.
    pub paragraphs: Vec<Fate<'e>>,
}

/// Successive complaints of the same case, by filing date.
pub fn amendments<'e>(view: &View<'e>) -> Vec<Amendment<'e>> {
    let mut cases: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in view.of_kind(&[DocumentKind::Complaint]) {
        if let Some(number) = &view.document(index).metadata.case_number {
            cases.entry(case_key(number)).or_default().push(index);
        }
    }
    let pairs = cases.values().flat_map(|complaints| complaints.windows(2));
    let pairs = pairs.filter(|pair| is_amended(view, pair[1]));
    pairs.map(|pair| amendment(view, pair[0], pair[1])).collect()
}

/// Two copies of one complaint are no generations: the later one must call itself amended.
fn is_amended(view: &View<'_>, index: usize) -> bool {
    let title = view.document(index).metadata.title.as_deref().unwrap_or_default().to_lowercase();
    ["amended", "consolidated", "supplemental", "corrected"].iter().any(|word| title.contains(word))
}

fn amendment<'e>(view: &View<'e>, old: usize, new: usize) -> Amendment<'e> {
    let (before, after) = (paragraphs(view, old), paragraphs(view, new));
    let mut taken = BTreeSet::new();
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, text) in before.iter().enumerate().rev() {
        same.entry(text.1.as_str()).or_default().push(index);
    }
    let carried: Vec<Option<usize>> =
        after.iter().map(|(_, text)| same.get_mut(text.as_str()).and_then(Vec::pop)).collect();
    taken.extend(carried.iter().flatten().copied());
    let rare = rare_words(&before);
    let mut fates = Vec::new();
    for ((marked, text), carried) in after.iter().zip(&carried) {
        let new = marked.clone();
        fates.push(match carried {
            Some(index) => Fate::CarriedOver { old: before[*index].0.clone(), new },
            None => match nearest(text, &before, &rare, &taken) {
                Some(index) => {
                    taken.insert(index);
                    let (old, new) = word_diff(before[index].0.clone(), new);
                    Fate::Changed { old, new }
                }
                None => Fate::New { new },
            },
        });
    }
    let dropped = (0..before.len()).filter(|index| !taken.contains(index));
    fates.extend(dropped.map(|index| Fate::Dropped { old: before[index].0.clone() }));
    Amendment { old, new, paragraphs: fates }
}

fn paragraphs<'e>(view: &View<'e>, index: usize) -> Vec<(Marked<'e>, String)> {
    let document = view.document(index);
    let numbered = document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Numbered);
    let marked = |span| Marked { quote: view.quote(index, span), marks: Vec::new() };
    numbered.map(|p| (marked(p.span), fold(document.slice(p.span)))).collect()
}

/// For each word the paragraphs that have it, where they are few.
fn rare_words<'p>(paragraphs: &'p [(Marked<'_>, String)]) -> HashMap<&'p str, Vec<usize>> {
    let mut words: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (_, text)) in paragraphs.iter().enumerate() {
        for word in text.split(' ').collect::<BTreeSet<_>>() {
            words.entry(word).or_default().push(index);
        }
    }
    words.retain(|_, places| places.len() <= CANDIDATES);
    words
}

fn nearest(
    text: &str,
    before: &[(Marked<'_>, String)],
    rare: &HashMap<&str, Vec<usize>>,
    taken: &BTreeSet<usize>,
) -> Option<usize> {
    let candidates: BTreeSet<usize> =
        text.split(' ').filter_map(|word| rare.get(word)).flatten().copied().collect();
    let words = Words::of(text);
    candidates
        .into_iter()
        .filter(|index| !taken.contains(index))
        .map(|index| (Words::of(&before[index].1).alike(&words, ALIKE), index))
        .filter(|(ratio, _)| *ratio >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, index)| index)
}

/// One row a paragraph.
pub fn table<'e>(view: &View<'_>, amendments: &[Amendment<'e>]) -> Table<'e> {
    let mut table = Table::new("genealogy", &["fate", "old", "old_cite", "new", "new_cite"]);
    for fate in amendments.iter().flat_map(|a| &a.paragraphs) {
        let (word, old, new) = match fate {
            Fate::CarriedOver { old, new } => ("carried over", Some(old), Some(new)),
            Fate::Changed { old, new } => ("changed", Some(old), Some(new)),
            Fate::New { new } => ("new", None, Some(new)),
            Fate::Dropped { old } => ("dropped", Some(old), None),
        };
        table.keep(old.iter().chain(&new).map(|m| &m.quote));
        let text = |m: Option<&Marked<'e>>| m.map(|m| m.quote.text).unwrap_or_default();
        let cite = |m: Option<&Marked<'_>>| m.map(|m| view.cite_in_full(&m.quote)).unwrap_or_default();
        table.push([word, text(old), &cite(old), text(new), &cite(new)]);
    }
    table
}
