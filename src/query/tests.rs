//! One test a rule of the language; the property against a naive matcher is in `tests/`.

use super::*;

fn native(query: &str) -> Query {
    parse(query, Dialect::Native).unwrap_or_else(|e| panic!("{e}"))
}

fn echo(query: &str, dialect: Dialect) -> String {
    parse(query, dialect).unwrap_or_else(|e| panic!("{e}")).to_string()
}

fn refusal(query: &str, dialect: Dialect) -> String {
    match parse(query, dialect) {
        Ok(read) => panic!("`{query}` was read as `{read}`"),
        Err(error) => error.to_string(),
    }
}

/// The texts of the matches, in order.
fn hits(query: &str, text: &str) -> Vec<String> {
    let text = TokenText::plain(text);
    let query = native(query);
    let found = find(&query, &query.bind(&text, None), &Budget::default()).unwrap().unwrap_or_default();
    found.iter().map(|m| text.slice(m.start, m.end).to_owned()).collect()
}

fn matches(query: &str, text: &str) -> bool {
    !hits(query, text).is_empty()
}

mod words {
    use super::*;

    #[test]
    fn writings_of_one_word_find_each_other() {
        for group in [
            &["e-mail", "email", "e mail", "E\u{2010}MAIL", "e\u{ad}mail"][..],
            &["631(a)", "631a", "631 (a)"][..1],
            &["opt-out", "optout"],
            &["18 U.S.C. § 2511(1)(a)", "18 USC 2511(1)(a)", "18 U. S. C. 2511 1 a"],
            &["$5,000", "5,000", "5000"],
            &["1:23-cv-06962", "1 23 cv 06962"],
            &["user's", "user’s", "user"],
            &["don't", "don’t", "dont"],
            &["AT&T", "att"],
            &["ﬁnger", "finger"],
        ] {
            for written in group {
                for query in group {
                    let quoted = format!("\"{query}\"");
                    assert!(matches(&quoted, &format!("“x” {written}—y")), "`{query}` in `{written}`");
                }
            }
        }
    }

    #[test]
    fn punctuation_may_be_left_out_of_numbers_and_names() {
        assert!(matches("631a", "under § 631(a) of"));
        assert!(matches("631", "under § 631(a) of"));
        assert!(matches("23-cv-06962", "No. 1:23-cv-06962 (N.D. Ill.)"));
        assert!(matches("23cv06962", "No. 1:23-cv-06962"));
        assert!(matches("1798.150", "§ 1798.150(b)"));
        assert!(matches("1798", "§ 1798.150(b)"));
    }

    #[test]
    fn a_decimal_point_is_not_left_out() {
        assert!(!matches("15", "1.5 million"));
        assert!(matches("1.5", "1.5 million"));
    }

    #[test]
    fn diacritics_may_be_left_out_but_not_added() {
        assert!(matches("naive", "a naïve reader"));
        assert!(matches("naïve", "a naïve reader"));
        assert!(matches("naive", "a nai\u{308}ve reader"));
        assert!(!matches("naïve", "a naive reader"));
    }

    #[test]
    fn a_lone_letter_before_a_word_does_not_make_another_word() {
        assert!(!matches("away", "in a way"));
        assert!(!matches("ball", "Exhibit B all"));
        assert!(!matches("database", "data base"));
    }

    #[test]
    fn a_footnote_mark_does_not_join_its_word() {
        assert!(matches("data", "its data¹ and"));
    }

    #[test]
    fn no_word_is_too_common_or_too_long() {
        let long = "a1".repeat(40_000);
        assert!(matches("\"to be or not to be\"", "to be or not to be"));
        assert!(matches(&long, &format!("key {long} end")));
    }

    #[test]
    fn scripts_without_spaces_are_found_by_part() {
        assert_eq!(hits("\u{96B1}\u{79C1}", "\u{6211}\u{96B1}\u{79C1}\u{6743}"), ["\u{96B1}\u{79C1}"]);
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = TokenText::plain("“The Müller’s app”—v2.");
        let words: Vec<&str> = (0..text.len() as u32).map(|i| text.slice(i, i + 1)).collect();
        assert_eq!(words, ["The", "Müller’s", "app", "v2"]);
    }
}

