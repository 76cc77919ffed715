use super::{expect, expect_none, tag, tagger};
use crate::document::DocumentKind::{Complaint, Notice, Policy};
use crate::document::{Document, Flag, ParagraphKind, Strength};

#[test]
fn what_data_could_do_is_no_reservation_behind_a_plain_no() {
    let text = "We don't share information with advertisers that by itself can be used to identify you, such as your name or email address.";
    expect(Policy, text, "practice:share promised negated company");
    expect_none(Policy, text, "data:name permitted");
}

/// The concepts of a document of paragraphs, in order.
fn concepts_of(paragraphs: &[(ParagraphKind, &str)]) -> Vec<String> {
    let document = Document::of_paragraphs(paragraphs);
    tagger().tag(&document).into_iter().map(|finding| finding.concept).collect()
}

#[test]
fn an_item_under_a_choice_of_users_says_nothing_of_the_company() {
    use ParagraphKind::{Body, List};
    let item = (List, "Location tracking by your device");
    let granted = concepts_of(&[(Body, "You can control what we collect and opt out in these ways:"), item]);
    assert_eq!(granted, Vec::<String>::new());
    assert!(!concepts_of(&[(Body, "We collect, for our maps and for ads:"), item]).is_empty());
}

#[test]
fn a_purpose_under_what_data_are_used_for_assures_nothing() {
    use ParagraphKind::{Body, List};
    let item = (List, "protect the security of your information");
    let puffed =
        |lead: &'static str| concepts_of(&[(Body, lead), item]).contains(&"security:puffery".to_owned());
    assert!(!puffed("We may use what you send us to:"));
    assert!(puffed("We promise all customers to:"));
    expect_none(
        Policy,
        "Ensure the security of our shop's users' data, detect fraud, and fix errors",
        "security:",
    );
    expect(Policy, "We ensure the security of your data.", "security:puffery represented asserted company");
}

#[test]
fn each_item_of_a_list_says_for_itself_what_another_has_said() {
    use ParagraphKind::{Body, List};
    let found = concepts_of(&[
        (Body, "Our purposes are:"),
        (List, "Delivery. We share your postal address with carriers."),
        (List, "Gifts. We share your postal address with shops. We share your postal address daily."),
    ]);
    assert_eq!(found.iter().filter(|concept| *concept == "data:postal").count(), 2, "{found:?}");
}

#[test]
fn an_item_of_a_list_of_data_names_no_practice() {
    use ParagraphKind::{Body, List};
    let lead = (Body, "Our partners send us:");
    let found = concepts_of(&[lead, (List, "Pages that you visit, and cookie data, such as from a plugin")]);
    assert!(!found.contains(&"practice:cookies".to_owned()), "{found:?}");
    let acts =
        concepts_of(&[(Body, "For this we do the following:"), (List, "We use cookies on your device.")]);
    assert!(acts.contains(&"practice:cookies".to_owned()), "{acts:?}");
}

#[test]
fn what_may_interest_users_reserves_nothing() {
    expect(
        Policy,
        "We use your personal information to show personalised ads that might be of interest to you.",
        "practice:adtarget represented asserted company",
    );
    expect(
        Policy,
        "We might use your personal information for personalised ads.",
        "practice:adtarget permitted asserted company",
    );
}

#[test]
fn a_noun_at_the_head_of_a_sentence_instructs_nobody() {
    expect(
        Policy,
        "Contact information includes your name and email address.",
        "data:email represented asserted company",
    );
    expect_none(Policy, "Contact us by sending your email address.", "data:email");
    expect(
        Policy,
        "Log in with another account, and we share your email address with it.",
        "data:email represented asserted company",
    );
}

#[test]
fn what_children_can_not_do_is_no_promise_of_the_company() {
    expect_none(
        Policy,
        "Children cannot publicly share personal information, such as videos.",
        "data:visual",
    );
    expect(Policy, "We do not share children's videos.", "data:visual promised negated company");
}

#[test]
fn an_entry_of_the_contents_and_the_head_of_a_table_name_and_do_not_say() {
    use ParagraphKind::{Body, Heading, List, Table};
    let title = "Swiss-US Privacy Shield";
    let said = (Body, "We comply with the Swiss-US Privacy Shield.");
    assert_eq!(concepts_of(&[(List, title), (Heading, title), said]), ["security:dpf"]);
    assert_eq!(concepts_of(&[(List, title)]), ["security:dpf"]);
    let rows =
        [(Table, "Why we share personal data\tWith whom"), (Table, "Ads\tWe share it with advertisers.")];
    let found = concepts_of(&rows);
    assert!(!found.contains(&"data:generic".to_owned()), "{found:?}");
}

#[test]
fn a_person_of_whom_a_policy_tells_a_story_is_not_its_user() {
    expect_none(
        Policy,
        "He has turned on GPS, so we can use his precise location.",
        "data:geo_precise represented",
    );
    expect_none(
        Policy,
        "Ines likes to take pictures of her garden with our camera feature.",
        "practice:camera_mic",
    );
    expect(
        Policy,
        "You have turned on GPS, so we use your precise location.",
        "data:geo_precise represented asserted company",
    );
}

