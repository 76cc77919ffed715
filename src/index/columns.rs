//! What is known of documents besides their words, a column a fact: each value of a segment once, and
//! for each document the numbers of its values. Numbers are in the order of the values.

use crate::document::Record;
use crate::query::{Facts, FieldTest};
use std::collections::BTreeSet;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::{Field, SchemaBuilder, TextOptions};
use tantivy::{DocId, SegmentReader, TantivyDocument};

/// A fact of documents by which they are counted, ordered or asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    Kind,
    /// Names and aliases.
    Party,
    Court,
    Case,
    /// Of filing, statement, effect and last update; ISO 8601.
    Date,
    Path,
    Cites,
    /// What findings anywhere in the document are about, in which mode and by whom.
    Concept,
    Mode,
    Speaker,
    /// What reviewers made of its findings.
    Review,
}

impl Fact {
    const ALL: [Self; 11] = [
        Self::Kind,
        Self::Party,
        Self::Court,
        Self::Case,
        Self::Date,
        Self::Path,
        Self::Cites,
        Self::Concept,
        Self::Mode,
        Self::Speaker,
        Self::Review,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Party => "party",
            Self::Court => "court",
            Self::Case => "case",
            Self::Date => "date",
            Self::Path => "path",
            Self::Cites => "cites",
            Self::Concept => "concept",
            Self::Mode => "mode",
            Self::Speaker => "speaker",
            Self::Review => "review",
        }
    }

    /// The fact that a test of a document field looks at.
    pub(super) fn of_test(test: &FieldTest) -> Self {
        match test {
            FieldTest::Kind(_) => Self::Kind,
            FieldTest::Party(_) => Self::Party,
            FieldTest::Court(_) => Self::Court,
            FieldTest::Case(_) => Self::Case,
            FieldTest::Date(_) => Self::Date,
            FieldTest::File(_) => Self::Path,
            FieldTest::Cites(_) => Self::Cites,
        }
    }

    /// The values of a document, each once.
    fn values<'a>(self, record: &'a Record, facts: &'a Facts) -> BTreeSet<&'a str> {
        let findings = record.standing();
        match self {
            Self::Kind => [facts.kind.name()].into(),
            Self::Party => facts.parties.iter().map(String::as_str).collect(),
            Self::Court => facts.court.as_deref().into_iter().collect(),
            Self::Case => facts.case_number.as_deref().into_iter().collect(),
            Self::Date => facts.dates.iter().map(String::as_str).collect(),
            Self::Path => facts.paths.iter().map(String::as_str).collect(),
            Self::Cites => facts.cites.iter().map(String::as_str).collect(),
            Self::Concept => findings.map(|f| f.concept.as_str()).collect(),
            Self::Mode => findings.map(|f| f.mode.name()).collect(),
            Self::Speaker => findings.map(|f| f.speaker.name()).collect(),
            Self::Review => record.findings.iter().map(|f| f.review.name()).collect(),
        }
    }
}

/// Number of words of a document.
const LENGTH: &str = "length";

/// The fields of the schema that become columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnFields {
    facts: [Field; Fact::ALL.len()],
    length: Field,
}

impl ColumnFields {
    pub fn declare(builder: &mut SchemaBuilder) -> Self {
        let text = |fact: Fact| builder.add_text_field(fact.name(), TextOptions::default().set_fast("raw"));
        let facts = Fact::ALL.map(text);
        Self { facts, length: builder.add_u64_field(LENGTH, tantivy::schema::FAST) }
    }

    pub fn fill(&self, document: &mut TantivyDocument, record: &Record, words: usize) {
        let facts = Facts::from(record);
        for (fact, field) in Fact::ALL.into_iter().zip(self.facts) {
            fact.values(record, &facts).into_iter().for_each(|value| document.add_text(field, value));
        }
        document.add_u64(self.length, words as u64);
    }
}

/// The columns of one segment.
pub(super) struct Columns<'a> {
    reader: &'a SegmentReader,
}

impl<'a> Columns<'a> {
    pub fn of(reader: &'a SegmentReader) -> Self {
        Self { reader }
    }

    pub fn lengths(&self) -> tantivy::Result<Column<u64>> {
        self.reader.fast_fields().u64(LENGTH)
    }

    /// `None` where no document of the segment has the fact.
    fn open(&self, fact: Fact) -> tantivy::Result<Option<StrColumn>> {
        self.reader.fast_fields().str(fact.name())
    }

    /// For each value, in order, the number of documents that have it; values of none are left out.
    pub fn count(&self, fact: Fact, documents: &[DocId]) -> tantivy::Result<Vec<(String, usize)>> {
        let Some(column) = self.open(fact)? else { return Ok(Vec::new()) };
        let mut counts = vec![0usize; column.num_terms()];
        for &doc in documents {
            column.term_ords(doc).for_each(|value| counts[value as usize] += 1);
        }
        let used: Vec<u64> = (0..).zip(&counts).filter(|(_, n)| **n > 0).map(|(value, _)| value).collect();
        let names = texts(&column, &used)?;
        Ok(names.into_iter().zip(counts.into_iter().filter(|n| *n > 0)).collect())
    }

    /// The first value of each document in the order of values; `None` for those without one.
    pub fn first(&self, fact: Fact, documents: &[DocId]) -> tantivy::Result<Vec<Option<String>>> {
        let Some(column) = self.open(fact)? else { return Ok(vec![None; documents.len()]) };
        let firsts: Vec<Option<u64>> = documents.iter().map(|&doc| column.term_ords(doc).min()).collect();
        let mut used: Vec<u64> = firsts.iter().flatten().copied().collect();
        used.sort_unstable();
        used.dedup();
        let names = texts(&column, &used)?;
        let name = |value: u64| used.binary_search(&value).ok().map(|at| names[at].clone());
        Ok(firsts.into_iter().map(|value| value.and_then(name)).collect())
    }

    /// Those of `documents` that satisfy a test; it is asked once a value.
    pub fn accepted(
        &self,
        test: &FieldTest,
        documents: impl Iterator<Item = DocId>,
    ) -> tantivy::Result<Vec<DocId>> {
        let Some(column) = self.open(Fact::of_test(test))? else { return Ok(Vec::new()) };
        let all: Vec<u64> = (0..column.num_terms() as u64).collect();
        let good: Vec<bool> = texts(&column, &all)?.iter().map(|value| test.accepts_value(value)).collect();
        Ok(documents.filter(|&doc| column.term_ords(doc).any(|value| good[value as usize])).collect())
    }
}

/// The values with these numbers, which are in order.
fn texts(column: &StrColumn, numbers: &[u64]) -> tantivy::Result<Vec<String>> {
    let mut texts = Vec::with_capacity(numbers.len());
    column
        .dictionary()
        .sorted_ords_to_term_cb(numbers, |bytes| texts.push(String::from_utf8_lossy(bytes).into_owned()))?;
    Ok(texts)
}
