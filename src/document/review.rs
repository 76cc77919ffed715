//! What reviewers decide about findings: a log that only grows, and the state that follows from it.

use super::{Finding, Mode, Polarity, ReviewState, Speaker};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// What a finding says of its passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    pub concept: String,
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
}

/// Labels that a reviewer puts in place of those found; `None` leaves one as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelChange {
    pub concept: Option<String>,
    pub mode: Option<Mode>,
    pub polarity: Option<Polarity>,
    pub speaker: Option<Speaker>,
}

/// What a reviewer did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum ReviewAction {
    Accept,
    Reject,
    Relabel {
        labels: LabelChange,
    },
    /// Says something and leaves the state as it is.
    Comment,
    /// Takes all earlier decisions back.
    Reopen,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// RFC 3339, UTC.
    pub at: String,
    pub by: String,
    /// SHA-256 of the document.
    pub document: String,
    /// See [`Finding::id`].
    pub finding: String,
    /// The labels as found, for readers of the log.
    pub found_as: Labels,
    /// The words of the finding.
    pub quote: String,
    #[serde(flatten)]
    pub action: ReviewAction,
    pub comment: Option<String>,
}

impl LabelChange {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let negated = if self.polarity == Polarity::Negated { " (negated)" } else { "" };
        write!(f, "{} {}{negated} by {}", self.concept, self.mode, self.speaker)
    }
}

/// Hexadecimal digits of a finding's name.
const ID_LENGTH: usize = 12;

impl Finding {
    pub fn labels(&self) -> Labels {
        let Self { mode, polarity, speaker, .. } = *self;
        Labels { concept: self.concept.clone(), mode, polarity, speaker }
    }

    /// The labels as the rules found them.
    pub fn labels_found(&self) -> Labels {
        self.found_as.as_deref().cloned().unwrap_or_else(|| self.labels())
    }

    /// Names this finding in the document with that SHA-256: twelve hexadecimal digits made of the
    /// document, the words and the labels as found. A review stays with a finding as long as all of
    /// these stay the same, whatever else is found around it.
    pub fn id(&self, sha256: &str) -> String {
        let Labels { concept, mode, polarity, speaker } = self.labels_found();
        let (start, end) = (self.span.start, self.span.end);
        let key = format!("{sha256} {concept} {mode} {polarity} {speaker} {start} {end}");
        let hex: String = Sha256::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        hex[..ID_LENGTH].to_owned()
    }

    /// Applies one entry of the log; later entries go before earlier ones.
    fn apply(&mut self, action: &ReviewAction) {
        match action {
            ReviewAction::Comment => {}
            ReviewAction::Accept if self.found_as.is_some() => self.review = ReviewState::Relabelled,
            ReviewAction::Accept => self.review = ReviewState::Accepted,
            ReviewAction::Reject => self.review = ReviewState::Rejected,
            ReviewAction::Reopen => {
                if let Some(found) = self.found_as.take() {
                    self.set(*found);
                }
                self.review = ReviewState::Open;
            }
            ReviewAction::Relabel { labels } => {
                let found = self.labels_found();
                let changed = Labels {
                    concept: labels.concept.clone().unwrap_or_else(|| self.concept.clone()),
                    mode: labels.mode.unwrap_or(self.mode),
                    polarity: labels.polarity.unwrap_or(self.polarity),
                    speaker: labels.speaker.unwrap_or(self.speaker),
                };
                self.review = if changed == found { ReviewState::Accepted } else { ReviewState::Relabelled };
                self.found_as = (changed != found).then(|| Box::new(found));
                self.set(changed);
            }
        }
    }

    fn set(&mut self, labels: Labels) {
        let Labels { concept, mode, polarity, speaker } = labels;
        (self.concept, self.mode, self.polarity, self.speaker) = (concept, mode, polarity, speaker);
    }
}

/// Brings the findings of one document to the state that the log's entries about it, in order, lead to.
pub fn apply_reviews<'r>(
    sha256: &str,
    findings: &mut [Finding],
    reviews: impl IntoIterator<Item = &'r Review>,
) {
    let ids: Vec<String> = findings.iter().map(|finding| finding.id(sha256)).collect();
    for review in reviews {
        // two findings with one name are the same to every reader
        for (finding, _) in findings.iter_mut().zip(&ids).filter(|(_, id)| **id == review.finding) {
            finding.apply(&review.action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn finding(concept: &str) -> Finding {
        Finding {
            concept: concept.into(),
            mode: Mode::Alleged,
            polarity: Polarity::Asserted,
            speaker: Speaker::Plaintiff,
            speaker_name: None,
            chain: vec![],
            span: Span::new(3, 9),
            proposition: Span::new(0, 12),
            paragraph: 0,
            rule: "test#1".into(),
            why: vec![],
            decisions: vec![],
            strength: None,
            flags: vec![],
            condition: None,
            confidence: 1.0,
            review: ReviewState::Open,
            found_as: None,
        }
    }

    fn review(finding: &Finding, action: ReviewAction) -> Review {
        Review {
            at: "2026-11-26T10:00:00Z".into(),
            by: "A. Reader".into(),
            document: "d".into(),
            finding: finding.id("d"),
            found_as: finding.labels_found(),
            quote: "words".into(),
            action,
            comment: None,
        }
    }

    fn to_denied() -> ReviewAction {
        ReviewAction::Relabel { labels: LabelChange { mode: Some(Mode::Denied), ..LabelChange::default() } }
    }

    #[test]
    fn a_name_stays_with_a_finding_that_is_relabelled_and_is_of_no_other() {
        let mut own = finding("data:ssn");
        let name = own.id("d");
        own.apply(&to_denied());
        assert_eq!((own.id("d"), own.mode), (name.clone(), Mode::Denied));
        assert_ne!(finding("data:ssn").id("other"), name);
        assert_ne!(finding("data:phone").id("d"), name);
        assert_ne!(Finding { span: Span::new(3, 10), ..finding("data:ssn") }.id("d"), name);
    }

    #[test]
    fn the_last_decision_holds_and_others_findings_are_untouched() {
        let (ssn, phone) = (finding("data:ssn"), finding("data:phone"));
        let after = |actions: &[ReviewAction]| {
            let reviews: Vec<Review> = actions.iter().map(|a| review(&ssn, a.clone())).collect();
            let mut both = [ssn.clone(), phone.clone()];
            apply_reviews("d", &mut both, &reviews);
            assert_eq!(both[1], phone);
            (both[0].review, both[0].mode)
        };
        let state = |actions: &[ReviewAction]| after(actions).0;
        use ReviewAction::{Accept, Comment, Reject, Reopen};
        assert_eq!(state(&[Accept, Reject]), ReviewState::Rejected);
        assert_eq!(state(&[Reject, Comment]), ReviewState::Rejected);
        assert_eq!(state(&[Reject, Reopen]), ReviewState::Open);
        assert_eq!(after(&[to_denied(), Accept]), (ReviewState::Relabelled, Mode::Denied));
        assert_eq!(after(&[to_denied(), Reopen]), (ReviewState::Open, Mode::Alleged));
        let back = ReviewAction::Relabel {
            labels: LabelChange { mode: Some(Mode::Alleged), ..LabelChange::default() },
        };
        assert_eq!(after(&[to_denied(), back]), (ReviewState::Accepted, Mode::Alleged));
    }
}
