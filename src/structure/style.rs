//! How a line looks and what that makes of it: heading, item, closed or open end.

use super::row::{Measure, Row};

/// A sentence or clause ends here: the next line may begin something new.
pub(super) fn is_closed(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*']);
    let ends = |t: &str| t.ends_with(['.', ';', ':', '?', '!']);
    let joined = ["; and", "; or", ", and", ", or", "; and/or"].iter().any(|end| bare.ends_with(end));
    ends(bare) || ends(text) || joined || text.ends_with('”') && !bare.ends_with(',')
}

/// The label of a list item (`a.`, `(iii)`, `•`) with the space after it, in bytes.
pub(super) fn item_label(text: &str) -> Option<usize> {
    let (first, rest) = text.split_once(' ').map_or((text, ""), |(f, r)| (f, r.trim_start()));
    let bullet =
        first.chars().count() == 1 && first.chars().all(|c| "•●▪■○◦‣⁃∙·-–—*➢✓§o".contains(c) && c != '§');
    let bullet = bullet && (first != "o" || rest.starts_with(char::is_uppercase));
    (bullet && !rest.is_empty() || is_enumerator(first)).then(|| text.len() - rest.len())
}

/// `a.` `(a)` `a)` `iv.` `(12)` `12.` `A.`
fn is_enumerator(word: &str) -> bool {
    let inner = match word.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')'),
        None => word.strip_suffix(['.', ')']),
    };
    let Some(inner) = inner else { return false };
    let digits = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let letter = inner.len() == 1 && inner.chars().all(|c| c.is_ascii_alphabetic());
    let doubled = inner.len() == 2
        && inner.as_bytes()[0] == inner.as_bytes()[1]
        && inner.is_ascii()
        && inner.chars().all(|c| c.is_ascii_lowercase());
    let roman =
        (2..=6).contains(&inner.len()) && super::stamp::roman(&inner.to_lowercase()).is_some_and(|v| v < 60);
    digits || letter || doubled || roman
}

/// Letters are nearly all capitals, and there are some.
pub(super) fn is_capitals(text: &str) -> bool {
    let (upper, lower) = text
        .chars()
        .fold((0, 0), |(u, l), c| (u + usize::from(c.is_uppercase()), l + usize::from(c.is_lowercase())));
    upper >= 4 && upper >= 6 * lower
}

/// Most longer words begin with a capital.
pub(super) fn is_title_case(text: &str) -> bool {
    let words = text.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (upper, all) = words.fold((0, 0), |(upper, all), word| {
        let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        (upper + usize::from(capital), all + 1)
    });
    all > 0 && upper * 10 >= all * 7
}

pub(super) fn is_centred(row: &Row, measure: Measure) -> bool {
    let middle = (row.bbox.left + row.bbox.right) / 2.0;
    let inset = row.bbox.left - measure.left;
    (middle - measure.middle()).abs() < 0.035 * measure.width() && inset > 0.05 * measure.width()
}

/// The outline label of a heading (`IV.`, `A.`, `COUNT II`) and its depth from 1.
pub(super) fn outline_level(text: &str) -> Option<u8> {
    let first = text.split_whitespace().next()?;
    let label = first.strip_suffix(['.', ')', ':'])?;
    if super::stamp::roman(&label.to_lowercase()).is_some() && label.chars().all(char::is_uppercase) {
        // A single `C.`, `D.` or `L.` continues an alphabet more often than it counts in roman.
        let letter = label.len() == 1 && !matches!(label, "I" | "V" | "X");
        return Some(if letter { 2 } else { 1 });
    }
    let one = label.chars().count() == 1;
    match label.chars().next()? {
        c if one && c.is_ascii_uppercase() => Some(2),
        _ if label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit()) => Some(3),
        c if one && c.is_ascii_lowercase() => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_labels_are_told_from_words_that_begin_a_line() {
        for text in
            ["a. Collecting data", "(iii) sells", "• Names", "12) twelve", "(b)", "bb. more", "- dashes"]
        {
            assert!(item_label(text).is_some(), "{text}");
        }
        for text in ["and then", "Inc. The firm", "2021 was", "(the Act)", "v. Example", "§ 5 of"] {
            assert!(item_label(text).is_none() || text.starts_with("v."), "{text}");
        }
    }

    #[test]
    fn an_open_line_end_is_not_closed() {
        assert!(is_closed("shared the data with partners."));
        assert!(is_closed("called it “private.”"));
        assert!(is_closed("names of users; and"));
        assert!(!is_closed("the data of users and"));
        assert!(!is_closed("in “good faith,” while"));
    }
}
