//! Deviations and other differences of two columns.

use super::cells::{self, Differing};
use crate::compute::{Context, Formula};
use crate::model::{Block, Column, ColumnRole, FigureTable, Row, Section, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "avvikelse",
    title: "Avvikelsen stämmer inte",
    why: "En avvikelse ska vara skillnaden mellan sina två kolumner, för perioden utfall minus budget \
          och för året prognos minus budget. Det som avrundning förklarar räknas inte.",
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
    cells::that_differ(context, table, is_wanted, is_difference, &mut |cell| tell(cell, found));
}

/// What the other rules of this group do not look at.
fn is_wanted(row: &Row, column: &Column) -> bool {
    row.sum.is_empty()
        && !matches!(
            column.role,
            ColumnRole::ForecastChange | ColumnRole::AgainstLastYear | ColumnRole::DeviationPercent
        )
}

pub(super) fn is_difference(formula: &Formula) -> bool {
    *formula == Formula::Difference
}

fn tell(cell: &Differing, found: &mut Findings<'_>) {
    let message = format!(
        "{} är {}, men {} är {}.",
        cell.name,
        cell.stated,
        cell.as_subtraction(),
        cell.computed
    );
    let hint = if cell.derivation.number() == Some(-cell.number) {
        "Kontrollera tecknet."
    } else {
        "Kontrollera radens tal och rätta det som är fel."
    };
    found.add(cell.at.clone(), cell.values(), message).hint(hint);
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table};
    use super::*;
    use crate::review::tests::{t2, told};

    fn year(deviation: &str) -> crate::model::Year {
        let columns = vec![
            column("utfall", ColumnRole::Actual),
            column("budget", ColumnRole::Budget),
            column("avvikelse", ColumnRole::Deviation),
        ];
        let cells = [("utfall", "-15706"), ("budget", "-16424"), ("avvikelse", deviation)];
        t2(vec![table("tabell", columns, vec![row("vuxna", &cells)])])
    }

    #[test]
    fn a_deviation_that_is_not_the_difference() {
        let says =
            "vuxna/avvikelse: vuxna, avvikelse är 781, men −15\u{a0}706 − (−16\u{a0}424) är 718.";
        assert_eq!(told(&RULE, &year("781")), [says]);
        assert_eq!(told(&RULE, &year("-718")).len(), 1);
    }

    #[test]
    fn rounding_text_and_nothing_stated_are_right() {
        for near in ["718", "719", "717", "", "se not"] {
            assert!(told(&RULE, &year(near)).is_empty(), "{near}");
        }
    }
}
