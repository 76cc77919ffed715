//! The same queries on Lucene.

use super::Timed;
use std::path::Path;
use std::process::Command;

const JARS: &str = "/usr/share/java/*";

pub fn is_wanted() -> bool {
    std::env::var("PINCITE_BENCH_LUCENE").is_ok()
}

/// Compiles and runs the Java program beside this file and reads its table.
pub fn run(texts: &str, dir: &Path, queries: &[&str], runs: usize) -> Vec<Timed> {
    let file = dir.join("texts");
    std::fs::write(&file, texts).unwrap_or_else(|e| panic!("can't write `{}`: {e}", file.display()));
    let classes = dir.join("classes");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/search/LuceneBench.java");
    let compiled = Command::new("javac").args(["-cp", JARS, "-d"]).arg(&classes).arg(source).status();
    assert!(compiled.is_ok_and(|s| s.success()), "javac failed; install a JDK and liblucene8-java");
    let path = format!("{JARS}:{}", classes.display());
    let mut java = Command::new("java");
    java.args(["-Xmx4g", "-cp", &path, "LuceneBench"])
        .arg(&file)
        .arg(dir.join("lucene"))
        .arg(runs.to_string());
    let output = java.args(queries).output().unwrap_or_else(|e| panic!("can't run java: {e}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().filter_map(read).collect()
}

/// Reads `median p99 documents hits`; other lines are the program's notes.
fn read(line: &str) -> Option<Timed> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [median, p99, documents, hits] = parts.as_slice() else {
        println!("Lucene: {line}");
        return None;
    };
    Some(Timed {
        median: median.parse().ok()?,
        p99: p99.parse().ok()?,
        documents: documents.parse().ok()?,
        hits: hits.parse().ok()?,
    })
}