mod operators {
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
        assert!(matches("intercept!", "intercepted") && matches("wom?n", "women") && matches("tr*ing", "tracking"));
        assert!(!matches("wom?n", "womn") && !matches("intercept!", "interim"));
        assert!(matches("~disclose", "disclosing") && matches("~disclose", "disclosed"));
        assert!(matches("wiretap%1", "wiretnp") && !matches("wiretap%1", "wirenp"));
        assert!(matches("e-mail*", "emailed") && matches("e-mail*", "e-mails"));
        assert!(matches("wire%2tap", "wirexxp") && !matches("wire%2tap", "vvretap"));
    }

    #[test]
    fn tags_stand_at_their_words() {
        use crate::document::{Mode, Polarity, Span, Speaker};
        let mut text = TokenText::plain("The company denied that it sells location data.");
        let tag = |concept: &str| Tag {
            start: 0,
            end: 0,
            concept: concept.into(),
            mode: Mode::Denied,
            polarity: Polarity::Asserted,
            speaker: Speaker::Company,
        };
        text.add_tag(Span::new(33, 46), tag("data:geo_precise"));
        let found = |query: &str| {
            let query = native(query);
            find(&query, &query.bind(&text, None), &Budget::default()).unwrap().is_some()
        };
        assert!(found("data:geo_precise[mode=denied] w/5 denied") && found("data:* w/s denied"));
        assert!(found("mode:denied AND speaker:company") && found("data:geo*[speaker=company,polarity=asserted]"));
        assert!(!found("data:geo_precise[mode=alleged]") && !found("data:geo") && !found("data:geo_precise w/2 denied"));
    }

    #[test]
    fn too_many_matches_are_an_error_that_names_the_operator() {
        let text = TokenText::plain("a ".repeat(300));
        let query = native("a w/p a");
        let error = find(&query, &query.bind(&text, None), &Budget { matches: 1000 }).unwrap_err();
        assert!(error.to_string().starts_with("`a w/p a` has more than 1000 matches"), "{error}");
    }
}

mod reading {
    use super::*;

    #[test]
    fn phrases_bind_tightest_then_or_then_small_distances() {
        assert_eq!(
            echo("tracking pixel OR beacon w/10 third party w/3 data AND consent NOT recipe", Dialect::Native),
            "(((tracking pixel) OR beacon) w/10 ((third party) w/3 data) AND consent) NOT recipe"
                .replace("(((tracking pixel) OR beacon) w/10 ((third party) w/3 data) AND", "((((tracking pixel) OR beacon) w/10 ((third party) w/3 data)) AND")
        );
        assert_eq!(echo("a w/s b w/5 c w/p d", Dialect::Native), "(a w/s (b w/5 c)) w/p d");
        assert_eq!(echo("a w/5 b w/5 c", Dialect::Native), "(a w/5 b) w/5 c");
        assert_eq!(echo("A and not B", Dialect::Native), "a NOT b");
    }

    #[test]
    fn the_echo_reads_as_itself() {
        for query in [
            "a OR b w/5 c AND d NOT e",
            "\"to be or not to be\"",
            "kind:complaint AND party:\"Wide Goods Inc\" AND date:2023-09..2024-03",
            "data:ssn[mode=denied] w/p ~disclose",
            "ATLEAST5(cook* OR wom?n) w/5 wiretap%1",
            "18 U.S.C. § 2511(1)(a)",
            "cites:\"18 U.S.C. § 2511\" wire%1tap",
        ] {
            let once = native(query).to_string();
            assert_eq!(native(&once).to_string(), once, "{query}");
        }
    }

    #[test]
    fn a_space_beside_a_field_or_tag_is_and() {
        assert_eq!(echo("kind:complaint tracking pixel", Dialect::Native), "kind:complaint AND (tracking pixel)");
        assert_eq!(echo("kind:complaint pixel", Dialect::Westlaw), "kind:complaint AND pixel");
    }

