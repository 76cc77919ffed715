//! Documents that may match, by the words that they hold.

use super::documents::{intersect, subtract, union};
use super::places::Reading;
use crate::query::{FieldId, Node};
use std::borrow::Cow;
use tantivy::DocId;

/// Documents in order; `None` for all.
pub(super) type Documents<'a> = Option<Cow<'a, [DocId]>>;

/// Finds candidates in one segment.
pub(super) struct Candidates<'a> {
    pub atoms: &'a [Reading],
    /// For each document field of the query, the documents that satisfy it.
    pub fields: &'a [Vec<DocId>],
    /// Above every document number.
    pub limit: DocId,
}

impl<'a> Candidates<'a> {
    pub fn of(&self, node: &Node) -> Documents<'a> {
        match node {
            Node::Word { forms, .. } => {
                let mut each: Vec<Cow<'a, [DocId]>> = Vec::new();
                for form in forms {
                    let own = form.iter().map(|id| Cow::Borrowed(self.atoms[id.0 as usize].documents()));
                    each.extend(own.reduce(|all, own| Cow::Owned(intersect(&all, &own))));
                }
                Some(self.either(each))
            }
            Node::Field(FieldId(id)) => Some(Cow::Borrowed(&self.fields[*id as usize])),
            Node::Phrase(nodes) | Node::And(nodes) => self.all(nodes.iter()),
            Node::Or(nodes) => {
                let each: Option<Vec<_>> = nodes.iter().map(|node| self.of(node)).collect();
                each.map(|each| self.either(each))
            }
            Node::Near { left, right, .. } => self.all([&**left, &**right].into_iter()),
            Node::Not(left, right) => {
                let documents = self.of(left);
                if !is_present_alone(right) {
                    return documents;
                }
                match (documents, self.of(right)) {
                    (Some(documents), Some(out)) => Some(Cow::Owned(subtract(&documents, &out))),
                    (documents, _) => documents,
                }
            }
            Node::NotNear { left, .. } => self.of(left),
            Node::AtLeast(_, inner) => self.of(inner),
        }
    }

    fn either(&self, mut each: Vec<Cow<'a, [DocId]>>) -> Cow<'a, [DocId]> {
        match each.pop() {
            Some(one) if each.is_empty() => one,
            last => {
                each.extend(last);
                Cow::Owned(union(&each, self.limit).into_owned())
            }
        }
    }

    fn all<'n>(&self, nodes: impl Iterator<Item = &'n Node>) -> Documents<'a> {
        nodes.map(|node| self.of(node)).fold(None, |documents, own| match (documents, own) {
            (Some(left), Some(right)) => Some(Cow::Owned(intersect(&left, &right))),
            (left, right) => left.or(right),
        })
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
