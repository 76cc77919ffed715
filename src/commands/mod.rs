//! Subcommands, one file each: load, act, report.

mod brief;
mod compare;
mod doctor;
mod duplicates;
mod hits;
mod index;
mod inspect;
mod matter;
mod output;
mod pipeline;
mod progress;
mod queries;
mod review;
mod saved;
mod search;
mod show;
mod status;
mod tag;
mod taxonomy;
mod verify;
mod worker;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// How a command ended, if not with an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Done, or found: exit code 0.
    Done,
    /// Nothing found, or a check failed: exit code 1.
    Nothing,
    /// Done but for at least one file that could not be read: exit code 2.
    Incomplete,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Done => ExitCode::SUCCESS,
            End::Nothing => ExitCode::from(1),
            End::Incomplete => ExitCode::from(2),
        }
    }
}

/// Finds what filings, policies and statements say about privacy, by whom and in which mode, and
/// writes a brief in which every line opens at its source. Everything stays on this machine.
#[derive(Debug, Parser)]
#[command(name = "pincite", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done or found, 1 nothing found or a check failed, 2 an error \
                        (one file that could not be read is enough; the rest is still done).")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Brief(brief::Args),
    Index(index::Args),
    Search(search::Args),
    Hits(hits::Args),
    CompareDialects(compare::Args),
    Saved(saved::Args),
    Review(review::Args),
    NearDuplicates(duplicates::Args),
    Show(show::Args),
    Inspect(inspect::Args),
    Tag(tag::Args),
    Taxonomy(taxonomy::Args),
    Verify(verify::Args),
    Status(status::Args),
    Doctor(doctor::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    start_log();
    let ended = match cli.command {
        Command::Brief(args) => brief::run(&args),
        Command::Index(args) => index::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Hits(args) => hits::run(&args),
        Command::CompareDialects(args) => compare::run(&args),
        Command::Saved(args) => saved::run(&args),
        Command::Review(args) => review::run(&args),
        Command::NearDuplicates(args) => duplicates::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Tag(args) => tag::run(&args),
        Command::Taxonomy(args) => taxonomy::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Worker(args) => worker::run(&args),
    };
    match ended {
        Ok(end) => end.into(),
        // whoever read our output has gone: nothing is left to say, and to nobody
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", output::with_causes(&error));
            ExitCode::from(2)
        }
    }
}

/// Notes of the program's stages go to stderr when `PINCITE_LOG` asks for them.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PINCITE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
