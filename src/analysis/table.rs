//! The CSV form of an analysis.

/// A table with a heading row. Cells are plain text; the writer quotes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// File name without ending.
    pub name: &'static str,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(name: &'static str, head: &[&str]) -> Self {
        Self { name, head: head.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    pub fn push<const N: usize>(&mut self, row: [&str; N]) {
        self.rows.push(row.iter().map(|cell| (*cell).to_owned()).collect());
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
