//! How fast texts are split, tagged by patterns, indexed and searched.
//!
//! `cargo bench --bench search`. Documents are paragraphs shuffled with a fixed seed: lines of the
//! file named by `PINCITE_BENCH_PARAGRAPHS`, or made-up words of a natural distribution.
//! `PINCITE_BENCH_DOCUMENTS` sets how many (2,000), `PINCITE_BENCH_EXPORT` a file to write them to for
//! `tests/bench/LuceneBench.java`.

use pincite::document::{Document, DocumentKind, Metadata, Paragraph, ParagraphKind, Record, Span, Status};
use pincite::index::{Index, Limits};
use pincite::query::{Budget, Dialect, PatternSet, TokenText, Unit, parse};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The queries that are timed; the Lucene program times the same.
const QUERIES: [&str; 12] = [
    "consent",
    "third OR parties",
    "\"third party\"",
    "\"personal information\"",
    "personal w/5 information",
    "share w/10 consent",
    "location pre/5 data",
    "(share OR disclose OR sell) w/10 (location OR biometric)",
    "(share w/5 data) w/20 consent",
    "disclos! w/10 part!",
    "share w/s consent",
    "advertis! AND location NOT cookie!",
];

fn main() {
    let size = std::env::var("PINCITE_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let paragraphs = paragraphs();
    let records = records(&paragraphs, size);
    export(&records);
    let bytes: usize = records.iter().map(|r| r.document.text.len()).sum();
    println!("{size} documents, {:.1} MB of text", bytes as f64 / 1e6);
    split(&records);
    tag(&records);
    let dir = tempfile::tempdir().expect("a temporary folder");
    let index = build(&records, dir.path());
    search(&index);
}

fn paragraphs() -> Vec<String> {
    let Ok(path) = std::env::var("PINCITE_BENCH_PARAGRAPHS") else { return made_up() };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("can't read `{path}`: {e}"));
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Sentences of words whose frequency falls with their rank.
fn made_up() -> Vec<String> {
    let known = "the of to and consent third parties party personal information share disclose sell location \
                 biometric data disclosure advertising cookie cookies partner";
    let known: Vec<&str> = known.split_whitespace().collect();
    let mut random = Random(7);
    let mut word = || {
        let rank = (20_000f64.powf(random.unit()) - 1.0) as usize;
        known.get(rank).map_or_else(|| format!("w{rank}"), |w| (*w).to_owned())
    };
    let mut sentence = || (0..18).map(|_| word()).collect::<Vec<_>>().join(" ") + ".";
    (0..5_000).map(|_| (0..4).map(|_| sentence()).collect::<Vec<_>>().join(" ")).collect()
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn records(paragraphs: &[String], size: usize) -> Vec<Record> {
    let mut random = Random(42);
    let mut record = |number: usize| {
        let mut lines: Vec<&str> = Vec::new();
        while lines.iter().map(|l| l.len()).sum::<usize>() < 12_000 {
            lines.push(&paragraphs[(random.next() >> 11) as usize % paragraphs.len()]);
        }
        record_of(number, &lines)
    };
    (0..size).map(&mut record).collect()
}

fn record_of(number: usize, lines: &[&str]) -> Record {
    let text = lines.join("\n");
    let (mut paragraphs, mut sentences, mut start) = (Vec::new(), Vec::new(), 0);
    for line in lines {
        let span = Span::new(start, start + line.len());
        paragraphs.push(Paragraph { number: None, span, heading: vec![], kind: ParagraphKind::Body });
        let mut from = start;
        for part in line.split_inclusive(". ") {
            sentences.push(Span::new(from, from + part.len()));
            from += part.len();
        }
        start += line.len() + 1;
    }
    let document = Document {
        sha256: format!("{number:064x}"),
        bytes: text.len() as u64,
        media_type: "text/plain".into(),
        extractor: "bench 1".into(),
        status: Status::Ok,
        warnings: vec![],
        metadata: Metadata::of_kind(DocumentKind::Policy, "bench"),
        text,
        pages: vec![],
        paragraphs,
        sentences,
        footnotes: vec![],
        citations: vec![],
    };
    Record { document, findings: vec![], paths: vec![format!("{number}.txt")], parent: None }
}

fn export(records: &[Record]) {
    let Ok(path) = std::env::var("PINCITE_BENCH_EXPORT") else { return };
    let text: Vec<&str> = records.iter().map(|r| r.document.text.as_str()).collect();
    std::fs::write(&path, text.join("\u{c}")).unwrap_or_else(|e| panic!("can't write `{path}`: {e}"));
}

fn report(what: &str, bytes: usize, took: Duration) {
    println!("{what}: {:.1} MB/s", bytes as f64 / 1e6 / took.as_secs_f64());
}

fn split(records: &[Record]) {
    let sample = &records[..records.len().min(2_000)];
    let bytes: usize = sample.iter().map(|r| r.document.text.len()).sum();
    let started = Instant::now();
    for record in sample {
        black_box(TokenText::of(&record.document));
    }
    report("split into words", bytes, started.elapsed());
}

/// 2,000 patterns over each sentence.
fn tag(records: &[Record]) {
    let words = [
        "share",
        "consent",
        "location",
        "third",
        "personal",
        "advertis!",
        "collect!",
        "cookie!",
        "device",
        "children",
    ];
    let mut queries = Vec::new();
    for i in 0..2_000usize {
        let (a, b) = (words[i % 10], words[i / 10 % 10]);
        // One in ten asks for words that are everywhere, as the broad patterns of a taxonomy do.
        let query = match i % 10 {
            0 => format!("({a} OR rare{i} OR seldom{i}!) w/{} ({b} NOT w/3 odd{i})", 3 + i % 9),
            1..=4 => format!("\"rare{i} words\" OR (seldom{i}! w/5 {a})"),
            _ => format!("rare{i} w/8 ({a} OR {b})"),
        };
        queries.push(parse(&query, Dialect::Native).unwrap_or_else(|e| panic!("{e}")));
    }
    let set = PatternSet::new(queries);
    let sample = &records[..records.len().min(300)];
    let bytes: usize = sample.iter().map(|r| r.document.text.len()).sum();
    let started = Instant::now();
    let mut found = 0usize;
    for record in sample {
        let text = TokenText::of(&record.document);
        let occurrences = set.scan(&text);
        let starts = text.unit_starts(Unit::Sentence);
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(text.len() as u32);
            let scope = occurrences.scope(start..end);
            for &pattern in scope.candidates() {
                found += scope.find(pattern, &Budget::default()).map_or(0, |m| m.len());
            }
        }
    }
    report(
        &format!("split and match 2,000 patterns in each sentence ({found} matches)"),
        bytes,
        started.elapsed(),
    );
}

fn build(records: &[Record], dir: &std::path::Path) -> Index {
    let bytes: usize = records.iter().map(|r| r.document.text.len()).sum();
    let started = Instant::now();
    let mut index = Index::create_or_open(dir).expect("an index");
    for record in records {
        index.add(record).expect("room on the disk");
    }
    index.commit(1).expect("room on the disk");
    report("index", bytes, started.elapsed());
    let files = std::fs::read_dir(dir).expect("the index").flatten();
    let size: u64 = files.filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum();
    println!("index size: {:.2} of the text", size as f64 / bytes as f64);
    index
}

fn search(index: &Index) {
    let started = Instant::now();
    let snapshot = index.snapshot().expect("the index");
    println!("open: {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let mut table = String::new();
    for query in QUERIES {
        let parsed = parse(query, Dialect::Native).unwrap_or_else(|e| panic!("{e}"));
        let mut times = Vec::new();
        let mut counts = (0, 0);
        for _ in 0..9 {
            let started = Instant::now();
            let found = snapshot.count(&parsed, &Limits::default()).unwrap_or_else(|e| panic!("{e}"));
            times.push(started.elapsed());
            counts = (found.documents.len(), found.documents.iter().map(|d| d.found).sum());
        }
        times.sort_unstable();
        let _ = writeln!(
            table,
            "{:8.1} ms {:6} documents {:8} passages  {query}",
            times[4].as_secs_f64() * 1e3,
            counts.0,
            counts.1
        );
    }
    print!("{table}");
}
