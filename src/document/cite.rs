//! From a span to the citation that a filing would print: `Compl. ¶ 18, ECF No. 1 at 9:12–17, PageID.9`.
//!
//! A part that the source does not have is left out, never made up: without a docket stamp there is no
//! `ECF No.`, without printed page numbers the page is named as the file's own (`file p. 9`), and
//! without pages and numbered paragraphs the paragraph is counted (`para. 12`). Words that were read by
//! character recognition are marked: `Ex. C at 1 [OCR]`. Words of a policy that stands below another in one
//! file are cited under its own name and date: `Children’s Policy (eff. 1 May 2024) in Policy para. 40`.

use super::{Document, DocumentKind, ParagraphKind, Pinpoint, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::str::FromStr;

/// The record style of a court.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CiteStyle {
    /// `Compl. ¶ 18, ECF No. 1 at 9:12–17, PageID.9`: everything that the source has.
    #[default]
    Bluebook,
    /// `ECF No. 1 ¶ 18 at 9:12–17`: the docket entry in place of the name.
    Ecf,
    /// `Dkt. 1 ¶ 18 at 9:12–17`, as the same is written in the Northern District of Illinois and others.
    Dkt,
    /// `Doc. 1 ¶ 18 at 9:12–17`, as in the Eleventh Circuit (11th Cir. R. 28-5).
    Doc,
    /// `D.I. 1 ¶ 18 at 9:12–17`, as in the District of Delaware.
    Di,
    /// `Compl. ¶ 18, ECF No. 1, PageID.9`: the docket-wide page in place of the page (W.D. Mich. LCivR 10.9).
    Miwd,
    /// `Compl. ¶ 18, R. 1, Page ID # 9`: title, record entry and docket-wide page (6th Cir. R. 28(a)(1)).
    Ca6,
}

/// What a style writes, and where.
struct Wording {
    name: &'static str,
    /// Before the number of a docket entry.
    docket: &'static str,
    /// Does the docket entry stand in place of the document's name?
    leads: bool,
    /// Does the docket-wide page stand in place of the page?
    by_page_id: bool,
    /// Before the docket-wide page.
    page_id: &'static str,
}

impl CiteStyle {
    pub const ALL: [CiteStyle; 7] =
        [Self::Bluebook, Self::Ecf, Self::Dkt, Self::Doc, Self::Di, Self::Miwd, Self::Ca6];

    pub fn name(self) -> &'static str {
        self.wording().name
    }

    fn wording(self) -> Wording {
        let named =
            |name, docket, by_page_id, page_id| Wording { name, docket, leads: false, by_page_id, page_id };
        let led = |name, docket| Wording { name, docket, leads: true, by_page_id: false, page_id: "PageID." };
        match self {
            Self::Bluebook => named("bluebook", "ECF No.", false, "PageID."),
            Self::Miwd => named("miwd", "ECF No.", true, "PageID."),
            Self::Ca6 => named("ca6", "R.", true, "Page ID # "),
            Self::Ecf => led("ecf", "ECF No."),
            Self::Dkt => led("dkt", "Dkt."),
            Self::Doc => led("doc", "Doc."),
            Self::Di => led("di", "D.I."),
        }
    }
}

impl FromStr for CiteStyle {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|s| s.name() == name).ok_or_else(|| {
            let known = Self::ALL.map(|style| format!("`{}`", style.name())).join(", ");
            format!("unknown citation style `{name}`; write one of {known}")
        })
    }
}

/// How much of a citation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CiteForm {
    /// Every pinpoint that the source has.
    Full,
    /// For lists: `Compl. ¶ 18`.
    Short,
    /// After another place in the same document: `¶ 18`.
    Pin,
}

impl CiteForm {
    /// The form of a name; the full one for any other.
    pub fn of_name(name: &str) -> Self {
        [Self::Short, Self::Pin].into_iter().find(|form| form.name() == name).unwrap_or(Self::Full)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Pin => "pin",
        }
    }
}

/// The citation of a span, under the short name that the document has in its matter.
pub fn cite(document: &Document, name: &str, span: Span, style: CiteStyle, form: CiteForm) -> String {
    cite_at(document, name, &document.locate(span), style, form)
}

