//! Quotations and where they stand: what every analysis hands on.

use super::dates::dates;
use super::parties::{Docket, dockets};
use super::{Concepts, Matter};
use crate::document::{
    Beside, CiteForm, CiteStyle, Document, DocumentKind, FileOutcome, Finding, Flag, Instrument, Labels,
    Mode, Polarity, Record, ShortNames, Span, Speaker, Spelling, Strength, cite,
};
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Words of a document, borrowed from its text, and where they stand. Their citation is made where it is
/// shown, by [`View::cite_in_full`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quote<'e> {
    /// Position of the document in the matter.
    #[serde(skip)]
    pub record: usize,
    /// SHA-256 of the file.
    pub document: &'e str,
    pub start: usize,
    pub end: usize,
    pub text: &'e str,
}

impl Quote<'_> {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// A finding with its proposition quoted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence<'e> {
    #[serde(flatten)]
    pub quote: Quote<'e>,
    /// The words in it that carry the concept.
    pub words: Span,
    pub concept: &'e str,
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
    pub speaker_name: Option<&'e str>,
    pub chain: &'e [String],
    pub strength: Option<Strength>,
    pub flags: &'e [Flag],
    /// An exception or condition, as a place in the same document.
    pub condition: Option<Span>,
    /// What must be read with it: what leads its list in, or the sentence to which it points back.
    pub beside: Option<Beside>,
    /// Title of the policy in which it stands, where that is not the first one of its file.
    pub instrument: Option<&'e str>,
    /// Day of the statement or filing, ISO 8601, as far as the document says.
    pub date: Option<&'e str>,
    pub kind: DocumentKind,
    /// The filing's own paragraph number.
    pub paragraph_number: Option<&'e str>,
    /// Index of the paragraph.
    pub paragraph: usize,
    pub rule: &'e str,
    pub confidence: f32,
    /// From another's report, or vague: told after what is first-hand and plain.
    #[serde(skip)]
    doubtful: (bool, bool),
    /// How often the document says the same of the concept, up to [`OFTEN`]: a passing word comes last.
    #[serde(skip)]
    told_times: usize,
    /// The labels that the rules found, where a reviewer put others in their place.
    pub found_as: Option<&'e Labels>,
}

impl Evidence<'_> {
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The day of the statement itself. What a pleading quotes was said before it was filed: on the day that the
    /// words name, or on one that nobody knows here.
    pub fn said_on(&self) -> Option<Cow<'_, str>> {
        use DocumentKind::{Brief, Complaint, Motion, Order};
        let own = matches!(self.mode, Mode::Represented | Mode::Promised | Mode::Permitted | Mode::Denied);
        let recounted = matches!(self.kind, Complaint | Brief | Motion | Order)
            && own
            && self.speaker == Speaker::Company;
        if !recounted {
            return self.date.map(Cow::Borrowed);
        }
        dates(self.quote.text).into_iter().next().map(|(day, _)| Cow::Owned(day))
    }

    /// Do the words come from the speaker's own document, not through another's report?
    pub fn first_hand(&self) -> bool {
        is_first_hand(self.flags, self.chain)
    }
}

/// Times up to which a recurrence tells more.
const OFTEN: usize = 6;

/// How often each statement's concept recurs in its document in the same mode.
fn count_recurrence(told: &mut [Evidence<'_>]) {
    let mut times: HashMap<(&str, Mode), usize> = HashMap::new();
    for evidence in told.iter() {
        *times.entry((evidence.concept, evidence.mode)).or_default() += 1;
    }
    for evidence in told.iter_mut() {
        evidence.told_times = times.get(&(evidence.concept, evidence.mode)).copied().unwrap_or(1).min(OFTEN);
    }
}

fn is_first_hand(flags: &[Flag], chain: &[String]) -> bool {
    !flags.contains(&Flag::Secondary) && !flags.contains(&Flag::Quoted) && chain.len() < 2
}

/// A matter made ready for analysis: names given, findings quoted and cited.
pub struct View<'a> {
    /// By first path, so that the order of the input does not matter.
    pub records: Vec<&'a Record>,
    pub files: &'a [FileOutcome],
    pub concepts: &'a Concepts,
    pub names: ShortNames,
    pub style: CiteStyle,
    spelling: Spelling,
    /// For each record the record of which it is a copy, if it is one.
    pub copies: Vec<Option<usize>>,
    /// Every finding that no reviewer rejected, in the order of the records and of their texts; what a copy
    /// says is told by its original.
    pub evidence: Vec<Evidence<'a>>,
    /// Positions in `evidence` by concept; made when first asked for.
    by_concept: OnceLock<HashMap<String, Vec<usize>>>,
    /// Who published each document; found when first asked for.
    owners: OnceLock<Vec<String>>,
}

