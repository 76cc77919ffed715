//! Documents that may match, by the words that they hold.

use super::expand::Found;
use crate::query::{AtomId, FieldId, Node};
use std::collections::HashMap;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// Documents in order; `None` for all.
pub(super) type Documents = Option<Vec<DocId>>;

/// Finds candidates in one segment, each atom's documents read once.
pub(super) struct Candidates<'a> {
    pub inverted: &'a InvertedIndexReader,
    pub found: &'a [Vec<Found>],
    /// For each document field of the query, the documents that satisfy it.
    pub fields: &'a [Vec<DocId>],
    pub read: HashMap<AtomId, Vec<DocId>>,
}

impl Candidates<'_> {
    pub fn of(&mut self, node: &Node) -> std::io::Result<Documents> {
        match node {
            Node::Word { forms, .. } => {
                let mut documents = Vec::new();
                for form in forms {
                    let all: Result<Vec<Documents>, _> = form.iter().map(|id| self.atom(*id)).collect();
                    documents.push(all?.into_iter().reduce(intersect).flatten());
                }
                Ok(union(documents))
            }
            Node::Field(FieldId(id)) => Ok(Some(self.fields[*id as usize].clone())),
            Node::Phrase(nodes) | Node::And(nodes) => self.all(nodes.iter()),
            Node::Or(nodes) => Ok(union(nodes.iter().map(|n| self.of(n)).collect::<Result<_, _>>()?)),
            Node::Near { left, right, .. } => self.all([&**left, &**right].into_iter()),
            Node::Not(left, _) | Node::NotNear { left, .. } => self.of(left),
            Node::AtLeast(_, inner) => self.of(inner),
        }
    }

    fn all<'n>(&mut self, nodes: impl Iterator<Item = &'n Node>) -> std::io::Result<Documents> {
        let mut documents = None;
        for node in nodes {
            documents = intersect(documents, self.of(node)?);
        }
        Ok(documents)
    }

    fn atom(&mut self, id: AtomId) -> std::io::Result<Documents> {
        if let Some(known) = self.read.get(&id) {
            return Ok(Some(known.clone()));
        }
        let mut documents = Vec::new();
        for term in &self.found[id.0 as usize] {
            let mut postings =
                self.inverted.read_postings_from_terminfo(&term.info, IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                documents.push(doc);
                doc = postings.advance();
            }
        }
        if self.found[id.0 as usize].len() > 1 {
            documents.sort_unstable();
            documents.dedup();
        }
        self.read.insert(id, documents.clone());
        Ok(Some(documents))
    }
}

fn union(lists: Vec<Documents>) -> Documents {
    let mut all = lists.into_iter().collect::<Option<Vec<_>>>()?;
    if all.len() == 1 {
        return all.pop();
    }
    let mut documents = all.concat();
    documents.sort_unstable();
    documents.dedup();
    Some(documents)
}

/// The documents of both; the shorter list is looked up in the longer.
fn intersect(left: Documents, right: Documents) -> Documents {
    let (Some(left), Some(right)) = (&left, &right) else { return left.or(right) };
    let (short, mut long) = if left.len() <= right.len() { (left, &right[..]) } else { (right, &left[..]) };
    let mut both = Vec::with_capacity(short.len());
    for &doc in short {
        let step = gallop(long, doc);
        long = &long[step..];
        if long.first() == Some(&doc) {
            both.push(doc);
        }
    }
    Some(both)
}

/// How many documents of a sorted list come before `doc`, in time logarithmic in the answer.
fn gallop(list: &[DocId], doc: DocId) -> usize {
    let mut reach = 1;
    while reach < list.len() && list[reach] < doc {
        reach *= 2;
    }
    let end = list.len().min(reach + 1);
    list[..end].partition_point(|&d| d < doc)
}
