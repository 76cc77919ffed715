//! Which files there are.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file met on the way, to be read or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Where it is; symbolic links on the way to it are kept, so that two links are two paths.
    pub location: PathBuf,
    /// How it is shown: as given on the command line, `/` between names.
    pub path: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    File,
    /// Not read on purpose, and why.
    Skipped(String),
    /// Could not be looked at, and why.
    Failed(String),
}

/// Walks files and folders, in a stable order, each file once. `own` are files and folders of the
/// program itself (the matter, the brief being written) that are passed over in silence.
///
/// Symbolic links are followed when they lead to a file inside the same folder; links that leave
/// it, links to folders and hidden files are met as [`What::Skipped`].
pub fn walk(roots: &[PathBuf], own: &[PathBuf]) -> Vec<Met> {
    let own: Vec<PathBuf> = own.iter().filter_map(|path| absolute(path)).collect();
    let mut seen = BTreeSet::new();
    let mut met = Vec::new();
    for root in roots {
        walk_root(root, &own, &mut met);
    }
    met.retain(|m| seen.insert(m.location.clone()));
    met
}

fn walk_root(root: &Path, own: &[PathBuf], met: &mut Vec<Met>) {
    let Some(base) = absolute(root) else {
        let why = "there is no such file or folder".to_owned();
        met.push(Met { location: root.to_owned(), path: show(root), what: What::Failed(why) });
        return;
    };
    let mut entries = WalkDir::new(&base).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                met.extend(unreadable(&error, root, &base));
                continue;
            }
        };
        if own.iter().any(|path| entry.path() == path) {
            skip_folder(&entry, &mut entries);
            continue;
        }
        if entry.depth() > 0 && is_hidden(&entry) {
            met.push(found(&entry, root, &base, What::Skipped(HIDDEN.to_owned())));
            skip_folder(&entry, &mut entries);
            continue;
        }
        if let Some(what) = look(&entry, &base) {
            met.push(found(&entry, root, &base, what));
        }
    }
}

const HIDDEN: &str = "hidden (its name starts with a dot); name it on the command line to read it";

fn skip_folder(entry: &DirEntry, entries: &mut walkdir::IntoIter) {
    if entry.file_type().is_dir() {
        entries.skip_current_dir();
    }
}

fn look(entry: &DirEntry, base: &Path) -> Option<What> {
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    if kind.is_file() {
        return Some(What::File);
    }
    if !kind.is_symlink() {
        return Some(What::Skipped("not a regular file".to_owned()));
    }
    Some(match std::fs::canonicalize(entry.path()) {
        Err(error) => What::Failed(format!("the link leads nowhere: {error}")),
        Ok(target) if target.is_dir() => What::Skipped("a link to a folder is not followed".to_owned()),
        Ok(target) if entry.depth() > 0 && !target.starts_with(base) => {
            What::Skipped(format!("the link leads out of the folder, to `{}`", target.display()))
        }
        Ok(_) => What::File,
    })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn found(entry: &DirEntry, root: &Path, base: &Path, what: What) -> Met {
    let below = entry.path().strip_prefix(base).unwrap_or(Path::new(""));
    let shown = if below.as_os_str().is_empty() { root.to_owned() } else { root.join(below) };
    Met { location: entry.path().to_owned(), path: show(&shown), what }
}

fn unreadable(error: &walkdir::Error, root: &Path, base: &Path) -> Option<Met> {
    let at = error.path()?;
    let shown = at.strip_prefix(base).map_or_else(|_| at.to_owned(), |below| root.join(below));
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Some(Met { location: at.to_owned(), path: show(&shown), what: What::Failed(why) })
}

/// The path with its folder's links resolved, its own name kept.
fn absolute(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return path.canonicalize().ok();
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let located = folder.canonicalize().ok()?.join(path.file_name()?);
    located.symlink_metadata().is_ok().then_some(located)
}

/// `./a//b` shown as `a/b`.
fn show(path: &Path) -> String {
    let mut names: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => names.push(String::new()),
            other => names.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    if names.is_empty() { ".".to_owned() } else { names.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(met: &[Met], dir: &Path) -> Vec<(String, bool)> {
        let base = show(dir);
        let below =
            |m: &Met| m.path.strip_prefix(&base).unwrap_or(&m.path).trim_start_matches('/').to_owned();
        met.iter().map(|m| (below(m), m.what == What::File)).collect()
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::Builder::new().prefix("walk").tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, file).unwrap();
        }
        dir
    }

    #[test]
    fn files_come_in_name_order_and_hidden_ones_are_named() {
        let dir = folder(&["b.txt", "a/z.txt", "a/.secret", ".git/config"]);
        let met = walk(&[dir.path().to_owned()], &[]);
        let expected = [(".git", false), ("a/.secret", false), ("a/z.txt", true), ("b.txt", true)];
        assert_eq!(shown(&met, dir.path()), expected.map(|(p, f)| (p.to_owned(), f)));
    }

    #[test]
    fn the_same_file_named_twice_is_met_once() {
        let dir = folder(&["a.txt"]);
        let roots = [dir.path().to_owned(), dir.path().join("a.txt"), dir.path().join(".").join("a.txt")];
        assert_eq!(walk(&roots, &[]).len(), 1);
    }

    #[test]
    fn own_files_are_passed_over() {
        let dir = folder(&["a.txt", "m/matter.db", "brief.html"]);
        let own = [dir.path().join("m"), dir.path().join("brief.html")];
        assert_eq!(shown(&walk(&[dir.path().to_owned()], &own), dir.path()), [("a.txt".to_owned(), true)]);
    }

    #[test]
    fn a_missing_path_is_met_as_failed() {
        let met = walk(&[PathBuf::from("/nonexistent/file.pdf")], &[]);
        assert!(matches!(&met[..], [Met { what: What::Failed(_), .. }]));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_folder_only() {
        use std::os::unix::fs::symlink;
        let outside = folder(&["private.txt"]);
        let dir = folder(&["a.txt", "sub/b.txt"]);
        symlink(dir.path().join("a.txt"), dir.path().join("l1")).unwrap();
        symlink(outside.path().join("private.txt"), dir.path().join("l2")).unwrap();
        symlink(dir.path().join("sub"), dir.path().join("l3")).unwrap();
        symlink(dir.path().join("nowhere"), dir.path().join("l4")).unwrap();
        let met = walk(&[dir.path().to_owned()], &[]);
        let what = |name: &str| met.iter().find(|m| m.path.ends_with(name)).map(|m| m.what.clone()).unwrap();
        assert_eq!(what("l1"), What::File);
        assert!(matches!(what("l2"), What::Skipped(why) if why.contains("out of the folder")));
        assert!(matches!(what("l3"), What::Skipped(why) if why.contains("folder")));
        assert!(matches!(what("l4"), What::Failed(_)));
    }
}
