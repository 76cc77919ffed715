//! The engine: one scan of a text for all patterns, then paragraph by paragraph.

mod concepts;
mod findings;
mod heads;
mod lists;
mod proposition;
mod rules;
mod silent;

use super::cues::Class;
use super::passage::{CueHit, Mention, Passage, Setting, Words};
use super::taxonomy::Taxonomy;
use crate::document::{Citation, Document, DocumentKind, Finding, Paragraph, ParagraphKind, Span, Speaker};
use crate::query::{Budget, Occurrences, Scope, TokenText, Units};
use crate::structure::sentences;
pub(super) use concepts::Hit;
pub(super) use rules::Rule;
use rules::{Owner, Rules};
use std::collections::HashSet;

/// Finds concepts with their mode, polarity and speaker. Building one compiles every pattern; tagging
/// is then pure and may run on many threads.
pub struct Tagger {
    rules: Rules,
}

/// Matches that one pattern may have in one sentence.
const BUDGET: Budget = Budget { matches: 2_000 };

impl Tagger {
    pub fn new(taxonomy: &Taxonomy) -> Self {
        Self { rules: Rules::new(taxonomy) }
    }

    /// All findings of a document, in text order; of one in another language than English none.
    pub fn tag(&self, document: &Document) -> Vec<Finding> {
        // the rules read English alone: a document in another language says so in its warnings
        if document.metadata.language.is_some() {
            return Vec::new();
        }
        let tokens = TokenText::of(document);
        let setting = Setting::of(document);
        let found = document.citations.is_empty().then(|| super::citations::of_document(document));
        let citations = found.as_ref().unwrap_or(&document.citations);
        let occurrences = self.rules.set.scan(&tokens);
        let mut run = Run {
            tagger: self,
            tokens: &tokens,
            occurrences: &occurrences,
            kind: document.metadata.kind,
            setting: &setting,
            citations,
            last: None,
        };
        let headings = headings(document);
        let mut findings = Vec::new();
        let mut index = 0;
        while index < document.paragraphs.len() {
            let end = end_of_list(document, index);
            let paragraph = &document.paragraphs[index];
            let names = is_head_of_table(document, index) || headings.contains(&folded(document, paragraph));
            if is_tagged(paragraph) && !names {
                let block = document.paragraphs[index].kind == ParagraphKind::Quote;
                let items = document.paragraphs[index + 1..end].iter().map(|item| item.span.start);
                let spans = sentences_of(document, index, end);
                findings.extend(run.paragraph(index, spans, block, &items.collect::<Vec<_>>()));
            }
            index = end;
        }
        findings.iter_mut().for_each(|finding| heads::govern(document, finding));
        for finding in &mut findings {
            let place = document.paragraph_at(finding.span.start);
            finding.paragraph = place.map_or(finding.paragraph, |(index, _)| index);
        }
        in_order(findings, document.metadata.kind, setting.of_privacy)
    }

    /// The findings of a passage by itself. `context` may say who it is about and by whom:
    /// `about: Lumora; by: Harbour Daily (news outlet)`.
    pub fn tag_passage(&self, text: &str, kind: Option<DocumentKind>, context: Option<&str>) -> Vec<Finding> {
        let spans = lines_and_sentences(text);
        let units =
            Units { sentences: spans.clone(), paragraphs: vec![Span::new(0, text.len())], pages: Vec::new() };
        let tokens = TokenText::new(text, &units);
        let setting = context.map(Setting::of_context).unwrap_or_default();
        let citations = super::citations::find(text);
        let occurrences = self.rules.set.scan(&tokens);
        let kind = kind.unwrap_or(DocumentKind::Other);
        let mut run = Run {
            tagger: self,
            tokens: &tokens,
            occurrences: &occurrences,
            kind,
            setting: &setting,
            citations: &citations,
            last: None,
        };
        in_order(run.paragraph(0, &spans, false, &[]), kind, setting.of_privacy)
    }

