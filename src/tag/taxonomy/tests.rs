use super::*;

#[test]
fn the_built_in_taxonomy_can_be_read() {
    let taxonomy = Taxonomy::builtin().unwrap_or_else(|error| panic!("{error}"));
    assert!(taxonomy.concept("practice:inapp").is_some());
}

#[test]
fn every_example_of_every_concept_does_what_it_says() {
    let taxonomy = Taxonomy::builtin().unwrap();
    let report = taxonomy.check();
    assert!(report.passed(), "{report}");
}

#[test]
fn every_written_form_of_a_concept_is_found_and_no_look_alike() {
    let tagger = crate::tag::Tagger::new(&Taxonomy::builtin().unwrap());
    let lines = include_str!("forms.txt").lines().filter_map(|line| line.split_once(" | "));
    let wrong: Vec<String> = lines
        .filter_map(|(concept, sentence)| {
            let found = tagger.concepts_in(sentence);
            let (wanted, concept) = match concept.strip_prefix('!') {
                Some(concept) => (false, concept),
                None => (true, concept),
            };
            let holds = found.iter().any(|c| c == concept);
            (holds != wanted).then(|| format!("{concept} {wanted}: `{sentence}` gives {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A folder with one file of these lines.
fn load(lines: &str) -> Result<Taxonomy, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), lines).unwrap();
    Taxonomy::load(folder.path()).map_err(|error| error.to_string())
}

const ENTRY: &str =
    "[[concept]]\nid = \"practice:drone\"\nname = \"Drones\"\nmeaning = \"Filming from above.\"\n";

#[test]
fn a_folder_replaces_the_built_in_taxonomy() {
    let taxonomy = load(&format!("{ENTRY}patterns = ['drone! w/5 film!']\n")).unwrap();
    assert_eq!(taxonomy.concepts().len(), 1);
    assert_eq!(
        crate::tag::Tagger::new(&taxonomy).concepts_in("A drone filmed the yard."),
        ["practice:drone"]
    );
}

#[test]
fn a_word_list_stands_for_its_words() {
    let taxonomy = load(&format!(
        "[words]\neye = [\"camera\", \"night lens\"]\n{ENTRY}patterns = ['drone w/3 {{eye}}']\n"
    ))
    .unwrap();
    assert_eq!(taxonomy.concepts()[0].patterns, ["drone w/3 (camera OR \"night lens\")"]);
}

#[test]
fn errors_name_the_line_and_what_to_write() {
    let pattern = load(&format!("{ENTRY}patterns = ['drone w/ film']\n")).unwrap_err();
    assert!(pattern.contains("own.toml:5") && pattern.contains("hint"), "{pattern}");
    let list = load(&format!("{ENTRY}patterns = ['drone w/3 {{eye}}']\n")).unwrap_err();
    assert!(list.contains("own.toml:5") && list.contains("`{eye}`"), "{list}");
    let parent = load(&format!("{ENTRY}parents = [\"practice:kite\"]\npatterns = ['drone']\n")).unwrap_err();
    assert!(parent.contains("own.toml:5") && parent.contains("practice:kite"), "{parent}");
    let field = load(&format!("{ENTRY}patern = ['drone']\n")).unwrap_err();
    assert!(field.contains("own.toml:5") && field.contains("hint"), "{field}");
    let identifier =
        load("[[concept]]\nid = \"Drone\"\nname = \"\"\nmeaning = \"\"\npatterns = ['drone']\n").unwrap_err();
    assert!(identifier.contains("own.toml:2") && identifier.contains("kind:slug"), "{identifier}");
}

#[test]
fn an_entry_given_twice_is_an_error() {
    let twice = load(&format!("{ENTRY}patterns = ['drone']\n{ENTRY}patterns = ['drone']\n")).unwrap_err();
    assert!(twice.contains("defined twice"), "{twice}");
}

#[test]
fn a_folder_without_files_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Taxonomy::load(folder.path()).unwrap_err().to_string().contains("holds no .toml file"));
}

#[test]
fn the_version_changes_with_the_rules() {
    let one = load(&format!("{ENTRY}patterns = ['drone']\n")).unwrap();
    let other = load(&format!("{ENTRY}patterns = ['drones']\n")).unwrap();
    assert_ne!(one.version(), other.version());
}

#[test]
fn a_concept_shows_its_rules_and_facts() {
    let shown = Taxonomy::builtin().unwrap().concept("data:ssn").unwrap().to_string();
    assert!(
        shown.contains("Social Security number")
            && shown.contains("CCPA category")
            && shown.contains("patterns:"),
        "{shown}"
    );
    let shown = Taxonomy::builtin().unwrap().concept("claim:fed.ftca").unwrap().to_string();
    assert!(
        shown.contains("also called:\n  FTC Act\n")
            && shown.contains("a count of deception may plead it: yes\n"),
        "{shown}"
    );
}