#[test]
fn what_no_longer_names_a_person_may_still_be_used() {
    let text = "We also use data so that it no longer identifies you, to show you ads that suit you.";
    expect(Policy, text, "practice:adtarget represented asserted company");
    expect_none(Policy, text, "practice:adtarget promised");
    expect(
        Policy,
        "We no longer show you targeted advertising.",
        "practice:adtarget promised negated company",
    );
}

#[test]
fn a_title_on_how_and_why_says_nothing() {
    assert!(tag(Policy, "Why and how we process your personal data:").is_empty());
    expect(
        Policy,
        "How we share your email is up to you: we share your email with shops.",
        "practice:share represented asserted company",
    );
}

#[test]
fn what_brackets_say_is_left_out_is_no_promise() {
    let text = "We keep photos that you posted (and not deleted) for the lifetime of your account.";
    expect(Policy, text, "practice:retention represented asserted company");
    expect_none(Policy, text, "practice:retention promised");
    expect(
        Policy,
        "We share your email (but not your name) with partners.",
        "data:name promised negated company",
    );
}

#[test]
fn what_can_not_be_done_without_an_address_is_no_promise() {
    let text = "If you don't provide an email address, we won't be able to create an account for you.";
    expect_none(Policy, text, "data:email promised");
    expect_none(Policy, "If you do not provide your phone number, we cannot help.", "data:phone promised");
}

#[test]
fn a_policy_represents_what_it_does() {
    expect(
        Policy,
        "We collect your IP address and device identifiers.",
        "data:ip represented asserted company",
    );
}

#[test]
fn may_reserves_the_possibility() {
    expect(
        Policy,
        "We may share your information with advertisers.",
        "practice:share permitted asserted company",
    );
}

#[test]
fn do_not_promises_that_it_does_not_happen() {
    expect(Policy, "We do not sell your personal information.", "practice:broker promised negated company");
}

#[test]
fn a_remark_between_commas_takes_neither_a_negation_nor_a_modal_verb_away() {
    for promise in [
        "We do not, however, sell your phone number to anyone.",
        "We will not, except as told in section four, sell your personal information.",
        "We never, while you are a member, sell your personal information.",
        "We do not, unless you agree, sell your personal information.",
    ] {
        expect(Policy, promise, "practice:broker promised negated company");
        expect_none(Policy, promise, "practice:broker represented");
    }
    expect(
        Policy,
        "Our partners may, however, collect your IP address.",
        "data:ip permitted asserted company",
    );
    // the remark itself, and what follows a real turn, are not negated
    let turn = "We do not sell your phone number, however, we share your IP address with advertisers.";
    expect(Policy, turn, "data:ip represented asserted company");
}

#[test]
fn a_negation_does_not_reach_over_a_new_subject() {
    expect(
        Policy,
        "We do not sell your personal information, but we share your data with advertisers.",
        "practice:share represented asserted company",
    );
}

#[test]
fn pseudo_negations_do_not_negate() {
    expect(
        Policy,
        "We share your data with partners, including but not limited to advertisers.",
        "practice:share represented asserted company",
    );
}

#[test]
fn what_is_not_knowingly_collected_is_limited_by_knowledge() {
    let text = "We do not knowingly collect personal information from children.";
    expect(Policy, text, "data:children promised negated company");
    let finding = tag(Policy, text).into_iter().find(|f| f.concept == "data:children").unwrap();
    assert_eq!(finding.strength, Some(Strength::KnowledgeLimited));
}

#[test]
fn a_sentence_that_grants_a_control_carries_nothing() {
    assert!(tag(Policy, "You can delete your browsing history in the settings.").is_empty());
}

#[test]
fn the_modal_verb_of_a_lead_in_governs_its_list() {
    expect(
        Policy,
        "We may collect the following:\n• your email address;\n• your phone number.",
        "data:phone permitted asserted company",
    );
}

#[test]
fn a_condition_is_kept() {
    let text = "We share your information with partners, unless you opt out.";
    let finding = tag(Policy, text).into_iter().find(|f| f.concept == "practice:share");
    let finding = finding.unwrap();
    assert!(finding.flags.contains(&Flag::Conditional));
    assert!(finding.condition.is_some());
}

#[test]
fn no_evidence_in_a_notice_is_a_denial() {
    expect(
        Notice,
        "We have no evidence that your Social Security number was accessed.",
        "data:ssn denied asserted company",
    );
}

#[test]
fn a_complaint_alleges() {
    expect(
        Complaint,
        "12. Defendant sold the browsing history of its users to data brokers.",
        "practice:broker alleged asserted plaintiff",
    );
}

#[test]
fn the_companys_promise_in_a_complaint_is_the_companys() {
    let text = "13. Defendant promised users that it would never sell their personal information.";
    expect(Complaint, text, "practice:broker promised negated company");
    let finding = tag(Complaint, text).into_iter().find(|f| f.concept == "practice:broker").unwrap();
    assert!(finding.flags.contains(&Flag::Quoted));
}

#[test]
fn a_quotation_in_the_first_person_is_the_companys() {
    let text = "14. The page read: “We may share your health information with our partners.”";
    expect(Complaint, text, "data:health permitted asserted company");
}

