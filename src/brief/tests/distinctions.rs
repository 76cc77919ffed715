//! What a brief must never blur.

use super::*;
use crate::analysis::support::Builder;
use crate::brief::model::{Block, Inline};
use crate::document::{DocumentKind, Flag, Mode, Speaker};

/// The sample matter with one more document.
fn with(record: Record) -> Brief {
    let mut all = records();
    all.push(record);
    brief_of(&all, &options())
}

fn text_of(content: &[Vec<Inline>]) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text { text } | Inline::Strong { text } | Inline::Link { text, .. } => text.clone(),
        Inline::Citation(citation) => citation.text.clone(),
        Inline::Quotation(quotation) => quotation.text(),
        _ => String::new(),
    };
    content.iter().flatten().map(piece).collect()
}

/// A line of page one.
fn line(brief: &Brief, label: &str) -> String {
    text_of(&brief.answer.iter().find(|line| line.label == label).unwrap().content)
}

/// The entry that quotes these words: its lead and its notes.
fn entry(brief: &Brief, words: &str) -> (String, String) {
    let blocks = brief.sections.iter().flat_map(|s| &s.blocks);
    let entries = blocks.filter_map(|block| if let Block::Entry(entry) = block { Some(entry) } else { None });
    let entry = entries.into_iter().find(|e| e.quotation.text().contains(words)).unwrap();
    (text_of(std::slice::from_ref(&entry.lead)), text_of(&entry.notes))
}

fn order(mode: Mode, words: &str) -> Record {
    Builder::new(DocumentKind::Order, "filings/order.pdf")
        .meta(|m| m.filed = Some("2024-12-01".into()))
        .body(words)
        .finds("practice:share", mode, Speaker::Court, words)
        .record()
}

#[test]
fn plausible_is_not_held() {
    let brief = with(order(Mode::Plausible, "Taken as true, Harrow shared the data"));
    let held = line(&brief, "What a court held");
    assert!(held.contains("taken as true at the pleading stage, not found as fact"), "{held}");
    assert!(!held.contains("ruling"), "{held}");
    let (lead, notes) = entry(&brief, "Taken as true, Harrow");
    assert!(lead.contains("takes as true at the pleading stage") && !lead.contains("holds"), "{lead}");
    assert!(notes.contains("Not a finding of fact."), "{notes}");
}

#[test]
fn the_denial_of_a_motion_is_not_liability() {
    let brief = with(order(Mode::Held, "The motion to dismiss the claim for sharing is DENIED"));
    let (_, notes) = entry(&brief, "is DENIED");
    assert!(notes.contains("no finding of liability"), "{notes}");
    assert!(!line(&brief, "What is admitted").contains("Order"));
    assert!(!line(&brief, "What is denied").contains("Order"));
}

#[test]
fn a_settlement_is_not_an_admission() {
    let settled = Builder::new(DocumentKind::Order, "filings/consent.pdf")
        .body("Harrow agrees to pay for the sharing of data")
        .finds("practice:share", Mode::Settled, Speaker::Company, "sharing")
        .record();
    let brief = with(settled);
    let (lead, notes) = entry(&brief, "agrees to pay");
    // no word of what stands in the order: that is the order's to say
    assert!(
        lead.starts_with("The company settled, as the order recites:") && notes.contains("no admission"),
        "{lead} {notes}"
    );
    assert_eq!(line(&brief, "What is admitted"), line(&sample(), "What is admitted"));
}

#[test]
fn lack_of_knowledge_has_the_effect_of_a_denial() {
    let brief = sample();
    assert!(line(&brief, "What is denied").contains("1 ¶ lacks knowledge (effect of a denial)"));
    assert!(!line(&brief, "What is admitted").contains("lacks knowledge"));
}

#[test]
fn what_is_not_denied_is_admitted_where_an_answer_was_required() {
    let admitted = line(&sample(), "What is admitted");
    assert!(
        admitted.contains("2 ¶¶ not answered: 5, 6, admitted where an answer was required"),
        "{admitted}"
    );
}

#[test]
fn with_a_general_denial_nothing_is_admitted_by_silence() {
    let mut all = records();
    let answer = all.iter_mut().find(|r| r.document.metadata.kind == DocumentKind::Answer).unwrap();
    let text = "\n\nHarrow denies each and every allegation that is not expressly admitted above.";
    let start = answer.document.text.len() + 2;
    answer.document.text.push_str(text);
    let span = Span::new(start, answer.document.text.len());
    answer.document.sentences.push(span);
    let brief = brief_of(&all, &options());
    assert!(!line(&brief, "What is admitted").contains("not answered"));
    assert!(line(&brief, "What is denied").contains("2 ¶¶ general denial only"));
}

#[test]
fn no_comment_is_not_a_denial() {
    let taxonomy = crate::tag::Taxonomy::builtin().unwrap();
    let tagger = crate::tag::Tagger::new(&taxonomy);
    for words in [
        "A spokesperson for Harrow declined to comment on the alleged data breach.",
        "Harrow did not respond to a request for comment on claims that it shared location data with advertisers.",
    ] {
        let mut document = Document::of_passage(words, DocumentKind::News);
        document.sentences = vec![Span::new(0, words.len())];
        let findings = tagger.tag(&document);
        assert!(findings.iter().all(|f| f.mode != Mode::Denied), "{findings:?}");
    }
}

#[test]
fn what_a_threat_actor_claims_stays_unverified() {
    let brief = sample();
    assert!(line(&brief, "Unverified").contains("1 statement by a threat actor"));
    let (lead, _) = entry(&brief, "Selling 12 million");
    assert!(lead.contains("claims (unverified)"), "{lead}");
    for label in ["What is alleged", "What a court held", "What is admitted"] {
        assert!(!line(&brief, label).contains("Forum"), "{label}");
    }
    let paired = brief.sections.iter().flat_map(|s| &s.blocks).any(|block| match block {
        Block::Pair(pair) => [&pair.left, &pair.right].iter().any(|e| e.citation.text.contains("Forum")),
        _ => false,
    });
    assert!(!paired, "a threat actor's claim is no side of a tension");
}

#[test]
fn a_news_paraphrase_is_not_the_pleading() {
    let news = Builder::new(DocumentKind::News, "statements/news.html")
        .meta(|m| m.publisher = Some("The Ledger".into()))
        .body("The suit claims that Harrow sells everything to everyone")
        .finds("practice:broker", Mode::Alleged, Speaker::Plaintiff, "sells everything")
        .with(|f| f.flags = vec![Flag::Secondary])
        .record();
    let brief = with(news);
    let (lead, notes) = entry(&brief, "sells everything");
    assert!(lead.contains("as The Ledger reports"), "{lead}");
    assert!(notes.contains("Second-hand: cite the original"), "{notes}");
    assert_eq!(line(&brief, "What is alleged"), line(&sample(), "What is alleged"));
    assert_eq!(line(&brief, "Where they collide"), line(&sample(), "Where they collide"));
}

#[test]
fn a_statement_that_was_replaced_says_so_wherever_it_is_shown() {
    let update = Builder::new(DocumentKind::Statement, "statements/2024-09-30.txt")
        .meta(|m| {
            m.publisher = Some("Harrow".into());
            m.dated = Some("2024-09-30".into());
        })
        .body("This update replaces our statement of September 24, 2024. A vendor was breached.")
        .record();
    let brief = with(update);
    let (_, notes) = entry(&brief, "categorically false");
    assert!(notes.contains("Later replaced: “This update replaces our statement"), "{notes}");
    assert!(line(&brief, "What is denied").contains("statement replaced 30 Sept. 2024"));
}
