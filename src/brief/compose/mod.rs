//! The sections of a brief, each only when it has content.

mod answer_join;
mod certificate;
mod changes;
mod chronology;
mod claims;
mod matrix;
mod page_one;
mod parties;
mod policies;
mod security;
mod tensions;

use super::composer::Composer;
use super::model::{Block, Brief, Citation, Entry, FORMAT, Inline, Passage, Section, Source};
use super::wording::counted;
use super::{Options, Profile, timeline};
use crate::analysis::statement_date;
use crate::analysis::{
    Quote, View, answers, authorities, certificate as certify, chronology as time, claims as pleaded,
};
use crate::analysis::{
    genealogy, in_force, matrix as voices, parties as sides, periods, security as secured, tension, unread,
    versions,
};
use crate::document::DocumentKind;

/// Everything that the analyses found, made once.
#[derive(Default)]
struct Analyses<'v> {
    dockets: Vec<sides::Docket<'v>>,
    claims: Vec<pleaded::Claim<'v>>,
    /// Counts that plead none of the claims.
    other_counts: Vec<Quote<'v>>,
    practices: voices::Matrix<'v>,
    data: voices::Matrix<'v>,
    tensions: Vec<tension::Tension<'v>>,
    chronology: Vec<time::Entry<'v>>,
    lineages: Vec<versions::Lineage<'v>>,
    in_force: Vec<in_force::InForce<'v>>,
    /// Complaints against companies of which no policy is at hand.
    without_policy: Vec<usize>,
    answers: Vec<answers::AnswerJoin<'v>>,
    security: Vec<secured::SecurityRepresentation<'v>>,
    authorities: Vec<authorities::Authority<'v>>,
    unread: Vec<unread::Unread>,
    amendments: Vec<genealogy::Amendment<'v>>,
    uncovered: Vec<periods::Uncovered<'v>>,
    certificate: certify::Certificate,
}

/// The long analyses run side by side; each is a pure function of the view.
fn analyse<'v>(view: &'v View<'_>) -> Analyses<'v> {
    let mut found = Analyses::default();
    let Analyses {
        dockets,
        claims,
        other_counts,
        practices,
        data,
        tensions,
        chronology,
        lineages,
        in_force,
        without_policy,
        answers,
        security,
        authorities,
        unread,
        amendments,
        uncovered,
        certificate,
    } = &mut found;
    view.owners();
    rayon::scope(|scope| {
        scope.spawn(|_| *tensions = tension::tensions(view));
        scope.spawn(|_| {
            *claims = pleaded::claims(view);
            *other_counts = pleaded::other_counts(view, claims);
        });
        scope.spawn(|_| *lineages = versions::latest_lineages(view, policies::STEPS));
        scope.spawn(|_| *in_force = in_force::in_force(view));
        scope.spawn(|_| *without_policy = in_force::without_policy(view));
        scope.spawn(|_| *practices = voices::matrix(view, "practice"));
        scope.spawn(|_| *data = voices::matrix(view, "data"));
        scope.spawn(|_| *dockets = view.proper_dockets());
        scope.spawn(|_| *chronology = time::chronology(view));
        scope.spawn(|_| *answers = answers::answers(view));
        scope.spawn(|_| *security = secured::security(view));
        scope.spawn(|_| *authorities = authorities::authorities(view));
        scope.spawn(|_| *unread = unread::unread(view));
        scope.spawn(|_| *amendments = genealogy::amendments(view));
        scope.spawn(|_| *uncovered = without_version(view));
        scope.spawn(|_| *certificate = certify::certificate(view));
    });
    found
}