/// As [`cite`], of a span that has been located.
pub fn cite_at(
    document: &Document,
    name: &str,
    pinpoint: &Pinpoint,
    style: CiteStyle,
    form: CiteForm,
) -> String {
    let place = pinpoint.paragraph_ordinal.and_then(|n| document.paragraphs.get(n - 1));
    let within = place.and_then(|paragraph| document.instrument_at(paragraph.span.start));
    let name = within.map_or(Cow::Borrowed(name), |i| Cow::Owned(format!("{} in {name}", i.name())));
    let cite = match form {
        CiteForm::Full => full(document, &name, pinpoint, style),
        CiteForm::Short => short(document, &name, pinpoint),
        CiteForm::Pin => short(document, "", pinpoint).trim_start().to_owned(),
    };
    if pinpoint.ocr { format!("{cite} {RECOGNIZED}") } else { cite }
}

/// Stands behind a citation of words that character recognition read.
pub const RECOGNIZED: &str = "[OCR]";

fn short(document: &Document, name: &str, pinpoint: &Pinpoint) -> String {
    match (paragraph(document, pinpoint), page(pinpoint, false)) {
        (Some(paragraph), _) => format!("{name} {paragraph}"),
        (None, Some(page)) => format!("{name} at {page}"),
        (None, None) => format!("{name}{}", ordinal(document, pinpoint)),
    }
}

fn full(document: &Document, name: &str, pinpoint: &Pinpoint, style: CiteStyle) -> String {
    let wording = style.wording();
    let docket = document.metadata.docket_entry.as_deref().map(|entry| format!("{} {entry}", wording.docket));
    let paragraph = paragraph(document, pinpoint);
    let page = page(pinpoint, true);
    let head = match &docket {
        Some(docket) if wording.leads => docket.clone(),
        _ => name.to_owned(),
    };
    let mut cite = match (&paragraph, &page) {
        (Some(paragraph), _) => format!("{head} {paragraph}"),
        (None, Some(_)) => head,
        (None, None) => format!("{head}{}", ordinal(document, pinpoint)),
    };
    let at = page.map(|page| format!(" at {page}")).unwrap_or_default();
    match docket.filter(|_| !wording.leads) {
        Some(docket) if wording.by_page_id && pinpoint.page_id_start.is_some() => push(&mut cite, &docket),
        Some(docket) if pinpoint.ecf_page_start.is_some() => push(&mut cite, &format!("{docket}{at}")),
        Some(docket) => {
            cite.push_str(&at);
            push(&mut cite, &docket);
        }
        None => cite.push_str(&at),
    }
    if let Some(range) = range(pinpoint.page_id_start.as_ref(), pinpoint.page_id_end.as_ref(), HYPHEN) {
        push(&mut cite, &format!("{}{range}", wording.page_id));
    }
    if let Some(range) = range(pinpoint.bates_start.as_ref(), pinpoint.bates_end.as_ref(), DASH) {
        push(&mut cite, &range);
    }
    cite
}

const DASH: char = '–';

/// Between docket-wide pages: the court's readers make links of `PageID.234-235` alone.
const HYPHEN: char = '-';

fn push(cite: &mut String, part: &str) {
    cite.push_str(", ");
    cite.push_str(part);
}

/// `¶ 18`, `§ 3` of a policy or contract, `n. 3`.
fn paragraph(document: &Document, pinpoint: &Pinpoint) -> Option<String> {
    let number = pinpoint.paragraph.as_deref()?;
    let by_section =
        matches!(document.metadata.kind, DocumentKind::Policy | DocumentKind::Terms | DocumentKind::Contract);
    Some(match number {
        note if note.starts_with("n. ") => note.to_owned(),
        section if by_section => format!("§ {section}"),
        number => format!("¶ {number}"),
    })
}

/// ` para. 12`; of a heading above numbered paragraphs ` preceding ¶ 52`.
fn ordinal(document: &Document, pinpoint: &Pinpoint) -> String {
    let Some(n) = pinpoint.paragraph_ordinal else { return String::new() };
    let heading = document.paragraphs.get(n - 1).filter(|p| p.kind == ParagraphKind::Heading);
    let below = heading.and_then(|_| {
        let mut follows = document.paragraphs[n..].iter().take(HEADINGS);
        follows.find(|p| p.kind != ParagraphKind::Heading)?.number.as_deref()
    });
    below.map_or_else(|| format!(" para. {n}"), |number| format!(" preceding ¶ {number}"))
}

/// Headings that may stand above one numbered paragraph, and that paragraph.
const HEADINGS: usize = 5;

