use super::*;
use crate::document::{Block, BlockKind, RawLine, RawWord, Rect, SourceMetadata, Span, Status, TextSource};
use proptest::prelude::*;

/// A line of words at a left edge and a height, six points a letter.
fn line(left: f32, top: f32, text: &str) -> RawLine {
    let mut at = left;
    let words: Vec<RawWord> = text
        .split_whitespace()
        .map(|word| {
            let width = word.chars().count() as f32 * 6.0;
            let bbox = Rect { left: at, top, right: at + width, bottom: top + 12.0 };
            at += width + 3.0;
            RawWord {
                text: word.to_owned(),
                bbox,
                baseline: top + 10.0,
                size: 12.0,
                bold: false,
                italic: false,
                confidence: None,
            }
        })
        .collect();
    let bbox = Rect { left, top, right: (at - 3.0).max(left), bottom: top + 12.0 };
    RawLine { number: None, words, bbox, size: 12.0, column: 0 }
}

fn page(number: u32, lines: Vec<RawLine>) -> RawPage {
    RawPage {
        number,
        label: None,
        size: (612.0, 792.0),
        lines,
        source: TextSource::Hayro,
        rules: Vec::new(),
        warnings: Vec::new(),
        image_share: 0.0,
        hidden_share: 0.0,
    }
}

fn document(content: Content) -> Document {
    let extraction = Extraction {
        media_type: "application/pdf".to_owned(),
        extractor: "test 1".to_owned(),
        status: Status::Ok,
        warnings: Vec::new(),
        metadata: SourceMetadata::default(),
        content,
    };
    structure(extraction, FileFacts { sha256: "0".repeat(64), bytes: 1, name: "paper.pdf".to_owned() })
}

/// Two pages of a complaint: stamps, labels, five paragraphs, one over the page break around a note.
fn complaint() -> Document {
    let stamp =
        |n: u32| line(150.0, 10.0, &format!("Case 3:29-cv-00001-AB Document 7 Filed 02/03/29 Page {n} of 2"));
    let mut mark = line(480.0, 172.0, "1");
    mark.words[0].size = 7.0;
    mark.words[0].baseline = 178.0;
    let mut marked = line(72.0, 172.0, "company that collects the faces and voices of its users for sale");
    marked.words.extend(mark.words.clone());
    let mut note = line(72.0, 660.0, "1 Its shop is at https://acme.example today.");
    note.words[0].size = 7.0;
    note.words[0].baseline = 666.0;
    note.size = 10.0;
    let first = vec![
        stamp(1),
        line(108.0, 100.0, "1. Jane Roe is a user of the service and lives in the State of"),
        line(72.0, 124.0, "Nevada."),
        line(108.0, 148.0, "2. Acme Data, Inc. (“Acme”) is a Nevada corporation and busi-"),
        marked,
        line(108.0, 196.0, "3. It shares them with the following parties, as it says itself:"),
        line(144.0, 220.0, "a. brokers of every kind; and"),
        line(144.0, 244.0, "b. banks."),
        line(108.0, 268.0, "4. This goes on and on, on each page that a user opens, and"),
        note,
        line(303.0, 740.0, "1"),
    ];
    let second = vec![
        stamp(2),
        line(72.0, 100.0, "never stops."),
        line(108.0, 124.0, "5. Acme knows that all of it is unlawful and does it nevertheless."),
        line(303.0, 740.0, "2"),
    ];
    document(Content::Pages(vec![page(1, first), page(2, second)]))
}

fn paragraph<'d>(document: &'d Document, number: &str) -> (&'d str, crate::document::Pinpoint) {
    let found = document.paragraphs.iter().find(|p| p.number.as_deref() == Some(number)).unwrap();
    (document.slice(found.span), document.locate(found.span))
}

#[test]
fn numbered_paragraphs_are_whole_over_pages_and_notes() {
    let document = complaint();
    let (text, place) = paragraph(&document, "4");
    assert_eq!(text, "4. This goes on and on, on each page that a user opens, and never stops.");
    assert_eq!((place.page_start, place.page_end), (Some(1), Some(2)));
    assert_eq!((place.ecf_page_start, place.ecf_page_end), (Some(1), Some(2)));
    assert_eq!(place.label_end.as_deref(), Some("2"));
}

