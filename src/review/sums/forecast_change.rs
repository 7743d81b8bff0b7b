//! Changes of forecast.

use rust_decimal::Decimal;

use super::cells;
use super::deviation::is_difference;
use crate::compute::{Agreement, Context, Derivation, Formula, Sheet, agreement, forecast_before};
use crate::model::{Block, Column, ColumnRole, FigureTable, Row, RowKind, Subject, walk};
use crate::number::{Figure, format_decimal};
use crate::review::{Findings, Group, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "prognosforandring",
    title: "Prognosförändringen stämmer inte",
    why: "Prognosförändringen ska vara årets prognos minus prognosen i förra rapporten. Det som \
          avrundning förklarar räknas inte.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Onward(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let context = &line.reports[index].context;
    walk::each_block(context.report, &mut |block| {
        if let Block::Figures(table) = block {
            look_at_column(context, table, found);
            for row in table.rows.iter().filter(|row| row.kind == RowKind::ForecastChange) {
                look_at_row(context, table, row, found);
            }
        }
    });
}

fn look_at_column(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let is_wanted = |row: &Row, column: &Column| {
        row.sum.is_empty() && column.role == ColumnRole::ForecastChange
    };
    cells::that_differ(context, table, is_wanted, is_difference, &mut |cell| {
        let message = format!(
            "{} är {}, men prognosen minus föregående prognos, {}, är {}.",
            cell.name,
            cell.stated,
            cell.as_subtraction(),
            cell.computed
        );
        let finding = found.add(cell.at.clone(), cell.values(), message);
        finding.hint("Kontrollera båda prognoserna och förändringen.");
        let before = cell.derivation.inputs.get(1).and_then(|input| input.at.clone());
        finding.also.extend(before);
    });
}

/// A row that states the change for the whole table, or for the one total of the report.
fn look_at_row<'a>(
    context: &Context<'a>,
    table: &'a FigureTable,
    row: &Row,
    found: &mut Findings<'_>,
) {
    let roles = [ColumnRole::ForecastChange, ColumnRole::Forecast];
    let stated = roles.iter().find_map(|role| {
        let column = table.columns.iter().find(|column| column.role == *role)?;
        match row.cells.get(&column.id) {
            Some(&Figure::Exact(number)) => Some((column, number)),
            _ => None,
        }
    });
    let Some((column, stated)) = stated else { return };
    let Some((of, total)) = total_of(context, table) else { return };
    if of.unit != table.unit {
        return;
    }
    let Some(computed) = change_of(context, of, total) else { return };
    let Some(number) = computed.number() else { return };
    if agreement(stated, &computed) != Some(Agreement::Differs) {
        return;
    }
    let (own, other) = (format_decimal(stated), format_decimal(number));
    let message = format!(
        "{} är {own}, men prognosen för {} har ändrats med {other} sedan förra rapporten.",
        row.label, total.label
    );
    let at = context.at(&row.id).field(column.id.as_str());
    let finding = found.add(at, format!("{own} | {other}"), message);
    finding.hint("Kontrollera båda prognoserna och förändringen.");
    finding.also.extend(computed.inputs.into_iter().filter_map(|input| input.at));
}

fn change_of(context: &Context<'_>, table: &FigureTable, total: &Row) -> Option<Derivation> {
    let sheet = Sheet::new(context, table);
    let column = sheet.role(ColumnRole::Forecast)?;
    let now: Decimal = sheet.cell(total, column).number()?;
    let at = context.at(&total.id).field(column.id.as_str());
    let now = crate::compute::Input::number(cells::name_of(total, column), at, now);
    Derivation::new(Formula::Difference, vec![now, forecast_before(context, total)?])
}

/// The total of the table, else the only one of a net cost table in the report.
fn total_of<'a>(
    context: &Context<'a>,
    table: &'a FigureTable,
) -> Option<(&'a FigureTable, &'a Row)> {
    let total = |table: &'a FigureTable| {
        table.rows.iter().rfind(|row| row.kind == RowKind::Total).map(|row| (table, row))
    };
    if let Some(own) = total(table) {
        return Some(own);
    }
    let mut totals = Vec::new();
    walk::each_block(context.report, &mut |block| {
        if let Block::Figures(table) = block
            && table.subject == Subject::NetCost
        {
            totals.extend(total(table));
        }
    });
    if let [only] = totals.as_slice() { Some(*only) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table, total};
    use super::*;
    use crate::model::{ReportKind, Year};
    use crate::review::tests::{report, told, year};

    fn block(forecast: &str, change: &str, of_table: &str) -> Block {
        let columns = vec![
            column("prognos", ColumnRole::Forecast),
            column("forandring", ColumnRole::ForecastChange),
        ];
        let vuxna = row("vuxna", &[("prognos", forecast), ("forandring", change)]);
        let whole = total("totalt", &["vuxna"], &[("prognos", forecast)]);
        let mut of_table = row("andring", &[("prognos", of_table)]);
        of_table.kind = RowKind::ForecastChange;
        table("tabell", columns, vec![vuxna, whole, of_table])
    }

    fn two(change: &str, of_table: &str) -> Year {
        let before = report("t1", ReportKind::T1, vec![block("-24000", "", "")]);
        let now = report("t2", ReportKind::T2, vec![block("-24867", change, of_table)]);
        year(vec![before, now])
    }

    #[test]
    fn a_change_that_is_not_between_the_forecasts() {
        let said = told(&RULE, &two("867", "-33669"));
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("vuxna/forandring") && said[0].contains("är −867"));
        assert!(said[1].starts_with("andring/prognos") && said[1].contains("−33\u{a0}669"));
    }

    #[test]
    fn rounding_and_no_report_before_are_right() {
        assert!(told(&RULE, &two("-868", "-867")).is_empty());
        assert!(told(&RULE, &two("", "")).is_empty());
        let alone = report("t2", ReportKind::T2, vec![block("-24867", "867", "100")]);
        assert!(told(&RULE, &year(vec![alone])).is_empty());
    }
}
