//! The CSV form of an analysis.

use super::Quote;

/// Between several quotations or citations in one cell.
pub const SEPARATOR: &str = " ‖ ";

/// Columns that quote and columns that cite; where both are there, they go in pairs.
pub const QUOTED: [(&str, &str); 16] = [
    ("quote", "cite"),
    ("as_written", "cite"),
    ("allegation", "allegation_cite"),
    ("answer", "answer_cite"),
    ("left", "left_cite"),
    ("right", "right_cite"),
    ("old", "old_cite"),
    ("new", "new_cite"),
    ("policy", "policy_cite"),
    ("lead_in", ""),
    ("counts", ""),
    ("", "first_cite"),
    ("statutes", ""),
    ("", "alleged"),
    ("", "company"),
    ("", "contrary"),
];

/// A table with a heading row. Cells are plain text; the writer quotes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'e> {
    /// File name without ending.
    pub name: &'static str,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Everything that a cell quotes or cites.
    pub quotes: Vec<Quote<'e>>,
}

impl<'e> Table<'e> {
    pub fn new(name: &'static str, head: &[&str]) -> Self {
        Self {
            name,
            head: head.iter().map(|h| (*h).to_owned()).collect(),
            rows: Vec::new(),
            quotes: Vec::new(),
        }
    }

    pub fn push<const N: usize>(&mut self, row: [&str; N]) {
        self.rows.push(row.iter().map(|cell| (*cell).to_owned()).collect());
    }

    /// Remembers what the cells of a row quote or cite, so that it can be verified.
    pub fn keep<'q>(&mut self, quotes: impl IntoIterator<Item = &'q Quote<'e>>)
    where
        'e: 'q,
    {
        self.quotes.extend(quotes.into_iter().copied());
    }

    /// RFC 4180. A cell that a spreadsheet would run as a formula is led by an apostrophe.
    pub fn to_csv(&self) -> String {
        std::iter::once(&self.head).chain(&self.rows).map(|row| line(row)).collect()
    }
}

fn line(row: &[String]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn escape(cell: &str) -> String {
    let guarded =
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.into() };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_line_breaks_survive_and_formulas_are_disarmed() {
        let mut table = Table::new("t", &["a", "b"]);
        table.push(["say \"no\", twice", "=1+1"]);
        assert_eq!(table.to_csv(), "a,b\r\n\"say \"\"no\"\", twice\",'=1+1\r\n");
    }
}
