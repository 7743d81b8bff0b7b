//! Years side by side: last year's outcome, and how near August's forecasts came.

use rust_decimal::Decimal;

use super::{Amount, Net, amount_cell, is_shown, look, signed_cell};
use crate::compose::values_row;
use crate::compute::{Derivation, Formula, Input};
use crate::document::{
    Align, Cell, ChartSpec, Content, Head, Series, Stroke, Table, TableRow, TextLook,
};
use crate::follow::{Pen, computed_cell, plain_cell};
use crate::model::{ColumnRole, Period, ReportKind, Row, RowKind};
use crate::number::{Unit, format_decimal, format_with_unit};

/// Years apart that still stand in one chart with the empty ones between them.
const MOST_YEARS: u16 = 20;

/// What a year came to, or is forecast to come to.
struct Outcome {
    year: u16,
    amount: Amount,
    worth: Worth,
}

/// How good a word for a year's outcome is, from the least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// A forecast.
    Forecast,
    /// Forecast minus the difference the year after states.
    Derived,
    /// A column of the year after.
    Stated,
    /// The annual report's own.
    Annual,
}

pub(super) fn compose(pen: &mut Pen<'_>, nets: &[Net<'_>]) {
    if let Some(latest) = nets.iter().rfind(|net| net.spot.year.id == pen.line.year.id) {
        last_year(pen, latest);
    }
    over_years(pen, nets);
    accuracy(pen, nets);
}

/// Last year's outcome of a row: a column of its own, else forecast − the difference stated.
fn last_year_amount<'a>(net: &Net<'a>, row: &'a Row) -> Option<(Amount, Worth)> {
    if let Some(stated) = net.amount(row, ColumnRole::LastYear) {
        return Some((stated, Worth::Stated));
    }
    let forecast = net.amount(row, ColumnRole::Forecast)?;
    let against = net.amount(row, ColumnRole::AgainstLastYear)?;
    let inputs = vec![
        Input::number("Prognos", forecast.at, forecast.value),
        Input::number("Skillnad mot förra årets utfall", against.at.clone(), against.value),
    ];
    let value = Derivation::new(Formula::Difference, inputs)?.number()?;
    Some((Amount { value, at: against.at, is_stated: false }, Worth::Derived))
}

fn last_year(pen: &mut Pen<'_>, net: &Net<'_>) {
    let rows: Vec<(&Row, Amount)> = net
        .table
        .rows
        .iter()
        .filter(|row| is_shown(row) && row.kind != RowKind::Buffer)
        .filter_map(|row| Some((row, last_year_amount(net, row)?.0)))
        .collect();
    if rows.is_empty() {
        return;
    }
    let year = net.spot.year.year;
    let before = year.saturating_sub(1);
    pen.panel(&format!("Jämfört med {before}"));
    let stated = net.sheet.role(ColumnRole::LastYear).is_some();
    if !stated {
        let text = format!(
            "Utfallet {before} står inte i rapporten. Det är räknat som prognosen minus den \
             skillnad som rapporten anger."
        );
        pen.text(TextLook::Small, text);
    }
    let heads = vec![
        Head::new("Rad", Align::Start),
        Head::new(format!("Utfall {before}"), Align::End),
        Head::new(format!("Prognos {year}"), Align::End),
        Head::new("Skillnad", Align::End),
    ];
    let rows = rows.into_iter().map(|(row, amount)| TableRow {
        kind: look(row),
        cells: vec![
            plain_cell(&row.label, net.spot.at(&row.id).field("label")),
            amount_cell(Some(amount), net.table.unit),
            amount_cell(net.amount(row, ColumnRole::Forecast), net.table.unit),
            signed_cell(net.amount(row, ColumnRole::AgainstLastYear)),
        ],
        ..TableRow::default()
    });
    let table = Table {
        caption: net.unit().to_owned(),
        heads: vec![heads],
        rows: rows.collect(),
        row_heads: true,
        ..Table::default()
    };
    pen.table(table);
}

