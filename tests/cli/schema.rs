//! What scripts may rely on: printed JSON against its schema, by a checker of the keywords that the
//! schemas use.

use serde_json::Value;
use std::path::Path;

/// A schema of `tests/schemas`.
pub struct Schema(Value);

impl Schema {
    pub fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name);
        Self(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    /// The values that a schema allows, by its place in the file (`/properties/mode`).
    pub fn choices(&self, pointer: &str) -> Vec<String> {
        let listed = self.0.pointer(pointer).unwrap()["enum"].as_array().unwrap();
        listed.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }

    #[track_caller]
    pub fn accepts(&self, value: &Value) {
        if let Err(fault) = self.check(&self.0, value, "$") {
            panic!("{fault}");
        }
    }

    fn check(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        if let Some(name) = schema["$ref"].as_str() {
            let own = self.0.pointer(name.trim_start_matches('#')).unwrap();
            return self.check(own, value, at);
        }
        if let Some(any) = schema["anyOf"].as_array() {
            let fits = any.iter().any(|schema| self.check(schema, value, at).is_ok());
            return if fits { Ok(()) } else { Err(format!("{at}: {value} fits no form")) };
        }
        check_type(schema, value, at)?;
        check_limits(schema, value, at)?;
        self.check_object(schema, value, at)?;
        self.check_list(schema, value, at)
    }

    fn check_object(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let Some(object) = value.as_object() else { return Ok(()) };
        for required in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(required.as_str().unwrap()) {
                return Err(format!("{at}: no {required}"));
            }
        }
        for (name, own) in schema["properties"].as_object().into_iter().flatten() {
            if let Some(inner) = object.get(name) {
                self.check(own, inner, &format!("{at}.{name}"))?;
            }
        }
        // a key that the schema does not know is one that nobody described
        let unknown = object.keys().find(|key| schema["properties"].get(key).is_none());
        unknown.map_or(Ok(()), |key| Err(format!("{at}: `{key}` is not described")))
    }

    fn check_list(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let Some(list) = value.as_array() else { return Ok(()) };
        let length = list.len() as u64;
        if schema["minItems"].as_u64().is_some_and(|n| length < n)
            || schema["maxItems"].as_u64().is_some_and(|n| length > n)
        {
            return Err(format!("{at}: {length} items"));
        }
        let Some(items) = schema.get("items") else { return Ok(()) };
        list.iter().enumerate().try_for_each(|(i, item)| self.check(items, item, &format!("{at}[{i}]")))
    }
}

fn check_type(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("unknown type `{other}` in a schema"),
    };
    let fits = match &schema["type"] {
        Value::Null => true,
        Value::String(name) => is(name),
        names => names.as_array().unwrap().iter().any(|name| is(name.as_str().unwrap())),
    };
    if fits { Ok(()) } else { Err(format!("{at}: {value} is no {}", schema["type"])) }
}

fn check_limits(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        return Err(format!("{at}: {value} is not allowed"));
    }
    if let (Some(number), Some(least)) = (value.as_f64(), schema["minimum"].as_f64())
        && number < least
    {
        return Err(format!("{at}: {number} is below {least}"));
    }
    if let (Some(number), Some(most)) = (value.as_f64(), schema["maximum"].as_f64())
        && number > most
    {
        return Err(format!("{at}: {number} is above {most}"));
    }
    if let (Some(text), Some(pattern)) = (value.as_str(), schema["pattern"].as_str())
        && !regex::Regex::new(pattern).unwrap().is_match(text)
    {
        return Err(format!("{at}: `{text}` does not match {pattern}"));
    }
    Ok(())
}

#[test]
fn a_schema_refuses_what_it_does_not_describe() {
    let schema = Schema::read("hits.schema.json");
    let good = serde_json::json!({
        "dialect": "native", "terms": [], "documents": 0, "families": 0, "family_documents": 0, "searched": 3
    });
    schema.accepts(&good);
    for (key, bad) in [
        ("documents", Value::from(-1)),
        ("dialect", Value::from("latin")),
        ("terms", Value::from(3)),
        ("more", Value::from(1)),
    ] {
        let mut value = good.clone();
        value[key] = bad;
        assert!(schema.check(&schema.0, &value, "$").is_err(), "{value}");
    }
}
