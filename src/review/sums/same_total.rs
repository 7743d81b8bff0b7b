//! One total that is printed in two tables of a report.

use rust_decimal::Decimal;

use super::cells;
use super::names::Words;
use super::{same_effect, same_end};
use crate::compute::Context;
use crate::model::{Block, Bridge, Column, ColumnRole, EffectsBlock, FigureTable, Row, walk};
use crate::number::{Figure, Unit};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "samma-total",
    title: "Samma belopp är olika på två ställen",
    why: "Ett belopp som står i två tabeller ska vara detsamma. En enhet i den sista siffran kan vara \
          avrundning.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Report(look),
};

/// Most sums of a report that are held against each other.
const MOST: usize = 80;

/// A sum of a table.
pub(super) struct Total<'a> {
    pub(super) table: &'a FigureTable,
    pub(super) row: &'a Row,
    words: Words,
}

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut tables: Vec<&FigureTable> = Vec::new();
    let mut effects: Vec<&EffectsBlock> = Vec::new();
    let mut bridges: Vec<&Bridge> = Vec::new();
    walk::each_block(context.report, &mut |block| match block {
        Block::Figures(table) => tables.push(table),
        Block::Effects(block) => effects.push(block),
        Block::Bridge(bridge) => bridges.push(bridge),
        _ => {}
    });
    same_effect::look(context, &tables, &effects, found);
    same_end::look(context, &tables, &bridges, found);
    let totals: Vec<Total<'_>> = tables.iter().flat_map(|table| totals_of(table)).collect();
    for (index, first) in totals.iter().enumerate().take(MOST) {
        for second in totals[index + 1..].iter().take(MOST) {
            if first.table.id != second.table.id && first.table.sign == second.table.sign {
                look_at_pair(context, first, second, found);
            }
        }
    }
}

fn totals_of(table: &FigureTable) -> impl Iterator<Item = Total<'_>> {
    let sums = table.rows.iter().filter(|row| !row.sum.is_empty());
    sums.map(move |row| Total { table, row, words: Words::of(&row.label).without(is_general) })
}

/// Words that any sum may be called.
fn is_general(word: &str) -> bool {
    const GENERAL: [&str; 9] = [
        "summa",
        "totalt",
        "total",
        "resultat",
        "kostnader",
        "intäkter",
        "netto",
        "nettokostnad",
        "nettokostnader",
    ];
    GENERAL.contains(&word)
}

/// A figure that stands in both.
struct Both<'a> {
    columns: (&'a Column, &'a Column),
    figures: (&'a Figure, &'a Figure),
    agrees: bool,
}

fn look_at_pair(
    context: &Context<'_>,
    first: &Total<'_>,
    second: &Total<'_>,
    found: &mut Findings<'_>,
) {
    let both: Vec<Both<'_>> =
        first.table.columns.iter().filter_map(|column| in_both(first, second, column)).collect();
    let agreeing = both.iter().filter(|both| both.agrees).count();
    let differing = both.len() - agreeing;
    let is_one_off = differing == 1 && agreeing >= 3;
    let is_called_the_same = first.words.count() > 0 && first.words == second.words;
    if differing == 0 || !(is_one_off || is_called_the_same && agreeing >= 2 * differing) {
        return;
    }
    let severity = if is_one_off { Severity::Error } else { Severity::Warning };
    for both in both.iter().filter(|both| !both.agrees) {
        tell(context, first, second, both, severity, found);
    }
}

fn in_both<'a>(first: &Total<'a>, second: &Total<'a>, column: &'a Column) -> Option<Both<'a>> {
    if column.role == ColumnRole::Other {
        return None;
    }
    let is_same = |other: &&Column| other.role == column.role && other.period == column.period;
    let other = second.table.columns.iter().find(is_same)?;
    let figures = (first.row.cells.get(&column.id)?, second.row.cells.get(&other.id)?);
    let units = (
        cells::unit_of(first.table, first.row, column),
        cells::unit_of(second.table, second.row, other),
    );
    let agrees = agrees(figures.0, units.0, figures.1, units.1)?;
    Some(Both { columns: (column, other), figures, agrees })
}

/// Whether two exact figures are the same but for one in the last digit of the rougher; `None` when
/// they cannot be held against each other, or are both nothing.
pub(super) fn agrees(a: &Figure, a_unit: Unit, b: &Figure, b_unit: Unit) -> Option<bool> {
    let (Figure::Exact(a), Figure::Exact(b)) = (a, b) else { return None };
    let (a_size, b_size) = (size_of(a_unit), size_of(b_unit));
    let is_money = a_size.is_some() && b_size.is_some();
    if !is_money && a_unit != b_unit || a.is_zero() && b.is_zero() {
        return None;
    }
    let (a_size, b_size) = (a_size.unwrap_or(Decimal::ONE), b_size.unwrap_or(Decimal::ONE));
    let digit = |number: &Decimal, size: Decimal| size * Decimal::new(1, number.scale());
    let tolerance = digit(a, a_size).max(digit(b, b_size));
    let miss = a.checked_mul(a_size)?.checked_sub(b.checked_mul(b_size)?)?.abs();
    Some(miss <= tolerance)
}

