//! Lists of words in a query, each as one atom.

use super::atom::Atom;
use super::tree::{AtomId, Node, Query};
use std::collections::HashMap;

impl Query {
    /// The same query, in which a list of words (`(share OR sell OR rent)`) is one atom: a text is
    /// asked once for all of them. Its matches are the same, its echo is not.
    pub(super) fn condensed(&self) -> Query {
        let mut condensing = Condensing { old: &self.atoms, atoms: Vec::new(), known: HashMap::new() };
        let root = condensing.node(&self.root);
        Query { root, atoms: condensing.atoms, ..self.clone() }
    }
}

struct Condensing<'a> {
    old: &'a [Atom],
    atoms: Vec<Atom>,
    known: HashMap<Atom, AtomId>,
}

impl Condensing<'_> {
    fn node(&mut self, node: &Node) -> Node {
        let boxed = |this: &mut Self, node: &Node| Box::new(this.node(node));
        match node {
            Node::Word { written, forms } => Node::Word { written: written.clone(), forms: self.forms(forms) },
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
            Node::NotNear { left, right, distance } => Node::NotNear {
                left: boxed(self, left),
                right: boxed(self, right),
                distance: *distance,
            },
            Node::AtLeast(count, inner) => Node::AtLeast(*count, boxed(self, inner)),
        }
    }

    /// The ways to find a word: those of one atom together, longer ones as they are.
    fn forms(&mut self, forms: &[Vec<AtomId>]) -> Vec<Vec<AtomId>> {
        let is_word = |id: &AtomId| !matches!(self.old[id.0 as usize], Atom::Tag(_));
        let (single, chains): (Vec<_>, Vec<_>) =
            forms.iter().partition(|form| matches!(form.as_slice(), [one] if is_word(one)));
        let members: Vec<Atom> = single.iter().map(|form| self.old[form[0].0 as usize].clone()).collect();
        let mut condensed: Vec<Vec<AtomId>> =
            chains.into_iter().map(|chain| chain.iter().map(|id| self.atom(*id)).collect()).collect();
        condensed.extend(self.any(members).map(|id| vec![id]));
        condensed
    }

    /// A list: its words as one, then the rest.
    fn list(&mut self, nodes: &[Node]) -> Node {
        let mut words: Vec<Vec<AtomId>> = Vec::new();
        let mut rest = Vec::new();
        for node in nodes {
            match node {
                Node::Word { forms, .. } => words.extend(forms.iter().cloned()),
                other => rest.push(self.node(other)),
            }
        }
        if words.is_empty() {
            return Node::Or(rest);
        }
        let word = Node::Word { written: String::new(), forms: self.forms(&words) };
        if rest.is_empty() {
            return word;
        }
        rest.insert(0, word);
        Node::Or(rest)
    }

    fn any(&mut self, mut members: Vec<Atom>) -> Option<AtomId> {
        match members.len() {
            0 => None,
            1 => members.pop().map(|atom| self.share(atom)),
            _ => Some(self.share(Atom::Any(members))),
        }
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
