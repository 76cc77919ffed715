use super::drawing::{PageOf, pdf_of_pages, simple_pdf};
use crate::document::{Content, Extraction, RawLine, RawPage, Rect, Status, TextSource};
use crate::extract::pdf::{PdfError, PdfOptions, read, render_gray, render_png};
use std::io::Write;

fn extract(bytes: &[u8]) -> Extraction {
    read(bytes, &PdfOptions::default()).unwrap()
}

fn pages(extraction: &Extraction) -> &[RawPage] {
    match &extraction.content {
        Content::Pages(pages) => pages,
        Content::Blocks(_) => panic!("a PDF has pages"),
    }
}

fn texts(page: &RawPage) -> Vec<String> {
    page.lines.iter().map(RawLine::text).collect()
}

const TWO_LINES: &str = "BT /F1 12 Tf 72 720 Td (Acme collects data.) Tj 0 -24 Td (Acme sells it.) Tj ET";

#[test]
fn a_page_has_lines_with_boxes_from_the_top_left() {
    let extraction = extract(&simple_pdf(TWO_LINES));
    let page = &pages(&extraction)[0];
    assert_eq!(texts(page), ["Acme collects data.", "Acme sells it."]);
    assert_eq!((page.size, page.source.clone(), page.number), ((612.0, 792.0), TextSource::Hayro, 1));
    let word = &page.lines[0].words[0];
    assert!(
        (word.bbox.left - 72.0).abs() < 0.5 && (word.baseline - 72.0).abs() < 0.5 && word.size == 12.0,
        "{word:?}"
    );
    // Helvetica: A 667, c 500, m 833, e 556 thousandths of 12 points.
    assert!((word.bbox.width() - 30.67).abs() < 0.5, "{word:?}");
    assert_eq!((extraction.status, extraction.warnings.len(), page.warnings.len()), (Status::Ok, 0, 0));
}

#[test]
fn the_second_reader_alone_gives_the_same_lines() {
    let bytes = simple_pdf(TWO_LINES);
    let reader = super::super::extract_reader::ExtractReader::open(&bytes, 1000).unwrap();
    let frame = reader.frame_of(0);
    let page = reader.read(0, frame);
    assert_eq!(page.failure, None);
    let lines = super::super::lines::lines_of(page.glyphs, frame.size);
    let extraction = extract(&bytes);
    let first = &pages(&extraction)[0].lines;
    assert_eq!(lines.len(), 2);
    for (ours, theirs) in first.iter().zip(&lines) {
        assert_eq!(ours.text(), theirs.text());
        assert!(
            (ours.bbox.left - theirs.bbox.left).abs() < 0.5
                && (ours.bbox.right - theirs.bbox.right).abs() < 0.5
        );
    }
}

#[test]
fn turned_and_cropped_pages_have_boxes_as_displayed_in_both_readers() {
    let entries = "/Rotate 90 /CropBox [100 100 500 700]";
    let bytes = pdf_of_pages(
        &[PageOf { entries, content: "BT /F1 12 Tf 0 1 -1 0 300 400 Tm (upright) Tj ET" }],
        "",
        &[],
    );
    let extraction = extract(&bytes);
    let page = &pages(&extraction)[0];
    assert_eq!(page.size, (600.0, 400.0));
    // User space (300, 400) is 300 above the crop's bottom: x on the turned page; 200 from its left: y.
    let sideways = &page.lines[0].words[0];
    assert!(
        (sideways.bbox.left - 300.0).abs() < 0.5 && (sideways.baseline - 200.0).abs() < 0.5,
        "{sideways:?}"
    );
    let reader = super::super::extract_reader::ExtractReader::open(&bytes, 1000).unwrap();
    assert_eq!(reader.frame_of(0).size, (600.0, 400.0));
}

#[test]
fn bold_is_known_from_the_font() {
    let extraction =
        extract(&simple_pdf("BT /F2 12 Tf 72 720 Td (DISMISSED) Tj /F1 12 Tf 80 0 Td (with leave) Tj ET"));
    let bold: Vec<bool> = pages(&extraction)[0].lines[0].words.iter().map(|w| w.bold).collect();
    assert_eq!(bold, [true, false, false]);
}

#[test]
fn drawn_rules_are_kept_and_boxes_of_text_are_not() {
    let content =
        "72 200 144 0.5 re f 72 400 m 216 400 l S 100 100 50 50 re S BT /F1 12 Tf 72 720 Td (x) Tj ET";
    let extraction = extract(&simple_pdf(content));
    let tops: Vec<f32> = pages(&extraction)[0].rules.iter().map(|r| r.top.round()).collect();
    assert_eq!(tops, [392.0, 592.0]);
}

#[test]
fn labels_and_information_are_read() {
    let page = PageOf { entries: "", content: "" };
    let other = PageOf { entries: "", content: TWO_LINES };
    let catalogue = "/Lang (en-US) /PageLabels << /Nums [0 << /S /r >> 1 << /S /D /P (A-) /St 7 >>] >>";
    let extraction = extract(&pdf_of_pages(&[page, other], catalogue, &[]));
    let labels: Vec<Option<&str>> = pages(&extraction).iter().map(|p| p.label.as_deref()).collect();
    assert_eq!(labels, [Some("i"), Some("A-7")]);
    assert_eq!(extraction.metadata.language.as_deref(), Some("en-US"));
    assert_eq!(
        (pages(&extraction)[0].source.clone(), pages(&extraction)[0].lines.len()),
        (TextSource::None, 0)
    );
}

