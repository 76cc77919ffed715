use super::answers::Response;
use super::support::{Builder, concepts, files, records};
use super::tension::TensionKind;
use super::versions::Change;
use super::*;
use crate::document::{CiteStyle, DocumentKind, Mode, Party, Role, Speaker};

fn with_view(test: impl FnOnce(&View<'_>)) {
    let (records, files, concepts) = (records(), files(), concepts());
    test(&View::new(Matter { records: &records, files: &files }, &concepts, CiteStyle::Bluebook));
}

#[test]
fn a_claim_has_its_count_its_statute_as_written_and_both_sides() {
    with_view(|view| {
        let claims = claims::claims(view);
        let names: Vec<&str> = claims.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Federal Wiretap Act", "Negligence"]);
        let pleading = &claims[0].pleadings[0];
        assert_eq!(pleading.counts[0].text, "COUNT I – Federal Wiretap Act (18 U.S.C. § 2511)");
        assert_eq!(pleading.statutes[0].text, "18 U.S.C. § 2511");
        assert_eq!(
            (pleading.plaintiffs[0].as_str(), pleading.defendants[0].as_str()),
            ("Ana Quill", "Harrow Goods, Inc.")
        );
        assert_eq!(claims[1].pleadings[0].counts.len(), 1, "negligence is in count II alone");
    });
}

#[test]
fn a_count_ends_where_the_outline_leaves_it_and_one_of_no_claim_is_kept() {
    let (alleged, plaintiff) = (Mode::Alleged, Speaker::Plaintiff);
    let record = Builder::new(DocumentKind::Complaint, "complaint.pdf")
        .heading("VIOLATIONS OF THE WIRETAP ACT")
        .subheading("Count 1—Interception")
        .numbered(1, "Harrow intercepted messages, which the Wiretap Act forbids.")
        .finds("claim:fed.wiretap", alleged, plaintiff, "Wiretap Act")
        .heading("VIOLATIONS OF THE ORDER")
        .subheading("Count 2—Breach of the Order of 2011")
        .numbered(2, "Harrow did what Part I of the order forbids.")
        .heading("INJURY")
        .numbered(3, "Negligence and the Wiretap Act are named here to no end.")
        .finds("claim:fed.wiretap", alleged, plaintiff, "Wiretap Act")
        .finds("claim:cl.negligence", alleged, plaintiff, "Negligence")
        .record();
    let (records, concepts) = ([record], concepts());
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let claims = claims::claims(&view);
    let counts: Vec<_> = claims.iter().flat_map(|c| &c.pleadings[0].counts).map(|q| q.text).collect();
    let headed = "VIOLATIONS OF THE WIRETAP ACT\n\nCount 1—Interception";
    assert_eq!((claims.len(), counts), (1, vec![headed]));
    let others: Vec<&str> = claims::other_counts(&view, &claims).into_iter().map(|q| q.text).collect();
    assert_eq!(others, ["VIOLATIONS OF THE ORDER\n\nCount 2—Breach of the Order of 2011"]);
}

#[test]
fn a_count_of_deception_pleads_the_claims_against_deception_and_not_the_law_it_is_about() {
    let mut concepts = concepts();
    for (id, name, deception) in [
        ("claim:fed.hipaa", "HIPAA", false),
        ("claim:fed.ftca", "FTC Act section 5", true),
        ("claim:ca.fal", "California False Advertising Law", true),
    ] {
        let facts = ConceptFacts { name: name.into(), deception, ..ConceptFacts::default() };
        concepts.0.insert(id.into(), facts);
    }
    let (alleged, plaintiff) = (Mode::Alleged, Speaker::Plaintiff);
    let record = Builder::new(DocumentKind::Complaint, "complaint.pdf")
        .heading("COUNT I – Misrepresentation: HIPAA Compliance")
        .cites("HIPAA", "claim:fed.hipaa")
        .numbered(1, "Harrow did not comply with HIPAA, and to say so was a deceptive act.")
        .finds("claim:fed.hipaa", alleged, plaintiff, "HIPAA")
        .finds("claim:fed.ftca", alleged, plaintiff, "deceptive act")
        .heading("COUNT II – False or Misleading Statements (Cal. Bus. & Prof. Code § 17500)")
        .cites("Cal. Bus. & Prof. Code § 17500", "claim:ca.fal")
        .numbered(2, "What Harrow said of its shop breaches section 17500.")
        .finds("claim:ca.fal", alleged, plaintiff, "section 17500")
        .record();
    let records = [record];
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let claims = claims::claims(&view);
    let counts =
        claims.iter().flat_map(|c| c.pleadings[0].counts.iter().map(|q| (c.concept.as_str(), q.text)));
    let pleaded: Vec<(&str, &str)> = counts.map(|(concept, title)| (concept, &title[..8])).collect();
    let expected = [("claim:ca.fal", "COUNT II"), ("claim:fed.ftca", "COUNT I ")];
    assert_eq!(pleaded, expected);
}

#[test]
fn an_element_without_allegation_is_a_gap_that_names_what_was_looked_for() {
    with_view(|view| {
        let claims = claims::claims(view);
        let [interception, device] = claims[0].elements.as_slice() else { panic!("two elements") };
        assert_eq!(view.cite_in_full(&interception.alleged[0]), "Compl. ¶ 2, ECF No. 1 at 1:11, PageID.101");
        assert_eq!(interception.company.len(), 1);
        assert_eq!(interception.contrary.len(), 1);
        assert!(device.alleged.is_empty());
        assert_eq!(device.looked_for, ["device!"]);
    });
}

#[test]
fn the_matrix_counts_each_voice_apart_and_negations_within() {
    with_view(|view| {
        let practices = matrix::matrix(view, "practice");
        let share = practices.rows.iter().find(|r| r.concept == "practice:share").unwrap();
        let counts: Vec<_> = share
            .cells
            .iter()
            .map(|c| (c.voice.speaker, c.voice.mode, c.evidence.len(), c.negated()))
            .collect();
        assert_eq!(
            counts,
            [
                (Speaker::Plaintiff, Mode::Alleged, 1, 0),
                (Speaker::Company, Mode::Promised, 1, 1),
                (Speaker::Company, Mode::Permitted, 1, 0),
            ]
        );
    });
}

#[test]
fn exactly_the_planted_tensions_are_found() {
    with_view(|view| {
        let found: Vec<_> = tension::tensions(view).iter().map(|t| (t.kind, t.concept.clone())).collect();
        let expected = [
            (TensionKind::DenialDisclosure, "practice:inapp"),
            (TensionKind::PromiseAllegation, "data:geo_precise"),
            (TensionKind::VersionVersion, "data:geo_precise"),
        ];
        assert_eq!(found, expected.map(|(kind, concept)| (kind, concept.to_owned())));
    });
}

#[test]
fn a_promise_made_after_the_filing_is_no_tension_with_it() {
    let mut records = records();
    records[2].document.metadata.effective = Some("2025-01-01".into());
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    assert!(tension::tensions(&view).iter().all(|t| t.kind != TensionKind::PromiseAllegation));
}

#[test]
fn a_report_on_one_company_is_no_paraphrase_of_the_pleading_against_another() {
    let pleaded = |path: &str, defendant: &str| {
        Builder::new(DocumentKind::Complaint, path)
            .meta(|m| {
                m.parties = vec![Party { name: defendant.into(), role: Role::Defendant, aliases: vec![] }];
            })
            .numbered(1, "The browser injects tracking code into shopping websites on telephones")
            .finds("practice:inapp", Mode::Alleged, Speaker::Plaintiff, "injects")
            .record()
    };
    let report = Builder::new(DocumentKind::News, "news.html")
        .body("It injects tracking code into every shopping website on all telephones, the suit says")
        .finds("practice:inapp", Mode::Alleged, Speaker::Plaintiff, "injects")
        .record();
    let found = |records: Vec<crate::document::Record>| {
        let concepts = concepts();
        let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
        tension::tensions(&view).iter().filter(|t| t.kind == TensionKind::PleadingParaphrase).count()
    };
    assert_eq!(found(vec![pleaded("a.pdf", "Harrow Goods, Inc."), report.clone()]), 1);
    let others = vec![pleaded("a.pdf", "Harrow Goods, Inc."), pleaded("b.pdf", "Tessera Media LLC"), report];
    assert_eq!(found(others), 0);
}

#[test]
fn the_policy_in_force_is_that_of_the_day_alleged_else_of_the_filing() {
    with_view(|view| {
        let rows = in_force::in_force(view);
        let share = rows.iter().find(|r| r.concept == "practice:share").unwrap();
        assert_eq!(share.version.map(|v| view.name(v)), Some("Policy (eff. 1 Feb. 2023)"));
        assert_eq!((share.policy[0].mode, share.named), (Mode::Promised, true));
        let ssn = rows.iter().find(|r| r.concept == "data:ssn").unwrap();
        assert!(ssn.policy.is_empty());
        assert_eq!(ssn.version.map(|v| view.name(v)), Some("Policy (eff. 3 June 2024)"));
    });
}

#[test]
fn a_changed_sentence_is_paired_and_only_its_changed_words_are_marked() {
    with_view(|view| {
        let lineages = versions::lineages(view);
        let changes = &lineages[0].steps[0].changes;
        let Change::Changed { old, new, .. } = &changes[0] else { panic!("{changes:?}") };
        let marked = |m: &versions::Marked<'_>| -> Vec<String> {
            m.marks.iter().map(|s| view.document(m.quote.record).slice(*s).trim().to_owned()).collect()
        };
        assert_eq!(marked(old), ["do not", "third parties."]);
        assert_eq!(marked(new), ["may", "advertising partners."]);
        assert!(matches!(changes.last(), Some(Change::Removed { .. })));
    });
}

