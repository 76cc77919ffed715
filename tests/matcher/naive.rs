//! A matcher that tries everything.

use std::collections::BTreeSet;
use std::fmt;

/// A document as a list of words with the units that each is in.
#[derive(Debug, Default)]
pub struct Raw {
    pub words: Vec<RawWord>,
    pub tags: Vec<RawTag>,
    pub kind: &'static str,
    pub party: &'static str,
    pub court: &'static str,
    pub case: &'static str,
    pub folder: &'static str,
    /// Year and month.
    pub filed: Option<(u32, u32)>,
    pub cites: Vec<&'static str>,
    /// Everything that a word of a query may stand for; see [`Raw::read`].
    pub readings: Vec<Reading>,
}

#[derive(Debug)]
pub struct RawWord {
    pub text: &'static str,
    pub sentence: usize,
    pub paragraph: usize,
    pub page: usize,
    /// Does a hyphen join it to the next word?
    pub hyphen: bool,
}

#[derive(Debug)]
pub struct RawTag {
    pub first: usize,
    pub last: usize,
    pub concept: &'static str,
    pub mode: &'static str,
    pub speaker: &'static str,
    pub negated: bool,
    pub review: &'static str,
}

impl RawTag {
    /// Rejected tags are found by those alone who ask for them.
    pub fn stands(&self) -> bool {
        self.review != "rejected"
    }
}

/// Words from `first` up to, not including, `end`, read as one.
#[derive(Debug)]
pub struct Reading {
    pub text: String,
    pub first: usize,
    pub end: usize,
}

impl Raw {
    /// Single words, and up to five that hyphens join, read as one.
    pub fn read(mut self) -> Self {
        for first in 0..self.words.len() {
            let mut text = String::new();
            for end in first + 1..=self.words.len().min(first + 5) {
                text.push_str(self.words[end - 1].text);
                self.readings.push(Reading { text: text.clone(), first, end });
                if !self.words[end - 1].hyphen {
                    break;
                }
            }
        }
        self
    }
}

