//! From a map of text probabilities to boxes (differentiable binarization, Liao et al. 2020, in its
//! simple form: connected parts, grown by a share of their area).

/// A box in pixels of the page image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TextBox {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

/// Pixels above this are text; a part is kept if their mean is above the second.
const PIXEL: f32 = 0.3;
const PART: f32 = 0.5;
/// How far a part is grown: area times this over its perimeter.
const GROW: f32 = 1.6;

/// Boxes of the connected parts of a `width` × `height` map, scaled to the page image.
pub(super) fn boxes(map: &[f32], width: usize, height: usize, scale: (f32, f32)) -> Vec<TextBox> {
    let mut seen = vec![false; width * height];
    let mut boxes = Vec::new();
    for start in 0..map.len().min(seen.len()) {
        if seen[start] || map[start] <= PIXEL {
            continue;
        }
        let part = flood(map, &mut seen, width, height, start);
        if part.count >= 6 && part.sum / part.count as f32 >= PART {
            boxes.push(part.grown(scale));
        }
    }
    boxes
}

struct Part {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    count: usize,
    sum: f32,
}

impl Part {
    fn grown(&self, (sx, sy): (f32, f32)) -> TextBox {
        let (width, height) = ((self.right - self.left + 1) as f32, (self.bottom - self.top + 1) as f32);
        let by = width * height * GROW / (2.0 * (width + height));
        TextBox {
            left: (self.left as f32 - by).max(0.0) * sx,
            top: (self.top as f32 - by).max(0.0) * sy,
            right: (self.right as f32 + 1.0 + by) * sx,
            bottom: (self.bottom as f32 + 1.0 + by) * sy,
        }
    }
}

fn flood(map: &[f32], seen: &mut [bool], width: usize, height: usize, start: usize) -> Part {
    let mut part = Part { left: width, top: height, right: 0, bottom: 0, count: 0, sum: 0.0 };
    let mut stack = vec![start];
    seen[start] = true;
    while let Some(at) = stack.pop() {
        let (x, y) = (at % width, at / width);
        part.left = part.left.min(x);
        part.right = part.right.max(x);
        part.top = part.top.min(y);
        part.bottom = part.bottom.max(y);
        part.count += 1;
        part.sum += map[at];
        let neighbours = [
            (x > 0).then(|| at - 1),
            (x + 1 < width).then(|| at + 1),
            (y > 0).then(|| at - width),
            (y + 1 < height).then(|| at + width),
        ];
        for next in neighbours.into_iter().flatten() {
            if !seen[next] && map[next] > PIXEL {
                seen[next] = true;
                stack.push(next);
            }
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bars_give_two_boxes_that_hold_them() {
        let (width, height) = (40, 20);
        let mut map = vec![0.0; width * height];
        for (top, left) in [(3, 2), (12, 20)] {
            for y in top..top + 3 {
                for x in left..left + 15 {
                    map[y * width + x] = 0.9;
                }
            }
        }
        let boxes = boxes(&map, width, height, (2.0, 2.0));
        assert_eq!(boxes.len(), 2);
        assert!(
            boxes[0].left <= 4.0 && boxes[0].right >= 34.0 && boxes[0].top <= 6.0 && boxes[0].bottom >= 12.0
        );
    }

    #[test]
    fn specks_are_not_text() {
        let mut map = vec![0.0; 100];
        map[55] = 1.0;
        assert!(boxes(&map, 10, 10, (1.0, 1.0)).is_empty());
    }
}
