//! What `Id.` means: the authority cited just before, and none where that is in doubt.
//!
//! A citation that stands in a parenthesis behind another (`(quoting …)`), in its later history
//! (`aff’d, …`) or beside it in a second reporter is no antecedent. A string of several authorities
//! is one only where the page meant can lie in one alone.

use super::codes::Source;
use super::cursor::Cursor;
use super::found::Found;
use super::pattern::pattern;
use crate::document::CitationKind;
use regex::Regex;
use std::collections::VecDeque;
use std::sync::LazyLock;

/// An authority that may be meant again.
#[derive(Clone, Debug)]
pub(super) struct Antecedent {
    pub kind: CitationKind,
    pub normalized: String,
    pub name: Option<String>,
    pub source: Option<Source>,
}

/// How a citation stands to the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Opens a citation sentence of its own.
    New,
    /// One more of a string: `; see also`.
    Joined,
    /// The same case in a second reporter.
    Parallel,
    /// In a parenthesis behind another, in its history, or the docket entry of a paper just named.
    Nested,
}

/// The authorities of one citation sentence.
#[derive(Clone, Debug, Default)]
struct Group {
    members: Vec<Antecedent>,
    /// Something that reads like an authority, but was not understood, follows.
    doubtful: bool,
}

/// What was cited last in one stream of text: the body or the notes.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    last: Group,
    /// The last group of authorities that have pages: a statute named between does not end it.
    paged: Group,
    /// The groups before `paged`, the latest first: what a quotation, with citations of its own, stands in.
    earlier: VecDeque<Group>,
    /// In the text at hand: the end of the last member of `last`, if it stands there.
    end: Option<usize>,
    /// In the text at hand: the last nested citation, and where it ends with its other reporters.
    aside: Option<(Antecedent, usize)>,
    /// The case that the last parallel citation is of.
    parallel: Option<Antecedent>,
    /// In the text at hand: the end of the last citation of any relation.
    covered: usize,
    /// In the text at hand: up to where a parenthesis behind the last citation reaches.
    nested_until: usize,
}

impl Chain {
    /// Starts on another text of the stream.
    pub fn enter(&mut self) {
        self.end = None;
        self.aside = None;
        self.covered = 0;
        self.nested_until = 0;
    }

    /// Ends the text at hand.
    pub fn leave(&mut self, text: &str) {
        self.doubt(text.get(self.covered..).unwrap_or_default());
    }