    /// Identifiers of the concepts whose patterns a sentence matches, whoever says so.
    pub(super) fn concepts_in(&self, sentence: &str) -> Vec<String> {
        let tokens = TokenText::plain(sentence);
        let occurrences = self.rules.set.scan(&tokens);
        let hits = self.hits(&tokens, &occurrences.scope(0..tokens.len() as u32));
        let mut ids: Vec<String> =
            hits.iter().map(|hit| self.rules.concepts[hit.concept].id.clone()).collect();
        ids.extend(super::citations::find(sentence).into_iter().flat_map(|citation| citation.claims));
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// In text order. A decision that raises nothing of privacy but causes of action known to all law,
/// and defences to them, is no privacy decision, unless its caption or text says that it is one.
fn in_order(mut findings: Vec<Finding>, kind: DocumentKind, of_privacy: bool) -> Vec<Finding> {
    let common = |finding: &Finding| {
        let id = finding.concept.as_str();
        id.starts_with("claim:cl.") || id.starts_with("defence:") || id == "claim:fed.rico"
    };
    let privacy_defence = |finding: &Finding| {
        matches!(
            finding.concept.as_str(),
            "defence:sol" | "defence:consent" | "defence:cure" | "defence:standing"
        )
    };
    let foreign = kind == DocumentKind::Order && !of_privacy;
    if foreign && findings.iter().all(|f| common(f) && !privacy_defence(f)) {
        return Vec::new();
    }
    findings.sort_by(|a, b| (a.span, &a.concept).cmp(&(b.span, &b.concept)));
    findings
}

/// The kind that a label such as `opinion` or `press` means; the names of [`DocumentKind`] also do.
pub fn document_kind(label: &str) -> Option<DocumentKind> {
    match label {
        "opinion" | "decision" | "judgment" => Some(DocumentKind::Order),
        "press" | "press release" => Some(DocumentKind::Statement),
        "article" => Some(DocumentKind::News),
        "petition" | "indictment" => Some(DocumentKind::Complaint),
        other => other.parse().ok(),
    }
}

/// Prose, and not under the heading of a table of contents or of authorities.
fn is_tagged(paragraph: &Paragraph) -> bool {
    let in_table = paragraph.heading.iter().any(|heading| heading.to_lowercase().starts_with("table of "));
    paragraph.kind.is_prose() && (paragraph.kind == ParagraphKind::Numbered || !in_table)
}

/// The headings of a document, by which the entries of a list of its contents are known.
fn headings(document: &Document) -> HashSet<String> {
    let headings = document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Heading);
    headings.map(|heading| folded(document, heading)).filter(|heading| !heading.is_empty()).collect()
}

fn folded(document: &Document, paragraph: &Paragraph) -> String {
    document.slice(paragraph.span).trim().to_lowercase()
}

/// The first row of a table that goes on, where no cell says a whole sentence.
fn is_head_of_table(document: &Document, index: usize) -> bool {
    let is_row = |at: Option<usize>| {
        at.and_then(|at| document.paragraphs.get(at)).is_some_and(|p| p.kind == ParagraphKind::Table)
    };
    let text = document.slice(document.paragraphs[index].span);
    let says = text.split(['\t', '\n']).any(|cell| cell.trim_end().ends_with(['.', ';', '!']));
    is_row(Some(index))
        && !is_row(index.checked_sub(1))
        && is_row(Some(index + 1))
        && text.contains('\t')
        && !says
}

/// The first paragraph after `index` that is not an item of the list that it leads in.
fn end_of_list(document: &Document, index: usize) -> usize {
    let rest = &document.paragraphs[index + 1..];
    let leads_in = document.slice(document.paragraphs[index].span).trim_end().ends_with(':');
    let items = rest.iter().take_while(|paragraph| leads_in && paragraph.kind == ParagraphKind::List).count();
    index + 1 + items
}

fn sentences_of(document: &Document, first: usize, end: usize) -> &[Span] {
    let (from, to) = (document.paragraphs[first].span.start, document.paragraphs[end - 1].span.end);
    let start = document.sentences.partition_point(|sentence| sentence.end <= from);
    let stop = document.sentences.partition_point(|sentence| sentence.start < to);
    &document.sentences[start..stop.max(start)]
}

/// Sentences, of which none reaches over a line end.
fn lines_and_sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        spans.extend(sentences(line).into_iter().map(|s| Span::new(start + s.start, start + s.end)));
        start += line.len();
    }
    spans
}

/// One text being tagged.
pub(super) struct Run<'a> {
    pub tagger: &'a Tagger,
    pub tokens: &'a TokenText,
    pub occurrences: &'a Occurrences<'a>,
    pub kind: DocumentKind,
    pub setting: &'a Setting,
    /// By place.
    pub citations: &'a [Citation],
    /// Who spoke last, for pronouns and quotations that go on.
    pub last: Option<Mention>,
}

