//! A table that is the one of the report before, figure for figure.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::{Block, ColumnRole, FigureTable, walk};
use crate::number::Figure;
use crate::review::{Findings, Group, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "oforandrad-tabell",
    title: "Tabellen är densamma som i förra rapporten",
    why: "Ett utfall ändras från en period till nästa. En tabell som har precis samma tal som i förra \
          rapporten har troligen inte uppdaterats.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Reports(look),
};

/// Fewest large figures that can be the same by more than chance.
const FEWEST: usize = 3;

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let own = &line.reports[index];
    let Some(before) = index.checked_sub(1).map(|before| &line.reports[before]) else { return };
    if before.is_plan() || before.report().period.to == own.report().period.to {
        return;
    }
    let mut tables: HashMap<&str, &FigureTable> = HashMap::new();
    walk::each_block(before.report(), &mut |block| {
        if let Block::Figures(table) = block {
            tables.insert(table.id.as_str(), table);
        }
    });
    walk::each_block(own.report(), &mut |block| {
        let Block::Figures(table) = block else { return };
        let Some(other) = tables.get(table.id.as_str()) else { return };
        if !is_of_period(table) || !is_same(table, other) {
            return;
        }
        let message =
            format!("Tabellen {} har precis samma tal som i {}.", table.caption, before.short());
        found
            .add(own.context.at(&table.id), before.report().id.as_str(), message)
            .hint("Kontrollera att tabellen är uppdaterad.")
            .also(before.context.at(&table.id));
    });
}

/// Whether it shows what grows with the period.
fn is_of_period(table: &FigureTable) -> bool {
    let actual = table.columns.iter().filter(|column| column.role == ColumnRole::Actual);
    let is_large =
        |figure: &Figure| figure.value().is_some_and(|own| own.abs() >= Decimal::ONE_HUNDRED);
    let count = actual
        .map(|column| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(&column.id));
            cells.filter(|figure| is_large(figure)).count()
        })
        .max();
    count.is_some_and(|count| count >= FEWEST)
}

fn is_same(a: &FigureTable, b: &FigureTable) -> bool {
    let same =
        |(a, b): (&crate::model::Row, &crate::model::Row)| a.id == b.id && a.cells == b.cells;
    a.rows.len() == b.rows.len() && a.rows.iter().zip(&b.rows).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportKind;
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{report, told, year};

    #[test]
    fn a_table_that_nobody_brought_up_to_date() {
        let own = |last: &str| {
            let rows = [("a", "-4100"), ("b", "-5200"), ("c", last)];
            let rows = rows.map(|(name, figure)| row(name, &[("utfall", figure)]));
            let columns = vec![column("utfall", ColumnRole::Actual)];
            vec![table("tabell", columns, rows.to_vec())]
        };
        let of = |last| {
            let t1 = report("t1", ReportKind::T1, own("-6300"));
            told(&RULE, &year(vec![t1, report("t2", ReportKind::T2, own(last))]))
        };
        assert_eq!(of("-6300").len(), 1);
        assert!(of("-6301").is_empty());
    }
}
