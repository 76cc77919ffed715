//! Who is who in a document: the names that stand for a speaker.

use crate::document::{Document, DocumentKind, Role, Speaker};
use crate::query::TokenText;

/// A name as terms of the tokenizer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tag) struct Name {
    pub terms: Vec<String>,
    pub speaker: Speaker,
    pub name: String,
}

/// The names of a document's parties, author and publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    pub(in crate::tag) names: Vec<Name>,
    /// Through whom everything reaches us: the outlet.
    pub(in crate::tag) publisher: Option<String>,
    /// Who speaks where nothing says otherwise, if the kind of document does not tell.
    pub(in crate::tag) author: Option<Speaker>,
    /// Does it set out what a data protection act asks for, as lists of an authority do?
    pub(in crate::tag) states_rules: bool,
    /// Is it about privacy or data, by its caption or by many of its words?
    pub(in crate::tag) of_privacy: bool,
}

impl Setting {
    /// Of a document: its caption's parties, its author and publisher.
    pub fn of(document: &Document) -> Self {
        let mut setting = Self::default();
        let metadata = &document.metadata;
        for party in &metadata.parties {
            let speaker = speaker_of(party.role, metadata.kind);
            setting.add(&party.name, speaker);
            party.aliases.iter().for_each(|alias| setting.add(alias, speaker));
        }
        let own_voice = matches!(
            metadata.kind,
            DocumentKind::Policy | DocumentKind::Terms | DocumentKind::Notice | DocumentKind::Statement
        );
        for name in metadata.publisher.iter().chain(&metadata.author) {
            setting.add(name, if own_voice { Speaker::Company } else { Speaker::Outlet });
        }
        if metadata.kind == DocumentKind::News {
            setting.publisher.clone_from(&metadata.publisher);
        }
        setting.author = author_of(document);
        setting.states_rules = setting.author == Some(Speaker::Regulator);
        setting.add_frequent_names(document);
        setting.of_privacy =
            metadata.kind == DocumentKind::Order && SUBJECTS.iter().any(|s| is_frequent(&document.text, s));
        setting
    }

    /// Of a passage by itself, from a line such as `about: Lumora; by: Harbour Daily (news outlet)`.
    pub fn of_context(context: &str) -> Self {
        let lower = context.to_lowercase();
        let of_privacy = SUBJECTS.iter().any(|subject| lower.contains(subject));
        let mut setting = Self { of_privacy, ..Self::default() };
        for part in context.split(';') {
            let Some((field, value)) = part.split_once(':') else { continue };
            match field.trim() {
                "about" => value.split(',').for_each(|name| setting.add_subject(name)),
                "by" => setting.add_author(value.trim()),
                _ => {}
            }
        }
        setting
    }

    fn add_subject(&mut self, name: &str) {
        // "Doe v. Lumora, Inc. (E.D.N.Y. 2023)": both sides of a case.
        let name = name.split('(').next().unwrap_or(name);
        match name.split_once(" v. ") {
            Some((left, right)) => {
                self.add(left, Speaker::Plaintiff);
                self.add(right, Speaker::Company);
            }
            None => self.add(name, Speaker::Company),
        }
        // "Lumora 2021 data breach": the capitals before it are the name.
        let capitals: Vec<&str> =
            name.split_whitespace().take_while(|word| word.starts_with(char::is_uppercase)).collect();
        self.add(&capitals.join(" "), Speaker::Company);
    }

    fn add_author(&mut self, author: &str) {
        let name = author.split('(').next().unwrap_or(author).trim();
        let lower = author.to_lowercase();
        let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let speaker = if holds(&["court"]) {
            Some(Speaker::Court)
        } else if holds(&["news", "outlet"]) {
            self.publisher = Some(name.to_owned());
            Some(Speaker::Outlet)
        } else if holds(&["issuer"]) {
            Some(Speaker::ThirdParty)
        } else if holds(&["ftc", "attorney general", "united states", "plaintiff"]) {
            Some(Speaker::Plaintiff)
        } else if holds(&["data protection", "supervisory", "commissioner", "regulator", "ombudsman"]) {
            Some(Speaker::Regulator)
        } else if holds(&["defendant", "answer"]) {
            Some(Speaker::Company)
        } else {
            None
        };
        self.author = speaker;
        if matches!(speaker, Some(Speaker::Outlet | Speaker::Plaintiff)) {
            self.add(name, speaker.unwrap_or(Speaker::Unknown));
        }
    }

    fn add(&mut self, name: &str, speaker: Speaker) {
        let name = name.trim();
        let terms = terms(name);
        let known = |known: &Name| known.terms == terms;
        if terms.is_empty() || terms.len() > 8 || self.names.iter().any(known) {
            return;
        }
        self.names.push(Name { terms: terms.clone(), speaker, name: name.to_owned() });
        // "Lumora Holdings, Inc." is also called "Lumora".
        let short: Vec<String> = terms.iter().take_while(|term| !is_form_of_company(term)).cloned().collect();
        if !short.is_empty() && short.len() < terms.len() {
            let written: Vec<&str> = name.split_whitespace().take(short.len()).collect();
            self.add(written.join(" ").trim_end_matches(','), speaker);
        }
        self.add_first_word(name, &short, speaker);
    }

    /// "Orlane Hotels" is also called "Orlane", if that word tells it from others.
    fn add_first_word(&mut self, name: &str, terms: &[String], speaker: Speaker) {
        let Some(first) = name.split_whitespace().next() else { return };
        let distinctive = first.len() >= 4
            && first.starts_with(char::is_uppercase)
            && !COMMON_FIRST_WORDS.contains(&first.to_lowercase().as_str());
        if speaker == Speaker::Company && terms.len() >= 2 && distinctive {
            self.add(first.trim_end_matches(','), speaker);
        }
    }

