use super::*;

#[test]
fn distance_counts_positions_between_nearest_edges() {
    assert!(matches("pixel w/3 data", "pixel sends user data"));
    assert!(!matches("pixel w/2 data", "pixel sends user data"));
    assert_eq!(hits("(pixel w/2 user) w/1 data", "pixel sends user data"), ["pixel sends user data"]);
}

#[test]
fn order_counts_only_where_asked() {
    assert!(matches("data w/3 pixel", "pixel sends user data"));
    assert!(!matches("data pre/3 pixel", "pixel sends user data"));
}

#[test]
fn the_same_word_twice_needs_two_occurrences() {
    assert!(!matches("marvin w/5 marvin", "marvin alone"));
    assert_eq!(hits("marvin w/5 marvin", "marvin met marvin"), ["marvin met marvin"]);
}

#[test]
fn nested_proximity_keeps_every_span() {
    assert_eq!(hits("(A w/5 B) w/3 C", "C x x A y y A B").len(), 1);
}

#[test]
fn and_inside_a_proximity_distributes() {
    assert_eq!(native("(a AND b) w/10 c").to_string(), "(a w/10 c) AND (b w/10 c)");
    assert!(!matches("(a AND b) w/1 c", "a c x x x x b"));
    assert_eq!(native("(x OR (a AND b)) w/10 c").to_string(), "(x w/10 c) OR ((a w/10 c) AND (b w/10 c))");
    assert_eq!(native("(a NOT b) w/3 c").to_string(), "(a w/3 c) NOT b");
    assert_eq!(native("kind:order AND a w/3 b").to_string(), "kind:order AND (a w/3 b)");
    assert_eq!(native("ATLEAST2(a AND b)").to_string(), "ATLEAST2(a) AND ATLEAST2(b)");
}

#[test]
fn not_near_leaves_out_what_is_near_or_part_of_the_other() {
    assert_eq!(hits("data NOT w/3 breach", "data x breach y y y y data").len(), 1);
    assert!(!matches("data NOT w/3 \"data breach\"", "the data breach"));
    assert!(matches("marvin NOT w/5 marvin", "marvin alone"));
    assert!(!matches("marvin NOT w/5 marvin", "marvin met marvin"));
}

#[test]
fn units_hold_a_connector() {
    let text = "Pixels run. They send data.\n\nNothing else is data.";
    let span = |part: &str| {
        let start = text.find(part).unwrap();
        crate::document::Span::new(start, start + part.len())
    };
    let units = Units {
        sentences: vec![span("Pixels run."), span("They send data."), span("Nothing else is data.")],
        paragraphs: vec![span("Pixels run. They send data."), span("Nothing else is data.")],
        pages: vec![],
    };
    let text = TokenText::new(text, &units);
    let count = |query: &str| {
        let query = native(query);
        find(&query, &query.bind(&text, None), &Budget::default()).unwrap().map_or(0, |m| m.len())
    };
    assert_eq!(count("pixels w/s data"), 0);
    assert_eq!(count("pixels w/p data"), 1);
    assert_eq!(count("pixels w/page data"), 2);
    assert_eq!(count("data pre/p send"), 0);
    assert_eq!(count("data NOT w/p send"), 1);
}

#[test]
fn at_least_counts_occurrences() {
    assert!(matches("ATLEAST3(cookie!)", "cookie cookies cookie"));
    assert!(!matches("ATLEAST4(cookie!)", "cookie cookies cookie"));
}

#[test]
fn wildcards_stems_and_spelling() {
    assert!(
        matches("intercept!", "intercepted") && matches("wom?n", "women") && matches("tr*ing", "tracking")
    );
    assert!(!matches("wom?n", "womn") && !matches("intercept!", "interim"));
    assert!(matches("~disclose", "disclosing") && matches("~disclose", "disclosed"));
    assert!(matches("wiretap%1", "wiretnp") && !matches("wiretap%1", "wirenp"));
    assert!(matches("e-mail*", "emailed") && matches("e-mail*", "e-mails"));
    assert!(matches("wire%2tap", "wirexxp") && !matches("wire%2tap", "vvretap"));
}

#[test]
fn tags_stand_at_their_words() {
    use crate::document::{Mode, Polarity, ReviewState, Span, Speaker};
    let mut text = TokenText::plain("The company denied that it sells location data.");
    let tag = |concept: &str| Tag {
        start: 0,
        end: 0,
        concept: concept.into(),
        mode: Mode::Denied,
        polarity: Polarity::Asserted,
        speaker: Speaker::Company,
        review: ReviewState::Open,
    };
    text.add_tag(Span::new(33, 46), tag("data:geo_precise"));
    let found = |query: &str| {
        let query = native(query);
        find(&query, &query.bind(&text, None), &Budget::default()).unwrap().is_some()
    };
    assert!(found("data:geo_precise[mode=denied] w/5 denied") && found("data:* w/s denied"));
    assert!(
        found("mode:denied AND speaker:company") && found("data:geo*[speaker=company,polarity=asserted]")
    );
    assert!(
        !found("data:geo_precise[mode=alleged]")
            && !found("data:geo")
            && !found("data:geo_precise w/2 denied")
    );
}

#[test]
fn too_many_matches_are_an_error_that_names_the_operator() {
    let text = TokenText::plain("a ".repeat(300));
    let query = native("a w/p a");
    let error = find(&query, &query.bind(&text, None), &Budget { matches: 1000 }).unwrap_err();
    assert!(error.to_string().starts_with("`a w/p a` has more than 1000 matches"), "{error}");
}
