//! The JSON form against its schema, by the part of JSON Schema that the schema uses.

use super::*;
use serde_json::Value;

const SCHEMA: &str = include_str!("../../../tests/schemas/brief.schema.json");

/// What is wrong with a value, at which place.
fn problems(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        assert!(root["$defs"][name].is_object(), "no definition `{name}`");
        return problems(root, &root["$defs"][name], value, at);
    }
    if let Some(options) = schema["oneOf"].as_array() {
        let fitting = options.iter().filter(|o| problems(root, o, value, at).is_empty()).count();
        return if fitting == 1 {
            vec![]
        } else {
            vec![format!("{at}: fits {fitting} of the options: {value}")]
        };
    }
    let mut found = Vec::new();
    let types = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    if !types.is_empty() && !types.iter().any(|t| is_of(value, t)) {
        return vec![format!("{at}: not {types:?}: {value}")];
    }
    if schema["enum"].as_array().is_some_and(|e| !e.contains(value)) {
        found.push(format!("{at}: {value} is not listed"));
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
        && !Regex::new(pattern).unwrap().is_match(text)
    {
        found.push(format!("{at}: `{text}` does not match {pattern}"));
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            found.push(format!("{at}: `{name}` is missing"));
        }
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(member) = value.get(name) {
            found.extend(problems(root, inner, member, &format!("{at}/{name}")));
        }
    }
    if schema["items"].is_object() {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            found.extend(problems(root, &schema["items"], item, &format!("{at}/{index}")));
        }
    }
    found
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type `{other}`"),
    }
}

#[test]
fn the_json_form_fits_its_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let value: Value = serde_json::from_str(&json(&sample()).unwrap()).unwrap();
    let found = problems(&schema, &schema, &value, "");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_schema_refuses_what_is_no_brief() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut value: Value = serde_json::from_str(&json(&sample()).unwrap()).unwrap();
    value["sources"][0]["sha256"] = "no hash".into();
    value["sections"][0]["blocks"][0]["block"] = "poem".into();
    value.as_object_mut().unwrap().remove("digest");
    let found = problems(&schema, &schema, &value, "");
    assert_eq!(found.len(), 3, "{}", found.join("\n"));
}
