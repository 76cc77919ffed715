//! Random documents and queries over a few words, so that they meet often.

use crate::naive::{Node, Raw, RawTag, RawWord, Reach};
use pincite::document::{
    Document, DocumentKind, Finding, Line, Metadata, Mode, Page, Paragraph, ParagraphKind, Party, Polarity,
    Record, Rect, Role, Span, Speaker, Status,
};

/// A generator of the xorshift family.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn one<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

const WORDS: [&str; 14] = [
    "pixel",
    "data",
    "user",
    "the",
    "aba",
    "abb",
    "abcd",
    "abc",
    "email",
    "mail",
    "e",
    "disclosed",
    "disclosing",
    "disclose",
];
const CONCEPTS: [&str; 3] = ["data:ssn", "data:geo", "practice:pixel"];
const MODES: [(&str, Mode); 2] = [("denied", Mode::Denied), ("alleged", Mode::Alleged)];
const KINDS: [(&str, DocumentKind); 3] = [
    ("complaint", DocumentKind::Complaint),
    ("policy", DocumentKind::Policy),
    ("order", DocumentKind::Order),
];
const PARTIES: [&str; 2] = ["Wide Goods Inc.", "Brightpost LLC"];

/// A document as raw words, and the same as the program holds it.
pub fn document(random: &mut Random, number: usize) -> (Raw, Record) {
    let raw = raw(random);
    let (text, spans) = written(&raw);
    let units = |unit: &dyn Fn(&RawWord) -> usize| unit_spans(&raw, &spans, unit);
    let paragraph = |span| Paragraph { number: None, span, heading: vec![], kind: ParagraphKind::Body };
    let mut metadata = Metadata::of_kind(KINDS.iter().find(|k| k.0 == raw.kind).unwrap().1, "test");
    metadata.parties = vec![Party { name: raw.party.into(), role: Role::Defendant, aliases: vec![] }];
    let document = Document {
        sha256: number.to_string(),
        bytes: text.len() as u64,
        media_type: "text/plain".into(),
        extractor: "test 1".into(),
        status: Status::Ok,
        warnings: vec![],
        metadata,
        pages: units(&|w| w.page).into_iter().zip(1..).map(|(span, number)| page(span, number)).collect(),
        paragraphs: units(&|w| w.paragraph).into_iter().map(paragraph).collect(),
        sentences: units(&|w| w.sentence),
        text,
        footnotes: vec![],
        citations: vec![],
    };
    let findings = raw.tags.iter().map(|tag| finding(tag, spans[tag.first].hull(spans[tag.last]))).collect();
    (raw, Record { document, findings, paths: vec![format!("{number}.txt")], parent: None })
}

fn raw(random: &mut Random) -> Raw {
    let (mut sentence, mut paragraph, mut page) = (0, 0, 0);
    let mut words: Vec<RawWord> = Vec::new();
    for _ in 0..4 + random.below(32) {
        let joined = words.last().is_some_and(|w| w.hyphen);
        let ends = if joined { 9 } else { random.below(14) };
        words.push(RawWord { text: random.one(&WORDS), sentence, paragraph, page, hyphen: false });
        match ends {
            0 => {
                (sentence, paragraph) = (sentence + 1, paragraph + 1);
                page += usize::from(random.below(2) == 0);
            }
            1 | 2 => sentence += 1,
            3 => words.last_mut().unwrap().hyphen = true,
            4 if random.below(4) == 0 => page += 1,
            _ => {}
        }
    }
    words.last_mut().unwrap().hyphen = false;
    let tags = (0..random.below(4)).map(|_| tag(random, words.len())).collect();
    Raw { words, tags, kind: random.one(&KINDS).0, party: random.one(&PARTIES) }
}

fn tag(random: &mut Random, words: usize) -> RawTag {
    let first = random.below(words as u64) as usize;
    let last = (first + random.below(3) as usize).min(words - 1);
    RawTag { first, last, concept: random.one(&CONCEPTS), mode: random.one(&MODES).0 }
}

