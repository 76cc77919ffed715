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

#[test]
fn an_allegation_that_a_court_finds_plausible_is_the_courts() {
    expect(
        Order,
        "Accepting this as true, Plaintiff has plausibly alleged a violation of the Wiretap Act.",
        "claim:fed.wiretap plausible asserted court",
    );
}

#[test]
fn a_motion_to_dismiss_that_is_denied_leaves_the_claim_standing() {
    expect(
        Order,
        "The motion to dismiss the claim under the Wiretap Act is DENIED.",
        "claim:fed.wiretap held asserted court",
    );
}

#[test]
fn a_motion_to_dismiss_that_is_granted_ends_the_claim() {
    expect(
        Order,
        "The Court GRANTS the motion as to the CIPA claim, with leave to amend.",
        "claim:ca.cipa631 held negated court",
    );
}

#[test]
fn one_sentence_can_rule_in_two_ways() {
    let text = "The court granted the motion in part, dismissing the claim under the Wiretap Act, and denied \
                it as to the claim under the Confidentiality of Medical Information Act.";
    expect(Order, text, "claim:fed.wiretap held negated court");
    expect(Order, text, "claim:ca.cmia held asserted court");
}

#[test]
fn what_another_court_held_is_law() {
    expect(
        Order,
        "In an unpublished decision the Ninth Circuit held that consent under section 631(a) must come first.",
        "claim:ca.cipa631 law asserted court",
    );
}

#[test]
fn the_claims_that_a_suit_brings_are_alleged() {
    expect(
        Order,
        "Plaintiffs bring this action for violations of the California Invasion of Privacy Act.",
        "claim:ca.cipa631 alleged asserted plaintiff",
    );
}

#[test]
fn a_party_that_argues_a_defence_contests() {
    expect(
        Order,
        "Defendant argues that the Wiretap Act claim is barred by the statute of limitations.",
        "defence:sol contested asserted company",
    );
}

#[test]
fn a_defence_that_a_court_rejects_is_negated() {
    expect(
        Order,
        "The statute of limitations argument fails, so the Wiretap Act claim goes forward.",
        "defence:sol held negated court",
    );
}

#[test]
fn a_decision_on_something_else_holds_no_facts_on_data() {
    let text =
        "The program is stored as data and transmitted in packets, which is no performance of the work.";
    expect_none(Order, text, "practice:share");
}

#[test]
fn a_recital_of_what_is_alleged_goes_on_until_the_court_speaks() {
    let recital = "According to the allegations in the amended complaint, Brightcart runs a shop. \
                   Its website records keystrokes and mouse movements.";
    expect(Order, recital, "practice:keystroke alleged asserted plaintiff");
    let finding = "Plaintiff alleges that Brightcart runs a shop. \
                   The Court finds that Brightcart records keystrokes.";
    expect_none(Order, finding, "practice:keystroke alleged");
}

#[test]
fn what_a_paragraph_retells_of_another_case_is_law() {
    let text = "In Elm v. Oak, 783 F.3d 1140 (8th Cir. 2015), the Eighth Circuit applied that test. The court found that the right of publicity claim was preempted. Id. at 1143.";
    expect(Order, text, "defence:preemption law asserted court");
    let own = "The right of publicity claim is preempted.";
    expect_none(Order, own, "defence:preemption law");
}
