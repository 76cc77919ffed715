//! Sections as written after a code's name: lists, ranges, subsections and tails.

use super::cursor::Cursor;
use super::pin::starts_another;

/// What a hyphen between two numbers means in a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Hyphen {
    /// Part of the section's own number: `42-110b`.
    #[default]
    Joins,
    /// A range: `2510-2522`.
    Ranges,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// `18 USC 2511`, `RCW 9.73.030`.
    None,
    /// `§`, `Section`.
    One,
    /// `§§`, `Sections`.
    Many,
    /// `Part 312`, `pt. 318`.
    Part,
    /// `ch. 501`.
    Chapter,
}

/// One member of a list of sections. Its span covers its own words only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub number: String,
    /// The last section of a range.
    pub upper: Option<String>,
    pub pin: Option<String>,
    pub start: usize,
    pub end: usize,
}

const SECTION_WORDS: &[&str] = &["sections", "section", "secs.", "sec.", "sects.", "sect.", "ss.", "s."];
const PLURAL_WORDS: &[&str] = &["sections", "secs.", "sects.", "ss."];
const JOINERS: &[&str] = &["and/or", "and", "or", "&"];

/// Reads `§`, `§§`, `Section`, `Part` … and the space after it.
pub(super) fn marker(cursor: &mut Cursor<'_>) -> Marker {
    let signs = cursor.take_while(|c| c == '§').chars().count();
    if signs > 0 {
        cursor.spaces();
        let more = cursor.take_while(|c| c == '§').chars().count();
        cursor.spaces();
        return if signs + more > 1 { Marker::Many } else { Marker::One };
    }
    let mut words = *cursor;
    let found = if words.eat_word(PLURAL_WORDS) {
        Marker::Many
    } else if words.eat_word(SECTION_WORDS) {
        Marker::One
    } else if words.eat_word(&["parts", "part", "pts.", "pt."]) {
        Marker::Part
    } else if words.eat_word(&["chapter", "ch."]) {
        Marker::Chapter
    } else {
        return Marker::None;
    };
    words.spaces();
    if words.peek().is_some_and(|c| c.is_ascii_digit()) {
        *cursor = words;
        found
    } else {
        Marker::None
    }
}

/// Reads a list of sections. Empty if no number stands at the cursor.
pub(super) fn sections(cursor: &mut Cursor<'_>, hyphen: Hyphen, marker: Marker) -> Vec<Section> {
    let Some(first) = section(cursor, hyphen, None) else { return Vec::new() };
    let mut list = vec![first];
    while let Some(last) = list.last() {
        let Some(next) = cursor.attempt(|c| next_section(c, hyphen, marker, last)) else { break };
        list.push(next);
    }
    list
}

fn next_section(cursor: &mut Cursor<'_>, hyphen: Hyphen, marker: Marker, last: &Section) -> Option<Section> {
    let joined = separator(cursor)?;
    let repeated = self::marker(cursor) != Marker::None;
    let found = section(cursor, hyphen, Some(&last.number))?;
    let paired = joined && last.pin.is_some() && found.pin.is_some();
    let listed = repeated
        || paired
        || matches!(marker, Marker::Many | Marker::Part)
        || similar(&last.number, &found.number, joined);
    (listed && !starts_another(cursor)).then_some(found)
}

/// `, and `, ` or `, `; `. True if a word joins them, not a bare comma.
fn separator(cursor: &mut Cursor<'_>) -> Option<bool> {
    let start = cursor.at;
    let comma = cursor.eat(",") || cursor.eat(";");
    cursor.spaces();
    let word = cursor.eat_word(JOINERS);
    cursor.spaces();
    (cursor.at > start && (comma || word)).then_some(word)
}

/// Without a plural marker a further number is a section only if it is built like the one before it.
fn similar(before: &str, number: &str, joined: bool) -> bool {
    let lead = |s: &str| s.chars().take_while(char::is_ascii_digit).count();
    let marks = |s: &str| s.chars().filter(|c| ".-:/".contains(*c)).count();
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    if marks(before) > 0 {
        return marks(before) == marks(number) && lead(before) == lead(number);
    }
    joined && !year && lead(before) >= 3 && lead(before) == lead(number) && marks(number) <= 1
}

fn section(cursor: &mut Cursor<'_>, hyphen: Hyphen, before: Option<&str>) -> Option<Section> {
    let start = cursor.at;
    let mut number = number(cursor, before)?;
    let mut end = cursor.at;
    let mut upper = None;
    if hyphen == Hyphen::Ranges
        && let Some((low, high)) = split_range(&number)
    {
        upper = Some(high);
        number = low;
    }
    let mut pin = subsections(cursor);
    if upper.is_none() {
        upper = cursor.attempt(|c| range_end(c, &number));
    }
    if upper.is_some() && pin.is_none() {
        pin = subsections(cursor);
    }
    end = end.max(cursor.at);
    if let Some(subdivision) = cursor.attempt(subdivision) {
        pin = Some(pin.map_or_else(|| subdivision.clone(), |p| format!("{p}, {subdivision}")));
        end = cursor.at;
    }
    if cursor.attempt(and_following).is_some() {
        pin = Some(pin.map_or_else(|| "et seq.".into(), |p| format!("{p} et seq.")));
        end = cursor.at;
    }
    if cursor.attempt(statutory_note).is_some() {
        pin = Some(pin.map_or_else(|| "note".into(), |p| format!("{p} note")));
        end = cursor.at;
    }
    Some(Section { number, upper, pin, start, end })
}

