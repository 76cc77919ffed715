//! What a page says of itself in its head: title, address, author, publisher, date.

use crate::document::SourceMetadata;
use crate::extract::draft::fold;
use scraper::{ElementRef, Html};
use serde_json::Value;

/// Fills what is not known yet.
pub fn of(page: &Html, known: SourceMetadata) -> SourceMetadata {
    let head = Head::of(page);
    let linked = head.linked_data();
    let data =
        |keys: &[&str]| keys.iter().find_map(|key| linked.iter().find_map(|value| name_of(value.get(*key)?)));
    let comments = comments(page);
    SourceMetadata {
        title: known.title.or_else(|| head.title(page)).or_else(|| data(&["headline"])),
        author: known.author.or_else(|| data(&["author"])).or_else(|| head.meta(AUTHOR)),
        publisher: known.publisher.or_else(|| data(&["publisher"])).or_else(|| head.meta(PUBLISHER)),
        dated: known
            .dated
            .or_else(|| data(&["datePublished"]).or_else(|| head.meta(DATE)).and_then(|date| iso_date(&date)))
            .or_else(|| head.time(page)),
        url: known
            .url
            .or_else(|| head.canonical(page))
            .or_else(|| head.meta(&["og:url"]))
            .or_else(|| saved_from(&comments)),
        captured: known.captured.or_else(|| saved_at(&comments)),
        language: known
            .language
            .or_else(|| page.root_element().attr("lang").map(str::to_owned))
            .filter(|l| !l.trim().is_empty()),
        ..known
    }
}

const AUTHOR: &[&str] =
    &["author", "article:author_name", "dc.creator", "dcterms.creator", "byl", "parsely-author"];
const PUBLISHER: &[&str] = &["og:site_name", "publisher", "dc.publisher", "application-name"];
const DATE: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
];

struct Head<'a> {
    metas: Vec<(String, String)>,
    scripts: Vec<ElementRef<'a>>,
}

fn elements<'a>(page: &'a Html, name: &'static str) -> impl Iterator<Item = ElementRef<'a>> {
    page.tree.nodes().filter_map(ElementRef::wrap).filter(move |element| element.value().name() == name)
}

impl<'a> Head<'a> {
    fn of(page: &'a Html) -> Self {
        let metas = elements(page, "meta").filter_map(|meta| {
            let key = ["name", "property", "itemprop"].iter().find_map(|attribute| meta.attr(attribute))?;
            let value = fold(meta.attr("content")?);
            (!value.is_empty()).then(|| (key.to_ascii_lowercase(), value))
        });
        let scripts = elements(page, "script")
            .filter(|script| script.attr("type").is_some_and(|kind| kind.contains("ld+json")));
        Self { metas: metas.collect(), scripts: scripts.collect() }
    }

    fn meta(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.metas.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()))
    }

    fn title(&self, page: &Html) -> Option<String> {
        let text = |name| {
            elements(page, name).map(|e| fold(&e.text().collect::<String>())).find(|text| !text.is_empty())
        };
        text("title").or_else(|| self.meta(&["og:title", "dc.title"])).or_else(|| text("h1"))
    }

    fn canonical(&self, page: &Html) -> Option<String> {
        let links = elements(page, "link")
            .filter(|link| link.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
        links
            .filter_map(|link| link.attr("href"))
            .find(|address| address.starts_with("http"))
            .map(str::to_owned)
    }

    /// The first `time` element that says a publication date by its attributes.
    fn time(&self, page: &Html) -> Option<String> {
        let published = |time: &ElementRef<'_>| {
            time.attr("pubdate").is_some()
                || time.attr("itemprop").is_some_and(|name| name == "datePublished")
        };
        let times: Vec<_> = elements(page, "time").filter(|time| time.attr("datetime").is_some()).collect();
        let chosen =
            times.iter().find(|time| published(time)).or_else(|| times.first().filter(|_| times.len() == 1));
        chosen.and_then(|time| iso_date(time.attr("datetime")?))
    }

    /// Objects of linked data that describe an article or a page.
    fn linked_data(&self) -> Vec<Value> {
        let parsed = self
            .scripts
            .iter()
            .filter_map(|script| serde_json::from_str(&script.text().collect::<String>()).ok());
        parsed.flat_map(objects).filter(describes_a_page).collect()
    }
}

fn objects(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.into_iter().flat_map(objects).collect(),
        Value::Object(mut fields) => match fields.remove("@graph") {
            Some(graph) => objects(graph),
            None => vec![Value::Object(fields)],
        },
        _ => Vec::new(),
    }
}

fn describes_a_page(value: &Value) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|k| {
            ["Article", "Page", "Posting", "Report", "Release"].iter().any(|end| k.ends_with(end))
        })
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// A plain string, or the `name` of an object, or the first of several.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(fold(text)).filter(|text| !text.is_empty()),
        Value::Object(fields) => {
            fields.get("name").and_then(Value::as_str).map(fold).filter(|name| !name.is_empty())
        }
        Value::Array(values) => {
            let names: Vec<String> =
                values.iter().take(10).filter_map(|v| if v.is_array() { None } else { name_of(v) }).collect();
            Some(names.join(", ")).filter(|names| !names.is_empty())
        }
        _ => None,
    }
}

/// Keeps dates that are ISO 8601; others would have to be guessed.
fn iso_date(text: &str) -> Option<String> {
    let text = text.trim();
    let day: String = text.chars().take(10).collect();
    let digits =
        day.chars().enumerate().all(|(i, c)| if i == 4 || i == 7 { c == '-' } else { c.is_ascii_digit() });
    (digits && day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok()).then(|| text.to_owned())
}

fn comments(page: &Html) -> Vec<String> {
    let comments = page.tree.nodes().filter_map(|node| node.value().as_comment());
    comments.take(50).map(|comment| comment.comment.chars().take(2000).collect()).collect()
}

/// `saved from url=(0031)https://…`, or a line `url: https://…` of a page saver.
fn saved_from(comments: &[String]) -> Option<String> {
    comments.iter().find_map(|comment| {
        let after = comment
            .split_once("saved from url=(")
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(_, rest)| rest);
        let line = || comment.lines().find_map(|line| line.trim().strip_prefix("url: "));
        let address = after.or_else(line)?.split_whitespace().next()?;
        address.starts_with("http").then(|| address.to_owned())
    })
}

/// When a page saver or an archive says it stored the page, in its own words.
fn saved_at(comments: &[String]) -> Option<String> {
    comments.iter().find_map(|comment| {
        let line = comment.lines().find_map(|line| line.trim().strip_prefix("saved date: "));
        let archived = || {
            let (_, rest) = comment.split_once("FILE ARCHIVED ON ")?;
            rest.split_once(" AND ").map(|(date, _)| date)
        };
        line.or_else(archived).map(fold)
    })
}
