//! The JSON forms against their schemas (`schema/`), by a reader of the few keywords that these use.

use crate::sandbox::Sandbox;
use pincite::document::{Flag, Mode, Speaker, Strength};
use regex::Regex;
use serde_json::Value;

fn schema() -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/finding.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What a value breaks of a schema, each with its place.
fn broken(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(types) = schema.get("type") {
        let types: Vec<&str> = types.as_str().map_or_else(
            || types.as_array().unwrap().iter().map(|t| t.as_str().unwrap()).collect(),
            |one| vec![one],
        );
        if !types.iter().any(|name| is_of(name, value)) {
            problems.push(format!("{at}: {value} is not {}", types.join(" or ")));
        }
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(value)
    {
        problems.push(format!("{at}: {value} is none of the choices"));
    }
    if let (Some(pattern), Some(text)) = (schema.get("pattern").and_then(Value::as_str), value.as_str())
        && !Regex::new(pattern).unwrap().is_match(text)
    {
        problems.push(format!("{at}: `{text}` does not match {pattern}"));
    }
    if let Some(number) = value.as_f64() {
        let bound = |name| schema.get(name).and_then(Value::as_f64);
        if bound("minimum").is_some_and(|least| number < least)
            || bound("maximum").is_some_and(|most| number > most)
        {
            problems.push(format!("{at}: {number} is out of bounds"));
        }
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        problems.extend(values.iter().flat_map(|value| broken(items, value, &format!("{at}[]"))));
    }
    if let (Some(properties), Some(fields)) =
        (schema.get("properties").and_then(Value::as_object), value.as_object())
    {
        let required = schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
        problems
            .extend(required.filter(|n| !fields.contains_key(*n)).map(|n| format!("{at}.{n} is missing")));
        for (name, value) in fields {
            match properties.get(name) {
                Some(schema) => problems.extend(broken(schema, value, &format!("{at}.{name}"))),
                None => problems.push(format!("{at}.{name} is not in the schema")),
            }
        }
    }
    problems
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("the schema names an unknown type {other}"),
    }
}

#[test]
fn every_finding_is_of_the_form_that_the_schema_gives() {
    let schema = schema();
    let sandbox = Sandbox::new().sample("complaint.pdf").sample("answer.pdf");
    let ran = sandbox.run("tag complaint.pdf answer.pdf --json").code(0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines.len() > 50, "only {} findings", lines.len());
    for line in lines {
        let finding: Value = serde_json::from_str(line).unwrap();
        let problems = broken(&schema, &finding, "finding");
        assert!(problems.is_empty(), "{problems:?} in {line}");
    }
}

#[test]
fn a_passage_gives_findings_of_the_same_form() {
    let passage = r#"{"id":"1","text":"We never sell your data unless you ask.","document_kind":"policy"}"#;
    let ran = Sandbox::new().run_with_input("tag --jsonl", passage);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(broken(&schema(), finding, "finding"), Vec::<String>::new());
    }
}

#[test]
fn the_schema_lists_every_mode_speaker_strength_and_flag() {
    let schema = schema();
    let choices = |schema: &Value| -> Vec<String> {
        schema["enum"].as_array().unwrap().iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    let properties = &schema["properties"];
    let names = |all: Vec<&'static str>| all.into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(choices(&properties["mode"]), names(Mode::ALL.iter().map(|m| m.name()).collect()));
    assert_eq!(choices(&properties["speaker"]), names(Speaker::ALL.iter().map(|s| s.name()).collect()));
    assert_eq!(choices(&properties["strength"]), names(Strength::ALL.iter().map(|s| s.name()).collect()));
    assert_eq!(choices(&properties["flags"]["items"]), names(Flag::ALL.iter().map(|f| f.name()).collect()));
}

#[test]
fn a_finding_that_lacks_a_field_or_has_one_too_many_breaks_the_schema() {
    let problems = broken(&schema(), &serde_json::json!({"mode": "rumoured", "colour": "red"}), "finding");
    let says = |words: &str| problems.iter().any(|problem| problem.contains(words));
    assert!(
        says("concept is missing") && says("rumoured") && says("colour is not in the schema"),
        "{problems:?}"
    );
}
