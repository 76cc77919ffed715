//! From files to a brief, and back to the files.

use crate::sandbox::Sandbox;

const POLICIES: [&str; 3] =
    ["privacy-policy-2023-06-01.html", "privacy-policy-2024-02-15.html", "statement-2024-09-23.html"];

fn policies() -> Sandbox {
    POLICIES.iter().fold(Sandbox::new(), |sandbox, name| sandbox.sample(name))
}

fn brief(sandbox: &Sandbox, output: &str) {
    let mut args = vec!["brief"];
    args.extend(POLICIES);
    args.extend(["-o", output, "--date", "2026-01-02"]);
    sandbox.run_args(&args).code(0).says("brief: ").says("met 3 files");
}

/// Quotations as the page shows them: the text of elements marked as quotations, without tags.
fn quotation_letters(html: &str) -> Vec<usize> {
    let mut places = Vec::new();
    for (start, _) in html.match_indices("data-quotation") {
        let Some(open) = html[start..].find('>') else { continue };
        let text = &html[start + open + 1..];
        let end = text.find('<').unwrap_or(0);
        let letters = text[..end].char_indices().filter(|(_, c)| c.is_ascii_lowercase());
        places.extend(letters.map(|(i, _)| start + open + 1 + i));
    }
    places
}

#[test]
fn the_same_files_give_the_same_bytes_and_verify() {
    let sandbox = policies();
    brief(&sandbox, "one.html");
    brief(&sandbox, "two.html");
    assert_eq!(sandbox.read("one.html"), sandbox.read("two.html"));
    sandbox.run("verify one.html").code(0).says("all as in the sources");
}

#[test]
fn one_altered_letter_of_a_quotation_fails_and_is_named() {
    let sandbox = policies();
    brief(&sandbox, "brief.html");
    let html = sandbox.read("brief.html");
    let letters = quotation_letters(&html);
    assert!(letters.len() > 500, "the brief quotes {} letters", letters.len());
    for place in letters.iter().step_by(letters.len() / 5) {
        let mut altered = html.clone().into_bytes();
        altered[*place] = if altered[*place] == b'e' { b'a' } else { b'e' };
        std::fs::write(sandbox.path().join("altered.html"), altered).unwrap();
        sandbox.run("verify altered.html").code(1).says("quotation");
    }
}

#[test]
fn a_source_that_changed_on_disk_fails() {
    let sandbox = policies();
    brief(&sandbox, "brief.html");
    let changed = sandbox.read(POLICIES[0]).replacen("personal", "peculiar", 1);
    let sandbox = sandbox.file(POLICIES[0], changed);
    sandbox.run("verify brief.html").code(1).says("source");
}

#[test]
fn the_brief_loads_nothing_and_runs_nothing() {
    let sandbox = policies();
    brief(&sandbox, "brief.html");
    let html = sandbox.read("brief.html").to_lowercase();
    for active in ["<script", "<iframe", "<img", "src=\"http", "@import", "url(http", "onload="] {
        assert!(!html.contains(active), "the brief holds `{active}`");
    }
}

#[test]
fn every_format_is_written_and_an_unknown_ending_is_refused() {
    let sandbox = policies();
    for (output, starts) in [("b.json", "{"), ("b.zip", "PK"), ("b.docx", "PK"), ("b.html", "<!")] {
        brief(&sandbox, output);
        let bytes = std::fs::read(sandbox.path().join(output)).unwrap();
        assert!(bytes.starts_with(starts.as_bytes()), "{output}");
    }
    sandbox.run("brief statement-2024-09-23.html -o b.xyz").code(2).warns("ending");
}

#[test]
fn passages_on_stdin_are_tagged_line_by_line() {
    let lines = "{\"id\":\"p1\",\"document_kind\":\"policy\",\"text\":\"We do not sell your personal information.\"}\n\
                 {\"id\":\"p2\",\"text\":\"The weather was fine.\"}\n";
    let ran = Sandbox::new().run_with_input("tag --jsonl", lines).code(0);
    let answers: Vec<serde_json::Value> =
        ran.stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    let findings = answers[0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|f| f["concept"] == "practice:broker").unwrap();
    assert_eq!((finding["mode"].as_str(), finding["polarity"].as_str()), (Some("promised"), Some("negated")));
    assert!("We do not sell your personal information.".contains(finding["quote"].as_str().unwrap()));
    assert_eq!(answers[1]["findings"].as_array().map(Vec::len), Some(0));
    Sandbox::new().run_with_input("tag --jsonl", "not json\n").code(2).warns("line 1").warns("hint:");
}

#[test]
fn a_taxonomy_that_cannot_be_read_names_file_and_line() {
    let sandbox =
        Sandbox::new().file("rules/practices.toml", "[[concept]]\nid = \"practice:x\"\nnam = \"X\"\n");
    sandbox.run("taxonomy check --taxonomy rules").code(2).warns("practices.toml").warns("hint:");
}

#[test]
fn pages_are_shown_as_pictures_where_that_is_asked_and_can_be_done() {
    let sandbox = Sandbox::new().sample("complaint.pdf").sample("statement-2024-09-23.html");
    let refused = sandbox.run("brief complaint.pdf -o b.docx --matter m --no-ocr --page-images");
    refused.code(2).warns(".html");
    sandbox
        .run("brief complaint.pdf statement-2024-09-23.html -o b.html --matter m --no-ocr --page-images")
        .code(0);
    let page = sandbox.read("b.html");
    let passages: Vec<&str> = page.split("<article").skip(1).collect();
    let pictured = passages.iter().filter(|p| p.contains("src=\"data:image/png;base64,")).count();
    let of_complaint = passages.iter().filter(|p| p.contains("Compl.")).count();
    assert!(pictured > 5 && pictured <= of_complaint, "{pictured} of {of_complaint}");
    // a print shows the pictures without the words that open them, and is verified as it shows
    assert_eq!(page.matches("<summary").count(), page.matches("<summary class=\"screen\">").count());
    sandbox.run("verify b.html").code(0);
    std::fs::remove_file(sandbox.path().join("complaint.pdf")).unwrap();
    sandbox.run("brief --matter m -o c.html --no-ocr --page-images").code(0);
    assert!(sandbox.read("c.html").contains("No picture of the page: the file can not be read"));
}
