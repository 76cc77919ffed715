//! One test a dialect, each rule with the place where its vendor states it.

use super::*;

fn reads(dialect: Dialect, rules: &[(&str, &str)]) {
    for (query, expected) in rules {
        assert_eq!(echo(query, dialect), *expected, "`{query}` in {dialect}");
    }
}

fn lacks(dialect: Dialect, queries: &[&str]) {
    for query in queries {
        let error = refusal(query, dialect);
        assert!(error.contains("no operator in the") && error.contains("hint: "), "{query}: {error}");
    }
}

fn finds(query: &str, dialect: Dialect, text: &str) -> bool {
    let text = TokenText::plain(text);
    let query = parse(query, dialect).unwrap();
    find(&query, &query.bind(&text, None), &Budget::default()).unwrap().is_some()
}

fn notes(query: &str, dialect: Dialect) -> String {
    parse(query, dialect).unwrap().notes().join("\n")
}

/// Order of processing: phrase, space (OR), +n, /n, +s, /s, +p, /p, &, %; `!` for any ending, `*` for
/// one character; `%` leaves out everything that follows it. Thomson Reuters, "Searching with Terms
/// and Connectors" (thomsonreuters.com/en-us/help, Practical Law and Westlaw, "Choose connectors").
#[test]
fn westlaw() {
    let westlaw = Dialect::Westlaw;
    reads(
        westlaw,
        &[
            ("tracking pixel", "tracking OR pixel"),
            ("\"tracking pixel\" beacon", "(tracking pixel) OR beacon"),
            ("narcotics & warrant", "narcotics AND warrant"),
            ("tax taxation % income /3 tax taxation", "(tax OR taxation) NOT (income w/3 (tax OR taxation))"),
            ("pixel % cookie & recipe", "pixel NOT (cookie AND recipe)"),
            ("pixel but not cookie", "pixel NOT cookie"),
            ("capital +3 gain", "capital pre/3 gain"),
            ("a /3 b +9 c", "a w/3 (b pre/9 c)"),
            ("a /9 b /3 c", "(a w/9 b) w/3 c"),
            ("a /s b +s c", "a w/s (b pre/s c)"),
            ("a /p b /s c", "a w/p (b w/s c)"),
            ("fea*t", "fea?t"),
            ("obey!", "obey!"),
            ("atleast5(termination)", "ATLEAST5(termination)"),
        ],
    );
    assert!(finds("fea*t", westlaw, "a feast") && !finds("fea*t", westlaw, "a feat"));
    lacks(westlaw, &["wom?n", "a NOT w/5 b", "a w/page b"]);
    assert!(notes("object*", westlaw).contains("one character"));
    assert!(notes("pixel /5 data", westlaw).contains("plurals"));
}

/// `!` any ending, `?` one character, `*` any ending or middle; OR before proximity before AND before
/// AND NOT; of several `w/n` the smaller first. LexisNexis, "Terms & Connectors Complete Reference"
/// (help.lexisnexis.com, `connectors_quickref_ref`); "Connectors" in its glossary for the numbers and
/// for W/S and W/P.
#[test]
fn lexis() {
    let lexis = Dialect::Lexis;
    reads(
        lexis,
        &[
            ("tracking pixel", "tracking pixel"),
            (
                "bankrupt! w/25 discharg! and student or college or education! w/5 loan",
                "(bankrupt! w/25 discharg!) AND ((student OR college OR education!) w/5 loan)",
            ),
            ("a w/9 b w/3 c", "a w/9 (b w/3 c)"),
            ("capital and not gains", "capital NOT gains"),
            ("rico NOT w/5 puerto", "rico NOT w/5 puerto"),
            ("a & b", "a AND b"),
            ("a pre/3 b", "a pre/3 b"),
            ("a near/3 b", "a w/3 b"),
            ("a onear/3 b", "a pre/3 b"),
            ("a w/sent b w/para c", "(a w/s b) w/p c"),
            ("int???et", "int???et"),
            ("col*r", "col*r"),
        ],
    );
    assert!(!finds("int???et", lexis, "interpret") && finds("int???et", lexis, "internet"));
    assert!(finds("col*r", lexis, "colour") && finds("child*", lexis, "children"));
    assert!(notes("a /s b", lexis).contains("25") && notes("a /p b", lexis).contains("75"));
    lacks(lexis, &["a % b"]);
}

