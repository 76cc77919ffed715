//! `pincite brief`: index what is not indexed, analyse, write the cited brief.

use super::pipeline::{Pipeline, Reading};
use super::{End, index, matter, output, queries};
use crate::analysis::{self, Concepts, Matter as View};
use crate::brief::{self, Brief, Options, Pictures, Profile};
use crate::document::{CiteStyle, FileOutcome, Record};
use crate::ingest;
use crate::store::FileEntry;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Index files, analyse them and write the cited brief, in one go
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite brief corpus -o brief.html\n  \
                        pincite brief filings policies --matter m -o brief.html --privilege 'Attorney Work Product'")]
pub(super) struct Args {
    /// Files and folders; none: what the matter holds already
    #[arg(value_name = "PATH", required_unless_present = "matter")]
    paths: Vec<PathBuf>,
    /// Where to write the brief
    #[arg(short, long, value_name = "FILE", default_value = "brief.html")]
    output: PathBuf,
    /// html, docx, pdf, json, csv (tables, zipped) or dat (load file with the tags); by default what the
    /// file's ending says
    #[arg(long)]
    format: Option<Format>,
    /// Folder of the matter, made if it is missing
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Title of the brief
    #[arg(long)]
    title: Option<String>,
    /// Date to state, such as 2026-11-24; by default today
    #[arg(long, value_parser = parse_date)]
    date: Option<String>,
    /// Who prepared it
    #[arg(long, value_name = "NAME")]
    prepared_by: Option<String>,
    /// Words to print on every page, such as "Attorney Work Product"
    #[arg(long, value_name = "WORDS")]
    privilege: Option<String>,
    /// A concept (`claim:fed.wiretap`, `data:`) or a query that narrows the brief
    #[arg(long)]
    focus: Option<String>,
    /// For whom the brief is
    #[arg(long, value_enum, default_value = "counsel")]
    profile: Reader,
    /// Leave out documents later than this date
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<String>,
    /// Form of record citations: bluebook, ecf, dkt, doc, di, miwd or ca6
    #[arg(long, default_value = "bluebook")]
    cite_style: CiteStyle,
    /// Show with each passage of a PDF its page as a picture, the words marked (HTML and PDF; large)
    #[arg(long)]
    page_images: bool,
    /// Queries, one a line, whose results the search certificate states
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Html,
    Docx,
    Pdf,
    Json,
    Csv,
    Dat,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Reader {
    Counsel,
    Board,
    Regulator,
}

fn parse_date(text: &str) -> Result<String, String> {
    let date: jiff::civil::Date = text.parse().map_err(|_| "write a date such as `2026-11-24`".to_owned())?;
    Ok(date.to_string())
}

pub(super) fn run(args: &Args) -> Result<End> {
    let format = format(args)?;
    if args.page_images && !matches!(format, Format::Html | Format::Pdf) {
        bail!("pictures of pages are for `.html` and `.pdf` only");
    }
    check_folder(&args.output)?;
    if let Some(focus) = &args.focus {
        check_focus(focus)?;
    }
    let dir = matter::for_paths(args.matter.as_deref(), &args.paths);
    let ingest = ingest::Options {
        paths: args.paths.clone(),
        own: vec![dir.clone(), args.output.clone()],
        ..ingest::Options::default()
    };
    let (pipeline, matter, records, failures) = if args.paths.is_empty() {
        let (pipeline, kept) = std::thread::scope(|scope| {
            let pipeline = scope.spawn(|| Pipeline::load(&args.reading));
            let kept = crate::store::Matter::open(&dir).and_then(|matter| Ok((matter.records()?, matter)));
            (pipeline.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), kept)
        });
        let (pipeline, (records, matter)) = (pipeline?, kept?);
        (pipeline, matter, records, false)
    } else {
        let pipeline = Pipeline::load(&args.reading)?;
        let (matter, report) = index::update(&dir, &pipeline, &ingest)?;
        output::print(&index::describe(&report))?;
        let records = matter.records()?;
        (pipeline, matter, records, report.has_failures())
    };
    let files: Vec<FileOutcome> = matter.files()?.into_iter().map(|file| file.outcome).collect();
    if records.is_empty() {
        bail!(
            "no document could be read\nhint: see the reasons above; `pincite doctor` tells what this machine lacks"
        );
    }
    let entries = if args.page_images { matter.files()? } else { Vec::new() };
    let concepts = Concepts::from(&pipeline.taxonomy);
    let mut options = options(args);
    if let Some(list) = &args.queries {
        drop(matter);
        options.queries = queries::run(&dir, list)?;
    }
    let view = brief::view(View { records: &records, files: &files }, &concepts, &options);
    let brief = brief::of_view(&view, &options);
    let pictures = match format {
        Format::Html | Format::Pdf if args.page_images => {
            Pictures::draw(&brief, &view, &|sha256| source(&entries, sha256))
        }
        _ => Pictures::default(),
    };
    output::write_file(&args.output, &written(&brief, &view, format, &pictures)?)?;
    output::print(&summary(&records, &brief, &args.output, &dir))?;
    // the process ends here: giving back millions of small parts one by one would take a second
    std::mem::forget((brief, view));
    std::mem::forget(records);
    Ok(if failures { End::Incomplete } else { End::Done })
}

