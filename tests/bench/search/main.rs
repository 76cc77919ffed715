//! How fast texts are split, tagged by patterns, indexed and searched; with Lucene beside it.
//!
//! `cargo bench --bench search`. Documents are paragraphs shuffled with a fixed seed: lines of the
//! file named by `PINCITE_BENCH_PARAGRAPHS`, or made-up words of a natural distribution.
//! `PINCITE_BENCH_DOCUMENTS` sets how many (2,000). With `PINCITE_BENCH_LUCENE=1` the same queries run
//! in the same run over the same documents on Lucene's intervals (Debian's `liblucene8-java` and a
//! JDK), all hits listed by both, and the last column is the ratio of the medians.
//! `PINCITE_BENCH_QUERY` times only the queries that contain it, `PINCITE_BENCH_RUNS` sets how often each
//! runs (51). `RAYON_NUM_THREADS=1` keeps this program to one thread, as Lucene's searcher is.

mod corpus;
mod lucene;

use corpus::{paragraphs, records};
use pincite::document::{FileOutcome, Outcome, Record};
use pincite::index::{Index, Limits, Snapshot};
use pincite::query::{Budget, Dialect, PatternSet, Query, TokenText, Unit, parse};
use pincite::search::{Options, search};
use pincite::store::{Changes, FileEntry, Matter, Stages, StoredDocument};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The queries that are timed; the Lucene program times the same.
const QUERIES: [&str; 19] = [
    "consent",
    "third OR parties",
    "personal AND location",
    "advertis! AND location NOT cookie!",
    "\"third party\"",
    "\"personal information\"",
    "personal w/5 information",
    "share w/5 consent",
    "share w/10 consent",
    "location pre/5 data",
    "(share OR disclose) w/10 (location OR biometric)",
    "(share OR disclose OR sell) w/10 (data OR information)",
    "(share w/5 data) w/10 consent",
    "(personal w/5 data) w/10 (share OR use)",
    "share w/s consent",
    "personal w/s advertising",
    "share w/p consent",
    "location w/p advertising",
    "disclos! w/10 part!",
];

/// A number from the environment.
fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

fn main() {
    let size = setting("PINCITE_BENCH_DOCUMENTS", 2_000);
    let runs = setting("PINCITE_BENCH_RUNS", 51);
    let only = std::env::var("PINCITE_BENCH_QUERY").unwrap_or_default();
    let written: Vec<&str> = QUERIES.into_iter().filter(|query| query.contains(&only)).collect();
    let records = records(&paragraphs(), size);
    let bytes: usize = records.iter().map(|r| r.document.text.len()).sum();
    println!(
        "{size} documents, {:.1} MB of text, {} threads",
        bytes as f64 / 1e6,
        rayon::current_num_threads()
    );
    split(&records);
    tag(&records);
    let dir = tempfile::tempdir().expect("a temporary folder");
    let index = build(&records, &dir.path().join("index"));
    let matter = store(&records, &dir.path().join("matter"));
    let texts = lucene::is_wanted().then(|| corpus::export(&records));
    drop(records);
    let started = Instant::now();
    let snapshot = index.snapshot().expect("the index");
    println!("open: {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let read = |query: &&str| parse(query, Dialect::Native).unwrap_or_else(|e| panic!("{e}"));
    let queries: Vec<Query> = written.iter().map(read).collect();
    first_pages(&snapshot, &matter, &queries);
    let ours = queries.iter().map(|query| all_hits(&snapshot, query, runs)).collect::<Vec<_>>();
    let theirs = texts.map(|texts| lucene::run(&texts, dir.path(), &written, runs));
    table(&written, &ours, theirs.as_deref());
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
    index.settle().expect("room on the disk");
    let files = std::fs::read_dir(dir).expect("the index").flatten();
    let size: u64 = files.filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum();
    println!("index size: {:.2} of the text", size as f64 / bytes as f64);
    index
}

fn store(records: &[Record], dir: &std::path::Path) -> Matter {
    let mut matter = Matter::create_or_open(dir).expect("a matter");
    let mut changes = Changes::default();
    for record in records {
        let stages = Stages { extract: "1".into(), structure: "1".into(), taxonomy: "1".into() };
        let path = record.paths[0].clone();
        changes.files.push(FileEntry {
            absolute: path.clone(),
            container: None,
            outcome: FileOutcome {
                path,
                sha256: Some(record.document.sha256.clone()),
                bytes: record.document.bytes,
                media_type: None,
                outcome: Outcome::Indexed,
                reason: None,
            },
        });
        let document = record.document.clone();
        changes.documents.push(StoredDocument { document, findings: vec![], parent: None, stages });
    }
    matter.apply(&changes).expect("room on the disk");
    matter
}

/// Median and 99th percentile of the runs, in milliseconds.
pub fn percentiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1e3;
    (at(0.5), at(0.99))
}

fn first_pages(snapshot: &Snapshot, matter: &Matter, queries: &[Query]) {
    let mut times = Vec::new();
    for query in queries.iter().cycle().take(queries.len() * 5) {
        let started = Instant::now();
        let lookup = |sha256: &str| matter.encoded(sha256).ok().flatten();
        let answer = search(snapshot, lookup, query, &Options::default()).unwrap_or_else(|e| panic!("{e}"));
        black_box(answer);
        times.push(started.elapsed());
    }
    let (median, p99) = percentiles(times);
    println!("first page of 20 documents with snippets: median {median:.1} ms, p99 {p99:.1} ms");
}

/// One query's line of the table.
pub struct Timed {
    pub median: f64,
    pub p99: f64,
    pub documents: usize,
    pub hits: usize,
}

fn all_hits(snapshot: &Snapshot, query: &Query, runs: usize) -> Timed {
    let mut times = Vec::new();
    let (mut documents, mut hits) = (0, 0);
    for _ in 0..runs {
        let started = Instant::now();
        let found = snapshot.search(query, &Limits::default()).unwrap_or_else(|e| panic!("{e}"));
        times.push(started.elapsed());
        documents = found.len();
        hits = found.iter().map(|(_, matches)| matches.len()).sum();
    }
    let (median, p99) = percentiles(times);
    Timed { median, p99, documents, hits }
}

fn table(queries: &[&str], ours: &[Timed], theirs: Option<&[Timed]>) {
    println!("{:>8} {:>8} {:>9} {:>9}  all hits of", "median", "p99", "documents", "hits");
    for (i, (query, our)) in queries.iter().zip(ours).enumerate() {
        let Timed { median, p99, documents, hits } = our;
        print!("{median:>5.2} ms {p99:>5.2} ms {documents:>9} {hits:>9}  {query}");
        match theirs.and_then(|theirs| theirs.get(i)) {
            Some(their) => println!(
                " | Lucene {:.2} ms, p99 {:.2} ms, {} documents, {} hits, ratio {:.2}",
                their.median,
                their.p99,
                their.documents,
                their.hits,
                median / their.median
            ),
            None => println!(),
        }
    }
}
