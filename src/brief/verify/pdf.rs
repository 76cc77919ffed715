//! Reading a printed brief back.
//!
//! The file carries the page that it was printed from. That page is verified like any HTML brief, and
//! every letter printed must be a letter of it, in its order, running heads and repeated table heads
//! apart. So neither the print nor the page can be altered alone.

use super::Mismatch;
use super::html;
use super::written::Written;
use crate::brief::pdf;
use pdf_extract::{ColorSpace, Document, MediaBox, OutputDev, OutputError, Path, Transform, output_doc_page};
use scraper::{ElementRef, Html, Node, Selector};
use std::panic::{AssertUnwindSafe, catch_unwind};
use unicode_normalization::UnicodeNormalization;

/// Letters that must agree for print and page to be in step again after a difference.
const STEP: usize = 24;
/// Letters within which that is looked for.
const REACH: usize = 4_000;
/// Differences reported; the rest would say the same.
const MOST: usize = 40;

/// `None` where the file does not carry the page it was printed from.
pub fn read(brief: &[u8]) -> Option<Written> {
    let page = pdf::attached(brief)?;
    let mut written = html::read(&page)?;
    match printed(brief) {
        Some((printed, pages)) => {
            written.differences = compare(&Expected::of(&page).with_pages(pages), &printed);
        }
        None => {
            written.differences.push(difference("the print", "pages of text", "pages that can not be read"));
        }
    }
    Some(written)
}

fn difference(place: &str, expected: &str, found: &str) -> Mismatch {
    Mismatch {
        place: place.to_owned(),
        what: "print",
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}

/// All letters of the pages, in the order in which they are drawn, and how many pages there are.
fn printed(brief: &[u8]) -> Option<(Vec<char>, usize)> {
    let document = Document::load_mem(brief).ok()?;
    let mut letters = Letters(String::new());
    let pages = document.get_pages();
    let count = pages.len();
    for number in pages.into_keys() {
        let drawn = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut letters, number)));
        drawn.ok()?.ok()?;
    }
    Some((folded(&letters.0), count))
}

/// What is seen, however it is coded: no white space, ligatures spelled out.
fn folded(text: &str) -> Vec<char> {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{ad}' && *c != '\u{200b}')
        .collect()
}

struct Letters(String);

impl OutputDev for Letters {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        _: &Transform,
        _: f64,
        _: f64,
        _: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.0.push_str(text);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }

    fn fill(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }
}

/// What the page should print.
struct Expected {
    letters: Vec<char>,
    /// Offset of the first letter of each element with an anchor.
    places: Vec<(usize, String)>,
    /// What may be printed more than once: running heads, heads of tables that go over pages.
    repeated: Vec<Vec<char>>,
    /// Number of pages; each has its number at the foot, once and in order.
    pages: usize,
}

impl Expected {
    fn of(page: &str) -> Self {
        let page = Html::parse_document(page);
        let mut expected = Self { letters: Vec::new(), places: Vec::new(), repeated: Vec::new(), pages: 0 };
        if let Some(body) = first(&page, "body") {
            expected.walk(body);
        }
        for css in ["h1", ".privilege"] {
            expected.repeated.extend(first(&page, css).map(|e| folded(&e.text().collect::<String>())));
        }
        if let Ok(heads) = Selector::parse("thead, caption") {
            let text = |e: ElementRef<'_>| folded(&e.text().collect::<String>());
            expected.repeated.extend(page.select(&heads).map(text));
        }
        expected.repeated.sort();
        expected.repeated.dedup();
        expected.repeated.retain(|text| !text.is_empty());
        expected.repeated.sort_by_key(|text| std::cmp::Reverse(text.len()));
        expected
    }

    fn with_pages(self, pages: usize) -> Self {
        Self { pages, ..self }
    }

    fn walk(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        if matches!(value.name(), "title" | "style" | "script") || value.classes().any(|c| c == "screen") {
            return;
        }
        if let Some(id) = value.attr("id") {
            self.places.push((self.letters.len(), id.to_owned()));
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.letters.extend(folded(text)),
                Node::Element(_) => ElementRef::wrap(child).into_iter().for_each(|e| self.walk(e)),
                _ => {}
            }
        }
    }

    fn place(&self, at: usize) -> String {
        let index = self.places.partition_point(|(start, _)| *start <= at);
        let id = index.checked_sub(1).and_then(|i| self.places.get(i));
        id.map_or_else(|| "the first page".to_owned(), |(_, id)| format!("print of #{id}"))
    }
}

