//! Scanned pages: read by whichever engine the machine has, marked wherever they are used, and never
//! lost without one. Tests of an engine say so when they are skipped; with `PINCITE_REQUIRE_OCR` set
//! they fail instead.

use crate::sandbox::{Ran, Sandbox};
use std::path::PathBuf;
use std::process::Stdio;

/// What the scanned exhibit says, as it was written.
fn exhibit_words() -> Vec<String> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/sources/exhibit-c.toml");
    let source: toml::Table = std::fs::read_to_string(source).unwrap().parse().unwrap();
    let lines = source["lines"].as_array().unwrap().iter();
    let texts = lines.flat_map(|line| [line.get("text"), line.get("right")]).flatten();
    texts.flat_map(|text| words(text.as_str().unwrap())).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Share of the wanted words that the text has.
fn recall(wanted: &[String], text: &str) -> f64 {
    let mut have = words(text);
    let found = wanted
        .iter()
        .filter(|word| have.iter().position(|other| other == *word).map(|at| have.swap_remove(at)).is_some());
    found.count() as f64 / wanted.len() as f64
}

fn folder_of_models() -> Option<PathBuf> {
    let named = std::env::var_os("PINCITE_MODELS").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share/pincite/models"));
    [named, home].into_iter().flatten().find(|folder| folder.is_dir())
}

fn has_tesseract() -> bool {
    let mut version = std::process::Command::new("tesseract");
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Says aloud that an engine is missing.
fn skip(engine: &str) {
    assert!(std::env::var_os("PINCITE_REQUIRE_OCR").is_none(), "{engine} is required and not there");
    eprintln!("skipped: no {engine} on this machine");
}

/// Runs with these models, or with none, and with a search path or an empty one.
fn run(sandbox: &Sandbox, line: &str, models: Option<&PathBuf>, programs: bool) -> Ran {
    let args: Vec<&str> = line.split_whitespace().collect();
    let mut command = sandbox.command(&args);
    command.env_remove("XDG_DATA_HOME").env("HOME", sandbox.path()).env_remove("PINCITE_MODELS");
    if let Some(models) = models {
        command.env("PINCITE_MODELS", models);
    }
    if !programs {
        command.env("PATH", "");
    }
    crate::sandbox::ran(command.stdin(Stdio::null()).output().unwrap())
}

/// The exhibit as inspected: nearly all its words, each page marked, its stamp understood.
fn reads_the_exhibit(models: Option<&PathBuf>, least: f64) {
    let sandbox = Sandbox::new().sample("exhibit-c.pdf");
    let document = run(&sandbox, "inspect exhibit-c.pdf --json", models, true).code(0).json();
    let page = &document["pages"][0];
    assert_eq!(page["ocr"], true);
    assert!(page["lines"].as_array().unwrap().iter().all(|line| line["confidence"].is_number()));
    let text = document["text"].as_str().unwrap();
    let share = recall(&exhibit_words(), text);
    assert!(share >= least, "{share:.3} of the words in:\n{text}");
    run(&sandbox, "index exhibit-c.pdf --matter m", models, true)
        .code(0)
        .says("optical character recognition");
    run(&sandbox, "search precise --matter m", models, true).code(0).says("[OCR]");
}

#[test]
fn models_read_the_scanned_exhibit() {
    match folder_of_models() {
        Some(models) => reads_the_exhibit(Some(&models), 0.97),
        None => skip("recognition models"),
    }
}

#[test]
fn tesseract_reads_the_scanned_exhibit() {
    if has_tesseract() { reads_the_exhibit(None, 0.85) } else { skip("tesseract") }
}

#[test]
fn without_an_engine_a_scan_is_recorded_and_read_once_there_is_one() {
    let sandbox = Sandbox::new().sample("exhibit-c.pdf");
    run(&sandbox, "index exhibit-c.pdf --matter m", None, false).says("needs OCR");
    run(&sandbox, "doctor", None, false).code(1).says("missing  recognition of scanned pages").says("hint:");
    let Some(models) = folder_of_models() else { return skip("recognition models") };
    let report = run(&sandbox, "index exhibit-c.pdf --matter m --json", Some(&models), true).json();
    assert_eq!(report["unchanged"], 0);
    run(&sandbox, "search precise --matter m", Some(&models), true).code(0);
}
