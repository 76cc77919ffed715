use super::{Document, ParagraphKind, Span};
use serde::Serialize;

/// Words that stand elsewhere and without which a quotation can not be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// What leads in the list or the column in which it stands.
    LeadIn(Span),
    /// The sentence before, to which `this`, `they` or `such` points back.
    Before(Span),
}

impl Beside {
    pub fn span(self) -> Span {
        match self {
            Self::LeadIn(span) | Self::Before(span) => span,
        }
    }
}

/// Paragraphs back in which the words above a list are looked for, and rows in which the head of a table is.
const REACH: usize = 60;
const ROWS: usize = 400;
/// Words of a sentence that leads in by itself, at least one more.
const FEWEST_WORDS: usize = 4;
/// The longest head of a column, in bytes.
const LONGEST_HEAD: usize = 400;
/// Words that point back by themselves, at the start of a sentence.
const PRONOUNS: [&str; 5] = ["they", "it", "them", "he", "she"];
/// Words that point back with the noun that follows, near the start of a sentence.
const POINTERS: [&str; 5] = ["these", "those", "this", "such", "that"];
/// What they point at so is the document itself, or no sentence.
const SELF: [&str; 24] = [
    "policy",
    "notice",
    "statement",
    "privacy",
    "site",
    "website",
    "app",
    "application",
    "agreement",
    "case",
    "action",
    "complaint",
    "court",
    "section",
    "page",
    "document",
    "as",
    "that",
    "is",
    "was",
    "who",
    "which",
    "we",
    "you",
];
/// Words of a sentence among which one that points back is looked for.
const NEAR_START: usize = 6;

impl Document {
    /// The words that lead in the list in which an offset stands: the sentence, ending in a colon, above its items
    /// (`We share the following with our partners:`), or the head of its column in a table.
    pub fn lead_in(&self, at: usize) -> Option<Span> {
        let (index, paragraph) = self.paragraph_at(at)?;
        match paragraph.kind {
            ParagraphKind::List => self.above_list(index),
            ParagraphKind::Table => self.above_cell(index, at),
            _ => None,
        }
    }

    /// What must be read with the words at an offset, which begin at a sentence or inside it.
    pub fn beside(&self, at: usize) -> Option<Beside> {
        self.lead_in(at).map(Beside::LeadIn).or_else(|| self.antecedent(at).map(Beside::Before))
    }

    /// The sentence before, where the one at an offset points back to it; what only cites is passed over.
    fn antecedent(&self, at: usize) -> Option<Span> {
        const BACK: usize = 3;
        let (_, paragraph) = self.paragraph_at(at)?;
        let index = self.sentences.partition_point(|sentence| sentence.start <= at).checked_sub(1)?;
        let sentence = self.sentences[index];
        let prose = paragraph.kind.is_prose() && paragraph.kind != ParagraphKind::Table;
        if !prose || !paragraph.span.contains(sentence) || !points_back(self.slice(sentence)) {
            return None;
        }
        let before = self.sentences[..index].iter().rev().take(BACK);
        let mut together = before.take_while(|before| paragraph.span.contains(**before));
        together.find(|before| !only_cites(self.slice(**before))).map(|before| self.trimmed(*before))
    }

    /// An item of an inner list has the item above it that ends in a colon.
    fn above_list(&self, item: usize) -> Option<Span> {
        let is_item = |index: usize| self.paragraphs[index].kind == ParagraphKind::List;
        let mut above = (0..item).rev().take(REACH);
        let lead = above.find(|&index| !is_item(index) || self.ends_in_colon(index))?;
        if !self.ends_in_colon(lead) || self.paragraphs[lead].kind == ParagraphKind::Heading {
            return None;
        }
        let span = self.paragraphs[lead].span;
        let mut sentences = self.sentences.iter().rev().filter(|s| span.contains(**s));
        let last = sentences.next()?;
        let bare = says_nothing_alone(self.slice(*last));
        let first = sentences.next().filter(|_| bare).unwrap_or(last);
        Some(self.trimmed(Span::new(first.start, span.end)))
    }

    fn above_cell(&self, row: usize, at: usize) -> Option<Span> {
        let span = self.paragraphs[row].span;
        let before = &self.text[span.start..at];
        let cell = before.rfind('\t').map_or(0, |tab| tab + 1);
        let mut line = cell;
        let mut lead = None;
        for part in before[cell..].split_inclusive('\n') {
            if part.ends_with('\n') && part.trim_end().ends_with(':') {
                lead = Some(self.trimmed(Span::new(span.start + line, span.start + line + part.len())));
            }
            line += part.len();
        }
        // a line that ends in a colon itself stands beside the one above it, not below
        let rest = &self.text[at..span.end];
        let own = rest.split(['\n', '\t']).next().unwrap_or_default();
        let lead = lead.filter(|_| !own.trim_end().ends_with(':'));
        lead.or_else(|| self.head_of_column(row, before.matches('\t').count()))
    }

    fn head_of_column(&self, row: usize, column: usize) -> Option<Span> {
        let is_row = |index: &usize| self.paragraphs[*index].kind == ParagraphKind::Table;
        let head = (row.saturating_sub(ROWS)..row).rev().take_while(is_row).last()?;
        let span = self.paragraphs[head].span;
        let mut start = span.start;
        for (number, cell) in self.slice(span).split('\t').enumerate() {
            let cell_span = Span::new(start, start + cell.len());
            if number == column {
                let trimmed = self.trimmed(cell_span);
                return (!trimmed.is_empty() && trimmed.len() <= LONGEST_HEAD).then_some(trimmed);
            }
            start = cell_span.end + 1;
        }
        None
    }