/// What each year of the total came to, by the best word there is for it.
fn outcomes(nets: &[&Net<'_>]) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut put = |year: u16, found: Option<(Amount, Worth)>| {
        let Some((amount, worth)) = found else { return };
        match outcomes.iter_mut().find(|known| known.year == year) {
            // A later forecast goes before an earlier one.
            Some(known) if worth >= known.worth => *known = Outcome { year, amount, worth },
            Some(_) => {}
            None => outcomes.push(Outcome { year, amount, worth }),
        }
    };
    for net in nets {
        let Some(total) = net.total() else { continue };
        let year = net.spot.year.year;
        let is_annual = net.spot.report.kind == ReportKind::Annual;
        let (role, worth) = match is_annual {
            true => (ColumnRole::Actual, Worth::Annual),
            false => (ColumnRole::Forecast, Worth::Forecast),
        };
        put(year, net.amount(total, role).map(|amount| (amount, worth)));
        put(year.saturating_sub(1), last_year_amount(net, total));
    }
    outcomes.sort_by_key(|outcome| outcome.year);
    outcomes
}

fn over_years(pen: &mut Pen<'_>, nets: &[Net<'_>]) {
    let Some(last) = nets.last() else { return };
    // Amounts in another unit or with other signs cannot stand in one line.
    let (nets, other): (Vec<&Net<'_>>, Vec<&Net<'_>>) =
        nets.iter().partition(|net| net.is_like(last));
    let outcomes = outcomes(&nets);
    let (Some(first), Some(last)) = (outcomes.first(), outcomes.last()) else { return };
    if !pen.line.is_over_years() || outcomes.len() < 2 {
        return;
    }
    pen.panel(&format!("Nettokostnad {}–{}", first.year, last.year));
    let mut names: Vec<&str> = Vec::new();
    for net in &nets {
        if let Some(total) = net.total().filter(|row| !names.contains(&row.label.as_str())) {
            names.push(&total.label);
        }
    }
    if names.len() > 1 {
        let names: Vec<String> = names.iter().map(|name| format!("”{name}”")).collect();
        let text = format!(
            "Summaraden heter olika i rapporterna: {}. Områdena under den är indelade på olika \
             sätt och jämförs inte.",
            crate::follow::words::list(&names)
        );
        pen.text(TextLook::Small, text);
    }
    if !other.is_empty() {
        let names: Vec<String> = other.iter().map(|net| net.spot.short()).collect();
        let text = format!(
            "{} har belopp i en annan enhet eller med annat tecken och jämförs inte.",
            crate::follow::words::capital(&crate::follow::words::list(&names))
        );
        pen.text(TextLook::Small, text);
    }
    // Years between without any figure stand empty: no line is drawn across them.
    let find = |year: u16| outcomes.iter().find(|outcome| outcome.year == year);
    let years: Vec<u16> = match last.year - first.year {
        0..=MOST_YEARS => (first.year..=last.year).collect(),
        _ => outcomes.iter().map(|outcome| outcome.year).collect(),
    };
    let actual: Vec<Option<Decimal>> = years
        .iter()
        .map(|year| {
            find(*year).filter(|o| o.worth > Worth::Forecast).map(|outcome| outcome.amount.value)
        })
        .collect();
    let forecast: Vec<Option<Decimal>> = years
        .iter()
        .map(|year| {
            find(*year).filter(|o| o.worth == Worth::Forecast).map(|outcome| outcome.amount.value)
        })
        .collect();
    let unit = nets.last().map(|net| net.table.unit).unwrap_or_default();
    let heads = vec![
        Head::new("År", Align::Start),
        Head::new("Utfall", Align::End),
        Head::new("Prognos", Align::End),
    ];
    let rows = outcomes.iter().map(|outcome| {
        let cell = amount_cell(Some(outcome.amount.clone()), unit);
        let year = Cell::plain(outcome.year.to_string());
        let said = match outcome.worth {
            Worth::Derived => Cell::plain("räknat ur skillnaden som året efter anger"),
            _ => Cell::default(),
        };
        let cells = match outcome.worth {
            Worth::Forecast => vec![year, Cell::default(), cell, said],
            _ => vec![year, cell, Cell::default(), said],
        };
        TableRow { cells, ..TableRow::default() }
    });
    let said = [Head::new("Hur", Align::Start)];
    let table = Table {
        heads: vec![heads.iter().cloned().chain(said).collect()],
        rows: rows.collect(),
        row_heads: true,
        ..Table::default()
    };
    let points: Vec<String> =
        outcomes.iter().map(|o| format!("{} {}", o.year, format_decimal(o.amount.value))).collect();
    let chart_rows = years.iter().enumerate().map(|(index, year)| {
        values_row(&year.to_string(), &[actual[index], forecast[index]], unit)
    });
    let chart = ChartSpec {
        title: format!("Nettokostnaden {}–{}", first.year, last.year),
        alt: format!("Linjediagram. {}.", points.join(", ")),
        unit: unit.label().to_owned(),
        categories: years.iter().map(u16::to_string).collect(),
        table: Table {
            heads: vec![heads],
            rows: chart_rows.collect(),
            row_heads: true,
            ..Table::default()
        },
        series: vec![
            Series { name: "Utfall".into(), stroke: Stroke::Actual, values: actual },
            Series { name: "Prognos".into(), stroke: Stroke::Forecast, values: forecast },
        ],
        ..ChartSpec::default()
    };
    pen.table(table);
    pen.chart("nettokostnad-over-aren", chart);
}

