//! Every format written and read back, also after a person or an accident has altered it.

use super::*;
use crate::analysis::support::Builder;
use crate::document::{DocumentKind, Mode, Speaker};
use std::io::{Cursor, Read, Write};

fn zipped_tables() -> Vec<u8> {
    let (all, files, concepts) = (records(), files(), concepts());
    let view = view(Matter { records: &all, files: &files }, &concepts, &options());
    csv(&of_view(&view, &options()), &view, &crate::analysis::tables(&view)).unwrap()
}

/// The archive with one member changed.
fn edited(archive: &[u8], member: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if name == member {
            let changed = change(&text);
            assert_ne!(changed, text, "the change changes nothing");
            text = changed;
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn document(change: impl Fn(&str) -> String) -> Verification {
    check(edited(&docx(&sample()).unwrap(), "word/document.xml", change))
}

#[test]
fn tables_and_text_document_pass_unaltered_and_are_the_same_each_time() {
    for (first, second) in
        [(zipped_tables(), zipped_tables()), (docx(&sample()).unwrap(), docx(&sample()).unwrap())]
    {
        assert_eq!(first, second);
        let result = check(first);
        assert!(result.passed(), "{:#?}", result.mismatches);
        assert!(result.quotations > 10 && result.citations > 10);
    }
}

#[test]
fn a_person_may_write_around_the_quotations_of_a_text_document() {
    let result = document(|xml| xml.replacen("The answer", "What we think of it, in short", 1));
    assert!(result.passed(), "{:#?}", result.mismatches);
}

#[test]
fn a_changed_quotation_of_a_text_document_is_named() {
    let result = document(|xml| xml.replacen("categorically false", "categorically true", 1));
    let found: Vec<_> = result.mismatches.iter().map(|m| m.what).collect();
    assert_eq!(found, ["quotation"], "{:#?}", result.mismatches);
    assert!(result.mismatches[0].place.starts_with("quotation pq"));
}

#[test]
fn a_citation_of_a_text_document_that_no_longer_resolves_is_named() {
    let notes = edited(&docx(&sample()).unwrap(), "word/footnotes.xml", |xml| {
        xml.replacen("Compl. ¶ 2", "Compl. ¶ 9", 1)
    });
    let found: Vec<_> = check(notes).mismatches.iter().map(|m| m.what).collect();
    assert_eq!(found, ["citation"]);
}

#[test]
fn tracked_changes_count_as_if_they_were_accepted() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let tracked = |xml: &str| {
        let at = xml.find("categorically false").unwrap();
        let start = xml[..at].rfind("<w:r>").unwrap();
        let end = at + xml[at..].find("</w:r>").unwrap() + 6;
        format!(
            "{}<w:del>{}</w:del><w:ins>{}</w:ins>{}",
            &xml[..start],
            &xml[start..end],
            run("Other words"),
            &xml[end..]
        )
    };
    assert!(!document(tracked).passed());
}

#[test]
fn a_quotation_that_a_person_adds_must_stand_in_a_source() {
    let added = |words: &'static str| {
        move |xml: &str| {
            let run = format!("<w:p><w:r><w:t>As they said, “{words}”</w:t></w:r></w:p></w:body>");
            xml.replacen("</w:body>", &run, 1)
        }
    };
    assert!(document(added("No customer data left our systems")).passed());
    assert!(!document(added("All customer data left our systems")).passed());
}

