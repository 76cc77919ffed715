use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the matter's database could not serve.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("no matter in `{}`\nhint: make one with `pincite index FOLDER --matter {}`", .0.display(), .0.display())]
    Missing(PathBuf),
    #[error(
        "the matter in `{}` is in use by another run\nhint: wait until it ends, or name another folder with `--matter`",
        .0.display()
    )]
    InUse(PathBuf),
    #[error(
        "the matter in `{}` was made by a newer pincite (format {found}, this program knows {known})\n\
         hint: use that version, or index into a new folder with `--matter`",
        .dir.display()
    )]
    Newer { dir: PathBuf, found: i64, known: i64 },
    #[error("`{}` is not a pincite matter\nhint: name an empty or new folder with `--matter`", .0.display())]
    Foreign(PathBuf),
    #[error("cannot use `{}`", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("the matter's database `{}` failed", path.display())]
    Database { path: PathBuf, source: rusqlite::Error },
    #[error("a stored document in `{}` cannot be read back\nhint: index the files again into a new folder", path.display())]
    Decode { path: PathBuf, source: serde_json::Error },
}

impl StoreError {
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    pub(super) fn database(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Database { path: path.clone(), source }
    }
}
