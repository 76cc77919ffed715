mod again;

use super::*;
use crate::document::CitationKind;
use proptest::prelude::*;

/// One written form and what it must be read as.
struct Form {
    line: usize,
    text: String,
    kind: CitationKind,
    expected: Vec<(String, Option<String>)>,
}

fn kind(name: &str) -> CitationKind {
    serde_json::from_value(serde_json::Value::String(name.into())).expect("a kind of citation")
}

fn forms() -> Vec<Form> {
    let mut current = CitationKind::Statute;
    let mut forms = Vec::new();
    for (index, line) in include_str!("forms.txt").lines().enumerate() {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            current = kind(name);
        } else if let Some((text, expected)) = line.split_once(" => ") {
            let read = |one: &str| match one.split_once(" | ") {
                Some((normalized, pin)) => (normalized.trim().to_string(), Some(pin.trim().to_string())),
                None => (one.trim().to_string(), None),
            };
            let expected = expected.split(" ; ").map(read).collect();
            forms.push(Form { line: index + 1, text: text.to_string(), kind: current, expected });
        }
    }
    forms
}

/// What is wrong with the reading of a form between two pieces of prose.
fn misread(form: &Form, before: &str, after: &str) -> Option<String> {
    let text = format!("{before}{}{after}", form.text);
    let found = find(&text);
    let read: Vec<_> = found.iter().map(|c| (c.normalized.clone(), c.pin.clone())).collect();
    let covered = found.first().is_some_and(|c| c.span.start == before.len())
        && found.last().is_some_and(|c| c.span.end == before.len() + form.text.len());
    let kinds = found.iter().all(|c| c.kind == form.kind);
    let spans: Vec<&str> = found.iter().map(|c| &text[c.span.start..c.span.end]).collect();
    (read != form.expected || !covered || !kinds).then(|| {
        format!(
            "line {}: `{text}`\n   read {read:?}\n   kinds {:?} spans {spans:?}",
            form.line,
            found.iter().map(|c| c.kind).collect::<Vec<_>>()
        )
    })
}

#[test]
fn every_written_form_is_read_as_the_list_says() {
    let frames = [
        ("", ""),
        ("Plaintiff alleges a violation of ", "."),
        ("The claim rests on ", " because the data left the device."),
        ("That is enough. See ", "; the rest is argument."),
        ("It was so held (", ")."),
    ];
    let forms = forms();
    assert!(forms.len() >= 300, "only {} forms", forms.len());
    let mut wrong = Vec::new();
    for form in &forms {
        wrong.extend(frames.iter().find_map(|(before, after)| misread(form, before, after)));
    }
    assert!(wrong.is_empty(), "{} of {} forms misread:\n{}", wrong.len(), forms.len(), wrong.join("\n"));
}

#[test]
fn sections_of_contracts_and_bare_numbers_are_no_citations() {
    let decoys = [
        "Section 5 of this Policy explains what we collect.",
        "The limits are set out in § 3 below.",
        "See Section 12 of the Agreement.",
        "The Rule of law matters.",
        "Rule 5 of these Terms forbids it.",
        "Order #45-4711 was shipped on 03/04/2023.",
        "The event ran from 45-47 and ended on 9/11.",
        "She keeps RSA 2048 keys and 18 US dollars.",
        "He lives at 740 Illinois Street, Apt 14/15.",
        "Section 2 describes how you may contact us.",
        "The Civil Code 2023 edition is out.",
        "Article 5 of the Agreement governs termination.",
        "The First Amendment to the Lease was signed in May.",
        "The complaint was filed at 12 noon.",
        "In order at 7 o'clock the doors open.",
        "Your answer at the top was shared.",
        "Version 1.2.3 and port 443:8080 are open.",
        "Call 1-800-555-0199 or write to PO Box 45.",
        "He said id. in the middle of nothing.",
        "The parties met 5 U.S. officials and 300 F. Scott fans.",
        "Chapter 5 of the handbook is about mail.",
        "We count 12 IL residents.",
    ];
    for decoy in decoys {
        assert_eq!(find(decoy), [], "`{decoy}`");
    }
}

fn normalized(text: &str) -> Vec<String> {
    find(text)
        .into_iter()
        .map(|c| c.pin.map_or(c.normalized.clone(), |p| format!("{} {p}", c.normalized)))
        .collect()
}

#[test]
fn a_bare_section_belongs_to_the_code_that_named_it_before() {
    let text = "The claim under Cal. Penal Code § 631 fails. 18 U.S.C. § 2511 is another. Yet § 631(a) has four clauses.";
    assert_eq!(normalized(text), ["Cal. Penal Code § 631", "18 U.S.C. § 2511", "Cal. Penal Code § 631 (a)"]);
    assert_eq!(normalized("Section 631 alone says nothing."), Vec::<String>::new());
}