/// `8 U.S.C. § 1231 note`: law that the code prints beneath a section.
fn statutory_note(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    cursor.eat_word(&["note"]).then_some(())?;
    (!cursor.rest().starts_with(" that")).then_some(())
}

/// Minnesota's `, subd. 1(a)`, which has no parentheses of its own.
fn subdivision(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat(",");
    cursor.spaces();
    cursor.eat_word(&["subdivision", "subd."]).then_some(())?;
    cursor.spaces();
    let number = cursor.take_while(|c| c.is_ascii_alphanumeric());
    let inner = subsections(cursor).unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("subd. {number}{inner}"))
}

/// `, et seq.` in its spellings.
fn and_following(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.eat(",");
    cursor.spaces();
    if !cursor.eat_word(&["et."]) && !cursor.eat_word(&["et"]) {
        return None;
    }
    cursor.spaces();
    (cursor.eat_word(&["seqq."])
        || cursor.eat_word(&["seq."])
        || cursor.eat_word(&["seq"])
        || cursor.eat_word(&["sequitur"]))
    .then_some(())
}

/// A section's number with its dots, colons, slashes and joined hyphens. `.105` and `-152.15` after
/// another number take their head from it.
fn number(cursor: &mut Cursor<'_>, before: Option<&str>) -> Option<String> {
    let start = cursor.at;
    let headless = before.filter(|_| cursor.peek().is_some_and(|c| c == '.' || c == '-' || c == '/'));
    if headless.is_some() {
        cursor.at += 1;
    }
    atom(cursor, true)?;
    while continues(cursor, start) {
        let mut next = *cursor;
        next.eat_char(|_| true);
        if atom(&mut next, false).is_none() {
            break;
        }
        *cursor = next;
    }
    let written = cursor.text[start..cursor.at].replace(['\u{2010}', '\u{2011}'], "-");
    match headless {
        Some(before) => complete(before, &written),
        None => Some(written),
    }
}

/// `.402` after `164.306` is `164.402`.
fn complete(before: &str, tail: &str) -> Option<String> {
    let mark = tail.chars().next()?;
    let head = &before[..before.rfind(mark)?];
    Some(format!("{head}{tail}"))
}

