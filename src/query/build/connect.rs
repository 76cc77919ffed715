//! Proximity between operands of which one may be about the whole document.

use super::{Builder, all_of, any_of};
use crate::query::atom::Atom;
use crate::query::error::{Fault, QueryError};
use crate::query::parser::Raw;
use crate::query::tree::{Distance, Node};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Link {
    Adjacent,
    Near { distance: Distance, ordered: bool },
    NotNear { distance: Distance },
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Adjacent => f.write_str("pre/1"),
            Self::Near { distance, ordered: true } => write!(f, "pre/{distance}"),
            Self::Near { distance, ordered: false } => write!(f, "w/{distance}"),
            Self::NotNear { distance } => write!(f, "NOT w/{distance}"),
        }
    }
}

impl Builder<'_> {
    /// Joins two operands, distributing over an AND, NOT or OR of whole documents on one side.
    pub(super) fn connect(&self, link: Link, left: Node, right: Node, raw: &Raw) -> Result<Node, QueryError> {
        self.refuse(link, &left, &right, raw)?;
        // AND first: `(a OR b) w/5 (c AND d)` asks for c near one of them and d near one of them,
        // whatever else stands in the first bracket.
        if is_documentary(&left) && (holds_and(&left) || !holds_and(&right)) {
            let join = |part: Node| self.connect(link, part, right.clone(), raw);
            return distribute(left, &join);
        }
        if is_documentary(&right) {
            let join = |part: Node| self.connect(link, left.clone(), part, raw);
            return distribute(right, &join);
        }
        let tag = link == Link::Adjacent && (self.is_tag(&left) || self.is_tag(&right));
        let link = if tag { Link::Near { distance: Distance::Words(1), ordered: true } } else { link };
        Ok(join(link, left, right))
    }

    /// A space beside a tag reads as AND, so a tag beside a word is never echoed as a phrase.
    fn is_tag(&self, node: &Node) -> bool {
        let Node::Word { forms, .. } = node else { return false };
        forms.iter().flatten().any(|id| matches!(self.query.atoms[id.0 as usize], Atom::Tag(_)))
    }

    /// What a connector between two ANDs may mean: each word near each, or in pairs.
    fn readings(&self, operator: &str, left: &Node, right: &Node) -> Vec<String> {
        let (left, right) = (self.conjuncts(left), self.conjuncts(right));
        let pair = |a: &String, b: &String| format!("({a} {operator} {b})");
        let each: Vec<String> = left.iter().flat_map(|a| right.iter().map(move |b| pair(a, b))).collect();
        let other = if left.len() == right.len() {
            left.iter().zip(&right).map(|(a, b)| pair(a, b)).collect::<Vec<_>>().join(" AND ")
        } else {
            format!("(({}) {operator} ({}))", left.join(" OR "), right.join(" OR "))
        };
        vec![each.join(" AND "), other]
    }

    fn conjuncts(&self, node: &Node) -> Vec<String> {
        match node {
            Node::And(nodes) | Node::Or(nodes) if is_documentary(node) => {
                nodes.iter().flat_map(|node| self.conjuncts(node)).collect()
            }
            Node::Not(left, _) => self.conjuncts(left),
            Node::Field(_) => Vec::new(),
            words => vec![self.query.show_operand(words)],
        }
    }

    fn refuse(&self, link: Link, left: &Node, right: &Node, raw: &Raw) -> Result<(), QueryError> {
        let operator = link.to_string();
        let show = |node: &Node| format!("({})", self.query.show(node));
        if holds_and(left) && holds_and(right) {
            let readings = self.readings(&operator, left, right);
            return self.fail(
                Fault::Ambiguous {
                    left: show(left),
                    operator,
                    right: show(right),
                    readings: readings.into(),
                },
                raw,
            );
        }
        if parts(left).saturating_mul(parts(right)) > MOST_PARTS {
            return self.fail(Fault::TooLong, raw);
        }
        for side in [left, right] {
            if let Some(field) = bare_field(side) {
                return self.fail(Fault::FieldInConnector { field: self.query.show(field), operator }, raw);
            }
        }
        if matches!(link, Link::NotNear { .. }) && is_documentary(right) {
            return self.fail(Fault::WholeDocument { operator, operand: show(right) }, raw);
        }
        Ok(())
    }

    /// `ATLEAST5(a AND b)` asks it of each.
    pub(super) fn at_least(&self, count: u32, node: Node, raw: &Raw) -> Result<Node, QueryError> {
        if let Some(field) = bare_field(&node) {
            let operator = format!("ATLEAST{count}");
            return self.fail(Fault::FieldInConnector { field: self.query.show(field), operator }, raw);
        }
        match node {
            Node::Or(_) if is_documentary(&node) => {
                let operand = format!("({})", self.query.show(&node));
                self.fail(Fault::WholeDocument { operator: format!("ATLEAST{count}"), operand }, raw)
            }
            Node::And(_) | Node::Not(..) => distribute(node, &|part| self.at_least(count, part, raw)),
            words => Ok(Node::AtLeast(count, Box::new(words))),
        }
    }
}