/// What a word of a query accepts.
#[derive(Clone, Copy, Debug)]
pub enum Accepts {
    Word(&'static str),
    Glob(&'static str),
    Family(&'static [&'static str]),
    Edits(&'static str, usize),
}

#[derive(Clone, Debug)]
pub enum Node {
    /// As it is written, and what it accepts.
    Word(&'static str, Accepts),
    /// Two words that a hyphen joins.
    Joined(&'static str, &'static str, &'static str),
    Tag(&'static str, fn(&RawTag) -> bool),
    Field(&'static str, fn(&Raw) -> bool),
    Phrase(Vec<Node>),
    Or(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>, Box<Node>),
    Near(Box<Node>, Box<Node>, Reach, bool),
    NotNear(Box<Node>, Box<Node>, Reach),
    AtLeast(usize, Box<Node>),
}

pub fn word(text: &'static str) -> Node {
    Node::Word(text, Accepts::Word(text))
}

#[derive(Clone, Copy, Debug)]
pub enum Reach {
    Words(u32),
    Sentence,
    Paragraph,
    Page,
}

/// First position, position after the last, witnesses.
pub type Outcome = (u32, u32, Vec<u32>);
type Spans = BTreeSet<Outcome>;

/// The spans that match; `None` where the document does not satisfy the query.
pub fn evaluate(node: &Node, raw: &Raw) -> Option<Spans> {
    let non_empty = |spans: Spans| (!spans.is_empty()).then_some(spans);
    match node {
        Node::Word(_, accepts) => non_empty(words(raw, *accepts)),
        Node::Joined(_, first, second) => {
            let apart =
                pairs(&words(raw, Accepts::Word(first)), &words(raw, Accepts::Word(second)), |a, b| {
                    a.1 == b.0
                });
            let one = raw.readings.iter().filter(|r| r.text == format!("{first}{second}")).map(span_of);
            non_empty(apart.into_iter().chain(one).collect())
        }
        Node::Tag(_, wanted) => {
            non_empty(raw.tags.iter().filter(|tag| wanted(tag)).map(span_of_tag).collect())
        }
        Node::Field(_, accepts) => accepts(raw).then(Spans::new),
        Node::Phrase(nodes) => phrase(nodes, raw).and_then(non_empty),
        Node::Or(nodes) => {
            let found: Vec<Spans> = nodes.iter().filter_map(|n| evaluate(n, raw)).collect();
            (!found.is_empty()).then(|| found.into_iter().flatten().collect())
        }
        Node::And(nodes) => {
            let found: Option<Vec<Spans>> = nodes.iter().map(|n| evaluate(n, raw)).collect();
            Some(found?.into_iter().flatten().collect())
        }
        Node::Not(left, right) => evaluate(left, raw).filter(|_| evaluate(right, raw).is_none()),
        Node::Near(left, right, reach, ordered) => {
            let (left, right) = (evaluate(left, raw)?, evaluate(right, raw)?);
            non_empty(pairs(&left, &right, |a, b| {
                let disjoint = a.1 <= b.0 || (!ordered && b.1 <= a.0);
                disjoint && reaches(*reach, a, b, raw)
            }))
        }
        Node::NotNear(left, right, reach) => {
            let left = evaluate(left, raw)?;
            let right = evaluate(right, raw).unwrap_or_default();
            let lonely = |a: &&Outcome| {
                !right.iter().any(|b| {
                    let inside = a.0 <= b.0 && b.1 <= a.1;
                    let overlap = a.0 < b.1 && b.0 < a.1;
                    !inside && (overlap || reaches(*reach, a, b, raw))
                })
            };
            non_empty(left.iter().filter(lonely).cloned().collect())
        }
        Node::AtLeast(count, inner) => evaluate(inner, raw).filter(|spans| spans.len() >= *count),
    }
}

fn words(raw: &Raw, accepts: Accepts) -> Spans {
    let fitting = raw.readings.iter().filter(|reading| match accepts {
        Accepts::Word(text) => reading.text == text,
        Accepts::Glob(pattern) => fits(pattern.as_bytes(), reading.text.as_bytes()),
        Accepts::Family(family) => family.contains(&reading.text.as_str()),
        Accepts::Edits(text, edits) => within(text.as_bytes(), reading.text.as_bytes(), edits),
    });
    fitting.map(span_of).collect()
}

fn span_of(reading: &Reading) -> Outcome {
    (reading.first as u32, reading.end as u32, (reading.first as u32..reading.end as u32).collect())
}

fn span_of_tag(tag: &RawTag) -> Outcome {
    let (first, end) = (tag.first as u32, tag.last as u32 + 1);
    (first, end, (first..end).collect())
}

fn fits(pattern: &[u8], word: &[u8]) -> bool {
    match (pattern, word) {
        ([], []) => true,
        ([b'*' | b'!', rest @ ..], _) => (0..=word.len()).any(|skip| fits(rest, &word[skip..])),
        ([b'?', pattern @ ..], [_, word @ ..]) => fits(pattern, word),
        ([p, pattern @ ..], [w, word @ ..]) => p == w && fits(pattern, word),
        _ => false,
    }
}

/// Can one word be made of the other by so many edits of a letter?
fn within(a: &[u8], b: &[u8], edits: usize) -> bool {
    match (a, b) {
        ([x, a @ ..], [y, b @ ..]) if x == y => within(a, b, edits),
        ([], []) => true,
        _ if edits == 0 => false,
        ([_, rest @ ..], []) => within(rest, b, edits - 1),
        ([], [_, rest @ ..]) => within(a, rest, edits - 1),
        ([_, short @ ..], [_, other @ ..]) => {
            within(short, other, edits - 1) || within(short, b, edits - 1) || within(a, other, edits - 1)
        }
    }
}

fn phrase(nodes: &[Node], raw: &Raw) -> Option<Spans> {
    let mut found: Option<Spans> = None;
    for node in nodes {
        let next = evaluate(node, raw)?;
        found = Some(match found {
            None => next,
            Some(before) => pairs(&before, &next, |a, b| a.1 == b.0),
        });
    }
    found
}

fn pairs(left: &Spans, right: &Spans, fits: impl Fn(&Outcome, &Outcome) -> bool) -> Spans {
    let mut spans = Spans::new();
    for a in left {
        for b in right.iter().filter(|b| fits(a, b)) {
            let witnesses: BTreeSet<u32> = a.2.iter().chain(&b.2).copied().collect();
            spans.insert((a.0.min(b.0), a.1.max(b.1), witnesses.into_iter().collect()));
        }
    }
    spans
}

/// Are two spans that do not overlap within the reach?
fn reaches(reach: Reach, a: &Outcome, b: &Outcome, raw: &Raw) -> bool {
    let (first, last) = (a.0.min(b.0) as usize, a.1.max(b.1) as usize);
    let one = |unit: &dyn Fn(&RawWord) -> usize| {
        raw.words[first..last].iter().all(|w| unit(w) == unit(&raw.words[first]))
    };
    match reach {
        Reach::Words(n) => {
            let (a_last, b_last) = (a.1 - 1, b.1 - 1);
            let distance = if b.0 > a_last { b.0 - a_last } else { a.0.saturating_sub(b_last) };
            distance <= n
        }
        Reach::Sentence => one(&|w| w.sentence),
        Reach::Paragraph => one(&|w| w.paragraph),
        Reach::Page => one(&|w| w.page),
    }
}

/// What is of the whole document, moved above what has a place; `Err` where that has no one meaning.
pub fn lift(node: Node) -> Result<Node, &'static str> {
    let boxed = |node: Box<Node>| lift(*node);
    let all = |nodes: Vec<Node>| nodes.into_iter().map(lift).collect::<Result<Vec<_>, _>>();
    Ok(match node {
        Node::Or(nodes) => Node::Or(all(nodes)?),
        Node::And(nodes) => Node::And(all(nodes)?),
        Node::Not(a, b) => Node::Not(Box::new(boxed(a)?), Box::new(boxed(b)?)),
        Node::Near(a, b, reach, ordered) => {
            join(boxed(a)?, boxed(b)?, &|a, b| Node::Near(Box::new(a), Box::new(b), reach, ordered))?
        }
        Node::NotNear(a, b, reach) => {
            let (a, b) = (boxed(a)?, boxed(b)?);
            if whole(&b) {
                return Err("the right side is about the document");
            }
            join(a, b, &|a, b| Node::NotNear(Box::new(a), Box::new(b), reach))?
        }
        Node::Phrase(nodes) => {
            let mut nodes = all(side_by_side(nodes))?.into_iter();
            let first = nodes.next().ok_or("empty")?;
            nodes.try_fold(first, |a, b| join(a, b, &|a, b| Node::Phrase(vec![a, b])))?
        }
        Node::AtLeast(count, inner) => at_least(count, boxed(inner)?)?,
        leaf => leaf,
    })
}

/// Phrases inside phrases are one phrase, in which `e mail` may be written as one word.
fn side_by_side(nodes: Vec<Node>) -> Vec<Node> {
    let mut flat: Vec<Node> = Vec::new();
    for node in nodes {
        match node {
            Node::Phrase(inner) => inner.into_iter().for_each(|n| add(&mut flat, n)),
            other => add(&mut flat, other),
        }
    }
    flat
}

fn add(flat: &mut Vec<Node>, node: Node) {
    match (flat.last(), &node) {
        (_, Node::Phrase(_)) => flat.extend(side_by_side(vec![node])),
        (Some(Node::Word("e", _)), Node::Word("mail", _)) => {
            flat.pop();
            flat.push(Node::Joined("e mail", "e", "mail"));
        }
        _ => flat.push(node),
    }
}

fn at_least(count: usize, node: Node) -> Result<Node, &'static str> {
    if placeless(&node) {
        return Err("a field has no occurrences");
    }
    Ok(match node {
        Node::Or(_) if whole(&node) => return Err("OR of whole documents"),
        Node::And(nodes) => Node::And(
            nodes
                .into_iter()
                .map(|n| if is_field(&n) { Ok(n) } else { at_least(count, n) })
                .collect::<Result<_, _>>()?,
        ),
        Node::Not(a, b) => Node::Not(Box::new(at_least(count, *a)?), b),
        other => Node::AtLeast(count, Box::new(other)),
    })
}

fn join(a: Node, b: Node, link: &dyn Fn(Node, Node) -> Node) -> Result<Node, &'static str> {
    if several(&a) && several(&b) {
        return Err("both sides hold AND");
    }
    if placeless(&a) || placeless(&b) {
        return Err("a field has no place");
    }
    // AND moves up before OR and NOT do.
    if whole(&a) && (several(&a) || !several(&b)) {
        return spread(a, &|part| join(part, b.clone(), link));
    }
    if whole(&b) {
        return spread(b, &|part| join(a.clone(), part, link));
    }
    Ok(link(a, b))
}

fn spread(node: Node, link: &dyn Fn(Node) -> Result<Node, &'static str>) -> Result<Node, &'static str> {
    let each = |nodes: Vec<Node>| {
        nodes.into_iter().map(|n| if is_field(&n) { Ok(n) } else { link(n) }).collect::<Result<Vec<_>, _>>()
    };
    Ok(match node {
        Node::And(nodes) => Node::And(each(nodes)?),
        Node::Or(nodes) => Node::Or(each(nodes)?),
        Node::Not(a, b) => Node::Not(Box::new(link(*a)?), b),
        other => link(other)?,
    })
}

fn is_field(node: &Node) -> bool {
    matches!(node, Node::Field(..))
}

fn whole(node: &Node) -> bool {
    match node {
        Node::And(_) | Node::Not(..) => true,
        Node::Or(nodes) => nodes.iter().any(whole),
        other => is_field(other),
    }
}

fn several(node: &Node) -> bool {
    match node {
        Node::And(nodes) => nodes.iter().filter(|n| !is_field(n)).count() > 1 || nodes.iter().any(several),
        Node::Or(nodes) => nodes.iter().any(several),
        Node::Not(a, _) => several(a),
        _ => false,
    }
}

fn placeless(node: &Node) -> bool {
    match node {
        Node::Or(nodes) => nodes.iter().any(placeless),
        Node::And(nodes) => nodes.iter().all(placeless),
        Node::Not(a, _) => placeless(a),
        other => is_field(other),
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(n) => write!(f, "{n}"),
            Self::Sentence => f.write_str("s"),
            Self::Paragraph => f.write_str("p"),
            Self::Page => f.write_str("page"),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str| {
            let parts: Vec<String> = nodes.iter().map(ToString::to_string).collect();
            write!(f, "({})", parts.join(between))
        };
        match self {
            Self::Word(written, _)
            | Self::Joined(written, ..)
            | Self::Tag(written, _)
            | Self::Field(written, _) => f.write_str(written),
            Self::Phrase(nodes) => list(f, nodes, " "),
            Self::Or(nodes) => list(f, nodes, " OR "),
            Self::And(nodes) => list(f, nodes, " AND "),
            Self::Not(a, b) => write!(f, "({a} NOT {b})"),
            Self::Near(a, b, reach, true) => write!(f, "({a} pre/{reach} {b})"),
            Self::Near(a, b, reach, false) => write!(f, "({a} w/{reach} {b})"),
            Self::NotNear(a, b, reach) => write!(f, "({a} NOT w/{reach} {b})"),
            Self::AtLeast(count, inner) => write!(f, "ATLEAST{count}({inner})"),
        }
    }
}
