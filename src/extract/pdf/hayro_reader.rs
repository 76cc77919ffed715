//! The first reader: hayro-interpret, whose `Device` sees every glyph, path and image in place.

use super::fonts::{Style, StyleBook};
use super::frame::Frame;
use super::glyph::{Glyph, clean_text};
use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::{Page, Rotation};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RectExt, RenderContent, SoftMask, interpret_page,
};

/// What hayro sees on one page.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnPage {
    /// Of the page's own content.
    pub glyphs: Vec<Glyph>,
    /// Of the appearances of form fields and annotations.
    pub annotation_glyphs: Vec<Glyph>,
    /// Thin horizontal strokes and fills.
    pub rules: Vec<Rect>,
    /// Share of the page that images cover, 0 to 1.
    pub image_share: f64,
    /// Glyphs drawn without a Unicode value; they read as the replacement character.
    pub unmapped: usize,
    /// Glyphs left out because the page has too many.
    pub dropped: usize,
}

/// The frame in which hayro shows a page.
pub(super) fn frame_of(page: &Page<'_>) -> Frame {
    let rotation = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    Frame::new(page.media_box().to_kurbo(), Some(page.crop_box().to_kurbo()), rotation)
}

/// Reads pages of one file; fonts and their styles are kept between pages.
pub(super) struct HayroReader<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    styles: StyleBook<'a>,
    max_glyphs: usize,
}

impl<'a> HayroReader<'a> {
    pub fn new(pdf: &'a Pdf, max_glyphs: usize) -> Self {
        Self { pdf, cache: InterpreterCache::new(), styles: StyleBook::default(), max_glyphs }
    }

    /// Draws the page with this index (from 0) into glyphs.
    ///
    /// # Panics
    /// Where hayro panics on damaged content.
    pub fn read(&mut self, index: usize) -> Option<DrawnPage> {
        let page = self.pdf.pages().get(index)?;
        let frame = frame_of(page);
        self.styles.note_page(page, &InterpreterSettings::default());
        let mut drawn = DrawnPage::default();
        drawn.glyphs = self.draw(page, frame, RenderContent::PAGE, &mut drawn);
        if page.raw().contains_key(b"Annots") {
            drawn.annotation_glyphs = self.draw(page, frame, RenderContent::ANNOTATIONS, &mut drawn);
        }
        Some(drawn)
    }

    fn draw(
        &mut self,
        page: &Page<'a>,
        frame: Frame,
        part: RenderContent,
        drawn: &mut DrawnPage,
    ) -> Vec<Glyph> {
        let (width, height) = frame.size;
        let area = Rect::new(0.0, 0.0, width, height);
        let settings = InterpreterSettings { render_content: part, ..InterpreterSettings::default() };
        let mut context = Context::new(frame.transform, area, &self.cache, self.pdf.xref(), settings);
        let mut collector = Collector {
            glyphs: Vec::new(),
            drawn,
            styles: &mut self.styles,
            area,
            max_glyphs: self.max_glyphs,
        };
        interpret_page(page, &mut context, &mut collector);
        collector.glyphs
    }
}

struct Collector<'d, 'a> {
    glyphs: Vec<Glyph>,
    drawn: &'d mut DrawnPage,
    styles: &'d mut StyleBook<'a>,
    area: Rect,
    max_glyphs: usize,
}

/// The longer side of a rule must be this long, the shorter at most that thick, in points.
const RULE_LENGTH: f64 = 20.0;
const RULE_THICKNESS: f64 = 2.5;
/// A picture over more than this share of the page hides the letters drawn before it.
const COVERS: f64 = 0.8;

impl Collector<'_, '_> {
    fn keep_rule(&mut self, shape: Rect) {
        let shape = shape.intersect(self.area);
        if shape.width() >= RULE_LENGTH && shape.height() <= RULE_THICKNESS && self.drawn.rules.len() < 2_000
        {
            self.drawn.rules.push(shape);
        }
    }