    /// Nothing before is meant by what follows: a caption or a table stands between.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    fn doubt(&mut self, gap: &str) {
        let open = |group: &Group| !group.doubtful && !group.members.is_empty();
        if (open(&self.last) || open(&self.paged)) && reads_like_authority(gap) {
            self.last.doubtful = true;
            self.paged.doubtful = true;
        }
    }

    /// Takes note of a citation and says how it stands to those before.
    pub fn note(&mut self, text: &str, found: &Found) -> Relation {
        let span = found.span();
        let relation = self.relation(text, found);
        self.doubt(text.get(self.covered..span.start).unwrap_or_default());
        self.covered = self.covered.max(span.end);
        match relation {
            Relation::Nested => {
                self.aside = Some((Antecedent::of(found), span.end));
                return relation;
            }
            Relation::Parallel => {
                match &mut self.aside {
                    Some((_, end)) => *end = span.end,
                    None => self.end = Some(span.end),
                }
                return relation;
            }
            Relation::New => self.last = Group::default(),
            Relation::Joined => {}
        }
        self.aside = None;
        self.end = Some(span.end);
        self.last.members.push(Antecedent::of(found));
        if self.last.members.iter().any(Antecedent::has_pages) {
            let before = std::mem::replace(&mut self.paged, self.last.clone());
            if relation == Relation::New {
                self.earlier.push_front(before);
                self.earlier.truncate(EARLIER);
            }
        }
        relation
    }

    /// The authority that stands first where `Relation::Parallel` was found.
    pub fn first_of_parallels(&self) -> Option<&Antecedent> {
        self.parallel.as_ref()
    }

    /// Notes an `Id.` whose antecedent stays open: those after it are as open.
    pub fn note_open(&mut self, end: usize) {
        self.last.doubtful = true;
        self.paged.doubtful = true;
        self.covered = end;
    }

    fn relation(&mut self, text: &str, found: &Found) -> Relation {
        let span = found.span();
        let aside = self.aside.as_ref().map(|(first, end)| (first, *end));
        let last = || self.last.members.last().zip(self.end);
        if let Some((first, _)) =
            aside.or_else(last).filter(|(first, end)| is_parallel(text, first, *end, found))
        {
            self.parallel = Some(first.clone());
            return Relation::Parallel;
        }
        if span.start < self.nested_until {
            return Relation::Nested;
        }
        let Some(end) = self.end.filter(|end| *end <= span.start) else { return Relation::New };
        let Some(last) = self.last.members.last() else { return Relation::New };
        let gap = &text[end..span.start];
        if gap.len() > LONGEST_GAP {
            return Relation::New;
        }
        let Some(between) = after_parentheses(gap) else {
            self.nested_until = closing(text, span.end);
            return Relation::Nested;
        };
        let (kind, trimmed) = (found.citation.kind, between.trim());
        let apposed = kind == CitationKind::Record && matches!(trimmed, "," | "(" | "at");
        if apposed && matches!(last.kind, CitationKind::Record | CitationKind::Docket) {
            return Relation::Nested;
        }
        // "Hr'g Tr. at 6, Doe v. Roe, No. 06-298": the case that the paper belongs to
        if kind == CitationKind::Docket && last.kind == CitationKind::Record && trimmed == "," {
            return Relation::Nested;
        }
        if HISTORY.is_match(trimmed) {
            return Relation::Nested;
        }
        if JOINED.is_match(trimmed) { Relation::Joined } else { Relation::New }
    }

    /// What `Id.` with this pin means at `at`.
    pub fn meant(&self, text: &str, at: usize, pin: Option<&str>) -> Option<&Antecedent> {
        let own = Pin::of(pin);
        let group = match own {
            Pin::None => &self.last,
            _ if self.last.members.iter().any(Antecedent::has_pages) => &self.last,
            _ => &self.paged,
        };
        let gap = without_section(text.get(self.covered..at).unwrap_or_default());
        if group.doubtful || reads_like_authority(gap) {
            return None;
        }
        let fitting = group.members.iter().filter(|a| a.fits(&own));
        only(fitting).or_else(|| self.meant_earlier(group, &own))
    }

    /// The one decision cited shortly before that has the page, where the last authorities can not have it.
    fn meant_earlier(&self, last: &Group, pin: &Pin) -> Option<&Antecedent> {
        let Pin::Page(page) = *pin else { return None };
        if last.members.iter().any(|a| !a.is_reported() || a.fits(pin)) {
            return None;
        }
        let near = |a: &&Antecedent| {
            let first = a.first_page().filter(|_| a.is_reported());
            first.is_some_and(|first| (first..first + NEAR).contains(&page))
        };
        only(self.earlier.iter().flat_map(|group| &group.members).filter(near))
    }

    /// The kind of what `Id.` most likely means where the authority itself stays open.
    pub fn likely(&self, pin: Option<&str>) -> CitationKind {
        let own = Pin::of(pin);
        let groups = [&self.last, &self.paged];
        let last = groups.iter().flat_map(|group| group.members.iter().rev()).next();
        let case = |a: &Antecedent| a.kind == CitationKind::Case && a.fits(&own);
        match own {
            Pin::Page(_) | Pin::Star | Pin::None if last.is_some_and(case) => CitationKind::Case,
            _ => CitationKind::Record,
        }
    }

    /// The code of the sections cited last, for `Id. § 2520`.
    pub fn source(&self) -> Option<&Source> {
        let first = self.last.members.first()?.source.as_ref()?;
        let same = |a: &Antecedent| a.source.as_ref().is_some_and(|s| s.whole() == first.whole());
        (!self.last.doubtful && self.last.members.iter().all(same)).then_some(first)
    }
}

