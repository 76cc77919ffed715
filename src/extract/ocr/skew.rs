//! Straightening a scanned page.

use image::{GrayImage, Luma};

/// Angles tried, in tenths of a degree to either side.
const MOST: i32 = 30;

/// The page turned so that its lines are level; the same page if they are.
pub(super) fn straighten(page: &GrayImage) -> GrayImage {
    let angle = skew(page);
    if angle.abs() < 0.05_f32.to_radians() { page.clone() } else { turn(page, angle) }
}

/// The angle of the lines in radians, positive if they fall to the right: the one at which rows of
/// ink are the most unequal (projection profile).
fn skew(page: &GrayImage) -> f32 {
    let ink = ink(page);
    let height = page.height() as f32;
    let unevenness = |tenths: i32| {
        let slope = (tenths as f32 / 10.0).to_radians().tan();
        let mut rows = vec![0f64; page.height() as usize + 1];
        for &(x, y) in &ink {
            let row = (y - x * slope).clamp(0.0, height);
            rows[row as usize] += 1.0;
        }
        rows.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum::<f64>()
    };
    let mut best = (0, unevenness(0));
    for tenths in (-MOST..=MOST).filter(|&t| t != 0) {
        let score = unevenness(tenths);
        if score > best.1 * 1.02 {
            best = (tenths, score);
        }
    }
    (best.0 as f32 / 10.0).to_radians()
}

/// Dark pixels of every second column, at most some hundred thousand; x from the middle.
fn ink(page: &GrayImage) -> Vec<(f32, f32)> {
    let middle = page.width() as f32 / 2.0;
    let step = (page.width() / 400).max(1);
    page.enumerate_pixels()
        .filter(|(x, _, pixel)| x % step == 0 && pixel.0[0] < 128)
        .map(|(x, y, _)| (x as f32 - middle, y as f32))
        .collect()
}

/// Turns a page about its middle, by bilinear sampling; what comes in from outside is white.
fn turn(page: &GrayImage, angle: f32) -> GrayImage {
    let (sin, cos) = angle.sin_cos();
    let (mx, my) = (page.width() as f32 / 2.0, page.height() as f32 / 2.0);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let (dx, dy) = (x as f32 - mx, y as f32 - my);
        Luma([sample(page, mx + dx * cos - dy * sin, my + dx * sin + dy * cos)])
    })
}

fn sample(page: &GrayImage, x: f32, y: f32) -> u8 {
    let (x0, y0) = (x.floor(), y.floor());
    let at = |x: f32, y: f32| {
        let inside = x >= 0.0 && y >= 0.0 && x < page.width() as f32 && y < page.height() as f32;
        if inside { f32::from(page.get_pixel(x as u32, y as u32).0[0]) } else { 255.0 }
    };
    let (fx, fy) = (x - x0, y - y0);
    let upper = at(x0, y0) * (1.0 - fx) + at(x0 + 1.0, y0) * fx;
    let lower = at(x0, y0 + 1.0) * (1.0 - fx) + at(x0 + 1.0, y0 + 1.0) * fx;
    (upper * (1.0 - fy) + lower * fy) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with level bars as lines.
    fn page() -> GrayImage {
        let dark = |x: u32, y: u32| y % 40 < 12 && (60..740).contains(&x) && (60..940).contains(&y);
        GrayImage::from_fn(800, 1000, |x, y| Luma([if dark(x, y) { 0 } else { 255 }]))
    }

    #[test]
    fn a_level_page_stays_as_it_is() {
        assert_eq!(straighten(&page()), page());
    }

    #[test]
    fn a_turned_page_is_turned_back() {
        for degrees in [-1.5f32, -0.4, 0.7, 2.0] {
            let turned = turn(&page(), -degrees.to_radians());
            let found = skew(&turned).to_degrees();
            assert!((found - degrees).abs() < 0.15, "{degrees} found as {found}");
        }
    }
}
