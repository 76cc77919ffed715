//! Page one: the answer.

use super::super::composer::Composer;
use super::super::model::{AnswerLine, Inline};
use super::super::wording::counted;
use super::Analyses;
use crate::analysis::answers::Response;
use crate::analysis::{Evidence, best};
use crate::document::{DocumentKind, Mode, Polarity, Speaker};
use std::collections::BTreeSet;

/// Pinpoints at the end of a line.
const SHOWN: usize = 3;

pub fn page_one(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Vec<AnswerLine> {
    let lines = [
        ("What is alleged", alleged(composer, found)),
        ("What is denied", denied(composer, found)),
        ("What is admitted", admitted(composer, found)),
        ("What a court held", held(composer)),
        ("What the company said of itself", company(composer)),
        ("Unverified", unverified(composer)),
        ("Where they collide", tensions(found)),
        ("Not found", not_found(found)),
        ("Not readable", not_readable(found)),
    ];
    lines.into_iter().map(|(label, content)| AnswerLine { label: label.into(), content }).collect()
}

type Sentences = Vec<Vec<Inline>>;

fn alleged(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Sentences {
    let complaints: BTreeSet<usize> =
        found.claims.iter().flat_map(|c| c.pleadings.iter().map(|p| p.record)).collect();
    let mut sentences = Vec::new();
    if !found.claims.is_empty() {
        let claims = counted(found.claims.len(), "claim", "claims");
        let of = counted(complaints.len(), "complaint", "complaints");
        let mut line = vec![Inline::link("claims", claims), Inline::text(format!(" in {of}: "))];
        for (n, claim) in found.claims.iter().take(6).enumerate() {
            let separator = if n == 0 { "" } else { ", " };
            line.push(Inline::text(separator));
            line.push(Inline::link(super::anchor("claim", &claim.concept), &claim.name));
        }
        if found.claims.len() > 6 {
            line.push(Inline::text(format!(" and {} more", found.claims.len() - 6)));
        }
        line.push(Inline::text(". "));
        sentences.push(line);
    }
    let practices = of_mode(composer, |e| e.mode == Mode::Alleged && e.concept.starts_with("practice:"));
    if !practices.is_empty() {
        let kinds: BTreeSet<&str> = practices.iter().map(|e| e.concept.as_str()).collect();
        let statements = counted(practices.len(), "statement", "statements");
        let what = counted(kinds.len(), "practice", "practices");
        let mut line = vec![Inline::link("voices", format!("{what} in {statements}")), Inline::text(": ")];
        line.extend(composer.cites_of(&best(practices, SHOWN), SHOWN));
        line.push(Inline::text("."));
        sentences.push(line);
    }
    or_none(sentences, "Nothing found.")
}

fn of_mode<'v>(composer: &Composer<'v, '_>, test: impl Fn(&Evidence) -> bool) -> Vec<&'v Evidence> {
    composer.view.evidence.iter().filter(|e| test(e)).collect()
}

fn or_none(sentences: Sentences, none: &str) -> Sentences {
    if sentences.is_empty() { vec![vec![Inline::text(none)]] } else { sentences }
}

fn denied(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Sentences {
    let mut sentences = Vec::new();
    let outside = of_mode(composer, |e| {
        e.mode == Mode::Denied && e.speaker == Speaker::Company && e.kind != DocumentKind::Answer
    });
    if !outside.is_empty() {
        let concepts: BTreeSet<&str> =
            outside.iter().map(|e| composer.view.concepts.name(&e.concept)).collect();
        let names: Vec<&str> = concepts.into_iter().take(4).collect();
        let mut line = vec![Inline::text(format!("Out of court: {} (", names.join(", ")))];
        line.extend(composer.cites_of(&best(outside, SHOWN), SHOWN));
        line.push(Inline::text("). "));
        sentences.push(line);
    }
    for response in
        [Response::Denied, Response::LacksKnowledge, Response::Contested, Response::GenerallyDenied]
    {
        sentences.extend(answered(found, response));
    }
    or_none(sentences, "No denial found.")
}

fn answered(found: &Analyses<'_>, response: Response) -> Option<Vec<Inline>> {
    let count: usize = found.answers.iter().map(|join| join.of(response).count()).sum();
    (count > 0).then(|| {
        let words = format!("{} {}", counted(count, "¶", "¶¶"), response.title());
        vec![Inline::link("answer", words), Inline::text(". ")]
    })
}

fn admitted(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Sentences {
    let mut sentences = Vec::new();
    for response in [Response::Admitted, Response::AdmittedInPart, Response::NotAnswered, Response::Unread] {
        sentences.extend(answered(found, response));
    }
    let own = of_mode(composer, |e| {
        matches!(e.mode, Mode::Admitted | Mode::Confirmed)
            && e.speaker == Speaker::Company
            && e.kind != DocumentKind::Answer
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
    let modes =
        [(Mode::Held, "held"), (Mode::Plausible, "taken as true at the pleading stage, not found as fact")];
    for (mode, words) in modes {
        let list = of_mode(composer, |e| e.mode == mode && e.speaker == Speaker::Court);
        if list.is_empty() {
            continue;
        }
        let mut line =
            vec![Inline::text(format!("{} {words} (", counted(list.len(), "statement", "statements")))];
        line.extend(composer.cites_of(&best(list, SHOWN), SHOWN));
        line.push(Inline::text("). "));
        sentences.push(line);
    }
    let orders = composer.view.of_kind(&[DocumentKind::Order]).len();
    let none =
        if orders == 0 { "No order is among the documents." } else { "No holding found in the orders." };
    or_none(sentences, none)
}

fn company(composer: &mut Composer<'_, '_>) -> Sentences {
    let mut sentences = Vec::new();
    for (mode, one, many) in [
        (Mode::Promised, "promise", "promises"),
        (Mode::Represented, "representation", "representations"),
        (Mode::Permitted, "reservation (“may”)", "reservations (“may”)"),
    ] {
        let list = of_mode(composer, |e| e.mode == mode && e.speaker == Speaker::Company);
        if list.is_empty() {
            continue;
        }
        let negated = list.iter().filter(|e| e.polarity == Polarity::Negated).count();
        let mut line = vec![Inline::link("voices", counted(list.len(), one, many))];
        if negated > 0 {
            line.push(Inline::text(format!(", {negated} of them that a thing is not done")));
        }
        line.push(Inline::text(" ("));
        line.extend(composer.cites_of(&best(list, 2), 2));
        line.push(Inline::text("). "));
        sentences.push(line);
    }
    or_none(sentences, "No statement of the company found.")
}

fn unverified(composer: &mut Composer<'_, '_>) -> Sentences {
    let list = of_mode(composer, |e| e.speaker == Speaker::ThreatActor || e.mode == Mode::Claimed);
    if list.is_empty() {
        return vec![vec![Inline::text("No claim by a threat actor found.")]];
    }
    let words = counted(list.len(), "statement by a threat actor", "statements by threat actors");
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
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for tension in &found.tensions {
        match kinds.iter_mut().find(|(title, _)| *title == tension.kind.title()) {
            Some((_, count)) => *count += 1,
            None => kinds.push((tension.kind.title(), 1)),
        }
    }
    let list: Vec<String> =
        kinds.iter().map(|(title, count)| format!("{} {count}", title.to_lowercase())).collect();
    line.push(Inline::text(format!("{}.", list.join("; "))));
    vec![line]
}

fn not_found(found: &Analyses<'_>) -> Sentences {
    let missing = &found.certificate.not_found;
    let mut sentences = Vec::new();
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().take(4).map(|n| n.name.as_str()).collect();
        let more = if missing.len() > 4 { format!(" and {} more", missing.len() - 4) } else { String::new() };
        let text = format!("No statement of the company on: {}{more} ", names.join(", "));
        sentences.push(vec![
            Inline::text(text),
            Inline::link("certificate", "(search certificate)"),
            Inline::text(". "),
        ]);
    }
    let gaps = found.claims.iter().flat_map(|c| &c.elements).filter(|e| e.alleged.is_empty()).count();
    if gaps > 0 {
        let words =
            counted(gaps, "element without an allegation found", "elements without an allegation found");
        sentences.push(vec![Inline::link("claims", words), Inline::text(".")]);
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
            let at = if pages.is_empty() { String::new() } else { format!(", p. {}", pages.join(", ")) };
            format!("{name}{at} ({})", item.reason)
        })
        .collect();
    let more = if list.len() > 2 { format!("; and {} more", list.len() - 2) } else { String::new() };
    vec![vec![
        Inline::text(format!("{}{more} ", first.join("; "))),
        Inline::link("unread", "(list)"),
        Inline::text("."),
    ]]
}
