use super::super::package::tests::pack;
use super::*;
use proptest::prelude::*;

const STYLES: &str = "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
    <text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/></text:list-style>\
    <text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='x'/></text:list-style>";

fn content(body: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles>{STYLES}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn odt(body: &str) -> Vec<u8> {
    let meta = "<m><dc:title>A notice</dc:title><dc:creator>Pat</dc:creator></m>";
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content(body).as_bytes()),
        ("meta.xml", meta.as_bytes()),
        ("META-INF/manifest.xml", b"<m/>"),
    ])
}

fn blocks(body: &str) -> Vec<Block> {
    read(&odt(body), &Limits::default()).expect("read").blocks
}

#[test]
fn lists_are_numbered_as_shown_and_go_on_where_they_say_so() {
    let list = |more: &str, items: &str| format!("<text:list text:style-name='L1'{more}>{items}</text:list>");
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let inner = format!(
        "<text:list-item><text:p>b</text:p><text:list>{}{}</text:list></text:list-item>",
        item("b1"),
        item("b2")
    );
    let body = list("", &(item("a") + &inner))
        + "<text:p>between</text:p>"
        + &list(" text:continue-numbering='true'", &item("c"));
    let found = blocks(&body);
    let numbers: Vec<_> =
        found.iter().map(|b| (b.number.as_deref().unwrap_or(""), b.text.as_str())).collect();
    assert_eq!(
        numbers,
        [("1.", "a"), ("2.", "b"), ("(a)", "b1"), ("(b)", "b2"), ("", "between"), ("3.", "c")]
    );
    assert_eq!(found[2].kind, BlockKind::ListItem(1));
}

#[test]
fn bullets_are_list_items_without_number() {
    let found = blocks(
        "<text:list text:style-name='B'><text:list-item><text:p>x</text:p></text:list-item></text:list>",
    );
    assert_eq!((found[0].kind.clone(), found[0].number.clone()), (BlockKind::ListItem(0), None));
}

#[test]
fn notes_headings_and_tables_are_told_apart() {
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See Ex. A.</text:p></text:note-body></text:note>";
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<text:h text:outline-level='2'>Facts</text:h><text:p>Acme<text:s/>sells{note} data.</text:p>\
         <table:table><table:table-row>{}{}</table:table-row></table:table>",
        cell("Email"),
        cell("Ads")
    );
    let kinds: Vec<_> = blocks(&body).into_iter().map(|b| (b.kind, b.text)).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Heading(2), "Facts".to_owned()),
            (BlockKind::Paragraph, "Acme sells data.".to_owned()),
            (BlockKind::Footnote("1".into()), "See Ex. A.".to_owned()),
            (BlockKind::TableRow, "Email\tAds".to_owned())
        ]
    );
}

#[test]
fn deletions_and_comments_are_counted_and_left_out() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion></text:changed-region>\
        </text:tracked-changes><text:p>We sell<office:annotation><text:p>check</text:p></office:annotation> data.</text:p>";
    let draft = read(&odt(body), &Limits::default()).expect("read");
    assert_eq!(draft.blocks.len(), 1);
    assert_eq!(draft.blocks[0].text, "We sell data.");
    assert_eq!(draft.metadata.title.as_deref(), Some("A notice"));
    assert_eq!(draft.finish(super::super::MediaType::Odt).extraction.warnings.len(), 2);
}

#[test]
fn an_encrypted_document_is_named_as_such() {
    let bytes = pack(&[
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"),
    ]);
    assert!(matches!(read(&bytes, &Limits::default()), Err(ExtractError::Encrypted)));
}

proptest! {
    #[test]
    fn damaged_content_never_fails_hard(cut in 0..900_usize) {
        let whole = content("<text:list text:style-name='L1'><text:list-item><text:p>a<text:note/></text:p></text:list-item></text:list>");
        let cut = &whole.as_bytes()[..cut.min(whole.len())];
        let _ = read(&pack(&[("content.xml", cut)]), &Limits::default());
    }
}
