//! Composing: quotations and citations are made here alone, and each registers its passage.

use super::Options;
use super::model::{Citation, Emphasis, Entry, Inline, Passage, Quotation};
use super::wording;
use crate::analysis::supersession::{Supersession, supersessions};
use crate::analysis::{Evidence, Quote, View};
use crate::document::{Beside, CiteForm, Span};
use std::collections::BTreeMap;

/// Length in bytes to which a neighbouring paragraph is shown.
const NEIGHBOUR: usize = 320;
const LED_IN: &str = "In a list under: “";
const AFTER: &str = "The sentence before: “";

pub struct Composer<'v, 'a> {
    pub view: &'v View<'a>,
    pub options: &'v Options,
    pub supersessions: Vec<Supersession<'a>>,
    passages: BTreeMap<(usize, usize), Draft>,
    citations: usize,
}

#[derive(Default)]
struct Draft {
    marks: Vec<Span>,
    cited_from: Vec<String>,
}

impl<'v, 'a> Composer<'v, 'a> {
    pub fn new(view: &'v View<'a>, options: &'v Options) -> Self {
        let supersessions = supersessions(view);
        Self { view, options, supersessions, passages: BTreeMap::new(), citations: 0 }
    }

    pub fn quotation(&self, quote: &Quote<'_>) -> Quotation {
        Quotation::new(quote.document, quote.start, quote.text, &[])
    }

    pub fn cite(&mut self, quote: &Quote<'_>, form: CiteForm) -> Citation {
        let document = self.view.document(quote.record);
        let paragraph = document.paragraph_at(quote.start).map_or(0, |(index, _)| index);
        self.citations += 1;
        let id = format!("c{}", self.citations);
        let draft = self.passages.entry((quote.record, paragraph)).or_default();
        draft.marks.push(quote.span());
        draft.cited_from.push(id.clone());
        self.citation(quote, form, id, passage_id(quote.record, paragraph))
    }

    fn citation(&self, quote: &Quote<'_>, form: CiteForm, id: String, passage: String) -> Citation {
        let pinpoint = self.view.document(quote.record).locate(quote.span());
        let text = self.view.cite(quote.record, quote.span(), form);
        Citation {
            id,
            document: quote.document.to_owned(),
            start: quote.start,
            end: quote.end,
            form,
            text,
            passage,
            page: pinpoint.page_start,
            line: pinpoint.line_start,
            paragraph: pinpoint.paragraph,
        }
    }

    /// Short citations, at most `limit`, with the number of those left out. A document is named once for
    /// the places in it that follow each other: `Compl. ¶ 3, ¶ 7; Answer ¶ 3`.
    pub fn cites(&mut self, quotes: &[&Quote<'_>], limit: usize) -> Vec<Inline> {
        self.cites_at(quotes.iter().map(|quote| (*quote, None)), limit)
    }

    /// As [`Self::cites`], with the paragraphs of the places where they are known.
    fn cites_at<'q>(
        &mut self,
        quotes: impl Iterator<Item = (&'q Quote<'q>, Option<usize>)>,
        limit: usize,
    ) -> Vec<Inline> {
        let mut seen = std::collections::BTreeSet::new();
        let mut line = Vec::new();
        let mut last = None;
        let mut further = Vec::new();
        for (quote, paragraph) in quotes {
            if seen.len() > limit {
                further.push((quote.record, paragraph.unwrap_or_else(|| self.paragraph_of(quote))));
                continue;
            }
            let short = self.view.cite(quote.record, quote.span(), CiteForm::Short);
            if !seen.insert(short) {
                continue;
            }
            if seen.len() > limit {
                further.push((quote.record, self.paragraph_of(quote)));
                continue;
            }
            let within = self.view.document(quote.record).instrument_at(quote.start);
            let follows = last == Some((quote.record, within));
            if !line.is_empty() {
                line.push(Inline::text(if follows { ", " } else { "; " }));
            }
            let form = if follows { CiteForm::Pin } else { CiteForm::Short };
            line.push(Inline::Citation(self.cite(quote, form)));
            last = Some((quote.record, within));
        }
        further.sort_unstable();
        further.dedup();
        if !further.is_empty() {
            line.push(Inline::text(format!(" and {} more", further.len())));
        }
        line
    }

    fn paragraph_of(&self, quote: &Quote<'_>) -> usize {
        self.view.document(quote.record).paragraph_at(quote.start).map_or(0, |(index, _)| index)
    }

