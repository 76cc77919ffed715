//! From pages of lines to paragraphs in reading order.

use super::caption::FrontLine;
use super::draft::{Draft, Join, Piece};
use super::front::{caption_rows, toc_rows};
use super::furniture::{Furniture, find_furniture};
use super::headings::{HeadingPath, begins_heading, continues_heading, heading_level};
use super::hyphens::Vocabulary;
use super::notes::{Notes, mark_of};
use super::numbering::{number_at_start, numbered_rows};
use super::parts::{Layout, Relation};
use super::row::{Measures, Row};
use super::sections::SECTIONS;
use crate::document::{Line, Page, ParagraphKind, RawLine, RawPage, Span};

/// Pages with their numbers, and the paragraphs that run over them.
pub(super) struct Paged {
    pub pages: Vec<Page>,
    pub drafts: Vec<Draft>,
    pub furniture: Vec<Furniture>,
    /// The lines of the caption, or else of the first page's head.
    pub front: Vec<FrontLine>,
}

/// Reads pages into paragraphs; the spans of the pages are set when the text is written.
pub(super) fn read_pages(raw: &[RawPage]) -> Paged {
    let furniture = find_furniture(raw);
    let rows = body_rows(raw, &furniture);
    let measures = Measures::take(&rows, raw);
    let reading = Reading::of(&rows, raw, &measures);
    let mut reader = Reader::new(&rows, &measures, &reading);
    let drafts = reader.read();
    let drafts = place_notes(drafts, reader.note_drafts());
    let pages = raw.iter().zip(&furniture).map(|(page, furniture)| page_of(page, furniture)).collect();
    let front = front_lines(&rows, &reading);
    Paged { pages, drafts, furniture, front }
}

/// How many lines are read as a caption where none was found.
const FRONT_LINES: usize = 40;

fn front_lines(rows: &[Row], reading: &Reading) -> Vec<FrontLine> {
    let caption = &reading.caption;
    let range = if caption.is_empty() { 0..FRONT_LINES.min(rows.len()) } else { caption.clone() };
    let line = |row: &Row| FrontLine {
        text: row.text.clone(),
        page: row.place.0,
        column: row.column,
        top: row.bbox.top,
        height: row.bbox.height(),
    };
    rows[range].iter().map(line).collect()
}

fn body_rows(raw: &[RawPage], furniture: &[Furniture]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, page) in raw.iter().enumerate() {
        for (at, line) in page.lines.iter().enumerate() {
            if !furniture[index].lines[at] {
                let row = Row::read(page, (index, at), line);
                if !row.text.is_empty() || row.lead_mark.is_some() {
                    rows.push(row);
                }
            }
        }
    }
    forget_common_emphasis(&mut rows);
    rows
}

/// Bold and underlining mark something only where most of the document has neither. Where all is bold,
/// italics do bold's work.
fn forget_common_emphasis(rows: &mut [Row]) {
    let most = |marked: fn(&Row) -> bool| {
        let letters = |marked_only: bool| -> usize {
            rows.iter().filter(|r| !marked_only || marked(r)).map(|r| r.text.len()).sum()
        };
        letters(true) * 2 > letters(false)
    };
    let (bold, underlined) = (most(|row| row.bold), most(|row| row.underlined));
    for row in rows {
        row.bold = if bold { row.italic } else { row.bold };
        row.underlined &= !underlined;
    }
}

fn page_of(raw: &RawPage, furniture: &Furniture) -> Page {
    let stamp = furniture.stamp.clone().unwrap_or_default();
    Page {
        number: raw.number,
        label: furniture.label.clone(),
        ecf_page: stamp.page,
        page_id: stamp.page_id,
        bates: furniture.bates.clone(),
        span: Span::new(0, 0),
        size: raw.size,
        lines: raw.lines.iter().map(line_of).collect(),
        ocr: raw.is_recognized(),
        warnings: raw.warnings.clone(),
    }
}

