//! Which company belongs to which, where a pleading says so.

use super::{Quote, View};
use crate::document::{Document, DocumentKind, Span};
use crate::expression::expression;
use rayon::prelude::*;
use regex::{Captures, Regex};
use serde::Serialize;
use std::sync::LazyLock;

/// A company and the one that owns or controls it, as a document states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Affiliation<'e> {
    pub child: String,
    pub parent: String,
    /// The sentence.
    pub words: Quote<'e>,
}

static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    // A name: capitalised words, with its corporate ending behind a comma.
    let name = r"(?:(?:[A-Z][\w&’'-]*\.?|[A-Z]\.|&|of)\s+){0,6}[A-Z][\w&’'-]*\.?(?:,\s(?:Inc|LLC|Ltd|Corp|L\.P|LP|plc|PLC|S\.A|B\.V|N\.V|GmbH)\.?)?";
    let aside = r"(?:\s*\([^()]{0,80}\))?";
    let owned = r"(?:(?:wholly|majority|partially|direct|indirect|directly|indirectly)(?:[- ]owned)?,?\s+(?:or\s+|and\s+)?)*";
    let of = |child: &str, parent: &str, between: &str| {
        format!(r"(?P<{child}>{name}){aside}{between}\s+(?:the\s+)?(?P<{parent}>{name})")
    };
    [
        of("child", "parent", &format!(r",?\s+(?:is|was|became|has\s+been|operates\s+as)\s+an?\s+{owned}\s*(?:U\.S\.\s+|American\s+)?(?:subsidiary|division|unit)\s+of")),
        of("child", "parent", &format!(r",\s+an?\s+{owned}\s*(?:subsidiary|division|unit)\s+of")),
        of("child", "parent", r",?\s+(?:is|was)\s+(?:(?:wholly|majority|ultimately|directly|indirectly)\s+)*(?:owned|controlled)(?:\s+and\s+(?:operated|controlled))?\s+by"),
        of("parent", "child", r",?\s+(?:is|was)\s+(?:the\s+)?(?:(?:ultimate|corporate|direct|indirect)\s+)*parent(?:\s+(?:company|corporation|entity))?\s+of"),
        of("child", "parent", r"(?:’s|'s)\s+(?:(?:ultimate|corporate|direct)\s+)*parent(?:\s+(?:company|corporation|entity))?(?:,|\s+is)"),
    ]
    .iter()
    .filter_map(|form| expression(form).ok())
    .collect()
});

/// Affiliations of a document, in text order, each pair once.
fn affiliations_in(document: &Document) -> Vec<(String, String, Span)> {
    let mut found: Vec<(String, String, Span)> = Vec::new();
    for sentence in document.sentences.iter().copied() {
        let text = document.slice(sentence);
        if !["subsidiary", "parent", "owned", "controlled", "division", "unit of"]
            .iter()
            .any(|w| text.contains(w))
        {
            continue;
        }
        for (child, parent) in FORMS.iter().flat_map(|form| form.captures_iter(text)).filter_map(|c| pair(&c))
        {
            let known = found.iter().any(|(c, p, _)| (c, p) == (&child, &parent));
            if !known {
                found.push((child, parent, sentence));
            }
        }
    }
    found
}

fn pair(captures: &Captures<'_>) -> Option<(String, String)> {
    let child = bare(captures.name("child")?.as_str())?;
    let parent = bare(captures.name("parent")?.as_str())?;
    (child != parent).then_some((child, parent))
}

/// A name without the side it stands on; `None` for what names nobody.
fn bare(name: &str) -> Option<String> {
    const SIDES: [&str; 9] =
        ["Defendant", "Defendants", "Plaintiff", "Respondent", "Respondents", "The", "Upon", "And", "Its"];
    const NOBODY: [&str; 9] = ["It", "He", "She", "They", "Which", "This", "That", "Each", "None"];
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.first().is_some_and(|w| SIDES.contains(w)) {
        words.remove(0);
    }
    let corporate = ["Inc.", "Corp.", "Ltd.", "Co.", "L.P.", "S.A.", "B.V.", "N.V."];
    let joined = words.join(" ");
    let kept = if corporate.iter().any(|c| joined.ends_with(c)) {
        joined.as_str()
    } else {
        joined.trim_end_matches('.')
    };
    let empty = words.is_empty() || NOBODY.contains(&words[0]) || kept.len() < 3;
    (!empty).then(|| kept.to_owned())
}

/// What the court papers of a matter say of who owns whom.
pub fn affiliations<'e>(view: &View<'e>) -> Vec<Affiliation<'e>> {
    use DocumentKind::{Answer, Brief, Complaint, Declaration, Order};
    let papers = view.of_kind(&[Complaint, Answer, Brief, Order, Declaration]);
    let mut all: Vec<Affiliation<'_>> = Vec::new();
    let stated: Vec<_> =
        papers.par_iter().map(|&index| (index, affiliations_in(view.document(index)))).collect();
    for (index, found) in stated {
        for (child, parent, span) in found {
            let known = all.iter().any(|a| (&a.child, &a.parent) == (&child, &parent));
            if !known {
                all.push(Affiliation { child, parent, words: view.quote(index, span) });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let mut document = Document::of_passage(text, DocumentKind::Complaint);
        document.sentences = vec![Span::new(0, text.len())];
        affiliations_in(&document).into_iter().map(|(child, parent, _)| (child, parent)).collect()
    }

    fn one(child: &str, parent: &str) -> Vec<(String, String)> {
        vec![(child.to_owned(), parent.to_owned())]
    }

    #[test]
    fn the_usual_ways_of_naming_a_parent_are_read() {
        let pair = one("Harrow Goods, Inc.", "Harrow Holdings Ltd.");
        for text in [
            "Defendant Harrow Goods, Inc. is a wholly-owned subsidiary of Harrow Holdings Ltd.",
            "Defendant Harrow Goods, Inc. (“Harrow”) is a wholly owned, indirect subsidiary of Defendant Harrow Holdings Ltd.",
            "Harrow Goods, Inc. is owned and operated by Harrow Holdings Ltd.",
            "Harrow Holdings Ltd. is the ultimate parent company of Harrow Goods, Inc.",
        ] {
            assert_eq!(read(text), pair, "{text}");
        }
    }

    #[test]
    fn pronouns_and_other_belongings_name_no_parent() {
        assert_eq!(read("It is a subsidiary of Harrow Holdings Ltd."), []);
        assert_eq!(read("The account is controlled by the user."), []);
        assert_eq!(read("A parent of a child may ask for deletion."), []);
    }
}