    fn text_of(&mut self, glyph: &FontGlyph<'_>) -> String {
        let own = match (glyph.as_unicode(), glyph) {
            (Some(BfString::String(text)), _) => return clean_text(&text),
            (Some(BfString::Char(c)), _) => Some(c),
            (None, _) if is_blank(glyph) => Some(' '),
            (None, FontGlyph::Outline(outline)) => self.styles.letter_of(outline),
            (None, FontGlyph::Type3(_)) => None,
        };
        self.drawn.unmapped += usize::from(own.is_none());
        clean_text(own.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]))
    }

    fn keep_glyph(&mut self, glyph: &FontGlyph<'_>, transform: Affine, scale: AdvanceScale, visible: bool) {
        let text = self.text_of(glyph);
        if text.is_empty() {
            return;
        }
        if self.glyphs.len() >= self.max_glyphs {
            self.drawn.dropped += 1;
            return;
        }
        let style = match glyph {
            FontGlyph::Outline(outline) => self.styles.style_of(outline),
            FontGlyph::Type3(_) => Style::default(),
        };
        let axes = Axes::of(transform);
        let advance = units_of(glyph) * if scale == AdvanceScale::Height { axes.height } else { axes.width };
        let origin = transform * Point::ZERO;
        self.glyphs.push(Glyph {
            text,
            x: origin.x,
            y: origin.y,
            dx: axes.dx,
            dy: axes.dy,
            advance,
            size: font_size(glyph, advance, axes.height),
            bold: style.bold,
            italic: style.italic,
            visible,
        });
    }
}

/// Points for one glyph unit (a thousandth of the font size) in either direction.
struct Axes {
    dx: f64,
    dy: f64,
    width: f64,
    height: f64,
}

impl Axes {
    fn of(transform: Affine) -> Self {
        let [a, b, c, d, _, _] = transform.as_coeffs();
        let width = a.hypot(b);
        let (dx, dy) = if width > 0.0 { (a / width, b / width) } else { (1.0, 0.0) };
        Self { dx, dy, width, height: c.hypot(d) }
    }
}

/// Does it draw nothing? Then it is a space, whatever its font says.
fn is_blank(glyph: &FontGlyph<'_>) -> bool {
    matches!(glyph, FontGlyph::Outline(outline) if outline.outline().elements().is_empty())
}

fn units_of(glyph: &FontGlyph<'_>) -> f64 {
    let units = match glyph {
        FontGlyph::Outline(outline) => outline.advance_width(),
        FontGlyph::Type3(type3) => type3.advance_width(),
    };
    units.map_or(500.0, f64::from)
}

/// Type 3 fonts may set any size and scale it in their own matrix: judge those by their advance.
fn font_size(glyph: &FontGlyph<'_>, advance: f64, height: f64) -> f64 {
    let size = height * 1000.0;
    let odd = matches!(glyph, FontGlyph::Type3(_)) && (advance > 3.0 * size || advance < 0.03 * size);
    if odd && advance > 0.0 { 2.0 * advance } else { size }
}

/// Whether a run's advances follow the width or the height of its glyph matrix.
///
/// hayro stretches the outlines of a substitute font to the widths that the file states, and the
/// stretch is part of the matrix; horizontal scaling is as well, but moves the next origin too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AdvanceScale {
    Width,
    Height,
}

fn advance_scale(run: &GlyphRun<'_, '_>, base: Affine) -> AdvanceScale {
    let (mut by_width, mut by_height) = (0.0, 0.0);
    for pair in run.glyphs().windows(2) {
        let here = base * pair[0].transform();
        let step = (base * pair[1].transform() * Point::ZERO).distance(here * Point::ZERO);
        let (axes, units) = (Axes::of(here), units_of(&pair[0]));
        by_width += (step - units * axes.width).abs();
        by_height += (step - units * axes.height).abs();
    }
    let substituted = run
        .glyphs()
        .first()
        .is_some_and(|g| matches!(&**g, FontGlyph::Outline(o) if o.font_data().is_none()));
    let judged = run.glyphs().len() > 1;
    if substituted && (!judged || by_height < by_width) { AdvanceScale::Height } else { AdvanceScale::Width }
}

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !matches!(mode, DrawMode::Invisible) && path.elements().len() <= 12 {
            self.keep_rule((props.transform * path).bounding_box());
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let visible = !matches!(mode, DrawMode::Invisible);
        let scale = advance_scale(run, props.transform);
        for glyph in run.glyphs() {
            self.keep_glyph(glyph, props.transform * glyph.transform(), scale, visible);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let shown = props.transform.transform_rect_bbox(pixels).intersect(self.area);
        let share = shown.area() / self.area.area();
        if !share.is_finite() {
            return;
        }
        self.drawn.image_share = (self.drawn.image_share + share).min(1.0);
        let opaque = matches!(image, Image::Raster(_)) && props.soft_mask.is_none();
        if opaque && share > COVERS {
            self.glyphs.iter_mut().for_each(|glyph| glyph.visible = false);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
