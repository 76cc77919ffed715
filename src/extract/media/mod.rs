//! What kind of file some bytes are, told from the bytes.

#[cfg(test)]
mod tests;
mod textual;

use std::fmt;

/// Kinds of files: those that are read, and those that are known by name only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    Empty,
    Pdf,
    Html,
    Text,
    Markdown,
    Docx,
    Odt,
    Rtf,
    /// Word 97–2003.
    Doc,
    Mail,
    /// A web page saved as one MIME message.
    WebArchive,
    OutlookMessage,
    Mailbox,
    Zip,
    EncryptedOffice,
    Spreadsheet,
    Presentation,
    OtherOffice,
    WordPerfect,
    OutlookStore,
    Ebook,
    Image,
    Audio,
    Video,
    PackedArchive,
    Executable,
    Font,
    Database,
    Xml,
    Json,
    Binary,
}

impl MediaType {
    pub fn mime(self) -> &'static str {
        match self {
            Self::Empty => "application/x-empty",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html",
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Rtf => "application/rtf",
            Self::Doc => "application/msword",
            Self::Mail => "message/rfc822",
            Self::WebArchive => "multipart/related",
            Self::OutlookMessage => "application/vnd.ms-outlook",
            Self::Mailbox => "application/mbox",
            Self::Zip => "application/zip",
            other => other.foreign_mime(),
        }
    }

    fn foreign_mime(self) -> &'static str {
        match self {
            Self::EncryptedOffice => "application/x-encrypted-office",
            Self::Spreadsheet => "application/x-spreadsheet",
            Self::Presentation => "application/x-presentation",
            Self::OtherOffice => "application/x-ole-storage",
            Self::WordPerfect => "application/vnd.wordperfect",
            Self::OutlookStore => "application/vnd.ms-outlook-pst",
            Self::Ebook => "application/epub+zip",
            Self::Image => "image/*",
            Self::Audio => "audio/*",
            Self::Video => "video/*",
            Self::PackedArchive => "application/x-archive",
            Self::Executable => "application/x-executable",
            Self::Font => "font/*",
            Self::Database => "application/vnd.sqlite3",
            Self::Xml => "application/xml",
            Self::Json => "application/json",
            _ => "application/octet-stream",
        }
    }

    /// What to do with a file that is not read.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Image => "save it as PDF so that its words can be recognised",
            Self::Audio | Self::Video => "add a transcript",
            Self::PackedArchive => "unpack it or pack it as ZIP",
            Self::OutlookStore => "export its messages as `.eml`, `.msg` or mbox",
            Self::Executable | Self::Database | Self::Font => "leave it out",
            _ => "save it as PDF, DOCX or plain text and add that",
        }
    }

    /// Whether it can hold files that are documents of their own.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Mail | Self::OutlookMessage | Self::Mailbox | Self::Zip)
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mime())
    }
}

/// Tells the kind by content. The ending of `name` decides only between kinds that share their
/// look: plain text, Markdown, mail.
pub fn sniff(bytes: &[u8], name: &str) -> MediaType {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return MediaType::Empty;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    by_magic(head, bytes).unwrap_or_else(|| textual::by_text(head, name))
}

/// How far from its start a file is looked at.
const HEAD: usize = 64 << 10;

fn by_magic(head: &[u8], bytes: &[u8]) -> Option<MediaType> {
    let early = &head[..head.len().min(1024)];
    let trimmed = trim_start(head);
    if contains(early, b"%PDF-") {
        return Some(MediaType::Pdf);
    }
    if trimmed.starts_with(b"{\\rt") {
        return Some(MediaType::Rtf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK00PK") {
        return Some(packaged(bytes));
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(compound(bytes));
    }
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind).or_else(|| by_offset(head))
}

