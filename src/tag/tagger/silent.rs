//! Words that say nothing of anybody's conduct: instructions, duties of users, headings, questions,
//! addresses, what a product lets others do.

use crate::document::DocumentKind;
use crate::tag::cues::Class;
use crate::tag::passage::{Passage, Words};

/// "Choose whether …", "Visit your settings to …": what users may do, not what the company does.
pub(super) fn is_instruction(passage: &Passage<'_>, before: &Words) -> bool {
    // A menu that runs into the text instructs nobody.
    const LONGEST: usize = 40;
    const VERBS: [&str; 30] = [
        "choose", "learn", "see", "visit", "click", "review", "select", "go", "check", "manage", "read",
        "find", "turn", "adjust", "delete", "download", "edit", "change", "view", "avoid", "watch", "make",
        "monitor", "send", "submit", "enter", "include", "contact", "call", "write",
    ];
    let word = |at: u32| passage.word(at).to_lowercase();
    let first = before.start + u32::from(word(before.start) == "please");
    before.len() <= LONGEST && VERBS.contains(&word(first).as_str())
}

/// "You can opt out in these ways:", above the items of a list: each of them is a way, not what the company does.
pub(super) fn is_led_in_by_control(passage: &Passage<'_>, sentence: &Words) -> bool {
    lead_of_list(passage, sentence).is_some_and(|lead| passage.has(Class::Rights, lead))
}

/// "We may use your information to:", above the items of a list: each names a purpose, and assures nothing.
pub(super) fn is_led_in_by_use(passage: &Passage<'_>, sentence: &Words) -> bool {
    let uses = |at: u32| {
        matches!(
            passage.word(at).to_lowercase().as_str(),
            "use" | "uses" | "used" | "process" | "purposes" | "receive"
        )
    };
    lead_of_list(passage, sentence).is_some_and(|lead| lead.clone().any(uses))
}

/// "He has turned on Location Services": a person of whom a policy tells a story.
pub(super) fn is_of_story(passage: &Passage<'_>, sentence: &Words) -> bool {
    let first = passage.word(sentence.start).to_lowercase();
    matches!(passage.kind, DocumentKind::Policy | DocumentKind::Terms)
        && matches!(first.as_str(), "he" | "she" | "his" | "her")
}

/// The sentence, ending in a colon, that leads in the list in which another stands.
fn lead_of_list<'p>(passage: &'p Passage<'_>, sentence: &Words) -> Option<&'p Words> {
    let led_in = |lead: &&Words| passage.text(lead).trim_end().ends_with(':') || ends_in_colon(passage, lead);
    passage.sentences.iter().take_while(|lead| lead.end <= sentence.start).filter(led_in).last()
}

fn ends_in_colon(passage: &Passage<'_>, sentence: &Words) -> bool {
    sentence.end > 0 && passage.gap(sentence.end - 1).contains(':')
}