fn first<'p>(page: &'p Html, css: &str) -> Option<ElementRef<'p>> {
    page.select(&Selector::parse(css).ok()?).next()
}

fn compare(expected: &Expected, got: &[char]) -> Vec<Mismatch> {
    let want = &expected.letters;
    let (mut i, mut j) = (0, 0);
    let mut page = 1;
    let mut found = Vec::new();
    while i < want.len() || j < got.len() {
        if i < want.len() && want.get(i) == got.get(j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let number = folded(&format!("{page}/{}", expected.pages));
        if let Some((back, text)) = repeated_at(expected, &number, got, i, j) {
            (i, j) = (i - back, j - back + text.len());
            page += usize::from(*text == number);
            continue;
        }
        let around = |letters: &[char], at: usize| -> String {
            letters[at.saturating_sub(12)..(at + 24).min(letters.len())].iter().collect()
        };
        found.push(difference(&expected.place(i), &around(want, i), &around(got, j)));
        match in_step(want, got, i, j) {
            Some(next) if found.len() < MOST => (i, j) = next,
            _ => break,
        }
    }
    found
}

/// A repeated text, or the number of the page, that was begun up to its length before `j`: how far back,
/// and the text.
fn repeated_at<'t>(
    expected: &'t Expected,
    number: &'t Vec<char>,
    got: &[char],
    i: usize,
    j: usize,
) -> Option<(usize, &'t Vec<char>)> {
    let longest = expected.repeated.first().map_or(0, Vec::len).max(number.len());
    (0..=longest.min(i).min(j)).find_map(|back| {
        let mut texts = std::iter::once(number).chain(&expected.repeated);
        let text = texts.find(|text| text.len() > back && got[j - back..].starts_with(text))?;
        Some((back, text))
    })
}

/// The nearest places at which print and page agree again.
fn in_step(want: &[char], got: &[char], i: usize, j: usize) -> Option<(usize, usize)> {
    (1..REACH).find_map(|distance| {
        (0..=distance).find_map(|ahead| {
            let (a, b) = (i + ahead, j + distance - ahead);
            let (one, other) = (want.get(a..a + STEP)?, got.get(b..b + STEP)?);
            (one == other).then_some((a, b))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(words: &str) -> String {
        format!(
            "<body><h1>Quill v. Harrow</h1><p class=\"screen\">Skip</p><table><thead><tr><th>Who</th></tr></thead></table><p id=\"c1\">{words}</p></body>"
        )
    }

    const WORDS: &str = "The quick brown fox jumps over the lazy dog and goes on its way through the wood.";

    fn differences(printed: &str) -> Vec<Mismatch> {
        compare(&Expected::of(&page(WORDS)).with_pages(2), &folded(printed))
    }

    #[test]
    fn running_heads_and_repeated_table_heads_are_no_difference() {
        let printed = format!(
            "Quill v. Harrow Who {} Quill v. Harrow 1 / 2 Who {} 2 / 2 Quill v. Harrow",
            &WORDS[..20],
            &WORDS[20..]
        );
        assert_eq!(differences(&printed), []);
    }

    #[test]
    fn a_number_before_a_page_number_is_not_taken_for_one() {
        let words = format!("{WORDS} Paragraph 1 10 Authorities and so on, as far as the page goes.");
        let printed = words.replace("1 10", "1 Quill v. Harrow 11 / 13 10");
        let start: String = (1..11).map(|page| format!("Quill v. Harrow {page} / 13 ")).collect();
        let found =
            compare(&Expected::of(&page(&words)).with_pages(13), &folded(&format!("{start}Who {printed}")));
        assert_eq!(found, []);
    }

    #[test]
    fn one_altered_letter_is_found_and_named() {
        let printed = format!("Quill v. Harrow Who {}", WORDS.replace("lazy", "hazy"));
        let found = differences(&printed);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].place, "print of #c1");
    }

    #[test]
    fn missing_and_added_words_are_found() {
        assert!(!differences(&format!("Quill v. Harrow Who {}", WORDS.replace("lazy ", ""))).is_empty());
        assert!(!differences(&format!("Quill v. Harrow Who {WORDS} And more.")).is_empty());
    }
}