/// The authority, if all that are found are the same.
fn only<'a>(mut found: impl Iterator<Item = &'a Antecedent>) -> Option<&'a Antecedent> {
    let first = found.next()?;
    found.all(|other| other.normalized == first.normalized).then_some(first)
}

/// The kinds of pins by which antecedents are told apart.
enum Pin {
    None,
    Star,
    Paragraph,
    Page(u32),
    /// A page with lines: of a transcript or a pleading.
    Line,
    Other,
}

impl Pin {
    fn of(pin: Option<&str>) -> Self {
        let Some(pin) = pin else { return Self::None };
        match pin.chars().next() {
            Some('*') => Self::Star,
            Some('¶') => Self::Paragraph,
            _ if pin.contains(':') => Self::Line,
            _ => first_number(pin).map_or(Self::Other, Self::Page),
        }
    }
}

/// Citations further apart, in bytes, do not belong together.
const LONGEST_GAP: usize = 2_000;

/// Groups of authorities kept before the last.
const EARLIER: usize = 3;

/// The page of an earlier decision lies within so many of its first.
const NEAR: u32 = 60;

/// A decision is rarely longer, in pages of its reporter.
const LONGEST_DECISION: u32 = 350;

impl Antecedent {
    fn of(found: &Found) -> Self {
        let citation = &found.citation;
        Self {
            kind: citation.kind,
            normalized: citation.normalized.clone(),
            name: citation.name.clone(),
            source: found.source.as_ref().map(|s| s.0.clone()),
        }
    }

    fn has_pages(&self) -> bool {
        matches!(
            self.kind,
            CitationKind::Case | CitationKind::Docket | CitationKind::Record | CitationKind::Web
        ) || self.source.as_ref().is_some_and(|s| s.paged)
    }

    /// Can the pin lie within this authority?
    fn fits(&self, pin: &Pin) -> bool {
        let online = self.normalized.contains(" WL ") || self.normalized.contains("LEXIS");
        let case = self.kind == CitationKind::Case;
        match pin {
            Pin::None => true,
            Pin::Star => online || self.kind == CitationKind::Docket,
            Pin::Paragraph => match self.kind {
                CitationKind::Case => !self.is_reported() && !online,
                CitationKind::Record | CitationKind::Docket | CitationKind::Web => true,
                _ => false,
            },
            Pin::Page(_) if !self.has_pages() || online => false,
            Pin::Page(_) if self.kind == CitationKind::Web => self.normalized.ends_with(".pdf"),
            Pin::Page(page) => match self.first_page() {
                Some(first) if case && self.is_reported() || self.kind == CitationKind::Statute => {
                    first <= *page && *page <= first + LONGEST_DECISION
                }
                _ => true,
            },
            Pin::Line => self.kind == CitationKind::Record && !self.normalized.contains("App"),
            Pin::Other => self.has_pages(),
        }
    }

    /// Is the pin a page, or a star page, that this case can have?
    pub fn holds(&self, pin: &str) -> bool {
        let pin = Pin::of(Some(pin));
        self.fits(&pin) && (!matches!(pin, Pin::Page(_)) || self.is_reported())
    }

    /// In a printed reporter, by volume and page.
    fn is_reported(&self) -> bool {
        let volume = self.normalized.split(' ').next().unwrap_or_default();
        let year = volume.len() == 4;
        self.kind == CitationKind::Case && !year && volume.bytes().all(|b| b.is_ascii_digit())
    }

    fn first_page(&self) -> Option<u32> {
        self.normalized.rsplit(' ').next()?.parse().ok()
    }
}