    /// In reports and statements without a caption the name that leads most sentences is the subject.
    fn add_frequent_names(&mut self, document: &Document) {
        let kind = document.metadata.kind;
        if !matches!(kind, DocumentKind::News | DocumentKind::Statement | DocumentKind::Report) {
            return;
        }
        let Some(name) = frequent_name(&document.text) else { return };
        self.add(&name, Speaker::Company);
    }
}

/// Who speaks in a statement or a letter, by what it says of itself: a company of its own matters,
/// counsel of those who complain.
fn author_of(document: &Document) -> Option<Speaker> {
    let says = |words: &[&str]| words.iter().any(|word| document.text.contains(word));
    match document.metadata.kind {
        DocumentKind::Letter if says(&COUNSEL) => says(&COMPLAINS).then_some(Speaker::Plaintiff),
        DocumentKind::Statement if !says(&["class action", "law firm", "attorneys"]) => {
            let own = [" our ", " we ", "We ", "Our "];
            let times: usize = own.iter().map(|word| document.text.matches(word).count()).sum();
            (times >= 3).then_some(Speaker::Company)
        }
        DocumentKind::Report | DocumentKind::Other => is_of_authority(document).then_some(Speaker::Regulator),
        _ => None,
    }
}

/// Does a paper name a data protection authority at its head, and an act of data protection throughout?
fn is_of_authority(document: &Document) -> bool {
    const HEAD: usize = 700;
    const ACTS: [&str; 3] = ["impact assessment", "2016/679", "GDPR"];
    let text = &document.text;
    if !ACTS.iter().any(|act| is_frequent(text, act)) {
        return false;
    }
    let head = text[..text.floor_char_boundary(HEAD)].to_lowercase();
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
    AUTHORITIES.iter().any(|name| head.contains(name))
}

const AUTHORITIES: [&str; 12] = [
    "data protection authority",
    "data protection board",
    "data protection agency",
    "data protection commission",
    "data protection supervisor",
    "data protection inspectorate",
    "supervisory authority",
    "information commissioner",
    "commissioner for data",
    "data protection working party",
    "data privacy and freedom of information",
    "autoriteit persoonsgegevens",
];

/// Words by which a letter is written for somebody else.
const COUNSEL: [&str; 5] =
    ["our client", "on behalf of", "e represent ", "undersigned", "ttorneys for Plaintiff"];

/// Words by which such a letter complains, or gives the notice that a suit needs.
const COMPLAINS: [&str; 10] = [
    "class action",
    "class-action",
    "and all other",
    "on behalf of all others",
    "similarly situated",
    "otice of violation",
    "1798.150(b)",
    "§ 1782",
    "section 1782",
    "ttorneys for Plaintiff",
];

/// Words of a caption or a text that make a decision one on privacy.
const SUBJECTS: [&str; 10] = [
    "privacy",
    "data breach",
    "personal information",
    "personal data",
    "wiretap",
    "session replay",
    "biometric",
    "tracking litig",
    "pixel litig",
    "data security",
];

/// First words that many names share.
const COMMON_FIRST_WORDS: [&str; 24] = [
    "united",
    "american",
    "national",
    "first",
    "general",
    "new",
    "the",
    "state",
    "states",
    "bank",
    "department",
    "people",
    "city",
    "county",
    "north",
    "south",
    "west",
    "east",
    "international",
    "global",
    "federal",
    "public",
    "data",
    "attorneys",
];

/// A subject that is named three times or more is what a text is about.
fn is_frequent(text: &str, subject: &str) -> bool {
    text.match_indices(subject).nth(2).is_some()
}

fn speaker_of(role: Role, kind: DocumentKind) -> Speaker {
    match role {
        Role::Plaintiff | Role::Petitioner | Role::Appellant => Speaker::Plaintiff,
        Role::Amicus => Speaker::ThirdParty,
        Role::Other if kind == DocumentKind::News => Speaker::Unknown,
        _ => Speaker::Company,
    }
}

pub(in crate::tag) fn terms(name: &str) -> Vec<String> {
    let tokens = TokenText::plain(name);
    let own = tokens.forms().filter(|(form, _)| form.length == 1);
    let mut terms: Vec<(u32, String)> = own.map(|(form, term)| (form.position, term.to_owned())).collect();
    terms.dedup_by_key(|(position, _)| *position);
    terms.into_iter().map(|(_, term)| term).collect()
}

fn is_form_of_company(term: &str) -> bool {
    matches!(
        term,
        "inc"
            | "llc"
            | "ltd"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "holdings"
            | "group"
            | "plc"
            | "gmbh"
            | "sa"
            | "lp"
            | "llp"
            | "limited"
            | "dba"
            | "com"
    )
}

/// The capitalised word that is written most often, at least four times, if it is no common word.
fn frequent_name(text: &str) -> Option<String> {
    let mut counts: std::collections::HashMap<&str, (usize, usize)> = std::collections::HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2) {
        let capital = word.starts_with(char::is_uppercase);
        let entry = counts.entry(word).or_default();
        entry.0 += usize::from(capital);
    }
    let lower: std::collections::HashSet<String> =
        counts.keys().filter(|w| w.starts_with(char::is_lowercase)).map(|w| (*w).to_owned()).collect();
    counts
        .into_iter()
        .filter(|(word, (count, _))| *count >= 4 && !lower.contains(&word.to_lowercase()))
        .max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.0.cmp(a.0)))
        .map(|(word, _)| word.to_owned())
}
