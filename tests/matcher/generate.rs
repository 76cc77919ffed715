//! Random documents and queries over a few words, so that they meet often.

use crate::naive::{Accepts, Node, Raw, RawTag, RawWord, Reach, word};
use pincite::document::{
    Citation, CitationKind, Document, DocumentKind, Finding, Line, Metadata, Mode, Page, Paragraph,
    ParagraphKind, Party, Polarity, Record, Rect, ReviewState, Role, Span, Speaker, Status,
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

const WORDS: [&str; 15] = [
    "pixel",
    "pixels",
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
const MODES: [(&str, Mode); 3] =
    [("denied", Mode::Denied), ("alleged", Mode::Alleged), ("promised", Mode::Promised)];
const SPEAKERS: [(&str, Speaker); 2] = [("company", Speaker::Company), ("plaintiff", Speaker::Plaintiff)];
const REVIEWS: [(&str, ReviewState); 4] = [
    ("open", ReviewState::Open),
    ("accepted", ReviewState::Accepted),
    ("rejected", ReviewState::Rejected),
    ("relabelled", ReviewState::Relabelled),
];
const KINDS: [(&str, DocumentKind); 3] = [
    ("complaint", DocumentKind::Complaint),
    ("policy", DocumentKind::Policy),
    ("order", DocumentKind::Order),
];
const PARTIES: [&str; 2] = ["Wide Goods Inc.", "Brightpost LLC"];
const COURTS: [&str; 2] = [
    "United States District Court for the Eastern District of New York",
    "United States District Court for the Northern District of Illinois",
];
const CASES: [&str; 2] = ["1:23-cv-06962", "2:24-cv-00017"];
const FOLDERS: [&str; 2] = ["pleadings", "exhibits"];
const STATUTES: [&str; 2] = ["18 U.S.C. § 2511", "47 U.S.C. § 551"];

/// Words of a query that are more than one spelling.
const OPEN: [(&str, Accepts); 13] = [
    ("ab!", Accepts::Glob("ab*")),
    ("abc*", Accepts::Glob("abc*")),
    ("a?a", Accepts::Glob("a?a")),
    ("ab?", Accepts::Glob("ab?")),
    ("e*l", Accepts::Glob("e*l")),
    ("d*d", Accepts::Glob("d*d")),
    ("disclos!", Accepts::Glob("disclos*")),
    ("~disclosing", Accepts::Family(&["disclose", "disclosed", "disclosing"])),
    ("~pixel", Accepts::Family(&["pixel", "pixels", "pixele"])),
    ("abc%1", Accepts::Edits("abc", 1)),
    ("abcd%2", Accepts::Edits("abcd", 2)),
    ("email%1", Accepts::Edits("email", 1)),
    ("disclosed%2", Accepts::Edits("disclosed", 2)),
];

/// As a query writes it, and what it asks of the raw thing.
type Asked<T> = (&'static str, fn(&T) -> bool);

const TAGS: [Asked<RawTag>; 16] = [
    ("data:ssn", |t| t.stands() && t.concept == "data:ssn"),
    ("data:geo", |t| t.stands() && t.concept == "data:geo"),
    ("practice:pixel", |t| t.stands() && t.concept == "practice:pixel"),
    ("data:*", |t| t.stands() && t.concept.starts_with("data:")),
    ("data:g?o", |t| t.stands() && t.concept == "data:geo"),
    ("concept:data:ssn", |t| t.stands() && t.concept == "data:ssn"),
    ("data:ssn[mode=denied]", |t| t.stands() && t.concept == "data:ssn" && t.mode == "denied"),
    ("data:*[mode=alleged]", |t| t.stands() && t.concept.starts_with("data:") && t.mode == "alleged"),
    ("practice:*[mode=denied,speaker=company]", |t| {
        t.stands() && t.concept.starts_with("practice:") && t.mode == "denied" && t.speaker == "company"
    }),
    ("mode:promised", |t| t.stands() && t.mode == "promised"),
    ("speaker:plaintiff", |t| t.stands() && t.speaker == "plaintiff"),
    ("polarity:negated", |t| t.stands() && t.negated),
    ("review:rejected", |t| t.review == "rejected"),
    ("review:accepted", |t| t.review == "accepted"),
    ("data:*[review=rejected]", |t| t.concept.starts_with("data:") && t.review == "rejected"),
    ("data:*[mode=alleged,review=open]", |t| {
        t.concept.starts_with("data:") && t.mode == "alleged" && t.review == "open"
    }),
];

const DOCUMENT_FIELDS: [Asked<Raw>; 14] = [
    ("kind:complaint", |r| r.kind == "complaint"),
    ("kind:policy", |r| r.kind == "policy"),
    ("party:\"Wide Goods\"", |r| r.party == PARTIES[0]),
    ("party:bright*", |r| r.party == PARTIES[1]),
    ("court:nyed", |r| r.court == COURTS[0]),
    ("court:\"Northern District\"", |r| r.court == COURTS[1]),
    ("case:23-cv-06962", |r| r.case == CASES[0]),
    ("date:2023", |r| r.filed.is_some_and(|(year, _)| year == 2023)),
    ("date:2023-09..2024-03", |r| r.filed.is_some_and(|filed| ((2023, 9)..=(2024, 3)).contains(&filed))),
    ("date:..2022", |r| r.filed.is_some_and(|(year, _)| year <= 2022)),
    ("date:2024-02..", |r| r.filed.is_some_and(|filed| filed >= (2024, 2))),
    ("file:exhibits", |r| r.folder == FOLDERS[1]),
    ("cites:\"18 U.S.C. § 2511\"", |r| r.cites.contains(&STATUTES[0])),
    ("cites:\"47 USC 551\"", |r| r.cites.contains(&STATUTES[1])),
];

/// A document as raw words, and the same as the program holds it.
pub fn document(random: &mut Random, number: usize) -> (Raw, Record) {
    let raw = raw(random);
    let (text, spans) = written(&raw, random);
    let units = |unit: &dyn Fn(&RawWord) -> usize| unit_spans(&raw, &spans, unit);
    let paragraph = |span| Paragraph { number: None, span, heading: vec![], kind: ParagraphKind::Body };
    let mut metadata = Metadata::of_kind(KINDS.iter().find(|k| k.0 == raw.kind).unwrap().1, "test");
    metadata.parties = vec![Party { name: raw.party.into(), role: Role::Defendant, aliases: vec![] }];
    metadata.court = Some(raw.court.into());
    metadata.case_number = Some(raw.case.into());
    metadata.filed = raw.filed.map(|(year, month)| format!("{year}-{month:02}-15"));
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
        instruments: vec![],
        footnotes: vec![],
        citations: raw.cites.iter().map(|cite| citation(cite)).collect(),
    };
    let paths = vec![format!("{}/{number}.txt", raw.folder)];
    let findings = raw.tags.iter().map(|tag| finding(tag, spans[tag.first].hull(spans[tag.last]))).collect();
    (raw, Record { document, findings, paths, parent: None })
}

fn citation(normalized: &str) -> Citation {
    Citation::new(CitationKind::Statute, normalized, Some("(1)(a)".into()), Span::new(0, 0))
}

fn raw(random: &mut Random) -> Raw {
    let (mut sentence, mut paragraph, mut page) = (0, 0, 0);
    let mut words: Vec<RawWord> = Vec::new();
    for _ in 0..4 + random.below(32) {
        let joined = words.last().is_some_and(|w| w.hyphen);
        let ends = if joined { 9 + 4 * random.below(2) } else { random.below(14) };
        words.push(RawWord { text: random.one(&WORDS), sentence, paragraph, page, hyphen: false });
        match ends {
            0 => {
                (sentence, paragraph) = (sentence + 1, paragraph + 1);
                page += usize::from(random.below(2) == 0);
            }
            1 | 2 => sentence += 1,
            3 | 13 => words.last_mut().unwrap().hyphen = true,
            4 if random.below(4) == 0 => page += 1,
            _ => {}
        }
    }
    words.last_mut().unwrap().hyphen = false;
    let tags = (0..random.below(4)).map(|_| tag(random, words.len())).collect();
    let filed = (random.below(4) > 0).then(|| (2021 + random.below(4) as u32, 1 + random.below(12) as u32));
    let raw = Raw {
        words,
        tags,
        kind: random.one(&KINDS).0,
        party: random.one(&PARTIES),
        court: random.one(&COURTS),
        case: random.one(&CASES),
        folder: random.one(&FOLDERS),
        filed,
        cites: STATUTES.into_iter().filter(|_| random.below(2) == 0).collect(),
        readings: vec![],
    };
    raw.read()
}

fn tag(random: &mut Random, words: usize) -> RawTag {
    let first = random.below(words as u64) as usize;
    let last = (first + random.below(3) as usize).min(words - 1);
    RawTag {
        first,
        last,
        concept: random.one(&CONCEPTS),
        mode: random.one(&MODES).0,
        speaker: random.one(&SPEAKERS).0,
        negated: random.below(2) == 0,
        review: random.one(&REVIEWS).0,
    }
}

/// The text and where each word stands in it. Words are written in ways that mean the same.
fn written(raw: &Raw, random: &mut Random) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (i, word) in raw.words.iter().enumerate() {
        let start = text.len();
        text.push_str(&spelled(word.text, random));
        let joins = word.hyphen || i > 0 && raw.words[i - 1].hyphen;
        if !joins && random.below(12) == 0 {
            text.push_str(random.one(&["’s", "'s"]));
        }
        spans.push(Span::new(start, text.len()));
        let Some(next) = raw.words.get(i + 1) else { break };
        text.push_str(match () {
            () if word.hyphen && word.text == "e" && next.text == "mail" => {
                random.one(&["-", " ", "\u{2011}"])
            }
            () if word.hyphen => random.one(&["-", "\u{2010}"]),
            () if next.paragraph != word.paragraph => ".\n\n",
            () if next.sentence != word.sentence => "; ",
            // a space would join the letter to `mail`
            () if word.text == "e" => " “",
            () => random.one(&[" ", " ", ", ", " “", "—", "\n"]),
        });
    }
    (text, spans)
}

fn spelled(word: &str, random: &mut Random) -> String {
    match random.below(10) {
        0 if word.len() > 1 => word.to_uppercase(),
        1 if word.len() > 3 => format!("{}\u{ad}{}", &word[..2], &word[2..]),
        _ => word.to_owned(),
    }
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
        polarity: if tag.negated { Polarity::Negated } else { Polarity::Asserted },
        speaker: SPEAKERS.iter().find(|s| s.0 == tag.speaker).unwrap().1,
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
        review: REVIEWS.iter().find(|r| r.0 == tag.review).unwrap().1,
        found_as: None,
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
        if !matches!(node, Node::Tag(..) | Node::Field(..)) {
            return node;
        }
    }
}

fn leaf(random: &mut Random) -> Node {
    match random.below(24) {
        0..=3 => {
            let (written, accepts) = random.one(&OPEN);
            Node::Word(written, accepts)
        }
        4..=6 => {
            let (written, wanted) = random.one(&TAGS);
            Node::Tag(written, wanted)
        }
        7 | 8 if random.below(3) == 0 => {
            let (written, accepts) = random.one(&DOCUMENT_FIELDS);
            Node::Field(written, accepts)
        }
        9 => Node::Or(vec![word("email"), Node::Phrase(vec![word("e"), word("mail")])]),
        10 => Node::Joined("e-mail", "e", "mail"),
        11 => Node::Joined("user-data", "user", "data"),
        _ => word(random.one(&WORDS)),
    }
}

fn reach(random: &mut Random) -> Reach {
    match random.below(9) {
        0 => Reach::Sentence,
        1 => Reach::Paragraph,
        2 => Reach::Page,
        3 => Reach::Words(10 + random.below(20) as u32),
        _ => Reach::Words(1 + random.below(7) as u32),
    }
}
