//! What becomes of figures: forecasts turn into the ones before, budgets stay, outcomes are empty.

use super::{Choice, shape::Renamed};
use crate::model::{
    Block, Column, ColumnRole, FigureTable, Id, Measure, Month, MonthKind, Period, Report,
    StaffBlock, StaffValue, VolumeSeries,
};
use crate::number::Figure;
use crate::work::said::{Fate, Journal, Thing};
use crate::work::{each, shift};

pub(super) fn turn(report: &mut Report, before: &Report, choice: &Choice, journal: &mut Journal) {
    let renamed = Renamed::new(before, choice);
    each::block(report, &mut |block| match block {
        Block::Figures(table) => {
            cells(table, &before.period, journal);
            columns(table, &renamed, &before.period, &choice.period);
        }
        Block::Effects(block) => {
            block.effects.iter_mut().for_each(|effect| effect.change = None);
        }
        Block::Volumes(block) => {
            block.series.iter_mut().for_each(|series| months(series, &choice.period, journal));
        }
        Block::Staff(block) => staff(block, before, &choice.period, journal),
        _ => {}
    });
}

/// What stays of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stay {
    Kept,
    Emptied,
    /// A forecast, which becomes the one before where the table has a place for it.
    Moved,
}

fn cells(table: &mut FigureTable, old: &Period, journal: &mut Journal) {
    let role = |role| table.columns.iter().find(|column| column.role == role);
    let previous = role(ColumnRole::PreviousForecast).map(|column| column.id.clone());
    let is_followed = role(ColumnRole::Actual).is_some();
    let stays: Vec<(Id, Stay)> = table
        .columns
        .iter()
        .map(|column| (column.id.clone(), stay(column, is_followed, old)))
        .collect();
    for row in &mut table.rows {
        let forecasts = stays.iter().filter(|(_, stay)| *stay == Stay::Moved);
        let forecast = forecasts.filter_map(|(id, _)| row.cells.get(id)).next().cloned();
        for (id, _) in stays.iter().filter(|(_, stay)| *stay != Stay::Kept) {
            let was = usize::from(row.cells.get(id).is_some());
            journal.count(Fate::Blanked, Thing::Figure, was);
            row.cells.set(id, None);
        }
        if let Some(column) = &previous {
            journal.count(Fate::Became, Thing::Forecast, usize::from(forecast.is_some()));
            row.cells.set(column, forecast);
        }
    }
}

fn stay(column: &Column, is_followed: bool, old: &Period) -> Stay {
    // A column of another year or period holds what it held.
    let is_elsewhere = column.period.as_ref().is_some_and(|period| period != old);
    match column.role {
        ColumnRole::YearBudget | ColumnRole::LastYear => Stay::Kept,
        // Beside outcomes it is the period's, and the period is another.
        ColumnRole::Budget if !is_followed => Stay::Kept,
        _ if is_elsewhere => Stay::Kept,
        ColumnRole::Forecast => Stay::Moved,
        _ => Stay::Emptied,
    }
}

/// Heads such as *Aug* name the period's last month.
fn columns(table: &mut FigureTable, renamed: &Renamed, old: &Period, new: &Period) {
    for column in &mut table.columns {
        if column.period.as_ref() == Some(old) {
            column.period = Some(new.clone());
        } else if column.period.is_some() {
            continue;
        }
        column.group = renamed.title(&column.group);
        column.title = renamed.title(&column.title);
    }
}

/// Closed months are fixed. Those that the period closes become outcomes without a figure: the
/// forecast is not what happened.
fn months(series: &mut VolumeSeries, period: &Period, journal: &mut Journal) {
    if series.months.is_empty() {
        return;
    }
    series.months.resize(12, MonthKind::Forecast);
    let last = period.to.month();
    for month in Month::all().filter(|month| *month <= last) {
        let at = month.index();
        if series.months[at] == MonthKind::Forecast {
            series.months[at] = MonthKind::Actual;
            journal.count(Fate::Became, Thing::Month, 1);
            series.measures.iter_mut().for_each(|measure| clear(measure, at));
        }
    }
}

fn clear(measure: &mut Measure, at: usize) {
    if let Some(figure) = measure.actual.get_mut(at) {
        *figure = Figure::default();
    }
}

/// A column for the new period beside those there are; where columns have no period, the figures
/// are the report's own.
fn staff(block: &mut StaffBlock, before: &Report, period: &Period, journal: &mut Journal) {
    let mut values = block.measures.iter().flat_map(|measure| &measure.values);
    if !values.any(|value| value.period.is_some()) {
        for value in block.measures.iter_mut().flat_map(|measure| &mut measure.values) {
            journal.count(Fate::Blanked, Thing::Figure, usize::from(value.figure.is_some()));
            *value = StaffValue { label: value.label.clone(), ..StaffValue::default() };
        }
        return;
    }
    for measure in &mut block.measures {
        let is_new = measure.values.iter().all(|value| value.period.as_ref() != Some(period));
        let is_current = measure.values.iter().any(|value| {
            value.period.as_ref().is_some_and(|own| own.to.year() == before.period.to.year())
        });
        if is_new && is_current {
            let (label, period) = (shift::short(period), Some(period.clone()));
            measure.values.push(StaffValue { label, period, ..StaffValue::default() });
        }
    }
}