/// Kronor of one of a unit of money.
pub(super) fn size_of(unit: Unit) -> Option<Decimal> {
    match unit {
        Unit::Kr => Some(Decimal::ONE),
        Unit::Tkr => Some(Decimal::ONE_THOUSAND),
        Unit::Mnkr => Some(Decimal::from(1_000_000)),
        _ => None,
    }
}

/// A figure with its unit of money, which differs between tables.
pub(super) fn show(figure: &Figure, unit: Unit) -> String {
    match unit {
        Unit::Tkr | Unit::Mnkr | Unit::Kr => {
            format!("{}\u{a0}{}", figure.show(unit), unit.label())
        }
        _ => figure.show(unit),
    }
}

fn tell(
    context: &Context<'_>,
    first: &Total<'_>,
    second: &Total<'_>,
    both: &Both<'_>,
    severity: Severity,
    found: &mut Findings<'_>,
) {
    let shown = |total: &Total<'_>, column, figure| {
        show(figure, cells::unit_of(total.table, total.row, column))
    };
    let own = shown(second, both.columns.1, both.figures.1);
    let other = shown(first, both.columns.0, both.figures.0);
    let message = format!(
        "{} är {own}, men i tabellen {} står {other}.",
        cells::name_of(second.row, both.columns.1),
        first.table.caption
    );
    let at =
        |total: &Total<'_>, column: &Column| context.at(&total.row.id).field(column.id.as_str());
    let place = at(second, both.columns.1);
    let finding = found.add_as(severity, place, format!("{own} | {other}"), message);
    finding.hint("Kontrollera vilket belopp som gäller, och skriv det på båda ställena.");
    finding.also(at(first, both.columns.0));
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table, total};
    use super::*;
    use crate::model::Year;
    use crate::review::tests::{t2, told};

    fn year(label: &str, figures: [&str; 4], unit: Unit) -> Year {
        let ids = ["utfall", "budget", "prognos", "helarsbudget"];
        let roles =
            [ColumnRole::Actual, ColumnRole::Budget, ColumnRole::Forecast, ColumnRole::YearBudget];
        let columns: Vec<Column> =
            ids.into_iter().zip(roles).map(|(own, role)| column(own, role)).collect();
        let one = |own: &str, label: &str, figures: [&str; 4]| {
            let cells: Vec<(&str, &str)> = ids.into_iter().zip(figures).collect();
            let part = format!("del-{own}");
            let mut total = total(own, &[&part], &cells);
            total.label = label.into();
            vec![row(&part, &cells), total]
        };
        let first = one("forsta", "Resultat ASN", ["-173577", "-168502", "-261710", "-252220"]);
        let second = one("andra", label, figures);
        let mut second = table("netto", columns.clone(), second);
        if let Block::Figures(table) = &mut second {
            table.unit = unit;
        }
        t2(vec![table("resultat", columns, first), second])
    }

    #[test]
    fn one_total_with_two_values() {
        let off = ["-173577", "-168502", "-261170", "-252220"];
        let said = told(&RULE, &year("Resultat ASN", off, Unit::Tkr));
        let says = "andra/prognos: Resultat ASN, prognos är −261\u{a0}170\u{a0}tkr, men i tabellen \
                    resultat står −261\u{a0}710\u{a0}tkr.";
        assert_eq!(said, [says]);
        let in_millions = ["-173.6", "-168.5", "-262.7", "-252.2"];
        assert_eq!(told(&RULE, &year("Nettokostnad", in_millions, Unit::Mnkr)).len(), 1);
    }

    #[test]
    fn rounding_and_another_total_are_right() {
        let near = ["-173577", "-168501", "-261709", "-252220"];
        assert!(told(&RULE, &year("Resultat ASN", near, Unit::Tkr)).is_empty());
        let in_millions = ["-173.6", "-168.5", "-261.7", "-252.2"];
        assert!(told(&RULE, &year("Resultat ASN", in_millions, Unit::Mnkr)).is_empty());
        let other = ["-173577", "-168502", "-200000", "-210000"];
        assert!(told(&RULE, &year("Före buffert", other, Unit::Tkr)).is_empty());
    }
}
