//! Years side by side: accuracy of forecasts, bridges between them, what changed its name.

use std::sync::Arc;

use rust_decimal::Decimal;
use tertial::document::{Body, ChartSpec, Content, Document, Form};
use tertial::model::{
    Block, ColumnRole, Earlier, Indicator, Report, ReportKind, SignConvention, Year,
};
use tertial::number::{Figure, Unit};

use super::build::{indicator, net_cost, one_row, outcome, risks, t1, t2, until, year};
use super::{cells, desk, page, panel, row, says, tables};
use crate::common::examples;
use crate::golden::build::number;

/// The example years and a year 2026 of their committee, whose first report says what 2025 came to.
fn with_2026(actual: &str) -> Vec<Year> {
    let cells = [
        (ColumnRole::LastYear, actual),
        (ColumnRole::Forecast, "-365000"),
        (ColumnRole::YearBudget, "-350000"),
    ];
    let mut next = year(2026, vec![t1(2026, one_row("nk-asn", &cells))]);
    next.committee = examples()[2].year.committee.clone();
    examples().iter().map(|example| example.year.clone()).chain([next]).collect()
}

/// The rows of the accuracy of forecasts on the page of 2025.
fn accuracy(years: Vec<Year>) -> (Vec<Vec<String>>, String) {
    let document = page(&desk(years), "asn-2025/sida.ekonomi");
    let panel = panel(&document, "Prognossäkerhet");
    let rows = tables(&panel).flat_map(|table| &table.rows);
    (rows.map(|row| cells(&row.cells)).collect(), says(&panel))
}

/// |−358 590 − −360 000| / 303 921 = 0,46 %.
#[test]
fn augusts_forecast_is_held_against_the_years_outcome() {
    let (rows, says) = accuracy(with_2026("-360000"));
    assert_eq!(rows, [["Summa AoS, 2025", "−358 590", "−360 000", "0,5 %"].map(str::to_owned)]);
    let lacking = "Kan inte räknas för 2020 (årets utfall saknas), 2023 (augustis prognos saknas) \
                   och 2026 (augustis prognos saknas).";
    assert!(says.contains(lacking), "{says}");
}

#[test]
fn an_annual_report_says_what_its_own_year_came_to() {
    let mut years = with_2026("-360000");
    let cells = [(ColumnRole::Actual, "-355000"), (ColumnRole::YearBudget, "-303921")];
    let annual = until(ReportKind::Annual, "2025-12-31", one_row("nk-asn", &cells));
    years[2].reports.push(Arc::new(annual));
    let (rows, _) = accuracy(years);
    assert_eq!(rows, [["Summa AoS, 2025", "−358 590", "−355 000", "1,2 %"].map(str::to_owned)]);
}

/// Without an outcome there is nothing to hold the forecast against, and it says so.
#[test]
fn no_outcome_gives_no_accuracy() {
    let years = examples().iter().map(|example| example.year.clone()).collect();
    let (rows, says) = accuracy(years);
    assert_eq!(rows, Vec::<Vec<String>>::new());
    assert!(says.contains("2025 (årets utfall saknas)"), "{says}");
}

const FORECAST: [ColumnRole; 3] =
    [ColumnRole::Forecast, ColumnRole::YearBudget, ColumnRole::YearDeviation];

/// The bridge on the page of economy, of a year whose two reports print these tables.
fn bridge(before: &str, now: &str) -> ChartSpec {
    let reports = vec![t1(2026, net_cost(&FORECAST, before)), t2(2026, net_cost(&FORECAST, now))];
    let document = page(&desk([year(2026, reports)]), "ar-2026/sida.ekonomi");
    let panel = panel(&document, "Från T1 2026 till T2 2026");
    let charts = panel.pieces.into_iter().filter_map(|piece| match piece.body {
        Body::Chart(chart) => Some(chart),
        _ => None,
    });
    let charts: Vec<ChartSpec> = charts.filter(|chart| chart.form == Form::Bridge).collect();
    let [chart] = <[ChartSpec; 1]>::try_from(charts).expect("one bridge");
    chart
}

