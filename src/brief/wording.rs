//! Fixed words around quotations. None of them says more than the finding does.

use crate::analysis::{Evidence, View};
use crate::document::{Document, DocumentKind, Flag, Mode, Polarity, Role, Speaker, Strength};

/// `Plaintiffs allege`, `Marlowe denies`, `A threat actor claims (unverified)`.
pub fn attribution(evidence: &Evidence<'_>, document: &Document, view: &View<'_>) -> String {
    let (subject, plural) = subject(evidence, document, view);
    let verb = verb(evidence.mode, plural);
    let through = through(evidence, document);
    format!("{subject} {verb}{through}")
}

fn subject(evidence: &Evidence<'_>, document: &Document, view: &View<'_>) -> (String, bool) {
    let meta = &document.metadata;
    if let Some(name) = evidence.speaker_name.map(str::trim).filter(|n| !n.is_empty()) {
        if !is_first_person(name) {
            return as_subject(&view.proper(name));
        }
        if meta.kind == DocumentKind::Report {
            return ("The report".into(), false);
        }
    }
    let of_role = |role: Role| meta.parties.iter().filter(|p| p.role == role).count();
    match evidence.speaker {
        Speaker::Plaintiff if of_role(Role::Plaintiff) > 1 => ("Plaintiffs".into(), true),
        // an agency's own complaint has respondents and no plaintiff
        Speaker::Plaintiff if meta.kind == DocumentKind::Complaint && of_role(Role::Plaintiff) == 0 => {
            ("The complaint".into(), false)
        }
        Speaker::Plaintiff => ("Plaintiff".into(), false),
        Speaker::Company => (publisher(evidence, document, view).unwrap_or("The company".into()), false),
        Speaker::Court => ("The court".into(), false),
        Speaker::Regulator => ("The regulator".into(), false),
        Speaker::ThreatActor => ("A threat actor".into(), false),
        Speaker::Outlet => (meta.publisher.clone().unwrap_or("The outlet".into()), false),
        Speaker::Researcher => ("A researcher".into(), false),
        Speaker::ThirdParty => ("A third party".into(), false),
        Speaker::Unknown => ("The document".into(), false),
    }
}

/// Whose own words a document holds, by name; of a policy also the name that its text is full of.
fn publisher(evidence: &Evidence<'_>, document: &Document, view: &View<'_>) -> Option<String> {
    let meta = &document.metadata;
    let of_policy = || {
        let policy = matches!(meta.kind, DocumentKind::Policy | DocumentKind::Terms);
        let owner = view.owner(evidence.quote.record);
        let named = !owner.is_empty() && meta.title.as_deref() != Some(owner);
        (policy && named).then(|| owner.to_owned())
    };
    meta.publisher.clone().filter(|_| own_words(meta.kind)).or_else(of_policy)
}

/// `The spokesperson` of `spokesperson`, `The policy` of `Policy`; a name stays as it is. Is it several?
fn as_subject(name: &str) -> (String, bool) {
    const SEVERAL: [&str; 15] = [
        "researchers",
        "plaintiffs",
        "defendants",
        "respondents",
        "users",
        "customers",
        "hackers",
        "attackers",
        "experts",
        "analysts",
        "policies",
        "notices",
        "statements",
        "parties",
        "representatives",
    ];
    const PAPERS: [&str; 9] =
        ["policy", "policies", "notice", "report", "statement", "complaint", "banner", "lawsuit", "website"];
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let lower = bare.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let plural = SEVERAL.contains(&last);
    // "Privacy Policy" is no name; "Lumora Privacy Policy" is one
    let paper = PAPERS.contains(&last)
        && lower
            .split(' ')
            .all(|w| PAPERS.contains(&w) || matches!(w, "privacy" | "administrative" | "cookie"));
    let subject = match () {
        () if paper => format!("The {lower}"),
        () if bare.starts_with(char::is_lowercase) => format!("The {bare}"),
        () => bare.to_owned(),
    };
    (subject, plural)
}

/// A pronoun names nobody outside of its own document.
fn is_first_person(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "we" | "i" | "our" | "us")
}

fn own_words(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Policy | DocumentKind::Terms | DocumentKind::Statement | DocumentKind::Notice
    )
}

fn verb(mode: Mode, plural: bool) -> &'static str {
    let (one, many) = match mode {
        Mode::Alleged => ("alleges", "allege"),
        Mode::Reported => ("reports", "report"),
        Mode::Claimed => ("claims (unverified)", "claim (unverified)"),
        Mode::Represented => ("states", "state"),
        Mode::Promised => ("promises", "promise"),
        Mode::Permitted => ("reserves", "reserve"),
        Mode::Denied => ("denies", "deny"),
        Mode::Admitted => ("admits", "admit"),
        Mode::Confirmed => ("confirms", "confirm"),
        Mode::Contested => ("contests", "contest"),
        Mode::Found => ("finds", "find"),
        Mode::Held => ("holds", "hold"),
        Mode::Plausible => ("takes as true at the pleading stage", "take as true at the pleading stage"),
        Mode::Settled => ("settled", "settled"),
        Mode::Law => ("states the rule", "state the rule"),
        Mode::Risk => ("speaks of a risk", "speak of a risk"),
    };
    if plural { many } else { one }
}

