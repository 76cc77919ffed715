//! ZIP packages, opened with ceilings on what they may inflate to.

use super::{ExtractError, Limits, MediaType};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An open package and what it may still inflate to.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: &'static str,
    limits: Limits,
    room: usize,
}

/// Why one member cannot be had.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    Missing,
    Encrypted,
    /// Over the ratio or the total.
    Bomb,
    Damaged(String),
}

impl Refusal {
    /// The reason as a warning gives it.
    pub fn reason(&self) -> &str {
        match self {
            Self::Missing => "it is missing",
            Self::Encrypted => "it is encrypted",
            Self::Bomb => "it inflates beyond the limit",
            Self::Damaged(reason) => reason,
        }
    }
}

/// A member's entry in the directory.
pub struct Member {
    pub index: usize,
    pub name: String,
    pub folder: bool,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], format: &'static str, limits: &Limits) -> Result<Self, ExtractError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ExtractError::Damaged { format, reason: error.to_string() })?;
        Ok(Self { archive, format, limits: limits.clone(), room: limits.inflated })
    }

    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// The directory, at most `limits.members` entries.
    pub fn members(&mut self) -> Vec<Member> {
        let count = self.archive.len().min(self.limits.members);
        (0..count).filter_map(|index| self.member(index)).collect()
    }

    fn member(&mut self, index: usize) -> Option<Member> {
        let file = self.archive.by_index_raw(index).ok()?;
        let name = file.name().map_or_else(|_| member_name(file.name_raw()), |name| name.into_owned());
        let name = if file.name_raw().is_ascii() || std::str::from_utf8(file.name_raw()).is_ok() {
            name
        } else {
            member_name(file.name_raw())
        };
        Some(Member { index, name, folder: file.is_dir() })
    }

    /// Inflates a member by its place in the directory.
    pub fn inflate(&mut self, index: usize) -> Result<Vec<u8>, Refusal> {
        let packed = {
            let file =
                self.archive.by_index_raw(index).map_err(|error| Refusal::Damaged(error.to_string()))?;
            if file.encrypted() {
                return Err(Refusal::Encrypted);
            }
            usize::try_from(file.compressed_size()).unwrap_or(usize::MAX)
        };
        let most = self.room.min(packed.saturating_mul(self.limits.ratio).max(1 << 20));
        let file = self.archive.by_index(index).map_err(|error| Refusal::Damaged(error.to_string()))?;
        let mut bytes = Vec::new();
        file.take(most as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Refusal::Damaged(error.to_string()))?;
        if bytes.len() > most {
            return Err(Refusal::Bomb);
        }
        self.room -= bytes.len();
        Ok(bytes)
    }

    /// Inflates a part by its name, with or without a slash in front, any case.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let wanted = name.trim_start_matches('/');
        let index = self.archive.index_for_name(wanted).or_else(|| {
            self.archive
                .file_names_raw()
                .position(|raw| String::from_utf8_lossy(raw).replace('\\', "/").eq_ignore_ascii_case(wanted))
        });
        self.inflate(index.ok_or(Refusal::Missing)?)
    }

    /// As [`Package::part`], for a part without which nothing can be read.
    pub fn required(&mut self, name: &str) -> Result<Vec<u8>, ExtractError> {
        let (format, limit) = (self.format, self.limits.inflated);
        self.part(name).map_err(|refusal| match refusal {
            Refusal::Encrypted => ExtractError::Encrypted,
            Refusal::Bomb => ExtractError::TooLarge { what: "its main part", size: limit, limit },
            other => ExtractError::Damaged { format, reason: format!("`{name}`: {}", other.reason()) },
        })
    }
}

/// A name that is not UTF-8: archives made on Windows carry the system's code page.
fn member_name(raw: &[u8]) -> String {
    super::decode::decode(raw).text
}

/// Which office format a ZIP file is, by the parts in its directory.
pub fn office_kind(bytes: &[u8]) -> Option<MediaType> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok();
    let Some(archive) = archive else {
        // Without a directory the local headers still show the names.
        let named = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        return named(b"word/document.xml").then_some(MediaType::Docx);
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    let under = |folder: &str| archive.file_names_raw().any(|name| name.starts_with(folder.as_bytes()));
    if !has("[Content_Types].xml") {
        return (has("content.xml") && has("META-INF/manifest.xml")).then_some(MediaType::Odt);
    }
    if under("xl/") {
        Some(MediaType::Spreadsheet)
    } else if under("ppt/") {
        Some(MediaType::Presentation)
    } else {
        (under("word/") || has("_rels/.rels")).then_some(MediaType::Docx)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// A ZIP file of these members, deflated.
    pub fn pack(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).expect("member");
            writer.write_all(bytes).expect("bytes");
        }
        writer.finish().expect("directory").into_inner()
    }

    #[test]
    fn a_member_that_inflates_beyond_the_ratio_is_refused() {
        let bytes = pack(&[("zeros", &vec![0; 8 << 20]), ("word", b"text")]);
        let limits = Limits { ratio: 100, ..Limits::default() };
        let mut package = Package::open(&bytes, "ZIP", &limits).expect("open");
        assert_eq!(package.part("zeros"), Err(Refusal::Bomb));
        assert_eq!(package.part("/word").as_deref(), Ok(&b"text"[..]));
    }

    #[test]
    fn all_members_together_stay_below_the_total() {
        let noise: Vec<u8> = (0..600_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let bytes = pack(&[("a", &noise), ("b", &noise)]);
        let limits = Limits { inflated: 1_000_000, ..Limits::default() };
        let mut package = Package::open(&bytes, "ZIP", &limits).expect("open");
        assert!(package.part("a").is_ok());
        assert_eq!(package.part("b"), Err(Refusal::Bomb));
    }

    #[test]
    fn office_files_are_told_by_their_parts() {
        let docx = pack(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")]);
        assert_eq!(office_kind(&docx), Some(MediaType::Docx));
        let sheet = pack(&[("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")]);
        assert_eq!(office_kind(&sheet), Some(MediaType::Spreadsheet));
        assert_eq!(office_kind(&pack(&[("a.txt", b"x")])), None);
    }
}
