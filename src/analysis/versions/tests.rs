use super::*;
use crate::analysis::support::{Builder, concepts, files, records};
use crate::analysis::{Matter, View};
use crate::document::{CiteStyle, DocumentKind, Mode, Speaker};

fn with_view(test: impl FnOnce(&View<'_>)) {
    let (records, files, concepts) = (records(), files(), concepts());
    test(&View::new(Matter { records: &records, files: &files }, &concepts, CiteStyle::Bluebook));
}

#[test]
fn a_changed_sentence_is_paired_and_only_its_changed_words_are_marked() {
    with_view(|view| {
        let lineages = lineages(view);
        let changes = &lineages[0].steps[0].changes;
        let Change::Changed { old, new, .. } = &changes[0] else { panic!("{changes:?}") };
        let marked = |m: &Marked<'_>| -> Vec<String> {
            m.marks.iter().map(|s| view.document(m.quote.record).slice(*s).trim().to_owned()).collect()
        };
        assert_eq!(marked(old), ["do not", "third parties."]);
        assert_eq!(marked(new), ["may", "advertising partners."]);
        assert!(matches!(changes.last(), Some(Change::Removed { .. })));
    });
}

/// Versions of Harrow's policy, one a text, a year apart.
fn with_versions(policies: Vec<Builder>, test: impl FnOnce(&View<'_>, &Lineage<'_>)) {
    let year = |n: usize| format!("{}-05-01", 2021 + n);
    let records: Vec<_> = policies
        .into_iter()
        .enumerate()
        .map(|(n, policy)| {
            let dated = policy.meta(|m| {
                m.publisher = Some("Harrow".into());
                m.effective = Some(year(n));
            });
            dated.record()
        })
        .collect();
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let lineages = lineages(&view);
    test(&view, &lineages[0]);
}

fn version(n: usize) -> Builder {
    Builder::new(DocumentKind::Policy, &format!("policies/v{n}.html"))
}

fn tells(policy: Builder, text: &str, words: &str) -> Builder {
    policy.body(text).finds("practice:share", Mode::Represented, Speaker::Company, words)
}

#[test]
fn words_that_stand_in_another_place_of_the_old_file_are_not_added() {
    let list = "Harrow shares:";
    let old = version(1).heading("Why we share your orders with shops").body(list);
    let new = tells(version(2), "Why we share your orders with shops.", "share").body(list);
    with_versions(vec![old, new], |_, lineage| assert!(lineage.steps[0].is_empty()));
}

#[test]
fn what_comes_and_goes_between_files_is_told_apart_from_what_is_added() {
    let steady = "We share orders with couriers.";
    let unsteady = "We also share a picture of each parcel.";
    let with = |n| tells(tells(version(n), steady, "share"), unsteady, "share");
    let without = |n| tells(version(n), steady, "share");
    with_versions(vec![with(1), without(2), with(3)], |view, lineage| {
        let [Change::Removed { later: Some(later), .. }] = lineage.steps[0].changes.as_slice() else {
            panic!("{:?}", lineage.steps[0].changes)
        };
        let [Change::Added { earlier: Some(earlier), .. }] = lineage.steps[1].changes.as_slice() else {
            panic!("{:?}", lineage.steps[1].changes)
        };
        assert_eq!((later.text, earlier.text), (unsteady, unsteady));
        assert_eq!((later.record, earlier.record), (lineage.versions[2], lineage.versions[0]));
        let rows = table(view, std::slice::from_ref(lineage)).to_csv();
        assert!(rows.contains("missing here") && rows.contains("there again"), "{rows}");
    });
    with_versions(vec![without(1), with(2)], |_, lineage| {
        assert!(matches!(lineage.steps[0].changes.as_slice(), [Change::Added { earlier: None, .. }]));
    });
}

#[test]
fn between_two_files_of_one_date_nothing_is_said_to_be_added() {
    let steady = "We share orders with couriers.";
    let more = tells(tells(version(2), steady, "share"), "We share a picture of each parcel.", "picture");
    let dated = |policy: Builder| {
        let policy = policy.meta(|m| {
            m.publisher = Some("Harrow".into());
            m.effective = Some("2022-05-01".into());
        });
        policy.record()
    };
    let records = vec![dated(tells(version(1), steady, "share")), dated(more)];
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let lineages = lineages(&view);
    let step = &lineages[0].steps[0];
    assert_eq!(
        step.changes.iter().map(|c| step.word(&view, c)).collect::<Vec<_>>(),
        ["only in the second file"]
    );
}

#[test]
fn a_file_that_gives_an_earlier_date_than_the_one_before_is_another_edition() {
    let dated = |n: usize, effective: &str, text: &str| {
        let policy =
            tells(Builder::new(DocumentKind::Policy, &format!("v@202{n}-01-01.html")), text, "share");
        policy.meta(|m| {
            m.publisher = Some("Harrow".into());
            m.effective = Some(effective.into());
        })
    };
    let second = dated(2, "2020-08-21", "We share orders and your location with couriers of the town.");
    let second = second.finds("data:geo_precise", Mode::Represented, Speaker::Company, "location");
    let first = "We share orders with couriers of the town.";
    let records = vec![dated(1, "2021-01-11", first).record(), second.record()];
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let step = &lineages(&view)[0].steps[0];
    assert_eq!(step.changes.iter().map(|c| step.word(&view, c)).collect::<Vec<_>>(), ["differs"]);
}

