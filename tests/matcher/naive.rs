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
}

#[derive(Clone, Debug)]
pub enum Node {
    Word(&'static str),
    Wild(&'static str),
    Stem(&'static str, &'static [&'static str]),
    Fuzzy(&'static str),
    Tag(&'static str, Option<&'static str>),
    Kind(&'static str),
    Party(&'static str),
    Phrase(Vec<Node>),
    Or(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>, Box<Node>),
    Near(Box<Node>, Box<Node>, Reach, bool),
    NotNear(Box<Node>, Box<Node>, Reach),
    AtLeast(usize, Box<Node>),
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
        Node::Word(text) => non_empty(words(raw, &|w| w == *text)),
        Node::Wild(pattern) => non_empty(words(raw, &|w| fits(pattern.as_bytes(), w.as_bytes()))),
        Node::Stem(_, family) => non_empty(words(raw, &|w| family.contains(&w))),
        Node::Fuzzy(text) => non_empty(words(raw, &|w| one_edit(text, w))),
        Node::Tag(concept, mode) => non_empty(tags(raw, concept, *mode)),
        Node::Kind(kind) => (raw.kind == *kind).then(Spans::new),
        Node::Party(party) => (raw.party == *party).then(Spans::new),
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

/// Single words, and two that a hyphen joins, read as one.
fn words(raw: &Raw, accepts: &dyn Fn(&str) -> bool) -> Spans {
    let mut spans = Spans::new();
    for (i, word) in raw.words.iter().enumerate() {
        let at = i as u32;
        if accepts(word.text) {
            spans.insert((at, at + 1, vec![at]));
        }
        if word.hyphen && accepts(&format!("{}{}", word.text, raw.words[i + 1].text)) {
            spans.insert((at, at + 2, vec![at, at + 1]));
        }
    }
    spans
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

fn tags(raw: &Raw, concept: &str, mode: Option<&str>) -> Spans {
    let wanted = |tag: &&RawTag| {
        let named = match concept.strip_suffix('*') {
            Some(start) => tag.concept.starts_with(start),
            None => tag.concept == concept,
        };
        named && mode.is_none_or(|mode| mode == tag.mode)
    };
    let span = |tag: &RawTag| {
        let (first, last) = (tag.first as u32, tag.last as u32);
        (first, last + 1, (first..=last).collect())
    };
    raw.tags.iter().filter(wanted).map(span).collect()
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

fn one_edit(a: &str, b: &str) -> bool {
    let remove = |s: &str, i: usize| format!("{}{}", &s[..i], &s[i + 1..]);
    let same_but_one = a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() <= 1;
    same_but_one || (0..a.len()).any(|i| remove(a, i) == b) || (0..b.len()).any(|i| remove(b, i) == a)
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
        (Some(Node::Word("e")), Node::Word("mail")) => {
            flat.pop();
            let two = Node::Near(Box::new(Node::Word("e")), Box::new(node), Reach::Words(1), true);
            flat.push(Node::Or(vec![two, Node::Word("email")]));
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
    matches!(node, Node::Kind(_) | Node::Party(_))
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
            Self::Word(text) | Self::Wild(text) => f.write_str(text),
            Self::Stem(text, _) => write!(f, "~{text}"),
            Self::Fuzzy(text) => write!(f, "{text}%1"),
            Self::Tag(concept, None) => f.write_str(concept),
            Self::Tag(concept, Some(mode)) => write!(f, "{concept}[mode={mode}]"),
            Self::Kind(kind) => write!(f, "kind:{kind}"),
            Self::Party(party) => write!(f, "party:\"{party}\""),
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
