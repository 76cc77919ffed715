//! Queries whose results a search certificate states.

use super::{output, search};
use crate::brief::QueryRun;
use crate::document::Span;
use crate::query::{Dialect, parse};
use crate::search::{Answer, Options};
use anyhow::{Context, Result};
use std::path::Path;

/// Runs each line of a list over a matter; empty lines and those that start with `#` are left out. A
/// query that can not be read or answered is told as such.
///
/// # Errors
/// If the list or the matter can not be read.
pub(super) fn run(matter: &Path, list: &Path) -> Result<Vec<QueryRun>> {
    let lines = String::from_utf8(output::read_file(list)?)
        .with_context(|| format!("`{}` is not UTF-8 text", list.display()))?;
    let (matter, snapshot) = search::open(Some(matter))?;
    let options = Options { limit: 4, hits_per_document: 2, ..Options::default() };
    let lookup = |sha256: &str| matter.record(sha256).ok().flatten();
    let one = |query: &str| {
        let answer = parse(query, Dialect::Native)
            .map_err(|error| error.to_string())
            .and_then(|q| crate::search::search(&snapshot, lookup, &q, &options).map_err(|e| e.to_string()));
        match answer {
            Ok(answer) => found(query, &answer),
            Err(error) => QueryRun { query: query.to_owned(), error: Some(error), ..QueryRun::default() },
        }
    };
    let queries = lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(queries.map(one).collect())
}

fn found(query: &str, answer: &Answer) -> QueryRun {
    let places = answer.results.iter().flat_map(|result| {
        let sha256 = result.document.trim_start_matches("sha256:").to_owned();
        result.hits.iter().map(move |hit| (sha256.clone(), Span::new(hit.start, hit.end)))
    });
    QueryRun {
        query: query.to_owned(),
        read_as: Some(answer.read_as.clone()),
        error: None,
        documents: answer.documents,
        hits: answer.hits,
        expansions: answer.expansions.iter().map(|e| (e.pattern.clone(), e.terms.clone())).collect(),
        places: places.collect(),
    }
}