/// The first number of a pin.
pub(super) fn first_number(pin: &str) -> Option<u32> {
    let digits: String =
        pin.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// What follows the parentheses at the start of a gap, or `None` if one of them is still open at its
/// end.
fn after_parentheses(gap: &str) -> Option<&str> {
    let mut rest = gap;
    loop {
        let Some(inside) = rest.trim_start().strip_prefix('(') else { return Some(rest) };
        rest = &inside[closed(inside)?..];
    }
}

/// The length up to and with the parenthesis that closes the one before `text`.
fn closed(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Does a citation without a name follow a case, which ends at `end`, as its second reporter?
fn is_parallel(text: &str, first: &Antecedent, end: usize, found: &Found) -> bool {
    let Some(gap) = text.get(end..found.span().start) else { return false };
    let unnamed = found.citation.kind == CitationKind::Case && found.names.is_empty();
    let reported = first.kind == CitationKind::Case && !text[..end].ends_with(')');
    // the Supreme Court's unofficial reporters behind its own, in the older manner
    let second = &found.citation.normalized;
    let older = gap.trim() == ";"
        && first.normalized.contains(" U.S. ")
        && (second.contains(" S. Ct. ") || second.contains(" L. Ed. "));
    unnamed && reported && (matches!(gap.trim(), "," | "[") || older)
}

/// How far a parenthesis that is open at `at` reaches, within reason.
fn closing(text: &str, at: usize) -> usize {
    let ahead = Cursor::new(text, at).ahead(1_500);
    at + closed(ahead).unwrap_or(0)
}

static HISTORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[,;(\s]*(?:aff[’'`]d|affirmed|affirming|aff[’'`]g|rev[’'`]d|reversed|reversing|rev[’'`]g|vacated|vacating|modified|amended|as amended|",
        r"cert\. (?:denied|granted|dismissed)|certiorari denied|reh[’'`]g|rehearing|overruled|abrogated|superseded|remanded|",
        r"appeal (?:dismissed|docketed|filed|pending)|petition for|pet\. for|judgment aff|on remand|rev\. denied|review denied|",
        r"quoting|citing|cited in|quoted in|quotation|discussing|construing|interpreting|in turn|adopted by|report and recommendation|r\. & r\. adopted|sub nom)",
    ))
});

static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[;,&\s]|(?-u:\b)and(?-u:\b)|(?-u:\b)or(?-u:\b)|(?-u:\b)see(?-u:\b)|(?-u:\b)also(?-u:\b)|(?-u:\b)accord(?-u:\b)|(?-u:\b)cf\.|(?-u:\b)e\.g\.|(?-u:\b)but(?-u:\b)|(?-u:\b)generally(?-u:\b)|(?-u:\b)compare(?-u:\b)|(?-u:\b)with(?-u:\b)|(?-u:\b)contra(?-u:\b)|(?-u:\b)to(?-u:\b)|(?-u:\b)through(?-u:\b)|[–—-])*$",
    )
});

static AUTHORITY_LIKE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:\(|,\s)(?:[A-Z][a-z]{2,8}\.?\s[0-9]{1,2},\s)?(?:19|20)[0-9]{2}\)|(?i:\bsupra\b)|(?-u:\b)at\s{1,2}\*?[0-9]+(?:[-–,\s0-9]*)[.;)(]|(?-u:\b)at\s¶|",
        r"(?-u:\b)L\.\s?(?:Rev|J)\.|§\s?[0-9]|\(R\.\s?[0-9]|\(Tr\.\s[0-9]|¶\s?[0-9]|(?-u:\b)[Ii]d\.\s(?:at|§|¶)|(?-u:\b)[Ii]bid|[0-9]\s(?:[A-Z][A-Za-z’']{0,9}\.\s?){1,4}(?:[23]d\s|4th\s)?[0-9]",
    ))
});

static SECTION_OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"§{1,2}\s?[0-9][0-9A-Za-z.()–-]*,\s$"));

/// `§ 1.01(b), id., at 9`: the section right before says what stands on the page meant.
fn without_section(gap: &str) -> &str {
    SECTION_OF.find(gap).map_or(gap, |section| &gap[..section.start()])
}

/// Does a text hold what reads like a citation? Asked of what no finder understood.
fn reads_like_authority(gap: &str) -> bool {
    gap.bytes().any(|b| b.is_ascii_digit() || b == b'u') && AUTHORITY_LIKE.is_match(gap)
}
