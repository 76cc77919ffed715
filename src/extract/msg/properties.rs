//! Properties of a message, an attachment or a recipient in a compound file ([MS-OXMSG]).

use crate::extract::decode;
use cfb::CompoundFile;
use encoding_rs::Encoding;
use std::io::{Cursor, Read};

pub type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Bytes read of one property.
const MAX_PROPERTY: u64 = 256 << 20;

/// The properties kept in one storage.
pub struct Properties<'f, 'a> {
    file: &'f mut File<'a>,
    path: String,
    encoding: &'static Encoding,
    /// Entries of fixed length: tag and value.
    fixed: Vec<(u32, [u8; 8])>,
}

impl<'f, 'a> Properties<'f, 'a> {
    /// `header` is the length of the head of the property stream: 32 at the top, 8 in attachments.
    pub fn of(file: &'f mut File<'a>, path: &str, header: usize) -> Self {
        let stream = read_stream(file, &format!("{path}__properties_version1.0")).unwrap_or_default();
        let fixed: Vec<(u32, [u8; 8])> =
            stream.get(header..).unwrap_or_default().chunks_exact(16).map(entry).collect();
        let page = [0x3ffd_0003, 0x3fde_0003].iter().find_map(|tag| {
            let (_, value) = fixed.iter().find(|(found, _)| found == tag)?;
            Some(u32::from_le_bytes([value[0], value[1], value[2], value[3]]))
        });
        let encoding = decode::code_page(page.unwrap_or(1252));
        Self { file, path: path.to_owned(), encoding, fixed }
    }

    /// A text property: Unicode where there is one, else in the message's code page.
    pub fn text(&mut self, id: u16) -> Option<String> {
        let text = match self.stream(id, 0x001f) {
            Some(bytes) => encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0.into_owned(),
            None => {
                let bytes = self.stream(id, 0x001e)?;
                self.encoding.decode_without_bom_handling(&bytes).0.into_owned()
            }
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    pub fn binary(&mut self, id: u16) -> Option<Vec<u8>> {
        self.stream(id, 0x0102)
    }

    /// A time property as RFC 3339 in UTC.
    pub fn time(&self, id: u16) -> Option<String> {
        let tag = u32::from(id) << 16 | 0x0040;
        let (_, value) = self.fixed.iter().find(|(found, _)| *found == tag)?;
        // 100-nanosecond steps since 1601.
        let seconds =
            i64::try_from(u64::from_le_bytes(*value) / 10_000_000).ok()?.checked_sub(11_644_473_600)?;
        jiff::Timestamp::from_second(seconds).ok().map(|time| time.to_string())
    }

    fn stream(&mut self, id: u16, kind: u16) -> Option<Vec<u8>> {
        read_stream(self.file, &format!("{}__substg1.0_{id:04X}{kind:04X}", self.path))
    }
}

fn entry(bytes: &[u8]) -> (u32, [u8; 8]) {
    let mut value = [0; 8];
    value.copy_from_slice(&bytes[8..16]);
    (u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]), value)
}

pub fn read_stream(file: &mut File<'_>, path: &str) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let mut bytes = Vec::new();
    stream.take(MAX_PROPERTY).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
