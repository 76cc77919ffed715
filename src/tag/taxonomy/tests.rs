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
