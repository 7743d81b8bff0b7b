//! Rows of figures that stand far from those of the last report.

use rust_decimal::Decimal;

use super::scale_row::is_power_of_ten;
use crate::model::{ColumnRole, FigureTable, Row};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::sums::cells;
use crate::review::{Findings, Item, Line};

/// A budget of the year that has changed much since the last report, and a forecast that has changed
/// many times.
pub(super) fn look_at(
    line: &Line<'_>,
    index: usize,
    table: &FigureTable,
    row: &Row,
    found: &mut Findings<'_>,
) {
    if !matches!(table.unit, Unit::Tkr | Unit::Mnkr | Unit::Kr) || row.cells.iter().next().is_none()
    {
        return;
    }
    let Some((before, Item::Row(before_table, before_row))) = line.before(index, &row.id).next()
    else {
        return;
    };
    if before.is_plan() || before_table.unit != table.unit {
        return;
    }
    for (role, times) in [(ColumnRole::YearBudget, 15), (ColumnRole::Forecast, 30)] {
        let number = |table: &FigureTable, row: &Row| {
            let column = table.columns.iter().find(|column| column.role == role)?;
            match row.cells.get(&column.id) {
                Some(&Figure::Exact(number)) => Some(number),
                _ => None,
            }
        };
        let both = number(table, row).zip(number(before_table, before_row));
        let Some((now, then)) = both.filter(|(now, then)| is_far(*now, *then, times)) else {
            continue;
        };
        let Some(column) = table.columns.iter().find(|column| column.role == role) else {
            continue;
        };
        let unit = cells::unit_of(table, row, column);
        let (own, beside) = (format_with_unit(now, unit), format_with_unit(then, unit));
        let message = format!(
            "{} är {own}, men i {} var talet {beside}.",
            cells::name_of(row, column),
            before.short()
        );
        let at = line.reports[index].context.at(&row.id).field(column.id.as_str());
        let finding = found.add(at, format!("{own} | {beside}"), message);
        finding.hint("Kontrollera talet, eller skriv varför det har ändrats så mycket.");
        finding.also(before.context.at(&row.id));
    }
}

/// Whether one is more than so many tenths of the other. A figure ten times off is of another rule.
fn is_far(now: Decimal, then: Decimal, tenths: i64) -> bool {
    let (now, then) = (now.abs(), then.abs());
    let (small, large) = (now.min(then), now.max(then));
    let is_small = large < Decimal::from(500) || small.is_zero();
    !is_small
        && large.saturating_mul(Decimal::TEN) > small.saturating_mul(Decimal::from(tenths))
        && !is_power_of_ten(now, then)
}

#[cfg(test)]
mod tests {
    use super::super::jump::RULE;
    use super::*;
    use crate::model::ReportKind;
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{report, told, year};

    #[test]
    fn a_row_far_from_the_last_report() {
        let two = |now: &str| {
            let block = |budget: &str| {
                let columns = vec![column("helar", ColumnRole::YearBudget)];
                table("tabell", columns, vec![row("vuxna", &[("helar", budget)])])
            };
            let before = report("t1", ReportKind::T1, vec![block("-24636")]);
            year(vec![before, report("t2", ReportKind::T2, vec![block(now)])])
        };
        assert_eq!(told(&RULE, &two("-54636")).len(), 1);
        assert!(told(&RULE, &two("-26636")).is_empty());
    }
}
