//! Authorities that are cited again: `Id.`, short forms, second reporters.

use super::super::*;
use super::normalized;
use crate::document::CitationKind;

#[test]
fn id_repeats_what_was_cited_last() {
    let text = "Compl. ¶ 45. Id. ¶ 46. See 18 U.S.C. § 2510(8). Id. § 2511(2)(d). See id. Id.";
    assert_eq!(
        normalized(text),
        [
            "Compl. ¶ 45",
            "Compl. ¶ 46",
            "18 U.S.C. § 2510 (8)",
            "18 U.S.C. § 2511 (2)(d)",
            "18 U.S.C. § 2511",
            "18 U.S.C. § 2511"
        ]
    );
}

#[test]
fn a_short_case_citation_takes_its_first_page_from_the_full_one() {
    let text = "Aspen v. Birch Corp., 52 F.4th 121, 125 (3d Cir. 2022). The court agreed. Aspen, 52 F.4th at 130. Birch, supra, at 131.";
    assert_eq!(normalized(text), ["52 F.4th 121 125", "52 F.4th 121 130", "52 F.4th 121 131"]);
    let short = &find(text)[1];
    assert_eq!(&text[short.span.start..short.span.end], "Aspen, 52 F.4th at 130");
}

#[test]
fn a_short_case_citation_without_a_full_one_keeps_volume_and_reporter() {
    assert_eq!(normalized("See Aspen, 52 F.4th at 130."), ["52 F.4th 130"]);
}

#[test]
fn id_passes_over_what_a_parenthesis_quotes_and_over_later_history() {
    let text = "Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022) (quoting Oak v. Elm, 9 F.4th 1, 4 (1st Cir. 2021)). Id. at 130.";
    assert_eq!(normalized(text).last().map(String::as_str), Some("52 F.4th 121 130"));
    let text = "Aspen v. Birch, 52 F.4th 121 (3d Cir. 2022), aff’d, 600 U.S. 12 (2023). Id. at 130.";
    assert_eq!(normalized(text).last().map(String::as_str), Some("52 F.4th 121 130"));
    let text = "Aspen v. Birch, 52 F.4th 121 (3d Cir. 2022) (citing 18 U.S.C. § 2511; Oak v. Elm, 9 F.4th 100 (1st Cir. 2021)). Id. at 130.";
    assert_eq!(normalized(text).last().map(String::as_str), Some("52 F.4th 121 130"));
}

#[test]
fn id_after_a_string_of_authorities_is_open_unless_the_page_can_lie_in_one_alone() {
    let string = "See Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022); Oak v. Elm, 9 F.4th 900, 904 (1st Cir. 2021). ";
    let last = |tail: &str| normalized(&format!("{string}{tail}")).pop();
    assert_eq!(last("Id. at 910.").as_deref(), Some("9 F.4th 900 910"));
    assert_eq!(last("Id. at 130.").as_deref(), Some("52 F.4th 121 130"));
    assert_eq!(last("Id.").as_deref(), Some("Id."));
}

#[test]
fn id_names_no_authority_that_can_not_have_its_pin() {
    let last = |text: &str| normalized(text).pop();
    assert_eq!(
        last("Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022). Id. at 90.").as_deref(),
        Some("Id. 90")
    );
    assert_eq!(
        last("Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022). Id. ¶ 9.").as_deref(),
        Some("Id. ¶ 9")
    );
    assert_eq!(last("Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022). Id. § 9.").as_deref(), Some("Id."));
    assert_eq!(last("It broke 18 U.S.C. § 2511. Id. at 130.").as_deref(), Some("Id. 130"));
}

#[test]
fn id_after_an_authority_that_was_not_understood_is_open() {
    let text = "Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022). See R. Larch, On Pixels, 80 Larch L. Rev. 125, 127 (2020). Id. at 128.";
    assert_eq!(normalized(text).last().map(String::as_str), Some("Id. 128"));
}

#[test]
fn id_in_a_note_means_what_the_notes_cite() {
    let mut context = Context::default();
    find_part("Aspen v. Birch, 52 F.4th 121, 125 (3d Cir. 2022).", false, &mut context);
    find_part("See Oak v. Elm, 9 F.4th 120, 124 (1st Cir. 2021).", true, &mut context);
    let body = find_part("Id. at 126.", false, &mut context);
    let note = find_part("Id. at 125.", true, &mut context);
    assert_eq!((body[0].normalized.as_str(), note[0].normalized.as_str()), ("52 F.4th 121", "9 F.4th 120"));
}

#[test]
fn supra_names_no_case_where_two_answer_to_the_name() {
    let text = "In re Aspen Litig., 52 F.4th 121 (3d Cir. 2022). Aspen v. Oak, 9 F.4th 1 (1st Cir. 2021). Aspen, supra, at 5. Oak, supra, at 5.";
    assert_eq!(normalized(text), ["52 F.4th 121", "9 F.4th 1", "9 F.4th 1 5"]);
}

#[test]
fn the_name_of_a_case_stays_with_its_short_forms_and_its_second_reporter() {
    let text = "Aspen Data v. Birch, 532 U.S. 742, 749, 121 S. Ct. 1808 (2001). Aspen Data, 532 U.S. at 750. Id. at 751. Birch at 752.";
    let found = find(text);
    let names: Vec<_> = found.iter().map(|c| c.name.as_deref()).collect();
    assert_eq!(names, [Some("Aspen Data v. Birch"); 5]);
    let authorities: Vec<_> = found.iter().map(Citation::authority).collect();
    assert_eq!(authorities, ["532 U.S. 742"; 5]);
}