/// Versions of Harrow's policy, one a text, a year apart.
fn with_versions(policies: Vec<Builder>, test: impl FnOnce(&View<'_>, &versions::Lineage<'_>)) {
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
    let lineages = versions::lineages(&view);
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
        let rows = versions::table(view, std::slice::from_ref(lineage)).to_csv();
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
    let lineages = versions::lineages(&view);
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
    let step = &versions::lineages(&view)[0].steps[0];
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
        let rows = versions::table(view, std::slice::from_ref(lineage)).to_csv();
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
        let rows = versions::table(view, std::slice::from_ref(lineage)).to_csv();
        assert!(rows.contains("2020-01-01") && rows.contains("2022-06-01"), "{rows}");
        assert!(rows.contains("Children’s Policy (eff. 1 June 2022) in Policy (eff. 1 May 2022)"), "{rows}");
    });
}

#[test]
fn another_companys_policy_is_never_set_against_an_allegation() {
    let sued = |name: &str| {
        Builder::new(DocumentKind::Complaint, "complaint.pdf")
            .meta(|m| {
                m.filed = Some("2024-07-19".into());
                m.parties = vec![Party { name: name.into(), role: Role::Defendant, aliases: vec![] }];
            })
            .numbered(1, "It shares orders with data brokers.")
            .finds("practice:share", Mode::Alleged, Speaker::Plaintiff, "shares")
            .record()
    };
    let policy = |publisher: &str| {
        tells(Builder::new(DocumentKind::Policy, &format!("{publisher}.html")), "We share orders.", "share")
            .meta(|m| {
                m.publisher = Some(publisher.into());
                m.effective = Some("2023-01-01".into());
            })
            .record()
    };
    let rows = |name: &str| {
        let records = vec![sued(name), policy("Harrow Goods"), policy("Tessera")];
        let concepts = concepts();
        let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
        let rows = in_force::in_force(&view);
        let owners = rows.iter().map(|r| r.version.map(|v| view.owner(v).to_owned()));
        (owners.collect::<Vec<_>>(), in_force::without_policy(&view).len())
    };
    assert_eq!(rows("Harrow Goods, Inc."), (vec![Some("Harrow Goods".to_owned())], 0));
    assert_eq!(rows("Brightcart LLC"), (vec![], 1));
}

