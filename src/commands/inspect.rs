//! `pincite inspect`: what reading and structuring understood of one file.

use super::pipeline::{Pipeline, Reading};
use super::{End, output};
use crate::document::{Document, Outcome};
use anyhow::Result;
use std::path::PathBuf;

/// Show what was understood of one file: pages, lines, paragraphs, caption
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pincite inspect complaint.pdf\n  pincite inspect complaint.pdf --json > complaint.json"
)]
pub(super) struct Args {
    file: PathBuf,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let processed = Pipeline::load(&args.reading)?.process_file(&args.file)?;
    let path = args.file.to_string_lossy();
    let Some(stored) = processed.document else {
        let reason = processed.reason.unwrap_or_default();
        let members = processed.members.len();
        if processed.outcome == Outcome::Indexed && members > 0 {
            let parts = output::count(members, "file", "files");
            anyhow::bail!("`{path}` is a container of {parts}\nhint: read them with `pincite index`");
        }
        anyhow::bail!("`{path}` could not be read: {reason}");
    };
    if args.json {
        output::print_json(&stored.document.inspection(&path))?;
    } else {
        output::print(&describe(&path, &stored.document))?;
    }
    Ok(End::Done)
}

fn describe(path: &str, document: &Document) -> String {
    let metadata = &document.metadata;
    let mut text = format!("{path}: {} ({})\n", metadata.kind, metadata.kind_reason);
    let parties: Vec<String> =
        metadata.parties.iter().map(|p| format!("{} ({:?})", p.name, p.role).to_lowercase()).collect();
    let facts = [
        ("title", metadata.title.clone()),
        ("court", metadata.court.clone()),
        ("case number", metadata.case_number.clone()),
        ("parties", Some(parties.join("; ")).filter(|p| !p.is_empty())),
        ("filed", metadata.filed.clone()),
        ("docket entry", metadata.docket_entry.clone()),
        ("author", metadata.author.clone()),
        ("publisher", metadata.publisher.clone()),
        ("dated", metadata.dated.clone()),
        ("effective", metadata.effective.clone()),
        ("last updated", metadata.last_updated.clone()),
        ("read by", Some(document.extractor.clone())),
        ("sha256", Some(document.sha256.clone())),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            text += &format!("  {name}: {value}\n");
        }
    }
    let numbered = document.paragraphs.iter().filter(|p| p.number.is_some()).count();
    text += &format!(
        "  {}, {} ({numbered} numbered), {}, {}, {}\n",
        output::count(document.pages.len(), "page", "pages"),
        output::count(document.paragraphs.len(), "paragraph", "paragraphs"),
        output::count(document.sentences.len(), "sentence", "sentences"),
        output::count(document.footnotes.len(), "footnote", "footnotes"),
        output::count(document.citations.len(), "citation", "citations"),
    );
    for instrument in &document.instruments {
        text += &format!("  also holds: {}\n", instrument.name());
    }
    for warning in &document.warnings {
        text += &format!("  warning: {warning}\n");
    }
    for page in document.pages.iter().filter(|page| !page.warnings.is_empty()) {
        text += &format!("  warning: page {}: {}\n", page.number, page.warnings.join("; "));
    }
    text
}
