//! The lists of printed figures.

use crate::common;

/// A figure as a source document prints it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Printed {
    /// The block, goal, series or section that holds it.
    pub place: String,
    /// The row's label; empty for prose.
    pub row: String,
    /// The column's head, `group / head` where heads are grouped; empty for prose, for the one
    /// amount of a bridge's row and for figures in the label itself.
    pub column: String,
    /// As printed; a unit that the source leaves out stands in brackets.
    pub figure: String,
}

/// Reads a list: tab-separated, `#` for comments, a line of heads.
pub fn read(path: &str) -> Vec<Printed> {
    let text = common::read(path);
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    assert_eq!(rows.next().unwrap(), ["place", "row", "column", "figure"], "{path}");
    rows.map(|row| {
        let [place, row, column, figure] = row[..] else { panic!("{path}: {row:?}") };
        let [place, row, column, figure] = [place, row, column, figure].map(str::to_owned);
        Printed { place, row, column, figure }
    })
    .collect()
}