    pub fn cites_of(&mut self, evidence: &[&Evidence<'_>], limit: usize) -> Vec<Inline> {
        self.cites_at(evidence.iter().map(|e| (&e.quote, Some(e.paragraph))), limit)
    }

    /// A finding as an entry: speaker and mode, quotation, citation, and what must be told with it.
    pub fn entry(&mut self, evidence: &Evidence<'_>) -> Entry {
        let quotation = self.quotation(&evidence.quote);
        let citation = self.cite(&evidence.quote, CiteForm::Full);
        let document = self.view.document(evidence.quote.record);
        let mut notes: Vec<Vec<Inline>> =
            wording::cautions(evidence).into_iter().map(|c| vec![Inline::text(c)]).collect();
        notes.extend(self.superseded(evidence.quote.record));
        let outside = |span: &Span| !evidence.quote.span().contains(*span);
        let beside = evidence.beside.map(labelled);
        let condition = evidence.condition.map(|span| ("Exception or condition: “", span));
        for (label, span) in [beside, condition].into_iter().flatten() {
            if outside(&span) {
                notes.push(self.words_beside(label, evidence.quote.record, span));
            }
        }
        let lead = vec![Inline::text(format!("{}:", wording::attribution(evidence, document, self.view)))];
        Entry { mode: Some(evidence.mode), lead, quotation, citation, notes }
    }

    /// A statement that a later one replaces is never shown without it.
    fn superseded(&mut self, record: usize) -> Option<Vec<Inline>> {
        let found = self.supersessions.iter().find(|s| s.earlier == record)?.clone();
        Some(vec![
            Inline::text("Later replaced: “"),
            Inline::Quotation(self.quotation(&found.words)),
            Inline::text("” "),
            Inline::Citation(self.cite(&found.words, CiteForm::Short)),
        ])
    }

    /// Words that belong to a quotation and stand elsewhere.
    fn words_beside(&mut self, label: &str, record: usize, span: Span) -> Vec<Inline> {
        let quote = self.view.quote(record, span);
        vec![
            Inline::text(label),
            Inline::Quotation(self.quotation(&quote)),
            Inline::text("” "),
            Inline::Citation(self.cite(&quote, CiteForm::Short)),
        ]
    }

    /// What must be read with words: see [`Beside`].
    pub fn beside_note(&mut self, quote: &Quote<'_>) -> Option<Vec<Inline>> {
        let (label, span) = labelled(self.view.document(quote.record).beside(quote.start)?);
        Some(self.words_beside(label, quote.record, span))
    }

    /// Words of a document that are no finding: a heading, an opening, a response.
    pub fn plain_entry(&mut self, lead: &str, quote: &Quote<'_>) -> Entry {
        let quotation = self.quotation(quote);
        let citation = self.cite(quote, CiteForm::Full);
        Entry { mode: None, lead: vec![Inline::text(lead)], quotation, citation, notes: Vec::new() }
    }

    /// The passages of everything cited so far, in the order of the documents.
    pub fn into_passages(self) -> Vec<Passage> {
        self.passages
            .iter()
            .map(|((record, paragraph), draft)| self.passage(*record, *paragraph, draft))
            .collect()
    }

    fn passage(&self, record: usize, paragraph: usize, draft: &Draft) -> Passage {
        let document = self.view.document(record);
        let at = |index: Option<usize>| index.and_then(|i| document.paragraphs.get(i)).map(|p| p.span);
        let cited = draft.marks.iter().copied().reduce(Span::hull).unwrap_or(Span::new(0, 0));
        let span = at(Some(paragraph)).map_or(cited, |span| span.hull(cited));
        let quote = self.view.quote(record, span);
        let id = passage_id(record, paragraph);
        let marked = merged(&draft.marks);
        // Where nearly all is cited, marks would tell nothing.
        let whole = marked.iter().map(|s| s.len()).sum::<usize>() * 10 >= span.len() * 9;
        let marks: Vec<(Span, Emphasis)> =
            marked.into_iter().filter(|_| !whole).map(|s| (s, Emphasis::Mark)).collect();
        let neighbour = |span: Option<Span>, head: bool| {
            let span = shorten(document.text.as_str(), span?, head);
            Some(Quotation::new(&document.sha256, span.start, document.slice(span), &[]))
        };
        Passage {
            document: self.view.name(record).to_owned(),
            citation: self.citation(&quote, CiteForm::Full, format!("{id}-cite"), id.clone()),
            before: neighbour(at(paragraph.checked_sub(1)), false),
            paragraph: Quotation::new(&document.sha256, quote.start, quote.text, &marks),
            after: neighbour(at(Some(paragraph + 1)), true),
            cited_from: draft.cited_from.clone(),
            id,
        }
    }
}

pub fn passage_id(record: usize, paragraph: usize) -> String {
    format!("p{}-{}", record + 1, paragraph + 1)
}

/// Sorted and disjoint.
fn merged(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort();
    let mut merged: Vec<Span> = Vec::new();
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.hull(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// The head or tail of a long span, cut between words.
fn shorten(text: &str, span: Span, head: bool) -> Span {
    if span.len() <= NEIGHBOUR {
        return span;
    }
    let slice = &text[span.start..span.end];
    let at_space = |(at, c): &(usize, char)| c.is_whitespace().then_some(*at);
    let spaces: Vec<usize> = slice.char_indices().filter_map(|pair| at_space(&pair)).collect();
    if head {
        let cut = spaces.iter().copied().take_while(|at| *at <= NEIGHBOUR).last().unwrap_or(slice.len());
        Span::new(span.start, span.start + cut)
    } else {
        let cut = spaces.iter().copied().find(|at| slice.len() - at <= NEIGHBOUR).unwrap_or(0);
        let lead = slice[cut..].len() - slice[cut..].trim_start().len();
        Span::new(span.start + cut + lead, span.end)
    }
}

fn labelled(beside: Beside) -> (&'static str, Span) {
    match beside {
        Beside::LeadIn(span) => (LED_IN, span),
        Beside::Before(span) => (AFTER, span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_neighbour_is_cut_between_words_on_the_side_away_from_the_passage() {
        let text = "word ".repeat(200);
        let text = text.trim_end();
        let whole = Span::new(0, text.len());
        let (head, tail) = (shorten(text, whole, true), shorten(text, whole, false));
        assert_eq!((head.start, tail.end), (0, text.len()));
        for span in [head, tail] {
            assert!(span.len() <= NEIGHBOUR);
            assert!(text[span.start..span.end].split(' ').all(|w| w == "word"));
        }
    }

    #[test]
    fn marks_that_meet_become_one() {
        let spans = [Span::new(5, 9), Span::new(0, 5), Span::new(12, 13), Span::new(1, 2)];
        assert_eq!(merged(&spans), [Span::new(0, 9), Span::new(12, 13)]);
    }
}