#[test]
fn a_form_value_without_an_appearance_is_a_line_and_a_note_is_a_warning() {
    let field = "<< /Subtype /Widget /FT /Tx /V (Jane Roe) /Rect [100 600 300 620] >>";
    let note = "<< /Subtype /Text /T (Clerk) /Contents (see docket 12) /Rect [10 10 20 20] >>";
    let entries = format!("/Annots [{field} {note}]");
    let extraction = extract(&pdf_of_pages(&[PageOf { entries: &entries, content: TWO_LINES }], "", &[]));
    let page = &pages(&extraction)[0];
    assert_eq!(texts(page).last().map(String::as_str), Some("Jane Roe"));
    assert!(page.warnings.iter().any(|w| w.contains("1 filled form field")), "{:?}", page.warnings);
    assert!(
        page.warnings.iter().any(|w| w.contains("by Clerk") && w.contains("see docket 12")),
        "{:?}",
        page.warnings
    );
}

#[test]
fn a_form_that_contains_itself_is_read_by_one_reader_with_a_warning() {
    let form = |content: &str| {
        let length = content.len();
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 7 0 R >> /Font << /F1 3 0 R >> >> /Length {length} >>\nstream\n{content}\nendstream"
        )
    };
    let entries = "/Resources << /Font << /F1 3 0 R >> /XObject << /X 7 0 R >> >>";
    let content = "BT /F1 12 Tf 72 720 Td (outside) Tj ET /X Do";
    let bytes = pdf_of_pages(
        &[PageOf { entries, content }],
        "",
        &[form("BT /F1 12 Tf 72 600 Td (inside) Tj ET /X Do")],
    );
    let extraction = extract(&bytes);
    let page = &pages(&extraction)[0];
    assert!(texts(page).contains(&"outside".to_owned()));
    assert!(page.warnings.iter().any(|w| w.contains("contains itself")), "{:?}", page.warnings);
    let harmless =
        pdf_of_pages(&[PageOf { entries, content }], "", &[form("BT /F1 12 Tf 72 600 Td (inside) Tj ET")]);
    assert_eq!(pages(&extract(&harmless))[0].warnings, [""; 0]);
    assert_eq!(texts(&pages(&extract(&harmless))[0]), ["outside", "inside"]);
}

#[test]
fn pages_past_the_limit_are_named_in_a_warning() {
    let page = |content| PageOf { entries: "", content };
    let bytes = pdf_of_pages(&[page(TWO_LINES), page(TWO_LINES), page(TWO_LINES)], "", &[]);
    let extraction = read(&bytes, &PdfOptions { max_pages: 2, ..PdfOptions::default() }).unwrap();
    assert_eq!(pages(&extraction).len(), 2);
    assert_eq!(extraction.warnings, ["only the first 2 of 3 pages were read"]);
}

#[test]
fn a_page_with_too_many_letters_is_partial() {
    let options = PdfOptions { max_glyphs: 8, ..PdfOptions::default() };
    let extraction = read(&simple_pdf(TWO_LINES), &options).unwrap();
    assert_eq!(extraction.status, Status::Partial);
    assert!(extraction.warnings[0].contains("1"), "{:?}", extraction.warnings);
}

#[test]
fn what_is_no_pdf_is_refused_with_a_hint() {
    let error = read(b"Dear counsel, please find attached", &PdfOptions::default()).unwrap_err();
    assert!(matches!(error, PdfError::Unreadable { .. }));
    assert!(error.to_string().contains("hint:"));
}

#[test]
fn a_page_is_drawn_with_marks_and_in_grey() {
    let bytes = simple_pdf("1 0 0 rg 0 0 612 396 re f");
    let plain = render_png(&bytes, 1, 36.0, &[]).unwrap();
    let mark = Rect { left: 100.0, top: 100.0, right: 200.0, bottom: 120.0 };
    let marked = render_png(&bytes, 1, 36.0, &[mark]).unwrap();
    assert!(plain.starts_with(b"\x89PNG") && plain != marked);
    let gray = render_gray(&bytes, 1, 72.0).unwrap();
    assert_eq!(gray.dimensions(), (612, 792));
    assert_eq!(gray.get_pixel(300, 100).0, [255]);
    assert!(gray.get_pixel(300, 700).0[0] < 200, "the lower half is red");
}

#[test]
fn a_page_that_does_not_exist_is_an_error_that_counts_the_pages() {
    let bytes = simple_pdf(TWO_LINES);
    for page in [0, 2] {
        assert!(matches!(render_png(&bytes, page, 72.0, &[]), Err(PdfError::NoSuchPage { count: 1, .. })));
    }
}

#[test]
fn one_reader_is_enough_where_it_is_asked_for() {
    let options = PdfOptions { single_reader: true, ..PdfOptions::default() };
    let extraction = read(&simple_pdf(TWO_LINES), &options).unwrap();
    assert_eq!(texts(&pages(&extraction)[0]).len(), 2);
    assert_eq!(extraction.warnings, [""; 0]);
}

#[test]
fn a_page_that_inflates_without_measure_is_left_out_and_named() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..70 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let good = PageOf { entries: "", content: TWO_LINES };
    let mut bytes = pdf_of_pages(&[good, PageOf { entries: "", content: "BOMB" }], "", &[]);
    let at = bytes.windows(4).position(|window| window == b"BOMB").unwrap();
    let head = format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", packed.len());
    let start = bytes[..at].windows(2).rposition(|window| window == b"<<").unwrap();
    bytes.splice(start..at + 4, head.into_bytes().into_iter().chain(packed));
    let extraction = extract(&bytes);
    assert_eq!(extraction.status, Status::Partial);
    assert_eq!(texts(&pages(&extraction)[0]).len(), 2);
    assert!(pages(&extraction)[1].warnings[0].contains("inflates"), "{:?}", pages(&extraction)[1].warnings);
}
