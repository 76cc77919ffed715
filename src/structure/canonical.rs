//! Writes drafts out as the canonical text and notes where everything stands in it.

use super::draft::{Draft, Join, Piece};
use super::sentences::sentences;
use crate::document::{Footnote, Page, Paragraph, ParagraphKind, Span};

/// The canonical text and everything that points into it.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub text: String,
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Span>,
    pub footnotes: Vec<Footnote>,
}

/// The cells of a row that is longer, in bytes, hold prose: no sentence goes on from one to the next. Those of a
/// short row say something together.
const LONG_ROW: usize = 200;

/// A mark met in the running text: its page, its text, its offset.
struct Anchor {
    page: Option<usize>,
    text: String,
    at: usize,
}

/// Writes paragraphs in order, two line feeds between them, and sets the spans of the pages and
/// their lines.
pub(super) fn write(drafts: Vec<Draft>, pages: &mut [Page]) -> Written {
    let mut writer = Writer { written: Written::default(), pages, anchors: Vec::new() };
    for draft in drafts {
        writer.paragraph(draft);
    }
    writer.finish()
}

struct Writer<'p> {
    written: Written,
    pages: &'p mut [Page],
    anchors: Vec<Anchor>,
}

impl Writer<'_> {
    fn paragraph(&mut self, draft: Draft) {
        if draft.pieces.iter().all(|p| p.text.trim().is_empty()) {
            return;
        }
        if !self.written.text.is_empty() {
            self.written.text.push_str("\n\n");
        }
        let start = self.written.text.len();
        let first_page = draft.first_page();
        for piece in &draft.pieces {
            self.piece(piece, start, draft.note.is_some());
        }
        let span = Span::new(start, self.written.text.len());
        let prose = Span::new(start + draft.label.min(span.len()), span.end);
        self.sentences(prose, draft.kind);
        if let Some(mark) = draft.note {
            let page = first_page.and_then(|p| self.pages.get(p)).map(|p| p.number);
            self.written.footnotes.push(Footnote { number: mark, page, span: prose, anchor: None });
        }
        let Draft { kind, number, heading, .. } = draft;
        self.written.paragraphs.push(Paragraph { number, span, heading, kind });
    }

    fn sentences(&mut self, prose: Span, kind: ParagraphKind) {
        let text = &self.written.text[prose.start..prose.end];
        let cells = kind == ParagraphKind::Table && text.len() > LONG_ROW;
        let mut start = prose.start;
        for cell in text.split_inclusive(|c| cells && c == '\t') {
            let found = sentences(cell).into_iter().map(|s| Span::new(s.start + start, s.end + start));
            self.written.sentences.extend(found);
            start += cell.len();
        }
    }

    fn piece(&mut self, piece: &Piece, paragraph: usize, note: bool) {
        if piece.text.is_empty() {
            return;
        }
        if self.written.text.len() > paragraph {
            self.join(piece.join, paragraph);
        }
        let start = self.written.text.len();
        self.written.text.push_str(&piece.text);
        let span = Span::new(start, self.written.text.len());
        let page = piece.place.map(|(page, _)| page);
        let marks = piece.marks.iter();
        self.anchors.extend(marks.map(|m| Anchor { page, text: m.text.clone(), at: start + m.at }));
        if let Some(place) = piece.place {
            self.place(place, span, note);
        }
    }

    fn join(&mut self, join: Join, paragraph: usize) {
        match join {
            Join::Part => self.written.text.push('\n'),
            Join::Space => self.written.text.push(' '),
            Join::Glue => {}
            Join::Dehyphenate => self.drop_hyphen(paragraph),
        }
    }

    fn drop_hyphen(&mut self, paragraph: usize) {
        let hyphen = self.written.text.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '‐'));
        if hyphen.is_none() || self.written.text.len() <= paragraph {
            return;
        }
        self.written.text.pop();
        let end = self.written.text.len();
        for page in self.pages.iter_mut().filter(|page| page.span.end > end) {
            page.span.end = end;
        }
        for line in self.pages.iter_mut().rev().flat_map(|p| p.lines.iter_mut().rev()) {
            if let Some(span) = line.span.as_mut().filter(|s| s.end > end) {
                span.end = end;
                return;
            }
        }
    }

    fn place(&mut self, (page, line): (usize, usize), span: Span, note: bool) {
        let Some(page) = self.pages.get_mut(page) else { return };
        if let Some(line) = page.lines.get_mut(line) {
            line.span = Some(line.span.map_or(span, |s| s.hull(span)));
        }
        if !note {
            page.span = if page.span.is_empty() { span } else { page.span.hull(span) };
        }
    }

    /// Ties footnotes to their marks, and gives pages without running text an empty span in order.
    fn finish(mut self) -> Written {
        self.anchor_notes();
        let mut last = 0;
        for page in self.pages.iter_mut() {
            if page.span.is_empty() {
                page.span = Span::new(last, last);
            }
            last = page.span.end;
        }
        self.written
    }

    fn anchor_notes(&mut self) {
        let mut used = vec![false; self.anchors.len()];
        for note in &mut self.written.footnotes {
            let page = note.page.map(|n| n as usize);
            let here = |a: &Anchor| page.zip(a.page).is_none_or(|(n, p)| p + 1 == n || p + 2 == n);
            let found = self
                .anchors
                .iter()
                .zip(&used)
                .position(|(a, used)| !used && a.text == note.number && here(a));
            if let Some(index) = found {
                used[index] = true;
                note.anchor = Some(self.anchors[index].at);
            }
        }
    }
}
