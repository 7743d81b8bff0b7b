//! Tables, volumes and staff figures: the form stays, last year's figures stand where it asks for
//! them.

use std::collections::HashMap;

use crate::compute::{Context, Sheet};
use crate::model::{
    Block, Bridge, Column, ColumnRole, FigureTable, Id, MonthKind, Report, ReportKind, Row,
    SignConvention, StaffBlock, StaffValue, VolumesBlock, Year, walk,
};
use crate::number::{Figure, Unit};
use crate::work::each;
use crate::work::said::{Fate, Journal, Thing};
use crate::work::shift::Shift;

/// A row's last figure for last year, with what it counts and how.
type LastYear<'a> = HashMap<&'a Id, (Figure, Unit, SignConvention)>;

pub(super) fn turn(
    report: &mut Report,
    last: &Year,
    earlier: &[&Report],
    shift: Shift,
    journal: &mut Journal,
) {
    let known = gather(last, earlier);
    each::block(report, &mut |block| match block {
        Block::Figures(table) => figures(table, &known, shift, journal),
        Block::Bridge(bridge) => self::bridge(bridge, shift),
        Block::Volumes(block) => volumes(block, shift, journal),
        Block::Staff(block) => staff(block, shift),
        _ => {}
    });
}

/// Columns that name a year name the next.
pub(super) fn heads(report: &mut Report, shift: Shift) {
    each::block(report, &mut |block| {
        if let Block::Figures(table) = block {
            table.columns.iter_mut().for_each(|column| head(column, shift));
        }
    });
}

/// The latest forecast or, of the whole year, outcome of each row.
fn gather<'a>(last: &'a Year, earlier: &[&'a Report]) -> LastYear<'a> {
    let mut known = LastYear::new();
    for report in earlier.iter().filter(|report| report.kind != ReportKind::Plan) {
        let context = Context::new(last, report);
        walk::each_block(report, &mut |block| {
            let Block::Figures(table) = block else { return };
            let Some(column) = column_of_year(report, table) else { return };
            let sheet = Sheet::new(&context, table);
            for row in &table.rows {
                let number = || sheet.cell(row, column).number().map(Figure::Exact);
                let stated = row.cells.get(&column.id).cloned();
                if let Some(figure) = stated.or_else(number) {
                    known.insert(&row.id, (figure, unit(table, row, column), table.sign));
                }
            }
        });
    }
    known
}

fn column_of_year<'a>(report: &Report, table: &'a FigureTable) -> Option<&'a Column> {
    let find =
        |role| table.columns.iter().find(|column| column.role == role && column.period.is_none());
    let actual = find(ColumnRole::Actual).filter(|_| report.kind == ReportKind::Annual);
    actual.or_else(|| find(ColumnRole::Forecast))
}

fn unit(table: &FigureTable, row: &Row, column: &Column) -> Unit {
    column.unit.or(row.unit).unwrap_or(table.unit)
}

fn figures(table: &mut FigureTable, known: &LastYear<'_>, shift: Shift, journal: &mut Journal) {
    table.caption = shift.title(&table.caption);
    table.columns.iter_mut().for_each(|column| head(column, shift));
    let own: Vec<(Column, bool)> =
        table.columns.iter().map(|column| (column.clone(), is_last_year(column, shift))).collect();
    let (table_unit, sign) = (table.unit, table.sign);
    for row in &mut table.rows {
        for (column, is_last_year) in &own {
            let unit = column.unit.or(row.unit).unwrap_or(table_unit);
            let found =
                known.get(&row.id).filter(|(_, u, s)| *is_last_year && (*u, *s) == (unit, sign));
            let figure = found.map(|(figure, ..)| figure.clone());
            match (&figure, row.cells.get(&column.id)) {
                (Some(_), _) => journal.count(Fate::Became, Thing::LastYear, 1),
                (None, Some(_)) => journal.count(Fate::Blanked, Thing::Figure, 1),
                (None, None) => {}
            }
            row.cells.set(&column.id, figure);
        }
    }
}

/// Whether a column shows the year before the new one.
fn is_last_year(column: &Column, shift: Shift) -> bool {
    let before = shift.old.saturating_add(shift.by).saturating_sub(1);
    let is_before = |period: &crate::model::Period| {
        (period.from.year(), period.to.year(), period.months()) == (before, before, 12)
    };
    match (column.role, &column.period) {
        (ColumnRole::LastYear, None) => true,
        (ColumnRole::LastYear | ColumnRole::Forecast | ColumnRole::Actual, Some(period)) => {
            is_before(period)
        }
        _ => false,
    }
}

/// A column names its own year, or the one before where it compares with it.
fn head(column: &mut Column, shift: Shift) {
    let before = shift.old.saturating_sub(1);
    let years = match (&column.period, column.role) {
        (Some(period), _) => vec![period.to.year()],
        (None, ColumnRole::LastYear) => vec![before],
        (None, ColumnRole::AgainstLastYear) => vec![before, shift.old],
        _ => vec![shift.old],
    };
    column.title = shift.years(&column.title, &years);
    column.group = shift.years(&column.group, &years);
    column.period = column.period.as_ref().map(|period| shift.period(period));
}

/// The labels of a bridge name the two years it spans.
fn bridge(bridge: &mut Bridge, shift: Shift) {
    bridge.caption = shift.both(&bridge.caption);
    for end in [&mut bridge.from, &mut bridge.to] {
        end.label = shift.both(&end.label);
    }
}

fn volumes(block: &mut VolumesBlock, shift: Shift, journal: &mut Journal) {
    for series in &mut block.series {
        series.actual_title = shift.title(&series.actual_title);
        series.budget_title = shift.title(&series.budget_title);
        series.months = vec![MonthKind::Forecast; 12];
        for measure in &mut series.measures {
            let figures = measure.actual.len() + measure.budget.len();
            journal.count(Fate::Blanked, Thing::Figure, figures);
            measure.actual.clear();
            measure.budget.clear();
        }
    }
}

/// Every column a year later; what was this year's figure is last year's.
fn staff(block: &mut StaffBlock, shift: Shift) {
    for measure in &mut block.measures {
        let old = std::mem::take(&mut measure.values);
        let moved = |value: &StaffValue| {
            let period = value.period.as_ref().map(|period| shift.period(period));
            let same = old.iter().find(|other| period.is_some() && other.period == period);
            let label = shift.both(&value.label);
            StaffValue { label, period, ..same.cloned().unwrap_or_default() }
        };
        measure.values = old.iter().map(moved).collect();
    }
}