/// `?` one character, `*` any number, `%` fuzzy (one edit a sign, after the letters before it), `~`
/// stem, `NOT W/n`; no units; brackets advised where AND and OR meet. dtSearch, "Search Requests"
/// (support.dtsearch.com/webhelp); Relativity, "dtSearch syntax options".
#[test]
fn dtsearch() {
    let dtsearch = Dialect::DtSearch;
    reads(
        dtsearch,
        &[
            ("tart apple pie", "tart apple pie"),
            ("apple w/5 pear", "apple w/5 pear"),
            ("apple not w/27 pear", "apple NOT w/27 pear"),
            ("apple and not pear", "apple NOT pear"),
            ("apple pre/5 pear", "apple pre/5 pear"),
            ("apple or pear and plum", "(apple OR pear) AND plum"),
            ("appl?", "appl?"),
            ("appl*ion", "appl*ion"),
            ("ba%nana", "ba%1nana"),
            ("ba%%nana", "ba%2nana"),
            ("apply~", "~apply"),
        ],
    );
    assert!(finds("ba%nana", dtsearch, "bananna") && !finds("ba%nana", dtsearch, "panana"));
    assert!(finds("apply~", dtsearch, "it applies"));
    assert!(notes("apple and pear or plum", dtsearch).contains("brackets"));
    lacks(dtsearch, &["a w/s b", "a w/p b", "obey!", "fast&", "#smith", "p12==", "a & b", "ATLEAST2(a)"]);
}

/// Proximity, then AND (`&`) and NOT (`%`) alike from left to right, then OR (a space); `*` one
/// character, `!` any ending. CS DISCO, "Using 'not' in your search" and "How to search for key terms
/// and phrases" (support.csdisco.com, articles 204822266 and 204928720).
#[test]
fn disco() {
    let disco = Dialect::Disco;
    reads(
        disco,
        &[
            ("signed contract", "signed OR contract"),
            ("\"signed contract\"", "signed contract"),
            ("signed & contract", "signed AND contract"),
            ("signed % contract", "signed NOT contract"),
            ("ken % (lay & (enron contract))", "ken NOT (lay AND (enron OR contract))"),
            ("a & b c", "(a AND b) OR c"),
            ("a % b & c", "(a NOT b) AND c"),
            ("a & b % c", "(a AND b) NOT c"),
            ("a /5 b c", "(a w/5 b) OR c"),
            ("wom*n", "wom?n"),
            ("intercept!", "intercept!"),
        ],
    );
    assert!(!finds("wom*n", disco, "womaen"));
    lacks(disco, &["wom?n", "a /s b", "a /p b", "ATLEAST2(a)", "a NOT w/3 b"]);
}

/// Two words without an operator are joined by AND; proximity before AND before OR; `W/n`, `PRE/n`,
/// `NOT W/n`; `?` one character, `*` any number. Nuix, "Search operators", "Logical or Boolean
/// operators" and "Proximity operators" (documentation.nuix.com, guide to searching).
#[test]
fn nuix() {
    let nuix = Dialect::Nuix;
    reads(
        nuix,
        &[
            ("Joe Bloggs", "joe AND bloggs"),
            ("John AND Jenny OR Tom AND Jerry", "(john AND jenny) OR (tom AND jerry)"),
            ("Joe W/4 Bloggs", "joe w/4 bloggs"),
            ("(John OR Johnny) W/2 Smith", "(john OR johnny) w/2 smith"),
            ("(John AND Mary) W/2 Smith", "(john w/2 smith) AND (mary w/2 smith)"),
            ("a PRE/3 b", "a pre/3 b"),
            ("a NOT W/3 b", "a NOT w/3 b"),
            ("a AND NOT b", "a NOT b"),
            ("J* AND Bloggs", "j* AND bloggs"),
            ("wom?n", "wom?n"),
        ],
    );
    lacks(nuix, &["a % b", "a w/s b", "Joe~", "Joe +Bloggs", "obey!", "a & b"]);
}

/// The native rules are those of this program's own description of the language.
#[test]
fn native_signs_that_other_systems_use_are_refused_with_what_to_write() {
    for (query, hint) in [
        ("a & b", "AND"),
        ("a % b", "NOT"),
        ("a | b", "OR"),
        ("a +5 b", "pre/5"),
        ("\"a b\"~5", "a w/5 b"),
        ("disclose~2", "~disclose"),
    ] {
        let error = refusal(query, Dialect::Native);
        assert!(error.lines().last().unwrap().contains(hint), "{query}: {error}");
    }
}
