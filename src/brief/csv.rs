//! The CSV writer: one file a table, zipped.

use crate::analysis::Table;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// A ZIP archive with `NAME.csv` for each table. The same tables give the same bytes.
///
/// # Errors
/// If the archive could not be written; in memory that is a defect of the archiver.
pub fn csv(tables: &[Table]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for table in tables {
        archive.start_file(format!("{}.csv", table.name), options)?;
        archive.write_all(table.to_csv().as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_archive_can_be_read_back_and_is_the_same_each_time() {
        let mut table = Table::new("claims", &["claim"]);
        table.push(["claim:fed.wiretap"]);
        let bytes = csv(&[table.clone()]).unwrap();
        assert_eq!(bytes, csv(&[table]).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name("claims.csv").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "claim\r\nclaim:fed.wiretap\r\n");
    }
}
