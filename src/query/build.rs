//! From operands to the tree: words become atoms, and what is about the whole document moves above
//! the proximities (`(a AND b) w/5 c` is `(a w/5 c) AND (b w/5 c)`), or is refused.

mod connect;
mod words;

use super::atom::Atom;
use super::dialect::{Dialect, Space};
use super::error::{Fault, QueryError};
use super::lexer::Connector;
use super::parser::{Raw, Shape};
use super::tree::{AtomId, Distance, FieldId, Node, Query};
use connect::Link;

/// Deepest tree; operators in a row nest to the left.
const DEEPEST_TREE: usize = 400;

pub(super) fn build(raw: &Raw, input: &str, dialect: Dialect) -> Result<Query, QueryError> {
    let query = Query {
        root: Node::Or(Vec::new()),
        atoms: Vec::new(),
        fields: Vec::new(),
        source: input.to_owned(),
        dialect,
        notes: Vec::new(),
    };
    let mut builder = Builder { input, query };
    builder.query.root = builder.node(raw, 0)?;
    builder.note_dialect(raw);
    Ok(builder.query)
}

struct Builder<'a> {
    input: &'a str,
    query: Query,
}

impl Builder<'_> {
    fn fail<T>(&self, fault: Fault, raw: &Raw) -> Result<T, QueryError> {
        Err(QueryError::new(fault, raw.at.clone(), self.input))
    }

    fn atom(&mut self, atom: Atom) -> AtomId {
        let at = self.query.atoms.iter().position(|a| *a == atom).unwrap_or_else(|| {
            self.query.atoms.push(atom);
            self.query.atoms.len() - 1
        });
        AtomId(at as u32)
    }

    fn leaf(&mut self, atom: Atom) -> Node {
        let written = atom.to_string();
        let id = self.atom(atom);
        Node::Word { written, forms: vec![vec![id]] }
    }

    fn note(&mut self, note: &str) {
        if !self.query.notes.iter().any(|n| n == note) {
            self.query.notes.push(note.to_owned());
        }
    }

    fn node(&mut self, raw: &Raw, depth: usize) -> Result<Node, QueryError> {
        if depth > DEEPEST_TREE {
            return self.fail(Fault::TooDeep, raw);
        }
        match &raw.shape {
            Shape::Words { text, quoted } => self.words(text, *quoted, raw),
            Shape::Stem(word) => Ok(self.leaf(Atom::stem(word.as_str()))),
            Shape::Fuzzy { word, edits, fixed } => {
                Ok(self.leaf(Atom::Fuzzy { word: word.clone(), edits: *edits, fixed: *fixed }))
            }
            Shape::Tag(test) => Ok(self.leaf(Atom::Tag(test.clone()))),
            Shape::Field(test) => {
                self.query.fields.push(test.clone());
                Ok(Node::Field(FieldId(self.query.fields.len() as u32 - 1)))
            }
            Shape::AtLeast(count, inner) => {
                let node = self.node(inner, depth + 1)?;
                self.at_least(*count, node, raw)
            }
            Shape::Binary { connector, .. } => self.binary(*connector, raw, depth),
        }
    }

    fn binary(&mut self, connector: Connector, raw: &Raw, depth: usize) -> Result<Node, QueryError> {
        if self.resolved(connector) == Resolved::Link(Link::Adjacent) {
            return self.phrase(raw, depth);
        }
        if matches!(self.resolved(connector), Resolved::Or | Resolved::And) {
            return self.list(connector, raw, depth);
        }
        let Shape::Binary { left, right, .. } = &raw.shape else { return self.fail(Fault::Empty, raw) };
        let left = self.node(left, depth + 1)?;
        let right = self.node(right, depth + 1)?;
        match self.resolved(connector) {
            Resolved::Link(link) => self.connect(link, left, right, raw),
            _ => Ok(Node::Not(Box::new(left), Box::new(right))),
        }
    }

    /// Operands of OR or AND in a row, however many, in one node.
    fn list(&mut self, connector: Connector, raw: &Raw, depth: usize) -> Result<Node, QueryError> {
        let kind = self.resolved(connector);
        let mut parts: Vec<&Raw> = Vec::new();
        flatten(raw, &|c| self.resolved(c) == kind, &mut parts);
        let nodes = parts.into_iter().map(|part| self.node(part, depth + 1)).collect::<Result<_, _>>()?;
        Ok(if kind == Resolved::Or { any_of(nodes) } else { all_of(nodes) })
    }

    fn resolved(&self, connector: Connector) -> Resolved {
        match connector {
            Connector::Space => match self.query.dialect.space() {
                Space::Phrase => Resolved::Link(Link::Adjacent),
                Space::Or => Resolved::Or,
                Space::And => Resolved::And,
            },
            Connector::Or => Resolved::Or,
            Connector::And => Resolved::And,
            Connector::Not => Resolved::Not,
            Connector::Near { distance, ordered } => Resolved::Link(Link::Near { distance, ordered }),
            Connector::NotNear { distance } => Resolved::Link(Link::NotNear { distance }),
        }
    }

    /// Words side by side; plain ones are split together, so that `e mail` is one word in two.
    fn phrase(&mut self, raw: &Raw, depth: usize) -> Result<Node, QueryError> {
        let mut parts: Vec<&Raw> = Vec::new();
        flatten(raw, &|c| c == Connector::Space, &mut parts);
        let mut phrase: Option<Node> = None;
        let mut rest = parts.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let run = 1 + after.iter().take_while(|part| is_plain(first) && is_plain(part)).count();
            let node = if run > 1 {
                let text: Vec<&str> = rest[..run].iter().filter_map(|part| plain_text(part)).collect();
                self.words(&text.join(" "), false, first)?
            } else {
                self.node(first, depth + 1)?
            };
            phrase = Some(match phrase {
                None => node,
                Some(before) => self.connect(Link::Adjacent, before, node, raw)?,
            });
            rest = &rest[run..];
        }
        phrase.map_or_else(|| self.fail(Fault::Empty, raw), Ok)
    }

    fn note_dialect(&mut self, raw: &Raw) {
        let mut found = Uses::default();
        found.look(raw);
        match self.query.dialect {
            Dialect::Lexis if found.unit => self.note(
                "Lexis counts /s as about 25 and /p as about 75 words; here they are true sentences and paragraphs",
            ),
            Dialect::Westlaw if found.word => self.note(
                "Westlaw adds plurals and equivalents of its own; here only what is written is found: use `!` or OR",
            ),
            Dialect::DtSearch if found.and && found.or => {
                self.note("AND and OR are mixed: add brackets, so that every system reads the same");
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Resolved {
    Or,
    And,
    Not,
    Link(Link),
}

fn any_of(nodes: Vec<Node>) -> Node {
    let parts = |node| if let Node::Or(nodes) = node { nodes } else { vec![node] };
    Node::Or(nodes.into_iter().flat_map(parts).collect())
}

fn all_of(nodes: Vec<Node>) -> Node {
    let parts = |node| if let Node::And(nodes) = node { nodes } else { vec![node] };
    Node::And(nodes.into_iter().flat_map(parts).collect())
}

/// Which connectors a query uses.
#[derive(Default)]
struct Uses {
    and: bool,
    or: bool,
    unit: bool,
    /// A word without wildcards.
    word: bool,
}

impl Uses {
    fn look(&mut self, raw: &Raw) {
        match &raw.shape {
            Shape::AtLeast(_, inner) => self.look(inner),
            Shape::Words { text, quoted: false } => self.word |= !text.contains(['!', '*']),
            Shape::Binary { connector, left, right } => {
                self.and |= *connector == Connector::And;
                self.or |= *connector == Connector::Or;
                self.unit |= matches!(connector, Connector::Near { distance: Distance::Within(_), .. });
                self.look(right);
                self.look(left);
            }
            _ => {}
        }
    }
}

/// The operands of one connector in a row, from left to right; brackets around some change nothing.
fn flatten<'a>(raw: &'a Raw, same: &impl Fn(Connector) -> bool, parts: &mut Vec<&'a Raw>) {
    let mut stack = vec![raw];
    while let Some(part) = stack.pop() {
        match &part.shape {
            Shape::Binary { connector, left, right } if same(*connector) => {
                stack.push(right);
                stack.push(left);
            }
            _ => parts.push(part),
        }
    }
}

fn plain_text(raw: &Raw) -> Option<&str> {
    match &raw.shape {
        Shape::Words { text, quoted: false } => Some(text),
        _ => None,
    }
}

fn is_plain(raw: &Raw) -> bool {
    plain_text(raw).is_some()
}
