//! Results on stdout, everything else on stderr.

use super::End;
use anyhow::{Context, Result};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// Prints one JSON document.
pub(super) fn print_json(value: &impl Serialize) -> Result<()> {
    // in one piece: the standard output is flushed at every line
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    io::stdout().lock().write_all(&text)?;
    Ok(())
}

/// Prints one JSON line.
pub(super) fn print_json_line(value: &impl Serialize) -> Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// Prints several things as one JSON document or as text, one after the other; none is nothing found.
pub(super) fn print_all<T: Serialize>(all: &[T], json: bool, describe: impl Fn(&T) -> String) -> Result<End> {
    if json {
        print_json(&all)?;
    } else {
        print(&all.iter().map(describe).collect::<String>())?;
    }
    Ok(if all.is_empty() { End::Nothing } else { End::Done })
}

/// Prints text as it is.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(())
}

/// Reads a file the user named.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// Writes a result whole or not at all: beside its place first, then moved there.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        anyhow::bail!(
            "the folder `{}` does not exist\nhint: make it first, or name another output file",
            folder.display()
        );
    }
    let failed = || format!("cannot write `{}`", path.display());
    let name = path.file_name().with_context(failed)?.to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written.with_context(failed)
}

/// An error and its causes, each said once, the hint last.
pub(super) fn with_causes(error: &anyhow::Error) -> String {
    let mut message = error.to_string();
    let mut hint = String::new();
    if let Some(at) = message.find("\nhint:") {
        hint = message.split_off(at);
    }
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        let (cause, its_hint) = cause.split_once("\nhint:").unwrap_or((&cause, ""));
        if !message.contains(cause) {
            message = format!("{message}: {cause}");
        }
        if hint.is_empty() && !its_hint.is_empty() {
            hint = format!("\nhint:{its_hint}");
        }
    }
    message + &hint
}

/// `1 file`, `2 files`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", group(n)) }
}

/// Thousands apart: `12,345`.
fn group(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `12 KB`, `3.4 MB`.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_and_numbered() {
        assert_eq!(count(1, "file", "files"), "1 file");
        assert_eq!(count(0, "file", "files"), "0 files");
        assert_eq!(count(1_234_567, "file", "files"), "1,234,567 files");
    }

    #[test]
    fn an_error_says_each_cause_once_and_its_hint_last() {
        let cause = anyhow::anyhow!("permission denied\nhint: ask for it");
        let error = cause.context("cannot read `a`");
        assert_eq!(with_causes(&error), "cannot read `a`: permission denied\nhint: ask for it");
    }

    #[test]
    fn writing_into_a_missing_folder_names_the_folder() {
        let error = write_file(Path::new("/nonexistent/folder/brief.html"), b"x").unwrap_err();
        assert!(error.to_string().contains("/nonexistent/folder"), "{error}");
    }

    #[test]
    fn a_written_file_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        write_file(&dir.path().join("a.txt"), b"one").unwrap();
        write_file(&dir.path().join("a.txt"), b"two").unwrap();
        assert_eq!(std::fs::read(dir.path().join("a.txt")).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
