//! `pincite tag`: findings of files, or of passages on stdin.

use super::pipeline::{Pipeline, Reading};
use super::{End, output};
use crate::document::{Document, DocumentKind, Finding, Record};
use crate::tag::document_kind;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::io::BufRead;
use std::path::PathBuf;

/// Find what files say about privacy, by whom and in which mode
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite tag complaint.pdf --explain\n  \
                        echo '{\"id\":\"1\",\"text\":\"We never sell your data.\"}' | pincite tag --jsonl")]
pub(super) struct Args {
    files: Vec<PathBuf>,
    /// One finding a line, as JSON
    #[arg(long)]
    json: bool,
    /// Read `{"id", "text", "document_kind"?, "context"?}` lines from stdin
    #[arg(long, conflicts_with = "files")]
    jsonl: bool,
    /// Show the rules and words that decided each field
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    reading: Reading,
}

/// A passage that stands alone.
#[derive(Deserialize)]
struct Passage {
    id: serde_json::Value,
    text: String,
    document_kind: Option<String>,
    context: Option<String>,
}

#[derive(Serialize)]
struct Tagged<T> {
    id: serde_json::Value,
    findings: Vec<T>,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let pipeline = Pipeline::load(&args.reading)?;
    if args.jsonl {
        return tag_lines(&pipeline);
    }
    if args.files.is_empty() {
        bail!("no files to tag\nhint: name files, or give passages on stdin with `--jsonl`");
    }
    let (mut found, mut failed) = (false, false);
    for path in &args.files {
        let processed = pipeline.process_file(path)?;
        let Some(stored) = processed.document else {
            eprintln!(
                "error: `{}` could not be read: {}",
                path.display(),
                processed.reason.unwrap_or_default()
            );
            failed = true;
            continue;
        };
        let record = Record {
            document: stored.document,
            findings: stored.findings,
            paths: vec![path.to_string_lossy().into_owned()],
            parent: None,
        };
        found |= !record.findings.is_empty();
        print(&record, args)?;
    }
    Ok(match (failed, found) {
        (true, _) => End::Incomplete,
        (false, true) => End::Done,
        (false, false) => End::Nothing,
    })
}

fn print(record: &Record, args: &Args) -> Result<()> {
    for finding in &record.findings {
        if args.json {
            output::print_json_line(&finding.report(&record.document))?;
        } else {
            output::print(&describe(record, finding, args.explain))?;
        }
    }
    Ok(())
}

fn describe(record: &Record, finding: &Finding, explain: bool) -> String {
    let document = &record.document;
    let speaker = finding.speaker_name.as_deref().unwrap_or(finding.speaker.name());
    let polarity = if finding.polarity.name() == "negated" { " (negated)" } else { "" };
    let quote = document.slice(finding.proposition).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = format!(
        "{}  {}{polarity} by {speaker}\n  “{quote}”\n  {}\n",
        finding.concept,
        finding.mode,
        document.cite(finding.proposition)
    );
    if explain {
        for decision in &finding.decisions {
            text += &format!("    {}: {} [{}]\n", decision.field, decision.rule, decision.words);
        }
    }
    text
}

fn tag_lines(pipeline: &Pipeline) -> Result<End> {
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("cannot read stdin")?;
        if line.trim().is_empty() {
            continue;
        }
        let passage: Passage = serde_json::from_str(&line).with_context(|| {
            format!("line {} is not a passage\nhint: write `{{\"id\":\"1\",\"text\":\"…\"}}`", number + 1)
        })?;
        let kind = passage.document_kind.as_deref().and_then(document_kind);
        let tagged = pipeline.tagger().tag_passage(&passage.text, kind, passage.context.as_deref());
        let document = Document::of_passage(&passage.text, kind.unwrap_or(DocumentKind::Other));
        let findings = tagged.iter().map(|finding| finding.report(&document)).collect();
        output::print_json_line(&Tagged { id: passage.id, findings })?;
    }
    Ok(End::Done)
}
