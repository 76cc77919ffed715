//! `pincite search`: hits with pinpoints.

use super::{End, index, matter, output};
use crate::document::CiteStyle;
use crate::index::{Index, Snapshot};
use crate::query::{Dialect, Query, parse};
use crate::search::{self, Answer, Facet, Hit, Options, Order, ResultDocument, SavedSearch};
use crate::store::Matter;
use anyhow::{Result, anyhow};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Search with terms and connectors; every hit has its pinpoint
///
/// Operators: phrase, OR, w/5, pre/5, w/s (sentence), w/p (paragraph), AND, NOT, NOT w/5, intercept!,
/// track*, wom?n, ~stem, wiretap%1 (fuzzy), ATLEAST5(…), fields such as kind:complaint, and tags such
/// as practice:inapp or data:ssn[mode=denied].
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite search 'wiretap! w/10 \"in-app browser\"'\n  \
                        pincite search 'practice:inapp w/p data:payment AND kind:complaint' --matter marlowe --json")]
pub(super) struct Args {
    query: String,
    /// native, westlaw, lexis, dtsearch, disco or nuix
    #[arg(long, default_value = "native")]
    dialect: Dialect,
    /// Documents on a page
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Documents before the page
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Hits shown of one document; all are counted
    #[arg(long, value_name = "N", default_value_t = 50)]
    hits: usize,
    /// Order of the documents
    #[arg(long, value_enum, default_value = "score")]
    order: By,
    /// List documents under one that says nearly the same: the part of their runs of five words that
    /// both share, from 0 to 1
    #[arg(long, value_name = "PART", num_args = 0..=1, default_missing_value = "0.8")]
    fold: Option<f64>,
    /// Count the documents by kind, party, court, case, year, concept, mode and speaker
    #[arg(long)]
    facets: bool,
    /// Form of the citations: bluebook, ecf, dkt, doc, di, miwd or ca6
    #[arg(long, default_value = "bluebook")]
    cite_style: CiteStyle,
    /// Keep the search under this name (see `pincite saved`)
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
    /// Folder of the matter
    #[arg(long, value_name = "DIR")]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum By {
    Score,
    Date,
    Newest,
    Hits,
    Path,
}

