//! One test a rule of the language; the property against a naive matcher is in `tests/`.

mod arbitrary;
mod dialects;
mod operators;
mod patterns;
mod reading;
mod refusals;
mod rules;
mod words;

use super::*;

fn native(query: &str) -> Query {
    parse(query, Dialect::Native).unwrap_or_else(|e| panic!("{e}"))
}

fn echo(query: &str, dialect: Dialect) -> String {
    parse(query, dialect).unwrap_or_else(|e| panic!("{e}")).to_string()
}

fn refusal(query: &str, dialect: Dialect) -> String {
    match parse(query, dialect) {
        Ok(read) => panic!("`{query}` was read as `{read}`"),
        Err(error) => error.to_string(),
    }
}

/// The texts of the matches, in order.
fn hits(query: &str, text: &str) -> Vec<String> {
    let text = TokenText::plain(text);
    let query = native(query);
    let found = find(&query, &query.bind(&text, None), &Budget::default()).unwrap().unwrap_or_default();
    found.iter().map(|m| text.slice(m.start, m.end).to_owned()).collect()
}

fn matches(query: &str, text: &str) -> bool {
    !hits(query, text).is_empty()
}
