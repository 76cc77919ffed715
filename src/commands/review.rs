//! `pincite review`: what reviewers decide about findings, with a log that only grows.

use super::{End, index, matter, output, pipeline, show};
use crate::document::{
    CiteForm, CiteStyle, Finding, LabelChange, Labels, Mode, Polarity, Record, Review, ReviewAction,
    ReviewState, ShortNames, Speaker, cite,
};
use crate::store::Matter;
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Accept, reject, relabel or comment on findings; every decision is logged
///
/// Rejected findings are left out of briefs, and no search finds them but `review:rejected`.
/// Relabelled ones count with their new labels. The log keeps who decided what and when.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pincite review list complaint.pdf --concept data:ssn\n  \
                        pincite review reject 3f9a12bc04d1 --comment 'order tracking, not tracking of users'\n  \
                        pincite review relabel 3f9a12bc04d1 --mode denied\n  \
                        pincite search 'data:*[review=accepted]'\n  pincite review log --json")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
    /// Folder of the matter
    #[arg(long, value_name = "DIR", global = true)]
    matter: Option<PathBuf>,
    /// Print as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Show findings with their names and what was decided about them
    List {
        /// Only of this document: path, end of a path, or first letters of the SHA-256
        document: Option<String>,
        /// Only of this concept, such as `data:ssn`, or kind, such as `data:`
        #[arg(long)]
        concept: Option<String>,
        /// Only in this state: open, accepted, rejected or relabelled
        #[arg(long)]
        state: Option<ReviewState>,
    },
    /// Say that findings are right
    Accept(Decision),
    /// Say that findings are wrong
    Reject(Decision),
    /// Put other labels in place of those found
    Relabel {
        #[command(flatten)]
        decision: Decision,
        /// Concept of the taxonomy, such as `practice:share`
        #[arg(long)]
        concept: Option<String>,
        #[arg(long)]
        mode: Option<Mode>,
        #[arg(long)]
        polarity: Option<Polarity>,
        #[arg(long)]
        speaker: Option<Speaker>,
        /// Folder of taxonomy files to use instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        taxonomy: Option<PathBuf>,
    },
    /// Note something about findings, with `--comment`
    Comment(Decision),
    /// Take earlier decisions back
    Reopen(Decision),
    /// Show every decision, the oldest first
    Log,
}

#[derive(Debug, clap::Args)]
struct Decision {
    /// Names of findings, as `review list` and `tag --json` show them, or their first letters
    #[arg(required = true, value_name = "FINDING")]
    findings: Vec<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    comment: Option<String>,
    /// Who decides; by default the user of this machine
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// A finding as reviewers see it.
#[derive(Serialize)]
struct Listed<'a> {
    id: String,
    document: String,
    path: Option<&'a String>,
    review: ReviewState,
    #[serde(flatten)]
    labels: Labels,
    found_as: Option<&'a Labels>,
    quote: &'a str,
    cite: String,
}

/// An entry of the log.
#[derive(Serialize)]
struct Logged<'a> {
    #[serde(flatten)]
    review: &'a Review,
    /// Is the finding still found? If not, the decision has no effect.
    found: bool,
}

pub(super) fn run(args: &Args) -> Result<End> {
    let dir = matter::existing(args.matter.as_deref())?;
    let decide = |action: ReviewAction, decision: &Decision| {
        let mut matter = Matter::create_or_open(&dir)?;
        let records = matter.records()?;
        let reviews = entries(&records, &action, decision)?;
        matter.add_reviews(&reviews)?;
        index::catch_up(&matter)?;
        list(&matter, args.json, &|id, _, _| reviews.iter().any(|r| r.finding == id))
    };
    match &args.action {
        Action::List { document, concept, state } => {
            let matter = Matter::open(&dir)?;
            let wanted = document.as_deref().map(|name| show::find(&matter, name)).transpose()?;
            list(&matter, args.json, &|_, record, finding| {
                wanted.as_ref().is_none_or(|w| w.document.sha256 == record.document.sha256)
                    && state.is_none_or(|state| finding.review == state)
                    && concept.as_ref().is_none_or(|c| is_of_concept(finding, c))
            })
        }
        Action::Accept(decision) => decide(ReviewAction::Accept, decision),
        Action::Reject(decision) => decide(ReviewAction::Reject, decision),
        Action::Reopen(decision) => decide(ReviewAction::Reopen, decision),
        Action::Comment(decision) if decision.comment.is_none() => {
            bail!("no comment\nhint: give it with `--comment 'words'`")
        }
        Action::Comment(decision) => decide(ReviewAction::Comment, decision),
        Action::Relabel { decision, concept, mode, polarity, speaker, taxonomy } => {
            let labels =
                LabelChange { concept: concept.clone(), mode: *mode, polarity: *polarity, speaker: *speaker };
            if labels.is_empty() {
                bail!("no label to change\nhint: give `--concept`, `--mode`, `--polarity` or `--speaker`");
            }
            if let Some(concept) = concept
                && pipeline::taxonomy(taxonomy.as_deref())?.concept(concept).is_none()
            {
                bail!("the taxonomy has no concept `{concept}`\nhint: `pincite taxonomy list` shows all");
            }
            decide(ReviewAction::Relabel { labels }, decision)
        }
        Action::Log => log(&Matter::open(&dir)?, args.json),
    }
}

