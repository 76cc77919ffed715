//! The codes and acts that filings cite by section.

use super::names::Names;
use super::section::{Hyphen, Marker, Section};
use crate::document::CitationKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TitlePlace {
    #[default]
    None,
    Before,
    After,
    Either,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    pub normalized: String,
    pub division: Option<String>,
    pub written: Vec<String>,
    #[serde(default)]
    pub title: TitlePlace,
    #[serde(default)]
    pub hyphen: Hyphen,
    #[serde(default)]
    pub paged: bool,
    #[serde(default)]
    pub needs: String,
    #[serde(default = "statute")]
    pub kind: CitationKind,
}

fn statute() -> CitationKind {
    CitationKind::Statute
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    pub names: Vec<String>,
    pub code: Option<String>,
    #[serde(default)]
    pub sections: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownSection {
    section: String,
    normalized: String,
}

#[derive(Debug, Default, Deserialize)]
struct Secondary {
    prefixes: Vec<String>,
}

#[derive(Deserialize)]
struct CodeFile {
    code: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    act: Vec<Act>,
    known: Vec<KnownSection>,
    secondary: Secondary,
}

/// All codes and acts, ready to be looked for.
pub(super) struct Codes {
    pub codes: Vec<Code>,
    pub acts: Vec<Act>,
    known: Vec<KnownSection>,
    secondary: Secondary,
    pub code_names: Names,
    pub act_names: Names,
}

/// The tables compiled into the program. A broken table stops the tests, so it is never released.
pub(super) static CODES: LazyLock<Codes> = LazyLock::new(|| {
    Codes::parse(include_str!("codes.toml"), include_str!("acts.toml")).expect("codes and acts")
});

impl Codes {
    fn parse(codes: &str, acts: &str) -> Result<Self, toml::de::Error> {
        let codes: CodeFile = toml::from_str(codes)?;
        let acts: ActFile = toml::from_str(acts)?;
        let code_names =
            |(i, c): (usize, &'_ Code)| c.written.iter().map(move |w| (w.clone(), i)).collect::<Vec<_>>();
        let code_list: Vec<_> = codes.code.iter().enumerate().flat_map(code_names).collect();
        let act_names =
            |(i, a): (usize, &'_ Act)| a.names.iter().map(move |w| (w.clone(), i)).collect::<Vec<_>>();
        let act_list: Vec<_> = acts.act.iter().enumerate().flat_map(act_names).collect();
        Ok(Self {
            code_names: Names::new(code_list.iter().map(|(w, i)| (w.as_str(), *i))),
            act_names: Names::new(act_list.iter().map(|(w, i)| (w.as_str(), *i))),
            codes: codes.code,
            acts: acts.act,
            known: acts.known,
            secondary: acts.secondary,
        })
    }

    pub fn code_source(&self, entry: usize, title: Option<&str>) -> Source {
        let code = &self.codes[entry];
        let fill = |form: &str| title.map_or_else(|| form.to_string(), |t| form.replace("{title}", t));
        Source {
            form: fill(&code.normalized),
            division: code.division.as_deref().map(fill),
            sections: BTreeMap::new(),
            hyphen: code.hyphen,
            paged: code.paged,
            kind: code.kind,
        }
    }

    pub fn act_source(&self, entry: usize) -> Source {
        let act = &self.acts[entry];
        let form = act.code.clone().unwrap_or_default();
        let secondary = self.secondary.prefixes.iter().any(|p| form.starts_with(p.as_str()));
        let kind = match () {
            () if secondary => CitationKind::Rule,
            () if form.contains("C.F.R.") => CitationKind::Regulation,
            () => CitationKind::Statute,
        };
        let hyphen =
            if form.contains("U.S.C.") || form.starts_with("Cal.") { Hyphen::Ranges } else { Hyphen::Joins };
        Source { form, division: None, sections: act.sections.clone(), hyphen, paged: false, kind }
    }

    /// `§ 1983` and its like.
    pub fn known_section(&self, number: &str) -> Option<&str> {
        self.known.iter().find(|k| k.section == number).map(|k| k.normalized.as_str())
    }
}

/// A code or act with its title, able to write a section in the one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    form: String,
    division: Option<String>,
    /// Sections of an act that the code numbers otherwise.
    pub sections: BTreeMap<String, String>,
    pub hyphen: Hyphen,
    /// Cited by page, not by section.
    pub paged: bool,
    pub kind: CitationKind,
}

impl Source {
    /// The one form of a section, or `None` if this source has no such section.
    pub fn normalized(&self, section: &Section, marker: Marker) -> Option<String> {
        if let Some(code) = self.sections.get(&section.number) {
            return Some(code.clone());
        }
        let small = section.number.len() < 3 && section.number.bytes().all(|b| b.is_ascii_digit());
        if self.form.is_empty() || (!self.sections.is_empty() && small) {
            return None;
        }
        let part = self.kind == CitationKind::Regulation && !section.number.contains('.');
        let whole = part || matches!(marker, Marker::Part | Marker::Chapter);
        let form = self.division.as_ref().filter(|_| whole).unwrap_or(&self.form);
        Some(match &section.upper {
            Some(upper) if form.starts_with("L.R.") => {
                form.replace("{section}", &format!("{}-{upper}", section.number))
            }
            None => form.replace("{section}", &section.number),
            Some(upper) => {
                let range = format!("{}–{upper}", section.number);
                form.replace("§ {section}", "§§ {section}")
                    .replace("pt. {", "pts. {")
                    .replace("{section}", &range)
            }
        })
    }

    /// The source in which a document that defined this as a short form counts: within the act of
    /// `740 ILCS 14/1`, section 15 is `740 ILCS 14/15`.
    pub fn within(&self, section: &str) -> Source {
        match section.split_once('/') {
            Some((act, _)) => {
                Source { form: self.form.replace("{section}", &format!("{act}/{{section}}")), ..self.clone() }
            }
            None => self.clone(),
        }
    }

    /// The whole chapter or title, for a citation without a section.
    pub fn whole(&self) -> String {
        self.form.replace(", § {section}", "").replace(" § {section}", "").replace(" {section}", "")
    }
}
