//! A forecast against last year's outcome.

use super::cells;
use super::deviation::is_difference;
use crate::compute::Context;
use crate::model::{Block, ColumnRole, Section, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "mot-forra-aret",
    title: "Skillnaden mot förra året stämmer inte",
    why: "Skillnaden mot förra året ska vara prognosen minus förra årets utfall. Det som avrundning \
          förklarar räknas inte.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Figures(table) = block else { return };
        let is_wanted = |row: &crate::model::Row, column: &crate::model::Column| {
            row.sum.is_empty() && column.role == ColumnRole::AgainstLastYear
        };
        cells::that_differ(context, table, is_wanted, is_difference, &mut |cell| {
            let message = format!(
                "{} är {}, men prognosen minus förra årets utfall, {}, är {}.",
                cell.name,
                cell.stated,
                cell.as_subtraction(),
                cell.computed
            );
            found
                .add(cell.at.clone(), cell.values(), message)
                .hint("Kontrollera prognosen, förra årets utfall och skillnaden.");
        });
    });
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table};
    use super::*;
    use crate::model::{Block, RowKind, Year};
    use crate::review::tests::{t2, told};

    fn year(kind: RowKind, last: &str, change: &str) -> Year {
        let columns = vec![
            column("prognos", ColumnRole::Forecast),
            column("fjol", ColumnRole::LastYear),
            column("mot-fjol", ColumnRole::AgainstLastYear),
        ];
        let cells = [("prognos", "-25000"), ("fjol", last), ("mot-fjol", change)];
        let mut row = row("vuxna", &cells);
        row.kind = kind;
        let block: Block = table("tabell", columns, vec![row]);
        t2(vec![block])
    }

    #[test]
    fn a_difference_that_is_off() {
        let said = told(&RULE, &year(RowKind::Item, "-24000", "1000"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("är 1\u{a0}000") && said[0].contains("är −1\u{a0}000"));
    }

    #[test]
    fn rounding_and_a_buffer_without_last_year_are_right() {
        assert!(told(&RULE, &year(RowKind::Item, "-24000", "-1001")).is_empty());
        assert!(told(&RULE, &year(RowKind::Buffer, "", "-25000")).is_empty());
    }
}
