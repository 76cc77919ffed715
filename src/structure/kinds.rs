//! What a document is, by rules that a lawyer can read.

use crate::document::DocumentKind;
use crate::expression::expression;
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// What the rules look at.
#[derive(Clone, Debug, Default)]
pub struct KindFacts<'t> {
    pub media_type: &'t str,
    pub title: &'t str,
    pub text: &'t str,
    pub address: &'t str,
    pub file_name: &'t str,
    pub publisher: &'t str,
    /// Is a court or a case number known?
    pub in_court: bool,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct RuleText {
    kind: String,
    media: Option<String>,
    title: Option<String>,
    start: Option<String>,
    text: Option<String>,
    tail: Option<String>,
    address: Option<String>,
    name: Option<String>,
    outlet: Option<String>,
    court: Option<String>,
    /// Not where the title matches this.
    unless: Option<String>,
}

#[derive(Deserialize, Default)]
struct RuleFile {
    rule: Vec<RuleText>,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Media,
    Title,
    Start,
    Text,
    Tail,
    Address,
    Name,
    Outlet,
}

struct Rule {
    kind: DocumentKind,
    cues: Vec<(Place, Regex)>,
    court: bool,
    unless: Option<Regex>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let file: RuleFile = toml::from_str(include_str!("kinds.toml")).unwrap_or_default();
    file.rule.iter().filter_map(rule_of).collect()
});

fn rule_of(text: &RuleText) -> Option<Rule> {
    let places = [
        (Place::Media, &text.media),
        (Place::Title, &text.title),
        (Place::Start, &text.start),
        (Place::Text, &text.text),
        (Place::Tail, &text.tail),
        (Place::Address, &text.address),
        (Place::Name, &text.name),
        (Place::Outlet, &text.outlet),
    ];
    let pattern = |p: &str| expression(&format!("(?i){p}"));
    let mut cues = Vec::new();
    for (place, cue) in places {
        if let Some(cue) = cue {
            cues.push((place, pattern(cue).ok()?));
        }
    }
    let unless = text.unless.as_deref().and_then(|u| pattern(u).ok());
    Some(Rule { kind: text.kind.parse().ok()?, cues, court: text.court.is_some(), unless })
}

/// The kind of a document and the words that decided it.
pub fn kind_of(facts: &KindFacts<'_>) -> (DocumentKind, String) {
    let found = RULES.iter().find_map(|rule| Some((rule.kind, reason(rule, facts)?)));
    found.unwrap_or_else(|| (DocumentKind::Other, "no rule matches".to_owned()))
}

fn reason(rule: &Rule, facts: &KindFacts<'_>) -> Option<String> {
    if rule.court && !facts.in_court || rule.unless.as_ref().is_some_and(|u| u.is_match(facts.title)) {
        return None;
    }
    let words: Option<Vec<String>> =
        rule.cues.iter().map(|(place, cue)| cue_words(*place, cue, facts)).collect();
    words.filter(|w| !w.is_empty()).map(|w| w.join("; "))
}

fn cue_words(place: Place, cue: &Regex, facts: &KindFacts<'_>) -> Option<String> {
    let (name, text) = match place {
        Place::Media => ("media type", facts.media_type),
        Place::Title => ("title", facts.title),
        Place::Start => ("text", head(facts.text, 1500)),
        Place::Text => ("text", head(facts.text, 6000)),
        Place::Tail => ("last words", tail(facts.text, 1500)),
        Place::Address => ("address", facts.address),
        Place::Name => ("file name", facts.file_name),
        Place::Outlet => ("publisher", facts.publisher),
    };
    let found = cue.find(text)?;
    let words: String = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("{name}: “{}”", head(&words, 120)))
}

fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_title(title: &str, in_court: bool) -> &'static str {
        kind_of(&KindFacts { title, in_court, ..KindFacts::default() }).0.name()
    }

    #[test]
    fn every_rule_of_the_data_file_is_read() {
        let file: RuleFile = toml::from_str(include_str!("kinds.toml")).unwrap();
        assert_eq!(RULES.len(), file.rule.len());
        assert!(RULES.iter().all(|r| !r.cues.is_empty()));
    }

    #[test]
    fn titles_tell_court_papers_apart() {
        assert_eq!(by_title("FIRST AMENDED CLASS ACTION COMPLAINT", true), "complaint");
        assert_eq!(by_title("DEFENDANT ACME, INC.’S ANSWER TO COMPLAINT", true), "answer");
        assert_eq!(by_title("NOTICE OF MOTION AND MOTION TO DISMISS COMPLAINT", true), "motion");
        assert_eq!(by_title("ORDER GRANTING IN PART MOTION TO DISMISS", true), "order");
        assert_eq!(by_title("MEMORANDUM OF LAW IN SUPPORT OF MOTION TO DISMISS", true), "brief");
        assert_eq!(by_title("DECLARATION OF JANE ROE", true), "declaration");
    }

    #[test]
    fn titles_tell_web_pages_apart() {
        assert_eq!(by_title("Acme Privacy Policy", false), "policy");
        assert_eq!(by_title("Terms of Service", false), "terms");
        assert_eq!(by_title("Notice of Data Breach", false), "notice");
        assert_ne!(by_title("Acme sued over privacy policy", false), "policy");
    }

    #[test]
    fn the_reason_names_the_words_that_decided() {
        let (kind, reason) =
            kind_of(&KindFacts { text: "FOR IMMEDIATE RELEASE\nAcme …", ..KindFacts::default() });
        assert_eq!(kind, DocumentKind::Statement);
        assert_eq!(reason, "text: “FOR IMMEDIATE RELEASE”");
    }

    #[test]
    fn a_mail_is_a_mail_whatever_its_subject() {
        let facts = KindFacts { media_type: "message/rfc822", title: "Complaint", ..KindFacts::default() };
        assert_eq!(kind_of(&facts).0, DocumentKind::Email);
    }
}
