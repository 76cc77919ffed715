use super::*;
use crate::document::{
    Decision, Document, DocumentKind, FileOutcome, Finding, Labels, Metadata, Mode, Outcome, Polarity,
    Review, ReviewAction, ReviewState, Span, Speaker, Status,
};

fn document(sha256: &str) -> Document {
    Document {
        sha256: sha256.into(),
        bytes: 5,
        media_type: "text/plain".into(),
        extractor: "text 1".into(),
        status: Status::Ok,
        warnings: Vec::new(),
        metadata: Metadata::of_kind(DocumentKind::Other, "test"),
        text: format!("text of {sha256} — § 631"),
        pages: Vec::new(),
        paragraphs: Vec::new(),
        sentences: Vec::new(),
        instruments: vec![],
        footnotes: Vec::new(),
        citations: Vec::new(),
    }
}

fn stored(sha256: &str) -> StoredDocument {
    let stages = Stages { extract: "1".into(), structure: "1".into(), taxonomy: "a".into() };
    StoredDocument { document: document(sha256), findings: Vec::new(), parent: None, stages }
}

fn finding() -> Finding {
    let decision =
        Decision { field: "mode".into(), rule: "prior:other".into(), words: String::new(), span: None };
    Finding {
        concept: "data:ssn".into(),
        mode: Mode::Alleged,
        polarity: Polarity::Asserted,
        speaker: Speaker::Plaintiff,
        speaker_name: None,
        chain: Vec::new(),
        span: Span::new(0, 4),
        proposition: Span::new(0, 4),
        paragraph: 0,
        rule: "data:ssn#1".into(),
        why: vec!["text".into()],
        decisions: vec![decision],
        strength: None,
        flags: Vec::new(),
        condition: None,
        confidence: 0.8,
        review: ReviewState::Open,
        found_as: None,
    }
}

fn review(sha256: &str) -> Review {
    let (mode, polarity, speaker) = (Mode::Alleged, Polarity::Asserted, Speaker::Plaintiff);
    Review {
        at: "2026-11-26T10:00:00Z".into(),
        by: "A. Reader".into(),
        document: sha256.into(),
        finding: "0123456789ab".into(),
        found_as: Labels { concept: "data:ssn".into(), mode, polarity, speaker },
        quote: "number".into(),
        action: ReviewAction::Reject,
        comment: Some("not said".into()),
    }
}

fn file(path: &str, sha256: &str, container: Option<&str>) -> FileEntry {
    FileEntry {
        absolute: format!("/m/{path}"),
        container: container.map(|c| format!("/m/{c}")),
        outcome: FileOutcome {
            path: path.into(),
            sha256: Some(sha256.into()),
            bytes: 5,
            media_type: Some("text/plain".into()),
            outcome: Outcome::Indexed,
            reason: None,
        },
    }
}

fn add(matter: &mut Matter, files: Vec<FileEntry>, documents: &[&str]) -> u64 {
    let documents = documents.iter().map(|sha| stored(sha)).collect();
    matter.apply(&Changes { files, documents, vanished: Vec::new() }).unwrap()
}

#[test]
fn a_document_comes_back_as_it_was_stored_with_all_its_paths() {
    let dir = tempfile::tempdir().unwrap();
    let mut matter = Matter::create_or_open(&dir.path().join("m")).unwrap();
    add(&mut matter, vec![file("b.txt", "s1", None), file("a.txt", "s1", None)], &["s1"]);
    let record = matter.record("s1").unwrap().unwrap();
    assert_eq!(record.document, document("s1"));
    assert_eq!(record.paths, ["a.txt", "b.txt"]);
}

#[test]
fn the_reasons_of_a_finding_come_with_its_document_alone_and_in_both_forms_of_storing() {
    let dir = tempfile::tempdir().unwrap();
    let mut matter = Matter::create_or_open(&dir.path().join("m")).unwrap();
    let documents = vec![StoredDocument { findings: vec![finding()], ..stored("s1") }];
    let files = vec![file("a.txt", "s1", None)];
    matter.apply(&Changes { files, documents, vanished: Vec::new() }).unwrap();
    assert_eq!(matter.record("s1").unwrap().unwrap().findings, [finding()]);
    let bare = Finding { why: Vec::new(), decisions: Vec::new(), ..finding() };
    assert_eq!(matter.records().unwrap()[0].findings, [bare]);

    // as an earlier program wrote it: the words with the finding, the decisions alone beside it
    let (mut old, decisions) = (finding(), vec![finding().decisions]);
    old.decisions.clear();
    let (old, decisions) =
        (serde_json::to_string(&[old]).unwrap(), serde_json::to_string(&decisions).unwrap());
    matter.db.execute("UPDATE document SET findings = ?1, decisions = ?2", [old, decisions]).unwrap();
    assert_eq!(matter.record("s1").unwrap().unwrap().findings, [finding()]);
}

