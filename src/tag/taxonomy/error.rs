use crate::query::QueryError;
use std::path::PathBuf;

/// Why a taxonomy could not be read: the file, the line and what to write.
#[derive(Debug, thiserror::Error)]
pub enum TaxonomyError {
    #[error("`{path}` can not be read\nhint: `--taxonomy` takes a folder of .toml files")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("`{path}` holds no .toml file\nhint: start from a copy of the built-in files")]
    Empty { path: PathBuf },
    #[error(
        "{file}:{line}: {message}\nhint: an entry is `[[concept]]` with `id`, `name`, `meaning`, `patterns`, or in cues `[[cue]]` with `id`, `class`, `patterns`"
    )]
    Syntax { file: String, line: usize, message: String },
    #[error(
        "{file}:{line}: `{id}` is no identifier\nhint: write kind:slug in lower case, the kind one of claim, practice, data, security, defence"
    )]
    Identifier { file: String, line: usize, id: String },
    #[error("{file}:{line}: `{id}` is defined twice, first in {first}\nhint: merge the two entries")]
    Duplicate { file: String, line: usize, id: String, first: String },
    #[error("{file}:{line}: pattern of `{id}` can not be read: {source}")]
    Pattern { file: String, line: usize, id: String, source: Box<QueryError> },
    #[error(
        "{file}:{line}: `{{{list}}}` names no word list\nhint: define it under `[words]`, or write the words out"
    )]
    UnknownList { file: String, line: usize, list: String },
    #[error(
        "{file}:{line}: parent `{parent}` of `{id}` is not defined\nhint: use the identifier of another entry"
    )]
    UnknownParent { file: String, line: usize, id: String, parent: String },
    #[error("{file}:{line}: `{id}` has no pattern\nhint: give at least one, in the query language")]
    NoPattern { file: String, line: usize, id: String },
}
