//! Puts together what a document says of itself: caption, stamps, dates, the format's own fields.

use super::FileFacts;
use super::canonical::Written;
use super::caption::{Caption, FrontLine, read_caption};
use super::courts::{Court, court_of_caption, court_of_code};
use super::dates::{date_after, first_date, month_after};
use super::instruments::instruments;
use super::kinds::{KindFacts, kind_of};
use super::language::other_language;
use super::names::add_defined_terms;
use super::opening_parties::{add_opening_parties, add_trade_names};
use super::stamp::Stamp;
use crate::document::{DocumentKind, Instrument, Metadata, ParagraphKind, SourceMetadata};
use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

/// What the metadata is read from.
pub(super) struct Sources<'s> {
    pub written: &'s Written,
    pub front: &'s [FrontLine],
    pub stamp: Option<Stamp>,
    /// The words of the first stamp as printed, for court codes in them.
    pub stamp_text: &'s str,
    pub source: &'s SourceMetadata,
    pub media_type: &'s str,
    pub file: &'s FileFacts,
}

struct Cues {
    effective: Regex,
    updated: Regex,
    filed: Regex,
    dated: Regex,
    published: Regex,
    file_court: Regex,
    stamp_court: Regex,
}

static CUES: LazyLock<Option<Cues>> = LazyLock::new(|| {
    let cue = |p: &str| expression(&format!("(?i){p}")).ok();
    Some(Cues {
        effective: cue(
            r"\beffective(?:\s+date|\s+as\s+of|\s+from|\s+on|\s+since)?\b(?:\s+of[\w\s]{0,30})?[:\s]",
        )?,
        updated: cue(
            r"\b(?:last\s+(?:updated|modified|revised|changed|reviewed)|(?:updated|revised|revision\s+date|date\s+of\s+last\s+revision))\b(?:\s+on)?[:\s]",
        )?,
        filed: cue(r"\bfiled(?:\s+on)?\b[:\s]")?,
        dated: cue(r"\bdated?\b[:\s]")?,
        published: cue(r"\b(?:published|posted|date)\b(?:\s+on)?[:\s]")?,
        file_court: cue(r"uscourts\.([a-z0-9]{3,5})\.")?,
        stamp_court: cue(r"\b(?:in|on)\s+([A-Z]{4})\b|\bUSCA\s?(\d{1,2})\b|USDC\s+([A-Z]{2}/[A-Z]{2})")?,
    })
});

/// What a document says of itself, and the policies that stand below the first one.
pub(super) fn read_metadata(sources: &Sources<'_>) -> (Metadata, Vec<Instrument>) {
    let text = sources.written.text.as_str();
    let mut caption = read_caption(sources.front);
    let court = court(sources, &caption);
    let stamp = sources.stamp.clone().unwrap_or_default();
    let case_number = caption.case_number.take().or(stamp.case);
    let title = title(sources, &caption, court.is_some() || case_number.is_some());
    let (kind, reason) = kind_of(&KindFacts {
        media_type: sources.media_type,
        title: title.as_deref().unwrap_or(""),
        text,
        address: sources.source.url.as_deref().unwrap_or(""),
        file_name: &sources.file.name,
        publisher: sources.source.publisher.as_deref().unwrap_or(""),
        in_court: court.is_some() || case_number.is_some(),
    });
    let mut metadata = Metadata::of_kind(kind, reason);
    metadata.title = title;
    metadata.court = court.map(|c| c.name);
    metadata.case_number = case_number;
    metadata.parties = caption.parties;
    add_words_on_parties(&mut metadata, head(text, 30_000));
    metadata.docket_entry = stamp.docket;
    metadata.filed = stamp.filed;
    add_source(&mut metadata, sources.source);
    let further = instruments(metadata.kind, text, &sources.written.paragraphs);
    let own = further.first().map_or(text, |first| &text[..first.span.start]);
    add_dates(&mut metadata, own);
    metadata.language = other_language(text).map(str::to_owned);
    (metadata, further)
}

/// What the text itself says of the parties: their defined terms, trade names and, in pleadings, sides
/// that the caption does not name.
fn add_words_on_parties(metadata: &mut Metadata, text: &str) {
    if matches!(metadata.kind, DocumentKind::Complaint | DocumentKind::Answer) {
        add_opening_parties(&mut metadata.parties, head(text, 12_000));
        add_trade_names(&mut metadata.parties, head(text, 12_000));
    }
    add_defined_terms(&mut metadata.parties, text);
}

fn court(sources: &Sources<'_>, caption: &Caption) -> Option<Court> {
    let cues = CUES.as_ref()?;
    let of_code = |pattern: &Regex, text: &str| {
        let captures = pattern.captures(text)?;
        let code = captures.iter().skip(1).flatten().next()?.as_str();
        court_of_code(code)
            .or_else(|| court_of_code(&format!("ca{code}")))
            .or_else(|| district_of_slash(code))
    };
    let stamped = || of_code(&cues.stamp_court, sources.stamp_text);
    caption.court.clone().or_else(stamped).or_else(|| of_code(&cues.file_court, &sources.file.name))
}

/// `IN/ND`: the Northern District of Indiana.
fn district_of_slash(code: &str) -> Option<Court> {
    let (state, division) = code.split_once('/')?;
    let letter = division.chars().next()?;
    court_of_code(&format!("{state}{letter}d"))
}

