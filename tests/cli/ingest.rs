//! Taking in files: what is new, the same, changed or gone.

use crate::sandbox::Sandbox;

#[test]
fn the_same_bytes_twice_are_one_document_with_two_paths() {
    let sandbox = Sandbox::new().file("in/a.txt", "Marlowe tracks.").file("in/copy/b.txt", "Marlowe tracks.");
    sandbox.run("index in --matter m").code(0).says("met 2 files");
    let status = sandbox.run("status --matter m --json").json();
    assert_eq!(status["documents"], 1);
    assert_eq!(status["files"].as_array().unwrap().len(), 2);
}

#[test]
fn unchanged_files_are_skipped_changed_ones_replaced_and_gone_ones_kept_until_pruned() {
    let sandbox = Sandbox::new().file("in/a.txt", "old words").file("in/b.txt", "other words");
    sandbox.run("index in --matter m").code(0);
    let sandbox = sandbox.file("in/a.txt", "new words");
    let report = sandbox.run("index in --matter m --json").code(0).json();
    assert_eq!((report["unchanged"].as_u64(), report["replaced"].as_u64()), (Some(1), Some(1)));
    sandbox.run("search old --matter m").code(1);
    sandbox.run("search new --matter m").code(0).says("a.txt");
    std::fs::remove_file(sandbox.path().join("in/b.txt")).unwrap();
    sandbox.run("index in --matter m").code(0).says("no longer on disk, kept");
    sandbox.run("search other --matter m").code(0);
    sandbox.run("index in --matter m --prune").code(0).says("dropped");
    sandbox.run("search other --matter m").code(1);
}

#[test]
fn hidden_files_and_links_out_are_reported_and_not_read() {
    let sandbox = Sandbox::new().file("in/a.txt", "words").file("in/.secret", "privileged words");
    sandbox.run("index in --matter m").code(0).says("in/.secret: hidden");
    sandbox.run("search privileged --matter m").code(1);
}

#[test]
fn outcomes_add_up_to_the_files_met() {
    let sandbox = Sandbox::new()
        .file("in/a.txt", "words")
        .file("in/b.bin", [0u8, 159, 146, 150, 0, 1, 2, 3])
        .file("in/c.pdf", "")
        .file("in/.d", "x");
    let report = sandbox.run("index in --matter m --json").json();
    let sum: u64 = report["outcomes"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!((report["met"].as_u64(), sum), (Some(4), 4));
}

#[test]
fn attachments_are_documents_of_their_mail() {
    let mail = "From: a@marlowe.example\r\nTo: b@marlowe.example\r\nSubject: Logs\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the log.\r\n\
        --x\r\nContent-Type: text/plain; name=\"log.txt\"\r\nContent-Disposition: attachment; filename=\"log.txt\"\r\n\r\n\
        keystroke events were recorded\r\n--x--\r\n";
    let sandbox = Sandbox::new().file("in/m.eml", mail);
    sandbox.run("index in --matter m").code(0).says("met 2 files");
    sandbox.run("search keystroke --matter m").code(0).says("m.eml!/log.txt");
    let again = sandbox.run("index in --matter m --json").code(0).json();
    assert_eq!((again["met"].as_u64(), again["unchanged"].as_u64()), (Some(2), Some(1)));
}

#[test]
fn a_lost_index_is_rebuilt_from_the_store() {
    let sandbox = Sandbox::new().file("in/a.txt", "in-app browser");
    sandbox.run("index in --matter m").code(0);
    std::fs::remove_dir_all(sandbox.path().join("m/index")).unwrap();
    sandbox.run("index in --matter m").code(0);
    sandbox.run("search browser --matter m").code(0).says("a.txt");
}
