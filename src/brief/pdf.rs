//! The PDF writer: the HTML form, printed by a browser without a window.
//!
//! A browser sets the same page that is read on screen, with its running heads and page breaks; no
//! second layout can drift from the first. The page itself is attached to the print, for
//! `pincite verify`, and the time that the browser stamps into the file is replaced by the brief's date,
//! so the same brief gives the same bytes.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use thiserror::Error;

/// Names under which the browser is installed.
const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell"];
/// Name of the attached page.
const ATTACHMENT: &str = "brief.html";
const DEADLINE: Duration = Duration::from_secs(120);

#[derive(Debug, Error)]
pub enum PdfError {
    #[error(
        "no browser to print with was found\nhint: install Chromium, or write `.html` and print it to PDF yourself"
    )]
    NoBrowser,
    #[error("`{path}` can not be written or read")]
    File { path: PathBuf, source: std::io::Error },
    #[error(
        "the printed file can not be completed: {source}\nhint: write `.html` and print it to PDF yourself"
    )]
    NotCompleted { source: lopdf::Error },
    #[error("`{browser}` did not print the brief\nhint: write `.html` and print it to PDF yourself")]
    NotPrinted { browser: PathBuf },
}

/// Prints an HTML brief of a day (ISO 8601).
///
/// # Errors
/// Without a browser, and when the browser gives no PDF within two minutes.
pub fn pdf(html: &str, date: &str) -> Result<Vec<u8>, PdfError> {
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
    complete(&printed?, html, date).map_err(|source| PdfError::NotCompleted { source })
}

/// The print with its page attached and without the time of printing.
fn complete(printed: &[u8], html: &str, date: &str) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(printed)?;
    let text = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    let mut page = Stream::new(
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "text/html", "Params" => dictionary! { "Size" => html.len() as i64 } },
        html.as_bytes().to_vec(),
    );
    page.compress()?;
    let page = document.add_object(page);
    let file = document.add_object(dictionary! {
        "Type" => "Filespec", "F" => text(ATTACHMENT), "UF" => text(ATTACHMENT),
        "Desc" => text("The brief as a page: the source of this print"),
        "AFRelationship" => "Source", "EF" => dictionary! { "F" => page, "UF" => page },
    });
    let tree = document.add_object(dictionary! { "Names" => vec![text(ATTACHMENT), file.into()] });
    let mut names = names(&document);
    names.set("EmbeddedFiles", tree);
    let catalog = document.catalog_mut()?;
    catalog.set("Names", names);
    catalog.set("AF", vec![Object::from(file)]);
    let stamp = format!("D:{}000000Z", date.replace('-', ""));
    let info = document.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(info) = info.and_then(|id| document.get_object_mut(id)).and_then(Object::as_dict_mut) {
        info.set("CreationDate", text(&stamp));
        info.set("ModDate", text(&stamp));
    }
    document.trailer.remove(b"ID");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

fn names(document: &Document) -> Dictionary {
    let found = document.catalog().and_then(|catalog| catalog.get(b"Names"));
    let found = found.and_then(|names| document.dereference(names)).map(|(_, names)| names);
    found.and_then(Object::as_dict).cloned().unwrap_or_default()
}

/// The page that a printed brief carries.
pub fn attached(pdf: &[u8]) -> Option<String> {
    let document = Document::load_mem(pdf).ok()?;
    let follow = |object: &Object| document.dereference(object).ok().map(|(_, object)| object.clone());
    let tree = follow(names(&document).get(b"EmbeddedFiles").ok()?)?;
    let list = follow(tree.as_dict().ok()?.get(b"Names").ok()?)?;
    let list = list.as_array().ok()?;
    let at = list.iter().position(|item| item.as_str().is_ok_and(|name| name == ATTACHMENT.as_bytes()))?;
    let file = follow(list.get(at + 1)?)?;
    let streams = follow(file.as_dict().ok()?.get(b"EF").ok()?)?;
    let page = follow(streams.as_dict().ok()?.get(b"F").ok()?)?;
    String::from_utf8(page.as_stream().ok()?.decompressed_content().ok()?).ok()
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
