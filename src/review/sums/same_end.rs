//! The ends of a bridge that also stand in a table: *Kommunbidrag Individ- och familjeomsorgen 2020*
//! beside the row *Kommunbidrag*, *Budget 2020*, of a table of that name.

use super::cells;
use super::names::Words;
use super::same_total::{agrees, show, size_of};
use crate::compute::Context;
use crate::model::{Bridge, BridgeEnd, FigureTable};
use crate::number::Unit;
use crate::review::{Findings, Severity};

/// Fewest words that name an amount for certain.
const FEWEST: usize = 3;

pub(super) fn look(
    context: &Context<'_>,
    tables: &[&FigureTable],
    bridges: &[&Bridge],
    found: &mut Findings<'_>,
) {
    for bridge in bridges.iter().filter(|bridge| size_of(bridge.unit).is_some()) {
        for end in [&bridge.from, &bridge.to] {
            let words = Words::of(&end.label);
            // Without its year an amount may be any year's.
            if words.count() >= FEWEST && words.iter().any(is_year) {
                look_at(context, tables, (end, &words, bridge.unit), found);
            }
        }
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn look_at(
    context: &Context<'_>,
    tables: &[&FigureTable],
    (end, words, unit): (&BridgeEnd, &Words, Unit),
    found: &mut Findings<'_>,
) {
    let Some(amount) = &end.amount else { return };
    for table in tables.iter().filter(|table| size_of(table.unit).is_some()) {
        for row in &table.rows {
            for column in &table.columns {
                let Some(figure) = row.cells.get(&column.id) else { continue };
                let own = cells::unit_of(table, row, column);
                if agrees(amount, unit, figure, own) != Some(false) {
                    continue;
                }
                let name = format!("{} {} {}", table.caption, row.label, cells::head_of(column));
                if !Words::of(&name).hold(words) {
                    continue;
                }
                let (stated, other) = (show(amount, unit), show(figure, own));
                let message = format!(
                    "{} är {stated}, men i tabellen {} är {} {other}.",
                    end.label,
                    table.caption,
                    cells::name_of(row, column)
                );
                let at = context.at(&end.id).field("amount");
                let values = format!("{stated} | {other}");
                let finding = found.add_as(Severity::Warning, at, values, message);
                finding.hint("Kontrollera vilket belopp som gäller.");
                finding.also(context.at(&row.id).field(column.id.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::same_total::RULE;
    use super::super::samples::{column, row, table};
    use super::*;
    use crate::model::{Block, ColumnRole, Year};
    use crate::review::tests::{figure, id, t2, told};

    fn year(label: &str, budget: &str) -> Year {
        let mut budget_of = column("budget", ColumnRole::Budget);
        budget_of.title = "Budget 2020".into();
        let mut own = row("bidrag", &[("budget", budget)]);
        own.label = "Kommunbidrag".into();
        let mut block = table("driftbudget", vec![budget_of], vec![own]);
        if let Block::Figures(table) = &mut block {
            table.caption = "VO 3 - Individ och familjeomsorgen".into();
        }
        let to = BridgeEnd {
            id: id("slut"),
            label: label.into(),
            amount: figure("234133"),
            ..BridgeEnd::default()
        };
        let bridge = Bridge { id: id("brygga"), unit: Unit::Tkr, to, ..Bridge::default() };
        t2(vec![block, Block::Bridge(bridge)])
    }

    const LABEL: &str = "Kommunbidrag Individ- och familjeomsorgen 2020";

    #[test]
    fn an_end_that_the_table_contradicts() {
        let said = told(&RULE, &year(LABEL, "234313"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("slut/amount"));
    }

    #[test]
    fn the_same_amount_and_another() {
        assert!(told(&RULE, &year(LABEL, "234133")).is_empty());
        assert!(told(&RULE, &year("Kommunbidrag Arbete och integration 2020", "11522")).is_empty());
        assert!(told(&RULE, &year("Kommunbidrag 2020", "11522")).is_empty(), "of whom?");
    }
}
