//! The rules of exactness, one test a rule. Where no source is named the rule is this language's own.

use super::*;

fn witnesses(query: &str, text: &str) -> Vec<Vec<u32>> {
    let text = TokenText::plain(text);
    let query = native(query);
    let found = find(&query, &query.bind(&text, None), &Budget::default()).unwrap().unwrap_or_default();
    found.into_iter().map(|m| m.witnesses).collect()
}

/// Rule 1. A hit is spans with the words that witness it; distances are between nearest edges, and
/// spans that overlap satisfy no connector. (Lucene needs a form of its own for the latter,
/// `Intervals.unorderedNoOverlaps`.)
#[test]
fn a_hit_is_its_words_and_its_distance_is_between_nearest_edges() {
    assert_eq!(witnesses("\"search terms\" w/2 sends", "it sends the search terms on"), [[1, 3, 4]]);
    assert!(!matches("\"search terms\" w/1 sends", "it sends the search terms on"));
    // the edge of the phrase that is nearest counts, not its first word
    assert!(matches("\"a b c\" w/1 d", "a b c d"));
    assert!(!matches("\"data sold\" w/5 \"sold data\"", "data sold data"));
    assert!(matches("\"data sold\" w/5 \"sold data\"", "data sold and sold data"));
}

/// Rule 2. A word on both sides of a connector stands twice. (Under Lucene's `Intervals.unordered` one
/// occurrence can satisfy both sides.)
#[test]
fn one_occurrence_is_not_two() {
    assert_eq!(witnesses("pixel w/s pixel", "a pixel and a pixel"), [[1, 4]]);
    assert!(witnesses("pixel w/s pixel", "a pixel alone").is_empty());
    assert!(witnesses("(pixel OR tag) w/3 pixel", "a pixel alone").is_empty());
}

/// Rule 3. Nested proximity keeps every span. Engines that keep only minimal intervals lose some
/// (Lucene's package documentation of `queries.intervals` says that only minimal intervals are kept).
#[test]
fn a_wider_span_may_be_the_one_that_is_near() {
    // the nearest a-b pair is far from c; the wide one is beside it
    assert_eq!(witnesses("(a w/5 b) w/3 c", "c x x a y y a b"), [[0, 3, 7]]);
    assert_eq!(witnesses("(a w/3 b) w/1 c", "a a b c").len(), 2);
}

/// Rule 4. `(a AND b) w/10 c` means each of them near c, as Nuix documents it ("(John AND Mary) W/2
/// Smith", Proximity operators); two lists joined by AND on both sides have no agreed meaning.
#[test]
fn and_under_a_connector_is_each_of_both_and_twice_is_refused() {
    assert!(matches("(pixel AND beacon) w/2 data", "pixel data and then data beacon"));
    assert!(!matches("(pixel AND beacon) w/2 data", "pixel data and then a far beacon"));
    assert!(refusal("(a AND b) w/10 (c AND d)", Dialect::Native).contains("no agreed meaning"));
}

/// Rule 5. Nothing is shortened: what can't be done is an error that says what to write.
/// (tantivy's prefix phrases stop at 50 expansions without a word.)
#[test]
fn what_can_not_be_done_is_an_error_with_a_hint() {
    for query in ["*ing", "wiretap%9", "a w/ b", "NOT a", "a & b", "a NOT w/5 (b AND c)"] {
        let error = refusal(query, Dialect::Native);
        assert!(error.lines().last().unwrap().starts_with("hint: "), "{query}: {error}");
    }
    let text = TokenText::plain((0..200).map(|i| format!("track{i} ")).collect::<String>());
    assert_eq!(native("track*").expansions(&text)[0].1.len(), 200);
}

/// Rule 6. No noise words (LexisNexis and Westlaw have them) and no longest word (the usual tokenizer
/// drops words of more than 40 or 255 bytes).
#[test]
fn every_word_counts_however_common_or_long() {
    assert_eq!(witnesses("\"may or may not\"", "we may or may not share"), [[1, 2, 3, 4]]);
    assert!(matches("the pre/1 of", "the of"));
    let url = format!("https://cdn.example.com/{}/sdk.js", "f".repeat(300));
    assert!(matches(&format!("\"{}\"", "f".repeat(300)), &format!("loads {url} first")));
}

/// Rule 7. Words as they are written and with the punctuation left out. (Citations by the forms of
/// the Bluebook, dockets by those of the federal courts' PACER.)
#[test]
fn words_are_found_as_written_and_without_their_punctuation() {
    for (query, text) in [
        ("\"18 U.S.C. § 2511(1)(a)\"", "under 18 USC 2511 (1) (a), and"),
        ("\"Cal. Penal Code § 631(a)\"", "Cal. Penal Code §631(a)"),
        ("\"$5,000\"", "statutory damages of 5000 dollars"),
        ("\"1:23-cv-06962\"", "No. 1:23cv06962"),
        ("\"Acme's app\"", "Acme’s app"),
        ("email", "an E\u{2011}mail"),
        ("naive", "naïve"),
    ] {
        assert!(matches(query, text), "{query} in {text}");
    }
}

/// Rule 8. Counts come from the same spans as hits: matches that share words are one passage.
#[test]
fn a_count_is_of_the_passages_that_the_spans_make() {
    for (query, text) in [
        ("pixel w/p data", "pixel data pixel data"),
        ("pixel OR data", "pixel data pixel"),
        ("\"a a\"", "a a a b a a"),
        ("(a w/2 b) OR c", "a c b c a"),
    ] {
        let tokens = TokenText::plain(text);
        let query = native(query);
        let bound = query.bind(&tokens, None);
        let spans = find(&query, &bound, &Budget::default()).unwrap().unwrap();
        let mut covered = vec![false; tokens.len() + 1];
        let mut joined = vec![false; tokens.len() + 1];
        for m in &spans {
            (m.start..m.end).for_each(|at| covered[at as usize] = true);
            (m.start + 1..m.end).for_each(|at| joined[at as usize] = true);
        }
        let naive = (0..tokens.len()).filter(|&at| covered[at] && !joined[at]).count();
        let counted = count_passages(&query, &bound, &Budget::default()).unwrap();
        assert_eq!(counted, Some(naive), "{query} in {text}");
    }
}