/// The ends of a bridge, and its steps by name.
fn steps(chart: &ChartSpec) -> (Decimal, Vec<(&str, Decimal)>, Decimal) {
    let values = chart.series[0].values.iter().map(|value| value.unwrap());
    let all: Vec<(&str, Decimal)> =
        chart.categories.iter().map(String::as_str).zip(values).collect();
    let [(_, start), steps @ .., (_, end)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(*start + steps.iter().map(|(_, step)| step).sum::<Decimal>(), *end);
    (*start, steps.to_vec(), *end)
}

#[test]
fn a_bridge_leads_from_one_forecast_to_the_next() {
    let chart = bridge(
        "Barn | -100 | -90
         Vuxna | -50 | -50
         Stöd | -20 | -20
         Summa | -170 | -160",
        "Barn | -130 | -90
         Vuxna | -45 | -50
         Stöd | -20 | -20
         Summa | -195 | -160",
    );
    let (start, steps, end) = steps(&chart);
    assert_eq!((start, end), (number("-170"), number("-195")));
    assert_eq!(steps, [("Barn", number("-30")), ("Vuxna", number("5"))], "the largest first");
    assert!(chart.title.starts_with("Prognosen är 25 tkr sämre än"), "{}", chart.title);
    assert_eq!(chart.categories.first().unwrap(), "Prognos T1 2026");
    assert_eq!(chart.categories.last().unwrap(), "Prognos T2 2026");
}

/// A row that comes, one that goes, and a sum that is rounded: the bridge still begins where the
/// report before stands.
#[test]
fn a_bridge_begins_at_the_forecast_before_whatever_its_rows() {
    let chart = bridge(
        "Barn | -100 | -90
         Vuxna | -50 | -50
         Stöd | | -20
         Summa | -151 | -160",
        "Barn | -100 | -90
         Vuxna | | -50
         Stöd | -25 | -20
         Summa | -125 | -160",
    );
    let (start, steps, end) = steps(&chart);
    assert_eq!((start, end), (number("-151"), number("-125")));
    assert_eq!(steps, [("Nya och borttagna rader, avrundning", number("26"))], "50 less 25, and 1");
}

#[test]
fn more_than_eight_rows_are_gathered() {
    let table = |change: i64| {
        let amounts: Vec<i64> = (1..=10).map(|n| -100 - change * n).collect();
        let rows =
            amounts.iter().enumerate().map(|(n, amount)| format!("Rad {n} | {amount} | 0\n"));
        format!("{}Summa | {} | 0", rows.collect::<String>(), amounts.iter().sum::<i64>())
    };
    let chart = bridge(&table(0), &table(1));
    let (start, steps, end) = steps(&chart);
    assert_eq!((start, end), (number("-1000"), number("-1055")));
    assert_eq!(steps.len(), 8);
    assert_eq!(steps[0], ("Rad 9", number("-10")));
    assert_eq!(steps[7], ("Övriga 3 rader", number("-6")));
}

/// Pages of goals where an indicator stands in the second report of two years.
fn indicators(before: Indicator, now: Indicator) -> Document {
    let years = [(2025, before), (2026, now)]
        .map(|(number, item)| year(number, vec![t2(number, indicator(item))]));
    page(&desk(years), "ar-2026/sida.mal")
}

/// The values of an indicator's small line; `None` where it is broken.
fn line(document: &Document, name: &str) -> Vec<Option<Decimal>> {
    let contents = row(document, name).iter().flat_map(|cell| &cell.contents);
    let mut charts = contents.filter_map(|content| match content {
        Content::Chart(chart) => Some(chart.series[0].values.clone()),
        _ => None,
    });
    charts.next().expect("a small line")
}

fn values(values: &[&str]) -> Vec<Option<Decimal>> {
    values.iter().map(|text| (!text.is_empty()).then(|| number(text))).collect()
}

#[test]
fn a_line_is_drawn_while_an_indicator_means_the_same() {
    let document = indicators(outcome("Andel nöjda", "70"), outcome("Andel  nöjda ", "80"));
    assert_eq!(line(&document, "Andel  nöjda "), values(&["70", "80"]));
    assert_eq!(cells(row(&document, "Andel  nöjda "))[3], "↑ uppåt");
    assert!(!says(&document).contains("heter"), "{}", says(&document));
}

#[test]
fn a_line_is_broken_where_an_indicator_got_another_name() {
    let document = indicators(outcome("Andel nöjda", "70"), outcome("Andel mycket nöjda", "30"));
    assert_eq!(line(&document, "Andel mycket nöjda"), values(&["70", "", "30"]));
    let said = says(&document);
    assert!(!said.contains("nedåt"), "no trend across the break: {said}");
    let words =
        "Indikatorn heter ”Andel mycket nöjda” i T2 2026 men hette ”Andel nöjda” i T2 2025.";
    assert!(said.contains(words), "{said}");
}

#[test]
fn a_line_is_broken_where_an_indicator_got_another_unit() {
    let now = Indicator { unit: Unit::Percent, ..outcome("Nöjda", "30") };
    let document = indicators(outcome("Nöjda", "70"), now);
    assert_eq!(line(&document, "Nöjda"), values(&["70", "", "30"]));
    let said = says(&document);
    assert!(said.contains("”Nöjda” har en annan enhet i T2 2026 än i T2 2025."), "{said}");
}

/// Days of eight months do not follow on the year before: it is another year's sum.
#[test]
fn what_grows_through_the_year_begins_anew() {
    let days = |value| {
        let mut indicator = outcome("Dygn", value);
        indicator.target.flow = true;
        let value = Some(Figure::from_typed("3650"));
        indicator.earlier = vec![Earlier { label: "2024".into(), value, ..Earlier::default() }];
        indicator
    };
    assert_eq!(
        line(&indicators(days("2017"), days("2100")), "Dygn"),
        values(&["3650", "", "2017", "", "2100"])
    );
}

/// The page of the year before knows nothing of where an indicator went later.
#[test]
fn a_trend_is_of_the_pages_own_year() {
    let years = [(2024, "60"), (2025, "70"), (2026, "50")]
        .map(|(number, value)| year(number, vec![t2(number, indicator(outcome("Nöjda", value)))]));
    let document = page(&desk(years), "ar-2025/sida.mal");
    let cells = cells(row(&document, "Nöjda"));
    assert!(cells.iter().any(|cell| cell == "↑ uppåt"), "{cells:?}");
}

fn movement(reports: Vec<Report>, file: &str, name: &str) -> String {
    let number = |report: &Report| report.period.to.year();
    let mut years: Vec<Year> = Vec::new();
    for report in reports {
        match years.iter_mut().find(|year| year.year == number(&report)) {
            Some(year) => year.reports.push(Arc::new(report)),
            None => years.push(year(number(&report), vec![report])),
        }
    }
    let document = page(&desk(years), &format!("{file}/sida.risker"));
    let register = panel(&document, "Register");
    let rows = tables(&register).flat_map(|table| &table.rows);
    let mut rows = rows.map(|row| cells(&row.cells)).filter(|row| row[1] == name);
    let row = rows.next().expect("the risk");
    row.into_iter().rfind(|cell| cell.contains(' ') && *cell != name).unwrap_or_default()
}

#[test]
fn a_risk_is_new_only_within_a_year() {
    let old = [("a", 3, 4)];
    let both = [("a", 4, 4), ("b", 2, 5)];
    let within = vec![t1(2026, risks(&old)), t2(2026, risks(&both))];
    assert_eq!(movement(within.clone(), "ar-2026", "Risken b"), "ny i T2 2026");
    assert_eq!(movement(within, "ar-2026", "Risken a"), "upp från 12 i T1 2026");
    let between = vec![t2(2025, risks(&old)), t1(2026, risks(&both))];
    assert_eq!(movement(between.clone(), "ar-2026", "Risken b"), "", "2025 may have left it out");
    assert_eq!(movement(between, "ar-2026", "Risken a"), "upp från 12 i T2 2025");
}

/// A year that counts costs as positive has other figures for the same thing.
#[test]
fn only_figures_of_one_sign_are_compared() {
    let figures = [(ColumnRole::Forecast, "-100"), (ColumnRole::YearBudget, "-90")];
    let years = [2024, 2025, 2026].map(|number| {
        let mut block = one_row("nk", &figures);
        if let Block::Figures(table) = &mut block
            && number == 2025
        {
            table.sign = SignConvention::CostPositive;
        }
        year(number, vec![t2(number, block)])
    });
    let document = page(&desk(years), "ar-2026/sida.ekonomi");
    let panel = panel(&document, "Nettokostnad 2024–2026");
    let rows = tables(&panel).flat_map(|table| &table.rows).map(|row| cells(&row.cells)[0].clone());
    assert_eq!(rows.collect::<Vec<_>>(), ["2024", "2026"]);
    assert!(says(&panel).contains("T2 2025 har belopp i en annan enhet"), "{}", says(&panel));
}

/// The risk stands before and after the page's year, and not in it.
#[test]
fn a_risk_of_other_years_has_one_place() {
    let named = [(2025, "a", 5), (2026, "b", 1), (2027, "a", 2)];
    let years = named
        .map(|(number, name, size)| year(number, vec![t2(number, risks(&[(name, size, size)]))]));
    let document = page(&desk(years), "ar-2026/sida.risker");
    let elsewhere = panel(&document, "Risker i andra år");
    assert_eq!(cells(row(&elsewhere, "Risken a")), ["Risken a", "25", "T2 2025"]);
}
