use super::*;
use proptest::prelude::*;

fn draft(text: &str) -> Draft {
    read(text.as_bytes(), &Limits::default()).expect("read")
}

fn texts(text: &str) -> Vec<String> {
    draft(text).blocks.into_iter().map(|b| b.text).collect()
}

#[test]
fn characters_come_out_of_all_three_ways_of_writing_them() {
    let text = "{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\ldblquote data\\rdblquote  \\u8212? \\u-10179?\\u-8704? end\\par}";
    assert_eq!(texts(text), ["café “data” — 😀 end"]);
}

#[test]
fn the_font_says_how_bytes_are_read() {
    let text = "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}\\f1\\'c4\\'e0\\f0  yes\\par}";
    assert_eq!(texts(text), ["Да yes"]);
}

#[test]
fn numbers_shown_before_paragraphs_are_kept_apart() {
    let text = "{\\rtf1{\\pntext 12.\\tab}Acme sells data.\\par{\\listtext\\'b7\\tab}a bullet\\par}";
    let blocks = draft(text).blocks;
    assert_eq!((blocks[0].number.as_deref(), blocks[0].text.as_str()), (Some("12."), "Acme sells data."));
    assert_eq!((blocks[1].kind.clone(), blocks[1].number.clone()), (BlockKind::ListItem(0), None));
}

#[test]
fn fonts_pictures_headers_and_field_codes_are_not_text() {
    let text = "{\\rtf1{\\fonttbl{\\f0 Times;}}{\\header CONFIDENTIAL\\par}{\\info{\\title A notice}{\\author Pat}}\
        {\\*\\unknown secret}{\\pict 00ff}{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt our policy}} applies\\par}";
    let draft = draft(text);
    assert_eq!(draft.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), ["our policy applies"]);
    assert_eq!(draft.metadata.title.as_deref(), Some("A notice"));
    assert_eq!(draft.metadata.author.as_deref(), Some("Pat"));
}

#[test]
fn headings_are_told_by_their_style() {
    let text =
        "{\\rtf1{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}}\\pard\\s1 FACTS\\par\\pard\\s0 text\\par}";
    let kinds: Vec<_> = draft(text).blocks.into_iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::Paragraph]);
}

#[test]
fn table_cells_are_joined_by_tabs_row_by_row() {
    let text = "{\\rtf1\\trowd\\intbl Email\\cell\\intbl Ads\\cell\\row\\pard after\\par}";
    let blocks = draft(text).blocks;
    assert_eq!((blocks[0].kind.clone(), blocks[0].text.as_str()), (BlockKind::TableRow, "Email\tAds"));
    assert_eq!(blocks[1].text, "after");
}

#[test]
fn footnotes_follow_their_paragraph_and_page_breaks_count() {
    let text = "{\\rtf1 One{\\footnote See Ex. A.} more\\par\\page Two\\par}";
    let blocks = draft(text).blocks;
    assert_eq!((blocks[0].text.as_str(), blocks[0].page), ("One more", Some(1)));
    assert_eq!(
        (blocks[1].kind.clone(), blocks[1].text.as_str()),
        (BlockKind::Footnote("1".into()), "See Ex. A.")
    );
    assert_eq!((blocks[2].text.as_str(), blocks[2].page), ("Two", Some(2)));
}

#[test]
fn hidden_and_deleted_text_is_counted_and_left_out() {
    let reading = draft("{\\rtf1 We {\\v never ever }{\\deleted do not }sell\\par}")
        .finish(super::super::MediaType::Rtf);
    assert_eq!(reading.extraction.warnings.len(), 2);
}

#[test]
fn a_file_cut_short_keeps_its_text_and_says_so() {
    let reading = draft("{\\rtf1 kept {\\b text").finish(super::super::MediaType::Rtf);
    assert_eq!(reading.extraction.status, crate::document::Status::Partial);
}

#[test]
fn endless_groups_do_no_harm() {
    let text = format!("{{\\rtf1 {}x", "{".repeat(200_000));
    assert_eq!(texts(&text), ["x"]);
}

proptest! {
    #[test]
    fn any_mutation_is_read(cut in 0..200_usize, at in 0..200_usize, byte in any::<u8>()) {
        let text = "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 A;}}\\uc2 a\\u1234??{\\footnote n}\\trowd x\\cell\\row\\bin3 abc\\par}";
        let mut bytes = text.as_bytes()[..cut.min(text.len())].to_vec();
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        let _ = read(&bytes, &Limits::default());
    }
}