#[test]
fn items_stay_with_their_paragraph_as_parts() {
    let document = complaint();
    assert_eq!(
        paragraph(&document, "3").0,
        "3. It shares them with the following parties, as it says itself:\na. brokers of every kind; and\nb. banks."
    );
}

#[test]
fn stamps_and_page_numbers_stay_out_of_the_text_but_on_the_page() {
    let document = complaint();
    assert!(!document.text.contains("29-cv"));
    let lines = &document.pages[0].lines;
    assert!(lines[0].text.contains("29-cv") && lines[0].span.is_none());
    assert_eq!(lines.last().map(|l| l.span), Some(None));
    assert_eq!(document.metadata.case_number.as_deref(), Some("3:29-cv-00001-AB"));
    assert_eq!(document.metadata.filed.as_deref(), Some("2029-02-03"));
    assert_eq!(document.metadata.docket_entry.as_deref(), Some("7"));
}

#[test]
fn a_footnote_follows_its_paragraph_and_knows_its_mark() {
    let document = complaint();
    let note = &document.footnotes[0];
    assert_eq!((note.number.as_str(), note.page), ("1", Some(1)));
    assert_eq!(document.slice(note.span), "Its shop is at https://acme.example today.");
    let (text, _) = paragraph(&document, "2");
    assert!(text.ends_with("users for sale"), "{text}");
    let anchor = note.anchor.unwrap();
    assert!(document.text[..anchor].ends_with("users for sale"));
    let at = document.paragraphs.iter().position(|p| p.kind == ParagraphKind::Footnote).unwrap();
    assert_eq!(document.paragraphs[at - 1].number.as_deref(), Some("2"));
}

#[test]
fn the_first_sentence_of_a_paragraph_begins_after_its_number() {
    let document = complaint();
    let first = document.sentences[0];
    assert_eq!(document.slice(first), "Jane Roe is a user of the service and lives in the State of Nevada.");
}

#[test]
fn requests_that_start_again_at_one_are_no_paragraphs() {
    let mut lines: Vec<RawLine> = (1..=6)
        .map(|n| {
            line(
                108.0,
                60.0 + 24.0 * n as f32,
                &format!("{n}. Acme collects and sells what its users say and do all day."),
            )
        })
        .collect();
    lines.push(line(260.0, 240.0, "PRAYER FOR RELIEF"));
    lines.extend((1..=3).map(|n| {
        line(144.0, 240.0 + 24.0 * n as f32, &format!("{n}. That the court enjoin Acme from all of this."))
    }));
    let document = document(Content::Pages(vec![page(1, lines)]));
    let numbers: Vec<&str> = document.paragraphs.iter().filter_map(|p| p.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"]);
    assert!(document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Prayer).count() >= 1);
}

#[test]
fn blocks_become_paragraphs_under_their_headings() {
    let blocks = vec![
        Block::new(BlockKind::Heading(1), "Acme Privacy Policy"),
        Block::new(BlockKind::Paragraph, "Last updated: May 4, 2029"),
        Block::new(BlockKind::Heading(2), "What we collect"),
        Block::new(BlockKind::Paragraph, "We collect names. We may sell them."),
        Block::new(BlockKind::ListItem(0), "• faces"),
    ];
    let document = document(Content::Blocks(blocks));
    assert_eq!(document.paragraphs[3].heading, ["Acme Privacy Policy", "What we collect"]);
    assert_eq!(document.metadata.kind, DocumentKind::Policy);
    assert_eq!(document.metadata.last_updated.as_deref(), Some("2029-05-04"));
    assert!(document.sentences.iter().any(|s| document.slice(*s) == "We may sell them."));
}

