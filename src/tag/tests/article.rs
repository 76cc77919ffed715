//! A news report of a claimed breach, its denial, and an older suit: twenty propositions, each with its
//! own speaker and mode.

use super::{expect, expect_none, tag};
use crate::document::DocumentKind::News;
use crate::document::Strength;

#[test]
fn a_company_that_confirms_that_claims_are_false_denies() {
    let text = "Brightcart has confirmed that reports it suffered a data breach after a threat actor offered its records on a forum were false and that its servers were never breached.";
    expect(News, text, "practice:breach denied asserted company");
    expect_none(News, text, "practice:breach confirmed");
    expect_none(News, text, "practice:breach admitted");
    expect_none(News, text, "practice:breach claimed");
}

#[test]
fn a_seller_on_a_forum_only_claims() {
    let text = "On Monday a threat actor who calls itself “nightheron” posted what it claimed to be a Brightcart database with 40 million customer records.";
    expect(News, text, "practice:breach claimed asserted threat-actor");
    expect(News, text, "data:generic claimed asserted threat-actor");
}

#[test]
fn every_category_in_the_sample_is_the_threat_actors_claim() {
    let text = "In the post, the threat actor listed what it said was sample data, with usernames, full names, delivery addresses, dates of birth, telephone numbers, IP addresses and hashed passwords.";
    for slug in ["account", "name", "postal", "dob", "phone", "ip", "credentials"] {
        expect(News, text, &format!("data:{slug} claimed asserted threat-actor"));
    }
}

#[test]
fn a_quotation_before_its_speaker_is_the_speakers() {
    let text = "“Our analysts looked into the alleged data breach and can confirm that the claims are categorically false; the data on offer is not from our servers. Not a single row matches,” the company told Harbour Daily.";
    expect(News, text, "practice:breach denied asserted company");
    let denial = tag(News, text).into_iter().find(|f| f.concept == "practice:breach").unwrap();
    assert_eq!(denial.strength, Some(Strength::Categorical));
    assert_eq!(denial.chain.first().map(String::as_str), Some("Harbour Daily"));
    assert!(denial.decisions.iter().any(|d| d.field == "mode" && d.rule == "falsity"));
}

#[test]
fn a_threat_to_sue_raises_no_breach() {
    let text = "“We take every attempt to harm our name seriously and may pursue legal action against those who spread false information.";
    expect_none(News, text, "practice:breach");
    expect_none(News, text, "practice:deceptivepolicy");
}

#[test]
fn general_praise_is_represented_by_the_company() {
    let text = "“At Brightcart, the privacy and security of shoppers is paramount. We follow industry-leading practices for data protection.”";
    expect(News, text, "security:puffery represented asserted company");
}

#[test]
fn data_said_to_be_public_contests_the_breach() {
    let text = "\"The seller was banned from the forum for trying to sell data that was already publicly available.\"";
    expect(News, text, "practice:breach contested asserted company");
}

#[test]
fn each_certificate_and_measure_is_its_own_representation() {
    let text = "Brightcart added that its care for security shows in its MASA certification from a laboratory, its use of two-factor authentication, its membership in the Anti-Phishing Working Group, the fact that it follows PCI DSS, and its partnership with HackerOne.";
    for slug in ["masa", "mfa", "apwg", "pcidss", "bugbounty"] {
        expect(News, text, &format!("security:{slug} represented asserted company"));
    }
}

#[test]
fn a_suit_in_the_news_alleges() {
    let text = "Last year the company faced a class-action lawsuit that alleged it was using malicious spyware to collect data from its users.";
    expect(News, text, "practice:malware alleged asserted plaintiff");
    expect(News, text, "data:generic alleged asserted plaintiff");
    expect_none(News, text, "practice:malware reported");
}

#[test]
fn according_to_a_suit_is_the_suits_word() {
    let text = "According to the class action, Brightcart violated federal wiretap laws and profited from its collection of customer data through targeted marketing.";
    expect(News, text, "claim:fed.wiretap alleged asserted plaintiff");
    expect(News, text, "practice:adtarget alleged asserted plaintiff");
}

#[test]
fn allegedly_hands_its_sentence_to_the_accuser() {
    let text = "Allegedly, Brightcart was able to watch the offsite activity of shoppers by injecting JavaScript code into websites that they opened from the app.";
    expect(News, text, "practice:inapp alleged asserted plaintiff");
    expect(News, text, "practice:crosssite alleged asserted plaintiff");
}

#[test]
fn a_list_of_data_is_tagged_one_by_one() {
    let text = "Data collected in this way includes names, addresses, e-mail addresses, phone numbers, biometric data, Social Security numbers, and credit card and financial information, according to the class action.";
    for slug in ["name", "postal", "email", "phone", "biometric", "ssn", "payment", "bank"] {
        expect(News, text, &format!("data:{slug} alleged asserted plaintiff"));
    }
}

#[test]
fn what_counsel_says_and_what_a_company_is_accused_of_are_alleged() {
    let text = "Lawyers representing plaintiff Ada Roe have said that Brightcart failed to meet a standard of cyber security, putting customer data at risk of being stolen. The company has been accused of cutting corners with its security.";
    expect(News, text, "practice:insecure alleged asserted plaintiff");
    expect(News, text, "data:generic risk asserted plaintiff");
    expect_none(News, text, "practice:insecure represented");
}

#[test]
fn who_has_been_accused_is_accused_by_nobody_named_beside_what_counsel_says() {
    let text = "Legal teams representing plaintiff Jane Roe have said that Brightcart failed to meet a standard of cyber security. The company has been accused of cutting corners in an effort to lower expenses.";
    expect(News, text, "practice:insecure alleged asserted plaintiff");
    expect(News, text, "practice:insecure alleged asserted unknown");
}

#[test]
fn profit_from_what_is_called_illegal_is_an_enrichment() {
    let text = "According to the class action, Brightcart profited from its illegal collection of customer data through targeted marketing.";
    expect(News, text, "claim:cl.unjust alleged asserted plaintiff");
}

#[test]
fn an_update_repeats_the_denial() {
    let text = "Update: Brightcart confirmed to Harbour Daily that the data breach claims were false and that the threat actor claiming to have breached its network was banned.";
    expect(News, text, "practice:breach denied asserted company");
    expect_none(News, text, "practice:breach claimed");
}
