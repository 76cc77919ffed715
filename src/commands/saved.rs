//! `pincite saved`: searches that are kept by name.

use super::{End, output, search};
use crate::index::Snapshot;
use crate::search::{Changes, Options, SavedSearch};
use crate::store::Matter;
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// List, run or compare searches that were kept with `search --save`
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite search 'wiretap! w/10 chat!' --save chats\n  \
                        pincite saved list\n  pincite saved diff chats\n  pincite saved run chats")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
    /// Folder of the matter
    #[arg(long, value_name = "DIR", global = true)]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Show what is kept
    List,
    /// Search again, say what is new since the last run, and remember this one
    Run { name: String },
    /// Say what is new since the last run, without remembering
    Diff { name: String },
}

/// What a saved search finds now that it did not find when it was last run, by path.
#[derive(Serialize)]
struct Difference {
    name: String,
    query: String,
    dialect: String,
    documents: usize,
    new: Vec<Found>,
    gone: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    document: String,
    /// `None` for one that the matter no longer has.
    path: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let (matter, snapshot) = search::open(args.matter.as_deref())?;
    match &args.action {
        Action::List => list(&matter, args.json),
        Action::Run { name } => rerun(&matter, &snapshot, name, args.json),
        Action::Diff { name } => {
            let (_, difference) = compare(&matter, &snapshot, name)?;
            if args.json {
                output::print_json(&difference)?;
            } else {
                output::print(&describe(&difference))?;
            }
            let same = difference.new.is_empty() && difference.gone.is_empty();
            Ok(if same { End::Nothing } else { End::Done })
        }
    }
}

fn read(name: &str, json: &str) -> Result<SavedSearch> {
    serde_json::from_str(json).with_context(|| format!("the saved search `{name}` can't be read"))
}

fn list(matter: &Matter, json: bool) -> Result<End> {
    let saved: Vec<SavedSearch> =
        matter.saved_searches()?.iter().map(|json| read("", json)).collect::<Result<_>>()?;
    output::print_all(&saved, json, |s: &SavedSearch| {
        let documents = output::count(s.documents.len(), "document", "documents");
        format!("{}: {} ({}, {documents} at the last run)\n", s.name, s.query, s.dialect)
    })
}

/// The search as it stands now, and how it differs from the last run.
fn compare(matter: &Matter, snapshot: &Snapshot, name: &str) -> Result<(SavedSearch, Difference)> {
    let Some(json) = matter.saved_search(name)? else {
        bail!("no saved search `{name}`\nhint: `pincite saved list` shows what is kept")
    };
    let mut saved = read(name, &json)?;
    let query = saved.read()?;
    let Changes { new, gone } = saved.update(search::hashes(snapshot, &query)?, matter.sequence()?);
    let entries = snapshot.entries()?;
    let paths: BTreeMap<&str, Option<&String>> =
        entries.iter().map(|(_, entry)| (entry.sha256.as_str(), entry.paths.first())).collect();
    let found = |hashes: Vec<String>| -> Vec<Found> {
        let mut found: Vec<Found> = hashes
            .into_iter()
            .map(|sha256| Found {
                path: paths.get(sha256.as_str()).copied().flatten().cloned(),
                document: format!("sha256:{sha256}"),
            })
            .collect();
        found.sort_by(|a, b| (&a.path, &a.document).cmp(&(&b.path, &b.document)));
        found
    };
    let difference = Difference {
        name: saved.name.clone(),
        query: saved.query.clone(),
        dialect: saved.dialect.clone(),
        documents: saved.documents.len(),
        new: found(new),
        gone: found(gone),
    };
    Ok((saved, difference))
}

fn describe(difference: &Difference) -> String {
    let mut text = format!(
        "{}: {} ({})\n{} now, {} new, {} gone since the last run\n",
        difference.name,
        difference.query,
        difference.dialect,
        output::count(difference.documents, "document", "documents"),
        difference.new.len(),
        difference.gone.len()
    );
    for (sign, found) in [("+", &difference.new), ("-", &difference.gone)] {
        for document in found {
            text += &format!("{sign} {}\n", document.path.as_deref().unwrap_or(&document.document));
        }
    }
    text
}

fn rerun(matter: &Matter, snapshot: &Snapshot, name: &str, json: bool) -> Result<End> {
    let (saved, difference) = compare(matter, snapshot, name)?;
    let answer = search::answer(matter, snapshot, &saved.read()?, &Options::default())?;
    let dir = matter.dir().to_owned();
    Matter::create_or_open(&dir)?.put_saved_search(name, &serde_json::to_string(&saved)?)?;
    if json {
        output::print_json(&answer)?;
    } else {
        output::print(&(describe(&difference) + &search::describe(&answer, false)))?;
    }
    Ok(if answer.documents == 0 { End::Nothing } else { End::Done })
}
