//! What the press and company releases say of nobody: advice, advertising, standards and attacks in general.

use crate::document::{DocumentKind, Speaker};
use crate::tag::cues::Class;
use crate::tag::passage::{Passage, Words};

/// What is said of a standard that somebody has met.
const ATTAINED: [&str; 12] = [
    "achieved",
    "achieves",
    "obtained",
    "earned",
    "earns",
    "received",
    "awarded",
    "attained",
    "completed",
    "renewed",
    "certified",
    "accredited",
];

/// "Don't wait until your file is for sale": what readers are told, not what anybody does or promises.
pub(in crate::tag::tagger) fn is_told_not_to(passage: &Passage<'_>, sentence: &Words) -> bool {
    let word = |at: u32| passage.word(at).to_lowercase();
    let press = matches!(
        passage.kind,
        DocumentKind::Policy
            | DocumentKind::Terms
            | DocumentKind::Statement
            | DocumentKind::News
            | DocumentKind::Notice
            | DocumentKind::Letter
            | DocumentKind::Email
    );
    let first = word(sentence.start);
    let negated = matches!(first.as_str(), "don't" | "don’t" | "dont")
        || first == "do" && matches!(word(sentence.start + 1).as_str(), "not")
        || first == "never"
            && matches!(word(sentence.start + 1).as_str(), "share" | "give" | "send" | "click");
    press && negated
}

/// "For firms that enter this market a certificate is an asset": a release on a standard in general, in a sentence
/// that names nobody and tells of nothing attained.
pub(in crate::tag::tagger) fn is_general_standard(passage: &Passage<'_>, sentence: &Words) -> bool {
    let press = matches!(passage.kind, DocumentKind::Statement | DocumentKind::News | DocumentKind::Report);
    let own = |at: u32| {
        let word = passage.word(at).to_lowercase();
        matches!(word.as_str(), "we" | "our" | "us" | "its" | "their" | "has" | "have")
            || ATTAINED.contains(&word.as_str())
    };
    let named = passage
        .mentions
        .iter()
        .any(|mention| mention.speaker == Speaker::Company && sentence.contains(&mention.words.start));
    press && !named && !sentence.clone().any(own)
}

/// "Our tools help companies encrypt …": a release on a product, not on the company's own handling. What it
/// "has achieved" is its own again.
pub(in crate::tag::tagger) fn is_for_others(passage: &Passage<'_>, sentence: &Words, words: &Words) -> bool {
    let press = matches!(passage.kind, DocumentKind::Statement | DocumentKind::News | DocumentKind::Report);
    let Some(cue) = passage.cues_in(Class::ForOthers, sentence.clone()).next() else { return false };
    let attained = (cue.words.end.min(words.start)..words.start)
        .any(|at| ATTAINED.contains(&passage.word(at).to_lowercase().as_str()));
    press && !attained
}

/// "We assume no responsibility for any content", "By viewing this content, you acknowledge …": what a publisher
/// prints below everything.
pub(in crate::tag::tagger) fn is_boilerplate(passage: &Passage<'_>, sentence: &Words) -> bool {
    const FORMS: [&str; 4] = [
        "assume no responsib",
        "assumes no responsib",
        "assume no liab",
        "by viewing this third-party content",
    ];
    let press = matches!(
        passage.kind,
        DocumentKind::Statement | DocumentKind::News | DocumentKind::Report | DocumentKind::Other
    );
    press && {
        let text = passage.text(sentence).to_lowercase();
        FORMS.iter().any(|form| text.contains(form))
    }
}

/// "Businesses face cyber attacks", "in times of data breaches": such events in general, of which the press
/// tells none. An event has a day, a number or an article.
pub(in crate::tag::tagger) fn is_general_event(
    passage: &Passage<'_>,
    sentence: &Words,
    words: &Words,
) -> bool {
    const EVENTS: [&str; 10] = [
        "breaches",
        "attacks",
        "cyberattacks",
        "threats",
        "hacks",
        "leaks",
        "incidents",
        "hackers",
        "intrusions",
        "cyberthreats",
    ];
    const POINTS: [&str; 16] = [
        "the", "these", "those", "two", "three", "four", "several", "its", "their", "our", "his", "both",
        "recent", "previous", "prior", "past",
    ];
    let press = matches!(
        passage.kind,
        DocumentKind::Statement | DocumentKind::News | DocumentKind::Report | DocumentKind::Other
    );
    let lower = |at: u32| passage.word(at).to_lowercase();
    let plural = words.clone().any(|at| EVENTS.contains(&lower(at).as_str()));
    let before = words.start.saturating_sub(2).max(sentence.start)..words.end;
    let pointed = before.into_iter().any(|at| POINTS.contains(&lower(at).as_str()));
    let numbered = sentence.clone().any(|at| passage.word(at).starts_with(|c: char| c.is_ascii_digit()));
    // "43% of all data breaches", "the average number of attacks per week" count no event of anybody
    let statistic = sentence.clone().any(|at| {
        passage.gap(at).contains('%') || matches!(lower(at).as_str(), "percent" | "per" | "average")
    });
    let numbered = numbered && !statistic;
    let several = plural && !pointed && !numbered && !passage.has(Class::Exposed, sentence);
    // "a cyber attack can harm a business"
    let article = words.start > sentence.start && matches!(lower(words.start - 1).as_str(), "a" | "an")
        || matches!(lower(words.start).as_str(), "a" | "an");
    let supposed = (words.end..(words.end + 2).min(sentence.end))
        .any(|at| matches!(lower(at).as_str(), "can" | "could" | "may" | "might" | "would"));
    press && (several || article && supposed)
}
