//! What speaks to each element of a claim, and where nothing was found, what was looked for.

use super::actors::Actors;
use super::{Element, Evidence, Quote, View, best};
use crate::document::{Mode, Polarity, Span, Speaker};
use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Places shown for an element.
const SHOWN: usize = 3;

/// What speaks to one element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ElementRow<'e> {
    pub name: String,
    pub alleged: Vec<Quote<'e>>,
    /// The words of those sued on the same concepts, also as a complaint quotes them: represented, permitted, admitted.
    pub company: Vec<&'e Evidence<'e>>,
    /// Their denials, contest, and promises that the thing is not done.
    pub contrary: Vec<&'e Evidence<'e>>,
    /// Concepts and words that were looked for; with nothing `alleged` this is the gap.
    pub looked_for: Vec<String>,
}

#[derive(Deserialize)]
struct Rule {
    when: Vec<String>,
    #[serde(default)]
    alone: bool,
    concepts: Vec<String>,
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Rules {
    open: Vec<String>,
    rule: Vec<Rule>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("elements.toml")).unwrap_or_default());

/// What is looked for: concepts, and stems of which a sentence must have `needed`.
struct Search {
    concepts: Vec<String>,
    words: Vec<String>,
    needed: usize,
}

/// The element's own rule, else the rules for the words of its name, else those words themselves.
fn search(claim: &str, element: &Element) -> Search {
    if !element.concepts.is_empty() || !element.words.is_empty() {
        return Search { concepts: element.concepts.clone(), words: element.words.clone(), needed: 1 };
    }
    let name = element.name.to_lowercase();
    if RULES.open.contains(&name) {
        return Search { concepts: vec![claim.to_owned()], words: Vec::new(), needed: 1 };
    }
    let of_name = |rule: &&Rule| rule.when.iter().any(|word| starts_a_word(&name, word));
    let mut rules: Vec<&Rule> = RULES.rule.iter().filter(of_name).collect();
    if let Some(&alone) = rules.iter().find(|rule| rule.alone) {
        rules = vec![alone];
    }
    let mut search = Search { concepts: Vec::new(), words: Vec::new(), needed: 1 };
    for rule in rules {
        search.concepts.extend(rule.concepts.iter().cloned());
        search.words.extend(rule.words.iter().cloned());
    }
    if search.words.is_empty() {
        search.words = stems(&name);
        search.needed = search.words.len().clamp(1, 2);
    }
    search
}

/// Long words of a name, less their endings.
fn stems(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 4 && w.is_ascii());
    let stems: BTreeSet<&str> = words.map(|w| &w[..w.len().saturating_sub(2).max(4)]).collect();
    stems.into_iter().map(str::to_owned).collect()
}

fn starts_a_word(text: &str, stem: &str) -> bool {
    let inside = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices(stem).any(|(at, _)| !inside(at))
}

/// `counts`: the complaints that are looked at, each with its counts that plead the claim.
pub fn element_row<'e>(
    view: &'e View<'_>,
    actors: &Actors,
    (claim, element): (&str, &Element),
    counts: &BTreeMap<usize, Vec<Span>>,
) -> ElementRow<'e> {
    let search = search(claim, element);
    let concepts: BTreeSet<&str> = search.concepts.iter().map(String::as_str).collect();
    let company = |test: &dyn Fn(&Evidence<'_>) -> bool| {
        let own = |e: &&Evidence<'_>| e.speaker == Speaker::Company;
        let mut known: HashMap<(usize, Option<&str>), bool> = HashMap::new();
        let mut concerns_one_sued = |e: &&'e Evidence<'e>| {
            let of_any = || counts.keys().any(|&complaint| actors.concerns_one_sued(e, complaint));
            *known.entry((e.quote.record, e.speaker_name)).or_insert_with(of_any)
        };
        let speaking = concepts.iter().flat_map(|concept| view.of_concept(concept));
        let speaking = speaking.filter(own).filter(|e| test(e)).filter(|e| concerns_one_sued(e));
        best(speaking.collect(), SHOWN)
    };
    ElementRow {
        name: element.name.clone(),
        alleged: alleged(view, &search, counts),
        company: company(&|e| !contrary(e)),
        contrary: company(&contrary),
        looked_for: search
            .concepts
            .iter()
            .cloned()
            .chain(search.words.iter().map(|w| format!("{w}!")))
            .collect(),
    }
}

