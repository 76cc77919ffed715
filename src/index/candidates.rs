//! Documents that may match, by the words that they hold.

use super::documents::{intersect, subtract, union};
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
    /// Above every document number.
    pub limit: DocId,
    pub read: HashMap<AtomId, Vec<DocId>>,
}

impl Candidates<'_> {
    pub fn of(&mut self, node: &Node) -> std::io::Result<Documents> {
        match node {
            Node::Word { forms, .. } => {
                let mut documents = Vec::new();
                for form in forms {
                    let mut all: Option<Vec<DocId>> = None;
                    for id in form {
                        let own = self.atom(*id)?;
                        all = Some(all.map_or_else(|| own.clone(), |all| intersect(&all, &own)));
                    }
                    documents.extend(all);
                }
                Ok(Some(union(&documents, self.limit)))
            }
            Node::Field(FieldId(id)) => Ok(Some(self.fields[*id as usize].clone())),
            Node::Phrase(nodes) | Node::And(nodes) => self.all(nodes.iter()),
            Node::Or(nodes) => {
                let lists: Option<Vec<Vec<DocId>>> =
                    nodes.iter().map(|n| self.of(n)).collect::<std::io::Result<_>>()?;
                Ok(lists.map(|lists| union(&lists, self.limit)))
            }
            Node::Near { left, right, .. } => self.all([&**left, &**right].into_iter()),
            Node::Not(left, right) => {
                let documents = self.of(left)?;
                if !is_present_alone(right) {
                    return Ok(documents);
                }
                let out = self.of(right)?;
                Ok(match (documents, out) {
                    (Some(documents), Some(out)) => Some(subtract(&documents, &out)),
                    (documents, _) => documents,
                })
            }
            Node::NotNear { left, .. } => self.of(left),
            Node::AtLeast(_, inner) => self.of(inner),
        }
    }

    fn all<'n>(&mut self, nodes: impl Iterator<Item = &'n Node>) -> std::io::Result<Documents> {
        let mut documents: Documents = None;
        for node in nodes {
            documents = match (documents, self.of(node)?) {
                (Some(left), Some(right)) => Some(intersect(&left, &right)),
                (left, right) => left.or(right),
            };
        }
        Ok(documents)
    }

    /// The documents that hold an atom.
    pub fn atom(&mut self, id: AtomId) -> std::io::Result<Vec<DocId>> {
        if let Some(known) = self.read.get(&id) {
            return Ok(known.clone());
        }
        let mut lists = Vec::new();
        for term in &self.found[id.0 as usize] {
            let mut postings =
                self.inverted.read_postings_from_terminfo(&term.info, IndexRecordOption::Basic)?;
            let mut documents = Vec::with_capacity(term.info.doc_freq as usize);
            let mut doc = postings.doc();
            while doc != TERMINATED {
                documents.push(doc);
                doc = postings.advance();
            }
            lists.push(documents);
        }
        let documents = union(&lists, self.limit);
        self.read.insert(id, documents.clone());
        Ok(documents)
    }
}

/// Does it ask only whether words stand in a document, not where?
pub(super) fn is_present_alone(node: &Node) -> bool {
    match node {
        Node::Word { forms, .. } => forms.iter().all(|form| form.len() == 1),
        Node::Field(_) => true,
        Node::Or(nodes) | Node::And(nodes) => nodes.iter().all(is_present_alone),
        _ => false,
    }
}

/// The atoms of which it counts where they stand.
pub(super) fn placed(node: &Node, atoms: &mut [bool]) {
    match node {
        Node::Word { forms, .. } => forms.iter().flatten().for_each(|id| atoms[id.0 as usize] = true),
        Node::Field(_) => {}
        Node::Phrase(nodes) | Node::Or(nodes) | Node::And(nodes) => {
            nodes.iter().for_each(|node| placed(node, atoms));
        }
        Node::Not(left, right) => {
            placed(left, atoms);
            if !is_present_alone(right) {
                placed(right, atoms);
            }
        }
        Node::Near { left, right, .. } | Node::NotNear { left, right, .. } => {
            placed(left, atoms);
            placed(right, atoms);
        }
        Node::AtLeast(_, inner) => placed(inner, atoms),
    }
}