/// "Don't wait until your file is for sale": what readers are told, not what anybody does or promises.
pub(super) fn is_told_not_to(passage: &Passage<'_>, sentence: &Words) -> bool {
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

/// "Payment Data We keep …": a heading that runs into the sentence below it, and says nothing itself.
pub(super) fn is_in_heading(passage: &Passage<'_>, sentence: &Words, words: &Words) -> bool {
    const LONGEST: u32 = 9;
    const STARTERS: [&str; 26] = [
        "We", "When", "The", "You", "If", "An", "A", "Our", "This", "These", "In", "For", "Certain", "Some",
        "To", "As", "Like", "Any", "All", "Each", "During", "Please", "It", "From", "Your", "Most",
    ];
    const SMALL: [&str; 16] = [
        "and", "or", "of", "to", "the", "from", "with", "by", "about", "for", "in", "on", "your", "you",
        "how", "a",
    ];
    let capital = |at: u32| passage.word(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let titled = |at: u32| capital(at) || SMALL.contains(&passage.word(at));
    // "Marketing Communications." on its own
    let whole = sentence.len() as u32 <= LONGEST && sentence.len() < passage.words.len();
    if whole && sentence.clone().all(titled) && capital(words.start) {
        return true;
    }
    let last = sentence.end.min(sentence.start + LONGEST);
    if !capital(sentence.start) || words.start >= last {
        return false;
    }
    // from the first words of the hit on: capitals up to a word that begins a sentence
    let first = words.start + 1;
    let starter = (first..last)
        .find(|&at| STARTERS.contains(&passage.word(at)) && passage.gap(at - 1).trim().is_empty());
    starter.is_some_and(|at| {
        let titled_so_far = (sentence.start..at).all(titled);
        let goes_on = at + 1 < sentence.end && !capital(at + 1);
        titled_so_far && goes_on && words.start < at && capital(words.start) && capital(at - 1)
    })
}

/// "You will not disguise your location": what users undertake, up to a clause that begins with the company.
pub(super) fn binds_users(passage: &Passage<'_>, sentence: &Words, words: &Words) -> bool {
    let Some(duty) = passage.cues_in(Class::Duty, sentence.start..words.start).next_back() else {
        return false;
    };
    !(duty.words.end..words.start)
        .any(|at| matches!(passage.word(at).to_lowercase().as_str(), "we" | "our" | "us"))
}

/// "Our tools help companies encrypt …": a release on a product, not on the company's own handling. What it
/// "has achieved" is its own again.
pub(super) fn is_for_others(passage: &Passage<'_>, sentence: &Words, words: &Words) -> bool {
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
    let press = matches!(passage.kind, DocumentKind::Statement | DocumentKind::News | DocumentKind::Report);
    let Some(cue) = passage.cues_in(Class::ForOthers, sentence.clone()).next() else { return false };
    let attained = (cue.words.end.min(words.start)..words.start)
        .any(|at| ATTAINED.contains(&passage.word(at).to_lowercase().as_str()));
    press && !attained
}

/// "We assume no responsibility for any content", "By viewing this content, you acknowledge …": what a publisher
/// prints below everything.
pub(super) fn is_boilerplate(passage: &Passage<'_>, sentence: &Words) -> bool {
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
pub(super) fn is_general_event(passage: &Passage<'_>, sentence: &Words, words: &Words) -> bool {
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
    let several = plural && !pointed && !numbered && !passage.has(Class::Exposed, sentence);
    // "a cyber attack can harm a business"
    let article = words.start > sentence.start && matches!(lower(words.start - 1).as_str(), "a" | "an")
        || matches!(lower(words.start).as_str(), "a" | "an");
    let supposed = (words.end..(words.end + 2).min(sentence.end))
        .any(|at| matches!(lower(at).as_str(), "can" | "could" | "may" | "might" | "would"));
    press && (several || article && supposed)
}

/// "How do we share it?", "Why and how we use it:": a heading that asks, and says nothing.
pub(super) fn is_question(passage: &Passage<'_>, sentence: &Words) -> bool {
    const ASKS: [&str; 12] =
        ["what", "how", "why", "who", "whom", "when", "where", "which", "with", "do", "does", "will"];
    const LONGEST: usize = 12;
    let word = |at: u32| passage.word(at).to_lowercase();
    // A contents list joins its questions by dashes or dots, so the mark need not end the sentence.
    let marked = sentence.clone().any(|at| passage.gap(at).contains('?'));
    let first = word(sentence.start);
    let titles = sentence.len() <= LONGEST
        && matches!(first.as_str(), "how" | "why")
        && (sentence.start..(sentence.start + 4).min(sentence.end)).any(|at| word(at) == "we")
        && !passage.gap(sentence.end - 1).contains(['.', ',', ';']);
    marked && ASKS.contains(&first.as_str()) || titles
}

/// A web address names pages, not what is done.
pub(super) fn is_in_address(passage: &Passage<'_>, words: &Words) -> bool {
    let text = passage.tokens.text();
    let span = passage.span(words);
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | '(' | ')' | '[' | ']');
    let before = text[..span.start].rsplit(is_end).next().unwrap_or_default();
    let end = text[span.end..].find(is_end).map_or(text.len(), |at| span.end + at);
    let token = &text[span.start - before.len()..end];
    token.contains("://") || token.contains("www.")
}

/// A line of a few words, without a verb or a mark at its end: a heading, or an entry of a contents list.
pub(super) fn is_heading_like(passage: &Passage<'_>) -> bool {
    const LONGEST: usize = 10;
    const VERBS: [&str; 29] = [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "may",
        "can",
        "do",
        "does",
        "we",
        "our",
        "you",
        "your",
        "us",
        "collect",
        "use",
        "share",
        "sell",
        "store",
        "protect",
        "includes",
        "including",
        "such",
        "encrypted",
    ];
    let [only] = passage.sentences.as_slice() else { return false };
    let text = passage.text(&passage.words);
    let ended = text.trim_end().ends_with(['.', ';', ':', '!', '?', ',', '”', '"']);
    only.len() <= LONGEST
        && !ended
        && !only.clone().any(|at| VERBS.contains(&passage.word(at).to_lowercase().as_str()))
}

/// "(not including your name or address)": named to say that it is not meant.
pub(super) fn is_left_out(passage: &Passage<'_>, sentence: &Words, words: &Words) -> bool {
    let before = passage.cues_in(Class::Excluded, sentence.start..words.start).next_back();
    before.is_some_and(|cue| {
        !(cue.words.start..words.start).any(|at| passage.gap(at).contains([')', ';', '.']))
    })
}
