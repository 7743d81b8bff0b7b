//! Amounts whose sign does not fit their row.

use rust_decimal::Decimal;

use crate::compute::{Context, Sheet};
use crate::model::{Column, FigureTable, Row, RowKind, SignConvention, Subject};
use crate::number::{Figure, format_with_unit};
use crate::review::Findings;
use crate::review::sums::{cells, parts};

/// An amount against all others of its row, where the row's own deviations do not confirm it.
pub(super) fn look_at(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    found: &mut Findings<'_>,
) {
    if matches!(row.kind, RowKind::Head | RowKind::Group | RowKind::ForecastChange) {
        return;
    }
    let amounts = table.columns.iter().filter(|column| parts::is_amount(column.role));
    let amounts: Vec<_> = amounts
        .filter_map(|column| Some((column, row.cells.get(&column.id)?.value()?)))
        .filter(|(_, number)| !number.is_zero())
        .collect();
    if against_label(context, table, row, &amounts, found) || amounts.len() < 4 {
        return;
    }
    let (below, above): (Vec<_>, Vec<_>) =
        amounts.into_iter().partition(|(_, own)| *own < Decimal::ZERO);
    let (odd, others) = match (below.as_slice(), above.as_slice()) {
        ([odd], others) | (others, [odd]) => (odd, others),
        _ => return,
    };
    let (smallest, largest) = others.iter().fold((Decimal::MAX, Decimal::ZERO), |(a, b), other| {
        (a.min(other.1.abs()), b.max(other.1.abs()))
    });
    let twice = |number: Decimal| number.saturating_mul(Decimal::TWO);
    // What lies near nothing may well cross it.
    let is_of_their_size = twice(odd.1.abs()) >= smallest && odd.1.abs() <= twice(largest);
    if is_of_their_size && !is_confirmed(context, table, row, odd.0) {
        let unit = cells::unit_of(table, row, odd.0);
        let own = format_with_unit(odd.1, unit);
        let message = format!(
            "{} är {own}, men radens övriga belopp har motsatt tecken.",
            cells::name_of(row, odd.0)
        );
        let at = context.at(&row.id).field(odd.0.id.as_str());
        found.add(at, own, message).hint("Kontrollera tecknet.");
    }
}

/// Whether a deviation that is stated is right with the amount as it stands.
fn is_confirmed(context: &Context<'_>, table: &FigureTable, row: &Row, odd: &Column) -> bool {
    let sheet = Sheet::new(context, table);
    let number = |column: &Column| row.cells.get(&column.id).and_then(Figure::value);
    table.columns.iter().any(|column| {
        let Some((first, second)) = sheet.operands(column) else { return false };
        let is_of_odd = first.id == odd.id || second.id == odd.id;
        let numbers = number(column).zip(number(first).zip(number(second)));
        let miss = numbers.map(|(own, (a, b))| a.saturating_sub(b).saturating_sub(own));
        is_of_odd && miss.is_some_and(|miss| miss.abs() <= Decimal::ONE)
    })
}

/// In an income statement income is above nothing and costs are below, or costs above where the
/// table says so.
fn against_label(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    amounts: &[(&Column, Decimal)],
    found: &mut Findings<'_>,
) -> bool {
    if table.subject != Subject::IncomeStatement || table.sign != SignConvention::CostNegative {
        return false;
    }
    let label = row.label.to_lowercase();
    let is_cost = label.ends_with("kostnader") || label.starts_with("kostnader");
    let is_income = label.ends_with("intäkter") || label.starts_with("intäkter");
    if is_cost == is_income || label.contains("netto") {
        return false;
    }
    let mut is_told = false;
    for (column, number) in amounts.iter().filter(|(_, own)| own.is_sign_positive() == is_cost) {
        let what = if is_cost { "kostnader är negativa" } else { "intäkter är positiva" };
        let own = format_with_unit(*number, cells::unit_of(table, row, column));
        let message = format!("{} är {own}, men tabellens {what}.", cells::name_of(row, column));
        let at = context.at(&row.id).field(column.id.as_str());
        found.add(at, own, message).hint("Kontrollera tecknet.");
        is_told = true;
    }
    is_told
}

#[cfg(test)]
mod tests {
    use super::super::sign::RULE;
    use super::*;
    use crate::model::{Block, ColumnRole, Year};
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{t2, told};

    fn rows(actual: &str, deviation: &str, subject: Subject, label: &str) -> Year {
        let columns = vec![
            column("utfall", ColumnRole::Actual),
            column("budget", ColumnRole::Budget),
            column("avvikelse", ColumnRole::Deviation),
            column("prognos", ColumnRole::Forecast),
            column("helar", ColumnRole::YearBudget),
        ];
        let cells = [
            ("utfall", actual),
            ("budget", "-16424"),
            ("avvikelse", deviation),
            ("prognos", "-24597"),
            ("helar", "-24636"),
        ];
        let mut row = row("rad", &cells);
        row.label = label.into();
        let mut block = table("tabell", columns, vec![row]);
        if let Block::Figures(table) = &mut block {
            table.subject = subject;
        }
        t2(vec![block])
    }

    #[test]
    fn amounts_that_do_not_fit() {
        let said = told(&RULE, &rows("15706", "718", Subject::NetCost, "Vuxna"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("rad/utfall: Vuxna, utfall är 15\u{a0}706"));
        let cost = rows("15706", "32130", Subject::IncomeStatement, "Personalkostnader");
        assert_eq!(told(&RULE, &cost).len(), 1);
    }

    #[test]
    fn amounts_that_do() {
        assert!(told(&RULE, &rows("-15706", "718", Subject::NetCost, "Vuxna")).is_empty());
        assert!(told(&RULE, &rows("15706", "32130", Subject::NetCost, "Vuxna")).is_empty());
        assert!(told(&RULE, &rows("250", "718", Subject::NetCost, "Vuxna")).is_empty(), "small");
    }
}
