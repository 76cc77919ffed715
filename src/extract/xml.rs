//! A small tree of an XML part: local names, attributes and text. Depth and size are bounded,
//! entities that a document type defines are never expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements below this depth are left out, with everything in them.
const MAX_DEPTH: usize = 256;
/// Nodes kept of one part.
const MAX_NODES: usize = 4_000_000;

/// Names with their prefix, and values.
type Attributes = [(Box<str>, Box<str>)];

enum Node {
    Element { name: Box<str>, attributes: Box<Attributes>, children: Vec<u32> },
    Text(String),
}

/// A parsed part. Node 0 is the document.
pub struct Tree {
    nodes: Vec<Node>,
    /// Why reading stopped early or what was left out; the nodes before that are there.
    pub damage: Option<String>,
}

/// An element of a [`Tree`].
#[derive(Clone, Copy)]
pub struct Element<'a> {
    tree: &'a Tree,
    id: u32,
}

/// What an element holds.
pub enum Child<'a> {
    Element(Element<'a>),
    Text(&'a str),
}

impl Tree {
    /// Parses what can be parsed.
    pub fn parse(bytes: &[u8]) -> Self {
        let decoded = super::decode::decode(bytes);
        let mut reader = Reader::from_str(&decoded.text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut builder = Builder::new();
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => builder.event(&event),
                Err(error) => {
                    builder.damage(format!("at byte {}: {error}", reader.buffer_position()));
                    break;
                }
            }
            if builder.tree.nodes.len() > MAX_NODES {
                builder.damage("more elements than the limit".to_owned());
                break;
            }
        }
        builder.finish()
    }

    pub fn root(&self) -> Element<'_> {
        Element { tree: self, id: 0 }
    }
}

struct Builder {
    tree: Tree,
    stack: Vec<u32>,
    /// Elements open below the depth limit.
    too_deep: usize,
}

impl Builder {
    fn new() -> Self {
        let document = Node::Element { name: "".into(), attributes: Box::default(), children: Vec::new() };
        Self { tree: Tree { nodes: vec![document], damage: None }, stack: vec![0], too_deep: 0 }
    }

    fn damage(&mut self, reason: String) {
        self.tree.damage.get_or_insert(reason);
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) if self.stack.len() >= MAX_DEPTH => {
                self.too_deep += 1;
                self.damage(format!("`{}` is nested too deeply", start.name().0));
            }
            Event::Start(start) => {
                let id = self.add(element(start));
                self.stack.push(id);
            }
            Event::Empty(start) if self.too_deep == 0 => {
                self.add(element(start));
            }
            Event::End(_) if self.too_deep > 0 => self.too_deep -= 1,
            Event::End(_) if self.stack.len() > 1 => {
                self.stack.pop();
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.text(&resolve(reference)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.too_deep > 0 || text.is_empty() {
            return;
        }
        let last = match &self.tree.nodes[self.parent()] {
            Node::Element { children, .. } => children.last().copied(),
            Node::Text(_) => None,
        };
        match last.and_then(|id| self.tree.nodes.get_mut(id as usize)) {
            Some(Node::Text(existing)) => existing.push_str(text),
            _ => {
                self.add(Node::Text(text.to_owned()));
            }
        }
    }

    /// The innermost open element.
    fn parent(&self) -> usize {
        self.stack.last().map_or(0, |id| *id as usize)
    }

    fn add(&mut self, node: Node) -> u32 {
        let id = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
        let parent = self.parent();
        if let Node::Element { children, .. } = &mut self.tree.nodes[parent] {
            children.push(id);
        }
        self.tree.nodes.push(node);
        id
    }

    fn finish(mut self) -> Tree {
        if self.stack.len() > 1 {
            self.damage("the end is missing".to_owned());
        }
        self.tree
    }
}

fn element(start: &BytesStart<'_>) -> Node {
    let mut given = start.attributes();
    let attributes = given.with_checks(false).filter_map(Result::ok).map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        (attribute.key.0.into(), value.into())
    });
    Node::Element {
        name: local(start.name().0).into(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn resolve(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.xml10_content();
    match name.as_ref() {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}

impl<'a> Element<'a> {
    fn parts(self) -> (&'a str, &'a Attributes, &'a [u32]) {
        match self.tree.nodes.get(self.id as usize) {
            Some(Node::Element { name, attributes, children }) => (name, attributes, children),
            _ => ("", &[], &[]),
        }
    }

    /// Name without its prefix.
    pub fn name(self) -> &'a str {
        self.parts().0
    }

    /// Value of the first attribute with this local name.
    pub fn attribute(self, name: &str) -> Option<&'a str> {
        self.parts().1.iter().find(|(key, _)| local(key) == name).map(|(_, value)| &**value)
    }

    pub fn children(self) -> impl Iterator<Item = Child<'a>> {
        self.parts().2.iter().map(move |id| match &self.tree.nodes[*id as usize] {
            Node::Text(text) => Child::Text(text),
            Node::Element { .. } => Child::Element(Element { tree: self.tree, id: *id }),
        })
    }

    pub fn elements(self) -> impl Iterator<Item = Element<'a>> {
        self.children().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first child element of this name.
    pub fn child(self, name: &str) -> Option<Element<'a>> {
        self.elements().find(|element| element.name() == name)
    }

    /// The element at the end of a chain of names.
    pub fn path(self, names: &[&str]) -> Option<Element<'a>> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// This element and all below it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let element = open.pop()?;
            let at = open.len();
            open.extend(element.elements());
            open[at..].reverse();
            Some(element)
        })
    }

    /// All text below, in document order.
    pub fn text(self) -> String {
        let mut text = String::new();
        collect(self, &mut text);
        text
    }
}

/// Recursion is bounded by [`MAX_DEPTH`].
fn collect(element: Element<'_>, into: &mut String) {
    for child in element.children() {
        match child {
            Child::Text(text) => into.push_str(text),
            Child::Element(element) => collect(element, into),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_lose_their_prefix_and_entities_are_resolved() {
        let tree =
            Tree::parse(b"<?xml version='1.0'?><w:p w:id='a&amp;b'>x &lt; y &#8212; <w:t>z</w:t></w:p>");
        let p = tree.root().child("p").expect("p");
        assert_eq!(p.attribute("id"), Some("a&b"));
        assert_eq!(p.text(), "x < y — z");
        assert!(tree.damage.is_none());
    }

    #[test]
    fn entities_of_a_document_type_are_not_expanded() {
        let bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>";
        assert_eq!(Tree::parse(bomb).root().text(), "&b;");
    }

    #[test]
    fn a_part_that_breaks_off_keeps_what_stands_before_the_break() {
        let tree = Tree::parse(b"<a><b>kept</b><c attr='");
        assert_eq!(tree.root().text(), "kept");
        assert!(tree.damage.is_some());
    }

    #[test]
    fn deep_nesting_is_cut_and_named() {
        let deep = format!("{}x{}after", "<a>".repeat(100_000), "</a>".repeat(100_000));
        let tree = Tree::parse(deep.as_bytes());
        assert_eq!(tree.root().text(), "after");
        assert!(tree.damage.is_some_and(|reason| reason.contains("too deeply")));
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(bytes in "[<>/a-c&;#'\"= !\\[\\]-]{0,200}") {
            let tree = Tree::parse(bytes.as_bytes());
            prop_assert!(tree.root().descendants().count() <= bytes.len() + 1);
            tree.root().text();
        }
    }
}