impl<'a> View<'a> {
    pub fn new(matter: Matter<'a>, concepts: &'a Concepts, style: CiteStyle) -> Self {
        Self::as_of(matter, concepts, style, None)
    }

    /// The matter as it stood on a day (ISO 8601): later documents are left out, undated ones kept.
    pub fn as_of(matter: Matter<'a>, concepts: &'a Concepts, style: CiteStyle, day: Option<&str>) -> Self {
        let known = |r: &&Record| match (day, statement_date(&r.document)) {
            (Some(day), Some(date)) => date <= day,
            _ => true,
        };
        let mut records: Vec<&Record> = matter.records.iter().filter(known).collect();
        records.sort_by(|a, b| (&a.paths, &a.document.sha256).cmp(&(&b.paths, &b.document.sha256)));
        let documents = || records.iter().map(|r| &r.document);
        let named = || rayon::join(|| ShortNames::of(documents()), || Spelling::of(documents()));
        let ((names, spelling), copies) = rayon::join(named, || super::copies::copies(&records));
        let mut view = Self {
            records,
            files: matter.files,
            concepts,
            names,
            style,
            spelling,
            copies,
            evidence: vec![],
            by_concept: OnceLock::new(),
            owners: OnceLock::new(),
        };
        let of_record = |index: usize| -> Vec<Evidence<'a>> {
            let mut told: Vec<_> =
                view.records[index].standing().map(|finding| view.evidence_of(index, finding)).collect();
            count_recurrence(&mut told);
            told
        };
        let originals: Vec<usize> = view.originals().collect();
        let evidence: Vec<Vec<Evidence<'a>>> = originals.into_par_iter().map(of_record).collect();
        view.evidence.reserve_exact(evidence.iter().map(Vec::len).sum());
        evidence.into_iter().for_each(|mut told| view.evidence.append(&mut told));
        view
    }

    /// The records that are no copies of others.
    pub fn originals(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.records.len()).filter(|&index| self.copies[index].is_none())
    }

    /// Keeps the findings that pass a test.
    pub fn retain(&mut self, test: impl FnMut(&Evidence<'_>) -> bool) {
        self.evidence.retain(test);
        self.by_concept = OnceLock::new();
    }

    /// Who published a document, as far as it says: the module `publisher` tells how.
    pub fn owner(&self, record: usize) -> &str {
        &self.owners()[record]
    }

    /// All of them, found side by side: what would ask for them at the same time asks after they are there.
    pub fn owners(&self) -> &[String] {
        let all =
            || self.records.par_iter().map(|record| super::publisher::owner(&record.document)).collect();
        self.owners.get_or_init(all)
    }

    /// The findings on one concept, in the order of the matter.
    pub fn of_concept(&self, concept: &str) -> impl Iterator<Item = &Evidence<'a>> {
        let positions = self.by_concept.get_or_init(|| {
            let mut positions: HashMap<&str, Vec<usize>> = HashMap::new();
            for (index, evidence) in self.evidence.iter().enumerate() {
                positions.entry(evidence.concept).or_default().push(index);
            }
            positions.into_iter().map(|(concept, list)| (concept.to_owned(), list)).collect()
        });
        positions.get(concept).into_iter().flatten().map(|index| &self.evidence[*index])
    }

    fn evidence_of(&self, record: usize, finding: &'a Finding) -> Evidence<'a> {
        let document = self.document(record);
        let instrument = document.instrument_at(finding.proposition.start);
        Evidence {
            quote: self.quote(record, whole_words(document, finding.proposition)),
            words: finding.span,
            concept: &finding.concept,
            mode: finding.mode,
            polarity: finding.polarity,
            speaker: finding.speaker,
            speaker_name: finding.speaker_name.as_deref(),
            chain: &finding.chain,
            strength: finding.strength,
            flags: &finding.flags,
            condition: finding.condition,
            beside: document.beside(finding.proposition.start),
            instrument: instrument.map(|i| i.title.as_str()),
            date: instrument.map_or_else(|| statement_date(document), Instrument::date),
            kind: document.metadata.kind,
            paragraph_number: document.paragraphs.get(finding.paragraph).and_then(|p| p.number.as_deref()),
            paragraph: finding.paragraph,
            rule: &finding.rule,
            confidence: finding.confidence,
            told_times: 1,
            doubtful: (!is_first_hand(&finding.flags, &finding.chain), finding.flags.contains(&Flag::Vague)),
            found_as: finding.found_as.as_deref(),
        }
    }

    pub fn quote(&self, record: usize, span: Span) -> Quote<'a> {
        let document = self.document(record);
        let text = document.slice(span);
        Quote { record, document: &document.sha256, start: span.start, end: span.end, text }
    }

    pub fn cite_in_full(&self, quote: &Quote<'_>) -> String {
        self.cite(quote.record, quote.span(), CiteForm::Full)
    }

    pub fn cite(&self, record: usize, span: Span, form: CiteForm) -> String {
        let document = &self.records[record].document;
        cite(document, self.name(record), span, self.style, form)
    }

    /// The name of a party in normal capitals.
    pub fn proper(&self, name: &str) -> String {
        self.spelling.proper(name)
    }

    /// The dockets, with the names of parties in normal capitals, each name once.
    pub fn proper_dockets(&self) -> Vec<Docket<'a>> {
        let mut dockets = dockets(self);
        for docket in &mut dockets {
            for side in [&mut docket.plaintiffs, &mut docket.defendants, &mut docket.others] {
                let mut seen = std::collections::BTreeSet::new();
                *side = side.iter().map(|name| self.proper(name)).collect();
                side.retain(|name| seen.insert(name.to_lowercase()));
            }
            let aliases = std::mem::take(&mut docket.aliases).into_iter();
            docket.aliases = aliases.map(|(name, aliases)| (self.proper(&name), aliases)).collect();
        }
        dockets
    }

    pub fn name(&self, record: usize) -> &str {
        self.names.get(&self.records[record].document.sha256)
    }

    pub fn document(&self, record: usize) -> &'a Document {
        &self.records[record].document
    }

    /// The findings of one document.
    pub fn evidence_in(&self, record: usize) -> &[Evidence<'a>] {
        let start = self.evidence.partition_point(|e| e.quote.record < record);
        let end = self.evidence.partition_point(|e| e.quote.record <= record);
        &self.evidence[start..end]
    }

    /// Indices of the documents of the given kinds that are no copies, by date, then by path.
    pub fn of_kind(&self, kinds: &[DocumentKind]) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.originals().filter(|&i| kinds.contains(&self.document(i).metadata.kind)).collect();
        // versions that name the same day stand in the order of their capture, and of their paths
        let order = |i: usize| {
            let document = self.document(i);
            (statement_date(document), document.metadata.captured.as_deref(), i)
        };
        found.sort_by(|&a, &b| order(a).cmp(&order(b)));
        found
    }
}

