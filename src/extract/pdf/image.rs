//! Pictures of pages.

use super::PdfError;
use crate::document::Rect;
use ::image::{GrayImage, ImageFormat, Rgba, RgbaImage};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A picture has at most this many pixels; a larger one is drawn smaller.
pub const MAX_PIXELS: f64 = 40_000_000.0;
/// No side is longer: the renderer counts pixels in 16 bits.
const MAX_SIDE: f64 = 30_000.0;
/// Colour of marks: translucent yellow.
const MARK: [f32; 3] = [1.0, 0.87, 0.2];
const MARK_OPACITY: f32 = 0.4;

/// Draws a page (from 1) as PNG, with marks laid over it as translucent boxes. Marks are in points
/// from the top left of the page as displayed, like the boxes of [`super::read`].
pub fn render_png(bytes: &[u8], page: u32, dpi: f32, marks: &[Rect]) -> Result<Vec<u8>, PdfError> {
    let drawn = draw(bytes, page, dpi)?;
    let mut picture = drawn.picture;
    for mark in marks {
        lay_over(&mut picture, *mark, drawn.scale);
    }
    let mut png = Cursor::new(Vec::new());
    let written = picture.write_to(&mut png, ImageFormat::Png);
    written.map_err(|error| PdfError::NotDrawn { page, reason: error.to_string() })?;
    Ok(png.into_inner())
}

/// Draws a page (from 1) in grey, for optical character recognition. Where the page is too large for
/// [`MAX_PIXELS`] at this resolution the picture is smaller: compare its width with the page's.
pub fn render_gray(bytes: &[u8], page: u32, dpi: f32) -> Result<GrayImage, PdfError> {
    let drawn = draw(bytes, page, dpi)?;
    Ok(::image::imageops::grayscale(&drawn.picture))
}

struct Drawn {
    picture: RgbaImage,
    /// Pixels per point.
    scale: f32,
}

fn draw(bytes: &[u8], page: u32, dpi: f32) -> Result<Drawn, PdfError> {
    let outcome = catch_unwind(AssertUnwindSafe(|| draw_unguarded(bytes, page, dpi)));
    outcome.unwrap_or_else(|_| Err(PdfError::NotDrawn { page, reason: "its content is damaged".into() }))
}

fn draw_unguarded(bytes: &[u8], page: u32, dpi: f32) -> Result<Drawn, PdfError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Encrypted,
        other => PdfError::NotDrawn { page, reason: format!("{other:?}") },
    })?;
    let pages = pdf.pages();
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let found = usize::try_from(page).ok().and_then(|number| pages.get(number.checked_sub(1)?));
    let Some(found) = found else { return Err(PdfError::NoSuchPage { page, count }) };
    let scale = scale_for(found.render_dimensions(), dpi);
    let (width, height) = found.render_dimensions();
    if width * scale < 1.0 || height * scale < 1.0 {
        return Err(PdfError::NotDrawn { page, reason: "it is a line without area".into() });
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = hayro::render(
        found,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let picture = RgbaImage::from_raw(width, height, pixmap.data_as_u8_slice().to_vec());
    let picture = picture.ok_or_else(|| PdfError::NotDrawn { page, reason: "it has no area".into() })?;
    Ok(Drawn { picture, scale })
}

/// Pixels per point: as asked, or less where the page would have too many pixels.
#[allow(clippy::cast_possible_truncation)] // between 0 and some hundreds
fn scale_for(size: (f32, f32), dpi: f32) -> f32 {
    let (width, height) = (f64::from(size.0).max(1.0), f64::from(size.1).max(1.0));
    let asked = if dpi.is_finite() { f64::from(dpi.clamp(1.0, 2_400.0)) / 72.0 } else { 2.0 };
    let by_area = (MAX_PIXELS / (width * height)).sqrt();
    asked.min(by_area).min(MAX_SIDE / width.max(height)) as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the picture and to a byte
fn lay_over(picture: &mut RgbaImage, mark: Rect, scale: f32) {
    let pixel = |points: f32, limit: u32| (points * scale).clamp(0.0, limit as f32) as u32;
    let (left, right) = (pixel(mark.left, picture.width()), pixel(mark.right, picture.width()));
    let (top, bottom) = (pixel(mark.top, picture.height()), pixel(mark.bottom, picture.height()));
    for y in top..bottom {
        for x in left..right {
            let Rgba([r, g, b, _]) = *picture.get_pixel(x, y);
            let tint = |paper: u8, colour: f32| {
                (f32::from(paper) * (1.0 - MARK_OPACITY + MARK_OPACITY * colour)).clamp(0.0, 255.0) as u8
            };
            picture.put_pixel(x, y, Rgba([tint(r, MARK[0]), tint(g, MARK[1]), tint(b, MARK[2]), 255]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_sized_page_is_drawn_smaller_and_a_letter_page_as_asked() {
        assert!((scale_for((612.0, 792.0), 150.0) - 150.0 / 72.0).abs() < 1e-4);
        let wall = scale_for((14_400.0, 14_400.0), 150.0);
        assert!(f64::from(wall * 14_400.0).powi(2) <= MAX_PIXELS * 1.01);
    }

    #[test]
    fn a_mark_tints_its_box_and_nothing_else() {
        let mut picture = RgbaImage::from_pixel(20, 20, Rgba([255, 255, 255, 255]));
        lay_over(&mut picture, Rect { left: 1.0, top: 1.0, right: 3.0, bottom: 900.0 }, 2.0);
        assert_eq!(picture.get_pixel(1, 5), &Rgba([255, 255, 255, 255]));
        assert_ne!(picture.get_pixel(3, 19), &Rgba([255, 255, 255, 255]));
        assert_eq!(picture.get_pixel(6, 5), &Rgba([255, 255, 255, 255]));
    }
}
