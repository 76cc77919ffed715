//! How fast documents are tagged with the full taxonomy, on one core.
//!
//! `PINCITE_BENCH_PARAGRAPHS=FILE cargo bench --bench tagging`: the file has one paragraph a line; a
//! document is made of every hundred. `PINCITE_BENCH_KIND` is the kind of document (`policy`).

use pincite::document::{Document, DocumentKind, Paragraph, ParagraphKind, Span};
use pincite::structure::sentences;
use pincite::tag::{Tagger, Taxonomy};
use std::time::Instant;

fn main() {
    let Ok(path) = std::env::var("PINCITE_BENCH_PARAGRAPHS") else {
        println!("name a file of paragraphs in PINCITE_BENCH_PARAGRAPHS");
        return;
    };
    let kind = std::env::var("PINCITE_BENCH_KIND").ok().and_then(|kind| kind.parse().ok());
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("can't read `{path}`: {error}"));
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let documents: Vec<Document> =
        lines.chunks(100).map(|chunk| document(chunk, kind.unwrap_or(DocumentKind::Policy))).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let tagger = Tagger::new(&Taxonomy::builtin().unwrap_or_else(|error| panic!("{error}")));
    let started = Instant::now();
    let findings: usize = documents.iter().map(|document| tagger.tag(document).len()).sum();
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} documents, {:.2} MB: {findings} findings in {seconds:.2} s, {:.2} MB/s",
        documents.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
}

fn document(lines: &[&str], kind: DocumentKind) -> Document {
    let mut document = Document::of_passage(&lines.join("\n"), kind);
    document.paragraphs.clear();
    let mut start = 0;
    for line in lines {
        let span = Span::new(start, start + line.len());
        document.paragraphs.push(Paragraph {
            number: None,
            span,
            heading: Vec::new(),
            kind: ParagraphKind::Body,
        });
        document.sentences.extend(
            sentences(line)
                .into_iter()
                .map(|sentence| Span::new(start + sentence.start, start + sentence.end)),
        );
        start += line.len() + 1;
    }
    document.citations = pincite::tag::citations::of_document(&document);
    document
}
