//! x
use crate::document::*;
pub struct FileFacts {
    pub sha256: String,
    pub bytes: u64,
    pub name: String,
}
pub fn structure(_e: Extraction, _f: FileFacts) -> Document {
    unreachable!()
}
