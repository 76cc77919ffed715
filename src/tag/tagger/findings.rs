//! From hits to findings: suppression, decision, and one finding for what a paragraph says once.

use super::proposition::proposition;
use super::silent::{
    binds_users, is_boilerplate, is_for_others, is_general_event, is_general_standard, is_heading_like,
    is_in_address, is_in_heading, is_instruction, is_item_of_data, is_led_in_by_control, is_led_in_by_use,
    is_left_out, is_of_story, is_purpose, is_question, is_told_not_to,
};
use super::{Hit, Rule, Run};
use crate::document::{Decision, DocumentKind, Finding, Flag, Mode, ReviewState, Speaker};
use crate::tag::cues::Class;
use crate::tag::decide::{Case, Verdict};
use crate::tag::passage::{Mention, Passage, Words};
use crate::tag::taxonomy::Kind;

/// Practices that an item of a list of data names without saying that anybody does so.
const OF_DATA: [&str; 6] = [
    "practice:cookies",
    "practice:camera_mic",
    "practice:geo",
    "practice:voice",
    "practice:biometric",
    "practice:contacts",
];

/// Standards that somebody has met or has not.
const STANDARDS: [&str; 9] = [
    "security:iso27001",
    "security:soc2",
    "security:pcidss",
    "security:nist",
    "security:hitrust",
    "security:hipaacompl",
    "security:gdprcompl",
    "security:csa_star",
    "security:tisax",
];

impl Run<'_> {
    /// `items` are where the items of a list start that one sentence leads in: each says for itself what another has
    /// said.
    pub(super) fn findings(
        &self,
        index: usize,
        passage: &Passage<'_>,
        mut hits: Vec<Hit>,
        items: &[usize],
    ) -> Vec<Finding> {
        let item = |finding: &Finding| items.partition_point(|start| *start <= finding.span.start);
        hits.sort_by_key(|hit| (hit.words.start, hit.words.end));
        let mut findings: Vec<Finding> = Vec::new();
        let mut before: Option<(&Hit, Verdict)> = None;
        for hit in hits.iter().filter(|hit| !self.is_suppressed(passage, hit)) {
            let rule = &self.tagger.rules.concepts[hit.concept];
            let mut verdict = Case::new(passage, rule, hit).decide();
            if rule.kind == Kind::Data {
                if let Some((item, of_item)) = &before
                    && is_next_item(passage, item, hit)
                {
                    verdict.follow(of_item);
                }
                before = Some((hit, verdict.clone()));
            }
            if is_void(rule, &verdict) || self.is_foreign(passage, rule, &hits) {
                continue;
            }
            // under a rule of law data are what the rule is about, not what is done
            if passage.setting.states_rules && rule.id == "data:generic" {
                continue;
            }
            let finding = self.finding(index, passage, hit, verdict);
            if !findings.iter().any(|other| item(other) == item(&finding) && is_same(other, &finding)) {
                findings.push(finding);
            }
        }
        let mut settled = Vec::new();
        for mut of_item in findings.chunk_by(|a, b| item(a) == item(b)).map(<[Finding]>::to_vec) {
            settle_paragraph(passage.kind, &mut of_item);
            settled.append(&mut of_item);
        }
        settled
    }

    /// Facts of a decision on something else: code that "transmits data" in a copyright case.
    fn is_foreign(&self, passage: &Passage<'_>, rule: &Rule, hits: &[Hit]) -> bool {
        let fact = !matches!(rule.kind, Kind::Claim | Kind::Defence);
        let specific = |hit: &Hit| is_of_privacy(&self.tagger.rules.concepts[hit.concept].id);
        fact && passage.kind == DocumentKind::Order
            && !passage.setting.of_privacy
            && !passage.has(Class::Anchor, &passage.words)
            && !hits.iter().any(specific)
    }

    /// Paragraphs that only run the case, and a company's sentences that grant a control.
    fn is_suppressed(&self, passage: &Passage<'_>, hit: &Hit) -> bool {
        let concept = &self.tagger.rules.concepts[hit.concept];
        let sentence = passage.sentence_of(hit.words.start);
        let pleading = matches!(passage.kind, DocumentKind::Complaint | DocumentKind::Answer);
        if pleading && passage.has(Class::Procedure, &sentence) || is_in_address(passage, &hit.words) {
            return true;
        }
        let raised = is_litigation(passage.kind) || tells_of_court(passage, &sentence);
        if concept.kind == Kind::Defence && concept.id != "defence:consent" && !raised {
            return true;
        }
        let own_voice =
            matches!(passage.kind, DocumentKind::Policy | DocumentKind::Terms | DocumentKind::Notice);
        let grants = passage.has(Class::Rights, &sentence)
            || is_led_in_by_control(passage, &sentence)
            || binds_users(passage, &sentence, &hit.words)
            || is_instruction(passage, &(sentence.start..hit.words.start));
        if is_told_not_to(passage, &sentence) || is_boilerplate(passage, &sentence) {
            return true;
        }
        let title = matches!(
            passage.kind,
            DocumentKind::Policy
                | DocumentKind::Terms
                | DocumentKind::Notice
                | DocumentKind::Statement
                | DocumentKind::Other
        );
        if title && matches!(concept.kind, Kind::Security | Kind::Practice) && is_heading_like(passage) {
            return true;
        }
        let purpose = concept.id == "security:puffery"
            && (is_led_in_by_use(passage, &sentence) || is_purpose(passage, &sentence));
        let item = OF_DATA.contains(&concept.id.as_str()) && is_item_of_data(passage, &sentence);
        if purpose || item || is_of_story(passage, &sentence) {
            return true;
        }
        let of_others = concept.kind == Kind::Security && is_for_others(passage, &sentence, &hit.words)
            || STANDARDS.contains(&concept.id.as_str()) && is_general_standard(passage, &sentence);
        let general = concept.id == "practice:breach" && is_general_event(passage, &sentence, &hit.words);
        if of_others || general {
            return true;
        }
        let left_out = concept.kind == Kind::Data && is_left_out(passage, &sentence, &hit.words);
        let said_nothing = is_question(passage, &sentence) || is_in_heading(passage, &sentence, &hit.words);
        let told_how = matches!(passage.kind, DocumentKind::Statement | DocumentKind::News)
            && is_instruction(passage, &(sentence.start..hit.words.start));
        told_how || own_voice && concept.kind != Kind::Defence && (grants || left_out || said_nothing)
    }

    fn finding(&self, index: usize, passage: &Passage<'_>, hit: &Hit, verdict: Verdict) -> Finding {
        let concept = &self.tagger.rules.concepts[hit.concept];
        let span = passage.span(&hit.words);
        let why: Vec<String> = hit.witnesses.iter().map(|&at| passage.word(at).to_lowercase()).collect();
        let mut decisions = vec![Decision {
            field: "concept".to_owned(),
            rule: hit.rule.clone(),
            words: why.join(" "),
            span: Some(span),
        }];
        let confidence = confidence(hit, &verdict);
        decisions.extend(verdict.decisions);
        Finding {
            concept: concept.id.clone(),
            mode: verdict.mode,
            polarity: verdict.polarity,
            speaker: verdict.speaker,
            speaker_name: verdict.name,
            chain: verdict.chain,
            span,
            proposition: proposition(passage, &hit.words, span),
            paragraph: index,
            rule: hit.rule.clone(),
            why,
            decisions,
            strength: verdict.strength,
            flags: verdict.flags,
            condition: verdict.condition.map(|words| passage.span(&words)),
            confidence,
            review: ReviewState::Open,
            found_as: None,
        }
    }
}

