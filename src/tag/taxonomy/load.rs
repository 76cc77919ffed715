//! From TOML files to a [`Taxonomy`], with every pattern read once so that errors name their line.

use super::concept::{Concept, Facts, Kind, Remedy};
use super::{Taxonomy, TaxonomyError};
use crate::query::{Dialect, parse};
use crate::tag::cues;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use toml::Spanned;

const BUILTIN: &[(&str, &str)] = &[
    ("words.toml", include_str!("words.toml")),
    ("claims.toml", include_str!("claims.toml")),
    ("practices.toml", include_str!("practices.toml")),
    ("data.toml", include_str!("data.toml")),
    ("security.toml", include_str!("security.toml")),
    ("defences.toml", include_str!("defences.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    concept: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    name: String,
    meaning: String,
    #[serde(default)]
    parents: Vec<Spanned<String>>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    in_list: Vec<Spanned<String>>,
    #[serde(default)]
    vetoes: Vec<Spanned<String>>,
    #[serde(default)]
    negative: bool,
    #[serde(default)]
    matches: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
    #[serde(default)]
    citations: Vec<String>,
    #[serde(default)]
    elements: Vec<String>,
    #[serde(default)]
    called: Vec<String>,
    #[serde(default)]
    deception: bool,
    #[serde(default)]
    remedies: Vec<Remedy>,
    #[serde(default)]
    defined_terms: Vec<String>,
    ccpa: Option<String>,
    sensitive: Option<bool>,
    gdpr: Option<String>,
    opp115: Option<String>,
    attests: Option<String>,
    proves: Option<String>,
    does_not_prove: Option<String>,
    validity: Option<String>,
    #[serde(default)]
    request: Vec<String>,
    statute: Option<String>,
    court_test: Option<String>,
}

/// A file's name and text.
type Source = (String, String);

impl Taxonomy {
    /// The taxonomy that is compiled in.
    ///
    /// # Errors
    /// Never, unless the files beside this one were broken; a test reads them.
    pub fn builtin() -> Result<Self, TaxonomyError> {
        let sources: Vec<Source> =
            BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self::read(&sources, &cues::builtin())
    }

    /// The taxonomy of a folder: all its `.toml` files, in the order of their names, and the cues of
    /// its folder `cues`, if it has one.
    ///
    /// # Errors
    /// With file, line and what to write.
    pub fn load(folder: &Path) -> Result<Self, TaxonomyError> {
        let sources = read_folder(folder)?;
        if sources.is_empty() {
            return Err(TaxonomyError::Empty { path: folder.to_path_buf() });
        }
        let cue_folder = folder.join("cues");
        let cues = if cue_folder.is_dir() { read_folder(&cue_folder)? } else { cues::builtin() };
        Self::read(&sources, &cues)
    }

    /// From the texts of files.
    fn read(sources: &[Source], cues: &[Source]) -> Result<Self, TaxonomyError> {
        let mut files = Vec::new();
        for (name, text) in sources {
            let lines = Lines { file: name, text };
            files.push((lines, lines.parse::<File>(text)?));
        }
        let lists = word_lists(&files);
        let mut taxonomy = Self { concepts: Vec::new(), cues: Vec::new(), index: HashMap::new() };
        for (name, text) in cues {
            taxonomy.cues.extend(cues::read(name, text)?);
        }
        let mut parents = Vec::new();
        for (lines, file) in files {
            for entry in file.concept {
                for parent in &entry.parents {
                    parents.push((
                        lines,
                        lines.at(parent),
                        entry.id.get_ref().clone(),
                        parent.get_ref().clone(),
                    ));
                }
                taxonomy.add(lines, entry, &lists)?;
            }
        }
        for (lines, line, id, parent) in parents {
            if taxonomy.concept(&parent).is_none() {
                return Err(TaxonomyError::UnknownParent { file: lines.file.to_owned(), line, id, parent });
            }
        }
        Ok(taxonomy)
    }

    fn add(&mut self, lines: Lines<'_>, entry: Entry, lists: &Lists) -> Result<(), TaxonomyError> {
        let (file, line) = (lines.file.to_owned(), lines.at(&entry.id));
        let concept = concept(lines, entry, lists)?;
        if let Some(first) = self.concept(&concept.id) {
            let first = first.file.clone();
            return Err(TaxonomyError::Duplicate { file, line, id: concept.id, first });
        }
        self.index.insert(concept.id.clone(), self.concepts.len());
        self.concepts.push(concept);
        Ok(())
    }
}

/// The `.toml` files of a folder, by name.
fn read_folder(folder: &Path) -> Result<Vec<Source>, TaxonomyError> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |source| TaxonomyError::Read { path, source }
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
        sources.push((path.display().to_string(), text));
    }
    Ok(sources)
}

