//! A small matter made by hand: invented parties, every kind of document that the analyses relate.

use super::{ConceptFacts, Concepts, Element, Remedy, SecurityFacts};
use crate::document::*;

/// Builds a document paragraph by paragraph, each on lines of a page where pages are asked for.
pub struct Builder {
    document: Document,
    findings: Vec<Finding>,
    path: String,
    heading: Vec<String>,
    pages: bool,
}

impl Builder {
    pub fn new(kind: DocumentKind, path: &str) -> Self {
        let sha256 = super::certificate::digest([path].into_iter());
        let document = Document {
            sha256,
            bytes: 1000,
            media_type: "text/plain".into(),
            extractor: "plain 1".into(),
            status: Status::Ok,
            warnings: vec![],
            metadata: Metadata::of_kind(kind, "test"),
            text: String::new(),
            pages: vec![],
            paragraphs: vec![],
            sentences: vec![],
            instruments: vec![],
            footnotes: vec![],
            citations: vec![],
        };
        Self { document, findings: vec![], path: path.into(), heading: vec![], pages: false }
    }

    pub fn paged(mut self, docket: &str) -> Self {
        self.pages = true;
        self.document.metadata.docket_entry = Some(docket.into());
        self
    }

    pub fn meta(mut self, set: impl FnOnce(&mut Metadata)) -> Self {
        set(&mut self.document.metadata);
        self
    }

    pub fn heading(mut self, text: &str) -> Self {
        self.heading = vec![text.into()];
        self.push(text, None, ParagraphKind::Heading);
        self
    }

    /// A heading below the last one of the first level.
    pub fn subheading(mut self, text: &str) -> Self {
        self.heading.truncate(1);
        self.heading.push(text.into());
        self.push(text, None, ParagraphKind::Heading);
        self
    }

    pub fn numbered(mut self, number: u32, text: &str) -> Self {
        self.push(text, Some(number.to_string()), ParagraphKind::Numbered);
        self
    }

    pub fn body(mut self, text: &str) -> Self {
        self.push(text, None, ParagraphKind::Body);
        self
    }

    /// A policy with a title and a date of its own begins here and goes to the end.
    pub fn instrument(mut self, title: &str, effective: &str) -> Self {
        let start = self.document.text.len() + 2;
        self = self.body(title);
        let span = Span::new(start, usize::MAX);
        let effective = Some(effective.to_owned());
        self.document.instruments.push(Instrument {
            title: title.into(),
            span,
            effective,
            last_updated: None,
        });
        self
    }

    fn push(&mut self, text: &str, number: Option<String>, kind: ParagraphKind) {
        if !self.document.text.is_empty() {
            self.document.text.push_str("\n\n");
        }
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let span = Span::new(start, self.document.text.len());
        self.document.paragraphs.push(Paragraph { number, span, heading: self.heading.clone(), kind });
        self.sentences(span);
        if self.pages {
            self.line(span);
        }
    }

    fn sentences(&mut self, span: Span) {
        let text = self.document.slice(span).to_owned();
        let mut start = 0;
        for (at, _) in text.match_indices(". ") {
            self.document.sentences.push(Span::new(span.start + start, span.start + at + 1));
            start = at + 2;
        }
        self.document.sentences.push(Span::new(span.start + start, span.end));
    }

    /// Three paragraphs a page, one printed line each.
    fn line(&mut self, span: Span) {
        let index = self.document.paragraphs.len() - 1;
        let number = u32::try_from(index / 3 + 1).unwrap();
        if self.document.pages.len() < number as usize {
            self.document.pages.push(Page {
                number,
                label: Some(number.to_string()),
                ecf_page: Some(number),
                page_id: Some((number + 100).to_string()),
                bates: None,
                span,
                size: (612.0, 792.0),
                lines: vec![],
                ocr: false,
                warnings: vec![],
            });
        }
        let text = self.document.slice(span).to_owned();
        let page = self.document.pages.last_mut().unwrap();
        page.span = page.span.hull(span);
        let number = Some(u32::try_from(page.lines.len()).unwrap() * 5 + 1);
        page.lines.push(Line { number, text, span: Some(span), bbox: Rect::default(), confidence: None });
    }