/// Does an item of a list follow the one before: "a, b and c" in one sentence?
fn is_next_item(passage: &Passage<'_>, item: &Hit, next: &Hit) -> bool {
    const JOINED: u32 = 3;
    let same = passage.sentence_of(item.words.start).contains(&next.words.start);
    let apart = next.words.start.saturating_sub(item.words.end);
    if !same || next.words.start < item.words.end || apart > JOINED {
        return false;
    }
    let joins = |at: u32| {
        let word = passage.word(at).to_lowercase();
        word == "and" || word == "or"
    };
    let mut gaps = item.words.end - 1..next.words.start;
    let listed =
        gaps.clone().any(|at| passage.gap(at).contains(',')) || (item.words.end..next.words.start).any(joins);
    let ends = gaps.any(|at| passage.gap(at).contains([';', ':', '(', ')', '.']));
    let own_verb = |at: u32| {
        matches!(passage.word(at).to_lowercase().as_str(), "we" | "you" | "but" | "may" | "is" | "are")
    };
    listed && !ends && !(item.words.end..next.words.start).any(own_verb)
}

/// News of a case.
fn tells_of_court(passage: &Passage<'_>, sentence: &Words) -> bool {
    let press = matches!(passage.kind, DocumentKind::News | DocumentKind::Report);
    let of_court = |mention: &Mention| matches!(mention.speaker, Speaker::Court | Speaker::Plaintiff);
    press && passage.mentions.iter().any(|m| of_court(m) && sentence.contains(&m.words.start))
}

/// Filings, decisions and the letters before them: where defences are raised.
fn is_litigation(kind: DocumentKind) -> bool {
    use DocumentKind as D;
    matches!(
        kind,
        D::Complaint
            | D::Answer
            | D::Motion
            | D::Brief
            | D::Order
            | D::Letter
            | D::Declaration
            | D::Transcript
    )
}

/// Statutes on privacy, data and the use of computers, not causes of action known to all law.
pub(super) fn is_of_privacy(id: &str) -> bool {
    id.starts_with("claim:") && !id.starts_with("claim:cl.") && id != "claim:fed.rico"
}

