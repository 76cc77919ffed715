use super::*;
use proptest::prelude::*;

const QUERIES: [&str; 9] = [
    "pixel w/5 data",
    "track! AND visitor",
    "data NOT w/2 public",
    "e-mail",
    "(pixel OR e-mail OR track! OR \"public data\" OR ~leave) w/4 (the OR data OR visitor OR each)",
    "ATLEAST2((the OR pixel OR d?ta))",
    "\"public data\" OR (it pre/1 (tracks OR takes))",
    "(data OR \"public data\" OR \"the public data\") pre/3 (is OR \"left out\")",
    "the visitor",
];
const WORDS: [&str; 14] = [
    "the", "pixel", "takes", "data", "it", "tracks", "each", "visitor", "by", "e-mail", "public", "is",
    "left", "out",
];

/// What the set finds in each sentence is what each query finds in that sentence alone.
fn as_one_by_one(sentences: &[String]) {
    let queries: Vec<Query> = QUERIES.map(native).into();
    let whole = TokenText::plain(sentences.join(" "));
    let set = PatternSet::new(queries.clone());
    let occurrences = set.scan(&whole);
    let mut start = 0;
    for sentence in sentences {
        let alone = TokenText::plain(sentence.as_str());
        let end = start + alone.len() as u32;
        for (number, query) in queries.iter().enumerate() {
            let expected =
                find(query, &query.bind(&alone, None), &Budget::default()).unwrap().unwrap_or_default();
            let found = occurrences.scope(start..end).find(number, &Budget::default()).unwrap();
            let moved: Vec<_> = found.iter().map(|m| (m.start - start, m.end - start)).collect();
            assert_eq!(
                moved,
                expected.iter().map(|m| (m.start, m.end)).collect::<Vec<_>>(),
                "{query} in {sentence}"
            );
            let candidate = occurrences.scope(start..end).candidates().contains(&number);
            assert!(candidate || expected.is_empty(), "{query} in {sentence}");
        }
        start = end;
    }
}

#[test]
fn a_set_finds_in_each_sentence_what_each_query_finds_there() {
    let sentences =
        ["The pixel takes data.", "It tracks each visitor by email.", "All public data is left out."];
    as_one_by_one(&sentences.map(str::to_owned));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_set_finds_in_any_sentences_what_each_query_finds_there(
        sentences in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 1..9), 1..5)
    ) {
        let written = sentences.iter().map(|sentence| {
            sentence.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ") + "."
        });
        as_one_by_one(&written.collect::<Vec<_>>());
    }
}

#[test]
fn a_set_finds_what_it_spells_as_americans_do_in_british_spelling() {
    let set = PatternSet::new(["unauthorized w/3 (license OR behavior!)", "organi?ation"].map(native).into());
    let text = TokenText::plain(
        "An unauthorised licence, or unauthorized behavioural organisations or organisation",
    );
    let occurrences = set.scan(&text);
    let scope = occurrences.scope(0..text.len() as u32);
    let found = |query: usize| {
        let found = scope.find(query, &Budget::default()).unwrap();
        found.iter().map(|m| text.slice(m.start, m.end).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(0), ["unauthorised licence", "licence, or unauthorized", "unauthorized behavioural"]);
    assert_eq!(found(1), ["organisation"]);
}