fn line_of(raw: &RawLine) -> Line {
    let known: Vec<f32> = raw.words.iter().filter_map(|w| w.confidence).collect();
    let confidence = (!known.is_empty()).then(|| known.iter().sum::<f32>() / known.len() as f32);
    Line { number: raw.number, text: raw.text(), span: None, bbox: raw.bbox, confidence }
}

/// What each row is, before rows are joined to paragraphs.
struct Reading {
    notes: Notes,
    toc: Vec<bool>,
    caption: std::ops::Range<usize>,
    numbered: Vec<bool>,
    last_numbered: Option<usize>,
    vocabulary: Vocabulary,
}

impl Reading {
    fn of(rows: &[Row], raw: &[RawPage], measures: &Measures) -> Self {
        let notes = Notes::find(rows, raw, measures);
        let toc = toc_rows(rows);
        let caption = caption_rows(rows, measures);
        let open = |i: usize| !toc[i] && !caption.contains(&i) && !notes.of_row.contains_key(&i);
        let chosen = numbered_rows(rows, measures, open);
        let mut numbered = vec![false; rows.len()];
        chosen.iter().for_each(|i| numbered[*i] = true);
        let mut vocabulary = Vocabulary::default();
        let mut hyphened = false;
        for row in rows {
            vocabulary.add_line(&row.text, hyphened);
            hyphened = row.text.ends_with(['-', '\u{ad}', '‐']);
        }
        Self { notes, toc, caption, numbered, last_numbered: chosen.last().copied(), vocabulary }
    }
}

/// In which part of the filing the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Text,
    Prayer,
    Signature,
}

/// The paragraph being read.
struct Open {
    draft: Draft,
    layout: Layout,
    last: usize,
}

struct Reader<'r> {
    rows: &'r [Row],
    measures: &'r Measures,
    reading: &'r Reading,
    zone: Zone,
    path: HeadingPath,
    open: Option<Open>,
    done: Vec<Draft>,
}

impl<'r> Reader<'r> {
    fn new(rows: &'r [Row], measures: &'r Measures, reading: &'r Reading) -> Self {
        Self {
            rows,
            measures,
            reading,
            zone: Zone::Text,
            path: HeadingPath::default(),
            open: None,
            done: Vec::new(),
        }
    }

    fn read(&mut self) -> Vec<Draft> {
        let body: Vec<usize> =
            (0..self.rows.len()).filter(|i| !self.reading.notes.of_row.contains_key(i)).collect();
        let mut at = 0;
        while at < body.len() {
            at += self.read_at(&body[at..]);
        }
        self.close();
        std::mem::take(&mut self.done)
    }

    /// Reads the paragraph or row that the body rows begin with; returns how many rows it took.
    fn read_at(&mut self, body: &[usize]) -> usize {
        let index = body[0];
        if self.reading.toc[index] {
            return self.read_block(body, ParagraphKind::Toc, |r, i| r.toc[i]);
        }
        if self.reading.caption.contains(&index) {
            return self.read_block(body, ParagraphKind::Caption, |r, i| r.caption.contains(&i) && !r.toc[i]);
        }
        if self.reading.numbered[index] {
            self.begin_numbered(index);
            return 1;
        }
        let heading = self.heading_rows(body);
        if heading > 0 {
            self.add_heading(&body[..heading]);
            return heading;
        }
        self.read_text(index, body.get(1).copied());
        1
    }

    /// Joins a run of rows of one kind, page by page.
    fn read_block(
        &mut self,
        body: &[usize],
        kind: ParagraphKind,
        belongs: impl Fn(&Reading, usize) -> bool,
    ) -> usize {
        self.close();
        let page = self.rows[body[0]].place.0;
        let run =
            body.iter().take_while(|i| belongs(self.reading, **i) && self.rows[**i].place.0 == page).count();
        let pieces = body[..run].iter().map(|i| piece(&self.rows[*i], Join::Part)).collect();
        self.done.push(Draft::new(kind, pieces));
        run
    }

