//! Each kind of bad input ends in a clear error or a recorded outcome.

use crate::sandbox::Sandbox;

#[test]
fn an_empty_folder_is_an_error_that_says_what_to_do() {
    let sandbox = Sandbox::new().folder("empty");
    sandbox.run("brief empty -o brief.html").code(2).warns("no files in `empty`").warns("hint:");
    assert!(!sandbox.path().join("brief.html").exists());
}

#[test]
fn a_missing_path_is_an_error_that_names_it() {
    Sandbox::new().run("index nowhere --matter m").code(2).warns("`nowhere`");
}

#[test]
fn a_zero_byte_pdf_is_recorded_as_failed_and_the_rest_is_done() {
    let sandbox = Sandbox::new().file("in/empty.pdf", "").file("in/letter.txt", "Dear Counsel, thank you.");
    let report = sandbox.run("index in --matter m --json").code(2).json();
    assert_eq!(report["met"], 2);
    assert_eq!(report["outcomes"]["failed"], 1);
    assert_eq!(report["remarks"][0]["path"], "in/empty.pdf");
    sandbox.run("status --matter m").code(0).says("1 document");
}

#[test]
fn a_folder_full_of_pictures_is_unsupported_with_count_and_size() {
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 400]].concat();
    let sandbox = Sandbox::new().file("in/a.png", &png).file("in/b.png", [&png[..], &[1]].concat());
    let ran = sandbox.run("index in --matter m").code(0);
    let ran = ran.says("2 unsupported").says("image/*: 2 files, 817 bytes");
    assert!(!ran.stdout.contains("failed"), "{}", ran.stdout);
}

#[test]
fn a_missing_output_folder_is_found_before_the_work_is_done() {
    let sandbox = Sandbox::new().file("in/letter.txt", "Dear Counsel, thank you.");
    sandbox.run("brief in -o missing/brief.html").code(2).warns("`missing`");
    assert!(!sandbox.path().join(".pincite").exists(), "the work was done all the same");
}

#[test]
fn a_matter_of_a_newer_version_is_left_alone() {
    let sandbox = Sandbox::new().file("in/letter.txt", "Dear Counsel, thank you.");
    sandbox.run("index in --matter m").code(0);
    let db = rusqlite::Connection::open(sandbox.path().join("m/matter.db")).unwrap();
    db.pragma_update(None, "user_version", 999).unwrap();
    drop(db);
    sandbox.run("index in --matter m").code(2).warns("newer pincite").warns("hint:");
    sandbox.run("search counsel --matter m").code(2).warns("newer pincite");
}

#[test]
fn a_second_run_on_a_matter_is_refused_while_the_first_works() {
    let sandbox = Sandbox::new().file("in/letter.txt", "Dear Counsel, thank you.").folder("m");
    let lock = std::fs::File::create(sandbox.path().join("m/lock")).unwrap();
    lock.lock().unwrap();
    sandbox.run("index in --matter m").code(2).warns("in use by another run");
    lock.unlock().unwrap();
    sandbox.run("index in --matter m").code(0);
}

#[test]
fn a_folder_that_is_no_matter_is_not_written_to() {
    let sandbox = Sandbox::new().file("in/letter.txt", "Dear Counsel.").file("m/novel.txt", "Call me.");
    sandbox.run("index in --matter m").code(2).warns("not a pincite matter");
    assert_eq!(std::fs::read_dir(sandbox.path().join("m")).unwrap().count(), 1);
}

#[test]
fn a_damaged_pdf_costs_itself_only() {
    let damaged = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj\ntrailer << /Root 1 0 R >>";
    let sandbox = Sandbox::new().file("in/bad.pdf", damaged).file("in/good.txt", "We never sell your data.");
    let report = sandbox.run("index in --matter m --json").json();
    let outcomes: u64 = report["outcomes"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(outcomes, 2);
    sandbox.run("search sell --matter m").code(0).says("good.txt");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_recorded_with_its_reason() {
    let sandbox = Sandbox::new().file("in/good.txt", "We never sell your data.");
    std::os::unix::fs::symlink("nowhere.pdf", sandbox.path().join("in/link.pdf")).unwrap();
    sandbox.run("index in --matter m").code(2).says("in/link.pdf: the link leads nowhere");
}
