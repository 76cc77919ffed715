//! Every command explains itself with examples.

use crate::sandbox::Sandbox;

const COMMANDS: [&str; 14] = [
    "brief",
    "index",
    "search",
    "hits",
    "compare-dialects",
    "saved",
    "near-duplicates",
    "show",
    "inspect",
    "tag",
    "taxonomy",
    "verify",
    "status",
    "doctor",
];

#[test]
fn every_command_has_two_examples_in_its_help() {
    let sandbox = Sandbox::new();
    for command in COMMANDS {
        let help = sandbox.run(&format!("{command} --help")).code(0).stdout;
        let example = format!("\n  pincite {command}");
        let piped = format!("| pincite {command}");
        let examples = help.matches(&example).count() + help.matches(&piped).count();
        assert!(examples >= 2, "{command} shows {examples} examples:\n{help}");
    }
}

#[test]
fn the_overview_lists_every_command() {
    let help = Sandbox::new().run("--help").code(0).stdout;
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command}")), "no `{command}` in\n{help}");
    }
    assert!(!help.contains("worker"), "the hidden mode is shown");
}

#[test]
fn a_wrong_option_is_an_error_with_exit_code_2() {
    Sandbox::new().run("index --wrong").code(2).warns("--wrong");
}
