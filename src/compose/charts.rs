//! What charts show, chosen and worded.

use rust_decimal::Decimal;

use crate::compute::{self, Context, Sheet};
use crate::document::{
    Align, Cell, ChartSpec, FigureView, Form, Head, Marker, Series, Stroke, Table, TableRow,
};
use crate::model::{
    ColumnRole, FigureTable, Indicator, Measure, Month, MonthKind, RowKind, SignConvention,
    VolumeSeries,
};
use crate::number::{Figure, Unit, format_decimal, format_with_unit};

/// Price and count, or the first share, of a series: measure id and chart.
pub(super) fn series_charts(series: &VolumeSeries) -> Vec<(String, ChartSpec)> {
    series.measures.iter().map(|m| (m.id.to_string(), series_chart(series, m))).collect()
}

fn series_chart(series: &VolumeSeries, measure: &Measure) -> ChartSpec {
    let is_actual = |index: usize| series.months.get(index) == Some(&MonthKind::Actual);
    let last_actual = (0..12).rev().find(|index| is_actual(*index));
    let values = |figures: &[Figure], keep: &dyn Fn(usize) -> bool| -> Vec<Option<Decimal>> {
        (0..12)
            .map(|index| figures.get(index).filter(|_| keep(index)).and_then(Figure::value))
            .collect()
    };
    let actual = values(&measure.actual, &is_actual);
    // The forecast starts at the last outcome, so that the line does not break.
    let forecast = values(&measure.actual, &|index| last_actual.is_none_or(|last| index >= last));
    let budget = values(&measure.budget, &|_| true);
    let line = |name: &str, stroke, values| Series { name: name.to_owned(), stroke, values };
    ChartSpec {
        title: series_title(series, measure, &actual, &budget),
        alt: series_alt(measure, &actual, &forecast, &budget, last_actual),
        unit: unit_name(measure.unit).to_owned(),
        categories: Month::all().map(|month| month.short().to_owned()).collect(),
        marker: last_actual
            .filter(|last| *last < 11)
            .map(|after| Marker { after, label: format!("efter {}: prognos", month_name(after)) }),
        table: series_table(measure, &actual, &forecast, &budget, last_actual),
        series: vec![
            line("Budget", Stroke::Budget, budget),
            line("Utfall", Stroke::Actual, actual),
            line("Prognos", Stroke::Forecast, forecast),
        ],
        ..ChartSpec::default()
    }
}

/// A title that says what the chart shows: how many months lie over or under budget.
fn series_title(
    series: &VolumeSeries,
    measure: &Measure,
    actual: &[Option<Decimal>],
    budget: &[Option<Decimal>],
) -> String {
    let pairs: Vec<_> =
        actual.iter().zip(budget).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    let over = pairs.iter().filter(|(actual, budget)| actual > budget).count();
    let under = pairs.iter().filter(|(actual, budget)| actual < budget).count();
    let total = pairs.len();
    let what = lower_first(&measure.label);
    let says = match (over, under) {
        _ if total == 0 => what,
        (over, _) if over == total => format!("{what} över budget alla {total} månader"),
        (_, under) if under == total => format!("{what} under budget alla {total} månader"),
        (0, 0) => format!("{what} som budget alla {total} månader"),
        (over, under) if over >= under => format!("{what} över budget {over} av {total} månader"),
        (_, under) => format!("{what} under budget {under} av {total} månader"),
    };
    format!("{}: {says}", series.name)
}

fn series_alt(
    measure: &Measure,
    actual: &[Option<Decimal>],
    forecast: &[Option<Decimal>],
    budget: &[Option<Decimal>],
    last_actual: Option<usize>,
) -> String {
    let show = |value: Decimal| format_with_unit(value, measure.unit);
    let ends = |values: &[Option<Decimal>]| {
        let known: Vec<(usize, Decimal)> =
            values.iter().enumerate().filter_map(|(i, v)| v.map(|v| (i, v))).collect();
        known.first().copied().zip(known.last().copied())
    };
    let mut sentences =
        vec![format!("Linjediagram över {} per månad.", lower_first(&measure.label))];
    if let Some(((first, a), (last, b))) = ends(actual) {
        let (first, last) = (month_name(first), month_name(last));
        sentences.push(format!("Utfall: {} i {first}, {} i {last}.", show(a), show(b)));
    }
    let is_ahead = |last: usize| Some(last) != last_actual;
    if let Some((_, (last, value))) = ends(forecast).filter(|(_, (last, _))| is_ahead(*last)) {
        sentences.push(format!("Prognos för {}: {}.", month_name(last), show(value)));
    }
    if let Some(((_, a), (_, b))) = ends(budget) {
        let budget = if a == b { show(a) } else { format!("{} till {}", show(a), show(b)) };
        sentences.push(format!("Budget: {budget}."));
    }
    sentences.join(" ")
}