#[test]
fn a_rule_of_law_is_law_and_its_breach_is_alleged() {
    expect(
        Complaint,
        "15. Section 5(a) of the FTC Act, 15 U.S.C. § 45(a), prohibits unfair acts.",
        "claim:fed.ftca law asserted plaintiff",
    );
    expect(
        Complaint,
        "16. These acts are in violation of Section 5(a) of the FTC Act, 15 U.S.C. § 45(a).",
        "claim:fed.ftca alleged asserted plaintiff",
    );
}

#[test]
fn information_and_belief_is_a_strength() {
    let text = "17. Upon information and belief, Defendant shared location data with insurers.";
    assert!(tag(Complaint, text).iter().all(|f| f.strength == Some(Strength::InformationAndBelief)));
}

#[test]
fn a_failure_is_alleged_and_not_negated() {
    expect(
        Complaint,
        "18. Defendant failed to implement reasonable security measures for its records.",
        "practice:insecure alleged asserted plaintiff",
    );
}

#[test]
fn incorporation_carries_nothing() {
    assert!(tag(Complaint, "19. Plaintiff repeats and realleges the foregoing paragraphs about the data breach as if fully set forth herein.").is_empty());
}

#[test]
fn parcels_goods_and_contracts_are_no_data_practices() {
    expect_none(Policy, "Use the tracking number to follow your parcel.", "practice:");
    expect_none(Complaint, "20. This is an action for breach of contract.", "practice:breach");
    expect_none(Complaint, "21. The sale of the goods closed in May.", "practice:broker");
}

#[test]
fn a_modal_verb_before_a_colon_governs_the_list_after_it() {
    expect(
        Policy,
        "Our partners may collect the following: your IP address; your browser type; pages you view.",
        "data:ip permitted asserted company",
    );
}

#[test]
fn what_may_be_done_is_permitted_wherever_the_modal_verb_stands() {
    expect(
        Policy,
        "Your information may be shared with our affiliates.",
        "practice:share permitted asserted company",
    );
}

#[test]
fn the_main_clause_of_a_condition_governs() {
    expect(
        Policy,
        "If you let the app access your contacts, we may store them.",
        "practice:contacts permitted asserted company",
    );
}

#[test]
fn only_is_no_commitment() {
    expect(
        Policy,
        "We share your information only for shipping.",
        "practice:share represented asserted company",
    );
}

#[test]
fn a_right_that_the_company_reserves_is_no_right_of_the_user() {
    expect(
        Policy,
        "We reserve the right to disclose your personal information to the authorities.",
        "practice:share permitted asserted company",
    );
}

#[test]
fn what_is_named_as_left_out_is_not_collected() {
    let text = "Partners use information (not including your name or e-mail address) about your visits.";
    expect_none(Policy, text, "data:name");
    expect_none(Policy, text, "data:email");
}

#[test]
fn an_instruction_to_users_says_nothing_of_the_company() {
    assert!(tag(Policy, "Choose whether your name and photo appear next to your reviews.").is_empty());
}

#[test]
fn a_policy_that_names_a_statute_pleads_no_claim() {
    expect_none(
        Policy,
        "We collect such data as the Children's Online Privacy Protection Act permits.",
        "claim:",
    );
}

#[test]
fn what_users_undertake_or_choose_says_nothing_of_the_company() {
    expect_none(Policy, "You will not disguise your location through a proxy.", "data:geo");
    expect_none(Policy, "The user may not pass the login and password on to others.", "data:credentials");
    expect_none(Policy, "Most browsers enable you to erase cookies from your computer.", "practice:cookies");
    expect_none(Policy, "Please send us your name and telephone number to opt out.", "data:");
    // the company's own clause counts again
    expect(
        Policy,
        "You must not share your password, and we collect your precise location.",
        "data:geo_precise represented asserted company",
    );
}

#[test]
fn a_word_that_tells_what_another_thing_is_about_is_no_data() {
    let text =
        "We send you service messages (e.g., account verification, order confirmations, contacts updates).";
    for concept in ["data:account", "data:purchase", "data:contacts"] {
        expect_none(Policy, text, concept);
    }
    let list = "We collect names, your account and order history, and contacts.";
    expect(Policy, list, "data:account represented asserted company");
}

#[test]
fn a_policy_that_states_a_rule_of_law_states_no_practice() {
    let text = "California's Shine the Light law, Civil Code section 1798.83, requires certain businesses to answer questions about direct marketing.";
    expect(Policy, text, "claim:ca.shine law asserted company");
    expect(Policy, text, "practice:adtarget law asserted company");
    let done = "Your personal information will be disclosed where the law requires it.";
    expect_none(Policy, done, "data:generic law");
}

#[test]
fn those_who_are_given_nothing_may_stand_before_what_they_are_not_given() {
    let text = "We do not provide advertisers with your email address.";
    expect(Policy, text, "practice:share promised negated company");
}

#[test]
fn a_title_on_its_own_says_nothing() {
    let text = "Marketing Communications. We write to you by post about your order.";
    expect_none(Policy, text, "practice:adtarget");
}
