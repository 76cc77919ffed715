//! Words that a page has already, beside the words that recognition finds on it.
//!
//! 1. A scan with a few typed words (a court's stamp, a Bates number) keeps those as they are typed
//!    and gets the recognised lines that do not lie on them.
//! 2. A page whose own words were recognised before us, or whose letters make no words, is recognised
//!    anew if it is not [legible](legibility). Our lines replace its own if they are clearly more
//!    legible ([`CLEARLY`]) and not much fewer ([`FEWEST`]).

use crate::document::{RawLine, RawPage, Rect, TextSource};

/// Legibility under which a recognition layer is recognised anew.
const DOUBTFUL_LAYER: f32 = 0.90;
/// The same for letters that are drawn to be seen: only gibberish is that bad.
const GIBBERISH: f32 = 0.50;
/// How much more legible our lines must be.
const CLEARLY: f32 = 0.03;
/// Our words must be this share of the page's own.
const FEWEST: f32 = 0.6;
/// Too few words to judge by.
const FEW: usize = 20;

/// Should a page with words of its own be recognised as well?
pub fn is_doubtful(page: &RawPage) -> bool {
    if matches!(page.source, TextSource::Ocr(_) | TextSource::None) || word_count(&page.lines) < FEW {
        return false;
    }
    let bar = if page.has_recognition_layer() { DOUBTFUL_LAYER } else { GIBBERISH };
    legibility(&page.lines) < bar
}

/// Settles which words a page has, once `engine` has found these lines on it.
pub fn settle(page: &mut RawPage, recognized: Vec<RawLine>, engine: String) {
    if !is_doubtful(page) {
        let typed = std::mem::take(&mut page.lines);
        page.lines = beside(typed, recognized);
        page.source = TextSource::Ocr(engine);
        return;
    }
    let own = legibility(&page.lines);
    let ours = legibility(&recognized);
    let enough = word_count(&recognized) as f32 >= FEWEST * word_count(&page.lines) as f32;
    if enough && ours >= own + CLEARLY {
        page.warnings.push(format!(
            "the file's own text of this page reads badly ({:.0}% of it is words): recognised anew ({:.0}%)",
            own * 100.0,
            ours * 100.0
        ));
        page.lines = recognized;
        page.source = TextSource::Ocr(engine);
    } else {
        page.warnings.push(format!(
            "the file's own text of this page reads badly ({:.0}% of it is words), and recognition no better",
            own * 100.0
        ));
    }
}

fn word_count(lines: &[RawLine]) -> usize {
    lines.iter().map(|line| line.words.len()).sum()
}

/// Typed lines, and around them the recognised ones that are not their picture.
fn beside(typed: Vec<RawLine>, recognized: Vec<RawLine>) -> Vec<RawLine> {
    let is_picture = |line: &RawLine| typed.iter().any(|known| covers(known.bbox, line.bbox));
    let mut lines: Vec<RawLine> = recognized.into_iter().filter(|line| !is_picture(line)).collect();
    for line in typed {
        let below = lines.iter().position(|other| other.bbox.top > line.bbox.top);
        lines.insert(below.unwrap_or(lines.len()), line);
    }
    lines
}

/// Does one box lie over the middle of another, and over most of its width?
fn covers(known: Rect, other: Rect) -> bool {
    let middle = (other.top + other.bottom) / 2.0;
    let shared = known.right.min(other.right) - known.left.max(other.left);
    known.top <= middle && middle <= known.bottom && shared > 0.5 * (other.right - other.left)
}

/// Share of the words, 0 to 1, that have the shape of words, numbers or marks: what failed
/// decoding and bad recognition leave has letters among digits, marks among letters, or no vowels.
pub(super) fn legibility(lines: &[RawLine]) -> f32 {
    let words = || lines.iter().flat_map(|line| &line.words);
    let legible = words().filter(|word| is_legible(&word.text)).count();
    legible as f32 / words().count().max(1) as f32
}

fn is_legible(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    if inner.is_empty() {
        return word.chars().count() <= 2 || word.chars().all(|c| "._-–—*…/\u{2022}".contains(c));
    }
    let (letters, digits) =
        (inner.chars().any(char::is_alphabetic), inner.chars().any(|c| c.is_ascii_digit()));
    match (letters, digits) {
        (true, false) => {
            let mut parts = inner.split(|c: char| "-'’–—/.&@:,_".contains(c));
            // `e.g.`, `i.e.`: single letters between marks are an abbreviation
            let joined = parts.clone().nth(1).is_some();
            parts.all(|part| is_letters(part) || joined && part.chars().count() == 1)
        }
        (true, true) => !letter_digit_letter(inner),
        _ => inner.chars().all(|c| c.is_numeric() || ".,:;/-–—()[]'’%$§".contains(c)),
    }
}