/// `data:` stands for every concept of its kind.
fn is_of_concept(finding: &Finding, concept: &str) -> bool {
    let of = |own: &str| if concept.ends_with(':') { own.starts_with(concept) } else { own == concept };
    of(&finding.concept) || finding.found_as.as_ref().is_some_and(|found| of(&found.concept))
}

/// One entry of the log for each finding named.
fn entries(records: &[Record], action: &ReviewAction, decision: &Decision) -> Result<Vec<Review>> {
    let by = match &decision.by {
        Some(name) => name.clone(),
        None => ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
            .ok_or_else(|| anyhow::anyhow!("nobody is named as the reviewer\nhint: give `--by NAME`"))?,
    };
    let at = jiff::Timestamp::now().round(jiff::Unit::Second)?.to_string();
    let mut entries = Vec::new();
    for name in &decision.findings {
        let (record, finding, id) = find(records, name)?;
        entries.push(Review {
            at: at.clone(),
            by: by.clone(),
            document: record.document.sha256.clone(),
            finding: id,
            found_as: finding.labels_found(),
            quote: record.document.slice(finding.span).to_owned(),
            action: action.clone(),
            comment: decision.comment.clone(),
        });
    }
    Ok(entries)
}

/// Fewest letters by which a finding may be named.
const SHORTEST: usize = 4;

fn find<'r>(records: &'r [Record], name: &str) -> Result<(&'r Record, &'r Finding, String)> {
    let hint = "hint: `pincite review list` shows the names of all findings";
    if name.len() < SHORTEST {
        bail!("`{name}` is too short to name a finding\n{hint}");
    }
    let mut found: Vec<(&Record, &Finding, String)> = Vec::new();
    for record in records {
        for finding in &record.findings {
            let id = finding.id(&record.document.sha256);
            if id.starts_with(&name.to_lowercase()) && found.iter().all(|(_, _, other)| *other != id) {
                found.push((record, finding, id));
            }
        }
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => bail!("no finding `{name}` in the matter\n{hint}"),
        n => bail!("`{name}` fits {n} findings\nhint: give more letters"),
    }
}

fn list(matter: &Matter, json: bool, wanted: &dyn Fn(&str, &Record, &Finding) -> bool) -> Result<End> {
    let records = matter.records()?;
    let names = ShortNames::of(records.iter().map(|r| &r.document));
    let mut listed = Vec::new();
    for record in &records {
        let document = &record.document;
        for finding in &record.findings {
            let id = finding.id(&document.sha256);
            if !wanted(&id, record, finding) {
                continue;
            }
            let name = names.get(&document.sha256);
            listed.push(Listed {
                id,
                document: format!("sha256:{}", document.sha256),
                path: record.paths.first(),
                review: finding.review,
                labels: finding.labels(),
                found_as: finding.found_as.as_deref(),
                quote: document.slice(finding.proposition),
                cite: cite(document, name, finding.proposition, CiteStyle::default(), CiteForm::Full),
            });
        }
    }
    output::print_all(&listed, json, describe)
}

fn describe(listed: &Listed<'_>) -> String {
    let was = listed.found_as.map_or_else(String::new, |found| format!(", found as {found}"));
    let quote = listed.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}  {}  [{}{was}]\n  “{quote}”\n  {}\n", listed.id, listed.labels, listed.review, listed.cite)
}

fn log(matter: &Matter, json: bool) -> Result<End> {
    let reviews = matter.reviews()?;
    let records = matter.records()?;
    let ids: BTreeSet<String> = records
        .iter()
        .flat_map(|r| r.findings.iter().map(|finding| finding.id(&r.document.sha256)))
        .collect();
    let logged: Vec<Logged<'_>> =
        reviews.iter().map(|review| Logged { review, found: ids.contains(&review.finding) }).collect();
    output::print_all(&logged, json, describe_entry)
}

fn describe_entry(entry: &Logged<'_>) -> String {
    let Review { at, by, finding, found_as, quote, action, comment, .. } = entry.review;
    let what = match action {
        ReviewAction::Accept => "accepted".to_owned(),
        ReviewAction::Reject => "rejected".to_owned(),
        ReviewAction::Comment => "commented on".to_owned(),
        ReviewAction::Reopen => "reopened".to_owned(),
        ReviewAction::Relabel { labels } => format!("relabelled ({})", describe_change(labels)),
    };
    let gone = if entry.found { "" } else { " — no longer found; the decision has no effect" };
    let comment = comment.as_ref().map_or_else(String::new, |comment| format!("  {comment}\n"));
    format!("{at}  {by} {what} {finding}{gone}\n  {found_as}: “{quote}”\n{comment}")
}

fn describe_change(change: &LabelChange) -> String {
    let parts = [
        change.concept.as_ref().map(|c| format!("concept {c}")),
        change.mode.map(|m| format!("mode {m}")),
        change.polarity.map(|p| format!("polarity {p}")),
        change.speaker.map(|s| format!("speaker {s}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
