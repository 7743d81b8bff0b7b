//! The sum of rows.

use super::cells;
use crate::compute::{Context, Formula};
use crate::model::{Block, FigureTable};
use crate::model::{Section, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "summa",
    title: "Summan stämmer inte",
    why: "En summarad ska vara summan av sina rader. Det som avrundning förklarar räknas inte.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Figures(table) = block {
            look_at(context, table, found);
        }
    });
}

fn look_at(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let is_sum = |formula: &Formula| *formula == Formula::Sum;
    cells::that_differ(context, table, |row, _| !row.sum.is_empty(), is_sum, &mut |cell| {
        let message = format!(
            "{} är {}, men raderna blir tillsammans {}.",
            cell.name, cell.stated, cell.computed
        );
        found
            .add(cell.at.clone(), cell.values(), message)
            .hint("Rätta raderna eller summan, eller ändra vilka rader som ingår.");
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cells, Column, ColumnRole, Row, RowKind};
    use crate::review::tests::{figure, id, t2, told};

    fn table(total: &str) -> Block {
        let row = |own: &str, actual: &str, sum: &[&str]| {
            let mut cells = Cells::default();
            cells.set(&id("utfall"), figure(actual));
            let sum = sum.iter().map(|part| id(part)).collect();
            Row {
                id: id(own),
                label: own.into(),
                kind: RowKind::Item,
                cells,
                sum,
                ..Row::default()
            }
        };
        let column = Column {
            id: id("utfall"),
            title: "Utfall".into(),
            role: ColumnRole::Actual,
            ..Column::default()
        };
        Block::Figures(FigureTable {
            id: id("tabell"),
            columns: vec![column],
            rows: vec![
                row("vuxna", "-1200", &[]),
                row("unga", "-800", &[]),
                row("summa", total, &["vuxna", "unga"]),
            ],
            ..FigureTable::default()
        })
    }

    #[test]
    fn a_sum_that_is_off_by_more_than_rounding() {
        let says =
            "summa/utfall: summa, Utfall är −2\u{a0}100, men raderna blir tillsammans −2\u{a0}000.";
        assert_eq!(told(&RULE, &t2(vec![table("-2100")])), [says]);
    }

    #[test]
    fn rounding_and_nothing_stated_are_right() {
        for near in ["-2000", "-2001", "", "oklart"] {
            assert!(told(&RULE, &t2(vec![table(near)])).is_empty(), "{near}");
        }
    }
}