/// Whose document the words are read in, where that is not the speaker's own.
fn through(evidence: &Evidence<'_>, document: &Document) -> String {
    let outlet = document.metadata.publisher.as_deref();
    match (document.metadata.kind, evidence.speaker) {
        (DocumentKind::Complaint, _) if evidence.mode == Mode::Settled => {
            ", as the complaint recounts".into()
        }
        (kind, Speaker::ThreatActor) if own_words(kind) || kind == DocumentKind::Other => {
            format!(", as {} reports", outlet.unwrap_or("the document"))
        }
        (DocumentKind::Complaint, Speaker::Company) => ", as the complaint quotes or paraphrases it".into(),
        (DocumentKind::Order, Speaker::Company | Speaker::Plaintiff) => ", as the order recites".into(),
        (DocumentKind::News, speaker) if speaker != Speaker::Outlet => {
            format!(", as {} reports", outlet.unwrap_or("the news report"))
        }
        _ => String::new(),
    }
}

/// What a reader must be told with a finding.
pub fn cautions(evidence: &Evidence<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    match evidence.strength {
        Some(Strength::InformationAndBelief) => notes.push("On information and belief."),
        Some(Strength::LacksKnowledge) => {
            notes.push(
                "Lacks knowledge or information: has the effect of a denial (Fed. R. Civ. P. 8(b)(5)).",
            );
        }
        Some(Strength::KnowledgeLimited) => notes.push("Limited to the speaker’s knowledge."),
        Some(Strength::Sworn) => notes.push("Sworn."),
        _ => {}
    }
    if evidence.has(Flag::Vague) {
        notes.push("Vague: no fact that could be tested.");
    }
    if evidence.has(Flag::Secondary) {
        notes.push("Second-hand: cite the original where it is at hand.");
    }
    if evidence.has(Flag::Conditional) && evidence.condition.is_none() {
        notes.push("Conditional.");
    }
    match evidence.mode {
        Mode::Plausible => notes.push("Not a finding of fact."),
        Mode::Settled => notes.push("A settlement is no admission."),
        Mode::Held if denies_a_motion(evidence.quote.text) => {
            notes.push("The denial of a motion is no finding of liability.");
        }
        _ => {}
    }
    if evidence.polarity == Polarity::Negated && evidence.mode == Mode::Denied {
        notes.push("A negative is denied: read the sentence in full.");
    }
    let mut notes: Vec<String> = notes.into_iter().map(str::to_owned).collect();
    notes.extend(
        evidence.found_as.as_ref().map(|found| format!("Labelled in review; the rules found {found}.")),
    );
    notes
}

/// Does a ruling deny a motion, in words that a reader could take for a decision on the claim?
fn denies_a_motion(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("motion") && (text.contains("denied") || text.contains("denies"))
}

/// A count with its noun: `1 claim`, `3 claims`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// With a comma between thousands: `16,389`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let head = digits.len() % 3;
    let mut text = digits[..head].to_owned();
    for group in digits.as_bytes()[head..].chunks(3) {
        if !text.is_empty() {
            text.push(',');
        }
        text.extend(group.iter().map(|&digit| char::from(digit)));
    }
    text
}

/// A mode as a word for readers.
pub fn mode_word(mode: Mode) -> &'static str {
    super::shape::word(mode)
}

/// The speaker of a column.
pub fn speaker(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Plaintiff => "Plaintiff",
        Speaker::Company => "Company",
        Speaker::Court => "Court",
        Speaker::Regulator => "Regulator",
        Speaker::ThreatActor => "Threat actor",
        Speaker::Outlet => "Outlet",
        Speaker::Researcher => "Researcher",
        Speaker::ThirdParty => "Third party",
        Speaker::Unknown => "Not named",
    }
}

#[cfg(test)]
mod tests {
    use super::{as_subject, grouped};

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            [0, 7, 999, 1000, 16389, 1234567].map(grouped),
            ["0", "7", "999", "1,000", "16,389", "1,234,567"]
        );
    }

    #[test]
    fn papers_and_groups_are_no_names_and_names_stay_as_they_are() {
        let read = |name: &str| as_subject(name);
        assert_eq!(read("Privacy Policy"), ("The privacy policy".into(), false));
        assert_eq!(read("the privacy policies"), ("The privacy policies".into(), true));
        assert_eq!(read("Respondents"), ("Respondents".into(), true));
        assert_eq!(read("spokesperson"), ("The spokesperson".into(), false));
        assert_eq!(read("Marlowe Market"), ("Marlowe Market".into(), false));
        assert_eq!(read("The Harbor Ledger"), ("The Harbor Ledger".into(), false));
    }
}
