//! Short names of documents, distinct within a matter: `Compl.`, `Reyes Compl.`, `Policy (eff. 1 June 2024)`.

use super::{Document, DocumentKind, Metadata, Role, Spelling};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The short name of every document of a matter, by SHA-256.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShortNames(HashMap<String, String>);

/// What one document may be called, from the plainest name to one that no other can share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameForms(Vec<String>);

impl NameForms {
    pub fn of(document: &Document) -> Self {
        let spelling = Spelling::of(std::iter::once(document));
        Self(FORMS.iter().map(|form| form(document, &spelling)).collect())
    }
}

impl ShortNames {
    /// Names the documents. Where two would share a name, each is told apart by party, then by case,
    /// then by date, then by the head of its hash, so a name depends on the set of documents alone.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let forms: Vec<(&str, NameForms)> =
            documents.into_iter().map(|d| (d.sha256.as_str(), NameForms::of(d))).collect();
        Self::choose(forms.iter().map(|(sha256, forms)| (*sha256, forms)))
    }

    /// As [`Self::of`], from what each document may be called.
    pub fn choose<'a>(documents: impl IntoIterator<Item = (&'a str, &'a NameForms)>) -> Self {
        let mut seen = HashSet::new();
        let mut unnamed: Vec<(&str, &NameForms)> =
            documents.into_iter().filter(|(sha256, _)| seen.insert(*sha256)).collect();
        let mut names = HashMap::new();
        let mut taken: HashSet<&str> = HashSet::new();
        for form in 0..FORMS.len() {
            let name = |(sha256, forms): &(&'a str, &'a NameForms)| -> &'a str {
                forms.0.get(form).map_or(*sha256, String::as_str)
            };
            let mut sharers: HashMap<&str, usize> = HashMap::new();
            unnamed.iter().for_each(|document| *sharers.entry(name(document)).or_default() += 1);
            let is_free = |name: &str| sharers.get(name) == Some(&1) && !taken.contains(name);
            let (named, rest): (Vec<_>, Vec<_>) = unnamed.into_iter().partition(|d| is_free(name(d)));
            names.extend(named.iter().map(|d| (d.0.to_owned(), name(d).to_owned())));
            taken.extend(named.iter().map(name));
            unnamed = rest;
        }
        Self(names)
    }

    /// The name, or the whole hash of a document that is not of the matter.
    pub fn get<'a>(&'a self, sha256: &'a str) -> &'a str {
        self.0.get(sha256).map_or(sha256, String::as_str)
    }
}

type Form = fn(&Document, &Spelling) -> String;

/// From the plainest name to one that can not be shared.
const FORMS: [Form; 5] = [plain, with_party, with_case, with_case_and_date, with_hash];

fn plain(document: &Document, spelling: &Spelling) -> String {
    if document.metadata.kind == DocumentKind::Other {
        spelling.proper(&base(document))
    } else {
        base(document)
    }
}

fn with_hash(document: &Document, spelling: &Spelling) -> String {
    let head: String = document.sha256.chars().take(8).collect();
    format!("{} [{head}]", with_case_and_date(document, spelling))
}

fn with_case_and_date(document: &Document, spelling: &Spelling) -> String {
    let name = with_case(document, spelling);
    match (&document.metadata.filed, &document.metadata.dated) {
        (Some(date), _) | (None, Some(date)) if !name.contains('(') => {
            format!("{name} ({})", long_date(date))
        }
        _ => name,
    }
}

fn with_party(document: &Document, spelling: &Spelling) -> String {
    let meta = &document.metadata;
    let role = if meta.kind == DocumentKind::Answer { Role::Defendant } else { Role::Plaintiff };
    let owner = match meta.kind {
        kind if is_filing(kind) => party(meta, role, spelling),
        _ => meta
            .publisher
            .as_deref()
            .or(meta.author.as_deref())
            .map(|name| short_party(&spelling.proper(name))),
    };
    match owner {
        Some(owner) if !base(document).starts_with(&owner) => format!("{owner} {}", base(document)),
        _ => base(document),
    }
}

fn with_case(document: &Document, spelling: &Spelling) -> String {
    let meta = &document.metadata;
    match (party(meta, Role::Plaintiff, spelling), party(meta, Role::Defendant, spelling)) {
        (Some(plaintiff), Some(defendant)) if is_filing(meta.kind) => {
            format!("{plaintiff} v. {defendant} {}", base(document))
        }
        // a proceeding of an agency names only the one it is about
        (None, other) if is_filing(meta.kind) => {
            match other.or_else(|| party(meta, Role::Respondent, spelling)) {
                Some(respondent) => format!("{respondent} {}", base(document)),
                None => with_party(document, spelling),
            }
        }
        _ => with_party(document, spelling),
    }
}

fn is_filing(kind: DocumentKind) -> bool {
    use DocumentKind::{Answer, Brief, Complaint, Declaration, Motion, Order};
    matches!(kind, Complaint | Answer | Motion | Brief | Order | Declaration)
}

