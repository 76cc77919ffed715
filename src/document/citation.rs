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
}
