//! Cells of tables of figures that differ from what is computed.

use crate::compute::{Agreement, Context, Formula, Sheet};
use crate::model::{Address, Column, ColumnRole, FigureTable, Row};
use crate::number::{Unit, format_with_unit};

/// A cell that states something else than what is computed.
pub(super) struct Differing {
    /// Where it stands.
    pub(super) at: Address,
    /// Row and column as a sentence begins.
    pub(super) name: String,
    /// What is stated.
    pub(super) stated: String,
    /// What is computed.
    pub(super) computed: String,
}

impl Differing {
    /// The two, as an acceptance keeps them.
    pub(super) fn values(&self) -> String {
        format!("{} | {}", self.stated, self.computed)
    }
}

/// Calls `visit` for every cell, of those wanted, whose figure is off by more than rounding from what
/// one of these formulas gives.
pub(super) fn that_differ(
    context: &Context<'_>,
    table: &FigureTable,
    wants: impl Fn(&Row, &Column) -> bool,
    is_formula: impl Fn(&Formula) -> bool,
    visit: &mut dyn FnMut(&Differing),
) {
    let sheet = Sheet::new(context, table);
    for row in &table.rows {
        for column in &table.columns {
            if row.cells.get(&column.id).is_none() || !wants(row, column) {
                continue;
            }
            let cell = sheet.cell(row, column);
            let (Some(stated), Some(computed)) = (&cell.stated, &cell.computed) else { continue };
            let Some(number) = computed.number() else { continue };
            if cell.agreement != Some(Agreement::Differs) || !is_formula(&computed.formula) {
                continue;
            }
            let unit = unit_of(table, row, column);
            visit(&Differing {
                at: context.at(&row.id).field(column.id.as_str()),
                name: name_of(row, column),
                stated: stated.show(unit),
                computed: format_with_unit(number, unit),
            });
        }
    }
}

/// What a cell counts.
pub(super) fn unit_of(table: &FigureTable, row: &Row, column: &Column) -> Unit {
    column.unit.or(row.unit).unwrap_or(match column.role {
        ColumnRole::DeviationPercent => Unit::Percent,
        _ => table.unit,
    })
}

/// Row and column, with the group that the column stands in.
fn name_of(row: &Row, column: &Column) -> String {
    match column.group.as_str() {
        "" => format!("{}, {}", row.label, column.title),
        group => format!("{}, {} {}", row.label, group, column.title),
    }
}