#[test]
fn a_changed_file_replaces_its_document_and_notes_the_removal() {
    let dir = tempfile::tempdir().unwrap();
    let mut matter = Matter::create_or_open(dir.path()).unwrap();
    let before = add(&mut matter, vec![file("a.txt", "old", None)], &["old"]);
    add(&mut matter, vec![file("a.txt", "new", None)], &["new"]);
    assert!(matter.record("old").unwrap().is_none());
    let (written, removed) = matter.since(before).unwrap();
    assert_eq!(written.iter().map(|r| r.document.sha256.as_str()).collect::<Vec<_>>(), ["new"]);
    assert_eq!(removed, ["old"]);
}

#[test]
fn a_document_that_returns_is_no_longer_noted_as_removed() {
    let dir = tempfile::tempdir().unwrap();
    let mut matter = Matter::create_or_open(dir.path()).unwrap();
    add(&mut matter, vec![file("a.txt", "one", None)], &["one"]);
    add(&mut matter, vec![file("a.txt", "two", None)], &["two"]);
    add(&mut matter, vec![file("a.txt", "one", None)], &["one"]);
    let (written, removed) = matter.since(0).unwrap();
    assert_eq!(written.len(), 1);
    assert_eq!(removed, ["two"]);
}

#[test]
fn forgetting_a_container_forgets_its_members_at_every_depth() {
    let dir = tempfile::tempdir().unwrap();
    let mut matter = Matter::create_or_open(dir.path()).unwrap();
    let files = vec![
        file("a.zip", "z", None),
        file("a.zip!/m.eml", "m", Some("a.zip")),
        file("a.zip!/m.eml!/note.txt", "n", Some("a.zip!/m.eml")),
        file("other.txt", "o", None),
    ];
    add(&mut matter, files, &["m", "n", "o"]);
    matter.apply(&Changes { vanished: vec!["/m/a.zip".into()], ..Changes::default() }).unwrap();
    let left: Vec<_> = matter.files().unwrap().into_iter().map(|f| f.outcome.path).collect();
    assert_eq!(left, ["other.txt"]);
    assert_eq!(matter.records().unwrap().len(), 1);
}

#[test]
fn a_second_writer_is_refused_while_the_first_is_open() {
    let dir = tempfile::tempdir().unwrap();
    let first = Matter::create_or_open(dir.path()).unwrap();
    assert!(matches!(Matter::create_or_open(dir.path()), Err(StoreError::InUse(_))));
    drop(first);
    assert!(Matter::create_or_open(dir.path()).is_ok());
}

#[test]
fn a_matter_of_a_newer_program_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    drop(Matter::create_or_open(dir.path()).unwrap());
    let db = rusqlite::Connection::open(dir.path().join("matter.db")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    assert!(matches!(Matter::create_or_open(dir.path()), Err(StoreError::Newer { found: 99, .. })));
    assert!(matches!(Matter::open(dir.path()), Err(StoreError::Newer { found: 99, .. })));
}

#[test]
fn a_folder_with_other_files_is_not_taken_for_a_matter() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("letter.txt"), "Dear Counsel").unwrap();
    assert!(matches!(Matter::create_or_open(dir.path()), Err(StoreError::Foreign(_))));
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("matter.db"), "not a database, only a text that is long enough")
        .unwrap();
    assert!(matches!(Matter::create_or_open(other.path()), Err(StoreError::Foreign(_))));
}

#[test]
fn reading_a_missing_matter_says_how_to_make_one() {
    let dir = tempfile::tempdir().unwrap();
    let message = Matter::open(&dir.path().join("none")).err().unwrap().to_string();
    assert!(message.contains("pincite index"), "{message}");
}

#[test]
fn the_log_of_reviews_can_not_be_shortened_or_changed() {
    let dir = tempfile::tempdir().unwrap();
    let mut matter = Matter::create_or_open(dir.path()).unwrap();
    add(&mut matter, vec![file("a.txt", "s1", None)], &["s1"]);
    let before = matter.sequence().unwrap();
    matter.add_reviews(&[review("s1")]).unwrap();
    assert_eq!(matter.since(before).unwrap().0.len(), 1, "the index has to follow");
    drop(matter);
    let db = rusqlite::Connection::open(dir.path().join("matter.db")).unwrap();
    assert!(db.execute("DELETE FROM review", []).is_err());
    assert!(db.execute("UPDATE review SET entry = ''", []).is_err());
    drop(db);
    assert_eq!(Matter::open(dir.path()).unwrap().reviews().unwrap(), [review("s1")]);
}
