//! What the head of a column says of the cells below it.

use crate::document::{Decision, Document, Finding, Mode, ParagraphKind, Speaker};
use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

static COULD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(r"(?i)\b(?:could|may|might)\s+(?:also\s+)?(?:include|be|contain|use|collect)\b").ok()
});

/// `Categories, which could include any of the following` over a column: what its cells name is permitted, not
/// represented.
pub(super) fn govern(document: &Document, finding: &mut Finding) {
    let stated = finding.mode == Mode::Represented && finding.speaker == Speaker::Company;
    let in_table =
        || document.paragraph_at(finding.span.start).is_some_and(|(_, p)| p.kind == ParagraphKind::Table);
    if !stated || !in_table() {
        return;
    }
    let Some(head) = document.lead_in(finding.span.start) else { return };
    let Some(words) = COULD.as_ref().and_then(|could| could.find(document.slice(head))) else { return };
    finding.mode = Mode::Permitted;
    finding.decisions.push(Decision {
        field: "mode".to_owned(),
        rule: "head-of-column".to_owned(),
        words: words.as_str().to_owned(),
        span: Some(crate::document::Span::new(head.start + words.start(), head.start + words.end())),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::tests::tagger;

    #[test]
    fn the_head_of_a_column_governs_its_cells() {
        let modes = |head: &str| {
            let row = "Advertising\tWe use your precise location";
            let document =
                Document::of_paragraphs(&[(ParagraphKind::Table, head), (ParagraphKind::Table, row)]);
            let found = tagger().tag(&document);
            found.iter().filter(|f| f.concept == "data:geo_precise").map(|f| f.mode).collect::<Vec<_>>()
        };
        assert_eq!(modes("Why\tCategories, which could include any of the following:"), [Mode::Permitted]);
        assert_eq!(modes("Why\tCategories"), [Mode::Represented]);
    }
}
