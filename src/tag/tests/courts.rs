use super::{expect, expect_none};
use crate::document::DocumentKind::Order;

#[test]
fn a_rule_that_a_court_recites_is_law() {
    expect(
        Order,
        "The Wiretap Act prohibits the interception of electronic communications.",
        "claim:fed.wiretap law asserted court",
    );
}

#[test]
fn a_dismissal_is_held_and_negated() {
    expect(
        Order,
        "The Court dismisses the Wiretap Act claim with prejudice.",
        "claim:fed.wiretap held negated court",
    );
}

#[test]
fn what_a_plaintiff_plausibly_alleges_is_not_found() {
    let text = "Plaintiff plausibly alleges that Brightcart sold browsing history to data brokers.";
    expect_none(Order, text, "practice:broker found");
    expect_none(Order, text, "practice:broker held");
}

#[test]
fn allegations_that_a_court_recites_stay_the_plaintiffs() {
    expect(
        Order,
        "Plaintiff alleges that the app collected precise geolocation.",
        "data:geo_precise alleged asserted plaintiff",
    );
}
