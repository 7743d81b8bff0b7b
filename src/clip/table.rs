//! Tables on the clipboard: as tab-separated text, and as HTML.

mod html;

pub use html::escaped;

/// Texts in rows and columns; every row is as long as the longest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rows from the top, each from the left.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// A grid of these rows, filled up with empty cells.
    pub fn new(mut rows: Vec<Vec<String>>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        Self { rows }
    }

    /// The number of columns.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The text of a cell; nothing outside the grid.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// Reads text with tabs between cells, as spreadsheets put it on the clipboard. A cell in
    /// quotes may hold tabs, line breaks and doubled quotes; a quote that is never closed is text.
    pub fn from_tsv(text: &str) -> Self {
        let mut rows = Vec::new();
        let mut row = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (cell, after) = quoted(rest).unwrap_or_else(|| unquoted(rest));
            row.push(cell);
            if let Some(next) = after.strip_prefix('\t') {
                rest = next;
                if rest.is_empty() {
                    row.push(String::new());
                }
                continue;
            }
            rest = after.strip_prefix("\r\n").or(after.strip_prefix(['\n', '\r'])).unwrap_or(after);
            rows.push(std::mem::take(&mut row));
        }
        rows.extend(Some(row).filter(|row| !row.is_empty()));
        Self::new(rows)
    }

    /// Writes tab-separated text that spreadsheets read back as the same cells.
    pub fn to_tsv(&self) -> String {
        let lines = self.rows.iter().map(|row| {
            let cells: Vec<String> = row.iter().map(|cell| quote(cell)).collect();
            cells.join("\t") + "\r\n"
        });
        lines.collect()
    }
}

/// A cell in quotes, and what follows it. `None` unless it ends where a cell may.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None if after.is_empty() || after.starts_with(['\t', '\n', '\r']) => {
                return Some((cell.replace("\r\n", "\n"), after));
            }
            None => return None,
        }
    }
}

fn unquoted(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

fn quote(cell: &str) -> String {
    match cell.contains(['\t', '\n', '\r', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        Grid::from_tsv(text).rows
    }

    #[test]
    fn quotes_as_spreadsheets_write_them() {
        assert_eq!(rows("a\tb\r\nc\t\r\n"), [["a", "b"], ["c", ""]]);
        assert_eq!(rows("\"två\nrader\"\t\"säg \"\"hej\"\"\""), [["två\nrader", "säg \"hej\""]]);
        assert_eq!(rows("\"Hemma\" heter det\tx"), [["\"Hemma\" heter det", "x"]]);
        assert_eq!(rows("\"öppet\tx"), [["\"öppet", "x"]]);
        assert_eq!(rows("a\n\nb"), [["a"], [""], ["b"]]);
        assert!(rows("").is_empty());
    }

    #[test]
    fn short_rows_are_filled_up() {
        assert_eq!(rows("a\nb\tc\t"), [["a", "", ""], ["b", "c", ""]]);
    }
}