/// `9`, `9–10`, `9:12–17`, `9:26–10:3`; `file p. 9` where no number is printed on the page.
fn page(pinpoint: &Pinpoint, with_lines: bool) -> Option<String> {
    let first = pinpoint.page_start?;
    let (prefix, start, end) = if let Some(page) = pinpoint.ecf_page_start {
        ("", page.to_string(), pinpoint.ecf_page_end.map(|p| p.to_string()))
    } else if let Some(label) = &pinpoint.label_start {
        ("", label.clone(), pinpoint.label_end.clone())
    } else {
        ("file p. ", first.to_string(), pinpoint.page_end.map(|p| p.to_string()))
    };
    let end = end.unwrap_or_else(|| start.clone());
    let lines = with_lines.then_some(pinpoint.line_start.zip(pinpoint.line_end)).flatten();
    Some(format!("{prefix}{}", pages_and_lines(&start, &end, lines)))
}

fn pages_and_lines(start: &str, end: &str, lines: Option<(u32, u32)>) -> String {
    match lines {
        None if start == end => start.to_owned(),
        None => format!("{start}–{end}"),
        Some((first, last)) if start == end && first == last => format!("{start}:{first}"),
        Some((first, last)) if start == end => format!("{start}:{first}–{last}"),
        Some((first, last)) => format!("{start}:{first}–{end}:{last}"),
    }
}

