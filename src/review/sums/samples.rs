//! Small tables for the tests of rules.

use crate::model::{Block, Cells, Column, ColumnRole, FigureTable, Row, RowKind, Subject};
use crate::number::Unit;
use crate::review::tests::{figure, id};

/// A column of a role, called as its id.
pub(in crate::review) fn column(own: &str, role: ColumnRole) -> Column {
    Column { id: id(own), title: own.into(), role, ..Column::default() }
}

/// A row with figures by column, called as its id.
pub(in crate::review) fn row(own: &str, figures: &[(&str, &str)]) -> Row {
    let mut cells = Cells::default();
    for (column, text) in figures {
        cells.set(&id(column), figure(text));
    }
    Row { id: id(own), label: own.into(), cells, ..Row::default() }
}

/// The total of rows.
pub(in crate::review) fn total(own: &str, parts: &[&str], figures: &[(&str, &str)]) -> Row {
    let sum = parts.iter().map(|part| id(part)).collect();
    Row { kind: RowKind::Total, sum, ..row(own, figures) }
}

/// A table of net cost in thousands of kronor.
pub(in crate::review) fn table(own: &str, columns: Vec<Column>, rows: Vec<Row>) -> Block {
    Block::Figures(FigureTable {
        id: id(own),
        caption: own.into(),
        subject: Subject::NetCost,
        unit: Unit::Tkr,
        columns,
        rows,
        ..FigureTable::default()
    })
}
