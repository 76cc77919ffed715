//! The fixed parts of the package: types, relations, styles, header, footer.

use super::runs::{escaped, paragraph, text_run};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                      xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

pub const CONTENT_TYPES: &str = include_str!("content_types.xml");
pub const PACKAGE_RELATIONS: &str = include_str!("package_rels.xml");
pub const DOCUMENT_RELATIONS: &str = include_str!("document_rels.xml");
pub const STYLES: &str = include_str!("styles.xml");

pub fn document(body: &str) -> String {
    format!("{HEAD}<w:document {SPACES}><w:body>{body}{}</w:body></w:document>", section(1))
}

/// The end of a part with so many columns; what follows starts on the same page.
pub fn section_end(columns: usize) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>{}</w:pPr></w:p>", section(columns))
}

fn section(columns: usize) -> String {
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:type w:val=\"continuous\"/>\
         <w:pgSz w:w=\"12240\" w:h=\"15840\"/>\
         <w:pgMar w:top=\"1300\" w:right=\"1440\" w:bottom=\"1300\" w:left=\"1440\" w:header=\"640\" w:footer=\"640\" w:gutter=\"0\"/>\
         <w:cols w:num=\"{columns}\" w:space=\"400\"/></w:sectPr>"
    )
}

pub fn footnotes(notes: &str) -> String {
    let separators = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
                      <w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
    format!("{HEAD}<w:footnotes {SPACES}>{separators}{notes}</w:footnotes>")
}

pub fn header(privilege: &str) -> String {
    format!("{HEAD}<w:hdr {SPACES}>{}</w:hdr>", paragraph("Header", &text_run(privilege)))
}

pub fn footer(title: &str) -> String {
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let runs = [text_run(format!("{title} · ")), field("PAGE"), text_run(" / "), field("NUMPAGES")].concat();
    format!("{HEAD}<w:ftr {SPACES}>{}</w:ftr>", paragraph("Footer", &runs))
}

pub fn properties(title: &str, author: Option<&str>, date: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(title),
        escaped(author.unwrap_or_default()),
        escaped(date),
    )
}

/// What a verification must know: the style of the citations, how many there were, how scans were read.
pub fn custom(style: &str, counts: (usize, usize), no_ocr: bool) -> String {
    let property = |id: usize, name: &str, value: &str| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
        )
    };
    let counts = format!("{} {}", counts.0, counts.1);
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{}{}{}</Properties>",
        property(2, "pincite-cite-style", style),
        property(3, "pincite-counts", &counts),
        property(4, "pincite-reading", if no_ocr { "no-ocr" } else { "ocr" }),
    )
}