/// The day on which a document speaks: of a version its effective date, of a filing its stamp.
pub fn statement_date(document: &Document) -> Option<&str> {
    let meta = &document.metadata;
    let order = match meta.kind {
        DocumentKind::Policy | DocumentKind::Terms => {
            [&meta.effective, &meta.last_updated, &meta.dated, &meta.captured, &meta.filed]
        }
        _ => [&meta.dated, &meta.filed, &meta.last_updated, &meta.effective, &meta.captured],
    };
    order.into_iter().flatten().next().map(|date| date.get(..10).unwrap_or(date))
}

/// The proposition without white space at its ends.
fn whole_words(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, (start + text.trim().len()).max(start))
}

/// Takes the best `limit`: first-hand before second-hand, sure before unsure, then in reading order.
pub fn best<'e>(evidence: Vec<&'e Evidence<'e>>, limit: usize) -> Vec<&'e Evidence<'e>> {
    // of many only the head is put in order: places that come twice leave room for others
    let head = limit.saturating_mul(16);
    let cut = (head < evidence.len()).then(|| {
        let mut cut = evidence.clone();
        cut.select_nth_unstable_by(head, |a, b| better(a, b));
        cut.truncate(head);
        in_order(cut, limit)
    });
    match cut {
        Some(best) if best.len() == limit => best,
        _ => in_order(evidence, limit),
    }
}

fn in_order<'e>(mut evidence: Vec<&'e Evidence<'e>>, limit: usize) -> Vec<&'e Evidence<'e>> {
    evidence.sort_by(|a, b| better(a, b));
    let mut seen = std::collections::BTreeSet::new();
    evidence.retain(|e| seen.insert((e.quote.record, e.quote.start)));
    evidence.truncate(limit);
    evidence
}

fn better(a: &Evidence<'_>, b: &Evidence<'_>) -> std::cmp::Ordering {
    a.doubtful
        .cmp(&b.doubtful)
        .then(b.confidence.total_cmp(&a.confidence))
        .then(b.told_times.cmp(&a.told_times))
        .then((a.quote.record, a.quote.start).cmp(&(b.quote.record, b.quote.start)))
}
