//! The `tesseract` program.

use super::OcrError;
use crate::document::RawWord;
use image::{GrayImage, ImageFormat};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

/// `tesseract 5.3.0`, if the program is installed.
pub(super) fn version() -> Option<String> {
    let output = Command::new("tesseract").arg("--version").stdin(Stdio::null()).output().ok()?;
    let first = String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned();
    first.starts_with("tesseract").then_some(first)
}

/// Words of a page image, boxes in pixels. Page segmentation as one block (`--psm 6`) keeps the
/// gutter numbers of pleading paper.
pub(super) fn words(page: &GrayImage) -> Result<Vec<RawWord>, OcrError> {
    let failed = |error: std::io::Error| OcrError::Tesseract(error.to_string());
    let mut png = Cursor::new(Vec::new());
    page.write_to(&mut png, ImageFormat::Png).map_err(|e| OcrError::Tesseract(e.to_string()))?;
    let mut child = Command::new("tesseract")
        .args(["-", "-", "--psm", "6", "--dpi", "200", "tsv"])
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut input = child.stdin.take().ok_or_else(|| OcrError::Tesseract("no pipe".to_owned()))?;
    let feeder = std::thread::spawn(move || input.write_all(png.get_ref()));
    let output = child.wait_with_output().map_err(failed)?;
    // the program may end before it has read everything; its exit code tells more
    let _ = feeder.join();
    if !output.status.success() {
        return Err(OcrError::Tesseract(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(parse(&String::from_utf8_lossy(&output.stdout)))
}

/// Word rows of the program's table: level 5, the line's place in columns 2 to 5, box in columns 7
/// to 10, confidence, text. Words of one line share its baseline: the box of a word with a
/// descender reaches lower.
fn parse(table: &str) -> Vec<RawWord> {
    let mut lines: BTreeMap<Vec<u32>, Vec<RawWord>> = BTreeMap::new();
    for (line, word) in table.lines().skip(1).filter_map(word) {
        lines.entry(line).or_default().push(word);
    }
    lines.into_values().flat_map(level).collect()
}

fn word(row: &str) -> Option<(Vec<u32>, RawWord)> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [level, place @ .., left, top, width, height, confidence, text] = &columns[..] else { return None };
    if *level != "5" || !text.chars().any(|c| c.is_alphanumeric() || "§¶$%&-–—“”‘’()[]/*†".contains(c))
    {
        return None;
    }
    let number = |text: &str| text.parse::<f32>().ok();
    let (left, top) = (number(left)?, number(top)?);
    let (right, bottom) = (left + number(width)?, top + number(height)?);
    let line = place.iter().take(4).filter_map(|n| n.parse().ok()).collect();
    let word = RawWord {
        text: (*text).to_owned(),
        bbox: [left, top, right, bottom].into(),
        baseline: bottom,
        size: bottom - top,
        bold: false,
        italic: false,
        confidence: Some(number(confidence)?.clamp(0.0, 100.0) / 100.0),
    };
    Some((line, word))
}

fn level(mut line: Vec<RawWord>) -> Vec<RawWord> {
    let middle = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let baseline = middle(line.iter().map(|w| w.bbox.bottom).collect());
    let size = middle(line.iter().map(|w| w.bbox.height()).collect());
    for word in &mut line {
        word.baseline = baseline;
        word.size = size;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_rows_give_words_and_other_rows_nothing() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t10\t20\t300\t30\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t20\t50\t30\t96.5\tCOMPLAINT\n\
            5\t1\t1\t1\t1\t2\t70\t22\t50\t36\t90\tpage\n\
            5\t1\t1\t1\t1\t3\t70\t20\t50\t30\t12\t||\n\
            5\t1\t1\t1\t1\t4\t70\t20\t50\t30\t12\t \nbroken";
        let words = parse(table);
        assert_eq!(words.len(), 2);
        assert_eq!(words[0].baseline, words[1].baseline, "words of a line stand on one baseline");
        assert_eq!(words[0].text, "COMPLAINT");
        assert_eq!(<[f32; 4]>::from(words[0].bbox), [10.0, 20.0, 60.0, 50.0]);
        assert_eq!(words[0].confidence, Some(0.965));
    }
}