/// The text and where each word stands in it.
fn written(raw: &Raw) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (i, word) in raw.words.iter().enumerate() {
        let start = text.len();
        text.push_str(word.text);
        spans.push(Span::new(start, text.len()));
        let Some(next) = raw.words.get(i + 1) else { break };
        text.push_str(match () {
            () if word.hyphen => "-",
            () if next.paragraph != word.paragraph => ".\n\n",
            () if next.sentence != word.sentence => "; ",
            () => " “",
        });
    }
    (text, spans)
}

fn unit_spans(raw: &Raw, spans: &[Span], unit: &dyn Fn(&RawWord) -> usize) -> Vec<Span> {
    let mut units: Vec<(usize, Span)> = Vec::new();
    for (word, span) in raw.words.iter().zip(spans) {
        match units.last_mut() {
            Some((number, whole)) if *number == unit(word) => *whole = whole.hull(*span),
            _ => units.push((unit(word), *span)),
        }
    }
    units.into_iter().map(|(_, span)| span).collect()
}

fn page(span: Span, number: u32) -> Page {
    let line =
        Line { number: None, text: String::new(), span: Some(span), bbox: Rect::default(), confidence: None };
    Page {
        number,
        label: None,
        ecf_page: None,
        page_id: None,
        bates: None,
        span,
        size: (612.0, 792.0),
        lines: vec![line],
        ocr: false,
        warnings: vec![],
    }
}

fn finding(tag: &RawTag, span: Span) -> Finding {
    Finding {
        concept: tag.concept.into(),
        mode: MODES.iter().find(|m| m.0 == tag.mode).unwrap().1,
        polarity: Polarity::Asserted,
        speaker: Speaker::Company,
        speaker_name: None,
        chain: vec![],
        span,
        proposition: span,
        paragraph: 0,
        rule: "test#1".into(),
        why: vec![],
        decisions: vec![],
        strength: None,
        flags: vec![],
        condition: None,
        confidence: 1.0,
    }
}

/// A query nested up to `depth`.
pub fn query(random: &mut Random, depth: u64) -> Node {
    if depth == 0 || random.below(6) == 0 {
        return leaf(random);
    }
    let inner = |random: &mut Random| Box::new(query(random, depth - 1));
    let several = |random: &mut Random| (0..2 + random.below(2)).map(|_| query(random, depth - 1)).collect();
    match random.below(14) {
        0..=2 => Node::Or(several(random)),
        3 => Node::And(several(random)),
        4 => Node::Not(inner(random), inner(random)),
        5 => Node::NotNear(inner(random), inner(random), reach(random)),
        6 => Node::AtLeast(1 + random.below(4) as usize, inner(random)),
        7 | 8 => Node::Phrase((0..2 + random.below(2)).map(|_| phrase_part(random, depth - 1)).collect()),
        _ => Node::Near(inner(random), inner(random), reach(random), random.below(3) == 0),
    }
}

/// Tags and fields beside a space mean AND, so they are not parts of phrases.
fn phrase_part(random: &mut Random, depth: u64) -> Node {
    loop {
        let node = query(random, depth);
        if !matches!(node, Node::Tag(..) | Node::Kind(_) | Node::Party(_)) {
            return node;
        }
    }
}

fn leaf(random: &mut Random) -> Node {
    match random.below(24) {
        0 | 1 => Node::Wild(random.one(&["ab!", "a?a", "e*l", "d*d"])),
        2 => Node::Stem("disclosing", &["disclose", "disclosed", "disclosing"]),
        3 => Node::Fuzzy("abc"),
        4..=6 => {
            let mode = (random.below(2) == 0).then(|| random.one(&MODES).0);
            Node::Tag(random.one(&["data:ssn", "data:geo", "practice:pixel", "data:*"]), mode)
        }
        7 if random.below(3) == 0 => Node::Kind(random.one(&KINDS).0),
        8 if random.below(3) == 0 => Node::Party(random.one(&PARTIES)),
        9 => Node::Or(vec![Node::Word("email"), Node::Phrase(vec![Node::Word("e"), Node::Word("mail")])]),
        _ => Node::Word(random.one(&WORDS)),
    }
}

fn reach(random: &mut Random) -> Reach {
    match random.below(8) {
        0 => Reach::Sentence,
        1 => Reach::Paragraph,
        2 => Reach::Page,
        _ => Reach::Words(1 + random.below(7) as u32),
    }
}
