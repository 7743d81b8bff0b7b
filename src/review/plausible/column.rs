//! Columns under the wrong head, and columns that have changed places.

use rust_decimal::Decimal;

use crate::compute::{Context, Sheet};
use crate::model::{Block, Column, ColumnRole, FigureTable, Section, walk};
use crate::number::Figure;
use crate::review::sums::cells;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "fel-kolumn",
    title: "Kolumnen står under fel rubrik",
    why: "Årets prognos hör ihop med årets budget, och periodens utfall med periodens budget. När en \
          avvikelse på rad efter rad blir rätt bara om två kolumner byter plats står de troligen fel.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

/// Fewest rows that tell that columns have changed places.
const FEWEST: usize = 3;

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Figures(table) = block {
            look_at_heads(context, table, found);
            look_at_places(context, table, found);
        }
    });
}

/// The forecast stands under the period's head while the year's budget has one of its own, or the
/// other way round.
fn look_at_heads(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let group = |role| {
        let column = table.columns.iter().find(|column| column.role == role)?;
        Some(column.group.as_str()).filter(|group| !group.is_empty())
    };
    let (Some(period), Some(year)) = (group(ColumnRole::Actual), group(ColumnRole::YearBudget))
    else {
        return;
    };
    if period == year {
        return;
    }
    for (index, column) in table.columns.iter().enumerate() {
        let (wrong, right) = match column.role {
            ColumnRole::Forecast | ColumnRole::YearDeviation => (period, year),
            ColumnRole::Budget | ColumnRole::Deviation => (year, period),
            _ => continue,
        };
        if column.group != wrong {
            continue;
        }
        let message = format!(
            "Kolumnen {} står under rubriken {wrong}, men hör ihop med det som står under {right}.",
            column.title
        );
        let at = context.at(&table.id).field(format!("columns.{index}.group"));
        found
            .add(at, format!("{} | {wrong} | {right}", column.title), message)
            .hint("Kontrollera rubrikerna över kolumnerna.");
    }
}

fn look_at_places(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let sheet = Sheet::new(context, table);
    for column in &table.columns {
        let is_difference = matches!(
            column.role,
            ColumnRole::Deviation | ColumnRole::YearDeviation | ColumnRole::AgainstLastYear
        );
        if let Some((first, second)) = sheet.operands(column).filter(|_| is_difference) {
            look_at_column(context, table, column, (first, second), found);
        }
    }
}

fn look_at_column(
    context: &Context<'_>,
    table: &FigureTable,
    column: &Column,
    (first, second): (&Column, &Column),
    found: &mut Findings<'_>,
) {
    let mut rows = Vec::new();
    for row in &table.rows {
        let number = |column: &Column| match row.cells.get(&column.id) {
            Some(&Figure::Exact(number)) => Some(number),
            _ => None,
        };
        let Some(own) = number(column) else { continue };
        let Some((a, b)) = number(first).zip(number(second)) else { continue };
        // Where the two are the same, nothing is told.
        let difference = a.saturating_sub(b);
        if difference.abs() > Decimal::ONE {
            rows.push((row, own, difference));
        }
    }
    let is_near = |a: Decimal, b: Decimal| a.saturating_sub(b).abs() <= Decimal::ONE;
    let is_right = rows.iter().any(|(_, own, difference)| is_near(*own, *difference));
    if rows.len() < FEWEST || is_right {
        return;
    }
    let at = context.at(&table.id).field("columns");
    let head = cells::head_of;
    if rows.iter().all(|(_, own, difference)| is_near(*own, -*difference)) {
        let (a, b) = (head(first), head(second));
        let message = format!(
            "{} är på alla rader {b} minus {a}. Kolumnerna kan ha bytt plats.",
            head(column)
        );
        found
            .add(at, format!("{} | {a} | {b}", head(column)), message)
            .hint("Kontrollera vilka tal som hör till vilken rubrik.");
        return;
    }
    let Some(other) = difference_it_is(table, column, &rows) else { return };
    let (a, b) = (head(other.0), head(other.1));
    let message = format!(
        "{} är på alla rader {a} minus {b}, inte {} minus {}.",
        head(column),
        head(first),
        head(second)
    );
    found
        .add(at, format!("{} | {a} | {b}", head(column)), message)
        .hint("Kontrollera vilka tal som hör till vilken rubrik.");
}

/// Two other columns whose difference the column is in all rows.
fn difference_it_is<'t>(
    table: &'t FigureTable,
    column: &Column,
    rows: &[(&crate::model::Row, Decimal, Decimal)],
) -> Option<(&'t Column, &'t Column)> {
    let others = || table.columns.iter().filter(|other| other.id != column.id);
    for first in others() {
        for second in others().filter(|second| second.id != first.id) {
            let is_it = rows.iter().all(|(row, own, _)| {
                let number = |column: &Column| row.cells.get(&column.id).and_then(Figure::value);
                let pair = number(first).zip(number(second));
                let miss = pair.map(|(a, b)| a.saturating_sub(b).saturating_sub(*own));
                miss.is_some_and(|miss| miss.abs() <= Decimal::ONE)
            });
            if is_it {
                return Some((first, second));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Year;
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{t2, told};

    fn year(heads: [&str; 3], rows: [[&str; 3]; 3]) -> Year {
        let roles = [ColumnRole::Actual, ColumnRole::Budget, ColumnRole::Deviation];
        let mut columns: Vec<Column> = ["utfall", "budget", "avvikelse"]
            .into_iter()
            .zip(roles)
            .map(|(own, role)| column(own, role))
            .collect();
        columns.push(column("prognos", ColumnRole::Forecast));
        columns.push(column("helar", ColumnRole::YearBudget));
        let groups = [heads[0], heads[0], heads[0], heads[1], heads[2]];
        for (column, group) in columns.iter_mut().zip(groups) {
            column.group = group.into();
        }
        let rows = rows.into_iter().enumerate().map(|(index, [a, b, c])| {
            row(&format!("rad-{index}"), &[("utfall", a), ("budget", b), ("avvikelse", c)])
        });
        t2(vec![table("tabell", columns, rows.collect())])
    }

    const RIGHT: [[&str; 3]; 3] =
        [["-100", "-90", "-10"], ["-50", "-70", "20"], ["-30", "-30", "0"]];

    #[test]
    fn a_forecast_under_the_period() {
        let said = told(&RULE, &year(["Period", "Period", "Helår"], RIGHT));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("prognos står under rubriken Period"));
        assert!(told(&RULE, &year(["Period", "Helår", "Helår"], RIGHT)).is_empty());
        assert!(told(&RULE, &year(["", "", ""], RIGHT)).is_empty());
    }

    #[test]
    fn columns_that_have_changed_places() {
        let heads = ["Period", "Helår", "Helår"];
        let swapped = [["-90", "-100", "-10"], ["-70", "-50", "20"], ["-20", "-35", "-15"]];
        let said = told(&RULE, &year(heads, swapped));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("kan ha bytt plats"));
        let one_wrong = [["-100", "-90", "-10"], ["-70", "-50", "20"], ["-20", "-35", "-15"]];
        assert!(told(&RULE, &year(heads, one_wrong)).is_empty(), "one row is right");
    }
}