/// `CV` and `McDonald`, but not `tbe|r`, `cOmPlA`, `xqzrt`, or a lone small consonant.
fn is_letters(part: &str) -> bool {
    if !part.chars().all(char::is_alphabetic) {
        return part.is_empty() || part.chars().all(|c| c.is_alphabetic() || "()[]".contains(c));
    }
    if !part.is_ascii() {
        return true;
    }
    let count = part.len();
    let turns = part
        .as_bytes()
        .windows(2)
        .filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let capitals = part.bytes().all(|c| c.is_ascii_uppercase());
    let vowel = part.bytes().any(|c| b"aeiouyAEIOUY".contains(&c));
    let lone = count == 1 && !capitals && !matches!(part, "a" | "e" | "s" | "t" | "d" | "v");
    !lone && turns.count() <= 1 && (vowel || capitals || count <= 3)
}

/// A digit between letters without a mark between them: `l0ve`, `c0urt`; not `14-cv-01`, `2d`, `B2`.
fn letter_digit_letter(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    chars.windows(3).any(|w| w[0].is_lowercase() && w[1].is_ascii_digit() && w[2].is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::RawWord;

    fn line(top: f32, text: &str) -> RawLine {
        let mut left = 72.0;
        let words: Vec<RawWord> = text
            .split(' ')
            .map(|word| {
                let bbox = Rect { left, top, right: left + 6.0 * word.len() as f32, bottom: top + 12.0 };
                left = bbox.right + 4.0;
                RawWord {
                    text: word.to_owned(),
                    bbox,
                    baseline: top + 10.0,
                    size: 12.0,
                    bold: false,
                    italic: false,
                    confidence: None,
                }
            })
            .collect();
        let bbox = words.iter().map(|w| w.bbox).reduce(Rect::hull).unwrap_or_default();
        RawLine { number: None, words, bbox, size: 12.0, column: 0 }
    }

    fn page(lines: Vec<RawLine>, hidden_share: f32) -> RawPage {
        RawPage {
            number: 1,
            label: None,
            size: (612.0, 792.0),
            lines,
            source: TextSource::Hayro,
            rules: Vec::new(),
            warnings: Vec::new(),
            image_share: 1.0,
            hidden_share,
        }
    }

    fn texts(page: &RawPage) -> Vec<String> {
        page.lines.iter().map(RawLine::text).collect()
    }

    const GOOD: &str = "12. On information and belief, Defendant’s SDK sent 18 U.S.C. § 2511(1)(a) data to \
        McDonald’s, No. 3:24-cv-01234-ABC, at 5:12–17 (“CIPA”), e.g., to its ad-tech partners.";
    const BAD: &str = "l2. 0n inf0rmati0n artd bclicf, Dcf-cndnnt's SDK scnt |8 tl.S,C. \u{a7} z5l|(1)(a) d^ta t0 \
        McD0nald's, N0. 3:24^cv_0l234 xqzrtw m q b cOmPlA1nt";

    #[test]
    fn legal_text_is_legible_and_bad_recognition_is_not() {
        assert_eq!(legibility(&[line(0.0, GOOD)]), 1.0);
        assert!(legibility(&[line(0.0, BAD)]) < 0.8);
    }

    #[test]
    fn a_bad_layer_is_replaced_by_better_lines_and_a_good_one_is_not_asked_about() {
        let mut scan = page(vec![line(100.0, BAD)], 1.0);
        assert!(is_doubtful(&scan));
        settle(&mut scan, vec![line(100.0, GOOD)], "engine".to_owned());
        assert_eq!((texts(&scan), scan.warnings.len()), (vec![line(0.0, GOOD).text()], 1));
        assert_eq!(scan.source, TextSource::Ocr("engine".to_owned()));
        assert!(!is_doubtful(&page(vec![line(100.0, GOOD)], 1.0)));
    }

    #[test]
    fn a_bad_layer_stays_where_recognition_reads_no_better() {
        let mut scan = page(vec![line(100.0, BAD)], 1.0);
        settle(&mut scan, vec![line(100.0, BAD)], "engine".to_owned());
        assert_eq!((scan.source.clone(), scan.warnings.len()), (TextSource::Hayro, 1));
        let mut scan = page(vec![line(100.0, BAD)], 1.0);
        settle(&mut scan, vec![line(100.0, "Two words")], "engine".to_owned());
        assert_eq!(texts(&scan), [line(0.0, BAD).text()], "a few good words are not the page");
    }

    #[test]
    fn seen_words_are_doubted_only_where_they_are_gibberish() {
        assert!(!is_doubtful(&page(vec![line(100.0, BAD)], 0.0)));
        let gibberish = "xqzrt bcdfg hjklm npqrs tvwxz ".repeat(6);
        assert!(is_doubtful(&page(vec![line(100.0, gibberish.trim())], 0.0)));
    }

    #[test]
    fn a_typed_stamp_stays_and_its_picture_goes() {
        let stamp = "Case 3:24-cv-01234 Document 1 Filed 01/02/24 Page 3 of 9";
        let mut scan = page(vec![line(20.0, stamp)], 0.0);
        let misread = "Case 3:24-cv-0l234 Document 1 Filed 01/02/24 Page 8 of 9";
        settle(
            &mut scan,
            vec![line(21.0, misread), line(100.0, "1. Plaintiff alleges:")],
            "engine".to_owned(),
        );
        assert_eq!(texts(&scan), [stamp, "1. Plaintiff alleges:"]);
        assert_eq!(scan.source, TextSource::Ocr("engine".to_owned()));
    }
}
