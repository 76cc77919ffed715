//! Which part of a page is its text.
//!
//! The container is found by where the text is, not by names alone. Outside of it, headings, dates
//! and whole sentences stay, so that a page built in an unusual way loses nothing that reads like
//! text.

use super::walk::{Piece, is_block};
use crate::document::{Block, BlockKind};
use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use std::collections::{HashMap, HashSet};

/// Share of the page's text that the container must hold.
const CONTAINER_SHARE: f64 = 0.9;
/// Something called a banner that holds more than this share of the text is none.
const BOILERPLATE_SHARE: f64 = 0.3;
/// Words that make a sentence worth keeping outside of the container.
const SENTENCE: usize = 15;

/// Where on the page the text and the furniture are.
pub struct Places {
    container: Option<NodeId>,
    furniture: HashSet<NodeId>,
}

impl Places {
    pub fn of(page: &Html, choose: bool) -> Self {
        let mut places = Self { container: None, furniture: HashSet::new() };
        if choose {
            let lengths = lengths(page);
            places.furniture = furniture(page, &lengths);
            places.container = container(page, &places.furniture);
        }
        places
    }

    pub fn is_container(&self, id: NodeId) -> bool {
        self.container == Some(id)
    }

    pub fn is_furniture(&self, id: NodeId) -> bool {
        self.furniture.contains(&id)
    }
}

/// Elements whose text is never shown as text.
pub fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "video"
            | "audio"
            | "head"
            | "select"
            | "textarea"
            | "map"
            | "datalist"
    )
}

/// Visible letters below each element.
fn lengths(page: &Html) -> HashMap<NodeId, usize> {
    sums(page, |_| false)
}

/// Sums text per element; text below skipped elements counts nowhere.
fn sums(page: &Html, skip: impl Fn(NodeRef<'_, Node>) -> bool) -> HashMap<NodeId, usize> {
    let mut sums = HashMap::new();
    let mut open: Vec<usize> = Vec::new();
    let mut skipped: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let silent = node.value().as_element().is_some_and(|e| is_silent(e.name()));
                if skipped.is_none() && (silent || skip(node)) {
                    skipped = Some(node.id());
                }
                let own = node.value().as_text().filter(|_| skipped.is_none());
                open.push(own.map_or(0, |text| text.text.chars().filter(|c| !c.is_whitespace()).count()));
            }
            Edge::Close(node) => {
                let sum = open.pop().unwrap_or(0);
                if let Some(parent) = open.last_mut() {
                    *parent += sum;
                }
                if node.value().is_element() {
                    sums.insert(node.id(), sum);
                }
                if skipped == Some(node.id()) {
                    skipped = None;
                }
            }
        }
    }
    sums
}

/// Menus, banners, footers: by element, role or name, unless they hold much of the page.
fn furniture(page: &Html, lengths: &HashMap<NodeId, usize>) -> HashSet<NodeId> {
    let total = lengths.get(&page.root_element().id()).copied().unwrap_or(0) as f64;
    let small = |id: &NodeId| (lengths.get(id).copied().unwrap_or(0) as f64) < total * BOILERPLATE_SHARE;
    let elements = page.tree.nodes().filter_map(|node| Some((node, node.value().as_element()?)));
    elements
        .filter(|(node, element)| is_furniture(*node, element))
        .map(|(node, _)| node.id())
        .filter(small)
        .collect()
}

fn is_furniture(node: NodeRef<'_, Node>, element: &Element) -> bool {
    let named = match element.name() {
        "nav" | "dialog" => true,
        "footer" | "aside" => !inside_text(node),
        "body" | "html" | "main" | "article" | "h1" => return false,
        _ => false,
    };
    let role = element.attr("role").unwrap_or_default();
    let by_role = matches!(
        role,
        "navigation" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu" | "menubar"
    );
    named || by_role || has_furniture_name(element)
}

fn inside_text(node: NodeRef<'_, Node>) -> bool {
    let mut elements = node.ancestors().filter_map(|ancestor| ancestor.value().as_element());
    elements.any(|element| matches!(element.name(), "blockquote" | "article"))
}

