//! `pincite taxonomy`: the concepts, one concept with its rules and sources, and the self-test.

use super::{End, output, pipeline};
use crate::tag::Kind;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// Show the concepts that are looked for, their rules and sources, and test them
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pincite taxonomy show practice:inapp\n  pincite taxonomy check --taxonomy my-rules"
)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
    /// Folder of taxonomy files to use instead of the built-in ones
    #[arg(long, value_name = "DIR", global = true)]
    taxonomy: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List all concepts, or those of one kind
    List {
        /// claim, practice, data, security or defence
        kind: Option<Kind>,
    },
    /// Print one concept: meaning, elements, remedies, patterns, examples
    Show {
        /// Such as practice:inapp
        concept: String,
    },
    /// Run every example of every concept
    Check,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let taxonomy = pipeline::taxonomy(args.taxonomy.as_deref())?;
    match &args.action {
        Action::List { kind } => {
            for listed in Kind::ALL.into_iter().filter(|k| kind.is_none_or(|kind| kind == *k)) {
                let concepts: Vec<_> = taxonomy.kind(listed).collect();
                output::print(&format!(
                    "{listed}: {}\n",
                    output::count(concepts.len(), "concept", "concepts")
                ))?;
                for concept in concepts {
                    output::print(&format!("  {:<28} {}\n", concept.id, concept.name))?;
                }
            }
            Ok(End::Done)
        }
        Action::Show { concept } => {
            let Some(found) = taxonomy.concept(concept) else {
                bail!("no concept `{concept}`\nhint: `pincite taxonomy list` names them all");
            };
            output::print(&found.to_string())?;
            Ok(End::Done)
        }
        Action::Check => {
            let report = taxonomy.check();
            output::print(&report.to_string())?;
            Ok(if report.passed() { End::Done } else { End::Nothing })
        }
    }
}