    fn begin_numbered(&mut self, index: usize) {
        self.close();
        self.zone = Zone::Text;
        let row = &self.rows[index];
        let mut draft = Draft::new(ParagraphKind::Numbered, vec![piece(row, Join::Part)]);
        if let Some((value, label)) = number_at_start(&row.text) {
            draft.number = Some(value.to_string());
            draft.label = label;
        }
        draft.heading = self.path.names();
        self.open = Some(Open { draft, layout: Layout::begin(row, true), last: index });
    }

    /// How many rows from here are one heading; 0 where none begins.
    fn heading_rows(&self, body: &[usize]) -> usize {
        let first = &self.rows[body[0]];
        let measure = self.measures.of(first);
        let above = self.open.as_ref().map(|open| &self.rows[open.last]);
        let follows_heading = self.open.is_none();
        if self.zone == Zone::Signature && !SECTIONS.heading_line.is_match(&first.text) {
            return 0;
        }
        let next = body.get(1).map(|i| &self.rows[*i]);
        if !begins_heading(first, above.filter(|_| !follows_heading), next, measure) {
            return 0;
        }
        let continues = |pair: &[usize]| {
            let (above, row) = (&self.rows[pair[0]], &self.rows[pair[1]]);
            !self.reading.numbered[pair[1]]
                && !self.reading.toc[pair[1]]
                && continues_heading(first, above, row, measure)
        };
        1 + body.windows(2).take_while(|pair| continues(pair)).count()
    }

    fn add_heading(&mut self, rows: &[usize]) {
        self.close();
        let pieces = rows.iter().enumerate().map(|(n, i)| {
            let join = if n == 0 {
                Join::Part
            } else {
                self.reading.vocabulary.join(&self.rows[rows[n - 1]].text, &self.rows[*i].text)
            };
            piece(&self.rows[*i], join)
        });
        let mut draft = Draft::new(ParagraphKind::Heading, pieces.collect());
        let text = rows.iter().map(|i| self.rows[*i].text.as_str()).collect::<Vec<_>>().join(" ");
        self.path.push(&text, heading_level(&text));
        draft.heading = self.path.names();
        self.zone = if SECTIONS.prayer_heading.is_match(&text) { Zone::Prayer } else { Zone::Text };
        self.done.push(draft);
    }

    fn read_text(&mut self, index: usize, next: Option<usize>) {
        let row = &self.rows[index];
        self.enter_closing_zone(index);
        let measure = self.measures.of(row);
        let next = next.map(|n| &self.rows[n]);
        let Some(open) = self.open.as_mut() else { return self.begin_unnumbered(index) };
        let above = &self.rows[open.last];
        let relation = open.layout.take(above, row, next, measure);
        let join = match relation {
            Relation::Continues => self.reading.vocabulary.join(&above.text, &row.text),
            Relation::Begins => Join::Part,
        };
        let keeps = open.draft.number.is_some() || self.zone == Zone::Signature;
        if relation == Relation::Begins && !keeps {
            return self.begin_unnumbered(index);
        }
        open.draft.pieces.push(piece(row, join));
        open.last = index;
    }

    /// Prayers, orders and signatures end the numbered part.
    fn enter_closing_zone(&mut self, index: usize) {
        let row = &self.rows[index];
        let after_numbers = self.reading.last_numbered.is_none_or(|last| index > last);
        let above_closed =
            self.open.as_ref().is_none_or(|o| super::style::is_closed(&self.rows[o.last].text));
        if self.zone != Zone::Signature
            && after_numbers
            && SECTIONS.signature_line.is_match(&row.text)
            && (above_closed || row.text.starts_with("/s/"))
        {
            self.close();
            self.zone = Zone::Signature;
        } else if self.zone == Zone::Text && above_closed && SECTIONS.prayer_line.is_match(&row.text) {
            self.close();
            self.zone = Zone::Prayer;
        } else if self.zone == Zone::Text
            && above_closed
            && after_numbers
            && SECTIONS.closing_line.is_match(&row.text)
        {
            self.close();
        }
    }