/// Concepts that make no sense in a mouth or mode: a company's own failing as what it represents,
/// praise that nobody but the company gives, bare data or disclosure as the object of a rule.
fn is_void(rule: &Rule, verdict: &Verdict) -> bool {
    let own_words = matches!(verdict.mode, Mode::Represented | Mode::Promised | Mode::Permitted);
    let company = verdict.speaker == Speaker::Company;
    let praise = matches!(rule.id.as_str(), "security:puffery" | "security:absolute");
    let failing = rule.negative && rule.kind == Kind::Practice;
    let bare = matches!(rule.id.as_str(), "data:generic" | "practice:share");
    let affirmed = own_words || verdict.mode == Mode::Confirmed;
    (bare && verdict.mode == Mode::Law)
        || (rule.kind == Kind::Claim && own_words)
        || (praise && !(company && own_words))
        || (failing && company && affirmed && rule.id != "practice:breach")
        || (rule.id == "practice:deceptivepolicy" && verdict.mode == Mode::Denied)
}

/// What one paragraph says twice of a concept: bare data in its first mode only, and in a complaint not
/// beside data that the same speaker names; there
/// "location data" means the precise location that it names beside it; in a decision the ruling
/// rather than the law, the law rather than the background.
fn settle_paragraph(kind: DocumentKind, findings: &mut Vec<Finding>) {
    let all = findings.clone();
    let earlier = |finding: &Finding| {
        all.iter().any(|other| {
            other.concept == finding.concept
                && other.speaker == finding.speaker
                && other.mode != finding.mode
                && other.span < finding.span
        })
    };
    findings.retain(|finding| !(finding.concept == "data:generic" && earlier(finding)));
    // "We use encryption to keep your data private" names a measure: no praise that can't be tested
    let measured = |finding: &Finding| {
        all.iter().any(|other| {
            other.concept.starts_with("security:")
                && !matches!(other.concept.as_str(), "security:puffery" | "security:absolute")
                && other.span.end <= finding.span.start
                && other.proposition == finding.proposition
                && (other.mode, other.speaker) == (finding.mode, finding.speaker)
        })
    };
    findings.retain(|finding| !(finding.concept == "security:puffery" && measured(finding)));
    if all.iter().any(|finding| finding.concept == "data:geo_precise") {
        // "Location information such as GPS signals" is no second, rougher location.
        findings.retain(|finding| finding.concept != "data:geo_coarse" || !is_bare_location(finding));
    }
    if kind == DocumentKind::Complaint {
        let present: Vec<&str> = all.iter().map(|finding| finding.concept.as_str()).collect();
        findings.retain(|finding| {
            !(finding.concept == "data:geo_coarse" && present.contains(&"data:geo_precise"))
        });
        let named = |finding: &Finding| {
            all.iter().any(|other| {
                other.concept.starts_with("data:")
                    && other.concept != finding.concept
                    && (other.mode, other.speaker) == (finding.mode, finding.speaker)
            })
        };
        findings.retain(|finding| finding.concept != "data:generic" || !named(finding));
    }
    if kind != DocumentKind::Order {
        return;
    }
    // what a list of processing under a European act describes is what the act singles out
    let by_rule = all.iter().any(|f| f.concept.starts_with("claim:eu.") && f.mode == Mode::Law);
    for finding in findings.iter_mut().filter(|f| by_rule && f.speaker == Speaker::Court) {
        let described = finding.concept.starts_with("data:") || finding.concept.starts_with("practice:");
        if described && finding.mode == Mode::Found {
            finding.mode = Mode::Law;
            finding.decisions.push(Decision {
                field: "mode".to_owned(),
                rule: "european-rule".to_owned(),
                words: String::new(),
                span: None,
            });
        }
    }
    let rank = |mode: Mode| [Mode::Found, Mode::Law, Mode::Held].iter().position(|m| *m == mode);
    let outranked = |finding: &Finding| {
        all.iter().any(|other| {
            other.concept == finding.concept
                && rank(finding.mode).is_some()
                && rank(other.mode) > rank(finding.mode)
        })
    };
    findings.retain(|finding| finding.concept.starts_with("claim:") || !outranked(finding));
}

/// "Location data" without a word that says how exact it is.
fn is_bare_location(finding: &Finding) -> bool {
    finding.why.iter().all(|word| matches!(word.as_str(), "location" | "information" | "data"))
}

fn is_same(a: &Finding, b: &Finding) -> bool {
    (&a.concept, a.mode, a.polarity, a.speaker) == (&b.concept, b.mode, b.polarity, b.speaker)
}

/// An ordering, not a probability. From 0.9 down: 0.1 less for a bare word of a list, for a speaker
/// that a pronoun stands for, for a hedge, and for a speaker known only from the kind of a document
/// that holds many voices; 0.05 less where the words do not stand side by side.
fn confidence(hit: &Hit, verdict: &Verdict) -> f32 {
    let mut doubts = 0.0;
    let many_voices = matches!(verdict.mode, Mode::Reported | Mode::Found);
    for doubtful in
        [hit.bare, verdict.pronoun, verdict.flags.contains(&Flag::Hedged), many_voices && !verdict.attributed]
    {
        doubts += if doubtful { 0.1 } else { 0.0 };
    }
    doubts += if hit.is_phrase() { 0.0 } else { 0.05 };
    0.9 - doubts
}
