//! January to August 2025: the table with a buffer between two sums, risks, staff.

use tertial::compute::{Agreement, Context, Formula, Input, Value, agreement, risk_value, trend};
use tertial::model::{
    Better, Block, ColumnRole, FigureTable, Goal, GoalsBlock, Indicator, Meaning, Outcome, Report,
    ReportKind, Risk, RowKind, Target,
};
use tertial::number::{Figure, WrittenRisk, parse_risk_value};

use super::build::{assert_agrees, cell, computed, id, number, period, report, sum, table, year};

/// The printed table, with last year's outcome that its last column is counted from.
fn economy() -> FigureTable {
    let roles = [
        ColumnRole::Actual,
        ColumnRole::Budget,
        ColumnRole::Deviation,
        ColumnRole::Forecast,
        ColumnRole::YearBudget,
        ColumnRole::YearDeviation,
        ColumnRole::AgainstLastYear,
        ColumnRole::LastYear,
    ];
    let mut table = table(
        &roles,
        "Förvaltningsövergripande | -11 607 | -10 768 | -839 | -17 984 | -16 141 | -1 843 | 1 334 | -19 318
        Avdelning vuxen | -123 247 | -104 911 | -18 336 | -171 865 | -157 005 | -14 860 | -12 261 | -159 604
        Avdelning barn och unga | -137 761 | -86 809 | -50 952 | -192 741 | -130 775 | -61 966 | -23 728 | -169 013
        Summa AoS | -272 615 | -202 488 | -70 127 | -382 590 | -303 921 | -78 669 | -34 655 | -347 935
        Omvärldsbuffert | | | | 24 000 | | |
        Summa AoS | -272 615 | -202 488 | -70 127 | -358 590 | -303 921 | -54 669 | -10 655 | -347 935
        Ekonomiskt bistånd | -16 531 | -13 349 | -3 182 | -24 187 | -20 023 | -4 164 | -1 339
        Särskild händelse | -35 062 | 0 | -35 062 | -46 400 | 0 | -46 400 | -18 824
        Socialpsykiatri | -23 425 | -16 217 | -7 209 | -35 084 | -24 325 | -10 759 | -5 665",
    );
    sum(&mut table, 3, 0..3);
    table.rows[4].kind = RowKind::Buffer;
    sum(&mut table, 5, [3, 4]);
    table.rows[6..].iter_mut().for_each(|row| row.kind = RowKind::Memo);
    // Memo rows are printed without last year's outcome: nothing to hold their last column against.
    table.rows[6..].iter_mut().for_each(|row| row.cells.set(&id("c6"), None));
    table
}

#[test]
fn two_sums_with_a_buffer_between() {
    let table = economy();
    assert!(assert_agrees(&table) > 30);
    assert_eq!(computed(&table, 3, 0), Some(number("-272 615")));
    assert_eq!(computed(&table, 3, 5), Some(number("-78 669")));
    assert_eq!(computed(&table, 5, 3), Some(number("-358 590")), "with the buffer");
    assert_eq!(computed(&table, 5, 5), Some(number("-54 669")));
    assert_eq!(computed(&table, 5, 6), Some(number("-10 655")));
}

/// The table as printed: no column of last year's outcome, and of the buffer only its forecast.
fn as_printed() -> FigureTable {
    let roles = [
        ColumnRole::Forecast,
        ColumnRole::YearBudget,
        ColumnRole::YearDeviation,
        ColumnRole::AgainstLastYear,
    ];
    let mut table = table(
        &roles,
        "Förvaltningsövergripande | -17 984 | -16 141 | -1 843 | 1 334
        Avdelning vuxen | -171 865 | -157 005 | -14 860 | -12 261
        Avdelning barn och unga | -192 741 | -130 775 | -61 966 | -23 728
        Summa AoS | -382 590 | -303 921 | -78 669 | -34 655
        Omvärldsbuffert | 24 000
        Summa AoS | -358 590 | -303 921 | -54 669 | -10 655",
    );
    sum(&mut table, 3, 0..3);
    table.rows[4].kind = RowKind::Buffer;
    sum(&mut table, 5, [3, 4]);
    table
}

#[test]
fn what_is_not_forecast_yet_deviates_by_nothing() {
    let roles = [ColumnRole::Forecast, ColumnRole::YearBudget, ColumnRole::YearDeviation];
    let of = |printed| {
        let mut table = table(&roles, printed);
        sum(&mut table, 2, 0..2);
        [0, 1, 2].map(|row| computed(&table, row, 2))
    };
    let none = "Avdelning vuxen | | -157 005
        Avdelning barn och unga | | -130 775
        Summa | | -287 780";
    assert_eq!(of(none), [None; 3]);
    let one = "Avdelning vuxen | -171 865 | -157 005
        Avdelning barn och unga | | -130 775
        Summa | | -287 780";
    assert_eq!(of(one), [Some(number("-14 860")), None, Some(number("-14 860"))]);
}

