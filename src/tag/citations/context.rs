//! What a document has cited so far, by which its short forms are understood.

use super::antecedents::{Antecedent, Chain, Relation, first_number};
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
    /// The sections cited, each number once a code.
    sections: Vec<(Shape, Source)>,
    terms: Vec<(String, Source)>,
    cases: Vec<Case>,
    /// Places in `cases` by every form cited, by volume and reporter with the first page, and by the
    /// words that call a case again.
    by_form: HashMap<String, usize>,
    by_volume: HashMap<String, Vec<(u32, usize)>>,
    by_name: HashMap<String, Vec<usize>>,
    instrument: Option<String>,
    body: Chain,
    notes: Chain,
    in_note: bool,
}

#[derive(Clone, Debug)]
struct Case {
    normalized: String,
    kind: CitationKind,
    name: Option<String>,
    names: Vec<String>,
}

static DEFINED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"^[,\s]{0,3}\(((?:[^()“”"]{0,40}[“"][^”"()]{2,60}[”"]){1,3})[^()“”"]{0,20}\)"#)
});
static DEFINED_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\(((?:[^()“”"]{0,30}[“"][^”"()]{2,60}[”"]){1,3})\)[,\s]{0,3}$"#));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[“"]([^”"]+)[”"]"#));

/// Terms and sections kept. More are in no filing, and each is compared with every short form.
const MOST: usize = 500;

/// Pages that a short form may lie behind the first page of the case it means.
const SAME_DECISION: u32 = 350;

impl Context {
    /// Takes note of a citation that stands in `text` behind `done`, where the one before it ends, and
    /// completes it by what was cited before.
    pub(super) fn observe(&mut self, text: &str, found: &mut Found, done: usize) {
        let kind = found.citation.kind;
        let mention = is_mention(text, found);
        if !mention {
            let chain = if self.in_note { &mut self.notes } else { &mut self.body };
            if chain.note(text, found) == Relation::Parallel {
                let first = chain.first_of_parallels();
                found.citation.parallel_to = first.map(|f| f.normalized.clone());
                found.citation.name = first.and_then(|f| f.name.clone());
            }
        }
        if kind == CitationKind::Case && found.names.is_empty() && found.citation.parallel_to.is_none() {
            self.take_in_name(text, found, done);
        }
        if let Some((source, number)) = found.source.as_ref() {
            if kind == CitationKind::Rule {
                self.rules = Some(source.clone());
            } else if !number.is_empty() {
                self.define(text, found, &source.within(number));
                if !source.paged {
                    self.last_code = Some(source.clone());
                    let before = self.cited.insert(number.clone(), source.clone());
                    if self.sections.len() < MOST && before.is_none_or(|b| b.whole() != source.whole()) {
                        self.sections.extend(Shape::of(number).map(|shape| (shape, source.clone())));
                    }
                }
            }
        }
        if matches!(kind, CitationKind::Case | CitationKind::Docket) {
            self.remember(text, found);
        }
        if let Some((instrument, _)) = found.citation.normalized.split_once(" art. ")
            && kind == CitationKind::Regulation
        {
            self.instrument = Some(instrument.to_string());
        }
    }

    /// `Naegele, 468 F. Supp. 2d 165`: a short name belongs to the citation if it is known to be the case's.
    fn take_in_name(&self, text: &str, found: &mut Found, done: usize) {
        let start = found.span().start;
        let window = behind(text, start, 60);
        let Some(named) = window.trim_end().strip_suffix(',') else { return };
        let Some(&index) = self.by_form.get(&found.citation.normalized) else { return };
        let Some((case, length)) = self.case_at_end(named) else { return };
        let at = start - window.len() + named.len() - length;
        if case.normalized == self.cases[index].normalized && at >= done {
            found.citation.span.start = at;
        }
    }

    /// Starts on another text of the same document; of its notes, which have antecedents of their own.
    pub(super) fn enter(&mut self, in_note: bool) {
        self.in_note = in_note;
        self.chain_mut().enter();
    }

    /// Ends a text.
    pub(super) fn leave(&mut self, text: &str) {
        self.chain_mut().leave(text);
    }

    /// What was cited before is no antecedent of what follows.
    pub(super) fn forget_antecedents(&mut self) {
        self.chain_mut().forget();
    }

    pub(super) fn in_note(&self) -> bool {
        self.in_note
    }

    pub(super) fn chain(&self) -> &Chain {
        if self.in_note { &self.notes } else { &self.body }
    }

    pub(super) fn chain_mut(&mut self) -> &mut Chain {
        if self.in_note { &mut self.notes } else { &mut self.body }
    }

    fn remember(&mut self, text: &str, found: &Found) {
        let mut names = found.names.clone();
        if !names.is_empty() {
            names.extend(defined_terms(text, found).unwrap_or_default());
        }
        let citation = &found.citation;
        let placed =
            citation.normalized.rsplit_once(' ').and_then(|(v, p)| Some((v, p.parse::<u32>().ok()?)));
        if placed.is_none() && citation.kind == CitationKind::Case {
            return;
        }
        let known = self.by_form.get(citation.authority()).copied();
        let index = known.unwrap_or_else(|| {
            self.cases.push(Case {
                normalized: citation.authority().to_string(),
                kind: citation.kind,
                name: citation.name.clone(),
                names: Vec::new(),
            });
            self.cases.len() - 1
        });
        if self.by_form.insert(citation.normalized.clone(), index).is_none()
            && let Some((volume, page)) = placed
        {
            self.by_volume.entry(volume.to_string()).or_default().push((page, index));
        }
        if self.cases[index].name.is_none() {
            self.cases[index].name.clone_from(&citation.name);
        }
        for name in names {
            let cases = self.by_name.entry(name.clone()).or_default();
            if !cases.contains(&index) {
                cases.push(index);
                self.cases[index].names.push(name);
            }
        }
    }

    /// `(“CIPA”)` behind a citation, or between an act's name and its citation.
    fn define(&mut self, text: &str, found: &Found, source: &Source) {
        for term in defined_terms(text, found).unwrap_or_default() {
            if self.terms.len() >= MOST {
                return;
            }
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

    /// The code of a section that is cited by its number alone: the one in which that number was cited,
    /// or the only one with a section near it.
    pub(super) fn code_of(&self, section: &Section, marker: Marker) -> Option<Source> {
        if let Some(source) = self.cited.get(&section.number) {
            return Some(source.clone());
        }
        let shape = Shape::of(&section.number)?;
        if marker == Marker::None || shape.lead < 100 {
            return None;
        }
        let mut near =
            self.sections.iter().filter(|(known, _)| known.is_near(&shape)).map(|(_, source)| source);
        let first = near.next()?;
        if near.all(|other| other.whole() == first.whole()) {
            return Some(first.clone());
        }
        self.last_code.as_ref().filter(|last| last.whole() == first.whole()).cloned()
    }

    pub(super) fn rules(&self) -> Option<&Source> {
        self.rules.as_ref()
    }

    pub(super) fn instrument(&self) -> Option<&str> {
        self.instrument.as_deref()
    }

    /// Gives a short form such as `52 F.4th at 125` the first page of the case cited before: of those
    /// in that volume the one that begins last before the page meant, if its name is not another's.
    /// Where none does, volume and reporter stay alone: a first page is never guessed.
    pub(super) fn complete(&self, found: &mut Found) {
        let citation = &mut found.citation;
        if citation.kind != CitationKind::Case {
            return;
        }
        if let Some(&known) = self.by_form.get(&citation.normalized) {
            let known = &self.cases[known];
            citation.name = citation.name.take().or_else(|| known.name.clone());
            if known.normalized != citation.normalized {
                citation.parallel_to = Some(known.normalized.clone());
            }
            return;
        }
        let Some(cases) = self.by_volume.get(citation.normalized.as_str()) else { return };
        let Some(meant) = citation.pin.as_deref().and_then(first_number) else { return };
        let online = citation.normalized.ends_with("WL") || citation.normalized.ends_with("LEXIS");
        let fits = |&&(page, index): &&(u32, usize)| {
            let near = online || (page <= meant && meant - page <= SAME_DECISION);
            near && agree(&found.names, &self.cases[index].names)
        };
        let mut begun: Vec<&(u32, usize)> = cases.iter().filter(fits).collect();
        begun.sort_by_key(|(page, _)| *page);
        let one = !online || begun.len() == 1;
        if let Some(&&(_, index)) = begun.last().filter(|_| one) {
            citation.normalized.clone_from(&self.cases[index].normalized);
            citation.name.clone_from(&self.cases[index].name);
        }
    }

    /// The case that a name ending `window` calls again, and the name's length. None where two cases
    /// answer to it.
    pub(super) fn case_at_end(&self, window: &str) -> Option<(Antecedent, usize)> {
        let words: Vec<(usize, &str)> = name_words(window);
        let mut found = None;
        for &(at, word) in &words {
            for name in [&window[at..], word] {
                let Some(cases) = self.by_name.get(name.trim_end_matches([',', '.'])) else { continue };
                match cases.as_slice() {
                    [one] => found = Some((*one, window.len() - at)),
                    _ => return None,
                }
            }
        }
        let (index, length) = found?;
        let case = &self.cases[index];
        let antecedent = Antecedent {
            kind: case.kind,
            normalized: case.normalized.clone(),
            name: case.name.clone(),
            source: None,
        };
        Some((antecedent, length))
    }
}

/// How a section's number is built, to tell whether two can stand in one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    /// The digits at its start.
    lead: u32,
    /// The points, hyphens, colons and strokes in it.
    marks: usize,
}

/// Sections of one act rarely lie further apart: in codes that count to the thousands, and in others.
const NEAR: u32 = 60;
const NEARER: u32 = 15;

impl Shape {
    fn of(number: &str) -> Option<Self> {
        Some(Self {
            lead: first_number(number)?,
            marks: number.chars().filter(|c| ".-:/".contains(*c)).count(),
        })
    }

    /// A long number with marks must begin alike: `1798.150` like `1798.100`.
    fn is_near(&self, other: &Self) -> bool {
        let long = other.marks > 0 && other.lead > 999;
        let reach = match other.lead {
            _ if long => 0,
            0..1000 => NEARER,
            _ => NEAR,
        };
        let built_alike = self.marks == other.marks || long && self.marks > 0;
        built_alike && self.lead.abs_diff(other.lead) <= reach
    }
}

/// The capitalised words at the end of a window, the last first, at most five, each with its offset.
fn name_words(window: &str) -> Vec<(usize, &str)> {
    let base = window.as_ptr() as usize;
    let words = window.split_whitespace().rev().take(5);
    words
        .take_while(|w| {
            w.starts_with(|c: char| c.is_uppercase() || "“‘(".contains(c)) && !w.ends_with([';', ')', ':'])
        })
        .map(|w| {
            let bare = w.trim_start_matches(['“', '‘', '(']);
            (bare.as_ptr() as usize - base, bare)
        })
        .collect()
}

/// Do two lists of short names share one, or does one of them know none?
fn agree(written: &[String], known: &[String]) -> bool {
    // `Union` of `Trans-Union`, which the line's end may have parted
    let same = |w: &String, k: &String| w == k || k.rsplit('-').next() == Some(w) && k.contains('-');
    written.is_empty() || known.is_empty() || written.iter().any(|w| known.iter().any(|k| same(w, k)))
}

/// A name in running text that is no citation sentence: `Twombly`, `the Fourth Amendment`,
/// `Rule 12(b)(6)`. An `Id.` behind it still means what was cited before.
fn is_mention(text: &str, found: &Found) -> bool {
    let citation = &found.citation;
    let written = &text[citation.span.start..citation.span.end];
    match citation.kind {
        CitationKind::Case => !written.contains(|c: char| c.is_ascii_digit()),
        CitationKind::Constitution => !written.contains("Const."),
        CitationKind::Rule => written.starts_with("Rule"),
        CitationKind::Docket => found.names.is_empty(),
        _ => false,
    }
}

/// The terms defined in a parenthesis right behind or before a citation.
fn defined_terms(text: &str, found: &Found) -> Option<Vec<String>> {
    let ahead = Cursor::new(text, found.span().end).ahead(160);
    let before = behind(text, found.span().start, 110);
    let opens = ahead.trim_start_matches([' ', ',', '\n']).starts_with('(');
    let closes = before.trim_end_matches([' ', ',', '\n']).ends_with(')');
    let after = if opens { DEFINED_AFTER.captures(ahead) } else { None };
    let captures = after.or_else(|| if closes { DEFINED_BEFORE.captures(before) } else { None });
    let list = captures?.get(1)?;
    let terms = QUOTED.captures_iter(list.as_str());
    Some(terms.map(|term| term[1].trim_end_matches([',', '.']).to_string()).collect())
}