/// How far August's forecast lay from the year's outcome, in percent of the budget.
fn accuracy(pen: &mut Pen<'_>, nets: &[Net<'_>]) {
    if nets.is_empty() {
        return;
    }
    pen.panel("Prognossäkerhet");
    pen.text(TextLook::Small, "Augustis prognos mot årets utfall, i procent av budgeten.");
    let mut years: Vec<u16> = nets.iter().map(|net| net.spot.year.year).collect();
    years.dedup();
    let mut rows = Vec::new();
    let mut lacking = Vec::new();
    for year in years {
        let august = nets
            .iter()
            .rfind(|net| net.spot.year.year == year && is_august(&net.spot.report.period));
        let Some(august) = august else {
            lacking.push(format!("{year} (augustis prognos saknas)"));
            continue;
        };
        let found = accuracy_rows(nets, august, year);
        if found.is_empty() {
            lacking.push(format!("{year} (årets utfall saknas)"));
        }
        rows.extend(found);
    }
    if !rows.is_empty() {
        let titles = ["Prognos i augusti", "Årets utfall", "Fel, % av budget"];
        let heads = [Head::new("Rad", Align::Start)]
            .into_iter()
            .chain(titles.map(|title| Head::new(title, Align::End)))
            .collect();
        pen.table(Table {
            heads: vec![heads],
            rows: rows.into(),
            row_heads: true,
            ..Table::default()
        });
    }
    if !lacking.is_empty() {
        let text = format!("Kan inte räknas för {}.", crate::follow::words::list(&lacking));
        pen.text(TextLook::Small, text);
    }
}

fn is_august(period: &Period) -> bool {
    period.to.month().number() == 8
}

fn accuracy_rows(nets: &[Net<'_>], august: &Net<'_>, year: u16) -> Vec<TableRow> {
    let mut rows = Vec::new();
    for row in august.table.rows.iter().filter(|row| is_shown(row)) {
        let Some(forecast) = august.amount(row, ColumnRole::Forecast) else { continue };
        let Some(budget) = august.amount(row, ColumnRole::YearBudget) else { continue };
        let Some((actual, worth)) = actual_of(nets, row, august) else { continue };
        let inputs = vec![
            Input::number("Prognos i augusti", forecast.at.clone(), forecast.value),
            Input::number("Årets utfall", actual.at.clone(), actual.value),
            Input::number("Budget", budget.at, budget.value),
        ];
        let miss = Derivation::new(Formula::ForecastMiss, inputs).and_then(|d| d.number());
        let Some(miss) = miss else { continue };
        let unit = august.table.unit;
        rows.push(TableRow {
            kind: look(row),
            cells: vec![
                Cell::plain(format!("{}, {year}", row.label)),
                amount_cell(Some(forecast.clone()), unit),
                outcome_cell(actual, worth, unit),
                computed_cell(format_with_unit(miss, Unit::Percent), forecast.at),
            ],
            ..TableRow::default()
        });
    }
    rows
}

fn outcome_cell(amount: Amount, worth: Worth, unit: Unit) -> Cell {
    let mut cell = amount_cell(Some(amount), unit);
    if worth == Worth::Derived {
        cell.contents.push(Content::Quiet("räknat".to_owned()));
    }
    cell
}

/// The year's outcome of a row: the annual report's, else what the year after says.
fn actual_of(nets: &[Net<'_>], row: &Row, august: &Net<'_>) -> Option<(Amount, Worth)> {
    let year = august.spot.year.year;
    let mut like = nets.iter().filter(|net| net.is_like(august));
    let annual = like
        .clone()
        .rfind(|net| net.spot.year.year == year && net.spot.report.kind == ReportKind::Annual);
    let own = annual.and_then(|net| net.amount(net.row(row.id.as_str())?, ColumnRole::Actual));
    own.map(|amount| (amount, Worth::Annual)).or_else(|| {
        let after = like.rfind(|net| net.spot.year.year == year.saturating_add(1))?;
        last_year_amount(after, after.row(row.id.as_str())?)
    })
}