#[test]
fn a_change_tells_what_the_sentence_gains_loses_and_says_in_another_mode() {
    let (stated, company) = (Mode::Represented, Speaker::Company);
    let old = version(1)
        .body("We never share your phone number or your order history with shops.")
        .finds("practice:share", Mode::Promised, company, "share")
        .negated()
        .finds("data:phone", stated, company, "phone number");
    let new = version(2)
        .body("We share your location or your order history with shops.")
        .finds("practice:share", stated, company, "share")
        .finds("data:geo_precise", stated, company, "location");
    with_versions(vec![old, new], |view, lineage| {
        let [Change::Changed { effect, concepts, .. }] = lineage.steps[0].changes.as_slice() else {
            panic!("{:?}", lineage.steps[0].changes)
        };
        assert_eq!(
            (&*effect.gained, &*effect.lost),
            (&["data:geo_precise".into()][..], &["data:phone".into()][..])
        );
        assert_eq!(effect.turned.len(), 1);
        assert_eq!(concepts.join(" "), "data:geo_precise data:phone practice:share");
        let rows = table(view, std::slice::from_ref(lineage)).to_csv();
        assert!(rows.contains("practice:share: promised (not done) to represented"), "{rows}");
    });
}

#[test]
fn a_concept_whose_words_stayed_is_not_named_beside_one_that_changed() {
    let text = |who: &str| format!("We share your phone number and, for orders, your location with {who}.");
    let told = |n: usize, text: &str, place: &str| {
        let company = Speaker::Company;
        version(n).body(text).finds("data:phone", Mode::Represented, company, "phone number").finds(
            "data:geo_precise",
            Mode::Represented,
            company,
            place,
        )
    };
    let concepts_of = |old: Builder, new: Builder| {
        let mut named = Vec::new();
        with_versions(vec![old, new], |_, lineage| named = lineage.steps[0].changes[0].concepts().to_vec());
        named.join(" ")
    };
    let old = text("shops");
    assert_eq!(
        concepts_of(
            told(1, &old, "your location"),
            told(2, &old.replace("your location", "precise location"), "precise location")
        ),
        "data:geo_precise"
    );
    // where neither's words changed both stand around the change
    assert_eq!(
        concepts_of(told(1, &old, "your location"), told(2, &text("couriers of the town"), "your location")),
        "data:geo_precise data:phone"
    );
}

#[test]
fn a_name_that_stands_for_another_throughout_is_told_once() {
    let policy = |n: usize, name: &str, last: &str| {
        let policy =
            tells(version(n), &format!("When you use the {name}, we share orders with couriers."), "share");
        let policy =
            tells(policy, &format!("Through the {name} we share a picture of each parcel."), "share");
        tells(policy, &format!("Shops on the {name} share {last} with us."), "share")
    };
    with_versions(vec![policy(1, "Platform", "orders"), policy(2, "Services", "lists")], |_, lineage| {
        let step = &lineage.steps[0];
        let names: Vec<_> = step.renamed.iter().map(|r| (r.old.text, r.new.text, r.sentences)).collect();
        assert_eq!(names, [("Platform", "Services", 3)]);
        assert_eq!((step.renamed_alone, step.changes.len()), (2, 1));
    });
}

#[test]
fn what_leads_in_a_list_is_no_other_form_of_a_sentence() {
    let old = tells(version(1), "We share your orders with advertisers of shops.", "share");
    let new = tells(version(2), "We share your orders with advertisers of shops for:", "share");
    with_versions(vec![old, new], |_, lineage| {
        let changes = lineage.steps[0].changes.as_slice();
        assert!(!changes.iter().any(|change| matches!(change, Change::Changed { .. })), "{changes:?}");
    });
}

#[test]
fn what_a_capture_without_its_notes_lacks_is_not_said_to_be_added() {
    let marked = |n: usize| tells(version(n), "We share[1] orders[2] with[3] couriers[4] daily[5].", "share");
    let more = tells(marked(2), "We share a picture of each parcel.", "picture");
    let word = |policies: Vec<Builder>| {
        let mut word = "";
        with_versions(policies, |view, lineage| {
            word = lineage.steps[0].word(view, &lineage.steps[0].changes[0]);
        });
        word
    };
    assert_eq!(word(vec![marked(1), more]), "only in the second file");
    let plain = |n: usize| tells(version(n), "We share orders with couriers.", "share");
    let more = tells(plain(2), "We share a picture of each parcel.", "picture");
    assert_eq!(word(vec![plain(1), more]), "added");
}

#[test]
fn a_policy_that_only_one_file_holds_is_not_compared() {
    let steady = "We share orders with couriers.";
    let below = |n, effective: &str, text: &str| {
        tells(tells(version(n), steady, "share").instrument("Children’s Policy", effective), text, "share")
    };
    let one = "We share a child’s name with nobody but a parent.";
    let other = "We share a child’s name with nobody but a parent or guardian.";
    with_versions(vec![tells(version(1), steady, "share"), below(2, "2022-06-01", one)], |_, lineage| {
        let step = &lineage.steps[0];
        assert_eq!(step.changes, []);
        assert_eq!(step.only_new.iter().map(|i| i.title.as_str()).collect::<Vec<_>>(), ["Children’s Policy"]);
    });
    with_versions(vec![below(1, "2020-01-01", one), below(2, "2022-06-01", other)], |view, lineage| {
        assert!(matches!(lineage.steps[0].changes.as_slice(), [Change::Changed { .. }]));
        let rows = table(view, std::slice::from_ref(lineage)).to_csv();
        assert!(rows.contains("2020-01-01") && rows.contains("2022-06-01"), "{rows}");
        assert!(rows.contains("Children’s Policy (eff. 1 June 2022) in Policy (eff. 1 May 2022)"), "{rows}");
    });
}