#[test]
fn a_term_defined_in_the_document_names_its_code() {
    let text = "He sues under Mass. Gen. Laws ch. 272, § 99 (the “Secrecy Act”). Section 99(Q) of the Secrecy Act gives damages.";
    assert_eq!(normalized(text), ["Mass. Gen. Laws ch. 272, § 99", "Mass. Gen. Laws ch. 272, § 99 (Q)"]);
    let text = "They broke 740 ILCS 14/1 et seq. (the “Act”). Section 15(b) of the Act asks for a release.";
    assert_eq!(normalized(text), ["740 ILCS 14/1 et seq.", "740 ILCS 14/15 (b)"]);
}

#[test]
fn a_known_act_with_its_own_numbers_keeps_them_when_it_is_defined() {
    let text = "15 U.S.C. § 45(a) (“FTC Act”). Section 5 of the FTC Act forbids it.";
    assert_eq!(normalized(text), ["15 U.S.C. § 45 (a)", "15 U.S.C. § 45"]);
}

#[test]
fn articles_follow_the_instrument_named_before() {
    let text = "The controller relied on Article 6(1)(f) GDPR. Article 7(4) was ignored.";
    assert_eq!(normalized(text), ["GDPR art. 6 (1)(f)", "GDPR art. 7 (4)"]);
}

#[test]
fn the_context_carries_over_paragraphs() {
    let mut context = Context::default();
    find_in("Violation of Cal. Penal Code § 638.51 (“CIPA”).", &mut context);
    let next = find_in("Section 638.51 forbids it, as does § 637.2.", &mut context);
    let forms: Vec<_> = next.iter().map(|c| c.normalized.as_str()).collect();
    assert_eq!(forms, ["Cal. Penal Code § 638.51", "Cal. Penal Code § 637.2"]);
}

#[test]
fn each_member_of_a_list_has_its_own_span() {
    let text = "under Cal. Penal Code §§ 631, 632, and 632.7 (West 2023)";
    let spans: Vec<_> = find(text).iter().map(|c| text[c.span.start..c.span.end].to_string()).collect();
    assert_eq!(spans, ["Cal. Penal Code §§ 631", "632", "632.7 (West 2023)"]);
}

#[test]
fn two_codes_in_one_sentence_do_not_run_together() {
    let text = "under 18 U.S.C. §§ 2510, 2520, 28 U.S.C. § 1331, and 47 U.S.C. § 227, at 12 places";
    assert_eq!(
        normalized(text),
        ["18 U.S.C. § 2510", "18 U.S.C. § 2520", "28 U.S.C. § 1331", "47 U.S.C. § 227"]
    );
    assert_eq!(normalized("In 18 U.S.C. § 1030, 2019 changes matter."), ["18 U.S.C. § 1030"]);
}

#[test]
fn the_name_of_a_case_starts_after_the_signal_and_the_sentence() {
    let text = "That failed. See, e.g., Aspen Data, Inc. v. Birch, 52 F.4th 121 (3d Cir. 2022). As in In re Cedar Litig., 9 F.4th 1 (1st Cir. 2021), it holds.";
    let spans: Vec<_> = find(text).iter().map(|c| text[c.span.start..c.span.end].to_string()).collect();
    assert_eq!(
        spans,
        [
            "Aspen Data, Inc. v. Birch, 52 F.4th 121 (3d Cir. 2022)",
            "In re Cedar Litig., 9 F.4th 1 (1st Cir. 2021)"
        ]
    );
}

#[test]
fn authorities_are_linked_to_their_claims() {
    let claims = |text: &str| find(text).into_iter().flat_map(|c| c.claims).collect::<Vec<_>>();
    assert_eq!(claims("18 U.S.C. § 2511(1)(a)"), ["claim:fed.wiretap"]);
    assert_eq!(claims("18 U.S.C. §§ 2510–2522"), ["claim:fed.wiretap"]);
    assert_eq!(claims("740 ILCS 14/15(b)"), ["claim:il.bipa15b"]);
    assert_eq!(claims("740 ILCS 14/15(a), (b)"), ["claim:il.bipa15a", "claim:il.bipa15b"]);
    assert_eq!(claims("Cal. Penal Code § 631(a)"), ["claim:ca.cipa631"]);
    assert_eq!(claims("Cal. Penal Code § 632.7"), ["claim:ca.cipa6327"]);
    assert_eq!(claims("16 C.F.R. § 312.5"), ["claim:fed.coppa"]);
    assert_eq!(claims("Section 5(a) of the FTC Act"), ["claim:fed.ftca"]);
    assert_eq!(claims("RCW 19.373.030"), ["claim:st.wa.mhmda"]);
    assert_eq!(claims("Art. 32 GDPR"), ["claim:eu.gdpr32"]);
    assert_eq!(claims("28 U.S.C. § 1332(d)"), Vec::<String>::new());
    assert_eq!(claims("Fed. R. Civ. P. 12(b)(6)"), Vec::<String>::new());
}