fn party(meta: &Metadata, role: Role, spelling: &Spelling) -> Option<String> {
    meta.parties.iter().find(|p| p.role == role).map(|p| short_party(&spelling.proper(&p.name)))
}

/// `Reyes` of `Maria Reyes`, `Marlowe Market` of `Marlowe Market, Inc.`.
fn short_party(name: &str) -> String {
    const USUAL: [(&str, &str); 4] = [
        ("Federal Trade Commission", "FTC"),
        ("United States of America", "United States"),
        ("Securities and Exchange Commission", "SEC"),
        ("Federal Communications Commission", "FCC"),
    ];
    if let Some((_, short)) = USUAL.iter().find(|(long, _)| long.eq_ignore_ascii_case(name)) {
        return (*short).to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let organisation = words.iter().any(|w| is_corporate(w)) || words.len() != 2 && name.contains(" of ");
    if organisation {
        let head = name.split(',').next().unwrap_or(name);
        let stays = |word: &str| ["Commission", "Company"].iter().any(|kept| kept.eq_ignore_ascii_case(word));
        let kept: Vec<&str> =
            head.split_whitespace().filter(|word| stays(word) || !is_corporate(word)).collect();
        return kept.join(" ");
    }
    match words.as_slice() {
        [_, last] => (*last).to_owned(),
        [_, initial, last] if initial.ends_with('.') => (*last).to_owned(),
        _ => name.to_owned(),
    }
}

/// Is it a word that only organisations bear in their names?
pub fn is_corporate(word: &str) -> bool {
    const CORPORATE: [&str; 12] = [
        "Inc",
        "LLC",
        "Corp",
        "Ltd",
        "Co",
        "Company",
        "Commission",
        "LP",
        "PLC",
        "GmbH",
        "Limited",
        "Corporation",
    ];
    let word = word.trim_end_matches(['.', ',']);
    CORPORATE.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn base(document: &Document) -> String {
    let meta = &document.metadata;
    let title = meta.title.as_deref().unwrap_or_default().to_lowercase();
    let dated = |name: &str| match meta.dated.as_deref().or(meta.filed.as_deref()) {
        Some(date) => format!("{name} ({})", long_date(date)),
        None => name.to_owned(),
    };
    match meta.kind {
        DocumentKind::Complaint => complaint(&title).into(),
        DocumentKind::Answer => "Answer".into(),
        DocumentKind::Motion => "Mot.".into(),
        DocumentKind::Brief => "Br.".into(),
        DocumentKind::Order => "Order".into(),
        DocumentKind::Declaration => "Decl.".into(),
        DocumentKind::Transcript => "Tr.".into(),
        DocumentKind::Exhibit => exhibit(meta.title.as_deref().unwrap_or_default()),
        DocumentKind::Policy => version("Policy", meta),
        DocumentKind::Terms => version("Terms", meta),
        DocumentKind::Statement => dated("Statement"),
        DocumentKind::News => dated(meta.publisher.as_deref().unwrap_or("News report")),
        DocumentKind::Notice => dated("Notice"),
        DocumentKind::Letter => dated("Letter"),
        DocumentKind::Email => dated("E-mail"),
        DocumentKind::Report => dated("Report"),
        DocumentKind::Forum => dated("Forum post"),
        DocumentKind::Contract => dated("Contract"),
        DocumentKind::Other => other(meta),
    }
}

fn other(meta: &Metadata) -> String {
    match meta.title.as_deref() {
        Some(title) if title.chars().count() <= 40 && !title.is_empty() => title.to_owned(),
        Some(title) if !title.is_empty() => {
            let head: String = title.chars().take(40).collect();
            let cut = head.rfind(' ').unwrap_or(head.len());
            format!("{}…", head.get(..cut).unwrap_or(&head))
        }
        _ => "Document".into(),
    }
}

fn complaint(title: &str) -> &'static str {
    const AMENDED: [(&str, &str); 6] = [
        ("consolidated amended", "CAC"),
        ("first amended", "FAC"),
        ("second amended", "SAC"),
        ("third amended", "TAC"),
        ("consolidated", "CAC"),
        ("amended", "Am. Compl."),
    ];
    AMENDED.iter().find(|(words, _)| title.contains(words)).map_or("Compl.", |(_, name)| name)
}

/// `Ex. C` of `Exhibit C – Letter`.
fn exhibit(title: &str) -> String {
    let mut words = title.split(|c: char| c.is_whitespace() || "–—:-".contains(c)).filter(|w| !w.is_empty());
    match (words.next(), words.next()) {
        (Some(word), Some(mark)) if word.eq_ignore_ascii_case("exhibit") && mark.len() <= 3 => {
            format!("Ex. {mark}")
        }
        _ => "Ex.".into(),
    }
}

fn version(name: &str, meta: &Metadata) -> String {
    let dates =
        [("eff.", &meta.effective), ("last updated", &meta.last_updated), ("captured", &meta.captured)];
    let dated = dates.iter().find_map(|(word, date)| date.as_deref().map(|date| (word, date)));
    match (dated, &meta.dated) {
        (Some((word, date)), _) => format!("{name} ({word} {})", long_date(date)),
        (None, Some(date)) => format!("{name} ({})", long_date(date)),
        (None, None) => name.to_owned(),
    }
}

/// `24 Sept. 2024` of `2024-09-24`; anything else as it is.
pub fn long_date(iso: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    let day = iso.get(..10).unwrap_or(iso);
    let mut parts = day.split('-');
    let (Some(year), Some(month), day) = (parts.next(), parts.next(), parts.next()) else {
        return iso.into();
    };
    let Some(month) = month.parse::<usize>().ok().and_then(|m| MONTHS.get(m.wrapping_sub(1))) else {
        return iso.into();
    };
    match day.map(str::parse::<u32>) {
        Some(Ok(day)) => format!("{day} {month} {year}"),
        None => format!("{month} {year}"),
        Some(Err(_)) => iso.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Party, Status};

    fn document(sha: &str, kind: DocumentKind) -> Document {
        Document {
            sha256: sha.into(),
            bytes: 0,
            media_type: String::new(),
            extractor: String::new(),
            status: Status::Ok,
            warnings: vec![],
            metadata: Metadata::of_kind(kind, ""),
            text: String::new(),
            pages: vec![],
            paragraphs: vec![],
            instruments: vec![],
            sentences: vec![],
            footnotes: vec![],
            citations: vec![],
        }
    }

    fn complaint_of(sha: &str, plaintiff: &str) -> Document {
        let mut document = document(sha, DocumentKind::Complaint);
        let party = |name: &str, role| Party { name: name.into(), role, aliases: vec![] };
        document.metadata.parties =
            vec![party(plaintiff, Role::Plaintiff), party("Marlowe Market, Inc.", Role::Defendant)];
        document
    }

    #[test]
    fn a_lone_document_has_the_plain_name_of_its_kind() {
        let names = ShortNames::of([&complaint_of("a", "Maria Reyes"), &document("b", DocumentKind::Answer)]);
        assert_eq!((names.get("a"), names.get("b")), ("Compl.", "Answer"));
    }

    #[test]
    fn two_complaints_are_told_apart_by_plaintiff() {
        let names = ShortNames::of([&complaint_of("a", "Maria Reyes"), &complaint_of("b", "Owen T. Brandt")]);
        assert_eq!((names.get("a"), names.get("b")), ("Reyes Compl.", "Brandt Compl."));
    }

    #[test]
    fn a_company_in_capitals_is_named_by_its_own_name_and_not_by_its_legal_form() {
        assert_eq!(short_party("MARLOWE INC."), "MARLOWE");
        assert_eq!(short_party("MARLOWE INDEMNITY COMPANY"), "MARLOWE INDEMNITY COMPANY");
    }

    #[test]
    fn two_documents_alike_in_everything_are_told_apart_by_hash() {
        let (one, two) = ("1".repeat(64), "2".repeat(64));
        let names = ShortNames::of([&complaint_of(&one, "Maria Reyes"), &complaint_of(&two, "Maria Reyes")]);
        assert_eq!(names.get(&one), "Reyes v. Marlowe Market Compl. [11111111]");
        assert_ne!(names.get(&one), names.get(&two));
    }

    #[test]
    fn versions_of_a_policy_carry_the_date_that_they_state() {
        let mut old = document("a", DocumentKind::Policy);
        old.metadata.last_updated = Some("2023-06-01".into());
        let mut new = document("b", DocumentKind::Policy);
        new.metadata.effective = Some("2024-06-03".into());
        let names = ShortNames::of([&old, &new]);
        assert_eq!(names.get("a"), "Policy (last updated 1 June 2023)");
        assert_eq!(names.get("b"), "Policy (eff. 3 June 2024)");
    }

    #[test]
    fn an_amended_complaint_and_an_exhibit_have_their_usual_abbreviations() {
        let mut amended = document("a", DocumentKind::Complaint);
        amended.metadata.title = Some("FIRST AMENDED CLASS ACTION COMPLAINT".into());
        let mut exhibit = document("b", DocumentKind::Exhibit);
        exhibit.metadata.title = Some("Exhibit C – Letter".into());
        let names = ShortNames::of([&amended, &exhibit]);
        assert_eq!((names.get("a"), names.get("b")), ("FAC", "Ex. C"));
    }

    #[test]
    fn dates_that_are_not_iso_stay_as_they_are() {
        assert_eq!(long_date("2024-09-24"), "24 Sept. 2024");
        assert_eq!(long_date("2024-09-24T10:00:00Z"), "24 Sept. 2024");
        assert_eq!(long_date("last Tuesday"), "last Tuesday");
        assert_eq!(long_date("2024-13-24"), "2024-13-24");
    }
}
