//! January to April 2023: net cost per area.

use tertial::compute::{self, Context};
use tertial::model::{Block, ColumnRole, FigureTable, ReportKind};

use super::build::{assert_agrees, computed, number, period, report, sum, table, year};

const ROLES: [ColumnRole; 8] = [
    ColumnRole::Actual,
    ColumnRole::Budget,
    ColumnRole::Deviation,
    ColumnRole::Forecast,
    ColumnRole::YearBudget,
    ColumnRole::YearDeviation,
    ColumnRole::AgainstLastYear,
    ColumnRole::DeviationPercent,
];

fn net_cost() -> FigureTable {
    let mut table = table(
        &ROLES,
        "Gemensamt IFO | -29 390 | -30 531 | 1 141 | -91 258 | -91 593 | 335 | -5 461
        Vård för vuxna med missbruksproblem | -9 195 | -10 787 | 1 592 | -29 871 | -32 360 | 2 489 | -541
        Barn- och ungdomsvård | -26 495 | -25 241 | -1 254 | -76 798 | -75 724 | -1 075 | -5 247
        Övriga insatser till vuxna | -1 126 | -1 041 | -85 | -2 486 | -3 123 | 637 | 32
        Ekonomiskt bistånd | -8 396 | -10 094 | 1 698 | -28 081 | -30 282 | 2 201 | 50
        Familjerätt och familjerådgivning | -396 | -350 | -46 | -1 078 | -1 051 | -27 | -110
        Socialpsykiatri | -12 904 | -14 212 | 1 308 | -41 746 | -42 635 | 889 | -1 563
        Ensamkommande barn & ungdom | 1 321 | 131 | 1 190 | 1 524 | 394 | 1 129 | -836
        Arbetsmarknadsåtgärder | -4 708 | -5 237 | 529 | -17 005 | -15 710 | -1 295 | -3 742
        Integration | -2 044 | -2 843 | 799 | -6 754 | -8 529 | 1 776 | -2 399
        Ukraina flyktingboende | 917 | 0 | 917 | 2 174 | 0 | 2 174 | 2 082
        Resultat ASN | -92 415 | -100 204 | 7 789 | -291 379 | -300 613 | 9 234 | -17 735",
    );
    sum(&mut table, 11, 0..11);
    table
}

#[test]
fn deviations_and_sums() {
    let table = net_cost();
    // Two deviations of eleven rows and seven sums.
    assert_eq!(assert_agrees(&table), 2 * 11 + 7);
    assert_eq!(computed(&table, 0, 2), Some(number("1 141")));
    assert_eq!(computed(&table, 10, 5), Some(number("2 174")));
    assert_eq!(computed(&table, 11, 6), Some(number("-17 735")), "against 2022");
}

#[test]
fn the_deviation_in_percent_of_the_budget() {
    let mut table = net_cost();
    assert_eq!(computed(&table, 0, 7), Some(number("0,4")));
    table.rows[11].sum.clear();
    assert_eq!(computed(&table, 11, 7), Some(number("3,1")), "9 234 of 300 613");
    sum(&mut table, 11, 0..11);
    assert_eq!(computed(&table, 11, 7), Some(number("3,1")), "also of a row that is a sum");
    assert_eq!(computed(&table, 10, 7), None, "nothing is no share of 0");
}

#[test]
fn against_last_year() {
    let roles = [ColumnRole::Forecast, ColumnRole::LastYear, ColumnRole::AgainstLastYear];
    let table = table(&roles, "Resultat ASN | -291 379 | -273 644 | -17 735");
    assert_eq!(computed(&table, 0, 2), Some(number("-17 735")));
    assert_eq!(assert_agrees(&table), 1);
}

#[test]
fn the_change_of_forecast() {
    let roles = [ColumnRole::Forecast, ColumnRole::ForecastChange];
    let now = table(&roles, "Resultat ASN | -291 379 | 591");
    let before = table(&roles, "Resultat ASN | -291 970 |");
    let february = period("2023-01-01", "2023-02-28");
    let april = period("2023-01-01", "2023-04-30");
    let year = year(
        2023,
        vec![
            report("t1", ReportKind::T1, april, Block::Figures(now.clone())),
            report("februari", ReportKind::Month, february, Block::Figures(before)),
        ],
    );
    let context = Context::new(&year, &year.reports[0]);
    let cell = compute::Sheet::new(&context, &now).cell(&now.rows[0], &now.columns[1]);
    let derivation = cell.computed.unwrap();
    assert_eq!(derivation.number(), Some(number("591")));
    let before = derivation.inputs[1].at.as_ref().map(ToString::to_string);
    assert_eq!(before.as_deref(), Some("prov/februari/r0/c0"));
}
