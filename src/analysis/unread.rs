//! What could not be read, or only with doubt.

use super::{Table, View};
use crate::document::{Outcome, Page};
use serde::Serialize;

/// Below this mean confidence of character recognition a page is named.
const DOUBTFUL: f32 = 0.8;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unread {
    pub path: String,
    pub sha256: Option<String>,
    /// Pages of the file, from 1; empty where it is the whole file.
    pub pages: Vec<u32>,
    pub reason: String,
    /// Could nothing of it be read? Else it was read with doubt.
    pub nothing_read: bool,
}

/// Files without text first, then pages, in the order of the paths.
pub fn unread(view: &View<'_>) -> Vec<Unread> {
    let refused = |outcome| {
        matches!(outcome, Outcome::Failed | Outcome::Unsupported | Outcome::NeedsOcr | Outcome::Skipped)
    };
    let mut list: Vec<Unread> = view
        .files
        .iter()
        .filter(|f| refused(f.outcome))
        .map(|f| Unread {
            path: f.path.clone(),
            sha256: f.sha256.clone(),
            pages: Vec::new(),
            reason: f.reason.clone().unwrap_or_else(|| outcome_words(f.outcome).to_owned()),
            nothing_read: true,
        })
        .collect();
    let whole: Vec<String> = list.iter().filter_map(|item| item.sha256.clone()).collect();
    let named = |index: &usize| !whole.contains(&view.document(*index).sha256);
    for index in (0..view.records.len()).filter(named) {
        list.extend(pages(view, index));
    }
    list.sort_by(|a, b| (!a.nothing_read, &a.path, &a.pages).cmp(&(!b.nothing_read, &b.path, &b.pages)));
    list.dedup();
    list
}

fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NeedsOcr => "no text layer",
        Outcome::Unsupported => "format not supported",
        Outcome::Skipped => "skipped",
        _ => "could not be read",
    }
}

fn pages(view: &View<'_>, index: usize) -> Vec<Unread> {
    let record = &view.records[index];
    let path = record.paths.first().cloned().unwrap_or_default();
    let document = &record.document;
    let entry = |pages: Vec<u32>, reason: String, nothing_read| Unread {
        path: path.clone(),
        sha256: Some(document.sha256.clone()),
        pages,
        reason,
        nothing_read,
    };
    let empty = |p: &&Page| p.lines.iter().all(|line| line.text.trim().is_empty());
    let blank: Vec<u32> = document.pages.iter().filter(empty).map(|p| p.number).collect();
    let mut list = Vec::new();
    if let Some(language) = &document.metadata.language {
        let reason =
            format!("written in {language}: searched, but who says what is told of English texts alone");
        list.push(entry(Vec::new(), reason, false));
    }
    if !blank.is_empty() {
        list.push(entry(blank, "no words found on the page".into(), true));
    }
    for page in document.pages.iter().filter(|p| p.ocr) {
        let confidence = mean_confidence(page);
        if confidence.is_some_and(|c| c < DOUBTFUL) {
            let reason =
                format!("read by character recognition, confidence {:.2}", confidence.unwrap_or_default());
            list.push(entry(vec![page.number], reason, false));
        }
    }
    list
}

fn mean_confidence(page: &Page) -> Option<f32> {
    let known: Vec<f32> = page.lines.iter().filter_map(|line| line.confidence).collect();
    (!known.is_empty()).then(|| known.iter().sum::<f32>() / known.len() as f32)
}

/// One row a file or group of pages.
pub fn table<'e>(list: &[Unread]) -> Table<'e> {
    let mut table = Table::new("unread", &["path", "sha256", "pages", "reason"]);
    for item in list {
        let pages: Vec<String> = item.pages.iter().map(u32::to_string).collect();
        table.push([&item.path, item.sha256.as_deref().unwrap_or_default(), &pages.join(" "), &item.reason]);
    }
    table
}
