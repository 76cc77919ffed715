//! Reading a text document back, also one that a person has edited.
//!
//! Bookmarks say which words are a quotation or citation; their text is taken as it stands now, with
//! tracked insertions and without tracked deletions. Words between quotation marks outside of every
//! bookmark are a person's own, and are looked for in the sources.

use super::super::bookmark::{self, Mark, Place};
use super::written::{Written, WrittenCitation, WrittenQuotation, WrittenSource, member, two_numbers};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Words of a quotation that a person added: shorter ones are taken for a term, not for a quotation.
const WORDS: usize = 5;

/// `None` where the archive is no text document of ours.
pub fn read(brief: &[u8]) -> Option<Written> {
    let document = member(brief, "word/document.xml")?;
    let custom = member(brief, "docProps/custom.xml").unwrap_or_default();
    let mut texts = Texts::default();
    texts.read(&document);
    if let Some(notes) = member(brief, "word/footnotes.xml") {
        texts.read(&notes);
    }
    let property = |name: &str| {
        let after = custom.split_once(&format!("name=\"{name}\""))?.1;
        let value = after.split_once("<vt:lpwstr>")?.1;
        Some(value.split_once('<')?.0.to_owned())
    };
    let mut written = Written {
        style: property("pincite-cite-style"),
        no_ocr: property("pincite-reading").as_deref() == Some("no-ocr"),
        counts: property("pincite-counts").as_deref().and_then(two_numbers),
        added: texts.added,
        ..Written::default()
    };
    let mut rows: BTreeMap<usize, WrittenSource> = BTreeMap::new();
    for (name, text) in &texts.marked {
        match bookmark::read(name) {
            Some(Mark::SourceName(row)) => rows.entry(row).or_default().name.clone_from(text),
            Some(Mark::SourcePath(row)) => rows.entry(row).or_default().paths.push(text.clone()),
            Some(Mark::SourceHash(row)) => {
                let source = rows.entry(row).or_default();
                source.shown.clone_from(text);
                source.hash = text.trim().to_owned();
            }
            _ => {}
        }
    }
    written.sources = rows.into_values().collect();
    for (name, text) in texts.marked {
        match bookmark::read(&name) {
            Some(Mark::Quotation(place)) => {
                let document = whole_hash(&written, &place);
                let place_name = format!("quotation {name}");
                let (start, end) = (place.start, place.end);
                written.quotations.push(WrittenQuotation { place: place_name, document, start, end, text });
            }
            Some(Mark::Citation(place, form)) => written.citations.push(WrittenCitation {
                place: format!("citation {name}"),
                document: whole_hash(&written, &place),
                start: place.start,
                end: place.end,
                form,
                text,
                passage: None,
                numbers: None,
            }),
            _ => {}
        }
    }
    Some(written)
}

/// The hash that a bookmark's head stands for; the head itself where no source has it.
fn whole_hash(written: &Written, place: &Place) -> String {
    let found = written.sources.iter().find(|s| bookmark::head(&s.hash) == place.head);
    found.map_or_else(|| place.head.clone(), |s| s.hash.clone())
}

/// The texts of a part: of each bookmark, in the order in which they end, and added quotations.
#[derive(Default)]
struct Texts {
    marked: Vec<(String, String)>,
    added: Vec<(String, String)>,
    /// Identifier, name and text so far of the bookmarks that are open.
    open: Vec<(String, String, String)>,
    /// The paragraph so far, marked words left out.
    paragraph: String,
    paragraphs: usize,
    deleted: usize,
    in_text: bool,
}

impl Texts {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => self.start(&element),
                Ok(Event::Empty(element)) => {
                    self.start(&element);
                    self.end(element.local_name().as_ref());
                }
                Ok(Event::End(element)) => self.end(element.local_name().as_ref()),
                Ok(Event::Text(text)) if self.in_text => {
                    self.push(&text.xml10_content());
                }
                Ok(Event::GeneralRef(reference)) if self.in_text => {
                    let resolved = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let named = named_reference(&reference.xml10_content()).map(str::to_owned);
                    self.push(&resolved.or(named).unwrap_or_default());
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "bookmarkStart" => {
                let id = attribute(element, "id");
                let name = attribute(element, "name");
                self.open.push((id, name, String::new()));
            }
            "bookmarkEnd" => self.close(&attribute(element, "id")),
            "del" | "moveFrom" => self.deleted += 1,
            "t" => self.in_text = true,
            "br" | "tab" | "cr" => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "t" => self.in_text = false,
            "p" => {
                self.push(" ");
                self.paragraphs += 1;
                let text = std::mem::take(&mut self.paragraph);
                let place = format!("paragraph {}", self.paragraphs);
                self.added.extend(quotations(&text).map(|words| (place.clone(), words)));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.deleted > 0 {
            return;
        }
        self.open.iter_mut().for_each(|(_, _, words)| words.push_str(text));
        let is_marked = self.open.iter().any(|(_, name, _)| {
            matches!(bookmark::read(name), Some(Mark::Quotation(_) | Mark::Citation(..)))
        });
        if !is_marked {
            self.paragraph.push_str(text);
        }
    }

    fn close(&mut self, id: &str) {
        if let Some(at) = self.open.iter().position(|(open, ..)| open == id) {
            let (_, name, text) = self.open.remove(at);
            self.marked.push((name, text));
        }
    }
}

fn named_reference(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name);
    found.map(|a| a.value.into_owned()).unwrap_or_default()
}

/// Words between typographic quotation marks, where there are enough of them.
fn quotations(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('“')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('”')?.0.trim().to_owned()))
        .filter(|words| words.split_whitespace().count() >= WORDS)
}
