//! The DOCX writer: real styles, headings, tables and footnotes, so that a brief can be edited.
//!
//! Each quotation is followed by a footnote with its citation; citations inside tables and lists stand
//! in the line. Every quotation and citation lies in a bookmark that names its source
//! ([`super::bookmark`]), so that an edited brief can be verified. The same brief gives the same bytes.

mod parts;
mod runs;

use super::bookmark;
use super::model::{Block, Brief, Entry, Inline, Passage, Source, Table};
use super::{shape, timeline};
use crate::document::long_date;
use runs::{Numbering, link, paragraph, text_run, widths};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Writes the brief as an Office Open XML text document.
///
/// # Errors
/// If the package could not be written; in memory that is a defect of the archiver.
pub fn docx(brief: &Brief) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut numbering = Numbering::default();
    let body = body(brief, &mut numbering);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/document.xml", parts::document(&body)),
        ("word/footnotes.xml", parts::footnotes(&numbering.footnotes())),
        ("word/header1.xml", parts::header(brief.privilege.as_deref().unwrap_or_default())),
        ("word/footer1.xml", parts::footer(&brief.title)),
        ("docProps/core.xml", parts::properties(&brief.title, brief.prepared_by.as_deref(), &brief.date)),
        ("docProps/custom.xml", parts::custom(brief.cite_style.name(), counts(brief), brief.no_ocr)),
    ];
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Quotations and citations in this form, which leaves out the paragraphs around each passage.
fn counts(brief: &Brief) -> (usize, usize) {
    let around = brief.passages.iter().flat_map(|p| p.before.iter().chain(&p.after)).count();
    (brief.counts.0 - around.min(brief.counts.0), brief.counts.1)
}

fn body(brief: &Brief, numbering: &mut Numbering) -> String {
    let mut body = heading(brief);
    body += &titled(numbering, "Heading1", "answer-page", "The answer");
    body += &answer(brief, numbering);
    body += &contents(brief);
    for (number, section) in brief.sections.iter().enumerate() {
        body += &titled(numbering, "Heading1", &section.id, &format!("{} {}", number + 1, section.title));
        for part in &section.blocks {
            body += &block(part, numbering);
        }
    }
    body += &parts::section_end(1);
    let last = brief.sections.len();
    body += &titled(numbering, "Heading1", "passages", &format!("{} Passages", last + 1));
    let mut document = "";
    for part in &brief.passages {
        if part.document != document {
            body += &paragraph("Heading2", &text_run(&part.document));
            document = &part.document;
        }
        body += &passage(part, numbering);
    }
    body += &parts::section_end(2);
    body += &titled(numbering, "Heading1", "sources", &format!("{} Sources", last + 2));
    body + &sources(&brief.sources, numbering)
}

fn heading(brief: &Brief) -> String {
    let mut xml = paragraph("Title", &text_run(&brief.title));
    let dated = format!("{} · {} · matter digest {}", brief.made_by, long_date(&brief.date), brief.digest);
    let by = brief.prepared_by.as_ref().map(|name| format!("Prepared by {name}"));
    let focus = brief.focus.as_ref().map(|focus| format!("Narrowed to: {focus}"));
    let day = brief.as_of.as_ref().map(|day| format!("As of {}", long_date(day)));
    for line in brief.case.iter().chain(&by).chain(&focus).chain(&day).chain([&dated]) {
        xml += &paragraph("Subtitle", &text_run(line));
    }
    xml
}

fn titled(numbering: &mut Numbering, style: &str, id: &str, title: &str) -> String {
    let anchor = numbering.anchor(id);
    paragraph(style, &(anchor + &text_run(title)))
}

/// Links to the sections; a list of page numbers would go stale with the first edit.
fn contents(brief: &Brief) -> String {
    let mut xml = paragraph("Caption", &text_run("Contents"));
    let fixed = [("passages", "Passages"), ("sources", "Sources")];
    let sections = brief.sections.iter().map(|s| (s.id.as_str(), s.title.as_str())).chain(fixed);
    for (number, (id, title)) in sections.enumerate() {
        xml += &paragraph("ListItem", &link(id, &format!("{} {title}", number + 1)));
    }
    xml
}

fn answer(brief: &Brief, numbering: &mut Numbering) -> String {
    let mut rows = Vec::new();
    for line in &brief.answer {
        let content: String = line.content.iter().map(|c| numbering.inlines(c)).collect();
        rows.push(vec![text_run(&line.label), content]);
    }
    runs::table(&[], &rows, &widths(2, Some(1900)))
}

