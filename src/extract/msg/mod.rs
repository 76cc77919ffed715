//! Outlook messages ([MS-OXMSG]).

mod packed_rtf;
mod properties;
#[cfg(test)]
mod tests;

use super::draft::{Draft, fold};
use super::text::paragraphs;
use super::{ExtractError, Limits, html, rtf};
use crate::document::{Attachment, BlockKind};
use cfb::CompoundFile;
use properties::{File, Properties};
use std::io::{Cursor, Write};

pub const NAME: &str = "msg";
pub const VERSION: &str = "1";

const SUBJECT: u16 = 0x0037;
const BODY: u16 = 0x1000;
const BODY_RTF: u16 = 0x1009;
const BODY_HTML: u16 = 0x1013;

/// Reads one message: its headers, its body as text, HTML or RTF, and its attachments.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let damaged = |error: std::io::Error| ExtractError::Damaged { format: "MSG", reason: error.to_string() };
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let mut draft = Draft::new(NAME, VERSION, limits);
    let mut message = Properties::of(&mut file, "/", 32);
    headers(&mut message, &mut draft);
    body(&mut message, limits, &mut draft);
    attachments(&mut file, limits, &mut draft);
    Ok(draft)
}

fn headers(message: &mut Properties<'_, '_>, draft: &mut Draft) {
    let from = sender(message);
    let sent = message.time(0x0039).or_else(|| message.time(0x0e06));
    let subject = message.text(SUBJECT).map(|subject| fold(&subject));
    let shown = [
        ("From", from.clone()),
        ("To", message.text(0x0e04)),
        ("Cc", message.text(0x0e03)),
        ("Bcc", message.text(0x0e02)),
        ("Date", sent.clone()),
        ("Subject", subject.clone()),
    ];
    for (name, value) in shown {
        if let Some(value) = value.map(|value| fold(&value)).filter(|value| !value.is_empty()) {
            draft.push_text(BlockKind::Header, &format!("{name}: {value}"));
            draft.metadata.headers.push((name.to_owned(), value));
        }
    }
    for (name, id) in [("Message-ID", 0x1035), ("In-Reply-To", 0x1042), ("References", 0x1039)] {
        if let Some(value) = message.text(id) {
            draft.metadata.headers.push((name.to_owned(), fold(&value)));
        }
    }
    draft.metadata.title = subject;
    draft.metadata.author = from;
    draft.metadata.dated = sent;
}

fn sender(message: &mut Properties<'_, '_>) -> Option<String> {
    let name = message.text(0x0c1a).or_else(|| message.text(0x0042)).map(|name| fold(&name));
    let address = message.text(0x5d01).or_else(|| message.text(0x0c1f)).map(|address| fold(&address));
    match (name, address.filter(|address| address.contains('@'))) {
        (Some(name), Some(address)) if name != address => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address),
    }
}

fn body(message: &mut Properties<'_, '_>, limits: &Limits, draft: &mut Draft) {
    if let Some(text) = message.text(BODY) {
        return paragraphs(&text).into_iter().for_each(|block| draft.push(block));
    }
    let page = message.binary(BODY_HTML).or_else(|| message.text(BODY_HTML).map(String::into_bytes));
    if let Some(page) = page {
        return draft.absorb(html::read_mail_body(&super::decode::decode(&page).text, limits));
    }
    let packed = message.binary(BODY_RTF);
    match packed.map(|packed| packed_rtf::unpack(&packed, limits.text)) {
        Some(Some(text)) => match rtf::read(&text, limits) {
            Ok(inner) => draft.absorb(inner),
            Err(error) => draft.partial(format!("the body was not read: {}", first_line(&error))),
        },
        Some(None) => draft.partial("the body was not read: it is packed in an unknown way"),
        None => {}
    }
}

fn first_line(error: &ExtractError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

fn attachments(file: &mut File<'_>, limits: &Limits, draft: &mut Draft) {
    let folders = file
        .read_root_storage()
        .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"));
    let mut folders: Vec<String> = folders.map(|entry| entry.name().to_owned()).collect();
    folders.sort();
    if folders.len() > limits.members {
        draft.partial(format!("more than {} attachments; the rest was not read", limits.members));
    }
    for (index, folder) in folders.iter().take(limits.members).enumerate() {
        let path = format!("/{folder}/");
        let mut attachment = Properties::of(file, &path, 8);
        let name =
            [0x3707, 0x3704, 0x3001].into_iter().find_map(|id| attachment.text(id)).map(|name| fold(&name));
        let data = attachment.binary(0x3701);
        let name = name.unwrap_or_else(|| format!("attachment {}", index + 1));
        let inner = format!("{path}__substg1.0_3701000D/");
        match data {
            Some(bytes) => draft.attachments.push(Attachment { name, bytes }),
            None if file.is_storage(&inner) => match lift(file, &inner) {
                Some(bytes) => draft
                    .attachments
                    .push(Attachment { name: format!("{name}.msg").replace(".msg.msg", ".msg"), bytes }),
                None => draft.partial(format!("attachment `{name}` was not read")),
            },
            None => draft.partial(format!("attachment `{name}` was not read: it is only a link")),
        }
    }
}

/// A message inside a message as a file of its own. The head of its property stream is 8 bytes
/// shorter than at the top ([MS-OXMSG] 2.4.1).
fn lift(file: &mut File<'_>, folder: &str) -> Option<Vec<u8>> {
    let entries: Vec<(String, bool)> = file
        .walk_storage(folder)
        .ok()?
        .filter_map(|entry| Some((entry.path().to_str()?.to_owned(), entry.is_stream())))
        .collect();
    let mut lifted = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for (path, is_stream) in entries {
        let Some(inner) = path.strip_prefix(folder.trim_end_matches('/')).filter(|inner| inner.len() > 1)
        else {
            continue;
        };
        if !is_stream {
            lifted.create_storage(inner).ok()?;
            continue;
        }
        let mut bytes = properties::read_stream(file, &path)?;
        if inner == "/__properties_version1.0" && bytes.len() >= 24 {
            bytes.splice(24..24, [0; 8]);
        }
        lifted.create_stream(inner).ok()?.write_all(&bytes).ok()?;
    }
    lifted.flush().ok()?;
    Some(lifted.into_inner().into_inner())
}
