//! Rows of figures that are of another size than in the last report.

use rust_decimal::Decimal;

use crate::model::{ColumnRole, FigureTable, Row};
use crate::number::{Figure, format_with_unit};
use crate::review::sums::{cells, parts};
use crate::review::{Findings, Item, Line, Severity, Standing};

/// Whether one is about ten, a hundred or a thousand times the other.
pub(super) fn is_power_of_ten(a: Decimal, b: Decimal) -> bool {
    let Some(times) = a.max(b).checked_div(a.min(b)) else { return false };
    [10, 100, 1000].into_iter().map(Decimal::from).any(|power| {
        let tenth = power / Decimal::TEN;
        times.saturating_sub(power).abs() <= tenth + tenth / Decimal::TWO
    })
}

/// A row's amounts against the last report's, month for month.
pub(super) fn look_at(
    line: &Line<'_>,
    index: usize,
    table: &FigureTable,
    row: &Row,
    found: &mut Findings<'_>,
) {
    if row.cells.iter().next().is_none() {
        return;
    }
    let Some((before, Item::Row(before_table, before_row))) = line.before(index, &row.id).next()
    else {
        return;
    };
    if before.is_plan() {
        return;
    }
    let standing = &line.reports[index];
    let months = |standing: &Standing<'_>| Decimal::from(standing.report().period.months().max(1));
    for column in table.columns.iter().filter(|column| parts::is_amount(column.role)) {
        let same = before_table.columns.iter().find(|other| other.role == column.role);
        let Some(other) = same else { continue };
        let figures = (row.cells.get(&column.id), before_row.cells.get(&other.id));
        let (Some(Figure::Exact(now)), Some(Figure::Exact(then))) = figures else { continue };
        let units =
            (cells::unit_of(table, row, column), cells::unit_of(before_table, before_row, other));
        if units.0 != units.1 || now.is_zero() || then.is_zero() {
            continue;
        }
        let is_of_period = matches!(column.role, ColumnRole::Actual | ColumnRole::Budget);
        let (now_size, then_size) = if is_of_period {
            (now.abs() / months(standing), then.abs() / months(before))
        } else {
            (now.abs(), then.abs())
        };
        let is_small = now.abs().max(then.abs()) < Decimal::from(20);
        if is_small || !is_power_of_ten(now_size, then_size) {
            continue;
        }
        let (own, beside) = (format_with_unit(*now, units.0), format_with_unit(*then, units.0));
        let message = format!(
            "{} är {own}, men i {} var talet {beside}.",
            cells::name_of(row, column),
            before.short()
        );
        let at = standing.context.at(&row.id).field(column.id.as_str());
        let finding = found.add_as(Severity::Question, at, format!("{own} | {beside}"), message);
        finding.hint("Kontrollera decimaltecknet och enheten.");
        finding.also(before.context.at(&row.id).field(other.id.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::scale::RULE;
    use super::*;
    use crate::model::ReportKind;
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{report, told, year};

    #[test]
    fn a_row_ten_times_the_last_report() {
        let two = |now: &str| {
            let block = |budget: &str| {
                let columns = vec![column("helar", ColumnRole::YearBudget)];
                table("tabell", columns, vec![row("vuxna", &[("helar", budget)])])
            };
            let before = report("t1", ReportKind::T1, vec![block("-24636")]);
            year(vec![before, report("t2", ReportKind::T2, vec![block(now)])])
        };
        assert_eq!(told(&RULE, &two("-246360")).len(), 1);
        assert_eq!(told(&RULE, &two("-2463")).len(), 1);
        assert!(told(&RULE, &two("-24636")).is_empty() && told(&RULE, &two("-81000")).is_empty());
    }
}