pub fn compose(mut composer: Composer<'_, '_>) -> Brief {
    let view = composer.view;
    let options = composer.options;
    let found = analyse(view);
    let answer = page_one::page_one(&mut composer, &found);
    let sections = sections(&mut composer, &found);
    let docket = found.dockets.first();
    let mut brief = Brief {
        format: FORMAT,
        made_by: format!("pincite {}", env!("CARGO_PKG_VERSION")),
        title: title(options, &found),
        case: docket.filter(|_| found.dockets.len() == 1).and_then(|d| case_line(view, d)),
        date: options.date.clone(),
        prepared_by: options.prepared_by.clone(),
        privilege: options.privilege.clone(),
        as_of: options.as_of.clone(),
        focus: options.focus.clone(),
        cite_style: options.cite_style,
        no_ocr: options.no_ocr,
        digest: found.certificate.digest.clone(),
        answer,
        sections,
        passages: composer.into_passages(),
        sources: sources(view),
        counts: (0, 0),
    };
    brief.counts = counts(&brief);
    brief
}

/// Only where a policy is among the documents can versions of it be missing.
fn without_version<'v>(view: &View<'v>) -> Vec<periods::Uncovered<'v>> {
    let versions = view.of_kind(&[DocumentKind::Policy]);
    if versions.is_empty() { Vec::new() } else { periods::uncovered(view, &versions) }
}

/// The case as a citation names it, if there is one case: its first parties, a person by the last name.
fn title(options: &Options, found: &Analyses<'_>) -> String {
    let mut captions: Vec<String> = found.dockets.iter().filter_map(caption).collect();
    captions.dedup();
    let caption = match captions.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [first, others @ ..] => {
            Some(format!("{first} and {}", counted(others.len(), "other case", "other cases")))
        }
    };
    options.title.clone().or(caption).unwrap_or_else(|| "Brief of the matter".into())
}

fn caption(docket: &sides::Docket<'_>) -> Option<String> {
    let side = |names: &[String]| names.first().map(|name| cited_name(name));
    Some(format!("{} v. {}", side(&docket.plaintiffs)?, side(&docket.defendants)?))
}

/// `Reyes` of `Dana Reyes`; an organisation keeps its name.
fn cited_name(name: &str) -> String {
    const OFFICES: [&str; 8] = ["of", "the", "and", "&", "Commission", "Department", "Board", "Union"];
    let name = name.trim().trim_end_matches(',');
    let words: Vec<&str> = name.split_whitespace().collect();
    let person = matches!(words.len(), 2 | 3)
        && words.iter().all(|w| w.starts_with(char::is_uppercase) && !OFFICES.contains(w))
        && !words.iter().any(|w| crate::document::is_corporate(w));
    match words.last() {
        Some(last) if person => (*last).to_owned(),
        _ => name.to_owned(),
    }
}

/// A title in normal capitals, without what introduces the list of counts on a cover.
fn document_title(view: &View<'_>, title: &str) -> String {
    let title = view.proper(title.trim().trim_end_matches(':'));
    title.strip_suffix(" for").unwrap_or(&title).to_owned()
}

/// `N.D. Cal.` of a court's name; the name itself where it is not known.
fn court(name: &str) -> String {
    crate::structure::court_of_caption(name).map_or_else(|| name.to_owned(), |court| court.abbreviation)
}

/// The number in its fullest form, with the judges' initials, and the court.
fn case_line(view: &View<'_>, docket: &sides::Docket<'_>) -> Option<String> {
    let numbers = docket.records.iter().filter_map(|&i| view.document(i).metadata.case_number.as_deref());
    let number = numbers.max_by_key(|number| number.len())?;
    Some(match &docket.court {
        Some(name) => format!("No. {number} ({})", court(name)),
        None => format!("No. {number}"),
    })
}

