//! Searching the sample matter: hits at their places, hit reports, saved searches, near-duplicates.

use crate::sandbox::{Sandbox, sample};
use crate::schema::Schema;
use serde_json::Value;
use std::collections::HashMap;

/// The whole sample matter but for the scan, indexed.
fn matter() -> Sandbox {
    let sandbox = Sandbox::new();
    let mut args = vec!["index".to_owned()];
    for file in std::fs::read_dir(sample("")).unwrap() {
        let path = file.unwrap().path();
        if !path.to_string_lossy().contains("exhibit-c") {
            args.push(path.to_string_lossy().into_owned());
        }
    }
    args.extend(["--matter".into(), "matter".into()]);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = sandbox.run_args(&args);
    assert!(ran.stdout.contains("indexed"), "{}{}", ran.stdout, ran.stderr);
    sandbox
}

fn search(sandbox: &Sandbox, query: &str, more: &[&str]) -> Value {
    let mut args = vec!["search", query, "--matter", "matter", "--json"];
    args.extend(more);
    let ran = sandbox.run_args(&args);
    assert!(ran.code <= 1, "{query}: {}", ran.stderr);
    let answer = ran.json();
    Schema::read("search.schema.json").accepts(&answer);
    answer
}

const QUERIES: [&str; 12] = [
    "pixel",
    "\"tracking pixel\"",
    "wiretap! w/s consent",
    "(share! OR sell!) w/10 data",
    "privacy NOT w/3 policy",
    "kind:complaint",
    "kind:complaint AND data:* w/p practice:*",
    "ATLEAST3(cookie!)",
    "~disclose pre/10 third",
    "pixle%1",
    "xyzzy w/5 plugh",
    "mode:denied w/s data",
];

#[test]
fn every_answer_is_of_the_described_form_and_its_words_are_those_of_the_text() {
    let sandbox = matter();
    let mut texts: HashMap<String, Option<String>> = HashMap::new();
    let mut hits = 0;
    for query in QUERIES {
        let answer = search(&sandbox, query, &["--hits", "1000", "--limit", "1000"]);
        let mut counted = 0;
        for result in answer["results"].as_array().unwrap() {
            let path = result["path"].as_str().unwrap();
            // a part of a mail is no file of its own
            let text = texts.entry(path.to_owned()).or_insert_with(|| {
                let inspected = sandbox.run_args(&["inspect", path, "--json"]);
                (inspected.code == 0).then(|| inspected.json()["text"].as_str().unwrap().to_owned())
            });
            for hit in result["hits"].as_array().unwrap() {
                counted += 1;
                check_hit(hit, text.as_deref());
            }
        }
        assert_eq!(answer["hits"], counted, "{query}");
        hits += counted;
    }
    assert!(hits > 40, "{hits}");
}

/// The marks of a snippet are the words of the text, and the snippet holds nothing else marked.
fn check_hit(hit: &Value, text: Option<&str>) {
    let snippet = hit["snippet"].as_str().unwrap();
    let pairs = |key: &str| -> Vec<(usize, usize)> {
        hit[key].as_array().unwrap().iter().map(|p| (at(&p[0]), at(&p[1]))).collect()
    };
    let (words, marks) = (pairs("words"), pairs("marks"));
    assert!(marks.len() <= words.len() && !marks.is_empty(), "{hit}");
    assert_eq!((words[0].0, words.last().unwrap().1), (at(&hit["start"]), at(&hit["end"])), "{hit}");
    let Some(text) = text else { return };
    let mut wanted = words.iter().map(|&(start, end)| &text[start..end]);
    for (start, end) in marks {
        let marked = &snippet[start..end];
        assert!(wanted.any(|word| word.replace(['\n', '\t'], " ") == marked), "`{marked}` in {hit}");
    }
}

fn at(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

#[test]
fn pages_of_an_answer_follow_each_other_in_every_order() {
    let sandbox = matter();
    for order in ["score", "date", "newest", "hits", "path"] {
        let all = search(&sandbox, "data", &["--order", order, "--limit", "100"]);
        let documents = |answer: &Value| -> Vec<String> {
            answer["results"].as_array().unwrap().iter().map(|r| r["document"].to_string()).collect()
        };
        let mut paged = Vec::new();
        for offset in 0..all["results"].as_array().unwrap().len() {
            let offset = offset.to_string();
            let page = search(&sandbox, "data", &["--order", order, "--limit", "1", "--offset", &offset]);
            paged.extend(documents(&page));
        }
        assert_eq!(documents(&all), paged, "{order}");
        assert!(paged.len() > 5);
    }
}

#[test]
fn a_hit_report_adds_up_when_each_term_is_searched_alone() {
    let terms = ["pixel!", "wiretap! w/10 consent", "(share! OR sell!) w/10 data", "xyzzy"];
    let list =
        format!("# agreed\nPixels = {}\nTaps\t{}\n{}\n{}\n(broken\n", terms[0], terms[1], terms[2], terms[3]);
    let sandbox = matter().file("terms.txt", list);
    let report = sandbox.run("hits terms.txt --matter matter --json").code(2).json();
    Schema::read("hits.schema.json").accepts(&report);
    let rows = report["terms"].as_array().unwrap();
    assert_eq!((&rows[0]["name"], &rows[1]["name"]), (&Value::from("Pixels"), &Value::from("Taps")));
    assert!(rows[4]["error"].as_str().unwrap().contains("never closed"));
    let found: Vec<Vec<String>> = terms
        .iter()
        .map(|term| {
            let answer = search(&sandbox, term, &["--limit", "1000"]);
            answer["results"].as_array().unwrap().iter().map(|r| r["document"].to_string()).collect()
        })
        .collect();
    for (i, (row, own)) in rows.iter().zip(&found).enumerate() {
        let answer = search(&sandbox, terms[i], &[]);
        assert_eq!((&row["documents"], &row["hits"]), (&answer["documents"], &answer["hits"]), "{row}");
        let others = || found.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, f)| f);
        let unique = own.iter().filter(|document| !others().any(|other| &other == document)).count();
        assert_eq!(row["unique_documents"], unique, "{row}");
    }
    let mut all: Vec<&String> = found.iter().flatten().collect();
    all.sort();
    all.dedup();
    assert_eq!(report["documents"], all.len());
    let csv = sandbox.run("hits terms.txt --matter matter --csv").code(2).stdout;
    // a reason runs over several lines
    let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
    assert_eq!(csv.lines().filter(starts).count(), rows.len(), "{csv}");
    assert!(csv.ends_with(&format!(",all terms,,{},,,{0},{0},,\n", all.len())), "{csv}");
}

