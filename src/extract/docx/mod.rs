//! Word documents (Office Open XML).
//!
//! The text is the final one: insertions are in it, deletions are counted in a warning. Automatic
//! numbers are counted as the word processor would show them. Pages are those that the word
//! processor noted when it last laid the document out.

mod body;
mod numbering;
mod styles;
#[cfg(test)]
mod tests;

use super::draft::{Draft, fold};
use super::package::{Package, Refusal};
use super::xml::{Element, Tree};
use super::{ExtractError, Limits, html, text};
use body::{Notes, Walk};
use numbering::Numbering;
use std::collections::HashMap;
use styles::Styles;

pub const NAME: &str = "docx";
pub const VERSION: &str = "2";

/// Reads a Word document.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let mut package = Package::open(bytes, "DOCX", limits)?;
    let mut draft = Draft::new(NAME, VERSION, limits);
    let main = main_part(&mut package);
    let document = Tree::parse(&package.required(&main)?);
    let relations = relations(&mut package, &main);
    note_damage(&mut draft, &main, &document);
    let parts = Parts::load(&mut package, &relations, &mut draft);
    let mut walk = Walk::new(&parts.styles, Numbering::parse(&parts.numbering));
    set_up(&mut walk, &parts, &document);
    if let Some(root) = document.root().elements().next() {
        walk.blocks(root);
    }
    report(&mut draft, &walk, &parts);
    let (blocks, chunks) = (std::mem::take(&mut walk.blocks), std::mem::take(&mut walk.chunks));
    push_all(&mut draft, blocks, &chunks, &relations, &mut package, limits);
    properties(&mut draft, &mut package);
    Ok(draft)
}

/// A relationship of a part: its kind (the last word of its type) and its target.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// The parts beside the main one.
struct Parts {
    styles: Styles,
    numbering: Tree,
    footnotes: Tree,
    endnotes: Tree,
    settings: Tree,
    comments: usize,
    margin_words: usize,
}

impl Parts {
    fn load(package: &mut Package<'_>, relations: &[Relation], draft: &mut Draft) -> Self {
        let mut tree = |kind: &str| {
            let target = relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
            target.map_or_else(|| Tree::parse(b""), |target| part(package, &target, draft))
        };
        let styles = Styles::parse(&tree("styles"));
        let (numbering, footnotes, endnotes) = (tree("numbering"), tree("footnotes"), tree("endnotes"));
        let settings = tree("settings");
        let comments = tree("comments").root().descendants().filter(|e| e.name() == "comment").count();
        let margins: Vec<&Relation> =
            relations.iter().filter(|r| matches!(r.kind.as_str(), "header" | "footer")).collect();
        let margin_words = margins.iter().map(|r| margin_words(&part(package, &r.target, draft))).sum();
        Self { styles, numbering, footnotes, endnotes, settings, comments, margin_words }
    }
}

/// Words with letters in a page header or footer; page numbers alone are none.
fn margin_words(tree: &Tree) -> usize {
    let texts = tree.root().descendants().filter(|e| e.name() == "t").map(Element::text);
    texts.map(|text| text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()).sum()
}

fn part(package: &mut Package<'_>, name: &str, draft: &mut Draft) -> Tree {
    match package.part(name) {
        Ok(bytes) => {
            let tree = Tree::parse(&bytes);
            note_damage(draft, name, &tree);
            tree
        }
        Err(Refusal::Missing) => Tree::parse(b""),
        Err(refusal) => {
            draft.partial(format!("part `{name}` was not read: {}", refusal.reason()));
            Tree::parse(b"")
        }
    }
}

fn note_damage(draft: &mut Draft, name: &str, tree: &Tree) {
    if let Some(damage) = &tree.damage {
        draft.partial(format!("part `{name}` is damaged: {damage}"));
    }
}

fn main_part(package: &mut Package<'_>) -> String {
    let found = relations(package, "").into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
    found.unwrap_or_else(|| "word/document.xml".to_owned())
}

/// The relationships of a part, targets as names in the package.
fn relations(package: &mut Package<'_>, part: &str) -> Vec<Relation> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = format!("{folder}/_rels/{file}.rels");
    let Ok(bytes) = package.part(&name) else { return Vec::new() };
    let tree = Tree::parse(&bytes);
    let entries = tree.root().descendants().filter(|e| e.name() == "Relationship");
    let internal = entries.filter(|e| e.attribute("TargetMode") != Some("External"));
    internal.filter_map(|e| relation(e, folder)).collect()
}