fn continues(cursor: &Cursor<'_>, start: usize) -> bool {
    let mut next = *cursor;
    let Some(mark) = next.peek() else { return false };
    next.at += mark.len_utf8();
    let following = next.peek().unwrap_or(' ');
    let read = &cursor.text[start..cursor.at];
    match mark {
        '.' | ':' => following.is_ascii_digit(),
        '/' => following.is_ascii_digit() && !read.contains('/'),
        '-' | '\u{2010}' | '\u{2011}' => following.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// A run of digits with at most three letters behind it or, inside a number, letters alone.
fn atom(cursor: &mut Cursor<'_>, first: bool) -> Option<()> {
    let mut next = *cursor;
    let digits = next.digits();
    let letters = next.take_while(|c| c.is_ascii_alphabetic());
    let long = digits.len() > 6 || letters.len() > 3 || (digits.is_empty() && letters.len() > 2);
    if long || (digits.is_empty() && (first || letters.is_empty())) {
        return None;
    }
    *cursor = next;
    Some(())
}

/// Splits `2510-2522`, but not `1320d-6`, where the hyphen belongs to the section.
fn split_range(number: &str) -> Option<(String, String)> {
    let (low, high) = number.split_once('-')?;
    let lettered = low.ends_with(|c: char| c.is_ascii_alphabetic());
    let starts_digit = high.starts_with(|c: char| c.is_ascii_digit());
    let long = high.chars().take_while(char::is_ascii_digit).count() >= 3;
    let range = starts_digit && (!lettered || long);
    let high = expand(low, high);
    (range && order_key(&high) > order_key(low)).then(|| (low.to_string(), high))
}

/// `2701-12` means up to 2712, `164.400-414` up to 164.414.
fn expand(low: &str, high: &str) -> String {
    let plain = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    let last = low.rsplit('.').next().unwrap_or(low);
    let shorter = high.len() < low.len() && high.len() <= last.len();
    if plain(last) && plain(high) && shorter {
        format!("{}{high}", &low[..low.len() - high.len()])
    } else {
        high.to_string()
    }
}

/// `–2522`, ` through 2522`, ` to -152.15`.
fn range_end(cursor: &mut Cursor<'_>, low: &str) -> Option<String> {
    cursor.spaces();
    let dash = cursor.eat_char(|c| "-–—‑".contains(c));
    if !dash && !cursor.eat_word(&["through", "thru", "to"]) {
        return None;
    }
    cursor.spaces();
    self::marker(cursor);
    let high = number(cursor, Some(low))?;
    let followed = cursor.peek().is_none_or(|c| !c.is_alphanumeric() && c != '%');
    followed.then(|| expand(low, &high))
}

/// Subsections as one string: `(1)(a)`, `(a), (c)–(d)`. Words (`subdivision (a)`) are left out.
pub(super) fn subsections(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut pin = String::new();
    loop {
        let mut next = *cursor;
        let joint = joint(&mut next, &pin);
        let Some(part) = joint.and_then(|j| Some((j, parenthesis(&mut next, &pin, j)?))) else { break };
        pin.push_str(part.0);
        pin.push_str(&part.1);
        *cursor = next;
    }
    (!pin.is_empty()).then_some(pin)
}

/// What stands between two subsections, in one spelling.
fn joint(cursor: &mut Cursor<'_>, pin: &str) -> Option<&'static str> {
    if cursor.rest().starts_with('(') {
        return Some("");
    }
    let start = cursor.at;
    let comma = cursor.eat(",");
    cursor.spaces();
    if cursor.attempt(subsection_word).is_some() {
        return Some(if pin.is_empty() { "" } else { ", " });
    }
    if !comma && cursor.rest().starts_with('(') {
        let broken = cursor.text[start..cursor.at].contains('\n');
        return (!broken || !begins_an_item(cursor.rest())).then_some("");
    }
    let dash = !comma && cursor.eat_char(|c| "-–—".contains(c));
    let range = dash || (!comma && cursor.eat_word(&["through", "to"]));
    let word = !range && cursor.eat_word(JOINERS);
    cursor.spaces();
    let joined = !pin.is_empty() && cursor.at > start && cursor.rest().starts_with('(');
    match (joined, range, comma || word) {
        (true, true, _) => Some("–"),
        (true, false, true) => Some(", "),
        _ => None,
    }
}

/// `(a) The Conference shall …` on a line of its own is the first item of a text that is quoted, and no
/// part of the citation above it.
fn begins_an_item(rest: &str) -> bool {
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    let mut letters = after.strip_prefix([' ', '\u{a0}']).unwrap_or_default().chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn subsection_word(cursor: &mut Cursor<'_>) -> Option<()> {
    let words = [
        "subdivisions",
        "subdivision",
        "subsections",
        "subsection",
        "paragraphs",
        "paragraph",
        "subparagraph",
        "subds.",
        "subd.",
        "subsec.",
        "subdiv.",
        "para.",
    ];
    if !cursor.eat_word(&words) {
        return None;
    }
    cursor.spaces();
    cursor.rest().starts_with('(').then_some(())
}

/// One parenthesis that can name a subsection: `(a)`, `(iii)`, `(2)`, `(aa)`, never `(CFAA)`.
fn parenthesis(cursor: &mut Cursor<'_>, pin: &str, joint: &str) -> Option<String> {
    cursor.eat("(");
    let inner = cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    if !cursor.eat(")") || !is_subsection(inner) {
        return None;
    }
    let listed = joint == ", " && !pin.is_empty();
    if listed && !pin.split(['(', ')']).any(|p| !p.is_empty() && class(p) == class(inner)) {
        return None;
    }
    Some(format!("({inner})"))
}

fn is_subsection(inner: &str) -> bool {
    let letters = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphabetic());
    if let Some((a, b)) = inner.split_once('-') {
        return is_subsection(a) && is_subsection(b);
    }
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let tail = &inner[digits..];
    if digits > 0 {
        let lettered = tail.len() == 1 && tail.starts_with(|c: char| c.is_ascii_lowercase());
        return digits <= 3 && (tail.is_empty() || lettered || (tail.starts_with('.') && tail.len() <= 3));
    }
    let roman = inner.len() <= 6 && inner.chars().all(|c| "ivxIVX".contains(c));
    let doubled = inner.len() == 2 && inner.as_bytes()[0] == inner.as_bytes()[1];
    letters(inner) && (inner.len() == 1 || roman || doubled)
}

fn class(inner: &str) -> u8 {
    match inner.chars().next() {
        Some(c) if c.is_ascii_digit() => 0,
        Some(c) if c.is_ascii_uppercase() => 1,
        _ => 2,
    }
}

/// The order of two section numbers: digit runs as numbers, the rest as letters.
pub(super) fn order_key(number: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    for atom in number.split(|c: char| !c.is_ascii_alphanumeric()) {
        let digits = atom.len() - atom.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let value = atom[..digits].parse().unwrap_or(0);
        key.push((value, atom[digits..].to_ascii_lowercase()));
    }
    key
}