#[test]
fn removed_quotations_of_a_text_document_are_counted() {
    let cut = |xml: &str| {
        let pattern =
            Regex::new(r#"<w:bookmarkStart w:id="\d+" w:name="pq[^>]*/>.*?<w:bookmarkEnd w:id="\d+"/>"#)
                .unwrap();
        pattern.replace(xml, "").into_owned()
    };
    assert!(document(cut).mismatches.iter().any(|m| m.what == "count"));
}

#[test]
fn altered_cells_of_the_tables_are_caught() {
    for (member, from, to) in [
        ("tensions.csv", "adds code", "adds mode"),
        ("chronology.csv", "12 million", "22 million"),
        ("answer.csv", "Answer ¶ 2", "Answer ¶ 3"),
        ("quotations.csv", "categorically", "generally"),
        ("policy_versions.csv", "We may share", "We must share"),
        ("sources.csv", "Compl.", "Comp."),
    ] {
        let archive = edited(&zipped_tables(), member, |text| text.replacen(from, to, 1));
        assert!(!check(archive).passed(), "{member}");
    }
}

#[test]
fn a_printed_brief_passes_is_the_same_each_time_and_shows_an_altered_letter() {
    let page = html(&sample()).unwrap();
    let printed = match pdf(&page, "2026-11-22") {
        Err(PdfError::NoBrowser) => return,
        printed => printed.unwrap(),
    };
    assert!(printed == pdf(&page, "2026-11-22").unwrap(), "two prints differ");
    let result = check(&printed);
    assert!(result.passed(), "{:#?}", result.mismatches);
    let altered = pdf(&page.replacen("categorically", "generally", 1), "2026-11-22").unwrap();
    assert!(!check(altered).passed());
}

#[test]
fn the_load_file_has_a_line_a_document_and_only_its_own_signs() {
    let odd = Builder::new(DocumentKind::Letter, "odd.txt")
        .meta(|m| m.title = Some("þ odd\ntitle \u{14}".into()))
        .body("We share it.")
        .finds("practice:share", Mode::Represented, Speaker::Company, "share")
        .record();
    let all = [records(), vec![odd]].concat();
    let (files, concepts) = (files(), concepts());
    let text = String::from_utf8(dat(&view(Matter { records: &all, files: &files }, &concepts, &options())))
        .unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), all.len() + 1);
    for line in &lines {
        assert_eq!((line.matches('\u{14}').count(), line.matches('þ').count()), (12, 26), "{line}");
    }
    assert!(text.contains("practice:share|represented|asserted|company"));
}

#[test]
fn altered_fields_of_the_load_file_are_caught() {
    let (records, files, concepts) = (records(), files(), concepts());
    let matter = Matter { records: &records, files: &files };
    let text = String::from_utf8(dat(&view(matter, &concepts, &options()))).unwrap();
    let unaltered = check(&text);
    assert!(unaltered.passed(), "{:#?}", unaltered.mismatches);
    assert_eq!(unaltered.sources, records.len());
    for (from, to, field) in [
        ("|asserted|", "|negated|", "TAGS"),
        ("þcomplaintþ", "þanswerþ", "DOCKIND"),
        ("þpractice:", "þdefence:", "CONCEPTS"),
    ] {
        assert!(text.contains(from), "{from}");
        let found = check(text.replacen(from, to, 1)).mismatches;
        assert!(found.iter().any(|mismatch| mismatch.what == field), "{field}: {found:?}");
    }
    let gone = |sha: &str| if sha == records[0].document.sha256 { None } else { source(&records)(sha) };
    assert!(!verify(text.as_bytes(), &gone).passed());
}

#[test]
fn the_results_of_queries_are_stated_and_a_query_that_failed_is_no_negative_result() {
    let run = |query: &str| QueryRun { query: query.into(), ..QueryRun::default() };
    let complaint = records()[0].document.sha256.clone();
    let queries = vec![
        QueryRun {
            read_as: Some("wiretap".into()),
            documents: 1,
            hits: 1,
            places: vec![(complaint, Span::new(0, 9))],
            ..run("wiretap")
        },
        QueryRun {
            read_as: Some("\"deep fake\"".into()),
            expansions: vec![("fak*".into(), vec!["fake".into()])],
            ..run("deep fake")
        },
        QueryRun { error: Some("a bracket is open".into()), ..run("(open") },
    ];
    let brief = brief_of(&records(), &Options { queries, ..options() });
    let text = html(&brief).unwrap();
    assert!(text.contains("the query deep fake had no hit"));
    assert!(text.contains("fak* stood for: fake."));
    assert!(!text.contains("the query (open had no hit") && text.contains("a bracket is open"));
    assert!(check(&text).passed());
}
