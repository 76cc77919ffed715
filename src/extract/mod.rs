//! One reader a file format, each with a name and a version.
pub mod ocr;
pub mod pdf;
pub mod media {
    pub struct MediaType;
    impl MediaType {
        pub fn mime(&self) -> &'static str {
            "x"
        }
    }
    pub fn sniff(_b: &[u8], _n: &str) -> MediaType {
        MediaType
    }
}
use crate::document::*;
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct ReadOptions {
    pub pdf: pdf::PdfOptions,
}
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct PdfOptions {
    pub single_reader: bool,
}
pub struct Reading {
    pub extraction: Extraction,
    pub attachments: Vec<Attachment>,
}
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    #[error("u")]
    Unsupported { media_type: String },
    #[error("e")]
    Empty,
}
pub fn read(_b: &[u8], _n: &str, _o: &ReadOptions) -> Result<Reading, ExtractError> {
    Err(ExtractError::Empty)
}
