//! The HTML writer: one self-contained file, readable without scripts, printable.

use super::model::{
    Block, Brief, Citation, Emphasis, Entry, Inline, Pair, Passage, Quotation, Section, Source,
};
use super::pictures::{Picture, Pictures};
use super::{model, shape, timeline};
use crate::document::{Mode, long_date};
use askama::Template;

/// Writes the brief as HTML.
///
/// # Errors
/// If a template fails to format, which no brief makes it do.
pub fn html(brief: &Brief) -> Result<String, askama::Error> {
    html_with(brief, &Pictures::default())
}

/// The same with pictures of cited pages.
///
/// # Errors
/// As [`html`].
pub fn html_with(brief: &Brief, pictures: &Pictures) -> Result<String, askama::Error> {
    Page { brief, pictures }.render()
}

#[derive(Template)]
#[template(path = "brief/page.html")]
struct Page<'a> {
    brief: &'a Brief,
    pictures: &'a Pictures,
}

impl<'a> Page<'a> {
    fn style(&self) -> Style<'a> {
        Style { brief: self.brief }
    }

    fn section(&self, number: &usize, section: &'a Section) -> SectionPart<'a> {
        SectionPart { number: number + 1, section }
    }

    fn inlines(&self, list: &'a [Inline]) -> Inlines<'a> {
        Inlines { list }
    }

    fn passage(&self, passage: &'a Passage) -> PassagePart<'a> {
        PassagePart { passage, pictures: self.pictures.of(&passage.id) }
    }

    /// Passages by document, in the order of the brief.
    fn passage_groups(&self) -> Vec<(&'a str, Vec<&'a Passage>)> {
        let groups = self.brief.passages.chunk_by(|a, b| a.document == b.document);
        groups.map(|group| (group[0].document.as_str(), group.iter().collect())).collect()
    }

    fn date(&self, iso: &str) -> String {
        long_date(iso)
    }

    fn passages_number(&self) -> usize {
        self.brief.sections.len() + 1
    }

    fn sources_number(&self) -> usize {
        self.brief.sections.len() + 2
    }

    fn digest_head(&self) -> &str {
        self.brief.digest.get(..12).unwrap_or(&self.brief.digest)
    }

    fn source_date(&self, source: &Source) -> String {
        source.date.as_deref().map(long_date).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "brief/style.css", escape = "none")]
struct Style<'a> {
    brief: &'a Brief,
}

impl Style<'_> {
    fn title(&self) -> String {
        css_string(&self.brief.title)
    }

    fn privilege(&self) -> Option<String> {
        self.brief.privilege.as_deref().map(|words| css_string(&words.to_uppercase()))
    }
}

/// A CSS string that no text can break out of: all but letters, digits and spaces as escapes.
fn css_string(text: &str) -> String {
    let escaped: String =
        text.chars()
            .map(|c| {
                if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", u32::from(c)) }
            })
            .collect();
    format!("\"{escaped}\"")
}

#[derive(Template)]
#[template(path = "brief/section.html")]
struct SectionPart<'a> {
    number: usize,
    section: &'a Section,
}

impl<'a> SectionPart<'a> {
    fn block(&self, block: &'a Block) -> BlockPart<'a> {
        BlockPart { block }
    }
}

#[derive(Template)]
#[template(path = "brief/block.html")]
struct BlockPart<'a> {
    block: &'a Block,
}

impl<'a> BlockPart<'a> {
    fn inlines(&self, list: &'a [Inline]) -> Inlines<'a> {
        Inlines { list }
    }

    fn entry(&self, entry: &'a Entry) -> EntryPart<'a> {
        EntryPart { entry }
    }

    fn pair(&self, pair: &'a Pair) -> PairPart<'a> {
        PairPart { pair }
    }

    fn figure(&self, items: &'a [model::TimelineItem]) -> Option<FigurePart> {
        timeline::figure(items).map(|figure| FigurePart { figure })
    }
}

#[derive(Template)]
#[template(path = "brief/figure.html")]
struct FigurePart {
    figure: timeline::Figure,
}

#[derive(Template)]
#[template(path = "brief/pair.html")]
struct PairPart<'a> {
    pair: &'a Pair,
}

impl<'a> PairPart<'a> {
    fn entry(&self, entry: &'a Entry) -> EntryPart<'a> {
        EntryPart { entry }
    }

    fn inlines(&self, list: &'a [Inline]) -> Inlines<'a> {
        Inlines { list }
    }
}

#[derive(Template)]
#[template(path = "brief/entry.html")]
struct EntryPart<'a> {
    entry: &'a Entry,
}

impl<'a> EntryPart<'a> {
    fn inlines(&self, list: &'a [Inline]) -> Inlines<'a> {
        Inlines { list }
    }

    fn quotation(&self, quotation: &'a Quotation) -> QuotationPart<'a> {
        QuotationPart { quotation }
    }

    fn citation(&self, citation: &'a Citation) -> CitationPart<'a> {
        CitationPart { citation }
    }

    fn shape(&self, mode: &Mode) -> &'static str {
        shape::shape(*mode)
    }
}

#[derive(Template)]
#[template(path = "brief/inlines.html")]
struct Inlines<'a> {
    list: &'a [Inline],
}

impl<'a> Inlines<'a> {
    fn quotation(&self, quotation: &'a Quotation) -> QuotationPart<'a> {
        QuotationPart { quotation }
    }

    fn citation(&self, citation: &'a Citation) -> CitationPart<'a> {
        CitationPart { citation }
    }

    fn shape(&self, mode: &Mode) -> &'static str {
        shape::shape(*mode)
    }

    fn word(&self, mode: &Mode) -> &'static str {
        shape::word(*mode)
    }
}

#[derive(Template)]
#[template(path = "brief/quotation.html")]
struct QuotationPart<'a> {
    quotation: &'a Quotation,
}

impl QuotationPart<'_> {
    fn tag(&self, emphasis: &Option<Emphasis>) -> Option<&'static str> {
        emphasis.map(|e| match e {
            Emphasis::Mark => "mark",
            Emphasis::Inserted => "ins",
            Emphasis::Deleted => "del",
        })
    }
}

#[derive(Template)]
#[template(path = "brief/citation.html")]
struct CitationPart<'a> {
    citation: &'a Citation,
}

impl CitationPart<'_> {
    /// The words, with spaces at which no line may break.
    fn text(&self) -> String {
        ["¶", "¶¶", "§", "§§", "para.", "No.", "n."].iter().fold(self.citation.text.clone(), |text, sign| {
            text.replace(&format!("{sign} "), &format!("{sign}\u{a0}"))
        })
    }
}

#[derive(Template)]
#[template(path = "brief/passage.html")]
struct PassagePart<'a> {
    passage: &'a Passage,
    pictures: &'a [Picture],
}

impl<'a> PassagePart<'a> {
    fn quotation(&self, quotation: &'a Quotation) -> QuotationPart<'a> {
        QuotationPart { quotation }
    }

    /// The whole paragraph's own citation; it is the heading and leads nowhere.
    fn citation(&self) -> CitationPart<'a> {
        CitationPart { citation: &self.passage.citation }
    }
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn a_title_can_not_break_out_of_the_style_sheet() {
        let css = css_string("A\"; } </style><script>");
        assert!(!css[1..css.len() - 1].contains(['"', '<', '>', ';', '}']), "{css}");
    }
}
