//! `pincite doctor`: what this machine lacks.

use super::{End, output};
use crate::extract::ocr::{EngineChoice, usual_folders};
use anyhow::Result;
use std::process::{Command, Stdio};

/// Show what this machine offers: character recognition, briefs as PDF
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite doctor\n  pincite doctor && pincite index scans/ --matter m")]
pub(super) struct Args {}

/// A part of the work that needs something of the machine.
struct Check {
    serves: &'static str,
    found: Option<String>,
    advice: String,
}

pub(super) fn run(_: &Args) -> Result<End> {
    let checks = [recognition(), printing()];
    for check in &checks {
        let line = match &check.found {
            Some(found) => format!("ok       {}: {found}\n", check.serves),
            None => format!("missing  {}\n         hint: {}\n", check.serves, check.advice),
        };
        output::print(&line)?;
    }
    let complete = checks.iter().all(|check| check.found.is_some());
    Ok(if complete { End::Done } else { End::Nothing })
}

fn recognition() -> Check {
    let folders: Vec<String> = usual_folders().iter().map(|f| format!("`{}`", f.display())).collect();
    Check {
        serves: "recognition of scanned pages",
        found: EngineChoice::find(None).map(|engine| match &engine {
            EngineChoice::Models(folder) => format!("{}, models in `{}`", engine.name(), folder.display()),
            EngineChoice::Tesseract => engine.name(),
        }),
        advice: format!(
            "scanned pages stay `needs OCR`; put the PP-OCR models into {} (the README has the command), \
             or install tesseract, e.g. `apt-get install tesseract-ocr`",
            folders.join(" or ")
        ),
    }
}

fn printing() -> Check {
    Check {
        serves: "briefs as PDF",
        found: ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(version),
        advice: "write the brief as HTML and print it from any browser, \
                 or install chromium, e.g. `apt-get install chromium`"
            .to_owned(),
    }
}

fn version(program: &str) -> Option<String> {
    let output =
        Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Some(text.lines().next()?.trim().to_owned())
}