fn relation(element: Element<'_>, folder: &str) -> Option<Relation> {
    let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
    let target = element.attribute("Target")?;
    let target = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => resolve(folder, target),
    };
    Some(Relation { id: element.attribute("Id").unwrap_or_default().to_owned(), kind, target })
}

fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

fn set_up<'a>(walk: &mut Walk<'a>, parts: &'a Parts, document: &Tree) {
    let rendered = document.root().descendants().any(|e| e.name() == "lastRenderedPageBreak");
    walk.page = rendered.then_some(1);
    for tree in [&parts.settings, document] {
        for (kind, properties) in [("footnote", "footnotePr"), ("endnote", "endnotePr")] {
            let found =
                tree.root().descendants().filter(|e| e.name() == properties).find_map(|e| e.child("numFmt"));
            if let Some(format) = found.and_then(|e| e.attribute("val")) {
                walk.note_formats.insert(kind, format.to_owned());
            }
        }
    }
    let mut notes = Notes::new();
    for (kind, tree) in [("footnote", &parts.footnotes), ("endnote", &parts.endnotes)] {
        notes.extend(note_texts(kind, tree, walk));
    }
    walk.notes = notes;
}

/// The text of each note, its paragraphs joined.
fn note_texts<'a>(
    kind: &'static str,
    tree: &'a Tree,
    walk: &mut Walk<'a>,
) -> HashMap<(&'static str, String), String> {
    let page = walk.page.take();
    let mut notes = HashMap::new();
    for element in tree.root().descendants().filter(|e| e.name() == kind) {
        walk.blocks(element);
        let blocks = std::mem::take(&mut walk.blocks);
        let text = blocks
            .iter()
            .map(|block| fold(&block.text))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        notes.insert((kind, element.attribute("id").unwrap_or_default().to_owned()), text);
    }
    walk.page = page;
    notes
}

/// Warns of everything that stands in the file and not in the text.
fn report(draft: &mut Draft, walk: &Walk<'_>, parts: &Parts) {
    let left_out = &walk.left_out;
    if left_out.insertions + left_out.deletions > 0 {
        draft.warn(format!(
            "tracked changes: the final text is read; it has {} insertions, {} deletions ({} words) are left out",
            left_out.insertions, left_out.deletions, left_out.deleted_words
        ));
    }
    if parts.comments > 0 {
        draft.warn(format!("{} comments are left out", parts.comments));
    }
    if left_out.hidden_words > 0 {
        draft.warn(format!("{} words of hidden text are left out", left_out.hidden_words));
    }
    if parts.margin_words > 0 {
        draft.warn(format!("page headers and footers are left out ({} words)", parts.margin_words));
    }
}

/// Hands the blocks over, embedded files of other formats at their places.
fn push_all(
    draft: &mut Draft,
    blocks: Vec<crate::document::Block>,
    chunks: &[(usize, String)],
    relations: &[Relation],
    package: &mut Package<'_>,
    limits: &Limits,
) {
    let mut chunks = chunks.iter().peekable();
    let count = blocks.len();
    for (index, block) in blocks.into_iter().map(Some).chain([None]).enumerate() {
        while let Some((_, id)) = chunks.next_if(|(at, _)| *at <= index || index == count) {
            let target =
                relations.iter().find(|relation| relation.id == *id).map(|relation| relation.target.clone());
            match target.map(|target| package.part(&target)) {
                Some(Ok(bytes)) if super::sniff(&bytes, "") == super::MediaType::Html => {
                    draft.absorb(html::read(&bytes, limits));
                }
                Some(Ok(bytes)) if super::sniff(&bytes, "") == super::MediaType::Text => {
                    draft.absorb(text::read(&bytes, limits));
                }
                _ => draft.partial("a file embedded in the text was not read"),
            }
        }
        if let Some(block) = block {
            draft.push(block);
        }
    }
}

/// Title, author and language; the dates of the file are no dates of the statement.
fn properties(draft: &mut Draft, package: &mut Package<'_>) {
    let Ok(bytes) = package.part("docProps/core.xml") else { return };
    let tree = Tree::parse(&bytes);
    let value = |name: &str| {
        let found = tree.root().descendants().find(|e| e.name() == name).map(|e| fold(&e.text()));
        found.filter(|text| !text.is_empty())
    };
    draft.metadata.title = value("title");
    draft.metadata.author = value("creator");
    draft.metadata.language = value("language");
    for (name, label) in
        [("created", "Created"), ("modified", "Modified"), ("lastModifiedBy", "Last-Modified-By")]
    {
        if let Some(value) = value(name) {
            draft.metadata.headers.push((label.to_owned(), value));
        }
    }
}
