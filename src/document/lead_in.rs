use super::{Document, ParagraphKind, Span};

/// Paragraphs back in which the words above a list are looked for.
const REACH: usize = 60;

impl Document {
    /// The sentence, ending in a colon, that leads in the list in which a paragraph is an item: `We share the
    /// following with our partners:`. An item of an inner list has the item above it that ends so.
    pub fn lead_in(&self, paragraph: usize) -> Option<Span> {
        let is_item = |index: usize| self.paragraphs[index].kind == ParagraphKind::List;
        if !self.paragraphs.get(paragraph).is_some_and(|p| p.kind == ParagraphKind::List) {
            return None;
        }
        let mut above = (0..paragraph).rev().take(REACH);
        let lead = above.find(|&index| !is_item(index) || self.ends_in_colon(index))?;
        if !self.ends_in_colon(lead) || self.paragraphs[lead].kind == ParagraphKind::Heading {
            return None;
        }
        let span = self.paragraphs[lead].span;
        let sentences = self.sentences.iter().copied().filter(|s| span.contains(*s));
        let last = sentences.last()?;
        Some(Span::new(
            last.start,
            last.end.max(last.start + self.slice(span)[last.start - span.start..].trim_end().len()),
        ))
    }

    fn ends_in_colon(&self, paragraph: usize) -> bool {
        self.slice(self.paragraphs[paragraph].span).trim_end().ends_with(':')
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind, Paragraph, ParagraphKind, Span};
    use crate::structure::sentences;

    fn document(paragraphs: &[(ParagraphKind, &str)]) -> Document {
        let mut document = Document::of_passage("", DocumentKind::Policy);
        document.paragraphs.clear();
        for (kind, text) in paragraphs {
            let start = document.text.len();
            document.text.push_str(text);
            let span = Span::new(start, document.text.len());
            document
                .sentences
                .extend(sentences(text).into_iter().map(|s| Span::new(s.start + start, s.end + start)));
            document.paragraphs.push(Paragraph { number: None, span, heading: vec![], kind: *kind });
            document.text.push('\n');
        }
        document
    }

    #[test]
    fn an_item_has_the_sentence_that_ends_in_a_colon_above_its_list() {
        use ParagraphKind::{Body, List};
        let policy = document(&[
            (Body, "This is our policy. We ask for your consent to use:"),
            (List, "your name"),
            (List, "what your device sends, such as:"),
            (List, "its model"),
            (Body, "We keep it."),
            (List, "your photos"),
        ]);
        let lead = |index| policy.lead_in(index).map(|span| policy.slice(span));
        assert_eq!(lead(1), Some("We ask for your consent to use:"));
        assert_eq!(lead(3), Some("what your device sends, such as:"));
        assert_eq!((lead(0), lead(4), lead(5)), (None, None, None));
    }
}
