//! Paragraphs, runs, tables, footnotes and bookmarks of a text document.

use super::super::bookmark;
use super::super::model::{Citation, Emphasis, Inline, Quotation};
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

/// Runs set in italics.
pub fn italic(runs: &str) -> String {
    runs.replace("<w:rPr>", "<w:rPr><w:i/>")
}

/// What is numbered through the document: footnotes and bookmarks.
#[derive(Default)]
pub struct Numbering {
    notes: Vec<String>,
    bookmarks: usize,
}

impl Numbering {
    /// Runs within a bookmark of that name; the name is made of the bookmark's number.
    pub fn marked(&mut self, name: impl FnOnce(usize) -> String, runs: &str) -> String {
        self.bookmarks += 1;
        let id = self.bookmarks;
        let name = name(id);
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{id}\"/>")
    }

    /// A place that links lead to.
    pub fn anchor(&mut self, id: &str) -> String {
        self.marked(|_| bookmark::of_anchor(id), "")
    }

    /// The words of a quotation with their emphasis.
    pub fn quoted(&mut self, quotation: &Quotation) -> String {
        let properties = |emphasis: Option<Emphasis>| match emphasis {
            None => "",
            Some(Emphasis::Mark) => "<w:shd w:val=\"clear\" w:fill=\"FFF1B8\"/>",
            Some(Emphasis::Inserted) => "<w:u w:val=\"single\"/>",
            Some(Emphasis::Deleted) => "<w:strike/>",
        };
        let runs: String =
            quotation.runs.iter().map(|part| run(properties(part.emphasis), &part.text)).collect();
        self.marked(|number| bookmark::of_quotation(number, quotation), &runs)
    }

    /// A citation in the line, as a link to its passage.
    pub fn citation(&mut self, citation: &Citation) -> String {
        let link = link(&citation.passage, &citation.text);
        self.marked(|number| bookmark::of_citation(number, citation), &link)
    }

    pub fn inlines(&mut self, list: &[Inline]) -> String {
        list.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text { text } => text_run(text),
            Inline::Link { target, text } => link(target, text),
            Inline::Strong { text } => run("<w:b/>", text),
            Inline::Mode { mode } => text_run(format!("{} {}", shape::shape(*mode), shape::word(*mode))),
            Inline::Citation(citation) => self.citation(citation),
            Inline::Quotation(quotation) => self.quoted(quotation),
            Inline::LineBreak => "<w:r><w:br/></w:r>".into(),
            Inline::Anchor { id } => self.anchor(id),
        }
    }

    /// A footnote with a citation, and the run that refers to it.
    pub fn footnote(&mut self, citation: &Citation) -> String {
        let words = self.citation(citation);
        self.notes.push(words);
        let id = self.notes.len() + 1;
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        )
    }

    /// Footnotes in the order of their references; numbers 0 and 1 are the separators.
    pub fn footnotes(&self) -> String {
        let mut xml = String::new();
        let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        for (index, words) in self.notes.iter().enumerate() {
            let note = paragraph("FootnoteText", &format!("{mark}{}{words}{}", text_run(" "), text_run(".")));
            // Writing to a string does not fail.
            let _ = write!(xml, "<w:footnote w:id=\"{}\">{note}</w:footnote>", index + 2);
        }
        xml
    }
}

/// A link to an anchor of the brief.
pub fn link(target: &str, text: &str) -> String {
    let name = bookmark::of_anchor(target);
    format!(
        "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">{}</w:hyperlink>",
        run("<w:color w:val=\"1F3A5F\"/>", text)
    )
}

/// Width of the text, in twentieths of a point.
const TEXT: usize = 9360;

/// Widths of a table's columns in twentieths of a point; they add up to the text's width.
pub fn widths(columns: usize, narrow_first: Option<usize>) -> Vec<usize> {
    match narrow_first {
        Some(first) if columns > 1 => {
            let rest = (TEXT - first) / (columns - 1);
            std::iter::once(first).chain(std::iter::repeat_n(rest, columns - 1)).collect()
        }
        _ => vec![TEXT / columns.max(1); columns],
    }
}

