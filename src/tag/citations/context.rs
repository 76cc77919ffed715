//! What a document has cited so far, by which its short forms are understood.

use super::codes::{CODES, Source};
use super::cursor::{Cursor, behind};
use super::found::Found;
use super::names::fold;
use super::pattern::pattern;
use super::section::{Marker, Section};
use crate::document::CitationKind;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Memory of the citations before a place in a document. Carry one from paragraph to paragraph.
#[derive(Clone, Debug, Default)]
pub struct Context {
    last_code: Option<Source>,
    rules: Option<Source>,
    cited: HashMap<String, Source>,
    terms: Vec<(String, Source)>,
    cases: Vec<Case>,
    instrument: Option<String>,
    last: Option<Antecedent>,
    /// Where the last citation ends in the text at hand.
    last_end: usize,
}

#[derive(Clone, Debug)]
struct Case {
    normalized: String,
    kind: CitationKind,
    names: Vec<String>,
}

/// What `Id.` means.
#[derive(Clone, Debug)]
pub(super) struct Antecedent {
    pub kind: CitationKind,
    pub normalized: String,
    pub source: Option<Source>,
}

static DEFINED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"^[,\s]{0,3}\(((?:[^()“”"]{0,40}[“"][^”"()]{2,60}[”"]){1,3})[^()“”"]{0,20}\)"#)
});
static DEFINED_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\(((?:[^()“”"]{0,30}[“"][^”"()]{2,60}[”"]){1,3})\)[,\s]{0,3}$"#));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[“"]([^”"]+)[”"]"#));

impl Context {
    /// Takes note of a citation that stands in `text`.
    pub(super) fn observe(&mut self, text: &str, found: &Found) {
        let citation = &found.citation;
        if citation.kind == CitationKind::Web {
            return;
        }
        let source = found.source.as_ref();
        if !self.is_parallel(text, found) {
            self.last = Some(Antecedent {
                kind: citation.kind,
                normalized: citation.normalized.clone(),
                source: source.map(|s| s.0.clone()),
            });
        }
        self.last_end = citation.span.end;
        if let Some((source, number)) = source {
            if citation.kind == CitationKind::Rule {
                self.rules = Some(source.clone());
            } else {
                self.last_code = Some(source.clone());
                self.cited.insert(number.clone(), source.clone());
                self.define(text, found, &source.within(number));
            }
        }
        if matches!(citation.kind, CitationKind::Case | CitationKind::Docket) && !found.names.is_empty() {
            self.cases.push(Case {
                normalized: citation.normalized.clone(),
                kind: citation.kind,
                names: found.names.clone(),
            });
        }
        if let Some((instrument, _)) = citation.normalized.split_once(" art. ")
            && citation.kind == CitationKind::Regulation
        {
            self.instrument = Some(instrument.to_string());
        }
    }

    /// Starts on another text of the same document.
    pub(super) fn enter(&mut self) {
        self.last_end = usize::MAX;
    }

    /// `121 S. Ct. 1808` right behind `532 U.S. 742, 749,` is the same case: `Id.` means the first.
    fn is_parallel(&self, text: &str, found: &Found) -> bool {
        let case = found.citation.kind == CitationKind::Case && found.names.is_empty();
        let followed = self.last.as_ref().is_some_and(|l| l.kind == CitationKind::Case);
        let between = text.get(self.last_end..found.span().start.max(self.last_end));
        case && followed && between.is_some_and(|b| b.trim() == ",")
    }

    /// `(“CIPA”)` behind a citation, or between an act's name and its citation.
    fn define(&mut self, text: &str, found: &Found, source: &Source) {
        let ahead = Cursor::new(text, found.span().end).ahead(160);
        let before = behind(text, found.span().start, 110);
        let after = DEFINED_AFTER.captures(ahead);
        let captures = after.or_else(|| DEFINED_BEFORE.captures(before));
        let Some(list) = captures.and_then(|c| c.get(1)) else { return };
        for term in QUOTED.captures_iter(list.as_str()) {
            let term = term[1].trim_end_matches([',', '.']).to_string();
            self.terms.retain(|(known, _)| fold(known) != fold(&term));
            self.terms.push((term, source.clone()));
        }
    }

    /// The code or act that a name at the start of `ahead` stands for, and the name's length.
    pub(super) fn named_at_start(&self, ahead: &str) -> Option<(Source, usize)> {
        let act = CODES.act_names.at_start(ahead).map(|n| (CODES.act_source(n.entry), n.end));
        self.prefer(act, |term| {
            ahead.starts_with(term) && !ahead[term.len()..].starts_with(char::is_alphanumeric)
        })
    }

    /// The same for a name that ends `window`.
    pub(super) fn named_at_end(&self, window: &str) -> Option<(Source, usize)> {
        let act = CODES.act_names.at_end(window).map(|n| (CODES.act_source(n.entry), n.end - n.start));
        self.prefer(act, |term| {
            window.strip_suffix(term).is_some_and(|head| !head.ends_with(char::is_alphanumeric))
        })
    }

    /// A term that the document defines wins over a known act, unless the act has a table of its
    /// own sections.
    fn prefer(&self, act: Option<(Source, usize)>, fits: impl Fn(&str) -> bool) -> Option<(Source, usize)> {
        if act.as_ref().is_some_and(|(s, _)| !s.sections.is_empty()) {
            return act;
        }
        let mut terms = self.terms.iter().rev();
        let term = terms.find(|(t, _)| fits(t)).map(|(t, s)| (s.clone(), t.len()));
        match (&term, &act) {
            (Some((_, a)), Some((_, b))) if a < b => act,
            (None, _) => act,
            _ => term,
        }
    }

    /// The code of a section that is cited by its number alone.
    pub(super) fn code_of(&self, section: &Section, marker: Marker) -> Option<Source> {
        if let Some(source) = self.cited.get(&section.number) {
            return Some(source.clone());
        }
        let telling =
            section.number.len() >= 3 && section.number.bytes().filter(u8::is_ascii_digit).count() >= 2;
        let source = self.last_code.as_ref()?;
        (telling && marker != Marker::None && source.sections.is_empty()).then(|| source.clone())
    }

    pub(super) fn rules(&self) -> Option<&Source> {
        self.rules.as_ref()
    }

    pub(super) fn instrument(&self) -> Option<&str> {
        self.instrument.as_deref()
    }

    pub(super) fn last(&self) -> Option<&Antecedent> {
        self.last.as_ref()
    }

    /// Gives a short form such as `52 F.4th at 125` the first page of the case cited before: of those
    /// in that volume the one that begins last before the page meant. Where none does, volume and
    /// reporter stay alone: a first page is never guessed.
    pub(super) fn complete(&self, found: &mut Found) {
        let citation = &mut found.citation;
        if citation.kind != CitationKind::Case || citation.normalized.split(' ').count() < 2 {
            return;
        }
        let Some(meant) = citation.pin.as_deref().and_then(first_number) else { return };
        let start = format!("{} ", citation.normalized);
        let first_page = |case: &str| case.strip_prefix(&start)?.parse::<u32>().ok();
        let begun = self.cases.iter().filter_map(|case| Some((first_page(&case.normalized)?, case)));
        if let Some((_, case)) = begun.filter(|(page, _)| *page <= meant).max_by_key(|(page, _)| *page) {
            citation.normalized.clone_from(&case.normalized);
        }
    }

    /// The case that a name ending `window` calls again, and the name's length.
    pub(super) fn case_at_end(&self, window: &str) -> Option<(Antecedent, usize)> {
        self.cases.iter().rev().find_map(|case| {
            let name = case.names.iter().find(|n| window.ends_with(n.as_str()))?;
            let antecedent =
                Antecedent { kind: case.kind, normalized: case.normalized.clone(), source: None };
            Some((antecedent, name.len()))
        })
    }
}

fn first_number(pin: &str) -> Option<u32> {
    let digits: String =
        pin.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