#[test]
fn a_statement_is_dated_by_a_line_of_its_own_or_a_dateline_not_by_what_it_tells() {
    let dated = |paragraphs: &[&str]| {
        let blocks = paragraphs.iter().map(|text| Block::new(BlockKind::Paragraph, *text)).collect();
        document(Content::Blocks(blocks)).metadata.dated
    };
    let tells = "We write about an incident that lasted from 22:58 on 21 August 2028 until 5 September 2028.";
    assert_eq!(dated(&["Dear Ms. Roe", tells]), None);
    assert_eq!(dated(&["12 September 2028", "Dear Ms. Roe", tells]).as_deref(), Some("2028-09-12"));
    let wire = "NORTHPORT, Sept. 14, 2028 /Wire/ -- Acme today announced that since 2 May 2027 it has grown.";
    assert_eq!(dated(&[wire]).as_deref(), Some("2028-09-14"));
    let report = "Open Wire Lab Technical Report 28-07 · November 14, 2028 Ines Sandoval and Tor Brandt of the \
                  laboratory, who tested it for two months.";
    assert_eq!(dated(&[report]).as_deref(), Some("2028-11-14"));
    assert_eq!(
        dated(&["On January 7, 2028, Acme identified suspicious activity on its network, as it said."]),
        None
    );
}

#[test]
fn an_inspection_gives_furniture_lines_null_offsets() {
    let inspection = serde_json::to_value(complaint().inspection("a/b.pdf")).unwrap();
    assert_eq!(inspection["path"], "a/b.pdf");
    assert!(inspection["pages"][0]["lines"][0]["start"].is_null());
    assert_eq!(inspection["paragraphs"][0]["page_start"], 1);
    assert_eq!(inspection["metadata"]["docket_entry"], "7");
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let valid = |span: crate::document::Span| text.get(span.start..span.end).is_some();
    let mut last = 0;
    for paragraph in &document.paragraphs {
        prop_assert!(valid(paragraph.span) && paragraph.span.start >= last && !paragraph.span.is_empty());
        prop_assert!(text[last..paragraph.span.start].trim().is_empty());
        last = paragraph.span.end;
    }
    prop_assert!(text[last..].trim().is_empty());
    let mut last = 0;
    for sentence in &document.sentences {
        prop_assert!(valid(*sentence) && sentence.start >= last);
        let inside = document.paragraph_at(sentence.start).is_some_and(|(_, p)| p.span.contains(*sentence));
        prop_assert!(inside, "sentence outside of its paragraph");
        last = sentence.end;
    }
    let mut spans: Vec<_> = document.pages.iter().flat_map(|p| &p.lines).filter_map(|l| l.span).collect();
    spans.sort();
    prop_assert!(spans.iter().all(|s| valid(*s)));
    prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "lines overlap");
    prop_assert!(document.pages.iter().all(|p| valid(p.span)));
    prop_assert!(
        document.footnotes.iter().all(|n| valid(n.span) && n.anchor.is_none_or(|a| text.is_char_boundary(a)))
    );
    Ok(())
}

fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// Every canonical character stands on a line: the text is the lines' own, in some order.
fn check_lines_cover_text(document: &Document) -> Result<(), TestCaseError> {
    let mut spans: Vec<_> = document.pages.iter().flat_map(|p| &p.lines).filter_map(|l| l.span).collect();
    spans.sort();
    let joined: String = spans.iter().map(|s| ink(document.slice(*s))).collect();
    prop_assert_eq!(joined, ink(&document.text));
    for line in document.pages.iter().flat_map(|p| &p.lines) {
        if let Some(span) = line.span {
            prop_assert!(ink(&line.text).len() >= ink(document.slice(span)).len());
        }
    }
    Ok(())
}

fn any_line() -> impl Strategy<Value = RawLine> {
    let words = prop_oneof![
        Just("12. Acme collects data of its users and sells it to all who pay".to_owned()),
        Just("COUNT I".to_owned()),
        Just("Plaintiff,".to_owned()),
        Just("v.".to_owned()),
        Just("/s/ Jane Roe".to_owned()),
        Just("Case 1:29-cv-00001 Document 1 Filed 01/02/29 Page 1 of 9".to_owned()),
        Just("1 See https://acme.example.".to_owned()),
        Just("Introduction ........ 3".to_owned()),
        "[0-9]{1,3}\\. [A-Za-z .“”é§-]{0,60}",
        "[A-Za-z0-9 .,;:()“”—ﬁ\u{ad}*-]{0,80}",
        "\\PC{0,30}",
    ];
    (
        words,
        0.0_f32..600.0,
        0.0_f32..800.0,
        4.0_f32..20.0,
        any::<bool>(),
        proptest::option::of(1_u32..29),
        0_u32..3,
    )
        .prop_map(|(text, left, top, size, bold, number, column)| {
            let mut line = line(left, top, &text);
            line.size = size;
            line.number = number;
            line.column = column;
            line.words.iter_mut().for_each(|w| w.bold = bold);
            if let Some(last) = line.words.last_mut() {
                last.size = size / 2.0;
            }
            line
        })
}

