use super::Span;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CitationKind {
    Statute,
    Regulation,
    Constitution,
    Rule,
    Case,
    Docket,
    Record,
    Web,
}

/// A legal authority or record cited in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    pub kind: CitationKind,
    /// Without the pin and in one form for all ways of writing: `18 U.S.C. § 2511`.
    pub normalized: String,
    /// Subsection, page or paragraph: `(1)(a)`.
    pub pin: Option<String>,
    pub span: Span,
    /// Concepts of the taxonomy that this authority stands for: `claim:fed.wiretap`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// The name of the case, where a full citation in the document gives it: `Popa v. Microsoft Corp.`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Of a parallel citation: the form of the reporter that the document cites first for the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parallel_to: Option<String>,
}

impl Citation {
    pub fn new(kind: CitationKind, normalized: impl Into<String>, pin: Option<String>, span: Span) -> Self {
        let normalized = normalized.into();
        Self { kind, normalized, pin, span, claims: Vec::new(), name: None, parallel_to: None }
    }

    /// What a table of authorities lists this under: one key for all reporters of a case.
    pub fn authority(&self) -> &str {
        self.parallel_to.as_deref().unwrap_or(&self.normalized)
    }
}