impl Run<'_> {
    /// `block`: the whole paragraph is a quotation, set off without marks. `items`: see [`Run::findings`].
    fn paragraph(&mut self, index: usize, spans: &[Span], block: bool, items: &[usize]) -> Vec<Finding> {
        let sentences: Vec<Words> = spans
            .iter()
            .filter_map(|span| self.tokens.positions(*span))
            .map(|(start, end)| start..end)
            .collect();
        let scopes: Vec<Scope<'_, '_>> =
            sentences.iter().map(|sentence| self.occurrences.scope(sentence.clone())).collect();
        let mut hits: Vec<Hit> =
            scopes.iter().flat_map(|scope| self.tagger.hits(self.tokens, scope)).collect();
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            hits.extend(self.tagger.cited(self.tokens, self.citations, Span::new(first.start, last.end)));
        }
        if hits.is_empty() && !self.follows_speakers() {
            return Vec::new();
        }
        let cues = self.tagger.cues(&scopes);
        let mut passage = Passage::new(
            (self.tokens, self.kind, self.setting),
            sentences,
            cues,
            &self.tagger.rules.cues,
            self.last.as_ref(),
        );
        if block {
            passage.quotes = vec![passage.words.clone()];
        }
        let findings = self.findings(index, &passage, hits, items);
        self.remember(&passage);
        findings
    }

    /// Does a paragraph depend on who spoke in the one before?
    fn follows_speakers(&self) -> bool {
        matches!(self.kind, DocumentKind::News | DocumentKind::Statement)
    }

    fn remember(&mut self, passage: &Passage<'_>) {
        let sources = passage.frames.iter().rev().filter_map(|frame| frame.source.as_ref());
        let named = sources.chain(passage.mentions.iter().rev());
        let speaks = |mention: &&Mention| {
            matches!(
                mention.speaker,
                Speaker::Company
                    | Speaker::Plaintiff
                    | Speaker::Regulator
                    | Speaker::Researcher
                    | Speaker::ThreatActor
            )
        };
        if let Some(mention) = named.filter(|m| !m.pronoun).find(speaks) {
            self.last = Some(mention.clone());
        }
    }
}

impl Tagger {
    /// Cues of each sentence, by start.
    fn cues(&self, scopes: &[Scope<'_, '_>]) -> Vec<CueHit> {
        let mut hits = Vec::new();
        for scope in scopes {
            let mut of_sentence = Vec::new();
            for &query in scope.candidates() {
                let Owner::Cue(cue) = self.rules.owners[query] else { continue };
                let class = self.rules.cues[cue].class;
                for found in scope.find(query, &BUDGET).unwrap_or_default() {
                    of_sentence.push(CueHit { cue, class, words: found.start..found.end });
                }
            }
            let vetoed = self.voided_cues(scope, &of_sentence);
            of_sentence.retain(|hit| !touches(&vetoed, hit.cue, &hit.words));
            hits.append(&mut shortest(of_sentence));
        }
        hits
    }

    /// Words that void a cue, beside the cue. Pseudo-negations void negations as a veto does.
    fn voided_cues(&self, scope: &Scope<'_, '_>, hits: &[CueHit]) -> Vec<(usize, Words)> {
        let is_hit = |cue: usize| hits.iter().any(|hit| hit.cue == cue);
        let mut voided = self.vetoed(scope, |owner| match owner {
            Owner::CueVeto(cue) if is_hit(cue) => Some(cue),
            _ => None,
        });
        let of = |class: Class| hits.iter().filter(move |hit| hit.class == class);
        for negation in of(Class::Negation) {
            voided.extend(of(Class::PseudoNegation).map(|pseudo| (negation.cue, pseudo.words.clone())));
        }
        voided
    }

    /// Where the vetoes of a sentence stand, with the number of what each of them is about.
    fn vetoed(&self, scope: &Scope<'_, '_>, about: impl Fn(Owner) -> Option<usize>) -> Vec<(usize, Words)> {
        let mut vetoed = Vec::new();
        for &query in scope.candidates() {
            let Some(number) = about(self.rules.owners[query]) else { continue };
            let found = scope.find(query, &BUDGET).unwrap_or_default();
            vetoed.extend(found.iter().map(|found| (number, found.start..found.end)));
        }
        vetoed
    }
}

/// Does a veto stand on some of these words?
fn touches(vetoed: &[(usize, Words)], number: usize, words: &Words) -> bool {
    vetoed.iter().any(|(of, veto)| *of == number && veto.start < words.end && words.start < veto.end)
}

/// Of the hits of one cue that start at the same word the shortest.
fn shortest(mut hits: Vec<CueHit>) -> Vec<CueHit> {
    hits.sort_by_key(|hit| (hit.words.start, hit.cue, hit.words.end));
    hits.dedup_by_key(|hit| (hit.words.start, hit.cue));
    hits
}
