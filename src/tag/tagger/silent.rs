//! Words that say nothing of anybody's conduct: instructions, duties of users, headings, questions,
//! addresses, what a product lets others do.

mod press;

pub(super) use press::{
    is_boilerplate, is_for_others, is_general_event, is_general_standard, is_told_not_to,
};

use crate::document::DocumentKind;
use crate::tag::cues::Class;
use crate::tag::passage::{Passage, Words};

/// "Choose whether …", "Visit your settings to …": what users may do, not what the company does.
pub(super) fn is_instruction(passage: &Passage<'_>, before: &Words) -> bool {
    // A menu that runs into the text instructs nobody.
    const LONGEST: usize = 40;
    const VERBS: [&str; 38] = [
        "create", "agree", "type", "sign", "log", "next", "start", "tap", "choose", "learn", "see", "visit",
        "click", "review", "select", "go", "check", "manage", "read", "find", "turn", "adjust", "delete",
        "download", "edit", "change", "view", "avoid", "watch", "make", "monitor", "send", "submit", "enter",
        "include", "contact", "call", "write",
    ];
    // "Contact information includes …", "Log data are …": no verb
    const NOUNS: [&str; 8] =
        ["information", "data", "details", "records", "history", "list", "lists", "files"];
    const ALSO_NOUNS: [&str; 5] = ["contact", "call", "log", "change", "view"];
    let word = |at: u32| passage.word(at).to_lowercase();
    let first = before.start + u32::from(word(before.start) == "please");
    let verb = word(first);
    let noun = ALSO_NOUNS.contains(&verb.as_str()) && NOUNS.contains(&word(first + 1).as_str());
    // "Log in with another account, and we share it": what follows is the company's act
    let after_comma = |at: u32| at > before.start && passage.gap(at - 1).contains(',');
    let own = before
        .clone()
        .skip(1)
        .any(|at| word(at) == "we" && (after_comma(at) || after_comma(at - 1) && word(at - 1) == "and"));
    before.len() <= LONGEST && VERBS.contains(&verb.as_str()) && !noun && !own
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

/// "He has turned on Location Services", "Ines likes to take pictures of her garden": a person of whom a policy
/// tells a story.
pub(super) fn is_of_story(passage: &Passage<'_>, sentence: &Words) -> bool {
    const PERSONS: [&str; 5] = ["he", "she", "his", "her", "him"];
    let lower = |at: u32| passage.word(at).to_lowercase();
    let policy = matches!(passage.kind, DocumentKind::Policy | DocumentKind::Terms);
    if !policy || PERSONS.contains(&lower(sentence.start).as_str()) {
        return policy;
    }
    // a name that is no company's, before a verb of a third person
    let named = passage.word(sentence.start).starts_with(char::is_uppercase)
        && sentence.len() > 2
        && passage.word(sentence.start + 1).starts_with(char::is_lowercase)
        && passage.word(sentence.start + 1).ends_with('s')
        && !passage.mentions.iter().any(|mention| mention.words.start == sentence.start);
    named && sentence.clone().any(|at| PERSONS.contains(&lower(at).as_str()))
}

/// "Ensure the security of our shop, detect fraud, and fix errors": a purpose among others, where a policy that
/// assures something says "we ensure".
pub(super) fn is_purpose(passage: &Passage<'_>, sentence: &Words) -> bool {
    const VERBS: [&str; 11] = [
        "ensure",
        "ensuring",
        "protect",
        "protecting",
        "maintain",
        "maintaining",
        "promote",
        "promoting",
        "secure",
        "safeguard",
        "enhance",
    ];
    const PLEDGES: [&str; 11] = [
        "promise",
        "promises",
        "commit",
        "committed",
        "undertake",
        "pledge",
        "strive",
        "aim",
        "measures",
        "work",
        "steps",
    ];
    let word = |at: u32| passage.word(at).to_lowercase();
    let pledges = |at: u32| PLEDGES.contains(&word(at).as_str());
    let first = sentence.start + u32::from(word(sentence.start) == "to");
    matches!(passage.kind, DocumentKind::Policy | DocumentKind::Terms)
        && VERBS.contains(&word(first).as_str())
        && !sentence.clone().any(|at| word(at) == "we")
        && !lead_of_list(passage, sentence).is_some_and(|lead| lead.clone().any(pledges))
}

/// "Cookies", "Content that you provide through our camera feature": an item of a list of data, which is no sentence
/// on what is done.
pub(super) fn is_item_of_data(passage: &Passage<'_>, sentence: &Words) -> bool {
    const DOES: [&str; 12] = [
        "use", "uses", "collect", "collects", "track", "tracks", "record", "records", "access", "accesses",
        "share", "scan",
    ];
    let word = |at: u32| passage.word(at).to_lowercase();
    let first = word(sentence.start);
    let acts = first == "to" || first.ends_with("ing") || DOES.contains(&first.as_str());
    let ended = passage.text(sentence).trim_end().ends_with(['.', '!', '?'])
        || passage.gap(sentence.end - 1).trim_start().starts_with(['.', '!', '?']);
    matches!(passage.kind, DocumentKind::Policy | DocumentKind::Terms)
        && lead_of_list(passage, sentence).is_some()
        && !ended
        && !acts
        && !sentence.clone().any(|at| matches!(word(at).as_str(), "we" | "may" | "will" | "can"))
}

/// The sentence, ending in a colon, that leads in the list in which another stands.
fn lead_of_list<'p>(passage: &'p Passage<'_>, sentence: &Words) -> Option<&'p Words> {
    let led_in = |lead: &&Words| passage.text(lead).trim_end().ends_with(':') || ends_in_colon(passage, lead);
    passage.sentences.iter().take_while(|lead| lead.end <= sentence.start).filter(led_in).last()
}

fn ends_in_colon(passage: &Passage<'_>, sentence: &Words) -> bool {
    sentence.end > 0 && passage.gap(sentence.end - 1).contains(':')
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
