//! Mailbox files: messages behind each other, each begun by a `From ` line (RFC 4155).

use super::Limits;
use super::draft::{Draft, fold};
use crate::document::Attachment;

pub const NAME: &str = "mbox";
pub const VERSION: &str = "1";

/// Takes the messages apart; each is an attachment to be read as mail.
pub fn read(bytes: &[u8], limits: &Limits) -> Draft {
    let mut draft = Draft::new(NAME, VERSION, limits);
    for (index, message) in messages(bytes).into_iter().enumerate() {
        if index >= limits.members {
            draft.partial(format!("more than {} messages; the rest was not read", limits.members));
            break;
        }
        let name = format!("{:05} {}.eml", index + 1, subject(&message));
        draft.attachments.push(Attachment { name: name.replace(" .eml", ".eml"), bytes: message });
    }
    draft
}

/// The messages without their `From ` lines; `>From ` at a line's start loses its mark.
fn messages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    let mut after_blank = true;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let first = messages.is_empty();
        if line.starts_with(b"From ") && after_blank && (first || has_date(line)) {
            messages.push(Vec::new());
        } else if let Some(message) = messages.last_mut() {
            let marks = line.iter().take_while(|b| **b == b'>').count();
            let quoted = marks > 0 && line[marks..].starts_with(b"From ");
            message.extend_from_slice(&line[usize::from(quoted)..]);
        }
        after_blank = line.iter().all(u8::is_ascii_whitespace);
    }
    messages.retain(|message| !message.iter().all(u8::is_ascii_whitespace));
    messages
}

/// A `From ` line that separates has a time and a year; a sentence that begins with From has not.
fn has_date(line: &[u8]) -> bool {
    let text = String::from_utf8_lossy(line);
    let year =
        text.split_whitespace().any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    year && text.contains(':')
}

fn subject(message: &[u8]) -> String {
    let parsed = mail_parser::MessageParser::default().parse_headers(message);
    let subject = parsed.as_ref().and_then(|message| message.subject()).map(fold).unwrap_or_default();
    subject.chars().take(80).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[u8] = b"From a@acme.example Mon Jan  1 10:00:00 2024\nFrom: a@acme.example\nSubject: One\n\nFrom here on, text.\n\
        >From there too.\n\nFrom b@acme.example Tue Jan  2 11:00:00 2024\nFrom: b@acme.example\nSubject: Two\n\nBody.\n";

    #[test]
    fn each_message_is_one_attachment_named_after_its_subject() {
        let draft = read(TWO, &Limits::default());
        let names: Vec<_> = draft.attachments.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["00001 One.eml", "00002 Two.eml"]);
        let first = String::from_utf8_lossy(&draft.attachments[0].bytes);
        assert!(first.contains("\nFrom here on, text.\nFrom there too.\n"));
    }

    #[test]
    fn messages_over_the_limit_are_named() {
        let draft = read(TWO, &Limits { members: 1, ..Limits::default() });
        assert_eq!(draft.attachments.len(), 1);
        let reading = draft.finish(super::super::MediaType::Mailbox);
        assert_eq!(reading.extraction.warnings.len(), 1);
    }
}