const NAMES: &[&str] = &[
    "cookie-banner",
    "cookie-bar",
    "cookie-consent",
    "cookieconsent",
    "cookiebanner",
    "cookiebar",
    "cookie-popup",
    "cookie-modal",
    "cookie-law",
    "cookiebot",
    "onetrust",
    "ot-sdk",
    "consent-banner",
    "gdpr-banner",
    "truste",
    "qc-cmp",
    "breadcrumb",
    "breadcrumbs",
    "skip-link",
    "skiplink",
    "skip-to-content",
    "share-buttons",
    "social-share",
    "share-bar",
    "social-links",
    "site-footer",
    "page-footer",
    "global-footer",
    "site-nav",
    "global-nav",
    "main-nav",
    "navbar",
    "site-menu",
    "mobile-menu",
    "newsletter-signup",
    "related-articles",
    "related-posts",
    "related-stories",
    "wm-ipp",
    "advertisement",
];

fn has_furniture_name(element: &Element) -> bool {
    let names = element.id().into_iter().chain(element.classes());
    names.map(|name| name.to_ascii_lowercase().replace('_', "-")).any(|name| {
        NAMES
            .iter()
            .any(|known| name == *known || name.strip_prefix(known).is_some_and(|rest| rest.starts_with('-')))
    })
}

/// The innermost element that still holds nearly all text that is neither furniture nor link.
fn container(page: &Html, furniture: &HashSet<NodeId>) -> Option<NodeId> {
    let is_link = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|e| e.name() == "a");
    let sums = sums(page, |node| furniture.contains(&node.id()) || is_link(node));
    let sum = |node: &NodeRef<'_, Node>| sums.get(&node.id()).copied().unwrap_or(0) as f64;
    let mut node = page.tree.get(page.root_element().id())?;
    let wanted = sum(&node) * CONTAINER_SHARE;
    if wanted < 1.0 {
        return None;
    }
    while let Some(child) = node.children().find(|child| may_hold(*child) && sum(child) >= wanted) {
        node = child;
    }
    Some(node.id())
}

/// Blocks that can hold a page's text; a single paragraph, list or table never stands for a page.
fn may_hold(node: NodeRef<'_, Node>) -> bool {
    let name = node.value().as_element().map_or("", Element::name);
    is_block(name) && !matches!(name, "p" | "li" | "tr" | "td" | "th" | "dl" | "dt" | "dd" | "caption")
}

/// What is kept of a page, and how many words are not.
pub struct Selection {
    pub blocks: Vec<Block>,
    pub left_out: usize,
    /// Words kept that the page marks as hidden.
    pub hidden: usize,
}

/// Keeps the pieces of the container, and of the rest what reads like text.
pub fn select(pieces: Vec<Piece>, choose: bool) -> Selection {
    let mut selection = Selection { blocks: Vec::new(), left_out: 0, hidden: 0 };
    for piece in pieces {
        let words = piece.block.text.split_whitespace().count();
        if !choose || keeps(&piece, words) {
            selection.hidden += if piece.hidden { words } else { 0 };
            selection.blocks.push(piece.block);
        } else {
            selection.left_out += words;
        }
    }
    selection
}

fn keeps(piece: &Piece, words: usize) -> bool {
    if piece.furniture {
        return false;
    }
    let text = piece.block.text.to_lowercase();
    let sentence = words >= SENTENCE && piece.linked * 3 < piece.block.text.len();
    piece.contained
        || piece.block.kind == BlockKind::Heading(1)
        || states_a_date(&text) && words <= 40
        || sentence && !piece.hidden && !asks_for_cookies(&text)
}

/// `Last updated: 5 May 2024` and its like, often in a page head of its own.
fn states_a_date(text: &str) -> bool {
    let cue = ["updated", "effective", "modified", "revised", "published", "posted", "as of"]
        .iter()
        .any(|cue| text.contains(cue));
    cue && text.contains(|c: char| c.is_ascii_digit())
}

fn asks_for_cookies(text: &str) -> bool {
    text.contains("cookie")
        && ["accept", "agree", "consent", "continue", "preferences", "by using"]
            .iter()
            .any(|cue| text.contains(cue))
}