fn contrary(e: &Evidence<'_>) -> bool {
    let negated = e.polarity == Polarity::Negated;
    matches!(e.mode, Mode::Denied | Mode::Contested)
        || (negated && matches!(e.mode, Mode::Promised | Mode::Represented))
}

/// Sentences of the claim's own counts first, then findings by concept, then other sentences.
fn alleged<'e>(view: &View<'e>, search: &Search, counts: &BTreeMap<usize, Vec<Span>>) -> Vec<Quote<'e>> {
    let mut places: Vec<(usize, Span)> = Vec::new();
    for (&record, sections) in counts {
        let in_count = |span: Span| sections.iter().any(|section| section.contains(span));
        places.extend(sentences(view, record, search, &in_count).into_iter().map(|span| (record, span)));
    }
    let of_concept =
        |e: &&Evidence<'_>| e.mode == Mode::Alleged && search.concepts.iter().any(|c| c == e.concept);
    let found: Vec<&Evidence<'_>> =
        counts.keys().flat_map(|&r| view.evidence_in(r)).filter(of_concept).collect();
    places.extend(best(found, SHOWN).into_iter().map(|e| (e.quote.record, e.quote.span())));
    if places.is_empty() {
        for &record in counts.keys() {
            places.extend(sentences(view, record, search, &|_| true).into_iter().map(|span| (record, span)));
        }
    }
    let mut seen = BTreeSet::new();
    places.retain(|place| seen.insert(*place));
    places.into_iter().take(SHOWN).map(|(record, span)| view.quote(record, span)).collect()
}

fn sentences(view: &View<'_>, record: usize, search: &Search, within: &dyn Fn(Span) -> bool) -> Vec<Span> {
    let document = view.document(record);
    let prose = |span: &Span| document.paragraph_at(span.start).is_some_and(|(_, p)| p.kind.is_prose());
    let speaks = |span: &Span| {
        let text = document.slice(*span).to_lowercase();
        search.words.iter().filter(|stem| starts_a_word(&text, stem)).count() >= search.needed
    };
    let all = document.sentences.iter().copied();
    all.filter(|span| within(*span)).filter(prose).filter(speaks).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Search {
        search("claim:cl.contract", &Element { name: name.into(), ..Element::default() })
    }

    #[test]
    fn the_rules_are_read_and_match_by_the_words_of_a_name() {
        let found = named("intentional interception (acquisition)");
        assert!(found.concepts.iter().any(|c| c == "practice:inapp"));
        assert!(found.words.iter().any(|w| w == "intentional"));
    }

    #[test]
    fn a_name_without_a_rule_is_looked_for_by_its_own_words() {
        let found = named("protected computer");
        assert_eq!((found.words, found.needed), (vec!["comput".to_owned(), "protect".to_owned()], 2));
    }

    #[test]
    fn an_elements_own_words_come_first() {
        let own = Element { name: "device".into(), concepts: vec![], words: vec!["beacon".into()] };
        assert_eq!(search("claim:cl.contract", &own).words, ["beacon"]);
    }

    #[test]
    fn a_rule_that_stands_alone_keeps_the_wider_ones_out() {
        let found = named("do-not-track disclosure");
        assert!(
            found.concepts.is_empty() && found.words.iter().all(|w| w.contains("track")),
            "{:?}",
            found.words
        );
    }

    #[test]
    fn an_element_that_is_left_to_the_law_is_looked_for_by_the_claim() {
        let found = named("as the law of the state defines it");
        assert_eq!((found.concepts, found.words), (vec!["claim:cl.contract".to_owned()], vec![]));
    }
}