#[test]
fn what_a_pleading_quotes_has_the_day_that_it_names_or_none() {
    let quoted = |text: &str| {
        let complaint = Builder::new(DocumentKind::Complaint, "complaint.pdf")
            .meta(|m| m.filed = Some("2024-07-19".into()))
            .numbered(1, text)
            .finds("practice:share", Mode::Promised, Speaker::Company, "never share")
            .finds("practice:share", Mode::Alleged, Speaker::Plaintiff, "never share")
            .record();
        let records = vec![complaint];
        let concepts = concepts();
        let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
        view.evidence.iter().map(|e| e.said_on().map(|day| day.into_owned())).collect::<Vec<_>>()
    };
    let filed = Some("2024-07-19".to_owned());
    assert_eq!(
        quoted("On May 30, 2019, Harrow wrote that it would never share orders."),
        [Some("2019-05-30".to_owned()), filed.clone()]
    );
    assert_eq!(quoted("Harrow wrote that it would never share orders."), [None, filed]);
}

#[test]
fn the_answer_is_joined_paragraph_by_paragraph() {
    with_view(|view| {
        let joins = answers::answers(view);
        let responses: Vec<Response> = joins[0].rows.iter().map(|r| r.response).collect();
        use Response::{Admitted, AdmittedInPart, Denied, LacksKnowledge, NotAnswered};
        assert_eq!(responses, [LacksKnowledge, AdmittedInPart, Denied, Admitted, NotAnswered, NotAnswered]);
    });
}

