//! Reading an HTML brief back: what a reader sees of each quotation and citation.

use super::written::{Numbers, Written, WrittenCitation, WrittenQuotation, WrittenSource, two_numbers};
use crate::document::CiteForm;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// `None` where the file has no list of sources.
pub fn read(brief: &str) -> Option<Written> {
    let page = Html::parse_document(brief);
    let mut written = Written {
        style: meta(&page, "pincite-cite-style"),
        no_ocr: meta(&page, "pincite-reading").as_deref() == Some("no-ocr"),
        counts: meta(&page, "pincite-counts").as_deref().and_then(two_numbers),
        ..Written::default()
    };
    written.sources = select(&page, "tr[data-source]").into_iter().map(source).collect();
    let mut passages = BTreeMap::new();
    for (number, element) in select(&page, "[data-quotation]").into_iter().enumerate() {
        let quotation = quotation(number, element);
        if let Some(passage) = shown_passage(element) {
            passages.insert(passage, (quotation.document.clone(), quotation.start, quotation.end));
        }
        written.quotations.push(quotation);
    }
    written.passages = Some(passages);
    written.citations = select(&page, "[data-citation]").into_iter().map(citation).collect();
    (!written.sources.is_empty()).then_some(written)
}

fn source(row: ElementRef<'_>) -> WrittenSource {
    let inner = |css: &str| child(row, css).map(visible).unwrap_or_default();
    let paths = Selector::parse(".path").map(|css| row.select(&css).map(visible).collect());
    WrittenSource {
        name: inner("[data-name]"),
        shown: inner("[data-hash]"),
        hash: attribute(row, "data-source"),
        paths: paths.unwrap_or_default(),
        reader: child(row, "[data-reader]").map(visible),
    }
}

fn select<'p>(page: &'p Html, css: &str) -> Vec<ElementRef<'p>> {
    Selector::parse(css).map(|s| page.select(&s).collect()).unwrap_or_default()
}

fn child<'p>(element: ElementRef<'p>, css: &str) -> Option<ElementRef<'p>> {
    element.select(&Selector::parse(css).ok()?).next()
}

fn meta(page: &Html, name: &str) -> Option<String> {
    let found = select(page, &format!("meta[name=\"{name}\"]")).into_iter().next()?;
    found.attr("content").map(str::to_owned)
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

fn number(element: ElementRef<'_>, name: &str) -> usize {
    element.attr(name).and_then(|n| n.parse().ok()).unwrap_or(usize::MAX)
}

fn visible(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn quotation(index: usize, element: ElementRef<'_>) -> WrittenQuotation {
    let within = element.ancestors().filter_map(ElementRef::wrap).find_map(|e| e.attr("id"));
    WrittenQuotation {
        place: format!("quotation {} in #{}", index + 1, within.unwrap_or("top")),
        document: attribute(element, "data-document"),
        start: number(element, "data-start"),
        end: number(element, "data-end"),
        text: visible(element),
    }
}

/// The anchor of the passage whose cited paragraph this is.
fn shown_passage(element: ElementRef<'_>) -> Option<String> {
    let mut above = element.ancestors().filter_map(ElementRef::wrap);
    let paragraph = above.next()?;
    let passage = above.next()?;
    let is_cited = paragraph.attr("class") == Some("cited") && passage.attr("data-passage").is_some();
    is_cited.then(|| attribute(passage, "id"))
}

fn citation(element: ElementRef<'_>) -> WrittenCitation {
    let optional = |name: &str| element.attr(name).and_then(|n| n.parse().ok());
    let form = attribute(element, "data-form");
    WrittenCitation {
        place: format!("citation #{}", attribute(element, "id")),
        document: attribute(element, "data-document"),
        start: number(element, "data-start"),
        end: number(element, "data-end"),
        form: CiteForm::of_name(&form),
        text: visible(element),
        passage: Some(attribute(element, "href").trim_start_matches('#').to_owned()),
        numbers: Some(Numbers {
            page: optional("data-page"),
            line: optional("data-line"),
            paragraph: element.attr("data-paragraph").map(str::to_owned),
        }),
    }
}
