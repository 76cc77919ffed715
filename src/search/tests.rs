use super::*;
use crate::document::*;
use crate::index::Index;
use crate::query::{Dialect, TokenText, parse};
use std::collections::HashMap;

/// A document of paragraphs, each one line; sentences end at full stops.
fn record(key: &str, kind: DocumentKind, filed: Option<&str>, lines: &[&str]) -> Record {
    let text = lines.join("\n\n");
    let mut paragraphs = Vec::new();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (i, line) in lines.iter().enumerate() {
        let span = Span::new(start, start + line.len());
        let number = (line.len() > 40).then(|| (i + 1).to_string());
        let kind = if number.is_some() { ParagraphKind::Numbered } else { ParagraphKind::Heading };
        paragraphs.push(Paragraph { number, span, heading: vec![], kind });
        let mut from = start;
        for part in line.split_inclusive(". ") {
            sentences.push(Span::new(from, from + part.trim_end().len()));
            from += part.len();
        }
        start += line.len() + 2;
    }
    let mut metadata = Metadata::of_kind(kind, "test");
    metadata.filed = filed.map(str::to_owned);
    metadata.parties =
        vec![Party { name: "Wide Goods Inc.".into(), role: Role::Defendant, aliases: vec!["Widey".into()] }];
    metadata.court = Some("United States District Court for the Eastern District of New York".into());
    let document = Document {
        sha256: key.into(),
        bytes: text.len() as u64,
        media_type: "text/plain".into(),
        extractor: "test 1".into(),
        status: Status::Ok,
        warnings: vec![],
        metadata,
        text,
        pages: vec![],
        paragraphs,
        instruments: vec![],
        sentences,
        footnotes: vec![],
        citations: vec![],
    };
    Record { document, findings: vec![], paths: vec![format!("{key}.txt")], parent: None }
}

struct Matter {
    index: Index,
    records: HashMap<String, Record>,
}

fn matter() -> Matter {
    let long = "The tracking pixel on every page reads what a visitor types. It sends the words to Brightpost at once.";
    let mut records = vec![
        record(
            "a",
            DocumentKind::Complaint,
            Some("2023-09-20"),
            &["TRACKING PIXEL CLAIMS", long, "Nothing is said of any cookie in this third paragraph."],
        ),
        record(
            "b",
            DocumentKind::Policy,
            Some("2022-01-05"),
            &["We use cookies and a pixel of a partner, never for tracking of children."],
        ),
        record(
            "c",
            DocumentKind::News,
            None,
            &["A pixel was found, and nobody has explained so far what the tracking was for."],
        ),
    ];
    records[1].parent = Some("a".into());
    let mut index = Index::in_memory().unwrap();
    records.iter().for_each(|r| index.add(r).unwrap());
    index.commit(1).unwrap();
    Matter { index, records: records.into_iter().map(|r| (r.document.sha256.clone(), r)).collect() }
}

fn answer_with(query: &str, options: &Options) -> Answer {
    let Matter { index, records } = matter();
    let query = parse(query, Dialect::Native).unwrap();
    search(&index.snapshot().unwrap(), |key| records.get(key).cloned(), &query, options).unwrap()
}

fn answer(query: &str) -> Answer {
    answer_with(query, &Options::default())
}

fn keys(answer: &Answer) -> Vec<&str> {
    answer.results.iter().map(|r| r.document.trim_start_matches("sha256:")).collect()
}

#[test]
fn a_hit_has_its_words_its_place_and_its_sentence() {
    let answer = answer("pixel w/s visitor");
    let hit = &answer.results[0].hits[0];
    let text = &matter().records["a"].document.text;
    assert_eq!(&text[hit.start..hit.end], "pixel on every page reads what a visitor");
    let words: Vec<&str> = hit.words.iter().map(|&(s, e)| &text[s..e]).collect();
    assert_eq!(words, ["pixel", "visitor"]);
    assert_eq!(hit.snippet, "The tracking pixel on every page reads what a visitor types.");
    let marked: Vec<&str> = hit.marks.iter().map(|&(s, e)| &hit.snippet[s..e]).collect();
    assert_eq!((marked, hit.cite.as_str()), (words, "Compl. ¶ 2"));
}