fn series_table(
    measure: &Measure,
    actual: &[Option<Decimal>],
    forecast: &[Option<Decimal>],
    budget: &[Option<Decimal>],
    last_actual: Option<usize>,
) -> Table {
    let titles = ["Månad", "Utfall", "Prognos", "Budget"];
    let heads = titles.iter().enumerate().map(|(index, title)| {
        Head::new(*title, if index == 0 { Align::Start } else { Align::End })
    });
    let rows = Month::all().map(|month| {
        let index = month.index();
        let own_forecast = forecast[index].filter(|_| Some(index) != last_actual);
        let values = [actual[index], own_forecast, budget[index]];
        values_row(month.name(), &values, measure.unit)
    });
    Table {
        heads: vec![heads.collect()],
        rows: rows.collect(),
        row_heads: true,
        ..Table::default()
    }
}

/// A row of a chart's table.
pub(crate) fn values_row(label: &str, values: &[Option<Decimal>], unit: Unit) -> TableRow {
    let cell = |value: &Option<Decimal>| {
        let text = value.map(|value| format_with_unit(value, unit)).unwrap_or_default();
        Cell::figure(FigureView { text, ..FigureView::default() })
    };
    let cells = [Cell::plain(label)].into_iter().chain(values.iter().map(cell)).collect();
    TableRow { cells, ..TableRow::default() }
}

/// Forecast against budget for the year, a bar per row; rows and total alike show the deviation.
pub(crate) fn forecast_against_budget<'t>(
    sheet: &Sheet<'_, '_, 't>,
    table: &'t FigureTable,
) -> Option<ChartSpec> {
    let forecast = sheet.role(ColumnRole::Forecast)?;
    let budget = sheet.role(ColumnRole::YearBudget)?;
    let value = |row, column| sheet.cell(row, column).number();
    // The chart shows the deviation that the table shows, printed rounding and all.
    let shown_deviation = sheet.role(ColumnRole::YearDeviation);
    let shown = table
        .rows
        .iter()
        .filter(|row| matches!(row.kind, RowKind::Item | RowKind::Total | RowKind::Subtotal));
    let mut rows = Vec::new();
    for row in shown {
        let pair = value(row, forecast).zip(value(row, budget));
        let stated = shown_deviation.and_then(|column| value(row, column));
        rows.extend(pair.and_then(|(forecast, budget)| {
            let deviation = stated.or_else(|| forecast.checked_sub(budget))?;
            Some((row, forecast, budget, deviation))
        }));
    }
    let (total, forecast_total, budget_total, deviation) =
        rows.iter().rev().find(|(row, ..)| row.kind == RowKind::Total)?;
    let unit = table.unit.label();
    let more_is_worse = table.sign == SignConvention::CostPositive;
    let size = format_decimal(deviation.abs());
    let title = match (deviation.is_zero(), deviation.is_sign_negative() == more_is_worse) {
        (true, _) => "Prognosen för året är som budget".to_owned(),
        (false, true) => format!("Prognosen för året är {size}\u{a0}{unit} bättre än budget"),
        (false, false) => format!("Prognosen för året är {size}\u{a0}{unit} sämre än budget"),
    };
    let bars: Vec<_> = rows.iter().filter(|(row, ..)| row.kind != RowKind::Subtotal).collect();
    Some(ChartSpec {
        title,
        more_is_worse,
        alt: format!(
            "Stapeldiagram över helårsprognosens avvikelse mot budget per rad. {}: prognos {}, \
             budget {}, avvikelse {}.",
            total.label,
            format_decimal(*forecast_total),
            format_decimal(*budget_total),
            format_decimal(*deviation)
        ),
        unit: unit.to_owned(),
        emphasis: bars.iter().rposition(|(row, ..)| row.kind == RowKind::Total),
        categories: bars.iter().map(|(row, ..)| row.label.clone()).collect(),
        series: vec![Series {
            name: "Avvikelse".to_owned(),
            stroke: Stroke::Actual,
            values: bars.iter().map(|(.., deviation)| Some(*deviation)).collect(),
        }],
        form: Form::Bars,
        table: forecast_table(&rows, table.unit),
        ..ChartSpec::default()
    })
}

