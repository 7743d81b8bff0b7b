//! What the reports so far last said, whichever of them a new one takes its form from.

use std::collections::HashMap;

use super::Choice;
use crate::model::{
    Block, Column, ColumnRole, FigureTable, Goal, Id, Month, Report, ReportKind, Row, Strip,
    VolumeSeries, walk,
};
use crate::number::{Figure, Unit};

/// What is newest in the reports up to the new one's end, by id.
#[derive(Default)]
pub(super) struct Newest<'a> {
    forecasts: HashMap<&'a Id, (&'a FigureTable, &'a Row, &'a Column)>,
    series: HashMap<&'a Id, (&'a VolumeSeries, Option<Month>)>,
    strips: HashMap<&'a Id, (&'a Strip, Month)>,
}

impl<'a> Newest<'a> {
    /// Of reports in order of time.
    pub(super) fn of(earlier: &[&'a Report], choice: &Choice) -> Self {
        let mut newest = Self::default();
        for report in earlier {
            let is_plan = report.kind == ReportKind::Plan;
            // The same reports that `compute::forecast_before` looks at.
            let is_before = !is_plan && report.period.to < choice.period.to;
            let month = report.period.to.month();
            walk::each_block(report, &mut |block| match block {
                Block::Figures(table) if is_before => newest.table(table),
                Block::Volumes(block) => {
                    for series in block.series.iter().filter(|series| has_figures(series)) {
                        newest.series.insert(&series.id, (series, (!is_plan).then_some(month)));
                    }
                }
                Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal: &'a Goal| {
                    let strip = goal.strip.as_ref().filter(|strip| !strip.months.is_empty());
                    newest.strips.extend(strip.map(|strip| (&goal.id, (strip, month))));
                }),
                _ => {}
            });
        }
        newest
    }

    fn table(&mut self, table: &'a FigureTable) {
        let is_forecast = |column: &&Column| column.role == ColumnRole::Forecast;
        if let Some(column) = table.columns.iter().find(is_forecast) {
            let rows = table.rows.iter().map(|row| (&row.id, (table, row, column)));
            self.forecasts.extend(rows);
        }
    }

    /// The forecast stated for a row in the last report before, where it counts the same there.
    pub(super) fn forecast(
        &self,
        table: &FigureTable,
        row: &Row,
        own: &Column,
    ) -> Option<&'a Figure> {
        let (other, then, column) = *self.forecasts.get(&row.id)?;
        let is_same = (other.subject, other.sign, unit(other, then, column))
            == (table.subject, table.sign, unit(table, row, own));
        then.cells.get(&column.id).filter(|_| is_same)
    }

    /// A series as the latest report has it, and that report's last month; none for a plan.
    pub(super) fn series(&self, id: &Id) -> Option<(&'a VolumeSeries, Option<Month>)> {
        self.series.get(id).copied()
    }

    /// A goal's strip as the latest report has it, and that report's last month.
    pub(super) fn strip(&self, goal: &Id) -> Option<(&'a Strip, Month)> {
        self.strips.get(goal).copied()
    }
}

fn has_figures(series: &VolumeSeries) -> bool {
    series.measures.iter().any(|measure| !measure.actual.is_empty())
}

fn unit(table: &FigureTable, row: &Row, column: &Column) -> Unit {
    column.unit.or(row.unit).unwrap_or(table.unit)
}
