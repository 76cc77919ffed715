//! The figure of the chronology: three lanes, labels that do not overlap.

use super::model::TimelineItem;
use jiff::civil::Date;

const LEFT: f64 = 86.0;
const WIDTH: f64 = 760.0;
/// Mean width of a letter at the label's size, on the wide side.
const LETTER: f64 = 5.3;
const ROW: f64 = 15.0;
const LABEL_LETTERS: usize = 34;
/// Labels above this number in one lane would be a grey block; the table has them all.
const LABELS: usize = 16;

pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub label: Option<Label>,
    pub target: String,
    pub title: String,
}

pub struct Label {
    pub x: f64,
    pub y: f64,
    pub text: String,
    pub at_end: bool,
}

pub struct Lane {
    pub name: &'static str,
    pub y: f64,
    pub marks: Vec<Mark>,
}

pub struct Tick {
    pub x: f64,
    pub text: String,
}

/// The figure, in user units of a `width` × `height` view box.
pub struct Figure {
    pub width: f64,
    pub height: f64,
    pub right: f64,
    pub lanes: Vec<Lane>,
    pub ticks: Vec<Tick>,
    /// For those who can not see it.
    pub description: String,
}

fn day(iso: &str) -> Option<Date> {
    iso.parse().ok()
}

/// Are there two different days at least?
pub fn worth_drawing(items: &[TimelineItem]) -> bool {
    let mut days: Vec<Date> = items.iter().filter_map(|i| day(&i.date)).collect();
    days.sort();
    days.dedup();
    days.len() > 1
}

struct Scale {
    first: Date,
    days: f64,
}

impl Scale {
    fn x(&self, date: Date) -> f64 {
        let offset = f64::from((date - self.first).get_days());
        LEFT + 8.0 + (WIDTH - LEFT - 24.0) * offset / self.days
    }
}

pub fn figure(items: &[TimelineItem]) -> Option<Figure> {
    let dated: Vec<(Date, &TimelineItem)> = items.iter().filter_map(|i| Some((day(&i.date)?, i))).collect();
    let first = dated.iter().map(|(d, _)| *d).min()?;
    let last = dated.iter().map(|(d, _)| *d).max()?;
    let scale = Scale { first, days: f64::from((last - first).get_days()).max(1.0) };
    let mut lanes = Vec::new();
    let mut top = 12.0;
    for (number, name) in ["Events", "Statements", "Filings"].into_iter().enumerate() {
        let of_lane: Vec<_> = dated.iter().filter(|(_, i)| usize::from(i.lane) == number).collect();
        if of_lane.is_empty() {
            continue;
        }
        let (lane, height) = lane(name, top, &of_lane, &scale);
        top += height;
        lanes.push(lane);
    }
    let description =
        format!("{} dates from {first} to {last}; the table below has each of them.", dated.len());
    Some(Figure {
        width: WIDTH,
        height: top + 26.0,
        right: WIDTH - 8.0,
        lanes,
        ticks: ticks(&scale, last),
        description,
    })
}

fn lane(name: &'static str, top: f64, items: &[&(Date, &TimelineItem)], scale: &Scale) -> (Lane, f64) {
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (date, item) in items.iter().copied() {
        let x = scale.x(*date);
        let text = shortened(&item.label);
        let width = text.chars().count() as f64 * LETTER + 6.0;
        let at_end = x + width > WIDTH;
        let start = if at_end { x - width } else { x };
        let labelled = placed.len() < LABELS && start > LEFT;
        let row = ends.iter().position(|end| *end < start);
        let row = labelled.then(|| row.unwrap_or(ends.len()));
        if let Some(row) = row {
            if row == ends.len() {
                ends.push(0.0);
            }
            ends[row] = start + width + 4.0;
        }
        placed.push((x, row, text, at_end, *item));
    }
    let height = ends.len() as f64 * ROW + 22.0;
    let y = top + height - 12.0;
    let marks = placed.into_iter().map(|(x, row, text, at_end, item)| Mark {
        x,
        y,
        label: row.map(|row| Label { x, y: y - 9.0 - row as f64 * ROW, text, at_end }),
        target: item.target.clone(),
        title: format!("{}: {}", item.date, item.label),
    });
    (Lane { name, y, marks: marks.collect() }, height)
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL_LETTERS {
        return label.to_owned();
    }
    let head: String = label.chars().take(LABEL_LETTERS - 1).collect();
    format!("{}…", head.trim_end())
}

/// Years; months where all is within two years.
fn ticks(scale: &Scale, last: Date) -> Vec<Tick> {
    let by_month = scale.days < 800.0;
    let step = if !by_month {
        (scale.days / 365.0 / 12.0).ceil().max(1.0) as i64 * 12
    } else {
        (scale.days / 30.0 / 10.0).ceil().max(1.0) as i64
    };
    let (year, month) = (i64::from(scale.first.year()), i64::from(scale.first.month()));
    let start = if by_month { year * 12 + month - 1 } else { year * 12 };
    let mut ticks = Vec::new();
    for months in (start..start + 2400).step_by(usize::try_from(step).unwrap_or(12)) {
        let (Ok(y), Ok(m)) = (i16::try_from(months.div_euclid(12)), i8::try_from(months.rem_euclid(12) + 1))
        else {
            break;
        };
        let Ok(date) = Date::new(y, m, 1) else { break };
        if date > last {
            break;
        }
        if date >= scale.first {
            let text = if by_month { date.strftime("%b %Y").to_string() } else { y.to_string() };
            ticks.push(Tick { x: scale.x(date), text });
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(date: &str, lane: u8) -> TimelineItem {
        TimelineItem { date: date.into(), lane, label: "a label of some length".into(), target: "t".into() }
    }

    #[test]
    fn labels_of_one_row_never_overlap_and_stay_inside() {
        let items: Vec<_> = (1..=28).map(|d| item(&format!("2024-02-{d:02}"), (d % 3) as u8)).collect();
        for lane in figure(&items).unwrap().lanes {
            let mut boxes: Vec<(f64, f64, f64)> = Vec::new();
            for label in lane.marks.iter().filter_map(|m| m.label.as_ref()) {
                let width = label.text.chars().count() as f64 * LETTER;
                let start = if label.at_end { label.x - width } else { label.x };
                assert!(start >= LEFT && start + width <= WIDTH + 1.0);
                assert!(boxes.iter().all(|(s, e, y)| *y != label.y || *e <= start || start + width <= *s));
                boxes.push((start, start + width, label.y));
            }
        }
    }

    #[test]
    fn one_day_alone_is_not_drawn_and_bad_dates_are_passed_over() {
        assert!(!worth_drawing(&[item("2024-02-01", 0), item("2024-02-01", 1), item("soon", 1)]));
        assert!(figure(&[item("soon", 0)]).is_none());
    }
}
