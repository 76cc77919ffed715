//! The brief as data: one model, one writer a format.

use crate::document::{CiteForm, CiteStyle, Mode, Span};
use serde::{Deserialize, Serialize};

/// Version of the JSON form.
pub const FORMAT: u32 = 1;

/// A whole brief. The same matter and options give an equal brief.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    pub format: u32,
    /// Name and version of the program.
    pub made_by: String,
    pub title: String,
    /// `No. 3:24-cv-01234 (N.D. Cal.)`, as far as the captions say.
    pub case: Option<String>,
    /// ISO 8601.
    pub date: String,
    pub prepared_by: Option<String>,
    pub privilege: Option<String>,
    pub as_of: Option<String>,
    pub focus: Option<String>,
    pub cite_style: CiteStyle,
    /// Were pages without a text layer left unread?
    #[serde(default)]
    pub no_ocr: bool,
    /// SHA-256 over the hashes of the documents.
    pub digest: String,
    /// Page one.
    pub answer: Vec<AnswerLine>,
    pub sections: Vec<Section>,
    /// Each paragraph that is cited, with its neighbours.
    pub passages: Vec<Passage>,
    pub sources: Vec<Source>,
    /// What a verification must find: quotations, then citations.
    pub counts: (usize, usize),
}

/// A line of page one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerLine {
    pub label: String,
    /// Does it share its row with the next half line?
    #[serde(default)]
    pub half: bool,
    /// Sentences, each with its citations or a link to its list.
    pub content: Vec<Vec<Inline>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Anchor.
    pub id: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading below the section's.
    Heading {
        id: String,
        text: String,
    },
    Text {
        content: Vec<Inline>,
    },
    Entry(Entry),
    Table(Table),
    Pair(Box<Pair>),
    Timeline {
        items: Vec<TimelineItem>,
    },
    List {
        items: Vec<Vec<Inline>>,
        /// Short items, set in columns.
        #[serde(default)]
        columns: bool,
    },
}

/// A statement: who and how, the words, where, and what must be told with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub mode: Option<Mode>,
    pub lead: Vec<Inline>,
    pub quotation: Quotation,
    pub citation: Citation,
    pub notes: Vec<Vec<Inline>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub id: String,
    pub caption: String,
    /// Are its cells counts under narrow columns?
    pub matrix: bool,
    pub head: Vec<Vec<Inline>>,
    /// The first cell of a row is its heading.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Two statements side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    pub id: String,
    pub title: String,
    pub left: Entry,
    pub right: Entry,
    pub notes: Vec<Vec<Inline>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// ISO 8601.
    pub date: String,
    /// 0 events, 1 statements, 2 filings.
    pub lane: u8,
    pub label: String,
    /// Anchor of its row in the table beneath.
    pub target: String,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
pub enum Inline {
    Text {
        text: String,
    },
    Strong {
        text: String,
    },
    /// A mode as word and shape.
    Mode {
        mode: Mode,
    },
    /// To an anchor of the brief.
    Link {
        target: String,
        text: String,
    },
    Citation(Citation),
    Quotation(Quotation),
    LineBreak,
    /// A place that links lead to.
    Anchor {
        id: String,
    },
}

impl Inline {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong { text: text.into() }
    }

    pub fn link(target: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Link { target: target.into(), text: text.into() }
    }
}

/// Verbatim words of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// SHA-256.
    pub document: String,
    pub start: usize,
    pub end: usize,
    /// The words, as runs; joined they are the slice of the source.
    pub runs: Vec<Run>,
}

impl Quotation {
    /// The quotation of `text`, which starts at `start`, with the marked spans as runs of their own.
    pub fn new(document: &str, start: usize, text: &str, marks: &[(Span, Emphasis)]) -> Self {
        let mut runs = Vec::new();
        let mut at = 0;
        for (span, emphasis) in marks {
            let from = span.start.saturating_sub(start).clamp(at, text.len());
            let to = span.end.saturating_sub(start).clamp(from, text.len());
            push_run(&mut runs, text.get(at..from), None);
            push_run(&mut runs, text.get(from..to), Some(*emphasis));
            at = to;
        }
        push_run(&mut runs, text.get(at..), None);
        Self { document: document.to_owned(), start, end: start + text.len(), runs }
    }

    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

fn push_run(runs: &mut Vec<Run>, text: Option<&str>, emphasis: Option<Emphasis>) {
    if let Some(text) = text.filter(|t| !t.is_empty()) {
        runs.push(Run { text: text.to_owned(), emphasis });
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    pub text: String,
    pub emphasis: Option<Emphasis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Emphasis {
    /// The words quoted elsewhere in the brief.
    Mark,
    Inserted,
    Deleted,
}

/// A citation: its words and the place that they name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Anchor of the citation itself, for the way back.
    pub id: String,
    pub document: String,
    pub start: usize,
    pub end: usize,
    pub form: CiteForm,
    pub text: String,
    /// Anchor of the passage.
    pub passage: String,
    pub page: Option<u32>,
    pub line: Option<u32>,
    pub paragraph: Option<String>,
}

/// A cited paragraph in its context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    pub id: String,
    /// Short name of its document.
    pub document: String,
    pub citation: Citation,
    pub before: Option<Quotation>,
    /// The whole paragraph, the cited words marked.
    pub paragraph: Quotation,
    pub after: Option<Quotation>,
    /// Anchors of the citations that lead here.
    pub cited_from: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub name: String,
    pub kind: String,
    pub title: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub captured: Option<String>,
    pub paths: Vec<String>,
    pub sha256: String,
    pub bytes: u64,
    pub pages: usize,
    pub reader: String,
    pub warnings: Vec<String>,
}
