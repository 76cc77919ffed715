//! What must be present for a query to match at all.

use super::atom::Atom;
use super::tree::{AtomId, Node, Query};

impl Query {
    /// Atoms of which at least one stands in every text that matches; `None` where a text without
    /// any of them may match (a field alone). Of several such sets the one that is likely rarest.
    pub fn required(&self) -> Option<Vec<AtomId>> {
        let mut ids = self.required_by(self.root())?;
        ids.sort_unstable();
        ids.dedup();
        Some(ids)
    }

    /// Sets of atoms of each of which one stands in every text that matches: all that can be told
    /// without looking at distances.
    pub fn conditions(&self) -> Vec<Vec<AtomId>> {
        let mut conditions = Vec::new();
        self.conditions_of(self.root(), &mut conditions);
        for condition in &mut conditions {
            condition.sort_unstable();
            condition.dedup();
        }
        conditions
    }

    fn conditions_of(&self, node: &Node, conditions: &mut Vec<Vec<AtomId>>) {
        match node {
            Node::Field(_) => {}
            Node::Word { .. } | Node::Or(_) => conditions.extend(self.required_by(node)),
            Node::Phrase(nodes) | Node::And(nodes) => {
                nodes.iter().for_each(|node| self.conditions_of(node, conditions));
            }
            Node::Not(left, _) | Node::NotNear { left, .. } => self.conditions_of(left, conditions),
            Node::Near { left, right, .. } => {
                self.conditions_of(left, conditions);
                self.conditions_of(right, conditions);
            }
            Node::AtLeast(_, inner) => self.conditions_of(inner, conditions),
        }
    }

    /// The terms of [`Self::required`]: words, or the letters that a longer word must start with.
    pub fn required_terms(&self) -> Option<Vec<&Atom>> {
        Some(self.required()?.into_iter().map(|id| &self.atoms[id.0 as usize]).collect())
    }

    /// Atoms that a match may hold: all but those of what is left out.
    pub fn positive(&self) -> Vec<AtomId> {
        let mut words = Vec::new();
        positive_words(self.root(), &mut words);
        let forms = words
            .iter()
            .filter_map(|node| if let Node::Word { forms, .. } = node { Some(forms) } else { None });
        let mut ids: Vec<AtomId> = forms.flatten().flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The same words anywhere in a document, without phrases, distances and exclusions; document
    /// fields stay. `None` where that asks for nothing else than the query itself.
    pub fn relaxed(&self) -> Option<Query> {
        let mut nodes = Vec::new();
        positive_words(self.root(), &mut nodes);
        let mut distinct: Vec<Node> = Vec::new();
        for node in nodes {
            if !distinct.contains(node) {
                distinct.push(node.clone());
            }
        }
        (distinct.len() > 1).then(|| Query { root: Node::And(distinct), ..self.clone() })
    }

    /// One query for each word of this one, in order.
    pub fn parts(&self) -> Vec<Query> {
        match self.relaxed().map(|query| query.root) {
            Some(Node::And(nodes)) => nodes.into_iter().map(|root| Query { root, ..self.clone() }).collect(),
            _ => Vec::new(),
        }
    }

    fn required_by(&self, node: &Node) -> Option<Vec<AtomId>> {
        match node {
            Node::Word { forms, .. } => forms.iter().map(|form| self.rarest_atom(form)).collect(),
            Node::Field(_) => None,
            Node::Phrase(nodes) | Node::And(nodes) => self.rarest(nodes.iter()),
            Node::Or(nodes) => {
                let sets: Option<Vec<_>> = nodes.iter().map(|n| self.required_by(n)).collect();
                Some(sets?.concat())
            }
            Node::Not(left, _) | Node::NotNear { left, .. } => self.required_by(left),
            Node::Near { left, right, .. } => self.rarest([&**left, &**right].into_iter()),
            Node::AtLeast(_, inner) => self.required_by(inner),
        }
    }

    fn rarest<'a>(&self, nodes: impl Iterator<Item = &'a Node>) -> Option<Vec<AtomId>> {
        let sets = nodes.filter_map(|node| self.required_by(node));
        sets.min_by_key(|set| set.iter().map(|id| self.weight(*id)).sum::<usize>())
    }

    fn rarest_atom(&self, form: &[AtomId]) -> Option<AtomId> {
        form.iter().copied().min_by_key(|id| self.weight(*id))
    }

    fn weight(&self, id: AtomId) -> usize {
        weight_of(&self.atoms[id.0 as usize])
    }
}

/// Roughly how common an atom is: longer words are rarer, wildcards commoner.
fn weight_of(atom: &Atom) -> usize {
    match atom {
        Atom::Term(word) if word.len() < 4 => 400,
        Atom::Term(word) => 1 + 40 / word.len(),
        Atom::Tag(_) => 10,
        Atom::List(entries) => {
            entries.iter().map(|entry| entry.iter().map(weight_of).min().unwrap_or(0)).sum()
        }
        open => 8 + 200 / (open.prefix().len() + 1),
    }
}

/// The words and fields outside exclusions, from left to right.
fn positive_words<'a>(node: &'a Node, words: &mut Vec<&'a Node>) {
    match node {
        Node::Word { .. } | Node::Field(_) => words.push(node),
        Node::Phrase(nodes) | Node::Or(nodes) | Node::And(nodes) => {
            nodes.iter().for_each(|n| positive_words(n, words));
        }
        Node::Not(left, _) | Node::NotNear { left, .. } => positive_words(left, words),
        Node::Near { left, right, .. } => {
            positive_words(left, words);
            positive_words(right, words);
        }
        Node::AtLeast(_, inner) => positive_words(inner, words),
    }
}
