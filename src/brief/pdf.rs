//! The PDF writer: the HTML form, printed by a browser without a window.
//!
//! A browser sets the same page that is read on screen, with its running heads and page breaks; no
//! second layout can drift from the first. The browser stamps the time into the file, so the bytes of two
//! runs differ, though the pages do not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use thiserror::Error;

/// Names under which the browser is installed.
const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell"];
const DEADLINE: Duration = Duration::from_secs(120);

#[derive(Debug, Error)]
pub enum PdfError {
    #[error(
        "no browser to print with was found\nhint: install Chromium, or write `.html` and print it to PDF yourself"
    )]
    NoBrowser,
    #[error("`{path}` can not be written or read")]
    File { path: PathBuf, source: std::io::Error },
    #[error("`{browser}` did not print the brief\nhint: write `.html` and print it to PDF yourself")]
    NotPrinted { browser: PathBuf },
}

/// Prints an HTML brief.
///
/// # Errors
/// Without a browser, and when the browser gives no PDF within two minutes.
pub fn pdf(html: &str) -> Result<Vec<u8>, PdfError> {
    let browser = browser(&std::env::var_os("PATH").unwrap_or_default()).ok_or(PdfError::NoBrowser)?;
    let folder = std::env::temp_dir().join(format!("pincite-print-{}", std::process::id()));
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| PdfError::File { path, source }
    };
    std::fs::create_dir_all(&folder).map_err(at(&folder))?;
    let page = folder.join("brief.html");
    let printed =
        std::fs::write(&page, html).map_err(at(&page)).and_then(|()| print(&browser, &folder, &page));
    // What is left behind in the temporary folder does no harm.
    let _ = std::fs::remove_dir_all(&folder);
    printed
}

fn browser(search_path: &std::ffi::OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(search_path).collect();
    let places = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|path| path.is_file())
}

fn print(browser: &Path, folder: &Path, page: &Path) -> Result<Vec<u8>, PdfError> {
    let file = folder.join("brief.pdf");
    let failed = || PdfError::NotPrinted { browser: browser.to_owned() };
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--no-first-run", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--print-to-pdf={}", file.display()))
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| failed())?;
    let started = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if started.elapsed() > DEADLINE {
            let _ = child.kill();
            let _ = child.wait();
            return Err(failed());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::fs::read(&file).ok().filter(|bytes| bytes.starts_with(b"%PDF")).ok_or_else(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_browser_is_told_what_to_do() {
        assert!(browser(std::ffi::OsStr::new("/nowhere")).is_none());
        assert!(PdfError::NoBrowser.to_string().contains("hint: install Chromium"));
    }
}
