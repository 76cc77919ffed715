use super::super::{ReadOptions, sniff};
use super::*;
use crate::document::Content;
use proptest::prelude::*;

type Streams = Vec<(String, Vec<u8>)>;

fn unicode(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The streams of a message at a place; `head` is the length of the property stream's head.
fn message(place: &str, subject: &str, body: &str, head: usize) -> Streams {
    let mut fixed = vec![0; head];
    fixed.extend(0x0039_0040_u32.to_le_bytes());
    fixed.extend([6, 0, 0, 0]);
    fixed.extend(((1_709_647_200_u64 + 11_644_473_600) * 10_000_000).to_le_bytes());
    vec![
        (format!("{place}__properties_version1.0"), fixed),
        (format!("{place}__substg1.0_0037001F"), unicode(subject)),
        (format!("{place}__substg1.0_0C1A001F"), unicode("Pat Doe")),
        (format!("{place}__substg1.0_5D01001F"), unicode("pat@acme.example")),
        (format!("{place}__substg1.0_1000001E"), body.bytes().collect()),
    ]
}

fn msg() -> Vec<u8> {
    let mut streams = message("/", "Pixel", "We turned it off.\r\n", 32);
    streams.push(("/__attach_version1.0_#00000000/__substg1.0_3707001F".to_owned(), unicode("log.txt")));
    streams.push(("/__attach_version1.0_#00000000/__substg1.0_37010102".to_owned(), b"line one".to_vec()));
    streams.push(("/__attach_version1.0_#00000001/__substg1.0_3001001F".to_owned(), unicode("Inner")));
    streams.extend(message(
        "/__attach_version1.0_#00000001/__substg1.0_3701000D/",
        "Inner",
        "Inner text.",
        24,
    ));
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("create");
    for (path, bytes) in streams {
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            file.create_storage_all(folder).expect("storage");
        }
        file.create_stream(&path).expect("stream").write_all(&bytes).expect("write");
    }
    file.flush().expect("flush");
    file.into_inner().into_inner()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let reading = super::super::read(bytes, "m.msg", &ReadOptions::default()).expect("reading");
    let Content::Blocks(blocks) = reading.extraction.content else { panic!("blocks") };
    blocks.into_iter().map(|block| block.text).collect()
}

#[test]
fn headers_body_and_date_are_read() {
    assert_eq!(sniff(&msg(), "x"), super::super::MediaType::OutlookMessage);
    let expected = [
        "From: Pat Doe <pat@acme.example>",
        "Date: 2024-03-05T14:00:00Z",
        "Subject: Pixel",
        "We turned it off.",
    ];
    assert_eq!(texts(&msg()), expected);
}

#[test]
fn attachments_come_out_and_an_inner_message_can_be_read_itself() {
    let draft = read(&msg(), &Limits::default()).expect("read");
    let names: Vec<_> = draft.attachments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["log.txt", "Inner.msg"]);
    assert_eq!(draft.attachments[0].bytes, b"line one");
    let inner = texts(&draft.attachments[1].bytes);
    assert_eq!(inner[1], "Date: 2024-03-05T14:00:00Z");
    assert_eq!(inner.last().map(String::as_str), Some("Inner text."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_message_never_fails_hard(cut in 0.0..1.0_f64, at in 0.0..1.0_f64, byte in any::<u8>()) {
        let whole = msg();
        let mut bytes = whole[..(whole.len() as f64 * cut.sqrt()) as usize].to_vec();
        let at = (bytes.len() as f64 * at) as usize;
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        let _ = read(&bytes, &Limits::default());
    }
}