/// Applies a proximity to the parts that have places; fields stay as they are.
fn distribute(node: Node, join: &impl Fn(Node) -> Result<Node, QueryError>) -> Result<Node, QueryError> {
    let each = |nodes: Vec<Node>| -> Result<Vec<Node>, QueryError> {
        nodes
            .into_iter()
            .map(|part| if matches!(part, Node::Field(_)) { Ok(part) } else { join(part) })
            .collect()
    };
    match node {
        Node::And(nodes) => Ok(all_of(each(nodes)?)),
        Node::Or(nodes) => Ok(any_of(each(nodes)?)),
        Node::Not(left, right) => Ok(Node::Not(Box::new(join(*left)?), right)),
        words => join(words),
    }
}

fn join(link: Link, left: Node, right: Node) -> Node {
    match link {
        Link::Adjacent => {
            let mut nodes = if let Node::Phrase(nodes) = left { nodes } else { vec![left] };
            if let Node::Phrase(more) = right {
                nodes.extend(more);
            } else {
                nodes.push(right);
            }
            Node::Phrase(nodes)
        }
        Link::Near { distance, ordered } => {
            Node::Near { left: Box::new(left), right: Box::new(right), distance, ordered }
        }
        Link::NotNear { distance } => {
            Node::NotNear { left: Box::new(left), right: Box::new(right), distance }
        }
    }
}

/// Proximities into which one may be distributed.
const MOST_PARTS: usize = 10_000;

/// Into how many a proximity with this operand is distributed.
fn parts(node: &Node) -> usize {
    match node {
        Node::And(nodes) => nodes.iter().map(parts).sum(),
        Node::Or(nodes) if is_documentary(node) => nodes.iter().map(parts).sum(),
        Node::Not(left, _) => parts(left),
        _ => 1,
    }
}

/// Does it say something of the whole document, so that it has no one place?
fn is_documentary(node: &Node) -> bool {
    match node {
        Node::And(_) | Node::Not(..) | Node::Field(_) => true,
        Node::Or(nodes) => nodes.iter().any(is_documentary),
        _ => false,
    }
}

/// Does it ask for two or more places at once?
fn holds_and(node: &Node) -> bool {
    match node {
        Node::And(nodes) => {
            nodes.iter().filter(|n| !matches!(n, Node::Field(_))).count() > 1 || nodes.iter().any(holds_and)
        }
        Node::Or(nodes) => nodes.iter().any(holds_and),
        Node::Not(left, _) => holds_and(left),
        _ => false,
    }
}

/// A field that no AND joins to words.
fn bare_field(node: &Node) -> Option<&Node> {
    match node {
        Node::Field(_) => Some(node),
        Node::Or(nodes) => nodes.iter().find_map(bare_field),
        Node::Not(left, _) => bare_field(left),
        Node::And(nodes) if nodes.iter().all(|n| bare_field(n).is_some()) => nodes.first(),
        _ => None,
    }
}