fn sections(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Vec<Section> {
    let profile = composer.options.profile;
    let mut sections = vec![
        parties::section(composer, found),
        claims::section(composer, found, profile != Profile::Board),
        matrix::section(composer, found),
        tensions::section(composer, found),
        chronology::section(composer, found),
        policies::section(composer, found),
    ];
    if profile != Profile::Board {
        sections.push(answer_join::section(composer, found));
    }
    sections.push(security::section(composer, found));
    sections.push(security::unverified(composer));
    if profile == Profile::Counsel {
        sections.push(parties::authorities(composer, found));
    }
    sections.push(certificate::section(composer, found));
    sections.into_iter().flatten().collect()
}

/// A section, unless it is empty.
fn section_of(id: &str, title: &str, blocks: Vec<Block>) -> Option<Section> {
    (!blocks.is_empty()).then(|| Section { id: id.into(), title: title.into(), blocks })
}

fn text(text: impl Into<String>) -> Block {
    Block::Text { content: vec![Inline::text(text)] }
}

fn heading(id: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Heading { id: id.into(), text: text.into() }
}

/// An anchor of letters, digits and hyphens.
fn anchor(prefix: &str, id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("{prefix}-{}", id.chars().map(plain).collect::<String>())
}

fn sources(view: &View<'_>) -> Vec<Source> {
    let source = |index: usize| {
        let record = view.records[index];
        let (document, meta) = (&record.document, &record.document.metadata);
        Source {
            name: view.name(index).to_owned(),
            kind: meta.kind.name().to_owned(),
            title: meta.title.as_deref().map(|title| document_title(view, title)),
            date: statement_date(document).map(str::to_owned),
            url: meta.url.clone(),
            captured: meta.captured.clone(),
            paths: record.paths.clone(),
            sha256: document.sha256.clone(),
            bytes: document.bytes,
            pages: document.pages.len(),
            reader: document.extractor.clone(),
            warnings: document.warnings.clone(),
        }
    };
    (0..view.records.len()).map(source).collect()
}

/// Quotations and citations of the whole brief.
fn counts(brief: &Brief) -> (usize, usize) {
    let mut counts = (0, 0);
    brief.visit(&mut |piece| match piece {
        Piece::Quotation(_) => counts.0 += 1,
        Piece::Citation(_) => counts.1 += 1,
    });
    counts
}

/// What a verification looks at.
pub enum Piece<'b> {
    Quotation(&'b super::model::Quotation),
    Citation(&'b Citation),
}

impl Brief {
    /// Every quotation and citation, in the order of the document.
    pub fn visit<'b>(&'b self, see: &mut dyn FnMut(Piece<'b>)) {
        for line in &self.answer {
            line.content.iter().for_each(|content| visit_inlines(content, see));
        }
        for block in self.sections.iter().flat_map(|s| &s.blocks) {
            visit_block(block, see);
        }
        for passage in &self.passages {
            visit_passage(passage, see);
        }
    }
}

fn visit_passage<'b>(passage: &'b Passage, see: &mut dyn FnMut(Piece<'b>)) {
    see(Piece::Citation(&passage.citation));
    for quotation in passage.before.iter().chain([&passage.paragraph]).chain(&passage.after) {
        see(Piece::Quotation(quotation));
    }
}

fn visit_block<'b>(block: &'b Block, see: &mut dyn FnMut(Piece<'b>)) {
    match block {
        Block::Heading { .. } | Block::Timeline { .. } => {}
        Block::Text { content } => visit_inlines(content, see),
        Block::Entry(entry) => visit_entry(entry, see),
        Block::Pair(pair) => {
            visit_entry(&pair.left, see);
            visit_entry(&pair.right, see);
            pair.notes.iter().for_each(|note| visit_inlines(note, see));
        }
        Block::List { items, .. } => items.iter().for_each(|item| visit_inlines(item, see)),
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| visit_inlines(cell, see));
        }
    }
}

fn visit_entry<'b>(entry: &'b Entry, see: &mut dyn FnMut(Piece<'b>)) {
    visit_inlines(&entry.lead, see);
    see(Piece::Quotation(&entry.quotation));
    see(Piece::Citation(&entry.citation));
    entry.notes.iter().for_each(|note| visit_inlines(note, see));
}

fn visit_inlines<'b>(inlines: &'b [Inline], see: &mut dyn FnMut(Piece<'b>)) {
    for inline in inlines {
        match inline {
            Inline::Citation(citation) => see(Piece::Citation(citation)),
            Inline::Quotation(quotation) => see(Piece::Quotation(quotation)),
            _ => {}
        }
    }
}

/// The figure of a chronology, where there is more than one date.
fn figure(items: Vec<super::model::TimelineItem>) -> Option<Block> {
    timeline::worth_drawing(&items).then_some(Block::Timeline { items })
}
