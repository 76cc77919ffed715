use super::*;

#[test]
fn a_set_finds_in_each_sentence_what_each_query_finds_there() {
    let queries: Vec<Query> = [
        "pixel w/5 data",
        "track! AND visitor",
        "data NOT w/2 public",
        "e-mail",
        "(pixel OR e-mail OR track! OR \"public data\" OR ~leave) w/4 (the OR data OR visitor OR each)",
        "ATLEAST2((the OR pixel OR d?ta))",
        "\"public data\" OR (it pre/1 (tracks OR takes))",
    ]
    .map(native)
    .into();
    let sentences =
        ["The pixel takes data.", "It tracks each visitor by email.", "All public data is left out."];
    let whole = TokenText::plain(sentences.join(" "));
    let set = PatternSet::new(queries.clone());
    let occurrences = set.scan(&whole);
    let mut start = 0;
    for sentence in sentences {
        let alone = TokenText::plain(sentence);
        let end = start + alone.len() as u32;
        for (number, query) in queries.iter().enumerate() {
            let expected =
                find(query, &query.bind(&alone, None), &Budget::default()).unwrap().unwrap_or_default();
            let found = occurrences.scope(start..end).find(number, &Budget::default()).unwrap();
            let moved: Vec<_> = found.iter().map(|m| (m.start - start, m.end - start)).collect();
            assert_eq!(moved, expected.iter().map(|m| (m.start, m.end)).collect::<Vec<_>>());
            let candidate = occurrences.scope(start..end).candidates().contains(&number);
            assert!(candidate || expected.is_empty(), "{query} in {sentence}");
        }
        start = end;
    }
}
