//! What `inspect` prints: its form, and that every offset in it leads to the words that it names.

use crate::sandbox::Sandbox;
use crate::schema::Schema;
use serde_json::Value;

/// Documents of every way of reading: by pages, as a web page, as a mail, as an office document.
const SAMPLES: [&str; 6] = [
    "complaint.pdf",
    "order.pdf",
    "privacy-policy-2024-02-15.html",
    "email-2024-10-02.eml",
    "letter-2024-10-10.docx",
    "report-2023-11-14.md",
];

fn inspected(name: &str) -> Value {
    let sandbox = Sandbox::new().sample(name);
    sandbox.run(&format!("inspect {name} --json --no-ocr")).code(0).json()
}

fn list<'v>(document: &'v Value, name: &str) -> &'v [Value] {
    document[name].as_array().unwrap()
}

/// The canonical text at an entry's offsets.
fn slice<'v>(document: &'v Value, entry: &Value) -> &'v str {
    let at = |name: &str| entry[name].as_u64().unwrap() as usize;
    &document["text"].as_str().unwrap()[at("start")..at("end")]
}

#[test]
fn every_inspection_is_of_the_form_that_the_schema_gives() {
    let schema = Schema::read("inspect.schema.json");
    SAMPLES.iter().for_each(|name| schema.accepts(&inspected(name)));
}

#[test]
fn offsets_lead_to_the_words_they_name() {
    for name in SAMPLES {
        let document = inspected(name);
        for part in ["paragraphs", "footnotes", "citations"] {
            for entry in list(&document, part) {
                assert_eq!(slice(&document, entry), entry["text"].as_str().unwrap(), "{name}");
            }
        }
    }
}

#[test]
fn lines_of_the_text_hold_its_letters_in_order_and_furniture_holds_none() {
    let document = inspected("complaint.pdf");
    let ink = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (mut body, mut furniture) = (0, 0);
    for line in list(&document, "pages").iter().flat_map(|page| list(page, "lines")) {
        if line["start"].is_null() {
            furniture += 1;
            continue;
        }
        body += 1;
        let (printed, read) = (ink(line["text"].as_str().unwrap()), ink(slice(&document, line)));
        // a note's mark is printed in the line and is no part of the text
        let marks = printed.len() - read.len();
        assert!(marks <= 3 && (printed.contains(&read) || marks > 0), "{printed} / {read}");
    }
    assert!(body > 400 && furniture > 50, "{body} lines of text, {furniture} of furniture");
}
