//! Shares of a budget.

use rust_decimal::Decimal;

use super::cells::{self, Differing};
use crate::compute::{Agreement, Context, Derivation, Formula, Input, Sheet, agreement};
use crate::model::{
    Block, Column, ColumnRole, FigureTable, Indicator, Row, RowKind, Subject, walk,
};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "procent",
    title: "Procenttalet stämmer inte",
    why: "Avvikelsen i procent ska vara årets avvikelse i förhållande till årets budget, i tabellen \
          och i den indikator som visar den.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Report(look),
};

/// Decimals enough for what anyone prints.
const EXACT: u32 = 6;

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut totals: Vec<(&FigureTable, &Row)> = Vec::new();
    walk::each_block(context.report, &mut |block| {
        let Block::Figures(table) = block else { return };
        look_at_columns(context, table, found);
        if table.subject == Subject::NetCost {
            let rows = table.rows.iter().filter(|row| row.kind == RowKind::Total);
            totals.extend(rows.map(|row| (table, row)));
        }
    });
    let [(table, total)] = totals.as_slice() else { return };
    walk::each_indicator(context.report, &mut |indicator| {
        look_at_indicator(context, table, total, indicator, found);
    });
}

fn look_at_columns(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let is_wanted = |row: &Row, column: &Column| {
        column.role == ColumnRole::DeviationPercent && row.kind != RowKind::OfWhich
    };
    let is_share = |formula: &Formula| matches!(formula, Formula::PercentOf(_));
    cells::that_differ(context, table, is_wanted, is_share, &mut |cell| tell(cell, found));
}

fn tell(cell: &Differing, found: &mut Findings<'_>) {
    // The table computes one decimal; more may be printed.
    let inputs = cell.derivation.inputs.clone();
    let exact = Derivation::new(Formula::PercentOf(EXACT), inputs);
    if exact.is_some_and(|exact| !is_off(cell.number, &exact)) {
        return;
    }
    let numbers: Vec<String> = cell.inputs().map(crate::number::format_decimal).collect();
    let [part, whole] = numbers.as_slice() else { return };
    let message =
        format!("{} är {}, men {part} är {} av {whole}.", cell.name, cell.stated, cell.computed);
    found
        .add(cell.at.clone(), cell.values(), message)
        .hint("Kontrollera avvikelsen, budgeten och procenttalet.");
}

fn is_off(stated: Decimal, exact: &Derivation) -> bool {
    agreement(stated, exact) == Some(Agreement::Differs)
}

/// An indicator called *Budgetavvikelse* is the share of the one total that the report has.
fn look_at_indicator(
    context: &Context<'_>,
    table: &FigureTable,
    total: &Row,
    indicator: &Indicator,
    found: &mut Findings<'_>,
) {
    let name = indicator.name.to_lowercase();
    if indicator.unit != Unit::Percent || !name.starts_with("budgetavvikelse") {
        return;
    }
    let Some(Figure::Exact(stated)) = indicator.outcome.value else { return };
    let sheet = Sheet::new(context, table);
    let input = |role| {
        let column = sheet.role(role)?;
        let number = sheet.cell(total, column).number()?;
        let at = context.at(&total.id).field(column.id.as_str());
        Some(Input::number(cells::name_of(total, column), at, number))
    };
    let inputs = input(ColumnRole::YearDeviation).zip(input(ColumnRole::YearBudget));
    let Some(exact) =
        inputs.and_then(|(a, b)| Derivation::new(Formula::PercentOf(EXACT), vec![a, b]))
    else {
        return;
    };
    let Some(share) = exact.number() else { return };
    let is_near =
        |share: Decimal| stated.saturating_sub(share).abs() <= Decimal::new(1, stated.scale());
    // The sign is often left out: "avvikelsen är 3,1 %".
    if is_near(share) || is_near(share.abs()) {
        return;
    }
    let shown = format_with_unit(share.round_dp(stated.scale().max(1)), Unit::Percent);
    let own = format_with_unit(stated, Unit::Percent);
    let message = format!(
        "{} är {own}, men i tabellen {} är avvikelsen för {} {shown} av årets budget.",
        indicator.name, table.caption, total.label
    );
    let finding = found.add_as(
        Severity::Warning,
        context.at(&indicator.id).field("outcome"),
        format!("{own} | {shown}"),
        message,
    );
    finding.hint("Kontrollera att indikatorn och tabellen visar samma prognos.");
    finding.also(context.at(&total.id));
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table, total};
    use super::*;
    use crate::model::{Goal, GoalsBlock, Year};
    use crate::review::tests::{id, indicator, t2, told};

    fn year(percent: &str, outcome: &str) -> Year {
        let columns = vec![
            column("helarsbudget", ColumnRole::YearBudget),
            column("avvikelse", ColumnRole::YearDeviation),
            column("procent", ColumnRole::DeviationPercent),
        ];
        let cells = [("helarsbudget", "-300613"), ("avvikelse", "9234"), ("procent", percent)];
        let rows = vec![row("vuxna", &cells), total("totalt", &["vuxna"], &cells)];
        let mut own = indicator("budgetavvikelse", "Budgetavvikelse", outcome, "");
        own.unit = Unit::Percent;
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        let goals = GoalsBlock { id: id("block"), goals: vec![goal], ..GoalsBlock::default() };
        t2(vec![table("tabell", columns, rows), Block::Goals(goals)])
    }

    #[test]
    fn a_share_that_is_off() {
        let says = "vuxna/procent: vuxna, procent är 31\u{a0}%, men 9\u{a0}234 är 3,1\u{a0}% av \
                    −300\u{a0}613.";
        assert!(told(&RULE, &year("31", "3.1")).contains(&says.to_owned()));
        assert_eq!(told(&RULE, &year("3.1", "2.43")).len(), 1);
    }

    #[test]
    fn more_decimals_fewer_and_no_sign_are_right() {
        for near in ["3.1", "3", "3.07", "3.072", ""] {
            assert!(told(&RULE, &year(near, "3.1")).is_empty(), "{near}");
        }
        for near in ["3.1", "3.07", "3", "", "cirka 5"] {
            assert!(told(&RULE, &year("3.1", near)).is_empty(), "{near}");
        }
    }
}