fn title(sources: &Sources<'_>, caption: &Caption, in_court: bool) -> Option<String> {
    let named =
        |name: &Option<String>| name.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let subject = sources.source.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("subject"));
    let subject = subject.map(|(_, value)| value.trim().to_owned()).filter(|s| !s.is_empty());
    let own = if in_court { caption.title.clone() } else { None };
    // The title field of a court paper's file is often its first line: the court.
    let is_paper = |title: &str| !in_court || super::caption::names_a_paper(title);
    let source = || named(&sources.source.title).filter(|t| !is_file_name(t));
    let of_paper = || source().filter(|t| is_paper(t));
    let heading = || first_heading(sources.written, is_paper);
    let any = || source().filter(|t| court_of_caption(t).is_none());
    own.or(subject).or_else(of_paper).or_else(heading).or_else(|| caption.title.clone()).or_else(any)
}

/// Word processors leave names like `Microsoft Word - draft.docx` as titles.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    lower.starts_with("microsoft word")
        || matches!(lower.as_str(), "untitled" | "image" | "scan" | "document")
        || !title.contains(' ') && lower.contains('.')
        || [".doc", ".docx", ".pdf", ".wpd", ".txt", ".rtf"].iter().any(|end| lower.ends_with(end))
}

/// The first heading that may be a title, or else a short first line that may.
fn first_heading(written: &Written, may_be: impl Fn(&str) -> bool) -> Option<String> {
    let front = written.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Caption).take(8);
    let short =
        |text: &str| text.len() <= 160 && text.chars().any(char::is_alphabetic) && !text.contains('\n');
    let front: Vec<(ParagraphKind, &str)> =
        front.map(|p| (p.kind, written.text[p.span.start..p.span.end].trim())).collect();
    let mut headings = front.iter().filter(|(kind, text)| *kind == ParagraphKind::Heading && short(text));
    let heading = headings.find(|(_, text)| may_be(text));
    let first =
        front.first().filter(|(_, text)| short(text) && !text.ends_with(['.', ':', ',']) && may_be(text));
    heading.or(first).map(|(_, text)| (*text).to_owned())
}

fn add_source(metadata: &mut Metadata, source: &SourceMetadata) {
    metadata.author.clone_from(&source.author);
    metadata.publisher.clone_from(&source.publisher);
    metadata.dated = source
        .dated
        .clone()
        .filter(|d| d.get(..4).and_then(|y| y.parse().ok()).is_some_and(|y: u32| y > 1900));
    metadata.url.clone_from(&source.url);
    metadata.captured.clone_from(&source.captured);
}

fn add_dates(metadata: &mut Metadata, text: &str) {
    let Some(cues) = CUES.as_ref() else { return };
    let (start, end) = (head(text, 4000), tail(text, 4000));
    (metadata.effective, metadata.last_updated) = policy_dates(start, end);
    if metadata.filed.is_none() && metadata.case_number.is_some() {
        metadata.filed = date_after(head(text, 2500), &cues.filed, 6);
    }
    if metadata.dated.is_none() {
        metadata.dated = dated(metadata.kind, cues, text, start, end);
    }
}

/// Effective date and date of the last change, as the head of a text gives them, or else its end.
pub(super) fn policy_dates(start: &str, end: &str) -> (Option<String>, Option<String>) {
    let Some(cues) = CUES.as_ref() else { return (None, None) };
    let read = |cue| {
        date_after(start, cue, 12).or_else(|| date_after(end, cue, 6)).or_else(|| month_after(start, cue))
    };
    (read(&cues.effective), read(&cues.updated))
}

/// The date of the statement itself, by kind: court papers are dated at their end, others at their start.
fn dated(kind: DocumentKind, cues: &Cues, text: &str, start: &str, end: &str) -> Option<String> {
    use DocumentKind as K;
    match kind {
        K::Complaint | K::Answer | K::Motion | K::Brief | K::Order | K::Declaration => {
            let last = date_after(end, &cues.dated, 12);
            last.or_else(|| date_after(start, &cues.dated, 6))
        }
        K::Policy | K::Terms => None,
        _ => date_after(head(text, 1500), &cues.published, 6)
            .or_else(|| date_line(head(text, 1500)))
            .or_else(|| dateline(head(text, 2500))),
    }
}

/// The first date that stands on a short line, or between names and marks alone: within a sentence it is that of
/// what the sentence tells.
fn date_line(text: &str) -> Option<String> {
    const LONGEST: usize = 90;
    let lines = text.lines().map(str::trim);
    let short = |line: &str| line.len() <= LONGEST && !line.ends_with('.');
    lines.filter_map(|line| Some((line, first_date(line)?))).find_map(|(line, (date, place))| {
        (short(line) || !is_within_sentence(&line[..place.start], &line[place.end..])).then_some(date)
    })
}

/// Do a small word or a preposition before it, or a small word behind it, make a date part of a sentence?
fn is_within_sentence(before: &str, behind: &str) -> bool {
    const PREPOSITIONS: [&str; 12] =
        ["on", "since", "from", "between", "before", "after", "until", "by", "in", "during", "as", "dated"];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let next = behind.trim_start_matches([',', '.', ' ']);
    last.starts_with(char::is_lowercase)
        || PREPOSITIONS.contains(&last.to_lowercase().as_str())
        || next.starts_with(char::is_lowercase)
}

/// The date of `BOSTON, Jan. 5, 2024 – The company …` and `July 1, 2024 / Newswire / …`: near the beginning of
/// its paragraph, with a dash or a stroke behind.
pub fn dateline(text: &str) -> Option<String> {
    const FURTHEST: usize = 90;
    const BEHIND: usize = 40;
    text.lines().find_map(|line| {
        let (date, place) = first_date(line)?;
        let behind = &line[place.end..];
        let dash = ["—", "–", "--", " - ", "/"].iter().filter_map(|mark| behind.find(mark)).min()?;
        (place.start <= FURTHEST && dash <= BEHIND).then_some(date)
    })
}

pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
