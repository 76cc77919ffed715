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
        ("é=", Dialect::DtSearch, "`=` is no operator", "in quotes"),
        ("é##x", Dialect::DtSearch, "`#` is no operator", "in quotes"),
    ] {
        let error = refusal(query, dialect);
        let (first, last) = (error.lines().next().unwrap(), error.lines().last().unwrap());
        assert!(first.contains(message), "{query}: {error}");
        assert!(last.starts_with("hint: ") && last.contains(hint), "{query}: {error}");
    }
}

#[test]
fn an_ambiguous_connector_offers_its_readings_and_each_can_be_read() {
    for (query, readings) in [
        (
            "(a AND b) w/10 (c AND d)",
            ["(a w/10 c) AND (a w/10 d) AND (b w/10 c) AND (b w/10 d)", "(a w/10 c) AND (b w/10 d)"],
        ),
        (
            "(\"x y\" AND b!) pre/3 (c AND d AND f)",
            [
                "((x y) pre/3 c) AND ((x y) pre/3 d) AND ((x y) pre/3 f) AND (b! pre/3 c) AND (b! pre/3 d) AND (b! pre/3 f)",
                "((x y) OR b!) pre/3 (c OR d OR f)",
            ],
        ),
    ] {
        let error = parse(query, Dialect::Native).unwrap_err();
        let Fault::Ambiguous { readings: offered, .. } = &error.fault else { panic!("{error}") };
        let read: Vec<String> = offered.iter().map(|reading| native(reading).to_string()).collect();
        assert_eq!(read, readings, "{query}");
        assert!(offered.iter().all(|reading| error.to_string().contains(reading.as_str())), "{error}");
    }
}

#[test]
fn deep_nesting_is_refused_and_long_lists_are_not() {
    let deep = format!("{}a{}", "(".repeat(3000), ")".repeat(3000));
    assert!(refusal(&deep, Dialect::Native).contains("nested too deeply"));
    let near = vec!["a"; 3000].join(" w/5 ");
    assert!(refusal(&near, Dialect::Native).contains("nested too deeply"));
    let endless = vec!["a"; 100_000].join(" OR ");
    assert!(refusal(&endless, Dialect::Native).contains("too long"));
    let wide = vec!["(a OR (b NOT c))"; 40].join(" w/5 ");
    assert!(refusal(&wide, Dialect::Native).contains("too long"));
    let words: Vec<String> = (0..3000).map(|i| format!("w{i}")).collect();
    assert_eq!(native(&words.join(" OR ")).atoms().len(), 3000);
}