#[test]
fn a_statute_or_rule_named_in_prose_does_not_take_the_place_of_the_case_that_id_pages_through() {
    let text = "Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022). A motion under Rule 12(b)(6) tests the claim under 18 U.S.C. § 2511. Id. at 126.";
    assert_eq!(normalized(text).last().map(String::as_str), Some("52 F.4th 121 126"));
}

#[test]
fn a_number_or_a_note_mark_that_ends_a_sentence_is_no_part_of_the_next_name() {
    for before in [
        "It ended on July 5, 2019. ",
        "That is the law.3 ",
        "It had 12 counts in 2021. See ",
        "The rule is settled. 14 ",
    ] {
        let text = format!("{before}Aspen v. Birch, 52 F.4th 121 (3d Cir. 2022)");
        let found = find(&text);
        let span = found.last().map(|c| c.span).expect("a citation");
        assert_eq!(&text[span.start..span.end], "Aspen v. Birch, 52 F.4th 121 (3d Cir. 2022)", "{before}");
    }
}

#[test]
fn a_bare_section_of_a_named_work_or_far_from_any_cited_is_left_alone() {
    let text = "It broke 18 U.S.C. § 2511. See Larch, Federal Practice and Procedure § 2520. Yet § 2520 is another matter, and § 9001 none.";
    assert_eq!(normalized(text), ["18 U.S.C. § 2511", "18 U.S.C. § 2520"]);
    let text = "See 94 Stat. 3305. The compact says in §5.05(b) what it means.";
    assert_eq!(normalized(text), ["94 Stat. 3305"]);
}

#[test]
fn reading_takes_time_in_proportion_to_the_text() {
    let of = |pieces: &str, times: usize| {
        let text = pieces.repeat(times);
        let start = std::time::Instant::now();
        find(&text);
        start.elapsed().as_secs_f64()
    };
    for pieces in [
        "Aspen v. Birch, 52 F.4th 121 (quoting ",
        "§ 2511, (“Act”) 18 U.S.C. § 2511 (",
        "Id. at 5; ",
        "U.S. C. F. R. ",
        "v. v. v. ",
        "Aspen, supra, at 3. ",
    ] {
        let (small, large) = (of(pieces, 500), of(pieces, 4_000));
        assert!(large < 0.5 + small * 40.0, "`{pieces}`: {small} s, then {large} s");
    }
}