const MAGIC: &[(&[u8], MediaType)] = &[
    (b"\x89PNG", MediaType::Image),
    (b"\xff\xd8\xff", MediaType::Image),
    (b"GIF8", MediaType::Image),
    (b"II*\0", MediaType::Image),
    (b"MM\0*", MediaType::Image),
    (b"8BPS", MediaType::Image),
    (b"ID3", MediaType::Audio),
    (b"OggS", MediaType::Audio),
    (b"fLaC", MediaType::Audio),
    (b"\xff\xfb", MediaType::Audio),
    (b"\x1aE\xdf\xa3", MediaType::Video),
    (b"\x1f\x8b", MediaType::PackedArchive),
    (b"BZh", MediaType::PackedArchive),
    (b"7z\xbc\xaf\x27\x1c", MediaType::PackedArchive),
    (b"Rar!\x1a\x07", MediaType::PackedArchive),
    (b"\xfd7zXZ\0", MediaType::PackedArchive),
    (b"\x28\xb5\x2f\xfd", MediaType::PackedArchive),
    (b"\x7fELF", MediaType::Executable),
    (b"MZ", MediaType::Executable),
    (b"\xca\xfe\xba\xbe", MediaType::Executable),
    (b"\xcf\xfa\xed\xfe", MediaType::Executable),
    (b"OTTO", MediaType::Font),
    (b"wOFF", MediaType::Font),
    (b"wOF2", MediaType::Font),
    (b"\0\x01\0\0\0", MediaType::Font),
    (b"SQLite format 3\0", MediaType::Database),
    (b"!BDN", MediaType::OutlookStore),
    (b"\xffWPC", MediaType::WordPerfect),
];

fn by_offset(head: &[u8]) -> Option<MediaType> {
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|tail| tail.starts_with(magic));
    if head.starts_with(b"RIFF") {
        return Some(if at(8, b"WEBP") {
            MediaType::Image
        } else if at(8, b"WAVE") {
            MediaType::Audio
        } else {
            MediaType::Video
        });
    }
    if at(4, b"ftyp") {
        let still = [b"heic", b"heix", b"avif", b"mif1"].iter().any(|brand| at(8, *brand));
        return Some(if still { MediaType::Image } else { MediaType::Video });
    }
    at(257, b"ustar").then_some(MediaType::PackedArchive)
}

/// A ZIP file by what its first part or its directory names. Names stand unpacked in both.
fn packaged(bytes: &[u8]) -> MediaType {
    let declared = declared_type(bytes).unwrap_or_default();
    if declared.starts_with(b"application/vnd.oasis.opendocument.text") {
        return MediaType::Odt;
    }
    if declared.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return MediaType::Spreadsheet;
    }
    if declared.starts_with(b"application/vnd.oasis.opendocument.presentation") {
        return MediaType::Presentation;
    }
    if declared.starts_with(b"application/epub+zip") {
        return MediaType::Ebook;
    }
    crate::extract::package::office_kind(bytes).unwrap_or(MediaType::Zip)
}

/// The content of a first member `mimetype`, stored unpacked (OpenDocument 1.3 part 2, 3.3).
fn declared_type(bytes: &[u8]) -> Option<&[u8]> {
    let name = bytes.get(30..38)?;
    let extra = u16::from_le_bytes([*bytes.get(28)?, *bytes.get(29)?]) as usize;
    if name != b"mimetype" || bytes.get(26..28)? != [8, 0] {
        return None;
    }
    bytes.get(38 + extra..)
}

fn compound(bytes: &[u8]) -> MediaType {
    let Ok(file) = cfb::CompoundFile::open(std::io::Cursor::new(bytes)) else {
        return MediaType::OtherOffice;
    };
    let has = |name: &str| file.exists(name);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        MediaType::EncryptedOffice
    } else if has("WordDocument") {
        MediaType::Doc
    } else if has("__properties_version1.0") {
        MediaType::OutlookMessage
    } else if has("Workbook") || has("Book") {
        MediaType::Spreadsheet
    } else if has("PowerPoint Document") {
        MediaType::Presentation
    } else {
        MediaType::OtherOffice
    }
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
