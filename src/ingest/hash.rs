//! Files by their bytes.

use super::walk::{Met, What};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file met, with its hash where its bytes could be read.
#[derive(Clone, Debug)]
pub struct Hashed {
    pub met: Met,
    /// Lower-case hexadecimal SHA-256.
    pub sha256: Option<String>,
    pub bytes: u64,
}

/// Hashes a file's bytes in pieces; one that cannot be read becomes [`What::Failed`].
pub(super) fn hash(mut met: Met) -> Hashed {
    if met.what != What::File {
        let bytes =
            std::fs::symlink_metadata(&met.location).map_or(0, |m| if m.is_file() { m.len() } else { 0 });
        return Hashed { met, sha256: None, bytes };
    }
    match hash_file(&met.location) {
        Ok((sha256, bytes)) => Hashed { met, sha256: Some(sha256), bytes },
        Err(error) => {
            met.what = What::Failed(format!("cannot be read: {error}"));
            Hashed { met, sha256: None, bytes: 0 }
        }
    }
}

fn hash_file(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            return Ok((hex(&hasher.finalize()), bytes));
        }
        hasher.update(&piece[..n]);
        bytes += n as u64;
    }
}

/// Lower-case hexadecimal SHA-256 of some bytes.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // FIPS 180-4, example of the one-block message
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash_bytes(b"abc"), expected);
        let dir = tempfile::tempdir().unwrap();
        let location = dir.path().join("abc");
        std::fs::write(&location, "abc").unwrap();
        let hashed = hash(Met { location, path: "abc".into(), what: What::File });
        assert_eq!((hashed.sha256.as_deref(), hashed.bytes), (Some(expected), 3));
    }
}
