use super::{expect, expect_none, tagger};
use crate::document::DocumentKind::{Letter, News, Notice, Other, Report, Statement};
use crate::document::{Document, Mode, Speaker};

#[test]
fn a_suit_without_a_known_plaintiff_is_alleged() {
    expect(
        News,
        "In March, two guests accused the hotel of failing to encrypt their data.",
        "practice:insecure alleged asserted plaintiff",
    );
}

#[test]
fn what_somebody_on_a_forum_claims_confirms_nothing() {
    let text = "A person on an online forum has claimed to have obtained a database of Brightcart customers.";
    for kind in [News, Statement] {
        expect(kind, text, "practice:breach claimed asserted threat-actor");
        expect_none(kind, text, "practice:breach confirmed");
    }
}

#[test]
fn counsel_who_writes_for_those_who_complain_alleges() {
    let letter = "We write on behalf of Jane Roe and all other residents whose personal information was taken from \
                  Brightcart. Brightcart stored Social Security numbers without encryption.";
    let mut document = Document::of_passage(letter, Letter);
    document.sentences = crate::structure::sentences(letter);
    let found = tagger().tag(&document);
    let ssn = found.iter().find(|f| f.concept == "data:ssn").unwrap();
    assert_eq!((ssn.speaker, ssn.mode), (Speaker::Plaintiff, Mode::Alleged));
}

#[test]
fn a_list_of_an_authority_states_what_the_act_asks_for() {
    let item = "Processing of biometric data for the identification of visitors.";
    let found = |head: &str, kind| {
        let text = format!("{head} Under the GDPR, and as the GDPR says, the GDPR asks for it. {item}");
        let mut document = Document::of_passage(&text, kind);
        document.sentences = crate::structure::sentences(&text);
        let found = tagger().tag(&document);
        let biometric = found.into_iter().find(|f| f.concept == "data:biometric").expect("biometric data");
        (biometric.speaker, biometric.mode)
    };
    for kind in [Report, Other] {
        assert_eq!(found("List of the Data Protection\nAuthority.", kind), (Speaker::Regulator, Mode::Law));
        assert_ne!(found("List of a security firm.", kind).0, Speaker::Regulator);
    }
}

#[test]
fn what_is_settled_is_the_regulators_where_one_is_named() {
    expect(
        News,
        "The chain agreed to pay $4 million to settle charges by the FTC that it had deceived users about how \
         it shared their data.",
        "practice:deceptivepolicy settled asserted regulator",
    );
}

#[test]
fn a_company_is_known_over_a_remark_between_commas() {
    expect(
        News,
        "Brightcart, one of the largest shops of the country, confirmed that hackers stole customer records.",
        "practice:breach confirmed asserted company",
    );
}

#[test]
fn a_ruling_that_the_press_reports_is_the_courts() {
    let text = "The court dismissed the claim for unjust enrichment and the claim under the Wiretap Act.";
    expect(Report, text, "claim:fed.wiretap held negated court");
}

#[test]
fn a_notice_confirms_which_data_an_incident_reached() {
    let text = "The files may have held your name, date of birth and Social Security number.";
    expect(Notice, text, "data:ssn confirmed asserted company");
    expect(Notice, text, "data:dob confirmed asserted company");
}

#[test]
fn a_notice_denies_what_an_incident_did_not_reach() {
    expect(
        Notice,
        "The files did not include your credit card number.",
        "data:payment denied asserted company",
    );
}

#[test]
fn advice_in_a_notice_says_nothing_of_data() {
    let text = "We recommend that you change your password and review your bank account statements.";
    expect_none(Notice, text, "data:");
}

#[test]
fn a_letter_in_the_first_person_confirms_an_incident() {
    expect(
        Letter,
        "We are writing to tell you that an unauthorized person gained access to our systems.",
        "practice:breach confirmed asserted company",
    );
}

#[test]
fn a_suit_that_is_told_without_a_plaintiff_is_alleged() {
    let text = "New Mexico filed a lawsuit against Brightcart for illegally collecting data from children.";
    expect(News, text, "practice:kids alleged asserted plaintiff");
}

#[test]
fn what_plaintiffs_claim_of_a_named_company_is_alleged() {
    let text = "The plaintiffs claim Brightcart uses cookies to follow shoppers.";
    expect(News, text, "practice:cookies alleged asserted plaintiff");
}

#[test]
fn who_is_sued_is_not_who_alleges() {
    let text =
        "A lawsuit was filed against the hospital, alleging that it shared health data with Brightcart.";
    expect(News, text, "data:health alleged asserted plaintiff");
}

#[test]
fn a_defence_is_told_where_the_news_tells_of_a_court() {
    let held = "The court concluded that the plaintiff lacked Article III standing.";
    expect(News, held, "defence:standing held asserted court");
    expect_none(News, "Brightcart has no standing among Article writers.", "defence:standing");
}

#[test]
fn what_a_product_lets_others_do_is_no_security_of_the_company() {
    expect_none(
        Statement,
        "The ISO 27001 process encourages organizations to adopt encryption.",
        "security:",
    );
    expect_none(
        Statement,
        "Brightcart, a leading provider of file encryption, named a new chief.",
        "security:",
    );
    expect(Statement, "We hold an ISO 27001 certificate.", "security:iso27001 represented asserted company");
    expect(
        Statement,
        "Brightcart, a leading provider of file encryption, has earned an ISO 27001 certificate.",
        "security:iso27001 represented asserted company",
    );
}

#[test]
fn attacks_in_general_are_no_incident() {
    for text in [
        "They protect small shops from growing cyber attacks.",
        "In times of data breaches, shops need care.",
        "Some 43% of all data breaches hit small shops.",
    ] {
        expect_none(Statement, text, "practice:breach");
    }
    expect(
        News,
        "Brightcart confirmed that the data breaches of last year reached its customers.",
        "practice:breach confirmed asserted company",
    );
}

#[test]
fn a_line_that_only_names_a_standard_represents_nothing() {
    expect_none(Statement, "Not NIST CSF", "security:");
}

#[test]
fn a_standard_in_general_is_nobodys() {
    expect_none(
        Statement,
        "For firms that enter this market, an ISO 27001 certificate is an asset.",
        "security:",
    );
    expect(
        Statement,
        "Brightcart has achieved ISO 27001 certification.",
        "security:iso27001 represented asserted company",
    );
}

#[test]
fn a_reader_who_is_told_how_gives_the_company_no_data() {
    expect_none(Statement, "Create an account by typing your email address.", "data:email");
    expect(Statement, "We collect your email address.", "data:email represented asserted company");
}

#[test]
fn what_a_stranger_claims_is_no_word_of_the_company_that_tells_it() {
    for kind in [Notice, Letter] {
        expect(
            kind,
            "We were contacted by an individual who claimed to have obtained our customers’ shopping information.",
            "data:purchase claimed asserted threat-actor",
        );
    }
}

#[test]
fn what_is_printed_below_everything_says_nothing() {
    expect_none(
        Statement,
        "We assume no responsibility or liability for any content, including claims of fraud or misrepresentation of \
         privacy.",
        "practice:",
    );
    expect_none(Notice, "Do not open emails or attachments that ask for your password.", "data:");
}
