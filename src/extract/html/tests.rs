use super::*;
use crate::document::{Block, BlockKind};
use proptest::prelude::*;

fn draft(text: &str) -> Draft {
    read(text.as_bytes(), &Limits::default())
}

fn blocks(text: &str) -> Vec<Block> {
    draft(text).blocks
}

fn texts(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|b| b.text).collect()
}

const SENTENCE: &str = "Acme Data LLC collects the precise location of every person who opens its weather application at any time of the day.";

#[test]
fn menus_banners_and_footers_are_left_out_and_counted() {
    let menu = "<li><a href='/x'>Products and services</a></li>".repeat(60);
    let page = format!(
        "<html lang='en'><body><nav><ul>{menu}</ul></nav><div class='cookie-banner'>We use cookies.</div>\
         <div id='c'><h1>Privacy Policy</h1><p>Last updated: May 5, 2024</p><p>{SENTENCE}</p></div>\
         <script>var x = 'tracked';</script><footer>Imprint</footer></body></html>"
    );
    assert_eq!(texts(&page), ["Privacy Policy", "Last updated: May 5, 2024", SENTENCE]);
    let reading = draft(&page).finish(super::super::MediaType::Html);
    assert!(reading.extraction.warnings[0].contains("words around the main text are left out"));
    assert_eq!(reading.extraction.metadata.language.as_deref(), Some("en"));
}

#[test]
fn a_date_and_a_heading_outside_of_the_main_text_stay() {
    let body = format!("<p>{SENTENCE}</p>").repeat(12);
    let page = format!(
        "<body><div class='top'><h1>Notice</h1><span>Effective January 1, 2024</span></div><div><div>{body}</div></div>\
         <div class='more'><a href='/'>Home</a></div></body>"
    );
    let found = texts(&page);
    assert_eq!(&found[..2], ["Notice", "Effective January 1, 2024"]);
    assert_eq!(found.len(), 14);
}

#[test]
fn something_called_a_banner_that_holds_the_text_is_read() {
    let page = format!(
        "<body><aside class='cookie-banner'><p>{SENTENCE}</p><p>{SENTENCE}</p></aside><p>Short.</p></body>"
    );
    assert_eq!(blocks(&page).iter().filter(|b| b.text == SENTENCE).count(), 2);
}

#[test]
fn lists_show_the_numbers_that_a_browser_shows() {
    let page = "<ol start='3' type='a'><li>x</li><li><p>y</p><p>more</p><ul><li>z</li></ul></li></ol><ol><li value='7'>s</li><li>t</li></ol>";
    let found: Vec<_> = blocks(page).into_iter().map(|b| (b.kind, b.number, b.text)).collect();
    let item = |depth, number: Option<&str>, text: &str| {
        (BlockKind::ListItem(depth), number.map(str::to_owned), text.to_owned())
    };
    assert_eq!(
        found,
        [
            item(0, Some("c."), "x"),
            item(0, Some("d."), "y"),
            (BlockKind::Paragraph, None, "more".to_owned()),
            item(1, None, "z"),
            item(0, Some("7."), "s"),
            item(0, Some("8."), "t")
        ]
    );
}

#[test]
fn data_tables_are_rows_and_layout_tables_are_taken_apart() {
    let data = "<table><tr><th>What</th><th>Why</th></tr><tr><td rowspan='2'>Email</td><td><ul><li>Ads</li><li>Mail</li></ul></td></tr>\
        <tr><td>Fraud</td></tr></table>";
    assert_eq!(texts(data), ["What\tWhy", "Email\tAds\nMail", "\tFraud"]);
    assert_eq!(texts("<table><tr><td><p>one</p><p>two</p></td></tr></table>"), ["one", "two"]);
}

#[test]
fn quotations_and_note_marks_are_told_from_text() {
    let page = "<blockquote><p>We never sell.</p></blockquote><p>Acme said <q>no</q>.<sup><a href='#n1'>[1]</a></sup> The 10<sup>th</sup> time.</p>";
    let found = blocks(page);
    assert_eq!(found[0].kind, BlockKind::Quote);
    assert_eq!(found[1].text, "Acme said “no”. The 10th time.");
}

#[test]
fn line_breaks_end_a_paragraph_only_where_one_ends() {
    assert_eq!(
        texts("<p>one line<br>goes on.<br>Next.<br><br>Third</p>"),
        ["one line goes on.", "Next.", "Third"]
    );
}

#[test]
fn the_head_says_title_address_author_publisher_and_date() {
    let page = r#"<!-- saved from url=(0026)https://acme.example/saved -->
        <html lang="en"><head><title> A  notice </title><link rel="canonical" href="https://acme.example/p">
        <meta property="og:site_name" content="Acme News">
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"name":"Pat Doe"}],"datePublished":"2024-05-06T10:00:00Z"}]}</script>
        </head><body><p>Text.</p></body></html>"#;
    let metadata = draft(page).metadata;
    assert_eq!(metadata.title.as_deref(), Some("A notice"));
    assert_eq!(metadata.url.as_deref(), Some("https://acme.example/p"));
    assert_eq!(metadata.author.as_deref(), Some("Pat Doe"));
    assert_eq!(metadata.publisher.as_deref(), Some("Acme News"));
    assert_eq!(metadata.dated.as_deref(), Some("2024-05-06T10:00:00Z"));
    let saved = page.replace("canonical", "other");
    assert_eq!(draft(&saved).metadata.url.as_deref(), Some("https://acme.example/saved"));
}

#[test]
fn the_encoding_that_the_page_names_is_used() {
    let page = [
        &b"<html><head><meta charset=\"windows-1251\"></head><body><p>"[..],
        b"\xc4\xe0, \xf5\xee\xf0\xee\xf8\xee",
        b"</p></body></html>",
    ]
    .concat();
    assert_eq!(read(&page, &Limits::default()).blocks[0].text, "Да, хорошо");
}

#[test]
fn a_page_nested_without_end_is_still_read() {
    let page = format!("{}kept", "<div>".repeat(200_000));
    let draft = draft(&page);
    assert_eq!(draft.blocks[0].text, "kept");
    assert_eq!(draft.finish(super::super::MediaType::Html).extraction.warnings.len(), 1);
}

proptest! {
    #[test]
    fn any_markup_is_read(text in "(<(div|p|li|ol|table|tr|td|br|a|h1|pre|nav|sup)>|</(div|p|ol|table|a)>|[a-z ]{1,6}|[<>&;!-]){0,60}") {
        draft(&text);
    }

    #[test]
    fn every_word_of_simple_pages_is_kept(words in proptest::collection::vec("[a-z]{3,8}", 1..40), tags in proptest::collection::vec(0..5_usize, 40)) {
        let page: String = words.iter().zip(&tags).map(|(word, tag)| {
            let name = ["p", "div", "h2", "li", "span"][*tag];
            format!("<{name}>{word}</{name}> ")
        }).collect();
        prop_assert_eq!(texts(&format!("<body>{page}</body>")).join(" "), words.join(" "));
    }
}
