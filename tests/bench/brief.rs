//! How long the brief of a matter takes, part by part.
//!
//! `PINCITE_BENCH_MATTER=DIR cargo bench --bench brief`: the folder of a matter that `pincite index` has
//! filled. Each part is timed on its own; reading the matter comes first.

use pincite::analysis::{
    Concepts, Matter, View, answers, authorities, chronology, claims, genealogy, in_force, matrix, periods,
    security, tension, versions,
};
use pincite::brief::{self, Options};
use pincite::document::{CiteStyle, DocumentKind, FileOutcome};
use pincite::tag::Taxonomy;
use std::hint::black_box;
use std::time::Instant;

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let value = run();
    println!("{:>8.0} ms  {what}", started.elapsed().as_secs_f64() * 1e3);
    value
}

fn main() {
    let Some(dir) = std::env::var_os("PINCITE_BENCH_MATTER") else {
        println!("name the folder of a matter in PINCITE_BENCH_MATTER");
        return;
    };
    let taxonomy = Taxonomy::builtin().unwrap_or_else(|error| panic!("{error}"));
    let concepts = Concepts::from(&taxonomy);
    let matter = pincite::store::Matter::open(dir.as_ref()).unwrap_or_else(|error| panic!("{error}"));
    let records = timed("read documents", || matter.records()).unwrap_or_else(|error| panic!("{error}"));
    let files: Vec<FileOutcome> = timed("read files", || matter.files())
        .unwrap_or_else(|error| panic!("{error}"))
        .into_iter()
        .map(|file| file.outcome)
        .collect();
    let findings: usize = records.iter().map(|record| record.findings.len()).sum();
    println!("{} documents, {findings} findings", records.len());
    let matter = Matter { records: &records, files: &files };
    let view = timed("view", || View::new(matter, &concepts, CiteStyle::default()));
    timed("dockets", || black_box(view.proper_dockets()));
    timed("claims", || black_box(claims::claims(&view)).len());
    timed("practices", || black_box(matrix::matrix(&view, "practice")));
    timed("data", || black_box(matrix::matrix(&view, "data")));
    timed("tensions", || black_box(tension::tensions(&view)).len());
    timed("chronology", || black_box(chronology::chronology(&view)).len());
    timed("lineages", || black_box(versions::latest_lineages(&view, 3)).len());
    timed("in force", || black_box(in_force::in_force(&view)).len());
    timed("answers", || black_box(answers::answers(&view)).len());
    timed("security", || black_box(security::security(&view)).len());
    timed("authorities", || black_box(authorities::authorities(&view)).len());
    timed("amendments", || black_box(genealogy::amendments(&view)).len());
    let policies = view.of_kind(&[DocumentKind::Policy]);
    timed("days without a version", || black_box(periods::uncovered(&view, &policies)).len());
    let made = timed("all of it, composed", || brief::of_view(&view, &Options::default()));
    timed("as HTML", || black_box(brief::html(&made)).is_ok());
}