#[test]
fn counts_are_of_passages_and_of_all_pages() {
    let answer = answer_with("pixel OR tracking", &Options { limit: 1, ..Options::default() });
    assert_eq!((answer.documents, answer.results.len()), (3, 1));
    assert_eq!(answer.hits, 8);
    let rest = answer_with("pixel OR tracking", &Options { limit: 5, offset: 1, ..Options::default() });
    assert_eq!(rest.results.len(), 2);
    assert!(!keys(&rest).contains(&keys(&answer)[0]));
}

#[test]
fn a_heading_and_words_together_weigh_more() {
    assert_eq!(keys(&answer("tracking w/5 pixel"))[0], "a");
}

#[test]
fn documents_come_by_date_or_hits_where_asked() {
    let by = |order| answer_with("pixel", &Options { order, ..Options::default() });
    assert_eq!(keys(&by(Order::Date)), ["b", "a", "c"]);
    assert_eq!(keys(&by(Order::Newest)), ["a", "b", "c"]);
    assert_eq!(keys(&by(Order::Hits))[0], "a");
    assert_eq!(keys(&by(Order::Path)), ["a", "b", "c"]);
}

#[test]
fn fields_narrow_and_facets_count() {
    assert_eq!(keys(&answer("kind:policy AND pixel")), ["b"]);
    assert_eq!(keys(&answer("court:nyed AND party:widey AND date:2023 AND pixel")), ["a"]);
    let only_fields = answer("kind:complaint");
    assert_eq!((only_fields.documents, only_fields.hits, only_fields.results[0].hits.len()), (1, 0, 0));
    let facets = answer("pixel").facets;
    assert_eq!(facets.kind.len(), 3);
    assert_eq!(facets.party[0], Facet { value: "Wide Goods Inc.".into(), documents: 3 });
    assert_eq!(facets.year.iter().map(|f| f.value.as_str()).collect::<Vec<_>>(), ["2022", "2023"]);
}

#[test]
fn nothing_found_says_what_would_be() {
    let help = answer("\"pixel tracking\"").help.unwrap();
    assert_eq!(
        (help.message.as_str(), help.all_words),
        ("0 documents for `pixel tracking`; 3 have all these words", 3)
    );
    assert_eq!(help.words, [("pixel".to_owned(), 3), ("tracking".to_owned(), 3)]);
    let help = answer("pixel w/3 beacon").help.unwrap();
    assert_eq!(help.message, "0 documents for `pixel w/3 beacon`; none has `beacon`");
}

#[test]
fn the_json_form_is_the_contract() {
    let json = serde_json::to_value(answer("track! pixel")).unwrap();
    for key in ["query", "read_as", "dialect", "documents", "hits", "took_ms", "expansions", "results"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["expansions"][0]["pattern"], "track!");
    assert_eq!(json["expansions"][0]["terms"][0], "tracking");
    let hit = &json["results"][0]["hits"][0];
    for key in ["page", "paragraph", "line_start", "start", "end", "words", "snippet", "cite"] {
        assert!(hit.get(key).is_some(), "{key}");
    }
    assert!(hit["words"][0][1].is_u64());
}

#[test]
fn a_document_that_the_matter_lacks_is_an_error() {
    let query = parse("pixel", Dialect::Native).unwrap();
    let error = search(&matter().index.snapshot().unwrap(), |_| None::<Record>, &query, &Options::default())
        .unwrap_err();
    assert!(error.to_string().contains("the matter does not"), "{error}");
}