    fn begin_unnumbered(&mut self, index: usize) {
        self.close();
        let row = &self.rows[index];
        let mut draft = Draft::new(ParagraphKind::Body, vec![piece(row, Join::Part)]);
        draft.heading = self.path.names();
        draft.kind = match self.zone {
            Zone::Text => ParagraphKind::Body,
            Zone::Prayer => ParagraphKind::Prayer,
            Zone::Signature => ParagraphKind::Signature,
        };
        self.open = Some(Open { draft, layout: Layout::begin(row, false), last: index });
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.draft.kind == ParagraphKind::Body {
            let measure = self.measures.of(&self.rows[open.last]);
            if open.layout.part.is_labelled() {
                open.draft.kind = ParagraphKind::List;
            } else if open.layout.part.is_inset(measure) {
                open.draft.kind = ParagraphKind::Quote;
            }
        }
        self.done.push(open.draft);
    }

    fn note_drafts(&self) -> Vec<Draft> {
        self.reading.notes.notes.iter().map(|(mark, rows)| self.note_draft(mark, rows)).collect()
    }

    fn note_draft(&self, mark: &str, rows: &[usize]) -> Draft {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut layout: Option<Layout> = None;
        for (n, index) in rows.iter().enumerate() {
            let row = &self.rows[*index];
            let join = match (n, layout.as_mut()) {
                (0, _) | (_, None) => Join::Part,
                _ => self.reading.vocabulary.join(&self.rows[rows[n - 1]].text, &row.text),
            };
            layout.get_or_insert_with(|| Layout::begin(row, false));
            pieces.push(piece(row, join));
        }
        let mut draft = Draft::new(ParagraphKind::Footnote, pieces);
        draft.note = Some(mark.to_owned());
        if let Some(first) = draft.pieces.first_mut() {
            let row = &self.rows[rows[0]];
            if row.lead_mark.is_none() && mark_of(row).is_some() {
                draft.label = row.text.len() - row.text.split_once(' ').map_or("", |(_, rest)| rest).len();
            }
            first.join = Join::Part;
        }
        draft
    }
}

fn piece(row: &Row, join: Join) -> Piece {
    Piece { text: row.text.clone(), join, place: Some(row.place), marks: row.marks.clone() }
}

/// Puts each footnote after the paragraph in which its mark stands, or else after the last
/// paragraph that begins on its page.
fn place_notes(drafts: Vec<Draft>, notes: Vec<Draft>) -> Vec<Draft> {
    let mut after: Vec<Vec<Draft>> = drafts.iter().map(|_| Vec::new()).collect();
    let mut orphans = Vec::new();
    let mut from = 0;
    for note in notes {
        match home(&drafts, &note, from) {
            Some(index) => {
                from = index;
                after[index].push(note);
            }
            None => orphans.push(note),
        }
    }
    let mut placed: Vec<Draft> = Vec::new();
    for (draft, notes) in drafts.into_iter().zip(after) {
        placed.push(draft);
        placed.extend(notes);
    }
    placed.extend(orphans);
    placed
}

fn home(drafts: &[Draft], note: &Draft, from: usize) -> Option<usize> {
    let page = note.first_page()?;
    let mark = note.note.as_deref()?;
    let marked = |d: &Draft| {
        d.pieces
            .iter()
            .any(|p| p.place.is_some_and(|(at, _)| at == page) && p.marks.iter().any(|m| m.text == mark))
    };
    let begun = |d: &Draft| d.first_page().is_some_and(|first| first <= page);
    let marked = (0..drafts.len()).find(|i| marked(&drafts[*i]));
    marked.or_else(|| (0..drafts.len()).rev().find(|i| begun(&drafts[*i]))).map(|i| i.max(from))
}