#[test]
fn a_saved_search_tells_what_is_new() {
    let sandbox = Sandbox::new().file("in/a.txt", "The pixel reads what you type.");
    sandbox.run("index in --matter matter").code(0);
    sandbox.run("search pixel --matter matter --save pixels").code(0);
    sandbox.run("saved list --matter matter").code(0).says("pixels: pixel (native, 1 document");
    sandbox.run("saved diff pixels --matter matter").code(1).says("0 new");
    let sandbox = sandbox.file("in/b.txt", "A second pixel was found on the page.");
    sandbox.run("index in --matter matter").code(0);
    sandbox.run("saved diff pixels --matter matter").code(0).says("1 new").says("+ in/b.txt");
    sandbox.run("saved run pixels --matter matter").code(0).says("1 new").says("2 hits in 2 documents");
    sandbox.run("saved diff pixels --matter matter").code(1).says("0 new");
    sandbox.run("saved run beacons --matter matter").code(2).warns("no saved search `beacons`");
}

#[test]
fn near_duplicates_are_named_and_folded() {
    let base: String = (0..60).map(|i| format!("word{} ", i * 37 % 101)).collect();
    let sandbox = Sandbox::new()
        .file("in/a.txt", format!("The pixel policy. {base}and no more."))
        .file("in/b.txt", format!("The pixel policy. {base}and one more."))
        .file("in/c.txt", "Another pixel text, of which no run of words stands in the two.");
    sandbox.run("index in --matter matter").code(0);
    sandbox.run("near-duplicates in/a.txt --matter matter").code(0).says("in/b.txt");
    sandbox.run("near-duplicates in/c.txt --matter matter").code(1);
    let plain = search(&sandbox, "pixel", &[]);
    let folded = search(&sandbox, "pixel", &["--fold"]);
    assert_eq!((plain["documents"].as_u64(), folded["documents"].as_u64()), (Some(3), Some(3)));
    let results = folded["results"].as_array().unwrap();
    assert_eq!((plain["results"].as_array().unwrap().len(), results.len()), (3, 2));
    let similar: usize = results.iter().map(|r| r["similar"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(similar, 1);
}

#[test]
fn two_complaints_of_a_matter_are_cited_apart() {
    let complaint = |plaintiff: &str| {
        format!(
            "UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\n{plaintiff},\n\nPlaintiff,\n\nv.\n\n\
             MARLOWE MARKET, INC.,\n\nDefendant.\n\nCase No. 3:24-cv-01234\n\nCOMPLAINT\n\n\
             1. The pixel reads what a visitor types.\n\n2. Plaintiff {plaintiff} never agreed to it.\n"
        )
    };
    let sandbox =
        Sandbox::new().file("in/a.txt", complaint("MARIA REYES")).file("in/b.txt", complaint("OWEN BRANDT"));
    sandbox.run("index in --matter matter").code(0);
    let answer = search(&sandbox, "pixel w/5 visitor", &[]);
    let cites: Vec<&str> = answer["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["hits"][0]["cite"].as_str().unwrap())
        .collect();
    assert_eq!(cites.len(), 2);
    let name = |cite: &str| cite.split('¶').next().unwrap().to_owned();
    assert_ne!(name(cites[0]), name(cites[1]), "{cites:?}");
}

#[test]
fn citations_follow_the_style_that_is_asked_for() {
    let sandbox = matter();
    let cite = |style: &str| {
        let answer = search(&sandbox, "kind:complaint AND pixel", &["--cite-style", style]);
        answer["results"][0]["hits"][0]["cite"].as_str().unwrap().to_owned()
    };
    assert!(cite("bluebook").starts_with("Compl. ¶ "), "{}", cite("bluebook"));
    assert!(cite("ecf").starts_with("ECF No. ") || cite("ecf") == cite("bluebook"), "{}", cite("ecf"));
}