#[test]
fn id_after_a_parallel_citation_means_the_first_reporter() {
    let text = "Aspen v. Birch, 532 U.S. 742, 749, 121 S. Ct. 1808 (2001). Id. at 750.";
    assert_eq!(normalized(text), ["532 U.S. 742 749", "121 S. Ct. 1808", "532 U.S. 742 750"]);
}

#[test]
fn a_short_form_takes_the_case_that_begins_before_its_page_and_never_a_later_one() {
    let text = "See Birch v. Alder, 47 F.4th 202, 210 (9th Cir. 2022); Oak v. Elm, 47 F.4th 790, 795 (9th Cir. 2022). \
                In 47 F.4th at 812 the court agreed. But 47 F.4th at 100 is another.";
    let found = find(text);
    let at = |pin: &str| found.iter().find(|c| c.pin.as_deref() == Some(pin)).map(|c| c.normalized.as_str());
    assert_eq!(at("812"), Some("47 F.4th 790"));
    assert_eq!(at("100"), Some("47 F.4th"));
}

#[test]
fn an_open_id_that_is_said_to_quote_another_is_a_decision() {
    let kinds = |text: &str| find(text).iter().map(|c| c.kind).collect::<Vec<_>>();
    let open = kinds("The court so held. Id. at 604 (quoting Oak v. Elm, 9 F.4th 1, 4 (1st Cir. 2021)).");
    assert_eq!(open.first(), Some(&CitationKind::Case));
    assert_eq!(kinds("It was so stated. Id. at 604 (describing the file)."), [CitationKind::Record]);
}

#[test]
fn parallel_reporters_behind_semicolons_are_one_case() {
    let found =
        find("Orland v. Brindle, 343 U.S. 579, 638; 72 S. Ct. 863, 871; 96 L. Ed. 1153, 1200 (1952).");
    let names: Vec<Option<&str>> = found.iter().map(|c| c.name.as_deref()).collect();
    assert_eq!(names, [Some("Orland v. Brindle"); 3]);
    assert_eq!(found[2].parallel_to.as_deref(), Some("343 U.S. 579"));
}

#[test]
fn a_name_of_two_words_calls_its_case_again() {
    let text = "Tarn Belloc v. Orland, 2020 WL 1234567 (N.D. Cal. 2020). So too Tarn Belloc, 2020 WL 1234567, at *2.";
    let last = find(text).pop().unwrap();
    assert_eq!(&text[last.span.start..last.span.end], "Tarn Belloc, 2020 WL 1234567, at *2");
}

#[test]
fn the_transcript_and_not_its_case_is_meant_again() {
    let text =
        "Tr. of Mot. Hr’g at 6, United States v. Tarn, No. 06-cr-298 (D.D.C. Feb. 9, 2007). Id. at 8, 70.";
    let last = find(text).pop().unwrap();
    assert_eq!((last.normalized.as_str(), last.pin.as_deref()), ("Hr'g Tr.", Some("8, 70")));
}

#[test]
fn a_page_that_the_last_cases_can_not_have_is_one_of_the_case_before() {
    let quoted = "Tarn v. Orland, 379 F.3d 764, 766 (9th Cir. 2004). It said: “Elm v. Oak, 954 F.2d 1470, 1474 (9th Cir. 1992).” Id. at 767.";
    assert_eq!(find(quoted).pop().unwrap().normalized, "379 F.3d 764");
    // two could have it: neither is guessed
    let two = quoted.replace("It said", "So Ash v. Fir, 12 F.3d 760 (9th Cir. 1993). It said");
    assert_eq!(find(&two).pop().unwrap().normalized, "Id.");
}

#[test]
fn the_section_before_id_is_of_the_paper_meant() {
    let text = "It was approved. Pact, 1 App. 7–51. The purpose is told. § 1.01(b), id., at 9.";
    let last = find(text).pop().unwrap();
    assert_eq!((last.normalized.as_str(), last.pin.as_deref()), ("1 App.", Some("9")));
}

#[test]
fn a_case_of_later_history_keeps_its_name_in_every_reporter() {
    let text = "Elm v. Oak, 834 F.2d 313, 317 (3d Cir. 1987), abrogated by Tarn v. Orland, 535 U.S. 789, 122 S. Ct. 1817, 152 L. Ed. 2d 996 (2002). Id. at 318.";
    let found = find(text);
    let names: Vec<Option<&str>> = found.iter().map(|c| c.name.as_deref()).collect();
    let (elm, tarn) = (Some("Elm v. Oak"), Some("Tarn v. Orland"));
    assert_eq!(names, [elm, tarn, tarn, tarn, elm]);
}

#[test]
fn a_bare_id_at_the_head_of_a_paragraph_stays_open() {
    let mut context = Context::default();
    find_in("See Elm v. Oak, 250 F.3d 668, 681 (9th Cir. 2001).", &mut context);
    assert_eq!(find_in("Id.", &mut context)[0].normalized, "Id.");
    find_in("See Elm v. Oak, 250 F.3d 668, 681 (9th Cir. 2001).", &mut context);
    assert_eq!(find_in("Id. at 682.", &mut context)[0].normalized, "250 F.3d 668");
}

#[test]
fn an_open_id_whose_page_the_last_case_can_not_have_is_of_the_record() {
    let text = "See Elm v. Oak, 250 F.3d 668, 681 (9th Cir. 2001). So he says in his brief. See id. at 10.";
    let last = find(text).pop().unwrap();
    assert_eq!((last.normalized.as_str(), last.kind), ("Id.", CitationKind::Record));
}
