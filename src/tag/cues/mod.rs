//! Cues: the words that decide who speaks, in which mode, and whether a thing is said to happen or
//! not. They are data beside this file, written in the query language.

use super::taxonomy::{Kind, Lines, Lists, TaxonomyError, read_patterns};
use crate::document::{DocumentKind, Mode, Speaker};
use serde::Deserialize;
use toml::Spanned;

const FILES: [(&str, &str); 4] = [
    ("verbs.toml", include_str!("verbs.toml")),
    ("scopes.toml", include_str!("scopes.toml")),
    ("speakers.toml", include_str!("speakers.toml")),
    ("documents.toml", include_str!("documents.toml")),
];

/// What a cue does. The names in the files are in snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Say,
    Represent,
    Promise,
    Allege,
    Allegedly,
    Reportedly,
    Deny,
    Admit,
    Confirm,
    Announce,
    Find,
    Hold,
    Settle,
    According,
    Silence,
    Post,
    Negation,
    PseudoNegation,
    Ban,
    May,
    Commit,
    Would,
    Risk,
    Falsity,
    PublicData,
    Contest,
    Belief,
    LacksKnowledge,
    KnowledgeLimited,
    Absolute,
    Categorical,
    Hedge,
    Condition,
    Contrast,
    Sworn,
    Speaker,
    Pronoun,
    Law,
    LawStrong,
    NegativeRuling,
    PositiveRuling,
    DefenceFails,
    OtherCase,
    Excluded,
    Sues,
    Argue,
    Exposed,
    Spared,
    Anchor,
    Plausible,
    AnswerAdmits,
    AnswerDenies,
    AnswerSpeaks,
    Procedure,
    Rights,
    Duty,
    ForOthers,
    FirstPerson,
    Reasoning,
    Omission,
    Ordered,
}

impl Class {
    /// Does it tie a speaker to what is said?
    pub fn attributes(self) -> bool {
        matches!(
            self,
            Self::Say
                | Self::Represent
                | Self::Promise
                | Self::Allege
                | Self::Allegedly
                | Self::Reportedly
                | Self::Deny
                | Self::Admit
                | Self::Confirm
                | Self::Announce
                | Self::Find
                | Self::Hold
                | Self::Settle
                | Self::According
                | Self::Silence
                | Self::Post
        )
    }
}

#[derive(Clone, Debug)]
pub struct Cue {
    pub id: String,
    pub class: Class,
    /// Whom the words stand for, of a cue of class `speaker`.
    pub speaker: Option<Speaker>,
    /// In the query language.
    pub patterns: Vec<String>,
    pub vetoes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cue: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    class: Class,
    speaker: Option<Speaker>,
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    vetoes: Vec<Spanned<String>>,
}

/// Names and texts of the files that are compiled in.
pub fn builtin() -> Vec<(String, String)> {
    FILES.iter().map(|(name, text)| (format!("cues/{name}"), (*text).to_owned())).collect()
}

/// Reads the cues of one file.
///
/// # Errors
/// With file, line and what to write.
pub fn read(file: &str, text: &str) -> Result<Vec<Cue>, TaxonomyError> {
    let lines = Lines { file, text };
    let read: File = lines.parse(text)?;
    read.cue.into_iter().map(|entry| cue(lines, entry)).collect()
}

fn cue(lines: Lines<'_>, entry: Entry) -> Result<Cue, TaxonomyError> {
    let none = Lists::new();
    let read = |patterns: &[Spanned<String>]| read_patterns(lines, &entry.id, patterns, &none);
    Ok(Cue {
        patterns: read(&entry.patterns)?,
        vetoes: read(&entry.vetoes)?,
        id: entry.id,
        class: entry.class,
        speaker: entry.speaker,
    })
}

/// What a kind of document says by default, before any cue: its speaker and mode.
pub fn prior(kind: DocumentKind, concept: Kind) -> (Speaker, Mode) {
    use DocumentKind as D;
    match kind {
        D::Complaint => (Speaker::Plaintiff, Mode::Alleged),
        D::Answer | D::Motion | D::Brief => (Speaker::Company, Mode::Contested),
        D::Order if concept == Kind::Claim => (Speaker::Court, Mode::Law),
        D::Order if concept == Kind::Defence => (Speaker::Court, Mode::Held),
        D::Order => (Speaker::Court, Mode::Found),
        D::Policy | D::Terms | D::Contract | D::Exhibit => (Speaker::Company, Mode::Represented),
        D::Notice if concept == Kind::Practice => (Speaker::Company, Mode::Confirmed),
        D::Notice => (Speaker::Company, Mode::Represented),
        D::Statement if concept == Kind::Security => (Speaker::Company, Mode::Represented),
        D::Statement => (Speaker::ThirdParty, Mode::Reported),
        D::News | D::Report => (Speaker::Outlet, Mode::Reported),
        D::Forum => (Speaker::ThreatActor, Mode::Claimed),
        D::Letter | D::Email => (Speaker::Company, Mode::Represented),
        D::Declaration | D::Transcript | D::Other => (Speaker::Unknown, Mode::Reported),
    }
}