#[test]
fn a_long_passage_is_cut_between_words_and_keeps_its_marks() {
    let filler = "naïve words go on and on here ".repeat(40);
    let record = record("x", DocumentKind::News, None, &[&format!("alpha {filler}omega {filler}")]);
    let text = TokenText::of(&record.document);
    let words: Vec<Span> = text
        .words()
        .iter()
        .map(|w| w.span())
        .filter(|s| ["alpha", "omega"].contains(&record.document.slice(*s)))
        .collect();
    let snippet = Snippet::of(&record.document, words[0].hull(words[1]), &words);
    let marked: Vec<&str> = snippet.marks.iter().map(|&(s, e)| &snippet.text[s..e]).collect();
    assert_eq!(marked, ["alpha", "omega"]);
    assert!(
        snippet.text.len() < 500 && snippet.text.contains(" … ") && snippet.text.ends_with('…'),
        "{}",
        snippet.text
    );
}

#[test]
fn a_hit_report_counts_each_term_and_keeps_going_after_an_error() {
    let Matter { index, .. } = matter();
    let list = "# agreed terms\npixel\n\ncookie!\n(broken\nbeacon\n";
    let report = hit_report(&index.snapshot().unwrap(), list, Dialect::Native, &Limits::default()).unwrap();
    let counts: Vec<_> =
        report.terms.iter().map(|t| (t.line, t.documents, t.unique_documents, t.families)).collect();
    assert_eq!(counts, [(2, 3, 1, 2), (4, 2, 0, 1), (5, 0, 0, 0), (6, 0, 0, 0)]);
    assert!(report.terms[2].error.as_deref().unwrap().contains("never closed"));
    assert_eq!((report.documents, report.families, report.family_documents, report.searched), (3, 2, 3, 3));
    assert!(
        report.to_csv().starts_with("line,term,")
            && report.to_csv().contains("\n2,pixel,pixel,3,4,1,2,3,,\n")
    );
}

#[test]
fn dialects_are_compared_by_the_documents_that_differ() {
    let Matter { index, .. } = matter();
    let comparison =
        compare_dialects(&index.snapshot().unwrap(), "tracking pixel", &Limits::default()).unwrap();
    let counts: Vec<_> = comparison.readings.iter().map(|r| (r.dialect.as_str(), r.documents)).collect();
    assert_eq!(
        counts,
        [("native", 1), ("westlaw", 3), ("lexis", 1), ("dtsearch", 1), ("disco", 3), ("nuix", 3)]
    );
    assert_eq!(comparison.differing.len(), 2);
    assert_eq!(comparison.differing[0].found_by, ["westlaw", "disco", "nuix"]);
}

#[test]
fn near_duplicates_are_found_and_others_are_not() {
    let base: Vec<String> = (0..400).map(|i| format!("word{}", i * 7919 % 1000)).collect();
    let mut changed = base.clone();
    changed[200] = "other".into();
    let other: Vec<String> = (0..400).map(|i| format!("else{i}")).collect();
    let documents: Vec<Shingles> =
        [&base, &other, &changed].iter().map(|w| Shingles::of(&TokenText::plain(w.join(" ")))).collect();
    let found = near_duplicates(&documents, 0.8);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first, found[0].second), (0, 2));
    assert!(found[0].similarity > 0.95 && found[0].similarity < 1.0);
    assert!(
        near_duplicates(&[Shingles::of(&TokenText::plain("")), Shingles::of(&TokenText::plain(""))], 0.5)
            .is_empty()
    );
}

#[test]
fn a_saved_search_tells_what_is_new_and_what_is_gone() {
    let mut saved = SavedSearch::new("pixels", "tracking pixel", Dialect::Westlaw).unwrap();
    assert_eq!(saved.read().unwrap().to_string(), "tracking OR pixel");
    saved.update(["a".into(), "b".into()], 1);
    let changes = saved.update(["b".into(), "c".into()], 2);
    assert_eq!((changes.new, changes.gone), (vec!["c".to_owned()], vec!["a".to_owned()]));
    assert!(SavedSearch::new("bad", "(", Dialect::Native).is_err());
}