/// A file, to find the line of a byte.
#[derive(Clone, Copy)]
pub(in crate::tag) struct Lines<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

impl Lines<'_> {
    fn at<T>(&self, value: &Spanned<T>) -> usize {
        line_of(self.text, value.span().start)
    }

    pub fn parse<T: serde::de::DeserializeOwned>(&self, text: &str) -> Result<T, TaxonomyError> {
        toml::from_str(text).map_err(|error| TaxonomyError::Syntax {
            file: self.file.to_owned(),
            line: error.span().map_or(1, |span| line_of(text, span.start)),
            message: error.message().to_owned(),
        })
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count()
}

/// Word lists by name, each already a bracketed OR.
pub(in crate::tag) type Lists = HashMap<String, String>;

fn word_lists(files: &[(Lines<'_>, File)]) -> Lists {
    files
        .iter()
        .flat_map(|(_, file)| &file.words)
        .map(|(name, words)| (name.clone(), any_of(words)))
        .collect()
}

/// A list of words as a bracketed OR; phrases are quoted unless they hold a wildcard.
pub(in crate::tag) fn any_of(words: &[String]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| {
            if word.contains(' ') && !word.contains(['!', '*', '?']) {
                format!("\"{word}\"")
            } else {
                word.clone()
            }
        })
        .collect();
    format!("({})", words.join(" OR "))
}

/// Puts word lists in for their names; the error is the name that is no list.
pub(in crate::tag) fn expand(pattern: &str, lists: &Lists) -> Result<String, String> {
    let mut expanded = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        expanded.push_str(before);
        let Some((name, after)) = after.split_once('}') else { return Err(after.to_owned()) };
        expanded.push_str(lists.get(name).ok_or_else(|| name.to_owned())?);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}

pub(in crate::tag) fn read_patterns(
    lines: Lines<'_>,
    id: &str,
    given: &[Spanned<String>],
    lists: &Lists,
) -> Result<Vec<String>, TaxonomyError> {
    let mut patterns = Vec::new();
    for pattern in given {
        let line = lines.at(pattern);
        let expanded = expand(pattern.get_ref(), lists).map_err(|list| TaxonomyError::UnknownList {
            file: lines.file.to_owned(),
            line,
            list,
        })?;
        parse(&expanded, Dialect::Native).map_err(|source| TaxonomyError::Pattern {
            file: lines.file.to_owned(),
            line,
            id: id.to_owned(),
            source: Box::new(source),
        })?;
        patterns.push(expanded);
    }
    Ok(patterns)
}

/// In a list a word stands as it is written.
fn read_words(words: &[Spanned<String>]) -> Vec<String> {
    words.iter().map(|word| word.get_ref().clone()).collect()
}

fn concept(lines: Lines<'_>, entry: Entry, lists: &Lists) -> Result<Concept, TaxonomyError> {
    let id = entry.id.get_ref().clone();
    let line = lines.at(&entry.id);
    let kind = kind_of(&id).ok_or_else(|| TaxonomyError::Identifier {
        file: lines.file.to_owned(),
        line,
        id: id.clone(),
    })?;
    let patterns = read_patterns(lines, &id, &entry.patterns, lists)?;
    // A claim may be found by its citations alone.
    if patterns.is_empty() && entry.citations.is_empty() {
        return Err(TaxonomyError::NoPattern { file: lines.file.to_owned(), line, id });
    }
    Ok(Concept {
        kind,
        name: entry.name,
        meaning: entry.meaning,
        parents: read_words(&entry.parents),
        vetoes: read_patterns(lines, &id, &entry.vetoes, lists)?,
        patterns,
        in_list: read_words(&entry.in_list),
        negative: entry.negative,
        matches: entry.matches,
        rejects: entry.rejects,
        facts: Facts {
            citations: entry.citations,
            elements: entry.elements,
            called: entry.called,
            deception: entry.deception,
            remedies: entry.remedies,
            defined_terms: entry.defined_terms,
            ccpa: entry.ccpa.filter(|letter| !letter.is_empty()),
            sensitive: entry.sensitive,
            gdpr: entry.gdpr.filter(|class| !class.is_empty()),
            opp115: entry.opp115,
            attests: entry.attests,
            proves: entry.proves,
            does_not_prove: entry.does_not_prove,
            validity: entry.validity,
            request: entry.request,
            statute: entry.statute,
            court_test: entry.court_test,
        },
        file: lines.file.to_owned(),
        id,
    })
}

fn kind_of(id: &str) -> Option<Kind> {
    let (kind, slug) = id.split_once(':')?;
    let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    (!slug.is_empty() && slug.chars().all(valid)).then_some(())?;
    kind.parse().ok()
}