    /// A finding on the last sentence that holds `words`.
    pub fn finds(mut self, concept: &str, mode: Mode, speaker: Speaker, words: &str) -> Self {
        let start = self.document.text.rfind(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
        let span = Span::new(start, start + words.len());
        let paragraph = self.document.paragraph_at(start).unwrap().0;
        self.findings.push(Finding {
            concept: concept.into(),
            mode,
            polarity: Polarity::Asserted,
            speaker,
            speaker_name: None,
            chain: vec![],
            span,
            proposition: self.document.sentence_at(start).unwrap(),
            paragraph,
            rule: format!("{concept}#1"),
            why: vec![words.into()],
            decisions: vec![],
            strength: None,
            flags: vec![],
            condition: None,
            confidence: 0.9,
            review: ReviewState::Open,
            found_as: None,
        });
        self
    }

    /// Changes the last finding.
    pub fn with(mut self, set: impl FnOnce(&mut Finding)) -> Self {
        set(self.findings.last_mut().unwrap());
        self
    }

    pub fn negated(self) -> Self {
        self.with(|f| f.polarity = Polarity::Negated)
    }

    pub fn cites(mut self, text: &str, claim: &str) -> Self {
        let start = self.document.text.rfind(text).unwrap();
        let span = Span::new(start, start + text.len());
        let mut citation = Citation::new(CitationKind::Statute, text, None, span);
        citation.claims = vec![claim.into()];
        self.document.citations.push(citation);
        self
    }

    pub fn record(self) -> Record {
        let mut findings = self.findings;
        findings.sort_by_key(|f| f.span);
        Record { document: self.document, findings, paths: vec![self.path], parent: None }
    }
}

fn caption(meta: &mut Metadata) {
    meta.case_number = Some("3:24-cv-04417-JQ".into());
    meta.court = Some("United States District Court, Northern District of Westmark".into());
    let party = |name: &str, role| Party { name: name.into(), role, aliases: vec![] };
    meta.parties = vec![party("Ana Quill", Role::Plaintiff), party("Harrow Goods, Inc.", Role::Defendant)];
}

pub fn complaint() -> Record {
    use Mode::Alleged;
    use Speaker::Plaintiff;
    Builder::new(DocumentKind::Complaint, "filings/complaint.pdf")
        .paged("1")
        .meta(|m| {
            caption(m);
            m.title = Some("CLASS ACTION COMPLAINT".into());
            m.filed = Some("2024-07-19".into());
        })
        .heading("FACTUAL ALLEGATIONS")
        .numbered(1, "Ana Quill lives in Westmark and uses the Harrow app.")
        .numbered(2, "Harrow injects JavaScript into every page that a shopper opens in its in-app browser.")
        .finds("practice:inapp", Alleged, Plaintiff, "injects JavaScript")
        .numbered(3, "On March 4, 2024, Harrow sent <precise> location & phone numbers to advertisers without consent.")
        .finds("practice:share", Alleged, Plaintiff, "sent")
        .finds("data:geo_precise", Alleged, Plaintiff, "<precise> location")
        .finds("data:phone", Alleged, Plaintiff, "phone numbers")
        .numbered(4, "On information and belief, Harrow keeps Social Security numbers unencrypted.")
        .finds("data:ssn", Alleged, Plaintiff, "Social Security numbers")
        .with(|f| f.strength = Some(Strength::InformationAndBelief))
        .heading("COUNT I – Federal Wiretap Act (18 U.S.C. § 2511)")
        .cites("18 U.S.C. § 2511", "claim:fed.wiretap")
        .numbered(5, "Harrow intentionally intercepted the contents of communications in violation of the Wiretap Act.")
        .finds("claim:fed.wiretap", Alleged, Plaintiff, "Wiretap Act")
        .heading("COUNT II – Negligence")
        .numbered(6, "Harrow was negligent in keeping the data.")
        .finds("claim:cl.negligence", Alleged, Plaintiff, "negligent")
        .record()
}

pub fn answer() -> Record {
    Builder::new(DocumentKind::Answer, "filings/answer.pdf")
        .paged("14")
        .meta(|m| {
            caption(m);
            m.filed = Some("2024-10-02".into());
        })
        .numbered(1, "Harrow lacks knowledge or information sufficient to form a belief about paragraph 1.")
        .numbered(
            2,
            "Harrow admits that its app has a browser and otherwise denies the allegations of paragraph 2.",
        )
        .finds("practice:inapp", Mode::Denied, Speaker::Company, "denies")
        .numbered(3, "Harrow denies the allegations of paragraph 3.")
        .numbered(4, "Harrow admits the allegations of paragraph 4.")
        .record()
}

fn policy(path: &str, date: &str) -> Builder {
    let date = date.to_owned();
    Builder::new(DocumentKind::Policy, path).meta(|m| {
        m.publisher = Some("Harrow".into());
        m.effective = Some(date);
        m.url = Some("https://harrow.example/privacy".into());
    })
}

pub fn old_policy() -> Record {
    policy("policies/2023.html", "2023-02-01")
        .body("We do not share your location with third parties. We never sell your data.")
        .finds("practice:share", Mode::Promised, Speaker::Company, "share")
        .negated()
        .finds("data:geo_precise", Mode::Promised, Speaker::Company, "location")
        .negated()
        .finds("practice:broker", Mode::Promised, Speaker::Company, "sell")
        .negated()
        .body("We encrypt data in transit.")
        .finds("security:encryption", Mode::Represented, Speaker::Company, "encrypt")
        .record()
}

pub fn new_policy() -> Record {
    policy("policies/2024.html", "2024-06-03")
        .body("We may share your location with advertising partners. We never sell your data.")
        .finds("practice:share", Mode::Permitted, Speaker::Company, "share")
        .finds("data:geo_precise", Mode::Permitted, Speaker::Company, "location")
        .finds("practice:broker", Mode::Promised, Speaker::Company, "sell")
        .negated()
        .body("Our app opens links in an in-app browser that adds code to the page.")
        .finds("practice:inapp", Mode::Represented, Speaker::Company, "adds code")
        .record()
}

pub fn statement() -> Record {
    Builder::new(DocumentKind::Statement, "statements/2024-09-24.txt")
        .meta(|m| {
            m.publisher = Some("Harrow".into());
            m.dated = Some("2024-09-24".into());
        })
        .body("Harrow said: “The claims of a breach are categorically false.” No customer data left our systems.")
        .finds("practice:breach", Mode::Denied, Speaker::Company, "breach")
        .record()
}

pub fn forum() -> Record {
    Builder::new(DocumentKind::Forum, "statements/listing.txt")
        .meta(|m| m.dated = Some("2024-09-20".into()))
        .body("Selling 12 million Harrow customer records, taken on 17 September 2024.")
        .finds("practice:breach", Mode::Claimed, Speaker::ThreatActor, "taken")
        .record()
}

pub fn records() -> Vec<Record> {
    vec![complaint(), answer(), old_policy(), new_policy(), statement(), forum()]
}

pub fn files() -> Vec<FileOutcome> {
    let file = |path: &str, outcome, reason: Option<&str>| FileOutcome {
        path: path.into(),
        sha256: None,
        bytes: 1000,
        media_type: None,
        outcome,
        reason: reason.map(Into::into),
    };
    let mut files: Vec<FileOutcome> =
        records().iter().map(|r| file(&r.paths[0], Outcome::Indexed, None)).collect();
    files.push(file("exhibits/c.pdf", Outcome::NeedsOcr, Some("no text layer on pages 2–3")));
    files
}

pub fn concepts() -> Concepts {
    let names = [
        ("claim:fed.wiretap", "Federal Wiretap Act"),
        ("claim:cl.negligence", "Negligence"),
        ("practice:inapp", "In-app browser injection"),
        ("practice:share", "Sharing with others"),
        ("practice:broker", "Sale of data"),
        ("practice:breach", "Data breach"),
        ("data:geo_precise", "Precise location"),
        ("data:phone", "Telephone numbers"),
        ("data:ssn", "Social Security numbers"),
        ("security:encryption", "Encryption"),
    ];
    let facts = |(order, (id, name)): (usize, &(&str, &str))| {
        let facts = ConceptFacts { name: (*name).into(), order, ..ConceptFacts::default() };
        ((*id).to_owned(), facts)
    };
    let mut concepts = Concepts(names.iter().enumerate().map(facts).collect());
    let wiretap = concepts.0.get_mut("claim:fed.wiretap").unwrap();
    wiretap.elements = vec![
        Element { name: "interception".into(), concepts: vec!["practice:inapp".into()], words: vec![] },
        Element { name: "device".into(), concepts: vec![], words: vec!["device".into()] },
    ];
    wiretap.remedies = vec![Remedy { text: "statutory damages".into(), source: "not re-read".into() }];
    concepts.0.get_mut("security:encryption").unwrap().security = Some(SecurityFacts {
        proves: "that the company says so".into(),
        does_not_prove: "which data are encrypted, and who holds the keys".into(),
        validity: "none stated".into(),
        request: "cipher policy; key custody".into(),
    });
    concepts
}
