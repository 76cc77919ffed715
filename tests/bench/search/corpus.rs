//! Documents of shuffled paragraphs.

use pincite::document::{
    Document, DocumentKind, Metadata, Paragraph, ParagraphKind, Party, Record, Role, Span, Status,
};

/// Bytes up to which paragraphs are added to a document.
const ENOUGH: usize = 8_000;

pub fn paragraphs() -> Vec<String> {
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

/// A generator of the xorshift family.
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

    fn one<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[(self.next() >> 11) as usize % from.len()]
    }
}

pub fn records(paragraphs: &[String], size: usize) -> Vec<Record> {
    let mut random = Random(42);
    let mut record = |number: usize| {
        let mut lines: Vec<&str> = Vec::new();
        while lines.iter().map(|l| l.len()).sum::<usize>() < ENOUGH {
            lines.push(random.one::<String>(paragraphs).as_str());
        }
        let kind = *random.one(&[DocumentKind::Policy, DocumentKind::Complaint, DocumentKind::Statement]);
        record_of(number, kind, &lines)
    };
    (0..size).map(&mut record).collect()
}

/// A line that starts with `# ` is a heading, one that starts with a number and a point a numbered
/// paragraph.
fn record_of(number: usize, kind: DocumentKind, lines: &[&str]) -> Record {
    let mut text = String::new();
    let (mut paragraphs, mut sentences) = (Vec::new(), Vec::new());
    for line in lines {
        let (kind, line) = match line.strip_prefix("# ") {
            Some(heading) => (ParagraphKind::Heading, heading),
            None if is_numbered(line) => (ParagraphKind::Numbered, *line),
            None => (ParagraphKind::Body, *line),
        };
        let start = text.len();
        text.push_str(line);
        let span = Span::new(start, text.len());
        let number = (kind == ParagraphKind::Numbered).then(|| paragraphs.len().to_string());
        paragraphs.push(Paragraph { number, span, heading: vec![], kind });
        let mut from = start;
        for part in line.split_inclusive(". ") {
            sentences.push(Span::new(from, from + part.len()));
            from += part.len();
        }
        text.push('\n');
    }
    let mut metadata = Metadata::of_kind(kind, "bench");
    metadata.filed = Some(format!("20{:02}-0{}-1{}", 10 + number % 15, 1 + number % 9, number % 10));
    metadata.parties =
        vec![Party { name: format!("Company {}", number % 50), role: Role::Defendant, aliases: vec![] }];
    let document = Document {
        sha256: format!("{:064x}", (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
        bytes: text.len() as u64,
        media_type: "text/plain".into(),
        extractor: "bench 1".into(),
        status: Status::Ok,
        warnings: vec![],
        metadata,
        text,
        pages: vec![],
        paragraphs,
        sentences,
        instruments: vec![],
        footnotes: vec![],
        citations: vec![],
    };
    Record { document, findings: vec![], paths: vec![format!("{number}.txt")], parent: None }
}

fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && line[digits..].starts_with(". ")
}

/// The documents as one text: a form feed after each document, a line feed after each paragraph, a
/// vertical tab after each sentence.
pub fn export(records: &[Record]) -> String {
    let mut all = String::new();
    for Record { document, .. } in records {
        let mut at = 0;
        for sentence in &document.sentences {
            all.push_str(&document.text[at..sentence.end]);
            all.push('\u{b}');
            at = sentence.end;
        }
        all.push_str(&document.text[at..]);
        all.push('\u{c}');
    }
    all
}
