//! What filing systems stamp on pages: case number, docket entry, date, ECF page, PageID.

use crate::expression::expression;
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a stamp says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub case: Option<String>,
    pub docket: Option<String>,
    /// ISO 8601.
    pub filed: Option<String>,
    pub page: Option<u32>,
    pub page_id: Option<String>,
}

impl Stamp {
    /// Takes over what it does not know itself: stamps come in two lines.
    pub fn complete(&mut self, other: Stamp) {
        self.case = self.case.take().or(other.case);
        self.docket = self.docket.take().or(other.docket);
        self.filed = self.filed.take().or(other.filed);
        self.page = self.page.or(other.page);
        self.page_id = self.page_id.take().or(other.page_id);
    }
}

#[derive(Deserialize)]
struct FieldRule {
    name: String,
    #[serde(default)]
    anchor: bool,
    pattern: String,
}

#[derive(Deserialize)]
struct LabelRule {
    pattern: String,
}

#[derive(Deserialize, Default)]
struct StampRules {
    field: Vec<FieldRule>,
    label: Vec<LabelRule>,
}

struct Field {
    name: String,
    anchor: bool,
    pattern: Regex,
}

struct Rules {
    fields: Vec<Field>,
    labels: Vec<Regex>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let rules: StampRules = toml::from_str(include_str!("stamps.toml")).unwrap_or_default();
    let regex = |pattern: &str| expression(&format!("(?i){pattern}")).ok();
    let field = |rule: FieldRule| {
        Some(Field { pattern: regex(&rule.pattern)?, name: rule.name, anchor: rule.anchor })
    };
    Rules {
        fields: rules.field.into_iter().filter_map(field).collect(),
        labels: rules.label.iter().filter_map(|l| regex(&l.pattern)).collect(),
    }
});

/// Share of a line's letters and digits that the fields must cover.
const COVERAGE: f32 = 0.7;

/// Reads a line as a stamp, or as the rest of one where the line above is a stamp.
pub(super) fn read_stamp(line: &str, continues: bool) -> Option<Stamp> {
    let mut covered = vec![false; line.len()];
    let mut stamp = Stamp::default();
    let mut anchored = continues;
    let mut fields = 0;
    for field in &RULES.fields {
        for captures in field.pattern.captures_iter(line) {
            let Some(whole) = captures.get(0) else { continue };
            covered[whole.range()].fill(true);
            anchored |= field.anchor;
            fields += 1;
            let value = captures.name("value").or_else(|| captures.name("value2"));
            if let Some(value) = value {
                stamp.complete(field_value(&field.name, value.as_str()));
            }
        }
    }
    let enough = fields >= 2 || continues || line.to_uppercase().contains("NYSCEF");
    (anchored && enough && share(line, &covered) >= COVERAGE).then_some(stamp)
}

fn share(line: &str, covered: &[bool]) -> f32 {
    let ink = line.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let (all, inside) =
        ink.fold((0, 0), |(all, inside), (at, _)| (all + 1, inside + usize::from(covered[at])));
    if all == 0 { 0.0 } else { inside as f32 / all as f32 }
}

fn field_value(name: &str, value: &str) -> Stamp {
    let mut stamp = Stamp::default();
    match name {
        "case" | "index" => stamp.case = Some(value.to_owned()),
        "docket" => stamp.docket = Some(value.to_owned()),
        "filed" => stamp.filed = slashed_date(value),
        "page" => stamp.page = value.parse().ok(),
        "page_id" => stamp.page_id = Some(value.replace(',', "")),
        _ => {}
    }
    stamp
}

/// `09/20/23` or `9/20/2023` as ISO 8601.
pub(super) fn slashed_date(text: &str) -> Option<String> {
    let mut parts = text.split('/').map(|p| p.parse::<u32>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    let year = match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        _ => year,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Reads a line as the page's printed number: `12`, `- 12 -`, `iv`, `Page 3 of 18`.
pub(super) fn read_label(line: &str) -> Option<String> {
    let captures = RULES.labels.iter().find_map(|l| l.captures(line.trim()))?;
    let value = captures.name("value")?.as_str();
    (value.parse::<u32>().is_ok() || roman(&value.to_lowercase()).is_some()).then(|| value.to_owned())
}

/// The value of a lower-case roman number.
pub(super) fn roman(text: &str) -> Option<u32> {
    let digit = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        'd' => Some(500),
        'm' => Some(1000),
        _ => None,
    };
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut value = 0_u32;
    for (i, d) in digits.iter().enumerate() {
        let larger_follows = digits.get(i + 1).is_some_and(|next| next > d);
        value = if larger_follows { value.wrapping_sub(*d) } else { value.wrapping_add(*d) };
    }
    (value > 0 && value < 4000 && to_roman(value) == text).then_some(value)
}

fn to_roman(mut value: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (step, letters) in STEPS {
        while value >= step {
            text.push_str(letters);
            value -= step;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Form {
        court: String,
        stamp: String,
        case: Option<String>,
        docket: String,
        filed: Option<String>,
        page: Option<u32>,
        page_id: Option<String>,
    }

    #[derive(Deserialize)]
    struct Forms {
        form: Vec<Form>,
    }

    #[test]
    fn every_form_of_the_data_file_is_read_whole() {
        let forms: Forms = toml::from_str(include_str!("stamps.toml")).unwrap();
        for form in forms.form {
            let read = read_stamp(&form.stamp, false).unwrap_or_else(|| panic!("{}: no stamp", form.court));
            let wanted = Stamp {
                case: form.case,
                docket: Some(form.docket),
                filed: form.filed,
                page: form.page,
                page_id: form.page_id,
            };
            assert_eq!(read, wanted, "{}", form.court);
        }
    }

    #[test]
    fn running_text_about_a_case_is_no_stamp() {
        for line in [
            "In Case 1:29-cv-06962 the court held that Document 1 was filed on 09/20/29 by counsel for the company",
            "See ECF No. 1 at 12, which describes the page",
            "the court in Larch v. Orland. See Tarn Decl., Doc. 12",
            "45. On 09/20/29 Acme filed Document 12.",
            "",
        ] {
            assert_eq!(read_stamp(line, false), None, "{line}");
        }
    }

    #[test]
    fn the_second_line_of_a_stamp_completes_the_first() {
        let mut stamp = read_stamp("Case 2:29-cv-01234-ABC Document 1 Filed 02/10/29", false).unwrap();
        stamp.complete(read_stamp("Page 2 of 30 Page ID #:2", true).unwrap());
        assert_eq!((stamp.page, stamp.page_id.as_deref()), (Some(2), Some("2")));
    }

    #[test]
    fn page_labels_are_numbers_and_little_else() {
        for (line, label) in
            [("- 12 -", "12"), ("iv", "iv"), ("Page 3 of 18", "3"), ("7", "7"), ("– 4 –", "4")]
        {
            assert_eq!(read_label(line).as_deref(), Some(label), "{line}");
        }
        for line in ["12.", "iiii", "Page", "Exhibit 3", "$45", "v."] {
            assert_eq!(read_label(line), None, "{line}");
        }
    }

    #[test]
    fn roman_numbers_are_read_only_in_their_proper_form() {
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("iix"), None);
        assert_eq!(roman("civil"), None);
        assert_eq!(roman(""), None);
    }
}