/// Widths of columns by the letters in each: one of four times the letters is twice as wide.
pub fn fitted(letters: &[usize]) -> Vec<usize> {
    const FEWEST: usize = 8;
    let weights: Vec<f64> = letters.iter().map(|&count| (count.max(FEWEST) as f64).sqrt()).collect();
    let all: f64 = weights.iter().sum();
    weights.iter().map(|weight| (TEXT as f64 * weight / all) as usize).collect()
}

/// A table with a heading row that repeats on each page; without a head all rows are alike.
pub fn table(head: &[String], rows: &[Vec<String>], widths: &[usize]) -> String {
    headed(&head_row("", head, widths, ""), rows, widths)
}

/// A table of counts under narrow columns: their heads run upwards.
pub fn matrix(head: &[String], rows: &[Vec<String>], widths: &[usize]) -> String {
    const HEIGHT: &str = "<w:trHeight w:val=\"1700\" w:hRule=\"atLeast\"/>";
    const UPWARDS: &str = "<w:textDirection w:val=\"btLr\"/><w:vAlign w:val=\"center\"/>";
    headed(&head_row(HEIGHT, head, widths, UPWARDS), rows, widths)
}

/// `direction` is of every cell but the first, which heads the rows' own heads.
fn head_row(height: &str, head: &[String], widths: &[usize], direction: &str) -> String {
    if head.is_empty() {
        return String::new();
    }
    let properties = format!("<w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>");
    let directed =
        head.iter().enumerate().map(|(column, cell)| (cell, if column == 0 { "" } else { direction }));
    row(&properties, "TableHead", directed, widths)
}

fn headed(head: &str, rows: &[Vec<String>], widths: &[usize]) -> String {
    let mut xml = opening(widths) + head;
    for cells in rows {
        let cells = cells.iter().map(|cell| (cell, ""));
        xml += &row("<w:trPr><w:cantSplit/></w:trPr>", "TableText", cells, widths);
    }
    xml + "</w:tbl>" + &paragraph("Gap", "")
}

fn opening(widths: &[usize]) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Plain\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
}

/// Cells with what is said of each beside its width.
fn row<'c>(
    properties: &str,
    style: &str,
    cells: impl Iterator<Item = (&'c String, &'c str)>,
    widths: &[usize],
) -> String {
    let cell = |((cell, more), width): ((&String, &str), &usize)| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{more}</w:tcPr>{}</w:tc>",
            paragraph(style, cell)
        )
    };
    let cells: String = cells.zip(widths).map(cell).collect();
    format!("<w:tr>{properties}{cells}</w:tr>")
}

/// Two stacks of paragraphs beside each other.
pub fn side_by_side(sides: &[String; 2]) -> String {
    let widths = widths(2, None);
    let cells: String = sides
        .iter()
        .map(|side| {
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{side}</w:tc>", widths[0])
        })
        .collect();
    format!("{}<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>", opening(&widths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_of_a_source_do_not_reach_the_xml() {
        assert_eq!(escaped("a<b>&\"\u{0}\u{8}\tc"), "a&lt;b&gt;&amp;&quot; c");
    }

    #[test]
    fn heads_of_narrow_columns_run_upwards_but_the_first() {
        let texts = |words: &[&str]| words.iter().map(text_run).collect::<Vec<_>>();
        let xml = matrix(&texts(&["Practices", "Company"]), &[texts(&["Sale", "3"])], &widths(2, Some(2200)));
        assert_eq!(xml.matches("textDirection").count(), 1);
        let (first, second) = xml.split_once("Practices").expect("the first head");
        assert!(!first.contains("textDirection") && second.contains("btLr"));
    }

    #[test]
    fn columns_fill_the_text() {
        assert_eq!(widths(3, Some(3360)), [3360, 3000, 3000]);
        assert_eq!(widths(1, Some(3360)), [9360]);
        assert_eq!(fitted(&[10, 40, 10]), [2340, 4680, 2340]);
    }
}