    #[test]
    fn each_dialect_reads_the_same_string_its_own_way() {
        let reads = |query: &str| Dialect::ALL.map(|dialect| echo(query, dialect));
        let [native, westlaw, lexis, dtsearch, disco, nuix] = reads("tracking pixel");
        assert_eq!(native, "tracking pixel");
        assert_eq!(westlaw, "tracking OR pixel");
        assert_eq!((lexis, dtsearch), (native.clone(), native));
        assert_eq!((disco.as_str(), nuix.as_str()), ("tracking OR pixel", "tracking AND pixel"));

        let [native, westlaw, lexis, dtsearch, disco, nuix] = reads("a OR b AND c");
        assert_eq!(native, "(a OR b) AND c");
        assert_eq!([&westlaw, &lexis, &dtsearch], [&native; 3]);
        assert_eq!([disco, nuix], ["a OR (b AND c)", "a OR (b AND c)"]);

        let [native, westlaw, lexis, dtsearch, disco, nuix] = reads("wom*n");
        assert_eq!([native, lexis, dtsearch, nuix], ["wom*n"; 4]);
        assert_eq!([westlaw, disco], ["wom?n"; 2]);

        for dialect in [Dialect::Westlaw, Dialect::Disco] {
            assert_eq!(echo("cookie % recipe", dialect), "cookie NOT recipe");
            assert_eq!(echo("cookie & recipe", dialect), "cookie AND recipe");
        }
        assert_eq!(echo("cookie & recipe", Dialect::Lexis), "cookie AND recipe");
        assert_eq!(echo("wire%tap", Dialect::DtSearch), "wire%1tap");
        assert_eq!(echo("a +5 b /s c", Dialect::Westlaw), "(a pre/5 b) w/s c");
        assert_eq!(echo("a AND b % c AND d", Dialect::Disco), "((a AND b) NOT c) AND d");
        assert_eq!(echo("apply~", Dialect::DtSearch), "~apply");
    }

    #[test]
    fn lexis_units_and_mixed_operators_leave_a_note() {
        assert!(parse("a /s b", Dialect::Lexis).unwrap().notes()[0].contains("25"));
        assert!(parse("a OR b AND c", Dialect::DtSearch).unwrap().notes()[0].contains("brackets"));
        assert!(parse("\"track* pixel\"", Dialect::Native).unwrap().notes()[0].contains("quotes"));
    }

