//! A query as it was understood.

use super::atom::Atom;
use super::dialect::Dialect;
use super::field::FieldTest;
use std::fmt;

/// Index into [`Query::atoms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AtomId(pub u32);

/// Index into [`Query::fields`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    Sentence,
    Paragraph,
    Page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distance {
    /// Positions of the nearest edges differ by at most this.
    Words(u32),
    /// Both wholly in one unit.
    Within(Unit),
}

/// A node of the tree. Operands of proximity never hold `And`, `Not` or `Field`: those are of the
/// whole document and stand above (`(a AND b) w/5 c` is read as `(a w/5 c) AND (b w/5 c)`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A word as written and the ways to find it; each way is atoms side by side.
    Word {
        written: String,
        forms: Vec<Vec<AtomId>>,
    },
    Field(FieldId),
    /// Side by side, in order.
    Phrase(Vec<Node>),
    Or(Vec<Node>),
    And(Vec<Node>),
    /// The left, in documents without the right.
    Not(Box<Node>, Box<Node>),
    Near {
        left: Box<Node>,
        right: Box<Node>,
        distance: Distance,
        ordered: bool,
    },
    NotNear {
        left: Box<Node>,
        right: Box<Node>,
        distance: Distance,
    },
    AtLeast(u32, Box<Node>),
}

/// A query read by the rules of a dialect. Displays itself fully bracketed, in the native dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) root: Node,
    pub(super) atoms: Vec<Atom>,
    pub(super) fields: Vec<FieldTest>,
    pub(super) source: String,
    pub(super) dialect: Dialect,
    pub(super) notes: Vec<String>,
}

impl Query {
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Everything it looks for in the text, each once.
    pub fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    pub fn fields(&self) -> &[FieldTest] {
        &self.fields
    }

    /// As it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What a reader should know of how it was read.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// A node as the query echoes it.
    pub fn show(&self, node: &Node) -> String {
        Shown { query: self, node, inner: false }.to_string()
    }

    /// The same, in brackets if it has an operator.
    pub(super) fn show_operand(&self, node: &Node) -> String {
        Shown { query: self, node, inner: true }.to_string()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Shown { query: self, node: &self.root, inner: false })
    }
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(n) => write!(f, "{n}"),
            Self::Within(Unit::Sentence) => f.write_str("s"),
            Self::Within(Unit::Paragraph) => f.write_str("p"),
            Self::Within(Unit::Page) => f.write_str("page"),
        }
    }
}

struct Shown<'a> {
    query: &'a Query,
    node: &'a Node,
    /// Is it an operand? Then everything with an operator is bracketed.
    inner: bool,
}

impl Shown<'_> {
    fn list(&self, f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str) -> fmt::Result {
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                f.write_str(between)?;
            }
            self.operand(f, node)?;
        }
        Ok(())
    }

    fn operand(&self, f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
        write!(f, "{}", Shown { query: self.query, node, inner: true })
    }

    fn pair(&self, f: &mut fmt::Formatter<'_>, left: &Node, operator: &str, right: &Node) -> fmt::Result {
        self.operand(f, left)?;
        write!(f, " {operator} ")?;
        self.operand(f, right)
    }

    fn bare(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.node {
            Node::Word { written, forms } => {
                // in quotes a wildcard would be none
                let expands = |id: &AtomId| self.query.atoms[id.0 as usize].expands();
                if forms.iter().flatten().any(expands) { f.write_str(written) } else { show_word(f, written) }
            }
            Node::Field(id) => write!(f, "{}", self.query.fields[id.0 as usize]),
            Node::Phrase(nodes) => self.list(f, nodes, " "),
            Node::Or(nodes) => self.list(f, nodes, " OR "),
            Node::And(nodes) => self.list(f, nodes, " AND "),
            Node::Not(left, right) => self.pair(f, left, "NOT", right),
            Node::Near { left, right, distance, ordered } => {
                let operator = if *ordered { "pre" } else { "w" };
                self.pair(f, left, &format!("{operator}/{distance}"), right)
            }
            Node::NotNear { left, right, distance } => {
                self.pair(f, left, &format!("NOT w/{distance}"), right)
            }
            Node::AtLeast(n, node) => {
                write!(f, "ATLEAST{n}(")?;
                write!(f, "{}", Shown { query: self.query, node, inner: false })?;
                f.write_str(")")
            }
        }
    }
}

/// Quoted where the native dialect would read something else.
fn show_word(f: &mut fmt::Formatter<'_>, written: &str) -> fmt::Result {
    if is_plain(written) { f.write_str(written) } else { write!(f, "\"{written}\"") }
}

/// Is it letters and digits with what joins them inside a name, or with short brackets as in `631(a)`?
fn is_plain(written: &str) -> bool {
    let letters =
        |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '\u{2019}'));
    let bracketed = |piece: &str| {
        piece.split_once(')').is_some_and(|(inner, after)| {
            (1..=4).contains(&inner.chars().count())
                && inner.chars().all(char::is_alphanumeric)
                && letters(after)
                && !after.ends_with(['-', '.', '\'', '\u{2019}'])
        })
    };
    let mut pieces = written.split('(');
    let head = pieces.next().unwrap_or_default();
    // A bare `e` would be read together with a following `mail`.
    let reserved = ["and", "or", "not", "but", "e"].contains(&head) || head.starts_with("atleast");
    !reserved && head.ends_with(char::is_alphanumeric) && letters(head) && pieces.all(bracketed)
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let single = matches!(self.node, Node::Word { .. } | Node::Field(_) | Node::AtLeast(..));
        if !self.inner || single {
            return self.bare(f);
        }
        f.write_str("(")?;
        self.bare(f)?;
        f.write_str(")")
    }
}
