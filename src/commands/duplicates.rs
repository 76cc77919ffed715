//! `pincite near-duplicates`: documents or paragraphs that say nearly the same.

use super::{End, output, search, show};
use crate::document::{CiteForm, CiteStyle, Paragraph, Record, ShortNames, cite};
use crate::query::TokenText;
use crate::search::Shingles;
use anyhow::{Result, bail};
use serde::Serialize;
use std::path::PathBuf;

/// Find documents or paragraphs that say nearly the same as one
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite near-duplicates corpus/privacy-policy-2024-02-15.html\n  \
                        pincite near-duplicates complaint.pdf --paragraph 45 --at-least 0.6")]
pub(super) struct Args {
    /// Path, end of a path, or first letters of the SHA-256
    document: String,
    /// A numbered paragraph, compared with every paragraph of the matter
    #[arg(long, value_name = "N")]
    paragraph: Option<String>,
    /// Least part of their runs of five words that both share, from 0 to 1
    #[arg(long, value_name = "PART", default_value_t = 0.5)]
    at_least: f64,
    /// Folder of the matter
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// A text that says nearly the same.
#[derive(Serialize)]
struct Near {
    /// `sha256:` and the hash.
    document: String,
    path: String,
    similarity: f64,
    /// Where only a paragraph was compared.
    cite: Option<String>,
    text: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let (matter, _) = search::open(args.matter.as_deref())?;
    let record = show::find(&matter, &args.document)?;
    let records = matter.records()?;
    let mut near = match &args.paragraph {
        None => documents(&record, &records, args.at_least),
        Some(number) => paragraphs(&record, number, &records, args.at_least)?,
    };
    near.sort_by(|a, b| {
        b.similarity.total_cmp(&a.similarity).then_with(|| (&a.path, &a.cite).cmp(&(&b.path, &b.cite)))
    });
    if args.json {
        output::print_json(&near)?;
    } else {
        output::print(&near.iter().map(describe).collect::<String>())?;
    }
    Ok(if near.is_empty() { End::Nothing } else { End::Done })
}

fn describe(near: &Near) -> String {
    let cite = near.cite.as_deref().map(|cite| format!(" · {cite}")).unwrap_or_default();
    let text = near.text.as_deref().map(|text| format!("    {text}\n")).unwrap_or_default();
    format!("{:>4.0} % {}{cite}\n{text}", near.similarity * 100.0, near.path)
}

fn documents(own: &Record, records: &[Record], at_least: f64) -> Vec<Near> {
    let shingles = Shingles::of(&TokenText::of(&own.document));
    let others = records.iter().filter(|r| r.document.sha256 != own.document.sha256);
    let near = |record: &Record| {
        let similarity = shingles.similarity(&Shingles::of(&TokenText::of(&record.document)));
        (similarity >= at_least).then(|| found(record, similarity))
    };
    others.filter_map(near).collect()
}

fn found(record: &Record, similarity: f64) -> Near {
    Near {
        document: format!("sha256:{}", record.document.sha256),
        path: record.paths.first().cloned().unwrap_or_default(),
        similarity,
        cite: None,
        text: None,
    }
}

fn paragraphs(own: &Record, number: &str, records: &[Record], at_least: f64) -> Result<Vec<Near>> {
    let is_asked = |p: &&Paragraph| p.number.as_deref() == Some(number);
    let Some(paragraph) = own.document.paragraphs.iter().find(is_asked) else {
        bail!("`{}` has no paragraph {number}\nhint: `pincite show` lists them", own.paths.join(", "));
    };
    let shingles_of = |record: &Record, paragraph: &Paragraph| {
        Shingles::of(&TokenText::plain(record.document.slice(paragraph.span)))
    };
    let shingles = shingles_of(own, paragraph);
    let names = ShortNames::of(records.iter().map(|r| &r.document));
    let mut near = Vec::new();
    for record in records {
        for other in &record.document.paragraphs {
            if record.document.sha256 == own.document.sha256 && other.span == paragraph.span {
                continue;
            }
            let similarity = shingles.similarity(&shingles_of(record, other));
            if similarity >= at_least {
                let name = names.get(&record.document.sha256);
                let text = record.document.slice(other.span).split_whitespace().collect::<Vec<_>>().join(" ");
                near.push(Near {
                    cite: Some(cite(
                        &record.document,
                        name,
                        other.span,
                        CiteStyle::default(),
                        CiteForm::Full,
                    )),
                    text: Some(text),
                    ..found(record, similarity)
                });
            }
        }
    }
    Ok(near)
}
