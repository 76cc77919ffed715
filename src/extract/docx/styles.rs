//! Paragraph styles: which are headings, quotations or numbered.

use super::super::xml::{Element, Tree};
use std::collections::HashMap;

/// How long a chain of styles may be; guards against styles based on each other.
const MAX_CHAIN: usize = 20;

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: Option<(Option<u32>, Option<usize>)>,
    hidden: bool,
}

/// The styles of a document by identifier.
#[derive(Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

impl Styles {
    pub fn parse(tree: &Tree) -> Self {
        let mut styles = Self::default();
        for element in tree.root().descendants().filter(|element| element.name() == "style") {
            let Some(id) = element.attribute("styleId") else { continue };
            if element.attribute("default") == Some("1") && element.attribute("type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            styles.styles.insert(id.to_owned(), Style::parse(element));
        }
        styles
    }

    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let mut next = id.or(self.default.as_deref());
        std::iter::from_fn(move || {
            let style = self.styles.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(MAX_CHAIN)
    }

    /// Heading level from 1, by outline level or by a built-in name.
    pub fn heading(&self, id: Option<&str>) -> Option<u8> {
        for style in self.chain(id) {
            match style.outline {
                Some(level) if level < 9 => return Some(level + 1),
                Some(_) => return None,
                None => {}
            }
            let name = style.name.to_ascii_lowercase();
            if name == "title" {
                return Some(1);
            }
            if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()) {
                return Some(level).filter(|level| (1..=9).contains(level));
            }
        }
        None
    }

    pub fn is_quote(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| {
            let name = style.name.to_ascii_lowercase();
            matches!(name.as_str(), "quote" | "intense quote" | "block text" | "block quote" | "quotations")
        })
    }

    /// List and level that the style brings along.
    pub fn numbering(&self, id: Option<&str>) -> Option<(u32, Option<usize>)> {
        let mut level = None;
        for style in self.chain(id) {
            let Some((list, own_level)) = style.numbering else { continue };
            level = level.or(own_level);
            if let Some(list) = list {
                return Some((list, level));
            }
        }
        None
    }

    pub fn is_hidden(&self, id: &str) -> bool {
        self.styles.get(id).is_some_and(|style| style.hidden)
    }
}

impl Style {
    fn parse(element: Element<'_>) -> Self {
        let value = |path: &[&str]| element.path(path).and_then(|e| e.attribute("val"));
        let numbering = element.path(&["pPr", "numPr"]).map(|numbering| {
            let value = |name| numbering.child(name).and_then(|e| e.attribute("val"));
            (value("numId").and_then(|v| v.parse().ok()), value("ilvl").and_then(|v| v.parse().ok()))
        });
        Self {
            name: value(&["name"]).unwrap_or_default().to_owned(),
            based_on: value(&["basedOn"]).map(str::to_owned),
            outline: value(&["pPr", "outlineLvl"]).and_then(|level| level.parse().ok()),
            numbering,
            hidden: element.path(&["rPr", "vanish"]).is_some_and(is_on),
        }
    }
}

/// Whether a switch element is on: it is unless it says otherwise (ECMA-376 part 1, 17.17.4).
pub fn is_on(element: Element<'_>) -> bool {
    !matches!(element.attribute("val"), Some("0" | "false" | "off" | "none"))
}
