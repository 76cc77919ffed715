//! Pages, lines and paragraphs within a cited document.

use super::cursor::Cursor;

const DASHES: &str = "-–—‑";

/// `12`, `12–15, 18`, `12:5–13:2`, `*3`, `xii`, with notes: `601 & n.3`.
pub(super) fn pages(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut list = page_range(cursor)?;
    let roman = list.starts_with(char::is_alphabetic);
    while let Some(more) = cursor.attempt(|c| next_range(c, roman)) {
        list.push_str(&more);
    }
    if let Some(note) = cursor.attempt(note) {
        list.push_str(&note);
    }
    Some(list)
}

/// `¶ 45`, `¶¶ 45–47, 52`, `paras. 3 and 5`.
pub(super) fn paragraphs(cursor: &mut Cursor<'_>) -> Option<String> {
    let signs = cursor.take_while(|c| c == '¶').chars().count();
    if signs == 0 && !cursor.eat_word(&["paragraphs", "paragraph", "paras.", "para."]) {
        return None;
    }
    cursor.spaces();
    cursor.take_while(|c| c == '¶');
    cursor.spaces();
    let list = pages(cursor)?;
    let many = list.contains(['–', ',', '&']) && !list.contains("n.");
    Some(format!("{} {list}", if many { "¶¶" } else { "¶" }))
}

/// A further page or range. Small roman numbers follow one another only: `¶ 45, i` is prose.
fn next_range(cursor: &mut Cursor<'_>, roman: bool) -> Option<String> {
    let comma = cursor.eat(",");
    cursor.spaces();
    let and = cursor.eat_word(&["and", "&"]);
    cursor.spaces();
    if !comma && !and {
        return None;
    }
    cursor.take_while(|c| c == '¶');
    cursor.spaces();
    let range = page_range(cursor).filter(|r| roman || !r.starts_with(char::is_alphabetic))?;
    (!starts_another(cursor)).then(|| format!(", {range}"))
}

fn page_range(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut range = page(cursor)?;
    if starts_neutral(cursor.rest()) {
        return None;
    }
    let upper = cursor.attempt(|c| {
        c.spaces();
        c.eat_char(|c| DASHES.contains(c)).then_some(())?;
        c.spaces();
        page(c)
    });
    if let Some(upper) = upper {
        range.push('–');
        range.push_str(&upper);
    }
    let ends = cursor.peek().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some(range)
}

/// `2021-NCSC-57`: the year is no page.
fn starts_neutral(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| DASHES.contains(c)) && chars.next().is_some_and(|c| c.is_ascii_uppercase())
}

/// A page, star page, paragraph or page with line; small roman numbers for front matter.
fn page(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.attempt(|c| {
        let star = c.eat("*");
        let digits = c.digits();
        let mut page = format!("{}{digits}", if star { "*" } else { "" });
        if digits.is_empty() {
            let roman = c.take_while(|c| "ivxl".contains(c));
            return (!star && !roman.is_empty()).then(|| roman.to_string());
        }
        let line = c.attempt(|c| {
            c.eat(":").then_some(())?;
            Some(c.digits()).filter(|d| !d.is_empty() && d.len() <= 2)
        });
        if let Some(line) = line {
            page.push(':');
            page.push_str(line);
        }
        if c.peek().is_some_and(|l| l.is_ascii_lowercase())
            && !c.ahead(2)[1..].starts_with(char::is_alphanumeric)
        {
            page.push_str(c.take_while(|l| l.is_ascii_lowercase()));
        }
        Some(page)
    })
}

/// ` n.3`, ` & nn.3–4`, `, n. 5`, `, and n. 4`.
fn note(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat(",");
    cursor.spaces();
    if !cursor.eat("&") {
        cursor.eat_word(&["and"]);
    }
    cursor.spaces();
    if !cursor.eat("nn.") && !cursor.eat("n.") {
        return None;
    }
    cursor.spaces();
    let number = page_range(cursor)?;
    Some(format!(" n.{number}"))
}

/// Abbreviations that make the number before them the volume or title of another citation.
const ANOTHER: &[&str] = &[
    "U.S", "U. S", "USC", "US ", "C.F.R", "CFR", "F.", "F. ", "S. Ct", "S.Ct", "L. Ed", "L.Ed", "Fed.", "WL",
    "ILCS", "Ill.", "Pa.", "P.S.", "Cal.", "Del.", "Stat.", "M.R.S", "N.E", "N.W", "N.Y", "S.E", "S.W",
    "So.", "A.2d", "A.3d", "P.2d", "P.3d", "Mass.", "Wash.", "Me.", "Op.", "Harv.", "Cir",
];

/// Does a word begin the abbreviation of a reporter or code?
pub(super) fn starts_report(word: &str) -> bool {
    ANOTHER.iter().any(|a| word.starts_with(a.trim_end()) && word.len() > 1)
}

/// Is the number just read in truth the title or volume of the next citation?
pub(super) fn starts_another(cursor: &Cursor<'_>) -> bool {
    let mut next = *cursor;
    next.spaces();
    let ahead = next.rest();
    next.at > cursor.at && (ANOTHER.iter().any(|a| ahead.starts_with(a)) || is_abbreviated(ahead))
}

/// `App. 24`: a capitalised word with a point and a number behind it.
fn is_abbreviated(ahead: &str) -> bool {
    let Some((word, rest)) = ahead.split_once(['.']) else { return false };
    let short = (2..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic());
    short
        && word.starts_with(char::is_uppercase)
        && rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Paragraphs marked by the sign alone, not by the word.
pub(super) fn paragraphs_by_sign(cursor: &mut Cursor<'_>) -> Option<String> {
    if cursor.peek() == Some('¶') { paragraphs(cursor) } else { None }
}
