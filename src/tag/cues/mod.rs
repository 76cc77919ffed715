//! Cues: the words that decide who speaks, in which mode, and whether a thing is said to happen or
//! not. They are data beside this file, written in the query language.

use super::taxonomy::Kind;
use crate::document::{DocumentKind, Mode, Speaker};
use crate::query::{Dialect, Query, QueryError, parse};
use serde::Deserialize;

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
    Plausible,
    AnswerAdmits,
    AnswerDenies,
    AnswerSpeaks,
    Procedure,
    Rights,
    FirstPerson,
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
    pub patterns: Vec<Query>,
    pub vetoes: Vec<Query>,
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
    patterns: Vec<String>,
    #[serde(default)]
    vetoes: Vec<String>,
}

/// A cue file that can not be read.
#[derive(Debug, thiserror::Error)]
pub enum CueError {
    #[error("cues/{file}: {source}")]
    Syntax { file: &'static str, source: Box<toml::de::Error> },
    #[error("cues/{file}: cue `{id}`: {source}")]
    Pattern { file: &'static str, id: String, source: Box<QueryError> },
}

/// All cues that are compiled in.
///
/// # Errors
/// Never, unless the files beside this one were broken; a test reads them.
pub fn builtin() -> Result<Vec<Cue>, CueError> {
    let mut cues = Vec::new();
    for (file, text) in FILES {
        let read: File = toml::from_str(text).map_err(|source| CueError::Syntax { file, source: Box::new(source) })?;
        for entry in read.cue {
            cues.push(cue(file, entry)?);
        }
    }
    Ok(cues)
}

/// The text of all cue files, for the version of the tags.
pub fn source() -> String {
    FILES.iter().map(|(_, text)| *text).collect()
}

fn cue(file: &'static str, entry: Entry) -> Result<Cue, CueError> {
    let read = |patterns: &[String]| -> Result<Vec<Query>, CueError> {
        let parsed = patterns.iter().map(|pattern| parse(pattern, Dialect::Native)).collect::<Result<_, _>>();
        parsed.map_err(|source| CueError::Pattern { file, id: entry.id.clone(), source: Box::new(source) })
    };
    Ok(Cue { patterns: read(&entry.patterns)?, vetoes: read(&entry.vetoes)?, id: entry.id, class: entry.class, speaker: entry.speaker })
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
