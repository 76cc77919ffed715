use super::*;
use proptest::prelude::*;

fn blocks(text: &str) -> Vec<Block> {
    read(text.as_bytes(), &Limits::default()).blocks
}

fn outline(text: &str) -> Vec<(BlockKind, Option<String>, String)> {
    blocks(text).into_iter().map(|b| (b.kind, b.number, b.text)).collect()
}

#[test]
fn a_bold_number_is_the_paragraphs_number_and_not_its_text() {
    let found =
        outline("**45.**\tAcme sold **location** data.\n\n**46.** It did so daily.\n\n47\\. And at night.");
    let expected =
        [("45.", "Acme sold location data."), ("46.", "It did so daily."), ("47.", "And at night.")];
    for ((kind, number, text), (n, t)) in found.into_iter().zip(expected) {
        assert_eq!((kind, number.as_deref(), text.as_str()), (BlockKind::Paragraph, Some(n), t));
    }
}

#[test]
fn both_forms_of_heading_have_their_level() {
    let found = outline("# One #\n\n**Two**\n-------\n\n### **Three**\n\nFour\n====\n");
    let levels: Vec<_> = found.iter().map(|(kind, _, text)| (kind.clone(), text.as_str())).collect();
    assert_eq!(
        levels,
        [
            (BlockKind::Heading(1), "One"),
            (BlockKind::Heading(2), "Two"),
            (BlockKind::Heading(3), "Three"),
            (BlockKind::Heading(1), "Four")
        ]
    );
}

#[test]
fn lists_keep_numbers_as_shown_and_their_depth() {
    let found = outline("1. a\n1. b\n   - inner\n1. c\n\ntext\n\n3) x\n5) y\n");
    let numbers: Vec<_> = found.iter().map(|(kind, number, _)| (kind.clone(), number.as_deref())).collect();
    assert_eq!(
        numbers,
        [
            (BlockKind::ListItem(0), Some("1.")),
            (BlockKind::ListItem(0), Some("2.")),
            (BlockKind::ListItem(1), None),
            (BlockKind::ListItem(0), Some("3.")),
            (BlockKind::Paragraph, None),
            (BlockKind::ListItem(0), Some("3)")),
            (BlockKind::ListItem(0), Some("5)"))
        ]
    );
}

#[test]
fn a_year_at_a_line_start_does_not_begin_a_list() {
    let found = outline("Acme changed its policy in\n2021. It then sold data.");
    assert_eq!(found.len(), 1);
}

#[test]
fn tables_quotes_and_footnotes_are_told_apart() {
    let found =
        outline("| What | Why |\n|---|:--|\n| Email | [Ads](x) |\n\n> We never\n> sell.\n\n[^2]: See Ex. A.");
    let kinds: Vec<_> = found.iter().map(|(kind, _, text)| (kind.clone(), text.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::TableRow, "What\tWhy"),
            (BlockKind::TableRow, "Email\tAds"),
            (BlockKind::Quote, "We never sell."),
            (BlockKind::Footnote("2".into()), "See Ex. A.")
        ]
    );
}

#[test]
fn hard_breaks_of_a_caption_are_lines_of_their_own() {
    let found = outline("**PAT DOE,**  \n**Plaintiff,**  \nv.  \n");
    assert_eq!(found.len(), 3);
    assert_eq!(found[1].2, "Plaintiff,");
}

#[test]
fn front_matter_is_metadata() {
    let draft = read(b"---\ntitle: \"Notice\"\ndate: 2024-05-01\n---\n\nText.\n", &Limits::default());
    assert_eq!(draft.metadata.title.as_deref(), Some("Notice"));
    assert_eq!(draft.metadata.dated.as_deref(), Some("2024-05-01"));
    assert_eq!(draft.blocks.len(), 1);
}

#[test]
fn an_unclosed_code_block_is_not_lost() {
    let found = outline("```\nlet x = 1;\n  y");
    assert_eq!(found, [(BlockKind::Preformatted, None, "let x = 1;\n  y".to_owned())]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[-#>*|\\[\\]()`_~0-9a-z .\n\t\\\\]{0,300}") {
        blocks(&text);
    }

    #[test]
    fn words_of_plain_paragraphs_are_kept(words in proptest::collection::vec("[a-z]{2,9}", 1..60), breaks in proptest::collection::vec(any::<bool>(), 60)) {
        let text: String = words.iter().zip(&breaks).map(|(w, b)| format!("{w}{}", if *b { "\n\n" } else { " " })).collect();
        let joined = blocks(&text).iter().map(|b| b.text.clone()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(joined, words.join(" "));
    }
}
