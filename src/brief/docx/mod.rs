//! The DOCX writer: real styles, headings, tables and footnotes, so that a brief can be edited.
//!
//! Each quotation is followed by a footnote with its citation; citations inside tables and lists stand
//! in the line. Passages are an appendix. The same brief gives the same bytes.

mod parts;
mod runs;

use super::model::{Block, Brief, Entry, Inline, Passage, Source, Table};
use super::timeline;
use crate::document::long_date;
use runs::{Footnotes, inlines, paragraph, quoted, text_run};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Writes the brief as an Office Open XML text document.
///
/// # Errors
/// If the package could not be written; in memory that is a defect of the archiver.
pub fn docx(brief: &Brief) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut footnotes = Footnotes::default();
    let body = body(brief, &mut footnotes);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/document.xml", parts::document(&body)),
        ("word/footnotes.xml", parts::footnotes(&footnotes.xml())),
        ("word/header1.xml", parts::header(brief.privilege.as_deref().unwrap_or_default())),
        ("word/footer1.xml", parts::footer(&brief.title)),
        ("docProps/core.xml", parts::properties(&brief.title, brief.prepared_by.as_deref(), &brief.date)),
    ];
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn body(brief: &Brief, footnotes: &mut Footnotes) -> String {
    let mut body = paragraph("Title", &text_run(&brief.title));
    let dated = format!("{} · {} · matter digest {}", brief.made_by, long_date(&brief.date), brief.digest);
    for line in brief.case.iter().chain([&dated]) {
        body += &paragraph("Subtitle", &text_run(line));
    }
    body += &paragraph("Heading1", &text_run("The answer"));
    body += &answer(brief);
    for (number, section) in brief.sections.iter().enumerate() {
        body += &paragraph("Heading1", &text_run(format!("{} {}", number + 1, section.title)));
        for part in &section.blocks {
            body += &block(part, footnotes);
        }
    }
    body += &paragraph("Heading1", &text_run(format!("{} Passages", brief.sections.len() + 1)));
    for part in &brief.passages {
        body += &passage(part);
    }
    body += &paragraph("Heading1", &text_run(format!("{} Sources", brief.sections.len() + 2)));
    body + &sources(&brief.sources)
}

fn answer(brief: &Brief) -> String {
    let row = |line: &super::model::AnswerLine| {
        let content: String = line.content.iter().map(|c| inlines(c)).collect();
        vec![text_run(&line.label), content]
    };
    runs::table(&[], &brief.answer.iter().map(row).collect::<Vec<_>>())
}

fn block(block: &Block, footnotes: &mut Footnotes) -> String {
    match block {
        Block::Heading { text, .. } => paragraph("Heading2", &text_run(text)),
        Block::Text { content } => paragraph("BodyText", &inlines(content)),
        Block::Entry(part) => entry(part, footnotes),
        Block::List { items } => items.iter().map(|item| paragraph("ListItem", &inlines(item))).collect(),
        Block::Table(part) => table(part),
        Block::Timeline { items } => figure(items),
        Block::Pair(pair) => {
            let notes: String = pair.notes.iter().map(|note| paragraph("Note", &inlines(note))).collect();
            let sides = [entry(&pair.left, footnotes), entry(&pair.right, footnotes)];
            paragraph("Heading3", &text_run(&pair.title)) + &runs::side_by_side(&sides) + &notes
        }
    }
}

/// A figure has no place in text that is to be edited; the table after it says the same.
fn figure(items: &[super::model::TimelineItem]) -> String {
    let description = timeline::figure(items).map(|figure| figure.description).unwrap_or_default();
    paragraph("Note", &text_run(&description))
}

fn entry(entry: &Entry, footnotes: &mut Footnotes) -> String {
    let reference = footnotes.add(&entry.citation.text);
    let words = text_run("“") + &quoted(&entry.quotation) + &text_run("”") + &reference;
    let notes: String = entry.notes.iter().map(|note| paragraph("Note", &inlines(note))).collect();
    paragraph("Lead", &inlines(&entry.lead)) + &paragraph("Quote", &words) + &notes
}

fn table(table: &Table) -> String {
    let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
    paragraph("Caption", &text_run(&table.caption)) + &runs::table(&cells(&table.head), &rows)
}

fn passage(passage: &Passage) -> String {
    let neighbour = |q: &Option<super::model::Quotation>| {
        q.as_ref().map(|q| paragraph("Note", &quoted(q))).unwrap_or_default()
    };
    paragraph("Heading3", &text_run(&passage.citation.text))
        + &neighbour(&passage.before)
        + &paragraph("Quote", &quoted(&passage.paragraph))
        + &neighbour(&passage.after)
}

fn sources(sources: &[Source]) -> String {
    let head = ["Short name", "Document", "File and SHA-256"].map(text_run);
    let row = |s: &Source| {
        let date = s.date.as_deref().map(long_date).unwrap_or_default();
        let document = [Some(s.kind.clone()), s.title.clone(), Some(date), s.url.clone()];
        let document: Vec<String> = document.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        vec![
            text_run(&s.name),
            text_run(document.join(", ")),
            text_run(format!("{} {}", s.paths.join("; "), s.sha256)),
        ]
    };
    runs::table(&head, &sources.iter().map(row).collect::<Vec<_>>())
}
