//! `pincite doctor`: what this machine lacks.

use super::{End, output};
use anyhow::Result;
use std::process::{Command, Stdio};

/// Show what this machine offers: character recognition, page printing
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite doctor\n  pincite doctor && pincite index scans/ --matter m")]
pub(super) struct Args {}

/// A program of the machine that a part of the work can use.
struct Helper {
    programs: &'static [&'static str],
    serves: &'static str,
    advice: &'static str,
}

const HELPERS: [Helper; 2] = [
    Helper {
        programs: &["tesseract"],
        serves: "recognition of scanned pages",
        advice: "scanned pages are recorded as `needs OCR` until tesseract is installed, \
                 e.g. `apt-get install tesseract-ocr` or `brew install tesseract`",
    },
    Helper {
        programs: &["chromium", "chromium-browser", "google-chrome"],
        serves: "briefs as PDF",
        advice: "write the brief as HTML and print it from any browser, \
                 or install chromium, e.g. `apt-get install chromium`",
    },
];

pub(super) fn run(_: &Args) -> Result<End> {
    let mut complete = true;
    for helper in &HELPERS {
        let found = helper.programs.iter().find_map(|program| version(program));
        complete &= found.is_some();
        match found {
            Some(version) => output::print(&format!("ok       {}: {version}\n", helper.serves))?,
            None => output::print(&format!("missing  {}\n         hint: {}\n", helper.serves, helper.advice))?,
        }
    }
    Ok(if complete { End::Done } else { End::Nothing })
}

fn version(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Some(text.lines().next()?.trim().to_owned())
}
