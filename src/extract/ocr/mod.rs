//! Optical character recognition of pages without words: the PP-OCR models when a folder of them is
//! found, else the `tesseract` program when installed.

mod ctc;
mod detection;
mod layer;
mod letter_size;
mod ppocr;
mod skew;
mod spacing;
mod tesseract;

use crate::document::{RawLine, RawWord};
use crate::extract::pdf;
use image::GrayImage;
pub use layer::{is_doubtful, settle};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Resolution at which pages are drawn for recognition, in dots per inch.
pub const DPI: f32 = 200.0;

/// Why a page could not be recognised.
#[derive(Debug, Error)]
pub enum OcrError {
    #[error("the model `{}` cannot be loaded: {reason}\nhint: fetch the models again, see `pincite doctor`", path.display())]
    Model { path: PathBuf, reason: String },
    #[error("recognition failed: {0}")]
    Inference(String),
    #[error(
        "the program `tesseract` failed: {0}\nhint: run `tesseract --list-langs`; `eng` must be installed"
    )]
    Tesseract(String),
}

/// Which engine is to be used; found once, loaded by each worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EngineChoice {
    /// PP-OCR models in this folder.
    Models(PathBuf),
    Tesseract,
}

impl EngineChoice {
    /// The models folder named, else the one in `PINCITE_MODELS`, else the user's, else tesseract.
    pub fn find(named: Option<&Path>) -> Option<Self> {
        let folders = named.map(Path::to_owned).into_iter().chain(usual_folders());
        let models = folders.into_iter().find(|folder| ppocr::model_files(folder).is_some());
        models.map(Self::Models).or_else(|| tesseract::version().map(|_| Self::Tesseract))
    }

    /// Name and version, as pages read by it are marked.
    pub fn name(&self) -> String {
        match self {
            Self::Models(_) => ppocr::NAME.to_owned(),
            Self::Tesseract => tesseract::version().unwrap_or_else(|| "tesseract".to_owned()),
        }
    }

    /// Makes the engine ready to work.
    ///
    /// # Errors
    /// If a model file is missing or damaged.
    pub fn load(&self) -> Result<Engine, OcrError> {
        Ok(match self {
            Self::Models(folder) => Engine::PpOcr(Box::new(ppocr::PpOcr::load(folder)?)),
            Self::Tesseract => Engine::Tesseract,
        })
    }
}

/// Folders in which models are looked for: `PINCITE_MODELS`, then the user's data folder.
pub fn usual_folders() -> Vec<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    let data = variable("XDG_DATA_HOME").or_else(|| Some(variable("HOME")?.join(".local/share")));
    [variable("PINCITE_MODELS"), data.map(|data| data.join("pincite/models"))].into_iter().flatten().collect()
}

/// An engine ready to work.
pub enum Engine {
    PpOcr(Box<ppocr::PpOcr>),
    Tesseract,
}

impl Engine {
    /// Lines of a page image: straightened, then recognised, then built into lines as drawn text is,
    /// so that gutter numbers become line numbers.
    ///
    /// # Errors
    /// If the engine fails on this image.
    pub fn read(&self, page: &GrayImage) -> Result<Vec<RawLine>, OcrError> {
        let straight = skew::straighten(page);
        let mut words = match self {
            Self::PpOcr(models) => models.words(&straight)?,
            Self::Tesseract => tesseract::words(&straight)?,
        };
        words.retain(|word| !word.text.trim().is_empty());
        let scale = 72.0 / DPI;
        words.iter_mut().for_each(|word| to_points(word, scale));
        Ok(pdf::lines_from_words(words, straight.height() as f32 * scale))
    }
}

fn to_points(word: &mut RawWord, scale: f32) {
    let [left, top, right, bottom] = word.bbox.into();
    word.bbox = [left * scale, top * scale, right * scale, bottom * scale].into();
    word.baseline *= scale;
    word.size *= scale;
}
