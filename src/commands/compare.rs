//! `pincite compare-dialects`: what one string means to different systems.

use super::{End, output, search};
use crate::index::Limits;
use crate::search::{Comparison, compare_dialects};
use anyhow::Result;
use std::path::PathBuf;

/// Run one query under each dialect and list the documents that differ
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite compare-dialects 'track* /5 user'\n  \
                        pincite compare-dialects 'wiretap! pixel' --matter marlowe --json")]
pub(super) struct Args {
    query: String,
    /// Folder of the matter
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let (_, snapshot) = search::open(args.matter.as_deref())?;
    let comparison = compare_dialects(&snapshot, &args.query, &Limits::default())?;
    if args.json {
        output::print_json(&comparison)?;
    } else {
        output::print(&describe(&comparison))?;
    }
    let found = comparison.readings.iter().any(|reading| reading.documents > 0);
    Ok(if found { End::Done } else { End::Nothing })
}

fn describe(comparison: &Comparison) -> String {
    let mut text = String::new();
    for reading in &comparison.readings {
        text +=
            &format!("{:<9} {:>6} documents {:>7} hits  ", reading.dialect, reading.documents, reading.hits);
        text += reading.read_as.as_deref().unwrap_or("");
        if let Some(error) = &reading.error {
            text += &error.replace('\n', "\n          ");
        }
        text.push('\n');
        for note in &reading.notes {
            text += &format!("          note: {note}\n");
        }
    }
    for differing in &comparison.differing {
        text += &format!("only {}: {}\n", differing.found_by.join(", "), differing.path);
    }
    text
}
