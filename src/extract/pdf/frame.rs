//! Where a page's own coordinates land on the page as displayed.

use hayro_interpret::kurbo::{Affine, Rect};

/// Shown where a page has no usable box, as PDF viewers do.
const A4: Rect = Rect::new(0.0, 0.0, 595.0, 842.0);

/// The displayed page: crop box inside media box, turned by the page's rotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Width and height in points.
    pub size: (f64, f64),
    /// From PDF user space (y upwards) to points from the top left.
    pub transform: Affine,
}

impl Frame {
    /// `rotation` is in degrees clockwise; anything but a multiple of 90 counts as 0.
    pub fn new(media: Rect, crop: Option<Rect>, rotation: i64) -> Self {
        let shown = crop.map_or(media, |crop| crop.abs().intersect(media.abs()));
        let usable = [shown.x0, shown.y0, shown.x1, shown.y1].iter().all(|n| n.is_finite());
        let shown = if usable && shown.width() > 0.01 && shown.height() > 0.01 { shown } else { A4 };
        let (width, height) = (shown.width().max(1.0), shown.height().max(1.0));
        let upright = Affine::new([1.0, 0.0, 0.0, -1.0, -shown.x0, shown.y1]);
        let (size, turn) = match rotation.rem_euclid(360) {
            90 => ((height, width), Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0])),
            180 => ((width, height), Affine::new([-1.0, 0.0, 0.0, -1.0, width, height])),
            270 => ((height, width), Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width])),
            _ => ((width, height), Affine::IDENTITY),
        };
        Self { size, transform: turn * upright }
    }

    /// The displayed box of a box in user space.
    pub fn place(&self, rect: Rect) -> Rect {
        self.transform.transform_rect_bbox(rect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::Point;

    const LETTER: Rect = Rect::new(0.0, 0.0, 612.0, 792.0);

    #[test]
    fn an_upright_page_counts_from_its_top_left() {
        let frame = Frame::new(LETTER, None, 0);
        assert_eq!(frame.size, (612.0, 792.0));
        assert_eq!(frame.transform * Point::new(72.0, 720.0), Point::new(72.0, 72.0));
    }

    #[test]
    fn the_crop_box_moves_the_origin_and_is_kept_inside_the_media_box() {
        let frame = Frame::new(LETTER, Some(Rect::new(100.0, 92.0, 900.0, 692.0)), 0);
        assert_eq!(frame.size, (512.0, 600.0));
        assert_eq!(frame.transform * Point::new(100.0, 692.0), Point::new(0.0, 0.0));
    }

    #[test]
    fn a_turned_page_has_its_corners_where_the_viewer_shows_them() {
        let bottom_left = |rotation| Frame::new(LETTER, None, rotation).transform * Point::ZERO;
        assert_eq!(bottom_left(90), Point::new(0.0, 0.0));
        assert_eq!(bottom_left(180), Point::new(612.0, 0.0));
        assert_eq!(bottom_left(270), Point::new(792.0, 612.0));
        assert_eq!(bottom_left(-90), bottom_left(270));
    }

    #[test]
    fn a_page_without_area_is_shown_as_a4() {
        for broken in [Rect::new(5.0, 5.0, 5.0, 900.0), Rect::new(f64::NAN, 0.0, 1.0, 1.0)] {
            assert_eq!(Frame::new(broken, None, 0).size, (595.0, 842.0));
        }
    }
}
