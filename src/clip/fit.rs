//! Where a pasted block belongs in a table of ours: by its heads and row labels where it has
//! some, else by place.

mod columns;
mod head;
mod rows;

use super::Grid;
pub use rows::is_same_name;

/// A column that can be pasted into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What its cells are addressed by.
    pub key: String,
    /// Its head.
    pub title: String,
    /// The head above it and its neighbours.
    pub group: String,
    /// What it holds: a word of [`crate::model::ColumnRole`], [`crate::model::IndicatorField`] or
    /// [`crate::model::MeasureRole`], or a month's name.
    pub role: &'static str,
    /// Whether its cells are words, not figures.
    pub is_text: bool,
}

/// A row that can be pasted into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Whether it is computed of those above it, so that new ones come above it too.
    pub is_sum: bool,
}

/// The table that is pasted into.
#[derive(Clone, Copy, Debug)]
pub struct Destination<'a> {
    /// Its columns.
    pub columns: &'a [Target],
    /// Its rows.
    pub rows: &'a [Row],
    /// Whether it can have more of them.
    pub can_grow: bool,
    /// The row and column where the paste starts.
    pub start: (usize, usize),
    /// Whether cells were selected: then the place is meant, and one word is not taken for a head.
    pub is_selection: bool,
}

/// How a block fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether the block begins with heads.
    pub has_header: bool,
    /// How many rows they take.
    pub header_rows: usize,
    /// The column of row labels, if there is one.
    pub label_column: Option<usize>,
    /// Each column of the block, where it goes, and why, in Swedish.
    pub columns: Vec<(usize, Option<usize>, &'static str)>,
    /// Each row of the block below its heads, and where it goes.
    pub rows: Vec<(usize, Option<usize>)>,
    /// Those that no row here is meant for and that can come as new ones, each with the row it comes below.
    pub new_rows: Vec<(usize, usize)>,
    /// Whether somebody should look before it is done: something was recognised rather than
    /// known, or not all of it has a place.
    pub needs_preview: bool,
}

/// A cell by row and column.
pub type At = (usize, usize);

/// What a paste does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placements {
    /// Each cell of the block with the cell of the table it goes to. Empty ones are among them:
    /// they empty what they are pasted over.
    pub placed: Vec<(At, At)>,
    /// Cells of the block that say something and have no place.
    pub left: Vec<At>,
}

impl Fit {
    /// Finds where a block belongs.
    pub fn new(grid: &Grid, to: &Destination<'_>) -> Self {
        let header_rows = head::rows(grid, to);
        let labels = rows::label_column(grid, header_rows, to).filter(|found| {
            found.matches > 0 || !columns::is_inner(grid, header_rows, found.column, to)
        });
        let column_of_labels = labels.map(|found| found.column);
        let columns = match header_rows {
            0 => columns::by_place(grid, column_of_labels, to),
            _ => columns::by_head(grid, header_rows, column_of_labels, to),
        };
        // Names that are all new, and more of them than there is room for, are not the names of these rows.
        let is_longer = to.can_grow && rows::room(to) < grid.rows.len() - header_rows;
        let rows = match labels.filter(|found| found.matches > 0 || is_longer) {
            Some(found) => rows::by_label(grid, header_rows, found.column, to),
            None => rows::by_place(grid, header_rows, to.start.0, to),
        };
        let new_rows = match to.can_grow {
            true => rows::new_ones(grid, &rows, column_of_labels, to),
            false => Vec::new(),
        };
        let is_lost = columns
            .iter()
            .any(|(column, target, _)| target.is_none() && column_of_labels != Some(*column));
        let is_lost = is_lost || rows.iter().any(|(_, target)| target.is_none());
        Self {
            has_header: header_rows > 0,
            header_rows,
            label_column: column_of_labels,
            needs_preview: header_rows > 0 || labels.is_some() || is_lost,
            columns,
            rows,
            new_rows,
        }
    }

    /// Where each cell goes, and what has no place: the cells of new rows are among that.
    pub fn placements(&self, grid: &Grid) -> Placements {
        let mut out = Placements::default();
        for (row, to_row) in &self.rows {
            for (column, to_column, _) in &self.columns {
                match to_row.zip(*to_column) {
                    Some(to) => out.placed.push(((*row, *column), to)),
                    None if self.label_column == Some(*column) => {}
                    None if grid.cell(*row, *column).trim().is_empty() => {}
                    None => out.left.push((*row, *column)),
                }
            }
        }
        out
    }
}
