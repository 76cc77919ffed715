//! Which files a written brief names.

use super::html;
use crate::brief::model::Brief;

/// Each source's SHA-256 with the paths that the brief names for it; none if the text is no brief.
pub fn sources(brief: &str) -> Vec<(String, Vec<String>)> {
    if !brief.trim_start().starts_with('{') {
        return html::paths(brief);
    }
    let Ok(brief) = serde_json::from_str::<Brief>(brief) else { return Vec::new() };
    brief.sources.into_iter().map(|source| (source.sha256, source.paths)).collect()
}
