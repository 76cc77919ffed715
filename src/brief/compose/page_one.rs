//! Page one: the answer.

use super::super::Profile;
use super::super::composer::Composer;
use super::super::model::{AnswerLine, Inline};
use super::super::wording::{counted, grouped};
use super::Analyses;
use crate::analysis::answers::Response;
use crate::analysis::tension::TensionKind;
use crate::analysis::{Evidence, best};
use crate::document::{DocumentKind, Flag, Mode, Polarity, Speaker, Strength, long_date};
use std::collections::{BTreeMap, BTreeSet};

/// Pinpoints at the end of a line.
const SHOWN: usize = 3;
/// Subjects named in a line.
const NAMED: usize = 4;

pub fn page_one(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Vec<AnswerLine> {
    let whole = |label: &str, content| AnswerLine { label: label.into(), half: false, content };
    let half = |label: &str, content| AnswerLine { label: label.into(), half: true, content };
    vec![
        whole("What is alleged", alleged(composer, found)),
        whole("What is denied", denied(composer, found)),
        half("What is admitted", admitted(composer, found)),
        half("What a court held", held(composer)),
        half("What was promised", promised(composer)),
        half("Unverified", unverified(composer)),
        whole("Where they collide", tensions(found)),
        whole("Not found", not_found(found)),
        whole("Not readable", not_readable(found)),
    ]
}

type Sentences = Vec<Vec<Inline>>;

fn of_mode<'v>(composer: &Composer<'v, '_>, test: impl Fn(&Evidence<'_>) -> bool) -> Vec<&'v Evidence<'v>> {
    composer.view.evidence.iter().filter(|e| test(e)).collect()
}

fn or_none(sentences: Sentences, none: &str) -> Sentences {
    if sentences.is_empty() { vec![vec![Inline::text(none)]] } else { sentences }
}

