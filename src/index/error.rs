use crate::query::Exhausted;
use std::path::PathBuf;
use std::time::Duration;

/// Why the index could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error(
        "can't open the index in `{path}`\nhint: delete the folder and run `pincite index` again; it is derived from the matter's database"
    )]
    Open { path: PathBuf, source: tantivy::TantivyError },
    #[error("another process is writing to the index in `{path}`\nhint: wait for it to finish, or stop it")]
    Locked { path: PathBuf },
    #[error("can't write to the index in `{path}`")]
    Write { path: PathBuf, source: tantivy::TantivyError },
    #[error("can't read the index in `{path}`")]
    Read { path: PathBuf, source: tantivy::TantivyError },
    #[error("can't prepare the folder `{path}`")]
    Folder { path: PathBuf, source: std::io::Error },
}

/// Why a query could not be answered from the index.
#[derive(Debug, thiserror::Error)]
pub enum SearchFailure {
    #[error(
        "`{pattern}` stands for more than {limit} different words\nhint: write more letters before the wildcard"
    )]
    TooManyExpansions { pattern: String, limit: usize },
    #[error(transparent)]
    Exhausted(#[from] Exhausted),
    #[error(
        "`{operator}` was stopped after {} s, before all documents were decided\nhint: use a smaller distance, rarer words, or fewer wildcards", .allowed.as_secs_f64()
    )]
    TooSlow { operator: String, allowed: Duration },
    #[error("can't read the index")]
    Read(#[from] tantivy::TantivyError),
    #[error("can't read the index")]
    Io(#[from] std::io::Error),
}