    fn trimmed(&self, span: Span) -> Span {
        let text = self.slice(span);
        let start = span.start + (text.len() - text.trim_start().len());
        Span::new(start, (span.start + text.trim_end().len()).max(start))
    }

    fn ends_in_colon(&self, paragraph: usize) -> bool {
        self.slice(self.paragraphs[paragraph].span).trim_end().ends_with(':')
    }
}

/// Has a sentence few words, or one for a subject that stands before it?
fn says_nothing_alone(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default().to_lowercase();
    POINTERS.contains(&first.as_str())
        || PRONOUNS.contains(&first.as_str())
        || sentence.split_whitespace().count() <= FEWEST_WORDS
}

/// `Id. ¶¶ 29–43.`, `See Ex. A.`: hardly a word in small letters.
fn only_cites(sentence: &str) -> bool {
    const FEWEST: usize = 3;
    let small = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_lowercase());
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    words.filter(small).count() < FEWEST
}

/// `They may …`, `We use this information to …`, but not `this policy`, `such as`.
fn points_back(sentence: &str) -> bool {
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = sentence
        .split_whitespace()
        .map(letters)
        .filter(|word| !word.is_empty())
        .take(NEAR_START + 1)
        .collect();
    let has = |list: &[&str], at: usize| words.get(at).is_some_and(|word| list.contains(&word.as_str()));
    let points = |at: usize| has(&POINTERS, at) && !has(&SELF, at + 1) && words.len() > at + 1;
    // "we hope that you", "information that identifies": a noun follows one that points
    let first = has(&PRONOUNS, 0) || points(0);
    first || (1..NEAR_START).any(|at| words.get(at).is_some_and(|word| word != "that") && points(at))
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, ParagraphKind};

    #[test]
    fn an_item_has_the_sentence_that_ends_in_a_colon_above_its_list() {
        use ParagraphKind::{Body, List};
        let policy = Document::of_paragraphs(&[
            (Body, "This is our policy. We ask for your consent to use:"),
            (List, "your name"),
            (List, "what your device sends, such as:"),
            (List, "its model"),
            (Body, "We keep it."),
            (List, "your photos"),
        ]);
        let lead =
            |index: usize| policy.lead_in(policy.paragraphs[index].span.start).map(|span| policy.slice(span));
        assert_eq!(lead(1), Some("We ask for your consent to use:"));
        let bare = Document::of_paragraphs(&[
            (Body, "Our app sends data to us. This includes:"),
            (List, "your name"),
        ]);
        let found = bare.lead_in(bare.paragraphs[1].span.start).map(|span| bare.slice(span));
        assert_eq!(found, Some("Our app sends data to us. This includes:"));
        let pointing = Document::of_paragraphs(&[
            (Body, "Resellers manage it. They may be able to:"),
            (List, "read your mail"),
        ]);
        let found = pointing.lead_in(pointing.paragraphs[1].span.start).map(|span| pointing.slice(span));
        assert_eq!(found, Some("Resellers manage it. They may be able to:"));
        assert_eq!(lead(3), Some("what your device sends, such as:"));
        assert_eq!((lead(0), lead(4), lead(5)), (None, None, None));
    }

    #[test]
    fn a_sentence_that_points_back_has_the_one_before() {
        use ParagraphKind::Body;
        let policy = Document::of_paragraphs(&[
            (
                Body,
                "We hold scans of your face. We may sell these scans. They never leave us. Id. ¶ 3. It stays.",
            ),
            (
                Body,
                "This is kept. This policy tells how. We want that you know. Partners such as Dunmore see it.",
            ),
        ]);
        let before = |words: &str| {
            let at = policy.text.find(words).expect("the words are there");
            policy.beside(at).map(|beside| policy.slice(beside.span()))
        };
        assert_eq!(before("We may sell"), Some("We hold scans of your face."));
        assert_eq!(before("sell these"), Some("We hold scans of your face."));
        assert_eq!(before("They never"), Some("We may sell these scans."));
        assert_eq!(before("It stays"), Some("They never leave us."));
        for alone in ["We hold", "This is kept", "This policy", "We want", "Partners such"] {
            assert_eq!(before(alone), None, "{alone}");
        }
    }

    #[test]
    fn a_cell_has_the_line_above_it_that_ends_in_a_colon_or_the_head_of_its_column() {
        use ParagraphKind::Table;
        let policy = Document::of_paragraphs(&[
            (Table, "Why\tWhat could be used"),
            (Table, "Advertising\tyour name\nYour device, such as:\nits model\nYour activity:\nwhat you see"),
        ]);
        let lead = |words: &str| {
            let at = policy.text.find(words).expect("the words are there");
            policy.lead_in(at).map(|span| policy.slice(span))
        };
        assert_eq!(lead("its model"), Some("Your device, such as:"));
        assert_eq!(lead("your name"), Some("What could be used"));
        assert_eq!(lead("Your activity"), Some("What could be used"));
        assert_eq!(lead("what you see"), Some("Your activity:"));
        assert_eq!(lead("Advertising"), Some("Why"));
        assert_eq!(lead("What could"), None);
    }
}
