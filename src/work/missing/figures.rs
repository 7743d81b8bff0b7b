//! Tables of figures, volumes and staff key figures.

use super::{Search, What};
use crate::model::{
    Column, ColumnRole, FigureTable, Month, MonthKind, Row, RowKind, StaffBlock, StaffValue,
    VolumeSeries, VolumesBlock,
};
use crate::number::Figure;

impl Search<'_> {
    /// Rows that are typed in columns that are typed; the rest is computed.
    pub(super) fn figures(&mut self, table: &FigureTable) {
        let is_plan = self.is_plan;
        let columns: Vec<&Column> =
            table.columns.iter().filter(|column| is_typed(column, is_plan)).collect();
        for row in table.rows.iter().filter(|row| is_item(row)) {
            for column in &columns {
                let at = self.context.at(&row.id).field(column.id.as_str());
                let is_there = row.cells.get(&column.id).is_some_and(is_written);
                self.want(is_there, What::Figure, &at, &name(row, column));
            }
        }
    }

    pub(super) fn volumes(&mut self, block: &VolumesBlock) {
        block.series.iter().for_each(|series| self.series(series));
    }

    fn series(&mut self, series: &VolumeSeries) {
        let is_closed =
            |month: &Month| series.months.get(month.index()) == Some(&MonthKind::Actual);
        for month in Month::all().filter(is_closed) {
            for measure in &series.measures {
                let field = format!("{}.actual.{}", measure.id, month.number());
                let at = self.context.at(&series.id).field(field);
                let is_there = measure.actual.get(month.index()).is_some_and(is_written);
                let title = format!("{}, {}, {}", series.name, measure.label, month.name());
                self.want(is_there, What::Month, &at, &title);
            }
        }
    }

    /// The last column is the period's.
    pub(super) fn staff(&mut self, block: &StaffBlock) {
        if self.is_plan {
            return;
        }
        for measure in &block.measures {
            let Some(value) = measure.values.last() else { continue };
            let at = self.context.at(&measure.id);
            let title = format!("{}, {}", measure.label, value.label);
            self.want(is_said(value), What::StaffFigure, &at, &title);
        }
    }
}

fn is_said(value: &StaffValue) -> bool {
    let is_judged = value.status != crate::model::Status::Unset;
    value.figure.as_ref().is_some_and(is_written) || is_judged || !value.text.is_empty()
}

fn is_item(row: &Row) -> bool {
    row.kind == RowKind::Item && row.sum.is_empty()
}

fn is_typed(column: &Column, is_plan: bool) -> bool {
    let is_own = column.period.is_none();
    match column.role {
        ColumnRole::Budget | ColumnRole::YearBudget => is_own,
        ColumnRole::Actual | ColumnRole::Forecast => is_own && !is_plan,
        _ => false,
    }
}

fn is_written(figure: &Figure) -> bool {
    !matches!(figure, Figure::Text(text) if text.trim().is_empty())
}

fn name(row: &Row, column: &Column) -> String {
    let head = [column.group.as_str(), column.title.as_str()];
    let head: Vec<&str> = head.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}, {}", row.label, head.join(" ").to_lowercase())
}