impl From<By> for Order {
    fn from(by: By) -> Self {
        match by {
            By::Score => Self::Score,
            By::Date => Self::Date,
            By::Newest => Self::Newest,
            By::Hits => Self::Hits,
            By::Path => Self::Path,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<End> {
    let query = read(&args.query, args.dialect)?;
    let (matter, snapshot) = open(args.matter.as_deref())?;
    let options = Options {
        limit: args.limit,
        offset: args.offset,
        hits_per_document: args.hits,
        order: args.order.into(),
        fold: args.fold,
        cite_style: args.cite_style,
        facets: args.facets || args.json,
        ..Options::default()
    };
    let answer = answer(&matter, &snapshot, &query, &options)?;
    if let Some(name) = &args.save {
        let mut saved = SavedSearch::new(name.as_str(), &args.query, args.dialect)?;
        saved.update(hashes(&snapshot, &query)?, matter.sequence()?);
        let dir = matter.dir().to_owned();
        Matter::create_or_open(&dir)?.put_saved_search(name, &serde_json::to_string(&saved)?)?;
    }
    if args.json {
        output::print_json(&answer)?;
    } else {
        output::print(&describe(&answer, args.facets))?;
    }
    Ok(if answer.documents == 0 { End::Nothing } else { End::Done })
}

/// The answer to a query, with documents from the matter.
pub(super) fn answer(
    matter: &Matter,
    snapshot: &Snapshot,
    query: &Query,
    options: &Options,
) -> Result<Answer> {
    Ok(search::search(snapshot, |sha256| matter.encoded(sha256).ok().flatten(), query, options)?)
}

/// The hashes of all documents that match.
pub(super) fn hashes(snapshot: &Snapshot, query: &Query) -> Result<Vec<String>> {
    let selection = snapshot.count(query, &Options::default().limits)?;
    let hash = |place| Ok(snapshot.entry(place)?.sha256);
    selection.documents.iter().map(|document| hash(document.place)).collect()
}

/// The query, or why it cannot be read.
pub(super) fn read(query: &str, dialect: Dialect) -> Result<Query> {
    parse(query, dialect).map_err(|error| anyhow!("{error}"))
}

/// A matter with its index, brought up to date where it lags behind.
pub(super) fn open(named: Option<&std::path::Path>) -> Result<(Matter, Snapshot)> {
    let dir = matter::existing(named)?;
    let matter = Matter::open(&dir)?;
    let index = Index::create_or_open(&matter.index_dir());
    let is_current = |index: &Index| Some(index.sequence().ok()? == matter.sequence().ok()?);
    let index = match index {
        Ok(index) if is_current(&index) == Some(true) => index,
        // the writer's lock is held only while the index follows
        _ => index::catch_up(&Matter::create_or_open(&dir)?)?,
    };
    let snapshot = index.snapshot()?;
    Ok((matter, snapshot))
}

pub(super) fn describe(answer: &Answer, facets: bool) -> String {
    let mut text = format!(
        "{} in {}, {:.1} ms\nread as: {}\n",
        output::count(answer.hits, "hit", "hits"),
        output::count(answer.documents, "document", "documents"),
        answer.took_ms,
        answer.read_as
    );
    for note in &answer.notes {
        text += &format!("note: {note}\n");
    }
    for expansion in &answer.expansions {
        let counted =
            expansion.terms.iter().zip(&expansion.documents).map(|(term, n)| format!("{term} ({n})"));
        text += &format!("{} = {}\n", expansion.pattern, counted.collect::<Vec<_>>().join(", "));
    }
    if let Some(help) = &answer.help {
        text += &format!("{}\n", help.message);
    }
    if facets {
        text += &describe_facets(answer);
    }
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    answer.results.iter().fold(text, |text, result| text + &describe_document(result, color))
}

/// One line for each way to divide the documents, the most frequent values first.
fn describe_facets(answer: &Answer) -> String {
    const MOST: usize = 8;
    let facets = &answer.facets;
    let rows: [(&str, &[Facet]); 9] = [
        ("kind", &facets.kind),
        ("party", &facets.party),
        ("court", &facets.court),
        ("case", &facets.case),
        ("year", &facets.year),
        ("concept", &facets.concept),
        ("mode", &facets.mode),
        ("speaker", &facets.speaker),
        ("review", &facets.review),
    ];
    let row = |(name, values): (&str, &[Facet])| {
        let shown: Vec<String> =
            values.iter().take(MOST).map(|facet| format!("{} ({})", facet.value, facet.documents)).collect();
        let more = values.len().saturating_sub(MOST);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{name}: {}{more}\n", shown.join(", "))
    };
    rows.into_iter().filter(|(_, values)| !values.is_empty()).map(row).collect()
}

fn describe_document(result: &ResultDocument, color: bool) -> String {
    let title = result.title.as_deref().map(|title| format!(" · {title}")).unwrap_or_default();
    let mut text = format!("\n{} ({}){title}\n", result.path, result.kind);
    for hit in &result.hits {
        text += &format!("  {}\n    {}\n", hit.cite, marked(hit, color));
    }
    for similar in &result.similar {
        text += &format!("  nearly the same ({:.0} %): {}\n", similar.similarity * 100.0, similar.path);
    }
    let left = result.hit_count - result.hits.len();
    if left > 0 {
        text += &format!("  and {} (show them with --hits)\n", output::count(left, "more hit", "more hits"));
    }
    text
}

/// The snippet on one line, the witnessing words marked.
fn marked(hit: &Hit, color: bool) -> String {
    let (open, close) = if color { ("\x1b[1;33m", "\x1b[0m") } else { ("[", "]") };
    let mut text = String::new();
    let mut at = 0;
    for &(start, end) in &hit.marks {
        text += &format!("{}{open}{}{close}", &hit.snippet[at..start], &hit.snippet[start..end]);
        at = end;
    }
    text += &hit.snippet[at..];
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