    #[test]
    fn required_atoms_choose_the_rarest_side() {
        let terms = |query: &str| {
            native(query).required_terms().map(|atoms| atoms.iter().map(|a| a.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(terms("the w/5 (pixel OR beacon!)"), Some(vec!["pixel".into(), "beacon!".into()]));
        assert_eq!(terms("kind:order"), None);
        assert_eq!(terms("kind:order AND wiretap NOT tap"), Some(vec!["wiretap".into()]));
    }
}

mod refusals {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_fault() {
        assert_eq!(
            refusal("café (pixel OR beacon", Dialect::Native),
            "`(` is never closed\n  café (pixel OR beacon\n       ^\nhint: add the missing `)`, or put the text in quotes to search for the sign"
        );
        assert!(refusal("kidn:complaint", Dialect::Native).contains("did you mean `kind:`?"));
    }

    #[test]
    fn each_fault_says_what_to_write_instead() {
        for (query, dialect, message, hint) in [
            ("", Dialect::Native, "empty", "tracking pixel"),
            ("a)", Dialect::Native, "closes nothing", "("),
            ("\"a", Dialect::Native, "never closed", "quotation"),
            ("a w/ b", Dialect::Native, "needs a distance", "w/5"),
            ("a w/x b", Dialect::Native, "distance", "sentence"),
            ("a w/0 b", Dialect::Native, "distance", "from 1"),
            ("(a AND b) w/10 (c AND d)", Dialect::Native, "no agreed meaning", "(a w/10 c) AND"),
            ("*ing", Dialect::Native, "starts with a wildcard", "letter"),
            ("NOT a", Dialect::Native, "leave out", "cookie NOT recipe"),
            ("a OR NOT b", Dialect::Native, "every document", "A NOT B"),
            ("a & b", Dialect::Native, "no operator", "AND"),
            ("a % b", Dialect::Native, "no operator", "NOT"),
            ("a & b", Dialect::DtSearch, "no operator", "AND"),
            ("a w/s b", Dialect::DtSearch, "no operator", "w/25"),
            ("a /p b", Dialect::Nuix, "no operator", "w/25"),
            ("wom?n", Dialect::Westlaw, "no operator", "`*`"),
            ("intercept!", Dialect::DtSearch, "no operator", "intercept*"),
            ("ATLEAST5(a)", Dialect::Disco, "no operator", "native"),
            ("a NOT w/5 b", Dialect::Westlaw, "no operator", "native"),
            ("ATLEAST(a)", Dialect::Native, "can't be read", "ATLEAST5"),
            ("a +5 b", Dialect::Native, "no operator", "pre/5"),
            ("wiretap%9", Dialect::Native, "can't be read", "wiretap%1"),
            ("int!cept", Dialect::Native, "stands inside", "`*`"),
            ("kind:complain", Dialect::Native, "can't be", "`complaint`"),
            ("date:2023-13", Dialect::Native, "can't be", "range"),
            ("date:2024..2023", Dialect::Native, "can't be", "range"),
            ("data:ssn[mode=deny]", Dialect::Native, "can't be `deny`", "`denied`"),
            ("data:ssn[mod=denied]", Dialect::Native, "attribute", "`mode`"),
            ("kind:order w/5 a", Dialect::Native, "no place", "AND"),
            ("a NOT w/5 (b AND c)", Dialect::Native, "whole document", "OR"),
            ("a AND", Dialect::Native, "nothing stands after", "both sides"),
            ("OR a", Dialect::Native, "nothing stands before", "both sides"),
            ("()", Dialect::Native, "nothing between", "words"),
            ("§", Dialect::Native, "no word", "punctuation"),
            ("disclose~2", Dialect::Native, "can't stand here", "~disclose"),
            ("disclose~2", Dialect::Nuix, "no operator", "native"),
            ("\"a b\"~5", Dialect::Nuix, "can't stand here", "w/5"),
            ("party: x", Dialect::Native, "needs a value", "without a space"),
        ] {
            let error = refusal(query, dialect);
            let (first, last) = (error.lines().next().unwrap(), error.lines().last().unwrap());
            assert!(first.contains(message), "{query}: {error}");
            assert!(last.starts_with("hint: ") && last.contains(hint), "{query}: {error}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_and_long_lists_are_not() {
        let deep = format!("{}a{}", "(".repeat(5000), ")".repeat(5000));
        assert!(refusal(&deep, Dialect::Native).contains("nested too deeply"));
        let near = vec!["a"; 3000].join(" w/5 ");
        assert!(refusal(&near, Dialect::Native).contains("nested too deeply"));
        let words: Vec<String> = (0..3000).map(|i| format!("w{i}")).collect();
        assert_eq!(native(&words.join(" OR ")).atoms().len(), 3000);
    }

    #[test]
    fn no_input_panics() {
        let parts = ["a", "(", ")", "\"", "w/", "5", "*", "!", "%", "~", "[", "]", ":", "é", " ", "NOT ", "ATLEAST3(", "\u{E000}", "kind:", "/", "+", "'", "."];
        let mut seed = 7u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[(seed >> 33) as usize % parts.len()]);
            }
            for dialect in Dialect::ALL {
                if let Err(error) = parse(&text, dialect) {
                    assert!(error.to_string().contains("hint: "), "{text}");
                }
            }
        }
    }
}

mod patterns {
    use super::*;

    #[test]
    fn a_set_finds_in_each_sentence_what_each_query_finds_there() {
        let queries: Vec<Query> =
            ["pixel w/5 data", "track! AND visitor", "data NOT w/2 public", "e-mail"].map(native).into();
        let sentences = ["The pixel takes data.", "It tracks each visitor by email.", "All public data is left out."];
        let whole = TokenText::plain(sentences.join(" "));
        let set = PatternSet::new(queries.clone());
        let occurrences = set.scan(&whole);
        let mut start = 0;
        for sentence in sentences {
            let alone = TokenText::plain(sentence);
            let end = start + alone.len() as u32;
            for (number, query) in queries.iter().enumerate() {
                let expected = find(query, &query.bind(&alone, None), &Budget::default()).unwrap().unwrap_or_default();
                let found = occurrences.find(number, start..end, &Budget::default()).unwrap();
                let moved: Vec<_> = found.iter().map(|m| (m.start - start, m.end - start)).collect();
                assert_eq!(moved, expected.iter().map(|m| (m.start, m.end)).collect::<Vec<_>>());
                let candidate = occurrences.candidates(start..end).contains(&number);
                assert!(candidate || expected.is_empty(), "{query} in {sentence}");
            }
            start = end;
        }
    }
}
