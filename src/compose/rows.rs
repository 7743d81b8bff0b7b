//! Rows of figures that a step has not reached are taken over from the last time, and so are the sums of
//! columns in which nothing has changed: a table may have hundreds of rows, and a figure that was typed
//! changes its own and the sums of its column.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Composer;
use crate::compute::Derivation;
use crate::document::{Body, Cell, Piece, Table, TableRow};
use crate::model::{Address, Block, Column, ColumnRole, FigureTable, Id, Row, Section, walk};

/// What was computed, with where it is shown.
type Derived = Vec<(Address, Derivation)>;

/// What of a chapter's tables of figures is as it was, with what was computed in it.
#[derive(Default)]
pub(super) struct Known {
    /// Rows by their ids.
    rows: HashMap<Id, (Arc<TableRow>, Derived)>,
    /// Sums by the ids of their row and column.
    sums: HashMap<(Id, Id), (Cell, Derived)>,
}

/// What is the same in a chapter before and after a step, from the pieces and derivations that came of
/// it before; the derivations are moved out of them.
pub(super) fn known(
    (before, now): (&Section, &Section),
    pieces: &[Piece],
    derivations: &mut [Option<(Address, Derivation)>],
) -> Known {
    let mut known = Known::default();
    let tables = tables(now);
    // Of a damaged file, in which several rows have one id, nothing is known.
    let rows = tables.values().flat_map(|table| &table.rows);
    let mut ids: Vec<&Id> = rows.map(|row| &row.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        return known;
    }
    for (id, old) in self::tables(before) {
        let now = tables.get(id).filter(|now| is_same_around(old, now));
        if let Some((now, composed)) = now.zip(composed(pieces, id)) {
            known.enter(old, now, composed);
        }
    }
    derivations.iter_mut().for_each(|derivation| known.give(derivation));
    known
}

impl Known {
    /// What is the same in a table.
    fn enter(&mut self, old: &FigureTable, now: &FigureTable, composed: &Table) {
        let same = unchanged_columns(old, now);
        for ((old, row), now) in old.rows.iter().zip(composed.rows.iter()).zip(&now.rows) {
            if old != now || row.address.element != now.id {
                continue;
            }
            if now.sum.is_empty() {
                self.rows.insert(now.id.clone(), (row.clone(), Vec::new()));
                continue;
            }
            // The first cell is the row's label.
            for (column, cell) in
                same.iter().filter_map(|at| Some((at.0, row.cells.get(at.1 + 1)?)))
            {
                self.sums.insert((now.id.clone(), column.id.clone()), (cell.clone(), Vec::new()));
            }
        }
    }

    /// Moves a derivation to what it was computed in.
    fn give(&mut self, derivation: &mut Option<(Address, Derivation)>) {
        let Some((at, _)) = derivation else { return };
        let own = match self.rows.get_mut(&at.element) {
            Some((_, own)) => Some(own),
            None => {
                let column = Id::new(&at.field).map(|column| (at.element.clone(), column));
                column.and_then(|key| self.sums.get_mut(&key)).map(|(_, own)| own)
            }
        };
        own.into_iter().for_each(|own| own.extend(derivation.take()));
    }
}

/// The columns with their places in which no sum can have changed: those of stated figures, in which all
/// rows have the figures they had. There are none where a row has become another in anything else.
fn unchanged_columns<'t>(old: &FigureTable, now: &'t FigureTable) -> Vec<(&'t Column, usize)> {
    let mut changed = HashSet::new();
    for (old, now) in old.rows.iter().zip(&now.rows).filter(|(old, now)| old != now) {
        if *old != (Row { cells: old.cells.clone(), ..now.clone() }) {
            return Vec::new();
        }
        let ids = old.cells.iter().chain(now.cells.iter()).map(|(id, _)| id);
        changed.extend(ids.filter(|id| old.cells.get(id) != now.cells.get(id)));
    }
    let columns = now.columns.iter().zip(0..);
    columns.filter(|(column, _)| is_stated(column) && !changed.contains(&column.id)).collect()
}

/// Whether a column's figures are computed from no other column's.
fn is_stated(column: &Column) -> bool {
    use ColumnRole::{Actual, Budget, Forecast, LastYear, Other, YearBudget};
    column.of.is_empty()
        && matches!(column.role, Other | Actual | Budget | Forecast | YearBudget | LastYear)
}

/// The tables of figures of a chapter, by their ids.
fn tables(section: &Section) -> HashMap<&Id, &FigureTable> {
    let mut tables = HashMap::new();
    walk::each_block_within(section, &mut |block| {
        if let Block::Figures(table) = block {
            tables.insert(&table.id, table);
        }
    });
    tables
}

/// What was composed of a table.
fn composed<'p>(pieces: &'p [Piece], id: &Id) -> Option<&'p Table> {
    pieces.iter().find_map(|piece| match &piece.body {
        Body::Table(table) if piece.address.element == *id => Some(table),
        _ => None,
    })
}

/// Whether two tables are one but for their rows.
fn is_same_around(old: &FigureTable, new: &FigureTable) -> bool {
    let FigureTable { id, caption, subject, corner, unit, sign, columns, rows, notes, chart, kept } =
        new;
    old.rows.len() == rows.len()
        && (id, caption, subject, corner, unit, sign)
            == (&old.id, &old.caption, &old.subject, &old.corner, &old.unit, &old.sign)
        && (columns, notes, chart, kept) == (&old.columns, &old.notes, &old.chart, &old.kept)
}

impl Composer<'_> {
    /// Takes a row over, if it is as it was.
    pub(super) fn known_row(&mut self, row: &Id) -> Option<Arc<TableRow>> {
        let (row, derived) = self.known.rows.remove(row)?;
        self.document.derivations.extend(derived);
        Some(row)
    }

    /// Takes a sum over, if it is as it was.
    pub(super) fn known_sum(&mut self, row: &Row, column: &Column) -> Option<Cell> {
        if row.sum.is_empty() {
            return None;
        }
        let (cell, derived) = self.known.sums.remove(&(row.id.clone(), column.id.clone()))?;
        self.document.derivations.extend(derived);
        Some(cell)
    }
}
