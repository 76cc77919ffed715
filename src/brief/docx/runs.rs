//! Paragraphs, runs, tables and footnotes of a text document.

use super::super::model::{Emphasis, Inline, Quotation};
use super::super::shape;
use std::fmt::Write;

/// Text for XML: markup escaped, characters that XML can not hold left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

pub fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

pub fn text_run(text: impl AsRef<str>) -> String {
    run("", text.as_ref())
}

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// The words of a quotation with their emphasis.
pub fn quoted(quotation: &Quotation) -> String {
    let properties = |emphasis: Option<Emphasis>| match emphasis {
        None => "",
        Some(Emphasis::Mark) => "<w:highlight w:val=\"yellow\"/>",
        Some(Emphasis::Inserted) => "<w:u w:val=\"single\"/>",
        Some(Emphasis::Deleted) => "<w:strike/>",
    };
    quotation.runs.iter().map(|part| run(properties(part.emphasis), &part.text)).collect()
}

pub fn inlines(list: &[Inline]) -> String {
    list.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text { text } | Inline::Link { text, .. } => text_run(text),
        Inline::Strong { text } => run("<w:b/>", text),
        Inline::Mode { mode } => text_run(format!("{} {}", shape::shape(*mode), shape::word(*mode))),
        Inline::Citation(citation) => text_run(&citation.text),
        Inline::Quotation(quotation) => quoted(quotation),
        Inline::LineBreak => "<w:r><w:br/></w:r>".into(),
        Inline::Anchor { .. } => String::new(),
    }
}

/// A table with a heading row that repeats on each page; without a head all rows are alike.
pub fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(head.len(), Vec::len);
    let mut xml = opening(columns);
    if !head.is_empty() {
        xml += &row("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableHead", head);
    }
    for cells in rows {
        xml += &row("<w:trPr><w:cantSplit/></w:trPr>", "TableText", cells);
    }
    xml + "</w:tbl>" + &paragraph("Note", "")
}

fn opening(columns: usize) -> String {
    let width = 9360 / columns.max(1);
    let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns);
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Plain\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
}

fn row(properties: &str, style: &str, cells: &[String]) -> String {
    let cells: String =
        cells.iter().map(|cell| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(style, cell))).collect();
    format!("<w:tr>{properties}{cells}</w:tr>")
}

/// Two stacks of paragraphs beside each other.
pub fn side_by_side(sides: &[String; 2]) -> String {
    let cells: String = sides.iter().map(|side| format!("<w:tc><w:tcPr/>{side}</w:tc>")).collect();
    format!("{}<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>", opening(2))
}

/// Footnotes in the order of their references; numbers 0 and 1 are the separators.
#[derive(Default)]
pub struct Footnotes(Vec<String>);

impl Footnotes {
    /// Keeps the text and gives the run that refers to it.
    pub fn add(&mut self, text: &str) -> String {
        self.0.push(text.to_owned());
        let id = self.0.len() + 1;
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        )
    }

    pub fn xml(&self) -> String {
        let mut xml = String::new();
        let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        for (index, text) in self.0.iter().enumerate() {
            let note = paragraph("FootnoteText", &format!("{mark}{}", text_run(format!(" {text}."))));
            // Writing to a string does not fail.
            let _ = write!(xml, "<w:footnote w:id=\"{}\">{note}</w:footnote>", index + 2);
        }
        xml
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_of_a_source_do_not_reach_the_xml() {
        assert_eq!(escaped("a<b>&\"\u{0}\u{8}\tc"), "a&lt;b&gt;&amp;&quot; c");
    }
}