fn range(start: Option<&String>, end: Option<&String>, between: char) -> Option<String> {
    let start = start?;
    Some(match end {
        Some(end) if end != start => format!("{start}{between}{end}"),
        _ => start.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Instrument, Line, Metadata, Page, Paragraph, ParagraphKind, Rect, Status};

    fn page(number: u32, ecf: Option<u32>, id: Option<&str>, lines: &[(u32, usize, usize)]) -> Page {
        let line = |&(number, start, end): &(u32, usize, usize)| Line {
            number: Some(number),
            text: String::new(),
            span: Some(Span::new(start, end)),
            bbox: Rect::default(),
            confidence: None,
        };
        Page {
            number,
            label: None,
            ecf_page: ecf,
            page_id: id.map(Into::into),
            bates: None,
            span: Span::new(lines[0].1, lines[lines.len() - 1].2),
            size: (612.0, 792.0),
            lines: lines.iter().map(line).collect(),
            ocr: false,
            warnings: Vec::new(),
        }
    }

    fn document(kind: DocumentKind, number: Option<&str>, pages: Vec<Page>) -> Document {
        let text = "x".repeat(40);
        Document {
            sha256: "a".repeat(64),
            bytes: 0,
            media_type: "application/pdf".into(),
            extractor: "test".into(),
            status: Status::Ok,
            warnings: vec![],
            metadata: Metadata::of_kind(kind, ""),
            paragraphs: vec![Paragraph {
                number: number.map(Into::into),
                span: Span::new(0, 40),
                heading: vec![],
                kind: ParagraphKind::Numbered,
            }],
            sentences: vec![],
            instruments: vec![],
            footnotes: vec![],
            citations: vec![],
            text,
            pages,
        }
    }

    fn stamped() -> Document {
        let pages = vec![
            page(9, Some(9), Some("9"), &[(12, 0, 10), (17, 10, 20)]),
            page(10, Some(10), Some("10"), &[(3, 20, 40)]),
        ];
        let mut document = document(DocumentKind::Complaint, Some("18"), pages);
        document.metadata.docket_entry = Some("1".into());
        document
    }

    #[test]
    fn a_stamped_and_numbered_complaint_has_every_part() {
        let cited = |style| cite(&stamped(), "Compl.", Span::new(2, 15), style, CiteForm::Full);
        assert_eq!(cited(CiteStyle::Bluebook), "Compl. ¶ 18, ECF No. 1 at 9:12–17, PageID.9");
        assert_eq!(cited(CiteStyle::Ecf), "ECF No. 1 ¶ 18 at 9:12–17, PageID.9");
        assert_eq!(cited(CiteStyle::Miwd), "Compl. ¶ 18, ECF No. 1, PageID.9");
        assert_eq!(cited(CiteStyle::Ca6), "Compl. ¶ 18, R. 1, Page ID # 9");
        assert_eq!(cited(CiteStyle::Dkt), "Dkt. 1 ¶ 18 at 9:12–17, PageID.9");
        assert_eq!(cited(CiteStyle::Doc), "Doc. 1 ¶ 18 at 9:12–17, PageID.9");
        assert_eq!(cited(CiteStyle::Di), "D.I. 1 ¶ 18 at 9:12–17, PageID.9");
    }

    #[test]
    fn a_span_over_a_page_break_names_both_pages() {
        let cited = cite(&stamped(), "Compl.", Span::new(15, 25), CiteStyle::Bluebook, CiteForm::Full);
        assert_eq!(cited, "Compl. ¶ 18, ECF No. 1 at 9:17–10:3, PageID.9-10");
    }

    #[test]
    fn without_a_stamp_there_is_no_docket_number_and_the_page_is_the_files_own() {
        let document =
            document(DocumentKind::Complaint, Some("18"), vec![page(4, None, None, &[(1, 0, 40)])]);
        let cited = cite(&document, "Compl.", Span::new(0, 5), CiteStyle::Bluebook, CiteForm::Full);
        assert_eq!(cited, "Compl. ¶ 18 at file p. 4:1");
    }

    #[test]
    fn a_docket_entry_without_a_stamped_page_does_not_lend_its_number_to_the_files_page() {
        let mut document = document(DocumentKind::Order, None, vec![page(4, None, None, &[(1, 0, 40)])]);
        document.metadata.docket_entry = Some("60".into());
        let cited = cite(&document, "Order", Span::new(0, 5), CiteStyle::Bluebook, CiteForm::Full);
        assert_eq!(cited, "Order at file p. 4:1, ECF No. 60");
    }

    #[test]
    fn a_page_without_numbers_of_any_kind_is_counted_by_paragraph() {
        let policy = document(DocumentKind::Policy, None, vec![]);
        assert_eq!(
            cite(&policy, "Policy", Span::new(0, 5), CiteStyle::Ecf, CiteForm::Full),
            "Policy para. 1"
        );
        assert_eq!(
            cite(&policy, "Policy", Span::new(0, 5), CiteStyle::Ecf, CiteForm::Short),
            "Policy para. 1"
        );
    }

    #[test]
    fn words_of_a_policy_below_another_are_cited_under_its_own_name_and_date() {
        let mut policy = document(DocumentKind::Policy, None, vec![]);
        let second = Paragraph { span: Span::new(20, 40), ..policy.paragraphs[0].clone() };
        policy.paragraphs[0].span.end = 18;
        policy.paragraphs.push(second);
        policy.instruments = vec![Instrument {
            title: "Children’s Policy".into(),
            span: Span::new(20, 40),
            effective: Some("2024-05-01".into()),
            last_updated: None,
        }];
        let cited =
            |start, form| cite(&policy, "Policy", Span::new(start, start + 5), CiteStyle::Bluebook, form);
        assert_eq!(cited(22, CiteForm::Full), "Children’s Policy (eff. 1 May 2024) in Policy para. 2");
        assert_eq!(cited(22, CiteForm::Short), "Children’s Policy (eff. 1 May 2024) in Policy para. 2");
        assert_eq!(cited(2, CiteForm::Full), "Policy para. 1");
    }

    #[test]
    fn the_number_of_a_policys_paragraph_is_its_section() {
        let policy = document(DocumentKind::Policy, Some("3.2"), vec![]);
        assert_eq!(
            cite(&policy, "Policy", Span::new(0, 5), CiteStyle::Bluebook, CiteForm::Full),
            "Policy § 3.2"
        );
    }

    #[test]
    fn words_that_were_recognised_are_marked_in_either_form() {
        let mut scan = stamped();
        scan.pages[0].ocr = true;
        let cited = |span, form| cite(&scan, "Compl.", span, CiteStyle::Bluebook, form);
        assert_eq!(cited(Span::new(2, 5), CiteForm::Short), "Compl. ¶ 18 [OCR]");
        assert_eq!(
            cited(Span::new(15, 25), CiteForm::Full),
            "Compl. ¶ 18, ECF No. 1 at 9:17–10:3, PageID.9-10 [OCR]",
            "one recognised page is enough"
        );
        assert_eq!(cited(Span::new(25, 30), CiteForm::Short), "Compl. ¶ 18");
    }

    #[test]
    fn a_short_citation_stops_at_the_paragraph() {
        let cited = cite(&stamped(), "Compl.", Span::new(2, 15), CiteStyle::Bluebook, CiteForm::Short);
        assert_eq!(cited, "Compl. ¶ 18");
    }
}
