//! Citations that the end of a page breaks: two paragraphs of which the first breaks off.

use super::pattern::pattern;
use crate::document::{Paragraph, ParagraphKind};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What no paragraph ends with, unless its citation goes on: `488 U.S. 469,`, `Doe v.`, `See`.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[0-9A-Za-z.],|(?-u:\b)v\.|(?-u:\b)[Ss]ee|[0-9] at|[§¶]|[0-9]\s(?:U\.S\.|S\. Ct\.|F\.[23]d|F\.4th|F\. Supp\.(?: [23]d)?|WL|U\.S\.C\.|C\.F\.R\.))$",
    )
});

/// Does a citation of one paragraph go on in the next?
pub(super) fn goes_on(text: &str, above: &Paragraph, below: &Paragraph) -> bool {
    use ParagraphKind::{Body, Footnote, Numbered, Prayer, Quote};
    let alike = matches!(
        (above.kind, below.kind),
        (Body | Numbered, Body) | (Footnote, Footnote) | (Prayer, Prayer) | (Quote, Quote)
    );
    if !alike || above.span.end > below.span.start || below.number.is_some() {
        return false;
    }
    let between = &text[above.span.end..below.span.start];
    let (first, second) = (slice(text, above).trim_end(), slice(text, below));
    let id = first.ends_with("Id.") || first.ends_with("id.");
    let pin = second.starts_with(['§', '¶']) || second.starts_with("at ");
    !between.is_empty() && between.trim().is_empty() && (id && pin || OPEN.is_match(first))
}

/// The text of paragraphs that are read as one: what parts them becomes a line's end, so that the
/// places of words stay what they are.
pub(super) fn joined<'d>(text: &'d str, run: &[Paragraph]) -> Cow<'d, str> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Cow::Borrowed("") };
    let whole = first.span.start..last.span.end;
    if run.len() == 1 {
        return Cow::Borrowed(&text[whole]);
    }
    let mut joined = String::with_capacity(whole.len());
    for (paragraph, next) in run.iter().zip(run.iter().skip(1)) {
        joined.push_str(slice(text, paragraph));
        let blank = next.span.start - paragraph.span.end - 1;
        joined.extend(std::iter::repeat_n(' ', blank));
        joined.push('\n');
    }
    joined.push_str(slice(text, last));
    Cow::Owned(joined)
}

fn slice<'t>(text: &'t str, paragraph: &Paragraph) -> &'t str {
    &text[paragraph.span.start..paragraph.span.end]
}
