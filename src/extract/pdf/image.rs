//! Pictures of pages.

use super::PdfError;
use crate::document::Rect;
use ::image::{GrayImage, ImageFormat, Rgba, RgbaImage};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use std::io::Cursor;
use std::ops::Range;
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

/// Draws a page as [`render_png`] does, small: in eight greys, and the same in yellow where marks lie.
pub fn render_small_png(bytes: &[u8], page: u32, dpi: f32, marks: &[Rect]) -> Result<Vec<u8>, PdfError> {
    let drawn = draw(bytes, page, dpi)?;
    let indexed = indexed(&::image::imageops::grayscale(&drawn.picture), marks, drawn.scale);
    let (width, height) = drawn.picture.dimensions();
    write_indexed(width, height, &indexed)
        .map_err(|error| PdfError::NotDrawn { page, reason: error.to_string() })
}

/// Greys of a small picture; as many again in yellow.
const GREYS: u8 = 8;

/// The colour of each pixel as a number, row after row: a grey, plus [`GREYS`] under a mark.
fn indexed(picture: &GrayImage, marks: &[Rect], scale: f32) -> Vec<u8> {
    let width = picture.width() as usize;
    let level = |grey: &u8| ((u16::from(*grey) * u16::from(GREYS - 1) + 127) / 255) as u8;
    let mut indexed: Vec<u8> = picture.as_raw().iter().map(level).collect();
    for mark in marks {
        let (columns, rows) = pixels(*mark, scale, picture.dimensions());
        for y in rows {
            for index in &mut indexed[y as usize * width..][columns.start as usize..columns.end as usize] {
                *index = *index % GREYS + GREYS;
            }
        }
    }
    indexed
}

/// Four bits a pixel; each row starts at a byte.
fn write_indexed(width: u32, height: u32, indexed: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let grey = |level: u8| (u16::from(level) * 255 / u16::from(GREYS - 1)) as u8;
    let plain = (0..GREYS).flat_map(|level| [grey(level); 3]);
    let marked = (0..GREYS).flat_map(|level| MARK.map(|colour| tinted(grey(level), colour)));
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(plain.chain(marked).collect::<Vec<u8>>());
    encoder.set_compression(png::Compression::High);
    let packed = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
    let rows = indexed.chunks(width.max(1) as usize);
    let data: Vec<u8> = rows.flat_map(|row| row.chunks(2).map(packed)).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
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

/// The columns and rows of a picture that a box in points covers.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the picture
fn pixels(mark: Rect, scale: f32, (width, height): (u32, u32)) -> (Range<u32>, Range<u32>) {
    let pixel = |points: f32, limit: u32| (points * scale).clamp(0.0, limit as f32) as u32;
    let columns = pixel(mark.left, width)..pixel(mark.right, width);
    (columns, pixel(mark.top, height)..pixel(mark.bottom, height))
}

/// Paper of a brightness under a mark of a colour.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a byte
fn tinted(paper: u8, colour: f32) -> u8 {
    (f32::from(paper) * (1.0 - MARK_OPACITY + MARK_OPACITY * colour)).clamp(0.0, 255.0) as u8
}

fn lay_over(picture: &mut RgbaImage, mark: Rect, scale: f32) {
    let (columns, rows) = pixels(mark, scale, picture.dimensions());
    for y in rows {
        for x in columns.clone() {
            let Rgba([r, g, b, _]) = *picture.get_pixel(x, y);
            let [r, g, b] = [tinted(r, MARK[0]), tinted(g, MARK[1]), tinted(b, MARK[2])];
            picture.put_pixel(x, y, Rgba([r, g, b, 255]));
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

    #[test]
    fn a_small_picture_reads_back_grey_outside_its_mark_and_yellow_inside() {
        // an odd width: the last byte of each row holds one pixel
        let page = GrayImage::from_fn(5, 4, |x, _| ::image::Luma([if x == 2 { 0 } else { 255 }]));
        let mark = Rect { left: 1.0, top: 1.0, right: 4.0, bottom: 3.0 };
        let bytes = write_indexed(5, 4, &indexed(&page, &[mark], 1.0)).unwrap();
        let back = ::image::load_from_memory(&bytes).unwrap().to_rgb8();
        assert_eq!(back.dimensions(), (5, 4));
        for (x, y, pixel) in back.enumerate_pixels() {
            let [r, g, b] = pixel.0;
            assert_eq!((r < 20), x == 2, "the dark column at {x}, {y}");
            assert_eq!(b < g && g < r, x != 2 && (1..4).contains(&x) && (1..3).contains(&y), "{x}, {y}");
        }
    }
}
