//! Any string is read and run, or refused with a hint, in every dialect.

use super::*;
use proptest::prelude::*;

/// Pieces of queries, whole and broken.
const PIECES: [&str; 46] = [
    "a",
    "e",
    "mail",
    "pixel",
    "(",
    ")",
    "\"",
    "“",
    " w/",
    " w/5 ",
    " pre/3 ",
    " /s ",
    " +p ",
    " NOT ",
    " AND ",
    " OR ",
    " NOT w/2 ",
    " but not ",
    "5",
    "*",
    "?",
    "!",
    "%",
    "%1",
    "~",
    "[",
    "]",
    "[mode=denied]",
    ":",
    "kind:",
    "kind:complaint",
    "party:\"",
    "date:2023..",
    "data:ssn",
    "cites:\"18 U.S.C. § 2511\"",
    "é",
    " ",
    "ATLEAST3(",
    "\u{E000}",
    "\u{AD}",
    "/",
    "+",
    "'s",
    ".",
    "631(a)",
    "\u{1F600}",
];

fn answers_or_teaches(text: &str) {
    for dialect in Dialect::ALL {
        match parse(text, dialect) {
            Err(error) => {
                let said = error.to_string();
                assert!(said.contains("hint: "), "{text:?} in {dialect}: {said}");
                assert!(
                    text.is_char_boundary(error.at.start)
                        && text.is_char_boundary(error.at.end.min(text.len()))
                );
            }
            Ok(query) => {
                let document = TokenText::plain("a pixel, e-mail of the user’s data 631(a)");
                find(&query, &query.bind(&document, None), &Budget::default()).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_queries_in_any_order(pieces in proptest::collection::vec(0..PIECES.len(), 0..14)) {
        answers_or_teaches(&pieces.iter().map(|&i| PIECES[i]).collect::<String>());
    }

    #[test]
    fn any_characters(text in "\\PC{0,40}") {
        answers_or_teaches(&text);
        let words = WordPlaces::of(&text);
        let tokens = TokenText::plain(text);
        prop_assert_eq!(words.words(), tokens.words());
    }

    #[test]
    fn a_query_with_a_few_characters_changed(at in 0usize..200, cut in 0usize..6, with in "[ -~“”é\u{0}\u{AD}]{0,3}") {
        let query = "(\"tracking pixel\" OR beacon!) w/10 (wom?n pre/3 ~disclose) AND kind:complaint AND \
                     data:ssn[mode=denied] w/p ATLEAST2(cook* OR wiretap%1) NOT \"18 U.S.C. § 2511(1)(a)\"";
        let chars: Vec<char> = query.chars().collect();
        let (from, to) = (at.min(chars.len()), (at + cut).min(chars.len()));
        let changed: String = chars[..from].iter().chain(with.chars().collect::<Vec<_>>().iter()).chain(&chars[to..]).collect();
        answers_or_teaches(&changed);
    }
}
