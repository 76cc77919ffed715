//! The stages put together, as several commands need them.

use super::output;
use crate::document::{Document, Finding};
use crate::extract::ReadOptions;
use crate::extract::ocr::EngineChoice;
use crate::ingest::{Limits, Pool, Processed, Processor};
use crate::store::Stages;
use crate::tag::{Tagger, Taxonomy};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// How files are read.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Reading {
    /// Read PDF files with one reader only: faster, but nothing to compare with
    #[arg(long)]
    single_reader: bool,
    /// Seconds that one file may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    deadline: u64,
    /// Megabytes of memory that one file may take
    #[arg(long, value_name = "MB", default_value_t = 1536)]
    memory: u64,
    /// Folder of recognition models (see `pincite doctor`)
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Leave pages without a text layer unread
    #[arg(long)]
    no_ocr: bool,
    /// Folder of taxonomy files to use instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    taxonomy: Option<PathBuf>,
}

impl Reading {
    pub(super) fn leaves_scans_unread(&self) -> bool {
        self.no_ocr
    }

    /// The same, with pages without a text layer left unread.
    pub(super) fn without_ocr(&self) -> Self {
        Self { no_ocr: true, ..self.clone() }
    }
}

/// The taxonomy in use: the one in a folder, else the built-in one.
pub(super) fn taxonomy(dir: Option<&Path>) -> Result<Taxonomy> {
    match dir {
        Some(dir) => Ok(Taxonomy::load(dir)?),
        None => Ok(Taxonomy::builtin()?),
    }
}

/// Loaded stages, ready to process files.
pub(super) struct Pipeline {
    pub(super) taxonomy: Taxonomy,
    /// Made when a document is first tagged: a brief of what is indexed needs none.
    tagger: OnceLock<Tagger>,
    pool: Pool,
    options: ReadOptions,
    engine: Option<EngineChoice>,
}

impl Pipeline {
    pub(super) fn load(reading: &Reading) -> Result<Self> {
        let taxonomy = taxonomy(reading.taxonomy.as_deref())?;
        let program = std::env::current_exe().context("cannot find this program's own file")?;
        let limits = Limits { deadline: Duration::from_secs(reading.deadline), memory: reading.memory << 20 };
        let mut options = ReadOptions::default();
        options.pdf.single_reader = reading.single_reader;
        let engine = if reading.no_ocr { None } else { EngineChoice::find(reading.models.as_deref()) };
        Ok(Self { taxonomy, tagger: OnceLock::new(), pool: Pool::new(program, limits), options, engine })
    }

    /// Versions of all stages at work.
    pub(super) fn stages(&self) -> Stages {
        let version = env!("CARGO_PKG_VERSION");
        Stages {
            extract: format!(
                "{version} {}{}",
                crate::extract::versions(),
                if self.options.pdf.single_reader { " single-reader" } else { "" }
            ),
            structure: format!("{version} {}", crate::structure::VERSION),
            taxonomy: format!("{version} {} {}", crate::tag::VERSION, self.taxonomy.version()),
        }
    }

    /// Calls `act` with a processor of all stages.
    pub(super) fn with_processor<T>(&self, act: impl FnOnce(&Processor<'_>) -> T) -> T {
        let tag = |document: &mut Document| self.complete(document);
        act(&Processor::new(&self.pool, self.options.clone(), self.engine.clone(), &tag, self.stages()))
    }

    /// Adds citations to a document and finds what it says.
    fn complete(&self, document: &mut Document) -> Vec<Finding> {
        document.citations = crate::tag::citations::of_document(document);
        self.tagger().tag(document)
    }

    /// The tags of a passage that stands alone.
    pub(super) fn tagger(&self) -> &Tagger {
        self.tagger.get_or_init(|| Tagger::new(&self.taxonomy))
    }

    /// Reads one file that the user named.
    pub(super) fn process_file(&self, path: &Path) -> Result<Processed> {
        let bytes = output::read_file(path)?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(self.with_processor(|processor| processor.process(&name, &bytes)))
    }
}
