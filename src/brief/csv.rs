//! The CSV writer: one file a table, zipped, with everything that a verification needs.

use super::model::Brief;
use crate::analysis::{Quote, SEPARATOR, Table, View};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// A ZIP archive with `NAME.csv` for each table, and three more: `quotations` has each quotation of the
/// others with its place, `sources` each file, `about` how the tables were made. The same tables give the
/// same bytes.
///
/// # Errors
/// If the archive could not be written; in memory that is a defect of the archiver.
pub fn csv(brief: &Brief, view: &View<'_>, tables: &[Table<'_>]) -> Result<Vec<u8>, zip::result::ZipError> {
    let quotations = quotations(view, tables);
    let added = [about(brief, quotations.rows.len()), sources(brief), quotations];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for table in tables.iter().chain(&added) {
        archive.start_file(format!("{}.csv", table.name), options)?;
        archive.write_all(table.to_csv().as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Each quotation once, by document and place.
fn quotations<'e>(view: &View<'_>, tables: &[Table<'e>]) -> Table<'e> {
    let all: BTreeMap<(&str, usize, usize), &Quote<'e>> =
        tables.iter().flat_map(|t| &t.quotes).map(|q| ((q.document, q.start, q.end), q)).collect();
    let mut table = Table::new("quotations", &["text", "cite", "sha256", "start", "end"]);
    for quote in all.values() {
        let (start, end) = (quote.start.to_string(), quote.end.to_string());
        table.push([quote.text, &view.cite_in_full(quote), quote.document, &start, &end]);
    }
    table
}

fn sources(brief: &Brief) -> Table<'static> {
    let mut table = Table::new("sources", &["name", "sha256", "paths", "kind", "title", "date"]);
    for source in &brief.sources {
        let paths = source.paths.join(SEPARATOR);
        let (title, date) =
            (source.title.as_deref().unwrap_or_default(), source.date.as_deref().unwrap_or_default());
        table.push([&source.name, &source.sha256, &paths, &source.kind, title, date]);
    }
    table
}

fn about(brief: &Brief, quotations: usize) -> Table<'static> {
    let mut table = Table::new("about", &["what", "value"]);
    let quotations = quotations.to_string();
    for (what, value) in [
        ("title", brief.title.as_str()),
        ("date", &brief.date),
        ("made_by", &brief.made_by),
        ("cite_style", brief.cite_style.name()),
        ("digest", &brief.digest),
        ("quotations", &quotations),
        ("reading", if brief.no_ocr { "no-ocr" } else { "ocr" }),
        ("privilege", brief.privilege.as_deref().unwrap_or_default()),
    ] {
        table.push([what, value]);
    }
    table
}
