//! British spellings, which patterns need not list.

/// Endings after `is` or `ys` that `iz` and `yz` have as well.
const ENDINGS: [&str; 8] = ["e", "ed", "es", "er", "ers", "ing", "ation", "ations"];
/// Fewer letters before the ending are a stem of their own: `rise`, `raise`, `noise`.
const SHORTEST_STEM: usize = 3;
/// Starts of words, and the American ones.
const STARTS: [(&str, &str); 12] = [
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("dishonour", "dishonor"),
    ("favour", "favor"),
    ("honour", "honor"),
    ("labour", "labor"),
    ("centre", "center"),
    ("defence", "defense"),
    ("licence", "license"),
    ("offence", "offense"),
    ("judgement", "judgment"),
    ("programme", "program"),
];

/// The American spelling of a term that has a British one. Where none is written so (`promize`) no pattern
/// has it either.
pub(super) fn american(term: &str) -> Option<String> {
    let start = STARTS.iter().find_map(|(british, american)| Some((*american, term.strip_prefix(british)?)));
    if let Some((start, rest)) = start {
        return Some([start, rest].concat());
    }
    let ending = ENDINGS.iter().find(|ending| {
        let stem = term.strip_suffix(**ending).and_then(|stem| stem.strip_suffix('s'));
        stem.is_some_and(|stem| stem.ends_with(['i', 'y']) && stem.chars().count() > SHORTEST_STEM)
    })?;
    Some([&term[..term.len() - ending.len() - 1], "z", ending].concat())
}

#[cfg(test)]
mod tests {
    use super::american;

    #[test]
    fn british_words_are_known_by_their_endings_and_starts() {
        let pairs = [
            ("unauthorised", "unauthorized"),
            ("personalisation", "personalization"),
            ("analysing", "analyzing"),
            ("anonymise", "anonymize"),
            ("behavioural", "behavioral"),
            ("licences", "licenses"),
            ("honoured", "honored"),
        ];
        for (british, expected) in pairs {
            assert_eq!(american(british).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_spelled_alike_everywhere_is_left() {
        for word in ["is", "this", "rise", "raised", "noise", "basis", "analysis", "our", "list", "é", ""] {
            assert_eq!(american(word), None, "{word}");
        }
    }
}