/// The paragraphs in which statements stand, each once.
fn paragraphs(list: &[&Evidence<'_>]) -> usize {
    list.iter().map(|e| (e.quote.record, e.paragraph)).collect::<BTreeSet<_>>().len()
}

/// `a, b, c and 4 more`, each a link.
fn named(list: &[(String, String)], limit: usize) -> Vec<Inline> {
    let mut line = Vec::new();
    for (n, (target, name)) in list.iter().take(limit).enumerate() {
        line.push(Inline::text(if n == 0 { "" } else { ", " }));
        line.push(Inline::link(target, name));
    }
    if let Some(more) = list.len().checked_sub(limit).filter(|more| *more > 0) {
        line.push(Inline::text(format!(" and {more} more")));
    }
    line
}

fn alleged(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Sentences {
    let mut sentences = Vec::new();
    if !found.claims.is_empty() {
        sentences.push(claims(found));
    }
    if !found.other_counts.is_empty() {
        let counts = counted(found.other_counts.len(), "count", "counts");
        sentences.push(vec![Inline::link("claims-other", counts), Inline::text(" on other grounds. ")]);
    }
    let practices = of_mode(composer, |e| {
        e.mode == Mode::Alleged && e.kind == DocumentKind::Complaint && e.concept.starts_with("practice:")
    });
    if !practices.is_empty() {
        let kinds: BTreeSet<&str> = practices.iter().map(|e| e.concept).collect();
        let what = counted(kinds.len(), "practice", "practices");
        let mut line = vec![
            Inline::link("practices", what),
            Inline::text(format!(" in {}: ", counted(paragraphs(&practices), "paragraph", "paragraphs"))),
        ];
        line.extend(composer.cites_of(&best(practices, SHOWN), SHOWN));
        line.push(Inline::text("."));
        sentences.push(line);
    }
    or_none(sentences, "No complaint is among the documents.")
}

fn claims(found: &Analyses<'_>) -> Vec<Inline> {
    let pleadings = || found.claims.iter().flat_map(|c| &c.pleadings);
    let complaints: BTreeSet<usize> = pleadings().map(|p| p.record).collect();
    let places: Vec<&Evidence<'_>> = pleadings().flat_map(|p| p.allegations.iter().copied()).collect();
    let mut line = vec![
        Inline::link("claims", counted(found.claims.len(), "claim", "claims")),
        Inline::text(" in "),
        Inline::link("documents", counted(complaints.len(), "complaint", "complaints")),
        Inline::text(format!(" ({}): ", counted(paragraphs(&places), "¶", "¶¶"))),
    ];
    let names: Vec<(String, String)> =
        found.claims.iter().map(|c| (super::anchor("claim", &c.concept), c.name.clone())).collect();
    line.extend(named(&names, 9));
    line.push(Inline::text(". "));
    line
}

/// Did the company publish the words itself, or did the news report them?
fn spoken_in_public(e: &Evidence<'_>) -> bool {
    use DocumentKind::{News, Notice, Policy, Statement, Terms};
    matches!(e.kind, Policy | Terms | Statement | Notice | News)
}

/// Denials outside the answer by subject: the company's own documents, else as others report them.
fn denied(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Sentences {
    let outside = of_mode(composer, |e| {
        let legal = e.concept.starts_with("claim:") || e.concept.starts_with("defence:");
        e.mode == Mode::Denied && e.speaker == Speaker::Company && spoken_in_public(e) && !legal
    });
    let mut by_subject: BTreeMap<&str, Vec<&Evidence<'_>>> = BTreeMap::new();
    for evidence in outside {
        by_subject.entry(evidence.concept).or_default().push(evidence);
    }
    let mut subjects: Vec<(&str, Vec<&Evidence<'_>>)> = by_subject.into_iter().collect();
    subjects
        .sort_by_key(|(concept, list)| (std::cmp::Reverse(list.len()), composer.view.concepts.rank(concept)));
    let total = subjects.len();
    let mut sentences = Vec::new();
    let mut seen = BTreeSet::new();
    for (concept, list) in subjects.into_iter().take(NAMED) {
        let list: Vec<&Evidence<'_>> = best(list, SHOWN);
        if !list.iter().any(|e| seen.insert((e.quote.record, e.quote.start))) {
            continue;
        }
        let all = list.iter().filter(|e| e.first_hand()).count() > 0;
        let list: Vec<&Evidence<'_>> = list.into_iter().filter(|e| e.first_hand() || !all).collect();
        sentences.push(denial(composer, concept, &list, all));
    }
    if total > NAMED {
        sentences.push(vec![
            Inline::link("voices", format!("{} more subjects", total - NAMED)),
            Inline::text(". "),
        ]);
    }
    for response in
        [Response::Denied, Response::LacksKnowledge, Response::Contested, Response::GenerallyDenied]
    {
        sentences.extend(answered(composer, found, response));
    }
    or_none(sentences, "No denial found.")
}

fn denial(composer: &mut Composer<'_, '_>, concept: &str, list: &[&Evidence<'_>], own: bool) -> Vec<Inline> {
    let name = composer.view.concepts.name(concept).to_owned();
    let section = if concept.starts_with("security:") { "security" } else { "said" };
    let categorical = list.iter().any(|e| e.strength == Some(Strength::Categorical));
    let how = if categorical { ", categorically" } else { "" };
    let reported = if own { "" } else { ", as reported" };
    let mut line =
        vec![Inline::link(super::anchor(section, concept), name), Inline::text(format!("{how}{reported}: "))];
    line.extend(composer.cites_of(list, SHOWN));
    let replaced = list.iter().find_map(|e| {
        let found = composer.supersessions.iter().find(|s| s.earlier == e.quote.record)?;
        crate::analysis::statement_date(composer.view.document(found.later))
    });
    let replaced = replaced.map(|day| format!("; statement replaced {}", long_date(day))).unwrap_or_default();
    line.push(Inline::text(format!("{replaced}. ")));
    line
}

fn answered(composer: &Composer<'_, '_>, found: &Analyses<'_>, response: Response) -> Option<Vec<Inline>> {
    let rows: Vec<&str> =
        found.answers.iter().flat_map(|join| join.of(response)).map(|row| row.paragraph.as_str()).collect();
    if rows.is_empty() {
        return None;
    }
    let words = counted(rows.len(), "¶", "¶¶");
    let which = if response == Response::NotAnswered && rows.len() <= 6 {
        format!(": {}, admitted where an answer was required (Fed. R. Civ. P. 8(b)(6))", rows.join(", "))
    } else {
        String::new()
    };
    // A brief for a board has no section on the answer to lead to.
    let words = match composer.options.profile {
        Profile::Board => Inline::text(words),
        _ => Inline::link("answer", words),
    };
    Some(vec![words, Inline::text(format!(" {}{which}. ", response.title()))])
}

fn admitted(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Sentences {
    let mut sentences = Vec::new();
    for response in [
        Response::Admitted,
        Response::AdmittedInPart,
        Response::NotAnswered,
        Response::Incorporated,
        Response::Unread,
    ] {
        sentences.extend(answered(composer, found, response));
    }
    let own = of_mode(composer, |e| {
        matches!(e.mode, Mode::Admitted | Mode::Confirmed)
            && e.speaker == Speaker::Company
            && e.polarity == Polarity::Asserted
            && !e.concept.starts_with("security:")
            && spoken_in_public(e)
    });
    if !own.is_empty() {
        let mut line = vec![Inline::text("Out of court: ")];
        line.extend(composer.cites_of(&best(own, SHOWN), SHOWN));
        line.push(Inline::text("."));
        sentences.push(line);
    }
    or_none(sentences, "No admission found.")
}

fn held(composer: &mut Composer<'_, '_>) -> Sentences {
    let mut sentences = Vec::new();
    let modes = [
        (Mode::Held, "ruling", "rulings", ""),
        (
            Mode::Plausible,
            "statement",
            "statements",
            " taken as true at the pleading stage, not found as fact",
        ),
    ];
    for (mode, one, many, words) in modes {
        let list = of_mode(composer, |e| e.mode == mode && e.speaker == Speaker::Court);
        if list.is_empty() {
            continue;
        }
        let places: BTreeSet<(usize, usize)> = list.iter().map(|e| (e.quote.record, e.quote.start)).collect();
        let target = if list.iter().any(|e| e.concept.starts_with("claim:")) { "claims" } else { "voices" };
        let mut line =
            vec![Inline::link(target, counted(places.len(), one, many)), Inline::text(format!("{words}: "))];
        line.extend(composer.cites_of(&best(list, SHOWN), SHOWN));
        line.push(Inline::text(". "));
        sentences.push(line);
    }
    let orders = composer.view.of_kind(&[DocumentKind::Order]).len();
    let none = if orders == 0 {
        "Nothing yet: no order is among the documents."
    } else {
        "No holding found in the orders."
    };
    or_none(sentences, none)
}

fn promised(composer: &mut Composer<'_, '_>) -> Sentences {
    let mut sentences = Vec::new();
    for (mode, one, many) in [
        (Mode::Promised, "promise", "promises"),
        (Mode::Represented, "representation", "representations"),
        (Mode::Permitted, "reservation (“may”)", "reservations (“may”)"),
    ] {
        let list = of_mode(composer, |e| {
            e.mode == mode
                && e.speaker == Speaker::Company
                && spoken_in_public(e)
                && e.kind != DocumentKind::News
        });
        if list.is_empty() {
            continue;
        }
        let key = |e: &&Evidence<'_>| (e.quote.record, e.quote.start);
        let all: BTreeSet<(usize, usize)> = list.iter().map(key).collect();
        let not: BTreeSet<(usize, usize)> =
            list.iter().filter(|e| e.polarity == Polarity::Negated).map(key).collect();
        let mut line = vec![Inline::link("voices", counted(all.len(), one, many))];
        if !not.is_empty() {
            line.push(Inline::text(format!(", {} that a thing is not done", grouped(not.len()))));
        }
        line.push(Inline::text(": "));
        line.extend(composer.cites_of(&best(list, 2), 2));
        line.push(Inline::text(". "));
        sentences.push(line);
    }
    if sentences.is_empty() {
        sentences.extend(quoted_by_others(composer));
    }
    or_none(sentences, "No statement of the company found.")
}

/// What the company said as complaints and orders quote it, where its own documents are not at hand.
fn quoted_by_others(composer: &mut Composer<'_, '_>) -> Option<Vec<Inline>> {
    let said = |e: &Evidence<'_>| {
        e.speaker == Speaker::Company
            && matches!(e.mode, Mode::Promised | Mode::Represented | Mode::Permitted)
            && e.has(Flag::Quoted)
    };
    let list = of_mode(composer, said);
    if list.is_empty() {
        return None;
    }
    let places: BTreeSet<(usize, usize)> = list.iter().map(|e| (e.quote.record, e.quote.start)).collect();
    let words = counted(places.len(), "statement", "statements");
    let mut line = vec![
        Inline::text("None in a document of its own; "),
        Inline::link("voices", words),
        Inline::text(" as others quote or paraphrase them: "),
    ];
    line.extend(composer.cites_of(&best(list, SHOWN), SHOWN));
    line.push(Inline::text("."));
    Some(line)
}

fn unverified(composer: &mut Composer<'_, '_>) -> Sentences {
    let list = of_mode(composer, |e| e.speaker == Speaker::ThreatActor || e.mode == Mode::Claimed);
    if list.is_empty() {
        return vec![vec![Inline::text("No claim by a threat actor found.")]];
    }
    let places: BTreeSet<(usize, usize)> = list.iter().map(|e| (e.quote.record, e.quote.start)).collect();
    let words = counted(places.len(), "statement by a threat actor", "statements by threat actors");
    let mut line = vec![Inline::link("unverified", words), Inline::text(": ")];
    line.extend(composer.cites_of(&best(list, SHOWN), SHOWN));
    line.push(Inline::text("."));
    vec![line]
}

fn tensions(found: &Analyses<'_>) -> Sentences {
    if found.tensions.is_empty() {
        return vec![vec![Inline::text("No tension found by the rules of the section on method.")]];
    }
    let words = counted(found.tensions.len(), "tension", "tensions");
    let mut line = vec![Inline::link("tensions", words), Inline::text(": ")];
    let mut kinds: BTreeMap<TensionKind, usize> = BTreeMap::new();
    for tension in &found.tensions {
        *kinds.entry(tension.kind).or_default() += 1;
    }
    for (n, (kind, count)) in kinds.iter().enumerate() {
        line.push(Inline::text(if n == 0 { "" } else { ", " }));
        let target = super::anchor("tensions", kind.title());
        line.push(Inline::link(target, format!("{count} {}", kind.between())));
    }
    line.push(Inline::text("."));
    vec![line]
}

fn not_found(found: &Analyses<'_>) -> Sentences {
    let missing = &found.certificate.not_found;
    let mut sentences = Vec::new();
    if !missing.is_empty() {
        let names: Vec<(String, String)> =
            missing.iter().map(|n| (super::anchor("said", &n.concept), n.name.clone())).collect();
        let mut line = vec![Inline::text("No statement of the company on ")];
        line.extend(named(&names, NAMED));
        line.extend([
            Inline::text(" ("),
            Inline::link("certificate", "search certificate"),
            Inline::text("). "),
        ]);
        sentences.push(line);
    }
    let gaps = found.claims.iter().flat_map(|c| &c.elements).filter(|e| e.alleged.is_empty()).count();
    if gaps > 0 {
        let words = counted(
            gaps,
            "element of a claim without an allegation",
            "elements of claims without an allegation",
        );
        sentences.push(vec![Inline::link("claims", words), Inline::text(". ")]);
    }
    for gap in &found.uncovered {
        sentences.push(vec![
            Inline::text("No version of the policy is known for "),
            Inline::link("in-force", counted(usize::try_from(gap.days).unwrap_or(0), "day", "days")),
            Inline::text(" of the class period. "),
        ]);
    }
    or_none(sentences, "Every subject raised was met by a statement of the company.")
}

fn not_readable(found: &Analyses<'_>) -> Sentences {
    let list: Vec<_> = found.unread.iter().collect();
    if list.is_empty() {
        return vec![vec![Inline::text("Every file met was read in full.")]];
    }
    let first: Vec<String> = list
        .iter()
        .take(2)
        .map(|item| {
            let name = item.path.rsplit('/').next().unwrap_or(&item.path);
            let pages: Vec<String> = item.pages.iter().map(u32::to_string).collect();
            let at = match pages.len() {
                0 => String::new(),
                1 => format!(", p. {}", pages[0]),
                _ => format!(", pp. {}", pages.join(", ")),
            };
            // what to do about it is said in the list
            let reason = item.reason.split("hint:").next().unwrap_or_default();
            let reason = reason.split(" (see").next().unwrap_or_default().trim_end();
            format!("{name}{at} ({reason})")
        })
        .collect();
    let more = if list.len() > 2 { format!("; and {} more", list.len() - 2) } else { String::new() };
    vec![vec![
        Inline::text(format!("{}{more} (", first.join("; "))),
        Inline::link("unread", "list"),
        Inline::text(")."),
    ]]
}
