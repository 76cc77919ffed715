use super::answers::Response;
use super::support::{Builder, concepts, files, records};
use super::tension::TensionKind;
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
        Builder::new(DocumentKind::Policy, &format!("{publisher}.html"))
            .body("We share orders.")
            .finds("practice:share", Mode::Represented, Speaker::Company, "share")
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
fn the_day_of_a_release_is_no_events() {
    let release =
        "LAKE TOWN, MI, March 28, 2025 /Town-Wire/ -- Harrow lost data on April 2, 2024, its rivals say.";
    let record = Builder::new(DocumentKind::Statement, "release.md")
        .meta(|m| m.dated = Some("2025-03-28".into()))
        .body(release)
        .finds("practice:breach", Mode::Reported, Speaker::ThirdParty, "lost data")
        .record();
    let (records, concepts) = ([record], concepts());
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    let entries = chronology::chronology(&view);
    let dated: Vec<_> = entries.iter().map(|e| (e.date.as_str(), e.lane.title())).collect();
    assert_eq!(dated, [("2024-04-02", "Event"), ("2025-03-28", "Statement")]);
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
fn a_strangers_policy_alone_is_not_held_against_the_one_who_is_sued() {
    let promise = |name: &str| {
        let mut policy = super::support::old_policy();
        policy.document.metadata.publisher = Some(name.to_owned());
        policy
    };
    let found = |name: &str| {
        let records = vec![super::support::complaint(), promise(name)];
        let concepts = concepts();
        let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
        (tension::tensions(&view).len(), in_force::without_policy(&view).len())
    };
    let (tensions, without) = found("Harrow");
    assert!(tensions > 0 && without == 0, "{tensions} {without}");
    assert_eq!(found("Lumora"), (0, 1));
}

#[test]
fn the_judges_initials_in_a_case_number_do_not_part_an_answer_from_its_complaint() {
    let mut records = records();
    records[1].document.metadata.case_number = Some("3:24-CV-04417-JQ-MM".into());
    let concepts = concepts();
    let view = View::new(Matter { records: &records, files: &[] }, &concepts, CiteStyle::Bluebook);
    assert_eq!((parties::dockets(&view).len(), answers::answers(&view).len()), (1, 1));
}
