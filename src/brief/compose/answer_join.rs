//! The answer, paragraph by paragraph.

use super::super::Profile;
use super::super::composer::Composer;
use super::super::model::{Block, Inline, Section, Table};
use super::{Analyses, heading, section_of};
use crate::analysis::answers::{AnswerJoin, Answered, Response};
use crate::document::CiteForm;

/// Answers shown; all stand in the CSV form.
const JOINS: usize = 10;

pub fn section(composer: &mut Composer<'_, '_>, found: &Analyses<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for (number, join) in found.answers.iter().take(JOINS).enumerate() {
        let title = format!("{} to {}", composer.view.name(join.answer), composer.view.name(join.complaint));
        blocks.push(heading(format!("answer-{}", number + 1), title));
        blocks.extend(general(composer, join));
        blocks.push(summary(composer, number, join));
        if composer.options.profile == Profile::Counsel {
            blocks.push(heading(format!("register-{}", number + 1), "Each paragraph and its response"));
            blocks.push(register(composer, join));
        }
        blocks.push(heading(format!("not-denied-{}", number + 1), "Paragraphs not denied, in full"));
        blocks.push(admissions(composer, number, join));
    }
    section_of("answer", "The answer, paragraph by paragraph", blocks)
}

fn general(composer: &mut Composer<'_, '_>, join: &AnswerJoin<'_>) -> Option<Block> {
    let quote = join.general.as_ref()?;
    Some(Block::Entry(composer.plain_entry("The answer has a general denial:", quote)))
}

fn summary(composer: &mut Composer<'_, '_>, number: usize, join: &AnswerJoin<'_>) -> Block {
    let cell = |text: &str| vec![Inline::text(text)];
    let mut rows = Vec::new();
    for response in Response::ALL {
        let paragraphs: Vec<&Answered<'_>> = join.of(response).collect();
        if paragraphs.is_empty() {
            continue;
        }
        let quotes: Vec<_> =
            paragraphs.iter().map(|row| row.answer.as_ref().unwrap_or(&row.allegation)).collect();
        let numbers: Vec<&str> = paragraphs.iter().map(|row| row.paragraph.as_str()).collect();
        rows.push(vec![
            cell(response.title()),
            cell(&paragraphs.len().to_string()),
            cell(&ranges(&numbers)),
            composer.cites(&quotes, 4),
        ]);
    }
    Block::Table(Table {
        id: format!("answer-summary-{}", number + 1),
        caption: "Responses by kind; paragraph numbers are those of the complaint".into(),
        matrix: false,
        head: ["Response", "¶¶", "Paragraphs", "Places"].map(cell).into(),
        rows,
    })
}

/// Every paragraph of the complaint with its response and the place of the answer.
fn register(composer: &mut Composer<'_, '_>, join: &AnswerJoin<'_>) -> Block {
    let mut items = Vec::new();
    for row in &join.rows {
        let mut item = vec![
            Inline::Citation(composer.cite(&row.allegation, CiteForm::Pin)),
            Inline::text(format!(" {}", row.response.title())),
        ];
        if let Some(answer) = &row.answer {
            item.push(Inline::text(", "));
            item.push(Inline::Citation(composer.cite(answer, CiteForm::Short)));
        }
        items.push(item);
    }
    Block::List { items, columns: true }
}

/// `1–3, 7` of `1 2 3 7`.
fn ranges(numbers: &[&str]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    let mut others = Vec::new();
    for number in numbers {
        match (number.parse::<u32>(), ranges.last_mut()) {
            (Ok(n), Some(last)) if last.1 + 1 == n => last.1 = n,
            (Ok(n), _) => ranges.push((n, n)),
            (Err(_), _) => others.push((*number).to_owned()),
        }
    }
    let shown = ranges.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
    shown.chain(others).collect::<Vec<_>>().join(", ")
}

/// What is admitted, in part admitted, or not answered, word for word.
fn admissions(composer: &mut Composer<'_, '_>, number: usize, join: &AnswerJoin<'_>) -> Block {
    let cell = |text: &str| vec![Inline::text(text)];
    let shown = |row: &&Answered<'_>| {
        matches!(
            row.response,
            Response::Admitted | Response::AdmittedInPart | Response::NotAnswered | Response::Unread
        )
    };
    let mut rows = Vec::new();
    for row in join.rows.iter().filter(shown) {
        let mut allegation = vec![
            Inline::text("“"),
            Inline::Quotation(composer.quotation(&row.allegation)),
            Inline::text("” "),
        ];
        allegation.push(Inline::Citation(composer.cite(&row.allegation, CiteForm::Short)));
        let answer = match &row.answer {
            None => cell("no response found"),
            Some(quote) => vec![
                Inline::text("“"),
                Inline::Quotation(composer.quotation(quote)),
                Inline::text("” "),
                Inline::Citation(composer.cite(quote, CiteForm::Short)),
            ],
        };
        rows.push(vec![
            cell(&format!("¶ {}", row.paragraph)),
            cell(row.response.title()),
            allegation,
            answer,
        ]);
    }
    Block::Table(Table {
        id: format!("admissions-{}", number + 1),
        caption: "Allegation and answer, word for word".into(),
        matrix: false,
        head: ["¶", "Response", "Allegation", "Answer"].map(cell).into(),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn runs_of_paragraphs_are_joined() {
        assert_eq!(ranges(&["1", "2", "3", "7", "9", "10", "12A"]), "1–3, 7, 9–10, 12A");
    }
}
