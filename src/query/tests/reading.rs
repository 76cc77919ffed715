use super::*;

#[test]
fn phrases_bind_tightest_then_or_then_small_distances() {
    assert_eq!(
        echo("tracking pixel OR beacon w/10 third party w/3 data AND consent NOT recipe", Dialect::Native),
        "(((tracking pixel) OR beacon) w/10 ((third party) w/3 data) AND consent) NOT recipe".replace(
            "(((tracking pixel) OR beacon) w/10 ((third party) w/3 data) AND",
            "((((tracking pixel) OR beacon) w/10 ((third party) w/3 data)) AND"
        )
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
        "\"kind:party\"",
        "\"data:ssn[mode]\"",
        "o&beacon! pixel",
        "\"not(a)\"",
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
