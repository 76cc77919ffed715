use super::{expect, expect_none, tag};
use crate::document::DocumentKind::Answer;
use crate::document::Strength;

#[test]
fn denies_is_a_denial() {
    expect(
        Answer,
        "12. Defendant denies that it sold personal information to data brokers.",
        "practice:broker denied asserted company",
    );
}

#[test]
fn admits_is_an_admission() {
    expect(
        Answer,
        "13. Defendant admits that it collects IP addresses.",
        "data:ip admitted asserted company",
    );
}

#[test]
fn an_answer_is_split_between_what_it_admits_and_denies() {
    let text = "14. Defendant admits that it collects IP addresses, but denies that it collects precise geolocation.";
    expect(Answer, text, "data:ip admitted asserted company");
    expect(Answer, text, "data:geo_precise denied asserted company");
}

#[test]
fn a_lack_of_knowledge_denies_with_its_own_strength() {
    let text = "15. Defendant lacks knowledge or information sufficient to form a belief as to whether hackers stole customer data, and therefore denies the same.";
    expect(Answer, text, "practice:breach denied asserted company");
    expect_none(Answer, text, "practice:breach admitted");
    let finding = tag(Answer, text).into_iter().find(|f| f.concept == "practice:breach").unwrap();
    assert_eq!(finding.strength, Some(Strength::LacksKnowledge));
}

#[test]
fn a_document_that_speaks_for_itself_is_no_denial() {
    expect(
        Answer,
        "16. The policy on sharing personal information with advertisers speaks for itself.",
        "practice:share contested asserted company",
    );
}
