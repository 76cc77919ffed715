//! `pincite show`: the text of a document with its pinpoints.

use super::{End, matter, output};
use crate::document::{Document, Record, Span};
use crate::extract::pdf;
use crate::store::Matter;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// Show the text of a document with its pinpoints, or a page as a picture
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite show corpus/complaint.pdf --paragraph 45\n  \
                        pincite show 3f9a12 --page 3 --png page.png --mark 1200..1260")]
pub(super) struct Args {
    /// Path, end of a path, or first letters of the SHA-256
    document: String,
    /// Only this page, from 1
    #[arg(long, value_name = "N")]
    page: Option<u32>,
    /// Only this numbered paragraph
    #[arg(long, value_name = "N", conflicts_with = "page")]
    paragraph: Option<String>,
    /// Draw the page into this file
    #[arg(long, value_name = "FILE", requires = "page")]
    png: Option<PathBuf>,
    /// Bytes of the text to mark in the picture, as START..END
    #[arg(long, value_name = "START..END", requires = "png", value_parser = parse_range)]
    mark: Vec<Span>,
    /// Folder of the matter
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
}

fn parse_range(text: &str) -> Result<Span, String> {
    let bounds = text.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    match bounds {
        Some((start, end)) if start <= end => Ok(Span::new(start, end)),
        _ => Err("write two numbers, the smaller first, such as `1200..1260`".to_owned()),
    }
}

pub(super) fn run(args: &Args) -> Result<End> {
    let matter = Matter::open(&matter::existing(args.matter.as_deref())?)?;
    let record = find(&matter, &args.document)?;
    if let (Some(png), Some(page)) = (&args.png, args.page) {
        draw(&matter, &record, page, &args.mark, png)?;
        return Ok(End::Done);
    }
    let text = match (&args.paragraph, args.page) {
        (Some(number), _) => paragraph(&record.document, number),
        (None, Some(page)) => page_lines(&record.document, page),
        (None, None) => Some(whole(&record.document)),
    };
    let Some(text) = text else { return Ok(End::Nothing) };
    output::print(&text)?;
    Ok(End::Done)
}

/// The one document that a path, the end of a path or a hash names.
pub(super) fn find(matter: &Matter, name: &str) -> Result<Record> {
    let mut found: Vec<Record> = matter.records()?;
    let is_exact = |r: &Record| r.document.sha256 == name || r.paths.iter().any(|p| p == name);
    if found.iter().any(is_exact) {
        found.retain(is_exact);
    } else {
        let hash = name.strip_prefix("sha256:").unwrap_or(name);
        found.retain(|r| {
            (hash.len() >= 4 && r.document.sha256.starts_with(hash))
                || r.paths.iter().any(|p| p.ends_with(name))
        });
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => bail!("no document `{name}` in the matter\nhint: `pincite status --json` lists all files"),
        n => {
            let paths: Vec<&str> = found.iter().filter_map(|r| r.paths.first()).map(String::as_str).collect();
            bail!("`{name}` fits {n} documents: {}\nhint: give more of the path", paths.join(", "))
        }
    }
}

fn whole(document: &Document) -> String {
    let paragraph = |p: &crate::document::Paragraph| {
        format!("[{}]\n{}\n\n", document.cite(p.span), document.slice(p.span))
    };
    document.paragraphs.iter().map(paragraph).collect()
}

fn paragraph(document: &Document, number: &str) -> Option<String> {
    let found = document.paragraphs.iter().find(|p| p.number.as_deref() == Some(number))?;
    Some(format!("[{}]\n{}\n", document.cite(found.span), document.slice(found.span)))
}

fn page_lines(document: &Document, number: u32) -> Option<String> {
    let page = document.pages.iter().find(|page| page.number == number)?;
    let line = |line: &crate::document::Line| {
        let number = line.number.map_or_else(String::new, |n| n.to_string());
        format!("{number:>3} {} {}\n", if line.span.is_some() { ' ' } else { '|' }, line.text)
    };
    Some(page.lines.iter().map(line).collect())
}

fn draw(matter: &Matter, record: &Record, page: u32, marks: &[Span], png: &std::path::Path) -> Result<()> {
    let sha256 = &record.document.sha256;
    let file = matter
        .files()?
        .into_iter()
        .find(|f| f.container.is_none() && f.outcome.sha256.as_ref() == Some(sha256));
    let file = file.context("only documents that are files of their own can be drawn")?;
    let bytes = output::read_file(file.absolute.as_ref())?;
    if crate::ingest::hash_bytes(&bytes) != *sha256 {
        bail!("`{}` has changed since it was indexed\nhint: index it again", file.outcome.path);
    }
    let boxes = record.document.boxes(page, marks);
    let picture = pdf::render_png(&bytes, page, 150.0, &boxes)?;
    output::write_file(png, &picture)
}