fn forecast_table(rows: &[(&crate::model::Row, Decimal, Decimal, Decimal)], unit: Unit) -> Table {
    let titles = ["Rad", "Prognos", "Budget", "Avvikelse"];
    let heads = titles.iter().enumerate().map(|(index, title)| {
        Head::new(*title, if index == 0 { Align::Start } else { Align::End })
    });
    let rows = rows.iter().map(|(model, forecast, budget, deviation)| {
        values_row(&model.label, &[Some(*forecast), Some(*budget), Some(*deviation)], unit)
    });
    Table {
        heads: vec![heads.collect()],
        rows: rows.collect(),
        row_heads: true,
        ..Table::default()
    }
}

fn month_name(index: usize) -> &'static str {
    Month::all().nth(index).map_or("", Month::name)
}

/// An indicator's outcomes from report to report with its target; `None` for fewer than two values
/// and for yes-or-no scales, which say more in words.
pub(super) fn indicator_history(context: &Context<'_>, indicator: &Indicator) -> Option<ChartSpec> {
    let points = compute::indicator_history(context, indicator);
    // What grows through the year cannot be held against whole years in one line.
    let comparable = indicator.scale.is_empty() && !indicator.target.flow;
    if points.len() < 2 || !comparable {
        return None;
    }
    let bound = indicator.target.period.as_ref().or(indicator.target.year.as_ref());
    let show = |value| format_with_unit(value, indicator.unit);
    let (first, last) = (points.first()?, points.last()?);
    let way = match last.value.cmp(&first.value) {
        std::cmp::Ordering::Less => "lägre",
        std::cmp::Ordering::Equal => "oförändrat",
        std::cmp::Ordering::Greater => "högre",
    };
    let target = bound.map(|bound| format!(" Mål: {}.", bound.show(indicator.unit)));
    let steps: Vec<String> =
        points.iter().map(|point| format!("{} {}", point.label, show(point.value))).collect();
    let values = points.iter().map(|point| Some(point.value)).collect();
    let mut series = vec![Series { name: "Utfall".to_owned(), stroke: Stroke::Actual, values }];
    series.extend(bound.map(|bound| Series {
        name: "Mål".to_owned(),
        stroke: Stroke::Budget,
        values: vec![Some(bound.value); points.len()],
    }));
    let heads = vec![vec![Head::new("Rapport", Align::Start), Head::new("Utfall", Align::End)]];
    let rows =
        points.iter().map(|p| values_row(&p.label, &[Some(p.value)], indicator.unit)).collect();
    Some(ChartSpec {
        title: format!("{}: {way} än {}", indicator.name, first.label),
        alt: format!("Linjediagram. {}.{}", steps.join(", "), target.unwrap_or_default()),
        unit: unit_name(indicator.unit).to_owned(),
        categories: points.iter().map(|point| point.label.clone()).collect(),
        series,
        folded: true,
        table: Table { heads, rows, row_heads: true, ..Table::default() },
        ..ChartSpec::default()
    })
}

/// The text with a small first letter. Swedish letters are few, and the full tables of Unicode large.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| match first {
        'Å' => 'å',
        'Ä' => 'ä',
        'Ö' => 'ö',
        other => other.to_ascii_lowercase(),
    });
    first.into_iter().chain(chars).collect()
}

/// The unit as an axis names it.
fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Kr => "kr",
        Unit::Placements => "placeringar",
        other => other.label(),
    }
}