#[test]
fn a_buffer_counts_as_its_forecast_against_last_year() {
    let mut table = as_printed();
    // Three deviations of the year and two sums of four columns.
    assert_eq!(assert_agrees(&table), 3 + 2 * 4);
    let agreement = |row, column| cell(&table, row, column).agreement;
    assert_eq!(agreement(3, 3), Some(Agreement::Equal));
    assert_eq!(agreement(5, 2), Some(Agreement::Equal));
    assert_eq!(agreement(5, 3), Some(Agreement::Equal));
    for column in 1..4 {
        let cell = cell(&table, 4, column);
        assert_eq!((cell.stated, cell.computed), (None, None), "printed empty, shown empty");
    }
    for row in [3, 5] {
        table.rows[row].cells.set(&id("c3"), None);
    }
    assert_eq!(computed(&table, 3, 3), Some(number("-34 655")));
    assert_eq!(
        computed(&table, 5, 3),
        Some(number("-10 655")),
        "also of a sum that is not printed"
    );
}

#[test]
fn a_buffer_alone_is_no_sum_against_last_year() {
    let mut table = as_printed();
    table.rows.iter_mut().for_each(|row| row.cells.set(&id("c3"), None));
    assert_eq!(computed(&table, 5, 3), None, "nobody says how last year went");
}

#[test]
fn memo_rows_have_deviations_of_their_own() {
    let table = economy();
    assert_eq!(computed(&table, 7, 2), Some(number("-35 062")));
    // Rounded from kronor: printed −7 209.
    assert_eq!(computed(&table, 8, 2), Some(number("-7 208")));
    assert_eq!(computed(&table, 8, 5), Some(number("-10 759")));
}

#[test]
fn risk_values() {
    let printed =
        ["4x4 (16)", "4x5 (20)", "5x5 (25)", "4x4(16)", "3x5 (15)", "5x3 (15)", "4×4 (16)"];
    let year = year(2025, vec![Report::default()]);
    let context = Context::new(&year, &year.reports[0]);
    for text in printed {
        let WrittenRisk { factors, value } = parse_risk_value(text).unwrap();
        let (likelihood, consequence) = factors.unzip();
        let risk = Risk { id: id("risk"), likelihood, consequence, value, ..Risk::default() };
        let computed = risk_value(&context, &risk).and_then(|derivation| derivation.number());
        assert_eq!(computed, value.map(Into::into), "{text}");
    }
    let factors = Risk { likelihood: Some(4), consequence: Some(5), ..Risk::default() };
    let value = risk_value(&context, &factors).unwrap();
    assert_eq!(agreement(number("20"), &value), Some(Agreement::Equal));
    assert_eq!(agreement(number("19"), &value), Some(Agreement::Differs), "no rounding in a risk");
    let stated = Risk { value: Some(20), ..Risk::default() };
    assert_eq!(risk_value(&context, &stated), None, "a value without factors is only stated");
}

/// Sick leave as R12 and staff turnover, both better when lower.
#[test]
fn staff_figures_get_better_or_worse() {
    let cases = [
        ("sjukfranvaro", "7,35", "5,69", Meaning::Better),
        ("omsattning-sedan-t1", "10,57", "9,85", Meaning::Better),
        ("omsattning-sedan-i-fjol", "8,26", "9,85", Meaning::Worse),
        ("oforandrad", "9,85", "9,85", Meaning::Same),
    ];
    for (name, before, now, meaning) in cases {
        let year = year(
            2025,
            vec![
                with_outcome("t1", ReportKind::T1, "2025-04-30", name, before),
                with_outcome("t2", ReportKind::T2, "2025-08-31", name, now),
            ],
        );
        let context = Context::new(&year, &year.reports[1]);
        let found = trend(&context, &indicator(name, now)).map(|derivation| derivation.value);
        assert_eq!(found, Some(Value::Trend(meaning)), "{name}");
    }
    let inputs = ["5,69", "7,35"].map(|text| Input::constant("R12", number(text)));
    assert_eq!(Formula::Difference.evaluate(&inputs), Some(Value::Number(number("-1,66"))));
}

fn indicator(name: &str, outcome: &str) -> Indicator {
    let value = Some(Figure::from_typed(outcome));
    Indicator {
        id: id(name),
        outcome: Outcome { value, ..Outcome::default() },
        target: Target { better: Better::Lower, ..Target::default() },
        ..Indicator::default()
    }
}

fn with_outcome(report_id: &str, kind: ReportKind, to: &str, name: &str, outcome: &str) -> Report {
    let indicators = vec![indicator(name, outcome)];
    let goal = Goal { id: id("medarbetare"), indicators, ..Goal::default() };
    let block = GoalsBlock { id: id("mal"), goals: vec![goal], ..GoalsBlock::default() };
    report(report_id, kind, period("2025-01-01", to), Block::Goals(block))
}
