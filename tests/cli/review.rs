//! Decisions about findings, and what follows from them.

use crate::sandbox::Sandbox;
use serde_json::Value;

fn matter() -> Sandbox {
    let sandbox = Sandbox::new().sample("complaint.pdf").sample("answer.pdf");
    sandbox.run("index complaint.pdf answer.pdf --matter m --no-ocr").code(0);
    sandbox
}

fn findings(sandbox: &Sandbox, more: &str) -> Vec<Value> {
    let ran = sandbox.run(&format!("review list {more} --matter m --json"));
    ran.json().as_array().unwrap().clone()
}

fn id(finding: &Value) -> &str {
    finding["id"].as_str().unwrap()
}

fn hits(sandbox: &Sandbox, query: &str) -> u64 {
    sandbox.run_args(&["search", query, "--matter", "m", "--json"]).json()["hits"].as_u64().unwrap()
}

#[test]
fn a_rejected_finding_is_found_by_who_asks_for_it_alone_and_leaves_the_brief_with_a_word_on_it() {
    let sandbox = matter();
    let all = findings(&sandbox, "complaint.pdf");
    let (concept, first) = (all[0]["concept"].as_str().unwrap(), id(&all[0]));
    let before = hits(&sandbox, concept);
    sandbox.run(&format!("review reject {first} --by A.Reader --comment wrong --matter m")).code(0);
    assert_eq!(hits(&sandbox, concept), before - 1);
    assert_eq!(hits(&sandbox, &format!("{concept}[review=rejected]")), 1);
    let facets = sandbox.run("search review:rejected --facets --matter m").code(0);
    assert!(facets.stdout.contains("rejected (1)"), "{}", facets.stdout);

    sandbox.run("brief --matter m -o b.json --no-ocr").code(0);
    let brief = sandbox.read("b.json");
    assert!(brief.contains("reviewers accepted 0, gave other labels to 0, and rejected 1"));
    sandbox.run(&format!("review reopen {first} --by A.Reader --matter m")).code(0);
    assert_eq!(hits(&sandbox, concept), before);
}

#[test]
fn new_labels_take_the_place_of_those_found_and_outlast_reading_the_file_again() {
    let sandbox = matter();
    let alleged = findings(&sandbox, "complaint.pdf --state open");
    let own = alleged.iter().find(|f| f["mode"] == "alleged").unwrap();
    let researchers = hits(&sandbox, "speaker:researcher");
    let change =
        format!("review relabel {} --mode contested --speaker researcher --by A.Reader --matter m", id(own));
    sandbox.run(&change).code(0).says("found as");
    sandbox.run("index complaint.pdf answer.pdf --matter m --no-ocr --again").code(0);
    let relabelled = findings(&sandbox, "--state relabelled");
    let of = |key: &str| relabelled[0][key].clone();
    assert_eq!(relabelled.len(), 1);
    assert_eq!(
        (of("mode"), of("speaker"), of("concept")),
        ("contested".into(), "researcher".into(), own["concept"].clone())
    );
    assert_eq!((of("id"), of("found_as")["mode"].clone()), (own["id"].clone(), "alleged".into()));
    assert_eq!(hits(&sandbox, "speaker:researcher"), researchers + 1);
}

#[test]
fn the_log_tells_who_decided_what_and_when_and_forgets_nothing() {
    let sandbox = matter();
    let all = findings(&sandbox, "");
    let (first, second) = (id(&all[0]), id(&all[1]));
    sandbox.run(&format!("review accept {first} {second} --by A.Reader --matter m")).code(0);
    sandbox.run(&format!("review comment {first} --comment see_exhibit --by B.Reader --matter m")).code(0);
    sandbox.run("index answer.pdf --matter m --no-ocr").code(0);
    let log = sandbox.run("review log --matter m --json").json();
    let entries: Vec<(&str, &str, &str)> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["by"].as_str().unwrap(), e["action"].as_str().unwrap(), e["finding"].as_str().unwrap()))
        .collect();
    assert_eq!(
        entries,
        [("A.Reader", "accept", first), ("A.Reader", "accept", second), ("B.Reader", "comment", first)]
    );
    assert!(log[2]["at"].as_str().unwrap().starts_with("20"));
    assert_eq!(findings(&sandbox, "--state accepted").len(), 2);
}

#[test]
fn what_can_not_be_decided_is_refused_with_what_to_write() {
    let sandbox = matter();
    let all = findings(&sandbox, "");
    let first = id(&all[0]);
    sandbox.run("review accept ffffffffffff --by A.Reader --matter m").code(2).warns("review list");
    sandbox.run(&format!("review relabel {first} --by A.Reader --matter m")).code(2).warns("--concept");
    sandbox
        .run(&format!("review relabel {first} --concept data:nothing --by A.Reader --matter m"))
        .code(2)
        .warns("taxonomy list");
    sandbox.run(&format!("review comment {first} --by A.Reader --matter m")).code(2).warns("--comment");
    sandbox.run("review log --matter m").code(1);
}
