//! What becomes of figures: forecasts turn into the ones before, budgets stay, outcomes are empty.

use super::base::Base;
use super::newest::Newest;
use super::{Choice, shape::Renamed};
use crate::model::{
    Block, Column, ColumnRole, FigureTable, Id, Measure, Month, MonthKind, Period, Report,
    StaffBlock, StaffValue, VolumeSeries,
};
use crate::number::Figure;
use crate::work::names::id_of;
use crate::work::said::{Fate, Journal, Thing};
use crate::work::{each, shift};

pub(super) fn turn(
    report: &mut Report,
    base: &Base<'_>,
    newest: &Newest<'_>,
    choice: &Choice,
    journal: &mut Journal,
) {
    let before = base.report;
    let renamed = Renamed::new(before, choice);
    each::block(report, &mut |block| match block {
        Block::Figures(table) => {
            if choice.add_previous {
                add_previous(table, newest, journal);
            }
            cells(table, &before.period, newest, journal);
            columns(table, &renamed, &before.period, &choice.period);
        }
        Block::Volumes(block) => {
            for series in &mut block.series {
                let closed = latest(series, base, newest);
                months(series, closed, choice.period.to.month(), journal);
            }
        }
        Block::Staff(block) => staff(block, before, &choice.period, journal),
        _ => {}
    });
}

/// A column for the forecast before, beside the new one, where nothing compares the two yet.
fn add_previous(table: &mut FigureTable, newest: &Newest<'_>, journal: &mut Journal) {
    const COMPARES: [ColumnRole; 2] = [ColumnRole::PreviousForecast, ColumnRole::ForecastChange];
    let is_own = |column: &Column| column.role == ColumnRole::Forecast && column.period.is_none();
    let Some(at) = table.columns.iter().position(is_own) else { return };
    let forecast = &table.columns[at];
    let is_compared = table.columns.iter().any(|column| COMPARES.contains(&column.role));
    let is_known = |row| newest.forecast(table, row, forecast).is_some();
    if is_compared || !table.rows.iter().any(is_known) {
        return;
    }
    let mut ids = (1..).map(|number| match number {
        1 => id_of("foregaende-prognos"),
        _ => id_of(&format!("foregaende-prognos-{number}")),
    });
    let is_free = |id: &Id| table.columns.iter().all(|column| column.id != *id);
    let column = Column {
        id: ids.find(is_free).unwrap_or_default(),
        group: forecast.group.clone(),
        title: "Föregående prognos".to_owned(),
        role: ColumnRole::PreviousForecast,
        unit: forecast.unit,
        ..Column::default()
    };
    table.columns.insert(at + 1, column);
    journal.note(Fate::Added, Thing::PreviousForecast, &table.caption);
}

/// What stays of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stay {
    Kept,
    Emptied,
}

fn cells(table: &mut FigureTable, old: &Period, newest: &Newest<'_>, journal: &mut Journal) {
    let is_followed = table.columns.iter().any(|column| column.role == ColumnRole::Actual);
    let stays: Vec<(Id, Stay)> = table
        .columns
        .iter()
        .map(|column| (column.id.clone(), stay(column, is_followed, old)))
        .collect();
    let is_previous = |column: &&Column| {
        let is_own = column.period.as_ref().is_none_or(|period| period == old);
        column.role == ColumnRole::PreviousForecast && is_own
    };
    let previous = table.columns.iter().find(is_previous).cloned();
    let forecasts: Vec<Option<Figure>> = table
        .rows
        .iter()
        .map(|row| newest.forecast(table, row, previous.as_ref()?).cloned())
        .collect();
    for (row, forecast) in table.rows.iter_mut().zip(forecasts) {
        for (id, _) in stays.iter().filter(|(_, stay)| *stay == Stay::Emptied) {
            let was = usize::from(row.cells.get(id).is_some());
            journal.count(Fate::Blanked, Thing::Figure, was);
            row.cells.set(id, None);
        }
        if let Some(column) = &previous {
            journal.count(Fate::Became, Thing::Forecast, usize::from(forecast.is_some()));
            row.cells.set(&column.id, forecast);
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

/// Puts the outcomes and forecasts of the latest report into a series; the last month closed there.
fn latest(series: &mut VolumeSeries, base: &Base<'_>, newest: &Newest<'_>) -> Option<Month> {
    let Some((latest, closed)) = newest.series(&series.id) else {
        if base.is_later {
            series.months.clear();
            series.measures.iter_mut().for_each(|measure| measure.actual.clear());
        }
        return None;
    };
    series.months = latest.months.clone();
    for measure in &mut series.measures {
        let same = latest.measures.iter().find(|own| own.id == measure.id);
        if let Some(same) = same.filter(|own| own.unit == measure.unit) {
            measure.actual.clone_from(&same.actual);
        }
    }
    closed
}

/// Closed months are fixed. Those that the period closes become outcomes without a figure: the
/// forecast is not what happened. Where no month is marked, those up to `closed` were outcomes.
fn months(series: &mut VolumeSeries, closed: Option<Month>, last: Month, journal: &mut Journal) {
    if series.months.is_empty() {
        let kind = |month| match closed.is_some_and(|closed| month <= closed) {
            true => MonthKind::Actual,
            false => MonthKind::Forecast,
        };
        series.months = Month::all().map(kind).collect();
    }
    series.months.resize(12, MonthKind::Forecast);
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
