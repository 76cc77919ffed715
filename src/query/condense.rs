//! Lists of words and phrases in a query, each as one atom.

use super::atom::Atom;
use super::tree::{AtomId, Node, Query};
use std::collections::{HashMap, HashSet};

impl Query {
    /// The same query, in which a list of words and phrases (`(share OR sell OR "hand over")`) is one
    /// atom: a text is asked once for all of them. Its matches are the same, its echo is not.
    pub(super) fn condensed(&self) -> Query {
        let mut condensing = Condensing { old: &self.atoms, atoms: Vec::new(), known: HashMap::new() };
        let root = condensing.node(&self.root);
        Query { root, atoms: condensing.atoms, ..self.clone() }
    }
}

/// Words side by side.
type Chain = Vec<Atom>;

struct Condensing<'a> {
    old: &'a [Atom],
    atoms: Vec<Atom>,
    known: HashMap<Atom, AtomId>,
}

impl Condensing<'_> {
    fn node(&mut self, node: &Node) -> Node {
        if let Some(entries) = self.entries(node) {
            return self.listed(entries);
        }
        let boxed = |this: &mut Self, node: &Node| Box::new(this.node(node));
        match node {
            Node::Word { written, forms } => {
                let forms = forms.iter().map(|form| form.iter().map(|id| self.atom(*id)).collect());
                Node::Word { written: written.clone(), forms: forms.collect() }
            }
            Node::Field(id) => Node::Field(*id),
            Node::Phrase(nodes) => Node::Phrase(nodes.iter().map(|node| self.node(node)).collect()),
            Node::And(nodes) => Node::And(nodes.iter().map(|node| self.node(node)).collect()),
            Node::Or(nodes) => self.list(nodes),
            Node::Not(left, right) => Node::Not(boxed(self, left), boxed(self, right)),
            Node::Near { left, right, distance, ordered } => Node::Near {
                left: boxed(self, left),
                right: boxed(self, right),
                distance: *distance,
                ordered: *ordered,
            },
            Node::NotNear { left, right, distance } => {
                Node::NotNear { left: boxed(self, left), right: boxed(self, right), distance: *distance }
            }
            Node::AtLeast(count, inner) => Node::AtLeast(*count, boxed(self, inner)),
        }
    }

    /// A list: its words and phrases as one, then the rest.
    fn list(&mut self, nodes: &[Node]) -> Node {
        let mut entries = Vec::new();
        let mut rest = Vec::new();
        for node in nodes {
            match self.entries(node) {
                Some(more) => entries.extend(more),
                None => rest.push(self.node(node)),
            }
        }
        if !entries.is_empty() {
            rest.insert(0, self.listed(entries));
        }
        Node::Or(rest)
    }

    /// The chains that a node stands for, if it is nothing but words, phrases and lists of them.
    fn entries(&self, node: &Node) -> Option<Vec<Chain>> {
        match node {
            Node::Word { forms, .. } => forms.iter().map(|form| self.chain(form)).collect(),
            Node::Phrase(nodes) => {
                let words: Option<Vec<Chain>> = nodes.iter().map(|node| self.single(node)).collect();
                Some(vec![words?.concat()])
            }
            Node::Or(nodes) => {
                let lists: Option<Vec<Vec<Chain>>> = nodes.iter().map(|node| self.entries(node)).collect();
                Some(lists?.concat())
            }
            _ => None,
        }
    }

    /// The one chain of a word that can be found in one way only.
    fn single(&self, node: &Node) -> Option<Chain> {
        let mut entries = self.entries(node)?;
        if entries.len() == 1 { entries.pop() } else { None }
    }

    /// A tag is no word.
    fn chain(&self, form: &[AtomId]) -> Option<Chain> {
        let atoms = form.iter().map(|id| &self.old[id.0 as usize]);
        atoms.map(|atom| (!matches!(atom, Atom::Tag(_))).then(|| atom.clone())).collect()
    }

    fn listed(&mut self, entries: Vec<Chain>) -> Node {
        let new = are_new(&entries);
        let kept = entries.into_iter().zip(new).filter_map(|(entry, new)| new.then_some(entry));
        let mut distinct: Vec<Chain> = kept.collect();
        let one_word = distinct.len() == 1 && distinct[0].len() == 1;
        let atom = if one_word { distinct.remove(0).remove(0) } else { Atom::List(distinct) };
        Node::Word { written: String::new(), forms: vec![vec![self.share(atom)]] }
    }

    fn atom(&mut self, AtomId(id): AtomId) -> AtomId {
        let atom = self.old[id as usize].clone();
        self.share(atom)
    }

    fn share(&mut self, atom: Atom) -> AtomId {
        let atoms = &mut self.atoms;
        *self.known.entry(atom).or_insert_with_key(|atom| {
            atoms.push(atom.clone());
            AtomId(atoms.len() as u32 - 1)
        })
    }
}

/// For each entry, is it the first of its like?
fn are_new(entries: &[Chain]) -> Vec<bool> {
    let mut seen = HashSet::with_capacity(entries.len());
    entries.iter().map(|entry| seen.insert(entry)).collect()
}
