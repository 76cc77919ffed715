//! Which matter a command works on.

use crate::ingest::hash_bytes;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// Matters made without `--matter` live here, below the current folder.
const HOME: &str = ".pincite";

/// The matter for a set of paths: the one named, else one of their own below `.pincite`, so that
/// two folders never end up in one brief by accident.
pub(super) fn for_paths(named: Option<&Path>, paths: &[PathBuf]) -> PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let mut absolute: Vec<String> = paths
        .iter()
        .map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned())
        .collect();
    absolute.sort();
    let digest = hash_bytes(absolute.join("\n").as_bytes());
    let name = paths.first().and_then(|path| path.canonicalize().ok());
    let name =
        name.as_deref().and_then(Path::file_name).map_or_else(|| "matter".into(), |n| n.to_string_lossy());
    Path::new(HOME).join(format!("{name}-{}", &digest[..8]))
}

/// The matter to read: the one named, else the only one below `.pincite`.
pub(super) fn existing(named: Option<&Path>) -> Result<PathBuf> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir(HOME)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("matter.db").is_file())
        .collect();
    found.sort();
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => bail!("no matter here\nhint: index some files first: `pincite index FOLDER --matter DIR`"),
        _ => {
            let list: Vec<String> = found.iter().map(|path| format!("`{}`", path.display())).collect();
            bail!("several matters here: {}\nhint: choose one with `--matter`", list.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_set_of_paths_has_a_matter_of_its_own() {
        let a = for_paths(None, &["src".into()]);
        assert_eq!(a, for_paths(None, &["./src".into()]));
        assert_ne!(a, for_paths(None, &["src".into(), "tests".into()]));
        assert_eq!(for_paths(Some(Path::new("m")), &["src".into()]), Path::new("m"));
    }
}
