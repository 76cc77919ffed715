//! Reading a JSON brief back.

use super::super::compose::Piece;
use super::super::model::{Brief, Citation, Quotation};
use super::written::{Numbers, Written, WrittenCitation, WrittenQuotation, WrittenSource};
use std::collections::BTreeMap;

/// `None` where the text is no brief.
pub fn read(brief: &str) -> Option<Written> {
    let brief: Brief = serde_json::from_str(brief).ok()?;
    let mut written = Written {
        style: Some(brief.cite_style.name().to_owned()),
        counts: Some(brief.counts),
        no_ocr: brief.no_ocr,
        ..Written::default()
    };
    written.sources.extend(brief.sources.iter().map(|s| WrittenSource {
        name: s.name.clone(),
        shown: s.sha256.clone(),
        hash: s.sha256.clone(),
        paths: s.paths.clone(),
        reader: Some(s.reader.clone()),
    }));
    brief.visit(&mut |piece| match piece {
        Piece::Quotation(q) => {
            let number = written.quotations.len() + 1;
            written.quotations.push(quotation(number, q));
        }
        Piece::Citation(c) => written.citations.push(citation(c)),
    });
    let mut passages = BTreeMap::new();
    for passage in &brief.passages {
        let shown = &passage.paragraph;
        passages.insert(passage.id.clone(), (shown.document.clone(), shown.start, shown.end));
    }
    written.passages = Some(passages);
    Some(written)
}

fn quotation(number: usize, q: &Quotation) -> WrittenQuotation {
    let place = format!("quotation {number}");
    WrittenQuotation { place, document: q.document.clone(), start: q.start, end: q.end, text: q.text() }
}

fn citation(c: &Citation) -> WrittenCitation {
    WrittenCitation {
        place: format!("citation {}", c.id),
        document: c.document.clone(),
        start: c.start,
        end: c.end,
        form: c.form,
        text: c.text.clone(),
        passage: Some(c.passage.clone()),
        numbers: Some(Numbers { page: c.page, line: c.line, paragraph: c.paragraph.clone() }),
    }
}