fn block(block: &Block, numbering: &mut Numbering) -> String {
    match block {
        Block::Heading { id, text } => titled(numbering, "Heading2", id, text),
        Block::Text { content } => paragraph("BodyText", &numbering.inlines(content)),
        Block::Entry(part) => entry(part, numbering),
        Block::List { items, .. } => {
            items.iter().map(|item| paragraph("ListItem", &numbering.inlines(item))).collect()
        }
        Block::Table(part) => table(part, numbering),
        Block::Timeline { items } => figure(items),
        Block::Pair(pair) => {
            let title = titled(numbering, "Heading3", &pair.id, &pair.title);
            let sides = [entry(&pair.left, numbering), entry(&pair.right, numbering)];
            let notes: String =
                pair.notes.iter().map(|note| paragraph("Note", &numbering.inlines(note))).collect();
            title + &runs::side_by_side(&sides) + &notes
        }
    }
}

/// A figure has no place in text that is to be edited; the table after it says the same.
fn figure(items: &[super::model::TimelineItem]) -> String {
    let description = timeline::figure(items).map(|figure| figure.description).unwrap_or_default();
    paragraph("Note", &text_run(&description))
}

/// One paragraph: who and how, the words, the number of the footnote.
fn entry(entry: &Entry, numbering: &mut Numbering) -> String {
    let shape = entry.mode.map(|mode| text_run(format!("{} ", shape::shape(mode)))).unwrap_or_default();
    let lead = shape + &runs::italic(&numbering.inlines(&entry.lead));
    let quoted = numbering.quoted(&entry.quotation);
    let words = text_run(" “") + &quoted + &text_run("”") + &numbering.footnote(&entry.citation);
    let notes: String = entry.notes.iter().map(|note| paragraph("Note", &numbering.inlines(note))).collect();
    paragraph("Statement", &(lead + &words)) + &notes
}

fn table(table: &Table, numbering: &mut Numbering) -> String {
    let mut cells =
        |row: &Vec<Vec<Inline>>| row.iter().map(|cell| numbering.inlines(cell)).collect::<Vec<_>>();
    let head = cells(&table.head);
    let rows: Vec<Vec<String>> = table.rows.iter().map(&mut cells).collect();
    let anchor = numbering.anchor(&table.id);
    let caption = paragraph("Caption", &(anchor + &text_run(&table.caption)));
    caption
        + &if table.matrix {
            runs::matrix(&head, &rows, &widths(head.len(), Some(2200)))
        } else {
            runs::table(&head, &rows, &runs::fitted(&lengths(table)))
        }
}

/// How many letters each column has on average.
fn lengths(table: &Table) -> Vec<usize> {
    let of_inline = |inline: &Inline| match inline {
        Inline::Text { text } | Inline::Strong { text } | Inline::Link { text, .. } => text.len(),
        Inline::Citation(citation) => citation.text.len(),
        Inline::Quotation(quotation) => quotation.end - quotation.start,
        Inline::Mode { .. } => 10,
        Inline::LineBreak | Inline::Anchor { .. } => 0,
    };
    let of_cell = |cell: &Vec<Inline>| cell.iter().map(of_inline).sum::<usize>();
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let count = rows().count().max(1);
    (0..table.head.len())
        .map(|column| rows().filter_map(|row| row.get(column)).map(of_cell).sum::<usize>() / count)
        .collect()
}

/// The cited paragraph alone: the paragraphs around it are for the screen.
fn passage(passage: &Passage, numbering: &mut Numbering) -> String {
    let anchor = numbering.anchor(&passage.id);
    let title = numbering
        .marked(|number| bookmark::of_citation(number, &passage.citation), &text_run(&passage.citation.text));
    paragraph("PassageHead", &(anchor + &title))
        + &paragraph("PassageText", &numbering.quoted(&passage.paragraph))
}

fn sources(sources: &[Source], numbering: &mut Numbering) -> String {
    let head = ["Short name", "Document", "File and SHA-256"].map(text_run);
    let mut rows = Vec::new();
    for (index, s) in sources.iter().enumerate() {
        let date = s.date.as_deref().map(long_date).unwrap_or_default();
        let document = [Some(s.kind.clone()), s.title.clone(), Some(date), s.url.clone()];
        let document: Vec<String> = document.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let anchor = numbering.anchor(&format!("source-{}", index + 1));
        let name = numbering.marked(|n| bookmark::of_source('n', n, index), &text_run(&s.name));
        let mut file = String::new();
        for path in &s.paths {
            file += &numbering.marked(|n| bookmark::of_source('p', n, index), &text_run(path));
            file += "<w:r><w:br/></w:r>";
        }
        file += &numbering.marked(|n| bookmark::of_source('h', n, index), &text_run(&s.sha256));
        rows.push(vec![anchor + &name, text_run(document.join(", ")), file]);
    }
    runs::table(&head, &rows, &[2100, 3000, 4260])
}
