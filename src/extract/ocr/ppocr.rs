//! PP-OCR detection and recognition models, run by rten.

use super::OcrError;
use super::ctc;
use super::detection::{self, TextBox};
use super::letter_size::level_sizes;
use super::spacing::{self, LineWord};
use crate::document::RawWord;
use image::{GrayImage, imageops};
use rten::Model;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use std::path::{Path, PathBuf};

pub(super) const NAME: &str = "PP-OCR (rten 0.27)";

/// Longer side of the picture in which text is looked for, in pixels.
const DETECTION_SIDE: u32 = 1600;
/// Height of a line for recognition, in pixels: what the models were trained on.
const LINE_HEIGHT: u32 = 48;
const LINE_WIDTH: std::ops::RangeInclusive<u32> = 16..=3200;

/// A detection and a recognition model.
pub struct PpOcr {
    detection: Model,
    recognition: Model,
    /// What each class of the recognition model stands for.
    keys: Vec<String>,
}

/// The detection and the recognition model in a folder, by the names they are published under.
pub(super) fn model_files(folder: &Path) -> Option<(PathBuf, PathBuf)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let named = |part: &str| {
        let fits = |path: &&PathBuf| {
            let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
            name.ends_with(".onnx") && name.contains(part)
        };
        files.iter().find(fits).cloned()
    };
    Some((named("_det")?, named("_rec")?))
}

impl PpOcr {
    pub(super) fn load(folder: &Path) -> Result<Self, OcrError> {
        let missing = || OcrError::Model { path: folder.to_owned(), reason: "no models in it".to_owned() };
        let (detection, recognition) = model_files(folder).ok_or_else(missing)?;
        let load = |path: PathBuf| {
            Model::load_file(&path).map_err(|e| OcrError::Model { path, reason: e.to_string() })
        };
        let recognition = load(recognition)?;
        let keys = characters(&recognition).ok_or_else(|| OcrError::Model {
            path: folder.to_owned(),
            reason: "the recognition model does not list its characters".to_owned(),
        })?;
        Ok(Self { detection: load(detection)?, recognition, keys: keys.lines().map(str::to_owned).collect() })
    }

    /// Words with boxes in pixels.
    pub(super) fn words(&self, page: &GrayImage) -> Result<Vec<RawWord>, OcrError> {
        let mut lines = Vec::new();
        for text_box in self.detect(page)? {
            let line = self.recognize(page, &text_box)?;
            lines.push(line.into_iter().map(|word| place(word, &text_box)).collect());
        }
        level_sizes(&mut lines);
        Ok(lines.into_iter().flatten().collect())
    }

    fn detect(&self, page: &GrayImage) -> Result<Vec<TextBox>, OcrError> {
        let (width, height) = page.dimensions();
        let scale = (DETECTION_SIDE as f32 / width.max(height).max(1) as f32).min(1.0);
        let side = |n: u32| ((n as f32 * scale / 32.0).round() as u32 * 32).max(32);
        let (w, h) = (side(width), side(height));
        let input = tensor(&imageops::resize(page, w, h, imageops::FilterType::Triangle));
        let map = run(&self.detection, &input)?;
        let map: NdTensor<f32, 4> = map.try_into().map_err(|_| wrong_shape())?;
        let map: Vec<f32> = map.iter().copied().collect();
        let back = (width as f32 / w as f32, height as f32 / h as f32);
        Ok(detection::boxes(&map, w as usize, h as usize, back))
    }

    fn recognize(&self, page: &GrayImage, at: &TextBox) -> Result<Vec<LineWord>, OcrError> {
        let (left, top) = (at.left as u32, at.top as u32);
        let width = (at.right.min(page.width() as f32) as u32).saturating_sub(left).max(1);
        let height = (at.bottom.min(page.height() as f32) as u32).saturating_sub(top).max(1);
        let line = imageops::crop_imm(page, left, top, width, height).to_image();
        let wide = (LINE_HEIGHT as f32 * width as f32 / height as f32).ceil() as u32;
        let wide = wide.clamp(*LINE_WIDTH.start(), *LINE_WIDTH.end()).next_multiple_of(8);
        let input = tensor(&imageops::resize(&line, wide, LINE_HEIGHT, imageops::FilterType::Triangle));
        let scores = run(&self.recognition, &input)?;
        let scores: NdTensor<f32, 3> = scores.try_into().map_err(|_| wrong_shape())?;
        let [_, _, classes] = scores.shape();
        let scores: Vec<f32> = scores.iter().copied().collect();
        Ok(spacing::words(&ctc::letters(&scores, classes, &self.keys), &line))
    }
}

/// The characters that the recognition model knows, one a line, from its own metadata.
fn characters(model: &Model) -> Option<String> {
    let mut fields = model.metadata().fields();
    fields.find(|(name, _)| *name == "character").map(|(_, value)| value.to_owned())
}

fn run(model: &Model, input: &NdTensor<f32, 4>) -> Result<rten::Value, OcrError> {
    model.run_one(input.view().into(), None).map_err(|e| OcrError::Inference(e.to_string()))
}

fn wrong_shape() -> OcrError {
    OcrError::Inference("the model answers in an unknown shape".to_owned())
}

/// Three equal channels of values from -1 (black) to 1 (white).
fn tensor(image: &GrayImage) -> NdTensor<f32, 4> {
    let plane: Vec<f32> = image.pixels().map(|pixel| f32::from(pixel.0[0]) / 127.5 - 1.0).collect();
    let (width, height) = (image.width() as usize, image.height() as usize);
    NdTensor::from_data([1, 3, height, width], plane.repeat(3))
}

fn place(word: LineWord, line: &TextBox) -> RawWord {
    let height = line.bottom - line.top;
    // detection grows its boxes: letters take about seven tenths of the height, and stand on the
    // lower fifth
    let (top, baseline) = (line.top + height * 0.15, line.top + height * 0.78);
    RawWord {
        text: word.text,
        bbox: [line.left + word.left, top, line.left + word.right, line.top + height * 0.88].into(),
        baseline,
        size: height * 0.7,
        bold: false,
        italic: false,
        confidence: Some(word.confidence),
    }
}
