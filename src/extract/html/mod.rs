//! Web pages: the text a visitor reads, without what stands around it on every page.

mod flat;
mod main_text;
mod metadata;
mod table;
#[cfg(test)]
mod tests;
mod walk;

use super::draft::Draft;
use super::text::note_encoding;
use super::{Limits, decode};
use encoding_rs::Encoding;
use scraper::Html;

pub const NAME: &str = "html";
pub const VERSION: &str = "2";

/// Words left out around the main text that are worth a warning.
const SUBSTANTIAL: usize = 100;

/// Reads a saved page. Nothing in it runs and nothing it points to is fetched.
pub fn read(bytes: &[u8], limits: &Limits) -> Draft {
    let mut draft = Draft::new(NAME, VERSION, limits);
    let decoded = decode::decode_as(bytes, declared(bytes));
    note_encoding(&mut draft, &decoded);
    page(&decoded.text, true, &mut draft);
    draft
}

/// Reads the HTML body of a mail: all of it is main text.
pub fn read_mail_body(text: &str, limits: &Limits) -> Draft {
    let mut draft = Draft::new(NAME, VERSION, limits);
    page(text, false, &mut draft);
    draft
}

fn page(text: &str, choose: bool, draft: &mut Draft) {
    if flat::is_too_deep(text) {
        draft.warn("the page is nested too deeply; it was read without its layout, menus included");
        flat::blocks(text).into_iter().for_each(|block| draft.push(block));
        return;
    }
    let page = Html::parse_document(text);
    draft.metadata = metadata::of(&page, std::mem::take(&mut draft.metadata));
    let places = main_text::Places::of(&page, choose);
    let pieces = walk::pieces(&page, &places);
    let selection = main_text::select(pieces, choose);
    if selection.left_out > SUBSTANTIAL {
        draft.warn(format!(
            "{} words around the main text are left out (menus, banners, footers)",
            selection.left_out
        ));
    }
    if selection.hidden > 0 {
        draft.warn(format!(
            "{} words are in the text that the page shows only after a click, or not at all",
            selection.hidden
        ));
    }
    selection.blocks.into_iter().for_each(|block| draft.push(block));
}

/// The encoding that the page itself names near its start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let named = head.split("charset=").nth(1).or_else(|| {
        head.strip_prefix("<?xml")
            .and_then(|xml| xml.split_once('>'))
            .and_then(|(xml, _)| xml.split("encoding=").nth(1))
    })?;
    let label = named.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(label.len());
    // A page that could be read this far is not in a 16-bit encoding, whatever it says.
    Encoding::for_label(&label.as_bytes()[..end]).filter(|encoding| encoding.is_ascii_compatible())
}