#[test]
fn events_statements_and_filings_keep_their_own_dates() {
    with_view(|view| {
        let entries = chronology::chronology(view);
        let dated: Vec<_> = entries.iter().map(|e| (e.date.as_str(), e.lane.title())).collect();
        assert_eq!(
            dated,
            [
                ("2023-02-01", "Statement"),
                ("2024-03-04", "Event"),
                ("2024-06-03", "Statement"),
                ("2024-07-19", "Filing"),
                ("2024-09-17", "Event"),
                ("2024-09-20", "Statement"),
                ("2024-09-24", "Statement"),
                ("2024-10-02", "Filing"),
            ]
        );
        assert_eq!(entries[2].follows.as_deref(), Some("Policy (eff. 1 Feb. 2023)"));
    });
}

#[test]
fn what_no_one_at_the_company_spoke_to_is_named_as_not_found() {
    with_view(|view| {
        let names: Vec<String> =
            certificate::certificate(view).not_found.into_iter().map(|n| n.name).collect();
        assert_eq!(names, ["Telephone numbers", "Social Security numbers"]);
    });
}

#[test]
fn every_quotation_is_the_slice_that_it_names() {
    with_view(|view| {
        for e in &view.evidence {
            assert_eq!(e.quote.text, view.document(e.quote.record).slice(e.quote.span()));
        }
    });
}

#[test]
fn every_table_has_rows_as_wide_as_its_head() {
    with_view(|view| {
        for table in tables(view) {
            assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{}", table.name);
        }
    });
}

#[test]
fn one_companys_promise_is_not_held_against_another() {
    let mut records = records();
    let mut other = records[0].clone();
    other.document.sha256 = "f".repeat(64);
    other.paths = vec!["filings/other.pdf".into()];
    for party in
        other.document.metadata.parties.iter_mut().filter(|p| p.role == crate::document::Role::Defendant)
    {
        party.name = "Pell & Rowe LLC".into();
    }
    records.push(other);
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let against: Vec<&str> = tension::tensions(&view)
        .iter()
        .map(|t| view.records[t.right.quote.record].paths[0].as_str())
        .collect();
    assert!(against.contains(&"filings/complaint.pdf"));
    assert!(!against.contains(&"filings/other.pdf"));
}

#[test]
fn the_judges_initials_in_a_case_number_do_not_part_an_answer_from_its_complaint() {
    let mut records = records();
    records[1].document.metadata.case_number = Some("3:24-CV-04417-JQ-MM".into());
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    assert_eq!((parties::dockets(&view).len(), answers::answers(&view).len()), (1, 1));
}
