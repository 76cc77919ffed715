//! Findings as scripts get them.

use crate::sandbox::Sandbox;
use crate::schema::Schema;
use pincite::document::{Flag, Mode, Speaker, Strength};
use serde_json::Value;

#[test]
fn every_finding_is_of_the_form_that_the_schema_gives() {
    let schema = Schema::read("finding.schema.json");
    let sandbox = Sandbox::new().sample("complaint.pdf").sample("answer.pdf");
    let ran = sandbox.run("tag complaint.pdf answer.pdf --json").code(0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines.len() > 50, "only {} findings", lines.len());
    lines.into_iter().for_each(|line| schema.accepts(&serde_json::from_str(line).unwrap()));
}

#[test]
fn a_passage_gives_findings_of_the_same_form() {
    let passage = r#"{"id":"1","text":"We never sell your data unless you ask.","document_kind":"policy"}"#;
    let ran = Sandbox::new().run_with_input("tag --jsonl", passage);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    findings.iter().for_each(|finding| Schema::read("finding.schema.json").accepts(finding));
}

#[test]
fn the_schema_lists_every_mode_speaker_strength_and_flag() {
    let schema = Schema::read("finding.schema.json");
    let names = |all: Vec<&'static str>| all.into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(schema.choices("/properties/mode"), names(Mode::ALL.iter().map(|m| m.name()).collect()));
    assert_eq!(schema.choices("/properties/speaker"), names(Speaker::ALL.iter().map(|s| s.name()).collect()));
    assert_eq!(
        schema.choices("/properties/strength"),
        names(Strength::ALL.iter().map(|s| s.name()).collect())
    );
    assert_eq!(
        schema.choices("/properties/flags/items"),
        names(Flag::ALL.iter().map(|f| f.name()).collect())
    );
}