proptest! {
    #![proptest_config(crate::property::cases(120, "tests/regressions/structure.txt"))]

    #[test]
    fn any_pages_give_a_sound_document(pages in proptest::collection::vec(proptest::collection::vec(any_line(), 0..14), 0..5)) {
        let pages = pages.into_iter().enumerate().map(|(n, lines)| page(n as u32 + 1, lines)).collect();
        let document = document(Content::Pages(pages));
        check(&document)?;
        check_lines_cover_text(&document)?;
    }

    #[test]
    fn any_blocks_keep_all_their_ink(texts in proptest::collection::vec("[0-9]{0,2}[.]? ?\\PC{0,60}", 0..12)) {
        let blocks = texts.iter().map(|t| Block::new(BlockKind::Paragraph, t.clone())).collect();
        let document = document(Content::Blocks(blocks));
        check(&document)?;
        let all = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(all(&document.text), all(&texts.concat()));
    }
}

#[test]
fn boxes_that_are_no_numbers_do_no_harm() {
    let mut odd = line(f32::NAN, f32::INFINITY, "1. Acme sells data.");
    odd.size = f32::NAN;
    let document = document(Content::Pages(vec![page(1, vec![odd, line(72.0, 90.0, "2. It does.")])]));
    assert!(document.text.contains("Acme sells data."));
}

#[test]
fn points_of_an_argument_in_an_order_are_no_paragraph_numbers() {
    let paragraph = |number: &str| Paragraph {
        number: Some(number.to_owned()),
        span: Span::new(0, 0),
        heading: Vec::new(),
        kind: ParagraphKind::Numbered,
    };
    let mut points = vec![paragraph("1"), paragraph("2")];
    super::unnumber_points(DocumentKind::Order, &mut points);
    assert!(points.iter().all(|p| p.number.is_none() && p.kind == ParagraphKind::List));
    let mut declared = vec![paragraph("1"), paragraph("2")];
    super::unnumber_points(DocumentKind::Declaration, &mut declared);
    assert!(declared.iter().all(|p| p.number.is_some()), "a short declaration keeps its numbers");
}

fn bold(mut line: RawLine) -> RawLine {
    line.words.iter_mut().for_each(|word| word.bold = true);
    line
}

#[test]
fn where_everything_is_bold_bold_marks_no_heading() {
    let body = |n: u32| {
        let text = format!("{n}. I have read what Acme says of the data that its users give away");
        [
            bold(line(108.0, 60.0 + 48.0 * n as f32, &text)),
            bold(line(72.0, 84.0 + 48.0 * n as f32, "each day.")),
        ]
    };
    let mut lines: Vec<RawLine> = (1..=6).flat_map(body).collect();
    let mut title = bold(line(108.0, 192.0, "What Acme says of itself"));
    title.words.iter_mut().for_each(|word| word.italic = true);
    lines.insert(4, title);
    let document = document(Content::Pages(vec![page(1, lines)]));
    let numbers: Vec<&str> = document.paragraphs.iter().filter_map(|p| p.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"]);
    let headings = document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Heading);
    assert_eq!(headings.map(|p| document.slice(p.span)).collect::<Vec<_>>(), ["What Acme says of itself"]);
}

#[test]
fn a_first_line_of_capitalised_names_that_goes_on_in_small_letters_is_no_heading() {
    let mut lines = vec![
        line(116.0, 100.0, "On July 13 the Court issued a Temporary Restraining Order Against Acme"),
        line(72.0, 124.0, "and Order to Show Cause, and so the sale of the data of its users came to an end"),
    ];
    lines.extend((0..8).map(|row| {
        line(
            72.0,
            148.0 + 24.0 * row as f32,
            "here for a time, while the parties went on with all that they had to say.",
        )
    }));
    let document = document(Content::Pages(vec![page(1, lines)]));
    assert!(
        document.paragraphs.iter().all(|p| p.kind != ParagraphKind::Heading),
        "{:?}",
        document.paragraphs
    );
}
