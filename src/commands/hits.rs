//! `pincite hits`: the hit report of a list of terms.

use super::{End, output, search};
use crate::index::Limits;
use crate::query::Dialect;
use crate::search::{HitReport, TermReport, hit_report};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Count documents and hits of a list of terms, one a line
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pincite hits terms.txt\n  pincite hits terms.txt --matter marlowe --csv > hits.csv"
)]
pub(super) struct Args {
    /// One query a line, or `name = query`; lines that start with # are notes
    terms: PathBuf,
    /// native, westlaw, lexis, dtsearch, disco or nuix
    #[arg(long, default_value = "native")]
    dialect: Dialect,
    /// Folder of the matter
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
    /// Print as CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let list = String::from_utf8(output::read_file(&args.terms)?)
        .with_context(|| format!("`{}` is not UTF-8 text", args.terms.display()))?;
    let (_, snapshot) = search::open(args.matter.as_deref())?;
    let report = hit_report(&snapshot, &list, args.dialect, &Limits::default())?;
    if args.json {
        output::print_json(&report)?;
    } else if args.csv {
        output::print(&report.to_csv())?;
    } else {
        output::print(&describe(&report))?;
    }
    let unread = report.terms.iter().any(|term| term.error.is_some());
    Ok(match report.documents {
        _ if unread => End::Incomplete,
        0 => End::Nothing,
        _ => End::Done,
    })
}

fn describe(report: &HitReport) -> String {
    let mut text =
        format!("{:>9} {:>7} {:>7} {:>13}  term\n", "documents", "hits", "unique", "with families");
    for term in &report.terms {
        text += &row(term);
    }
    text + &format!(
        "{} of {} hit by at least one term; {} with their families\n",
        output::count(report.documents, "document", "documents"),
        report.searched,
        report.family_documents
    )
}

fn row(term: &TermReport) -> String {
    if let Some(error) = &term.error {
        return format!("  line {}: {}\n", term.line, error.replace('\n', "\n    "));
    }
    format!(
        "{:>9} {:>7} {:>7} {:>13}  {}\n",
        term.documents,
        term.hits,
        term.unique_documents,
        term.family_documents,
        term.name.as_deref().unwrap_or(&term.term)
    )
}
