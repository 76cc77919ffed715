//! Where a span stands on a page.

use super::{Document, Line, Rect, Span};

impl Document {
    /// Boxes on a page, in points from its top left, of the parts of lines that spans cover. The
    /// part of a line is measured by its share of the line's letters.
    pub fn boxes(&self, page: u32, spans: &[Span]) -> Vec<Rect> {
        let Some(page) = self.pages.iter().find(|p| p.number == page) else { return Vec::new() };
        let part = |line: &Line| {
            let at = line.span?;
            let covered = spans.iter().filter(|span| span.overlaps(at));
            let hull = covered.copied().reduce(Span::hull)?;
            Some(share(line.bbox, at, hull))
        };
        page.lines.iter().filter_map(part).collect()
    }
}

fn share(bbox: Rect, line: Span, covered: Span) -> Rect {
    let at = |offset: usize| {
        let inside = offset.clamp(line.start, line.end) - line.start;
        bbox.left + bbox.width() * inside as f32 / line.len().max(1) as f32
    };
    Rect { left: at(covered.start), right: at(covered.end), ..bbox }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_line_has_half_of_its_box() {
        let bbox = Rect::from([100.0, 10.0, 200.0, 20.0]);
        let half = share(bbox, Span::new(40, 60), Span::new(50, 90));
        assert_eq!(half, Rect::from([150.0, 10.0, 200.0, 20.0]));
    }
}
