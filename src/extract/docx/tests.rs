use super::super::package::tests::pack;
use super::*;
use crate::document::{Block, BlockKind};
use proptest::prelude::*;

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='7'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl>\
    <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.%2.%3'/><w:isLgl/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num></w:numbering>";
const STYLES: &str = "<w:styles><w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>\
    <w:style w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='N'/></w:style>\
    <w:style w:styleId='Facts'><w:name w:val='Facts'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId='Q'><w:name w:val='Block Text'/></w:style></w:styles>";
const NOTES: &str = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>See Ex. A.</w:t></w:r></w:p></w:footnote></w:footnotes>";
const CORE: &str = "<c><dc:title>Notice</dc:title><dc:creator>Pat Doe</dc:creator><dcterms:created>2024-01-01T00:00:00Z</dcterms:created></c>";

fn docx_of(document: &[u8]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let relations = [
        ("r1", "styles", "styles.xml"),
        ("r2", "numbering", "numbering.xml"),
        ("r3", "footnotes", "footnotes.xml"),
    ];
    let relations: String = relations.iter().map(|(id, kind, target)| relation(id, kind, target)).collect();
    pack(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            format!("<R>{}</R>", relation("r0", "officeDocument", "word/document.xml")).as_bytes(),
        ),
        ("word/_rels/document.xml.rels", format!("<R>{relations}</R>").as_bytes()),
        ("word/document.xml", document),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/footnotes.xml", NOTES.as_bytes()),
        ("docProps/core.xml", CORE.as_bytes()),
    ])
}

fn draft(body: &str) -> Draft {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    read(&docx_of(document.as_bytes()), &Limits::default()).expect("read")
}

fn blocks(body: &str) -> Vec<Block> {
    draft(body).blocks
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(text))
}

fn listed(list: u32, level: u32, text: &str) -> String {
    paragraph(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>"), text)
}

fn numbers(body: &str) -> Vec<String> {
    blocks(body).into_iter().map(|b| b.number.unwrap_or_default()).collect()
}

#[test]
fn automatic_numbers_are_those_that_the_word_processor_shows() {
    let body = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]
        .map(|(list, level)| listed(list, level, "x"))
        .concat();
    assert_eq!(numbers(&body), ["1.", "(a)", "(b)", "1.2.1", "2.", "(a)"]);
}

#[test]
fn a_list_that_starts_anew_or_comes_from_a_style_is_counted_on() {
    let body = listed(1, 0, "x")
        + &listed(3, 0, "x")
        + &listed(3, 0, "x")
        + &paragraph("<w:pStyle w:val='Facts'/>", "x");
    assert_eq!(numbers(&body), ["1.", "9.", "10.", "11."]);
}

#[test]
fn bullets_are_items_without_number_and_empty_paragraphs_take_none() {
    let empty = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>";
    let found = blocks(&(listed(2, 0, "x") + empty + &listed(1, 0, "y")));
    assert_eq!((found[0].kind.clone(), found[0].number.clone()), (BlockKind::ListItem(0), None));
    assert_eq!((found[1].kind.clone(), found[1].number.as_deref()), (BlockKind::Paragraph, Some("1.")));
}

#[test]
fn styles_make_headings_and_quotations() {
    let found = blocks(
        &(paragraph("<w:pStyle w:val='H2'/>", "Facts") + &paragraph("<w:pStyle w:val='Q'/>", "quoted")),
    );
    assert_eq!(
        found.iter().map(|b| b.kind.clone()).collect::<Vec<_>>(),
        [BlockKind::Heading(2), BlockKind::Quote]
    );
}

#[test]
fn a_footnote_follows_its_paragraph_and_leaves_no_mark_in_the_text() {
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id='2'/></w:r>{}</w:p>",
        run("Acme sells"),
        run(" data.")
    );
    let found = blocks(&body);
    assert_eq!(found[0].text, "Acme sells data.");
    assert_eq!(
        (found[1].kind.clone(), found[1].text.as_str()),
        (BlockKind::Footnote("1".into()), "See Ex. A.")
    );
}

#[test]
fn tracked_changes_show_the_final_text_and_are_counted() {
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
        run("We "),
        run("sometimes sell."),
        run("One "),
        run("paragraph.")
    );
    let draft = draft(&body);
    let texts: Vec<_> = draft.blocks.iter().map(|b| b.text.clone()).collect();
    assert_eq!(texts, ["We sometimes sell.", "One paragraph."]);
    let warnings = draft.finish(super::super::MediaType::Docx).extraction.warnings;
    assert_eq!(
        warnings,
        ["tracked changes: the final text is read; it has 1 insertions, 1 deletions (1 words) are left out"]
    );
}

#[test]
fn hidden_text_is_left_out_and_counted() {
    let body =
        format!("<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for you</w:t></w:r></w:p>", run("Seen."));
    let reading = draft(&body).finish(super::super::MediaType::Docx);
    assert_eq!(reading.extraction.warnings, ["3 words of hidden text are left out"]);
}

#[test]
fn a_row_of_data_is_one_block_and_a_caption_table_is_taken_apart() {
    let cell = |paragraphs: &str| format!("<w:tc>{paragraphs}</w:tc>");
    let lines =
        |texts: &[&str]| texts.iter().map(|text| format!("<w:p>{}</w:p>", run(text))).collect::<String>();
    let row = |left: &[&str], right: &[&str]| {
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&lines(left)), cell(&lines(right)))
    };
    let found = blocks(
        &(row(&["Email"], &["Ads"]) + &row(&["PAT DOE,", "Plaintiff,", "v.", "ACME,"], &["Case No. 1"])),
    );
    assert_eq!((found[0].kind.clone(), found[0].text.as_str()), (BlockKind::TableRow, "Email\tAds"));
    assert_eq!(found.len(), 6);
    assert_eq!(found[5].text, "Case No. 1");
}

#[test]
fn a_text_box_written_in_two_forms_is_read_once() {
    let text_box = format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run("boxed"));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{text_box}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run("around")
    );
    assert_eq!(blocks(&body).iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), ["around", "boxed"]);
}

#[test]
fn pages_are_those_of_the_last_layout() {
    let body =
        format!("<w:p>{}</w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>", run("one"));
    assert_eq!(blocks(&body).iter().map(|b| b.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn properties_become_metadata_but_the_files_dates_do_not_date_the_statement() {
    let metadata = draft("").metadata;
    assert_eq!((metadata.title.as_deref(), metadata.author.as_deref()), (Some("Notice"), Some("Pat Doe")));
    assert_eq!(metadata.dated, None);
    assert!(metadata.headers.iter().any(|(name, _)| name == "Created"));
}

#[test]
fn a_document_cut_short_keeps_its_text_and_is_partial() {
    let cut = format!("<w:document><w:body><w:p>{}</w:p><w:p><w:r><w:t", run("kept"));
    let draft = read(&docx_of(cut.as_bytes()), &Limits::default()).expect("read");
    assert_eq!(draft.blocks[0].text, "kept");
    assert_eq!(
        draft.finish(super::super::MediaType::Docx).extraction.status,
        crate::document::Status::Partial
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damaged_files_never_fail_hard(cut in 0..2000_usize, at in 0.0..1.0_f64, byte in any::<u8>()) {
        let body = listed(1, 2, "x") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let mut bytes = docx_of(&document.as_bytes()[..cut.min(document.len())]);
        let at = (bytes.len() as f64 * at) as usize;
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        let _ = read(&bytes, &Limits::default());
    }
}
