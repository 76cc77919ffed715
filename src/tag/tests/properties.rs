use super::tagger;
use crate::document::DocumentKind;
use proptest::prelude::*;

/// Words that wake patterns, marks that end clauses, and letters beyond ASCII.
const PIECES: [&str; 30] = [
    "We",
    "may",
    "share",
    "sell",
    "your",
    "personal information",
    "do not",
    "never",
    "data breach",
    "Defendant",
    "denies",
    "that",
    "claims",
    "were false",
    ",",
    ". ",
    "“",
    "”",
    "names",
    "addresses",
    "hackers",
    "stole",
    "§ 2511",
    "18 U.S.C.",
    "été",
    "数据",
    "\n",
    ":",
    "IP address",
    "\"",
];

proptest! {
    #![proptest_config(crate::property::cases(200, "tests/regressions/tags.txt"))]

    #[test]
    fn every_span_is_words_of_the_text_inside_its_proposition(
        picks in prop::collection::vec(0..PIECES.len(), 0..60),
        kind in prop::sample::select(DocumentKind::ALL.to_vec()),
    ) {
        let text: String = picks.iter().map(|&at| PIECES[at]).collect::<Vec<_>>().join(" ");
        for finding in tagger().tag_passage(&text, Some(kind), Some("about: Brightcart; by: Harbour Daily (news outlet)")) {
            prop_assert!(text.get(finding.span.start..finding.span.end).is_some_and(|words| !words.is_empty()));
            prop_assert!(finding.proposition.contains(finding.span));
            prop_assert!((0.0..=1.0).contains(&finding.confidence));
            for field in ["concept", "mode", "speaker"] {
                prop_assert!(finding.decisions.iter().any(|d| d.field == field), "no reason for {field}");
            }
        }
    }

    #[test]
    fn any_text_at_all_can_be_tagged(text in "\\PC{0,200}") {
        let _ = tagger().tag_passage(&text, None, None);
    }
}
