//! Does a line continue the paragraph's part above it, or begin a new one?

use super::row::{Measure, Row};
use super::style::{is_closed, item_label};

/// What a line is to the lines above it in the same paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Continues,
    /// A list item, a quotation, a paragraph of its own.
    Begins,
}

/// Left edges within this many points are the same.
const SAME: f32 = 4.0;

/// The layout of the part that is being read.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Left edge of its first line.
    first_left: f32,
    /// Where the text after its label begins.
    hang: Option<f32>,
    /// Left edge of its second and later lines.
    margin: Option<f32>,
    /// Rightmost edge so far.
    right: f32,
    rows: usize,
    /// Smallest distance between two of its lines.
    pitch: Option<f32>,
    labelled: bool,
}

impl Part {
    pub fn begin(row: &Row, numbered: bool) -> Self {
        let labelled = item_label(&row.text).is_some();
        Self {
            first_left: row.bbox.left,
            hang: row.second_left.filter(|_| labelled || numbered),
            margin: None,
            right: row.bbox.right,
            rows: 1,
            pitch: None,
            labelled: labelled && !numbered,
        }
    }

    pub fn add(&mut self, above: &Row, row: &Row) {
        let distance = row.bbox.top - above.bbox.top;
        if above.place.0 == row.place.0 && distance > 0.0 {
            self.pitch = Some(self.pitch.map_or(distance, |p| p.min(distance)));
        }
        self.margin.get_or_insert(row.bbox.left);
        self.right = self.right.max(row.bbox.right);
        self.rows += 1;
    }

    /// Is every line of the part set in from the left, as quotations are?
    pub fn is_inset(&self, measure: Measure) -> bool {
        let left = self.margin.unwrap_or(self.first_left).min(self.first_left);
        !self.labelled && self.rows > 1 && left > measure.left + 18.0
    }

    pub fn is_labelled(&self) -> bool {
        self.labelled
    }
}

/// The layout of a paragraph: its current part, and where earlier items began.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub part: Part,
    item_lefts: Vec<f32>,
}

impl Layout {
    pub fn begin(row: &Row, numbered: bool) -> Self {
        let part = Part::begin(row, numbered);
        let item_lefts = if part.labelled { vec![row.bbox.left] } else { Vec::new() };
        Self { part, item_lefts }
    }

    /// Takes the next row in and says what it is.
    pub fn take(&mut self, above: &Row, row: &Row, next: Option<&Row>, measure: Measure) -> Relation {
        let relation = self.relation(above, row, next, measure);
        match relation {
            Relation::Continues => self.part.add(above, row),
            Relation::Begins => {
                self.part = Part::begin(row, false);
                if self.part.labelled {
                    self.item_lefts.push(row.bbox.left);
                }
            }
        }
        relation
    }

    fn relation(&self, above: &Row, row: &Row, next: Option<&Row>, measure: Measure) -> Relation {
        let facts = Facts::of(self, above, row, next, measure);
        if item_label(&row.text).is_some() && self.begins_item(row, &facts, measure) {
            return Relation::Begins;
        }
        let begins = match self.part.margin {
            Some(margin) => facts.begins_at(margin, row),
            None => self.begins_after_first(row, &facts, measure),
        };
        if begins || facts.gap && facts.closed { Relation::Begins } else { Relation::Continues }
    }

    fn begins_item(&self, row: &Row, facts: &Facts, measure: Measure) -> bool {
        let listed = self.item_lefts.iter().any(|left| (left - row.bbox.left).abs() < SAME);
        let indented = row.bbox.left > measure.left + 6.0;
        let spaced = row.second_left.is_some_and(|second| second - row.first_right > 0.6 * row.size);
        let at_margin = self.part.margin.is_some_and(|m| (m - row.bbox.left).abs() < SAME);
        let ended = facts.closed || facts.short;
        if at_margin && !listed {
            return facts.closed && facts.short;
        }
        (listed || indented) && (ended || spaced) || facts.closed && spaced
    }

    /// The line above is the part's first: the margin is not known yet.
    fn begins_after_first(&self, row: &Row, facts: &Facts, measure: Measure) -> bool {
        let left = row.bbox.left;
        let near = |edge: f32| (left - edge).abs() < SAME;
        let part = &self.part;
        if part.hang.is_some_and(near) {
            return false;
        }
        if left > part.first_left + SAME {
            return facts.closed || facts.short || facts.stays && !part.labelled;
        }
        if part.labelled && !near(part.first_left) && !near(measure.left) {
            return facts.closed;
        }
        facts.closed && facts.short
    }
}

/// What can be seen of a line and the line above it.
struct Facts {
    /// The line above ends a sentence or clause.
    closed: bool,
    /// The line's first word would have fitted above: the line above ended on purpose.
    short: bool,
    /// More than the usual distance to the line above.
    gap: bool,
    /// The next line begins at the same left edge.
    stays: bool,
}

impl Facts {
    fn of(layout: &Layout, above: &Row, row: &Row, next: Option<&Row>, measure: Measure) -> Self {
        let part = &layout.part;
        let inset = (part.margin.unwrap_or(part.first_left) - measure.left).max(0.0);
        let symmetric = measure.right - if part.labelled || part.hang.is_some() { 0.0 } else { inset };
        let edge = if part.rows > 2 { part.right.max(symmetric) } else { symmetric };
        let first_word = row.first_right - row.bbox.left;
        let room = edge - above.bbox.right - 0.3 * row.size;
        let same_page = above.place.0 == row.place.0 && above.column == row.column;
        let distance = row.bbox.top - above.bbox.top;
        Self {
            closed: is_closed(&above.text),
            short: first_word + 3.0 < room,
            gap: same_page && distance > 1.45 * part.pitch.unwrap_or(measure.pitch),
            stays: next.is_some_and(|n| (n.bbox.left - row.bbox.left).abs() < SAME),
        }
    }

    fn begins_at(&self, margin: f32, row: &Row) -> bool {
        let shift = row.bbox.left - margin;
        if shift.abs() <= SAME {
            return self.closed && self.short;
        }
        if shift > 0.0 {
            return self.closed || self.short || (self.stays && shift > 14.0);
        }
        self.closed || self.short || shift < -14.0
    }
}