fn format(args: &Args) -> Result<Format> {
    let ending = args.output.extension().map(|e| e.to_string_lossy().to_lowercase());
    Ok(match (args.format, ending.as_deref()) {
        (Some(format), _) => format,
        (None, Some("html" | "htm")) => Format::Html,
        (None, Some("docx")) => Format::Docx,
        (None, Some("pdf")) => Format::Pdf,
        (None, Some("json")) => Format::Json,
        (None, Some("csv" | "zip")) => Format::Csv,
        (None, Some("dat")) => Format::Dat,
        _ => bail!(
            "`{}` has no ending that names a format\nhint: end it in .html, .docx, .pdf, .json, .zip (CSV tables) or .dat (load file), or give `--format`",
            args.output.display()
        ),
    })
}

/// A focus that can not be read is refused, never taken for one that finds nothing.
fn check_focus(focus: &str) -> Result<()> {
    let kinds = ["claim:", "practice:", "data:", "security:", "defence:"];
    if kinds.iter().any(|kind| focus.starts_with(kind)) && !focus.contains([' ', '[', '(']) {
        return Ok(());
    }
    crate::query::parse(focus, crate::query::Dialect::Native)
        .map(|_| ())
        .map_err(|error| anyhow::anyhow!("`--focus {focus}` can not be read: {error}"))
}

/// A missing folder is found before the work, not after it.
fn check_folder(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        bail!(
            "the folder `{}` does not exist\nhint: make it first, or name another output file",
            folder.display()
        );
    }
    if file.is_dir() {
        bail!("`{}` is a folder\nhint: name a file in it", file.display());
    }
    Ok(())
}

fn options(args: &Args) -> Options {
    Options {
        title: args.title.clone(),
        date: args.date.clone().unwrap_or_else(|| jiff::ZonedDateTime::now().date().to_string()),
        prepared_by: args.prepared_by.clone(),
        privilege: args.privilege.clone(),
        focus: args.focus.clone(),
        profile: match args.profile {
            Reader::Counsel => Profile::Counsel,
            Reader::Board => Profile::Board,
            Reader::Regulator => Profile::Regulator,
        },
        as_of: args.as_of.clone(),
        cite_style: args.cite_style,
        no_ocr: args.reading.leaves_scans_unread(),
        queries: Vec::new(),
    }
}

/// The bytes of a document, or why they can not be had.
fn source(files: &[FileEntry], sha256: &str) -> Result<Vec<u8>, String> {
    let own = |file: &&FileEntry| file.outcome.sha256.as_deref() == Some(sha256);
    let Some(file) = files.iter().filter(own).find(|file| file.container.is_none()) else {
        return Err("the file is inside a mail or an archive".into());
    };
    let bytes = std::fs::read(&file.absolute).map_err(|_| "the file can not be read".to_owned())?;
    if ingest::hash_bytes(&bytes) == sha256 { Ok(bytes) } else { Err("the file has changed since".into()) }
}

fn written(brief: &Brief, view: &analysis::View<'_>, format: Format, pictures: &Pictures) -> Result<Vec<u8>> {
    let html = || brief::html_with(brief, pictures).context("the brief could not be set as HTML");
    Ok(match format {
        Format::Html => html()?.into_bytes(),
        Format::Docx => brief::docx(brief).context("the brief could not be written as DOCX")?,
        Format::Pdf => brief::pdf(&html()?, &brief.date)?,
        Format::Json => brief::json(brief).context("the brief could not be written as JSON")?.into_bytes(),
        Format::Csv => {
            brief::csv(brief, view, &analysis::tables(view)).context("the tables could not be packed")?
        }
        Format::Dat => brief::dat(view),
    })
}

fn summary(records: &[Record], brief: &Brief, output: &Path, dir: &Path) -> String {
    let findings: usize = records.iter().map(|r| r.findings.len()).sum();
    let paragraphs: usize = records.iter().map(|r| r.document.paragraphs.len()).sum();
    let (quotations, citations) = brief.counts;
    format!(
        "found {} in {} of {}\nbrief: {} ({}, {})\nmatter: {}\ncheck it: pincite verify {}\n",
        output::count(findings, "statement", "statements"),
        output::count(paragraphs, "paragraph", "paragraphs"),
        output::count(records.len(), "document", "documents"),
        output.display(),
        output::count(quotations, "quotation", "quotations"),
        output::count(citations, "citation", "citations"),
        dir.display(),
        output.display(),
    )
}