/// Prose, citations and odd marks mixed.
fn mixed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z§¶“”(),.;:– \n]{0,12}",
        "[0-9.\\-–:/()a-z]{0,8}",
        prop::sample::select(forms().into_iter().map(|f| f.text).collect::<Vec<_>>()),
        prop::sample::select(vec![
            "Id. ",
            "id. at 5",
            "§ ",
            "supra, at 3",
            "Rule 9",
            "§§ 1–",
            "U.S.C. ",
            "CIPA § ",
            "é § 5",
            "Art. ",
            "¶¶ 1, "
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(crate::property::cases(256, "tests/regressions/citations.txt"))]
    #[test]
    fn spans_are_on_boundaries_in_order_and_disjoint(text in mixed()) {
        let mut end = 0;
        for citation in find(&text) {
            prop_assert!(citation.span.start >= end && citation.span.start < citation.span.end);
            prop_assert!(text.is_char_boundary(citation.span.start) && text.is_char_boundary(citation.span.end));
            prop_assert!(!citation.normalized.is_empty());
            end = citation.span.end;
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,300}", cut in 0usize..300) {
        for citation in find(&text) {
            prop_assert!(citation.span.end <= text.len() && text.is_char_boundary(citation.span.start));
            prop_assert!(text.is_char_boundary(citation.span.end));
        }
        let end = (0..=cut.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
        find(&text[..end]);
    }

    #[test]
    fn prose_around_a_form_changes_nothing(index in 0usize..600, before in "[a-z ]{0,40}", after in "[a-z ]{1,40}") {
        let forms = forms();
        let form = &forms[index % forms.len()];
        let wrong = misread(form, &format!("{before}. Under "), &format!(", {after}"));
        prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
    }
}

#[test]
fn an_entry_number_is_whole_over_a_line_end() {
    assert_eq!(
        normalized("Doc. Nos. 399-10, 399-\n22, and 400"),
        ["ECF No. 399-10", "ECF No. 399-22", "ECF No. 400"]
    );
}

#[test]
fn a_table_of_docket_numbers_is_not_one_citation() {
    let text = "2:15-cv-01739 Ala. N.D. 5:15-cv-00787 Aspen v. C. R. Birch, Inc. 2:15-cv-02155";
    assert_eq!(normalized(text), ["No. 2:15-cv-01739", "No. 5:15-cv-00787", "No. 2:15-cv-02155"]);
}

#[test]
fn a_section_of_an_act_named_behind_it_ends_the_list_of_a_code() {
    let text = "under 15 U.S.C. § 6502(b), and Section 553 of the Administrative Procedure Act";
    assert_eq!(normalized(text), ["15 U.S.C. § 6502 (b)", "5 U.S.C. § 553"]);
}

#[test]
fn the_first_item_of_a_text_below_a_citation_is_no_part_of_it() {
    let pins = |text: &str| find(text).into_iter().map(|c| c.pin).collect::<Vec<_>>();
    assert_eq!(pins("codified at 28 U.S.C. § 1913\n(a) The Conference may set fees."), [None]);
    assert_eq!(pins("It broke 18 U.S.C. § 2511\n(1)(a) and more."), [Some("(1)(a)".to_owned())]);
}

#[test]
fn a_law_of_its_own_name_takes_its_article_with_it() {
    let text = "Under Article 35 GDPR and Art. 92 para. 3 Z 6 Telecommunications Act 2003 it is listed.";
    let read: Vec<String> = find(text).into_iter().map(|c| c.normalized).collect();
    assert_eq!(read, ["GDPR art. 35"]);
}

#[test]
fn a_citation_that_the_end_of_a_page_breaks_is_read_whole() {
    let parts = [
        "See Orland v. Brindle, 488 U.S. 469,",
        "493 (1989) (so held). Id.",
        "at 495. Oak v. Elm,",
        "512 F.3d 11 (1st Cir. 2008).",
    ];
    let text = parts.join("\n\n");
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for part in parts {
        let span = Span::new(at, at + part.len());
        paragraphs.push(Paragraph { number: None, span, heading: Vec::new(), kind: ParagraphKind::Footnote });
        at = span.end + 2;
    }
    let words = |c: &Citation| text[c.span.start..c.span.end].replace("\n\n", " / ");
    let read: Vec<_> = of_paragraphs(&text, &paragraphs).into_iter().map(|c| (words(&c), c.pin)).collect();
    let wanted = [
        ("Orland v. Brindle, 488 U.S. 469, / 493 (1989)", Some("493")),
        ("Id. / at 495", Some("495")),
        ("Oak v. Elm, / 512 F.3d 11 (1st Cir. 2008)", None),
    ];
    assert_eq!(read, wanted.map(|(text, pin)| (text.to_owned(), pin.map(str::to_owned))));
}

#[test]
fn the_working_party_and_a_smudged_host_are_no_citations() {
    for text in [
        "Under the GDPR, the guidelines of the Article 29 working party remain valid.",
        "It was posted at http://a¡clroicl¡test.oo¡r/features/loggers.",
    ] {
        let read: Vec<String> = find(text).into_iter().map(|c| c.normalized).collect();
        assert!(read.iter().all(|form| form == "GDPR"), "{read:?}");
    }
}

#[test]
fn an_address_goes_on_behind_a_line_that_ends_before_its_hyphen() {
    let text = "See https://www.example.gov/hearings/more-openness-and\n-less-hidden-money for all.";
    let found = find(text);
    assert_eq!(found[0].normalized, "https://www.example.gov/hearings/more-openness-and-less-hidden-money");
}

#[test]
fn an_address_goes_on_with_capitals_behind_a_hyphen_and_with_what_is_encoded() {
    for (text, whole) in [
        (
            "See https://www.example.com/article/flaw-\nin-phones-idUSKX2242AB for more.",
            "https://www.example.com/article/flaw-in-phones-idUSKX2242AB",
        ),
        (
            "See https://example.com/s?ref=https %3A%2F%2Fa.example%2Fb for more.",
            "https://example.com/s?ref=https%3A%2F%2Fa.example%2Fb",
        ),
    ] {
        assert_eq!(find(text)[0].normalized, whole);
    }
}
